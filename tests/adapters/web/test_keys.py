from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.web.keys import Keys, link_for

NOW = datetime(2027, 1, 12, tzinfo=UTC)
KEYS = Keys("s" * 40)


def test_a_link_says_whose_it_is_for_thirty_days() -> None:
    link = link_for(
        "zoe", tenant="home", secret="s" * 40, address="https://kring.example.org/", now=NOW
    )
    assert link.startswith("https://kring.example.org/enter?key=")
    key = parse_qs(urlsplit(link).query)["key"][0]
    guest = KEYS.read("link", key, NOW + timedelta(days=29))
    assert guest is not None
    assert (guest.tenant, guest.person) == ("home", "zoe")
    assert KEYS.read("link", key, NOW + timedelta(days=30)) is None


def test_a_key_opens_only_what_it_was_made_for() -> None:
    assert KEYS.read("session", KEYS.sign("link", "home", "zoe", NOW), NOW) is None
    assert Keys("t" * 40).read("link", KEYS.sign("link", "home", "zoe", NOW), NOW) is None


@pytest.mark.parametrize("key", ["", "x", "x.y", "\x00", "é.é", "W10.x" * 50])
def test_a_spoilt_key_opens_nothing(key: str) -> None:
    assert KEYS.read("link", key, NOW) is None


def test_without_a_secret_nothing_is_signed() -> None:
    with pytest.raises(ValueError, match="secret"):
        Keys("")

"""Texts of one's own, looked at before anybody reads them.

Before, only the pages of dialogs were looked at: a `shared.j2` that lacked a block was fine to the
doctor, and an error to the first who needed that sentence. Now every page is looked at.
"""

from pathlib import Path

from adapters.doctor import texts
from bot.dialogs import discover
from bot.speech import PACKAGED, Speech


def found(own: Path) -> list[str]:
    return [finding.said for finding in texts(discover(), Speech((own,))) if finding.do]


def test_the_packaged_ones_are_whole(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_what_a_page_of_ones_own_has_lost_is_named(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    whole = (PACKAGED / "fr" / "shared.j2").read_text()
    (tmp_path / "fr" / "shared.j2").write_text(whole.replace("block send ", "block sent "))
    (tmp_path / "fr" / "rsvp.j2").write_text("{% block")
    (tmp_path / "fr" / "welcome.j2").write_text("{% block title %}Bonjour{% endblock %}")
    assert found(tmp_path) == [
        "prompts/fr/rsvp.j2 cannot be read: TemplateSyntaxError",
        "prompts/fr/shared.j2 has no send",
        "prompts/fr/welcome.j2 has no show",
    ]


def test_a_hint_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    whole = (PACKAGED / "nl" / "create.j2").read_text()
    assert "__hint" in whole
    (tmp_path / "nl" / "create.j2").write_text(whole.replace("__hint", "__aside"))
    assert found(tmp_path) == []

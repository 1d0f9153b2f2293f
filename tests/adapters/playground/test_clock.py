from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.playground.clock import Ahead, Still

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


def test_a_restart_keeps_what_the_clock_was_moved_by(tmp_path: Path) -> None:
    file = tmp_path / "new" / "clock.json"
    Ahead(lambda: NOW, file).to(LATER)
    assert Ahead(lambda: NOW + timedelta(hours=1), file)() == LATER + timedelta(hours=1)


def test_it_never_goes_back(tmp_path: Path) -> None:
    ahead, still = Ahead(lambda: NOW, tmp_path / "clock.json"), Still(NOW)
    for clock in (ahead, still):
        clock.to(LATER)
        clock.to(NOW)
        assert clock() == LATER


def test_a_spoilt_file_is_a_clock_that_was_not_moved(tmp_path: Path) -> None:
    for spoilt in ("", "[]", '{"ahead": "soon"}', '{"ahead": -5}'):
        (tmp_path / "clock.json").write_text(spoilt)
        assert Ahead(lambda: NOW, tmp_path / "clock.json")() == NOW

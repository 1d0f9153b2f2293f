"""Of a matter one run is open, for one person.

Before, one that had run out, or that its person had open, was in the way of the next: a word gave
an error after thirty days, a meeting that was asked about could not be skipped, and nobody at all
was invited when one of them just looked at that seat. Now what has run out lapses, and what is open
is shown once more.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dialogs.groups import cast, network
from tests.stage import stage

ASKED = datetime(2027, 2, 19, 12, tzinfo=UTC)  # seven working days before 2 March


@pytest.mark.parametrize("word", ["prefs", "new", "coming"])
def test_what_has_run_out_is_begun_anew(tmp_path: Path, word: str) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.says(word)
        first = zoe.form.token
        here.after(days=31)
        zoe.says(word)
        assert zoe.form.token != first


def test_a_meeting_that_is_asked_about_can_be_skipped(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(ASKED)
        zoe.says("leave")
        zoe.sends(what="skip")
        zoe.sends(missed="s1")
        assert "ession 1 of Plan" in zoe.hears


def test_whoever_looks_at_a_seat_can_be_invited_all_the_same(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart", "an")
        here.keep(network("zoe"))
        people["bart"].token("start:join:n1:")
        people["ines"].token("start:invite:n1:")
        people["ines"].sends(whom=("bart", "an"))
        assert here.network("n1").invited == ("bart", "an")
        assert len(here.got("an")) == 1


def test_whoever_looked_at_a_seat_is_invited_like_anybody_else(tmp_path: Path) -> None:
    """Before, their invitation was none: it could not be put off, and did not come back."""
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "bart")
        here.keep(network("zoe"))
        people["bart"].token("start:join:n1:")
        people["ines"].token("start:invite:n1:")
        people["ines"].sends(whom=("bart",))
        assert people["bart"].button("Later").token.startswith("later:")
        said = len(here.got("bart"))
        here.after(days=8)
        assert len(here.got("bart")) == said + 1

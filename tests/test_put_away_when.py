"""When a network is put away, and what is deleted by when, is true for whoever reads it.

Before, everybody read that it is put away tomorrow: on a Friday, and eleven days before for whoever
works each day of the week. And whoever works one day a week, or was on leave, read that what was
said would be deleted on a day that was long over.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.dialogs.archive_notice import COMMENTS
from bot.network import Phase
from tests.dialogs.groups import cast, counted, network
from tests.stage import stage

LAST = network("zoe", n=3).sessions[-1].ends  # on Tuesday 25 May; 26 working days later it is over
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
SUMMER = ((date(2027, 6, 1), date(2027, 8, 27)),)


@pytest.mark.parametrize("days", [(0, 1, 2, 3, 4), EVERY_DAY])
def test_the_day_is_named_on_which_it_is_done(tmp_path: Path, days: tuple[int, ...]) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("zoe", days=days)
        here.keep(network("zoe", n=3))
        here.until(LAST + timedelta(days=37))
        assert counted(here, "zoe", "on Wednesday 30 June I will put it away") == 1
        assert here.network("n1").phase is Phase.ARCHIVED


@pytest.mark.parametrize("about", [{"days": (0,)}, {"away": SUMMER}])
def test_what_is_gone_is_not_announced(tmp_path: Path, about: dict[str, object]) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        here.person("zoe", **about)  # type: ignore[arg-type]
        here.keep(network("zoe", n=3))
        here.until(LAST + COMMENTS)
        said = counted(here, "zoe", "deleted by")
        here.until(LAST + COMMENTS + timedelta(days=120))
        assert counted(here, "zoe", "deleted by") == said
        assert counted(here, "zoe", "introduction cards: deleted.") == 1

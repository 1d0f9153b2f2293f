"""Once a collection is closed nobody is asked for what would have gone into it.

Before, the way in stayed open for days after the close to whoever had no form yet. What they
answered was never counted, and lay beside their name for months; nobody told them. Now they hear
that it is closed, as everybody else does. What is asked by name is asked as before.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.network import Network
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")
GROUP = network(*SIX, n=3)
LAST = GROUP.sessions[-1].ends


def waits(here: Stage, who: str, dialog: str) -> bool:
    runs = here.look(lambda unit: unit.open_runs(who))
    return any(run.dialog == dialog for run in runs)


@pytest.mark.parametrize(
    ("dialog", "about", "days"),
    [("evaluation", "s1", 4), ("closing", "s3", 9), ("continue", "s3", 9)],
)
def test_whoever_comes_after_the_close_hears_that_it_is_closed(
    tmp_path: Path, dialog: str, about: str, days: int
) -> None:
    with stage(tmp_path) as here:
        late = here.person("late")
        cast(here, *SIX)
        ends = {s.id: s.ends for s in GROUP.sessions}[about]
        here.keep(GROUP)
        here.until(ends + timedelta(days=days))
        here.keep(joined(here.network("n1"), "late"))
        late.token(f"start:{dialog}:n1:{about}")
        assert not waits(here, "late", dialog)
        assert late.reply.card is not None


def joined(here: Network, who: str) -> Network:
    return here.with_member(replace(here.members[1], person=who, joined=KICKOFF))

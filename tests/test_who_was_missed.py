"""Who came is deleted when it was said to be, also from what Kring remembers of its own messages.

Before, each message to each person stayed noted for good, with what became of it: that somebody had
been written to because they were missed, and that somebody needed no reminder since they had
answered. It outlived the network, and whoever left and had everything deleted.
"""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from adapters.database.tables import MOMENTS
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Stage, stage


def noted(here: Stage, *what: sa.ColumnElement[bool]) -> list[str]:
    def read(connection: sa.Connection) -> list[str]:
        return list(connection.execute(sa.select(MOMENTS.c.key).where(*what)).scalars())

    return here.runner.run(here.kring.database._doors.read(read))


def misses(here: Stage, n: int) -> None:
    """Zoé says that she cannot come to the first session, and hears what comes next."""
    zoe = cast(here, "zoe", "bart")["zoe"]
    here.keep(network("zoe", "bart", n=n))
    here.until(KICKOFF - timedelta(days=1))
    zoe.token("start:rsvp:n1:s1")
    zoe.sends(come="cannot")
    zoe.sends(instead="nothing")
    here.until(KICKOFF + timedelta(days=2))
    assert noted(here, MOMENTS.c.dialog == "missed", MOMENTS.c.state == "said")


def test_it_goes_with_whoever_has_all_deleted(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        misses(here, 4)
        zoe = here.person("zoe")
        zoe.says("leave")
        zoe.sends(what="leave")
        zoe.sends(data="delete", tell="self")
        assert noted(here, MOMENTS.c.person == "zoe", MOMENTS.c.network == "n1") == []


def test_it_goes_after_three_months_and_the_rest_with_the_network(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        misses(here, 2)
        end = here.network("n1").sessions[-1].ends
        here.until(end + timedelta(days=92))
        here.runner.run(here.kring.database.purge(here.now))
        assert noted(here, MOMENTS.c.person.in_(("zoe", "bart")), MOMENTS.c.network == "n1") == []
        said = len(here.got("ines"))
        bart = here.person("bart")  # whose network is planned anew when they change their hours
        bart.says("prefs")
        bart.sends(hours="08:00-16:00")
        here.after(days=10)
        assert len(here.got("ines")) == said
        here.until(end + timedelta(days=731))
        here.runner.run(here.kring.database.purge(here.now))
        assert noted(here, MOMENTS.c.network == "n1") == []

"""Two facilitators tick who was there, one after the other.

Before, the list of whoever had answered more, in whatever dialog, counted for ever. Now it is the
one that was kept last.
"""

from functools import partial

from adapters.database import Database
from bot.memory import Entry
from bot.network import Member, Role
from bot.ports import Unit
from tests.adapters.database.lives import NOW, ZOE, entry, network, settle


def _filed(unit: Unit, each: Entry, run_: str) -> None:
    unit.file([each], run_, first=True)


async def test_the_list_that_was_kept_last_counts(database: Database) -> None:
    """Whoever of two facilitators kept it, and however much the other has answered before."""
    lead = Member(person="max", role=Role.FACILITATOR, joined=NOW)
    here = network(members=(*network().members, lead))
    ticked = {"dialog": "debrief", "about": "s1", "field": "came"}

    def begin(unit: Unit) -> None:
        settle(unit)
        unit.keep_network(here)
        unit.file([entry(person="fee", dialog="charter", field=f) for f in "abc"], "c", first=True)

    await database.transact("acme", begin)
    later = [entry(person="fee", dialog="charter", field=field) for field in "def"]
    later.append(entry(person="fee", value=["bart"], **ticked))
    later.append(entry(person="max", value=["bart", "zoe"], **ticked))
    for n, each in enumerate(later):
        await database.transact("acme", partial(_filed, each=each, run_=f"r{n}"))
    assert await database.transact("acme", lambda u: u.memory(ZOE, here).came("s1"))

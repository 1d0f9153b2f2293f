"""`kring plan` for a network that lives in Slack or Teams.

Before, it looked only where the web client lives, and planned anew what stands in the database. Now
it looks everywhere, and shows what waits: put off, moved, and without what was said.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

from adapters import console
from adapters.main import Kring, build
from adapters.settings import load
from bot.network import Address, Person
from bot.ports import Unit
from tests.adapters.test_cli import _bare, _run  # noqa: F401
from tests.dialogs.groups import network


def _on_slack() -> None:
    async def found() -> None:
        kring = build(load())
        await kring.open(upgrade=True)
        await kring.database.transact("slack:T024BE7LD", lambda unit: _keep(kring, unit))
        await kring.close()

    asyncio.run(found())


def _keep(kring: Kring, unit: Unit) -> None:
    later = kring.clock() + timedelta(days=60)
    there = network("zoe")
    moved = later - there.sessions[0].starts
    sessions = tuple(
        replace(s, starts=s.starts + moved, ends=s.ends + moved) for s in there.sessions
    )
    for id_ in ("ines", "zoe"):
        unit.keep_person(Person(id=id_, name=id_), Address(platform="slack", id=id_.upper()))
    unit.keep_network(replace(there, sessions=sessions, platform="slack"))
    kring.planner.network(unit, replace(there, sessions=sessions), kring.clock())
    taken = next(m for m in unit.moments("n1") if m.dialog == "intro")
    unit.take(taken, "said", kring.clock())  # type: ignore[attr-defined]


def test_plan_knows_the_networks_of_every_organisation_and_what_was_said_there() -> None:
    _on_slack()
    code, said = _run("plan", "n1", "--role", "participant")
    assert code == console.FINE
    assert "rsvp" in said
    assert said.count("intro ") == 1  # the reminder alone

"""What everybody was told when their network was put away: what goes, what stays, and when."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database import Database
from bot.fields import Sees
from bot.memory import Result
from bot.network import Phase, State
from bot.ports import Unit
from tests.adapters.database.lives import BART, DAY, FEE, ZOE, entry, network, run, session, settle

END = session(4).ends
RESULT = Result(
    network="n1",
    dialog="evaluation",
    about="s1",
    enough=True,
    band="5-7",
    dots={"roti": {"mean": 4.0}},
    texts={"plus": ("the walk",)},
)


def lived(unit: Unit) -> None:
    settle(unit)
    unit.keep_network(replace(network(), phase=Phase.ARCHIVED))
    other = replace(network("n2"), phase=Phase.FIXED)
    unit.keep_network(other)
    for where in ("n1", "n2"):
        unit.save(run(f"r-{where}", network=where))
        unit.file([entry(network=where, value="mine")], f"r-{where}")
        card = entry(network=where, dialog="intro", field="work", sees=Sees.NETWORK.value)
        unit.file([card], f"c-{where}")
        unit.keep_result(replace(RESULT, network=where))


async def looked(database: Database, network_: str) -> tuple[object, ...]:
    def work(unit: Unit) -> tuple[object, ...]:
        here = unit.network(network_)
        if here is None:
            return (None, unit.memory(ZOE, None).mine("expect"))
        memory = unit.memory(FEE, here)
        result = memory.result("evaluation", "s1")
        return (
            unit.run(f"r-{network_}") is not None,
            len(unit.memory(BART, here).shown("intro", "work")),
            unit.memory(ZOE, here).mine("expect"),
            result and (dict(result.dots), dict(result.texts)),
        )

    return await database.transact("acme", work)


async def test_words_go_after_three_months_and_the_network_after_two_years(
    database: Database,
) -> None:
    await database.transact("acme", lived)
    dots, words = {"roti": {"mean": 4.0}}, {"plus": ("the walk",)}
    whole = (True, 1, {"hope": "mine"}, (dots, words))
    await database.purge(END + 90 * DAY)
    assert await looked(database, "n1") == whole
    await database.purge(END + 91 * DAY)
    assert await looked(database, "n1") == (False, 0, {"hope": "mine"}, (dots, {}))
    assert await looked(database, "n2") == whole, "a network that goes on keeps everything"
    await database.purge(END + timedelta(days=729))
    assert (await looked(database, "n1"))[0] is False
    await database.purge(END + timedelta(days=730))
    assert (await looked(database, "n1"))[0] is None, "only what is somebody's own is left"
    assert await looked(database, "n2") == whole


async def test_what_was_told_holds_also_when_the_last_meeting_fell_through(
    database: Database,
) -> None:
    """Before, it went as of the meeting before that, so earlier than was told."""

    def fell_through(unit: Unit) -> None:
        lived(unit)
        last = replace(session(4), state=State.CANCELLED)
        unit.keep_network(replace(network(), phase=Phase.ARCHIVED).with_session(last))

    await database.transact("acme", fell_through)
    await database.purge(END + 90 * DAY)
    assert (await looked(database, "n1"))[0] is True
    await database.purge(END + 91 * DAY)
    assert (await looked(database, "n1"))[0] is False


async def test_of_what_went_no_byte_is_left(database: Database, address: str) -> None:
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL clears deleted rows away in its own time")
    await database.transact("acme", lived)
    folder = Path(address.removeprefix("sqlite:///")).parent

    def written() -> bytes:
        return b"".join(each.read_bytes() for each in folder.glob("kring.db*"))

    await database.transact("acme", lambda unit: unit.unfile("zoe", "n2"))
    await database.purge(END)
    assert b"the walk" in written()
    await database.purge(END + timedelta(days=730))
    left = await database.transact("acme", lambda unit: unit.network("n1"))
    assert left is None
    assert written().count(b"the walk") == 1, "that of the network which goes on"

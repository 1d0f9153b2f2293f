from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.database import Database
from bot.dialog import Run, Status
from bot.fields import Answers
from bot.ports import Conflict, Unit
from tests.adapters.database.lives import DAY, HOUR, NOW, later, run, settle

pytestmark = pytest.mark.usefixtures("at_once")


async def test_a_run_comes_back_as_saved(database: Database) -> None:
    first = run(facts={"name": "<!channel>", "n": [1, {"x": None}], "odd": "\x00\ud83d"})
    second = later(first, rating=4, wish="a\nb")
    done = replace(later(second, more=["x"]), status=Status.DONE)

    def work(unit: Unit) -> list[Run | None]:
        settle(unit)
        seen = []
        for each in (first, second, done):
            unit.save(each)
            seen.append(unit.run("r1"))
        return [*seen, unit.run("r2")]

    assert await database.transact("acme", work) == [first, second, done, None]


async def test_an_outdated_run_is_not_saved(database: Database) -> None:
    first = run()
    second = later(first, rating=4)

    def setup(unit: Unit) -> None:
        settle(unit)
        unit.save(first)
        unit.save(second)

    await database.transact("acme", setup)
    for outdated in (first, replace(second, answers=Answers({"rating": 1})), run(revision=7)):
        tries = 0

        def work(unit: Unit, outdated: Run = outdated) -> None:
            nonlocal tries
            tries += 1
            unit.first_sight("event", NOW)
            unit.save(outdated)

        with pytest.raises(Conflict):
            await database.transact("acme", work)
        assert tries > 1
    assert await database.transact(
        "acme", lambda u: (u.run("r1"), u.first_sight("event", NOW))
    ) == (
        second,
        True,  # nothing of what failed was kept
    )


async def test_a_run_that_was_emptied_is_like_any_other_and_nobody_writes_over_it(
    database: Database,
) -> None:
    first = run()
    said = later(later(first, rating=4), wish="less")
    closed = replace(first, status=Status.CLOSED, answers=Answers(), revision=said.revision + 1)

    def setup(unit: Unit) -> None:
        settle(unit)
        for each in (first, later(first, rating=4), said):
            unit.save(each, shown=NOW)

    await database.transact("acme", setup)
    with pytest.raises(Conflict):
        await database.transact("acme", lambda unit: unit.unlink(replace(closed, revision=2)))
    await database.transact("acme", lambda unit: unit.unlink(closed))
    assert await database.transact("acme", lambda u: u.run("r1")) == replace(closed, revision=-1)
    for outdated in (replace(said, revision=1), later(said, rating=1), replace(said, revision=9)):

        def work(unit: Unit, outdated: Run = outdated) -> None:
            unit.save(outdated)

        with pytest.raises(Conflict):
            await database.transact("acme", work)


async def test_a_conflict_is_tried_again(database: Database) -> None:
    await database.transact("acme", settle)
    tries = 0

    def work(unit: Unit) -> int:
        nonlocal tries
        tries += 1
        unit.save(run())
        if tries < 3:
            raise Conflict("r1")
        return tries

    assert await database.transact("acme", work) == 3


async def test_one_matter_is_open_once(database: Database) -> None:
    def setup(unit: Unit) -> None:
        settle(unit)
        unit.save(run("r1", dialog="share", about=""))

    await database.transact("acme", setup)
    with pytest.raises(Conflict):
        await database.transact("acme", lambda u: u.save(run("r2", dialog="share", about="")))

    def again(unit: Unit) -> tuple[str, str]:
        first = unit.run("r1")
        assert first
        unit.save(replace(first, status=Status.DONE, revision=1))
        unit.save(run("r2", dialog="share", about="", opened=NOW + HOUR))
        newest = unit.run_of("zoe", "share", "n1", "")
        assert newest
        other = unit.run_of("zoe", "share", "", "")
        return newest.id, str(other)

    assert await database.transact("acme", again) == ("r2", "None")


async def test_open_runs_come_as_they_were_shown(database: Database) -> None:
    def work(unit: Unit) -> list[list[str]]:
        settle(unit)
        for n in range(4):
            unit.save(run(f"r{n}", about=f"s{n}", opened=NOW + n * HOUR))
        seen = [[r.id for r in unit.open_runs("zoe")]]
        unit.save(run("r0", about="s0"), shown=NOW + DAY)  # as it stands
        seen.append([r.id for r in unit.open_runs("zoe")])
        first = unit.run("r1")
        assert first
        unit.save(replace(later(first), status=Status.DONE))
        second = unit.run("r2")
        assert second
        unit.save(later(second, rating=1), shown=NOW + DAY + timedelta(seconds=1))
        unit.save(run("b1", person="bart"))
        return [*seen, [r.id for r in unit.open_runs("zoe")]]

    assert await database.transact("acme", work) == [
        ["r3", "r2", "r1", "r0"],
        ["r0", "r3", "r2", "r1"],
        ["r2", "r0", "r3"],
    ]


async def test_what_was_open_at_an_earlier_time_comes_as_it_was_then(database: Database) -> None:
    def work(unit: Unit) -> list[list[str]]:
        settle(unit)
        for n in range(3):
            unit.save(run(f"r{n}", about=f"s{n}", opened=NOW + n * HOUR))
        unit.save(run("r0", about="s0"), shown=NOW + 2 * HOUR)  # as it stands
        asked = (NOW, NOW + HOUR, NOW + 2 * HOUR, NOW - HOUR)
        return [[r.id for r in unit.open_runs("zoe", by)] for by in asked]

    assert await database.transact("acme", work) == [
        ["r0"],
        ["r1", "r0"],
        ["r2", "r0", "r1"],
        [],
    ]


async def test_a_run_that_changed_is_not_only_shown(database: Database) -> None:
    def work(unit: Unit) -> None:
        settle(unit)
        unit.save(run())
        unit.save(run(facts={"other": 1}), shown=NOW)

    with pytest.raises(Conflict):
        await database.transact("acme", work)


async def test_all_runs_of_a_collection(database: Database) -> None:
    def work(unit: Unit) -> list[str]:
        settle(unit)
        for n, person in enumerate(("zoe", "bart")):
            unit.save(run(f"r{n}", person=person))
        unit.save(run("x", about="s2"))
        unit.save(run("y", dialog="expect"))
        return [r.id for r in unit.runs(dialog="evaluation", network="n1", about="s1")]

    assert await database.transact("acme", work) == ["r0", "r1"]


async def test_an_event_is_new_once_and_forgotten_after_a_week(database: Database) -> None:
    async def sight(event: str, tenant: str = "acme") -> bool:
        return await database.transact(tenant, lambda unit: unit.first_sight(event, NOW))

    seen = [await sight("e1"), await sight("e1"), await sight("e2"), await sight("e1", "other")]
    assert seen == [True, False, True, True]
    await database.purge(NOW + 7 * DAY)
    assert await sight("e1") is False
    await database.purge(NOW + 8 * DAY)
    assert await sight("e1") is True

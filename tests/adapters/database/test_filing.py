import json
from dataclasses import replace

import pytest

from adapters.database import Database
from bot.memory import Result
from bot.network import Share
from bot.ports import Ballot, Unit
from tests.adapters.database.lives import (
    FEE,
    NOW,
    ZOE,
    entry,
    moment,
    network,
    run,
    settle,
)


def ballot(value: object, field: str = "rating", dialog: str = "evaluation") -> Ballot:
    return Ballot(network="n1", dialog=dialog, field=field, value=json.dumps(value))


def values(ballots: list[Ballot]) -> list[object]:
    return sorted(json.loads(each.value) for each in ballots)


async def test_what_is_filed_again_replaces_what_was(database: Database) -> None:
    def work(unit: Unit) -> list[dict[str, object]]:
        settle(unit)
        mine = unit.memory(ZOE, network())
        unit.file([entry(), entry(field="fear", value=["x"])], "r1")
        seen = [dict(mine.mine("expect"))]
        unit.file([entry(value="more time")], "r1")
        seen.append(dict(mine.mine("expect")))
        unit.file([entry(value="newer")], "r2")
        seen.append(dict(mine.mine("expect")))
        unit.file([], "r2")
        return [*seen, dict(mine.mine("expect"))]

    assert await database.transact("acme", work) == [
        {"hope": "less paper", "fear": ["x"]},
        {"hope": "more time"},
        {"hope": "newer"},
        {},
    ]


async def test_leaving_takes_along_what_one_left(database: Database) -> None:
    share = Share(id="p1", network="n1", author="zoe", kind="tip", text="t", signed=True)

    def work(unit: Unit) -> tuple[object, ...]:
        settle(unit)
        unit.keep_network(network("n2"))
        unit.file([entry(), entry(network="n2")], "r1")
        unit.file([entry(person="bart", sees="network")], "r2")
        unit.publish(share)
        unit.save(run())
        unit.save(run("b1", person="bart"))
        unit.snooze(moment("later"))
        unit.cast([ballot(5)], 1)
        unit.unfile("zoe", "n1")
        return (
            dict(unit.memory(ZOE, network()).mine("expect")),
            dict(unit.memory(ZOE, network("n2")).mine("expect")),
            unit.share("p1"),
            [r.id for r in unit.runs(dialog="evaluation", network="n1", about="s1")],
            len(unit.memory(FEE, network()).shown("expect", "hope")),
            unit.moments("n1"),
            len(unit.drawn("n1", "evaluation")[0]),
        )

    found = await database.transact("acme", work)
    assert found == ({}, {"hope": "less paper"}, None, ["b1"], 1, [], 1)


async def test_the_threshold_of_a_collection_stays_as_it_was_opened(database: Database) -> None:
    def work(unit: Unit) -> list[int]:
        settle(unit)
        seen: list[int] = []
        for about, threshold in (("s1", 5), ("s1", 7), ("s2", 7), ("s1", 3)):
            unit.open_box("n1", "evaluation", about, threshold)
            seen.append(unit.threshold("n1", "evaluation", about))
        return seen

    assert await database.transact("acme", work) == [5, 5, 7, 5]

    def later(unit: Unit) -> int:
        unit.open_box("n1", "evaluation", "s1", 9)
        return unit.threshold("n1", "evaluation", "s1")

    assert await database.transact("acme", later) == 5


async def test_a_box_holds_what_was_cast_until_it_is_emptied(database: Database) -> None:
    def work(unit: Unit) -> list[object]:
        settle(unit)
        unit.cast([], 3)
        unit.cast([ballot(n) for n in (3, 4, 4)] + [ballot("long", "wish")], 3)
        unit.cast([ballot("other", dialog="midway")], 1)
        seen: list[object] = [unit.drawn("n1", "evaluation")[1]]
        unit.cast([ballot(1), ballot(2)], 2)
        ballots, people = unit.drawn("n1", "evaluation")
        seen += [people, values([b for b in ballots if b.field == "rating"])]
        unit.empty_box("n1", "evaluation")
        midway = unit.drawn("n1", "midway")
        return [*seen, unit.drawn("n1", "evaluation"), midway[1], values(midway[0])]

    found = await database.transact("acme", work)
    assert found == [3, 5, [1, 2, 3, 4, 4], ([], 0), 1, ["other"]]


async def test_one_box_at_a_time(database: Database) -> None:
    def work(unit: Unit) -> None:
        settle(unit)
        unit.cast([ballot(1), ballot(2, dialog="midway")], 2)

    with pytest.raises(ValueError, match="more than one box"):
        await database.transact("acme", work)


async def test_a_result_is_frozen(database: Database) -> None:
    first = Result(
        network="n1",
        dialog="evaluation",
        about="s1",
        enough=True,
        members_enough=True,
        band="5-7",
        dots={"rating": {"mean": 4.0}, "effort": {"mean": 2.0}},
        texts={"wish": ("a", "b")},
        members=("rating",),
    )

    def work(unit: Unit) -> tuple[Result | None, Result | None]:
        settle(unit)
        unit.keep_result(first)
        unit.keep_result(replace(first, band="11+"))
        here = network()
        return (
            unit.memory(FEE, here).result("evaluation", "s1"),
            unit.memory(ZOE, here).result("evaluation", "s1"),
        )

    facilitator, member = await database.transact("acme", work)
    assert facilitator == first
    assert member == replace(first, dots={"rating": {"mean": 4.0}}, texts={})


async def test_a_share_stands_where_its_author_chose(database: Database) -> None:
    share = Share(
        id="p1",
        network="n1",
        author="zoe",
        kind="tip",
        text="toolbox talks",
        signed=True,
        audiences=("team:max", "manager", "channel:n1"),
        agenda="five minutes",
        published=NOW,
    )
    withdrawn = replace(share, text="", audiences=("manager",), withdrawn=True)
    draft = replace(share, id="p2", audiences=(), published=None)

    def work(unit: Unit) -> list[object]:
        settle(unit)
        unit.publish(share)
        seen: list[object] = [unit.share("p1"), unit.share("p2")]
        unit.publish(withdrawn)
        unit.publish(draft)
        mine = unit.memory(ZOE, network()).shares()
        return [*seen, unit.share("p1"), set(mine) == {withdrawn, draft}]

    assert await database.transact("acme", work) == [share, None, withdrawn, True]


async def test_values_of_any_shape_come_back(database: Database) -> None:
    shapes: list[object] = [None, True, 0, 3.5, "\x00\ud83d", ["a", {"b": [1]}], {}]

    def work(unit: Unit) -> list[object]:
        settle(unit)
        fields = [entry(field=f"f{n}", value=value) for n, value in enumerate(shapes)]
        unit.file(fields, "r1")
        found = unit.memory(ZOE, network()).mine("expect")
        return [found[f"f{n}"] for n in range(len(shapes))]

    assert await database.transact("acme", work) == shapes

"""After a close nobody can tell, with the database in hand, what a person answered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import sqlalchemy as sa

from adapters.database import Database
from adapters.database.tables import METADATA
from adapters.web.wall import Line
from bot.dialog import Run, Status
from bot.fields import Answers
from bot.network import Person
from bot.ports import Ballot, Ref, Unit
from tests.adapters.database.lives import HOUR, NOW, card, out, run, settle

PEOPLE = [Person(id=f"person-{n}", name=f"Person {n}") for n in range(6)]
PAD = "x" * 400  # long enough that an answer would stand on pages of its own


def secret(person: Person) -> str:
    """What only this person said."""
    return f"secret of {blake2b(person.id.encode()).hexdigest()[:12]} {PAD}"


def _runs() -> Iterator[Run]:
    for person in PEOPLE:
        facts = {"name": person.name}
        yield run(f"run-{person.id}", person=person.id, facts=facts)


async def answer(database: Database) -> None:
    """Everybody answers, each in transactions of their own, and is shown what they said."""

    def begin(unit: Unit) -> None:
        settle(unit)
        for person in PEOPLE:
            unit.keep_person(person)
        unit.open_box("n1", "evaluation", "s1", 5)

    await database.transact("acme", begin)
    for person, first in zip(PEOPLE, _runs(), strict=True):
        said = Answers({"wish": secret(person)})
        done = replace(first, answers=said, status=Status.DONE, revision=1)

        def work(unit: Unit, first: Run = first, done: Run = done) -> None:
            unit.save(first)
            unit.save(done)
            words = str(done.answers.stored())
            unit.post(out(done.id, words, to=f"dm:{done.person}"), NOW)

        await database.transact("acme", work)
    await send(database)


async def send(database: Database) -> None:
    for letter in await database.post.claim(NOW, 100, HOUR):
        await database.post.sent(letter, Ref(letter.key), NOW)


def close(unit: Unit) -> None:
    """As the core does it: the answers into the box, the runs emptied, the cards replaced."""
    runs = unit.runs(dialog="evaluation", network="n1", about="s1")
    ballots = [
        Ballot(
            network="n1",
            dialog="evaluation",
            field="wish",
            value=json.dumps(r.answers.stored()["wish"]),
        )
        for r in runs
    ]
    for each in runs:
        empty = replace(each, facts={}, answers=Answers(), status=Status.CLOSED)
        unit.save(replace(empty, revision=each.revision + 1))
        unit.post(out(each.id, "closed", to=f"dm:{each.person}"), NOW)
    unit.cast(ballots, len(runs))


async def test_a_ballot_row_ties_to_nobody(database: Database) -> None:
    await answer(database)
    await database.transact("acme", close)
    await send(database)

    def look(connection: sa.Connection) -> dict[str, list[str]]:
        return {
            table.name: [
                json.dumps(dict(row), default=str)
                for row in connection.execute(sa.select(table)).mappings()
            ]
            for table in METADATA.sorted_tables
        }

    tables = await database._doors.read(look)
    for person in PEOPLE:
        holding = {
            name for name, rows in tables.items() if any(secret(person) in row for row in rows)
        }
        assert holding == {"ballots"}
    ballots = tables["ballots"]
    assert len(ballots) == len(PEOPLE)
    assert not any(person.id in row or person.name in row for row in ballots for person in PEOPLE)
    assert not any("s1" in json.loads(row).values() for row in ballots)
    assert tables["boxes"] == [
        json.dumps({"tenant": "acme", "network": "n1", "dialog": "evaluation", "answered": 6})
    ]


async def test_the_order_of_ballots_is_not_the_order_of_answers(database: Database) -> None:
    """In eight closes of six answers, chance gives the same order once in 720**7."""
    orders = set()
    for n in range(8):

        def work(unit: Unit, n: int = n) -> tuple[str, ...]:
            if n == 0:
                settle(unit)
            box = f"d{n}"
            votes = [Ballot(network="n1", dialog=box, field="f", value=str(v)) for v in range(6)]
            unit.cast(votes, 6)
            return tuple(ballot.value for ballot in unit.drawn("n1", box)[0])

        orders.add(await database.transact("acme", work))
    assert len(orders) > 1


async def test_a_later_close_mixes_what_lies_in_the_box(database: Database) -> None:
    """Rows are written anew: no key of the first close is left to tell the two apart."""
    ballots = METADATA.tables["ballots"]

    async def cast(values: range) -> set[str]:
        def work(unit: Unit) -> None:
            votes = [Ballot(network="n1", dialog="d", field="f", value=str(v)) for v in values]
            unit.cast(votes, len(votes))

        await database.transact("acme", work)
        return await database._doors.read(
            lambda c: set(c.execute(sa.select(ballots.c.id)).scalars())
        )

    await database.transact("acme", settle)
    first = await cast(range(3))
    both = await cast(range(3, 6))
    assert (len(first), len(both)) == (3, 6)
    assert not first & both


async def test_no_byte_of_the_files_ties_an_answer_to_a_person(tmp_path: Path) -> None:
    """SQLite, as it lies on the disk: the file and its log, free pages and all."""
    database = Database(str(tmp_path / "kring.db"))
    await database.upgrade()
    await answer(database)
    before = _bytes(tmp_path)
    assert all(before.count(secret(person).encode()) > 1 for person in PEOPLE)
    await database.transact("acme", close)
    after = _bytes(tmp_path)
    for person in PEOPLE:
        found = _around(after, secret(person).encode())
        assert len(found) == 1  # the ballot, and no older copy
        assert not any(other.id.encode() in found[0] for other in PEOPLE)
        assert not any(other.name.encode() in found[0] for other in PEOPLE)
    await database.close()
    assert all(_bytes(tmp_path).count(secret(person).encode()) == 1 for person in PEOPLE)


async def test_no_byte_of_a_conversation_keeps_what_its_card_showed(tmp_path: Path) -> None:
    """The web shows what was answered until the close; then the card says that it is closed."""
    database = Database(str(tmp_path / "kring.db"))
    await database.upgrade()
    await answer(database)

    async def show(words: str) -> None:
        shown = {"key": "run-person-0", "card": card(words), "at": NOW, "anew": False}
        await database.wall_of(Line).write("acme", "dm:person-0", **shown)  # type: ignore[arg-type]

    await show(secret(PEOPLE[0]))
    await database.transact("acme", close)
    await show("closed")
    await send(database)
    assert await database.post.claim(NOW, 100, HOUR) == []
    assert _bytes(tmp_path).count(secret(PEOPLE[0]).encode()) == 1
    await database.close()


async def test_published_answers_are_gone_from_the_files(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "kring.db"))
    await database.upgrade()
    await answer(database)
    await database.transact("acme", close)
    await database.transact("acme", lambda unit: unit.empty_box("n1", "evaluation"))
    assert b"secret of" not in _bytes(tmp_path)
    await database.close()


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def _around(content: bytes, words: bytes, distance: int = 600) -> list[bytes]:
    """What stands near each place of these words."""
    found, at = [], content.find(words)
    while at >= 0:
        found.append(content[max(0, at - distance) : at + len(words) + distance])
        at = content.find(words, at + 1)
    return found

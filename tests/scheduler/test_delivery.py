"""Every letter goes out or is reported; a platform in trouble troubles nobody else."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from adapters.database import Database
from bot.content import Card, Paragraph, Span
from bot.network import Address
from bot.ports import Ambiguous, Outgoing, Ref, Retry, Unreachable
from scheduler.delivery import Delivery, Patience, wait
from scheduler.ports import Letter
from tests.dead import dead_letters
from tests.scheduler.people import utc
from tests.scheduler.tally import Tally

SECRET = "Bart said something private"
Answer = Callable[[str, int], Awaitable[None]]


async def fine(to: str, attempt: int) -> None:
    return None


@dataclass
class Platform:
    """Answers as told; `answer` gets the address and how often it was tried."""

    answer: Answer = fine
    platform: str = "web"
    tried: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:  # noqa: ARG002
        self.tried.append((address.id, key))
        await self.answer(address.id, sum(to == address.id for to, _ in self.tried))
        return Ref(key)


class Office:
    """An outbox with a clock to move."""

    def __init__(self, database: Database, answer: Answer = fine, **more: object) -> None:
        self.database = database
        self.platform = Platform(answer)
        self.now = utc("2027-02-02T10:00")
        self.delivery = Delivery(database, {"web": self.platform}, self.clock, **more)  # type: ignore[arg-type]

    def clock(self) -> datetime:
        return self.now

    async def post(self, to: str, key: str = "", kind: str = "rsvp", platform: str = "web") -> None:
        card = Card(title="rsvp", blocks=(Paragraph((Span(text=SECRET),)),))
        out = Outgoing(
            to=Address(platform=platform, id=to), card=card, key=key or f"{to}-1", kind=kind
        )
        await self.database.transact("t1", lambda unit: unit.post(out, self.now))

    async def go(self, **later: float) -> int:
        self.now += timedelta(**later)
        return await self.delivery.drain()

    async def dead(self) -> list[str]:
        return [letter.key for letter in await dead_letters(self.database, "t1")]


async def test_each_letter_once_and_in_order(database: Database) -> None:
    office = Office(database)
    for n in range(5):
        for to in ("dm:a", "dm:b", "dm:c"):
            await office.post(to, f"{to}-{n}")
    assert await office.go() == 15
    assert await office.go(hours=1) == 0
    for to in ("dm:a", "dm:b", "dm:c"):
        assert [k for t, k in office.platform.tried if t == to] == [f"{to}-{n}" for n in range(5)]


async def test_two_offices_send_nothing_twice(database: Database) -> None:
    one, two = Office(database), Office(database)
    for n in range(60):
        await one.post(f"dm:{n % 20}", str(n))
    await asyncio.gather(one.go(), two.go())
    sent = Counter(key for _, key in (*one.platform.tried, *two.platform.tried))
    assert sent == {str(n): 1 for n in range(60)}


async def test_asked_to_wait_it_waits(database: Database) -> None:
    async def busy(to: str, attempt: int) -> None:
        if attempt == 1:
            raise Retry(90, "ratelimited")

    office = Office(database, busy)
    await office.post("dm:a")
    await office.post("dm:a", "dm:a-2")
    await office.go()
    await office.go(seconds=89)
    assert len(office.platform.tried) == 1  # what came later in this conversation waits too
    await office.go(seconds=1)
    assert [key for _, key in office.platform.tried] == ["dm:a-1", "dm:a-1", "dm:a-2"]


async def test_ten_minutes_of_refusals_lose_nothing(database: Database) -> None:
    office = Office(database)
    storm = office.now + timedelta(minutes=10)

    async def busy(to: str, attempt: int) -> None:
        if office.now < storm:
            raise Retry(1)

    office.platform.answer = busy
    for n in range(10):
        await office.post(f"dm:{n}")
    for _ in range(3600):
        if (coming := await database.post.next_letter()) is None:
            break
        office.now = max(office.now, coming)
        await office.go()
    assert len({to for to, _ in office.platform.tried}) == 10
    assert office.now < storm + timedelta(minutes=15)
    assert await office.dead() == []


async def test_a_platform_that_never_takes_it(database: Database) -> None:
    async def never(to: str, attempt: int) -> None:
        raise Retry(0, "down")

    office = Office(database, never)
    await office.post("dm:a")
    begun = office.now
    while (coming := await database.post.next_letter()) is not None:
        office.now = max(office.now, coming)
        await office.go()
    assert len(office.platform.tried) == Patience().attempts
    assert timedelta(hours=6) < office.now - begun < timedelta(hours=14)
    assert await office.dead() == ["dm:a-1"]


async def test_who_cannot_be_reached_is_not_tried_again(database: Database) -> None:
    async def gone(to: str, attempt: int) -> None:
        if to == "dm:gone":
            raise Unreachable("blocked")

    office = Office(database, gone)
    await office.post("dm:gone")
    await office.post("dm:a")
    await office.go()
    await office.go(days=1)
    assert Counter(to for to, _ in office.platform.tried) == {"dm:gone": 1, "dm:a": 1}
    assert await office.dead() == ["dm:gone-1"]


@pytest.mark.parametrize(
    ("trouble", "kind", "tries"),
    [
        (Ambiguous, "rsvp", 2),
        (Ambiguous, "news", 1),
        (ConnectionResetError, "rsvp", 2),
        (KeyError, "rsvp", 2),
    ],
)
async def test_what_may_have_arrived_is_sent_once_more_if_it_asks(
    database: Database, trouble: type[Exception], kind: str, tries: int
) -> None:
    async def unclear(to: str, attempt: int) -> None:
        raise trouble(SECRET)

    office = Office(database, unclear, asks=lambda kind: kind == "rsvp")
    await office.post("dm:a", kind=kind)
    await office.go()
    await office.go(seconds=29)
    assert len(office.platform.tried) == 1
    for _ in range(5):
        await office.go(seconds=30)
    assert len(office.platform.tried) == tries
    assert await office.dead() == ["dm:a-1"]


async def test_a_replacement_that_may_have_arrived_is_harmless(database: Database) -> None:
    office = Office(database, asks=lambda kind: False)  # noqa: ARG005
    await office.post("dm:a")
    await office.go()

    async def unclear(to: str, attempt: int) -> None:
        if attempt < 4:
            raise Ambiguous

    office.platform.answer = unclear
    await office.post("dm:a")
    for _ in range(4):
        await office.go(minutes=5)
    assert len(office.platform.tried) == 4
    assert await office.dead() == []


async def test_a_recipient_that_hangs_holds_up_nobody(database: Database) -> None:
    async def hangs(to: str, attempt: int) -> None:
        if to == "dm:hangs":
            await asyncio.sleep(3600)

    office = Office(database, hangs, patience=Patience(timeout=0.3, at_once=4))
    await office.post("dm:hangs")
    for n in range(40):
        await office.post(f"dm:{n % 10}", str(n))
    started = time.monotonic()
    await office.go()
    assert time.monotonic() - started < 5
    assert sum(to != "dm:hangs" for to, _ in office.platform.tried) == 40


async def test_a_platform_that_is_not_connected_waits(database: Database) -> None:
    office = Office(database)
    await office.post("dm:a", platform="slack")
    await office.post("dm:b")
    await office.go()
    assert office.platform.tried == [("dm:b", "dm:b-1")]
    assert await office.dead() == []


async def test_a_process_that_died_in_the_middle(database: Database) -> None:
    begun = asyncio.Event()

    async def hangs(to: str, attempt: int) -> None:
        begun.set()
        await asyncio.sleep(3600)

    first = Office(database, hangs)
    await first.post("dm:a")
    task = asyncio.create_task(first.go())
    await begun.wait()
    task.cancel()
    for under_way in first.delivery._under_way:
        under_way.cancel()
    second = Office(database)
    assert await second.go() == 0  # still leased
    assert await second.go(seconds=61) == 1


async def test_stopping_lets_what_is_under_way_arrive(database: Database) -> None:
    async def slow(to: str, attempt: int) -> None:
        await asyncio.sleep(0.2)

    office = Office(database, slow)
    await office.post("dm:a")
    await office.delivery.begin()
    await office.delivery.stop()
    assert await database.post.next_letter() is None


async def test_told_to_rest_it_gives_back_what_it_was_just_claiming(database: Database) -> None:
    office = Office(database)
    await office.post("dm:a")
    claiming = asyncio.create_task(office.delivery.begin())
    await asyncio.sleep(0)
    office.delivery.resting = True
    assert await claiming == 0
    assert await office.delivery.begin() == 0
    assert office.platform.tried == []
    (letter,) = await database.post.claim(office.now, 1, Patience().lease)
    assert (letter.attempts, letter.code) == (0, "")


async def test_everything_is_counted_by_platform_and_reason(database: Database) -> None:
    troubles = {"dm:a": None, "dm:b": Retry(1, "ratelimited"), "dm:c": Unreachable("blocked")}

    async def answer(to: str, attempt: int) -> None:
        if to == "dm:d":
            raise Ambiguous("no_answer")
        if trouble := troubles[to]:
            raise trouble

    tally = Tally()
    office = Office(database, answer, gauge=tally)
    for to in (*troubles, "dm:d"):
        await office.post(to)
    office.now += timedelta(seconds=3)
    await office.go()
    assert Counter(tally.noted) == {
        ("sent", "web", 3.0): 1,
        ("again", "web", "ratelimited"): 1,
        ("dead", "web", "blocked"): 1,
        ("uncertain", "web"): 1,
        ("again", "web", "uncertain"): 1,
    }


async def test_logs_hold_neither_names_nor_words(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    trouble = iter((Retry(1), Ambiguous(), Unreachable("x")))

    async def answer(to: str, attempt: int) -> None:
        if to == "dm:d":
            raise RuntimeError(f"{SECRET}, to {to}")
        raise next(trouble)

    with caplog.at_level(logging.INFO):
        office = Office(database, answer)
        for to in ("dm:a", "dm:b", "dm:c", "dm:d"):
            await office.post(to)
        await office.go()
    ours = [r for r in caplog.records if r.name.startswith("scheduler")]
    assert {r.msg for r in ours} == {"delivery.retry", "delivery.dead", "delivery.failed"}
    said = "\n".join(f"{caplog.handler.format(r)} {vars(r) | {'exc_text': ''}}" for r in ours)
    assert "RuntimeError" in said
    assert SECRET not in said
    assert "dm:a" not in said


def test_waiting_doubles_is_spread_and_never_too_short() -> None:
    def letter(id_: str, attempts: int) -> Letter:
        return Letter(
            tenant="t",
            id=id_,
            key="k",
            to=Address(platform="web", id="dm:a"),
            card=Card(title=""),
            kind="",
            ref=None,
            attempts=attempts,
            created=utc("2027-01-01"),
        )

    figures = Patience()
    waits = [wait(letter("1", n), figures).total_seconds() for n in range(20)]
    assert waits == sorted(waits)
    assert waits[0] < 1.3
    assert waits[-1] <= 4500
    assert wait(letter("1", 0), figures, 90) == timedelta(seconds=90)
    assert len({wait(letter(str(n), 5), figures) for n in range(50)}) > 40

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from adapters.database import Database
from adapters.database.codec import load
from adapters.database.tables import LETTERS
from bot.content import Card, plain
from bot.network import Address
from bot.ports import Outbox, Outgoing, Ref, Unit
from scheduler.ports import Letter
from tests.adapters.database.lives import DAY, HOUR, NOW, out, settle
from tests.dead import dead_letters

LEASE = timedelta(minutes=1)


async def post(database: Database, *letters: Outgoing, tenant: str = "acme") -> None:
    def work(unit: Unit) -> None:
        for each in letters:
            unit.post(each, NOW)

    await database.transact(tenant, work)


async def claim(database: Database, after: timedelta = timedelta(0)) -> Sequence[Letter]:
    return await database.post.claim(NOW + after, 10, LEASE)


def words(letters: Sequence[Letter]) -> list[str]:
    return [each.card.blocks[0].line[0].text for each in letters]  # type: ignore[union-attr]


async def test_one_letter_per_conversation_in_the_order_of_posting(database: Database) -> None:
    await post(
        database,
        out("a", "one"),
        out("b", "two"),
        out("c", "three", to="dm:bart"),
        out("d", "four"),
    )
    first = await claim(database)
    assert words(first) == ["one", "three"]
    assert [(x.attempts, x.ref, x.tenant, x.to.id) for x in first] == [
        (0, None, "acme", "dm:zoe"),
        (0, None, "acme", "dm:bart"),
    ]
    assert await claim(database) == []  # what is being sent holds its conversation
    await database.post.sent(first[0], Ref("m1"), NOW)
    assert words(await claim(database)) == ["two"]


async def test_a_lease_that_ran_out_is_claimed_again(database: Database) -> None:
    await post(database, out("a", "one"))
    assert await database.post.next_letter() == NOW
    await claim(database)
    assert await database.post.next_letter() == NOW + LEASE
    again = await claim(database, LEASE)
    assert [x.attempts for x in again] == [1]


async def test_a_letter_to_be_tried_again_holds_its_conversation_and_no_other(
    database: Database,
) -> None:
    await post(database, out("a", "one"), out("b", "two"), out("c", "three", to="dm:bart"))
    first, other = await claim(database)
    await database.post.retry(first, NOW + HOUR, "ratelimited")
    await database.post.sent(other, Ref("m"), NOW)
    assert await claim(database) == []
    assert await database.post.next_letter() == NOW + HOUR
    assert words(await claim(database, HOUR)) == ["one"]


async def test_a_letter_that_waits_for_its_turn_is_as_it_was_and_shows_it_once(
    database: Database,
) -> None:
    await post(database, out("a", "one"))
    (letter,) = await claim(database)
    await database.post.retry(letter, NOW, "uncertain")
    (letter,) = await claim(database)
    await database.post.queue(letter, NOW + HOUR, "method 1.000")
    assert await claim(database) == []
    (again,) = await claim(database, HOUR)
    assert (again.attempts, again.code, again.turn) == (1, "uncertain", "method 1.000")
    await database.post.retry(again, NOW, "down")
    (again,) = await claim(database, HOUR)
    assert (again.attempts, again.code, again.turn) == (2, "down", "")


async def test_tenants_take_turns_however_many_letters_one_has(database: Database) -> None:
    for tenant, many in (("big", 40), ("small", 2), ("tiny", 1)):
        letters = (out(f"{n}", "one", to=f"dm:{n}") for n in range(many))
        await post(database, *letters, tenant=tenant)

    async def take(limit: int, held: dict[str, int]) -> dict[str, int]:
        taken = await database.post.claim(NOW, limit, LEASE, held=held, share=6)
        return Counter(letter.tenant for letter in taken)

    assert await take(3, {"big": 3}) == {"big": 1, "small": 1, "tiny": 1}
    assert await take(10, {"big": 4}) == {"big": 2, "small": 1}
    assert await take(10, {"big": 6}) == {}


async def test_tenants_take_turns_from_one_claim_to_the_next(database: Database) -> None:
    tenants = ("a", "b", "c", "d", "e")
    for tenant in tenants:
        letters = (out(f"{n}", "one", to=f"dm:{n}") for n in range(4))
        await post(database, *letters, tenant=tenant)

    async def take(limit: int) -> set[str]:
        return {letter.tenant for letter in await database.post.claim(NOW, limit, LEASE)}

    first, second = await take(2), await take(2)
    assert len(first | second) == 4
    await post(database, out("9", "one", to="dm:9"), tenant="new")
    assert await take(6) == {*tenants, "new"}  # the one who is left first, and then all anew


async def test_ends_that_come_at_the_same_time_are_all_kept(database: Database) -> None:
    await post(database, *(out(f"k{n}", "one", to=f"dm:{n}") for n in range(10)))
    taken = await claim(database)
    ends = [database.post.sent(letter, Ref(letter.key), NOW) for letter in taken[:4]]
    ends += [database.post.dead(letter, "gone", NOW) for letter in taken[4:6]]
    ends += [database.post.retry(letter, NOW + HOUR, "down") for letter in taken[6:8]]
    ends += [database.post.queue(letter, NOW + HOUR, "m 1.000") for letter in taken[8:]]
    await asyncio.gather(*ends)
    assert len(await database.outbox.held(10, "dead")) == 2
    again = await claim(database, HOUR)
    assert Counter(letter.code for letter in again) == {"down": 2, "": 2}
    await post(database, *(out(letter.key, "two", to=letter.to.id) for letter in taken[:4]))
    assert {x.ref for x in await claim(database)} == {Ref(letter.key) for letter in taken[:4]}


async def test_a_dead_letter_holds_nobody_up_and_is_kept_until_discarded(
    database: Database,
) -> None:
    await post(database, out("a", "one"), out("b", "two"))
    (first,) = await claim(database)
    await database.post.dead(first, "account_inactive", NOW)
    assert words(await claim(database)) == ["two"]
    (kept,) = await dead_letters(database, "acme")
    assert plain(load(Card, kept.card)) == plain(first.card)
    assert await database.outbox.discard(await database.outbox.held(10, "dead")) == 1
    assert await dead_letters(database, "acme") == []


async def test_what_was_sent_is_forgotten_but_for_its_place(database: Database) -> None:
    await post(database, out("a", "a canary"))
    (letter,) = await claim(database)
    await database.post.sent(letter, Ref("m1"), NOW)
    await database.post.retry(letter, NOW, "late")  # too late to change anything
    rows = await database._doors.read(
        lambda c: c.execute(sa.select(LETTERS.c.card, LETTERS.c.state)).all()
    )
    assert [tuple(row) for row in rows] == [(None, "sent")]
    assert await database.post.next_letter() is None


async def test_an_unsent_letter_is_replaced_and_a_sent_one_updated_in_place(
    database: Database,
) -> None:
    await post(database, out("a", "draft"), out("b", "other"))
    await post(database, out("a", "final"))
    (first,) = await claim(database)
    assert words([first]) == ["final"]
    await database.post.sent(first, Ref("m1"), NOW)
    await post(database, out("a", "changed"))
    (other,) = await claim(database)
    await database.post.sent(other, Ref("m2"), NOW)
    (update,) = await claim(database)
    assert (words([update]), update.ref) == (["changed"], Ref("m1"))


async def test_a_letter_under_way_is_not_replaced_but_followed(database: Database) -> None:
    await post(database, out("a", "under way"))
    (first,) = await claim(database)
    await post(database, out("a", "newer"))
    await database.post.sent(first, Ref("m1"), NOW)
    (second,) = await claim(database)
    assert (words([second]), second.ref) == (["newer"], Ref("m1"))


async def test_anew_goes_to_the_end_and_updates_nothing(database: Database) -> None:
    await post(database, out("a", "first"))
    (first,) = await claim(database)
    await database.post.sent(first, Ref("m1"), NOW)
    await post(database, out("a", "again", anew=True), out("b", "other"))
    await post(database, out("a", "once more", anew=True))
    (other,) = await claim(database)
    assert words([other]) == ["other"]
    await database.post.sent(other, Ref("m2"), NOW)
    (again,) = await claim(database)
    assert (words([again]), again.ref) == (["once more"], None)


async def test_a_message_elsewhere_is_no_message_to_update(database: Database) -> None:
    await post(database, out("a", "here"))
    (first,) = await claim(database)
    await database.post.sent(first, Ref("m1"), NOW)
    moved = replace(out("a", "there"), to=Address(platform="slack", id="D1"))
    await post(database, moved)
    (there,) = await claim(database)
    assert (there.to, there.ref) == (moved.to, None)


async def test_caps_look_at_kind_and_day_of_what_counts(database: Database) -> None:
    monday, tuesday = date(2027, 3, 29), date(2027, 3, 30)

    def counted(key: str, on: date, **more: object) -> Outgoing:
        return replace(out(key), person="zoe", kind=key, counts=True, said_on=on, **more)  # type: ignore[arg-type]

    def work(unit: Unit) -> None:
        settle(unit)
        for each in (
            counted("quiz", monday),
            counted("share", tuesday),
            replace(counted("free", tuesday), counts=False),
            replace(counted("bart", tuesday), person="bart"),
        ):
            unit.post(each, NOW)
        unit.post(replace(out("share", "answered"), person="zoe"), NOW)  # replaced, still counts

    await database.transact("acme", work)

    async def said(since: date) -> list[Outbox]:
        return await database.transact("acme", lambda unit: unit.said("zoe", since))

    both = [Outbox(kind="quiz", said_on=monday), Outbox(kind="share", said_on=tuesday)]
    assert await said(monday) == both
    assert await said(tuesday) == both[1:]
    (letter,) = await claim(database)
    await database.post.dead(letter, "gone", NOW)
    assert await said(monday) == both[1:]  # what never arrived was never said


async def test_letters_of_all_tenants_and_of_one(database: Database) -> None:
    await post(database, out("a", "one"))
    await post(database, out("a", "one"), tenant="other")
    assert {x.tenant for x in await claim(database)} == {"acme", "other"}


async def test_many_clerks_never_claim_the_same_letter(database: Database) -> None:
    await post(database, *(out(f"k{n}", str(n), to=f"dm:{n % 20}") for n in range(60)))
    got: list[str] = []

    async def clerk() -> None:
        while letters := await database.post.claim(NOW, 3, LEASE):
            for letter in letters:
                got.append(letter.key)
                await database.post.sent(letter, Ref(letter.key), NOW)

    for _ in range(3):
        await asyncio.gather(*(clerk() for _ in range(6)))
    assert sorted(got) == sorted(f"k{n}" for n in range(60))
    for conversation in range(20):
        order = [int(key[1:]) for key in got if int(key[1:]) % 20 == conversation]
        assert order == sorted(order)


async def test_old_letters_go(database: Database) -> None:
    await post(database, out("a", "one"), out("b", "two", to="dm:bart"))
    first, _ = await claim(database)
    await database.post.sent(first, Ref("m1"), NOW)

    def count(connection: sa.Connection) -> int:
        return int(connection.execute(sa.select(sa.func.count()).select_from(LETTERS)).scalar_one())

    await database.purge(NOW + 30 * DAY)
    assert await database._doors.read(count) == 2
    await database.purge(NOW + 36 * DAY)
    assert await database._doors.read(count) == 1  # the one that still waits

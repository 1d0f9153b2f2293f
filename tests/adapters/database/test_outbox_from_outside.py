from datetime import timedelta

from adapters.database import Database
from adapters.web.wall import Line
from bot.ports import Ref
from tests.adapters.database.lives import HOUR, NOW, out
from tests.adapters.database.test_outbox import claim, post, words

MINUTE = timedelta(minutes=1)


async def _filled(database: Database) -> None:
    """One that waits, one of which nobody knows, and two dead ones; of another tenant one more."""
    to = ("dm:zoe", "dm:bart", "dm:ana", "dm:eva")
    await post(database, *(out(key, key, to=to[n]) for n, key in enumerate("abcd")))
    await post(database, out("z", "z"), tenant="other")
    a, b, c, d, z = sorted(await claim(database), key=lambda letter: letter.key)
    await database.post.retry(a, NOW + HOUR, "ratelimited")
    await database.post.retry(b, NOW + HOUR, "uncertain")
    await database.post.dead(c, "blocked", NOW)
    await database.post.dead(d, "uncertain", NOW)
    await database.post.dead(z, "blocked", NOW)


async def test_what_there_is_by_platform_state_and_code(database: Database) -> None:
    assert await database.outbox.piles() == []
    await _filled(database)
    piles = {(p.platform, p.state, p.code): p.number for p in await database.outbox.piles()}
    assert piles == {
        ("web", "waiting", ""): 1,
        ("web", "uncertain", ""): 1,
        ("web", "dead", "blocked"): 2,
        ("web", "dead", "uncertain"): 1,
    }
    assert {p.oldest for p in await database.outbox.piles()} == {NOW}


async def test_the_list_tells_what_may_be_known(database: Database) -> None:
    await _filled(database)
    looks = [each.look for each in await database.outbox.held(10)]
    assert sorted(looks) == ["dead", "dead", "dead", "uncertain", "waiting"]
    assert len(await database.outbox.held(2)) == 2
    dead = await database.outbox.held(10, "dead")
    assert sorted((d.tenant, d.code) for d in dead) == [
        ("acme", "blocked"),
        ("acme", "uncertain"),
        ("other", "blocked"),
    ]
    (waiting,) = await database.outbox.held(10, "waiting")
    assert (waiting.attempts, waiting.at) == (1, NOW + HOUR)
    assert "dm:zoe" not in repr(waiting)


async def test_a_dead_letter_goes_again_as_if_new(database: Database) -> None:
    await _filled(database)
    blocked, unsure, _ = sorted(
        await database.outbox.held(10, "dead"), key=lambda d: (d.tenant, d.code)
    )
    assert await database.outbox.retry([blocked, unsure], NOW + MINUTE) == 2
    again = sorted(await claim(database, MINUTE), key=lambda letter: letter.key)
    assert words(again) == ["c", "d"]
    assert [(letter.attempts, letter.code) for letter in again] == [(0, ""), (0, "uncertain")]
    assert await database.outbox.retry([blocked], NOW) == 0  # it is not dead any more


async def test_what_was_said_anew_since_is_not_said_in_its_old_words(database: Database) -> None:
    await post(database, out("a", "old"))
    (old,) = await claim(database)
    await database.post.dead(old, "blocked", NOW)
    await post(database, out("a", "new"))
    (new,) = await claim(database)
    await database.post.sent(new, Ref("m"), NOW)
    assert await database.outbox.retry(await database.outbox.held(10, "dead"), NOW) == 0


async def test_a_discarded_letter_is_gone_and_others_stay(database: Database) -> None:
    await _filled(database)
    everything = await database.outbox.held(10)
    assert await database.outbox.discard(everything) == 3
    assert [each.look for each in await database.outbox.held(10)].count("dead") == 0
    assert len(await database.outbox.held(10)) == 2


async def test_a_letter_that_is_left_lying_is_late(database: Database) -> None:
    await post(database, out("a", "one"), out("b", "two"))
    late = database.outbox.late
    assert not await late(NOW + MINUTE - timedelta(seconds=1), MINUTE)
    assert await late(NOW + MINUTE, MINUTE)
    (first,) = await claim(database, MINUTE)
    assert not await late(NOW + MINUTE, MINUTE)  # it is being sent, and the other waits for it
    await database.post.retry(first, NOW + HOUR, "ratelimited")
    assert not await late(NOW + HOUR, MINUTE)
    assert await late(NOW + HOUR + MINUTE, MINUTE)


async def test_what_was_claimed_in_vain_is_as_before(database: Database) -> None:
    await post(database, out("a", "one"))
    (letter,) = await claim(database)
    await database.post.retry(letter, NOW, "ratelimited")
    await database.post.release(await claim(database))
    (again,) = await claim(database)
    assert (again.attempts, again.code) == (1, "ratelimited")


async def test_the_probe_writes(database: Database) -> None:
    await database.outbox.probe(NOW)
    await database.outbox.probe(NOW + MINUTE)
    assert await database.wall_of(Line).newest("") == 0


async def test_what_a_copy_still_holds_does_not_go_out_once_more(database: Database) -> None:
    """It counts as what people got; what was written since, or is being sent, goes on."""
    today = NOW.date()
    await post(database, out("a", "one", person="zoe", counts=True, said_on=today), out("b", "two"))
    await post(database, out("c", "three", to="dm:bart"))
    await post(database, out("z", "z"), tenant="other")
    a, _, z = sorted(await claim(database), key=lambda letter: letter.key)
    await database.post.retry(a, NOW, "uncertain")
    await database.post.retry(z, NOW, "ratelimited")
    await database.transact("acme", lambda unit: unit.post(out("d", "new"), NOW + HOUR))
    lapse = database.outbox.lapse
    assert await lapse(NOW, NOW) == 0
    assert await lapse(NOW + MINUTE, NOW, "acme") == 2  # all but what is just being sent
    assert set(words(await claim(database, HOUR))) == {"three", "z", "new"}
    assert await lapse(NOW + MINUTE, NOW + 3 * HOUR) == 2
    (gone,) = [each for each in await database.outbox.numbered(int(a.id)) if each.tenant == "acme"]
    assert (gone.state, gone.code, gone.ended) == ("sent", "lapsed", NOW)
    said = await database.transact("acme", lambda unit: unit.said("zoe", today))
    assert len(said) == 1

"""A sender tells how its letter ended, when that letter may be gone, or somebody else's.

Before, SQLite gave the number of a letter that was deleted to the next one, and that was then
marked as sent, or buried, unseen. And who had slept longer than their lease put back a letter that
another was just sending. Now a letter is told by its key as well, and who comes back too late
changes nothing.
"""

from dataclasses import replace
from typing import Any

import pytest

from adapters.database import Database
from bot.network import Address
from bot.ports import Ref
from tests.adapters.database.lives import DAY, NOW, out
from tests.adapters.database.test_outbox import LEASE, claim, post, words


async def test_the_end_of_a_letter_that_is_gone_is_that_of_no_other(database: Database) -> None:
    """Kring was removed while it wrote there; what is written next, to others, is to arrive."""
    there = Address(platform="teams", id="29:zoe")
    keep: dict[str, Any] = {"app": "a", "service": "s", "conversation": "c", "bot": "28:a"}
    await database.transact("acme", lambda u: u.keep_conversation(there.id, **keep))
    await post(database, replace(out("a", "gone"), to=there))
    (gone,) = await claim(database)
    await database.transact("acme", lambda u: u.uninstall(there.id, NOW, NOW + DAY))
    await post(database, out("b", "next"))
    await database.transact("acme", lambda u: u.bury(gone, "not_installed", NOW))
    await database.post.dead(gone, "not_installed", NOW)
    await database.post.sent(gone, Ref("m1"), NOW)
    assert words(await claim(database)) == ["next"]


@pytest.mark.parametrize("end", ["retry", "queue", "release"])
async def test_who_comes_back_too_late_takes_a_letter_from_nobody(
    database: Database, end: str
) -> None:
    """Its lease ran out, and somebody else is sending it by now."""
    await post(database, out("a", "one"))
    (late,) = await claim(database)
    assert len(await claim(database, LEASE)) == 1
    match end:
        case "retry":
            await database.post.retry(late, NOW, "down")
        case "queue":
            await database.post.queue(late, NOW, "method 1.000")
        case _:
            await database.post.release([late])
    assert await claim(database, LEASE) == []

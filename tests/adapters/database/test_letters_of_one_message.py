"""Of one message several letters may wait; what was said last has to stand there in the end.

Before, an answer took the place of whichever of them the database found, and the newest went out
after it with the old question. And what a channel had missed was sent once more over newer words.
Now an answer takes the place of the newest, and what newer words followed stays where it is.
"""

import pytest

from adapters.database import Database
from bot.network import Address
from bot.ports import Inbound, Ref, Submitted, Unit
from tests.adapters.database.lives import NOW, out, settle
from tests.adapters.database.test_outbox import claim, post, words

DM = Address(platform="web", id="dm:zoe")


@pytest.mark.parametrize("expected", [False, True])
async def test_what_was_said_last_stands_last(database: Database, expected: bool) -> None:  # noqa: FBT001
    """A letter was written while one of its key was under way, and that one came back."""
    await database.transact("acme", settle)
    await post(database, out("r1", "first"))
    (first,) = await claim(database)
    await post(database, out("r1", "second"))
    await database.post.queue(first, NOW, "method 1.000")

    def answer(unit: Unit) -> None:
        if expected:
            what = Submitted("r1:ask", {})
            unit.expect(Inbound(tenant="acme", sender=DM, event="e1", what=what))
        unit.post(out("r1", "third"), NOW)

    await database.transact("acme", answer)
    said = list[str]()
    while letters := await claim(database):
        said += words(letters)
        await database.post.sent(letters[0], Ref("m1"), NOW)
    assert said == ["first", "third"]


async def test_what_newer_words_followed_does_not_wait_for_its_channel(database: Database) -> None:
    """A learning could not be posted; then its author changed it, and that was posted."""
    await post(database, out("share:1", "old", to="C1"))
    (old,) = await claim(database)
    await database.post.dead(old, "is_archived", NOW)
    assert len(await database.transact("acme", lambda u: u.lost(old.to))) == 1
    await post(database, out("share:1", "new", to="C1"))
    (new,) = await claim(database)
    await database.post.sent(new, Ref("m1"), NOW)
    assert await database.transact("acme", lambda u: u.lost(old.to)) == []

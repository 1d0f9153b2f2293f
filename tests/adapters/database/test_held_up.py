"""Organisations whose letters are held up, beside those whose letters can go.

Before, whoever had something due was asked, though it waited for a letter before it: with as many
of those as there are hands, nothing of anybody was sent. Now the next are asked at once.
"""

from adapters.database import Database
from tests.adapters.database.lives import HOUR, NOW, out
from tests.adapters.database.test_outbox import LEASE, claim, post


async def test_who_has_nothing_that_can_go_keeps_no_hand_from_others(database: Database) -> None:
    """Their second letters are due, and wait for first ones that are to be tried later."""
    for tenant in ("stuck", "held up"):
        await post(database, out("a", "one"), out("b", "two"), tenant=tenant)
    for letter in await claim(database):
        await database.post.retry(letter, NOW + HOUR, "down")
    await database.transact("free", lambda u: u.post(out("a", "one"), NOW + LEASE))
    await database.transact("free", lambda u: u.post(out("b", "two", to="dm:bart"), NOW + LEASE))
    for held in ({}, {"free": 1}):
        taken = await database.post.claim(NOW + LEASE, 1, LEASE, held=held, share=8)
        assert [letter.tenant for letter in taken] == ["free"]

"""What was said when a network was put away is done: what it left behind goes when it was told.

Figures and words: `bot.dialogs.archive_notice`, which tells everybody of it by date.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from adapters.database.tables import (
    ADDRESSES,
    BALLOTS,
    BOXES,
    ENTRIES,
    LINES,
    MEMBERS,
    MOMENTS,
    NETWORKS,
    PENDING,
    PEOPLE,
    RESULTS,
    RUNS,
    SESSIONS,
)
from bot.dialogs.archive_notice import COMMENTS, FIGURES
from bot.fields import Sees
from bot.network import Phase

POSTS = ("introductions", "expectations", "eval_news", "closing_news")
"""What is said in a network's channel with introductions, goals and comments in it."""
TOLD = ("expect_result", "introductions", "talk_wish")
"""What one person is told that others said, by itself or in one message with something else."""
READ_FIRST = ("debrief", "eval_result", "midway_result", "charter_talk", "decision")
"""Forms of facilitators that show them who came, and comments."""


def outside(before: datetime) -> sa.Delete:
    """What was said to somebody before that, outside of a network.

    Tenant by tenant, since that is how an index finds it among all that networks have planned.
    """
    tenants = sa.select(PEOPLE.c.tenant).distinct()
    gone = MOMENTS.c.tenant.in_(tenants), MOMENTS.c.network == "", MOMENTS.c.taken < before
    return sa.delete(MOMENTS).where(*gone)


def put_away(connection: sa.Connection, now: datetime) -> int:
    """Delete what is to be gone by now; how many rows that were. Harmless to repeat."""
    rows = 0
    for tenant, network in _over(connection, now - COMMENTS):
        rows += _without_words(connection, tenant, network)
    for tenant, network in _over(connection, now - FIGURES):
        here = sa.and_(NETWORKS.c.tenant == tenant, NETWORKS.c.id == network)
        said = sa.and_(MOMENTS.c.tenant == tenant, MOMENTS.c.network == network)
        rows += connection.execute(sa.delete(MOMENTS).where(said)).rowcount
        rows += connection.execute(sa.delete(NETWORKS).where(here)).rowcount
    return rows


def _over(connection: sa.Connection, before: datetime) -> list[tuple[str, str]]:
    """Networks that were put away, and whose last meeting was before that instant.

    The last is the one of the highest number, also when it fell through: so it was told.
    """
    each = SESSIONS.alias("each")
    highest = (
        sa.select(sa.func.max(each.c.number))
        .where(each.c.tenant == NETWORKS.c.tenant, each.c.network == NETWORKS.c.id)
        .correlate(NETWORKS)
        .scalar_subquery()
    )
    here = sa.and_(SESSIONS.c.tenant == NETWORKS.c.tenant, SESSIONS.c.network == NETWORKS.c.id)
    until = sa.literal(before, SESSIONS.c.ends.type)
    chosen = (
        sa.select(NETWORKS.c.tenant, NETWORKS.c.id)
        .join(SESSIONS, here)
        .where(NETWORKS.c.phase == Phase.ARCHIVED.value)
        .where(SESSIONS.c.number == highest, SESSIONS.c.ends <= until)
    )
    return [(row.tenant, row.id) for row in connection.execute(chosen)]


def _without_words(connection: sa.Connection, tenant: str, network: str) -> int:
    """Attendance, comments and introduction cards. What is somebody's own stays theirs.

    What was said to each is a trace of that: of who was missed, and of who needed no reminder. And
    on the web what stands in conversations is kept by nobody else.
    """

    def here(table: sa.Table) -> sa.ColumnElement[bool]:
        return sa.and_(table.c.tenant == tenant, table.c.network == network)

    forms = sa.select(RUNS.c.id).where(here(RUNS), RUNS.c.dialog.in_(READ_FIRST))
    posts = (LINES.c.key.startswith(f"{post}:{network}:", autoescape=True) for post in POSTS)
    told = (LINES.c.key.contains(f"{card}:{network}:", autoescape=True) for card in TOLD)
    shown = sa.or_(*posts, *told, LINES.c.key.in_(forms))
    gone: list[sa.Delete] = [
        sa.delete(LINES).where(
            LINES.c.tenant == tenant,
            LINES.c.conversation.in_(_conversations(tenant, network)),
            LINES.c.author == "",
            shown,
        ),
        sa.delete(ENTRIES).where(here(ENTRIES), ENTRIES.c.sees != Sees.SELF.value),
        sa.delete(RUNS).where(here(RUNS)),
        sa.delete(BALLOTS).where(here(BALLOTS)),
        sa.delete(BOXES).where(here(BOXES)),
        sa.delete(MOMENTS).where(
            here(MOMENTS), MOMENTS.c.person.is_not(None), MOMENTS.c.state != PENDING
        ),
    ]
    rows = sum(connection.execute(each).rowcount for each in gone)
    return rows + _figures_only(connection, here(RESULTS))


def _conversations(tenant: str, network: str) -> sa.CompoundSelect[Any]:
    """Where it was spoken of: nothing else of what is said here needs to be read for it."""
    here = sa.and_(NETWORKS.c.tenant == tenant, NETWORKS.c.id == network)
    theirs = sa.and_(MEMBERS.c.tenant == tenant, MEMBERS.c.network == network)
    same = sa.and_(ADDRESSES.c.tenant == MEMBERS.c.tenant, ADDRESSES.c.person == MEMBERS.c.person)
    own = sa.select(ADDRESSES.c.address).select_from(MEMBERS).join(ADDRESSES, same).where(theirs)
    return sa.select(NETWORKS.c.channel).where(here).union_all(own)


def _figures_only(connection: sa.Connection, here: sa.ColumnElement[bool]) -> int:
    """Results without what was written in them."""
    rows = 0
    for row in connection.execute(sa.select(RESULTS).where(here)).mappings().all():
        result: dict[str, Any] = row["result"]
        if result.get("texts"):
            key = (column == row[column.name] for column in RESULTS.primary_key)
            bare = {name: value for name, value in result.items() if name != "texts"}
            connection.execute(sa.update(RESULTS).where(*key).values(result=bare))
            rows += 1
    return rows

"""Every table. A primary key begins with the tenant, and so does every reference."""

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Date, Index, Integer, Table

from adapters.database.types import Instant, Packed, Words

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _key(name: str) -> Column[str]:
    return Column(name, Words, primary_key=True)


def _word(name: str) -> Column[str]:
    return Column(name, Words, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _json(name: str) -> Column[object]:
    return Column(name, Packed, nullable=False)


def _instant(name: str) -> Column[object]:
    return Column(name, Instant, nullable=False)


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant", column], [f"{table}.tenant", f"{table}.id"], ondelete="CASCADE"
    )


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of some rows only, in both databases."""
    some = sa.text(where)
    return Index(name, *columns, unique=unique, sqlite_where=some, postgresql_where=some)


EVENTS = Table(
    "events",
    METADATA,
    _key("tenant"),
    _key("id"),
    _instant("seen"),
    Index("ix_events_seen", "seen"),
)

# ── people ──

PEOPLE = Table(
    "people",
    METADATA,
    _key("tenant"),
    _key("id"),
    _word("name"),
    _word("lookup"),  # the name as it is searched: without case and accents
    _word("language"),
    _word("zone"),
    _word("country"),
    _word("manager"),
    _flag("leads"),
    _flag("organiser"),
    _word("team"),
    _word("organisation"),
    _json("settings"),
    Index("ix_people_manager", "tenant", "manager"),
)

ADDRESSES = Table(
    "addresses",
    METADATA,
    _key("tenant"),
    _key("platform"),
    _key("address"),
    _word("person"),
    _number("used"),  # the highest of a person's is the one used last
    Column("lost", Instant),  # since then nothing has reached it
    _to("people", "person"),
    Index("ix_addresses_person", "tenant", "person"),
)

IGNORED = Table(
    "ignored",
    METADATA,
    _key("tenant"),
    _key("person"),
    _key("kind"),
    _number("times"),
    _to("people", "person"),
)

# ── networks ──

NETWORKS = Table(
    "networks",
    METADATA,
    _key("tenant"),
    _key("id"),
    _word("title"),
    _word("goal"),
    _word("zone"),
    _instant("created"),
    _word("country"),
    _word("phase"),
    _flag("listed"),
    _word("channel"),
    _word("platform"),
    _word("parent"),
    _word("outcome"),
    Column("end", Date),
    _json("settings"),
    _number("revision"),  # who changes anything of a network changes this, so nobody overwrites
    Index("ix_networks_phase", "tenant", "phase"),
    Index("ix_networks_channel", "tenant", "channel"),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    _key("tenant"),
    _key("network"),
    _key("id"),
    _number("position"),
    _number("number"),
    _instant("starts"),
    _instant("ends"),
    _word("state"),
    _word("place"),
    _json("settings"),
    _to("networks", "network"),
)

MEMBERS = Table(
    "members",
    METADATA,
    _key("tenant"),
    _key("network"),
    _key("person"),
    _number("position"),
    _word("role"),
    _word("seat"),
    _instant("joined"),
    _flag("mention"),
    _flag("asks_manager"),
    Column("paused_until", Date),
    _json("settings"),
    _to("networks", "network"),
    _to("people", "person"),
    Index("ix_members_person", "tenant", "person"),
)

# ── runs, and what was answered ──

RUNS = Table(
    "runs",
    METADATA,
    _key("tenant"),
    _key("id"),
    _word("dialog"),
    _word("person"),
    _word("network"),  # "" outside of a network, so no reference
    _word("about"),
    _json("facts"),
    _json("answers"),
    _word("status"),
    _instant("opened"),
    _instant("expires"),
    _number("revision"),
    Column("shown", Instant),
    _to("people", "person"),
    _partial(
        "uq_runs_open",
        "tenant",
        "person",
        "dialog",
        "network",
        "about",
        where="status = 'open'",
        unique=True,
    ),
    Index("ix_runs_person", "tenant", "person", "dialog", "network", "about"),
    Index("ix_runs_collection", "tenant", "network", "dialog", "about"),
)

ENTRIES = Table(
    "entries",
    METADATA,
    _key("tenant"),
    _key("person"),
    _key("network"),
    _key("dialog"),
    _key("about"),
    _key("field"),
    _key("asker"),
    _json("value"),
    _word("sees"),
    _word("run"),
    _number("filed"),  # grows with each answer to this question: the newest value is the highest
    _to("people", "person"),
    Index("ix_entries_run", "tenant", "run"),
    Index("ix_entries_shown", "tenant", "network", "dialog", "field", "filed"),
    Index("ix_entries_asker", "tenant", "asker", "dialog"),
)

THRESHOLDS = Table(
    "thresholds",
    METADATA,
    _key("tenant"),
    _key("network"),
    _key("dialog"),
    _key("about"),
    _number("threshold"),
    _to("networks", "network"),
)

BOXES = Table(
    "boxes",
    METADATA,
    _key("tenant"),
    _key("network"),
    _key("dialog"),
    _number("answered"),
    _to("networks", "network"),
)

BALLOTS = Table(
    "ballots",
    METADATA,
    _key("tenant"),
    _key("id"),  # 128 random bits; on SQLite the rows lie in its order and have no other
    _word("network"),
    _word("dialog"),
    _word("field"),
    _word("value"),
    _to("networks", "network"),
    Index("ix_ballots_box", "tenant", "network", "dialog"),
    sqlite_with_rowid=False,
)

RESULTS = Table(
    "results",
    METADATA,
    _key("tenant"),
    _key("network"),
    _key("dialog"),
    _key("about"),
    _json("result"),
    _to("networks", "network"),
)

SHARES = Table(
    "shares",
    METADATA,
    _key("tenant"),
    _key("id"),
    _word("network"),
    _word("author"),
    _word("kind"),
    _word("text"),
    _flag("signed"),
    _word("agenda"),
    Column("published", Instant),
    _flag("withdrawn"),
    _json("settings"),
    _to("people", "author"),
    Index("ix_shares_author", "tenant", "author"),
)

AUDIENCES = Table(
    "audiences",
    METADATA,
    _key("tenant"),
    _key("share"),
    _key("audience"),
    _number("position"),
    _to("shares", "share"),
    Index("ix_audiences_audience", "tenant", "audience"),
)

# ── what is said, and when ──

PENDING = "pending"

MOMENTS = Table(
    "moments",
    METADATA,
    _key("tenant"),
    _key("key"),
    _word("dialog"),
    _word("network"),
    Column("person", Words),  # NULL for a channel post or a close
    _instant("at"),
    Column("until", Instant),
    _json("due"),
    _word("state"),  # pending, or what came of it
    _flag("planned"),  # else put off, left open or held, which no plan withdraws
    _word("digest"),  # of what was planned, to see whether a plan changes it
    Column("taken", Instant),
    _to("people", "person"),
    _partial("ix_moments_due", "at", "tenant", where="state = 'pending'"),
    Index("ix_moments_network", "tenant", "network", "person"),
    _partial("ix_moments_person", "tenant", "person", where="state = 'pending'"),
)

LETTERS = Table(
    "letters",
    METADATA,
    _key("tenant"),
    Column("number", sa.BigInteger, sa.Identity(), primary_key=True),
    _word("key"),
    _word("platform"),
    _word("address"),
    Column("card", Packed(nothing=True)),  # NULL once it was sent
    _word("person"),
    _word("kind"),
    _flag("counts"),
    Column("said_on", Date),
    _flag("anew"),
    _word("state"),  # waiting | sent | dead
    _instant("at"),
    Column("until", Instant),
    Column("lease", Instant),
    _number("attempts"),
    _word("code"),
    _instant("created"),
    Column("ended", Instant),
    Column("turn", Words, server_default="", nullable=False),  # at its platform, kept for it
    _partial("ix_letters_due", "tenant", "at", "number", where="state = 'waiting'"),
    _partial(
        "ix_letters_conversation",
        "tenant",
        "platform",
        "address",
        "number",
        where="state = 'waiting'",
    ),
    _partial("ix_letters_dead", "platform", "code", where="state = 'dead'"),
    Index("ix_letters_key", "tenant", "key"),
    Index("ix_letters_said", "tenant", "person", "said_on"),
    Index("ix_letters_ended", "ended"),
    _partial("ix_letters_doubted", "at", where="code = 'doubted'"),
    _partial("ix_letters_lost", "tenant", "platform", "address", where="state = 'dead'"),
)

PACES = Table(
    "paces",
    METADATA,
    _key("tenant"),
    _key("name"),  # what is called: a method, a conversation, an app
    Column("state", sa.Text, nullable=False),  # JSON: `scheduler.turns` says what it means
    _instant("used"),
)

MESSAGES = Table(
    "messages",
    METADATA,
    _key("tenant"),
    _key("key"),
    _word("platform"),
    _word("address"),
    _word("ref"),
)

# ── the conversations of the web ──

COUNTERS = Table(
    "counters",
    METADATA,
    _key("tenant"),
    _key("name"),
    _number("value"),
)

LINES = Table(
    "lines",
    METADATA,
    _key("tenant"),
    _key("conversation"),
    _key("key"),
    _number("seq"),
    _number("changed"),
    _word("author"),
    Column("card", Packed(nothing=True)),
    _word("text"),
    _instant("at"),
    Index("ix_lines_seq", "tenant", "conversation", "seq"),
    Index("ix_lines_changed", "tenant", "conversation", "changed"),
)

# ── the workspaces of Slack, and the customers on Teams that have removed Kring ──

WORKSPACES = Table(
    "workspaces",
    METADATA,
    _key("tenant"),
    _word("enterprise"),
    _word("team"),  # "" where a whole organisation installed it
    _word("name"),
    _word("app"),
    _word("bot"),
    Column("token", Words),  # sealed; NULL when it was taken back
    _instant("installed"),
    Column("ended", Instant),
    Column("due", Instant),  # when everything of this tenant is to be deleted
    _partial("ix_workspaces_due", "due", where="due IS NOT NULL"),
)

STATES = Table(
    "states",
    METADATA,
    _key("tenant"),
    _key("id"),
    _word("browser"),
    _instant("expires"),
    Index("ix_states_expires", "expires"),
)

PLACES = Table(
    "places",
    METADATA,
    _key("tenant"),
    _key("address"),
    _word("place"),
    _word("title"),
    _json("invited"),
    _flag("archived"),
    # The sum of its networks' revisions when it was looked after last.
    Column("tended", Integer, nullable=False, server_default="0"),
)

HOMES = Table(
    "homes",
    METADATA,
    _key("tenant"),
    _key("address"),
    _word("hash"),
)

# ── the conversations of Teams ──

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    _key("tenant"),
    _key("address"),
    _word("app"),
    _word("service"),
    _word("conversation"),  # "" while nobody opened it
    _word("bot"),
    _word("title"),  # of a channel
    _json("readers"),  # addresses of people who were seen there
    Column("ended", Instant),  # since then nothing can be sent there
    _word("team"),  # that a channel belongs to
    Column("added", Instant),  # when Teams last told that Kring was added, by Teams' own clock
)

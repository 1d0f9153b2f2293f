"""A reminder of a meeting is known by the meeting's day: so are those of before."""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from scheduler.calendar import zone

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENTS = sa.table(
    "moments",
    sa.column("tenant", sa.Text),
    sa.column("key", sa.Text),
    sa.column("network", sa.Text),
    sa.column("until", sa.DateTime(timezone=True)),
)
NETWORKS = sa.table(
    "networks", sa.column("tenant", sa.Text), sa.column("id", sa.Text), sa.column("zone", sa.Text)
)
REMINDERS = ("rsvp:remind:", "tomorrow:start:")


def upgrade() -> None:
    """`tomorrow:start:n1:s1::zoe` is `tomorrow:start:n1:s1:2027-03-02:zoe` from now on."""
    connection = op.get_bind()
    theirs = (NETWORKS.c.tenant == MOMENTS.c.tenant) & (NETWORKS.c.id == MOMENTS.c.network)
    reminders = sa.or_(*(MOMENTS.c.key.startswith(each) for each in REMINDERS))
    chosen = sa.select(MOMENTS, NETWORKS.c.zone).join(NETWORKS, theirs).where(reminders)
    found = connection.execute(chosen).all()
    known = {(row.tenant, row.key) for row in found}
    for row in found:
        *matter, name, person = row.key.split(":")
        if name or row.until is None:
            continue
        begins = row.until.replace(tzinfo=row.until.tzinfo or UTC)  # SQLite gives it without
        day = begins.astimezone(zone(row.zone)).date().isoformat()
        key = ":".join((*matter, day, person))
        if (row.tenant, key) not in known:
            here = (MOMENTS.c.tenant == row.tenant) & (MOMENTS.c.key == row.key)
            connection.execute(sa.update(MOMENTS).where(here).values(key=key))


def downgrade() -> None:
    """What is named by a day is told apart as well as before."""

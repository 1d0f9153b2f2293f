"""The paces of platforms, for all processes; letters that wait for their turn."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'waiting'")


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "letters", list(columns), sqlite_where=WAITING, postgresql_where=WAITING)


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "name", name=op.f("pk_paces")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE paces SET UNLOGGED")
    op.drop_column("workspaces", "pauses")
    op.add_column("letters", sa.Column("turn", sa.Text(), server_default="", nullable=False))
    op.drop_index("ix_letters_waiting", "letters")
    _index("ix_letters_due", "tenant", "at", "number")


def downgrade() -> None:
    op.drop_index("ix_letters_due", "letters")
    _index("ix_letters_waiting", "at", "tenant")
    op.drop_column("letters", "turn")
    op.add_column("workspaces", sa.Column("pauses", sa.Text(), server_default="{}", nullable=False))
    op.drop_table("paces")

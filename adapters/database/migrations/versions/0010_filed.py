"""What was filed last is found by the question, whoever filed it."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SHOWN = ["tenant", "network", "dialog", "field"]


def upgrade() -> None:
    op.drop_index("ix_entries_shown", "entries")
    op.create_index("ix_entries_shown", "entries", [*SHOWN, "filed"])


def downgrade() -> None:
    op.drop_index("ix_entries_shown", "entries")
    op.create_index("ix_entries_shown", "entries", SHOWN)

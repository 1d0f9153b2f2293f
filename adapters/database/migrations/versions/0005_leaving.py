"""Who cannot be reached, which team a channel belongs to, and when Kring was added there."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("addresses", sa.Column("lost", sa.DateTime(timezone=True), nullable=True))
    team = sa.Column("team", sa.Text(), nullable=False, server_default="")
    op.add_column("conversations", team)
    op.add_column("conversations", sa.Column("added", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("conversations", "added")
    op.drop_column("conversations", "team")
    op.drop_column("addresses", "lost")

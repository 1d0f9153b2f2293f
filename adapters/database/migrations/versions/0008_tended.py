"""How far a channel follows its networks: what changed since is looked after."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("places") as places:
        places.add_column(sa.Column("tended", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_networks_channel", "networks", ["tenant", "channel"])


def downgrade() -> None:
    op.drop_index("ix_networks_channel", "networks")
    with op.batch_alter_table("places") as places:
        places.drop_column("tended")

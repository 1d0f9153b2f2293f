"""What may stand twice, and what could not be delivered, is found without reading every letter."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _partial(name: str, columns: list[str], where: str) -> None:
    some = sa.text(where)
    op.create_index(name, "letters", columns, sqlite_where=some, postgresql_where=some)


def upgrade() -> None:
    _partial("ix_letters_doubted", ["at"], "code = 'doubted'")
    _partial("ix_letters_lost", ["tenant", "platform", "address"], "state = 'dead'")


def downgrade() -> None:
    op.drop_index("ix_letters_lost", "letters")
    op.drop_index("ix_letters_doubted", "letters")

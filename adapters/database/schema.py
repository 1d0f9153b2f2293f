"""The tables from one version to the next: alembic, run by the program itself."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    command.upgrade(_config(connection), revision)


def downgrade(connection: sa.Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def version(connection: sa.Connection) -> str:
    """The version of the tables in this database; "" where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


@cache
def newest() -> str:
    """The version for which this program was written."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


@cache
def _known() -> frozenset[str]:
    return frozenset(
        each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()
    )


def behind(version: str) -> bool:
    """Whether tables of this version lack something that this program needs.

    A version of which it does not know is that of a newer program, which only added to them.
    """
    return not version or (version in _known() and version != newest())


def newer(version: str) -> bool:
    """Whether tables of this version are those of a program that is newer than this one."""
    return bool(version) and version not in _known()

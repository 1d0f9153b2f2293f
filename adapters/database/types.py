"""How values stand in a column: instants in UTC, words that every database takes, JSON as text."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no text column of PostgreSQL takes: NUL, and half of a pair of code units."""

_ENCODE = json.JSONEncoder(separators=(",", ":")).encode  # made once: dumps would each time


class Packing(str):
    """JSON that is text already: what many rows have in common is written down once."""

    __slots__ = ()


def pack(value: Any) -> str:
    return value if type(value) is Packing else _ENCODE(value)


def _packed(value: Any) -> str | None:
    return None if value is None else pack(value)


class Instant(sa.TypeDecorator[datetime]):
    """A moment with its time zone; kept and given back in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any] | None:
        """For SQLite in one step: the same characters, in a third of the time."""
        return _stored if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _utc(value)

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """The same on the way back: what stands there was written by `_stored`."""
        if dialect.name == "sqlite":
            return _read
        return super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(UTC)


def _stored(value: datetime | None) -> str | None:
    if value is None:
        return None
    return _written(value if value.tzinfo is UTC else _utc(value))


@lru_cache(maxsize=4096)  # people hear things at the same hours
def _written(value: datetime) -> str:
    """`value` in UTC: the two readings of an hour that comes twice are equal in its own zone."""
    return value.isoformat(" ", "microseconds").removesuffix("+00:00")


def _read(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class Words(sa.TypeDecorator[str]):
    """Text of any origin; characters that a database refuses become U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any] | None:  # noqa: ARG002
        """In one step, as all of what is written here."""
        return _fit


def _fit(value: str | None) -> str | None:
    if value is None or (value.isascii() and "\x00" not in value):  # nearly everything
        return value
    return _UNFIT.sub("\ufffd", value)


class Several(sa.TypeDecorator[Sequence[str]]):
    """Words as one value: an array for PostgreSQL, JSON for SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        array = dialect.name == "postgresql"
        return dialect.type_descriptor(postgresql.ARRAY(sa.Text) if array else sa.Text())

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any] | None:
        if dialect.name == "postgresql":
            return _fit_all
        return lambda values: pack(_fit_all(values))


def _fit_all(values: Sequence[str]) -> list[str | None]:
    return [_fit(value) for value in values]


class Packed(sa.TypeDecorator[Any]):
    """JSON as ASCII text, so that whatever a person typed comes back exactly.

    None is JSON's null, or no value at all where the column says `nothing`.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, *, nothing: bool = False) -> None:
        super().__init__()
        self.nothing = nothing

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any] | None:  # noqa: ARG002
        return _packed if self.nothing else pack

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002
        return _unpacked


def _unpacked(value: str | None) -> Any:
    return None if value is None else json.loads(value)

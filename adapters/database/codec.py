"""Frozen values as JSON and back, exactly. What they are made of is read from their types.

A dataclass becomes an object of the fields that differ from their default, with its class under
`is`; so a field that is added later needs no migration.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from bot.fields import Json

Loader: TypeAlias = Callable[[Json], Any]
Dumper: TypeAlias = Callable[[Any], Json]
TAG = "is"
_PLAIN = frozenset({str, int, float, bool, types.NoneType})


def dump(value: Any) -> Json:
    """A value as JSON. What is inside a mapping must be JSON, or made of what this knows."""
    kind: Any = type(value)
    return _dumper(kind)(value)


@cache
def _dumper(kind: Any) -> Dumper:
    """What makes JSON of a value of this class: found once, since much is dumped."""
    if issubclass(kind, str | int | float | types.NoneType):  # bool is an int
        return _as_it_is
    if issubclass(kind, tuple | list):
        return lambda value: [i if type(i) in _PLAIN else dump(i) for i in value]
    if issubclass(kind, Mapping):
        return lambda value: {k: i if type(i) in _PLAIN else dump(i) for k, i in value.items()}
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, date | time):  # datetime is a date
        return lambda value: value.isoformat()
    return _record(kind)


def _record(kind: Any) -> Dumper:
    known = tuple((name, default, type(default)) for name, default in _defaults(kind))

    def stored(value: Any) -> Json:
        made = {TAG: kind.__name__}
        for name, default, its in known:
            item = getattr(value, name)
            if type(item) is not its or item != default:
                made[name] = item if type(item) in _PLAIN else dump(item)
        return made

    return stored


def load(kind: Any, stored: Json) -> Any:
    """The value of this type that was dumped. Raises where it is something else."""
    return loader(kind)(stored)


@cache
def hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields."""
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Names with their defaults, in order."""

    def default(field: Field[Any]) -> Any:
        if field.default_factory is not MISSING:
            return field.default_factory()
        return field.default

    return tuple((field.name, default(field)) for field in fields(kind))


@cache
def loader(kind: Any) -> Loader:
    """What makes a value of this type from JSON."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = loader(get_args(kind)[1])
        return lambda stored: {key: inner(item) for key, item in stored.items()}
    if origin is Literal or kind in (Any, str, int, bool, float):
        return _as_it_is
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, datetime | date | time):
        parse: Loader = kind.fromisoformat
        return parse
    return _enum(kind)


def _as_it_is(stored: Json) -> Any:
    return stored


def _enum(kind: Any) -> Loader:
    if not issubclass(kind, Enum):
        raise TypeError(f"{kind} cannot be kept")
    made: Loader = kind
    return made


def _tuple(parts: tuple[Any, ...]) -> Loader:
    if parts[-1] is Ellipsis:
        inner = loader(parts[0])
        return lambda stored: tuple(map(inner, stored))
    each = tuple(map(loader, parts))
    return lambda stored: tuple(one(item) for one, item in zip(each, stored, strict=True))


def _dataclass(kind: Any) -> Loader:
    def build(stored: Json) -> Any:
        return kind(
            **{name: loader(each)(stored[name]) for name, each in mine.items() if name in stored}
        )

    mine = hints(kind)
    return build


def _union(kinds: Sequence[Any]) -> Loader:
    """By the shape of the JSON: nothing, a list, an object with its class, or something plain."""
    records: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    objects = {record.__name__: loader(record) for record in records}
    lists = [kind for kind in kinds if get_origin(kind) is tuple]
    plain = [k for k in kinds if k not in lists and k is not type(None) and not is_dataclass(k)]

    def choose(stored: Json) -> Any:
        if stored is None:
            return None
        if isinstance(stored, dict):
            return objects[stored[TAG]](stored)
        if isinstance(stored, list):
            return loader(lists[0])(stored)
        return loader(plain[0])(stored)

    return choose

"""What a block of a template looks at: who sees the same, reads the same.

A block is a pure function of the facts that it names, of its reader's language, zone and day, and
of the network's zone, which the formats of days and hours look at by themselves.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from jinja2 import nodes

from bot.fields import Facts

Seen: TypeAlias = tuple[object, ...]
Path: TypeAlias = tuple[str, ...]
ALWAYS: tuple[Path, ...] = (("_language",), ("zone",), ("today",), ("network", "zone"))
LONGEST = 2000
"""Characters of a list or a record up to which it is compared at all."""

_PACK = json.JSONEncoder(separators=(",", ":")).encode
_OTHERWISE = (nodes.Include, nodes.FromImport, nodes.Import, nodes.Extends, nodes.CallBlock)
_ELSEWHERE = frozenset({"self", "super"})
"""What these give stands in other blocks."""
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Reads:
    """The facts that a block names, each as deep as it names them."""

    paths: tuple[Path, ...]

    def seen(self, known: Facts) -> Seen | None:
        """What this block finds in these facts; None where that cannot be told at little cost."""
        found: list[object] = []
        for path in self.paths:
            value: Any = known
            for depth, name in enumerate(path):
                if not isinstance(value, dict):
                    found.append(depth)  # where it ends: `x` alone is not the `x` of a record
                    break
                value = value.get(name, _NOTHING)
            if type(value) is str or value is _NOTHING or value is None:
                found.append(value)
            else:  # 1, 1.0 and True are told apart, and written in different ways
                packed = _packed(value)
                if packed is None:
                    return None
                found.append((packed,))
        return tuple(found)


def _packed(value: Any) -> str | None:
    try:
        packed = _PACK(value)
    except (TypeError, ValueError):
        return None
    return packed if len(packed) <= LONGEST else None


def what_it_reads(block: nodes.Block) -> Reads | None:
    """None where another template or block has a part in it."""
    names = {each.name for each in block.find_all(nodes.Name)}
    if names & _ELSEWHERE or next(block.find_all(_OTHERWISE), None) is not None:
        return None
    paths = {path for node in block.body for path in _paths(node)}
    return Reads((*ALWAYS, *sorted(paths - set(ALWAYS))))


def _paths(node: nodes.Node) -> Iterator[Path]:
    """Names that are no facts are among them, of loops and functions: they are found nowhere."""
    if (path := _path(node)) is not None:
        yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _path(node: nodes.Node) -> Path | None:
    match node:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=inner, attr=name) if not hasattr(dict, name):
            before = _path(inner)  # a record's method sees all of it
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(name))):
            before = _path(inner)
        case _:
            return None
    return (*before, name) if before is not None else None

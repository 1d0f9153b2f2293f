"""One file, one dialog: whatever stands here or in `bot.views` with a `DIALOG` is said."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

import bot.dialogs
import bot.views
from bot.dialog import Dialog

RESERVED = ("shared", "web", "papers", "slack", "teams", "icebreakers", "amounts", "clauses")
"""Templates that belong to no dialog."""


@cache
def discover() -> Mapping[str, Dialog]:
    """All dialogs by key. Raises ValueError when a key is taken already."""
    found: dict[str, Dialog] = {}
    for package in (bot.dialogs, bot.views):
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            dialog = getattr(import_module(module.name), "DIALOG", None)
            if not isinstance(dialog, Dialog):
                continue
            if dialog.key in found or dialog.key in RESERVED:
                raise ValueError(f"the name {dialog.key!r} is taken")
            found[dialog.key] = dialog
    return MappingProxyType(dict(sorted(found.items())))

"""One file, one dialog: whatever stands here or in `bot.views` with a `DIALOG` is said."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

import bot.dialogs
import bot.views
from bot.dialog import Dialog


@cache
def discover() -> Mapping[str, Dialog]:
    """All dialogs by key. Raises ValueError when two share a key."""
    found: dict[str, Dialog] = {}
    for package in (bot.dialogs, bot.views):
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            dialog = getattr(import_module(module.name), "DIALOG", None)
            if not isinstance(dialog, Dialog):
                continue
            if dialog.key in found:
                raise ValueError(f"two dialogs are called {dialog.key!r}")
            found[dialog.key] = dialog
    return MappingProxyType(dict(sorted(found.items())))

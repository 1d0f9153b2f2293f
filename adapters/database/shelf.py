"""Networks as they were read last: whole values, each good as long as its revision is the newest.

They are the same for everybody in them, and seldom change. A transaction reads the revision, and
with it what it needs to know whether the value is the one.
"""

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import TypeAlias

from bot.network import Network

Edition: TypeAlias = tuple[str, str, datetime, int]
"""Tenant, id, when it was made, and revision."""
MOST = 2000
"""Networks that are kept: some ten thousand bytes each."""


class Shelf:
    """The networks used last. It may be asked from several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Edition, Network] = OrderedDict()
        self._one_at_a_time = Lock()

    def get(self, edition: Edition) -> Network | None:
        with self._one_at_a_time:
            if edition in self._kept:
                self._kept.move_to_end(edition)
            return self._kept.get(edition)

    def put(self, edition: Edition, network: Network) -> None:
        with self._one_at_a_time:
            self._kept[edition] = network
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything: a tenant was deleted."""
        with self._one_at_a_time:
            self._kept.clear()

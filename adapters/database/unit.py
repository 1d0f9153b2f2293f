"""One transaction of one tenant, whole: `scheduler.ports.TimedUnit` over a plain connection."""

from adapters.database.expecting import Expecting
from adapters.database.lost import Losing
from adapters.database.memory import Recall, Whole
from adapters.database.saying import Saying
from adapters.database.talking import Talking
from adapters.database.timeline import Timeline
from adapters.database.zones import Zones
from bot.memory import Memory
from bot.network import Network, Person


class Work(Expecting, Timeline, Whole, Saying, Losing, Talking, Zones):
    """`scheduler.ports.TimedUnit`."""

    def memory(self, viewer: Person, network: Network | None) -> Memory:
        here = network.id if network else ""
        return Recall(self, self._connection, self._tenant, viewer, here)

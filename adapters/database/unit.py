"""One transaction of one tenant, whole: `scheduler.ports.TimedUnit` over a plain connection."""

from adapters.database.filing import Filing
from adapters.database.memory import Recall
from adapters.database.networks import Networks
from adapters.database.people import People
from adapters.database.runs import Runs
from adapters.database.saying import Saying
from adapters.database.talking import Talking
from adapters.database.timeline import Timeline
from adapters.database.zones import Zones
from bot.memory import Memory
from bot.network import Network, Person


class Work(People, Networks, Runs, Filing, Saying, Timeline, Talking, Zones):
    """`scheduler.ports.TimedUnit`."""

    def memory(self, viewer: Person, network: Network | None) -> Memory:
        return Recall(self._connection, self._tenant, viewer, network.id if network else "")

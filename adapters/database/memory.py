"""What one viewer may recall in one network: `bot.memory.Memory`, and no way around it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from adapters.database.filing import Filing
from adapters.database.managing import Managed
from adapters.database.networks import Networks, public
from adapters.database.pen import Pen
from adapters.database.people import People
from adapters.database.rights import Rights
from adapters.database.runs import Runs
from bot.dialog import Status
from bot.fields import Json
from bot.memory import Asked, Entry, Managing, Result
from bot.network import Network, Person, Share
from bot.results import for_members

ATTENDANCE = ("debrief", "came")
"""Dialog and field in which a facilitator ticks who was there: a list of people."""

RSVP = ("rsvp", "come")
"""Dialog and field in which a person says whether they come."""


class Whole(Networks, People, Runs, Filing):
    """What a memory reads as its transaction does: nothing is read twice."""


class Recall:
    def __init__(
        self, unit: Whole, connection: Pen, tenant: str, viewer: Person, network: str
    ) -> None:
        self._viewer = viewer
        self._network = network
        self._rights = Rights(connection, tenant, viewer.id, network)
        self._unit = unit
        self._managed = Managed(connection, tenant, viewer)

    def mine(self, dialog: str, about: str | None = None) -> Mapping[str, Json]:
        return {e.field: e.value for e in self._rights.own(dialog, about=about)}

    def shown(self, dialog: str, field: str, about: str | None = None) -> tuple[Entry, ...]:
        return self._rights.shown(dialog, field, about)

    def notes(self, dialog: str, field: str, about: str | None = None) -> tuple[Entry, ...]:
        return self._rights.noted(dialog, field, about)

    def told(self, dialog: str) -> tuple[Entry, ...]:
        return self._rights.told(dialog)

    def came(self, session: str) -> bool:
        ticked = self._rights.ticked(*ATTENDANCE, session)
        if ticked is not None:
            return ticked
        dialog, field = RSVP
        said = self._rights.own(dialog, about=session, field=field)
        return not said or said[-1].value != "cannot"

    def answered(self, dialog: str, about: str = "") -> bool:
        run = self._unit.run_of(self._viewer.id, dialog, self._network, about)
        return run is not None and run.status in (Status.DONE, Status.CLOSED)

    def result(self, dialog: str, about: str) -> Result | None:
        """The whole of it for facilitators, who did not answer; else what members may see."""
        rights = self._rights
        whole = self._unit.result(self._network, dialog, about, rights.facilitates())
        if whole is not None:
            return whole
        found = self._unit.result(self._network, dialog, about, rights.belongs())
        return for_members(found) if found else None

    def shares(self) -> tuple[Share, ...]:
        """What I published here; outside of a network, everywhere. Withdrawn ones say so."""
        return tuple(self._unit.shares_of(self._viewer.id, self._network))

    def ignored(self, kind: str) -> int:
        return self._unit.ignored(self._viewer.id, kind)

    def unreached(self, network: str) -> int:
        return self._rights.of(network).unreached()

    def networks(self) -> tuple[Network, ...]:
        return tuple(self._unit.networks_of(self._viewer.id))

    def catalogue(self) -> tuple[Network, ...]:
        return tuple(public(each, self._viewer.id) for each in self._unit.catalogue())

    def asked(self) -> tuple[Asked, ...]:
        waiting = sorted(self._unit.open_runs(self._viewer.id), key=lambda r: (r.opened, r.id))
        return tuple(
            Asked(
                run=run.id,
                dialog=run.dialog,
                network=run.network,
                about=run.about,
                facts=run.facts,
                expires=run.expires,
            )
            for run in waiting
        )

    def managing(self, since: datetime, now: datetime) -> Managing:
        return Managing(
            requests=self._managed.requests(since),
            published=self._managed.published(since),
            phases=self._managed.phases(since),
            openings=tuple(public(each, "") for each in self._openings(now)),
        )

    def _openings(self, now: datetime) -> Iterator[Network]:
        for id_ in self._managed.openings(now):
            if (network := self._unit.network(id_)) is not None:
                yield network

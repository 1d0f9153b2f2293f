"""New rules of a zone, and one network that cannot be planned.

Before, it kept all that came after it from being planned, every day. Now each is planned by itself.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.network import Network
from bot.ports import Unit
from scheduler.zones import Zones
from tests.dialogs.groups import cast, network
from tests.stage import stage


def test_a_network_that_cannot_be_planned_keeps_no_other_from_it(tmp_path: Path) -> None:
    planned: list[str] = []

    class Planner:
        def network(self, unit: Unit, network: Network, now: datetime) -> None:  # noqa: ARG002
            if network.id == "n1":
                raise KeyError(network.id)
            planned.append(network.id)

    complained = pytest.raises(AssertionError, match=r"zones\.failed")  # at the end, by the stage
    with complained, stage(tmp_path) as here:
        cast(here, "zoe")
        for id_ in ("n1", "n2"):
            here.keep(replace(network("zoe"), id=id_, title=id_))
        zones = Zones(store=here.kring.database, planner=Planner(), clock=lambda: here.now)  # type: ignore[arg-type]
        here.runner.run(zones.replan())
    assert planned == ["n2"]

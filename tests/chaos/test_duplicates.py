"""Platforms send again, late and out of turn: in the end all is as if each had come once."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.main import Kring
from adapters.slack.receive import receive
from bot.network import Address
from bot.ports import Commanded, Inbound, Installed, Pressed, Said, Submitted, What
from tests.adapters.slack.fake import TEAM
from tests.adapters.slack.office import install
from tests.chaos.boundary import Desk, state, world
from tests.chaos.figures import count, publish
from tests.chaos.flows import SEVEN, _asked
from tests.chaos.living import START, kring_on
from tests.chaos.served import SLACK
from tests.chaos.test_boundaries import Files, differences
from tests.stage import Actor, Stage

SEQUENCES = count("SEQUENCES", 10, 10_000)
MOST = 5
"""Times that one event comes."""


# ── people ──


def _token(here: Stage, who: str, field: str) -> str:
    forms = [card.form for card in Actor(here, who).cards if card.form]
    return next(f.token for f in reversed(forms) if any(i.key == field for i in f.inputs))


Step = Callable[[Stage], tuple[str, What]]
LIFE: tuple[Step, ...] = (
    lambda _: ("new", Installed()),
    lambda _: ("ann", Pressed("start:evaluation:n1:s1")),
    lambda _: ("bob", Pressed("start:evaluation:n1:s1")),
    lambda here: ("ann", Submitted(_token(here, "ann", "roti"), {"roti": "2", "delta": "Haste"})),
    lambda here: ("bob", Submitted(_token(here, "bob", "roti"), {"roti": "5"})),
    lambda here: ("ann", Submitted(_token(here, "ann", "one_up"), {"one_up": "Listen"})),
    lambda _: ("cas", Said("new")),
    lambda _: ("cas", Said("1")),
    lambda _: ("cas", Said("Planning")),
    lambda _: ("dee", Commanded("help")),
)


def _hear(here: Stage, event: Inbound) -> None:
    here.look(lambda unit: here.kring.bot.receive(unit, event, here.now))
    here.beat()


def lived(here: Stage, chance: random.Random | None) -> int:
    """The whole life; with chance, what came already comes again at any later time."""
    came: list[Inbound] = []
    heard = 0
    for number, step in enumerate(LIFE):
        who, what = step(here)
        sender = Address(platform="web", id=f"dm:{who}")
        event = Inbound(
            tenant=here.kring.settings.tenant,
            sender=sender,
            event=f"event-{number}",
            what=what,
            name=who.capitalize(),
        )
        again = [event] * (chance.randrange(MOST) if chance else 0)
        late = [chance.choice(came) for _ in range(chance.randrange(3))] if chance and came else []
        came.append(event)
        if chance:
            chance.shuffle(again := again + late)
        for each in (event, *again):
            _hear(here, each)
            heard += 1
    return heard


def test_what_comes_again_changes_nothing(tmp_path: Path) -> None:
    place = Files(tmp_path)
    with world(place.address(), Desk()) as here:
        _asked(here)
        desk, now = deepcopy(here.sheet), here.now
    assert isinstance(desk, Desk)

    def ends(chance: random.Random | None) -> tuple[dict[str, list[str]], int]:
        with place.copy() as address, world(address, deepcopy(desk), [now]) as here:
            heard = lived(here, chance)
            return state(here), heard
        raise AssertionError("nothing dies here")

    wanted, _ = ends(None)
    events = 0
    for seed in range(SEQUENCES):
        found, heard = ends(random.Random(seed))
        assert differences(found, wanted) == {}, seed
        events += heard
    publish("again", sequences=SEQUENCES, events=events, most=MOST, people=len(SEVEN), different=0)


# ── workspaces ──


def _ended(sort: str, at: datetime, id_: str) -> dict[str, Any]:
    event: dict[str, Any] = {"type": sort}
    if sort == "tokens_revoked":
        event["tokens"] = {"oauth": [], "bot": ["U0KRING00"]}
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0KRING",
        "event_id": id_,
        "event_time": int(at.timestamp()),
        "event": event,
    }


@contextmanager
def workspace(folder: Path, clock: list[datetime]) -> Iterator[Kring]:
    yield kring_on(
        "slack", f"sqlite:///{folder / 'kring.db'}", "http://127.0.0.1:9", lambda: clock[0]
    )


@pytest.mark.parametrize("comes_back", [False, True])
async def test_removed_and_revoked_in_any_order_and_number(
    comes_back: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """What tells of the end may come late, even after Kring was installed again."""
    clock = [START]
    with workspace(tmp_path, clock) as kring:
        await kring.open(upgrade=True)
        assert kring.slack is not None
        ends, tries = set[tuple[object, ...]](), max(20, SEQUENCES // 5)
        for seed in range(tries):
            chance, clock[0] = random.Random(seed), START
            await install(kring, START)
            at = START + timedelta(hours=1)
            told = [
                _ended("app_uninstalled", at, f"E{seed}u"),
                _ended("tokens_revoked", at, f"E{seed}r"),
            ]
            chance.shuffle(told)
            events = [each for each in told for _ in range(chance.randint(1, MOST))]
            chance.shuffle(events)
            late = [chance.choice(told) for _ in range(chance.randrange(MOST))]
            clock[0] = at
            for body in events:
                await kring.slack.entrance.take(body, receive(body))
            if comes_back:
                clock[0] = START + timedelta(hours=2)
                await install(kring, clock[0] + timedelta(days=1))  # it takes off a day
            for body in late:
                await kring.slack.entrance.take(body, receive(body))
            here = await kring.database.workspaces.of(SLACK)
            assert here is not None
            ends.add((here.token is None, here.ended, here.due))
        await kring.slack.entrance.close()
        await kring.close()
    assert len(ends) == 1, ends
    ((gone, ended, due),) = ends
    assert gone is not comes_back
    assert (ended is None) is (due is None) is comes_back
    publish("removed", sequences=tries, comes_back=comes_back, ends=len(ends))

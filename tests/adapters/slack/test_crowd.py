"""Many people at once, and two processes of Kring on one database."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import api, entrance
from adapters.slack.places import at
from bot.dialog import Run, Status
from bot.network import Person
from bot.ports import Outgoing, Unit
from scheduler.turns import Even
from tests.adapters.slack.fake import Wrong, fake
from tests.adapters.slack.office import TENANT, Office, buttons, office
from tests.adapters.slack.test_delivery import card
from tests.circle import circle
from tests.pace import unhurried
from tests.postgres import own


def users(number: int) -> list[str]:
    return [f"U{n:08}" for n in range(1, number + 1)]


async def crowd(here: Office, number: int) -> dict[str, Run]:
    """A network whose members are all asked how the first meeting was; the run of each."""
    everybody = users(number)
    for n, user in enumerate(everybody):
        here.slack.person(user, f"Person {n}")

    def work(unit: Unit) -> dict[str, Run]:
        unit.keep_person(Person(id="lea", name="Lea Janssens"), at("U0LEA0000"))
        for n, user in enumerate(everybody):
            unit.keep_person(Person(id=user.lower(), name=f"Person {n}"), at(user))
        network = circle(*(user.lower() for user in everybody), platform="slack")
        unit.keep_network(network)
        bot, runs = here.kring.bot, {}
        for user in everybody:
            person = unit.person(user.lower())
            assert person is not None
            now = network.sessions[0].ends
            scene = bot.teller.scene(unit, person, network.id, now)
            run = bot.doer.begin(unit, scene, bot.dialogs["evaluation"], about="s1")
            assert run is not None
            runs[user] = run
        here.clock[0] = network.sessions[0].ends
        return runs

    return await here.look(work)


async def window(here: Office, user: str, run: Run) -> dict[str, Any]:
    """Open somebody's form, as the button in the message does."""
    before = len(here.slack.opened)
    button = {"action_id": "press:0", "value": f"look:{run.id}:"}
    await here.presses(user, button, {"ts": "1.1"})
    await here.settle()
    (view,) = here.slack.opened[before:]
    return view


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """Something in each required control."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input" or block["optional"]:
            continue
        control = block["element"]
        if "options" in control:
            chosen = control["options"][len(control["options"]) * 3 // 5]
            values[block["block_id"]] = {"type": control["type"], "selected_option": chosen}
        else:
            values[block["block_id"]] = {"type": control["type"], "value": "Clear and calm"}
    return values


async def statuses(here: Office, runs: dict[str, Run]) -> Counter[bool]:
    def work(unit: Unit) -> Counter[bool]:
        found = [unit.run(run.id) for run in runs.values()]
        return Counter(bool(run and run.answers.stored()) for run in found)

    return await here.look(work)


@pytest.mark.slow
async def test_a_hundred_people_submit_the_same_evaluation_at_once(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        unhurried(here.kring.database)
        runs = await crowd(here, 100)
        views = {user: await window(here, user, run) for user, run in runs.items()}
        answers = await asyncio.gather(
            *(here.submits(user, view, filled(view)) for user, view in views.items())
        )
        assert {answer.status for answer in answers} == {200}
        assert all("errors" not in answer.json for answer in answers)
        assert await statuses(here, runs) == {True: 100}
        await here.beat()
        assert all(here.slack.dm(user) for user in runs)


async def test_one_form_sent_again_and_again_at_the_same_time_counts_once(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        runs = await crowd(here, 2)
        for (user, run), times in zip(runs.items(), (1, 5), strict=True):
            view = await window(here, user, run)
            same = {"trigger_id": f"trigger.{user}"}
            answers = await asyncio.gather(
                *(here.submits(user, view, filled(view), **same) for _ in range(times))
            )
            assert {answer.status for answer in answers} == {200}
        once, often = [
            await here.look(lambda unit, run=run: unit.run(run.id))  # type: ignore[misc]
            for run in runs.values()
        ]
        assert once is not None
        assert often is not None
        assert (often.revision, often.status) == (once.revision, once.status)
        assert often.status in (Status.OPEN, Status.DONE)


async def test_a_double_tap_answers_once(tmp_path: Path) -> None:
    """Two gestures, each with a trigger of its own, as an impatient finger makes them."""
    async with office(tmp_path) as here:
        await crowd(here, 1)
        (user,) = users(1)

        def asked(unit: Unit) -> Run:
            bot, network, person = here.kring.bot, unit.network("n1"), unit.person(user.lower())
            assert network is not None
            assert network.closing is not None
            assert person is not None
            here.clock[0] = network.closing.ends
            scene = bot.teller.scene(unit, person, network.id, here.now)
            dialog = bot.dialogs["continue"]
            run = bot.doer.begin(unit, scene, dialog, about=network.closing.id)
            assert run is not None
            bot.doer.tell(unit, person, run, here.now)
            return run

        run = await here.look(asked)
        await here.beat()
        message = here.slack.dm(user)[-1]
        before = len(here.slack.dm(user))
        as_it_is = next(b for b in buttons(message) if "as_is" in b["value"])
        answers = await asyncio.gather(*(here.presses(user, as_it_is, message) for _ in range(2)))
        assert {answer.status for answer in answers} == {200}
        await here.beat()
        answered = await here.look(lambda unit: unit.run(run.id))
        assert answered is not None
        assert answered.answers.stored() == {"prefer": "as_is"}
        assert len(here.slack.dm(user)) == before  # the card itself goes on to its next question
        assert here.slack.answers == []


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer than Slack waits: that is not what is asked here."""
    monkeypatch.setattr(entrance, "SOON", 60.0)


@pytest.mark.postgres
async def test_two_replicas_take_each_gesture_once_and_send_each_letter_once(
    tmp_path: Path, postgres_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("of_method", "of_channel"):  # Slack's pace is another test's matter; not its word
        monkeypatch.setattr(api, limit, lambda name: Even(name=name, calls=1e6, seconds=1, most=99))
    database = await asyncio.to_thread(postgres_server.create, own("kring_slack_two"))
    clock = [circle().sessions[0].starts]
    try:
        async with (
            fake() as slack,
            office(tmp_path, slack=slack, database=database, clock=clock) as one,
            office(tmp_path, slack=slack, database=database, clock=clock, installed=False) as two,
        ):
            both = (one, two)
            runs = await crowd(one, 12)
            views = {user: await window(one, user, run) for user, run in runs.items()}
            answers = await asyncio.gather(
                *(
                    here.submits(user, view, filled(view), trigger_id=f"trigger.{user}")
                    for user, view in views.items()
                    for here in both
                )
            )
            assert {answer.status for answer in answers} == {200}
            assert await statuses(one, runs) == {True: 12}
            await asyncio.gather(*(here.beat() for here in both))
            for user in runs:
                for n in range(3):
                    out = Outgoing(to=at(user), card=card(f"Letter {n}"), key=f"k{n}-{user}")
                    await one.look(lambda unit, out=out: unit.post(out, clock[0]))  # type: ignore[misc]
            await asyncio.gather(*(here.beat() for here in (*both, *both)))
            for user in runs:
                said = [m["text"] for m in slack.dm(user) if m["text"].startswith("Letter")]
                assert said == ["Letter 0", "Letter 1", "Letter 2"]
            slack.fail("chat.postMessage", Wrong("ratelimited", status=429, after=30))
            for n, user in enumerate(list(runs)[:2]):  # what one is told, the other keeps to
                out = Outgoing(to=at(user), card=card("Later"), key=f"later-{user}")
                await one.look(lambda unit, out=out: unit.post(out, clock[0]))  # type: ignore[misc]
                before = len(slack.of("chat.postMessage"))
                await both[n].beat()
                assert len(slack.of("chat.postMessage")) == before + 1 - n
            workspace = await two.kring.database.workspaces.of(TENANT)
            assert workspace is not None
    finally:
        await asyncio.to_thread(postgres_server.drop, own("kring_slack_two"))

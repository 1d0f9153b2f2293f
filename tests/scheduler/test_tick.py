import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.database import Database
from bot.dialog import Dialog, Does, Due, Run, Status
from bot.effects import AGAIN
from bot.fields import Facts
from bot.network import Keep, Role, Scene, Seat
from bot.ports import Inbound, Moment, Pressed, Submitted
from scheduler.tick import tick
from tests.scheduler.people import ASK, DIALOGS, END, HINT, RSVP, network, seat, utc, zoe
from tests.scheduler.stage import Stage

FAY = zoe(id="fay", name="Fay")
HERE = network(seat("zoe"), seat("fay", Role.FACILITATOR), sessions=2)


async def outcomes(stage: Stage) -> Counter[tuple[str, str]]:
    """What became of each moment, read from the tables themselves."""
    with sqlite3.connect(stage.folder / "kring.db") as connection:
        rows = connection.execute("SELECT dialog, state FROM moments").fetchall()
    return Counter((dialog, state) for dialog, state in rows)


async def answer(stage: Stage, dialog: str, about: str = "s1", where: str = "n1") -> None:
    run = await stage.do(lambda unit: unit.run_of("zoe", dialog, where, about))
    assert run is not None
    address = await stage.do(lambda unit: unit.address_of("zoe"))
    assert address is not None
    what = Submitted(f"{run.id}:ask", {"words": "fine"})
    inbound = Inbound(tenant="t1", sender=address, event=f"e{stage.now}{run.id}", what=what)
    reply = await stage.do(lambda unit: stage.bot.receive(unit, inbound, stage.now))
    assert not reply.gone
    assert not reply.errors


async def test_a_network_is_lived_through(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-02-28T12:00"))
    prompts = [(at, title) for at, title in stage.heard()]
    # session 1 on Tuesday 2 February at 14:00 in Brussels
    assert (utc("2027-01-22T08:30"), "rsvp") in prompts
    assert (utc("2027-02-01T08:30"), "rsvp") in prompts  # the reminder, on the day before
    assert (utc("2027-02-02T12:50"), "opening") in stage.heard("channel:sites")
    assert (utc("2027-02-03T08:30"), "notes") in stage.heard("dm:fay")
    # review and hint are due on the same day: one message
    (day_after,) = [title for at, title in prompts if at == utc("2027-02-03T08:30")]
    assert day_after not in ("review", "hint")
    said = await outcomes(stage)
    assert said["review", "said"] == 2  # the prompt and the close of session 1
    assert said["hint", "said"] == 2


async def test_each_moment_once_whatever_the_beat(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    stage.now = utc("2027-01-22T08:30")
    for _ in range(5):
        await stage.beat.once()
    assert [title for _, title in stage.heard()] == ["rsvp"]


async def test_what_is_answered_is_not_asked_again(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-01-22T08:30"))
    await answer(stage, "rsvp")
    before = len(stage.platform.heard)
    await stage.until(utc("2027-02-01T12:00"))
    later = [h for h in stage.platform.heard[before:] if h.anew and h.to == "dm:zoe"]
    assert later == []
    assert (await outcomes(stage))["rsvp", "unneeded"] == 1


async def test_down_for_weeks(stage: Stage) -> None:
    """What is of use is said, once; what is not is dropped with a record; no close is lost."""
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    stage.now = utc("2027-02-10T10:00")
    await stage.beat.once()
    assert stage.heard() == []
    said = await outcomes(stage)
    assert said["rsvp", "stale"] == 2
    assert said["review", "stale"] == 1
    assert said["review", "said"] == 1
    assert said["opening", "stale"] == 1


async def test_down_over_a_night(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    stage.now = utc("2027-01-25T20:00")  # due on Friday, found on Monday evening
    await stage.beat.once()
    assert stage.heard() == []
    await stage.until(utc("2027-01-26T12:00"))
    assert stage.heard() == [(utc("2027-01-26T08:30"), "rsvp")]


async def test_a_late_joiner_is_not_flooded(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(replace(HERE, members=HERE.members[1:]))
    stage.now = utc("2027-03-09T10:00")  # a week before the second session
    await stage.found(HERE)
    await stage.beat.once()
    assert stage.heard() == [(stage.now, "rsvp")]


async def test_two_networks_share_the_limits(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    for n in range(5):
        await stage.found(network(seat("zoe"), id_=f"n{n}", sessions=1))
    await stage.until(utc("2027-02-12T12:00"))
    days = Counter(at.date() for at, title in stage.heard() if title in ("Today", "rsvp"))
    assert set(days.values()) == {1}
    before = [day for day in days if day < date(2027, 1, 29)]
    assert before == [date(2027, 1, 22), date(2027, 1, 25)]  # five at once: three, then two


async def test_who_left_hears_nothing(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    gone = replace(HERE.members[0], seat=Seat.LEFT)
    await stage.found(HERE.with_member(gone))
    await stage.until(utc("2027-03-30T12:00"))
    assert stage.heard() == []


async def test_who_has_no_conversation_holds_up_nobody(stage: Stage) -> None:
    await stage.do(lambda unit: unit.keep_person(zoe()))
    await stage.meet(FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-02-04T12:00"))
    assert stage.heard("dm:fay")
    assert (await outcomes(stage))["rsvp", "unreachable"] == 2


async def test_a_kind_that_is_ignored_falls_silent_until_it_is_used(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(network(seat("zoe"), sessions=6))
    await stage.until(utc("2027-09-30T12:00"))
    asked = {h.at.date() for h in stage.platform.heard if h.title == "rsvp" and h.anew}
    assert len(asked) == 6  # three times a prompt and its reminder
    assert (await outcomes(stage))["rsvp", "silent"] == 6
    assert await stage.do(lambda unit: unit.ignored("zoe", "rsvp")) == 4  # and that it was said
    run = await stage.do(lambda unit: unit.run_of("zoe", "rsvp", "n1", "s3"))
    assert run is not None


async def test_one_answer_ends_the_silence(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(network(seat("zoe"), sessions=6))
    await stage.until(utc("2027-03-05T08:30"))
    assert await stage.do(lambda unit: unit.ignored("zoe", "rsvp")) == 2
    await answer(stage, "rsvp", "s2")
    assert await stage.do(lambda unit: unit.ignored("zoe", "rsvp")) == 0


async def test_what_was_put_off_comes_back_in_spite_of_the_limits(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-01-22T08:30"))
    run = await stage.do(lambda unit: unit.run_of("zoe", "rsvp", "n1", "s1"))
    assert run is not None
    at = stage.now + timedelta(hours=3)
    again = Moment(
        key=f"rsvp:again:{run.id}",
        dialog="rsvp",
        network="n1",
        person="zoe",
        at=at,
        until=None,
        due=Due(at=at, about="s1", does=Does.REMIND, name=AGAIN),
    )
    await stage.do(lambda unit: unit.snooze(again))
    await stage.until(at)
    assert [when for when, _ in stage.heard()] == [utc("2027-01-22T08:30"), at]


async def test_what_recurs_comes_every_week(stage: Stage) -> None:
    await stage.meet(zoe(leads=True))
    await stage.until(utc("2027-02-01T12:00"))
    assert [at for at, _ in stage.heard()] == [
        utc(f"2027-01-{day}T08:30") for day in (11, 18, 25)
    ] + [utc("2027-02-01T08:30")]


async def test_what_recurs_goes_on_for_who_is_away(stage: Stage) -> None:
    leave = ((date(2027, 1, 11), date(2027, 1, 19)),)
    await stage.meet(zoe(leads=True, away=leave))
    await stage.until(utc("2027-02-01T12:00"))
    assert [at.date() for at, _ in stage.heard()] == [
        date(2027, 1, 20),
        date(2027, 1, 25),
        date(2027, 2, 1),
    ]


# ── a prompt that changes the plan while it is said ──


def _ends_it(run: Run, scene: Scene) -> tuple[Keep, ...]:
    return (Keep(replace(scene.here, sessions=())),)


async def test_a_prompt_may_withdraw_what_is_due_with_it(
    database: Database, tmp_path: Path
) -> None:
    breaker = replace(HINT, key="breaker", finish=_ends_it, capped=False)
    dialogs = {"breaker": breaker, "rsvp": RSVP, "hint": HINT}
    stage = Stage(database, dialogs, tmp_path, utc("2027-01-05T08:00"))
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-02-03T08:30"))
    assert (utc("2027-02-03T08:30"), "breaker") in stage.heard()
    assert await stage.do(lambda unit: unit.moments("n1")) == []
    assert await database.next_moment() is None


# ── failures ──


def _fails(scene: Scene, memory: object, facts: object) -> None:
    raise RuntimeError("a mistake in a dialog")


async def test_a_broken_dialog_holds_up_nobody(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Dialog(
        key="broken", steps=(ASK, END), audience=Role.FACILITATOR, due=RSVP.due, gather=_fails
    )
    stage = Stage(database, {**DIALOGS, "broken": broken}, tmp_path, utc("2027-01-05T08:00"))
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    stage.now = utc("2027-01-22T08:30")
    for _ in range(3):
        await stage.beat.once()
    assert stage.heard() == [(stage.now, "rsvp")]
    assert await database.next_moment() == stage.now + timedelta(minutes=10)
    assert {r.msg for r in caplog.records if r.name.startswith("scheduler")} == {"tick.failed"}


async def test_a_tenant_that_fails_does_not_stop_the_others(
    database: Database, tmp_path: Path
) -> None:
    def only_t2(scene: Scene, memory: object, facts: Facts) -> Facts:
        if scene.here.id == "bad":
            raise RuntimeError("a mistake in a dialog")
        return facts

    dialogs = {"rsvp": replace(RSVP, gather=only_t2)}
    stage = Stage(database, dialogs, tmp_path, utc("2027-01-05T08:00"))
    for tenant, where in (("t1", "bad"), ("t2", "good")):
        await stage.meet(zoe(), tenant=tenant)
        await stage.found(network(seat("zoe"), sessions=1, id_=where), tenant=tenant)
    stage.now = utc("2027-01-22T08:30")
    await stage.beat.once()
    assert [h.title for h in stage.platform.heard] == ["rsvp"]
    assert set(await database.tenants_due(stage.now)) == {"t1"}


async def test_a_dialog_that_is_no_more_is_left_out(database: Database, tmp_path: Path) -> None:
    stage = Stage(database, DIALOGS, tmp_path, utc("2027-01-05T08:00"))
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    fewer = Stage(database, {"hint": HINT}, tmp_path, utc("2027-01-22T08:30"))
    await fewer.beat.once()
    assert fewer.platform.heard == []
    assert (await outcomes(fewer))["rsvp", "unneeded"] == 1


async def test_a_small_limit_never_parts_what_belongs_together(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-02-02T12:00"))
    stage.now = utc("2027-02-03T08:30")
    while await stage.do(lambda unit: tick(unit, stage.bot, stage.now, 1)):
        pass
    await stage.delivery.drain()
    assert len([at for at, _ in stage.heard() if at == stage.now]) == 1


async def test_snoozing_by_button(stage: Stage) -> None:
    await stage.meet(zoe(), FAY)
    await stage.found(HERE)
    await stage.until(utc("2027-01-22T08:30"))
    run = await stage.do(lambda unit: unit.run_of("zoe", "rsvp", "n1", "s1"))
    address = await stage.do(lambda unit: unit.address_of("zoe"))
    assert run is not None
    assert address is not None
    assert run.status is Status.OPEN
    pressed = Inbound(
        tenant="t1", sender=address, event="e1", what=Pressed(f"later:{run.id}:tomorrow")
    )
    await stage.do(lambda unit: stage.bot.receive(unit, pressed, stage.now))
    await stage.until(utc("2027-01-26T08:30"))
    assert [at for at, _ in stage.heard()] == [
        utc("2027-01-22T08:30"),
        utc("2027-01-25T08:30"),
    ]

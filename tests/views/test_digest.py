"""The manager's digest: what helps them help, and nothing about who answered or came."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fields import Sees
from bot.memory import Managing, Published, TimeRequest
from bot.network import Network
from bot.speech import LANGUAGES, Reader, Speech
from bot.views.digest import DIALOG, LINES, PHASES, digest
from tests.circle import NOW, Recalls, circle, member, people, scene
from tests.stage import Actor, Stage, stage

words = st.text("abcé<_*", min_size=1, max_size=8)
moments = st.integers(-20, 60).map(lambda days: NOW + timedelta(days=days))
requests = st.builds(
    TimeRequest,
    person=words,
    network=words,
    dates=st.lists(moments, max_size=3).map(tuple),
    hours=st.integers(1, 20).map(float),
    answer=st.sampled_from(("", "yes", "changes", "no")),
)
published = st.builds(
    Published, title=words, network=words, signature=words, agenda=words, mention=st.booleans()
)
openings = st.builds(circle, st.just("zoe"), id=words, title=words)
managings = st.builds(
    Managing,
    requests=st.lists(requests, max_size=5).map(tuple),
    published=st.lists(published, max_size=5).map(tuple),
    phases=st.lists(st.tuples(words, st.sampled_from(PHASES)), max_size=4).map(tuple),
    openings=st.lists(openings, max_size=3, unique_by=lambda n: n.id).map(tuple),
)


@given(managings, st.randoms(use_true_random=False))
def test_the_order_in_which_anything_happened_cannot_be_seen(managing: Managing, chance) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(items, len(items)))

    mixed = Managing(
        requests=shuffled(managing.requests),  # type: ignore[arg-type]
        published=shuffled(managing.published),  # type: ignore[arg-type]
        phases=shuffled(managing.phases),  # type: ignore[arg-type]
        openings=shuffled(managing.openings),  # type: ignore[arg-type]
    )
    assert json.dumps(digest(mixed, NOW)).encode() == json.dumps(digest(managing, NOW)).encode()


@given(managings, moments)
def test_never_more_than_eight_lines(managing: Managing, now: datetime) -> None:
    told = digest(managing, now)
    assert len(told["lines"]) + 2 <= LINES
    assert json.loads(json.dumps(told)) == told


def test_there_is_no_room_for_answers_or_attendance() -> None:
    kinds = {
        Managing: {"requests", "published", "phases", "openings"},
        TimeRequest: {"person", "network", "dates", "hours", "answer"},
        Published: {"title", "network", "signature", "agenda", "mention"},
    }
    for kind, fields in kinds.items():
        assert {f.name for f in dataclasses.fields(kind)} == fields


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("days", range(0, 400, 17))
def test_it_comes_every_monday_at_half_past_nine_on_the_managers_own_clock(
    zone: str, days: int
) -> None:
    marc, now = people("marc", leads=True, zone=zone)["marc"], NOW + timedelta(days=days, hours=3)
    assert DIALOG.recurs is not None
    due = DIALOG.recurs(marc, now)
    assert due is not None
    assert isinstance(due.at, datetime)
    local = due.at.astimezone(ZoneInfo(zone))
    assert (local.weekday(), local.hour, local.minute) == (0, 9, 30)
    assert now < due.at <= now + timedelta(days=7, hours=2)
    assert due.about == local.date().isoformat()


def test_it_comes_to_nobody_who_leads_nobody() -> None:
    assert DIALOG.recurs is not None
    assert DIALOG.recurs(people("zoe")["zoe"], NOW) is None


def test_an_empty_week_is_not_said_but_answered_when_asked() -> None:
    marc = people("marc", leads=True)["marc"]
    here = scene(None, marc, now=NOW + timedelta(days=7))
    assert DIALOG.gather(here, Recalls(), {"about": "2027-01-18"}) is None
    asked = DIALOG.gather(here, Recalls(), {"about": ""})
    assert asked is not None
    assert asked["empty"]


def test_open_networks_alone_are_said_in_the_first_week_of_a_month_only() -> None:
    some = Managing(openings=(circle("zoe"),))
    assert not digest(some, datetime(2027, 2, 1, 9, tzinfo=UTC))["empty"]
    assert digest(some, datetime(2027, 2, 8, 9, tzinfo=UTC))["empty"]


def test_an_open_network_begins_for_a_newcomer_with_its_next_session() -> None:
    """Before, "open to newcomers, from 12 January" was said until spring."""
    some, february = Managing(openings=(circle("zoe"),)), datetime(2027, 2, 1, 9, tzinfo=UTC)
    (line,) = digest(some, february)["lines"]
    assert line["at"] == circle("zoe").sessions[1].starts.isoformat()


def test_every_starter_is_two_questions_in_every_language() -> None:
    speech = Speech()
    for language in LANGUAGES:
        reader = Reader(language=language, zone="UTC", name="Marc", today="2027-01-11")
        for starter in (*PHASES, "after_share", "any"):
            facts = {**digest(Managing(), NOW), "starter": starter, "extra": "growth"}
            said = speech.need("digest", "show", reader, facts)
            line = next(row for row in said.splitlines() if row.startswith("- "))
            assert line.count("?") == 2


def asking() -> Network:
    base = circle("bart")
    return Network(
        **{
            **{f.name: getattr(base, f.name) for f in dataclasses.fields(base)},
            "members": (*base.members, member("zoe", asks_manager=True, mention=True)),
        }
    )


def cast(here: Stage) -> None:
    here.person("lea", "Lea Janssens")
    here.person("bart", "Bart Peeters", manager="marc", language="nl")
    here.person("zoe", "Zoé Martin", manager="marc", language="fr")
    here.person("marc", "Marc Dubois", leads=True)
    here.look(lambda unit: here.kring.planner.person(unit, unit.people(["marc"])["marc"], here.now))
    here.keep(asking())


def lived(folder: Path, roti: str, *, came: bool, answered: bool) -> list[str]:
    """All that the manager ever got, with what happened inside of the network."""
    with stage(folder) as here:
        cast(here)
        session = asking().sessions[0]
        here.until(session.ends + timedelta(minutes=5))
        for who in ("zoe", "bart") if answered else ():
            actor = Actor(here, who)
            actor.token("start:evaluation:n1:s1")
            actor.sends(roti=roti)
            actor.sends(takeaway="…")
        if came:
            Actor(here, "zoe").token("start:rsvp:n1:s2")
        here.after(days=20)
        return [repr(card) for card in here.got("marc")]


def test_what_happens_inside_never_changes_what_a_manager_gets(tmp_path: Path) -> None:
    folders = [tmp_path / str(n) for n in range(3)]
    for folder in folders:
        folder.mkdir()
    first = lived(folders[0], "1", came=False, answered=False)
    assert first
    assert lived(folders[1], "5", came=True, answered=True) == first
    assert lived(folders[2], "1", came=False, answered=True) == first


def test_what_my_manager_sees_is_what_their_digest_says(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here)
        zoe = here.person("zoe", "Zoé Martin", manager="marc", language="en")
        bart = here.person("bart", "Bart Peeters", manager="marc")
        marc = here.person("marc", "Marc Dubois", leads=True)
        zoe.says("share")
        zoe.sends(kind="tip", text="Ask first, lift later.\nAlways.", whose="mine")
        zoe.sends(audience=("manager",))
        zoe.sends(signed="name", agenda="Five minutes?")
        zoe.sends(confirm="publish")
        zoe.says("seen")
        mine = [line for line in zoe.hears.splitlines() if line.startswith("•")]
        assert len(mine) == 2
        marc.says("digest")
        lines = [row.partition(" my opens")[0] for row in marc.hears.splitlines()]
        assert set(mine) <= set(lines)
        bart.says("seen")
        assert "would not mention you at all" in bart.hears
        marc.token("start:mgr_time:n1:zoe")
        marc.sends(ok="yes")
        marc.sends(note="Enjoy")
        zoe.says("seen")
        assert "asked you for time and you said yes" in zoe.hears
        zoe.presses("Take it back")
        zoe.says("seen")
        assert "Ask first" not in zoe.hears


def test_a_digest_is_said_on_monday_and_shows_what_was_sent(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here)
        marc = here.person("marc", "Marc Dubois", leads=True)
        here.until(datetime(2027, 1, 18, 8, 31, tzinfo=UTC))
        assert "Zoé Martin" in marc.all
        assert "Bart" not in marc.all
        said = len(here.got("marc"))
        here.after(days=7)
        assert len(here.got("marc")) > said


def test_no_dialog_lets_a_manager_see_an_answer() -> None:
    from bot.dialogs import discover  # noqa: PLC0415

    seen = {
        f.sees
        for dialog in discover().values()
        for facts in dialog.examples
        for step in dialog.steps
        for f in step.asks(facts)
    }
    assert not seen & {Sees.MANAGER, Sees.MANAGERS_COUNT}

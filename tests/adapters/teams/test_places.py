"""Where the group reads: the channels that can be chosen, and the one that a network finds."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.form import question
from adapters.teams.known import Known
from adapters.teams.taking import _honest
from adapters.words import in_
from bot.content import Input
from bot.network import Address, Role
from bot.ports import Inbound, Said, Submitted
from tests.adapters.teams.microsoft import TENANT
from tests.adapters.teams.stage import HERE, Client, Stage, inputs, stage
from tests.adapters.teams.test_leaving import CASES, TEAM, installs, team, writes_to
from tests.adapters.teams.words import words
from tests.circle import circle

GROUP = "19:group@thread.v2"


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as one:
        one.microsoft.channels[TEAM] = {TEAM: None, CASES: "Cases"}
        yield one


def mentions(who: Client, text: str, place: str, **data: Any) -> dict[str, Any]:
    kind = "channel" if data else "groupChat"
    return who.activity(
        text=f"<at>Kring</at> {text}",
        conversation={
            "conversationType": kind,
            "isGroup": True,
            "id": place,
            "tenantId": TENANT,
        },
        channelData={"tenant": {"id": TENANT}, **data},
    )


async def offered(here: Stage, who: Client) -> dict[str, str]:
    found: dict[str, str] = await here.look(lambda unit: unit.channels_of(who.id))
    return found


async def test_a_channel_is_offered_to_those_who_were_seen_in_it(here: Stage) -> None:
    zoe, bart, an = (here.client(name) for name in ("zoe", "bart", "an"))
    await zoe.does(team("add", zoe, 0))
    await bart.does(mentions(bart, "help", CASES, team={"id": TEAM}, channel={"id": CASES}))
    assert await offered(here, zoe) == {TEAM: "Safety", CASES: "Safety · Cases"}
    assert await offered(here, bart) == {CASES: "Safety · Cases"}
    assert await offered(here, an) == {}


async def test_a_place_that_nobody_named_gets_its_name_from_teams(here: Stage) -> None:
    """Kring was there before it kept names, or the list could not be had when it came."""
    zoe, bart = here.client("zoe"), here.client("bart")
    await zoe.does(mentions(zoe, "help", CASES, team={"id": TEAM}, channel={"id": CASES}))
    await bart.does(mentions(bart, "help", GROUP))
    assert await offered(here, zoe) == {CASES: "Cases"}
    assert await offered(here, bart) == {GROUP: "Group chat"}


async def leads(here: Stage, who: Client, *titles: str) -> None:
    """This person leads networks that have no channel yet."""
    await installs(who, "add", 0)
    person = await here.person(who.name)
    assert person is not None

    def work(unit: Any) -> None:
        for n, title in enumerate(titles):
            made = circle("p", platform="teams", channel=f"channel:n{n}", title=title)
            lead = next(m for m in made.members if m.role is Role.FACILITATOR)
            mine = (replace(lead, person=person.id),)
            unit.keep_network(replace(made, id=f"n{n}", members=mine))

    await here.look(work)


async def test_a_network_without_a_channel_finds_it_where_its_facilitator_adds_kring(
    here: Stage,
) -> None:
    zoe = here.client("zoe")
    await leads(here, zoe, "Quiet nights")
    await zoe.does(team("add", zoe, 0))
    posts = [s for s in here.microsoft.said if s["to"] == TEAM]
    assert len(posts) == 1
    assert "Quiet nights" in str(posts[0]["activity"])
    await writes_to(here, "channel:n0")
    await here.drain()
    assert here.microsoft.said[-1]["to"] == TEAM
    await zoe.does(team("remove", zoe, 1))
    said = len(here.microsoft.said)
    await writes_to(here, "channel:n0", key="later")
    await here.drain()
    (told,) = here.microsoft.said[said:]
    assert told["to"] == zoe.place, "nothing is posted there; whoever facilitates hears why"


async def test_of_two_networks_nobody_knows_which_one_is_meant(here: Stage) -> None:
    zoe = here.client("zoe")
    await leads(here, zoe, "Quiet nights", "Safe sites")
    await zoe.does(team("add", zoe, 0))
    assert await here.look(lambda unit: unit.conversation("channel:n0")) is None
    assert "Quiet nights" not in str(here.microsoft.said)


async def test_the_only_channel_stands_there_already(here: Stage) -> None:
    asked = Input(key="channel", kind="place", label="Where?", required=False)
    one, two = {"19:a": "A"}, {"19:a": "A", "19:b": "B"}
    for places, value in ((one, "19:a"), (two, None)):
        drawn = list(question(asked, Known(places=places), in_(words, "en"), 9000))
        (field,) = list(inputs(drawn))  # type: ignore[arg-type]
        assert field.get("value") == value


async def test_a_channel_that_was_not_offered_cannot_be_sent(here: Stage) -> None:
    """A client may send anything: also the id of a channel in which this person never was.

    And in any dress: with a blank before it, or as a list, it was taken all the same.
    """
    zoe, bart = here.client("zoe"), here.client("bart")
    await zoe.does(team("add", zoe, 0))
    for who, kept in ((zoe, CASES), (bart, "")):
        sent = Inbound(
            tenant=HERE,
            sender=Address(platform="teams", id=who.id),
            event="e",
            what=Submitted(
                "r:s",
                {"place": CASES, "blank": f" {CASES}", "text": "19: nineteen", "many": (CASES,)},
            ),
        )
        read = await here.look(lambda unit, sent=sent: _honest(unit, sent))  # type: ignore[misc]
        assert isinstance(read.what, Submitted)
        assert read.what.values == {
            "place": kept,
            "blank": kept and f" {kept}",
            "text": "19: nineteen",
            "many": kept and (kept,),
        }
        typed = replace(sent, what=Said(f"{CASES} "))  # its link in Teams tells it to anybody
        read = await here.look(lambda unit, typed=typed: _honest(unit, typed))  # type: ignore[misc]
        assert read.channels is not None
        assert (CASES in read.channels) is bool(kept)


async def test_hours_of_the_evening_are_no_channel(here: Stage) -> None:
    """Before, who works from 19:00 on could not say so: what was sent was taken for a channel."""
    zoe = here.client("zoe")
    await zoe.says("prefs")
    await zoe.presses("Answer")
    await zoe.sends(hours="19:00-23:00")
    person = await here.person("zoe")
    assert person is not None
    assert person.hours == ("19:00", "23:00")

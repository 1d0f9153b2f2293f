"""The channel of a network: made once, and kept as the database says, by whichever process."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.channels import name
from adapters.slack.places import at
from bot.dialog import Run, Status
from bot.fields import Answers
from bot.network import Network, Phase, Role, Seat
from bot.ports import Outgoing, Unit
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import TENANT, Office, office
from tests.adapters.slack.test_delivery import card
from tests.circle import circle, member
from tests.dead import dead_letters

LEA, ZOE, BART = "U0LEA0000", "U061F7AUR", "U061F7BRT"
ADDRESS = "channel:n1"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        for user, called in ((LEA, "Lea"), (ZOE, "Zoé"), (BART, "Bart")):
            await opened.person(user, called)
        await keep(opened, network(ZOE))
        yield opened


def network(*users: str, **about: Any) -> Network:
    people = [member(LEA.lower(), Role.FACILITATOR), *(member(u.lower()) for u in users)]
    known: dict[str, Any] = {"members": tuple(people), "platform": "slack", **about}
    return circle(**known)


async def keep(here: Office, kept: Network) -> None:
    await here.look(lambda unit: unit.keep_network(kept))


async def tell(here: Office, key: str = "k1", address: str = ADDRESS) -> None:
    out = Outgoing(to=at(address), card=card(), key=key)
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()


def only(here: Office) -> dict[str, Any]:
    (found,) = here.slack.channels.values()
    return found


@pytest.mark.parametrize(
    ("title", "n", "said"),
    [
        ("Sites without accidents", 0, "sites-without-accidents"),
        ("Été à Liège: l’eau & nous", 0, "ete-a-liege-l-eau-nous"),
        ("<!channel>", 2, "channel-2"),
        ("学び", 0, "kring"),
        ("x" * 200, 3, "x" * 78 + "-3"),
    ],
)
def test_a_title_becomes_a_name_that_slack_takes(title: str, n: int, said: str) -> None:
    assert name(title, n) == said


async def test_it_is_made_at_the_first_word_and_its_members_are_invited(here: Office) -> None:
    await tell(here)
    await tell(here, "k2")
    channel = only(here)
    assert channel["name"] == "sites-without-accidents"
    assert {LEA, ZOE} <= set(channel["members"])
    assert BART not in channel["members"]
    assert len(here.slack.messages[channel["id"]]) == 2
    assert here.slack.of("conversations.create")[0]["is_private"] is True


async def test_who_joins_later_is_invited_later(here: Office) -> None:
    await tell(here)
    await keep(here, network(ZOE, BART))
    await here.says(BART, "help")
    await here.settle()
    assert BART in only(here)["members"]
    asked = here.slack.of("conversations.invite")
    await here.says(BART, "help")
    await here.settle()
    assert here.slack.of("conversations.invite") == asked


async def seats(here: Office, seat: Seat) -> None:
    """Zoé takes this seat, and Kring looks after the channel."""
    stored = await here.look(lambda unit: unit.network("n1"))
    assert stored is not None
    zoe = stored.member(ZOE.lower())
    assert zoe is not None
    await keep(here, stored.with_member(replace(zoe, seat=seat)))
    await here.says(LEA, "help")
    await here.settle()


@pytest.mark.parametrize("away", [Seat.LEFT, Seat.PAUSED])
async def test_who_left_it_and_comes_back_to_the_network_is_invited_again(
    here: Office, away: Seat
) -> None:
    """Once invited was invited for good: they read nothing of what was said there any more."""
    await tell(here)
    only(here)["members"].remove(ZOE)
    await seats(here, Seat.SEATED)
    assert ZOE not in only(here)["members"]  # who left the channel alone is not called back
    await seats(here, away)
    assert ZOE not in only(here)["members"]
    await seats(here, Seat.SEATED)
    assert ZOE in only(here)["members"]
    asked = here.slack.of("conversations.invite")
    await seats(here, Seat.SEATED)
    assert here.slack.of("conversations.invite") == asked


async def test_during_a_pause_nobody_is_invited(here: Office) -> None:
    """They were promised silence until they are back."""
    await seats(here, Seat.PAUSED)
    await tell(here)
    assert ZOE not in only(here)["members"]
    await seats(here, Seat.SEATED)
    assert ZOE in only(here)["members"]


async def test_one_who_cannot_be_invited_keeps_nobody_out(here: Office) -> None:
    del here.slack.users[ZOE]
    await tell(here)
    assert LEA in only(here)["members"]


async def test_a_name_that_is_taken_gets_a_number(here: Office) -> None:
    here.slack.channels["C1"] = {"id": "C1", "name": "sites-without-accidents"}
    await tell(here)
    names = [channel["name"] for channel in here.slack.channels.values()]
    assert names == ["sites-without-accidents", "sites-without-accidents-2"]


async def test_it_is_renamed_for_the_network_that_goes_on(here: Office) -> None:
    await tell(here)
    heir = network(
        ZOE, id="n2", title="Sites, part two", channel=ADDRESS, created=here.now + timedelta(days=1)
    )
    await keep(here, heir)
    await here.says(ZOE, "help")
    await here.settle()
    assert only(here)["name"] == "sites-part-two"


async def test_a_network_that_goes_on_under_its_old_title_is_counted(here: Office) -> None:
    await tell(here)
    heir = network(ZOE, id="n2", channel=ADDRESS, created=here.now + timedelta(days=1))
    await keep(here, heir)
    await here.says(ZOE, "help")
    await here.settle()
    assert only(here)["name"] == "sites-without-accidents-2"


async def decides(here: Office, said: dict[str, Any]) -> None:
    """Its facilitator has recorded the decision."""

    def work(unit: Unit) -> None:
        run = Run(
            id="d1",
            dialog="decision",
            person=LEA.lower(),
            network="n1",
            about="s3",
            answers=Answers(said),
            status=Status.DONE,
            opened=here.now,
            expires=here.now + timedelta(days=30),
        )
        unit.save(run)

    await here.look(work)


@pytest.mark.parametrize(
    ("said", "archived"), [({"archive": True}, True), ({"archive": False}, False), ({}, False)]
)
async def test_it_is_archived_with_the_network_when_that_was_wished(
    here: Office,
    said: dict[str, Any],
    archived: bool,  # noqa: FBT001
) -> None:
    await tell(here)
    stored = await here.look(lambda unit: unit.network("n1"))
    assert stored is not None
    await decides(here, said)
    await here.says(LEA, "help")
    await here.settle()
    assert not only(here)["is_archived"]  # the network is not over yet
    await keep(here, replace(stored, phase=Phase.ARCHIVED))
    for _ in range(2):
        await here.says(LEA, "help")
        await here.settle()
    assert only(here)["is_archived"] is archived
    assert len(here.slack.of("conversations.archive")) == archived


async def test_two_letters_at_once_make_one_channel(here: Office) -> None:
    channels = here.service.adapter.channels
    found = await asyncio.gather(*(channels.resolve(TENANT, ADDRESS) for _ in range(3)))
    assert len(set(found)) == 1
    assert len(here.slack.channels) == 1


async def test_what_slack_refuses_is_tried_again_later_and_not_at_every_word(here: Office) -> None:
    here.slack.always = {"conversations.invite": Wrong("missing_scope")}
    await tell(here)
    for _ in range(3):
        await here.says(LEA, "help")
        await here.settle()
    assert len(here.slack.of("conversations.invite")) == 1


async def test_a_channel_of_no_network_is_nowhere(here: Office) -> None:
    await tell(here, address="channel:gone")
    dead = await dead_letters(here.kring.database, TENANT)
    assert [letter.code for letter in dead] == ["channel_not_found"]


async def test_a_channel_that_was_chosen_is_written_to_as_it_is(here: Office) -> None:
    here.slack.channels["C0CHOSEN0"] = {"id": "C0CHOSEN0", "name": "x", "is_archived": False}
    await tell(here, address="C0CHOSEN0")
    assert len(here.slack.messages["C0CHOSEN0"]) == 1
    assert here.slack.of("conversations.create") == []

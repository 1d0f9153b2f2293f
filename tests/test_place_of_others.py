"""A learning goes to a channel that its author may choose, and to nobody's own conversation.

Before, what was typed or sent as a channel was taken as it came. Whoever knew an id could let Kring
speak, without a name, in somebody's own conversation with it, or in the channel of a network to
which they do not belong. Now both are no choice.

And whoever began a network could give it such a channel: there it was announced, and on Slack its
members were invited into the private channel of the others.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.network import Address, Member, Role
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

SAID = "Your numbers are known to all"


def asked_where(here: Stage) -> Actor:
    """Zoé, who is asked for the channel of what she wants to say."""
    zoe = cast(here, "zoe", "bart", "omar")["zoe"]
    here.keep(network("zoe"))
    lead = Member(person="omar", role=Role.FACILITATOR, joined=KICKOFF)
    other = replace(network("bart"), id="n2", channel="channel:n2")
    here.keep(replace(other, members=(lead, *other.members[1:])))
    zoe.token("start:share:n1:")
    zoe.sends(kind="tip", text=SAID, whose="mine")
    zoe.sends(audience=("channel",))
    return zoe


def publishes(zoe: Actor) -> None:
    zoe.sends(signed="member", agenda="")
    zoe.sends(confirm="publish")


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("place", ["dm:bart", "dm:zoe", "channel:n2"])
def test_nobody_is_spoken_to_behind_a_made_up_place(
    tmp_path: Path,
    place: str,
    typed: bool,  # noqa: FBT001
) -> None:
    with stage(tmp_path) as here:
        zoe = asked_where(here)
        reply = zoe.says(place) if typed else zoe.sends(place=place)
        assert reply.errors or (typed and reply.card is not None)
        run = zoe.form.token.partition(":")[0]
        assert zoe.form.token == f"{run}:where"
        assert SAID not in here.said_in(place) or place == "dm:zoe"
        assert here.look(lambda unit: unit.lost(Address(platform="web", id=place))) == []


@pytest.mark.parametrize("place", ["channel:n1", "team:building"])
def test_what_may_be_chosen_is_taken(tmp_path: Path, place: str) -> None:
    with stage(tmp_path) as here:
        zoe = asked_where(here)
        assert not zoe.sends(place=place).errors
        publishes(zoe)
        assert SAID in here.said_in(place)


@pytest.mark.parametrize("place", ["dm:bart", "channel:n1"])
def test_no_network_begins_in_a_place_of_others(tmp_path: Path, place: str) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe", "bart")
        here.keep(network("zoe"))
        omar = here.person("omar")
        omar.says("new")
        omar.sends()
        omar.sends(title="Bees", goal="Honey for all", signs="Fewer stings")
        for _ in range(3):
            omar.sends()
        assert omar.sends(channel=place).errors
        assert omar.sends(channel="").errors == {}
        omar.sends()
        omar.sends()
        assert "Bees" not in here.said_in(place)
        begun = next(n for n in here.look(lambda unit: unit.catalogue()) if n.title == "Bees")
        assert begun.channel == f"channel:{begun.id}"


def test_who_belongs_there_may_begin_another_one_in_it(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        zoe.says("new")
        zoe.sends()
        zoe.sends(title="Bees", goal="Honey for all", signs="Fewer stings")
        for _ in range(3):
            zoe.sends()
        assert zoe.sends(channel="channel:n1").errors == {}
        zoe.sends()
        zoe.sends()
        assert "Bees" in here.said_in("channel:n1")

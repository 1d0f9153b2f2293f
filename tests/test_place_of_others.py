"""A learning goes to a channel that its author may choose, and to nobody's own conversation.

Before, what was typed or sent as a channel was taken as it came. Whoever knew an id could let Kring
speak, without a name, in somebody's own conversation with it, or in the channel of a network to
which they do not belong. Now both are no choice.
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

"""A channel that Kring cannot write to: who chose it hears once what to do, and nothing is lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.errors import BARS
from adapters.slack.places import at
from bot.network import Role, Share
from bot.ports import Outgoing
from tests.adapters.slack.fake import Wrong
from tests.adapters.slack.office import Office, buttons, office
from tests.adapters.slack.test_delivery import POST, card, dead, later
from tests.circle import circle, member
from tests.pace import unhurried

LEA, ZOE, BART = "U0LEA0000", "U061F7AUR", "U061F7BRT"
CHOSEN, OWN = "G0CHOSEN0", "G0OWN0000"
WORDS = "Ask first, lift later."


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        for user, called in ((LEA, "Lea Janssens"), (ZOE, "Zoé Dubois"), (BART, "Bart Claes")):
            await opened.person(user, called, language={ZOE: "fr", BART: "nl"}.get(user, "en"))
        people = (member(LEA.lower(), Role.FACILITATOR), *map(member, (ZOE.lower(), BART.lower())))
        network = circle(members=people, platform="slack", channel=OWN)
        share = Share(
            id="s1",
            network="n1",
            author=ZOE.lower(),
            kind="tip",
            text=WORDS,
            signed=False,
            audiences=(CHOSEN,),
            published=opened.now,
        )

        def work(unit: Any) -> None:
            unit.keep_network(network)
            unit.publish(share)

        await opened.look(work)
        yield opened


async def shares(here: Office) -> None:
    await tell(here, CHOSEN, f"share:s1:{CHOSEN}", WORDS)


async def tell(here: Office, channel: str, key: str, text: str) -> None:
    out = Outgoing(to=at(channel), card=card(text), key=key)
    await here.look(lambda unit: unit.post(out, here.now))
    await here.beat()


def invited(here: Office, channel: str) -> None:
    here.slack.channels[channel] = {"id": channel, "name": "x", "is_archived": False}


async def retries(here: Office, user: str) -> None:
    (message,) = here.slack.dm(user)
    again = buttons(message)[0]
    assert (await here.presses(user, again, message)).status == 200
    await here.beat()


async def test_the_author_is_told_what_to_do_and_nobody_else(here: Office) -> None:
    await shares(here)
    (message,) = here.slack.dm(ZOE)
    assert "/invite @Kring" in message["text"]
    assert WORDS in message["text"]
    assert here.slack.dm(LEA) == here.slack.dm(BART) == []
    assert await dead(here) == ["channel_not_found"]


async def test_after_an_invitation_it_is_sent_by_one_tap(here: Office) -> None:
    await shares(here)
    invited(here, CHOSEN)
    await retries(here, ZOE)
    assert [m["text"] for m in here.slack.messages[CHOSEN]] == [WORDS]
    (message,) = here.slack.dm(ZOE)  # the same message says that it is on its way
    assert "réessaie" in message["text"]
    assert await dead(here) == []


async def test_a_tap_without_an_invitation_is_answered_again(here: Office) -> None:
    await shares(here)
    await retries(here, ZOE)
    assert len(here.slack.dm(ZOE)) == 2
    assert "/invite @Kring" in here.slack.dm(ZOE)[-1]["text"]
    assert await dead(here) == ["channel_not_found"]


async def test_the_facilitator_hears_of_the_networks_own_channel_once(here: Office) -> None:
    unhurried(here.kring.database)
    for n in range(3):
        await tell(here, OWN, f"news{n}", f"News {n}")
    (message,) = here.slack.dm(LEA)
    assert "Sites without accidents" in message["text"]
    assert here.slack.dm(ZOE) == []
    invited(here, OWN)
    await retries(here, LEA)
    assert [m["text"] for m in here.slack.messages[OWN]] == ["News 0", "News 1", "News 2"]


async def test_old_news_is_not_told_after_all(here: Office) -> None:
    await tell(here, OWN, "news", "The meeting is tomorrow")
    await later(here, days=8)
    invited(here, OWN)
    await retries(here, LEA)
    assert here.slack.messages[OWN] == []
    assert "out of date" in str(here.slack.answers)


async def test_somebody_else_cannot_let_it_out(here: Office) -> None:
    await shares(here)
    invited(here, CHOSEN)
    again = buttons(here.slack.dm(ZOE)[0])[0]
    for token in (again["value"], "resend:", "resend:nothing", "start:unposted:n1:"):
        await here.presses(BART, {**again, "value": token}, {"ts": "1.1"})
        await here.beat()
    assert here.slack.messages[CHOSEN] == []


async def test_a_double_tap_sends_it_once(here: Office) -> None:
    await shares(here)
    invited(here, CHOSEN)
    (message,) = here.slack.dm(ZOE)
    again = buttons(message)[0]
    for _ in range(2):
        await here.presses(ZOE, again, message)
    await here.beat()
    assert len(here.slack.messages[CHOSEN]) == 1


async def test_what_its_author_took_back_is_kept_nowhere_and_never_sent(here: Office) -> None:
    await shares(here)
    (message,) = here.slack.dm(ZOE)
    await here.presses(ZOE, {"action_id": "press:1", "value": "start:withdraw:n1:s1"}, message)
    await here.beat()
    assert await dead(here) == []
    invited(here, CHOSEN)
    await here.presses(ZOE, buttons(message)[0], message)
    await here.beat()
    assert here.slack.messages[CHOSEN] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not_in_channel", "/invite"),
        ("channel_not_found", "/invite"),
        ("is_archived", "archivé"),
        ("restricted_action", "Seules certaines personnes"),
        ("posting_to_general_channel_denied", "Seules certaines personnes"),
    ],
)
async def test_each_bar_has_its_own_way_out(here: Office, code: str, said: str) -> None:
    assert code in BARS
    here.slack.fail(POST, Wrong(code))
    await shares(here)
    assert said in here.slack.dm(ZOE)[0]["text"]


async def test_a_broken_connection_is_told_as_what_it_is(here: Office) -> None:
    """Kring cannot look into a channel, so it does not post there twice by itself."""
    invited(here, CHOSEN)
    here.slack.fail(POST, Wrong(lost=True))
    await shares(here)
    await later(here, minutes=2)
    assert "connexion" in here.slack.dm(ZOE)[0]["text"]
    await retries(here, ZOE)
    assert len(here.slack.messages[CHOSEN]) == 1


async def test_a_person_who_cannot_be_reached_is_nobodys_channel(here: Office) -> None:
    here.slack.fail(POST, Wrong("channel_not_found"))
    await tell(here, ZOE, "k1", "Hello")
    assert here.slack.dm(ZOE) == here.slack.dm(LEA) == []


async def test_a_workspace_that_is_gone_is_told_nothing(here: Office) -> None:
    here.slack.tokens.clear()
    await shares(here)
    assert len(here.slack.of(POST)) == 1


async def test_a_mistake_in_the_telling_gives_it_up_all_the_same(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(here.kring.beat.delivery, "_lost", broken)
    await shares(here)
    assert await dead(here) == ["channel_not_found"]
    assert here.slack.dm(ZOE) == []


async def test_an_author_who_left_is_still_told(here: Office) -> None:
    def leaves(unit: Any) -> None:
        network = unit.network("n1")
        gone = tuple(m for m in network.members if m.person != ZOE.lower())
        unit.keep_network(replace(network, members=gone))

    await here.look(leaves)
    await shares(here)
    assert len(here.slack.dm(ZOE)) == 1


@pytest.mark.parametrize("place", ["U0STRANGE", "<@U0STRANGE>", "D0STRANGE", "planning"])
async def test_a_person_is_no_channel(here: Office, place: str) -> None:
    """Before, Kring said it without a name to a colleague whom it had never met."""
    unhurried(here.kring.database)
    await here.presses(ZOE, {"action_id": "press:1", "value": "start:share:n1:"}, {"ts": "1.1"})
    for answer in ("1", WORDS, "1", "channel", place):
        await here.says(ZOE, answer)
    await here.beat()
    assert "pas un canal" in here.slack.dm(ZOE)[-1]["text"]
    invited(here, CHOSEN)
    await here.says(ZOE, f"<#{CHOSEN}|x>")
    await here.beat()
    assert "Quelle signature" in here.slack.dm(ZOE)[-1]["text"]


async def night(here: Office) -> None:
    here.clock[0] = here.now.replace(hour=22)


async def test_nobody_is_woken_for_a_channel(here: Office) -> None:
    """Before, whoever facilitates was written to at the hour at which something failed."""
    unhurried(here.kring.database)
    await night(here)
    for n in range(2):
        await tell(here, OWN, f"news{n}", f"News {n}")
    assert here.slack.dm(LEA) == []
    await later(here, hours=12)
    (message,) = here.slack.dm(LEA)
    assert "Sites without accidents" in message["text"]
    invited(here, OWN)
    await retries(here, LEA)
    assert [m["text"] for m in here.slack.messages[OWN]] == ["News 0", "News 1"]
    assert "trying again" in here.slack.dm(LEA)[0]["text"]


async def test_whoever_published_just_now_hears_of_it_at_once(here: Office) -> None:
    await night(here)

    def published(unit: Any) -> None:
        unit.publish(replace(unit.share("s1"), published=here.now))

    await here.look(published)
    await shares(here)
    assert len(here.slack.dm(ZOE)) == 1
    await later(here, hours=1)
    await retries(here, ZOE)  # and who taps, is answered
    assert len(here.slack.dm(ZOE)) == 2


async def test_what_failed_long_after_it_was_published_waits_for_the_morning(here: Office) -> None:
    await night(here)
    await shares(here)
    assert here.slack.dm(ZOE) == []
    await later(here, hours=12)
    assert len(here.slack.dm(ZOE)) == 1


async def test_what_was_taken_back_meanwhile_is_not_told_in_the_morning(here: Office) -> None:
    await night(here)
    await shares(here)
    await here.presses(ZOE, {"action_id": "press:1", "value": "start:withdraw:n1:s1"}, {"ts": "1"})
    await here.beat()
    said = len(here.slack.dm(ZOE))
    await later(here, hours=12)
    assert len(here.slack.dm(ZOE)) == said


async def test_before_a_meeting_there_it_is_told_in_time(here: Office) -> None:
    def sooner(unit: Any) -> None:
        network = unit.network("n1")
        first = network.sessions[0]
        soon = here.now.replace(day=here.now.day + 1, hour=7)
        unit.keep_network(network.with_session(replace(first, starts=soon, ends=soon)))

    await here.look(sooner)
    await night(here)
    await tell(here, OWN, "news", "Room 4")
    assert len(here.slack.dm(LEA)) == 1


async def test_two_channels_of_one_night_are_one_message_with_a_button_each(here: Office) -> None:
    unhurried(here.kring.database)
    await night(here)

    def theirs(unit: Any) -> None:
        unit.publish(replace(unit.share("s1"), author=LEA.lower()))

    await here.look(theirs)
    await shares(here)
    await tell(here, OWN, "news", "News")
    await later(here, hours=12)
    (message,) = here.slack.dm(LEA)
    for channel in (CHOSEN, OWN):
        invited(here, channel)
    for again in buttons(message):
        await here.presses(LEA, again, message)
    await here.beat()
    assert [len(here.slack.messages[channel]) for channel in (CHOSEN, OWN)] == [1, 1]
    assert "trying again" in str(here.slack.answers)

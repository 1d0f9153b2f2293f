"""One network, lived three times: in Slack, in Teams, and in the web client.

Each time over the platform's own protocol, by the same people, in three languages. What everybody
is told and what everybody does is the same, message for message and form for form.
"""

from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from adapters.playground.life import Heard
from adapters.slack.message import fallback as in_slacks_words
from adapters.teams.render import fallback as in_teams_words
from adapters.teams.render import summary
from tests.parity.lives import Script, Told
from tests.parity.slack import in_slack
from tests.parity.teams import in_teams
from tests.parity.web import PLACES, on_the_web

SPINE = {
    "create", "join", "intro", "expect", "charter", "dates", "rsvp", "evaluation", "share",
    "midway", "closing", "decision", "continue",
}  # fmt: skip
"""What the life has to come by, for this test to say something."""


DIGEST = "Synthèse de la semaine"


def transcript(heard: list[tuple[Heard, str]], words: object) -> Script:
    """What the web was told, in the words that another platform shows in its notifications."""
    said = [
        Told(at=h.at, to=who, text=words(h.card), again=h.again)  # type: ignore[operator]
        for h, who in heard
    ]
    return Script(told=said)


def everywhere_the_same(script: Script, web: Script) -> None:
    """The same messages to the same people, each person's in the same order."""
    assert Counter(told.to for told in script.told) == Counter(told.to for told in web.told)
    for who in {told.to for told in web.told}:
        assert script.of(who) == web.of(who), who


@pytest.mark.slow
async def test_a_network_is_the_same_in_slack_in_teams_and_on_the_web(tmp_path: Path) -> None:
    web, heard, pages = await on_the_web()
    teams, in_there = await in_teams()
    slack, office = await in_slack(tmp_path)
    assert (web.dead, teams.dead, slack.dead) == (0, 0, 0)

    # what everybody did: the same dialogs, the same steps, in the same order, at the same time
    assert {done.dialog for did in web.done.values() for done in did} >= SPINE
    assert teams.done == web.done
    assert slack.done == web.done

    # what everybody was told
    everywhere_the_same(teams, transcript(heard, in_teams_words))
    everywhere_the_same(slack, transcript(heard, in_slacks_words))
    titles = Counter((who, summary(h.card)) for h, who in heard)
    assert Counter(in_there.titles) == titles
    assert any(title == DIGEST for who, title in titles if who == "claire")

    # what came of it
    assert web.network is not None
    assert web.network.outcome
    for script, platform in ((teams, "teams"), (slack, "slack")):
        assert script.network is not None
        assert script.network.platform == platform
        there = replace(script.network, platform="web", channel=PLACES.network)
        assert there == web.network

    # each platform in its own way, in each language
    assert min(in_there.inline, in_there.dialogs, office.taps, office.windows) > 5
    assert office.further > 0
    for who, word in (("zoe", "vous"), ("lotte", "je"), ("sean", "you")):
        assert f" {word} " in "\n".join(in_there.texts[who])
        assert f" {word} " in "\n".join(told.text for told in slack.of(who))
        assert f" {word} " in unescape(pages[who])

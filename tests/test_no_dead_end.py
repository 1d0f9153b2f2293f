"""What is shown leads somewhere.

Before, some buttons said at once that they were out of date: the overview went on listing what had
run out, for good; a day of two pieces of news offered to put them off; and who had not said before
the first meeting what they hoped for was sent, by a card and by a command, to a form that had
closed. A network whose last meeting was over was open to newcomers for five more weeks. Now each of
them leads somewhere, or is not shown.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.content import plain
from bot.network import Network, Phase
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, stage

OVER = datetime(2027, 5, 27, 12, tzinfo=UTC)  # two days after the last of three meetings


def buttons(who: Actor) -> list[str]:
    return [button.token for button in who.card.buttons]


def test_the_overview_lists_nothing_that_has_run_out(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        zoe.says("prefs")
        run = zoe.form.token.partition(":")[0]
        zoe.says("my")
        assert f"look:{run}:" in buttons(zoe)
        here.after(days=31)
        zoe.says("my")
        assert f"look:{run}:" not in buttons(zoe)
        assert "Nothing is waiting for you" in zoe.hears


def test_news_cannot_be_put_off(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        for id_ in ("n1", "n2"):
            here.keep(twin(id_))
        here.until(OVER + timedelta(days=60))
        bundles = [card for card in here.got("zoe") if plain(card).count("put it away") > 1]
        assert bundles
        assert not [b for card in bundles for b in card.buttons if b.token.startswith("later:")]


def twin(id_: str) -> Network:
    one = network("zoe", n=3)
    own = tuple(replace(s, id=f"{id_}-{s.id}") for s in one.sessions)
    return replace(one, id=id_, title=f"Plan {id_}", channel=f"channel:{id_}", sessions=own)


def test_what_one_hopes_for_can_be_said_after_the_first_meeting(tmp_path: Path) -> None:
    """Asked in time and not answered: the goals are still one's own."""
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(KICKOFF + timedelta(days=1))
        reply = zoe.says("expect")
        assert not reply.gone
        zoe.sends(goal_1="Plan a week that holds", show_1="no")
        zoe.says("goals")
        assert "Plan a week that holds" in zoe.hears


def test_what_is_closed_says_so_in_its_own_words(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        here.until(KICKOFF + timedelta(hours=1))
        zoe.says("eval")
        here.until(KICKOFF + timedelta(days=8))
        reply = zoe.says("eval")
        assert not reply.gone
        assert "three working days" in zoe.hears


def test_what_is_over_is_open_to_nobody(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, "zoe", "kim")
        marc = here.person("marc", leads=True)
        here.keep(network("zoe", n=3))
        people["kim"].says("join")
        assert "start:join:n1:" in buttons(people["kim"])
        here.until(OVER)
        assert here.network("n1").phase is Phase.FIXED
        people["kim"].says("join")
        assert "start:join:n1:" not in buttons(people["kim"])
        marc.says("digest")
        assert "Plan" not in marc.hears
        people["ines"].says("invite")
        assert people["ines"].reply.card
        assert "takes nobody in" in people["ines"].hears

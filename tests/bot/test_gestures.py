"""What a platform tells of a gesture besides its words: its other names, people, quoted text."""

from pathlib import Path

from bot.content import Raw
from bot.network import Address
from bot.ports import Commanded, Inbound, Reply, Said, Submitted, What
from tests.dialogs.groups import cast, network
from tests.dialogs.test_create import draft
from tests.stage import Actor, Stage, stage


def does(here: Stage, who: str, event: str, what: What, **about: object) -> Reply:
    inbound = Inbound(
        tenant=here.kring.settings.tenant,
        sender=Address(platform="web", id=f"dm:{who}"),
        event=event,
        what=what,
        **about,  # type: ignore[arg-type]
    )
    reply = here.look(lambda unit: here.kring.bot.receive(unit, inbound, here.now))
    here.beat()
    return reply


def test_a_gesture_that_comes_under_two_names_counts_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        here.person("zoe")
        assert does(here, "zoe", "e1", Said("hm"), same=("m1", "c1")).card is not None
        assert does(here, "zoe", "e2", Said("hm"), same=("m1", "c2")) == Reply()
        assert does(here, "zoe", "e3", Said("hm"), same=("m3", "c1")) == Reply()
        assert does(here, "zoe", "m3", Said("hm")) == Reply(), "every name is remembered"
        assert does(here, "zoe", "e4", Said("hm"), same=("m4", "c4")).card is not None


def test_people_are_found_by_their_place_on_the_platform(tmp_path: Path) -> None:
    """Somebody who was picked from the platform's own list is known from then on, unnamed."""
    with stage(tmp_path) as here:
        here.person("bart")
        ines = draft(here)
        people = {
            "U0NEW": Address(platform="slack", id="U0NEW"),
            "U0BART": Address(platform="web", id="dm:bart"),
        }
        token = ines.form.token
        chosen = {question.key: question.value for question in ines.form.inputs}
        chosen |= {"helpers": ("U0NEW", "U0BART")}
        assert does(here, "ines", "e1", Submitted(token, chosen), people=people).errors == {}
        assert ines.form.token != token
        new = here.look(lambda unit: unit.person_at(people["U0NEW"]))
        assert new is not None
        assert new.name == "…"
        unknown = {**chosen, "helpers": ("U0NOBODY",)}
        assert "helpers" in does(here, "ines", "e2", Submitted(token, unknown)).errors


def words_of(who: Actor) -> Raw:
    return next(question.value for question in who.form.inputs if question.key == "text")


def test_a_learning_can_begin_with_somebodys_words(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = cast(here, "zoe")["zoe"]
        here.keep(network("zoe"))
        does(here, "zoe", "e1", Commanded("share"), quoted="Ask first, lift later.")
        assert words_of(zoe) == "Ask first, lift later."
        does(here, "zoe", "e2", Commanded("share"), quoted="Another one.")
        begun = zoe.form.token
        assert words_of(zoe) == "Another one."
        zoe.sends(kind="tip", whose="mine")
        does(here, "zoe", "e3", Commanded("share"), quoted="A third one.")
        assert zoe.form.token.partition(":")[0] == begun.partition(":")[0], "what was begun stays"

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.content import Paragraph, Raw, flat
from bot.dialog import Does, WorkingDays
from bot.dialogs.mgr_time import DIALOG
from bot.fields import Answers, Facts, Sees
from bot.network import Scene, Start
from bot.speech import Reader, Speech
from bot.views import mgr_answer, mgr_reminder
from tests.circle import NOW, Recalls, begun, circle, member, people, said, scene
from tests.stage import stage

NETWORK = replace(
    circle("bart"), members=(*circle("bart").members, member("zoe", asks_manager=True))
)
MARC = people("marc", leads=True)["marc"]


def seen_by_marc(now: datetime = NOW) -> Scene:
    """As Marc finds it, whom Zoé named as her manager."""
    here = scene(NETWORK, MARC, now=now)
    return replace(here, people={**here.people, **people("zoe", manager="marc")})


def facts() -> Facts:
    known = DIALOG.gather(seen_by_marc(), Recalls(), {"about": "zoe"})
    assert known is not None
    return known


def test_it_says_whose_time_it_is_about_and_how_much() -> None:
    known = facts()
    assert (known["asker"], known["asker_name"]) == ("zoe", "Zoé Martin")
    assert (len(known["dates"]), known["hours"]) == (3, 6.0)


def test_it_is_of_no_use_once_they_left_or_the_meetings_are_over() -> None:
    late = seen_by_marc(NETWORK.sessions[-1].ends)
    assert DIALOG.gather(late, Recalls(), {"about": "zoe"}) is None
    assert DIALOG.gather(seen_by_marc(), Recalls(), {"about": "nobody"}) is None


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        (
            ({"ok": "yes"}, {"as_task": "yes", "cover": "An", "note": "Enjoy"}),
            {"answer": "yes", "as_task": True, "cover": "An", "note": "Enjoy"},
        ),
        (
            ({"ok": "changes"}, {"changes": "Not in May"}, {"as_task": "no"}),
            {"answer": "changes", "as_task": False, "cover": "", "note": "Not in May"},
        ),
        (
            ({"ok": "no"}, {"instead": "After the summer"}),
            {"answer": "no", "as_task": False, "cover": "", "note": "After the summer"},
        ),
    ],
)
def test_only_the_participant_hears_the_answer(
    forms: tuple[dict[str, Raw], ...], told: dict[str, object]
) -> None:
    run = said(DIALOG, begun(DIALOG, facts(), person="marc", about="zoe"), *forms)
    (start,) = DIALOG.finish(run, seen_by_marc())
    assert isinstance(start, Start)
    assert (start.dialog, start.person) == ("mgr_answer", "zoe")
    assert start.facts == {"manager": "Marc", **told}
    assert {f.sees for s in DIALOG.steps for f in s.asks(run.facts)} == {Sees.ASKER}


def test_one_reminder_to_the_manager_then_a_guide_for_the_participant() -> None:
    (close,) = mgr_reminder.DIALOG.closes(NETWORK)
    assert (close.at, close.about) == (WorkingDays(NOW, 5, time(9, 30)), "zoe")
    (due,) = mgr_answer.DIALOG.due(NETWORK, NETWORK.members[-1])
    assert (due.does, due.at) == (Does.START, WorkingDays(NOW, 10))
    assert not list(mgr_answer.DIALOG.due(NETWORK, NETWORK.members[1]))  # who asked nothing


def test_who_answered_is_left_in_peace() -> None:
    answered = Recalls({("mgr_time", "zoe"): {"ok": "yes"}})
    assert mgr_reminder.DIALOG.gather(seen_by_marc(), answered, {"about": "zoe"}) is None
    assert mgr_reminder.DIALOG.gather(seen_by_marc(), Recalls(), {"about": "zoe"})


def test_a_manager_who_cannot_and_a_manager_who_says_nothing(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        marc = here.person("marc", "Marc Dubois", leads=True, language="nl")
        zoe = here.person("zoe", "Zoé Martin", manager="marc", language="fr")
        lea = here.person("lea")
        here.person("bart")
        here.keep(NETWORK)
        here.after(days=8)
        assert "Zoé Martin wil nog graag weten" in marc.all
        marc.presses("Antwoorden")
        marc.sends(ok="no")
        marc.sends(instead="Na de zomer")
        assert "ne voit pas comment" in zoe.all
        assert "Na de zomer" in zoe.all
        assert lea.cards == [] or "Marc" not in lea.all
        here.after(days=10)
        assert zoe.all.count("Pour un entretien de dix minutes") == 1


def test_without_any_answer_the_participant_gets_the_guide_once(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        marc = here.person("marc", "Marc Dubois", leads=True)
        zoe = here.person("zoe", "Zoé Martin", manager="marc")
        here.person("lea")
        here.person("bart")
        here.keep(NETWORK)
        here.until(NOW + timedelta(days=18))
        assert "no answer yet" in zoe.all
        assert marc.all.count("this is my only reminder") == 1


@pytest.mark.parametrize(
    ("language", "hours", "words"),
    [
        ("en", 1.0, "1 hour in all"),
        ("en", 1.5, "1.5 hours in all"),
        ("fr", 1.0, "1 heure en tout"),
        ("fr", 1.5, "1,5 heure en tout"),
        ("fr", 2.0, "2 heures en tout"),
        ("nl", 1.0, "samen 1 uur"),
    ],
)
def test_who_asks_for_the_time_of_one_short_session_asks_for_one_hour(
    language: str, hours: float, words: str
) -> None:
    reader = Reader(language=language, zone="Europe/Brussels", name="Marc")
    known: Facts = {**DIALOG.examples[0], "hours": hours}
    card = Speech().card(DIALOG, DIALOG.steps[0], reader, facts=known, answers=Answers({}))
    assert words in " ".join(flat(b.line) for b in card.blocks if isinstance(b, Paragraph))

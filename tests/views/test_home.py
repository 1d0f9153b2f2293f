"""The cards that ask nothing: home, help, the card of a network, the own record."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.memory import Asked
from bot.network import Phase, Role, Seat, Share
from bot.views import help as helping
from bot.views import home, record
from tests.circle import NOW, Recalls, circle, member, people, scene
from tests.stage import Actor, stage

ZOE = people("zoe")["zoe"]
NETWORK = circle("zoe", "bart")


def share(id_: str, **about: object) -> Share:
    known: dict[str, object] = {
        "id": id_,
        "network": "n1",
        "author": "zoe",
        "kind": "tip",
        "text": f"Learning {id_}",
        "signed": True,
        "audiences": ("channel:n1",),
        "published": NOW,
    }
    return Share(**{**known, **about})  # type: ignore[arg-type]


def test_home_leads_to_what_is_asked_and_takes_back_what_stands() -> None:
    memory = Recalls(
        networks_=(NETWORK, replace(NETWORK, id="n0", phase=Phase.ARCHIVED)),
        asked_=(
            Asked(run="r7", dialog="share", network="n1", about="", facts={}, expires=None),
            Asked(run="r8", dialog="prefs", network="", about="", facts={}, expires=None),
        ),
        shares_=(
            share("a"),
            share("b", published=NOW + timedelta(days=1)),
            share("c", withdrawn=True),
            share("d", audiences=("record",)),
        ),
    )
    facts = home.DIALOG.gather(scene(None, ZOE), memory, {"name": "Zoé"})
    assert facts is not None
    assert [n["id"] for n in facts["networks"]] == ["n1"]
    assert [s["id"] for s in facts["shares"]] == ["b", "a"]
    assert [d["at"] for d in facts["dates"]] == [s.starts.isoformat() for s in NETWORK.sessions]
    tokens = [go.to for go in home.DIALOG.steps[0].offers(facts)]
    assert tokens == [
        "look:r7:",
        "look:r8:",
        "start:network:n1:",
        "start:withdraw:n1:b",
        "start:withdraw:n1:a",
        "start:create::",
        "start:help::",
    ]


@pytest.mark.parametrize("seat", [Seat.WAITING, Seat.LEFT])
def test_who_holds_no_seat_has_no_dates_and_no_way_in(seat: Seat) -> None:
    network = replace(NETWORK, members=(NETWORK.members[0], member("zoe", seat=seat)))
    facts = home.DIALOG.gather(scene(None, ZOE), Recalls(networks_=(network,)), {})
    assert facts is not None
    assert facts["dates"] == []
    assert not [go for go in home.DIALOG.steps[0].offers(facts) if go.key == "network"]


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        (None, (False, False)),
        (NETWORK, (True, False)),
        (replace(NETWORK, members=(member("zoe", Role.FACILITATOR),)), (True, True)),
        (replace(NETWORK, members=(member("zoe", seat=Seat.WAITING),)), (False, False)),
        (replace(NETWORK, phase=Phase.ARCHIVED), (False, False)),
    ],
)
def test_help_knows_which_parts_somebody_plays(
    network: object, expected: tuple[bool, bool]
) -> None:
    memory = Recalls(networks_=(network,) if network else ())  # type: ignore[arg-type]
    roles = helping.roles(scene(None, ZOE), memory)
    assert (roles["member"], roles["facilitates"]) == expected


def test_the_record_gathers_what_i_wrote_for_myself() -> None:
    memory = Recalls(
        said={
            ("expect", None): {"goal_1": "Dare to stop", "goal_2": None},
            ("closing", None): {"own_goal_1": "reached", "competences": ["feedback"]},
            ("evaluation", "s2"): {"takeaway": "Ask first", "plan_if": None, "roti": 4},
        },
        shares_=(share("a"), share("d", audiences=("record",)), share("x", network="other")),
    )
    facts = record.DIALOG.gather(scene(NETWORK, ZOE), memory, {})
    assert facts is not None
    assert facts["goals"] == [{"text": "Dare to stop", "how": "reached"}]
    assert [(m["number"], m["takeaway"]) for m in facts["meetings"]] == [(2, "Ask first")]
    assert [s["only_here"] for s in facts["shares"]] == [False, True]


def test_a_newcomer_is_told_once_who_speaks(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        new = Actor(here, "new")
        new.says("bonjour")
        assert new.all.count("I am Kring, a bot") == 1
        new.says("hello")
        assert new.all.count("I am Kring, a bot") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("my", "help", "network", "record", "seen")),
        ("fr", ("mes", "aide", "réseau", "carnet", "vu")),
        ("nl", ("mijn", "hulp", "netwerk", "portfolio", "gezien")),
    ],
)
def test_each_card_answers_to_its_word(
    tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    with stage(tmp_path) as here:
        here.person("lea", "Lea Janssens")
        here.person("bart", "Bart Peeters")
        zoe = here.person("zoe", "Zoé Martin", language=language)
        here.keep(NETWORK)
        titles = []
        for word in words:
            zoe.says(word)
            titles.append(zoe.card.title)
        assert len(set(titles)) == len(words)


def test_a_facilitator_sees_what_their_network_needs_next(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        lea = here.person("lea", "Lea Janssens")
        for who in ("zoe", "bart"):
            here.person(who)
        here.keep(replace(NETWORK, phase=Phase.OPEN, seats_min=5))
        lea.says("my")
        assert "find 3 more people" in lea.all

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Raw
from bot.dialog import Does, Status, WorkingDays, path
from bot.dialogs.share import DIALOG, channels, key, named
from bot.fields import Facts, Json
from bot.network import Post, Publish, Share
from bot.views import withdraw
from tests.circle import Recalls, begun, circle, people, said, scene
from tests.stage import stage

NETWORK = circle("zoe", "bart", "an")
ZOE = people("zoe", team="team:site", manager="marc")["zoe"]
Said: TypeAlias = dict[tuple[str, str | None], dict[str, Json]]
DRAFT = {"kind": "tip", "text": "Ask first, lift later.", "whose": "mine"}


def facts(memory: Recalls | None = None, *, about: str = "", level: str = "no_names") -> Facts:
    known: Facts = {
        "network": {"id": "n1", "title": NETWORK.title, "confidentiality": level},
        "about": about,
        **({"session": {"id": about, "number": 1, "of": 3}} if about else {}),
    }
    found = DIALOG.gather(scene(NETWORK, ZOE), memory or Recalls(), known)
    assert found is not None
    return found


def ends(level: str = "no_names", /, *forms: Mapping[str, Raw]) -> str:
    run = said(DIALOG, begun(DIALOG, facts(level=level)), *forms)
    assert run.status is Status.DONE
    return path(DIALOG, run.answers, run.facts)[-1].key


def test_it_is_asked_of_who_was_there_the_day_after_and_once_more_on_the_fifth() -> None:
    member = NETWORK.members[1]
    dues = [d for d in DIALOG.due(NETWORK, member) if d.about == "s1"]
    ends_at = NETWORK.sessions[0].ends
    assert [(d.does, d.at) for d in dues] == [
        (Does.START, WorkingDays(ends_at, 1)),
        (Does.REMIND, WorkingDays(ends_at, 5)),
    ]
    absent = Recalls(absent=("s1",))
    asked = {"network": {"id": "n1"}, "session": {"id": "s1"}, "about": "s1"}
    assert DIALOG.gather(scene(NETWORK, ZOE), absent, asked) is None


def test_the_takeaway_of_the_evaluation_is_filled_in_until_it_is_published() -> None:
    took: Said = {("evaluation", "s1"): {"takeaway": "Ask first."}}
    assert facts(Recalls(took), about="s1")["draft"] == "Ask first."
    told = Share(id="x", network="n1", author="zoe", kind="tip", text="Ask first.", signed=True)
    assert facts(Recalls(took, shares_=(told,)), about="s1")["draft"] == ""


def test_a_kept_draft_comes_back() -> None:
    kept: Said = {("share", "s1"): {"text": "Later."}, ("evaluation", "s1"): {"takeaway": "No."}}
    assert facts(Recalls(kept), about="s1")["draft"] == "Later."


@pytest.mark.parametrize(
    ("level", "whose", "end"),
    [("no_names", "unsure", "unsure"), ("strict", "allowed", "strict")],
)
def test_a_story_in_doubt_stays_a_draft_and_goes_nowhere(level: str, whose: str, end: str) -> None:
    run = said(DIALOG, begun(DIALOG, facts(level=level)), {**DRAFT, "whose": whose})
    assert path(DIALOG, run.answers, run.facts)[-1].key == end
    assert list(DIALOG.finish(run, scene(NETWORK, ZOE))) == []


def test_in_a_strict_group_the_own_story_is_free() -> None:
    assert ends("strict", DRAFT, {"audience": ("keep",)}) == "kept"


def test_to_keep_it_is_what_stands_there_and_publishes_nothing() -> None:
    run = begun(DIALOG, facts())
    run = said(DIALOG, run, DRAFT, {"audience": ("keep",)})
    assert list(DIALOG.finish(run, scene(NETWORK, ZOE))) == []


def test_nothing_is_published_without_the_confirmation() -> None:
    run = said(
        DIALOG,
        begun(DIALOG, facts()),
        DRAFT,
        {"audience": ("network",)},
        {"signed": "name"},
        {"confirm": "keep"},
    )
    assert list(DIALOG.finish(run, scene(NETWORK, ZOE))) == []


def test_confirmed_it_stands_where_its_author_chose_and_as_they_signed() -> None:
    run = said(
        DIALOG,
        begun(DIALOG, facts()),
        DRAFT,
        {"audience": ("keep", "team", "channel", "manager")},
        {"place": "channel:safety"},
        {"signed": "member", "agenda": "Five minutes?"},
        {"confirm": "publish"},
    )
    publish, *posts = DIALOG.finish(run, scene(NETWORK, ZOE))
    assert isinstance(publish, Publish)
    assert publish.share.audiences == ("team:site", "channel:safety", "manager")
    assert not publish.share.signed
    assert [(p.channel, p.key) for p in posts if isinstance(p, Post)] == [
        ("team:site", "share:r1:team:site"),
        ("channel:safety", "share:r1:channel:safety"),
    ]
    assert all(isinstance(p, Post) and p.facts["author"] == "" for p in posts)
    again = DIALOG.finish(run, scene(NETWORK, ZOE))
    assert [publish, *posts] == list(again)  # the same ids, whenever it comes again


def test_the_own_record_needs_no_preview() -> None:
    run = said(DIALOG, begun(DIALOG, facts()), DRAFT, {"audience": ("record",)})
    (publish,) = DIALOG.finish(run, scene(NETWORK, ZOE))
    assert isinstance(publish, Publish)
    assert publish.share.audiences == ("record",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bart showed me", ["Bart"]),
        ("as bart’s crane", ["Bart"]),
        ("bartender and Anvers", []),
        ("And then we ran", []),
        ("An said (Bart Peeters)", ["An", "Bart", "Bart Peeters"]),
    ],
)
def test_names_are_found_as_words_of_their_own(text: str, found: list[str]) -> None:
    assert named(text, ["An", "Bart", "Bart Peeters"]) == found


def test_the_preview_marks_the_names_of_others_but_not_my_own() -> None:
    said_ = {**DRAFT, "text": "Zoé here: Bart Peeters and An are right."}
    run = said(
        DIALOG, begun(DIALOG, facts()), said_, {"audience": ("network",)}, {"signed": "name"}
    )
    preview = DIALOG.step("preview")
    assert preview is not None
    assert preview.knows(run.answers, run.facts)["named"] == ["An", "Bart Peeters"]


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_and_any_names_can_be_searched(text: str, names: list[str]) -> None:
    assert set(named(text, names)) <= set(names)


SHARE = Share(
    id="x",
    network="n1",
    author="zoe",
    kind="tip",
    text="Ask first.",
    signed=True,
    audiences=("channel:n1", "manager"),
    published=NETWORK.created,
)


def test_withdrawing_replaces_each_post_with_the_same_key() -> None:
    memory = Recalls(shares_=(SHARE,))
    known = withdraw.DIALOG.gather(scene(NETWORK, ZOE), memory, {"about": "x"})
    assert known is not None
    run = begun(withdraw.DIALOG, known, about="x")
    publish, post = withdraw.DIALOG.finish(run, scene(NETWORK, ZOE))
    assert isinstance(publish, Publish)
    assert publish.share.withdrawn
    assert publish.share.text == ""  # what was taken back is not kept
    assert isinstance(post, Post)
    assert (post.dialog, post.key) == ("withdrawn", key("x", "channel:n1"))
    assert channels(SHARE) == ("channel:n1",)


def test_nobody_withdraws_what_is_not_theirs_or_no_longer_stands() -> None:
    here = scene(NETWORK, ZOE)
    assert withdraw.DIALOG.gather(here, Recalls(), {"about": "x"}) is None


def test_a_learning_is_written_published_and_taken_back(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        for who in ("lea", "bart", "an"):
            here.person(who, people(who)[who].name)
        zoe = here.person("zoe", "Zoé Martin", language="fr", team="team:site")
        here.keep(NETWORK)
        zoe.says("partager")
        zoe.sends(DRAFT, text="Bart l’a dit : demander d’abord.")
        zoe.sends(audience=("network", "team"))
        zoe.sends(signed="member")
        assert "Votre texte cite Bart" in zoe.hears
        assert here.channel("team:site") == []  # only what is confirmed is posted
        before = len(zoe.cards)
        zoe.sends(confirm="publish")
        assert len(zoe.cards) == before  # thanks and receipt are the card that was being filled in
        assert "demander d’abord" in here.said_in("team:site")
        assert "Zoé" not in here.said_in("team:site")
        assert "demander d’abord" in here.said_in("channel:n1")
        zoe.presses("Retirer")
        assert "demander" not in here.said_in("team:site") + here.said_in("channel:n1")
        assert len(here.channel("team:site")) == 1  # replaced, not added to
        zoe.token("start:withdraw:n1:r2")
        assert "plus rien à retirer" in zoe.hears


def test_somebody_else_cannot_take_it_back(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe, bart = here.person("zoe"), here.person("bart")
        here.person("lea")
        here.keep(circle("zoe", "bart"))
        zoe.says("share")
        zoe.sends(DRAFT)
        zoe.sends(audience=("network",))
        zoe.sends(signed="name")
        zoe.sends(confirm="publish")
        share = zoe.button("Take it back").token.split(":")[-1]
        bart.token(f"start:withdraw:n1:{share}")
        assert "nothing of yours" in bart.hears
        assert "Ask first" in here.said_in("channel:n1")


def test_the_day_after_a_session_the_takeaway_stands_in_the_form(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe")
        here.person("lea")
        here.keep(circle("zoe"))
        here.until(NETWORK.sessions[0].ends + timedelta(minutes=5))
        zoe.token("start:evaluation:n1:s1")
        zoe.sends(roti="4")
        zoe.sends(takeaway="Ask first.")
        here.after(days=1)
        zoe.token("start:share:n1:s1")
        assert next(i.value for i in zoe.form.inputs if i.key == "text") == "Ask first."


@pytest.mark.parametrize(
    ("language", "warned"),
    [("en", "they may guess"), ("fr", "que l’on devine"), ("nl", "misschien te raden")],
)
@pytest.mark.parametrize(
    ("signed", "audience", "told"),
    [
        ("member", ("manager",), True),
        ("member", ("channel", "manager"), True),
        ("name", ("manager",), False),
        ("member", ("channel",), False),
    ],
)
def test_without_a_name_a_manager_may_still_guess_and_this_is_said_before(
    tmp_path: Path,
    language: str,
    warned: str,
    signed: str,
    audience: tuple[str, ...],
    told: bool,  # noqa: FBT001
) -> None:
    """Before, it was shown as "a member of": and whoever leads one person knew whose it was."""
    with stage(tmp_path) as here:
        here.person("lea")
        zoe = here.person("zoe", manager="marc", language=language)
        here.person("marc", leads=True)
        here.keep(circle("zoe"))
        zoe.token("start:share:n1:")
        zoe.sends(DRAFT)
        zoe.sends(audience=audience)
        if "channel" in audience:
            zoe.sends(place="channel:x")
        zoe.sends(signed=signed, agenda="")
        assert (warned in zoe.hears) is told

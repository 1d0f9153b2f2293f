"""On the web, what was said to be deleted is deleted where it stands as well.

Before, introductions, goals and comments went from the tables, and went on standing in the channel
and in the facilitator's conversation: of these Kring itself is the only keeper. What asks nothing
stayed there longest: what worries whom, and the introductions that a member had looked up.
"""

from datetime import timedelta
from pathlib import Path

from adapters.database.keeping import POSTS, TOLD
from adapters.web.wall import Line
from bot.content import Card, plain
from bot.dialogs import discover
from bot.network import Address
from bot.ports import Ref
from tests.dialogs.groups import KICKOFF, cast, network
from tests.stage import Actor, Stage, stage

SIX = ("ann", "bob", "cas", "dee", "eva", "fay")


def hung_up(here: Stage) -> None:
    """What is said is put on the real wall, too."""
    wall, real = here.kring.database.wall_of(Line), here.sheet.send

    async def send(address: Address, card: Card, *, key: str, ref: Ref | None) -> Ref:
        await wall.write(
            here.kring.settings.tenant, address.id, key=key, card=card, at=here.now, anew=not ref
        )
        return await real(address, card, key=key, ref=ref)

    here.sheet.send = send  # type: ignore[method-assign]


def said(here: Stage, where: str) -> str:
    wall = here.kring.database.wall_of(Line)
    lines = here.runner.run(wall.read(here.kring.settings.tenant, where))
    return "\n".join(plain(line.card) for line in lines if line.card)


def begun(here: Stage) -> dict[str, Actor]:
    """Before the kickoff: a card, somebody who has looked it up, and what worries whom."""
    hung_up(here)
    people = cast(here, *SIX)
    here.keep(network(*SIX, n=2))
    here.until(KICKOFF - timedelta(days=3))
    people["ann"].says("intro")
    people["ann"].sends(work="keeps bees")
    people["ann"].sends()
    people["bob"].says("faces")
    for name in SIX:
        people[name].says("expect")
        people[name].sends(goal_1="more", show_1="no")
        people[name].sends(bring=("tool",))
        people[name].sends(worry=f"too fast for {name}", need_safe=(), forms=())
    return people


def test_words_of_others_go_and_what_was_published_stays(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = begun(here)
        here.until(KICKOFF + timedelta(minutes=115))
        for name in SIX:
            people[name].token("start:evaluation:n1:s1")
            people[name].sends(roti="4", heard="4", plus=f"pairs, says {name}", delta="")
            people[name].sends(takeaway="", ask_talk="no")
        here.until(KICKOFF + timedelta(days=4))
        people["ann"].token("start:share:n1:s1")
        people["ann"].sends(kind="tip", text="Bees come back", whose="mine")
        people["ann"].sends(audience=("network",))
        people["ann"].sends(signed="name", agenda="")
        people["ann"].sends(confirm="publish")
        end = here.network("n1").sessions[-1].ends
        here.until(end + timedelta(days=2))
        for name in SIX:
            people[name].token("start:continue:n1:s2")
            people[name].sends(prefer="changed")
            people[name].sends(change=f"shorter, wishes {name}")
            people[name].sends(commit="in", role=())
        here.until(end + timedelta(days=16))
        decision = people["ines"].form.token.partition(":")[0]
        people["ines"].token(f"look:{decision}:")  # looked up once more, and left open
        here.until(end + timedelta(days=90))
        here.runner.run(here.kring.database.purge(here.now))
        assert "keeps bees" in said(here, "channel:n1")
        assert "pairs, says ann" in said(here, "channel:n1")
        assert "pairs, says ann" in said(here, "dm:ines")
        assert "too fast for ann" in said(here, "dm:ines")
        assert "shorter, wishes ann" in said(here, "dm:ines")
        assert "keeps bees" in said(here, "dm:bob")
        here.after(days=2)
        here.runner.run(here.kring.database.purge(here.now))
        assert "keeps bees" not in said(here, "channel:n1")
        assert "pairs, says" not in said(here, "channel:n1") + said(here, "dm:ines")
        assert "too fast" not in said(here, "dm:ines")
        assert "shorter, wishes" not in said(here, "dm:ines")
        assert "keeps bees" not in said(here, "dm:bob")
        assert "Bees come back" in said(here, "channel:n1")


def test_what_others_said_goes_from_ones_own_conversation_too(tmp_path: Path) -> None:
    """Before, worries, introductions and wishes to talk went on standing there for good."""
    with stage(tmp_path) as here:
        people = begun(here)
        here.until(KICKOFF + timedelta(hours=10))  # close to midnight: it waits for the morning
        for name in ("ann", "bob"):
            people[name].token("start:evaluation:n1:s1")
            people[name].sends(roti="4", heard="4", plus="", delta="")
            people[name].sends(takeaway="", ask_talk="yes")
        here.until(here.network("n1").sessions[-1].ends + timedelta(days=90))
        here.runner.run(here.kring.database.purge(here.now))
        told = said(here, "dm:ines"), said(here, "dm:bob")
        assert "too fast for ann" in told[0]
        assert "Ann would like a call" in told[0]
        assert "keeps bees" in told[1]
        here.after(days=2)
        here.runner.run(here.kring.database.purge(here.now))
        left = said(here, "dm:ines"), said(here, "dm:bob")
        assert "too fast for" not in left[0]
        assert "would like a call" not in left[0]
        assert "keeps bees" not in left[1]
        assert left[0], "what Kring said of its own stays"


def test_all_that_shows_words_of_others_is_known_to_go() -> None:
    """A dialog says that it does; the database deletes what it knows by name."""
    dialogs = discover().values()
    assert {dialog.key for dialog in dialogs if dialog.of_others} == set(TOLD)
    assert {dialog.key for dialog in dialogs if dialog.named} <= set(POSTS)

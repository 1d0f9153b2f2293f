"""Whoever facilitates sees all that will be said, and nobody's own days through it."""

from datetime import date
from pathlib import Path

from bot.content import plain
from bot.foresight import ROWS
from tests.dialogs.groups import cast, network
from tests.stage import Actor, stage

PEOPLE = tuple(f"p{n}" for n in range(1, 9))


def _pages(actor: Actor) -> list[str]:
    """Every page of the list that is open, from the first on."""
    pages = [actor.hears]
    while any(button.label == "Later on" for button in actor.card.buttons):
        actor.presses("Later on")
        pages.append(actor.hears)
    return pages


def test_all_that_will_be_said_by_role_and_in_the_readers_zone(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *PEOPLE)
        ines = here.person("ines", zone="Europe/Lisbon")
        here.keep(network(*PEOPLE))
        ines.commands("ahead")
        assert "messages to participants, the next on" in ines.hears
        assert "in the channel" in ines.hears
        ines.presses("To participants")
        pages = _pages(ines)
        rows = [line for page in pages for line in page.splitlines() if line.startswith("• ")]
        assert len(pages) > 1
        assert all(page.count("• ") <= ROWS for page in pages)
        assert len(rows) == len(set(rows))
        assert sum("session 4" in row for row in rows) >= 3
        # Lisbon is an hour behind Brussels, where 09:30 is the hour of the network's mornings.
        assert " at 08:30 (Lisbon): " in pages[0]
        assert " at 09:30" not in pages[0]


def test_each_of_them_can_be_read_beforehand(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *PEOPLE)
        ines = here.person("ines")
        here.keep(network(*PEOPLE))
        ines.commands("ahead")
        for role in ("To participants", "To those who facilitate", "In the channel"):
            ines.presses(role)
            listed = ines.card
            for button in listed.buttons:
                if ", session" not in button.label:
                    continue
                ines.token(button.token)
                assert "It may look like this." in ines.hears
                assert button.label.split(",", maxsplit=1)[0] in ines.hears
                assert ines.hears.count("\n") > 3, ines.hears  # it has words
            ines.presses("Back to the list")
            assert plain(ines.card) == plain(listed)
            ines.presses("Everybody")


def test_a_reminder_reads_as_one(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, *PEOPLE)
        ines = here.person("ines")
        here.keep(network(*PEOPLE))
        ines.commands("ahead")
        ines.presses("To participants")
        while not any(button.label.endswith("(reminder)") for button in ines.card.buttons):
            ines.presses("Later on")
        reminder = next(b for b in ines.card.buttons if b.label.endswith("(reminder)"))
        ines.token(reminder.token)
        assert "as a reminder" in ines.hears


def test_nobodys_leave_or_country_shows(tmp_path: Path) -> None:
    """The plan is the same whatever its people's days are."""

    def seen(folder: Path, **days: object) -> list[str]:
        folder.mkdir()
        with stage(folder) as here:
            for id_ in PEOPLE:
                here.person(id_, **days)  # type: ignore[arg-type]
            ines = here.person("ines")
            here.keep(network(*PEOPLE))
            ines.commands("ahead")
            ines.presses("To participants")
            return _pages(ines)

    away = ((date(2027, 2, 1), date(2027, 5, 1)),)
    asked = (
        seen(tmp_path / "a"),
        seen(tmp_path / "b", away=away, zone="Asia/Tokyo", slot="afternoon"),
    )
    assert asked[0] == asked[1]


def test_it_is_for_those_who_facilitate(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *PEOPLE)
        here.keep(network(*PEOPLE))
        people["p1"].commands("ahead")
        assert "for those who facilitate" in people["p1"].hears
        people["p1"].token("start:ahead:n1:participant-0-0")
        assert "for those who facilitate" in people["p1"].hears
        for forged in (
            "nobody",
            "participant-99999-0",
            "participant--1",
            "participant-0-99",
            "x-y",
        ):
            people["ines"].token(f"start:ahead:n1:{forged}")
            assert "## " not in people["ines"].hears
            assert "say" in people["ines"].hears


def test_the_card_of_the_network_leads_there(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *PEOPLE)
        here.keep(network(*PEOPLE))
        for id_, leads in (("ines", True), ("p1", False)):
            people[id_].commands("network")
            labels = [button.label for button in people[id_].card.buttons]
            assert ("What I will say here" in labels) is leads

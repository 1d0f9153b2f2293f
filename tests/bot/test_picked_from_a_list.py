"""Somebody who is picked from a list, and not spoken with so far.

Before, they lived in Brussels and spoke English wherever Kring was installed. Now they have the
clock, the country and the language of the installation.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.network import Address, Person
from bot.ports import Submitted
from bot.series import country_in
from tests.bot.test_gestures import does
from tests.dialogs.groups import cast, network
from tests.stage import stage


def test_whoever_is_picked_from_a_list_has_the_clock_of_this_installation(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        here.keep(network("zoe"))
        bot, new = here.kring.bot, Address(platform="slack", id="U0NEW")
        bot.newcomer = replace(bot.newcomer, zone="America/New_York", country="US", language="fr")
        ines.token("start:invite:n1:")
        form = Submitted(ines.form.token, {"whom": ("U0NEW",)})
        does(here, "ines", "e1", form, people={"U0NEW": new})
        met = here.look(lambda unit: unit.person_at(new))
        assert met is not None
        assert (met.zone, met.country, met.language) == ("America/New_York", "US", "fr")


def test_whoever_turns_out_to_live_elsewhere_keeps_the_holidays_there(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        cast(here, "zoe")
        known = here.look(lambda unit: unit.person("zoe"))
        assert known is not None
        moved = replace(known, zone="Europe/Lisbon")
        here.look(lambda unit: here.kring.bot.learn(unit, moved, here.now))
        met = here.look(lambda unit: unit.person("zoe"))
        assert met is not None
        assert (known.country, met.country) == ("BE", "PT")


def test_a_name_that_is_typed_is_nobody_in_whose_name_it_hides(tmp_path: Path) -> None:
    """Before, whoever typed “An” invited Hanne, where she was the only one with these letters."""
    with stage(tmp_path) as here:
        ines = cast(here, "zoe")["ines"]
        hanne = here.person("hanne", "Hanne De Smet")
        here.keep(network("zoe"))
        ines.token("start:invite:n1:")
        assert "whom" in ines.sends(whom="An").errors
        assert not hanne.cards
        ines.sends(whom="smet")
        assert hanne.cards


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Asia/Calcutta", "IN"), ("Europe/Kiev", "UA"), ("Etc/UTC", "BE"), ("EST", "BE")],
)
def test_a_zone_by_its_other_name_has_its_holidays(zone: str, country: str) -> None:
    """Before, a name that browsers use was unknown, and a clock of no country had no holidays."""
    assert country_in(zone, Person(id="zoe", name="Zoe", country="BE")) == country

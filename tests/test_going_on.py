"""A small group that wishes to go on can: whoever records it, and however they get there.

Before, only the first facilitator's own prompt knew the count. Whoever typed the word got a second
form, and a second facilitator theirs a day later; in a group of up to eight, of which no shares are
told, both said that fewer than six in ten wished to go on, and did not offer it. A facilitator who
goes on as a participant was one more than the seats. Now all facilitators hear the same, once.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Raw
from bot.network import Member, Network, Role
from tests.dialogs.groups import cast, network
from tests.stage import Stage, stage

GROUP = ("zoe", "bart", "an", "tom", "eva")
VOTED = datetime(2027, 6, 3, 12, tzinfo=UTC)  # the vote on 25 May is closed


def going_on(here: Stage) -> Network:
    joined = datetime(2027, 1, 4, 9, tzinfo=UTC)
    mine = replace(network(*GROUP, seats_max=5, n=3), seats_min=3)
    return mine.with_member(Member(person="omar", role=Role.FACILITATOR, joined=joined))


def all_wish_it(here: Stage, *more: str) -> None:
    people = cast(here, "omar", *GROUP)
    here.keep(going_on(here))
    here.until(datetime(2027, 5, 26, 12, tzinfo=UTC))
    for who in (*GROUP, *more):
        people[who].token("start:continue:n1:s3")
        people[who].sends(prefer="as_is")
        people[who].sends(commit="in", role=())
    here.until(VOTED)


@pytest.mark.parametrize("who", ["ines", "omar"])
def test_the_word_leads_to_the_one_form_that_knows_the_count(tmp_path: Path, who: str) -> None:
    with stage(tmp_path) as here:
        all_wish_it(here)
        leads = here.person(who)
        leads.says("decide")
        assert "going on is possible" in leads.hears
        assert "continue" in [choice.key for choice in leads.form.inputs[0].choices]
        mine = here.look(lambda unit: unit.open_runs(who))
        assert len([run for run in mine if run.dialog == "decision"]) == 1


def test_begins_on_no_public_holiday_and_has_a_seat_for_each(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        all_wish_it(here, "omar")
        ines = here.person("ines")
        ines.says("decide")
        ines.sends(outcome="continue")
        ines.sends(why="It works")
        again: dict[str, Raw] = {"goal": "More of it", "count": "3", "leads": ("ines",)}
        assert list(ines.sends(again, begin="2027-11-01T14:00").errors) == ["begin"]
        ines.sends(again, begin="2027-11-02T14:00")
        ines.sends(owner="zoe", by="2027-09-01")
        ines.sends()
        (heir,) = [n for n in here.look(lambda unit: unit.catalogue()) if n.id != "n1"]
        assert len(heir.participants) == 6
        assert len(heir.participants) <= heir.seats_max

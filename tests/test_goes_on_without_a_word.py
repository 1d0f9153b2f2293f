"""Whoever goes on in the network that follows has told their manager nothing of it.

Before, a request for time was carried over with the seat. The manager read every week, and in a
reminder, that somebody waits for their word on a network of which they had never been told; so they
learnt who goes on, and the participant that a request they had not made had no answer. Now what was
asked for one network holds for that one.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content import plain
from tests.dialogs.groups import cast, network
from tests.stage import stage

GROUP = ("zoe", "bart", "an", "tom", "eva")


def test_a_manager_hears_nothing_of_a_seat_that_was_kept(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        people = cast(here, *GROUP)
        here.person("zoe", "Zoé Martin", manager="marc")
        marc = here.person("marc", leads=True)
        first = replace(network(*GROUP, seats_max=5, n=3), seats_min=3)
        zoe = first.member("zoe")
        assert zoe is not None
        here.keep(first.with_member(replace(zoe, asks_manager=True)))
        here.until(datetime(2027, 2, 12, 12, tzinfo=UTC))
        assert "Zoé Martin" in marc.all  # for this one she asked
        here.until(datetime(2027, 5, 26, 12, tzinfo=UTC))
        for who in GROUP:
            people[who].token("start:continue:n1:s3")
            people[who].sends(prefer="as_is")
            people[who].sends(commit="in", role=())
        here.until(datetime(2027, 6, 3, 12, tzinfo=UTC))
        ines, told, heard = people["ines"], len(here.got("marc")), len(here.got("zoe"))
        ines.says("decide")
        ines.sends(outcome="continue")
        ines.sends(why="It works")
        ines.sends(goal="More of it", count="3", leads=("ines",), begin="2027-07-13T14:00")
        ines.sends(owner="zoe", by="2027-07-01")
        ines.sends()
        here.after(days=28)
        marc.says("digest")
        assert "Zoé" not in "".join(plain(card) for card in [*here.got("marc")[told:], marc.card])
        assert "no answer yet" not in "".join(plain(card) for card in here.got("zoe")[heard:])
        assert here.network().member("zoe") is not None

import io

import pytest

from adapters.playground.simulation import Story, company, in_a_drawer

SMALL = Story(people=6, sessions=3, weeks=3)


@pytest.mark.slow
async def test_a_small_life_keeps_the_limits_and_comes_to_a_decision() -> None:
    paper, far = io.StringIO(), list[float]()
    lived = await in_a_drawer(SMALL, paper, far.append)
    assert lived.kept
    assert lived.finished
    assert not lived.refused
    assert far == sorted(far)
    assert {"evaluation", "rsvp", "share"} <= set(lived.by_dialog)
    for name in ("Inès Lambert", "_Bart_ Maes", "Claire Fontaine"):
        assert f"Kring → {name}" in paper.getvalue()


@pytest.mark.slow
async def test_the_same_seed_is_the_same_life() -> None:
    one, two = [await in_a_drawer(SMALL) for _ in range(2)]
    assert one.messages == two.messages
    assert one.by_dialog == two.by_dialog
    assert one.networks == two.networks


def test_each_network_has_its_own_people_and_shares_managers() -> None:
    players, plots = company(Story(networks=3))
    assert len({player.id for player in players}) == len(players) == 3 * 13 + 3
    assert [plot.number for plot in plots] == [1, 2, 3]
    assert not set(plots[0].invited) & set(plots[1].invited)

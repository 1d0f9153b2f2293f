from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.playground.stage import settle
from adapters.playground.town import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    found = await settle(tmp_path)
    yield found
    await found.life.kring.close()


async def _begin(town: Town) -> None:
    life = town.life
    await life.press(life.player("ines"), "start:create::")
    await town.let_answer()


async def test_before_anything_was_begun_there_is_nothing_to_jump_to(town: Town) -> None:
    before = town.now()
    await town.jump("kickoff")
    await town.jump("session")
    assert town.now() - before < timedelta(minutes=1)
    assert [part.part for part in town.cast].count("participant") == 12


async def test_a_day_is_a_day(town: Town) -> None:
    before = town.now()
    await town.jump("day")
    assert timedelta(days=1) <= town.now() - before < timedelta(days=1, minutes=1)


@pytest.mark.parametrize(
    ("real", "begins"),
    [
        (datetime(2027, 3, 2, 9, 30, tzinfo=UTC), datetime(2027, 3, 2, 9, 30, tzinfo=UTC)),
        (datetime(2027, 3, 4, 19, 0, tzinfo=UTC), datetime(2027, 3, 5, 9, 0, tzinfo=UTC)),
        (datetime(2027, 3, 6, 11, 0, tzinfo=UTC), datetime(2027, 3, 8, 9, 0, tzinfo=UTC)),
    ],
    ids=["morning", "evening", "Saturday"],
)
async def test_a_new_playground_begins_when_everybody_is_there(
    tmp_path: Path, real: datetime, begins: datetime
) -> None:
    """Before, who tried it in the evening saw two of twelve join, and nothing else happen."""
    town = await settle(tmp_path, lambda: real)
    try:
        assert town.now() == begins
        await _begin(town)
        (network,) = await town._networks()
        assert len(network.participants) == 12
    finally:
        await town.life.kring.close()
    again = await settle(tmp_path, lambda: real + timedelta(hours=10))
    try:
        assert again.now() == begins + timedelta(hours=10), "one that was left goes on"
    finally:
        await again.life.kring.close()


@pytest.mark.slow
async def test_the_cast_fills_a_network_and_everything_comes_in_its_time(town: Town) -> None:
    await _begin(town)
    (network,) = await town._networks()
    assert len(network.participants) == 12
    coming = await town.calendar(network.id)
    assert {"participant", "facilitator", "channel"} <= {each.role for each in coming}
    assert [each.at for each in coming] == sorted(each.at for each in coming)
    before = town.life.messages
    await town.jump("next")
    assert town.life.messages > before


@pytest.mark.slow
async def test_a_restart_keeps_people_networks_and_time(town: Town, tmp_path: Path) -> None:
    await _begin(town)
    await town.jump("week")
    again = await settle(tmp_path)
    try:
        assert abs(again.now() - town.now()) < timedelta(minutes=1)
        assert await again._networks() == await town._networks()
    finally:
        await again.life.kring.close()

"""Whatever people do, and whenever: nobody is written to at night, or reads what is not theirs.

A seed makes a life, the same each time. What is looked at stands in `tests.any_life`.
"""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.any_life import AnyLife
from tests.stage import MONDAY, stage

TURNS = 20
LIVES = 2
MORE = 30


def lived(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    begin = MONDAY + timedelta(days=chance.randint(0, 300), hours=chance.randint(0, 23))
    with stage(folder, now=begin) as here:
        life = AnyLife(here, chance)
        life.begin()
        life.live(TURNS)


@pytest.mark.parametrize("seed", range(LIVES))
def test_some_lives(tmp_path: Path, seed: int) -> None:
    lived(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(LIVES, LIVES + MORE))
def test_many_lives(tmp_path: Path, seed: int) -> None:
    lived(tmp_path, seed)

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import all_of_them

HERE = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "words",
    [
        ("transactions",),
        ("planning",),
        ("digests",),
        ("timeline", "--only", "rate", "burst"),
        ("slack_inbound",),
    ],
    ids=lambda words: words[0],
)
def test_a_measurement_still_runs_and_tells_what_it_found(words: tuple[str, ...]) -> None:
    name, *more = words
    program = [sys.executable, "-m", f"benchmarks.{name}", *more, "--short", "--on", "sqlite"]
    done = subprocess.run(
        program, cwd=HERE, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told
    for line in told:
        assert line["benchmark"] == name
        assert line["ours"] > 0


def test_whatever_can_be_started_is_measured() -> None:
    assert {"slack_inbound", "timeline", "planning"} <= set(all_of_them())
    assert "floor" not in all_of_them()

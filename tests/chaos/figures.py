"""How much a run does, and what it found: one line of JSON, printed and kept."""

import json
import os
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parents[2] / "test-results" / "chaos.jsonl"
LONG = "CHAOS_LONG"
"""Set by `make chaos`: every run in its full length."""


def count(name: str, short: int, long: int) -> int:
    """How many: `CHAOS_<name>` if that is set, else the full length or the short one."""
    return int(os.environ.get(f"CHAOS_{name}") or (long if os.environ.get(LONG) else short))


def publish(run: str, **found: Any) -> None:
    """A zero means little without its N: both are in the line."""
    line = json.dumps({"run": run, **found}, sort_keys=False, default=str)
    print(line)
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a") as lines:
        lines.write(line + "\n")

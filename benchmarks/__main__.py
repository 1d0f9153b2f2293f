"""All measurements, one after another, or those that are named: `python -m benchmarks [names]`.

A measurement is a file of this folder that can be started by itself. `--short` only sees that each
runs; every other option goes to each of them. Their lines of JSON, with the machine and the date,
are also kept in `test-results/benchmarks.jsonl`.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from adapters.main import now
from benchmarks.floor import machine

HERE = Path(__file__).parent
KEPT = HERE.parent / "test-results" / "benchmarks.jsonl"


def all_of_them() -> list[str]:
    """Files that can be started; who measures with servers of their own comes like any other."""
    found = sorted(HERE.glob("[a-z]*.py"))
    return [each.stem for each in found if 'if __name__ == "__main__"' in each.read_text()]


def run(name: str, words: Sequence[str]) -> int:
    print(f"# {name}", file=sys.stderr, flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    program = [sys.executable, "-m", f"benchmarks.{name}", *words]
    with (
        KEPT.open("a") as kept,
        subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as measuring,  # noqa: S603 - ourselves
    ):
        assert measuring.stdout is not None
        for line in measuring.stdout:
            if not line.startswith("{"):
                print(line, end="", file=sys.stderr, flush=True)
                continue
            print(line, end="", flush=True)
            about = {"date": now().isoformat(timespec="seconds"), "machine": machine()}
            kept.write(json.dumps(json.loads(line) | about, ensure_ascii=False) + "\n")
            kept.flush()
    return measuring.returncode


def main() -> None:
    every = all_of_them()
    options = [word for word in sys.argv[1:] if word not in every]
    chosen = [word for word in sys.argv[1:] if word in every] or every
    failed = [name for name in chosen if run(name, options)]
    if failed:
        raise SystemExit(f"these did not come to their end: {', '.join(failed)}")


if __name__ == "__main__":
    main()

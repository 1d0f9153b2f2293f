"""The page for those who run Kring names everything that they may be told."""

import re
from pathlib import Path

from pydantic import SecretStr

from adapters.main import build
from adapters.serving import Duty, checks
from adapters.settings import load
from adapters.watch.figures import Figures, Heap
from adapters.watch.health import STOPPING

PAGE = (Path(__file__).parents[3] / "docs" / "operations.md").read_text()


def test_every_figure_is_explained() -> None:
    heap = Heap(platform="web", state="dead", code="x", number=1, age=1)
    told = Figures().told((heap,), 0.0).decode()
    names = re.findall(r"^# TYPE (kring_\w+) (\w+)", told, re.MULTILINE)
    figures = {name for name, _ in names if not name.endswith("_created")}
    assert len(figures) > 10
    for figure in figures:
        assert f"`{figure}" in PAGE, figure


def test_every_code_is_explained(tmp_path: Path) -> None:
    secret = SecretStr("0123456789abcdef" * 2)
    kring = build(load(None, database=f"sqlite:///{tmp_path}/k.db", slack_signing_secret=secret))
    codes = {*checks(kring, Duty.ALL), STOPPING}
    assert len(codes) == 6
    for code in codes:
        assert f"| `{code}` |" in PAGE, code

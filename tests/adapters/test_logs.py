import ast
import json
import logging
import sys
from pathlib import Path

import pytest

from adapters.logs import FACTS, OURS, Lines, Words, served

ROOT = Path(__file__).parents[2]


def _line(logger: str, message: str, *words: object, **extra: object) -> dict[str, object]:
    record = logging.getLogger(logger).makeRecord(
        logger, logging.INFO, "here.py", 1, message, words, None, extra=extra
    )
    told: dict[str, object] = json.loads(Lines().format(record))
    return told


def test_ours_is_a_code_with_its_facts() -> None:
    line = _line("scheduler.tick", "tick.done", rows=3)
    assert (line["code"], line["rows"], line["level"]) == ("tick.done", 3, "INFO")


def test_what_nobody_allowed_is_left_out() -> None:
    line = _line("scheduler.tick", "tick.done", person="zoe", rows=3)
    assert set(line) == {"at", "level", "code", "from", "rows"}


def test_all_that_the_program_tells_is_allowed() -> None:
    """Every key of an `extra` that stands in the source code."""
    told = set[str]()
    for file in (f for part in OURS for f in (ROOT / part).rglob("*.py")):
        for call in (n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Call)):
            given = [k.value for k in call.keywords if k.arg == "extra"]
            shown = given or (call.args[3:] if _name(call) == "mishap" else [])
            for each in (d for g in shown for d in ast.walk(g) if isinstance(d, ast.Dict)):
                told |= {key.value for key in each.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
    assert {"reason", "tenant"} <= told <= FACTS


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", "")


def test_what_others_fill_in_is_left_out() -> None:
    line = _line("uvicorn.error", "connection from %s", "zoe@example.org", person="zoe")
    assert line["code"] == "connection from %s"
    assert "zoe" not in json.dumps(line)


def test_an_error_is_its_kind_and_place_without_its_words() -> None:
    try:
        int("Zoé said: no")
    except ValueError:
        record = logging.getLogger("bot").makeRecord(
            "bot", logging.ERROR, "here.py", 1, "failed", (), sys.exc_info()
        )
    line = Lines().format(record)
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "Zoé" not in line


def test_words_that_a_library_put_together_itself_are_left_out() -> None:
    """Before: the event loop's own report of an error was kept, with what the error quoted."""
    said = "Task exception was never retrieved\nfuture: ValueError('Zoé said: no')"
    assert _line("asyncio", said)["code"] == "here:1"
    assert _line("uvicorn.error", "Shutting down")["code"] == "Shutting down"


def test_a_terminal_gets_the_same_as_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.getLogger("scheduler").makeRecord(
        "scheduler", logging.WARNING, "h.py", 1, "delivery.dead", (), None, extra={"reason": "x"}
    )
    assert Words().format(record).endswith("WARNING delivery.dead reason=x")
    kept = logging.getLogger().handlers[:]
    try:
        for terminal, kind in ((True, Words), (False, Lines)):
            monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
            served("INFO")
            assert type(logging.getLogger().handlers[0].formatter) is kind
    finally:
        logging.getLogger().handlers[:] = kept

import json
import logging
import sys

from adapters.logs import Lines


def _line(logger: str, message: str, *words: object, **extra: object) -> dict[str, object]:
    record = logging.getLogger(logger).makeRecord(
        logger, logging.INFO, "here.py", 1, message, words, None, extra=extra
    )
    told: dict[str, object] = json.loads(Lines().format(record))
    return told


def test_ours_is_a_code_with_its_facts() -> None:
    line = _line("scheduler.tick", "tick.done", said=3)
    assert (line["code"], line["said"], line["level"]) == ("tick.done", 3, "INFO")


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

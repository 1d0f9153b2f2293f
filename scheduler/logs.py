"""What goes wrong is logged as a code and a place in the program, never in anybody's words."""

import logging
from collections.abc import Mapping


class Mishap(Exception):
    """Stands for an error whose own text may quote a person: its kind and its place are kept."""


def mishap(
    log: logging.Logger, code: str, error: BaseException, about: Mapping[str, object] | None = None
) -> None:
    kind = type(error).__name__
    shown = Mishap(kind).with_traceback(error.__traceback__)
    log.error(code, extra={**(about or {}), "kind": kind}, exc_info=shown)

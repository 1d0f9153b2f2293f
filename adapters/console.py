"""How the command `kring` speaks: to whoever sits there, in sentences, with codes for scripts."""

import contextlib
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.text import Text

from adapters import main
from adapters.settings import Wrong
from bot.ports import Unreachable

FINE, WRONG, USAGE, NOT_READY = 0, 1, 2, 3
CODES = (
    "Exit codes: 0 fine; 1 something is wrong; 2 wrong usage or settings; "
    "3 the database is not ready."
)

out = Console()
err = Console(stderr=True)


class Trouble(Exception):
    """Something that a person can mend: what is wrong, what to do, and the exit code."""

    def __init__(self, said: str, do: str, code: int = WRONG) -> None:
        super().__init__(said)
        self.said, self.do, self.code = said, do, code


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Troubles become sentences; anything else is a fault of Kring and keeps its traceback."""
    try:
        yield
    except Wrong as wrong:
        _say_wrong(*wrong.mistakes)
        raise typer.Exit(USAGE) from None
    except main.NotReady as waiting:
        _say_wrong(str(waiting), waiting.do)
        raise typer.Exit(NOT_READY) from None
    except main.Unreached as lost:
        _say_wrong(str(lost), "Check KRING_DATABASE, or run: kring doctor")
        raise typer.Exit(NOT_READY) from None
    except Unreachable as refused:
        _say_wrong(f"Slack refuses to work with Kring ({refused.code}).", "Run: kring doctor")
        raise typer.Exit(WRONG) from None
    except Trouble as trouble:
        _say_wrong(trouble.said, trouble.do)
        raise typer.Exit(trouble.code) from None


def _say_wrong(*sentences: str) -> None:
    for sentence in sentences:
        err.print(Text("● ", style="red") + Text(sentence), soft_wrap=True)

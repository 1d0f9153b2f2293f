"""Every screen in every language, with hostile examples, as it was last looked at.

`make golden` writes the files anew; the difference is then read like any other change of words.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import Commands
from bot.content import (
    Bullets,
    Button,
    Card,
    Heading,
    Image,
    Line,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from bot.dialog import Dialog
from bot.dialogs import discover
from bot.speech import Speech
from tests import words

GOLDEN = Path(__file__).parent / "golden"
DIALOGS = discover()
SPEECH = Speech((), Commands(DIALOGS).word)


def styled(line: Line) -> str:
    """A line with its styles visible, so that a change of style is a change of the file."""
    said = ""
    for span in line:
        mark = ("**" if span.bold else "") + ("_" if span.italic else "")
        text = f"`{span.text}`" if span.code else span.text
        text = f"[{text}]({span.link})" if span.link else text
        said += f"{mark}{text}{mark[::-1]}"
    return said.replace("\n", "⏎")


def drawn(card: Card) -> Iterator[str]:
    """A card as lines of text, everything on it included."""
    yield f"┌ {card.title}"
    yield from _blocks(card)
    for question in card.form.inputs if card.form else ():
        must = "*" if question.required else ""
        yield f"│ ▢ {question.label}{must} [{question.kind}]"
        yield from (f"│     {text}" for text in (question.hint, question.promise) if text)
        yield from (f"│     ○ {c.key}: {c.label}" for c in question.choices)
        if question.value:
            yield f"│     = {question.value!r}"
    if card.form:
        yield f"│ ( {card.form.submit} )"
    yield from (f"│ ( {_button(button)} )" for button in card.buttons)
    yield "└"


def _blocks(card: Card) -> Iterator[str]:
    for block in card.blocks:
        match block:
            case Heading(line):
                yield f"│ ## {styled(line)}"
            case Paragraph(line):
                yield f"│ {styled(line)}"
            case Quote(line):
                yield f"│ > {styled(line)}"
            case Bullets(items, numbered):
                yield from (
                    f"│ {f'{n}.' if numbered else '-'} {styled(item)}"
                    for n, item in enumerate(items, 1)
                )
            case Image(svg, alt):
                yield f"│ (picture of {svg.count('<circle')} shapes: {alt})"
            case Table(head, rows):
                yield from (f"│ | {' | '.join(row)} |" for row in (head, *rows))
            case Rule():
                yield "│ ―――"


def _button(button: Button) -> str:
    return f"{button.label} → {button.url or button.token}"


def screens(dialog: Dialog) -> str:
    """All steps of a dialog with all its examples in all languages."""
    lines = []
    for reader in words.readers():
        lines.append(f"═══ {reader.language} ═══")
        for step, card in words.cards(SPEECH, dialog, reader):
            lines += ["", f"{dialog.key}.{step.key}", *drawn(card)]
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("key", DIALOGS)
def test_screens_are_as_they_were_looked_at(key: str, request: pytest.FixtureRequest) -> None:
    file, now = GOLDEN / f"{key}.txt", screens(DIALOGS[key])
    if request.config.getoption("--golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(now)
    assert file.exists(), "run make golden, and look at what it wrote"
    assert now == file.read_text()


def test_no_golden_file_is_left_behind() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(DIALOGS)

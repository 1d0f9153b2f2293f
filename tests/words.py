"""The words are checked like code: complete in every language, well formed, in good manners.

`python -m tests.words` prints what is wrong and exits 1; the same checks run in `make check`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError

from bot import fields as f
from bot.content import Card, Heading, Paragraph, flat
from bot.dialog import Dialog, Go, Step
from bot.dialogs import RESERVED, discover
from bot.fields import Answers, Facts
from bot.speech import LANGUAGES, PACKAGED, Reader, Speech

TITLE = 24
"""Characters that a window's title has room for."""
LABEL = 75
"""Characters of an option or a button that every platform shows."""

_RUDE = re.compile(r"!\s*!|you forgot|vous avez oublié|je bent vergeten|\bnudge\b", re.IGNORECASE)
_NARROW, _WIDE = "\u202f", "\u00a0"
_OPEN_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")


def readers() -> Iterator[Reader]:
    for language in LANGUAGES:
        yield Reader(language=language, zone="Europe/Brussels", name="Zoé", today="2027-01-11")


def names(dialog: Dialog, facts: Facts) -> set[str]:
    """The blocks that this dialog needs, as far as these facts lead."""
    needed = {"title"}
    for step in dialog.steps:
        needed.add(step.key)
        needed |= {f"go__{go.key}" for go in step.offers(facts)}
        for asked in step.asks(facts):
            needed.add(asked.block)
            if isinstance(asked, f.Pick | f.Picks) and isinstance(asked.options, tuple):
                needed |= {f"{asked.block}__{option}" for option in asked.options}
            if isinstance(asked, f.Scale):
                needed |= {f"{asked.block}__{asked.low}", f"{asked.block}__{asked.high}"}
    return needed


def missing(speech: Speech, dialog: Dialog) -> Iterator[str]:
    """Blocks that a language lacks, and blocks that only some languages have."""
    blocks: dict[str, set[str]] = {}
    for language in LANGUAGES:
        try:
            blocks[language] = set(speech.template(dialog.key, language).blocks)
        except TemplateError as wrong:
            yield f"prompts/{language}/{dialog.key}.j2: {type(wrong).__name__}: {wrong}"
    everywhere = set().union(*blocks.values()) if blocks else set()
    for facts in dialog.examples:
        everywhere |= names(dialog, facts)
    for language, known in blocks.items():
        for block in sorted(everywhere - known):
            yield f"prompts/{language}/{dialog.key}.j2: no block {block!r}"


def cards(speech: Speech, dialog: Dialog, reader: Reader) -> Iterator[tuple[Step, Card]]:
    """Every step with every example."""
    for facts in dialog.examples:
        for step in dialog.steps:
            answers = Answers(facts.get("answers", {}))
            yield (
                step,
                speech.card(dialog, step, reader, facts=facts, answers=answers, token="run"),
            )


def manners(card: Card) -> Iterator[str]:
    """What a good facilitator would not send."""
    texts = [flat(b.line) for b in card.blocks if isinstance(b, Heading | Paragraph)]
    if len(card.title) > TITLE:
        yield f"title of {len(card.title)} characters: {card.title!r}"
    if sum(text.count("!") for text in texts) > 1 and not any("<!" in t for t in texts):
        yield "more than one exclamation mark"
    for text in texts:
        if _RUDE.search(text):
            yield f"not in Kring's manners: {text[:60]!r}"
    for label, most in _labels(card):
        if len(label) > most:
            yield f"label of {len(label)} characters, {most} fit: {label!r}"


def _labels(card: Card) -> Iterator[tuple[str, int]]:
    for question in card.form.inputs if card.form else ():
        yield question.label, 2 * LABEL
        yield from ((choice.label, LABEL) for choice in question.choices)
    yield from ((button.label, LABEL) for button in card.buttons)


_LITERAL = re.compile(r"{#.*?#}|{%.*?%}|\]\(dots:[^)]*\)|{{.*?}}|`[^`]*`|https?://\S+", re.DOTALL)


def typography(path: Path) -> Iterator[str]:
    """French spaces before ; ! ? and :, and no straight apostrophes in any language's prose."""
    text = _LITERAL.sub("▯", path.read_text())
    faults = [("straight apostrophe", found) for found in re.finditer(r"\w'\w", text)]
    if path.parent.name == "fr":
        faults += [
            (f"no narrow space before {found[2]!r}", found)
            for found in re.finditer(r"(?<![\s<])(.)([;!?])(?=[\s▯.)»]|$)", text)
            if found[1] not in (_NARROW, "!", "?", "▯", "(", "[")
        ]
        faults += [
            ("no hard space before ':'", found)
            for found in re.finditer(r"(.)[ ]?:(?=[\s▯]|$)", text)
            if found[1] not in (_WIDE, "|", "-", "▯") and not re.match(r"\|?[-:]", found[0])
        ]
        faults += [("breaking space inside « »", found) for found in re.finditer(r"« | »", text)]
    for fault, found in faults:
        yield f"{fault}: …{text[max(0, found.start() - 20) : found.end() + 5]!r}"


def outside(path: Path) -> Iterator[str]:
    """Words outside of a block are never said."""
    text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
    depth, rest = 0, []
    for part in re.split(r"({%-?\s*(?:block|endblock)\b.*?%})", text, flags=re.DOTALL):
        if part.startswith("{%"):
            depth += 1 if "endblock" not in part else -1
        elif depth == 0 and part.strip():
            rest.append(part.strip())
    for words in rest:
        if not words.startswith(("{%", "{{")):
            yield f"words outside of a block: {words[:60]!r}"


def links(dialog: Dialog) -> Iterator[str]:
    """Buttons lead somewhere."""
    known = discover()
    for facts in dialog.examples:
        for step in dialog.steps:
            for go in step.offers(facts):
                if wrong := _dead_end(go, known.keys()):
                    yield f"{dialog.key}: button {go.key!r} leads nowhere: {wrong}"


def _dead_end(go: Go, known: object) -> str:
    parts = go.to.split(":")
    if parts[0] == "start":
        return "" if len(parts) == 4 and parts[1] in known else go.to  # type: ignore[operator]
    return "" if parts[0] in ("look", "resend", "https") else go.to


def reminders(speech: Speech, dialog: Dialog) -> Iterator[str]:
    """A dialog that reminds has its own words for it."""
    module = next((m for m in sys.modules.values() if getattr(m, "DIALOG", None) is dialog), None)
    text = Path(module.__file__).read_text() if module and module.__file__ else ""
    if "Does.REMIND" in text:
        for language in LANGUAGES:
            if "remind" not in speech.template(dialog.key, language).blocks:
                yield f"prompts/{language}/{dialog.key}.j2: reminds, but has no block 'remind'"


def check() -> Iterator[str]:
    speech, dialogs = Speech(), discover()
    for dialog in dialogs.values():
        gaps = list(missing(speech, dialog))
        yield from gaps
        if gaps:
            continue
        yield from links(dialog)
        yield from reminders(speech, dialog)
        for reader in readers():
            try:
                for step, card in cards(speech, dialog, reader):
                    for fault in manners(card):
                        yield f"{reader.language} {dialog.key}.{step.key}: {fault}"
            except (TemplateError, LookupError, TypeError, ValueError) as wrong:
                yield f"{reader.language} {dialog.key}: {type(wrong).__name__}: {wrong}"
    known = {*dialogs, *RESERVED}
    for path in sorted(PACKAGED.rglob("*.j2")):
        if path.stem not in known:
            yield f"{path.parent.name}/{path.name}: no dialog of this name"
        for fault in (*typography(path), *outside(path)):
            yield f"{path.parent.name}/{path.name}: {fault}"


def main() -> int:
    faults = sorted(set(check()))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the words." if faults else "The words are in order.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

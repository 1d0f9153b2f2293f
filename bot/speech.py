"""The words: a template's blocks and a person's language become a card."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import (
    BytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    meta,
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

import prompts
from bot import fields as f
from bot import formats
from bot.content import Button, Card, Choice, Form, Input, Paragraph, Raw
from bot.dialog import Dialog, Go, Step, path, seen_by
from bot.fields import Answers, AnyField, Facts, From, Invalid, Json
from bot.formats import FILTERS, Known, Safe, listing, moment, on_date, plural, when
from bot.markup import escape, literal, parse, words
from bot.picture import dots
from bot.reads import Reads, Seen, what_it_reads

LANGUAGES = ("en", "fr", "nl")
REMEMBERED = 4096
"""Sentences that are kept as they were filled in: what many read is written once."""
PACKAGED = Path(next(iter(prompts.__path__)))


def _finalize(value: Any) -> Any:
    return value if isinstance(value, Safe) else escape(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a card is written."""

    language: str
    zone: str
    name: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """A template.

    `fixed` are its blocks that say the same to everybody, `plain` their words; `reads` is what
    its blocks look at.
    """

    template: Template
    fixed: Mapping[str, str]
    plain: Mapping[str, str]
    reads: Mapping[str, Reads | None]


class _Compiled(BytecodeCache):
    """What each text was compiled to: once in a process, however many speak it."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
_SYNTAX = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)


def _fixed(blocks: Iterable[nodes.Block]) -> dict[str, str]:
    """The blocks in which nothing is filled in."""
    found: dict[str, str] = {}
    for block in blocks:
        parts = [part for out in block.body if isinstance(out, nodes.Output) for part in out.nodes]
        plain = [part.data for part in parts if isinstance(part, nodes.TemplateData)]
        if all(isinstance(out, nodes.Output) for out in block.body) and len(plain) == len(parts):
            found[block.name] = "".join(plain).strip()
    return found


@cache
def _blocks(
    source: str,
) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, Reads | None]]:
    """Of the blocks of a text: the fixed ones, their words, and what each one looks at."""
    blocks = list(_SYNTAX.parse(source).find_all(nodes.Block))
    fixed = _fixed(blocks)
    plain = {block: words(said) for block, said in fixed.items()}
    return fixed, plain, {block.name: what_it_reads(block) for block in blocks}


class Speech:
    """Reads templates from some folders; the first that has a file wins, the package is last."""

    def __init__(
        self,
        folders: Sequence[Path] = (),
        commands: Callable[[str, str], str] = lambda key, language: key,  # noqa: ARG005
    ) -> None:
        self._pages: dict[tuple[str, str], _Page] = {}
        self._inputs: dict[tuple[str, str, AnyField], Input] = {}
        self._said_before: dict[tuple[str, str, Seen], str] = {}
        self._loader = FileSystemLoader([*folders, PACKAGED])
        self._environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # files do not change while Kring runs; it asked for each sentence
            autoescape=False,
            bytecode_cache=_COMPILED,
        )

        @pass_context
        def command(context: Context, key: str) -> Safe:
            return Safe(f"`{commands(key, context['_language'])}`")

        self._environment.filters |= FILTERS
        self._environment.globals |= {"plural": plural, "command": command, "dots": dots}
        # chance comes in as a fact: what is kept would be drawn once for everybody
        del self._environment.filters["random"], self._environment.globals["lipsum"]
        self._globals = dict(self._environment.globals)

    def template(self, key: str, language: str) -> Template:
        """Raises jinja2.TemplateNotFound when this language lacks it."""
        return self._page(key, language).template

    def names(self, key: str, language: str) -> frozenset[str]:
        """What this page asks to be told: each name has to be known when it is said."""
        source, *_ = self._loader.get_source(self._environment, f"{language}/{key}.j2")
        asked = meta.find_undeclared_variables(self._environment.parse(source))
        return frozenset(asked - self._environment.globals.keys())

    def _page(self, key: str, language: str) -> "_Page":
        if (key, language) not in self._pages:
            name = f"{language}/{key}.j2"
            template = self._environment.get_template(name)
            source, *_ = self._loader.get_source(self._environment, name)
            self._pages[key, language] = _Page(template, *_blocks(source))
        return self._pages[key, language]

    def block(self, key: str, name: str, reader: Reader, facts: Facts) -> str | None:
        """A block's Markdown, or None when the template has no such block."""
        page = self._page(key, reader.language)
        if name in page.fixed:
            return page.fixed[name]
        if name not in page.template.blocks:
            return None
        known = self._known(reader, facts)
        reads = page.reads[name]
        seen = None if reads is None else reads.seen(known)
        if seen is None:
            return self._written(page.template, name, known)
        said = self._said_before.get((key, name, seen))
        if said is None:
            if len(self._said_before) >= REMEMBERED:
                self._said_before.clear()
            said = self._said_before[key, name, seen] = self._written(page.template, name, known)
        return said

    def forget(self) -> None:
        """Keep nothing of what was said until now."""
        self._said_before.clear()
        self._inputs.clear()
        parse.cache_clear()
        words.cache_clear()
        formats.forget()

    def _written(self, template: Template, name: str, known: Facts) -> str:
        context = template.new_context({**self._globals, **known}, shared=True)
        return "".join(template.blocks[name](context)).strip()

    @staticmethod
    def _known(reader: Reader, facts: Facts) -> dict[str, Json]:
        about = {"name": reader.name, "zone": reader.zone, "today": reader.today}
        return {**about, **facts, "zone": reader.zone, "_language": reader.language}

    def need(self, key: str, name: str, reader: Reader, facts: Facts) -> str:
        """The same. Raises KeyError where the template lacks the block."""
        said = self.block(key, name, reader, facts)
        if said is None:
            raise KeyError(f"prompts/{reader.language}/{key}.j2 has no block {name!r}")
        return said

    def said(self, key: str, name: str, reader: Reader, facts: Facts) -> str | None:
        """A block as plain characters, or None when the template has no such block."""
        plain = self._page(key, reader.language).plain.get(name)
        if plain is not None:
            return plain
        said = self.block(key, name, reader, facts)
        return None if said is None else words(said)

    def spoken(self, key: str, name: str, reader: Reader, facts: Facts) -> str:
        """The same. Raises KeyError where the template lacks the block."""
        plain = self._page(key, reader.language).plain.get(name)
        return words(self.need(key, name, reader, facts)) if plain is None else plain

    def shared(self, name: str, reader: Reader, **facts: Json) -> str:
        """A short text that all dialogs share, as plain characters."""
        return self.spoken("shared", name, reader, facts)

    def text(self, key: str, language: str, **facts: Json) -> str:
        """A shared text for a page's own words: `text("web.send", "fr")` is a block of web.j2."""
        template, _, name = key.rpartition(".")
        reader = Reader(language=language, zone="UTC")
        return self.spoken(template or "shared", name, reader, facts)

    def note(self, name: str, reader: Reader, **facts: Json) -> Card:
        """A small card of shared text: an answer to what was not understood, and the like."""
        markdown = self.need("shared", name, reader, facts)
        return Card(title="Kring", blocks=parse(markdown), language=reader.language)

    def error(self, wrong: Invalid, reader: Reader) -> str:
        """The sentence that says how to mend an answer."""
        return self.shared(f"error_{wrong.code}", reader, **wrong.about)

    # ── a dialog's cards ──

    def title(self, dialog: Dialog, reader: Reader, facts: Facts) -> str:
        return self.spoken(dialog.key, "title", reader, facts)

    def card(
        self,
        dialog: Dialog,
        step: Step,
        reader: Reader,
        *,
        facts: Facts,
        answers: Answers | None = None,
        token: str = "",
        lead: str = "",
        buttons: Sequence[Button] = (),
    ) -> Card:
        """One step as a card. `token` makes its questions a form; `lead` is a block said first."""
        given = answers or Answers()
        seen = {**step.knows(given, facts), "answers": given.stored()}
        markdown = self.need(dialog.key, step.key, reader, seen)
        if lead and (first := self.block(dialog.key, lead, reader, seen)):
            markdown = first if lead == "remind" else f"{first}\n\n{markdown}"
        asks = step.asks(facts)
        form = None
        if token and asks:
            send = self.said(dialog.key, f"{step.key}__send", reader, seen)
            form = Form(
                token=f"{token}:{step.key}",
                inputs=tuple(self.input(dialog, ask, reader, seen, given) for ask in asks),
                submit=send or self.shared("send", reader),
            )
        offers = tuple(self.button(dialog, go, reader, seen, token) for go in step.offers(facts))
        return Card(
            title=self.title(dialog, reader, seen),
            blocks=parse(markdown),
            form=form,
            buttons=(*offers, *buttons),
            language=reader.language,
        )

    def button(self, dialog: Dialog, go: Go, reader: Reader, facts: Facts, run: str = "") -> Button:
        label = self.spoken(dialog.key, f"go__{go.key}", reader, {**facts, **go.given})
        if go.to.startswith("https://"):
            return Button(label=label, look=go.look, url=go.to)
        return Button(label=label, look=go.look, token=go.to.replace("{run}", run))

    def input(
        self, dialog: Dialog, ask: AnyField, reader: Reader, facts: Facts, answers: Answers
    ) -> Input:
        place = (dialog.key, reader.language, ask)
        drawn = self._inputs.get(place)
        if drawn is None:
            drawn = self._drawn(dialog, ask, reader, facts, answers)
            if self._same_for_all(dialog, ask, reader.language):
                if len(self._inputs) >= REMEMBERED:
                    self._inputs.clear()
                self._inputs[place] = drawn
        value = self.value(ask, reader, facts, answers)
        return drawn if value == drawn.value else replace(drawn, value=value)

    def _drawn(
        self, dialog: Dialog, ask: AnyField, reader: Reader, facts: Facts, answers: Answers
    ) -> Input:
        """The question, with nothing in its field."""
        seen = {**facts, "field": ask.key}
        hint = self.said(dialog.key, f"{ask.block}__hint", reader, seen)
        least, most = _bounds(ask)
        return Input(
            key=ask.key,
            kind=ask.kind,
            label=self.spoken(dialog.key, ask.block, reader, seen),
            hint=hint or "",
            promise=self.promise(ask, reader, answers),
            required=ask.required,
            choices=tuple(self.choices(dialog, ask, reader, seen)),
            least=least,
            most=most,
        )

    def _same_for_all(self, dialog: Dialog, ask: AnyField, language: str) -> bool:
        """Whether nothing is filled into any of its texts: then it is drawn once."""
        page, shared = self._page(dialog.key, language), self._page("shared", language)
        texts = [name for name in page.template.blocks if name.startswith(f"{ask.block}__")]
        offered = isinstance(ask, f.Pick | f.Picks) and isinstance(ask.options, From)
        return (
            not offered
            and not isinstance(ask.sees, f.Chosen)
            and all(name in page.plain for name in (ask.block, *texts))
            and all(name in shared.plain for name in ("yes", "no", f"sees_{ask.sees.value}"))
        )

    def promise(self, ask: AnyField, reader: Reader, answers: Answers) -> str:
        """Who will see the answer, in words; the engine files by the same code."""
        if isinstance(ask.sees, f.Chosen):
            if ask.sees.by not in answers.stored():
                return self.shared("sees_chosen", reader)
            return self.shared(f"sees_{seen_by(ask, answers).value}", reader)
        return self.shared(f"sees_{ask.sees.value}", reader)

    def choices(
        self, dialog: Dialog, ask: AnyField, reader: Reader, facts: Facts
    ) -> Iterable[Choice]:
        match ask:
            case f.Pick() | f.Picks():
                if isinstance(ask.options, From):
                    for choice in facts[ask.options.fact]:
                        yield Choice(choice["key"], choice["label"])
                    return
                for key in ask.options:
                    yield Choice(key, self.spoken(dialog.key, f"{ask.block}__{key}", reader, facts))
            case f.Scale():
                for n in range(ask.low, ask.high + 1):
                    said = self.said(dialog.key, f"{ask.block}__{n}", reader, facts)
                    yield Choice(str(n), said or "")
            case f.YesNo():
                for key in ("yes", "no"):
                    said = self.said(dialog.key, f"{ask.block}__{key}", reader, facts)
                    yield Choice(key, said or self.shared(key, reader))
            case _:
                return

    def value(self, ask: AnyField, reader: Reader, facts: Facts, answers: Answers) -> Raw:
        """What stands in the field: the answer given, else its default, as a form sends it."""
        if not answers.has(ask):
            return ask.preset(facts)
        stored = answers.stored()[ask.key]
        match ask, stored:
            case _, None:
                return ""
            case f.YesNo(), bool():
                return "yes" if stored else "no"
            case f.When(), str():
                local = moment(stored).astimezone(ZoneInfo(reader.zone))
                return local.strftime("%Y-%m-%dT%H:%M")
            case _, list():
                return tuple(stored)
            case _:
                return str(stored)

    def given(
        self,
        dialog: Dialog,
        reader: Reader,
        facts: Facts,
        answers: Answers,
        names: Mapping[str, str],
    ) -> Iterable[tuple[str, str]]:
        """What was answered, label and words, for the card that shows it back."""
        seen = {**facts, "answers": answers.stored()}
        for step in path(dialog, answers, facts):
            for ask in step.asks(facts):
                if (value := answers.of(ask)) in (None, "", ()):
                    continue
                asked = {**seen, "field": ask.key}
                drawn = self._inputs.get((dialog.key, reader.language, ask))
                label = drawn.label if drawn else self.spoken(dialog.key, ask.block, reader, asked)
                choices = drawn.choices if drawn else self.choices(dialog, ask, reader, asked)
                yield label, self._said(ask, choices, self._known(reader, seen), value, names)

    @staticmethod
    def _said(
        ask: AnyField,
        choices: Iterable[Choice],
        context: Known,
        value: Any,
        names: Mapping[str, str],
    ) -> str:
        labels = {choice.key: choice.label for choice in choices}
        match ask:
            case f.YesNo():
                return labels["yes" if value else "no"]
            case f.Scale():
                label = labels.get(str(value), "")
                return f"{value} · {label}" if label else str(value)
            case f.Pick():
                return labels.get(str(value), str(value))
            case f.Picks():
                return listing(context, [labels.get(v, v) for v in value])
            case f.People():
                return listing(context, [names.get(v, v) for v in value])
            case f.Day():
                return on_date(context, value)
            case f.When():
                return when(context, value)
            case _:
                return str(value)

    def recap(self, pairs: Iterable[tuple[str, str]]) -> tuple[Paragraph, ...]:
        """The answers shown back, one line each."""
        return tuple(
            Paragraph((*literal(label, italic=True), *literal(f"  {value}")))
            for label, value in pairs
        )


def _bounds(ask: AnyField) -> tuple[int | None, int | None]:
    match ask:
        case f.Text() | f.Picks() | f.People():
            return None, ask.most
        case f.Number():
            return ask.least, ask.most
        case f.Scale():
            return ask.low, ask.high
        case _:
            return None, None

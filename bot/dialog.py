"""Forms, not scripts: the answers are the state; where a person stands is computed from them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import Enum, IntEnum
from typing import Literal, TypeAlias

from bot.content import Raw
from bot.fields import UNLINKED, Answers, AnyField, Chosen, Facts, Invalid, Sees
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Person, Role, Scene


@dataclass(frozen=True, slots=True)
class Go:
    """A button under a step: its words are the block `go__{key}`, which also sees `given`.

    `to` is a token (see `bot.gestures`), as `start:share:n1:` or `look:run7:ask`; or an address.
    `{run}` in a token stands for the run whose card it is.
    """

    key: str
    to: str
    look: Literal["main", "plain", "quiet", "danger"] = "plain"
    given: Facts = field(default_factory=dict)


Fields: TypeAlias = tuple[AnyField, ...] | Callable[[Facts], tuple[AnyField, ...]]
Check: TypeAlias = Callable[[Answers, Facts], Mapping[str, Invalid]]


@dataclass(frozen=True, slots=True)
class Step:
    """One card: what is said, and what is asked. A step without fields ends its dialog.

    `then` names the next step (a later one); without it, or when it gives None, the next in
    order follows. `check` looks at all answers together and names the field to mend. `tells`
    works out from the answers so far what the block says besides the facts (dates, warnings).
    """

    key: str
    fields: Fields = ()
    then: Callable[[Answers, Facts], str | None] | None = None
    check: Check | None = None
    buttons: tuple[Go, ...] | Callable[[Facts], tuple[Go, ...]] = ()
    tells: Callable[[Answers, Facts], Facts] | None = None

    def knows(self, answers: Answers, facts: Facts) -> Facts:
        """All that the block of this step may speak of, but for the answers themselves."""
        return {**facts, **self.tells(answers, facts)} if self.tells else facts

    def asks(self, facts: Facts) -> tuple[AnyField, ...]:
        return self.fields(facts) if callable(self.fields) else self.fields

    def offers(self, facts: Facts) -> tuple[Go, ...]:
        return self.buttons(facts) if callable(self.buttons) else self.buttons


class Order(IntEnum):
    """Which prompt goes first when the cap bites."""

    LOGISTICS = 0
    DEADLINE = 1
    TRANSFER = 2
    SHARING = 3
    DISCOVERY = 4


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A local rule: `days` working days from `anchor` in the person's own calendar.

    At `clock` on their own clock, or at their slot. 0 days means the anchor's day itself.
    """

    anchor: datetime
    days: int
    clock: time | None = None


At: TypeAlias = datetime | WorkingDays


class Does(Enum):
    START = "start"  # say it, ask it
    REMIND = "remind"  # once more, only if it is still unanswered: the step's block `remind`
    CLOSE = "close"  # end the collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A moment at which a dialog is to be said. `about` (a session) and `name` make it unique."""

    at: At
    until: At | None = None  # useful until; past it the moment is dropped with a record
    about: str = ""
    name: str = ""
    does: Does = Does.START
    facts: Facts = field(default_factory=dict)


Planned: TypeAlias = Callable[[Network, Member], Iterator[Due]]
Gather: TypeAlias = Callable[[Scene, Memory, Facts], Facts | None]
Finish: TypeAlias = "Callable[[Run, Scene], Iterable[Command]]"
Idle: TypeAlias = "Callable[[Run], tuple[int, ...]] | None"
Closed: TypeAlias = Callable[[Scene, str, Result, Tally], Iterable[Command]]


def _never(network: Network, member: Member) -> Iterator[Due]:  # noqa: ARG001
    return iter(())


def _nothing(network: Network) -> Iterator[Due]:  # noqa: ARG001
    return iter(())


def _no_session(network: Network, now: datetime) -> str:  # noqa: ARG001
    return ""


def _as_given(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:  # noqa: ARG001
    return facts


def _no_more(run: "Run", scene: Scene) -> Iterable[Command]:  # noqa: ARG001
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """One matter that Kring raises. The file that declares it is all there is to it but its words.

    - `words`: the command that starts it, in English, French and Dutch.
    - `due`, `posts`, `closes`: when it is said to each member of `audience`, in the network's
      channel, and when its collection ends. `recurs`: the next time for somebody who is in no
      network, such as a manager.
    - `named`: whether its posts show by name what members said: they are drawn anew in their place
      once somebody has theirs deleted.
    - `of_others`: whether it tells one person what others said, with no form that it is kept in: it
      goes with what they said, once their network is over.
    - `meant`: the session that a command means which names none, "" for none in particular.
    - `gather`: completes the facts at the start; None means that it is no longer of use.
    - `finish`: what a completed run changes. It may come again when answers are changed.
    - `closed`: what the end of a collection changes; `brings`: the dialogs that it may begin.
    - `foresees`: whether its facts hold what is still to be said in the network.
    - `capped`: whether it counts against the limits on messages.
    - `stands`: whether its answers are how things stand, which other runs change too: whoever looks
      at a done one again sees them as they are by then.
    - `again`: whether it may be started anew once it is done; else the done one is shown.
    - `once`: whether others may do meanwhile what can be done only once: then it is looked at again
      when an answer comes.
    - `afterwards`: whether it may be started anew once its collection is closed.
    - `idle`: after how many working days without an answer a run that was not planned, such as a
      draft or an invitation, is shown once more, with the block `resume` before its step.
    - `examples`: facts for the gallery; at least one of them hostile.
    """

    key: str
    steps: tuple[Step, ...]
    audience: Role = Role.ANYONE
    words: tuple[str, ...] = ()
    due: Planned = _never
    posts: Callable[[Network], Iterator[Due]] = _nothing
    closes: Callable[[Network], Iterator[Due]] = _nothing
    named: bool = False
    of_others: bool = False
    recurs: Callable[[Person, datetime], Due | None] | None = None
    meant: Callable[[Network, datetime], str] = _no_session
    gather: Gather = _as_given
    finish: Finish = _no_more
    closed: Closed | None = None
    brings: tuple[str, ...] = ()
    idle: Idle = None
    lasts: timedelta = timedelta(days=30)
    order: Order = Order.LOGISTICS
    foresees: bool = False
    capped: bool = True
    changeable: bool = True
    stands: bool = False
    again: bool = False
    once: bool = False
    afterwards: bool = False
    examples: tuple[Facts, ...] = ({},)

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def secret(self, facts: Facts) -> bool:
        """Whether some answers leave their run for the ballot box at the close."""
        return any(
            f.sees in UNLINKED
            or (isinstance(f.sees, Chosen) and {f.sees.yes, f.sees.no} & UNLINKED)
            for step in self.steps
            for f in step.asks(facts)
        )


class Status(Enum):
    OPEN = "open"
    DONE = "done"  # answered; may still be changed where the dialog allows it
    CLOSED = "closed"  # filed and emptied
    LAPSED = "lapsed"  # nobody waits for it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One dialog with one person. `facts` are what was known when it began."""

    id: str
    dialog: str
    person: str
    network: str = ""
    about: str = ""
    facts: Facts = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    status: Status = Status.OPEN
    opened: datetime
    expires: datetime
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What an answer led to. `errors` by field; `done` when this answer completed the run."""

    run: Run
    errors: Mapping[str, Invalid] = field(default_factory=dict)
    done: bool = False


def path(dialog: Dialog, answers: Answers, facts: Facts) -> tuple[Step, ...]:
    """The steps walked so far, in order; the last is where the person stands.

    It either has an open question, or has no questions at all and so ends the dialog, or is the
    last one and completely answered. The same answers are asked for it again and again, so they
    keep it.
    """
    known = answers.walked
    if known is None or known[0] is not dialog or known[1] is not facts:
        known = answers.walked = (dialog, facts, tuple(_walk(dialog, answers, facts)))
    return known[2]


def _walk(dialog: Dialog, answers: Answers, facts: Facts) -> Iterator[Step]:
    order = {step.key: n for n, step in enumerate(dialog.steps)}
    n = 0
    while n < len(dialog.steps):
        step = dialog.steps[n]
        yield step
        asks = step.asks(facts)
        if not asks or not all(answers.has(f) for f in asks):
            return
        key = step.then(answers, facts) if step.then else None
        n = order[key] if key is not None else n + 1


def waiting(dialog: Dialog, answers: Answers, facts: Facts) -> Step | None:
    """The step with an open question, or None when nothing is left to ask."""
    last = path(dialog, answers, facts)[-1]
    return last if any(not answers.has(f) for f in last.asks(facts)) else None


def start(
    dialog: Dialog,
    *,
    id: str,  # noqa: A002
    person: str,
    now: datetime,
    facts: Facts,
    network: str = "",
    about: str = "",
    expires: datetime | None = None,
) -> Run:
    """A new run, waiting at its first step."""
    ends = expires or now + dialog.lasts
    done = waiting(dialog, Answers(), facts) is None
    return Run(
        id=id,
        dialog=dialog.key,
        person=person,
        network=network,
        about=about,
        facts=facts,
        status=Status.DONE if done else Status.OPEN,
        opened=now,
        expires=ends,
    )


def _read(asked: AnyField, raw: Raw, facts: Facts) -> object | None:
    """The value, None where it is left open on purpose. Raises Invalid."""
    empty = not raw.strip() if isinstance(raw, str) else not any(part.strip() for part in raw)
    if not empty:
        value: object = asked.read(raw, facts)
        return value
    if asked.required:
        raise Invalid("required")
    return None


def as_it_stands(dialog: Dialog, run: Run) -> Run:
    """The run with what stands in its forms before anybody answered, in place of its answers."""
    answers = run.answers
    for step in path(dialog, run.answers, run.facts):
        for asked in step.asks(run.facts):
            answers = answers.with_(asked, _read(asked, asked.preset(run.facts), run.facts))
    return replace(run, answers=answers)


def answer(dialog: Dialog, run: Run, step: Step, raw: Mapping[str, Raw]) -> Turn:
    """The run after a form of one of its steps was sent; a field that is not in `raw` stays open.

    All or nothing: with an error nothing is kept, and the person's words stay in their form.
    Answers of steps that a change of mind leads away from are dropped.
    """
    answers, errors = run.answers, dict[str, Invalid]()
    for asked in step.asks(run.facts):
        if asked.key in raw:
            try:
                answers = answers.with_(asked, _read(asked, raw[asked.key], run.facts))
            except Invalid as wrong:
                errors[asked.key] = wrong
    complete = all(answers.has(f) for f in step.asks(run.facts))
    if not errors and complete and step.check:
        errors = dict(step.check(answers, run.facts))
    if errors:
        return Turn(run=run, errors=errors)
    walked = {f.key for s in path(dialog, answers, run.facts) for f in s.asks(run.facts)}
    answers = answers.only(walked)
    done = waiting(dialog, answers, run.facts) is None
    status = Status.DONE if done else Status.OPEN
    return Turn(
        run=replace(run, answers=answers, status=status, revision=run.revision + 1), done=done
    )


def say(dialog: Dialog, run: Run, text: Raw) -> Turn:
    """The run after a typed message: it answers the first open question.

    Raises ValueError when nothing is asked.
    """
    step = waiting(dialog, run.answers, run.facts)
    if step is None:
        raise ValueError("nothing is asked in this run")
    asked = next(f for f in step.asks(run.facts) if not run.answers.has(f))
    return answer(dialog, run, step, {asked.key: text})


def seen_by(asked: AnyField, answers: Answers) -> Sees:
    """Who sees the answer to this field, given what the person chose."""
    if isinstance(asked.sees, Chosen):
        yes = answers.stored().get(asked.sees.by) is True
        return asked.sees.yes if yes else asked.sees.no
    return asked.sees

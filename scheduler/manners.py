"""How often, and when, it is polite to speak: rules over data, no clock and no store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from bot.dialog import Dialog, Order
from bot.effects import AGAIN, HELD
from bot.memory import IGNORED
from bot.network import Network, Person, State
from bot.ports import Moment, Outbox
from bot.telling import BUNDLE
from scheduler.calendar import Calendar, calendar_of

Outcome: TypeAlias = Literal[
    "said",
    "stale",  # its time of use is over
    "unneeded",  # the thing is done, or its person is gone
    "capped",  # there was no room within the limits while it was of use
    "off",  # the person does not want it: their pace, or this kind switched off
    "silent",  # this kind was left unanswered too often
    "unreachable",  # there is no conversation to say it in
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The figures. Days are working days in the person's own calendar."""

    a_day: int = 1  # messages
    rolling: int = 2  # messages in any `window` days
    around: int = 3  # the same, when the last of these days is near a session
    window: int = 5
    near: int = 2  # days before and after a session that make up the days around it
    bundle: int = BUNDLE  # items in one message
    patience: int = 5  # days after which a delayed prompt lapses
    ignored: int = IGNORED
    least_use: timedelta = timedelta(days=1)  # a delayed prompt needs this much, logistics less


LIMITS = Limits()
CALM = frozenset({Order.LOGISTICS, Order.DEADLINE})
"""What whoever wants little still gets."""
APART = (HELD, AGAIN)
"""Names of moments that nobody planned, outside of the caps; those of one name come together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What is known about one person before anything is said.

    `sessions` are the local days of sessions by network; `ignored` counts prompts left
    unanswered in a row, by moment key, where that is to be looked at.
    """

    person: Person
    said: Sequence[Outbox] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)
    sessions: Mapping[str, frozenset[date]] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of everything that is due for one person.

    `say`: for one message, the most important first; what does not go into it is `deferred`.
    `apart`: outside of the caps.
    """

    say: tuple[Moment, ...] = ()
    apart: tuple[Moment, ...] = ()
    wait: tuple[tuple[Moment, datetime], ...] = ()
    drop: tuple[tuple[Moment, Outcome], ...] = ()


Fate: TypeAlias = "datetime | Outcome"


def sessions_of(person: Person, networks: Iterable[Network]) -> dict[str, frozenset[date]]:
    """The days, on this person's clock, on which sessions of their networks are held."""
    calendar = calendar_of(person)
    return {
        network.id: frozenset(
            calendar.day(s.starts) for s in network.sessions if s.state is not State.CANCELLED
        )
        for network in networks
        if (member := network.member(person.id)) is not None and member.active
    }


# ── whether it is wanted ──


def unwanted(moment: Moment, dialog: Dialog, habits: Habits, now: datetime) -> Outcome | None:
    """Why this is not to be said at all, if so."""
    if moment.until is not None and moment.until <= now:
        return "stale"
    if moment.due.name in APART:
        return None
    if moment.dialog in habits.person.kinds_off or not _fits_pace(moment, dialog, habits):
        return "off"
    if habits.ignored.get(moment.key, 0) >= LIMITS.ignored:
        return "silent"
    return None


def _fits_pace(moment: Moment, dialog: Dialog, habits: Habits) -> bool:
    """Light: what a session or a deadline needs. Quiet: the same, on the day of a session."""
    match habits.person.pace:
        case "nothing":
            return False
        case "quiet":
            today = habits.calendar.day(moment.at)
            here = today in habits.sessions.get(moment.network, ())
            return here and dialog.order in CALM
        case "light":
            return not dialog.capped or dialog.order in CALM
        case _:
            return True


# ── whether there is room ──


def near_session(day: date, habits: Habits) -> bool:
    """Whether a session of any network is held within two working days of this one."""
    calendar, near = habits.calendar, LIMITS.near
    return any(
        calendar.shift(held, -near) <= day <= calendar.shift(held, near)
        for days in habits.sessions.values()
        for held in days
    )


def room(day: date, habits: Habits) -> bool:
    """Whether one more message that counts may be said on this day."""
    said = [out.said_on for out in habits.said]
    if said.count(day) >= LIMITS.a_day:
        return False
    first = habits.calendar.shift(day, 1 - LIMITS.window)
    within = sum(first <= said_on <= day for said_on in said)
    if within < LIMITS.rolling:
        return True
    return within < LIMITS.around and near_session(day, habits)


# ── when else ──


def patience(moment: Moment, calendar: Calendar) -> date:
    """The last day on which a delayed prompt may still be said."""
    due = calendar.free(calendar.resolve(moment.due.at))
    return calendar.shift(calendar.day(due), LIMITS.patience)


def deferred(moment: Moment, dialog: Dialog, habits: Habits, now: datetime) -> Fate:
    """The next free slot of another day, or why it cannot wait for it."""
    calendar = habits.calendar
    slot = calendar.next_slot(now)
    if calendar.day(slot) == calendar.day(now):
        slot = calendar.next_slot(slot)
    least = timedelta(0) if dialog.order is Order.LOGISTICS else LIMITS.least_use
    if moment.until is not None and moment.until - slot <= least:
        return "capped"
    return slot if calendar.day(slot) <= patience(moment, calendar) else "capped"


def _importance(dialogs: Mapping[str, Dialog], moment: Moment) -> tuple[int, datetime, str]:
    return (dialogs[moment.dialog].order, moment.at, moment.key)


# ── all together ──


def decide(
    due: Sequence[Moment],
    dialogs: Mapping[str, Dialog],
    habits: Habits,
    now: datetime,
    coming: Sequence[Moment] = (),
) -> Verdict:
    """What is said to one person now, what waits until when, and what is dropped for which reason.

    `coming`: what falls due later on the same day. All of a day goes into one message, which is
    said with the last of it.
    """
    calendar = habits.calendar
    found = [(m, unwanted(m, dialogs[m.dialog], habits, now)) for m in due]
    drop = [(m, why) for m, why in found if why is not None]
    wanted = sorted((m for m, why in found if why is None), key=lambda m: _importance(dialogs, m))
    if not calendar.open(now):
        waits, lost = _held(wanted, dialogs, calendar, calendar.next_slot(now))
        return Verdict(wait=waits, drop=(*drop, *lost))
    capped = [m for m in wanted if counts(m, dialogs)]
    apart = tuple(m for m in wanted if not counts(m, dialogs))
    late = [m for m in capped if patience(m, calendar) < calendar.day(now)]
    drop += [(m, "stale") for m in late]
    capped = [m for m in capped if m not in late]
    if not room(calendar.day(now), habits):
        fates = [(m, deferred(m, dialogs[m.dialog], habits, now)) for m in capped]
        waits, lost = split(fates)
        return Verdict(apart=apart, wait=waits, drop=(*drop, *lost))
    meeting = _gathering(capped, dialogs, habits, now, coming)
    if meeting is not None:
        return Verdict(apart=apart, wait=tuple((m, meeting) for m in capped), drop=tuple(drop))
    return Verdict(say=tuple(capped), apart=apart, drop=tuple(drop))


def counts(moment: Moment, dialogs: Mapping[str, Dialog]) -> bool:
    """Whether the caps apply: not to what its reader asked to see again."""
    return dialogs[moment.dialog].capped and moment.due.name not in APART


def _held(
    moments: Iterable[Moment],
    dialogs: Mapping[str, Dialog],
    calendar: Calendar,
    slot: datetime,
) -> tuple[tuple[tuple[Moment, datetime], ...], tuple[tuple[Moment, Outcome], ...]]:
    """Hold everything until the next slot but what is of no use any more by then."""

    def over(moment: Moment) -> bool:
        if moment.until is not None and moment.until <= slot:
            return True
        return counts(moment, dialogs) and patience(moment, calendar) < calendar.day(slot)

    return split((m, "stale" if over(m) else slot) for m in moments)


def split(
    fates: Iterable[tuple[Moment, Fate]],
) -> tuple[tuple[tuple[Moment, datetime], ...], tuple[tuple[Moment, Outcome], ...]]:
    """Those that wait, and those that are dropped."""
    listed = list(fates)
    return (
        tuple((m, fate) for m, fate in listed if isinstance(fate, datetime)),
        tuple((m, fate) for m, fate in listed if not isinstance(fate, datetime)),
    )


def _gathering(
    capped: Sequence[Moment],
    dialogs: Mapping[str, Dialog],
    habits: Habits,
    now: datetime,
    coming: Sequence[Moment],
) -> datetime | None:
    """When the day's one message is complete, if that is not now.

    A little later today, as long as it is a time to be spoken to and everything is still of use.
    """
    calendar = habits.calendar
    still = [
        m.at
        for m in coming
        if m.at > now
        and calendar.day(m.at) == calendar.day(now)
        and calendar.open(m.at)
        and counts(m, dialogs)
        and unwanted(m, dialogs[m.dialog], habits, m.at) is None
    ]
    if not capped or not still:
        return None
    last = max(still)
    return last if all(m.until is None or m.until > last for m in capped) else None


def later(calendar: Calendar, when: str, now: datetime) -> datetime:
    """The instant of a snooze: `today` in three hours, or one, or else tomorrow; `week`."""
    today = calendar.day(now)
    match when:
        case "today":
            hours = (now + timedelta(hours=n) for n in (3, 1))
            open_ = (at for at in hours if calendar.open(at) and calendar.day(at) == today)
            return next(open_, calendar.next_slot(now))
        case "week":
            return calendar.slot_on(calendar.shift(today + timedelta(weeks=1), 0))
        case _:
            return calendar.slot_on(calendar.shift(today, 1))

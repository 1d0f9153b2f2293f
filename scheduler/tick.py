"""What is due is said: taking a moment and starting its dialog are one transaction.

A prompt that asks something counts as left unanswered from the moment it is said until its reader
answers one of that kind. What comes from several networks in one week counts once. Where a
collection is closed, the close counts instead.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TypeAlias

from bot.app import Bot
from bot.dialog import Dialog, Does, Run, Status
from bot.network import Network, Person
from bot.ports import Conflict, Moment
from scheduler.calendar import Calendar, calendar_of
from scheduler.manners import (
    APART,
    LIMITS,
    Fate,
    Habits,
    Outcome,
    counts,
    decide,
    deferred,
    sessions_of,
)
from scheduler.ports import AHEAD, TimedUnit
from scheduler.timeline import Timeline

WEEK = timedelta(days=7)
Watch: TypeAlias = Callable[[Sequence[Moment]], None]
Told: TypeAlias = Callable[[Moment, Fate], None]


def unwatched(moments: Sequence[Moment]) -> None:
    """Nobody wants to know what is being worked on."""


def untold(moment: Moment, fate: Fate) -> None:
    """Nobody counts what came of it."""


def tick(
    unit: TimedUnit,
    bot: Bot,
    now: datetime,
    limit: int = 100,
    watch: Watch = unwatched,
    told: Told = untold,
) -> int:
    """Deal with what is due in one tenant, at most about `limit` moments; how many there were.

    Closes come first and alone, since they change what is still to be said. `watch` is told
    which moments come next, so that who calls knows on which of them a dialog failed; `told`
    what came of each.
    """
    due = unit.due(now, limit)
    closes = [m for m in due if m.due.does is Does.CLOSE]
    shared = closes or [m for m in due if not m.person]
    for moment in shared:
        watch((moment,))
        _in_common(unit, bot, moment, now, told)
    if closes:
        return len(closes)
    mine: dict[str, list[Moment]] = {}
    for moment in due:
        if moment.person:
            mine.setdefault(moment.person, []).append(moment)
    for person, moments in mine.items():
        watch(moments)
        _Round(unit, bot, now, told).tell(person, moments)
    return len(due)


def postpone(unit: TimedUnit, moments: Iterable[Moment], at: datetime) -> None:
    """Put off what got stuck, so that it does not hold up everything else."""
    for moment in moments:
        unit.put_off(moment, at)


# ── channels and closes ──


def _in_common(unit: TimedUnit, bot: Bot, moment: Moment, now: datetime, told: Told) -> None:
    if moment.dialog not in bot.dialogs:
        _settle(unit, moment, "unneeded", now, told)
    elif moment.due.does is Does.CLOSE:
        _settle(unit, moment, "said", now, told)
        about = moment.due.about
        bot.close(unit, dialog=moment.dialog, network=moment.network, about=about, now=now)
    elif moment.until is not None and moment.until <= now:
        _settle(unit, moment, "stale", now, told)
    else:
        posted = bot.announce(unit, moment, now)
        _settle(unit, moment, "said" if posted else "unneeded", now, told)


def _settle(unit: TimedUnit, moment: Moment, fate: Fate, now: datetime, told: Told) -> None:
    """Put it off, or be done with it.

    A moment is ours as long as this transaction lasts, so a conflict means only that something
    said in it changed the plan, which then withdrew this moment.
    """
    with suppress(Conflict):
        if isinstance(fate, datetime):
            unit.put_off(moment, fate)
        else:
            unit.take(moment, fate, now)
        told(moment, fate)


# ── one person ──


class _Round:
    """One person's turn within a tick."""

    def __init__(self, unit: TimedUnit, bot: Bot, now: datetime, told: Told) -> None:
        self.unit = unit
        self.bot = bot
        self.now = now
        self.told = told
        self.shown = set[str]()

    def tell(self, key: str, moments: Sequence[Moment]) -> None:
        person = self.unit.person(key)
        known = [m for m in moments if m.dialog in self.bot.dialogs]
        self._take((m for m in moments if m not in known), "unneeded")
        if person is None:
            self._take(known, "unneeded")
        elif self.unit.address_of(key) is None:
            self._take(known, "unreachable")
            self._again(person, known)
        else:
            self._speak(person, known)
            self._again(person, known)

    def _speak(self, person: Person, moments: Sequence[Moment]) -> None:
        networks = self.unit.networks_of(person.id)
        habits = self._habits(person, moments, networks)
        coming = self._coming(person, habits.calendar, moments)
        verdict = decide(moments, self.bot.dialogs, habits, self.now, coming)
        for moment, why in verdict.drop:
            self._take([moment], why)
            if why == "silent" and self.unit.ignored(person.id, moment.dialog) == LIMITS.ignored:
                self.bot.quieten(self.unit, person, moment.dialog, self.now)
        for moment, at in verdict.wait:
            self._settle(moment, at)
        self._apart(person, verdict.apart, networks)
        self._together(person, verdict.say, habits, networks)

    def _habits(
        self, person: Person, moments: Sequence[Moment], networks: Sequence[Network]
    ) -> Habits:
        calendar = calendar_of(person)
        since = calendar.shift(calendar.day(self.now), 1 - LIMITS.window)
        return Habits(
            person=person,
            said=self.unit.said(person.id, since),
            ignored={m.key: self._ignored(m) for m in moments if counts(m, self.bot.dialogs)},
            sessions=sessions_of(person, networks),
        )

    def _ignored(self, moment: Moment) -> int:
        """How often this kind was ignored; a reminder of what was said still belongs to that."""
        if moment.due.does is Does.REMIND and self.unit.run_of(
            moment.person, moment.dialog, moment.network, moment.due.about
        ):
            return 0
        return self.unit.ignored(moment.person, moment.dialog) - self._just_asked(moment)

    def _just_asked(self, moment: Moment, but: str = "") -> bool:
        """Whether the same was asked a few days ago in another network, and still waits."""
        return any(
            run.dialog == moment.dialog
            and run.network != moment.network
            and run.opened > self.now - WEEK
            and run.id != but
            for run in self.unit.open_runs(moment.person)
        )

    def _coming(
        self, person: Person, calendar: Calendar, due: Sequence[Moment]
    ) -> Sequence[Moment]:
        if not any(counts(m, self.bot.dialogs) for m in due):
            return ()
        tomorrow = calendar.at(calendar.day(self.now) + timedelta(days=1), time())
        taken = {m.key for m in due}
        pending = self.unit.coming(person.id, tomorrow)
        return [m for m in pending if m.key not in taken and m.dialog in self.bot.dialogs]

    def _apart(
        self, person: Person, moments: Sequence[Moment], networks: Sequence[Network]
    ) -> None:
        """Outside of the caps: each by itself, but what waited together comes together.

        It goes first: it knows what came about, where the same was planned for now.
        """
        groups = list[list[Moment]]()
        for name in APART:
            same = [m for m in moments if m.due.name == name]
            groups += [same[n : n + LIMITS.bundle] for n in range(0, len(same), LIMITS.bundle)]
        groups += [[m] for m in moments if m.due.name not in APART]
        for group in groups:
            begun = self._begin(group, networks)
            if begun:
                until = _until(group)
                self.bot.show(self.unit, person, begun, self.now, counts=False, until=until)

    def _together(
        self,
        person: Person,
        moments: Sequence[Moment],
        habits: Habits,
        networks: Sequence[Network],
    ) -> None:
        """The day's one message: the most important that are still of use; the others wait."""
        begun, used = list[tuple[Run, Does]](), list[Moment]()
        for moment in moments:
            if len(begun) < LIMITS.bundle:
                more = self._begin([moment], networks)
                begun, used = begun + more, used + [moment] * len(more)
                continue
            fate = deferred(moment, self.bot.dialogs[moment.dialog], habits, self.now)
            self._settle(moment, fate)
        if begun:
            until = _until(used)
            self.bot.show(self.unit, person, begun, self.now, counts=True, until=until)

    def _begin(
        self, moments: Sequence[Moment], networks: Sequence[Network]
    ) -> list[tuple[Run, Does]]:
        """The runs of these moments, each once in a round; a moment that has none is done with."""
        begun = list[tuple[Run, Does]]()
        for moment in moments:
            run = self.bot.begin(self.unit, moment, self.now)
            fresh = run is not None and run.id not in self.shown
            self._settle(moment, "said" if fresh else "unneeded")
            if run is not None and fresh:
                self.shown.add(run.id)
                begun.append((run, moment.due.does))
                self._ask(run, moment, networks)
        return begun

    def _ask(self, run: Run, moment: Moment, networks: Sequence[Network]) -> None:
        """Count a prompt that was said for the first time as unanswered so far."""
        asks = run.status is Status.OPEN and run.opened == self.now
        if asks and self._just_asked(moment, but=run.id):
            return
        if asks and not _collected(self.bot.dialogs[moment.dialog], moment, networks):
            self.unit.mark(moment.person, moment.dialog, answered=False)

    def _take(self, moments: Iterable[Moment], outcome: Outcome) -> None:
        for moment in moments:
            self._settle(moment, outcome)

    def _settle(self, moment: Moment, fate: Fate) -> None:
        _settle(self.unit, moment, fate, self.now, self.told)

    def _again(self, person: Person, moments: Sequence[Moment]) -> None:
        """Plan the next time of what recurs."""
        if any(not m.network and self.bot.dialogs[m.dialog].recurs for m in moments):
            waiting = self.unit.coming(person.id, self.now + AHEAD)
            Timeline(self.bot.dialogs).recurring(self.unit, person, self.now, waiting)


def _until(moments: Sequence[Moment]) -> datetime | None:
    """As long as one of them is of use, the message that holds them is."""
    ends = [moment.until for moment in moments]
    return None if None in ends else max((at for at in ends if at is not None), default=None)


def _collected(dialog: Dialog, moment: Moment, networks: Sequence[Network]) -> bool:
    """Whether a close of this very matter is planned, which counts who did not answer."""
    here = next((n for n in networks if n.id == moment.network), None)
    return here is not None and any(
        close.about == moment.due.about for close in dialog.closes(here)
    )

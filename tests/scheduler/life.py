"""One person's weeks, lived through on nothing but data: the same steps as the tick takes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.dialog import Dialog
from bot.network import Person
from bot.ports import Moment, Outbox
from scheduler.calendar import calendar_of
from scheduler.manners import Habits, decide, deferred

START = datetime(2027, 3, 1, tzinfo=UTC)


@dataclass
class Life:
    """One person's weeks: what was said when, and what became of each moment."""

    person: Person
    dialogs: Mapping[str, Dialog]
    sessions: Mapping[str, frozenset[date]]
    messages: list[tuple[datetime, tuple[Moment, ...], bool]] = field(default_factory=list)
    ended: dict[str, str] = field(default_factory=dict)

    def live(self, moments: list[Moment], asleep: timedelta = timedelta(0)) -> None:
        """Until nothing is pending any more; Kring wakes up late for the first three times."""
        pending = {m.key: m for m in moments}
        now = min(m.at for m in moments)
        for turn in range(3000):
            if not pending:
                return
            late = asleep if turn < 3 else timedelta(0)
            now = max(now, min(m.at for m in pending.values()) + late)
            due = [m for m in pending.values() if m.at <= now]
            day = calendar_of(self.person).day
            coming = [m for m in pending.values() if m.at > now and day(m.at) == day(now)]
            self._step(due, coming, now, pending)
        raise AssertionError("it never ends")

    @property
    def days(self) -> list[date]:
        """The person's own days on which something was said that counts."""
        return [calendar_of(self.person).day(at) for at, _, counted in self.messages if counted]

    def broken(self) -> list[date]:
        """Days that break a limit, counted independently of the rules."""
        calendar, days = calendar_of(self.person), self.days
        held = [day for each in self.sessions.values() for day in each]
        wrong = [day for day, n in Counter(days).items() if n > 1]
        for day in days:
            first = min(calendar.shift(day, -n) if n else day for n in range(5))
            near = any(calendar.shift(s, -2) <= day <= calendar.shift(s, 2) for s in held)
            if sum(first <= other <= day for other in days) > (3 if near else 2):
                wrong.append(day)
        return wrong

    def _step(
        self, due: list[Moment], coming: list[Moment], now: datetime, pending: dict[str, Moment]
    ) -> None:
        said = [Outbox(kind="", said_on=day) for day in self.days]
        habits = Habits(person=self.person, said=said, sessions=self.sessions)
        verdict = decide(due, self.dialogs, habits, now, coming)
        over = [(m, deferred(m, self.dialogs[m.dialog], habits, now)) for m in verdict.say[3:]]
        ends = [*verdict.drop, *((m, fate) for m, fate in over if isinstance(fate, str))]
        waits = [*verdict.wait, *((m, fate) for m, fate in over if isinstance(fate, datetime))]
        if verdict.say:
            self.messages.append((now, verdict.say[:3], True))
        self.messages += [(now, (m,), False) for m in verdict.apart]
        ends += [(m, "said") for m in (*verdict.say[:3], *verdict.apart)]
        assert {m.key for m, _ in (*ends, *waits)} == {m.key for m in due}
        for moment, outcome in ends:
            self.ended[moment.key] = outcome
            del pending[moment.key]
        for moment, at in waits:
            assert at > now
            pending[moment.key] = replace(moment, at=at)

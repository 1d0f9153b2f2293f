"""Networks whose people do anything at any time, and what may never happen to them meanwhile."""

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content import Card, Form, Input, Raw, plain
from bot.dialog import Run, Status
from bot.fields import AnyField, Chosen, Sees
from bot.moments import instant
from bot.network import Member, Network, Person, Phase, Role, Seat
from bot.ports import Commanded, Opened, Pressed, Reply, Said, Submitted, Unit, What
from bot.series import ending_with_the_last, meetings, sessions
from scheduler.calendar import calendar_of
from scheduler.manners import sessions_of
from tests.stage import Actor, Stage

PEOPLE = ("an", "bo", "cy", "di", "ed", "flo", "gus")
PLACES = (
    ("Europe/Brussels", "BE"),
    ("America/New_York", "US"),
    ("Asia/Kolkata", "IN"),
    ("Australia/Lord_Howe", "AU"),
    ("Pacific/Apia", "WS"),
)
LANGUAGES = ("en", "fr", "nl")
ODD: tuple[Raw, ...] = (
    *("", "   ", "<!channel> **x** _y_", "a|b", "# T", "x" * 400, "-1", "9" * 30, "nan", "yes"),
    *("2027-02-30T25:00", "0001-01-01", "9999-12-31T23:59", "\u202eabc", "{% raw %}", "١٢"),
    *((), ("a", "b"), ("", " ")),
)
RAW = re.compile(r"\{\{|\}\}|\bNone (?!of )|[Uu]ndefined|\bnull\b")
WORD = re.compile(r"zq\d+z")
"""What somebody wrote; each is written once, so that it is known whose it is."""


@dataclass
class AnyLife:
    """One life. Raises AssertionError at what nobody should live through."""

    here: Stage
    chance: random.Random
    words: dict[str, tuple[str, str, Sees]] = field(default_factory=dict)
    tokens: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)
    looked: int = 0
    posted: int = 0

    # ── who there is ──

    def begin(self, networks: int = 2) -> None:
        for who in (*PEOPLE, "boss"):
            self._person(who)
        for number in range(1, networks + 1):
            self.here.keep(self._network(f"n{number}"))

    def _person(self, who: str) -> None:
        chance, today = self.chance, self.here.now.date()
        zone, country = chance.choice((PLACES[0], *PLACES))
        away = today + timedelta(days=chance.randint(0, 40))
        hours = (("09:00", "17:00"), ("19:00", "23:00"), ("08:00", "12:00"), ("22:00", "06:00"))
        self.here.person(
            who,
            language=chance.choice(LANGUAGES),
            zone=zone,
            country=country,
            days=chance.choice(((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), (1, 3), tuple(range(7)))),
            hours=chance.choice((hours[0], *hours)),
            slot=chance.choice(("morning", "afternoon")),
            pace=chance.choice(("normal", "normal", "normal", "light", "quiet", "nothing")),
            away=chance.choice(((), ((away, away + timedelta(days=9)),))),
            manager="" if who == "boss" else chance.choice(("", "boss")),
            leads=who == "boss",
        )

    def _network(self, id_: str) -> Network:
        chance, now = self.chance, self.here.now
        zone, country = chance.choice(PLACES)
        lead, *others = chance.sample(PEOPLE, 6)
        day = (now + timedelta(days=chance.randint(3, 40))).replace(hour=14, minute=0, tzinfo=None)
        every, n = chance.choice((1, 2, 3)), chance.choice((3, 4))
        dates = meetings(instant(day, ZoneInfo(zone)), n, every, zone, country)
        roles = (Role.FACILITATOR, chance.choice((Role.FACILITATOR, Role.PARTICIPANT)))
        members = [
            Member(person=who, role=role, joined=now)
            for who, role in zip((lead, *others), (*roles, *[Role.PARTICIPANT] * 4), strict=True)
        ]
        return ending_with_the_last(
            Network(
                id=id_,
                title=f"Net {id_}",
                goal="Weeks that hold",
                zone=zone,
                country=country,
                created=now,
                seats_min=chance.choice((2, 6)),
                seats_max=chance.choice((5, 15)),
                phase=chance.choice((Phase.OPEN, Phase.FIXED)),
                channel=chance.choice((f"channel:{id_}", f"channel:{id_}", "")),
                every_weeks=every,
                sessions=sessions(id_, tuple(dates), 120),
                members=tuple(members),
                languages=(chance.choice(LANGUAGES),),
            )
        )

    @property
    def networks(self) -> dict[str, Network]:
        """All of them, those that were put away too."""
        ids = [f"n{number}" for number in range(1, 5)]

        def all_of(unit: Unit) -> list[Network | None]:
            return [*unit.catalogue(), *map(unit.network, ids)]

        return {n.id: n for n in self.here.look(all_of) if n}

    def person(self, who: str) -> Person:
        found = self.here.look(lambda unit: unit.person(who))
        assert found is not None
        return found

    # ── what they do ──

    def live(self, turns: int) -> None:
        """So many turns in which people act, and then until all is over."""
        for _ in range(turns):
            for _ in range(self.chance.randint(0, 3)):
                self.act()
            self.wait()
        for _ in range(4):  # what a meeting that was moved, or one more, brings
            ends = max(s.ends for n in self.networks.values() for s in n.sessions)
            self.until(max(self.here.now, ends + timedelta(days=140)))
        for network in self.networks.values():
            assert network.phase is Phase.ARCHIVED, network.id
            if self._left(network.id):  # for who works one day a week
                self.until(self.here.now + timedelta(days=300))
            left = self._left(network.id)
            assert left == [], left

    def _left(self, network: str) -> list[str]:
        """What is still to be said."""
        return [moment.key for moment in self.here.look(lambda unit: unit.moments(network))]

    def wait(self) -> None:
        hours = self.chance.choice((0.01, 1, 3, 8, 20, 50, 200))
        to = self.here.now + timedelta(hours=self.chance.uniform(0, hours))
        if self.chance.random() < 0.05:  # Kring is down
            self.here.clock[0] = to
            self._beat()
        else:
            self.until(to)

    def until(self, moment: datetime) -> None:
        here, before = self.here, None
        while (due := here.runner.run(here.kring.next_due())) is not None and due <= moment:
            assert due != before, "what was due is dealt with"
            before = due
            here.clock[0] = max(here.now, due)
            self._beat()
        here.clock[0] = moment
        self._beat()

    def _beat(self) -> None:
        self.here.beat()
        self._look("", {})

    def act(self) -> None:
        chance = self.chance
        who = chance.choice((*PEOPLE, "boss"))
        me, dialogs = Actor(self.here, who), self.here.kring.bot.dialogs.values()
        words = [word for dialog in dialogs for word in dialog.words]
        match chance.randrange(9):
            case 0 | 1:
                word = chance.choice(words)
                self.does(who, chance.choice((Said(word), Commanded(f"{word} {word}"))))
                self._answers(who)
            case 2 if self.tokens.get(who):
                self.does(who, Pressed(chance.choice(self.tokens[who])))
                self._answers(who)
            case 3 | 4 if me.cards:
                self._presses(who, me.cards[-1])
                self._answers(who)
            case 5 if self.forms.get(who):
                form = chance.choice(self.forms[who])
                self.does(who, Submitted(form.token, self._filled(who, form, odd=0.3)))
            case 6:
                text = chance.choice((*ODD, "1", "ja", "non", "2, 3", "hello", "tomorrow"))
                self.does(who, chance.choice((Said(str(text)), Opened())))
            case 7:
                self._is_in_date(who)
            case _:
                self._answers(who)

    def does(self, who: str, what: What) -> Reply:
        before = self.networks
        reply = self.here.receive(who, what)
        self._look(who, before)
        if reply.card is not None:
            self._read(who, reply.card)
        assert all(said.strip() for said in reply.errors.values())
        return reply

    def _presses(self, who: str, card: Card) -> None:
        """A button of what stands last in somebody's conversation."""
        tokens = [button.token for button in card.buttons if button.token]
        if tokens:
            self.does(who, Pressed(self.chance.choice(tokens)))

    def _is_in_date(self, who: str) -> None:
        """What was just shown is not out of date."""
        reply = self.does(who, Said("my"))
        shown = reply.card or Actor(self.here, who).cards[-1]
        for button in shown.buttons:
            if button.token and self.chance.random() < 0.5:
                assert not self.does(who, Pressed(button.token)).gone, button

    def _answers(self, who: str) -> None:
        """One form after another, the newest first."""
        for _ in range(self.chance.randint(0, 6)):
            shown = [card.form for card in Actor(self.here, who).cards if card.form]
            run = self._run(shown[-1]) if shown else None
            if run is None or run.status is not Status.OPEN:
                return
            self.does(who, Submitted(shown[-1].token, self._filled(who, shown[-1], odd=0.02)))

    # ── what they write ──

    def _filled(self, who: str, form: Form, *, odd: float) -> dict[str, Raw]:
        chance, values = self.chance, dict[str, Raw]()
        for question in form.inputs:
            if chance.random() < odd:
                values[question.key] = chance.choice(ODD)
            elif question.value and chance.random() < 0.5:
                values[question.key] = question.value
            elif question.required or chance.random() < 0.7:
                values[question.key] = self._value(who, question)
        self._note(who, form, values)
        return values

    def _value(self, who: str, question: Input) -> Raw:
        chance = self.chance
        there = self.here.now.astimezone(ZoneInfo(self.person(who).zone))
        day = (there + timedelta(days=chance.choice((0, 1, 2, 7, 14, 30, 50)))).date()
        keys = [choice.key for choice in question.choices]
        match question.kind:
            case "scale" | "number":
                least = question.least or 0
                return str(chance.randint(least, min(question.most or 9, least + 5)))
            case "one":
                return chance.choice(keys) if keys else ""
            case "many":
                return tuple(chance.sample(keys, min(len(keys), chance.randint(1, 3))))
            case "yesno":
                return chance.choice(("yes", "yes", "no"))
            case "date":
                return str(day)
            case "moment":
                return f"{day}T{chance.randint(0, 23):02}:30"
            case "people":
                return (chance.choice(PEOPLE),)
            case "place":
                return chance.choice(("channel:n1", "team:a"))
            case _ if question.key in ("hours", "clock"):
                return {"hours": "08:00-12:00", "clock": chance.choice(PLACES)[0]}[question.key]
            case _:
                return f"Idea zq{len(self.words)}{chance.randrange(10**6):06}z"

    def _run(self, form: Form) -> Run | None:
        id_ = form.token.partition(":")[0]
        return self.here.look(lambda unit: unit.run(id_))

    def _note(self, who: str, form: Form, values: dict[str, Raw]) -> None:
        """Who may read what is about to be sent."""
        key, run = form.token.partition(":")[2], self._run(form)
        step = self.here.kring.bot.dialogs[run.dialog].step(key) if run and run.facts else None
        for asked in step.asks(run.facts) if run and step else ():
            for word in WORD.findall(str(values.get(asked.key, ""))):
                stored = run.answers.stored() if run else {}
                sees = _sees(asked, {**stored, **values})
                self.words.setdefault(word, (who, run.network if run else "", sees))

    # ── what is looked at ──

    def _look(self, by: str, before: dict[str, Network]) -> None:
        sent = self.here.sheet.sent[self.looked :]
        posted = self.here.sheet.fresh[self.posted :]
        self.looked, self.posted = self.looked + len(sent), self.posted + len(posted)
        for place, _, card in sent:
            self._read(place.removeprefix("dm:"), card)
        for place, _, card in posted:
            who = place.removeprefix("dm:")
            if place.startswith("dm:") and who != by:
                self._in_time(who, card, before)
        for who in {place.removeprefix("dm:") for place, *_ in posted if place.startswith("dm:")}:
            self._seldom(who)

    def _read(self, reader: str, card: Card) -> None:
        """It is complete, in the reader's language, and says nothing that is not theirs to read."""
        labels = [card.title, *(button.label for button in card.buttons)]
        if card.form:
            labels += [card.form.submit, *(question.label for question in card.form.inputs)]
        assert all(label.strip() for label in labels), card
        said = "\n".join((*labels, plain(card)))
        assert not RAW.search(said), said
        if reader in (*PEOPLE, "boss"):
            assert card.language in ("", self.person(reader).language), card
            self.tokens.setdefault(reader, []).extend(b.token for b in card.buttons if b.token)
            if card.form:
                self.forms.setdefault(reader, []).append(card.form)
        standing = [str(question.value) for question in card.form.inputs] if card.form else []
        for word in WORD.findall("\n".join((said, *standing))):
            if word in self.words:
                assert self._may(reader, *self.words[word]), (reader, self.words[word], card.title)

    def _may(self, reader: str, author: str, network: str, sees: Sees) -> bool:
        here = self.networks.get(network)
        me = here.member(reader) if here else None
        if reader == author or here is None or sees in (Sees.CATALOGUE, Sees.CHANNEL):
            return True
        belongs = me is not None and me.seat in (Seat.SEATED, Seat.PAUSED)
        match sees:
            case Sees.NETWORK | Sees.NETWORK_UNNAMED | Sees.DOTS:
                return belongs or reader == here.channel
            case Sees.FACILITATOR | Sees.FACILITATOR_UNNAMED:
                return belongs and me is not None and me.role is Role.FACILITATOR
            case Sees.MANAGER:
                return self.person(author).manager == reader
            case Sees.ASKER:  # a manager's answer about time
                return self.person(reader).manager == author
            case _:
                return False

    def _in_time(self, who: str, card: Card, before: dict[str, Network]) -> None:
        """What comes by itself comes in one's own hours, or when a meeting would be over by then.

        And the same words do not come twice on one day.
        """
        now, calendar = self.here.now, calendar_of(self.person(who))
        if not calendar.open(now):
            slot = calendar.next_slot(now)
            known = (*before.values(), *self.networks.values())
            assert any(now < s.starts <= slot for n in known for s in n.sessions), (who, card.title)
        same = (who, str(calendar.day(now)), plain(card))
        assert same not in self.told, (who, str(now), card.title)
        self.told.add(same)

    def _seldom(self, who: str) -> None:
        """One message that counts on a day, two in five working days, three around a meeting."""
        person, now = self.person(who), self.here.now
        calendar = calendar_of(person)
        today = calendar.day(now)
        first = calendar.shift(today, -4)
        days = [out.said_on for out in self.here.look(lambda unit: unit.said(who, first))]
        before = self.counted.get(f"{who} {today}", 0)
        self.counted[f"{who} {today}"] = days.count(today)
        if days.count(today) > before:
            mine = sessions_of(person, self.here.look(lambda unit: unit.networks_of(who)))
            near = any(
                calendar.shift(day, -2) <= today <= calendar.shift(day, 2)
                for held in mine.values()
                for day in held
            )
            assert days.count(today) == 1, (who, today)
            assert len([day for day in days if day <= today]) <= (3 if near else 2), (who, today)


def _sees(asked: AnyField, values: dict[str, object]) -> Sees:
    if not isinstance(asked.sees, Chosen):
        return asked.sees
    return asked.sees.yes if values.get(asked.sees.by) in (True, "yes") else asked.sees.no

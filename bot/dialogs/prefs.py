"""How Kring speaks to somebody: in which language, when, how often, and about what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import get_global

from bot.content import Kind, Raw
from bot.dialog import Dialog, Run, Step
from bot.fields import Answers, Day, Facts, Field, Invalid, Pick, Picks, Sees, one
from bot.memory import IGNORED, Memory
from bot.network import Command, KeepPerson, Resume, Scene
from bot.series import country_in, local
from bot.typed import plain

KINDS = (
    "schedule",
    "rsvp",
    "tomorrow",
    "intro",
    "expect",
    "evaluation",
    "share",
    "midway",
    "closing",
    "digest",
)
"""What comes by itself and can be switched off one by one."""


@cache
def _cities() -> dict[str, str]:
    """Zones by their names and by the names of their cities in our languages, without accents."""
    found: dict[str, str] = {}
    zones = [str(zone) for zone in get_global("zone_territories")]
    for tongue in ("en", "fr", "nl"):
        known = Locale(tongue).time_zones
        for zone in zones:
            city = known.get(zone, {}).get("city")
            if city:
                found.setdefault(plain(str(city)), zone)
    for zone in zones:
        found.setdefault(plain(zone.split("/")[-1].replace("_", " ")), zone)
        found[plain(zone)] = zone
    return found


@dataclass(frozen=True, slots=True)
class Zone(Field[str]):
    """A time zone, by its name (`Europe/Brussels`) or by its city in one of our languages."""

    kind: ClassVar[Kind] = "text"

    def read(self, raw: Raw, facts: Facts) -> str:  # noqa: ARG002
        said = one(raw)
        zone = _cities().get(plain(said), said)
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Invalid("unknown_zone", said=said[:40]) from None
        return zone


_HOURS = re.compile(
    r"\s*(\d{1,2})\s*[:h.u]?\s*(\d{2})?\s*(?:-|–|à|to|tot)\s*(\d{1,2})\s*[:h.u]?\s*(\d{2})?\s*[hu]?\s*",
    re.IGNORECASE,
)


NIGHT = 12
"""Hours that work over midnight lasts at most; more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Hours(Field[str]):
    """Working hours, as `09:00-17:00`, or over midnight as `22:00-06:00`."""

    kind: ClassVar[Kind] = "text"

    def read(self, raw: Raw, facts: Facts) -> str:  # noqa: ARG002
        found = _HOURS.fullmatch(one(raw)[:40])
        if found is None:
            raise Invalid("not_hours")
        first, last = (f"{int(found[n]):02}:{int(found[n + 1] or 0):02}" for n in (1, 3))
        if max(first, last) > "23:59" or first[3:] > "59" or last[3:] > "59" or first == last:
            raise Invalid("not_hours")
        if first > last and 24 - int(first[:2]) + int(last[:2]) > NIGHT:
            raise Invalid("not_hours")
        return f"{first}-{last}"


LANGUAGE = Pick(
    "language", options=("en", "fr", "nl"), default=lambda facts: str(facts["now_language"])
)
ZONE = Zone("clock", default=lambda facts: str(facts["zone"]))
PACE = Pick(
    "pace",
    options=("normal", "light", "quiet", "nothing"),
    default=lambda facts: str(facts["now_pace"]),
)
SLOT = Pick("slot", options=("morning", "afternoon"), default=lambda facts: str(facts["now_slot"]))
DAYS = Picks(
    "days",
    options=("0", "1", "2", "3", "4", "5", "6"),
    sees=Sees.SELF,
    default=lambda facts: tuple(facts["now_days"]),
)
HOURS = Hours("hours", default=lambda facts: str(facts["now_hours"]))
AWAY = Day("away", required=False, default=lambda facts: str(facts.get("now_away", "")))
BACK = Day("away_until", required=False, default=lambda facts: str(facts.get("now_away_until", "")))
FURTHEST = timedelta(days=366)
KINDS_OFF = Picks(
    "kinds_off",
    options=KINDS,
    required=False,
    default=lambda facts: tuple(facts["now_off"]),
)


def _check(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    """Leave has a first and a last day."""
    first, last = answers.of(AWAY), answers.of(BACK)
    if first is None and last is None:
        return {}
    if first is None or last is None:
        return {(AWAY if first is None else BACK).key: Invalid("required")}
    if last < first:
        return {BACK.key: Invalid("ends_before")}
    today = facts.get("today")  # what an older version began knows none
    if today and last > date.fromisoformat(today) + FURTHEST:
        return {BACK.key: Invalid("too_far")}
    return {}


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts:
    """What fell silent is shown as switched off: who takes the tick away hears of it again."""
    me, today = scene.person, local(scene.now, scene.person.zone).date()
    first, last = next((each for each in me.away if each[1] >= today), ("", ""))
    return {
        **facts,
        "now_language": me.language,
        "now_pace": me.pace,
        "now_slot": me.slot,
        "now_days": [str(day) for day in me.days],
        "now_hours": "-".join(me.hours),
        "now_away": str(first),
        "now_away_until": str(last),
        "today": today.isoformat(),
        "now_off": [k for k in KINDS if k in me.kinds_off or memory.ignored(k) >= IGNORED],
    }


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    """What only fell silent is not switched off: it stays silent until one of it is answered."""
    said, me = run.answers, scene.person
    off, shown = said.of(KINDS_OFF) or (), run.facts["now_off"]
    first, last = said[HOURS].split("-")
    others = tuple(kind for kind in me.kinds_off if kind not in KINDS)
    since, until = said.of(AWAY), said.of(BACK)
    new = replace(
        me,
        language=said[LANGUAGE],
        zone=said[ZONE],
        country=country_in(said[ZONE], me),
        pace=said[PACE],
        slot=said[SLOT],
        days=tuple(sorted(int(day) for day in said[DAYS])),
        hours=(first, last),
        away=((since, until),) if since and until else (),
        kinds_off=(*others, *(k for k in off if k in me.kinds_off or k not in shown)),
    )
    if new != me:
        yield KeepPerson(new)
    for kind in shown:
        if kind not in off:
            yield Resume(run.person, kind)


_FACTS: Facts = {
    "name": "Zoé",
    "zone": "Europe/Brussels",
    "now_language": "fr",
    "now_pace": "normal",
    "now_slot": "morning",
    "now_days": ["0", "1", "2", "3", "4"],
    "now_hours": "09:00-17:00",
    "now_away": "",
    "now_away_until": "",
    "today": "2027-01-26",
    "now_off": [],
    "answers": {"pace": "normal"},
}

DIALOG = Dialog(
    key="prefs",
    words=("prefs", "réglages", "voorkeuren"),
    steps=(
        Step("ask", (LANGUAGE, ZONE, PACE, SLOT, DAYS, HOURS, AWAY, BACK, KINDS_OFF), check=_check),
        Step("done"),
    ),
    gather=_gather,
    finish=_finish,
    capped=False,
    stands=True,
    again=True,
    examples=(
        _FACTS,
        {
            **_FACTS,
            "name": "_Bart_ <!channel>",
            "now_away": "2027-07-05",
            "now_away_until": "2027-07-16",
            "now_off": ["share"],
            "answers": {"pace": "nothing"},
        },
    ),
)

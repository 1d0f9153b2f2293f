# Before: the next occurrence of what recurs was looked for in steps of 24 hours. From 23:59 on the
# evening before the clock goes forward, 24 hours on it is past midnight of the day after next: the
# day between was left out.
# Now: it is looked for on each local date.

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.dialog import Dialog, Due, Step, WorkingDays
from bot.network import Person, Role
from scheduler.timeline import plan_person

BRUSSELS = ZoneInfo("Europe/Brussels")


def _recurs(person: Person, now: datetime) -> Due:
    return Due(at=WorkingDays(now, 0, time(23, 59)))


def test_no_date_is_left_out_when_the_clock_goes_forward() -> None:
    daily = Dialog(
        key="daily", audience=Role.ANYONE, steps=(Step("show"),), recurs=_recurs, examples=({},)
    )
    zoe = Person(id="zoe", name="Zoé", country="", days=tuple(range(7)))
    evening = datetime(2027, 3, 27, 23, 59, tzinfo=BRUSSELS)
    (moment,) = plan_person(zoe, {"daily": daily}, evening)
    assert moment.at == datetime(2027, 3, 28, 23, 59, tzinfo=BRUSSELS)

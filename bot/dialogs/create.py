"""A new network, from its goal to its invitations, in eight short forms."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialog import Dialog, Go, Order, Run, Step
from bot.fields import (
    Answers,
    Day,
    Facts,
    Invalid,
    Number,
    People,
    Pick,
    Picks,
    Place,
    Sees,
    Text,
    When,
    YesNo,
)
from bot.labels import listed
from bot.memory import Memory
from bot.moments import instant
from bot.network import OURS, Command, Keep, Member, Network, Post, Role, Scene, Start
from bot.seats import LEADS, joinable
from bot.series import Meeting, ahead, distant, festive, local, meetings, sessions, until

NOTICE = 30
"""Working days that a network should be known before it begins, so that its dates can be fixed."""
ADVISED = (10, 15)
"""Seats, as sector funds advise; the floor is a case circle of five with one person absent."""
FLOOR = 6

AIM = Pick("aim", options=("start", "join"), sees=Sees.ORGANISER, default="start")

TITLE = Text("title", words="called", sees=Sees.CATALOGUE, most=60)
GOAL = Text("goal", sees=Sees.CATALOGUE, most=300, multiline=True)
SIGNS = Text("signs", sees=Sees.NETWORK, most=450, multiline=True)
HORIZON = Pick("horizon", options=("urgent", "future", "both"), sees=Sees.CATALOGUE, default="both")

ASKS = Picks(
    "asks",
    options=("prepare", "case", "try", "share", "turn"),
    sees=Sees.CATALOGUE,
    default=("prepare", "try", "share"),
)
ASKS_MORE = Text("asks_more", sees=Sees.CATALOGUE, required=False, most=200)
SEATS_MIN = Number("seats_min", sees=Sees.CATALOGUE, least=FLOOR, most=15, default="10")
SEATS_MAX = Number("seats_max", sees=Sees.CATALOGUE, least=8, most=20, default="15")
CRITERIA = Text("criteria", sees=Sees.CATALOGUE, required=False, most=200)
HELPERS = People("helpers", sees=Sees.CATALOGUE, required=False, most=LEADS - 1)
CROWD = Text("crowd", sees=Sees.ORGANISER, most=200)

SESSIONS = Number("sessions", sees=Sees.CATALOGUE, least=3, most=12, default="6")
EVERY = ("2", "3", "4", "6", "8")
"""Weeks from one session to the next."""
WEEKS = Pick("weeks", options=EVERY, sees=Sees.CATALOGUE, default="6")
MINUTES = Pick(
    "minutes", options=("60", "90", "120", "150", "180"), sees=Sees.CATALOGUE, default="120"
)


def _in_time(facts: Facts) -> str:
    """A Tuesday afternoon, far enough away; on the clock of the person who asks."""
    today = local(datetime.fromisoformat(facts["now"]), facts["zone"]).date()
    day = ahead(today, NOTICE + 2, facts["country"])
    while day.weekday() != 1 or festive(day, facts["country"]):
        day += timedelta(days=1)
    return datetime.combine(day, time(14)).isoformat(timespec="minutes")


BEGIN = When("begin", sees=Sees.CATALOGUE, default=_in_time)
END = Day("end", sees=Sees.CATALOGUE, required=False)

CONFIDENTIALITY = Pick(
    "confidentiality",
    options=("strict", "no_names", "open"),
    sees=Sees.CATALOGUE,
    default="no_names",
)
GUESTS = YesNo("guests", sees=Sees.CATALOGUE, default="no")
LANGUAGES = Picks(
    "languages",
    options=("en", "fr", "nl"),
    sees=Sees.CATALOGUE,
    default=lambda facts: (facts["language"],),
)
RULE = Pick("rule", options=("consent", "organiser"), sees=Sees.NETWORK, default="consent")

MODE = Pick(
    "mode",
    options=("onsite", "online", "hybrid", "alternating"),
    sees=Sees.CATALOGUE,
    default="onsite",
)
PLACE = Text("place", sees=Sees.NETWORK, required=False, most=120)
CHANNEL = Place("channel", sees=Sees.NETWORK, required=False)

INVITE = People("invite", sees=Sees.FACILITATOR, required=False, most=20)
BASIS = Pick(
    "basis", options=("same_job", "shared_interest", "both"), sees=Sees.CATALOGUE, default="both"
)
LISTED = YesNo("listed", sees=Sees.CATALOGUE, default="yes")

PUBLISH = YesNo("publish", sees=Sees.CATALOGUE, must=True, default="yes")


def _signs(answers: Answers) -> tuple[str, ...]:
    return tuple(line.strip(" -•") for line in answers[SIGNS].splitlines() if line.strip(" -•"))


def _people(answers: Answers, field: People) -> tuple[str, ...]:
    return answers.of(field) or ()


def _dates(answers: Answers, facts: Facts) -> tuple[Meeting, ...]:
    n, weeks = answers[SESSIONS], int(answers[WEEKS])
    return tuple(meetings(answers[BEGIN], n, weeks, facts["zone"], facts["country"]))


def _goal(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    lines = _signs(answers)
    return {"signs": Invalid("too_many", most=3)} if len(lines) > 3 else {}  # noqa: PLR2004


def _seats(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    if answers[SEATS_MAX] < answers[SEATS_MIN]:
        return {"seats_max": Invalid("most_below_least", least=answers[SEATS_MIN])}
    return {}


def _many(answers: Answers, facts: Facts) -> str:
    return "crowding" if answers[SEATS_MAX] > ADVISED[1] else "calendar"


def _rhythm(answers: Answers, facts: Facts) -> Mapping[str, Invalid]:
    begin, country = answers[BEGIN], facts["country"]
    day = local(begin, facts["zone"]).date()
    if begin <= datetime.fromisoformat(facts["now"]):
        return {"begin": Invalid("in_the_past")}
    if distant(day, local(datetime.fromisoformat(facts["now"]), facts["zone"]).date()):
        return {"begin": Invalid("too_far")}
    if festive(day, country):
        return {"begin": Invalid("holiday")}
    last = local(_dates(answers, facts)[-1].starts, facts["zone"]).date()
    end = answers.of(END)
    if end is not None and end < last:
        return {"end": Invalid("end_before_last", last=last.isoformat())}
    return {}


def _summary(answers: Answers, facts: Facts) -> Facts:
    dates = _dates(answers, facts)
    minutes = int(answers[MINUTES])
    last = local(dates[-1].starts, facts["zone"]).date()
    today = local(datetime.fromisoformat(facts["now"]), facts["zone"]).date()
    begins = local(dates[0].starts, facts["zone"]).date()
    return {
        "dates": listed(sessions("", dates, minutes)),
        "ends": (answers.of(END) or last).isoformat(),
        "put_off": [d.starts.isoformat() for d in dates if d.put_off],
        "soon": until(today, begins, facts["country"], most=NOTICE) < NOTICE,
        "notice": NOTICE,
        "few": answers[SEATS_MIN] < ADVISED[0],
        "signs_said": list(_signs(answers)),
        "hours": round(answers[SESSIONS] * minutes / 60, 1),
        "invited": len(_people(answers, INVITE)),
        "helping": len(_people(answers, HELPERS)),
        "weekend": begins.weekday() > 4,  # noqa: PLR2004 - Friday is 4
    }


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts:
    me = scene.person
    openings = [
        {"id": n.id, "title": n.title, "goal": n.goal}
        for n in memory.catalogue()
        if joinable(n, scene.now)
    ]
    return {
        **facts,
        "now": scene.now.isoformat(),
        "country": me.country,
        "language": me.language,
        "openings": openings[:5],
    }


def _members(run: Run, scene: Scene) -> tuple[Member, ...]:
    helpers = _people(run.answers, HELPERS)
    return tuple(
        Member(person=person, role=Role.FACILITATOR, joined=scene.now)
        for person in dict.fromkeys((run.person, *helpers))
    )


def _invited(run: Run) -> tuple[str, ...]:
    """Those who are to read what it asks; who leads it knows already."""
    here = {run.person, *_people(run.answers, HELPERS)}
    return tuple(p for p in _people(run.answers, INVITE) if p not in here)


def _network(run: Run, scene: Scene) -> Network:
    said, me = run.answers, scene.person
    id_ = f"n-{run.id}"
    dates, minutes = _dates(said, run.facts), int(said[MINUTES])
    guests = said[GUESTS]
    return Network(
        id=id_,
        title=said[TITLE],
        goal=said[GOAL],
        zone=run.facts["zone"],
        country=run.facts["country"],
        created=scene.now,
        signs=_signs(said),
        horizon=said[HORIZON],
        scope="mixed" if guests else "internal",
        basis=said[BASIS],
        asks=said[ASKS],
        asks_more=said.of(ASKS_MORE) or "",
        criteria=said.of(CRITERIA) or "",
        seats_min=said[SEATS_MIN],
        seats_max=said[SEATS_MAX],
        every_weeks=int(said[WEEKS]),
        minutes=minutes,
        end=said.of(END) or local(dates[-1].starts, run.facts["zone"]).date(),
        mode=said[MODE],
        place=said.of(PLACE) or "",
        confidentiality=said[CONFIDENTIALITY],
        languages=said[LANGUAGES] or (me.language,),
        decision_rule=said[RULE],
        listed=said[LISTED],
        channel=said.of(CHANNEL) or f"{OURS}{id_}",
        platform=scene.platform,
        sessions=sessions(id_, dates, minutes, said.of(PLACE) or ""),
        members=_members(run, scene),
        invited=_invited(run),
    )


def _finish(run: Run, scene: Scene) -> Iterator[Command]:
    if not run.answers.has(PUBLISH):
        return
    network = _network(run, scene)
    yield Keep(network)
    yield Post(
        dialog="opened",
        channel=network.channel,
        network=network.id,
        facts={"sessions": listed(network.alive), "ends": str(network.end)},
        key=f"opened-{network.id}",
    )
    here = {m.person for m in network.members}
    for helper in sorted(here - {run.person}):
        yield Start(dialog="helper", person=helper, network=network.id)
    for person in network.invited:
        yield Start(dialog="join", person=person, network=network.id, facts={"invited": True})
    kickoff = network.kickoff
    if kickoff and kickoff.starts <= scene.now:  # the draft was left until its begin had passed
        yield Start(dialog="dates", person=run.person, network=network.id)


def _idle(run: Run) -> tuple[int, ...]:
    """A draft is worth coming back to once it has a name; twice, and then never again."""
    return (1, 5) if run.answers.has(TITLE) else ()


def _openings(facts: Facts) -> tuple[Go, ...]:
    return tuple(
        Go("join", f"start:join:{n['id']}:", look="main", given={"title": n["title"]})
        for n in facts["openings"]
    )


_FACTS: Facts = {
    "zone": "Europe/Brussels",
    "country": "BE",
    "now": instant(datetime(2027, 1, 4, 9), ZoneInfo("Europe/Brussels")).isoformat(),  # noqa: DTZ001
}
_ANSWERS: Facts = {
    "aim": "start",
    "title": "Planning without stress",
    "goal": "After six meetings each of us plans a week that holds.",
    "signs": "Fewer shifts change at the last minute",
    "horizon": "both",
    "asks": ["prepare", "try", "share"],
    "asks_more": None,
    "seats_min": 10,
    "seats_max": 15,
    "criteria": None,
    "helpers": None,
    "crowd": None,
    "sessions": 6,
    "weeks": "6",
    "minutes": "120",
    "begin": "2027-03-02T13:00:00+00:00",
    "end": None,
    "confidentiality": "no_names",
    "guests": False,
    "languages": ["en"],
    "rule": "consent",
    "mode": "onsite",
    "place": "Ghent",
    "channel": None,
    "invite": None,
    "basis": "both",
    "listed": True,
}

DIALOG = Dialog(
    key="create",
    words=("new", "nouveau", "nieuw"),
    steps=(
        Step("choose", (AIM,), then=lambda a, _: "purpose" if a[AIM] == "start" else "existing"),
        Step("purpose", (TITLE, GOAL, SIGNS, HORIZON), check=_goal),
        Step(
            "people",
            (ASKS, ASKS_MORE, SEATS_MIN, SEATS_MAX, CRITERIA, HELPERS),
            check=_seats,
            then=_many,
        ),
        Step("crowding", (CROWD,)),
        Step("calendar", (SESSIONS, WEEKS, MINUTES, BEGIN, END), check=_rhythm),
        Step("ground", (CONFIDENTIALITY, GUESTS, LANGUAGES, RULE)),
        Step("venue", (MODE, PLACE, CHANNEL)),
        Step("inviting", (INVITE, BASIS, LISTED)),
        Step("check", (PUBLISH,), tells=_summary),
        Step("made", tells=_summary),
        Step("existing", buttons=_openings),
    ),
    gather=_gather,
    finish=_finish,
    idle=_idle,
    order=Order.DISCOVERY,
    changeable=False,
    examples=(
        {**_FACTS, "language": "en", "openings": [], "answers": _ANSWERS},
        {
            **_FACTS,
            "language": "fr",
            "answers": {
                **_ANSWERS,
                "title": "<!channel> & **co**",
                "signs": "_One_\n{{ two }}",
                "horizon": "urgent",
                "basis": "same_job",
                "seats_min": 6,
                "seats_max": 18,
                "crowd": "two *teams*",
                "asks_more": "<b>coffee</b>",
                "criteria": "[all](https://example.org)",
                "helpers": ["karel"],
                "begin": "2027-01-15T09:00:00+00:00",
                "sessions": 9,
                "end": "2028-02-01",
                "guests": True,
                "languages": ["fr", "nl"],
                "rule": "organiser",
                "mode": "hybrid",
                "place": "<@U1>",
                "invite": ["zoe", "bart"],
                "listed": False,
            },
            "openings": [
                {"id": "n1", "title": "<!channel> _Planning_ & co", "goal": "*Oser* dire"}
            ],
        },
    ),
)

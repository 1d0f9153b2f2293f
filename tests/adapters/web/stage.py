"""A page to look at: a made-up network, cards made by hand, and a bot that repeats what it got."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette

from adapters.database import Database
from adapters.web.adapter import Web
from adapters.web.app import application
from adapters.web.bell import Bell
from adapters.web.play import Coming, Part, Playground
from adapters.web.receive import dm
from adapters.web.wall import Slate
from adapters.words import Words
from bot.content import (
    Bullets,
    Button,
    Card,
    Choice,
    Form,
    Heading,
    Image,
    Input,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from bot.dialog import Dialog
from bot.markup import parse
from bot.network import Address, Member, Network, Person, Role
from bot.picture import dots_svg
from bot.ports import Inbound, Pressed, Reply, Said, Submitted, Unit
from bot.speech import Speech
from tests.tables import empty

NOON = datetime(2027, 1, 12, 11, 5, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> <!channel> _Bart_ \u202egnp.exe &amp; ' \""

INES = Person(id="ines", name="Inès Lambert", language="fr")
ZOE = Person(id="zoe", name="Zoé Dubois", language="en", team="team:home-care")
BART = Person(id="bart", name="_Bart_ <b>Maes</b>", language="nl", team="team:warehouse")
PEOPLE = (INES, ZOE, BART)

NETWORK = Network(
    id="n1",
    title="Better handovers",
    goal="Hand over from shift to shift so that nobody has to ask twice",
    zone="Europe/Brussels",
    created=NOON - timedelta(days=40),
    channel="channel:n1",
    members=(
        Member(person="ines", role=Role.FACILITATOR, joined=NOON),
        Member(person="zoe", role=Role.PARTICIPANT, joined=NOON),
        Member(person="bart", role=Role.PARTICIPANT, joined=NOON),
    ),
)

RATING = Input(
    key="rating",
    kind="scale",
    label="How useful was this session for your work?",
    promise="Shown as dots, from five answers, once, at the close. Never with a name.",
    required=True,
    least=1,
    most=5,
    choices=(
        Choice("1", "not useful"),
        Choice("2", ""),
        Choice("3", "useful in parts"),
        Choice("4", ""),
        Choice("5", "very useful"),
    ),
)
EVALUATION = Card(
    title="Evaluation",
    blocks=parse(
        "## How was session 2, Zoé?\n\nFour questions, **one minute**. You were there yesterday;"
        " answers help Inès to prepare the next one."
    ),
    form=Form(
        token="run7:ask",
        inputs=(
            RATING,
            Input(
                key="kept",
                kind="lines",
                label="What will you try before the next session?",
                promise="Only you see this.",
                hint="One small thing is enough",
                most=300,
            ),
            Input(
                key="voice",
                kind="one",
                label="Did you get to say what you wanted to say?",
                promise="Your facilitator sees this without names, once five have answered.",
                required=True,
                choices=(
                    Choice("all", "Yes, all of it"),
                    Choice("most", "Most of it"),
                    Choice("little", "Too little"),
                ),
            ),
            Input(
                key="helped",
                kind="people",
                label="Who helped you?",
                promise="Only the people you name see this.",
                most=3,
            ),
        ),
        submit="Send my answers",
    ),
    buttons=(
        Button(token="later:run7:", label="Later", look="quiet"),
        Button(token="skip:run7", label="Not this one", look="quiet"),
    ),
)
RSVP = Card(
    title="Are you coming?",
    blocks=parse(
        "## Session 3 is next Tuesday\n\n**Tuesday 19 January, 14:00**, in the Plantin room."
        " One tap, and Inès knows how many chairs."
    ),
    form=Form(
        token="run8:ask",
        inputs=(
            Input(
                key="coming",
                kind="one",
                label="Will you be there?",
                promise="The members of the network see this, with your name.",
                required=True,
                choices=(
                    Choice("yes", "I’ll be there"),
                    Choice("late", "Yes, but later"),
                    Choice("no", "Not this time"),
                ),
            ),
        ),
        submit="Send",
    ),
)
EVERYTHING = Card(
    title="A new network",
    blocks=(
        Heading((Span(text="All sorts of questions"),)),
        Paragraph((Span(text="So that each of them is seen once."),)),
    ),
    form=Form(
        token="run9:all",
        inputs=(
            Input(key="title", kind="text", label="What is it called?", required=True, most=60),
            Input(
                key="signs",
                kind="many",
                label="What made you think of it?",
                most=2,
                choices=tuple(
                    Choice(str(n), label)
                    for n, label in enumerate(
                        ("People ask the same again and again", "New tools", "A new law", HOSTILE)
                    )
                ),
            ),
            Input(
                key="every",
                kind="one",
                label="How often do you meet?",
                required=True,
                choices=tuple(Choice(str(n), f"Every {n} weeks") for n in range(2, 9)),
                value="6",
            ),
            Input(
                key="seats", kind="number", label="How many seats?", least=4, most=25, value="12"
            ),
            Input(key="end", kind="date", label="When is the last session, about?"),
            Input(key="first", kind="moment", label="When do you start?", required=True),
            Input(key="open", kind="yesno", label="May everybody find it?", value="yes"),
            Input(key="place", kind="place", label="Where shall the results be shown?"),
        ),
        submit="On to the seats",
    ),
    buttons=(Button(token="look:run9:goal", label="Back", look="quiet"),),
)
RESULT = Card(
    title="Evaluation results",
    blocks=(
        Heading((Span(text="What session 2 was worth"),)),
        Paragraph(
            (
                Span(text="Between "),
                Span(text="8 and 10", bold=True),
                Span(text=" people answered. "),
                Span(text="Exact figures are never shown.", italic=True),
            )
        ),
        Image(dots_svg(3.5), "three and a half of five dots"),
        Table(
            ("Question", "Result"),
            (("Useful for my work", "●●●◐○"), ("I could say what I wanted", "●●●●○")),
        ),
        Quote((Span(text="I phoned the night shift myself, and it took four minutes."),)),
        Bullets(
            (
                (
                    Span(text="two people want to hear from "),
                    Span(text="the night shift", bold=True),
                ),
                (Span(text="one wishes for a shorter round at the start"),),
                (Span(text="type "), Span(text="share", code=True), Span(text=" to pass one on")),
            )
        ),
        Rule(),
        Paragraph((Span(text="How we count", link="https://example.org/count?a=1&b=2"),)),
    ),
    buttons=(
        Button(token="start:share:n1:", label="Share a learning", look="main"),
        Button(token="start:network:n1:", label="The network"),
        Button(token="start:leave:n1:", label="Leave it", look="danger"),
    ),
)
HOSTILE_CARD = Card(
    title=HOSTILE,
    blocks=(
        Heading((Span(text=HOSTILE),)),
        Paragraph((Span(text=HOSTILE, bold=True, link="javascript:alert(1)"),)),
        Quote((Span(text=HOSTILE, code=True),)),
        Bullets(((Span(text=HOSTILE, italic=True),),), numbered=True),
        Image('<svg onload="alert(1)"><script>alert(2)</script><circle r="3"/></svg>', HOSTILE),
        Table((HOSTILE,), ((HOSTILE,),)),
        Rule(),
    ),
    form=Form(
        token='"><script>',
        inputs=(
            Input(
                key='"x', kind="text", label=HOSTILE, hint=HOSTILE, promise=HOSTILE, value=HOSTILE
            ),
            Input(key="y", kind="lines", label="lines", value=f"</textarea>{HOSTILE}", most=10),
            Input(key="z", kind="one", label="one", choices=(Choice('"', HOSTILE),), error=HOSTILE),
        ),
        submit=HOSTILE,
    ),
    buttons=(
        Button(token='"><script>', label=HOSTILE),
        Button(url="javascript:alert(1)", label=HOSTILE),
    ),
)
HOME = Card(
    title="Overview",
    blocks=parse(
        "## Good morning, Zoé\n\nTwo things wait for you; nothing is late.\n\n"
        "## Better handovers\n\nNext: **Tuesday 19 January, 14:00**, session 3 of 6\n\n"
        "| Session | When | |\n|---|---|---|\n| 1 | 1 December | held |\n| 2 | 11 January | held |"
        "\n| 3 | 19 January | to come |"
    ),
    buttons=(
        Button(token="start:rsvp:n1:s3", label="Are you coming?", look="main"),
        Button(token="start:evaluation:n1:s2", label="Evaluate session 2"),
    ),
)


def speech() -> Speech:
    return Speech(())


def words() -> Words:
    said = speech()
    return lambda key, language, /, **facts: said.text(f"web.{key}", language, **facts)


class Parrot:
    """A bot that has no dialogs: it notes what it received, and answers as it is told to."""

    def __init__(self, wall: Slate, bell: Bell) -> None:
        self.wall, self.bell = wall, bell
        self.dialogs: Mapping[str, Dialog] = {}
        self.speech = speech()
        self.got: list[Inbound] = []
        self.reply = Reply()

    def receive(self, unit: Unit, inbound: Inbound, now: datetime) -> Reply:
        if not unit.first_sight(inbound.event, now):
            return Reply()
        self.got.append(inbound)
        match inbound.what:
            case Submitted(token, values):
                empty = {
                    key: "Please answer this one." for key, value in values.items() if not value
                }
                required = {
                    i.key
                    for c in (EVALUATION, RSVP, EVERYTHING)
                    if c.form
                    for i in c.form.inputs
                    if i.required and c.form.token == token
                }
                return Reply(errors={key: text for key, text in empty.items() if key in required})
            case Pressed(token) if token.startswith("later:"):
                later = (Button(token="skip:x", label="Tomorrow"),)
                return Reply(card=Card(title="Kring", blocks=parse("Gladly. When?"), buttons=later))
            case Pressed(token) if token.startswith("look:"):
                gone = Card(title="Kring", blocks=parse("That card is out of date."))
                return Reply(gone=True, card=gone)
            case Said():
                return replace(self.reply, card=Card(title="Kring", blocks=parse("I read that.")))
            case _:
                return self.reply

    def home(self, unit: Unit, person: Person, now: datetime) -> Card:  # noqa: ARG002 - a parrot
        return HOME


class Toy:
    """A playground with nothing in it."""

    def __init__(self) -> None:
        self.at = NOON

    @property
    def cast(self) -> tuple[Part, ...]:
        parts = ("facilitator", "participant", "participant")
        return tuple(
            Part(person=p.id, name=p.name, part=part, language=p.language, zone=p.zone)
            for p, part in zip(PEOPLE, parts, strict=True)
        )

    def now(self) -> datetime:
        return self.at

    async def jump(self, how: str) -> None:
        if how != "kickoff":
            self.at += timedelta(days=1)

    async def calendar(self, network: str | None) -> tuple[Coming, ...]:  # noqa: ARG002 - a toy
        return tuple(
            Coming(
                at=self.at + timedelta(hours=7 * n),
                role=("participant", "facilitator", "manager", "channel")[n % 4],
                dialog="evaluation",
                to=(HOSTILE, "Zoé Dubois", "Karel", "# Better handovers")[n % 4],
                title=("Evaluation", "Close-out", "Weekly digest", "Results")[n % 4],
                card=None if n % 3 == 2 else EVALUATION,
            )
            for n in range(12)
        )

    async def let_answer(self, keep: Collection[str] = ()) -> int:
        return 7 - len(keep)


class Stage:
    """A database, a wall with cards on it, the pages."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(empty(folder / "web.db"), synchronous="OFF")
        self.wall = Slate()
        self.bell = Bell(self.wall, beat=0.2)
        self.bot = Parrot(self.wall, self.bell)
        self.toy = Toy()
        self.web = Web(self.wall, self.bell, self.toy.now, tenant="home")

    async def open(self) -> None:
        await self.database.open()

        def work(unit: Unit) -> None:
            for person in PEOPLE:
                unit.keep_person(person, dm(person.id))
            unit.keep_network(NETWORK)

        await self.database.transact("home", work)

    async def close(self) -> None:
        self.bell.close()
        await self.database.close()

    async def put(self, where: str, card: Card, key: str) -> None:
        address = Address(platform="web", id=where)
        await self.web.send(address, card, key=key, ref=None)

    async def furnish(self) -> None:
        """Zoé's conversation and the channel, some days long."""
        self.toy.at = NOON - timedelta(days=1, hours=2)
        await self.put("dm:zoe", RESULT, "result")
        await self.wall.say("home", "dm:zoe", author="zoe", text="evaluate", at=self.toy.at)
        self.toy.at = NOON
        await self.put("dm:zoe", EVALUATION, "run7")
        await self.wall.say("home", "dm:zoe", author="zoe", text=HOSTILE, at=NOON)
        await self.put("dm:zoe", RSVP, "run8")
        await self.put("channel:n1", RESULT, "result")
        await self.wall.say(
            "home", "channel:n1", author="bart", text="Dank je, dit helpt.\nTot dinsdag!", at=NOON
        )
        await self.put("dm:bart", EVERYTHING, "run9")

    def pages(
        self, *, playground: Playground | None = None, secret: str = "s" * 40, address: str = ""
    ) -> Starlette:
        return application(
            store=self.database,
            bot=self.bot,
            wall=self.wall,
            bell=self.bell,
            clock=self.toy.now,
            words=words(),
            tenant="home",
            wake=lambda: None,
            secret=secret,
            address=address,
            playground=playground,
        )

"""The look back before the last meeting: own goals shown back, and what the network was worth."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import TypeVar

from bot.dialog import Dialog, Does, Due, Order, Step, WorkingDays
from bot.fields import AnyField, Facts, Pick, Picks, Scale, Sees, Text
from bot.memory import Memory, Result, Tally
from bot.network import Command, Member, Network, Post, Role, Scene

T = TypeVar("T")

VALUES = (
    "value_immediate",
    "value_potential",
    "value_applied",
    "value_realised",
    "value_changed_view",
)
LEVELS = ("no", "a_little", "yes")
COMPETENCES = (
    "problem_solving",
    "communication",
    "teamwork",
    "initiative",
    "reflection",
    "feedback",
    "networking",
)

GOAL = Scale("goal", sees=Sees.DOTS)
ROTI_ALL = Scale("roti_all", sees=Sees.DOTS)
VALUE = tuple(Pick(key, options=LEVELS, sees=Sees.DOTS, words="value") for key in VALUES)
COMPETENCE = Picks("competences", options=COMPETENCES, required=False)
CONTACTS = Pick("contacts", options=("none", "few", "some", "many"), sees=Sees.DOTS, required=False)
WORKABLE = Pick("workable", options=LEVELS, sees=Sees.DOTS, required=False, words="value")
KEEP_ALIVE = Text("keep_alive", most=200, multiline=True, required=False, sees=Sees.NETWORK_UNNAMED)
ADVICE = Text("advice", most=200, multiline=True, required=False, sees=Sees.NETWORK_UNNAMED)


def _look(facts: Facts) -> tuple[AnyField, ...]:
    own = tuple(
        Pick(
            key,
            options=("reached", "on_the_way", "let_go", "not_relevant"),
            required=False,
            words="own_goal",
        )
        for key in facts["goals"]
    )
    return (*own, GOAL, ROTI_ALL)


def ends_here(network: Network) -> bool:
    """Whether the last meeting is really the closing: not for a single one or a follow-up."""
    return len(network.sessions) > 1 and not network.outcome


def _due(network: Network, member: Member) -> Iterator[Due]:
    last = network.closing
    if last is None or member.role is not Role.PARTICIPANT or not ends_here(network):
        return
    until = WorkingDays(last.ends, 5)
    yield Due(about=last.id, at=WorkingDays(last.starts, -5), until=until)
    remind = WorkingDays(last.starts, -2)
    yield Due(about=last.id, at=remind, until=until, does=Does.REMIND)


def _closes(network: Network) -> Iterator[Due]:
    """Five whole working days after the last meeting, so on the sixth morning."""
    last = network.closing
    if last is not None and ends_here(network):
        yield Due(about=last.id, at=WorkingDays(last.ends, 6, time(9)), does=Does.CLOSE)


def _gather(scene: Scene, memory: Memory, facts: Facts) -> Facts | None:
    wished = memory.mine("expect")
    goals = {f"own_{key}": wished[key] for key in ("goal_1", "goal_2", "goal_3") if wished.get(key)}
    return {**facts, "goals": goals}


def _shown(result: Result, part: Mapping[str, T], key: str, nothing: T) -> T:
    """What readers may see who perhaps answered themselves."""
    return part.get(key, nothing) if key in result.members else nothing


def _yes(result: Result, key: str) -> int | None:
    """The share that said yes; None where only that most did may be told; 0 for neither."""
    if shares := _shown(result, result.shares, key, {}):
        return shares.get("yes", 0)
    return None if _shown(result, result.most, key, ()) == ("yes",) else 0


def _closed(scene: Scene, about: str, result: Result, tally: Tally) -> Iterator[Command]:
    """To the members first, in their own channel; in figures only when there are enough."""
    if not scene.here.channel:
        return
    yes = {key: _yes(result, key) for key in VALUES}
    facts = {
        "enough": result.enough and result.members_enough,
        "band": result.band,
        "goal": _shown(result, result.dots, "goal", {}).get("mean"),
        "roti": _shown(result, result.dots, "roti_all", {}).get("mean"),
        "values": {key: share for key, share in yes.items() if share != 0},
        "keep_alive": list(_shown(result, result.texts, "keep_alive", ())),
        "advice": list(_shown(result, result.texts, "advice", ())),
    }
    yield Post(
        dialog="closing_news",
        channel=scene.here.channel,
        network=scene.here.id,
        about=about,
        facts=facts,
        key=f"closing_news:{scene.here.id}:{about}",
    )


DIALOG = Dialog(
    key="closing",
    audience=Role.MEMBER,
    steps=(
        Step("look", _look),
        Step("worth", (*VALUE, COMPETENCE)),
        Step("keep", (CONTACTS, WORKABLE, KEEP_ALIVE, ADVICE)),
        Step("thanks"),
    ),
    due=_due,
    closes=_closes,
    gather=_gather,
    closed=_closed,
    brings=("closing_news",),
    order=Order.DEADLINE,
    examples=(
        {
            "name": "Zoé",
            "network": {
                "id": "n1",
                "title": "Sites without accidents",
                "goal": "After six meetings we spot a risk before it hurts somebody.",
            },
            "session": {"id": "s6", "number": 6, "of": 6, "starts": "2027-06-15T12:00:00+00:00"},
            "goals": {
                "own_goal_1": "Dare to stop the work when it is not safe",
                "own_goal_2": "Three questions to start the day with",
            },
        },
        {
            "name": "_Bart_",
            "network": {"id": "n2", "title": "<!channel> & **co**", "goal": "{{ 7*7 }} `x`"},
            "session": {"id": "s6", "number": 6, "of": 6, "starts": "2027-06-15T12:00:00+00:00"},
            "goals": {"own_goal_1": "<!here> [x](javascript:1) | a"},
        },
        {
            "name": "Amélie",
            "network": {"id": "n1", "title": "Sites without accidents", "goal": "A safe day."},
            "session": {"id": "s6", "number": 6, "of": 6, "starts": "2027-06-15T12:00:00+00:00"},
            "goals": {},
        },
    ),
)

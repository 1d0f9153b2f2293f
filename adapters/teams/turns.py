"""What botbuilder is here for: activities as it reads and writes them, and its turns.

Its own way out is not used: it would run `requests` in threads and show Kring's token to whatever
address stands in the activity. What a turn sends goes through `connector`. A successor of
botbuilder changes this file alone.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from adapters.teams.connector import IN_HAND, PATIENCE, Connector

T = TypeVar("T")
Json = Mapping[str, Any]
APP = "kring.app"
SHOWN = "kring.shown"
"""The turn that a letter was given, and that it comes back with; nothing for a reply."""
SAID = "kring.said"
"""The message as it is to be sent. What botbuilder carries is empty: to read a card into its
models and to write it out again takes three quarters of the time of sending it."""
WORDS = {
    "type": "type",
    "id": "id",
    "channel_id": "channelId",
    "service_url": "serviceUrl",
    "locale": "locale",
    "reply_to_id": "replyToId",
    "input_hint": "inputHint",
}
PARTIES = {"conversation": "conversation", "from_property": "from", "recipient": "recipient"}
PARTY = {"id": "id", "name": "name", "tenant_id": "tenantID"}  # so it is written by botbuilder


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation, and how it is reached. `tenant` is the customer's, in Microsoft's words."""

    app: str
    service: str
    conversation: str
    bot: str
    tenant: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One activity that came in, and the way to say something where it was made."""

    context: Any

    async def typing(self) -> None:
        """Show that an answer is under way."""
        self.context.turn_state[SAID] = {}
        await self.context.send_activity(Activity(type="typing"))

    async def say(self, message: Json) -> None:
        self.context.turn_state[SAID] = message
        await self.context.send_activity(_empty(message))


class Turns(BotAdapter):  # type: ignore[misc]
    """botbuilder's adapter, which keeps no token and decides about nobody."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    # ── ours ──

    async def hear(self, app: str, activity: Json, logic: Callable[[Turn], Awaitable[T]]) -> T:
        """One activity, as a turn. Raises what `logic` raises."""
        results: list[T] = []

        async def whole(context: TurnContext) -> None:
            results.append(await logic(Turn(context)))

        context = TurnContext(self, _heard(activity))
        context.turn_state[APP] = app
        await self.run_pipeline(context, whole)
        return results[0]

    async def say(self, place: Place, message: Json, *, shown: str = "") -> str:
        """A turn that nobody asked for: post a message; its id. Raises as the connector."""
        said: list[ResourceResponse] = []

        async def logic(context: TurnContext) -> None:
            context.turn_state[APP] = place.app
            context.turn_state[SHOWN] = shown
            context.turn_state[SAID] = message
            said.append(await context.send_activity(_empty(message)))

        await self.continue_conversation(_reference(place), logic)
        return str(said[0].id or "")

    async def change(self, place: Place, id_: str, message: Json, *, shown: str = "") -> None:
        """Put a message in the place of an earlier one. Raises as the connector."""

        async def logic(context: TurnContext) -> None:
            context.turn_state[APP] = place.app
            context.turn_state[SHOWN] = shown
            context.turn_state[SAID] = message
            new = _empty(message)
            new.id = id_
            await context.update_activity(new)

        await self.continue_conversation(_reference(place), logic)

    # ── botbuilder's ──

    async def send_activities(
        self, context: TurnContext, activities: Sequence[Activity]
    ) -> list[ResourceResponse]:
        said = []
        for activity in activities:
            activity.reply_to_id = None  # in a conversation of two nothing is quoted
            id_ = await self._connector.say(
                context.turn_state[APP],
                activity.service_url,
                activity.conversation.id,
                _whole(context, activity),
                shown=context.turn_state.get(SHOWN, ""),
                patience=_patience(context),
            )
            said.append(ResourceResponse(id=id_))
        return said

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        await self._connector.change(
            context.turn_state[APP],
            activity.service_url,
            activity.conversation.id,
            activity.id,
            _whole(context, activity),
            shown=context.turn_state.get(SHOWN, ""),
            patience=_patience(context),
        )
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Nothing that was said is taken back."""
        raise NotImplementedError


def _patience(context: TurnContext) -> float:
    """A letter can go back into the outbox; a reply cannot."""
    return IN_HAND if SHOWN in context.turn_state else PATIENCE


class _Empty(Activity):  # type: ignore[misc]
    """botbuilder copies what it is given to send, fifty fields deep: this is nobody else's."""

    def __deepcopy__(self, memo: object) -> "_Empty":
        return self


def _empty(message: Json) -> Activity:
    return _Empty(type=message["type"])


def _whole(context: TurnContext, activity: Activity) -> Json:
    """Where it goes, as botbuilder found out, and what is said."""
    return {**_written(activity), **context.turn_state.get(SAID, {})}


def _written(activity: Activity) -> Json:
    """As `activity.serialize()` writes one that carries nothing, without half a millisecond."""
    found = _named(activity, WORDS)
    for name, told in PARTIES.items():
        if (party := getattr(activity, name)) is not None:
            found[told] = _named(party, PARTY)
    return found


def _named(value: object, names: Mapping[str, str]) -> dict[str, Any]:
    each = ((told, getattr(value, name, None)) for name, told in names.items())
    return {told: item for told, item in each if item is not None}


def _heard(activity: Json) -> Activity:
    """What a turn needs of an activity to answer it; to read all of it takes a millisecond."""
    place, me, them = (activity.get(name) or {} for name in ("conversation", "recipient", "from"))
    return Activity(
        type=activity["type"],
        id=activity["id"],
        channel_id=activity["channelId"],
        service_url=activity["serviceUrl"],
        conversation=ConversationAccount(id=place.get("id"), tenant_id=place.get("tenantId")),
        recipient=ChannelAccount(id=me.get("id")),
        from_property=ChannelAccount(id=them.get("id")),
    )


def _reference(place: Place) -> ConversationReference:
    return ConversationReference(
        channel_id="msteams",
        service_url=place.service,
        bot=ChannelAccount(id=place.bot),
        conversation=ConversationAccount(id=place.conversation, tenant_id=place.tenant),
    )

"""What is wrong with a Slack set-up, as Slack itself tells: tokens, scopes, channels."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from adapters.slack.access import Access
from adapters.slack.api import UNANSWERED, Api, refusal
from adapters.slack.errors import TAKEN_BACK
from adapters.slack.methods import scopes
from adapters.slack.ports import Books
from bot.network import OURS
from bot.ports import Ambiguous, Retry, Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that was looked at: what is so, and where it is wrong, what helps."""

    said: str
    do: str = ""
    wrong: bool = True


AWAY = Ailment(
    said="Slack cannot be reached from this machine.",
    do="Look at the network and its proxy; Slack is asked at KRING_SLACK_API_URL.",
)


def _refused(no: SlackApiError, said: str, do: str) -> Ailment:
    """What Slack itself refuses, by its code; another's answer is none of Slack's."""
    code = refusal(no.response)
    return Ailment(said=f"{said} ({code}).", do=do) if code else AWAY


async def token(api: Api, given: str, where: str) -> AsyncIterator[Ailment]:
    """Whether a bot's token is good, and whether it may do all that Kring does."""
    try:
        answer = await api.client(given).api_call("auth.test")
    except SlackApiError as refused:
        yield _refused(
            refused,
            f"Slack refuses the token of {where}",
            "Install the app in the workspace again; for your own workspace set "
            "KRING_SLACK_BOT_TOKEN to the Bot User OAuth Token under OAuth & Permissions.",
        )
        return
    except UNANSWERED:
        yield AWAY
        return
    headers = {str(key).lower(): value for key, value in dict(answer.headers).items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    if lacking := [scope for scope in scopes() if scope not in granted] if any(granted) else []:
        yield Ailment(
            said=f"In {where} Kring lacks {', '.join(lacking)}.",
            do="Put the manifest of `kring slack manifest` into your app, then reinstall it.",
        )
        return
    yield Ailment(said=f"Slack knows Kring in {where}.", wrong=False)


async def socket(api: Api, given: str) -> Ailment:
    """Whether the app's own token opens a connection."""
    try:
        await api.client(given).api_call("apps.connections.open")
    except SlackApiError as refused:
        return _refused(
            refused,
            "Slack opens no connection for Socket Mode",
            "Set KRING_SLACK_APP_TOKEN to an app-level token with connections:write, "
            "and switch Socket Mode on in your app.",
        )
    except UNANSWERED:
        return AWAY
    return Ailment(said="Socket Mode works.", wrong=False)


async def channels(access: Access, books: Books, tenant: str) -> AsyncIterator[Ailment]:
    """Channels that somebody chose for a network, and into which Kring cannot write."""
    for channel in await books.channels_of(tenant):
        if channel.startswith(OURS):
            continue
        try:
            said: Any = await access.call(tenant, "conversations.info", {"channel": channel})
        except Unreachable as no:
            if no.code in TAKEN_BACK:  # the token is what is wrong, and that is said already
                return
            yield Ailment(
                said=f"Kring cannot see the channel {channel} of a network ({no.code}).",
                do="Type /invite @Kring in that channel.",
            )
            continue
        except (Retry, Ambiguous):
            continue
        about = said.get("channel") or {}
        if about.get("is_private") and about.get("is_member") is False:
            yield Ailment(
                said=f"Kring is not in the private channel {channel} of a network.",
                do="Type /invite @Kring in that channel.",
            )
        if about.get("is_archived"):
            yield Ailment(
                said=f"The channel {channel} of a network is archived.",
                do="Unarchive it, or choose another channel for the network.",
            )

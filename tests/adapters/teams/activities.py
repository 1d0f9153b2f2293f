"""Activities as Teams sends them: our own, of the shapes that its documentation describes."""

import copy
from typing import Any

Json = dict[str, Any]
TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
ZOE = "0c7e7a4a-8ad1-4a52-9a2c-6b6a3a1f8f10"
BART = "5d0d1a7e-0000-4000-8000-00000000ba27"
BOT = "28:11111111-2222-3333-4444-555555555555"
DM = "a:1zoe-and-kring"
TEAM = "19:team0@thread.tacv2"
CHANNEL = "19:channel1@thread.tacv2"
GROUP = "19:group2@thread.v2"
AT = "2027-01-12T13:00:05.123Z"

USER: Json = {"id": "29:zoe", "name": "Zoé Dubois", "aadObjectId": ZOE}


def activity(sort: str, **more: Any) -> Json:
    """In the personal chat, unless `more` says otherwise."""
    said: Json = {
        "type": sort,
        "id": "1700000000001",
        "timestamp": AT,
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": dict(USER),
        "recipient": {"id": BOT, "name": "Kring"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": DM},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "fr-BE",
        "localTimezone": "Europe/Brussels",
    }
    return copy.deepcopy(said | more)


def in_channel(sort: str, thread: str = "", **more: Any) -> Json:
    place = f"{CHANNEL};messageid={thread}" if thread else CHANNEL
    whole = {
        "conversation": {
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": TENANT,
            "id": place,
        },
        "channelData": {
            "tenant": {"id": TENANT},
            "team": {"id": TEAM, "name": "Safety"},
            "channel": {"id": CHANNEL, "name": "Cases"},
        },
    }
    return activity(sort, **(whole | more))


def in_group(sort: str, **more: Any) -> Json:
    whole = {"conversationType": "groupChat", "isGroup": True, "tenantId": TENANT, "id": GROUP}
    return activity(sort, **({"conversation": whole} | more))


def mention(id_: str = BOT, name: str = "Kring", **more: str) -> Json:
    return {
        "type": "mention",
        "mentioned": {"id": id_, "name": name, **more},
        "text": f"<at>{name}</at>",
    }


def executed(data: Json, **more: Any) -> Json:
    action = {"type": "Action.Execute", "verb": "kring", "data": data}
    value = {"action": action, "trigger": "manual"}
    return activity("invoke", **({"name": "adaptiveCard/action", "value": value} | more))


def submitted(data: Json, **more: Any) -> Json:
    """`Action.Submit` in a message."""
    return activity("message", **({"value": data, "replyToId": "1699"} | more))


def task(name: str, data: Json, **more: Any) -> Json:
    value = {"data": data, "context": {"theme": "default"}}
    return activity("invoke", **({"name": f"task/{name}", "value": value} | more))


def changed(event: str, **more: Any) -> Json:
    said = in_channel("conversationUpdate")
    said["channelData"] |= {"eventType": event, **more}
    return said

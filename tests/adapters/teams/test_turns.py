"""What is written to the connector is what botbuilder itself would write."""

from typing import Any

import pytest
from botbuilder.core import TurnContext

from adapters.teams import turns
from adapters.teams.turns import Place, Turns

PLACE = Place(
    app="app", service="https://smba.example/emea/", conversation="19:a", bot="28:app", tenant="t1"
)
HEARD = {
    "type": "message",
    "id": "1800000000000",
    "channelId": "msteams",
    "serviceUrl": "https://smba.example/emea/",
    "conversation": {"id": "a:1", "tenantId": "t1", "conversationType": "personal"},
    "recipient": {"id": "28:app", "name": "Kring"},
    "from": {"id": "29:zoe", "name": "Zoé", "aadObjectId": "oid"},
    "replyToId": "1700000000000",
}


class Recorder:
    """A connector that only writes down what it was given, beside botbuilder's own writing."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    async def say(self, *given: Any, **_: Any) -> str:
        self.said.append(given[-1])
        return "1"

    async def change(self, *given: Any, **_: Any) -> None:
        self.said.append(given[-1])


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> tuple[Turns, Recorder, list[Any]]:
    recorder, own = Recorder(), list[Any]()
    whole = turns._whole

    def noted(context: TurnContext, activity: Any) -> Any:
        own.append({**activity.serialize(), **context.turn_state.get(turns.SAID, {})})
        return whole(context, activity)

    monkeypatch.setattr(turns, "_whole", noted)
    return Turns(recorder), recorder, own  # type: ignore[arg-type]


async def test_proactive_and_in_answer(both: tuple[Turns, Recorder, list[Any]]) -> None:
    adapter, recorder, own = both
    message = {"type": "message", "attachments": [{"content": {"body": ["é"]}}]}
    await adapter.say(PLACE, message)
    await adapter.change(PLACE, "17", message)

    async def logic(turn: Any) -> None:
        await turn.typing()
        await turn.say(message)

    await adapter.hear("app", HEARD, logic)
    assert len(recorder.said) == 4
    assert recorder.said == own

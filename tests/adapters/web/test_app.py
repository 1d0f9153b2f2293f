import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.web.events import event, gather, news
from adapters.web.guard import LARGEST, welcome
from adapters.web.keys import link_for
from adapters.web.site import Site
from bot.content import Card
from bot.ports import Reply, Said
from tests.adapters.web.stage import HOSTILE, RSVP, Parrot, Stage, words

HERE = "http://kring.test"
EVENT = "0123456789abcdef"
SECRET = "s" * 40


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(tmp_path)
    await stage.open()
    await stage.furnish()
    yield stage
    await stage.close()


@asynccontextmanager
async def browser(stage: Stage, *, play: bool = True) -> AsyncIterator[httpx.AsyncClient]:
    pages = stage.pages(playground=stage.toy) if play else stage.pages(address=HERE)
    transport = httpx.ASGITransport(app=pages, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url=HERE, headers={"Origin": HERE}
    ) as client:
        yield client


def link(stage: Stage, person: str = "zoe", **other: Any) -> str:
    given = {"tenant": "home", "secret": SECRET, "address": HERE, "now": stage.toy.now()}
    return link_for(person, **{**given, **other})


async def send(client: httpx.AsyncClient, me: str = "zoe", **payload: Any) -> httpx.Response:
    return await client.post(f"/send?me={me}", json={"event": EVENT, **payload})


# ── pages ──


@pytest.mark.parametrize(
    "path", ["/", "/home", "/in/channel:n1", "/in/team:home-care", "/calendar", "/gallery"]
)
async def test_pages_are_served_with_their_guards(stage: Stage, path: str) -> None:
    async with browser(stage) as client:
        page = await client.get(f"{path}?me=zoe")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"
    assert "<script>alert" not in page.text
    assert " style=" not in page.text
    assert 'lang="en"' in page.text


async def test_the_page_speaks_its_readers_language(stage: Stage) -> None:
    async with browser(stage) as client:
        assert "Vue d’ensemble" in (await client.get("/?me=ines")).text
        assert "Overzicht" in (await client.get("/?me=bart")).text


async def test_own_files_may_be_kept_for_ever(stage: Stage) -> None:
    async with browser(stage) as client:
        page = (await client.get("/?me=zoe")).text
        path = page.split('src="')[1].split('"')[0]
        file = await client.get(path)
    assert path.startswith("/static/kring.js?v=")
    assert "immutable" in file.headers["cache-control"]


@pytest.mark.parametrize("path", ["/in/dm:bart", "/in/team:warehouse", "/in/channel:n2", "/x"])
async def test_nobody_reads_what_is_not_theirs(stage: Stage, path: str) -> None:
    async with browser(stage) as client:
        page = await client.get(f"{path}?me=zoe")
    assert page.status_code == 404
    assert "All sorts of questions" not in page.text


# ── gestures ──


async def test_a_form_reaches_the_bot_and_errors_come_back_to_their_field(stage: Stage) -> None:
    async with browser(stage) as client:
        values = {"coming": ""}
        said = (await send(client, submit="run8:ask", values=values)).json()
    assert said["errors"] == {"coming": "Please answer this one."}
    assert stage.bot.got[-1].sender.id == "dm:zoe"


async def test_a_stale_button_is_answered_in_place(stage: Stage) -> None:
    async with browser(stage) as client:
        said = (await send(client, press="look:gone:x")).json()
    assert said["gone"] is True
    assert "out of date" in said["card"]
    assert said["go"] == ""


async def test_a_typed_word_and_its_answer_stay_on_the_wall(stage: Stage) -> None:
    async with browser(stage) as client:
        said = (await send(client, say=HOSTILE)).json()
    last = (await stage.wall.read("home", "dm:zoe"))[-2:]
    assert (last[0].author, last[0].text) == ("zoe", HOSTILE)
    assert last[1].card is not None
    assert said["card"] == ""


async def test_a_typed_answer_leaves_no_trace_beside_its_author(stage: Stage) -> None:
    stage.bot.reply = Reply(kept=False)
    before = await stage.wall.newest("home")
    async with browser(stage) as client:
        await send(client, say="my secret answer")
        stage.bot.reply = Reply()
        await send(client, say="my secret answer")  # the same gesture, tried again
    assert stage.bot.got[-1].what == Said("my secret answer")
    assert await stage.wall.newest("home") == before


async def test_a_gesture_that_is_repeated_counts_once(stage: Stage) -> None:
    async with browser(stage) as client:
        await send(client, say="hello")
        await send(client, say="hello")
    lines = await stage.wall.read("home", "dm:zoe")
    assert [line.text for line in lines].count("hello") == 1
    assert len(stage.bot.got) == 1


async def test_a_word_in_a_channel_is_for_people(stage: Stage) -> None:
    async with browser(stage) as client:
        await send(client, say="Bonjour à tous", where="channel:n1")
        page = await client.get("/in/channel:n1?me=bart")
    assert "Bonjour à tous" in page.text
    assert stage.bot.got[-1].where is not None


async def test_a_button_in_a_channel_leads_to_ones_own_conversation(stage: Stage) -> None:
    async with browser(stage) as client:
        said = (await send(client, press="start:share:n1:", where="channel:n1")).json()
    assert said["go"] == "/?me=zoe"


async def test_nobody_writes_where_they_do_not_belong(stage: Stage) -> None:
    async with browser(stage) as client:
        for where in ("dm:bart", "team:warehouse", "channel:n2"):
            assert (await send(client, say="hi", where=where)).status_code == 403
    assert stage.bot.got == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("{}", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("say=hi", "application/x-www-form-urlencoded", 415),
        ("x" * (LARGEST + 1), "application/json", 413),
    ],
)
async def test_what_the_page_would_not_send_is_refused_kindly(
    stage: Stage, body: str, kind: str, status: int
) -> None:
    async with browser(stage) as client:
        headers = {"Content-Type": kind, "Accept": "application/json"}
        answer = await client.post("/send?me=zoe", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["trouble"]


@pytest.mark.parametrize("origin", ["https://evil.test", "null", "", "http://kring.test.evil"])
async def test_another_sites_page_cannot_write(stage: Stage, origin: str) -> None:
    async with browser(stage) as client:
        answer = await client.post(
            "/send?me=zoe", json={"event": EVENT, "say": "hi"}, headers={"Origin": origin}
        )
    assert answer.status_code == 403
    assert stage.bot.got == []


@pytest.mark.parametrize(
    ("origin", "host", "address", "fits"),
    [
        ("https://kring.example.org", "10.0.0.3:8000", "https://kring.example.org", True),
        ("http://kring.example.org", "kring.example.org", "https://kring.example.org", False),
        ("http://localhost:8000", "localhost:8000", "http://127.0.0.1:8000", True),
        ("http://evil.test", "evil.test", "http://127.0.0.1:8000", False),
        ("http://box:8000", "box:8000", "", True),
        ("file://", "", "", False),
    ],
)
def test_who_may_write(origin: str, host: str, address: str, *, fits: bool) -> None:
    assert welcome(origin, host, address) is fits


# ── the way in ──


async def test_a_stranger_is_told_how_to_come_in(stage: Stage) -> None:
    async with browser(stage, play=False) as client:
        page = await client.get("/", headers={"Accept-Language": "fr"})
        script = await client.get("/events", headers={"Accept": "application/json"})
    assert page.status_code == 401
    assert "lien personnel" in page.text
    assert script.json()["trouble"]


async def test_a_link_opens_a_session_and_leaves_the_address(stage: Stage) -> None:
    async with browser(stage, play=False) as client:
        entered = await client.get(link(stage))
        cookie = entered.headers["set-cookie"].lower()
        page = await client.get(entered.headers["location"])
    assert entered.status_code == 303
    assert entered.headers["location"] == "/"
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "Zoé Dubois" in page.text
    assert 'id="play"' not in page.text


async def test_a_session_renews_itself_and_one_day_ends(stage: Stage) -> None:
    async with browser(stage, play=False) as client:
        await client.get(link(stage))
        assert "set-cookie" not in (await client.get("/")).headers
        stage.toy.at += timedelta(days=29)
        assert "set-cookie" in (await client.get("/")).headers
        stage.toy.at += timedelta(days=29)
        assert (await client.get("/")).status_code == 200
        stage.toy.at += timedelta(days=31)
        assert (await client.get("/")).status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"secret": "t" * 40}, {"tenant": "other"}, {"person": "nobody"}, {"age": 31}]
)
async def test_a_link_that_is_no_good_says_so(stage: Stage, wrong: dict[str, Any]) -> None:
    age = timedelta(days=wrong.pop("age", 0))
    async with browser(stage, play=False) as client:
        page = await client.get(link(stage, **wrong, now=stage.toy.now() - age))
    assert page.status_code == 403
    assert "set-cookie" not in page.headers
    assert "no longer works" in page.text


@pytest.mark.parametrize("path", ["/calendar", "/gallery"])
async def test_the_playgrounds_pages_are_not_for_guests(stage: Stage, path: str) -> None:
    async with browser(stage, play=False) as client:
        await client.get(link(stage))
        assert (await client.get(path)).status_code == 404
        assert (await client.post("/play", json={"do": "day"})).status_code == 404
        assert "Zoé" in (await client.get("/?me=bart")).text


# ── the playground ──


async def test_the_clock_moves_and_says_what_happened(stage: Stage) -> None:
    async with browser(stage) as client:
        said = (await client.post("/play?me=ines", json={"do": "day"})).json()
        answered = (await client.post("/play?me=ines", json={"do": "answer"})).json()
        wrong = await client.post("/play?me=ines", json={"do": "year"})
        stuck = (await client.post("/play?me=ines", json={"do": "kickoff"})).json()
    assert said["happened"] == "Rien de nouveau."
    assert "13 janv. 2027" in said["now"]
    assert answered["happened"] == "6 réponses sont arrivées."
    assert "Rien n’est prévu" in stuck["happened"]
    assert wrong.status_code == 400


async def test_the_calendar_narrows_to_a_role(stage: Stage) -> None:
    async with browser(stage) as client:
        everything = (await client.get("/calendar?me=zoe")).text
        managers = (await client.get("/calendar?me=zoe&role=manager")).text
    assert everything.count("<tr>") > managers.count("<tr>")
    assert "Weekly digest" in managers
    assert "<summary>Close-out" not in managers


# ── news ──


def site(stage: Stage) -> Site:
    return Site(
        store=stage.database,
        bot=stage.bot,
        wall=stage.wall,
        bell=stage.bell,
        clock=stage.toy.now,
        words=words(),
        tenant="home",
        wake=lambda: None,
        play=stage.toy,
    )


async def test_news_come_by_themselves_and_only_ones_own(stage: Stage) -> None:
    after = await stage.wall.newest("home")
    stream = news(site(stage), "zoe", "dm:zoe", after)
    assert (await anext(stream)).startswith("retry:")
    await stage.put("dm:bart", RSVP, "secret")
    await stage.put("dm:zoe", replace(RSVP, title="for Zoé"), "new")
    await stage.put("channel:n1", RSVP, "post")
    first = await anext(stream)
    head, name, data, *_ = first.split("\n")
    told = json.loads(data.removeprefix("data: "))
    assert head == f"id: {after + 3}"
    assert name == "event: news"
    assert len(told["lines"]) == 1
    assert "for Zoé" in told["lines"][0]
    assert told["elsewhere"] == {"channel:n1": 1}
    assert "optgroup" in told["cast"]
    await stream.aclose()


async def test_nobody_is_told_that_others_were_told_something(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, every open page heard of every message at once, though not what it said.

    In a small network that tells who just answered: whoever talks with somebody at that moment.
    """
    monkeypatch.setattr("adapters.web.events.PATIENCE", 0.5)
    real = replace(site(stage), play=None)
    stream = news(real, "zoe", "dm:zoe", await stage.wall.newest("home"))
    await anext(stream)
    await stage.put("dm:bart", RSVP, "answered")
    assert await anext(stream) == ": still here\n\n"
    await stage.put("dm:zoe", replace(RSVP, title="for herself"), "new")
    assert "for herself" in await anext(stream)
    await stream.aclose()


async def test_a_page_that_is_loaded_again_does_not_count_what_others_were_told(
    stage: Stage,
) -> None:
    """Before, it held the number of all messages so far, as did each of one's own."""
    async with browser(stage, play=False) as client:
        await client.get(link(stage))
        pages = [(await client.get("/")).text]
        await stage.put("dm:bart", RSVP, "answered")
        pages.append((await client.get("/")).text)
        marks = [re.search(r'data-newest="([^"]+)"', page) for page in pages]
        one, other = (found[1] for found in marks if found)
        counts = (await client.get("/unread", params={"dm:zoe": other})).json()
    assert pages[0].replace(one, "") == pages[1].replace(other, "")
    assert not one.isdecimal()
    assert one != other  # also where nothing was said
    assert counts["dm:zoe"] == 0
    said = [int(number) for number in re.findall(r'data-seq="(\d+)"', pages[1])]
    assert said == sorted(said)
    assert min(said) > await stage.wall.newest("home")


async def test_data_that_began_anew_are_loaded_anew(stage: Stage) -> None:
    stream = news(site(stage), "zoe", "dm:zoe", 10_000)
    await anext(stream)
    assert "event: again" in await anext(stream)


async def test_what_somebody_else_typed_carries_their_name(stage: Stage) -> None:
    here = await site(stage).seen_by("zoe")
    assert here is not None
    await stage.wall.say("home", "team:home-care", author="bart", text="hi", at=stage.toy.now())
    told = await gather(site(stage), here, "team:home-care", 0)
    assert "_Bart_ &lt;b&gt;Maes&lt;/b&gt;" in told["lines"][-1]


async def test_unread_counts_are_what_others_wrote(stage: Stage) -> None:
    async with browser(stage) as client:
        counts = (await client.get("/unread?me=zoe")).json()
        newest = await stage.wall.newest("home")
        read = (await client.get(f"/unread?me=zoe&dm:zoe={newest}&channel:n1=x")).json()
    assert counts == {"dm:zoe": 3, "channel:n1": 2, "team:home-care": 0}
    assert read["dm:zoe"] == 0
    assert read["channel:n1"] == 2


async def test_people_are_found_by_name_but_not_oneself(stage: Stage) -> None:
    async with browser(stage) as client:
        found = (await client.get("/people?me=zoe&q=ines")).json()
        nobody = (await client.get("/people?me=zoe&q=")).json()
        myself = (await client.get("/people?me=zoe&q=zoe")).json()
    assert found == [{"id": "ines", "name": "Inès Lambert"}]
    assert nobody == myself == []


def test_an_event_is_one_line_of_data() -> None:
    assert event("news", "3", {"a": "x\n\ny"}).count("\n") == 4


async def test_what_breaks_says_that_nothing_was_lost(stage: Stage) -> None:
    class Broken(Parrot):
        def home(self, *_: object) -> Card:
            raise RuntimeError("oops")

    stage.bot = Broken(stage.wall, stage.bell)
    async with browser(stage) as client:
        page = await client.get("/home?me=zoe")
    assert page.status_code == 500
    assert "on our side" in page.text
    assert "oops" not in page.text

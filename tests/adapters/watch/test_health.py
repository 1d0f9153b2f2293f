import asyncio

from adapters.watch.health import Health


async def _fine() -> bool:
    return True


async def _not_so() -> bool:
    return False


async def _broken() -> bool:
    raise OSError("the database of zoe@example.org is gone")


async def test_what_does_not_hold_is_told_by_its_code() -> None:
    health = Health({"a": _fine, "b": _not_so, "c": _broken})
    assert await health.codes() == ("b", "c")


async def test_nothing_in_the_way() -> None:
    assert await Health({"a": _fine}).codes() == ()
    assert await Health({}).codes() == ()


async def test_once_stopping_nothing_else_is_asked() -> None:
    asked = []

    async def check() -> bool:
        asked.append(1)
        return True

    health = Health({"a": check})
    health.stopping = True
    assert await health.codes() == ("stopping",)
    assert asked == []


async def test_however_many_ask_it_is_looked_once() -> None:
    asked = []

    async def check() -> bool:
        asked.append(1)
        await asyncio.sleep(0.01)
        return True

    health = Health({"a": check})
    await asyncio.gather(*(health.codes() for _ in range(50)))
    assert asked == [1]


async def test_what_hangs_is_in_the_way_and_is_not_begun_again() -> None:
    asked, free = [], asyncio.Event()

    async def hangs() -> bool:
        asked.append(1)
        return await free.wait()

    health = Health({"a": hangs, "b": _fine}, patience=0.02)
    assert await health._look() == ("a",)
    assert await health._look() == ("a",)
    assert asked == [1]
    free.set()
    assert await health._look() == ()
    await health.close()


async def test_closed_it_leaves_nothing_running() -> None:
    async def hangs() -> bool:
        await asyncio.sleep(3600)
        return True

    health = Health({"a": hangs}, patience=0.01)
    await health.codes()
    await health.close()
    assert [t for t in asyncio.all_tasks() if t.get_name().startswith("health")] == []

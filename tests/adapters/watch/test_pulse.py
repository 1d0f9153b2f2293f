import asyncio
import time

from adapters.watch.pulse import BEAT, Pulse


async def test_a_loop_that_was_blocked_is_told_of() -> None:
    pulse = Pulse()
    assert pulse.lag == 0
    task = asyncio.create_task(pulse.run())
    await asyncio.sleep(0)
    time.sleep(BEAT + 0.3)  # noqa: ASYNC251 - what it is about
    assert pulse.lag >= 0.3  # while it still waits for its turn
    await asyncio.sleep(0.01)
    assert pulse.lag >= 0.3  # and for a while after
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

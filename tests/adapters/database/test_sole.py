import subprocess
import sys
from pathlib import Path

import pytest

from adapters.database import Database
from adapters.database.sole import claimed

HOLDS = """
import sys
from adapters.database.sole import claimed
held = claimed(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_it_goes_with_its_holder_however_that_ends(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    words = [sys.executable, "-c", HOLDS, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert claimed(file) is None
        other.kill()
        other.wait()
    lock = claimed(file)
    assert lock is not None
    assert claimed(file) is None
    assert [each.name for each in tmp_path.iterdir()] == ["lock"]
    lock.close()


def test_a_lock_that_cannot_be_kept_is_no_lock(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="locked"):
        claimed(tmp_path)


async def test_a_file_is_served_by_one_and_a_server_by_many(address: str, place: str) -> None:
    first, second = Database(address), Database(address)
    assert await first.claim()
    assert await first.claim()
    assert await second.claim() is (place == "postgres")
    await first.close()
    assert await second.claim()
    await second.close()


async def test_in_memory_nobody_is_in_the_way() -> None:
    memory = Database("sqlite://")
    assert await memory.claim()
    await memory.close()

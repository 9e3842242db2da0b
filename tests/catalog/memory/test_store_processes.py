"""A memory under several processes: none waits to read, none loses, and none leaves half."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.memory.memories import EN, KK, contents, entry, make
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.store import Memory

BATCH = 50
ADD_FOR_EVER = f"""
import itertools, sys
from pathlib import Path
from tests.catalog.memory.memories import entry
from toolkit.catalog.memory.store import Memory
with Memory.open(Path(sys.argv[1]), create_missing=True) as memory:
    for batch in itertools.count():
        memory.add(
            entry(f"{{sys.argv[2]}} batch {{batch}}x text {{n}}y", "мәтін", origin=sys.argv[2])
            for n in range({BATCH})
        )
        print(batch, flush=True)
        if batch == int(sys.argv[3]):
            break
"""

FILL_AND_WAIT = """
import sys, time
from pathlib import Path
from tests.catalog.memory.memories import entry
from toolkit.catalog.memory.store import add_entries
def entries():
    for n in range(1000):
        yield entry(f"text {n}", "мәтін")
    print("filled", flush=True)
    time.sleep(600)
add_entries(Path(sys.argv[1]), entries())
"""


def start(path: Path, name: str, last: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", ADD_FOR_EVER, str(path), name, str(last)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


@pytest.mark.slow
@pytest.mark.parametrize("batches", [1, 4, 9])
def test_a_process_that_is_killed_leaves_whole_transactions(tmp_path: Path, batches: int) -> None:
    path = tmp_path / "m.sqlite"
    process = start(path, "killed", 10**6)
    assert process.stdout is not None
    for _ in range(batches):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    there = contents(path)
    assert len(there) >= batches * BATCH
    assert len(there) % BATCH == 0
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with Memory.open(path) as memory:
        assert memory.look_up(f"{there[0].source}!", EN, KK, limit=1)[0].score > 75
        assert memory.add([entry()]).new == 1


@pytest.mark.slow
def test_a_new_memory_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", FILL_AND_WAIT, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    assert not path.exists()
    assert contents(make(path, [entry()])) == [entry()]
    assert not list(tmp_path.glob(".*.new"))


@pytest.mark.slow
def test_writers_wait_for_each_other_and_readers_for_nobody(tmp_path: Path) -> None:
    path = make(tmp_path / "m.sqlite", [entry()])
    processes = [start(path, name, 7) for name in ("one", "two", "three")]
    with Memory.open(path) as reader:
        while any(process.poll() is None for process in processes):
            assert reader.look_up("The bridge opened", EN, KK)[0].entry == entry()
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(contents(path)) == 1 + 3 * 8 * BATCH


def test_a_reader_sees_nothing_of_an_addition_before_it_is_whole(tmp_path: Path) -> None:
    path = make(tmp_path / "m.sqlite", [entry()])
    with Memory.open(path) as writer, Memory.open(path) as reader:
        seen = []

        def entries() -> object:
            for n in range(3):
                yield entry(f"Text {n}", "Мәтін")
                seen.append(len(list(reader.entries())))

        writer.add(entries())  # type: ignore[arg-type]  # a generator of entries
        assert seen == [1, 1, 1]
        assert len(list(reader.entries())) == 4


def test_another_programs_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.catalog.memory.schema._BUSY_SECONDS", 0.1)
    path = make(tmp_path / "m.sqlite")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Memory.open(path) as memory, pytest.raises(ToolkitError) as raised:
        memory.add([entry()])
    other.close()
    assert raised.value.findings[0].code == "file-locked"

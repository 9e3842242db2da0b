"""What only a memory on a server can do wrong: locales, other machines, a server that goes away."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.memory.memories import EN, KK, Place, contents, entry, make
from tests.catalog.memory.test_store import ENTRIES
from tests.catalog.memory.test_store_processes import BATCH
from tests.laws import examples
from tests.postgresql import PASSWORD, WRITTEN_PASSWORD, Postgresql
from toolkit.base.errors import Finding, ToolkitError
from toolkit.catalog.memory import postgresql_schema, postgresql_store
from toolkit.catalog.memory.entry import MemoryEntry, Suggestion
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.store import Memory, rewrite_on_server

pytestmark = pytest.mark.slow

ADD = """
import sys
from tests.catalog.memory.memories import entry
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.store import Memory
with Memory.open(MemoryServer.parse(sys.argv[1]), create_missing=True) as memory:
    print("open", flush=True)
    for batch in range(int(sys.argv[3])):
        texts = [f"batch {batch}x text {n}y" for n in range(int(sys.argv[4]))]
        memory.add(entry(f"{sys.argv[2]} {text}", "мәтін", origin=text) for text in texts)
        memory.add(entry(text, "мәтін", origin=sys.argv[2]) for text in reversed(texts))
        print(batch, flush=True)
"""
TITLES = (
    """Police held {} people|The bridge over the {} was closed|A court in {} heard {} witnesses
{} people gathered in the square|Teachers of {} schools asked for pay|The mayor of {} has resigned
Rain is expected in {} tomorrow|The road from {} to {} is open again|{} students won prizes
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def start(server: MemoryServer, name: str, *, batches: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", ADD, server.address, name, str(batches), str(BATCH)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def refusal(place: Place, *, create_missing: bool = False) -> Finding:
    with pytest.raises(ToolkitError) as raised:
        Memory.open(place, create_missing=create_missing).close()
    return raised.value.findings[0]


def answers(place: Place, questions: list[str], **options: float) -> list[list[Suggestion]]:
    with Memory.open(place) as memory:
        return [memory.look_up(each, EN, KK, limit=3, **options) for each in questions]  # type: ignore[arg-type]  # a cut-off


@given(entries=ENTRIES, question=st.text("ab c1<é", max_size=8))
@examples(30)
def test_it_answers_what_a_file_answers(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql: Postgresql,
    entries: list[MemoryEntry],
    question: str,
) -> None:
    questions = [question, *(f"{each.source}a" for each in entries)]
    file = make(tmp_path_factory.mktemp("m") / "m.sqlite", entries)
    server = make(postgresql.empty_server(), entries)
    assert contents(server) == contents(file)
    assert answers(server, questions, cut_off=50) == answers(file, questions, cut_off=50)
    with Memory.open(server) as here, Memory.open(file) as there:
        assert here.statistics() == there.statistics()


def many() -> list[MemoryEntry]:
    """Return more texts than are compared one by one."""
    words = [f"{name}{letter}" for name in ("Айна", "Бек", "Дос", "Жан") for letter in "ardyltuv"]
    texts = (
        title.format(word, other)
        for title in TITLES
        for word in words
        for other in (words if title.count("{}") > 1 else words[:1])
    )
    return [entry(text, f"{text} (kk)") for text in dict.fromkeys(texts)]


def test_among_many_texts_it_finds_what_a_file_finds(
    tmp_path: Path, postgresql: Postgresql
) -> None:
    entries = many()
    assert len(entries) > 3 * postgresql_store._SMALL  # noqa: SLF001
    questions = [f"{each.source[:12]}x{each.source[13:]}" for each in entries[::97]]
    file, server = make(tmp_path / "m", entries), make(postgresql.empty_server(), entries)
    scores = [
        [[each.score for each in found] for found in answers(place, questions)]
        for place in (server, file)
    ]
    assert all(scores[1])
    assert scores[0] == scores[1]


@pytest.mark.parametrize(
    "options",
    [
        "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'kk-KZ' LOCALE 'C.UTF-8'",
        "TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
        "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'",
    ],
)
def test_its_order_and_its_answers_are_no_servers(
    tmp_path: Path, postgresql: Postgresql, options: str
) -> None:
    texts = [
        "Ж жолы",
        "ж жолы",
        "Ә",
        "é",
        "e\u0301",
        "É",
        "_a",
        "a b",
        "ab",
        "Å",
        "İ",
        "ı",
        "ς",
        "σ",
    ]
    entries = [entry(text, "x") for text in texts]
    server = MemoryServer.parse(postgresql.address(postgresql.new_database(options)))
    make(server, entries)
    file = make(tmp_path / "m", entries)
    assert contents(server) == contents(file)
    questions = [*texts, "Ж жолы!", "Ә.", "ab b"]
    assert answers(server, questions) == answers(file, questions)


def test_two_machines_that_add_at_once_lose_nothing(postgresql: Postgresql) -> None:
    server = postgresql.empty_server()
    processes = [start(server, name, batches=4) for name in ("one", "two", "three")]
    assert [process.communicate()[0].split()[-1] for process in processes] == ["3"] * 3
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(contents(server)) == 2 * 3 * 4 * BATCH


def test_a_machine_that_dies_leaves_whole_additions(postgresql: Postgresql) -> None:
    server = postgresql.empty_server()
    process = start(server, "dead", batches=10**6)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    process.kill()
    process.communicate()
    with Memory.open(server) as memory:
        memory.add([entry()])  # waits until the server has noticed
    there = len(contents(server)) - 1
    assert there >= 2 * BATCH
    assert there % BATCH == 0


def test_a_writer_that_waits_too_long_is_told(
    postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql_schema, "_SECONDS", 1)
    server = make(postgresql.empty_server(), [entry()])
    with Memory.open(server) as memory, psycopg.connect(server.address) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (postgresql_schema._LOCK,))  # noqa: SLF001
        with pytest.raises(ToolkitError) as raised:
            memory.add([entry("Another", "x")])
        assert memory.look_up("The bridge opened.", EN, KK)[0].score == 100
    assert raised.value.findings[0].code == "file-locked"
    assert contents(server) == [entry()]


def test_entries_are_found_while_others_are_gathered(postgresql: Postgresql) -> None:
    server = make(postgresql.empty_server(), [entry()])
    with Memory.open(server) as memory:

        def entries() -> Iterator[MemoryEntry]:
            (found,) = memory.look_up("The bridge opened.", EN, KK)
            yield entry("Another", found.target)

        memory.add(entries())
    assert len(contents(server)) == 2


def test_a_server_that_goes_away_is_told_and_has_all_when_it_is_back(
    postgresql: Postgresql,
) -> None:
    make(postgresql.empty_server(), [entry()])
    server = MemoryServer.parse(postgresql.tcp_address())
    memory = Memory.open(server)
    postgresql.stop("immediate")
    try:
        for ask in (
            lambda: memory.look_up("The bridge opened.", EN, KK),
            lambda: memory.add([entry("Another", "x")]),
            lambda: list(memory.entries()),
            memory.statistics,
            lambda: Memory.open(server),
        ):
            with pytest.raises(ToolkitError) as raised:
                ask()
            assert raised.value.findings[0].code == "memory-unreachable"
            assert_hidden(str(raised.value))
        memory.close()
    finally:
        postgresql.start()
    assert contents(server) == [entry()]


def assert_hidden(said: str) -> None:
    assert PASSWORD not in said
    assert WRITTEN_PASSWORD not in said


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    found = refusal(MemoryServer.parse("postgresql://toolkit@127.0.0.1:1/memory"))
    assert found.code == "memory-unreachable"
    assert "Connection refused" in found.message
    assert "?" not in found.message


def test_a_wrong_password_is_told_without_it(postgresql: Postgresql) -> None:
    found = refusal(MemoryServer.parse(postgresql.tcp_address("postgres", "wr0ng%20one")))
    assert found.code == "memory-unreachable"
    assert "authentication failed" in found.message
    assert "wr0ng" not in str(found)


def test_the_right_password_lets_in(postgresql: Postgresql) -> None:
    postgresql.empty_server()
    assert contents(make(MemoryServer.parse(postgresql.tcp_address()), [entry()])) == [entry()]


def test_a_database_without_a_memory_is_told(postgresql: Postgresql) -> None:
    assert refusal(postgresql.empty_server()).code == "no-memory"


def test_anothers_schema_is_refused_and_left(postgresql: Postgresql) -> None:
    server = postgresql.empty_server()
    postgresql.run("CREATE SCHEMA toolkit_memory")
    assert refusal(server, create_missing=True).code == "memory-other"
    assert postgresql.run("SELECT FROM pg_tables WHERE schemaname = 'toolkit_memory'") == []


def test_another_version_is_refused(postgresql: Postgresql) -> None:
    server = make(postgresql.empty_server())
    postgresql.run("UPDATE toolkit_memory.about SET version = 7")
    assert refusal(server, create_missing=True).code == "memory-version"


def test_a_role_without_rights_is_told_what_the_server_says(postgresql: Postgresql) -> None:
    database = postgresql.new_database()
    postgresql.run("CREATE ROLE reader LOGIN")
    address = postgresql.address(database).replace("toolkit@", "reader@")
    found = refusal(MemoryServer.parse(address), create_missing=True)
    assert found.code == "memory-refused"
    assert "permission denied" in found.message


def test_where_pg_trgm_is_in_another_schema_it_serves(postgresql: Postgresql) -> None:
    database = postgresql.new_database()
    postgresql.run("CREATE SCHEMA tools; CREATE EXTENSION pg_trgm SCHEMA tools", database)
    server = make(MemoryServer.parse(postgresql.address(database)), many()[:600])
    assert answers(server, ["Police held Айнаa peoples"])[0]


def test_rows_that_are_no_entries_are_damage(postgresql: Postgresql) -> None:
    server = make(postgresql.empty_server(), [entry()])
    postgresql.run("UPDATE toolkit_memory.translation SET level = 9")
    with pytest.raises(ToolkitError) as raised:
        contents(server)
    assert raised.value.findings[0].code == "memory-damaged"


@pytest.mark.parametrize("looked_at", [False, True])
def test_what_is_rewritten_is_in_no_file_of_the_tables(
    looked_at: bool, postgresql: Postgresql
) -> None:
    name = "Айгерім Тоқтарова"
    entries = [entry(), entry("She is known.", f"Ол {name} екен."), entry(f"Asked {name}", "x")]
    server = make(postgresql.empty_server(), entries)

    def change(each: MemoryEntry) -> MemoryEntry | None:
        return None if name in each.source else entry("She is known.", "Ол белгілі.")

    with psycopg.connect(postgresql.address()) as another:
        if looked_at:  # as another program may, in any table, while this one writes
            another.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1")
        assert rewrite_on_server(server, lambda e: e if e == entry() else change(e)) == (2, ())
    with Memory.open(server) as memory:
        memory.add([entry("New.", "Жаңа.")])
    assert contents(server) == [
        *(entry("New.", "Жаңа."), entry("She is known.", "Ол белгілі."), entry())
    ]
    postgresql.run("CHECKPOINT")
    files = [each for each in (postgresql.folder / "data" / "base").rglob("*") if each.is_file()]
    assert [each for each in files if name.encode() in each.read_bytes()] == []

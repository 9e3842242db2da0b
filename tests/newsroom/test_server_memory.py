"""A newsroom whose memory is on a server: all that a file does, and what a server can do wrong."""

from pathlib import Path

import pytest

from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, make, translate
from tests.postgresql import PASSWORD, WRITTEN_PASSWORD, Postgresql, postgresql
from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.memory_server import MEMORY_VARIABLE, MemoryServer
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import load
from toolkit.cli import main
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.forgetting import forget, purge_commands
from toolkit.newsroom.protection.leaving import check_leaving

pytestmark = pytest.mark.slow

__all__ = ["postgresql"]

OTHER = "A second bridge\n\nThe bridge opened on Tuesday.\n\nIt was washed away in 2019.\n"


def newsroom(folder: Path, server: MemoryServer, article: str = "") -> Project:
    """Make a translated newsroom that remembers on a server."""
    configuration = f'memory = "{server.address}"\n{CONFIGURATION}'
    project = make(folder, configuration, **({"article": article} if article else {}))
    translate(project, "kk")
    project.update()
    return project


def second_article(folder: Path) -> Path:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "articles" / "second.txt").write_text(OTHER, encoding="utf-8")
    return folder / "locales" / "kk" / "LC_MESSAGES" / "second.po"


def texts(server: MemoryServer) -> str:
    with Memory.open(server) as memory:
        return "\n".join(f"{each.source}\n{each.target}" for each in memory.entries())


def test_another_machine_finds_what_one_has_translated(
    tmp_path: Path, postgresql: Postgresql
) -> None:
    server = postgresql.empty_server()
    newsroom(tmp_path / "one", server)
    path = second_article(tmp_path / "two")
    make(tmp_path / "two", f'memory = "{server.address}"\n{CONFIGURATION}', "Else\n\nText.\n")
    found = {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in load(path)}
    assert found["The bridge opened on Tuesday."] == ("kk: The bridge opened on Tuesday.", False)
    assert found["It was washed away in 2019."] == ("kk: It was washed away in 2019.", True)
    assert not list(tmp_path.rglob("memory.sqlite*"))


def test_the_environment_goes_before_the_configuration(
    tmp_path: Path, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgresql.empty_server()
    monkeypatch.setenv(MEMORY_VARIABLE, server.address)
    newsroom(tmp_path, MemoryServer("postgresql:///nowhere"))
    assert "kk: Children walk to school again." in texts(server)


def test_while_the_server_is_away_update_goes_on_and_the_next_run_is_right(
    tmp_path: Path, postgresql: Postgresql
) -> None:
    server = postgresql.empty_server()
    project = newsroom(tmp_path, server)
    path = second_article(tmp_path)
    postgresql.stop()
    try:
        reports = project.update()
    finally:
        postgresql.start()
    assert [each.code for each in reports.findings] == ["memory-unreachable"]
    assert [entry.msgstr for entry in load(path) if entry.msgid.startswith("The bridge")] == [""]
    assert project.update().findings == ()
    assert {entry.msgstr for entry in load(path)} >= {"kk: The bridge opened on Tuesday."}


def test_a_server_that_goes_away_in_the_middle_costs_no_catalog(
    tmp_path: Path, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgresql.empty_server()
    project = newsroom(tmp_path, server)
    path = second_article(tmp_path)
    look_up, asked = Memory.look_up, []

    def stop_at_the_second(memory: Memory, text: str, *locales: Locale, limit: int) -> object:
        asked.append(text)
        if len(asked) == 2:
            postgresql.stop("immediate")
        return look_up(memory, text, *locales, limit=limit)

    monkeypatch.setattr(Memory, "look_up", stop_at_the_second)
    try:
        reports = project.update()
    finally:
        postgresql.start()
    assert [each.code for each in reports.findings] == ["memory-unreachable"]
    assert len(asked) == 2
    assert load(path)
    monkeypatch.undo()
    assert project.update().findings == ()
    assert {entry.msgstr for entry in load(path)} >= {"kk: The bridge opened on Tuesday."}


def test_a_protected_name_in_it_is_found_and_forgotten(
    tmp_path: Path, postgresql: Postgresql
) -> None:
    server = postgresql.empty_server()
    project = newsroom(tmp_path, server, "Aigerim Testova speaks\n\nNobody else did.\n")
    protection = protect(tmp_path)
    assert f"{server}:" in "\n".join(map(str, check_leaving(project.settings)))
    assert {each.code for each in project.update().findings} == {"leak"}
    done = forget(project.settings, protection)
    assert str(server) in done.written
    assert "Aigerim" not in texts(server)
    assert "Dana Ospanova speaks\n" in texts(server)
    assert check_leaving(project.settings) == ()
    commands = purge_commands(project.settings, done, in_git=False)
    assert any("backups" in each for each in commands)


def test_protect_check_says_that_it_could_not_look(tmp_path: Path, postgresql: Postgresql) -> None:
    project = newsroom(tmp_path, postgresql.empty_server())
    protect(tmp_path)
    postgresql.stop()
    try:
        found = check_leaving(project.settings)
    finally:
        postgresql.start()
    assert [each.code for each in found] == ["memory-unreachable"]


def test_no_verb_says_or_writes_the_password(
    tmp_path: Path,
    postgresql: Postgresql,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    postgresql.empty_server()
    monkeypatch.setenv(MEMORY_VARIABLE, postgresql.tcp_address())
    project = make(tmp_path)
    translate(project, "kk")
    verbs = (
        ["update"],
        ["status"],
        ["check"],
        ["build"],
        ["export", "-l", "kk", "--to", "xliff", "-o", "kk.xliff"],
        ["memory", "add"],
        ["memory", "lookup", "The bridge opened.", "-l", "kk"],
        ["memory", "stats"],
        ["memory", "export", "-o", "memory.tmx"],
        ["memory", "import", "memory.tmx"],
        ["protect", "check"],
    )
    statuses = [main(["-C", str(tmp_path), *each]) for each in verbs]
    postgresql.stop()
    try:
        statuses += [main(["-C", str(tmp_path), *each]) for each in verbs]
    finally:
        postgresql.start()
    said = "".join(capfd.readouterr())
    assert statuses[:11] == [0] * 11
    assert said.count("the memory's server cannot be reached") >= 6
    assert "Traceback" not in said
    written = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for secret in (PASSWORD, WRITTEN_PASSWORD):
        assert secret not in said
        assert secret.encode() not in written


def test_a_renamed_document_has_its_new_name_there(tmp_path: Path, postgresql: Postgresql) -> None:
    server = postgresql.empty_server()
    project = newsroom(tmp_path, server)
    project.move("bridge", "river")
    with Memory.open(server) as memory:
        assert {each.origin for each in memory.entries()} == {"river"}
    assert Locale("kk") in project.settings.locales


@pytest.mark.parametrize("value", ["memory.sqlite", "mysql://x/y", "postgresql://u:p4ss@w@h/d"])
def test_a_memory_that_is_no_server_is_refused_without_being_said(
    tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    (tmp_path / "toolkit.toml").write_text(f'memory = "{value}"\n{CONFIGURATION}')
    assert main(["-C", str(tmp_path), "status"]) == 1
    said = capsys.readouterr().err
    assert "toolkit.toml:1" in said
    assert "not the address of a PostgreSQL database" in said
    assert "p4ss" not in said

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.catalog.memory.memories import EN, KK, contents, entry, make
from tests.newsrooms import make as make_newsroom
from tests.newsrooms import translate
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.entry import State
from toolkit.cli.memory import memory
from toolkit.cli.session import Session

PO = """msgid ""
msgstr ""
"Language: kk\\n"
"PO-Revision-Date: 2026-03-01 18:00+0600\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: articles/bridge.html
msgid "Police held 12 people."
msgstr "Полиция 12 адамды ұстады."

#, fuzzy
msgid "Not sure"
msgstr "Белгісіз"

msgid "Not translated"
msgstr ""

msgid "%d bridge"
msgid_plural "%d bridges"
msgstr[0] "%d көпір"
msgstr[1] "%d көпірлер"

#~ msgid "Gone"
#~ msgstr "Кеткен"
"""


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(memory, arguments, obj=Session(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a catalog and its memory."""
    (tmp_path / "kk.po").write_text(PO, encoding="utf-8")
    assert run(tmp_path, "add", "kk.po", "-m", "m.sqlite").exit_code == 0
    return tmp_path


def test_finished_translations_are_added(folder: Path) -> None:
    there = contents(folder / "m.sqlite")
    assert [(each.source, each.target, each.origin) for each in there] == [
        ("%d bridge", "%d көпір", "kk.po"),
        ("%d bridges", "%d көпірлер", "kk.po"),
        ("Police held 12 people.", "Полиция 12 адамды ұстады.", "articles/bridge.html"),
    ]
    assert {(each.source_locale, each.target_locale) for each in there} == {(EN, KK)}
    assert {str(each.date) for each in there} == {"2026-03-01 12:00:00+00:00"}


def test_adding_twice_changes_nothing(folder: Path) -> None:
    result = run(folder, "add", "kk.po", "-m", "m.sqlite")
    assert result.stderr == "0 new, 0 updated, 3 unchanged\n"


def test_reviewed_translations_say_so(folder: Path) -> None:
    assert run(folder, "add", "kk.po", "-m", "m.sqlite", "--reviewed").exit_code == 0
    assert {each.state for each in contents(folder / "m.sqlite")} == {State.REVIEWED}


def test_a_catalog_that_cannot_be_read_adds_nothing(folder: Path) -> None:
    (folder / "ru.po").write_text(PO.replace("Language: kk", "Language: ru"), encoding="utf-8")
    (folder / "ug.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    result = run(folder, "add", "ru.po", "ug.po", "-m", "m.sqlite")
    assert isinstance(result.exception, ToolkitError)
    assert len(contents(folder / "m.sqlite")) == 3


def test_lookup_prints_what_is_like_it(folder: Path) -> None:
    result = run(folder, "lookup", "Police held 17 people.", "-l", "kk", "-m", "m.sqlite")
    assert result.stdout.splitlines() == [
        " 98 %  Полиция 17 адамды ұстады.",
        "       Police held 12 people.",
        "       12 → 17, articles/bridge.html, 2026-03-01, translated",
    ]


def test_lookup_prints_json(folder: Path) -> None:
    text = "Police held 17 people."
    result = run(folder, "lookup", text, "-l", "kk", "-m", "m.sqlite", "--json")
    (found,) = json.loads(result.stdout)
    assert (found["score"], found["target"]) == (98.0, "Полиция 17 адамды ұстады.")
    assert found["changes"] == [["12", "17"]]
    assert found["entry"]["source_locale"] == "en"


def test_lookup_of_what_is_unknown_is_no_error(folder: Path) -> None:
    result = run(folder, "lookup", "Quite different", "-l", "kk", "-m", "m.sqlite")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "nothing similar was found\n",
    )


def test_control_characters_are_shown_escaped(tmp_path: Path) -> None:
    make(tmp_path / "m.sqlite", [entry("The bridge\x1b[2J opened.", "Көпір\u202e")])
    result = run(tmp_path, "lookup", "The bridge opened.", "-l", "kk", "-m", "m.sqlite")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("lookup", "text", "-m", "m.sqlite"),
        ("lookup", "text", "-l", "kk", "-m", "m.sqlite", "-n", "0"),
        ("add", "a.po", "b.po", "-l", "kk", "-l", "ru", "-m", "m.sqlite"),
        ("import", "-m", "m.sqlite"),
    ],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path, *arguments).exit_code == 2


def test_stats_are_a_table(folder: Path) -> None:
    lines = run(folder, "stats", "-m", "m.sqlite").stdout.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "source target texts units sentences reviewed documents last",
        "en kk 3 3 0 0 2 2026-03-01",
    ]


def test_stats_are_json(folder: Path) -> None:
    (row,) = json.loads(run(folder, "stats", "-m", "m.sqlite", "--json").stdout)
    assert (row["source"], row["target"], row["texts"], row["last"]) == (
        "en",
        "kk",
        3,
        "2026-03-01",
    )


def test_what_is_exported_can_be_imported(folder: Path) -> None:
    assert run(folder, "export", "-o", "m.tmx", "-m", "m.sqlite").exit_code == 0
    result = run(folder, "import", "m.tmx", "-m", "copy.sqlite")
    assert result.stderr == "3 new, 0 updated, 0 unchanged\n"
    assert contents(folder / "copy.sqlite") == contents(folder / "m.sqlite")


def test_export_writes_to_standard_output(folder: Path) -> None:
    result = run(folder, "export", "-m", "m.sqlite", "-l", "ru")
    assert result.stdout_bytes.endswith(b"<body>\n</body>\n</tmx>\n")


def test_export_tells_what_it_leaves_out(tmp_path: Path) -> None:
    make(tmp_path / "m.sqlite", [entry("a\x01b", "c")])
    result = run(tmp_path, "export", "-o", "m.tmx", "-m", "m.sqlite")
    assert result.exit_code == 1
    assert "U+0001" in result.stderr


def test_a_malformed_file_adds_nothing(folder: Path) -> None:
    assert run(folder, "export", "-o", "m.tmx", "-m", "m.sqlite").exit_code == 0
    data = (folder / "m.tmx").read_bytes()
    (folder / "m.tmx").write_bytes(data.replace(b"</tmx>", b""))
    result = run(folder, "import", "m.tmx", "-m", "copy.sqlite")
    assert isinstance(result.exception, ToolkitError)
    assert sorted(path.name for path in folder.iterdir()) == ["kk.po", "m.sqlite", "m.tmx"]


def test_import_tells_what_is_not_translated(folder: Path) -> None:
    body = '<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>'
    (folder / "m.tmx").write_text(f'<tmx><header srclang="en"/><body>{body}</body></tmx>')
    result = run(folder, "import", "m.tmx", "-m", "m.sqlite")
    assert (
        "1 translation units were left out: they have no text with a translation" in result.stderr
    )


@pytest.mark.parametrize("verb", [("stats",), ("lookup", "a", "-l", "kk"), ("export",)])
def test_no_memory_is_told(tmp_path: Path, verb: tuple[str, ...]) -> None:
    result = run(tmp_path, *verb, "-m", "m.sqlite")
    assert isinstance(result.exception, ToolkitError)
    assert result.exception.findings[0].code == "no-memory"


def test_a_newsroom_has_a_memory_of_its_own(tmp_path: Path) -> None:
    project = make_newsroom(tmp_path)
    translate(project, "kk", but="Children")
    assert run(tmp_path / "articles", "add").exit_code == 0
    there = contents(tmp_path / "locales" / "memory.sqlite")
    assert {each.origin for each in there} == {"bridge"}
    assert len(there) == 4
    result = run(tmp_path / "articles", "lookup", "The bridge opened on Monday.", "-l", "kk")
    assert "kk: The bridge opened on Tuesday." in result.stdout

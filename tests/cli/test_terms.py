import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.newsrooms import make, translate
from toolkit.base.errors import ToolkitError
from toolkit.cli.session import Session
from toolkit.cli.terms import terms

TERMS = """# The head.

[[term]]
en = "bridge"
kk = { preferred = "көпір", admitted = "өткел" }
"""
PO = """msgid ""
msgstr ""
"Language: kk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Yesterday Dana Omarova opened the bridge."
msgstr "Кеше Дана Омарова көпірді ашты."

msgid "Then Omarova left."
msgstr "Сосын Омарова кетті."
"""


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(terms, arguments, obj=Session(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a termbase."""
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    return tmp_path


def test_terms_are_listed_a_line_each(folder: Path) -> None:
    result = run(folder, "list", "-f", "terms.toml")
    assert result.stdout == "bridge  kk: көпір, (+) өткел\n"


def test_a_word_of_any_language_is_found(folder: Path) -> None:
    assert run(folder, "list", "КӨП", "-f", "terms.toml").stdout.startswith("bridge")
    assert run(folder, "list", "river", "-f", "terms.toml").stdout == ""


@pytest.mark.parametrize("verb", ["list", "export"])
def test_a_named_termbase_that_is_not_there_is_an_error(folder: Path, verb: str) -> None:
    error = run(folder, verb, "-f", "nope.toml").exception
    assert isinstance(error, ToolkitError)
    assert str(error) == (
        "nope.toml: error: the file cannot be read: No such file or directory."
        " Hint: check its name and its permissions."
    )


def test_the_list_speaks_json(folder: Path) -> None:
    (bridge,) = json.loads(run(folder, "list", "--json", "-f", "terms.toml").stdout)
    assert bridge["forms"]["kk"] == {
        "preferred": ["көпір"],
        "admitted": ["өткел"],
        "forbidden": [],
        "note": "",
        "declined": True,
    }


def test_what_would_move_the_cursor_is_shown_escaped(folder: Path) -> None:
    (folder / "terms.toml").write_text('[[term]]\nen = "a\\u001b[2J"\n')
    assert "\x1b" not in run(folder, "list", "-f", "terms.toml").stdout


def test_a_term_is_added_and_all_else_stays(folder: Path) -> None:
    result = run(
        folder, "add", "Gu Ming", "kk=Гу Мин", "--forbid", "kk=Ку Мин", "--alone", "first",
        "-f", "terms.toml",
    )  # fmt: skip
    assert result.exit_code == 0
    assert (folder / "terms.toml").read_text("utf-8") == (
        f'{TERMS}\n[[term]]\nen = "Gu Ming"\n'
        'kk = { preferred = "Гу Мин", forbidden = "Ку Мин" }\nname = true\nalone = "first"\n'
    )


def test_forms_are_added_to_a_term_that_is_there(folder: Path) -> None:
    result = run(folder, "add", "bridge", "ru=мост", "--note", "Over water.", "-f", "terms.toml")
    assert result.stderr == "terms.toml: written\n0 new, 1 extended, 0 unchanged\n"
    assert 'ru = "мост"\nnote = "Over water."\n' in (folder / "terms.toml").read_text("utf-8")


def test_adding_twice_is_adding_once(folder: Path) -> None:
    result = run(folder, "add", "bridge", "kk=көпір", "-f", "terms.toml")
    assert result.stderr == "0 new, 0 extended, 1 unchanged\n"
    assert (folder / "terms.toml").read_text("utf-8") == TERMS


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "bridge", "kk=көпір", "-f", "new.toml").exit_code == 0
    assert 'kk = "көпір"' in (tmp_path / "new.toml").read_text("utf-8")


def test_a_term_that_cannot_be_is_not_written(folder: Path) -> None:
    result = run(folder, "add", "—", "-f", "terms.toml")
    assert isinstance(result.exception, ToolkitError)
    assert (folder / "terms.toml").read_text("utf-8") == TERMS


@pytest.mark.parametrize("name", ["out.tbx", "out.csv", "out.toml", "out.xml"])
def test_what_is_exported_can_be_imported(folder: Path, name: str) -> None:
    assert run(folder, "export", "-o", name, "-f", "terms.toml").exit_code == 0
    assert run(folder, "import", name, "-f", "copy.toml").exit_code == 0
    assert "көпір" in (folder / "copy.toml").read_text("utf-8")
    result = run(folder, "import", name, "-f", "terms.toml")
    assert result.stderr == "0 new, 0 extended, 1 unchanged\n"


def test_an_import_never_overrules_what_is_decided(folder: Path) -> None:
    (folder / "agency.csv").write_text("en,kk,ru\nbridge,сал,мост\n", encoding="utf-8")
    run(folder, "import", "agency.csv", "-l", "kk", "-f", "terms.toml")
    text = (folder / "terms.toml").read_text("utf-8")
    assert 'kk = { preferred = ["көпір", "сал"], admitted = "өткел" }' in text
    assert "мост" not in text


def test_export_writes_to_standard_output(folder: Path) -> None:
    result = run(folder, "export", "-f", "terms.toml", "--format", "csv")
    assert result.stdout_bytes.decode("utf-8-sig").startswith("en,kk,kk admitted")


def test_candidates_can_be_put_behind_the_termbase(folder: Path) -> None:
    (folder / "kk.po").write_text(PO, encoding="utf-8")
    result = run(folder, "extract", "kk.po", "-f", "terms.toml")
    assert result.stdout == (
        '\n# in 2 passages\n[[term]]\nen = "Dana Omarova"\nkk = "Дана Омарова"\n'
        'name = true\nalone = "last"\n'
    )
    with (folder / "terms.toml").open("a", encoding="utf-8") as file:
        file.write(result.stdout)
    assert run(folder, "list", "Omarova", "-f", "terms.toml").exit_code == 0
    assert run(folder, "extract", "kk.po", "-f", "terms.toml").stdout == ""


def test_a_newsroom_has_a_termbase_of_its_own(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    assert run(tmp_path / "articles", "add", "bridge", "kk=көпір").exit_code == 0
    assert (tmp_path / "locales" / "terms.toml").is_file()
    assert "Dana Omarova" in run(tmp_path, "extract").stdout


def test_what_documents_mark_is_proposed(tmp_path: Path) -> None:
    make(tmp_path)
    page = (
        '<!DOCTYPE html><html lang="en"><title>x</title><body><p>A <span its-term="yes" '
        'its-term-info-ref="https://news.example/weir">weir</span> broke.</p></body></html>'
    )
    (tmp_path / "articles" / "weir.html").write_text(page, encoding="utf-8")
    configuration = tmp_path / "toolkit.toml"
    configuration.write_text(configuration.read_text().replace("*.txt", "*.html"))
    result = run(tmp_path, "extract")
    assert '[[term]]\nen = "weir"\n' in result.stdout
    assert "https://news.example/weir" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "bridge", "көпір", "-f", "terms.toml"),
        ("add", "bridge", "kk=", "-f", "terms.toml"),
        ("add",),
        ("import", "terms.doc", "-f", "terms.toml"),
        ("export", "-o", "terms", "-f", "terms.toml"),
        ("extract", "a.po", "b.po", "-l", "kk", "-f", "terms.toml"),
    ],
)
def test_wrong_usage_exits_with_2(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run(folder, *arguments).exit_code == 2


@pytest.mark.parametrize("verb", ["list", "export", "extract"])
def test_a_broken_termbase_is_told(folder: Path, verb: str) -> None:
    (folder / "terms.toml").write_text("[[term]]\nen = 7\n")
    result = run(folder, verb, "-f", "terms.toml")
    assert isinstance(result.exception, ToolkitError)
    assert str(result.exception).startswith("terms.toml:2:1: error:")


def test_a_decision_is_changed_and_the_rest_stays(folder: Path) -> None:
    result = run(folder, "set", "bridge", "kk=көпірше", "-f", "terms.toml")
    assert result.exit_code == 0
    text = (folder / "terms.toml").read_text(encoding="utf-8")
    assert 'kk = { preferred = "көпірше", admitted = "өткел" }' in text
    assert text.startswith("# The head.")


def test_a_form_that_is_ruled_out_now_is_preferred_no_more(folder: Path) -> None:
    run(folder, "set", "bridge", "kk=өткел", "--forbid", "kk=көпір", "-f", "terms.toml")
    text = (folder / "terms.toml").read_text(encoding="utf-8")
    assert 'kk = { preferred = "өткел", forbidden = "көпір" }' in text


def test_gender_notes_and_endings_are_set_and_deleted(folder: Path) -> None:
    run(
        folder, "set", "bridge", "--gender", "female", "--locale-note", "kk=Why.",
        "--undeclined", "ru", "ru=Мост", "-f", "terms.toml",
    )  # fmt: skip
    text = (folder / "terms.toml").read_text(encoding="utf-8")
    assert 'note = "Why."' in text
    assert 'ru = { preferred = "Мост", declined = false }' in text
    assert 'gender = "female"' in text
    run(folder, "set", "bridge", "--gender", "none", "-f", "terms.toml")
    assert "gender" not in (folder / "terms.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", ["set", "remove"])
def test_a_term_that_is_not_there_cannot_be_changed(folder: Path, verb: str) -> None:
    error = run(folder, verb, "brigde", "-f", "terms.toml").exception
    assert isinstance(error, ToolkitError)
    assert str(error) == (
        "terms.toml: error: “brigde” is not a term of the file. Hint: did you mean “bridge”."
    )


def test_which_of_two_terms_is_meant_is_not_guessed(folder: Path) -> None:
    two = '[[term]]\nen = "state"\nnote = "{}"\n'
    (folder / "terms.toml").write_text(two.format("A land.") + two.format("A condition."))
    error = run(folder, "remove", "state", "-f", "terms.toml").exception
    assert isinstance(error, ToolkitError)
    assert "2 terms are spelled “state”" in str(error)


def test_a_term_is_removed(folder: Path) -> None:
    assert "1 removed" in run(folder, "remove", "bridge", "-f", "terms.toml").output
    assert (folder / "terms.toml").read_text(encoding="utf-8") == "# The head.\n"


def test_only_one_locales_forms_are_removed(folder: Path) -> None:
    run(folder, "remove", "bridge", "-l", "kk", "-f", "terms.toml")
    text = (folder / "terms.toml").read_text(encoding="utf-8")
    assert text == '# The head.\n\n[[term]]\nen = "bridge"\n'


def test_the_source_form_alone_cannot_be_removed(folder: Path) -> None:
    result = run(folder, "remove", "bridge", "-l", "en", "-f", "terms.toml")
    assert result.exit_code == 2
    assert "remove it without -l" in result.output

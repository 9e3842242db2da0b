"""What the command says where it looked at nothing, or was given something else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands

pytestmark = pytest.mark.slow
CONFIGURATION = """\
source = "en"

[[documents]]
files = "articles/*.txt"

[locales.kk]
"""
WARNING = (
    'msgid ""\nmsgstr ""\n"Language: kk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "It is 5."\nmsgstr "Ол 6 болды."\n'
)


ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])}


def toolkit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return commands.run(folder, *arguments, environment=ENVIRONMENT, said="Hello\n")


def encoded(folder: Path, encoding: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where Python is told an encoding of all output."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "toolkit.cli", *arguments],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONIOENCODING": encoding},
        capture_output=True,
        encoding="latin-1",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a newsroom of one article that has no catalogs yet."""
    (tmp_path / "toolkit.toml").write_text(CONFIGURATION)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "flood.txt").write_text("Flood\n\nThe river rose.\n")
    return tmp_path


def test_a_newsroom_without_catalogs_is_not_all_right(folder: Path) -> None:
    done = toolkit(folder, "check")
    assert done.returncode == 1
    assert (
        done.stderr
        == "locales: error: there are no catalogs here. Hint: run toolkit update to make them.\n"
    )


def test_an_address_that_an_unset_variable_leaves_empty_is_an_error(folder: Path) -> None:
    done = toolkit(folder, "build", "--publish", "")
    assert (done.returncode, (folder / "output").exists()) == (2, False)


def test_a_folder_without_catalogs_is_not_all_right(folder: Path) -> None:
    done = toolkit(folder, "check", "articles")
    assert done.returncode == 1
    assert done.stderr.startswith("articles: error: there are no catalogs here.")


def test_a_source_is_no_catalog(folder: Path) -> None:
    done = toolkit(folder, "check", "articles/flood.txt")
    assert done.stdout.count("error:") == 1
    assert "articles/flood.txt: error: this is not a PO file" in done.stdout


def test_a_broken_catalog_is_told_what_is_wrong_in_it(folder: Path) -> None:
    (folder / "kk.po").write_text("Flood\n")
    assert "kk.po:1:1: error: " in toolkit(folder, "check", "kk.po").stdout


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_output_in_another_encoding_escapes_what_it_lacks(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "kk.po").write_text(WARNING, encoding="utf-8")
    done = encoded(tmp_path, encoding, "check", "kk.po")
    assert "Traceback" not in done.stderr
    assert r"\u041e\u043b 6" in done.stdout


def test_what_programs_read_is_utf_8_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "kk.po").write_text(WARNING, encoding="utf-8")
    done = encoded(tmp_path, "cp1252", "check", "--json", "kk.po")
    assert "Ол 6" in json.dumps(json.loads(done.stdout.encode("latin-1")), ensure_ascii=False)


def test_a_source_that_is_not_there_is_told_first(tmp_path: Path) -> None:
    done = toolkit(tmp_path, "build", "nosuch.txt")
    assert done.stderr.startswith("nosuch.txt: error: the file cannot be read: No such file")


def test_a_source_without_its_catalog_is_wrong_usage(folder: Path) -> None:
    done = toolkit(folder, "build", "articles/flood.txt")
    assert done.returncode == 2
    assert "Give the catalog: toolkit build page.html --po kk.po -l kk" in done.stderr


def test_standard_input_needs_a_format(tmp_path: Path) -> None:
    done = toolkit(tmp_path, "extract", "-")
    assert (
        "-: error: the file's name has no suffix that tells its format. Hint: add --format with"
        in done.stderr
    )


def many(folder: Path, number: int) -> Path:
    for at in range(number):
        (folder / "articles" / f"a{at}.txt").write_text(f"Flood {at}\n\nThe river rose.\n")
    return folder


def test_many_documents_that_wait_for_the_same_are_one_line(folder: Path) -> None:
    done = toolkit(many(folder, 5), "build")
    assert "kk: 6 documents not published: nothing is translated yet (-v lists them)" in done.stderr


def test_verbose_names_each_of_them(folder: Path) -> None:
    done = toolkit(many(folder, 5), "-v", "build")
    assert done.stderr.count("not published: nothing is translated yet\n") == 6


@pytest.mark.parametrize("verb", ["update", "status", "check", "build"])
@pytest.mark.parametrize("name", ["locales", "templates"])
def test_a_file_in_the_place_of_a_folder_is_named(name: str, verb: str, folder: Path) -> None:
    (folder / name).touch()
    done = toolkit(folder, verb)
    assert done.returncode == 1
    assert done.stderr.startswith(
        f"{name}: error: this is a file, but the toolkit needs a folder of this name."
    )


def test_so_is_a_file_where_catalogs_are_to_be_written(folder: Path) -> None:
    (folder / "locales").mkdir()
    (folder / "locales" / "kk").touch()
    assert toolkit(folder, "update").stderr.startswith("locales/kk: error: this is a file")


@pytest.mark.parametrize("started_in", [".", "articles"])
def test_a_wrong_toolkit_toml_is_named_as_other_files_are(started_in: str, folder: Path) -> None:
    (folder / "toolkit.toml").write_text("sorce = 1\n" + CONFIGURATION)
    done = toolkit(folder / started_in, "status")
    assert done.stderr.startswith("toolkit.toml:1:1: error: unknown key “sorce”")


def test_an_absolute_path_in_a_message_is_shown_from_where_the_user_is(folder: Path) -> None:
    (folder / "output").touch()
    assert toolkit(folder, "build").stderr.startswith("output: error: this is a file")


def test_there_is_no_count_of_editions_after_an_error(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "article.html").write_text("{{ nosuch }}")
    done = toolkit(folder, "build")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("not all editions could be made; ")


WITHOUT_LOCALES = CONFIGURATION.replace("[locales.kk]\n", "")


@pytest.mark.parametrize("verb", ["update", "status", "check"])
def test_a_newsroom_without_locales_is_told_so(verb: str, folder: Path) -> None:
    (folder / "toolkit.toml").write_text(WITHOUT_LOCALES)
    assert toolkit(folder, verb).stderr.startswith(
        "hint: this newsroom translates into no language yet."
    )


@pytest.mark.parametrize("verb", ["update", "status", "check"])
def test_a_language_into_which_nothing_is_translated_is_told(verb: str, folder: Path) -> None:
    toolkit(folder, "update")
    assert toolkit(folder, verb, "-l", "en").stderr.startswith(
        "hint: nothing is translated into en: all documents are written in it."
    )


def test_a_derived_locale_without_catalogs_is_told_when_it_is_to_be_checked(folder: Path) -> None:
    (folder / "toolkit.toml").write_text(CONFIGURATION + '[locales.kk-Latn]\nfrom = "kk"\n')
    toolkit(folder, "update")
    assert toolkit(folder, "check", "-l", "kk-Latn").stderr.startswith(
        "hint: kk-Latn is made from kk and has no catalogs of its own."
    )
    assert "hint" not in toolkit(folder, "check").stderr


@pytest.mark.parametrize("arguments", [("extract",), ("memory", "add")])
def test_a_folder_in_the_place_of_a_file_is_told_so(
    arguments: tuple[str, ...], folder: Path
) -> None:
    toolkit(folder, "update")
    done = toolkit(folder, *arguments, "articles")
    assert done.stderr == (
        "articles: error: this is a folder, not a file. Hint: name a file in it.\n"
    )


def test_a_source_without_text_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = toolkit(tmp_path, "extract", "empty.txt", "-o", "empty.pot")
    assert "empty.txt: there is nothing to translate\n" in done.stderr

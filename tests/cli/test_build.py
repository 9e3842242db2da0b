"""What a build says, and where it puts what it makes."""

import re
from pathlib import Path

import pytest

from tests.editions.media_files import TOLD
from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.cli import main
from toolkit.newsroom.project import Project

WITHHELD = CONFIGURATION.replace(
    "[locales.kk]", '[locales.kk]\npublish = { threshold = 90, untranslated = "withhold" }'
)
SEVERAL = 12


def said(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    """Return all that a command says, which ends well."""
    assert main(["-C", str(folder), *words]) == 0
    printed = capsys.readouterr()
    return printed.out + printed.err


def several(folder: Path) -> None:
    """Make a newsroom of so many articles that nobody wants a line for each."""
    make(folder, WITHHELD)
    for number in range(SEVERAL):
        (folder / f"articles/a{number}.txt").write_text(f"Well {number}\n\nIt is deep.\n")
    Project.load(folder).update()


@pytest.mark.slow
def test_many_documents_that_wait_for_one_reason_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several(tmp_path)
    lines = [each for each in said(capsys, tmp_path, "build").splitlines() if "kk: " in each]
    assert len(lines) == 1
    assert f"kk: {SEVERAL + 1} documents not published" in lines[0]
    assert lines[0].endswith("(-v lists them)")


@pytest.mark.slow
def test_each_of_them_is_named_where_one_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several(tmp_path)
    printed = said(capsys, tmp_path, "-v", "build")
    assert all(f"kk: a{number}: not published" in printed for number in range(SEVERAL))


def pictured(folder: Path) -> None:
    """Make a newsroom with many pictures that say something."""
    names = [f"picture{number}.jpg" for number in range(SEVERAL)]
    (folder / "articles").mkdir()
    for name in names:
        (folder / "articles" / name).write_bytes(TOLD["a.jpg"])
    shown = "\n\n".join(f"![A well]({name})" for name in names)
    (folder / "articles/well.md").write_text(f"# The well\n\nIt is deep.\n\n{shown}\n")
    make(folder, CONFIGURATION.replace("*.txt", "*.md"))


@pytest.mark.slow
def test_many_pictures_that_were_cleaned_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictured(tmp_path)
    printed = said(capsys, tmp_path, "build")
    assert f"{SEVERAL} pictures, films and sounds: metadata removed before publishing" in printed


@pytest.mark.slow
def test_what_each_of_them_said_is_told_where_one_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictured(tmp_path)
    printed = said(capsys, tmp_path, "-v", "build")
    assert printed.count(".jpg: removed before publishing: ") == SEVERAL


def test_why_each_document_was_made_is_said_where_one_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    assert "bridge: " in said(capsys, tmp_path, "build", "--explain")


@pytest.mark.slow
def test_what_changed_is_put_into_a_store_and_what_went_is_removed_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")
    translate(make(tmp_path / "news"), "ug")
    store = tmp_path / "site"
    words = ("-v", "build", "--publish", store.as_uri())
    first = said(capsys, tmp_path / "news", *words)
    assert f"{store.as_uri()}/en/bridge.html: written" in first
    kept = contents(store)
    assert f"{store.as_uri()}: 0 files changed" in said(capsys, tmp_path / "news", *words)
    assert contents(store) == kept
    settings = tmp_path / "news" / "toolkit.toml"
    settings.write_text(settings.read_text().replace("[locales.ug]", ""))
    last = said(capsys, tmp_path / "news", *words)
    assert f"{store.as_uri()}/ug/bridge.html: removed" in last
    assert not (store / "ug/bridge.html").exists()


@pytest.mark.parametrize("option", ["--cluster", "--sources", "--publish"])
def test_a_single_document_goes_to_no_cluster_and_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    make(tmp_path)
    words = ["-C", str(tmp_path), "build", "articles/bridge.txt", option, "tcp://a:1"]
    assert main(words) == 2
    assert f"{option} is for a whole newsroom" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["build", "-o", "site"],
        ["build", "--po", "kk.po"],
        ["build", "--language", "ru"],
        ["build", "articles/bridge.txt", "--all"],
        ["build", "articles/bridge.txt", "-d", "bridge"],
        ["update", "-o", "kk.po"],
        ["update", "a.pot", "kk.po", "--all"],
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    before = contents(make(tmp_path).settings.root)
    assert main(["-C", str(tmp_path), *words]) == 2
    assert re.search("--?[a-z]+ is for ", capsys.readouterr().err)
    assert contents(tmp_path) == before

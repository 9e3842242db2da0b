from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.catalog.po import load, save
from toolkit.cli import main

ARTICLE = "A bridge\n\nIt opened on Tuesday.\n"
RETURNED = "Көпір\n\nIt opened on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an article, what came back of it, and a catalog that holds work."""
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_text(ARTICLE)
    Path("returned.txt").write_text(RETURNED)
    assert main(["extract", "x.txt", "-o", "x.pot"]) == 0
    assert main(["update", "x.pot", "kk.po"]) == 0
    catalog = load(Path("kk.po"))
    catalog[1].msgstr, catalog[1].tcomment = "Ол сейсенбіде ашылды.", "a remark"
    save(catalog, Path("kk.po"))
    Path("other.po").write_bytes(Path("kk.po").read_bytes())
    Path("broken.po").write_text('msgid "x\n')
    Path("other.txt").write_text("Another article.\n")
    Path("protect.toml").write_text("")
    return tmp_path


OVERWRITING = [
    ["extract", "x.txt", "-o", "kk.po"],
    ["extract", "x.txt", "-o", "x.txt"],
    ["align", "x.txt", "returned.txt", "-l", "kk", "-o", "kk.po"],
    ["align", "x.txt", "returned.txt", "-l", "kk", "-o", "returned.txt"],
    ["build", "x.txt", "--po", "kk.po", "-o", "x.txt"],
    ["build", "x.txt", "--po", "kk.po", "-o", "kk.po"],
    ["build", "x.txt", "--po", "kk.po", "-o", "other.po"],
    ["convert", "returned.txt", "--from", "kk", "--to", "kk-Latn", "-o", "returned.txt"],
    ["convert", "returned.txt", "--from", "kk", "--to", "kk-Latn", "-o", "kk.po"],
    ["extract", "x.txt", "-o", "broken.po"],
    ["extract", "x.txt", "-o", "other.txt"],
    ["align", "x.txt", "returned.txt", "-l", "kk", "-o", "other.txt"],
    ["convert", "returned.txt", "--from", "kk", "--to", "kk-Latn", "-o", "protect.toml"],
]


@pytest.mark.parametrize("words", OVERWRITING, ids=" ".join)
def test_no_verb_overwrites_somebodys_work(
    words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    assert main(words) == 1
    assert contents(folder) == before
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert f"{words[-1]}:" in said


@pytest.mark.parametrize(
    "words",
    # What is no catalog has no ids to be kept, and is no place for a template.
    [each for each in OVERWRITING if each[0] != "extract" or each[-1] == "kk.po"],
    ids=" ".join,
)
def test_force_overwrites_it(words: list[str], folder: Path) -> None:
    before = contents(folder)
    assert main([*words, "--force"]) == 0
    assert contents(folder)[words[-1]] != before[words[-1]]


def test_a_merge_into_another_catalog_does_not_lose_what_that_has(folder: Path) -> None:
    save(load(folder / "x.pot"), folder / "base.po")
    before = contents(folder)
    words = ["merge-po", "base.po", "base.po", "base.po", "-o"]
    assert main([*words, "kk.po"]) == 1
    assert contents(folder) == before
    assert main([*words, "new.po"]) == 0


def test_an_update_into_another_catalog_does_not_lose_what_that_has(folder: Path) -> None:
    before = contents(folder)
    assert main(["update", "x.pot", "none.po", "-l", "kk", "-o", "kk.po"]) == 1
    assert contents(folder) == before


def test_a_catalog_without_work_is_overwritten(folder: Path) -> None:
    assert main(["update", "x.pot", "new.po", "-l", "kk"]) == 0
    assert main(["align", "x.txt", "returned.txt", "-l", "kk", "-o", "new.po"]) == 0
    assert load(folder / "new.po")[0].msgstr == "Көпір"


def test_an_edition_is_overwritten_by_the_next(folder: Path) -> None:
    words = ["build", "x.txt", "--po", "kk.po", "-o", "x.kk.txt"]
    assert main(words) == 0
    (folder / "x.kk.txt").write_text("an older edition\n")
    assert main(words) == 0
    assert "сейсенбіде" in (folder / "x.kk.txt").read_text()


def test_an_output_folder_that_is_not_there_is_not_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "x.txt", "--po", "kk.po", "-o", "new/deep/x.txt"]) == 1
    assert "there is no folder “new/deep”" in capsys.readouterr().err
    assert not (folder / "new").exists()


def test_gettexts_own_place_for_a_catalog_is_made(folder: Path) -> None:
    place = "locales/kk/LC_MESSAGES/x.po"
    assert main(["align", "x.txt", "returned.txt", "-l", "kk", "-o", place]) == 0
    assert load(folder / place)[0].msgstr == "Көпір"


def test_a_catalog_that_translates_nothing_of_a_source_exits_with_1(folder: Path) -> None:
    (folder / "other.txt").write_text("Another\n\nQuite another article.\n")
    assert main(["build", "other.txt", "--po", "kk.po", "-o", "other.kk.txt"]) == 1


def test_remarks_in_a_template_stay_when_it_is_made_anew(folder: Path) -> None:
    template = load(folder / "x.pot")
    template.header, template[0].tcomment = "Copyright of the newsroom", "mind the tone"
    save(template, folder / "x.pot")
    assert main(["extract", "x.txt", "-o", "x.pot"]) == 0
    again = load(folder / "x.pot")
    assert (again.header, again[0].tcomment) == ("Copyright of the newsroom", "mind the tone")


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_a_package_that_a_translator_may_have_filled_in_is_not_overwritten(
    form: str, folder: Path
) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "x.txt").write_text(ARTICLE)
    assert main(["init", "-l", "kk", "articles"]) == 0
    assert main(["update"]) == 0
    words = ["export", "-l", "kk", "--to", form, "-o", "sent"]
    assert main(words) == 0
    assert main(words) == 0
    (folder / "sent").write_bytes((folder / "sent").read_bytes() + b" ")
    assert main(words) == 1
    assert main([*words, "--force"]) == 0


def test_a_catalog_that_cannot_be_read_keeps_no_other_out_of_the_memory(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "articles").mkdir()
    for name in ("x", "y"):
        (folder / "articles" / f"{name}.txt").write_text(ARTICLE.replace("bridge", name))
    assert main(["init", "-l", "kk", "articles"]) == 0
    assert main(["update"]) == 0
    catalogs = folder / "locales" / "kk" / "LC_MESSAGES"
    catalog = load(catalogs / "x.po")
    catalog[0].msgstr = "Көпір"
    save(catalog, catalogs / "x.po")
    (catalogs / "y.po").write_text("junk")
    assert main(["memory", "add"]) == 1
    assert "y.po:1:1" in capsys.readouterr().err
    assert main(["memory", "lookup", "A x", "-l", "kk"]) == 0
    assert "Көпір" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["build", "x.txt", "--po", "kk.po", "-l", "kk"], ["extract", "x.txt"], ["terms", "export"]],
    ids=" ".join,
)
def test_an_article_of_the_newsroom_is_not_overwritten(words: list[str], folder: Path) -> None:
    Path("toolkit.toml").write_text('source = "en"\n\n[[documents]]\nfiles = "other.txt"\n')
    if words[0] == "terms":
        assert main(["terms", "add", "bridge"]) == 0
        words = [*words, "--format", "csv"]
    before = (folder / "other.txt").read_bytes()
    assert main([*words, "-o", "other.txt"]) == 1
    assert (folder / "other.txt").read_bytes() == before


def test_a_source_for_a_catalog_is_one_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["update", "x.pot", "returned.txt"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "returned.txt: error: this is not a PO file. Hint: name the catalog of its translation."
    ]
    assert (folder / "returned.txt").read_text() == RETURNED

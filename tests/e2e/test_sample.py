"""The sample newsroom: what is committed is what the toolkit makes of it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, load
from toolkit.newsroom.project import Project

ROOT = Path(__file__).parents[2]
ARTICLE = "kazakhstan-xinjiang-activism"
TRANSLATED = ("kk", "ru", "ug")
CATALOGS = [ROOT / "locales" / tag / "LC_MESSAGES" / f"{ARTICLE}.po" for tag in TRANSLATED]
TEMPLATE = ROOT / "locales" / f"{ARTICLE}.pot"


def blocks() -> list[str]:
    text = (ROOT / "seeds" / f"{ARTICLE}.txt").read_text(encoding="utf-8")
    return [block for block in text.split("\n\n") if block.strip()]


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    for name in ("seeds", "locales", "output"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "toolkit.toml", tmp_path)
    return Project.load(tmp_path)


def test_the_seed_is_the_publishers_byte_for_byte() -> None:
    shared = ROOT.parent / "shared" / "seeds" / f"{ARTICLE}.txt"
    if not shared.is_file():
        pytest.skip(f"the original article is not beside the project: {shared.name}")
    assert (ROOT / "seeds" / f"{ARTICLE}.txt").read_bytes() == shared.read_bytes()


@pytest.mark.slow
def test_the_output_is_rebuilt_with_the_same_bytes(copy: Project) -> None:
    committed = contents(ROOT / "output")
    shutil.rmtree(copy.settings.root / "output")
    copy.build()
    assert contents(copy.settings.root / "output") == committed


@pytest.mark.slow
def test_an_update_changes_nothing(copy: Project) -> None:
    assert not any(each.changed for each in copy.update())
    after = contents(copy.settings.root / "locales")
    assert after.pop("memory.sqlite", b"").startswith(b"SQLite format 3")
    before = contents(ROOT / "locales")
    before.pop("memory.sqlite", None)
    assert after == before


def test_every_block_of_the_article_is_one_message_in_its_order() -> None:
    expected = [block.removesuffix(" Feb 22, 2021") for block in blocks()]
    assert [entry.msgid for entry in load(TEMPLATE)] == expected
    assert len(expected) == 31


@pytest.mark.parametrize("path", CATALOGS, ids=TRANSLATED)
def test_every_message_is_translated(path: Path) -> None:
    assert all(entry.msgstr and not entry.fuzzy for entry in load(path))


@pytest.mark.parametrize("path", [TEMPLATE, *CATALOGS], ids=["pot", *TRANSLATED])
def test_catalogs_are_clean_and_canonical_for_gettext(path: Path) -> None:
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=True
    )
    assert checked.stderr == ""
    rewritten = subprocess.run(["msgcat", path], capture_output=True, check=True)
    assert rewritten.stdout == path.read_bytes()


@pytest.mark.parametrize("path", CATALOGS, ids=TRANSLATED)
def test_catalogs_say_that_they_had_no_native_review(path: Path) -> None:
    assert "no native review" in str(load(path).header)


def test_the_checks_find_nothing() -> None:
    assert Project.load(ROOT).check() == ()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_latin_sentence_is_left_in_a_translation(tag: str) -> None:
    page = html.parse(ROOT / "output" / tag / f"{ARTICLE}.html").getroot()
    (article,) = page.iter("article")
    for foreign in list(article.xpath(".//*[@lang]")):
        foreign.text = ""
    words = re.findall(r"[A-Za-z]+", article.text_content())
    assert set(words) <= {"BBC", "Eurasianet", "NITF", "XML"}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_numbers_and_editorial_brackets_are_kept(tag: str) -> None:
    path = ROOT / "locales" / tag / "LC_MESSAGES" / f"{ARTICLE}.po"
    for entry in load(path):
        for pattern in (r"\[…\]", r"\[[^…\]]+\]"):
            wanted = len(re.findall(pattern, entry.msgid))
            assert len(re.findall(pattern, entry.msgstr)) == wanted
        years = re.findall(r"\b20\d\d\b", entry.msgid)
        assert all(year in entry.msgstr for year in years)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_quotations_stand_in_the_languages_own_marks(tag: str) -> None:
    marks = Locale(tag).quotation_marks
    path = ROOT / "locales" / tag / "LC_MESSAGES" / f"{ARTICLE}.po"
    for entry in load(path):
        assert entry.msgstr.count(marks[0]) == entry.msgstr.count(marks[1])
        if "“" in entry.msgid:
            assert marks[0] in entry.msgstr


@pytest.mark.parametrize("tag", ["en", *TRANSLATED])
def test_every_edition_has_the_same_ids(tag: str) -> None:
    ids = [line[4:] for entry in load(TEMPLATE) for line in entry.comment.splitlines()[-1:]]
    for suffix in ("html", "xml"):
        path = ROOT / "output" / tag / f"{ARTICLE}.{suffix}"
        tree = html.parse(path) if suffix == "html" else etree.parse(path)
        found = [each for each in tree.xpath("//@id") if str(each).startswith("p-")]
        assert sorted(map(str, found)) == sorted(ids)


def poedit(catalog: Catalog, folder: Path) -> Path:
    """Return a catalog as an editor on Windows leaves it: rewrapped, CRLF, byte order mark."""
    path = folder / "windows.po"
    data = subprocess.run(
        ["msgcat", "--width=60", catalog.fpath], capture_output=True, check=True
    ).stdout
    path.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    return path


@pytest.mark.parametrize("path", CATALOGS, ids=TRANSLATED)
def test_what_an_editor_rewraps_is_the_same_catalog(path: Path, tmp_path: Path) -> None:
    catalog = load(path)
    rewritten = load(poedit(catalog, tmp_path))
    assert [(each.msgid, each.msgstr, each.comment) for each in rewritten] == [
        (each.msgid, each.msgstr, each.comment) for each in catalog
    ]

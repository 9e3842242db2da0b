"""Incremental builds: whatever was edited, the bytes are those of a build of everything."""

import os
import random
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing.build_cache import CACHE
from toolkit.newsroom.publishing.published import RECORD

pytestmark = pytest.mark.slow

SETTINGS = """source = "en"
title = "Test"
base_url = "https://test.example/"

[[documents]]
files = "articles/*.md"
editions = ["html", "parallel", "single", "ninjs"]

[locales.kk]

[locales.ug]
publish = { threshold = 50, untranslated = "omit" }

[locales.kk-Latn]
from = "kk"
"""
LONG_AGO = 1_700_000_000


def article(number: int, text: str = "It opened on Tuesday.") -> str:
    topics = f"tags: [bridges, topic {number % 2}]"
    return (
        f"---\ndate: 2026-03-{number + 1:02}\n{topics}\n---\n# Bridge {number}\n\n{text}\n\n"
        "![The bridge](bridge.png)\n\nIt was washed away in 2017.\n"
    )


def write(root: Path, path: str, data: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    os.utime(file, (LONG_AGO, LONG_AGO))


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all builds of a test happen at once: editions say since when they have changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    root = tmp_path / "newsroom"
    write(root, "toolkit.toml", SETTINGS)
    write(root, "articles/bridge.png", picture(0))
    for number in range(5):
        write(root, f"articles/bridge{number}.md", article(number))
    project = Project.load(root)
    project.update()
    for tag in ("kk", "ug"):
        for number in range(5):
            translate(root, tag, number)
    return root


def translate(root: Path, tag: str, number: int, word: str = "көпір") -> None:
    path = Project.load(root).settings.catalog_path(f"bridge{number}", Locale(tag))
    if not path.is_file():
        return
    catalog = load(path)
    for entry in catalog:
        entry.msgstr = f"{word} {entry.msgid}"
    save(catalog, path)


def bring_up_to_date(root: Path) -> None:
    Project.load(root).update()


def picture(shade: int) -> bytes:
    """Return a PNG of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(bytes([0, shade]))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def build(root: Path, *tags: str) -> list[str]:
    """Build, and return the documents that were made again."""
    return sorted(Project.load(root).build(tags).reasons)


def assert_as_from_nothing(root: Path) -> None:
    """Compare the output with what a build of everything makes in a copy.

    The copy has the record of what was published when, which no build can know from files.
    """
    twin = root.with_name("twin")
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(root, twin)
    record = (root / "output" / RECORD).read_bytes()
    shutil.rmtree(twin / "output", ignore_errors=True)
    write(twin, f"output/{RECORD}", record)
    (twin / CACHE).unlink(missing_ok=True)
    Project.load(twin).build()
    ours, theirs = (contents(each / "output") for each in (root, twin))
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_with_nothing_to_do_nothing_is_made(newsroom: Path) -> None:
    assert len(build(newsroom)) == 5
    before = contents(newsroom)
    assert build(newsroom) == []
    after = contents(newsroom)
    assert {k: v for k, v in before.items() if k != CACHE} == {
        k: v for k, v in after.items() if k != CACHE
    }


def test_one_translation_makes_one_document_again(newsroom: Path) -> None:
    build(newsroom)
    translate(newsroom, "kk", 3, "жаңа")
    assert build(newsroom) == ["bridge3"]
    assert_as_from_nothing(newsroom)


def test_what_is_read_but_not_there_counts_when_it_comes(newsroom: Path) -> None:
    build(newsroom)
    write(newsroom, "articles/bridge.ug.png", picture(9))
    assert build(newsroom) == [f"bridge{number}" for number in range(5)]
    assert_as_from_nothing(newsroom)


def test_an_edition_that_somebody_changed_is_made_again(newsroom: Path) -> None:
    build(newsroom)
    page = newsroom / "output" / "kk" / "bridge1.html"
    page.write_text("else", encoding="utf-8")
    assert build(newsroom) == ["bridge1"]
    assert_as_from_nothing(newsroom)


def test_other_locales_are_made_when_they_are_asked_for(newsroom: Path) -> None:
    build(newsroom, "kk")
    assert len(build(newsroom)) == 5
    assert build(newsroom, "ug") == []
    assert_as_from_nothing(newsroom)


def test_another_moment_ends_an_embargo(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = article(2).replace("---\ndate", "---\nembargo: 2026-03-10T00:00:00Z\ndate", 1)
    write(newsroom, "articles/bridge2.md", text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")
    build(newsroom)
    assert not (newsroom / "output/kk/bridge2.html").exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774000000")
    assert build(newsroom) == ["bridge2"]
    assert (newsroom / "output/kk/bridge2.html").exists()
    assert_as_from_nothing(newsroom)


def test_another_embargo_than_the_one_that_has_ended_holds_back(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = article(2).replace("---\ndate", "---\nembargo: 2026-03-10T00:00:00Z\ndate", 1)
    write(newsroom, "articles/bridge2.md", text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774000000")
    build(newsroom)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")
    build(newsroom)
    assert (newsroom / "output/kk/bridge2.html").exists()  # only the clock says otherwise
    write(newsroom, "articles/bridge2.md", text.replace("03-10", "03-11"))
    assert build(newsroom) == ["bridge2"]
    assert not (newsroom / "output/kk/bridge2.html").exists()


def test_everything_can_be_made_again(newsroom: Path) -> None:
    build(newsroom)
    assert len(Project.load(newsroom).build(everything=True).reasons) == 5


@pytest.mark.parametrize("how", ["torn", "gone", "older"])
def test_a_cache_that_cannot_be_believed_costs_only_time(newsroom: Path, how: str) -> None:
    build(newsroom)
    cache = newsroom / CACHE
    if how == "gone":
        cache.unlink()
    else:
        cache.write_bytes(b"torn" if how == "torn" else b"SQLite format 3\0" + bytes(4096))
    translate(newsroom, "ug", 0, "يېڭى")
    build(newsroom)
    assert_as_from_nothing(newsroom)


def test_a_file_that_comes_back_with_its_old_date_is_seen(newsroom: Path) -> None:
    build(newsroom)
    write(newsroom, "articles/bridge0.md", article(0, "It opened on Monday.."))
    Project.load(newsroom).update()
    assert build(newsroom) == ["bridge0"]
    assert_as_from_nothing(newsroom)


EDITS: list[Callable[[Path, random.Random], None]] = [
    lambda root, r: translate(root, r.choice(["kk", "ug"]), r.randrange(6), r.choice("абв")),
    lambda root, r: write(
        root, f"articles/bridge{(n := r.randrange(6))}.md", article(n, f"Text {r.randrange(9)}.")
    ),
    lambda root, r: (root / f"articles/bridge{r.randrange(1, 6)}.md").unlink(missing_ok=True),
    lambda root, r: write(root, "templates/style.css", f"/* {r.randrange(3)} */"),
    lambda root, r: write(root, "toolkit.toml", SETTINGS.replace("Test", r.choice("ABC"))),
    lambda root, r: write(root, "articles/bridge.png", picture(r.randrange(3))),
    lambda root, r: write(root, "locales/terms.toml", f"# {r.randrange(3)}\n"),
    lambda root, r: write(
        root, "locales/kk-Latn/exceptions.toml", f'[words]\n"көпір" = "kopir{r.randrange(3)}"\n'
    ),
    lambda root, r: shutil.rmtree(root / "output" / r.choice(["kk", "ug", "en"]), True),
    lambda root, _: bring_up_to_date(root),
]


@pytest.mark.parametrize("seed", range(6))
def test_any_edits_give_the_bytes_of_a_build_of_everything(newsroom: Path, seed: int) -> None:
    chance = random.Random(seed)
    build(newsroom)
    for _ in range(8):
        for _ in range(chance.randint(1, 2)):
            chance.choice(EDITS)(newsroom, chance)
        if chance.random() < 0.6:
            Project.load(newsroom).update()
        Project.load(newsroom).build(chance.choice([(), ("kk",)]) if chance.random() < 0.3 else ())
        Project.load(newsroom).build()
        assert_as_from_nothing(newsroom)


def test_pages_that_name_an_article_follow_where_it_moves(newsroom: Path) -> None:
    build(newsroom)
    Project.load(newsroom).move("articles/bridge1.md", "articles/crossing.md")
    build(newsroom)
    page = (newsroom / "output/en/bridge3.html").read_text("utf-8")
    assert ('href="crossing.html"' in page, 'href="bridge1.html"' in page) == (True, False)
    assert_as_from_nothing(newsroom)

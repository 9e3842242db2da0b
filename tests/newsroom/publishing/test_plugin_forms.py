"""Forms of other packages in a newsroom: they can do what the built-in ones can."""

from pathlib import Path

import pytest

from tests.editions.pictures import GIF, PNG
from tests.newsrooms import CONFIGURATION, make, translate
from tests.packages import installed
from toolkit.editions.forms import edition_forms
from toolkit.newsroom.project import Project

ALBUM = """
from toolkit.plugin import EditionForm, ToolkitError

def one(article):
    if article.locale.tag in BROKEN:
        raise ToolkitError.because("album", "no album today")
    images = article.root.iter("img")
    return b"".join(article.read(each.get("src")) or b"none" for each in images)

def all_languages(articles):
    if "mul" in BROKEN:
        raise ToolkitError.because("album", "no album today")
    return b"+".join(each.locale.tag.encode() + b":" + one(each) for each in articles)

BROKEN = {}
FORM = EditionForm("album", ".album", "An album", one, all_languages=all_languages)
"""
ALBUMS = CONFIGURATION.replace('.txt"', '.md"\neditions = ["html", "album"]')
ARTICLE = "# Title\n\n![A view](view.png)\n\n![Out](../../etc/passwd)\n"


def newsroom(folder: Path, broken: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Build a newsroom whose articles are published as albums; return the albums."""
    room = folder / "room"
    (room / "articles").mkdir(parents=True)
    (room / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    (room / "articles" / "view.png").write_bytes(PNG)
    (room / "articles" / "view.ug.png").write_bytes(GIF)
    (room / "toolkit.toml").write_text(ALBUMS, encoding="utf-8")
    code = ALBUM.replace("BROKEN = {}", f"BROKEN = {broken!r}")
    points = {"toolkit.editions:album": "albums:FORM"}
    with installed(folder / "packages", {"albums.py": code}, points, edition_forms):
        project = Project.load(room)
        project.update()
        for tag in ("kk", "ug"):
            translate(project, tag, document_id="a")
        project.build()
    return {
        path.relative_to(room / "output").as_posix(): path.read_bytes()
        for path in (room / "output").rglob("*.album")
    }


def test_a_form_reads_the_pictures_of_its_edition_and_nothing_outside(tmp_path: Path) -> None:
    made = newsroom(tmp_path)
    assert (made["kk/a.album"], made["ug/a.album"]) == (PNG + b"none", GIF + b"none")


def test_a_form_makes_one_file_of_all_languages(tmp_path: Path) -> None:
    made = newsroom(tmp_path)
    assert made["mul/a.album"] == b"en:%bnone+kk:%bnone+ug:%bnone" % (PNG, PNG, GIF)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "left"),
    [
        (("mul",), ["en/a.album", "kk/a.album", "ug/a.album"]),
        (("kk", "mul"), ["en/a.album", "ug/a.album"]),
    ],
)
def test_a_form_that_fails_leaves_the_other_files_whole(
    tmp_path: Path, broken: tuple[str, ...], left: list[str]
) -> None:
    assert sorted(newsroom(tmp_path, broken)) == left


def test_a_document_in_one_language_has_no_file_of_all(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION.replace('.txt"', '.txt"\neditions = ["single"]'))
    made.build()
    assert not (tmp_path / "output" / "mul").exists()

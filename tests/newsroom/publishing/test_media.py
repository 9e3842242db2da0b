"""Media: a newsroom's pictures, films and sounds go out clean, in every form."""

import base64
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.media_files import SAID, TOLD
from tests.editions.pictures import PNG
from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.newsroom.project import Project

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EVERY_FORM = '.md"\neditions = ["html", "single", "epub", "nitf", "ninjs"]'


def newsroom(
    folder: Path, address: str, data: bytes = b"", set_up: str = "", suffix: str = EVERY_FORM
) -> Project:
    """Return a newsroom with an article that refers to one picture, translated into Kazakh."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    is_page = '.html"' in suffix
    text = f'<title>T</title><p>Text <img src="{address}" alt="b">'
    (articles / f"a.{'html' if is_page else 'md'}").write_text(
        text if is_page else f"# A\n\nText ![b]({address}).\n", encoding="utf-8"
    )
    if data:
        (articles / address).write_bytes(data)
    project = make(folder, CONFIGURATION.replace('.txt"', suffix + set_up))
    translate(project, "kk", document_id="a")
    return project


def published(folder: Path) -> bytes:
    """Return every byte that was published, with what is packed or coded in it."""
    found: list[bytes] = []
    for path in (folder / "output").rglob("*"):
        if path.suffix == ".epub":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                found.extend(map(archive.read, archive.namelist()))
        elif path.is_file():
            data = path.read_bytes()
            found.append(data)
            coded = data.split(b";base64,")[1:]
            found.extend(base64.b64decode(each.partition(b'"')[0]) for each in coded)
    return b"".join(found)


@pytest.mark.slow
def test_no_form_says_who_took_a_picture(tmp_path: Path) -> None:
    project = newsroom(tmp_path, ") ![b](".join(TOLD))
    for name, data in TOLD.items():
        (tmp_path / "articles" / name).write_bytes(data)
    project.build()
    assert {path.name for path in (tmp_path / "output/kk").iterdir()} >= set(TOLD)
    assert SAID not in published(tmp_path)


def test_a_picture_in_an_address_is_cleaned(tmp_path: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(TOLD["a.png"]).decode()
    newsroom(tmp_path, address, suffix='.html"').build()
    assert b"data:image/png" in (tmp_path / "output/kk/a.html").read_bytes()
    assert SAID not in published(tmp_path)


@pytest.mark.slow
def test_a_build_says_what_it_removed(tmp_path: Path) -> None:
    report = newsroom(tmp_path, "a.jpg", TOLD["a.jpg"]).build(strict=True)
    assert report.cleaned["articles/a.jpg"][0] == "EXIF with a GPS position"


@pytest.mark.slow
def test_a_clean_picture_is_published_as_it_is_and_not_mentioned(tmp_path: Path) -> None:
    report = newsroom(tmp_path, "a.png", PNG).build()
    assert (tmp_path / "output/kk/a.png").read_bytes() == PNG
    assert report.cleaned == {}


@pytest.mark.slow
def test_a_newsroom_can_keep_metadata(tmp_path: Path) -> None:
    newsroom(tmp_path, "a.jpg", TOLD["a.jpg"], '\nmetadata = "keep"').build()
    assert (tmp_path / "output/kk/a.jpg").read_bytes() == TOLD["a.jpg"]


@pytest.mark.slow
@pytest.mark.parametrize("metadata", ["keep", "remove"])
def test_a_picture_in_a_book_keeps_what_its_newsroom_keeps(tmp_path: Path, metadata: str) -> None:
    set_up = f'\nmetadata = "{metadata}"\n\n[[books]]\n'
    newsroom(tmp_path, "a.jpg", TOLD["a.jpg"], set_up, suffix='.md"').build()
    with zipfile.ZipFile(tmp_path / "output/kk/book.epub") as book:
        (picture,) = [book.read(each) for each in book.namelist() if each.endswith(".jpg")]
    assert (picture == TOLD["a.jpg"]) is (metadata == "keep")


def test_a_file_that_lies_is_held_back_and_the_article_is_published(tmp_path: Path) -> None:
    (finding,) = newsroom(tmp_path, "a.jpg", b"\xff\xd8\xff" + SAID, suffix='.md"').build().findings
    assert (finding.code, str(finding.location)) == ("media-unclean", "articles/a.jpg")
    assert (tmp_path / "output/kk/a.html").is_file()
    assert SAID not in published(tmp_path)


@pytest.mark.slow
def test_a_picture_that_lies_now_leaves_nothing_of_what_it_was(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a.png", PNG, suffix='.md"')
    project.build()
    (tmp_path / "articles/a.png").write_bytes(b"PNG")
    project.build()
    assert not (tmp_path / "output/kk/a.png").exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.tiff", b"II*\0", "media-unclean"),
        ("a.bmp", b"BM", "media-unclean"),
        ("a.img", PNG, "media-name"),
        (".a.png", PNG, "media-name"),
    ],
)
def test_a_file_that_pages_do_not_show_is_not_called_missing(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (finding,) = newsroom(tmp_path, name, data, suffix='.md"').build().findings
    assert finding.code == code
    assert not (tmp_path / "output/kk" / name).exists()


def test_a_film_shown_as_a_picture_is_told(tmp_path: Path) -> None:
    (finding,) = newsroom(tmp_path, "a.mp4", TOLD["a.mp4"], suffix='.md"').build().findings
    assert (finding.code, str(finding.location)) == ("not-shown", "articles/a.md:3:6")


FILM = '\nText <video src="a.mp4"></video>\n\n<iframe\nsrc="https://example.org/"></iframe>\n'


@pytest.mark.parametrize(("forms", "lines"), [("html", [5, 7]), ("markdown", [])])
def test_what_pages_leave_out_of_markdown_is_told(
    tmp_path: Path, forms: str, lines: list[int]
) -> None:
    project = newsroom(tmp_path, "a.png", PNG, suffix=f'.md"\neditions = ["{forms}"]')
    with (tmp_path / "articles/a.md").open("a", encoding="utf-8") as file:
        file.write(FILM)
    found = [each for each in project.build().findings if each.code == "not-shown"]
    assert [each.location and each.location.line for each in found] == lines


@pytest.mark.parametrize(
    "link",
    ["[b](javascript:alert(1))", '<a href="file:///c">b</a>', "![b](file:///c.png)"],
)
def test_a_link_that_pages_leave_out_is_told(tmp_path: Path, link: str) -> None:
    project = newsroom(tmp_path, "a.png", PNG, suffix='.md"')
    with (tmp_path / "articles/a.md").open("a", encoding="utf-8") as file:
        file.write(f"\nText {link} [c](tel:112).\n")
    (finding,) = project.build().findings
    assert (finding.code, str(finding.location)) == ("not-shown", "articles/a.md:5:6")


def test_two_articles_may_show_one_picture(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a.jpg", TOLD["a.jpg"], suffix='.md"')
    (tmp_path / "articles/b.md").write_text("# B\n\n![b](a.jpg)\n", encoding="utf-8")
    assert project.build().findings == ()
    assert SAID not in published(tmp_path)


def test_a_drawing_that_is_a_source_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/map.svg").write_bytes(TOLD["a.svg"])
    project = make(tmp_path, CONFIGURATION.replace('.txt"', '.svg"'))
    report = project.build()
    assert b"<title>A</title>" in (tmp_path / "output/en/map.svg").read_bytes()
    assert "scripts" in report.cleaned["articles/map.svg"]
    assert SAID not in published(tmp_path)


@pytest.mark.slow
def test_what_a_word_file_says_beside_its_text_goes_nowhere(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    said = SAID.decode()
    document = docx.Document()
    document.add_heading("A", 0)
    paragraph = document.add_paragraph("Text.")
    document.add_comment(paragraph.runs, text=said, author=said, initials="N")
    deleted = (
        f'<w:del xmlns:w="{WORD}" w:id="9" w:author="{said}">'
        f"<w:r><w:delText>{said}</w:delText></w:r></w:del>"
    )
    paragraph._p.append(etree.fromstring(deleted))  # noqa: SLF001 - python-docx writes no revisions
    for name in ("comments", "category", "last_modified_by", "subject"):
        setattr(document.core_properties, name, said)
    (tmp_path / "articles").mkdir()
    file = tmp_path / "articles/a.docx"
    document.save(str(file))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("customXml/item9.xml", f"<x>{said}</x>")
    project = make(tmp_path, CONFIGURATION.replace('.txt"', '.docx"'))
    translate(project, "kk", document_id="a")
    project.build()
    assert SAID not in published(tmp_path)
    assert SAID not in b"".join(path.read_bytes() for path in (tmp_path / "locales").rglob("*.po*"))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("p.jpg", SVG, True),
        ("p.svg", PNG, True),
        ("p.png", PNG, False),
        ("p.svg", SVG, False),
        ("p.jpg", PNG, False),  # browsers look at the bytes of pictures that are no drawings
    ],
)
def test_a_picture_whose_name_says_another_format_is_published_and_told(
    tmp_path: Path, name: str, data: bytes, *, told: bool
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / name).write_bytes(data)
    (tmp_path / "articles" / "a.md").write_text(f"# T\n\n![A]({name})\n\nText.\n", encoding="utf-8")
    configuration = CONFIGURATION.replace("*.txt", "*.md")
    report = make(tmp_path, configuration).build()
    assert (tmp_path / "output/en" / name).is_file()
    assert ["media-name" for each in report.findings if each.code == "media-name"] == (
        ["media-name"] if told else []
    )

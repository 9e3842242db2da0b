import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions.articles import (
    ENGLISH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    TRANSLATION,
    article,
)
from tests.editions.pictures import PNG
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import Article
from toolkit.editions.chromium import ENVIRONMENT, find_chromium, print_page
from toolkit.editions.pdf import paper_page, paper_parallel, render_parallel_pdf, render_pdf

LINKED = ENGLISH.replace(
    "Akan told Eurasianet.",
    '<a href="other.html">Akan</a> <a href="file:///etc/passwd">told</a>'
    ' <a href="#p-5">Eurasianet</a> <a href="https://eurasianet.org/">there</a>'
    '<img src="a.png" alt="A court" loading="lazy"/><img src="../../../etc/x.png" alt="x &lt;b>"/>',
)
COMPARED = replace(RIGHT_TO_LEFT, original=ORIGINAL.root, forms=("html", "parallel"))
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\f]")


def linked(site: Article = ORIGINAL) -> str:
    made = replace(
        article(LINKED, site.locale, site.site),
        path="seeds/asylum.html",
        files={"seeds/a.png": PNG}.get,
    )
    return paper_page(made).decode()


def test_links_lead_to_the_site() -> None:
    page = linked(replace(ORIGINAL, site=PUBLIC))
    assert '<a href="https://news.example/en/other.html">Akan</a>' in page
    assert '<a href="https://eurasianet.org/">there</a>' in page
    assert '<a href="#p-5">Eurasianet</a>' in page


def test_without_an_address_no_link_names_a_folder_of_this_machine() -> None:
    page = linked()
    assert "<a>Akan</a>" in page
    assert "<a>told</a>" in page
    assert '<a href="https://eurasianet.org/">there</a>' in page


def test_pictures_are_in_the_page_or_are_their_text() -> None:
    page = linked()
    assert re.search(
        r'<img alt="A court" src="data:image/png;base64,|<img src="data:image/png', page
    )
    assert '<span class="absent">x &lt;b&gt;</span>' in page
    assert "lazy" not in page


def test_nothing_is_asked_for() -> None:
    page = linked()
    assert "<link" not in page
    assert page.index("default-src 'none'") < page.index("<title")


def tool(name: str) -> None:
    try:
        find_chromium()
    except ToolkitError:
        pytest.skip("NOT TESTED: Chromium is missing; apt-get install chromium")
    if shutil.which(name) is None:
        pytest.skip(f"NOT TESTED: {name} is missing; apt-get install poppler-utils")


def said(command: str, data: bytes, folder: Path, *arguments: str) -> str:
    (folder / "x.pdf").write_bytes(data)
    asked = [command, *arguments, str(folder / "x.pdf")]
    asked += ["-"] if command == "pdftotext" else []
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def translation() -> bytes:
    """Return a translation on paper; a browser prints it, which takes a second."""
    tool("pdfinfo")
    return render_pdf(TRANSLATION)


@pytest.mark.slow
def test_a_pdf_is_tagged_and_of_the_articles_day(translation: bytes, tmp_path: Path) -> None:
    found = said("pdfinfo", translation, tmp_path, "-isodates")
    assert re.search(r"^Tagged: +yes$", found, re.MULTILINE)
    assert re.search(r"^CreationDate: +2021-02-22T00:00:00Z$", found, re.MULTILINE)
    assert re.search(r"^Creator: +localization-toolkit$", found, re.MULTILINE)
    assert "(A4)" in found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "texts"),
    [
        (TRANSLATION, ["Қазақстан және Шыңжаң", "Ақан Eurasianet басылымына айтты."]),
        (RIGHT_TO_LEFT, ["قازاقىستان ۋە شىنجاڭ", "ئاقان Eurasianet تورىغا ئېيتتى."]),
    ],
)
def test_letters_come_out_as_they_went_in(made: Article, texts: list[str], tmp_path: Path) -> None:
    tool("pdftotext")
    found = _CONTROLS.sub("", said("pdftotext", render_pdf(made), tmp_path))
    # pdftotext puts spaces at the wrong end of words that go the other way.
    lines = ["".join(each.split()) for each in found.splitlines()]
    assert [each for each in texts if each.replace(" ", "") not in lines] == []


@pytest.mark.slow
def test_headings_are_headings_and_languages_are_said(translation: bytes, tmp_path: Path) -> None:
    found = said("pdfinfo", translation, tmp_path, "-struct")
    assert "H1" in found
    assert f"/Lang ({KK.tag})".encode() in translation


@pytest.mark.slow
def test_the_original_stands_beside_its_translation_on_paper(tmp_path: Path) -> None:
    tool("pdftotext")
    text = said("pdftotext", render_parallel_pdf(COMPARED), tmp_path, "-layout")
    (line,) = (each for each in text.splitlines() if "Akan told Eurasianet." in each)
    assert "ئاقان" in line


@pytest.mark.slow
def test_the_same_article_is_the_same_pdf(translation: bytes) -> None:
    assert render_pdf(TRANSLATION) == translation


@pytest.mark.slow
def test_no_path_of_this_machine_is_in_it() -> None:
    tool("pdfinfo")
    made = replace(article(LINKED, ORIGINAL.locale), path="seeds/asylum.html")
    assert b"file:" not in render_pdf(made)


@pytest.mark.slow
def test_the_address_of_the_page_has_no_sheet_of_its_own(tmp_path: Path) -> None:
    tool("pdftotext")
    body = "".join(f"<p>{'Twelve words that fill a line. ' * 4}</p>" for _ in range(9))
    tags = '<header><h1>T</h1><ul class="tags"><li class="tag">Water</li></ul></header>'
    xml = f"<article>{tags}<div class='body'>{body}</div></article>"
    page = paper_page(article(xml, ORIGINAL.locale, PUBLIC)).decode()
    main = page[page.index("<main") : page.index("</main>")]
    # The same article at every height of a sheet.
    style = 'style="break-before: page; margin-block-start: {}mm"'
    mains = [main.replace("<main", f"<main {style.format(at)}") for at in range(0, 200, 4)]
    printed = print_page(page.replace(main, "</main>".join(mains)).encode())
    sheets = said("pdftotext", printed, tmp_path).split("\f")[1:-1]
    assert sum("https://news.example/en/asylum.html" in each for each in sheets) == len(mains)
    assert [each for each in sheets if "Twelve" not in each] == []


@pytest.mark.slow
def test_a_line_of_code_that_goes_on_is_indented(tmp_path: Path) -> None:
    tool("pdftotext")
    code = "first " * 16 + "\nsecond"
    made = article(f"<article><pre>{code}</pre></article>", ORIGINAL.locale)
    text = said("pdftotext", render_pdf(made), tmp_path, "-layout")
    first, going_on = (each for each in text.splitlines() if "first" in each)
    (second,) = (each for each in text.splitlines() if "second" in each)
    at = [len(each) - len(each.lstrip()) for each in (first, going_on, second)]
    assert at[0] == at[2] < at[1]


def test_a_link_that_says_where_it_leads_does_not_say_it_twice_on_paper() -> None:
    links = {
        "https://a.example/": ("a.example", "https://a.example"),
        "https://a.example/read": ("read", "www.a.example"),
    }
    pages = [
        paper_page(article(f'<article><p><a href="{to}">{text}</a></p></article>', ORIGINAL.locale))
        for to, texts in links.items()
        for text in texts
    ]
    assert [b"address-shown" in page[page.index(b"<body") :] for page in pages] == [
        *(True, True),
        *(False, False),
    ]


def test_without_chromium_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    with pytest.raises(ToolkitError, match="apt install chromium"):
        render_pdf(TRANSLATION)


def test_a_program_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "no-such-browser")
    with pytest.raises(ToolkitError, match="names “no-such-browser”"):
        render_pdf(TRANSLATION)


def test_a_browser_that_prints_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "true")
    with pytest.raises(ToolkitError, match="has not printed the page: its exit status is 0"):
        render_pdf(TRANSLATION)


def test_what_is_printed_of_a_parallel_view_has_both_languages() -> None:
    page = paper_parallel(COMPARED).decode()
    assert "Akan told Eurasianet." in page
    assert "ئاقان" in page

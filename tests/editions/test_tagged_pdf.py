import datetime as dt
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pytest
from pypdf import PdfReader

from tests.editions.articles import ENGLISH, ORIGINAL, PUBLIC, article
from toolkit.editions.article import Article
from toolkit.editions.chromium import find_chromium, print_page
from toolkit.editions.pdf import paper_page, render_pdf

pytestmark = pytest.mark.slow
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">
<rect width="60" height="40"/></svg>"""
RICH = """<p>Akan <a href="https://eurasianet.org/">told</a> <em>us</em> <strong>all</strong>.
<a id="r" href="#n">1</a></p>
<ul><li>one<ol><li>two<p>more</p></li></ol></li></ul>
<figure><img src="a.svg" alt="A court"/><figcaption>The court.</figcaption></figure>
<table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2020</td><td>12</td></tr></table>
<blockquote><p>No.</p></blockquote><ol><li id="n">The note.</li></ol><hr/>"""


@pytest.fixture(scope="module", autouse=True)
def _chromium() -> None:
    if not shutil.which("chromium"):
        pytest.skip("NOT TESTED: Chromium is missing; apt-get install chromium")
    find_chromium()


def with_body(body: str) -> Article:
    text = ENGLISH.replace("Akan told Eurasianet.", f"</p>{body}<p>")
    made = article(text, ORIGINAL.locale, PUBLIC)
    return replace(made, path="seeds/x.html", files={"seeds/a.svg": DRAWING}.get)


def printed(body: str) -> bytes:
    return render_pdf(with_body(body))


@pytest.fixture(scope="module")
def rich() -> bytes:
    made = printed(RICH)
    assert len(made) > 10_000
    return made


def found(data: bytes) -> list[tuple[str, str]]:
    report = validator.validate_pdf_bytes(data, profile="ua1")
    return [(each.rule_id, each.message) for each in report.failures]


def links(data: bytes) -> list[Any]:
    pages = PdfReader(BytesIO(data)).pages
    return [link.get_object() for each in pages for link in each.annotations or ()]


def test_an_article_is_a_pdf_ua_file(rich: bytes) -> None:
    assert found(rich) == []


def test_links_say_where_they_lead(rich: bytes) -> None:
    assert "https://eurasianet.org/" in [str(each["/Contents"]) for each in links(rich)]


def test_the_title_is_said_twice_and_is_the_same(rich: bytes) -> None:
    reader = PdfReader(BytesIO(rich))
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}


def test_the_day_is_the_articles(rich: bytes) -> None:
    information = PdfReader(BytesIO(rich)).metadata
    assert information is not None
    assert (information.creation_date, information.modification_date) == 2 * (
        dt.datetime(2021, 2, 22, tzinfo=dt.UTC),
    )


def test_a_picture_without_words_is_no_claim_to_the_standard(rich: bytes) -> None:
    assert b"pdfuaid:part" in rich
    assert b"pdfuaid:part" not in printed(RICH.replace(' alt="A court"', ""))


def test_what_is_painted_stays_as_it_is(rich: bytes, tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("NOT TESTED: pdftoppm is missing; apt-get install poppler-utils")
    painted = []
    for name, data in (("raw", print_page(paper_page(with_body(RICH)))), ("finished", rich)):
        (tmp_path / name).write_bytes(data)
        asked = ["pdftoppm", "-r", "60", str(tmp_path / name)]
        painted.append(subprocess.run(asked, check=True, capture_output=True).stdout)
    assert painted[0] == painted[1] != b""

"""The picture that stands for an article where its link is shared."""

import io
from dataclasses import replace

import pytest
from lxml import html

from tests.editions.articles import KAZAKH, KK, PUBLIC, RIGHT_TO_LEFT, SITE, TRANSLATION, article
from tests.editions.lettering_fonts import two_fonts
from toolkit.base.errors import Finding, ToolkitError
from toolkit.document.model import Metadata
from toolkit.editions.article import Article, Picture, ShareDesign
from toolkit.editions.forms import edition_forms
from toolkit.editions.page import render_article
from toolkit.editions.share_image import render_share_image, shared_words, wants_share_image

Image = pytest.importorskip("PIL.Image", reason="the extra pictures is not installed")
DESIGN = ShareDesign((), "#ffffff", "#000000", "#ff0000")


def shared(each: Article, **design: object) -> Article:
    own = replace(DESIGN, fonts=two_fonts(), **design)  # type: ignore[arg-type]
    return replace(each, site=replace(PUBLIC, share=own))


def properties(each: Article) -> dict[str, str]:
    root = html.document_fromstring(render_article(each).decode())
    found = root.xpath("//meta[@property or @name]")
    return {each.get("property") or each.get("name"): each.get("content") for each in found}


@pytest.mark.slow
def test_a_picture_is_small_and_as_networks_ask_for_it() -> None:
    data = render_share_image(shared(TRANSLATION))
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 30_000


@pytest.mark.slow
def test_a_picture_is_the_same_bytes_and_says_nothing_else() -> None:
    data = render_share_image(shared(TRANSLATION))
    assert render_share_image(shared(TRANSLATION)) == data
    assert Image.open(io.BytesIO(data)).info == {}


def ink(each: Article) -> tuple[int, int]:
    """Return how far from the left and the right edge the headline's dark pixels begin."""
    picture = (
        Image.open(io.BytesIO(render_share_image(each))).convert("L").crop((0, 170, 1200, 600))
    )
    left, _, right, _ = picture.point(lambda value: 255 * (value < 64)).getbbox()
    return left, 1200 - right


@pytest.mark.slow
def test_a_headline_begins_where_its_script_does() -> None:
    (left, _), (_, right) = ink(shared(TRANSLATION)), ink(shared(RIGHT_TO_LEFT))
    assert 80 <= left <= 90
    assert 80 <= right <= 90


@pytest.mark.slow
def test_the_logo_is_in_it() -> None:
    logo = io.BytesIO()
    Image.new("RGB", (40, 40), "#0000ff").save(logo, "PNG")
    data = render_share_image(shared(TRANSLATION, logo=logo.getvalue()))
    assert Image.open(io.BytesIO(data)).convert("RGB").getpixel((100, 98)) == (0, 0, 255)


def test_what_is_no_logo_is_named() -> None:
    with pytest.raises(ToolkitError, match=r"a\.png: error: the toolkit cannot read the logo"):
        render_share_image(shared(TRANSLATION, logo=b"no picture", logo_path="a.png"))


def test_a_file_that_cannot_be_read_is_named() -> None:
    problem = (Finding("share-image", "it is gone"),)
    with pytest.raises(ToolkitError, match="it is gone"):
        render_share_image(shared(TRANSLATION, problem=problem))


def test_without_fonts_there_is_a_hint() -> None:
    with pytest.raises(ToolkitError, match=r"share images have no font.*\[share_image\]"):
        render_share_image(TRANSLATION)


def test_the_words_of_a_picture_can_be_searched() -> None:
    assert shared_words(TRANSLATION).decode() == "<p>Newsroom</p>\n<p>Қазақстан және Шыңжаң</p>\n"


def test_an_article_with_a_picture_of_its_own_wants_none() -> None:
    xml = KAZAKH.replace("<hr/>", '<img src="a.png" alt="Court"/>')
    own = replace(article(xml, KK, PUBLIC), pictures={"a.png": Picture("kk/a.png")})
    elsewhere = Metadata(image="https://other.example/a.png")
    assert wants_share_image(replace(TRANSLATION, site=PUBLIC))
    assert not wants_share_image(own)
    assert not wants_share_image(replace(TRANSLATION, site=PUBLIC, metadata=elsewhere))


def test_a_site_without_an_address_wants_none() -> None:
    assert not wants_share_image(replace(TRANSLATION, site=SITE))


def test_the_page_names_the_picture_that_was_made() -> None:
    made = replace(TRANSLATION, site=PUBLIC, sizes={"share_image": 9})
    found = properties(made)
    assert found["og:image"] == "https://news.example/kk/asylum.share.png"
    assert found["og:image:alt"] == "Қазақстан және Шыңжаң"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["twitter:card"] == "summary_large_image"
    assert "og:image" not in properties(replace(made, sizes={}))
    assert b'"image": "https://news.example/kk/asylum.share.png"' in render_article(made)


def test_a_picture_of_its_own_comes_first_with_what_is_known_of_it() -> None:
    xml = KAZAKH.replace("<hr/>", '<img src="a.png" alt="Court"/>')
    picture = Picture("kk/a.png", 800, 600, "image/png")
    own = replace(article(xml, KK, PUBLIC), pictures={"a.png": picture}, sizes={"share_image": 9})
    found = properties(own)
    assert found["og:image"] == "https://news.example/kk/a.png"
    assert found["og:image:type"] == "image/png"
    assert (found["og:image:width"], found["og:image:height"]) == ("800", "600")
    assert found["twitter:card"] == "summary_large_image"


def test_of_a_picture_elsewhere_only_the_address_is_known() -> None:
    metadata = Metadata(image="https://other.example/a.png")
    found = properties(replace(TRANSLATION, site=PUBLIC, metadata=metadata))
    assert found["og:image"] == "https://other.example/a.png"
    assert "og:image:width" not in found


def test_the_picture_is_a_form() -> None:
    form = edition_forms()["share_image"]
    assert form.wanted is not None
    assert form.wanted(replace(TRANSLATION, site=PUBLIC))
    assert form.render(shared(TRANSLATION)).startswith(b"\x89PNG")

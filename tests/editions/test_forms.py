import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TRANSLATION
from tests.editions.rich_articles import EVERY, THREE_FOR_TWO
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import Article
from toolkit.editions.forms import (
    BY_DEFAULT,
    FORMS,
    EditionForm,
    chosen_forms,
    edition_forms,
    form_names,
    own_form,
)
from toolkit.editions.xml.stylesheet import PARAMETERS

# PDFs need a browser, and letters in them are numbers: see test_pdf.py.
MADE = [form for form in edition_forms().values() if not form.of_format and form.words is None]
EACH = pytest.mark.parametrize("form", MADE, ids=lambda form: form.name)
PLAIN = frozenset({"text", "telegram", "sms", "script"})
MARKED_UP = pytest.mark.parametrize(
    "form", [form for form in MADE if form.name not in PLAIN], ids=lambda form: form.name
)
HOUSE = b"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/><xsl:param name="locale"/>
<xsl:template match="/">[<xsl:value-of select="$locale"/>] <xsl:value-of select="//h1"/>
</xsl:template></xsl:stylesheet>"""


def said(form: EditionForm, article: Article) -> bytes:
    """Return what a form says: an EPUB says it in the files of its archive."""
    data = form.render(article)
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist()) + b"\n"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_says_what_it_is(form: EditionForm) -> None:
    assert form.name.isidentifier(), f"give {form} a name of letters, digits and _"
    assert form.suffix.startswith("."), f"begin the suffix of {form.name} with a dot"
    assert form.summary, f"say in the summary of {form.name} what it is"


def test_every_form_has_a_name_that_toolkit_toml_may_list() -> None:
    assert form_names() == tuple(edition_forms())
    assert set(BY_DEFAULT) < set(form_names())


@pytest.mark.slow
def test_what_makes_editions_is_not_loaded_for_their_names() -> None:
    names = "import sys, toolkit.newsroom.configuration; print('jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", names], capture_output=True, check=True, text=True)
    assert run.stdout == "False\n"


@EACH
def test_a_form_is_the_same_bytes_each_time(form: EditionForm) -> None:
    assert form.render(THREE_FOR_TWO) == form.render(THREE_FOR_TWO)


@EACH
@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, *EVERY])
def test_a_form_takes_every_article(form: EditionForm, each: Article) -> None:
    assert form.render(each)


@EACH
def test_a_form_changes_no_tree(form: EditionForm) -> None:
    trees = [THREE_FOR_TWO.root, THREE_FOR_TWO.original]
    before = [etree.tostring(each) for each in trees if each is not None]
    form.render(THREE_FOR_TWO)
    assert [etree.tostring(each) for each in trees if each is not None] == before


@EACH
def test_a_form_is_utf8_and_ends_with_a_line_feed(form: EditionForm) -> None:
    data = said(form, RIGHT_TO_LEFT)
    assert "قازاقىستان" in data.decode()
    assert data.endswith(b"\n")


@MARKED_UP
def test_a_form_keeps_the_ids_of_passages(form: EditionForm) -> None:
    assert b'"p-4"' in said(form, TRANSLATION).replace(b"\\", b"")


@MARKED_UP
def test_a_form_shows_markup_in_the_newsrooms_words_as_text(form: EditionForm) -> None:
    hostile = "<script>alert(1)</script>"
    site = replace(PUBLIC, title=hostile)
    article = replace(TRANSLATION, site=site, notice=hostile, original_title=hostile)
    data = said(form, article)
    assert form.name == "ninjs" or b"<script>alert" not in data
    assert b"alert(1)" in data


def test_all_forms_have_names_and_suffixes_of_their_own() -> None:
    assert len({form.name for form in FORMS}) == len({form.suffix for form in FORMS}) == len(FORMS)


def test_a_newsrooms_stylesheet_is_a_form() -> None:
    house = own_form("house", ".txt", HOUSE, "xsl/house.xsl")
    assert chosen_forms((house,))["house"] is house
    assert house.render(TRANSLATION).decode() == "[kk] Қазақстан және Шыңжаң\n"


@pytest.mark.parametrize(("name", "suffix"), [("nitf", ".house.xml"), ("house", ".xml")])
def test_a_form_that_stands_twice_names_both(name: str, suffix: str) -> None:
    house = own_form(name, suffix, HOUSE, "xsl/house.xsl")
    with pytest.raises(ToolkitError, match=r"two editions have .*: NITF 3\.6, xsl/house\.xsl"):
        chosen_forms((house,))


def test_what_is_wrong_with_a_stylesheet_is_told_when_it_is_used() -> None:
    house = own_form("house", ".txt", b"<xsl/>", "xsl/house.xsl")
    with pytest.raises(ToolkitError, match=r"^xsl/house\.xsl:1: error"):
        house.render(ORIGINAL)


HOW_TO = (Path(__file__).parents[2] / "docs/how-to/add-an-edition.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    return HOW_TO.partition(f"```{language}\n")[2].partition("```")[0]


def test_the_how_tos_stylesheet_works() -> None:
    form = own_form("partner", ".partner.xml", example("xml").encode(), "partner.xsl")
    root = etree.fromstring(form.render(TRANSLATION))
    assert (root.get("language"), root.get("day")) == ("kk", "2021-02-22")
    assert [each.get("id") for each in root.iterfind("para")] == ["p-4", "p-5", "p-6"]


def test_the_how_tos_package_works() -> None:
    names: dict[str, object] = {}
    exec(example("python"), names)  # noqa: S102 - the project's own documentation
    form = names["TEXT"]
    assert isinstance(form, EditionForm)
    assert form.render(TRANSLATION).decode().startswith("Қазақстан және Шыңжаң\n")


def test_the_reference_names_every_form_and_every_parameter() -> None:
    path = Path(__file__).parents[2] / "docs/reference/editions.md"
    text = path.read_text(encoding="utf-8")
    names = [*(form.name for form in FORMS), *PARAMETERS]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["nitf", "ninjs"])
def test_a_form_is_made_for_its_first_receiver_unless_another_is_named(name: str) -> None:
    form = edition_forms()[name]
    usual, *others = form.profiles
    assert form.made_for("").render(TRANSLATION) == form.made_for(usual).render(TRANSLATION)
    for other in others:
        assert form.made_for(other).render(TRANSLATION) != form.render(TRANSLATION)

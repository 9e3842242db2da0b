from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import (
    BARE,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    SITE,
    TRANSLATION,
    UYGHUR,
    article,
)
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, UYGHUR_RICH
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Metadata
from toolkit.editions.article import Article
from toolkit.editions.xml.identity import identifier_of
from toolkit.editions.xml.stylesheet import (
    PARAMETERS,
    load_stylesheet,
    render_nitf,
    render_own,
    transform,
)

MODEL = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "data/nitf/nitf-3.6.rng"))
NAMES = {"its": "http://www.w3.org/2005/11/its"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DIR = f"{{{NAMES['its']}}}dir"


def rendered(each: Article) -> etree._Element:
    root = etree.fromstring(render_nitf(each))
    MODEL.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(each.xpath("string()")).split()) for each in root.iterfind(path, NAMES)]


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.iterfind(path, NAMES)]


def test_a_stylesheet_that_gives_nothing_is_refused() -> None:
    sheet = (
        b'<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        b'<xsl:output method="text"/><xsl:template match="/"/></xsl:stylesheet>'
    )
    with pytest.raises(
        ToolkitError, match=r"house.xsl: error: the stylesheet produces no output\."
    ):
        render_own(ORIGINAL, sheet, "house.xsl", ".txt")


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE, *EVERY])
def test_an_edition_is_valid_nitf(each: Article) -> None:
    MODEL.assertValid(etree.fromstring(render_nitf(each)))


@pytest.mark.parametrize(
    "content",
    [
        '<nitf dir="rtl"><body/></nitf>',
        "<nitf><body><body.end/><body.head/></body></nitf>",
        "<nitf><body><body.content>loose</body.content></body></nitf>",
        "<nitf><body><body.content><h2/></body.content></body></nitf>",
        "<nitf><body><hl1/></body></nitf>",
        '<nitf><head><revision-history norm="today"/></head><body/></nitf>',
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body/></nitf>',
    ],
)
def test_the_model_refuses_what_is_no_nitf(content: str) -> None:
    assert not MODEL.validate(etree.fromstring(content))


def test_an_edition_begins_with_a_declaration_and_ends_with_one_line_feed() -> None:
    data = render_nitf(TRANSLATION)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert data.endswith(b"</nitf>\n")


def test_an_edition_is_the_same_bytes_each_time_and_leaves_the_tree_alone() -> None:
    before = etree.tostring(TRANSLATION.root)
    assert render_nitf(TRANSLATION) == render_nitf(TRANSLATION)
    assert etree.tostring(TRANSLATION.root) == before


def test_language_and_direction_stand_on_the_root() -> None:
    root = rendered(RIGHT_TO_LEFT)
    assert (root.get(XML_LANG), root.get(DIR)) == ("ug", "rtl")


def test_the_head_identifies_the_document() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, "head/title") == ["Қазақстан және Шыңжаң"]
    assert values(root, ".//doc-id", "id-string") == [
        identifier_of(SITE, "asylum", KK),
    ]
    assert values(root, ".//doc-id", "regsrc") == ["Newsroom"]
    assert values(root, ".//date.issue", "norm") == ["20210222T000000+0000"]


def test_a_translation_names_its_original() -> None:
    contents = values(rendered(TRANSLATION), ".//meta", "content")
    assert contents[:2] == ["../en/asylum.xml", "en"]


def test_a_translation_on_a_known_site_has_its_originals_whole_address() -> None:
    root = rendered(replace(TRANSLATION, site=PUBLIC))
    assert values(root, ".//meta[@name='translation-of']", "content") == [
        "https://news.example/en/asylum.xml"
    ]


def test_the_original_is_no_translation() -> None:
    root = rendered(ORIGINAL)
    assert values(root, ".//meta[@name='translation-of']", "content") == []
    assert texts(root, ".//ed-msg") == []


def test_a_change_of_meaning_is_a_revision() -> None:
    metadata = replace(ORIGINAL.metadata, updated=ORIGINAL.metadata.date)
    root = rendered(replace(ORIGINAL, metadata=metadata))
    assert values(root, ".//revision-history", "norm") == ["20210222T000000+0000"]


def test_headline_byline_date_and_abstract_stand_in_the_bodys_head() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, ".//hedline/hl1") == ["Қазақстан және Шыңжаң"]
    assert texts(root, ".//byline/person") == ["Крис Риклтон"]
    assert texts(root, ".//dateline/story.date") == ["2021 ж. 22 ақпан"]
    assert texts(root, ".//abstract/p") == ["Қауіпсіз мекен емес."]


def test_paragraphs_rules_and_the_note_keep_their_order() -> None:
    root = rendered(TRANSLATION)
    block = root.find("body/body.content", NAMES)
    assert block is not None
    assert [etree.QName(each).localname for each in block] == ["p", "hr", "p"]
    assert texts(root, ".//body.end/tagline") == ["Ол Алматыда тұрады."]


def test_every_unit_keeps_its_identifier() -> None:
    found = [each.get("id") for each in rendered(TRANSLATION).iter() if each.get("id")]
    assert sorted(map(str, found)) == [f"p-{number}" for number in range(1, 7)]


def test_an_untranslated_passage_says_its_language() -> None:
    (passage,) = rendered(RIGHT_TO_LEFT).iterfind(".//p[@class='untranslated']", NAMES)
    assert (passage.get(XML_LANG), passage.get(DIR)) == ("en", "ltr")


def test_an_unfinished_translation_tells_the_editors() -> None:
    (info,) = values(rendered(TRANSLATION), ".//ed-msg", "info")
    assert str(info).endswith("Аударылған үзінділер: 5, барлығы: 6.")


def test_the_sites_notice_is_an_editors_note() -> None:
    root = rendered(replace(TRANSLATION, notice="Тексерілмеген."))
    assert texts(root, ".//note[@noteclass='editorsnote']") == ["Тексерілмеген."]


def test_an_article_without_anything_but_text_has_only_that() -> None:
    root = rendered(BARE)
    assert texts(root, ".//body.head/*") == texts(root, ".//body.end") == []
    assert texts(root, ".//p") == ["Only this."]


def test_an_untranslated_headline_marks_the_title() -> None:
    xml = UYGHUR.replace('<h1 id="p-1">', '<h1 class="untranslated" lang="en" dir="ltr">')
    assert values(rendered(article(xml, Locale("ug"))), "head/title", XML_LANG) == ["en"]


def test_a_rich_article_is_valid_and_loses_no_text() -> None:
    root = rendered(ENGLISH_RICH)
    visible = " ".join([*root.itertext(), *map(str, values(root, ".//keyword", "key"))])
    words = [word for text in ENGLISH_RICH.root.itertext("*") for word in text.split()]
    # What stands between two authors; the date is written anew.
    assert [word for word in words if word not in visible] == ["and"]


def test_links_lists_media_and_tables_become_nitfs() -> None:
    root = rendered(ENGLISH_RICH)
    assert values(root, ".//a", "href") == ["https://a.example/?b&c"]
    assert texts(root, ".//ul/li")[:2] == ["One i", "Two"]
    assert texts(root, ".//ol/li") == ["Three"]
    assert values(root, ".//media-reference", "source") == ["../lead.jpg", "a.jpg"]
    assert texts(root, ".//media-caption") == ["Led. By it.", "A caption"]
    assert texts(root, ".//td") == ["Foot", "D", "нет", "Alone"]
    assert texts(root, ".//bq") == ["Quoted", "Bare quote"]
    assert texts(root, ".//byline") == ["A", "B"]


def test_parameters_are_strings_and_no_expressions() -> None:
    hostile = "' or /article \" <p>&amp;"
    root = rendered(replace(TRANSLATION, notice=hostile))
    assert texts(root, ".//note") == [hostile]


STYLESHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl">
  <xsl:template match="/">{}</xsl:template></xsl:stylesheet>"""


def apply(template: str) -> bytes:
    stylesheet = load_stylesheet(STYLESHEET.format(template).encode(), "house.xsl")
    return transform(stylesheet, ORIGINAL.root, {}, "house.xsl")


def test_a_stylesheet_makes_what_it_says() -> None:
    assert apply('<t><xsl:value-of select="//h1"/></t>').endswith(
        b"<t>Kazakhstan and Xinjiang</t>\n"
    )


def test_a_stylesheet_cannot_read_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret>told</secret>")
    with pytest.raises(
        ToolkitError, match=r"^house.xsl:3: error: the stylesheet cannot be applied"
    ):
        apply(f"<t><xsl:copy-of select=\"document('{secret.as_uri()}')\"/></t>")


def test_a_stylesheet_cannot_write_files(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    with pytest.raises(ToolkitError, match="cannot be applied"):
        apply(f'<exsl:document href="{target}"><t/></exsl:document>')
    assert not target.exists()


def test_a_stylesheet_cannot_ask_the_network() -> None:
    with pytest.raises(ToolkitError, match="cannot be applied"):
        apply("<t><xsl:copy-of select=\"document('http://127.0.0.1:9/a.xml')\"/></t>")


def test_a_stylesheet_cannot_include_files(tmp_path: Path) -> None:
    other = tmp_path / "other.xsl"
    other.write_text(STYLESHEET.format("<t/>"))
    including = STYLESHEET.replace("<xsl:template", f'<xsl:include href="{other}"/><xsl:template')
    with pytest.raises(ToolkitError, match="cannot be applied"):
        load_stylesheet(including.format("<t/>").encode(), "house.xsl")


def test_a_broken_stylesheet_is_named() -> None:
    with pytest.raises(ToolkitError, match=r"^house.xsl:1: error"):
        load_stylesheet(b"<xsl/>", "house.xsl")


def test_a_day_is_not_needed() -> None:
    root = rendered(replace(TRANSLATION, metadata=Metadata()))
    assert texts(root, ".//dateline") == []


def test_tags_are_keywords_in_their_language() -> None:
    root = rendered(UYGHUR_RICH)
    assert values(root, ".//keyword", "key") == ["Asylum", "Границы"]
    assert values(root, ".//keyword", XML_LANG) == [None, "ru"]
    assert "Asylum" not in texts(root, ".//abstract/p")


def test_tags_without_a_translation_are_in_the_sources_words() -> None:
    metadata = replace(TRANSLATION.metadata, tags=("Asylum",))
    root = rendered(replace(TRANSLATION, metadata=metadata))
    assert values(root, ".//keyword", XML_LANG) == ["en"]


def test_where_it_was_first_published_is_said() -> None:
    metadata = replace(TRANSLATION.metadata, canonical="https://other.example/a")
    root = rendered(replace(TRANSLATION, metadata=metadata))
    assert values(root, ".//meta[@name='canonical']", "content") == ["https://other.example/a"]


def test_an_id_that_stands_twice_stands_once() -> None:
    found = [str(each.get("id")) for each in rendered(ENGLISH_RICH).iter() if each.get("id")]
    assert len(found) == len(set(found))
    assert "7 no" not in found


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<t>\n<xsl:value-of select='$nope'/></t>", 4, "Variable 'nope' has not been declared"),
        ("\n\n<xsl:value-of select='f('/>", 5, "Invalid expression|Unregistered function"),
        ("<xsl:value-of select='none(1)'/>", 3, "Unregistered function"),
        ("\n<xsl:call-template name='none'/>", 4, "template 'none' was not found"),
        ("<xsl:bogus/>", 3, "XSLT 1.0 has no “bogus”"),
        ("<xsl:for-each-group select='a'/>", 3, "XSLT 1.0 has no “for-each-group”"),
        ("<xsl:apply-templates select='/'/>", 3, "infinite template recursion"),
    ],
)
def test_an_error_tells_the_line(template: str, line: int, message: str) -> None:
    with pytest.raises(ToolkitError, match=rf"^house.xsl:{line}: error: .*(?:{message})"):
        apply(template)


def test_a_stylesheet_may_stop_with_a_message() -> None:
    with pytest.raises(ToolkitError, match=r"^house.xsl: error: .*: no headline\."):
        apply("<xsl:message terminate='yes'>no headline</xsl:message>")


def test_a_wrong_pattern_tells_the_line() -> None:
    with pytest.raises(ToolkitError, match=r"^house.xsl:3: error: .*failed to compile 'a\['"):
        load_stylesheet(STYLESHEET.replace('"/"', '"a["').format("<t/>").encode(), "house.xsl")


def with_parameter(parameter: str) -> bytes:
    text = STYLESHEET.format('<t><xsl:value-of select="$p"/></t>')
    return text.replace("<xsl:template", f"{parameter}<xsl:template").encode()


def test_a_parameter_that_is_not_given_is_an_error() -> None:
    with pytest.raises(ToolkitError, match=r"^house.xsl:3: error: .* a parameter “p”.*locale, "):
        load_stylesheet(with_parameter('<xsl:param name="p"/>'), "house.xsl")


def test_a_parameter_with_a_value_of_its_own_needs_none() -> None:
    data = with_parameter('<xsl:param name="p" select="\'house\'"/>')
    assert b"<t>house</t>" in render_own(ORIGINAL, data, "house.xsl", ".house.xml")


@pytest.mark.parametrize("name", PARAMETERS)
def test_an_own_stylesheet_is_given_every_parameter(name: str) -> None:
    data = with_parameter(f'<xsl:param name="{name}"/>').replace(b"$p", b"$" + name.encode())
    assert render_own(ORIGINAL, data, "house.xsl", ".house.xml").endswith(b"\n")


def test_an_own_stylesheet_knows_where_the_original_stands() -> None:
    data = with_parameter('<xsl:param name="original"/>').replace(b"$p", b"$original")
    assert b"../en/asylum.house.xml" in render_own(TRANSLATION, data, "house.xsl", ".house.xml")


def test_a_character_that_xml_has_not_is_left_out() -> None:
    root = rendered(replace(TRANSLATION, notice="a\x01b\ufffec"))
    assert texts(root, ".//note") == ["abc"]

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import (
    BARE,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    TRANSLATION,
    UYGHUR,
    article,
)
from toolkit.bcp47 import Locale
from toolkit.document import Metadata
from toolkit.editions.article import Article
from toolkit.editions.stylesheet import load_stylesheet, render_nitf, transform
from toolkit.errors import ToolkitError

MODEL = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "data/nitf/nitf-3.6.rng"))
NAMES = {"n": "http://iptc.org/std/NITF/2006-10-18/", "its": "http://www.w3.org/2005/11/its"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DIR = f"{{{NAMES['its']}}}dir"

# Every element that an article may hold, and some that it may not.
RICH = """<article><header><h1 id="h">A <em>bold</em> headline</h1><h2>Below it</h2>
<p class="standfirst">First <a href="https://a.example/?b&amp;c">link</a>.</p><p>Second.</p>
<p class="byline"><span class="author">A</span> and <span class="author">B</span></p></header>
<div class="body">Loose text<h2 id="s">Section</h2><p>A<br/>b <q>c</q> <span lang="ru" dir="ltr"
>да</span> <b>d</b> <code>e</code> <img src="f.png" alt="f"/></p><blockquote><p>Quoted</p>
</blockquote><blockquote>Bare quote</blockquote><ul><li>One <i>i</i></li><li><p>Two</p></li></ul>
<ol><li>Three</li></ol><dl><dt>Term</dt><dd>What it is</dd></dl><figure id="f"><img src="a.jpg"
alt="A view"/><figcaption>A caption</figcaption></figure><figure><p>No image</p></figure>
<pre>  kept\n  so</pre><table><caption>T</caption><thead><tr><th>H</th></tr></thead><tbody><tr>
<td colspan="2">D</td></tr></tbody></table><section><p>Inner</p><hr/></section><video>Odd</video>
<!-- no --><?no no?></div>
<footer><p id="n1">One note.</p><p id="n2">Another.</p></footer></article>"""


def rendered(each: Article) -> etree._Element:
    root = etree.fromstring(render_nitf(each))
    MODEL.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(each.xpath("string()")).split()) for each in root.iterfind(path, NAMES)]


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.iterfind(path, NAMES)]


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE])
def test_an_edition_is_valid_nitf(each: Article) -> None:
    MODEL.assertValid(etree.fromstring(render_nitf(each)))


@pytest.mark.parametrize(
    "content",
    [
        '<nitf xmlns="{n}" dir="rtl"><body/></nitf>',
        '<nitf xmlns="{n}"><body><body.end/><body.head/></body></nitf>',
        '<nitf xmlns="{n}"><body><body.content>loose</body.content></body></nitf>',
        '<nitf xmlns="{n}"><body><body.content><h2/></body.content></body></nitf>',
        '<nitf xmlns="{n}"><body><hl1/></body></nitf>',
        '<nitf xmlns="{n}"><head><revision-history norm="today"/></head><body/></nitf>',
        "<nitf><body/></nitf>",
    ],
)
def test_the_model_refuses_what_is_no_nitf(content: str) -> None:
    assert not MODEL.validate(etree.fromstring(content.format(n=NAMES["n"])))


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
    assert texts(root, "n:head/n:title") == ["Қазақстан және Шыңжаң"]
    assert values(root, ".//n:doc-id", "id-string") == ["kk/asylum"]
    assert values(root, ".//n:doc-id", "regsrc") == ["Newsroom"]
    assert values(root, ".//n:date.issue", "norm") == ["20210222T000000+0000"]


def test_a_translation_names_its_original() -> None:
    assert values(rendered(TRANSLATION), ".//n:meta", "content") == ["../en/asylum.xml", "en"]


def test_a_translation_on_a_known_site_has_its_originals_whole_address() -> None:
    root = rendered(replace(TRANSLATION, site=PUBLIC))
    assert values(root, ".//n:meta[@name='translation-of']", "content") == [
        "https://news.example/en/asylum.xml"
    ]


def test_the_original_is_no_translation() -> None:
    root = rendered(ORIGINAL)
    assert texts(root, ".//n:meta") == texts(root, ".//n:ed-msg") == []


def test_a_change_of_meaning_is_a_revision() -> None:
    metadata = replace(ORIGINAL.metadata, updated=ORIGINAL.metadata.date)
    root = rendered(replace(ORIGINAL, metadata=metadata))
    assert values(root, ".//n:revision-history", "norm") == ["20210222T000000+0000"]


def test_headline_byline_date_and_abstract_stand_in_the_bodys_head() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, ".//n:hedline/n:hl1") == ["Қазақстан және Шыңжаң"]
    assert texts(root, ".//n:byline/n:person") == ["Крис Риклтон"]
    assert texts(root, ".//n:dateline/n:story.date") == ["2021 ж. 22 ақпан"]
    assert texts(root, ".//n:abstract/n:p") == ["Қауіпсіз мекен емес."]


def test_paragraphs_rules_and_the_note_keep_their_order() -> None:
    root = rendered(TRANSLATION)
    block = root.find("n:body/n:body.content/n:block", NAMES)
    assert block is not None
    assert [etree.QName(each).localname for each in block] == ["p", "hr", "p"]
    assert texts(root, ".//n:body.end/n:tagline") == ["Ол Алматыда тұрады."]


def test_every_unit_keeps_its_identifier() -> None:
    found = [each.get("id") for each in rendered(TRANSLATION).iter() if each.get("id")]
    assert sorted(map(str, found)) == [f"p-{number}" for number in range(1, 7)]


def test_an_untranslated_passage_says_its_language() -> None:
    (passage,) = rendered(RIGHT_TO_LEFT).iterfind(".//n:p[@class='untranslated']", NAMES)
    assert (passage.get(XML_LANG), passage.get(DIR)) == ("en", "ltr")


def test_an_unfinished_translation_tells_the_editors() -> None:
    (info,) = values(rendered(TRANSLATION), ".//n:ed-msg", "info")
    assert str(info).endswith("Аударылған үзінділер: 5, барлығы: 6.")


def test_the_sites_notice_is_an_editors_note() -> None:
    root = rendered(replace(TRANSLATION, notice="Тексерілмеген."))
    assert texts(root, ".//n:note[@noteclass='editorsnote']") == ["Тексерілмеген."]


def test_an_article_without_anything_but_text_has_only_that() -> None:
    root = rendered(BARE)
    assert texts(root, ".//n:body.head/*") == texts(root, ".//n:body.end") == []
    assert texts(root, ".//n:p") == ["Only this."]


def test_an_untranslated_headline_marks_the_title() -> None:
    xml = UYGHUR.replace('<h1 id="p-1">', '<h1 class="untranslated" lang="en" dir="ltr">')
    assert values(rendered(article(xml, Locale("ug"))), "n:head/n:title", XML_LANG) == ["en"]


def test_a_rich_article_is_valid_and_loses_no_text() -> None:
    root = rendered(article(RICH, Locale("en")))
    visible = " ".join(root.itertext())
    words = [word for text in etree.fromstring(RICH).itertext("*") for word in text.split()]
    assert [word for word in words if word not in visible] == ["and"]  # between two authors


def test_links_lists_media_and_tables_become_nitfs() -> None:
    root = rendered(article(RICH, Locale("en")))
    assert values(root, ".//n:a", "href") == ["https://a.example/?b&c"]
    assert texts(root, ".//n:li") == ["One i", "Two", "Three"]
    assert values(root, ".//n:media-reference", "source") == ["a.jpg"]
    assert texts(root, ".//n:media-caption") == ["A caption"]
    assert texts(root, ".//n:td") == ["D"]
    assert texts(root, ".//n:bq") == ["Quoted", "Bare quote"]
    assert texts(root, ".//n:byline") == ["A", "B"]


def test_parameters_are_strings_and_no_expressions() -> None:
    hostile = "' or /article \" <p>&amp;"
    root = rendered(replace(TRANSLATION, notice=hostile))
    assert texts(root, ".//n:note") == [hostile]


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
    with pytest.raises(ToolkitError, match=r"^house.xsl: error: the stylesheet cannot be applied"):
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
    with pytest.raises(ToolkitError, match=r"^house.xsl: error"):
        load_stylesheet(b"<xsl/>", "house.xsl")


def test_a_day_is_not_needed() -> None:
    root = rendered(replace(TRANSLATION, metadata=Metadata()))
    assert texts(root, ".//n:dateline") == []

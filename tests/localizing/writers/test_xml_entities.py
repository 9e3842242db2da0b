"""Editions of XML that refers to entities: each is written back as it was."""

import pytest

from tests.documents import KK, localized, messages, read
from toolkit.catalog.po import Entry
from toolkit.localizing.writers.own_format import render_own_format

ELSEWHERE = """<!DOCTYPE doc SYSTEM "doc.dtd">
<doc xmlns:its="http://www.w3.org/2005/11/its" xml:lang="en"><its:rules version="2.0">
<its:translateRule selector="//p/@title" translate="yes"/></its:rules>
<p title="About &product;">The &product; is new.</p><p>Old.</p></doc>
"""
XHTML = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head><title>A</title></head>
<body><p title="caf&eacute;">A caf&eacute;&nbsp;&mdash; R&amp;D</p></body></html>
"""
MARKED = """<!DOCTYPE article [
<!ENTITY tool "<application>Widget</application>">
<!ENTITY version "2.0">
]>
<article lang="en"><para>Use &tool; &version; now.</para></article>
"""


DOCBOOK = MARKED.replace(
    "<!DOCTYPE article [",
    '<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "http://example.org/d.dtd" [\n'
    '<!ENTITY chapter SYSTEM "chapter.xml">',
).replace("now.</para>", "now&mdash;so.</para>&chapter;")


def written(source: str, path: str, translations: dict[str, str]) -> str:
    document = read(source, path)
    texts = [
        each.read_translation(translations[each.message]) if each.message in translations else None
        for each in document.units
    ]
    return render_own_format(document, texts, KK).decode()


@pytest.mark.parametrize("source", [ELSEWHERE, XHTML, MARKED, DOCBOOK])
def test_without_translations_every_byte_stays(source: str) -> None:
    document = read(source, "a.xml")
    assert render_own_format(document, [None] * len(document.units), KK).decode() == source


def test_a_document_type_at_an_address_hides_no_markup_of_entities() -> None:
    assert messages(read(DOCBOOK, "a.xml")) == ["Use <tool1/> 2.0 now—so."]
    made = written(DOCBOOK, "a.xml", {"Use <tool1/> 2.0 now—so.": "Қазір <tool1/> 2.0!"})
    assert "<para>Қазір &tool; 2.0!</para>&chapter;</article>" in made


def test_an_entity_of_another_file_is_a_code() -> None:
    document = read(ELSEWHERE, "a.xml")
    assert messages(document) == ["About &product;", "The <product1/> is new.", "Old."]
    assert document.units[1].legend == ("<product1> = &product;",)


def test_an_entity_of_another_file_is_editionback() -> None:
    said = {
        "About &product;": "&product; & <b>",
        "The <product1/> is new.": "Жаңа <product1/>!",
    }
    made = written(ELSEWHERE, "a.xml", said)
    assert '<p title="&product; &amp; &lt;b&gt;">Жаңа &product;!</p>' in made


def test_characters_of_a_known_document_type_are_text_and_entities_again() -> None:
    assert messages(read(XHTML, "a.xhtml")) == ["A", "café", "A café\xa0— R&D"]
    said = {"café": "кафе é", "A café\xa0— R&D": "Кафе\xa0— é & ә"}
    made = written(XHTML, "a.xhtml", said)
    assert '<p title="кафе &eacute;">Кафе&nbsp;&mdash; &eacute; &amp; ә</p>' in made


def test_an_entity_with_elements_is_a_code_that_tells_what_it_holds() -> None:
    (unit,) = read(MARKED, "a.xml").units
    assert unit.message == "Use <tool1/> 2.0 now."
    assert unit.legend == ("<tool1> = &tool;, <application>Widget</application>",)
    made = written(MARKED, "a.xml", {"Use <tool1/> 2.0 now.": "Енді <tool1/> 2.0."})
    assert "<para>Енді &tool; 2.0.</para>" in made


def test_a_comment_keeps_its_place_by_a_catalog_without_codes_for_comments() -> None:
    source = (
        '<section xmlns="http://docbook.org/ns/docbook"><para>One <!-- a --><emphasis>two'
        "</emphasis> three.</para></section>"
    )
    entry = Entry(
        msgid="One <emphasis>two</emphasis> three.", msgstr="Бір, үш <emphasis>екі</emphasis>."
    )
    made = localized(read(source, "a.xml"), entry)
    texts = [each.target for each in made.passages]
    edition = render_own_format(made.document, texts, KK).decode()
    assert "Бір, үш <!-- a --><emphasis>екі</emphasis>.</para>" in edition

"""Where XML vocabularies themselves say what was put right in a document."""

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import ORIGINAL
from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Correction
from toolkit.editions.xml.correction_places import put_in_place
from toolkit.editions.xml.stylesheet import (
    render_docbook,
    render_newsml,
    render_nitf,
    render_tei,
)

DATA = Path(__file__).parents[2] / "data"
DOCBOOK = Path("/usr/share/xml/docbook/schema/rng/5.0/docbook.rng")
NOTES = (
    Correction(dt.date(2026, 3, 9), "The river is <the> “Ili” & no other.", Locale("en")),
    Correction(dt.date(2026, 3, 8), "ئىلى", Locale("ug")),
)
ILI = "The river is <the> “Ili” & no other."
FORMS = {
    "nitf": (render_nitf, DATA / "nitf" / "nitf-3.6.rng"),
    "newsml": (render_newsml, DATA / "newsml" / "newsitem-2.33.rng"),
    "docbook": (render_docbook, DOCBOOK),
    "tei": (render_tei, DATA / "tei" / "tei-p5.rng"),
}


def placed(document: str | bytes) -> etree._Element:
    data = document.encode() if isinstance(document, str) else document
    told = put_in_place(data, "a.xml", NOTES)
    assert told is not None
    return etree.fromstring(told)


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


@pytest.mark.parametrize("form", FORMS)
def test_a_document_stays_valid(form: str) -> None:
    render, schema = FORMS[form]
    if not schema.is_file():
        pytest.skip("NOT TESTED: the schema is missing; apt-get install docbook5-xml")
    model, document = etree.RelaxNG(etree.parse(schema)), render(ORIGINAL)
    model.assertValid(etree.fromstring(document))
    model.assertValid(placed(document))


@pytest.mark.parametrize("form", FORMS)
def test_all_else_keeps_its_bytes(form: str) -> None:
    document = FORMS[form][0](ORIGINAL)
    told = put_in_place(document, "a.xml", NOTES) or b""
    start = next(at for at, byte in enumerate(document) if told[at] != byte)
    assert told.startswith(document[:start])
    assert told.endswith(document[start:])


def test_nitf_has_a_correction_each() -> None:
    root = placed("<nitf><head><docdata><doc-id/></docdata></head><body/></nitf>")
    assert texts(root, "head/docdata/correction/@info") == [
        f"2026-03-09: {ILI}",
        "2026-03-08: ئىلى",
    ]


def test_newsml_has_a_note_each_before_what_comes_later() -> None:
    root = placed(
        '<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:itemMeta>'
        "<n:itemClass/><n:edNote>1</n:edNote><n:signal/></n:itemMeta></n:newsItem>"
    )
    names = [etree.QName(each).localname for each in root[0]]
    assert names == ["itemClass", "edNote", "edNote", "edNote", "signal"]
    assert texts(root, "//*/@dir") == ["ltr", "rtl"]


def test_docbook_gets_a_history() -> None:
    root = placed(
        '<article xmlns="http://docbook.org/ns/docbook" version="5.0">'
        "<info><title>A</title></info><section><info><title>B</title></info></section></article>"
    )
    dates = texts(root, "*[1]/*[local-name()='revhistory']/*/*[local-name()='date']/text()")
    assert dates == ["2026-03-09", "2026-03-08"]
    assert texts(root, "//*[local-name()='revremark']/@xml:lang") == ["en", "ug"]


def test_a_history_that_is_there_goes_on() -> None:
    root = placed(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/><revisionDesc>'
        '<change when="2025-01-01">1</change></revisionDesc></teiHeader></TEI>'
    )
    assert texts(root, "//*[local-name()='change']/@when") == [
        "2026-03-09",
        "2026-03-08",
        "2025-01-01",
    ]


JATS = (
    "<article><front><article-meta><title-group><article-title>A</article-title></title-group>"
    "</article-meta>{}</front><body/></article>"
)
DITA = '<!DOCTYPE topic PUBLIC "-//OASIS//DTD DITA Topic//EN" "topic.dtd">\n'
RSS = (
    '<rss version="2.0"{}><channel><title>A</title><link/><description/>'
    "<item><title>B</title></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>A</title>{}'
    "<entry><title>B</title></entry></feed>"
)
MALLARD = '<page xmlns="http://projectmallard.org/1.0/" id="a">{}<title>A</title></page>'
MADE = {
    "docbook": (
        '<article xmlns="http://docbook.org/ns/docbook"><title>A</title><para/></article>',
        "*[2][local-name()='info']/*[local-name()='revhistory']/*/*[local-name()='revremark']",
    ),
    "docbook 4": (
        "<book><title>A</title><bookinfo><author/></bookinfo></book>",
        "bookinfo/revhistory/revision[revnumber][date]/revremark",
    ),
    "nitf without docdata": (
        "<nitf><head><title>A</title></head><body/></nitf>",
        "head/*[2][local-name()='docdata']/correction/@info",
    ),
    "nitf without head": ("<nitf><body/></nitf>", "*[1]/docdata/correction/@info"),
    "dita": (
        f'{DITA}<topic id="a"><title>A</title><shortdesc/><body/></topic>',
        "*[3][local-name()='prolog']/data[@name='correction']",
    ),
    "dita with prolog": (
        f'{DITA}<topic id="a"><title>A</title><prolog><metadata/></prolog></topic>',
        "prolog/metadata/following-sibling::data",
    ),
    "jats": (JATS.format(""), "front/notes[@notes-type='correction']/p"),
    "mallard": (
        MALLARD.format("<info><desc>B</desc></info>"),
        "*[1]/*[local-name()='revision'][@date]/*[local-name()='desc']",
    ),
    "mallard without info": (MALLARD.format(""), "*[1]/*/*[local-name()='desc']"),
    "rss": (RSS.format(""), "channel/item[position() < 3][guid][pubDate]/title"),
    "atom": (
        ATOM.format("<author><name>A</name></author>"),
        "*[local-name()='entry'][position() < 3]/*[local-name()='content']",
    ),
}


@pytest.mark.parametrize("kind", MADE)
def test_each_vocabulary_has_its_place(kind: str) -> None:
    document, path = MADE[kind]
    root = placed(document)
    found = [each if isinstance(each, str) else each.text for each in root.xpath(path)]
    assert [ILI in found[0], "ئىلى" in found[1], len(found)] == [True, True, 2]


def test_a_correction_that_is_read_alone_says_what_it_is() -> None:
    (title, other) = texts(placed(RSS.format("")), "channel/item[guid]/title/text()")
    assert title.startswith("Correction: ")
    assert other.startswith("تۈزىتىش: ")


def test_notes_of_corrections_that_are_there_go_on() -> None:
    notes = '<notes notes-type="correction"><p>1</p></notes>'
    root = placed(JATS.format(notes))
    assert len(texts(root, "front/notes/p/text()")) == 3


@pytest.mark.parametrize(
    "document",
    [
        "<nitf><head/><body/></nitf>",
        "<nitf><head><docdata/></head></nitf>",
        '<nitf xmlns="urn:other"><head><docdata></docdata></head></nitf>',
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><link/></itemMeta></newsItem>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><revisionDesc/></teiHeader></TEI>',
        "<topic><title>A</title></topic>",
        "<article><title>A</title></article>",
        JATS.format("<notes><p>B</p></notes>"),
        RSS.format(' xmlns:wp="http://wordpress.org/export/1.2/"'),
        ATOM.format(""),
        MALLARD.format("<info/>"),
    ],
)
def test_a_document_without_a_place_has_none(document: str) -> None:
    assert put_in_place(document.encode(), "a.xml", NOTES) is None


def test_a_document_keeps_its_charset() -> None:
    head = "<head><docdata>Я</docdata></head>"
    text = f'<?xml version="1.0" encoding="windows-1251"?>\n<nitf>{head}</nitf>'
    told = put_in_place(text.encode("cp1251"), "a.xml", NOTES) or b""
    assert "Я".encode("cp1251") in told
    assert "ئىلى" in texts(etree.fromstring(told), "//@info")[1]

import pytest

from tests.documents import page, read
from toolkit.document.model import Document

DOCBOOK = "http://docbook.org/ns/docbook"
MALLARD = "http://projectmallard.org/1.0/"
TEI = "http://www.tei-c.org/ns/1.0"


def above(document: Document, message: str) -> tuple[str, ...]:
    return next(unit.headings for unit in document.units if unit.message == message)


@pytest.mark.parametrize("namespace", ["", f' xmlns="{DOCBOOK}"'])
def test_sections_of_docbook_have_their_titles(namespace: str) -> None:
    document = read(
        f"<article{namespace}><title>A</title><para>0</para>"
        "<section><info><title>B</title></info><para>1</para>"
        "<section><title>C</title><para>2</para></section><para>3</para></section>"
        "<section><title>D</title><para>4</para></section></article>",
        "a.xml",
    )
    told = [above(document, text) for text in "01234"]
    assert told == [(), ("B",), ("B", "C"), ("B",), ("D",)]


def test_a_title_is_not_above_itself() -> None:
    source = "<article><title>A</title><section><title>B</title><para>1</para></section></article>"
    assert above(read(source, "a.xml"), "B") == ()


def test_sections_of_mallard_have_their_titles() -> None:
    document = read(
        f'<page xmlns="{MALLARD}" id="a"><title>A</title><section><info>'
        '<title type="link">L</title></info><title>B</title><p>1</p></section></page>',
        "a.page",
    )
    assert above(document, "1") == ("B",)


def test_sections_of_dita_have_their_titles() -> None:
    document = read(
        '<topic id="a"><title>A</title><body><section><title>B</title><p>1</p></section><p>2</p>'
        '</body><topic id="b"><title>C</title><body><p>3</p></body></topic></topic>',
        "a.dita",
    )
    assert [above(document, text) for text in "123"] == [("B",), (), ("C",)]


def test_divisions_of_tei_have_their_heads() -> None:
    document = read(
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>A</title><author>N</author>'
        "</titleStmt></fileDesc></teiHeader><text><body><div><head>B</head><p>1</p></div>"
        "<p>2</p></body></text></TEI>",
        "a.tei",
    )
    assert [above(document, text) for text in "N12"] == [(), ("B",), ()]


def test_headings_of_nitf_stand_between_paragraphs() -> None:
    document = read(
        "<nitf><body><body.head><hedline><hl1>A</hl1><hl2>S</hl2></hedline></body.head>"
        "<body.content><p>1</p><hl2>B</hl2><p>2</p></body.content></body></nitf>",
        "a.nitf",
    )
    assert [above(document, text) for text in "12"] == [(), ("B",)]


def test_headings_of_html_stand_between_paragraphs() -> None:
    document = page("<h1>A</h1><h2>B</h2><h3>C</h3><p>1</p><h2>D</h2><p>2</p>")
    assert [above(document, text) for text in "12"] == [("B", "C"), ("D",)]


def test_a_page_is_not_headed_by_its_title() -> None:
    document = read(
        "<!doctype html><head><title>T</title><meta name=description content=D></head><p>1</p>",
        "a.html",
    )
    assert above(document, "D") == ()

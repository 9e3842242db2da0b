"""The parsers' door: nothing fetched, nothing lost unseen, and spans that hold each element."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.laws import examples
from toolkit.base.errors import ToolkitError
from toolkit.base.markup import (
    MAX_BYTES,
    Span,
    attribute_items,
    parse_html,
    parse_xml,
    qualified,
)
from toolkit.base.markup.xml import spans

LAW = examples(150)

NAMES = st.sampled_from(["a", "b", "x-y", "ә1", "_z.1"])
TEXTS = st.text("ab ә\n>\"'/", max_size=6) | st.sampled_from(
    ["&lt;", "&#x4d9;", "<!-- <a> -->", "<![CDATA[</b>]]>", "<?pi <a/> ?>", "\r\n", "\t"]
)
VALUES = st.text("ab ә>/'\n", max_size=5).map(lambda value: f'"{value}"') | st.text(
    'a>/"', max_size=5
).map(lambda value: f"'{value}'")
SPACES = st.sampled_from(["", " ", "\n", "\r\n  "])


@st.composite
def start_tags(draw: st.DrawFn, name: str) -> str:
    attributes = "".join(
        f" {key}{draw(SPACES)}={draw(SPACES)}{draw(VALUES)}"
        for key in draw(st.lists(NAMES, unique=True, max_size=2))
    )
    return f"<{name}{attributes}{draw(SPACES)}"


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(NAMES)
    tag = draw(start_tags(name))
    if draw(st.booleans()) or depth == 0:
        return draw(st.sampled_from([f"{tag}/>", f"{tag}></{name}>", f"{tag}>x</{name} >"]))
    inner = draw(st.lists(TEXTS | elements(depth - 1), max_size=4))
    return f"{tag}>{''.join(inner)}</{name}{draw(SPACES)}>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Well-formed documents in encodings of one byte a character, and in UTF-8."""
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "windows-1251", "us-ascii"]))
    declared = "utf-8" if codec == "utf-8-sig" else codec
    head = draw(st.sampled_from(["", "\n<!DOCTYPE a>", "<!-- > -->\n", "<?pi <a>?>"]))
    root = draw(elements())
    if codec in {"windows-1251", "us-ascii"}:
        root = re.sub(r"ә1?", "e", root)
    text = f'<?xml version="1.0" encoding="{declared}"?>{head}{root}\n<!-- end -->'
    return text.encode(codec)


def found(data: bytes) -> list[tuple[etree._Element, Span]]:
    tree = parse_xml(data, "x.xml")
    pairs = zip(tree.getroot().iter(etree.Element), spans(data, "x.xml"), strict=True)
    return [(element, span) for element, span in pairs if span is not None]


def canonical(element: etree._Element) -> bytes:
    alone = deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, method="c14n")


def standing_alone(data: bytes, source: bytes) -> etree._Element:
    """Parse a stretch of a document in the document's own encoding."""
    declaration = re.match(rb"(?:\xef\xbb\xbf)?(<\?xml[^>]*\?>)", source)
    assert declaration is not None
    return etree.fromstring(declaration[1] + data)


# --- spans


@LAW
@given(documents())
def test_every_element_has_a_span_in_document_order(data: bytes) -> None:
    starts = [span.start for _, span in found(data)]
    assert len(starts) == len(list(parse_xml(data, "x.xml").getroot().iter(etree.Element)))
    assert starts == sorted(set(starts))


@LAW
@given(documents())
def test_a_span_holds_its_element(data: bytes) -> None:
    for element, span in found(data):
        alone = standing_alone(data[span.start : span.end], data)
        assert canonical(alone) == canonical(element)


@pytest.mark.slow
@LAW
@given(documents())
def test_a_content_span_holds_what_is_inside(data: bytes) -> None:
    for element, span in found(data):
        inside = b"<r>" + data[span.content_start : span.content_end] + b"</r>"
        alone = standing_alone(inside, data)
        assert [each.tag for each in alone.iter()][1:] == [each.tag for each in element.iter()][1:]
        assert "".join(map(str, alone.itertext())) == "".join(map(str, element.itertext()))


@pytest.mark.slow
@LAW
@given(documents())
def test_a_span_says_its_line_and_column(data: bytes) -> None:
    codec = "windows-1251" if b'"windows-1251"' in data else "utf-8-sig"
    for _, span in found(data):
        before = data[: span.start].decode(codec).replace("\r\n", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert (span.line, span.column) == (line, column)


def test_an_empty_element_ends_where_its_content_does() -> None:
    _, span = spans(b"<a><br /></a>", "x.xml")
    assert span == Span(3, 9, 9, 9, 1, 4)


def test_spans_of_broken_markup_name_the_place() -> None:
    with pytest.raises(ToolkitError, match=r"^x\.xml:2:6: error: mismatched tag\."):
        spans(b"<a>\n<b></a>", "x.xml")


# --- XML


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.xml:1:1: error: Document is empty"),
        (b"\xef\xbb\xbf", "x.xml:1:1: error: Start tag expected"),
        (b"text", "x.xml:1:1: error: Start tag expected"),
        (b"<a>\n<b></a>", "x.xml:2:8: error: Opening and ending tag mismatch"),
        (b"<a/><b/>", "x.xml:1:5: error: Extra content"),
        (b"<a>\0</a>", "x.xml:1:4: error: Invalid character"),
        (b"<a>\xff</a>", "x.xml:1:4: error: Invalid bytes"),
        (b"<x:a/>", "x.xml:1:5: error: Namespace prefix x on a is not defined"),
        (b"<a>&nbsp;</a>", "x.xml:1:10: error: Entity 'nbsp' not defined"),
        (b'<!DOCTYPE a SYSTEM "a.dtd"><a>&e;</a>', "error: Entity 'e' not defined"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "error: Unsupported encoding"),
        (b"<a>" * 300 + b"</a>" * 300, "error: Excessive depth in document: 256."),
    ],
)
def test_xml_that_is_wrong_names_the_place(data: bytes, message: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        parse_xml(data, "x.xml")
    assert message in str(caught.value)


def test_xml_fetches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><a>&e;</a>'.encode()
    with pytest.raises(ToolkitError, match="Entity 'e' not defined"):
        parse_xml(data, "x.xml")


def test_xml_entities_that_multiply_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 30}">' for n in range(6))
    data = f'<!DOCTYPE a [<!ENTITY e0 "{"x" * 100}">{entities}]><a>&e6;</a>'.encode()
    with pytest.raises(ToolkitError, match="amplification"):
        parse_xml(data, "x.xml")


def test_xml_keeps_cdata_and_internal_entities() -> None:
    root = parse_xml(b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;<![CDATA[<]]></a>', "x.xml").getroot()
    assert root.text == "x<"


@pytest.mark.parametrize("parse", [parse_xml, parse_html])
def test_a_file_too_large_is_refused(parse: object) -> None:
    assert callable(parse)
    with pytest.raises(ToolkitError, match=r"more than 67,108,864\."):
        parse(bytes(MAX_BYTES + 1), "x")


def test_an_error_in_a_hostile_name_keeps_its_order() -> None:
    with pytest.raises(ToolkitError) as caught:
        parse_xml(b"", "a\u202elmx.exe")
    assert str(caught.value).startswith(r"a\u202elmx.exe:1:1: error: ")


@pytest.mark.parametrize("number", [0, 1, 64, 65, 300])
def test_attributes_are_those_that_lxml_has_however_many(number: int) -> None:
    given = "".join(f' a{each}="{each} &lt;" x:a{each}=""' for each in range(number))
    root = etree.fromstring(f'<a xmlns:x="urn:x" xml:lang="kk"{given}/>')
    assert list(attribute_items(root)) == root.items()


def test_qualified_is_the_name_that_lxml_uses() -> None:
    name = qualified("http://www.w3.org/2005/11/its", "rules")
    assert etree.QName(name).localname == "rules"

"""XML sources: what they refer to by name, and ids that are not valid."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.base.errors import Severity, ToolkitError
from toolkit.base.markup import Entities, read_xml_document
from toolkit.base.markup.xml_document import XmlDocument

XHTML = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/x.dtd">'
DOCBOOK = '<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.2//EN" "docbookx.dtd"{}>'
OWN = "<!DOCTYPE a [{}]>"


def document(source: str) -> XmlDocument:
    return read_xml_document(source.encode(), "x.xml")


def shown(source: str) -> str:
    root = document(source).tree.getroot()
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (XHTML + "<p>caf&eacute;&nbsp;&hellip;</p>", "<p>café\xa0…</p>"),
        (XHTML + '<p title="caf&eacute;"/>', '<p title="café"/>'),
        (XHTML + "<p>&productname;</p>", "<p>&productname;</p>"),
        (DOCBOOK.format("") + "<p>a&mdash;b</p>", "<p>a—b</p>"),
        (DOCBOOK.format(" [<!ENTITY mdash 'x'>]") + "<p>&mdash;</p>", "<p>x</p>"),
        # Another file may say what `prod` is; letters and signs of punctuation are what they are.
        (
            DOCBOOK.format(' [<!ENTITY % e SYSTEM "e.ent">%e;]') + "<p>&prod; &eacute;&mdash;</p>",
            "<p>&prod; é—</p>",
        ),
        ('<!DOCTYPE a SYSTEM "a.dtd"><a>x &mdash; y</a>', "<a>x &mdash; y</a>"),
        ("<!DOCTYPE a><a>&product;</a>", "<a>&product;</a>"),
        (OWN.format('<!ENTITY e "x &amp; y">') + "<a>&e;</a>", "<a>x &amp; y</a>"),
        (OWN.format("<!ENTITY e '<b>x</b>'>") + "<a>&e;<c/></a>", "<a>&e;<c/></a>"),
        (OWN.format("<!ENTITY e '<b>x</b>'><!ENTITY f 'y&e;'>") + "<a>&f;</a>", "<a>&f;</a>"),
        (OWN.format('<!ENTITY e "x &elsewhere;">') + "<a>&e;</a>", "<a>&e;</a>"),
        (OWN.format("<!ENTITY % p '<!ENTITY e \"x\">'>%p;") + "<a>&e;</a>", "<a>&e;</a>"),
        (OWN.format("<!-- ]> \" --><!ENTITY e ']>'>") + "<a>&e;</a>", "<a>]&gt;</a>"),
        ("<!DOCTYPE a><a><!-- &e; --><![CDATA[&f;]]></a>", "<a><!-- &e; --><![CDATA[&f;]]></a>"),
        ('<!DOCTYPE a><a b="1 &e; 2">&amp;</a>', '<a b="1 &amp;e; 2">&amp;</a>'),
        ('<!DOCTYPE a><a b="x>y">&e;</a>', '<a b="x&gt;y">&e;</a>'),
    ],
)
def test_references_are_known_or_kept(source: str, expected: str) -> None:
    assert shown(source) == expected


def test_a_reference_to_nothing_is_an_error_without_a_document_type() -> None:
    with pytest.raises(ToolkitError, match=r"x\.xml:1:\d+: error: Entity 'nbsp' not defined"):
        document("<a>&nbsp;</a>")


def test_no_file_is_read_for_a_reference(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ent"
    secret.write_text("<!ENTITY e 'secret'>")
    uri = secret.as_uri()
    for inside in (
        f'<!ENTITY e SYSTEM "{uri}">',
        f'<!ENTITY % p SYSTEM "{uri}">%p;',
        f"<!ENTITY % p PUBLIC 'x' '{uri}'> %p;",
    ):
        assert shown(OWN.format(inside) + "<a>&e;</a>") == "<a>&e;</a>"
    assert shown(f'<!DOCTYPE a SYSTEM "{uri}"><a xml:id="i">&e;<b xml:id="i"/></a>').count("&e;")


@pytest.mark.parametrize("place", ["<a>&e6;</a>", '<a b="&e6;"/>'])
def test_entities_that_multiply_are_refused(place: str) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 30}">' for n in range(6))
    with pytest.raises(ToolkitError, match="amplification"):
        document(OWN.format(f'<!ENTITY e0 "{"x" * 100}">{entities}') + place)


def test_entities_that_refer_to_each_other_are_refused() -> None:
    with pytest.raises(ToolkitError, match="loop"):
        document(OWN.format('<!ENTITY e "&f;"><!ENTITY f "&e;">') + "<a>&e;</a>")


def test_elements_behind_references_have_their_places() -> None:
    source = OWN.format("<!ENTITY e '<b/><b/>'>") + '<a c="&x;">é&e;&long-name;<d/></a>'
    found = document(source)
    (d,) = found.tree.getroot().iter("d")
    span = found.spans[d]
    assert source.encode()[span.start : span.end] == b"<d/>"
    assert len(found.spans) == 2


def test_characters_are_written_by_the_references_of_the_document() -> None:
    entities = document(XHTML + '<p title="&product;">&eacute;</p>').entities
    assert entities == Entities({"é": "&eacute;"}, frozenset({"&product;"}))
    assert entities.in_text("é &amp;product;") == "&eacute; &amp;product;"
    assert entities.in_value("é &amp;product;") == "&eacute; &product;"


@pytest.mark.parametrize("ids", [("a", "a"), ("1 x", "b")])
def test_invalid_ids_are_not_fatal(ids: tuple[str, str]) -> None:
    found = document('<r><p xml:id="{}"/><p xml:id="{}"/></r>'.format(*ids))
    assert len(found.tree.getroot()) == 2
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("xml-id", Severity.WARNING)


def test_what_else_is_wrong_beside_ids_is_fatal() -> None:
    with pytest.raises(ToolkitError, match="tag mismatch"):
        document('<r><p xml:id="a"/><p xml:id="a"></r>')


@pytest.mark.parametrize(
    "source", ["", "\ufeff", "text", "<!DOCTYPE a [", "<!DOCTYPE a>", "<a>&e;"]
)
def test_what_is_no_document_is_told(source: str) -> None:
    with pytest.raises(ToolkitError, match=r"^x\.xml:1:\d+: error: "):
        document(source)


_NAMES = st.sampled_from(["eacute", "mdash", "product", "own", "marked", "lt"])
_PIECES = st.one_of(
    _NAMES.map(lambda name: f"&{name};"),
    _NAMES.map(lambda name: f'<b c="1 &{name if name != "marked" else "own"}; 2">x</b>'),
    st.sampled_from(["text ", "<!-- &no; -->", "<?pi &no;?>", "<![CDATA[<&no;>]]>", "<br/>", "é"]),
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_every_reference_is_there_once_and_every_element_has_its_place(body: str) -> None:
    declared = " [<!ENTITY own 'o'><!ENTITY marked '<i>m</i>'>]"
    source = (DOCBOOK.format(declared) + f"<p>{body}</p>").encode()
    found = read_xml_document(source, "x.xml")
    elements = list(found.tree.getroot().iter(etree.Element))
    for element in elements:
        span = found.spans[element]
        assert source[span.start :].decode().startswith(f"<{element.tag!s}")
    kept = [str(each.text) for each in found.tree.getroot().iter(etree.Entity)]
    outside = body.split("<b c=")
    assert all(name in body for name in kept)
    assert len(outside) - 1 == sum(each.tag == "b" for each in elements)

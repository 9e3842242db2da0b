import io
from collections.abc import Iterator

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import iterate_xml


def texts(data: bytes) -> Iterator[str]:
    return (each.text or "" for each in iterate_xml(io.BytesIO(data), "a.xml", "root", ("x", "y")))


def test_elements_come_in_their_order() -> None:
    assert list(texts(b"<root><x>1</x><z><y>2</y></z><x>3</x></root>")) == ["1", "2", "3"]


def test_elements_are_forgotten() -> None:
    data = b"<root>" + b"<x>1</x>" * 1000 + b"</root>"
    for element in iterate_xml(io.BytesIO(data), "a.xml", "root", ("x",)):
        parent = element.getparent()
        assert parent is not None
        assert parent.index(element) <= 1


@pytest.mark.slow
def test_a_long_document_keeps_its_lines() -> None:
    data = b"<root>" + b"\n<x/>" * 70_000 + b"\n<x></root>"
    with pytest.raises(ToolkitError) as raised:
        list(texts(data))
    assert str(raised.value).startswith("a.xml:70002:")


def test_another_document_is_refused_at_once() -> None:
    found = texts(b"\n<html><x>1</x></html>")
    with pytest.raises(
        ToolkitError, match=r"a\.xml:2:1: error: the document's first element is “html”"
    ):
        next(found)


def test_a_document_type_may_be_named() -> None:
    assert list(texts(b'<!DOCTYPE root SYSTEM "no.dtd"><root><x>1</x></root>')) == ["1"]


def test_entities_may_not_be_declared() -> None:
    with pytest.raises(ToolkitError, match="declares entities"):
        list(texts(b'<!DOCTYPE root [<!ENTITY e "1">]><root><x>&e;</x></root>'))


@pytest.mark.parametrize("entity", ['e SYSTEM "file:///etc/hostname"', '% e "1"'])
def test_other_entities_are_not_even_read(entity: str) -> None:
    with pytest.raises(ToolkitError, match="Entity 'e' not defined"):
        list(texts(f"<!DOCTYPE root [<!ENTITY {entity}>]><root><x>&e;</x></root>".encode()))


def test_an_entity_that_nobody_declared_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="Entity 'e' not defined"):
        list(texts(b'<!DOCTYPE root SYSTEM "no.dtd"><root><x>1 &e; 2</x></root>'))


@pytest.mark.parametrize("item", ["<a:item/>", "<item a:name='x'/>", "<item><a:b>x</a:b></item>"])
def test_a_prefix_that_nobody_declares_is_an_error_with_its_line(item: str) -> None:
    with pytest.raises(ToolkitError, match=r"x\.xml:2:1: error: the prefix “a” of “a:\w+”"):
        list(iterate_xml(io.BytesIO(f"<list>\n{item}</list>".encode()), "x.xml", "list", {"item"}))


def test_a_namespace_that_holds_a_brace_is_another_documents() -> None:
    with pytest.raises(ToolkitError, match="the document's first element is “root”, not “root”"):
        list(texts(b'<root xmlns="}urn:x"><x>1</x></root>'))

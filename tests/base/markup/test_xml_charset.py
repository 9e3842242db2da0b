"""An XML document's charset: read as it declares it, and written so that it is still true."""

from collections.abc import Callable

import pytest
from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import UTF8, parse_page, read_xml, write_xml

DECLARED = '<?xml version="1.0" encoding="{}"?><a>{}</a>'


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1251", "cp1251"), ("ISO-8859-5", "iso8859-5"), ("KOI8-R", "koi8-r")],
)
def test_a_document_goes_back_into_the_charset_that_it_declares(charset: str, codec: str) -> None:
    data = DECLARED.format(charset, "Мир").encode(codec)
    text, found = read_xml(data, "a.xml")
    assert "Мир" in text.decode()
    assert write_xml(text, found, html=False) == data


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("padding", [0, 300])
def test_utf_16_is_told_by_its_first_bytes_and_goes_back(
    codec: str, mark: str, padding: int
) -> None:
    declared = DECLARED.replace(" enc", f"{' ' * padding} enc").format("UTF-16", "Мир")
    data = f"{mark}{declared}".encode(codec)
    text, found = read_xml(data, "a.xml")
    assert (found.name, "Мир" in text.decode()) == ("utf-16", True)
    assert write_xml(text, found, html=False) == data


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("read", [read_xml, parse_page])
def test_utf_32_is_refused_by_its_name(codec: str, read: Callable[[bytes, str], object]) -> None:
    with pytest.raises(ToolkitError, match="the file is UTF-32"):
        read(DECLARED.format("UTF-32", "a").encode(codec), "a.xml")


def test_a_document_that_declares_nothing_is_written_as_it_is() -> None:
    data = "<a>Мир</a>".encode()
    assert read_xml(data, "a.xml") == (data, UTF8)
    assert write_xml(data, UTF8, html=False) == data


@pytest.mark.parametrize("declared", ["UTF-8", "utf-8"])
def test_a_declaration_of_utf_8_keeps_its_letters(declared: str) -> None:
    data = DECLARED.format(declared, "Мир").encode()
    assert write_xml(data, UTF8, html=False) == data


def test_what_a_charset_lacks_is_a_reference() -> None:
    text, found = read_xml(DECLARED.format("windows-1251", "a").encode(), "a.xml")
    written = write_xml(text.replace(b">a<", ">Ә<".encode()), found, html=False)
    assert written == DECLARED.format("windows-1251", "&#1240;").encode()


@pytest.mark.parametrize("name", ["Big5", "Big5-HKSCS", "GB18030", "KOI8-U"])
def test_what_readers_of_xml_read_otherwise_than_browsers_is_a_reference(name: str) -> None:
    words = "ˍ╴￣ ～‧￥ Ўў \u3000．"
    text, found = read_xml(DECLARED.format(name, "a").encode(), "a.xml")
    written = write_xml(text.replace(b">a<", f">{words}<".encode()), found, html=False)
    assert etree.fromstring(written).text == words


def test_where_no_reference_can_stand_the_document_becomes_utf_8_and_says_so() -> None:
    text, found = read_xml(DECLARED.format("windows-1251", "a").encode(), "a.xml")
    written = write_xml(text.replace(b">a<", "><!--Ә--><".encode()), found, html=False)
    assert written == DECLARED.format("UTF-8", "<!--Ә-->").encode()


@pytest.mark.parametrize("name", ["nosuch", "utf-7", "idna", "unicode_escape", "hex", "cp037"])
def test_a_charset_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ToolkitError, match=f"declares “{name}”, which is unknown"):
        read_xml(DECLARED.format(name, "a").encode(), "a.xml")


def test_bytes_that_contradict_their_mark_are_refused() -> None:
    with pytest.raises(ToolkitError, match="windows-1251"):
        read_xml(b"\xef\xbb\xbf" + DECLARED.format("windows-1251", "a").encode(), "a.xml")


def test_a_byte_that_the_charset_lacks_is_named_with_its_place() -> None:
    data = DECLARED.format("ISO-8859-6", "\n  ").encode() + b"\xa1"
    with pytest.raises(ToolkitError, match=r"^a\.xml:2:7: error: byte 0xa1 is not in ISO-8859-6"):
        read_xml(data, "a.xml")


@pytest.mark.parametrize("name", ["utf8", "UTF8", "u8"])
def test_another_name_of_utf_8_is_read_as_it_and_becomes_the_right_one(name: str) -> None:
    data, charset = read_xml(DECLARED.format(name, "Мир").encode(), "a.xml")
    assert charset == UTF8
    assert write_xml(data, charset, html=False) == DECLARED.format("UTF-8", "Мир").encode()

"""Charsets: the labels of the Encoding Standard, read and written as browsers do."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.base.markup.charsets import Charset, charset_of

# The encodings of the Encoding Standard that a page may be written in, and an independent decoder
# of each (Python's own), with characters that both know.
NAMES = {
    "utf-8": "utf-8",
    "ibm866": "cp866",
    **{f"iso-8859-{each}": f"iso8859-{each}" for each in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-8-i": "iso8859-8",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    **{f"windows-125{each}": f"cp125{each}" for each in range(9)},
    "x-mac-cyrillic": "mac-cyrillic",
    "gbk": "gbk",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022-jp",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}


def charset(label: str) -> Charset:
    found = charset_of(label)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "windows-1252"),
        (" us-ascii\n", "windows-1252"),
        ("latin5", "windows-1254"),
        ("tis-620", "windows-874"),
        ("gb2312", "gbk"),
        ("ks_c_5601-1987", "euc-kr"),
        ("x-sjis", "shift_jis"),
        ("cp866", "ibm866"),
        ("KOI8-RU", "koi8-u"),
        ("x-x-big5", "big5"),
        ("Unicode-1-1-UTF-8", "utf-8"),
    ],
)
def test_a_label_means_what_browsers_mean_by_it(label: str, name: str) -> None:
    assert charset(label).name == name


@pytest.mark.parametrize("label", ["", "nonsense", "hz-gb-2312", "iso-2022-kr", "rot13", "utf-7"])
def test_other_labels_mean_nothing(label: str) -> None:
    assert charset_of(label) is None


@pytest.mark.parametrize("name", NAMES)
@examples(30)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x0e\x0f\x1b")))
def test_what_is_written_is_read_again(name: str, text: str) -> None:
    each = charset(name)
    written = "".join(char for char in text if each.has(char))
    assert each.decode(each.encode(written)) == written


# Encoding Standard, its indexes: what Python's own decoders have otherwise.
@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("windows-1252", b"\x80\x81\x9d", "€\x81\x9d"),
        ("windows-1251", b"\x98", "\x98"),
        ("koi8-u", b"\xae\xbe", "ўЎ"),
        ("euc-jp", b"\xa1\xc1\xad\xa1\xad\xea", "～①㈱"),
        ("euc-jp", b"\x8f\xb0\xa1\x8e\xb1", "丂ｱ"),
        ("iso-2022-jp", b"\x1b$B!A\x1b(B", "～"),
        ("shift_jis", b"\x81\x60\x87\x40", "～①"),
        ("gb18030", b"\xa8\xbc\xa6\xd9", "ḿ︐"),
        ("big5", b"\xa1\x45", "‧"),
    ],
)
def test_bytes_are_read_as_the_standard_has_them(name: str, data: bytes, text: str) -> None:
    assert charset(name).decode(data) == text


@pytest.mark.parametrize(
    ("name", "chars"),
    [("shift_jis", "〜−¢¬"), ("euc-jp", "〜‖¥‾"), ("big5", "•／＼"), ("koi8-u", "╝")],
)
def test_what_browsers_read_otherwise_is_not_written(name: str, chars: str) -> None:
    assert not any(charset(name).has(char) for char in chars)
    assert charset(name).spelled(chars[0]) == f"&#{ord(chars[0])};".encode()


@pytest.mark.parametrize("name", ["gb18030", "gbk"])
def test_the_space_of_chinese_texts_is_written_where_every_reader_knows_it(name: str) -> None:
    assert charset(name).encode("\u3000") == b"\xa1\xa1"


def test_what_a_charset_lacks_is_an_error_or_a_reference() -> None:
    each = charset("windows-1251")
    with pytest.raises(UnicodeEncodeError, match="'\\\\u0493'"):
        each.encode("Ағ")
    assert each.spelled("Ағ 𝒜") == "А".encode("cp1251") + b"&#1171; &#119964;"


def test_every_name_is_an_encoding_of_its_own() -> None:
    assert {charset(name).name for name in NAMES} == set(NAMES)
    assert all(codecs.lookup(each) for each in NAMES.values())

"""PO files in older encodings are read as gettext reads them, and become UTF-8."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import gettext
from toolkit.catalog.po import read, write
from toolkit.catalog.po.charset import decode

TEXTS = {
    "ISO-8859-1": "Der Fluß fiel.",
    "ISO-8859-2": "Řeka klesla.",
    "ISO-8859-5": "Река обмелела.",
    "KOI8-R": "Река обмелела.",
    "KOI8-U": "Річка обміліла.",
    "CP1251": "«Река» обмелела.",
    "CP1254": "Nehir çekildi, İlçe.",
    "EUC-KR": "강이 줄었다.",
    "EUC-JP": "川が減った。",
    "SHIFT_JIS": "表に出る。",
    "GBK": "河水下降。",
    "GB18030": "河水下降。",
    "BIG5": "功能。",
}


def catalog(charset: str, text: str) -> bytes:
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'
    return f'{header}msgid "The river fell."\nmsgstr "{text}"\n'.encode(charset)


@pytest.mark.parametrize("charset", TEXTS)
def test_a_translation_is_read_in_the_encoding_that_the_header_names(charset: str) -> None:
    (entry,) = read(catalog(charset, TEXTS[charset]), "kk.po")
    assert entry.msgstr == TEXTS[charset]


@pytest.mark.parametrize("charset", TEXTS)
def test_msgconv_reads_the_same(charset: str) -> None:
    data = catalog(charset, TEXTS[charset])
    command = [gettext("msgconv"), "--to-code=UTF-8", "-"]
    converted = subprocess.run(command, input=data, check=True, capture_output=True).stdout
    assert [each.msgstr for each in read(converted, "")] == [each.msgstr for each in read(data, "")]


def test_ascii_becomes_utf_8_for_what_is_still_to_be_translated() -> None:
    data = catalog("ISO-8859-1", "")
    assert write(read(data, "kk.po")) == data.replace(b"ISO-8859-1", b"UTF-8")


def test_a_charset_in_a_message_is_left_alone() -> None:
    message = 'msgid ""\n"Content-Type: text/html; charset=ISO-8859-1\\n"\nmsgstr ""\n'
    data = b'msgid ""\nmsgstr ""\n"Language: kk\\n"\n\n' + message.encode()
    assert decode(data) == data.decode()


@given(st.binary(), st.sampled_from(sorted(TEXTS)))
def test_no_bytes_are_too_odd(tail: bytes, charset: str) -> None:
    text = decode(catalog(charset, "") + tail)
    assert text is None or isinstance(text, str)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя «»№", min_size=1))
def test_russian_in_windows_1251_is_russian(text: str) -> None:
    whole = f"Река {text}"  # a few letters alone may happen to be UTF-8
    (entry,) = read(catalog("windows-1251", whole), "ru.po")
    assert entry.msgstr == whole

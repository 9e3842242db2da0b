"""Formats of other packages: they are read, and written back, as the built-in ones are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents import read
from tests.packages import installed
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats import FORMATS, default_rules, format_of, formats
from toolkit.document.model import Extras
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
LISTS = """
from dataclasses import replace
from lxml import etree
from toolkit.plugin import FORMATS, Metadata, Parsed, Roles, plain

def parse(data, path, language):
    root = etree.Element("list")
    for line in data.decode().splitlines():
        etree.SubElement(root, "item").text = line
    return Parsed(etree.ElementTree(root), Metadata(), language, {})

def write(document, texts, locale, extras):
    shown = (plain(unit.text if text is None else text)
             for unit, text in zip(document.units, texts, strict=True))
    return "".join(f"{locale} {line}\\n" for line in shown).encode()

(XML,) = (each for each in FORMATS if each.name == "xml")
WRITTEN = replace(XML, name="list", summary="A list", suffixes=(".list",), read=parse,
                  roles=Roles({}), vocabularies=(), write=write)
READ_ONLY = replace(WRITTEN, name="log", summary="A log", suffixes=(".log",), write="")
"""


@pytest.fixture(autouse=True)
def lists(tmp_path: Path) -> Iterator[None]:
    points = {"toolkit.formats:list": "lists:WRITTEN", "toolkit.formats:log": "lists:READ_ONLY"}
    with installed(tmp_path, {"lists.py": LISTS}, points, formats, default_rules):
        yield


def test_a_format_brings_its_own_writer() -> None:
    document = read("One\nTwo\n", "a.list")
    assert render_own_format(document, [("Бір",), None], KK) == "kk Бір\nkk Two\n".encode()


def test_a_format_s_own_writer_is_not_asked_for_what_is_the_source() -> None:
    assert render_own_format(read("One\n", "a.list"), [None], KK) == b"One\n"


@pytest.mark.parametrize("texts", [[None], [("Бір",)]])
@pytest.mark.parametrize("extras", [Extras(), Extras(credit="A B, 2026")])
def test_a_format_without_a_writer_is_refused_whatever_is_translated(
    texts: list[tuple[str] | None], extras: Extras
) -> None:
    with pytest.raises(ToolkitError, match="the toolkit reads A log, but does not write it"):
        render_own_format(read("One\n", "a.log"), texts, KK, extras)


def test_word_comes_by_an_entry_point_like_any_other_package_s_format() -> None:
    assert "docx" not in {each.name for each in FORMATS}
    assert "docx" in formats(), "install the toolkit again: its entry points have changed"
    assert format_of("A Letter.DOCX").name == "docx"

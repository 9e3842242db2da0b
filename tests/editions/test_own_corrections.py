"""Own corrections: told at the end of a page or document in its source's own format."""

import datetime as dt

import pytest
from lxml import etree, html

from toolkit.base.bcp47 import Locale
from toolkit.base.markup.charsets import UTF8, charset_of
from toolkit.editions.article import Correction
from toolkit.editions.own_corrections import tell_in_page, tell_in_xml
from toolkit.localizing.interface_words import words

EN, RU, UG = Locale("en"), Locale("ru"), Locale("ug")
DAY = dt.date(2026, 3, 9)
NOTE = Correction(DAY, "Река называется Или.", RU)
NOT_TRANSLATED = "В оригинал внесено исправление. Оно еще не переведено."


def told(page: str, *corrections: Correction, locale: Locale = RU) -> str:
    return tell_in_page(page.encode(), UTF8, corrections, words(locale)).decode()


def test_a_page_without_corrections_keeps_its_bytes() -> None:
    assert told("<p>я</p>") == "<p>я</p>"


def test_they_stand_before_the_end_of_the_body() -> None:
    page = told("<body><p>я</p><!-- </body> --></body></html>", NOTE)
    assert page.startswith("<body><p>я</p><!-- </body> --><section")
    assert page.endswith("</section>\n</body></html>")


def test_a_piece_of_a_page_ends_with_them() -> None:
    assert told("<p>я</p>", NOTE).startswith("<p>я</p><section class=")


@pytest.mark.parametrize(
    ("note", "said"), [(NOTE, False), (Correction(DAY, "The river is the Ili.", EN), True)]
)
def test_a_page_says_that_a_correction_is_not_translated(note: Correction, said: bool) -> None:
    assert (NOT_TRANSLATED in told("<p>я</p>", note)) is said


def test_a_passage_that_is_gone_and_one_that_is_there() -> None:
    note = Correction(DAY, "Или.", RU, passages=("a&b",), gone=1, of_translation=True)
    root = html.fromstring(told("<p>я</p>", note))
    item = root.cssselect("li")[0]
    assert "Исправлен перевод. Исправленного фрагмента в статье больше нет." in item.text_content()
    assert [each.get("href") for each in item.cssselect("a")] == ["#a&b"]


def test_a_page_in_ascii_stays_in_it() -> None:
    page = told("<p>a</p>", NOTE)
    assert page.isascii()
    assert html.fromstring(page).cssselect("span")[0].text == NOTE.text


def test_a_page_keeps_its_charset() -> None:
    charset = charset_of("windows-1251")
    assert charset is not None
    page = tell_in_page("<p>я</p>".encode("cp1251"), charset, [NOTE], words(RU))
    assert NOTE.text in page.decode("cp1251")


def test_another_direction_is_said() -> None:
    root = html.fromstring(told("<p>ئا</p>", NOTE, locale=UG))
    (section,) = root.cssselect("section")
    assert (section.get("lang"), section.get("dir")) == ("ug", "rtl")
    assert section.cssselect("li > span")[0].get("dir") == "ltr"


def test_what_looks_like_markup_is_text() -> None:
    note = Correction(DAY, "</span><script>1</script>", RU)
    assert "<script>" not in told("<p>я</p>", note)


@pytest.mark.parametrize("text", ["a ?> b", "??>", "?", "<&>", "]]>"])
def test_an_instruction_holds_any_text(text: str) -> None:
    data = tell_in_xml(b"<a/>", UTF8, [Correction(DAY, text, RU)], "a.xml")
    (found,) = etree.fromstring(data).xpath("/processing-instruction('correction')")
    assert found.text.startswith('day="2026-03-09" lang="ru" ')


def test_a_document_without_corrections_keeps_its_bytes() -> None:
    assert tell_in_xml(b"<a/>", UTF8, [], "a.xml") == b"<a/>"

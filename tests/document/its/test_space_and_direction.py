from tests.documents import messages, unit, xml
from toolkit.base.bcp47 import Locale
from toolkit.catalog.template import make_template
from toolkit.localizing.writers.own_format import render_own_format


def test_xml_space_keeps_white_space() -> None:
    assert messages(xml('<p xml:space="preserve">a\n  b</p>')) == ["a\n  b"]


def test_an_edition_has_the_white_space_of_its_translation() -> None:
    document = xml('<p xml:space="preserve">a\n  b</p>')
    assert b">x\n  y</p>" in render_own_format(document, [("x\n  y",)], Locale("kk"))


def test_xml_space_is_taken_back_inside() -> None:
    document = xml('<d xml:space="preserve"><p xml:space="default">a\n  b</p></d>')
    assert messages(document) == ["a b"]


def test_a_text_that_goes_another_way_is_noted() -> None:
    assert unit('<p dir="rtl">x</p>').notes == ("direction: rtl",)


def test_a_part_that_goes_another_way_is_noted() -> None:
    assert unit('<p>x <bdo dir="rtl">y</bdo></p>').notes == ("<bdo1>: direction: rtl",)


def test_a_part_in_another_language_is_noted() -> None:
    assert unit('<p>x <i lang="fr">mot</i></p>').notes == ("<i1>: language: fr",)


def test_a_translator_reads_the_direction() -> None:
    (entry,) = make_template([xml('<p its:dir="rtl">x</p>')])
    assert "note: direction: rtl" in entry.comment.split("\n")

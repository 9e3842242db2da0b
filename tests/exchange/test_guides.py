"""What a translator is told of the file that they get."""

import pytest

from tests.exchange.packages import catalog, package
from toolkit.base.bcp47 import Locale
from toolkit.exchange.forms import FORMS, read_reply
from toolkit.exchange.guides import GUIDES, TITLE, guide, guide_file


@pytest.mark.parametrize("form", [each.name for each in FORMS])
def test_every_form_has_a_guide(form: str) -> None:
    assert len(guide(form, Locale("fr"))[2]) == len(GUIDES[form]) > 3


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_a_guide_is_in_the_translators_language(tag: str) -> None:
    spoken, title, paragraphs = guide("docx", Locale(tag))
    assert spoken == Locale(tag)
    assert title != TITLE
    assert not {*paragraphs} & {*GUIDES["docx"]}


def test_a_tag_among_arabic_letters_keeps_its_order() -> None:
    assert "\u2066<a1>\u2069" in guide("docx", Locale("ug"))[2][1]


def test_a_guide_beside_a_file_is_also_in_english() -> None:
    text = guide_file("po", Locale("kk")).decode()
    assert text.index(guide("po", Locale("kk"))[1]) < text.index(TITLE)


def test_an_english_guide_is_there_once() -> None:
    assert guide_file("po", Locale("fr")).decode().count(TITLE) == 1


@pytest.mark.parametrize("form", [each for each in FORMS if each.has_guide])
def test_a_guide_inside_is_no_text_that_comes_back(form) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sent = package(catalog())
    reply = read_reply(form.write(sent), f"heat{form.suffix}")
    assert len(reply.rows) in {0, len(sent.rows)}

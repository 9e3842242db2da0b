"""The how-to that teaches the toolkit a language, and Kyrgyz, which was taught by it."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.checks.numbers import found, ids
from toolkit.base.bcp47 import Locale
from toolkit.language.endings import inflection
from toolkit.language.lexicon import lexicon
from toolkit.language.marks import marks_of
from toolkit.language.sentences import rules_for

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "teach-a-language.md"
FILES = set(re.findall(r"^\| `([\w.-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
KY = Locale("ky")


def test_the_folder_of_kyrgyz_has_the_files_of_the_page() -> None:
    folder = files("toolkit.language") / "data" / "ky"
    assert {each.name for each in folder.iterdir()} == FILES, (
        "in docs/how-to/teach-a-language.md, have a row “| `FILE` |” for each file of data/ky"
    )


def test_words_are_found_in_their_forms() -> None:
    known = inflection(KY)
    assert known.matches("китебинен", known.stems("китеп"))
    assert not known.matches("китеркем", known.stems("китеп"))


@pytest.mark.slow
def test_its_number_words_and_parts_of_the_day_are_known() -> None:
    assert lexicon(KY).knows_words
    assert lexicon(KY).knows_clock


def test_its_marks_are_known() -> None:
    assert marks_of(KY).outer == ("«»",)


def test_an_abbreviation_ends_no_sentence() -> None:
    pieces = rules_for(KY).split("Алма, алмурут ж.б. сатылат. Проф. Асанов айтты.")
    assert pieces == ["Алма, алмурут ж.б. сатылат. ", "Проф. Асанов айтты."]


RIGHT = [
    ("10 years", "10 жылга"),
    ("ten years", "он жыл"),
    ("at 6 p.m.", "кечки саат 6да"),
    ("at 6 p.m.", "кечки алтыда"),
    ("9:30 p.m.", "кечки тогуз жарымда"),
    ("a third of them", "үчтөн бири"),
    ("1.5 million", "бир жарым миллион"),
    ("250,000", "эки жүз элүү миң"),
    ("at least 5", "5тен кем эмес"),
    ("-15 degrees", "15 градус аяз"),
    ("30 kilometers", "30 чакырым"),
    ("the fifth", "бешинчи"),
    ("five people", "бешөө"),
    ("on Friday", "жума күнү"),
]
WRONG = [
    ("10 years", "10 айга"),
    ("ten years", "он айга"),
    ("at 6 p.m.", "таңкы 6да"),
    ("in March", "майда"),
    ("on Friday", "дүйшөмбүдө"),
    ("a third of them", "төрттөн бири"),
    ("1.5 million", "1,5 миллиард"),
    ("at least 5", "5тен ашпайт"),
    ("3 hours", "3 мүнөт"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_what_is_right_in_kyrgyz_is_not_reported(source: str, target: str) -> None:
    assert found(source, target, "ky") == []


@pytest.mark.parametrize(("source", "target"), WRONG)
def test_what_is_wrong_in_kyrgyz_is_reported(source: str, target: str) -> None:
    assert ids(source, target, "ky") & {"numbers", "units"}

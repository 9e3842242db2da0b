from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.profiles import small_words
from toolkit.language.sentences import rules_for

DATA = Path(__file__).parents[2] / "data" / "segmentation"
# A file a language; a blank line between cases; a line a sentence.
CASES = [
    (path.stem, case)
    for path in sorted(DATA.glob("*.txt"))
    for case in path.read_text(encoding="utf-8").strip().split("\n\n")
]


def sentences(tag: str, text: str) -> list[str]:
    return [sentence.strip() for sentence in rules_for(Locale.parse(tag)).split(text)]


@pytest.mark.parametrize(("tag", "case"), CASES)
def test_the_sentences_of_a_case_are_found(tag: str, case: str) -> None:
    expected = case.split("\n")
    space = "" if tag in {"zh", "ja"} else " "
    assert sentences(tag, space.join(expected)) == expected


# What stands before a word and its stop, and a sentence that begins with no word of a list.
FRAMES = {
    "ar": ("قالوا", "طبيب وصل."),
    "de": ("Man sprach von", "Anwälte schwiegen."),
    "en": ("They spoke of", "Lawyers kept silent."),
    "es": ("Se habló de", "Abogados callaron."),
    "fa": ("گفتند", "پزشک آمد."),
    "fr": ("On parla de", "Avocats et juges se turent."),
    "kk": ("Олар айтты", "Дәрігер келді."),
    "ky": ("Алар айтты", "Дарыгер келди."),
    "ru": ("Все говорили", "Адвокаты молчали."),
    "tr": ("Onlar dedi", "Doktor geldi."),
    "ug": ("ئۇلار ئېيتتى", "دوختۇر كەلدى."),
    "uz": ("Ular aytdi", "Shifokor keldi."),
}


def words(tag: str) -> set[str]:
    """Return words that CLDR names things with, and the language's own small words."""
    locale = Locale.parse(tag)
    names = locale.cldr
    assert names is not None
    shown = [*names.territories.values(), *names.languages.values()]
    shown += [*names.months["format"]["wide"].values(), *names.days["format"]["wide"].values()]
    found = {word for name in shown for word in name.split()} | small_words(locale)
    return {word for word in found if word.isalpha() and len(word) > 2}


@pytest.mark.parametrize("tag", FRAMES)
def test_no_word_of_the_language_is_an_abbreviation_whatever_follows(tag: str) -> None:
    before, after = FRAMES[tag]
    joined = [w for w in words(tag) if len(sentences(tag, f"{before} {w}. {after}")) != 2]
    assert joined == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他来了。我们走了！你好吗？好。", ["他来了。", "我们走了！", "你好吗？", "好。"]),
        ("他说：“我走了。你呢？”然后走了。", ["他说：“我走了。你呢？”", "然后走了。"]),
    ],
)
def test_chinese_needs_no_space(text: str, expected: list[str]) -> None:
    assert sentences("zh", text) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("my", ["မိုးရွာတယ်။", "သူမလာဘူး။"]),
        ("km", ["ភ្លៀងធ្លាក់។", "គាត់មិនមក។"]),
        ("hi", ["डॉ. मेहता आईं।", "वे चली गईं।"]),
        ("el", ["Ήρθε ο κ. Ιωάννου.", "Βλ. σελ. 7."]),
        ("de", ["Ca. 20 Mio. Euro fehlen.", "Niemand weiß es."]),
        ("tr", ["M.Ö. 3. yüzyılda kuruldu.", "Sonra yıkıldı."]),
    ],
)
def test_stops_and_abbreviations_of_other_scripts_are_known(tag: str, expected: list[str]) -> None:
    assert sentences(tag, " ".join(expected)) == expected


def test_a_blank_line_ends_a_paragraph() -> None:
    assert sentences("en", "No stop here\n\nnor there") == ["No stop here", "nor there"]


def test_a_wrapped_line_goes_on() -> None:
    wrapped = "The long road from the old town to the lake near\nAlmaty was closed."
    assert len(sentences("en", wrapped)) == 1


def test_a_short_line_before_a_capital_is_a_heading() -> None:
    assert sentences("en", "The road\nIt was closed.") == ["The road", "It was closed."]


def test_a_space_forgotten_after_a_stop_is_no_matter() -> None:
    assert sentences("kk", "Жиын бітті.Халық тарады.") == ["Жиын бітті.", "Халық тарады."]


def test_a_name_with_a_point_in_it_stays_whole() -> None:
    assert sentences("ru", "Об этом пишет Лента.Ру сегодня.") == ["Об этом пишет Лента.Ру сегодня."]


@pytest.mark.parametrize(
    "text",
    [
        "1. Open the door. | 2. Close it.",
        "1. Open the door | 2. Close it",
        "1) one thing | 2) another",
        "a) one thing | b) another",
        "• one thing | • another",
        "(i) One thing. | (ii) Another.",
    ],
)
def test_items_of_a_list_in_one_line_are_sentences(text: str) -> None:
    expected = text.split(" | ")
    assert sentences("en", " ".join(expected)) == expected


def test_a_number_at_the_end_of_a_sentence_begins_no_list() -> None:
    assert sentences("en", "He was 12. She was 13. They met.") == [
        "He was 12.",
        "She was 13.",
        "They met.",
    ]


def test_spaced_points_are_an_omission() -> None:
    text = "The rest . . . is lost. . . . Nobody knows . . . why."
    assert sentences("en", text) == ["The rest . . . is lost.", ". . . Nobody knows . . . why."]


def test_an_unknown_language_has_the_default_rules() -> None:
    assert sentences("sw", "J. Doe alifika. Kisha akaondoka!") == [
        "J. Doe alifika.",
        "Kisha akaondoka!",
    ]


def test_marks_of_direction_after_a_stop_stay_with_it() -> None:
    assert sentences("ug", "ئۇ كەلدى؟\u200f بىز كەتتۇق.") == ["ئۇ كەلدى؟\u200f", "بىز كەتتۇق."]

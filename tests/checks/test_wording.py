import pytest

from tests.checks.finding import found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.wording import CHECKS

CHECK = {each.id: each for each in CHECKS}


def test_a_word_written_twice_is_a_warning() -> None:
    assert severities(CHECK["doubled-words"], "to do", "обновить вручную вручную", "ru") == [
        Severity.WARNING
    ]


def test_where_words_are_doubled_on_purpose_it_is_a_hint() -> None:
    assert severities(CHECK["doubled-words"], "many", "көп көп рақмет") == [Severity.HINT]


@pytest.mark.parametrize("target", ["бара-бара", "вот вот-вот", "да<br/> да", "Сіз. Сіз", "а а"])
def test_hyphens_codes_and_sentences_part_words(target: str) -> None:
    assert found(CHECK["doubled-words"], "a<br/> b", target, "ru") == []


def test_a_small_letter_at_the_start_of_a_sentence_is_a_warning() -> None:
    assert severities(CHECK["first-letter"], "He left.", "ол кетті.") == [Severity.WARNING]


def test_a_small_letter_at_the_start_of_a_label_is_a_hint() -> None:
    assert severities(CHECK["first-letter"], "Blue", "көк") == [Severity.HINT]


@pytest.mark.parametrize("target", ["gedit ашылды.", "iPhone сатылды.", "5 адам кетті.", "Ол."])
def test_names_written_small_and_figures_may_begin(target: str) -> None:
    assert found(CHECK["first-letter"], "The gedit editor", target) == []


def test_scripts_without_capitals_are_not_asked() -> None:
    assert found(CHECK["first-letter"], "He left.", "ئۇ كەتتى.", "ug") == []


def test_only_one_text_in_capitals_is_a_hint() -> None:
    assert severities(CHECK["capitals"], "One two three", "БІР ЕКІ ҮШ") == [Severity.HINT]


def test_an_abbreviation_is_no_text_in_capitals() -> None:
    assert found(CHECK["capitals"], "United Nations", "БҰҰ") == []


def test_sentences_lost_are_a_hint() -> None:
    source = "One left. Two came. Three stayed. Four slept."
    assert severities(CHECK["sentences"], source, "Бірі кетті.") == [Severity.HINT]


def test_sentences_may_be_joined() -> None:
    assert found(CHECK["sentences"], "One left. Two came.", "Бірі кетті, екеуі келді.") == []


def test_a_doubled_word_has_its_place() -> None:
    assert places(CHECK["doubled-words"], "to do", "да да", "be") == ["да да"]


@pytest.mark.parametrize("target", ["ҚАзақстан елі", "Ол АЛматыда"])
def test_two_capitals_at_the_start_of_a_word_are_a_hint(target: str) -> None:
    assert severities(CHECK["misplaced-capitals"], "Kazakhstan", target) == [Severity.HINT]


@pytest.mark.parametrize(
    "target", ["БҰҰның", "ТВда", "ЖШС-ның", "ҚазМұнайГаз", "DVDs", "LaTeX", "Oʻzbekiston"]
)
def test_abbreviations_with_endings_and_brands_have_capitals(target: str) -> None:
    assert found(CHECK["misplaced-capitals"], "a", target) == []


@pytest.mark.parametrize("target", ["<code1/> профилін жасаңыз.", "config.toml файлын ашыңыз."])
def test_a_code_or_a_file_may_begin_a_sentence(target: str) -> None:
    assert found(CHECK["first-letter"], "Open <code1/> in config.toml.", target) == []


@pytest.mark.parametrize(("locale", "capital"), [("tr", "İ"), ("az", "İ"), ("de", "I")])
def test_the_capital_is_the_locales(locale: str, capital: str) -> None:
    (problem,) = found(CHECK["first-letter"], "Istanbul is large.", "istanbul ist gross.", locale)
    assert problem.suggestion == capital


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ('"Two days," he said. "No more."', "„Zwei Tage“, sagte er. „Mehr nicht.“", "de"),
        ('"Two days," he said. "No more."', "»Zwei Tage«, sagte er. »Mehr nicht.«", "de"),
        ("He came home. He slept. He left.", "เขากลับบ้าน เขานอนหลับ", "th"),
        ("He came. He slept. He left.", "他来了。他睡了。他走了。", "zh-Hans"),
    ],
)
def test_sentences_are_counted_where_the_language_marks_them(
    source: str, target: str, locale: str
) -> None:
    assert found(CHECK["sentences"], source, target, locale) == []


@pytest.mark.parametrize("target", ["показали в в Женеве", "живёт с с братом", "дом и и сад"])
def test_a_word_of_one_letter_that_stands_twice_is_found(target: str) -> None:
    assert severities(CHECK["doubled-words"], "a", target, "ru") == [Severity.WARNING]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "The hearing was short. The judge asked nothing. He left.",
            "Заседание было коротким. Он ушёл.",
        ),
        (
            "He was freed on Monday. He denied it all. His wife was not told. Guards held a man.",
            "Его освободили в понедельник. Он всё отрицал. Охрана кого-то задержала.",
        ),
    ],
)
def test_one_lost_sentence_is_a_hint(source: str, target: str) -> None:
    assert severities(CHECK["sentences"], source, target, "ru") == [Severity.HINT]


def test_two_sentences_joined_in_one_are_right() -> None:
    source = "The hearing was short. The judge asked nothing. He left."
    target = "Заседание было коротким: судья не задал ни одного вопроса. Он ушёл."
    assert found(CHECK["sentences"], source, target, "ru") == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("He works at the BBC.", "هو يعمل في بي بي سي.", "ar"),
        ("The counter counts.", "يُعد عدّاد.", "ar"),
    ],
)
def test_letters_spelled_out_and_parts_of_words_are_not_doubled(
    source: str, target: str, locale: str
) -> None:
    assert found(CHECK["doubled-words"], source, target, locale) == []


def test_a_short_word_is_doubled_where_no_letters_are_spelled_out() -> None:
    assert places(CHECK["doubled-words"], "In it.", "جلس في في البيت.", "ar") == ["في في"]

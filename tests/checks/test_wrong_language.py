from pathlib import Path

import pytest

from tests.checks.finding import found, pair_of, places, severities
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.catalog.po import read
from toolkit.checks import (
    alphabet,
    brackets,
    characters,
    punctuation,
    quotation_marks,
    spaces,
    wording,
)
from toolkit.checks import (
    wrong_language as language,
)
from toolkit.checks.check import Problem
from toolkit.checks.wrong_language import CHECKS, untranslated

ROOT = Path(__file__).parents[2]
CHECK = {each.id: each for each in CHECKS}
LEFT = CHECK["leftover-words"]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("He left the country.", "He went abroad quickly.", "kk"),
        ("He left the country.", "Ол елден кетті.", "ug"),
        ("He left the country.", "ئۇ دۆلەتتىن كەتتى.", "kk"),
        ("He left the country.", "Ол елден кетті.", "kk-Latn"),
    ],
)
def test_another_script_is_an_error(source: str, target: str, locale: str) -> None:
    assert severities(CHECK["wrong-script"], source, target, locale) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Chris Rickleton", "Chris Rickleton", "kk"),
        ("Google Chrome", "Chrome", "kk"),
        ("BBC and AFP", "BBC, AFP", "kk"),
        ("<code>ls -l</code>", "<code>list files quickly</code>", "kk"),
        ("See https://a.example/b", "https://example.org/some/other/page", "kk"),
        ("10:30", "10:30", "ug"),
        ("He left.", "彼は去った", "ja"),
    ],
)
def test_names_and_addresses_may_be_all_of_a_translation(
    source: str, target: str, locale: str
) -> None:
    assert found(CHECK["wrong-script"], source, target, locale) == []


def test_russian_in_a_kazakh_catalog_is_a_warning() -> None:
    source = "The police declined to open a criminal case after her complaint."
    target = "Полиция не стала возбуждать уголовное дело после её жалобы."
    (problem,) = found(CHECK["wrong-language"], source, target)
    assert "Russian" in problem.message
    assert problem.severity is None


def test_names_tell_nothing_of_the_language() -> None:
    source, target = "Trentino Alto Adige", "Трентино-Альто-Адидже"
    assert Severity.WARNING not in severities(CHECK["wrong-language"], source, target)


@pytest.mark.parametrize(
    ("source", "target", "left"),
    [
        (
            "He left. They said it was a mistake.",
            "Ол кетті. They said it was a mistake.",
            "They said it was a mistake",
        ),
        ("They said they were not there", "Олар were not there деді", "were not there"),
        ("He left.", "Ол кетті. But nobody knew where he was.", "But nobody knew where he was"),
    ],
)
def test_words_of_the_source_are_a_warning(source: str, target: str, left: str) -> None:
    assert places(LEFT, source, target) == [left]
    assert severities(LEFT, source, target) == [Severity.WARNING]


@pytest.mark.parametrize(
    "target",
    [
        "«They said it was a mistake» деді",
        "Қате (they said it was a mistake)",
        "Radio Free Asia хабарлады",
        "Bureau of Investigative Journalism хабарлады",
        "<code>they said it was</code> деп жазыңыз",
        "BBC, AFP, Reuters",
        "Бұл – «New York Times» пен The Wall Street Journal",
    ],
)
def test_quotations_names_and_code_may_stay(target: str) -> None:
    source = "<code>they said it was</code> a mistake, Radio Free Asia said"
    assert found(LEFT, source, target) == []


def test_words_left_in_the_same_script_are_those_of_the_source() -> None:
    source = "The police declined to open a criminal case after her complaint."
    target = "Polisia declined to open a criminal case dep habarlady."
    assert places(LEFT, source, target, "kk-Latn") == ["declined to open a criminal case"]


def survey(pairs: list[tuple[str, str]], locale: str = "kk") -> list[tuple[int, Severity]]:
    found = untranslated([pair_of(*each) for each in pairs], Locale(locale))
    return [(at, each.severity or Severity.WARNING) for at, each in found]


def test_a_copied_sentence_is_a_warning() -> None:
    assert survey([("How a note is written", "How a note is written")]) == [(0, Severity.WARNING)]


@pytest.mark.parametrize(
    "text", ["Murager Alimuly", "iPhone", "CLDR", "1,000", "https://a.example/is/not", "<code1/>"]
)
def test_copied_names_figures_and_codes_are_right(text: str) -> None:
    assert survey([(text, text)]) == []


def test_a_copied_word_that_the_catalog_writes_small_is_a_hint() -> None:
    pairs = [("Mistakes", "Mistakes"), ("two mistakes", "екі қате")]
    assert survey(pairs) == [(0, Severity.HINT)]


def test_a_byline_may_be_copied() -> None:
    pair = pair_of("The desk is here", "The desk is here", "byline")
    assert list(untranslated([pair], Locale("kk"))) == []


def test_a_variety_of_the_source_may_be_its_copy() -> None:
    assert survey([("How a note is written", "How a note is written")], "en-GB") == []


@pytest.mark.parametrize("locale", ["kk", "ru", "ug"])
def test_the_sample_newsrooms_translations_are_right(locale: str) -> None:
    modules = (
        alphabet, brackets, characters, language, punctuation, quotation_marks, spaces, wording
    )  # fmt: skip
    checks = [each for module in modules for each in module.CHECKS]
    alarms = []
    for path in sorted(ROOT.glob(f"locales/{locale}/LC_MESSAGES/*.po")):
        entries = [each for each in read(path.read_bytes(), path.name) if each.msgstr]
        pairs = [pair_of(each.msgid, each.msgstr) for each in entries if not each.fuzzy]
        for check in checks:
            for pair in pairs:
                for each in check.run(pair, Locale(locale)) if check.run else ():
                    assert isinstance(each, Problem)
                    if (each.severity or check.severity) is not Severity.HINT:
                        alarms.append((check.id, each.message, pair.target_words))
        for at, each in untranslated(pairs, Locale(locale)):
            alarms.append(("untranslated", each.message, pairs[at].target_words))
    assert alarms == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Your e-mail address", "Ваш адрес электронной почты", "ru"),
        ("Address elements", "Элементы адреса", "ru"),
        ("Make location bar editable", "Строка адреса в редактируемом виде", "ru"),
        ("Radio Azattyq, Kazakh Service", "Радио Азаттык, Казахская служба", "ru"),
        ("America/Louisville", "Америка/Луисвилл", "kk"),
        ("PowerPoint 2007 presentation template", "PowerPoint 2007 презентация шаблоны", "kk"),
    ],
)
def test_names_and_few_words_are_in_no_other_language(
    source: str, target: str, locale: str
) -> None:
    assert found(CHECK["wrong-language"], source, target, locale) == []


@pytest.mark.parametrize(
    "left",
    [
        "How to tell us of a wrong translation or a misspelt name.",
        "They never touch the page itself.",
        "One article, four languages, three scripts, and one passage at a time.",
    ],
)
def test_a_sentence_left_is_a_warning_however_it_begins(left: str) -> None:
    target = f"Бұл туралы бізге хабарлаңыз. {left}"
    assert severities(LEFT, left, target) == [Severity.WARNING]


def test_commands_in_a_row_are_a_hint_at_most() -> None:
    target = "Мына бағдарламалар керек: msgcat msgfmt msgmerge msginit msgattrib xgettext"
    found_severities = severities(LEFT, "You need msgcat, msgfmt and others.", target)
    assert Severity.WARNING not in found_severities


@pytest.mark.parametrize(
    "target",
    [
        "İşsizlik %7,4’e yükseldi.",
        "Polis on iki kişiyi gözaltına aldı.",
        "Mahkeme onu pazartesi serbest bıraktı.",
        "İki kişi evine döndü.",
        "Irmak üçte bir oranında küçüldü.",
    ],
)
def test_short_turkish_is_turkish(target: str) -> None:
    assert found(CHECK["wrong-language"], "He left the country.", target, "tr") == []


@pytest.mark.parametrize(
    "text",
    [
        "$update_flash -v -f image.img",
        "keyboard-configuration/toggle select default",
        "[Session]\nName=kiosk mode\nNeeds=org.example.kiosk;",
        "calendar:week_start:0",
    ],
)
def test_what_a_program_reads_is_no_copied_sentence(text: str) -> None:
    pairs = [pair_of(text, text), pair_of("select the kiosk mode name", "режимді таңдау")]
    found_ = [each for _, each in untranslated(pairs, Locale("kk"))]
    assert [each.severity for each in found_] in ([], [Severity.HINT])


@pytest.mark.parametrize(
    "target",
    [
        "«git push» командасындағы 'Note about fast-forwards' бөлімін қараңыз",
        "--all or --mirror қолдануға болмайды",
    ],
)
def test_titles_in_single_marks_and_options_may_stay(target: str) -> None:
    source = "See 'Note about fast-forwards'; not with --all or --mirror"
    assert found(LEFT, source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("a statement and an apology", "заявление: statement and apology", Severity.WARNING),
        ("the investigation of the case", "идёт investigation дела", Severity.HINT),
    ],
)
def test_small_words_of_the_source_among_other_letters_are_found(
    source: str, target: str, severity: Severity
) -> None:
    assert severities(LEFT, source, target, "ru") == [severity]


@pytest.mark.parametrize(
    "target",
    ["файл config.settlement открыт", "опция «investigation»", "git add и git commit", "--section"],
)
def test_names_of_files_and_quoted_words_are_not_left_over(target: str) -> None:
    source = "the settlement, investigation, git add, git commit and section"
    assert found(LEFT, source, target, "ru") == []


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("法院星期二釋放了該部落客。", "zh-Hans"),
        ("警察逮捕了五個學生", "zh"),
        ("法院星期二释放了该博主。", "zh-Hant"),
        ("他们说这是错误", "zh-TW"),
    ],
)
def test_the_other_characters_of_chinese_are_an_error(target: str, locale: str) -> None:
    found_ = severities(CHECK["wrong-script"], "The court freed him.", target, locale)
    assert found_ == [Severity.ERROR]


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("法院星期二释放了该博主陈喆和堃堃。", "zh-Hans"),
        ("法院星期二釋放了該部落客。", "zh-Hant"),
        ("上海人口很多", "zh-Hans"),
        ("「釋」字", "zh-Hans"),
    ],
)
def test_names_and_shared_characters_are_right(target: str, locale: str) -> None:
    assert found(CHECK["wrong-script"], "The court freed him.", target, locale) == []

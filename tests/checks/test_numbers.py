import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.numbers import found, ids
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity
from toolkit.checks.numbers import CHECKS
from toolkit.checks.pair import Pair
from toolkit.document.its.credits import CREDITS_MESSAGE
from toolkit.language.lexicon import lexicon

BY_ID = {check.id: check for check in CHECKS}


SAME = [
    # Thousands and decimals
    ("1,000 kilometers", "1000 шақырым", "kk"),
    ("1,000 kilometers", "1 000 километров", "ru"),
    ("1,000 kilometers", "1\u00a0000 километров", "ru"),
    ("1,000 kilometers", "1\u202f000 километров", "ru"),
    ("1,000 kilometers", "1.000 километров", "ru"),
    ("1,000 kilometers", "١٬٠٠٠ كىلومېتىر", "ug"),
    ("1,000 kilometers", "мың шақырым", "kk"),
    ("1,000 kilometers", "тысяча километров", "ru"),
    ("1,000 kilometers", "مىڭ كىلومېتىر", "ug"),
    ("1,234,567.89 dollars", "1 234 567,89 доллара", "ru"),
    ("1.5 percent", "1,5 процента", "ru"),
    ("1.5 percent", "١٫٥ پىرسەنت", "ug"),
    ("0.125 of it", "0,125 бөлігі", "kk"),
    ("A year has 365 days", "Бір жылда ۳۶۵ күн бар", "kk"),
    # Millions
    ("1.2 million people", "1,2 млн человек", "ru"),
    ("1.2 million people", "1.2 مىليون كىشى", "ug"),
    ("1.2 million people", "1 200 000 адам", "kk"),
    ("1.2 million people", "1,2 миллионға жуық адам", "kk"),
    ("250,000 signatures", "250 тыс. подписей", "ru"),
    ("250,000 signatures", "екі жүз елу мың қол", "kk"),
    ("250,000 signatures", "ئىككى يۈز ئەللىك مىڭ ئىمزا", "ug"),
    ("hundreds of thousands of people", "сотни тысяч людей", "ru"),
    ("hundreds of thousands of people", "жүз мыңдаған адам", "kk"),
    ("hundreds of thousands of people", "يۈز مىڭلىغان ئادەم", "ug"),
    ("two and a half million", "два с половиной миллиона", "ru"),
    ("1.5 million", "полтора миллиона", "ru"),
    ("1.5 million", "бір жарым миллион", "kk"),
    ("1.5 million", "بىر يېرىم مىليون", "ug"),
    ("16m rows", "16 млн қатар", "kk"),
    ("1,500,000", "1 миллион 500 мың", "kk"),
    ("half a million", "полмиллиона", "ru"),
    ("half a million", "жарты миллион", "kk"),
    ("tens of thousands", "ондаған мың", "kk"),
    ("tens of thousands", "десятки тысяч", "ru"),
    ("tens of thousands", "ئون مىڭلىغان", "ug"),
    # Words
    ("one in five", "әрбір бесінші", "kk"),
    ("three quarters", "төрттен үші", "kk"),
    ("25 percent", "четверть", "ru"),
    ("five or six people", "пять-шесть человек", "ru"),
    ("five or six people", "бес-алты адам", "kk"),
    ("all four", "تۆتىلىسى", "ug"),
    ("He got ten years.", "Он получил 10 лет.", "ru"),
    ("He got 10 years.", "Он провел в тюрьме десять лет.", "ru"),
    ("with 10 friends", "с десятью друзьями", "ru"),
    ("about 40 people", "около сорока человек", "ru"),
    ("about 40 people", "қырыққа жуық адам", "kk"),
    ("the 10th time", "оныншы рет", "kk"),
    ("from 20 years", "жиырма жылдан", "kk"),
    ("the 22nd floor", "22-қабат", "kk"),
    ("the 22nd floor", "22-нші қабат", "kk"),
    ("the 3rd time", "ئۈچىنچى قېتىم", "ug"),
    ("twenty-one people", "жиырма бір адам", "kk"),
    ("21 people", "يىگىرمە بىر كىشى", "ug"),
    ("a 3-day visit", "трёхдневный визит", "ru"),
    ("a 12-year-old", "двенадцатилетний", "ru"),
    ("both 2 sides", "обе стороны", "ru"),
    ("half of the people", "адамдардың жартысы", "kk"),
    ("two thirds", "две трети", "ru"),
    ("for him and her", "ол үшін және оның үшін", "kk"),
    # Dates and times
    ("Feb 22, 2021", "22.02.2021", "ru"),
    ("Feb 22, 2021", "2021 жылғы 22 ақпан", "kk"),
    ("Feb 22, 2021", "22 февраля 2021 года", "ru"),
    ("Feb 22, 2021", "2021-يىلى 22-فېۋرال", "ug"),
    ("Feb 22, 2021", "2021-يىلى 2-ئاينىڭ 22-كۈنى", "ug"),
    ("on January 21", "21 қаңтарда", "kk"),
    ("By March 2019", "2019 жылғы наурызға қарай", "kk"),
    ("2021-02-22", "22 февраля 2021 года", "ru"),
    ("in May", "в мае", "ru"),
    ("It may rain.", "Может пойти дождь.", "ru"),
    ("They march.", "Они идут.", "ru"),
    ("on 22 Feb", "22.02", "ru"),
    ("at 5 p.m.", "в 17:00", "ru"),
    ("at 5 p.m.", "в 17.00", "ru"),
    ("at 5 pm", "сағат 17:00-де", "kk"),
    ("at 5:30 p.m.", "в 17:30", "ru"),
    ("at 9 a.m.", "сағат 9-да", "kk"),
    ("from 2 to 4 p.m.", "с 14:00 до 16:00", "ru"),
    ("from 10 to 11:30 p.m.", "с 22 часов до 23:30", "ru"),
    ("2–4 p.m.", "сағат 14:00–16:00", "kk"),
    # Eras and Roman numerals of languages whose words are not known
    ("in 2021", "ในปี 2564", "th"),
    ("in 1979", "در سال ۱۳۵۷", "fa"),
    ("the 19th century", "le XIXe siècle", "fr"),
    # Times by the signs for hours; scales in other cases, and before their figure
    ("at 6:30 p.m.", "à 18 h 30", "fr"),
    ("at 6:30 p.m.", "à 18h30.", "fr"),
    ("at 6:30 p.m.", "18时30分", "zh-Hans"),
    ("for 4h 20m", "4 ч 20 мин", "ru"),
    ("50,000 people", "50 ألفا", "ar"),
    ("3.5 billion", "bilioni 3.5", "sw"),
    ("the 1990s", "90-е годы", "ru"),
    ("the 1990s", "1990-жылдар", "kk"),
    ("in 2019-20", "в 2019–2020 годах", "ru"),
    ("from 2019 to 2022", "2019–2022 жылдары", "kk"),
    ("the 14th century", "XIV ғасыр", "kk"),
    ("the 21st century", "ХХІ ғасыр", "kk"),
    ("World War II", "Вторая мировая война", "ru"),
    # Percents, money
    ("10%", "10 %", "ru"),
    ("10 percent", "10 процентов", "ru"),
    ("10 percent", "10 пайыз", "kk"),
    ("10 percent", "10 پىرسەنت", "ug"),
    ("$5", "5 долларов", "ru"),
    ("$5", "5 доллар", "kk"),
    ("$5m", "5 млн долларов", "ru"),
    # Other scripts
    ("twenty-one thousand", "jiyrma bır myñ", "kk-Latn"),
    ("25,000", "جيىرما بەس مىڭ", "kk-Arab"),
    ("250,000", "ikki yüz ellik ming", "ug-Latn"),
    ("21", "йигирмә бир", "ug-Cyrl"),
    # Languages whose words are not known
    ("ten of 12", "tien van twaalf", "nl"),
]


@pytest.mark.parametrize(("source", "target", "locale"), SAME)
def test_one_value_written_two_ways_is_no_warning(source: str, target: str, locale: str) -> None:
    assert not ids(source, target, locale) & {"numbers", "units"}


def test_few_of_them_are_doubted() -> None:
    assert [row[:2] for row in SAME if ids(*row)] == [
        ("both 2 sides", "обе стороны"),
        ("ten of 12", "tien van twaalf"),
    ]


CHANGED = [
    ("10 people", "12 человек", "ru"),
    ("1,000 people", "100 адам", "kk"),
    ("1.5 percent", "15 процентов", "ru"),
    ("1.2 million", "1,2 млрд", "ru"),
    ("1.2 million", "1,2 مىڭ", "ug"),
    ("on March 22", "22 апреля", "ru"),
    ("on March 22", "22 сәуірде", "kk"),
    ("on March 22", "22-ئاپرېل", "ug"),
    ("in 2018", "в 2019 году", "ru"),
    ("at 5 p.m.", "в 18:00", "ru"),
    ("from 2 to 4 p.m.", "с 14:00 до 17:00", "ru"),
    ("at 6:30 p.m.", "à 17h30", "fr"),
    ("3.5 billion", "milioni 3.5", "sw"),
    ("half of them", "треть из них", "ru"),
    ("half of the men", "ерлердің үштен бірі", "kk"),
    ("a third of them", "половина из них", "ru"),
    ("in 2021", "ในปี 2565", "th"),
    ("1,200 people", "1850 คน", "th"),
    ("three people", "пять человек", "ru"),
    ("three people", "бес адам", "kk"),
    ("three people", "بەش كىشى", "ug"),
    ("10 people", "пять человек", "ru"),
    ("ten people", "5 адам", "kk"),
    ("١٢", "13", "ru"),
    ("99999999999999999999999999999999999", "99999999999999999999999999999999998", "ru"),
]


@pytest.mark.parametrize(("source", "target", "locale"), CHANGED)
def test_a_changed_number_is_a_warning(source: str, target: str, locale: str) -> None:
    assert any("the source has" in each for each in found(source, target, locale))


def test_a_changed_number_has_its_places_and_a_suggestion() -> None:
    pair = Pair(("In 10 days",), ("Через 12 дней",), Location("x.po"))
    run = BY_ID["numbers"].run
    assert run is not None
    (problem,) = run(pair, Locale("ru"))
    assert not isinstance(problem, str)
    assert (problem.target, problem.source, problem.suggestion) == ((6, 8), (3, 5), "10")


def test_a_lost_figure_is_a_warning() -> None:
    assert found("In 2018 he left.", "Он уехал.", "ru") == [
        "numbers: “2018” from the source is missing"
    ]


def test_an_added_figure_is_a_warning() -> None:
    assert found("He left.", "Он уехал в 2018 году.", "ru") == [
        "numbers: “2018” is not in the source"
    ]


def test_a_lost_number_word_is_a_hint() -> None:
    assert ids("Seven people came.", "Люди пришли.", "ru") == {"number-words"}


def test_a_figure_that_is_there_once_for_twice_is_a_hint() -> None:
    assert ids("33 letters, not 33.", "33 буквы.", "ru") == {"number-words"}


def test_a_figure_of_a_name_that_is_lost_is_a_hint() -> None:
    assert ids("the COVID-19 pandemic", "пандемия коронавируса", "ru") == {"number-words"}


def test_one_is_often_unsaid() -> None:
    assert ids("1 item", "элемент", "ru") == {"number-words"}


def test_articles_are_no_numbers() -> None:
    assert found("A man came.", "Бір адам келді.", "kk") == []


def test_a_homonym_is_no_number() -> None:
    assert found("It happened there.", "ئۇ يەردە يۈز بەردى.", "ug") == []


def test_another_currency_is_a_warning() -> None:
    assert ids("$5", "5 евро", "ru") == {"units"}


def test_another_unit_with_the_same_figure_is_a_warning() -> None:
    assert ids("100 miles away", "в 100 километрах", "ru") == {"units"}


@pytest.mark.parametrize(
    ("source", "target"), [("10% of them", "10 из них"), ("It costs $5.", "Это стоит 5.")]
)
def test_a_lost_percent_or_currency_is_a_warning(source: str, target: str) -> None:
    assert ids(source, target, "ru") == {"units"}


def test_a_percent_may_stand_at_the_end_of_a_range_only() -> None:
    assert found("10% to 20%", "от 10 до 20 процентов", "ru") == []


def test_units_that_changed_places_with_their_figures_are_right() -> None:
    assert found("5 days and 5 weeks", "5 недель и 5 дней", "ru") == []


def test_a_converted_figure_is_a_hint() -> None:
    assert ids("100 miles away", "в 160 километрах", "ru") == {"conversions"}


def test_a_badly_converted_figure_is_a_warning() -> None:
    assert "numbers" in ids("100 miles away", "в 250 километрах", "ru")


def test_words_of_an_unknown_language_are_not_missed() -> None:
    assert ids("12 people", "twaalf mensen", "nl") == {"number-words"}


@pytest.mark.slow
def test_a_script_without_a_conversion_has_no_words() -> None:
    assert not lexicon(Locale("ru-Latn")).knows_words
    assert lexicon(Locale("kk-CN")).knows_words


def test_large_figures_are_missed_in_any_language() -> None:
    assert ids("In 2018 he left.", "Er ging.", "de") == {"numbers"}


def test_credits_have_years_of_their_own() -> None:
    assert found(CREDITS_MESSAGE, "Айгүл <a@example.org>, 2021", "kk") == []


def test_a_text_full_of_figures_says_so_briefly() -> None:
    assert len(found("1 2 3 " * 1000, "x", "ru")) <= 100


def test_words_are_hints_and_figures_warnings() -> None:
    severities = {check.id: check.severity for check in CHECKS}
    assert severities == {
        "numbers": Severity.WARNING,
        "number-words": Severity.HINT,
        "units": Severity.WARNING,
        "conversions": Severity.HINT,
    }


@given(st.integers(min_value=2, max_value=10**12))
def test_grouping_never_changes_a_value(value: int) -> None:
    grouped = f"{value:,}"
    for separator in (" ", "\u00a0", "\u202f", "٬"):
        assert found(grouped, grouped.replace(",", separator), "ru") == []


@given(st.integers(min_value=2, max_value=10**9), st.integers(min_value=2, max_value=10**9))
def test_another_value_is_found(first: int, second: int) -> None:
    assert bool(found(f"{first} x", f"{second} x", "kk")) == (first != second)


@given(st.text(max_size=60), st.sampled_from(["kk", "ru", "ug", "kk-Latn", "de"]))
def test_a_copy_has_the_same_numbers(text: str, locale: str) -> None:
    assert found(text, text, locale, locale) == []


def test_the_underscore_of_an_access_key_makes_no_number_word() -> None:
    assert ids("H_eight of the box", "Қораптың б_иіктігі үші_н", "kk") == set()


@pytest.mark.parametrize("locale", ["kk", "ru", "ug", "zh-Hans"])
def test_a_number_of_forty_digits_is_compared_too(locale: str) -> None:
    text = "1" + 40 * "0"
    assert found(text, text, locale, locale) == []
    assert found(f"{text} x", f"{text}0 x", locale) != []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("copy %s to %s", "в %2$s скопировать %1$s"),
        ("sum 1a79a4d60de6718e8e5b326e338ae533", "сумма"),
    ],
)
def test_places_of_arguments_and_checksums_are_no_numbers(source: str, target: str) -> None:
    assert not ids(source, target, "ru") & {"numbers", "number-words"}


@pytest.mark.parametrize("target", ["Су ауылға жетті.", "Жылы көктем жетер", "Бақшаға гүл екті."])
def test_kazakh_verbs_are_no_numbers(target: str) -> None:
    assert "number-words" not in ids("The water came.", target, "kk")


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("freed on 3 May and jailed on 5 June", "освободили 5 июня, посадили 3 мая", "ru"),
        ("Of the 12, 5 were freed and 7 charged.", "Из 12 7 отпустили, 5 обвинили.", "ru"),
        ("first 20 women, then 35 men", "сначала 35 женщин, потом 20 мужчин", "ru"),
        ("first 20 women, then 35 men", "primero 35 mujeres, luego 20 hombres", "es"),
    ],
)
def test_two_numbers_that_have_changed_places_are_a_warning(
    source: str, target: str, locale: str
) -> None:
    assert "numbers" in ids(source, target, locale)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("5 of the 12 men", "из 12 мужчин 5", "ru"),
        ("2 out of 3 voted", "из 3 проголосовали 2", "ru"),
        ("20 women came. Then 35 men came.", "Пришли 35 мужчин. А до того 20 женщин.", "ru"),
        ("5 km in 20 minutes", "за 20 минут 5 км", "ru"),
        ("first 20 women, then 35 men", "35 ер адамнан бұрын 20 әйел", "kk"),
    ],
)
def test_another_order_that_a_language_may_have_is_right(
    source: str, target: str, locale: str
) -> None:
    assert "numbers" not in ids(source, target, locale)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("More than 360,000 people died there since 2011.", "С 2011 года там погибло 360 000."),
        ("1,127 fled, compared with 2,706 then.", "Тогда бежали 2706, а теперь 1127."),
    ],
)
def test_what_other_languages_say_first_has_not_changed_places(source: str, target: str) -> None:
    assert "numbers" not in ids(source, target, "ru")

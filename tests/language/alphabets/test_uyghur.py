import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.language.alphabets.tables import section
from toolkit.language.alphabets.uyghur import (
    cyrillic_ending,
    from_cyrillic,
    from_latin,
    latin_ending,
    normalise,
    to_cyrillic,
    to_latin,
)

DATA = Path(__file__).parents[2] / "data" / "transliteration"
LETTERS = "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە"
VOWELS = "اەوۇۆۈېى"
# Letters that clash, meet in Chinese names or join in one Cyrillic letter come together often.
CROWDED = "ئئاۇۈەېنگڭغسزھيتگجخ"

arabic_words = st.text(LETTERS, min_size=1, max_size=14) | st.text(CROWDED, min_size=1, max_size=8)


def pairs(name: str) -> list[tuple[str, str]]:
    """Read the table of words in Arabic and in other letters."""
    groups = tomllib.loads((DATA / name).read_text("utf-8")).values()
    return [pair for group in groups for pair in group["words"].items()]


LATIN = pairs("uyghur-latin.toml")
CYRILLIC = pairs("uyghur-cyrillic.toml")


@pytest.mark.parametrize("table", [LATIN, CYRILLIC], ids=["latin", "cyrillic"])
def test_a_table_has_three_hundred_words_of_each_alphabet(table: list[tuple[str, str]]) -> None:
    assert min(len({a for a, _ in table}), len({b for _, b in table})) >= 300


@pytest.mark.parametrize(("arabic", "latin"), LATIN)
def test_words_of_the_table_are_written_in_latin_letters(arabic: str, latin: str) -> None:
    assert to_latin(arabic) == latin


@pytest.mark.parametrize(("arabic", "latin"), LATIN)
def test_words_of_the_table_are_read_from_latin_letters(arabic: str, latin: str) -> None:
    assert from_latin(latin) == arabic


@pytest.mark.parametrize(("arabic", "cyrillic"), CYRILLIC)
def test_words_of_the_table_are_written_in_cyrillic_letters(arabic: str, cyrillic: str) -> None:
    assert to_cyrillic(arabic) == cyrillic


@pytest.mark.parametrize(("arabic", "cyrillic"), CYRILLIC)
def test_words_of_the_table_are_read_from_cyrillic_letters(arabic: str, cyrillic: str) -> None:
    assert from_cyrillic(cyrillic) == arabic


@given(arabic_words)
def test_every_word_comes_back_from_latin_letters(word: str) -> None:
    assert from_latin(to_latin(word)) == normalise(word)


@given(arabic_words)
def test_every_word_comes_back_from_cyrillic_letters(word: str) -> None:
    assert from_cyrillic(to_cyrillic(word)) == normalise(word)


@given(arabic_words)
def test_letters_of_the_alphabet_are_normal(word: str) -> None:
    assert normalise(word) == word


@given(arabic_words)
def test_a_word_spelled_by_the_rules_leaves_no_arabic_letter(word: str) -> None:
    spelled = re.sub(f"ئ(?![{VOWELS}])", "", word)
    assert not re.search("[\u0600-\u06ff]", to_latin(spelled) + to_cyrillic(spelled))


@given(st.text())
def test_any_text_can_be_converted_twice_with_the_result_of_once(text: str) -> None:
    for convert in (to_latin, to_cyrillic, from_latin, from_cyrillic, normalise):
        once = convert(text)
        assert convert(once) == once


@given(st.text(LETTERS + "کیهہعحںـ\u0654\u064b\ufb50\ufbea\ufee9\ufef4abgh'", max_size=10))
@example("كى\u0640\u0654شى")
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("latin", [latin for _, latin in LATIN[:40]])
def test_latin_words_are_latin_already(latin: str) -> None:
    assert to_latin(latin) == latin


def test_a_word_of_the_target_keeps_its_case_and_its_apostrophe() -> None:
    assert to_latin("Mes’ul") == "Mes’ul"
    assert to_cyrillic("Уйғур") == "Уйғур"
    assert from_latin("ئۇيغۇر") == from_cyrillic("ئۇيغۇر") == "ئۇيغۇر"


def test_a_word_that_is_misspelled_in_the_target_is_not_touched_either() -> None:
    assert from_latin("کتاب") == "کتاب"
    assert from_cyrillic("ساەت") == "ساەت"


@pytest.mark.parametrize("spelling", ["sa'et", "sa’et", "saʼet", "Saet", "SA‘ET"])
def test_latin_is_read_with_any_apostrophe_between_vowels_or_none(spelling: str) -> None:
    assert from_latin(spelling) == "سائەت"


@pytest.mark.parametrize("spelling", ["bëliq", "béliq", "BE\u0308LIQ", "Be\u0301liq"])
def test_both_letters_of_the_fifth_vowel_are_read_composed_or_not(spelling: str) -> None:
    assert from_latin(spelling) == "بېلىق"


def test_the_letter_of_before_2008_can_be_written() -> None:
    assert to_latin("بېلىق", e_letter="é") == "béliq"


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("qilinghan", "قىلىنغان"),
        ("muellim", "مۇئەللىم"),
        ("dua", "دۇئا"),
        ("radio", "رادىئو"),
        ("UYGHURCHE", "ئۇيغۇرچە"),
        ("uz'hal", "ئۇزھال"),
        ("guzʹhal", "گۇزھال"),
        ("a'b", "ئاب"),
    ],
)
def test_latin_spellings_that_people_write_are_read(latin: str, arabic: str) -> None:
    assert from_latin(latin) == arabic


@pytest.mark.parametrize(
    ("cyrillic", "arabic"),
    [
        ("цирк", "سىرك"),
        ("Социализм", "سوتسىيالىزم"),
        ("станция", "ستانتسىيە"),
        ("ассоциация", "ئاسسوتسىياتسىيە"),
        ("щётка", "شيوتكا"),
        ("экран", "ئېكران"),
        ("мыс", "مىس"),
        ("альбом", "ئالبوم"),
        ("Нью", "نيۇ"),
        ("ёлка", "يولكا"),
        ("йаз", "ياز"),
        ("пьеса", "پيېسا"),
        ("объектлар", "ئوبيېكتلار"),
        ("сән'әт", "سەنئەت"),
        ("сән’әт", "سەنئەت"),
        ("КОМПЬЮТЕР", "كومپيۇتېر"),
        ("И\u0306оқ", "يوق"),
    ],
)
def test_cyrillic_letters_of_loans_are_read_by_sound(cyrillic: str, arabic: str) -> None:
    assert from_cyrillic(cyrillic) == arabic


@pytest.mark.parametrize(
    "word", ["عالم", "والله", "قازاقعا", "رئيس", "کتاب", "ئ", "ئئا", "جەمئ", "مُدير"]
)
def test_a_word_that_is_not_spelled_as_uyghur_stays_as_it_is(word: str) -> None:
    assert to_latin(word) == to_cyrillic(word) == word


@pytest.mark.parametrize("word", ["Microsoft", "MTV", "Çelik", "Юсуп", "中文", "i̇", "x9c", ""])
def test_a_word_with_a_letter_the_latin_alphabet_has_not_stays_as_it_is(word: str) -> None:
    assert from_latin(word) == word


@pytest.mark.parametrize("word", ["Ұлт", "Україна", "Uyghur", "中文", ""])
def test_a_word_with_a_letter_the_cyrillic_alphabet_has_not_stays_as_it_is(word: str) -> None:
    assert from_cyrillic(word) == word


@pytest.mark.parametrize(("ruled", "usual"), section("ug/cyrillic", "loans").items())
def test_the_usual_form_of_a_loan_reads_as_the_ruled_one(ruled: str, usual: str) -> None:
    assert re.search("[эёцщьы]|ъе", usual)
    assert to_cyrillic(from_cyrillic(ruled) + "لار") == usual + "лар"
    assert from_cyrillic(usual + "лар") == from_cyrillic(ruled + "лар")


def test_only_the_arabic_letters_of_a_mixed_word_are_converted() -> None:
    assert to_latin("DVDنى") == "DVDni"
    assert to_cyrillic("DVDنى") == "DVDни"


def test_a_vowel_without_its_hemze_is_marked_so_that_it_comes_back() -> None:
    assert (to_latin("ساەت"), to_cyrillic("ساەت")) == ("saeʹt", "саәʹт")
    assert from_latin("saeʹt") == from_cyrillic("саәʹт") == "ساەت"


def test_a_hemze_that_cyrillic_would_not_expect_is_written() -> None:
    assert to_cyrillic("شىنخۇئا") == "шинхуъа"
    assert from_cyrillic("шинхуъа") == "شىنخۇئا"


def test_the_vowel_that_begins_an_ending_misses_no_hemze() -> None:
    assert (latin_ending("ىنىڭ"), cyrillic_ending("ىنىڭ")) == ("ining", "иниң")
    assert (latin_ending("لار"), cyrillic_ending("لار")) == ("lar", "лар")


def test_soft_hyphens_stay_where_they_are() -> None:
    assert from_latin(to_latin("ئۇي\u00adئا\u00adى\u00adغۇر")) == "ئۇي\u00adئا\u00adى\u00adغۇر"
    assert from_cyrillic(to_cyrillic("سا\u00adئەت")) == "سا\u00adئەت"


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("ﺋﯘﻳﻐﯘﺭ", "ئۇيغۇر"),
        ("ﯪﺩﻩﻡ", "ئادەم"),
        ("ي\u0654ۇيغۇر", "ئۇيغۇر"),
        ("ى\u0654ۇيغۇر", "ئۇيغۇر"),
        ("ئۇيغـــۇر", "ئۇيغۇر"),
        ("کىشی", "كىشى"),
        ("ئۇیغۇر", "ئۇيغۇر"),
        ("ئادهم", "ئادەم"),
        ("هەممە", "ھەممە"),
        ("ئای", "ئاي"),
        ("ئی", "ئى"),
        ("ئیلی", "ئىلى"),
        ("مىللیی", "مىللىي"),
        ("شەہەر", "شەھەر"),
    ],
)
def test_letters_that_look_like_uyghur_ones_become_those(written: str, standard: str) -> None:
    assert normalise(written) == standard


@pytest.mark.parametrize(
    "text", ["کتاب", "هوای خوب", "علی", "بيت", "في", "الله", "ﷲ", "ﷺ", "\ufeff", "﴾", "ـ", "ﹰ"]
)
def test_arabic_and_persian_words_and_signs_are_left_alone(text: str) -> None:
    assert normalise(text) == text


def test_only_the_uyghur_words_of_a_text_are_normalised() -> None:
    assert normalise("«کتاب» دېگەن کىشی، A_ک") == "«کتاب» دېگەن كىشى، A_ک"


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        ("رېسپۇبلىكىنى", "республикини"),
        ("رېسپۇبلىكىسى", "республикиси"),
        ("مەلىكىنى", "мәликини"),
        ("شەھەرلىگىمۇ", "шәһәрлигиму"),
        ("باقىدۇ", "бақиду"),
        ("يۈەن", "йүән"),
        ("ژىلېتكا", "жилетка"),
        ("يولى", "йоли"),
        ("يېزىقى", "йезиқи"),
    ],
)
def test_what_only_looks_like_a_sounded_letter_stays(arabic: str, cyrillic: str) -> None:
    assert to_cyrillic(arabic) == cyrillic
    assert from_cyrillic(cyrillic) == arabic


def test_another_press_is_read_too() -> None:
    assert from_cyrillic("йили") == "يىلى"
    assert from_cyrillic("кәлгәнликини") == "كەلگەنلىكىنى"

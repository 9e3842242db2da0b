from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.directions import Kind, direction_runs, foreign_runs

TEXTS = st.text(alphabet="aZ é1٣ -./:&’'«»()،ئۇ\u064e\u200d\u200eц\n", max_size=40)


def runs(text: str, direction: str = "rtl") -> list[str]:
    return [text[start:end] for start, end in foreign_runs(text, direction)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ئاقان Eurasianet تورىغا", ["Eurasianet"]),
        ("ئۇ New York شەھىرىدە", ["New York"]),
        ("ئۇ RFE/RL دېدى", ["RFE/RL"]),
        ("ئۇ Gu Ming’s Blog دېدى", ["Gu Ming’s Blog"]),
        ("ئۇ U.S. Army دېدى", ["U.S. Army"]),
        ("ئۇ AT&T دېدى", ["AT&T"]),
        ("ئۇ https://rferl.org/a?b=1 دېدى", ["https://rferl.org/a?b=1"]),
        ("ئۇ https://rferl.org/ دېدى", ["https://rferl.org/"]),
        ("ئۇ (www.rferl.org/a/)، دېدى", ["www.rferl.org/a/"]),
        ("ئۇ Boeing 747 Max دېدى", ["Boeing 747 Max"]),
    ],
)
def test_a_name_is_one_run(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_digits_and_signs_of_a_word_stay_with_it() -> None:
    assert runs("COVID-19 ۋە 3D ۋە C++ ۋە #Xinjiang") == ["COVID-19", "3D", "C++", "#Xinjiang"]


def test_a_number_beside_a_name_is_not_of_it() -> None:
    assert runs("2021 BBC 2018") == ["BBC"]


def test_a_suffix_in_the_texts_own_script_is_not_of_the_name() -> None:
    assert runs("BBC-نىڭ") == ["BBC"]


@pytest.mark.parametrize("between", ["، ", ", ", "» «", " («", "; "])
def test_names_in_a_list_or_in_quotes_are_runs_of_their_own(between: str) -> None:
    assert runs(f"BBC{between}CNN") == ["BBC", "CNN"]


def test_the_full_stop_belongs_to_the_sentence() -> None:
    assert runs("ئۇ BBC.") == ["BBC"]


def test_text_of_one_direction_has_no_runs() -> None:
    assert runs("Қазақстан және Eurasianet, 2021", "ltr") == []


def test_words_from_right_to_left_are_foreign_in_a_left_to_right_text() -> None:
    assert runs("ұйғырша «ئۇيغۇر ئېلى» деген", "ltr") == ["ئۇيغۇر ئېلى"]


def test_direction_marks_are_no_words() -> None:
    assert runs("ئۇ \u200e دېدى") == []


NUMBERS = (
    "+1 202 555 0100",
    "8-800-000-00-00",
    "+7 (727) 250-00-00",
    "(202) 555-0100",
    "7-4567/2021",
    "40817 8100 5500 0123",
    "1 234 567",
    "-15",
    "−15,5%",
    "<5",
    ">=10%",
    "≤2.5",
    "~300",
    "10^-3",
    "±5",
    "-$5",
    "2021-02-22",
    "2021-02-22 10:30",
    "2019–2021",
    "10:30 – 12:00",
    "10%–15%",
    "3-2",
    "3 : 2",
    "19(2)",
    "6(1)(4)-7",
    "192.0.2.1 : 8080",
    "[2001:db8::1]:443",
    "978-5-17-118366-9",
    "43.2389, 76.8897",
    "43°15′ 76°57′",
    "1280 × 960",
    "2 + 2 = 4",
    "2½",
    "10⁻⁶",
    "1'000",
    "*100#",
    "۱۲-۱۵",
    "#12-3",
    "10-20₸",
    "10 ± 2",
    "2 < 3",
    "4°30'15\"",
)
CODES = (
    "01 KG 123 ABC",
    "123 ABC 02",
    "A 123 BC 77",
    "N 12345678",
    "KZ86 125K ZT20 0410 0100",
    "43°15′N 76°57′E",
    "1280×960px",
    "19(2)(b)",
    "-15°C",
)
RIGHT = (
    "10:30",
    "22.02.2021",
    "112",
    "50%",
    "50 %",
    "1,234.5",
    "1\u00a0234",
    "24/7",
    "192.0.2.1:8080",
    "#12",
    "20₸",
)


def numbers(text: str) -> list[tuple[str, Kind]]:
    return [(text[run.start : run.end], run.kind) for run in direction_runs(text, "rtl")]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["ئۇ {} دېدى", "{}", "ئۇ ({})، دېدى", "«{}» دېدى"])
def test_a_number_of_several_parts_is_one_run(number: str, around: str) -> None:
    kind = Kind.WORDS if any(char.isalpha() for char in number) else Kind.NUMBER
    assert numbers(around.format(number)) == [(number, kind)]


@pytest.mark.parametrize("code", CODES)
def test_letters_among_digits_are_of_the_number(code: str) -> None:
    assert numbers(f"ئۇ {code} دېدى") == [(code, Kind.WORDS)]


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_that_is_right_by_itself_is_no_run(number: str) -> None:
    assert numbers(f"ئۇ {number} دېدى") == []


@pytest.mark.parametrize("text", ["22-فېۋرال", "1, 2, 3", "2021 — 15", "سۆز-15", "2021-يىلى 5-بەت"])
def test_numbers_that_only_stand_together_are_no_run(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("number", ["٠١٢ ٣٤٥ ٦٧٨", "+٩٦٦ ١١", "٢٠٢١-٠٢-٢٢"])
def test_one_number_in_arabic_digits_is_overridden(number: str) -> None:
    assert numbers(f"رقم {number} هنا") == [(number, Kind.ARABIC_INDIC)]


@pytest.mark.parametrize("number", ["١٠-٢٠", "٣–٢", "-٥", "١٠:٣٠", "١٩(٢)"])
def test_arabic_digits_have_ranges_and_signs_as_arabic_writes_them(number: str) -> None:
    assert numbers(f"رقم {number} هنا") == []


@pytest.mark.parametrize("text", ["%1$s", "{name 5-6}", "${a-1}", "{{ a 1-2 }}", "%(count)d"])
def test_a_placeholder_stays_whole(text: str) -> None:
    assert numbers(f"ئۇ {text} دېدى") == []


def test_a_number_beside_a_name_is_a_run_of_its_own() -> None:
    assert numbers("ISBN 978-5-17-118366-9") == [
        ("ISBN", Kind.WORDS),
        ("978-5-17-118366-9", Kind.NUMBER),
    ]


@given(st.text(alphabet="12٣۴ +-–./:,()°%*#$aZ ئ\u2066\u2069\u200e", max_size=40))
def test_runs_do_not_overlap_and_each_has_a_digit_or_letter(text: str) -> None:
    runs = direction_runs(text, "rtl")
    assert all(one.end <= other.start for one, other in pairwise(runs))
    assert all(any(char.isalnum() for char in text[run.start : run.end]) for run in runs)


@pytest.mark.slow
@given(TEXTS)
def test_every_foreign_letter_is_isolated_and_no_letter_of_ones_own(text: str) -> None:
    within = "".join(runs(text))
    assert sum(char in "aZéц" for char in within) == sum(char in "aZéц" for char in text)
    assert not set(within) & set("ئۇ«»()،")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ئۇ https://rferl.org/Well_(water) دېدى", "https://rferl.org/Well_(water)"),
        ("ئۇ (https://rferl.org/Well_(water)_2). دېدى", "https://rferl.org/Well_(water)_2"),
        ("ئۇ https://rferl.org/?a[]=b&c دېدى", "https://rferl.org/?a[]=b&c"),
    ],
)
def test_an_address_with_brackets_is_one_run(text: str, address: str) -> None:
    assert [text[run.start : run.end] for run in direction_runs(text, "rtl")] == [address]


@pytest.mark.parametrize("sign", "+±∓~≈<>≤≥≪≫-‐‑‒–−#$€₸½²")
def test_a_number_begins_with_its_sign(sign: str) -> None:
    text = f"ئۇ {sign}1 2 ئۇ"
    assert [text[run.start : run.end] for run in direction_runs(text, "rtl")] == [f"{sign}1 2"]


@pytest.mark.parametrize("code", ["(123) 45678", "*123#", "[::1]:80", "A 123", "Ж 123"])
def test_what_begins_with_no_digit_is_a_number_from_there(code: str) -> None:
    text = f"ئۇ {code} ئۇ"
    assert [text[run.start : run.end] for run in direction_runs(text, "rtl")] == [code]


@given(st.text(alphabet="12٣۴ +-–./:,()°%*#$aZ{}&;ئ\u2066\u2069\u200e\ufffc", max_size=40))
def test_elements_at_the_end_of_a_text_change_no_run(text: str) -> None:
    for direction in ("ltr", "rtl"):
        assert direction_runs(f"{text}\ufffc", direction) == direction_runs(text, direction)

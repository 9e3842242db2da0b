import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.editions.bidi import foreign_runs, isolate

TEXTS = st.text(alphabet="aZ é1٣ -./:&’'«»()،ئۇ\u064e\u200d\u200eц\n", max_size=40)


def runs(text: str, direction: str = "rtl") -> list[str]:
    return [text[start:end] for start, end in foreign_runs(text, direction)]


def isolated(xml: str, direction: str = "rtl") -> str:
    return etree.tostring(isolate(etree.fromstring(xml), direction), encoding="unicode")


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


def test_runs_are_wrapped_in_texts_and_tails() -> None:
    assert (
        isolated("<p>BBC ۋە <em>CNN</em> ۋە AFP دېدى</p>")
        == "<p><bdi>BBC</bdi> ۋە <em><bdi>CNN</bdi></em> ۋە <bdi>AFP</bdi> دېدى</p>"
    )


def test_an_element_with_its_own_direction_is_left_alone() -> None:
    xml = '<p>ئۇ <span dir="ltr">BBC</span> <bdi>CNN</bdi></p>'
    assert isolated(xml) == xml


def test_the_tree_is_not_changed() -> None:
    root = etree.fromstring("<p>ئۇ BBC</p>")
    isolate(root, "rtl")
    assert etree.tostring(root, encoding="unicode") == "<p>ئۇ BBC</p>"


@given(TEXTS, TEXTS, st.sampled_from(["ltr", "rtl"]))
def test_isolation_keeps_every_character(text: str, tail: str, direction: str) -> None:
    root = etree.Element("p")
    root.text = text
    etree.SubElement(root, "em").tail = tail
    assert isolate(root, direction).xpath("string()") == text + tail


@given(TEXTS)
def test_every_foreign_letter_is_isolated_and_no_letter_of_ones_own(text: str) -> None:
    within = "".join(runs(text))
    assert sum(char in "aZéц" for char in within) == sum(char in "aZéц" for char in text)
    assert not set(within) & set("ئۇ«»()،")

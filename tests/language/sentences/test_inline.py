from hypothesis import given
from hypothesis import strategies as st

from tests.language.sentences.srx_files import read, rule
from toolkit.base.bcp47 import Locale
from toolkit.base.text import (
    Code,
    CodeKind,
    Text,
    TextBuilder,
    message_codes,
    parse_text,
    to_message,
)
from toolkit.language.sentences import rules_for, split_text
from toolkit.language.sentences.segmentation_rules import FormatHandling
from toolkit.language.sentences.segmenter import Layer, Segmenter

ENGLISH = rules_for(Locale("en"))


def split(message: str, segmenter: Segmenter = ENGLISH) -> list[str]:
    text = parse_text(message, message_codes(message))
    return [to_message(segment) for segment in split_text(text, segmenter)]


def test_codes_are_transparent_to_the_rules() -> None:
    assert split("Dr<em>.</em> Who left. <b>They</b> stayed.") == [
        "Dr<em>.</em> Who left. ",
        "<b>They</b> stayed.",
    ]


def test_a_text_without_codes_is_split_as_a_string() -> None:
    assert split("One. Two.") == ["One. ", "Two."]


def test_an_empty_text_has_no_segments() -> None:
    assert split("") == []


def test_a_closing_code_after_the_stop_stays_with_its_sentence() -> None:
    assert split("<em>He left.</em> They stayed.") == ["<em>He left.</em> ", "They stayed."]


def test_a_closing_code_after_the_space_stays_too() -> None:
    assert split("<em>He left. </em>They stayed.") == ["<em>He left. </em>", "They stayed."]


def test_an_opening_code_begins_the_next_sentence() -> None:
    assert split("He left. <a1>They</a1> stayed.") == ["He left. ", "<a1>They</a1> stayed."]


def test_a_break_never_falls_inside_a_pair() -> None:
    assert split("<em>He left. They stayed.</em> We slept.") == [
        "<em>He left. They stayed.</em> ",
        "We slept.",
    ]


def test_a_break_moves_out_of_a_pair_that_begins_in_the_space() -> None:
    assert split("He left.<em> They stayed.</em>") == ["He left.", "<em> They stayed.</em>"]


def test_an_empty_code_begins_the_next_sentence() -> None:
    assert split("He left. <img1/>They stayed.") == ["He left. ", "<img1/>They stayed."]


def test_an_empty_pair_is_not_cut() -> None:
    assert split("He left. <i></i>They stayed.") == ["He left. ", "<i></i>They stayed."]


def test_a_lone_code_makes_no_pair() -> None:
    text: Text = ("He left. They ", Code("em", CodeKind.CLOSE), "stayed. We slept.")
    assert len(split_text(text, ENGLISH)) == 3


def test_the_header_of_the_rules_says_where_codes_go() -> None:
    rules = read(rule(r"\.", r"\s")).for_tag("en")
    made = Segmenter([Layer("own.srx", rules)], FormatHandling(isolated=True))
    assert split("One. <br/>two.", made) == ["One. <br/>", "two."]


STRINGS = st.sampled_from(["He left.", " They stayed.", " ", "No! ", "“Why?” ", "x"])
CODES = st.builds(Code, st.sampled_from(["a", "b"]), st.sampled_from(CodeKind))
TEXTS = st.lists(st.one_of(STRINGS, CODES), max_size=12)


def joined(parts: list[str | Code]) -> Text:
    builder = TextBuilder()
    for part in parts:
        builder.add(part)
    return builder.text()


@given(TEXTS)
def test_segments_of_any_text_put_together_give_it_back(parts: list[str | Code]) -> None:
    text = joined(parts)
    segments = split_text(text, ENGLISH)
    assert joined([part for segment in segments for part in segment]) == text
    assert all(segments)


@given(TEXTS)
def test_no_segment_has_half_a_pair_of_a_well_nested_text(parts: list[str | Code]) -> None:
    text = joined([Code("p", CodeKind.OPEN), *parts[:6], Code("p", CodeKind.CLOSE), *parts[6:]])
    for segment in split_text(text, ENGLISH):
        opened = [part for part in segment if part == Code("p", CodeKind.OPEN)]
        closed = [part for part in segment if part == Code("p", CodeKind.CLOSE)]
        assert len(opened) == len(closed)

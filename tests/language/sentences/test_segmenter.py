import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.language.sentences.srx_files import read, rule, segmenter
from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.language.sentences import rules_for

V1 = regex.VERSION1
STOP = rule(r"\.", r"\s")


def test_segments_join_to_the_text() -> None:
    text = "  One.  Two.\n\nThree. "
    assert "".join(segmenter(STOP).split(text)) == text


def test_white_space_belongs_to_the_segment_before() -> None:
    assert segmenter(STOP).split("One.  Two.\n\nThree. ") == ["One.  ", "Two.\n\n", "Three. "]


def test_white_space_alone_is_no_segment() -> None:
    assert segmenter(rule(r"\n", None)).split("\n\nOne\n\n") == ["\n\nOne\n\n"]


@pytest.mark.parametrize("text", ["", " ", "One", "One."])
def test_what_cannot_break_is_one_segment(text: str) -> None:
    assert segmenter(STOP).split(text) == ([text] if text else [])


@pytest.mark.slow
def test_the_first_rule_that_matches_wins() -> None:
    exception = rule(r"Mr\.", r"\s", breaks=False)
    assert segmenter(exception, STOP).split("Mr. A. B") == ["Mr. A. ", "B"]
    assert segmenter(STOP, exception).split("Mr. A. B") == ["Mr. ", "A. ", "B"]


def test_an_exception_between_two_rules_holds_against_the_second_only() -> None:
    rules = (rule("a", "b"), rule("a", None, breaks=False), rule("a", "c"), rule("c", None))
    assert segmenter(*rules).split("abacad") == ["a", "bac", "ad"]


def test_an_empty_exception_holds_everywhere() -> None:
    assert segmenter(rule(None, None, breaks=False), STOP).split("One. Two") == ["One. Two"]


def test_an_empty_rule_breaks_everywhere() -> None:
    assert segmenter(rule(None, None)).split("abc") == ["a", "b", "c"]


def test_rules_are_the_same_for_the_same_arguments() -> None:
    own = read(STOP)
    assert rules_for(Locale("kk"), [own]) is rules_for(Locale("kk"), [own])


def test_a_complete_file_decides_alone() -> None:
    own = read(rule(";", r"\s"), cascade="no")
    assert rules_for(Locale("en"), [own]).split("One. Two; three.") == ["One. Two; ", "three."]


def test_a_file_with_cascade_decides_before_the_toolkits_rules() -> None:
    own = read(rule(";", r"\s"), rule(r"Zt\.", r"\s", breaks=False), cascade="yes")
    text = "The Zt. Park is open; go. Nobody came."
    assert rules_for(Locale("en"), [own]).split(text) == [
        "The Zt. Park is open; ",
        "go. ",
        "Nobody came.",
    ]


def test_an_exception_after_the_space_holds_like_one_before_it() -> None:
    own = read(rule(r"Zt\.\s", None, breaks=False), cascade="yes")
    assert rules_for(Locale("en"), [own]).split("The Zt. Park.") == ["The Zt. Park."]


def test_the_first_of_two_files_decides() -> None:
    first = read(rule(r"Zt\.", r"\s", breaks=False), cascade="yes")
    second = read(rule(r"\.", r"\s"), cascade="yes")
    assert rules_for(Locale("en"), [first, second]).split("Zt. a. b") == ["Zt. a. ", "b"]


def test_a_file_without_a_map_for_the_language_says_nothing() -> None:
    own = read(rule(";", r"\s"))
    object.__setattr__(own, "maps", ())
    assert rules_for(Locale("en"), [own]).split("One; two. Three.") == ["One; two. ", "Three."]


EXPRESSIONS = st.sampled_from(
    [
        *("", "a", "b", "ab", "[ab]", "a+", "(?:ab)+", "a|bc", "b?c", "[^a]", "a{2}", "(?i:A)b"),
        *(
            "c*a",
            r"\s",
            r"\s+\p{Lu}",
            r"\p{Lu}\p{L}",
            r"\w",
            r"\W",
            r"\d\s?",
            r"\ba",
            r"[\p{Lu}1]b",
        ),
        *(r"(?:a\s?)?b", "(?=a)", "(?!a)", "(?=[ab])a", "[[ab]c]", "(?i)ж", r"\p{L}+\s", "(a|b)c"),
        *("[ab]{1,3}1", r"(?:\.|…)\s*", "[a-c&&[^b]]", r"\Aa", "(?:a|)b", r"(?:\s|a?)b"),
    ]
)
RULES = st.lists(st.tuples(st.booleans(), EXPRESSIONS, EXPRESSIONS), min_size=1, max_size=6)
TEXTS = st.text("abcA1 \n.…Жжß\u0301", max_size=12)


def naive_breaks(rules: list[tuple[bool, str, str]], text: str) -> list[int]:
    """Return the breaks as SRX 2.0 defines them, by trying everything."""
    found = []
    for place in range(1, len(text)):
        for breaks, before, after in rules:
            if ends_at(before, text, place) and regex.compile(after, V1).match(text, place):
                if breaks:
                    found.append(place)
                break
    # White space belongs to the segment before, and is none alone.
    moved = {len(text) - len(text[place:].lstrip()) for place in found}
    return sorted(place for place in moved if place < len(text) and text[:place].strip())


def ends_at(before: str, text: str, place: int) -> bool:
    here = rf"(?<=\A[\s\S]{{{place}}})"
    pattern = regex.compile(f"(?:{before}){here}", V1)
    return any(pattern.match(text, start) for start in range(place + 1))


@pytest.mark.slow
@examples(400)
@given(RULES, TEXTS)
def test_breaks_are_those_of_the_definition(rules: list[tuple[bool, str, str]], text: str) -> None:
    made = segmenter(*(rule(before, after, breaks=breaks) for breaks, before, after in rules))
    assert made.breaks(text) == naive_breaks(rules, text)


@pytest.mark.slow
@given(
    st.text("aA.?!… \n\"“”«»'()1ж؟ ئ。", max_size=60),
    st.sampled_from(["en", "ru", "kk", "ug", "zh"]),
)
def test_segments_of_any_text_join_to_it(text: str, tag: str) -> None:
    segments = rules_for(Locale(tag)).split(text)
    assert "".join(segments) == text
    assert all(segment and not segment[0].isspace() for segment in segments[1:])


@pytest.mark.slow
def test_rules_that_take_too_long_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.language.sentences.segmenter._SECONDS", 0.2)
    made = segmenter(rule("y", ".*.*.*.*.*.*z"))
    with pytest.raises(ToolkitError) as caught:
        made.breaks("y" * 5000)
    assert caught.value.findings[0].code == "srx-time"
    assert str(caught.value).startswith("own.srx: error:")


@pytest.mark.slow
@pytest.mark.parametrize(
    "stuff", ["a", "a ", " ", "\n", ".", ". ", '"', "(", "A. ", "[1] ", "1. A "]
)
@pytest.mark.parametrize("tag", ["en", "ug"])
def test_much_of_anything_is_read_once(stuff: str, tag: str) -> None:
    # Quadratic time would take minutes here, and be seen.
    text = stuff * (100_000 // len(stuff))
    assert "".join(rules_for(Locale(tag)).split(text)) == text

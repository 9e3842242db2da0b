from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import Location
from toolkit.base.text import Code, CodeKind, Text, plain
from toolkit.checks.mending import Flaw, code_places, mend, reported, touches
from toolkit.checks.pair import Pair

OPEN, CLOSE = Code("em", CodeKind.OPEN), Code("em", CodeKind.CLOSE)
TEXTS = st.lists(st.one_of(st.text("ab ", max_size=6), st.sampled_from([OPEN, CLOSE]))).map(
    lambda parts: tuple(part for part in parts if part)
)


@given(TEXTS, st.data())
def test_words_are_mended_and_codes_kept(text: Text, data: st.DataObject) -> None:
    words = plain(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=6)))
    edits = [(place, "X") for place in zip(cuts[::2], cuts[1::2], strict=False)]
    expected, position = "", 0
    for (start, end), meant in edits:
        expected += words[position:start] + meant
        position = end
    mended = mend(text, edits)
    assert plain(mended) == expected + words[position:]
    assert [each for each in mended if isinstance(each, Code)] == [
        each for each in text if isinstance(each, Code)
    ]


def test_an_edit_over_a_code_stands_before_it() -> None:
    assert mend(("a ", OPEN, " b", CLOSE), [((1, 3), " ")]) == ("a ", OPEN, "b", CLOSE)


def test_an_insertion_between_words_and_a_code_stands_before_it() -> None:
    assert mend(("a", OPEN, "b", CLOSE), [((1, 1), "!")]) == ("a!", OPEN, "b", CLOSE)


def test_codes_have_places_in_the_words() -> None:
    assert code_places(("ab", OPEN, "c", CLOSE)) == {2, 3}


def test_codes_of_a_kind_have_places() -> None:
    assert code_places(("ab", OPEN, "c", CLOSE), CodeKind.CLOSE) == {3}


def test_a_place_touches_a_code_at_its_edge() -> None:
    assert touches((0, 2), frozenset({2}))


def test_the_first_ten_flaws_are_reported_and_all_are_mended() -> None:
    pair = Pair(("a",), ("b" * 20,), Location("kk.po"))
    problems = list(reported(pair, [Flaw((at, at + 1), "b", mended="c") for at in range(20)]))
    assert len(problems) == 10
    assert problems[0].fix == ("c" * 20,)


def test_a_flaw_that_a_person_must_mend_has_no_fix() -> None:
    pair = Pair(("a",), ("bb",), Location("kk.po"))
    flaws = [Flaw((0, 1), "b", mended="c"), Flaw((1, 2), "b")]
    assert [each.fix for each in reported(pair, flaws)] == [("cb",), None]

"""Matching: the same text first, then the most similar; each old message once, always alike."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.catalog.matching import match_messages

LAW = examples(200)
MESSAGES = st.lists(
    st.text("ab ", max_size=8)
    | st.sampled_from(["one two three four", "one two three five", "six two three four", "x y z"]),
    max_size=12,
)
PARAGRAPHS = [f"Paragraph {name} tells of {name} and of nothing else." for name in "abcdefghij"]
EDITED = "Paragraph d tells of more than d alone, as you see."


@LAW
@given(MESSAGES, MESSAGES)
def test_no_old_message_is_used_twice(new: list[str], old: list[str]) -> None:
    used = [match.old for match in match_messages(new, old).values()]
    assert len(used) == len(set(used))


@LAW
@given(MESSAGES, MESSAGES)
def test_matches_are_among_the_messages(new: list[str], old: list[str]) -> None:
    for at, match in match_messages(new, old).items():
        assert 0 <= at < len(new)
        assert 0 <= match.old < len(old)


@LAW
@given(MESSAGES, MESSAGES)
def test_a_score_is_100_for_the_same_text_and_for_no_other(new: list[str], old: list[str]) -> None:
    for at, match in match_messages(new, old).items():
        assert (match.score == 100) == (new[at] == old[match.old])
        assert 60 <= match.score <= 100


@LAW
@given(MESSAGES, MESSAGES)
def test_the_same_text_always_matches(new: list[str], old: list[str]) -> None:
    same = Counter(
        new[at] for at, match in match_messages(new, old).items() if new[at] == old[match.old]
    )
    assert same == Counter(new) & Counter(old)


@LAW
@given(MESSAGES)
def test_a_text_is_matched_with_itself_in_place(messages: list[str]) -> None:
    matches = match_messages(messages, messages)
    assert {at: match.old for at, match in matches.items()} == {
        at: at for at in range(len(messages))
    }


@LAW
@given(st.data(), st.lists(st.text("ab ", max_size=8), unique=True, max_size=12))
def test_a_text_is_found_wherever_it_moved(data: st.DataObject, old: list[str]) -> None:
    new = data.draw(st.permutations(old))
    assert {at: old[match.old] for at, match in match_messages(new, old).items()} == dict(
        enumerate(new)
    )


@LAW
@given(MESSAGES, MESSAGES)
@example(["a b c d"] * 3, ["a b c e"] * 3)
def test_matching_is_the_same_every_time(new: list[str], old: list[str]) -> None:
    assert match_messages(new, old) == match_messages(list(new), list(old))


@pytest.mark.parametrize(("new", "old"), [([], []), (["a"], []), ([], ["a"])])
def test_nothing_matches_nothing(new: list[str], old: list[str]) -> None:
    assert match_messages(new, old) == {}


def test_an_edited_message_is_found_in_its_place() -> None:
    new = [*PARAGRAPHS[:3], EDITED, *PARAGRAPHS[4:]]
    assert match_messages(new, PARAGRAPHS)[3].old == 3


def test_an_edited_message_is_found_though_another_moved_to_the_front() -> None:
    new = [PARAGRAPHS[9], *PARAGRAPHS[:3], EDITED, *PARAGRAPHS[4:9]]
    assert match_messages(new, PARAGRAPHS)[4].old == 3


def test_an_edited_message_is_found_though_another_moved_to_the_end() -> None:
    new = [*PARAGRAPHS[1:3], EDITED, *PARAGRAPHS[4:], PARAGRAPHS[0]]
    assert match_messages(new, PARAGRAPHS)[2].old == 3


def test_an_edited_message_is_found_where_it_moved() -> None:
    new = [*PARAGRAPHS[:3], *PARAGRAPHS[4:], PARAGRAPHS[3] + " Indeed."]
    assert match_messages(new, PARAGRAPHS)[9].old == 3


def test_edited_neighbours_keep_their_order() -> None:
    old = ["The first of two sentences.", "The second of two sentences."]
    new = ["The first of the two sentences.", "The second of the two sentences."]
    assert [match_messages(new, old)[at].old for at in (0, 1)] == [0, 1]


def test_a_sentence_whose_parts_changed_places_is_found() -> None:
    old = [
        "First.",
        "In spring, after the flood, the town rebuilt two bridges and a mill.",
        "Last.",
    ]
    new = ["First.", "The town rebuilt a mill and two bridges in spring after the flood.", "Last."]
    assert match_messages(new, old)[1].old == 1


def test_messages_that_are_not_alike_do_not_match() -> None:
    assert match_messages(["Nothing in common here"], ["A quite other text"]) == {}


@pytest.mark.slow
def test_words_that_all_messages_share_do_not_slow_the_search() -> None:
    old = [f"the same words in each and every one of them, number {n}" for n in range(5000)]
    new = [f"the same words in each and every one of them, number {-n}" for n in range(1, 5000)]
    assert len(match_messages(new, old)) <= len(old)


def test_messages_as_long_as_a_book_are_only_matched_whole() -> None:
    book = "word " * 1_000_000
    assert match_messages([book + "x"], [book]) == {}
    assert match_messages([book], [book])[0].old == 0

import random
import string
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tests.catalog.memory.memories import Index, similarity
from tests.laws import examples
from toolkit.catalog.memory.postings import LONGEST
from toolkit.catalog.memory.similarity import skeleton

WORDS = st.text("абвгде ", min_size=1, max_size=12)


def sentences(count: int) -> list[str]:
    """Return sentences of an invented language with frequent and rare words."""
    rng = random.Random(7)
    words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(3000)]
    chosen = [
        [words[int(rng.random() ** 3 * len(words))] for _ in range(rng.randint(4, 20))]
        for _ in range(count)
    ]
    return [f"{' '.join(row)} {rng.randint(1, 99)}." for row in chosen]


def edited(rng: random.Random, sentence: str) -> str:
    words = sentence.split()
    for _ in range(max(1, len(words) // 8)):
        words[rng.randrange(len(words))] = "edited"
    return " ".join(words)


_skeleton = cache(skeleton)


def brute_force(messages: list[str], message: str, cut_off: float) -> float | None:
    # Other numbers and codes only take from how alike the words are.
    here = _skeleton(message)
    near = (each for each in messages if fuzz.ratio(here, _skeleton(each)) >= cut_off)
    best = max((similarity(message, each) for each in near), default=0.0)
    return best if best >= cut_off else None


@given(st.lists(WORDS, max_size=30), WORDS, st.sampled_from([50.0, 75.0, 90.0]))
@examples(200)
def test_among_few_messages_the_best_is_the_best_of_all(
    messages: list[str], message: str, cut_off: float
) -> None:
    found = Index(messages).best(message, cut_off)
    assert (found and found[1]) == brute_force(messages, message, cut_off)


@pytest.mark.slow
def test_among_many_messages_nearly_every_best_is_found() -> None:
    messages = sentences(3000)
    rng = random.Random(8)
    index = Index(messages)
    asked = [edited(rng, each) for each in rng.sample(messages, 60)]
    expected = [brute_force(messages, each, 75) for each in asked]
    found = [index.best(each) for each in asked]
    there = sum(each is not None for each in expected)
    right = sum(
        best is not None and hit is not None and hit[1] == best
        for hit, best in zip(found, expected, strict=True)
    )
    assert there > 40
    assert right >= 0.98 * there


@pytest.mark.slow
def test_a_message_itself_is_found_with_100() -> None:
    messages = sentences(3000)
    index = Index(messages)
    assert all(index.best(messages[place]) == (place, 100.0) for place in range(0, 3000, 97))


def test_of_equals_the_first_is_best() -> None:
    index = Index(["A new bridge.", "The old bridge.", "A new bridge."])
    assert index.best("A new bridge.") == (0, 100.0)
    assert [place for place, _ in index.candidates("A new bridge.")] == [0, 2]


@pytest.mark.slow
def test_a_typo_in_a_single_word_is_found() -> None:
    messages = [*sentences(3000), "Kazakhstan"]
    found = Index(messages).best("Kazakstan")
    assert found is not None
    assert found[0] == 3000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("message", "like_it"),
    [
        ("警方周二在阿拉木图拘留了十二人", "警方周三在阿拉木图拘留了十二人"),
        (
            "ساقچىلار شەنبە كۈنى ئون ئىككى كىشىنى تۇتتى",
            "ساقچىلار يەكشەنبە كۈنى ئون ئىككى كىشىنى تۇتتى",
        ),
        ("Полиция сейсенбіде он екі адамды ұстады", "Полиция сәрсенбіде он екі адамды ұстады"),
    ],
)
def test_scripts_of_all_kinds_are_found(message: str, like_it: str) -> None:
    found = Index([*sentences(3000), message]).best(like_it, 70)
    assert found is not None
    assert found[0] == 3000


def test_candidates_come_best_first_and_not_below_the_cut_off() -> None:
    index = Index(["one two three four", "one two three five", "nine ten"])
    found = index.candidates("one two three four", 60)
    assert [place for place, _ in found] == [0, 1]
    assert found[0][1] == 100


def test_a_limit_limits() -> None:
    index = Index([f"the bridge over river {letter}" for letter in "abcdef"])
    assert len(index.candidates("the bridge over river g", limit=3)) == 3


@pytest.mark.parametrize("message", ["", "<br/>", " "])
def test_what_has_no_words_is_found_nowhere(message: str) -> None:
    assert Index(["a", "<hr/>", ""]).candidates(message) == []


def test_no_messages_no_best() -> None:
    assert Index([]).best("anything") is None


def test_a_chapter_is_passed_over() -> None:
    chapter = "word " * LONGEST
    assert Index([chapter, "word"]).best("word") == (1, 100.0)
    assert Index([chapter]).best(chapter[:-1]) is None

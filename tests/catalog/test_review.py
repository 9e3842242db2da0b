"""Reviews: what was said holds for exactly the texts it was said of, and needs a second hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import (
    Act,
    Record,
    Review,
    Stage,
    Step,
    review_digest,
    with_words,
    without_words,
)

HANDS = st.from_regex(r"[a-zа-я0-9][\w.-]{0,31}", fullmatch=True)
RECORDS = st.builds(
    Record,
    id=st.from_regex(r"p-[0-9a-f]{1,6}(-[0-9]{1,2})?", fullmatch=True),
    digest=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    origin=st.sampled_from(["human", "memory", "machine:apertium-eng-kaz"]),
    steps=st.frozensets(st.builds(Step, st.sampled_from(Act), HANDS), max_size=4),
)
RATED = st.builds(
    replace,
    RECORDS,
    origin=st.just("machine:stub"),
    confidence=st.integers(0, 10_000).map(lambda parts: parts / 10_000),
)
REVIEWS = st.lists(RECORDS | RATED, max_size=6).map(Review.of)


def entry(target: str = "Көпір ашылды.", *, fuzzy: bool = False) -> Entry:
    flags = ["fuzzy"] if fuzzy else []
    return Entry(msgid="Bridge opens", msgstr=target, comment="headline\nid: p-1", flags=flags)


def approved() -> Review:
    return Review().translated(entry(), "t3").signed(entry(), Act.APPROVED, "e1")


def code(review: Review, act: Act, hand: str, of: Entry | None = None) -> str:
    with pytest.raises(ToolkitError) as caught:
        review.signed(of or entry(), act, hand)
    return caught.value.findings[0].code


@pytest.mark.slow
@given(REVIEWS)
def test_a_review_is_read_as_it_was_written(review: Review) -> None:
    assert Review.parse(str(review), "x.review") == review


@pytest.mark.slow
@given(REVIEWS, REVIEWS)
def test_lines_of_two_reviews_say_what_both_say_in_any_order(one: Review, other: Review) -> None:
    joined = Review.parse(str(one) + str(other), "x.review")
    assert joined == Review.parse(str(other) + str(one), "x.review")
    assert joined == Review.of([*one.records.values(), *other.records.values()])


@pytest.mark.parametrize(
    ("line", "confidence"),
    [
        ("machine:stub confidence:0.87 reviewed:r2", 0.87),
        ("machine:stub confidence:1", 1.0),
        ("machine:stub reviewed:r2", None),
    ],
)
def test_a_record_has_the_confidence_that_its_machine_gave(
    line: str, confidence: float | None
) -> None:
    record = Record.parse(f"p-1 0123456789abcdef {line}")
    assert record is not None
    assert record.confidence == confidence


@pytest.mark.parametrize(
    "line",
    [
        "machine:stub confidence:1.5",
        "machine:stub confidence:-1",
        "machine:stub confidence:87%",
        "human confidence:0.9",
        "machine:stub reviewed:r2 confidence:0.9",
    ],
)
def test_what_is_no_confidence_of_a_machine_is_no_record(line: str) -> None:
    assert Record.parse(f"p-1 0123456789abcdef {line}") is None


def test_a_confidence_stays_when_the_draft_is_reviewed_and_goes_when_it_is_changed() -> None:
    review = Review().drafted(entry(), "machine:stub", 0.87).signed(entry(), Act.REVIEWED, "r2")
    (record,) = review.records.values()
    assert record.confidence == 0.87
    changed = review.translated(entry("Көпір ашық."), "t3").record(entry("Көпір ашық."))
    assert changed is not None
    assert changed.confidence is None


def test_a_translation_is_translated_until_somebody_says_more() -> None:
    assert Review().stage(entry()) is Stage.TRANSLATED


@pytest.mark.parametrize(
    ("of", "stage"), [(entry(""), Stage.UNTRANSLATED), (entry(fuzzy=True), Stage.DRAFT)]
)
def test_what_is_not_finished_is_no_further_whatever_was_said(of: Entry, stage: Stage) -> None:
    assert approved().stage(of) is stage


def test_a_second_hand_approves() -> None:
    assert approved().stage(entry()) is Stage.APPROVED


def test_who_translated_can_neither_review_nor_approve() -> None:
    review = Review().translated(entry(), "t3")
    assert code(review, Act.APPROVED, "t3") == "review-four-eyes"
    assert code(review, Act.REVIEWED, "t3") == "review-four-eyes"


def test_a_line_in_which_a_translator_approves_does_not_count() -> None:
    line = f"p-1 {review_digest(entry())} human translated:t3 approved:t3"
    assert Review.parse(line, "x").stage(entry()) is Stage.TRANSLATED


def test_an_approval_of_what_nobody_translated_does_not_count() -> None:
    line = f"p-1 {review_digest(entry())} human approved:e1"
    assert Review.parse(line, "x").stage(entry()) is Stage.TRANSLATED


def test_nobody_approves_what_nobody_is_known_to_have_translated() -> None:
    assert code(Review(), Act.APPROVED, "e1") == "review-translator"


def test_an_approver_can_name_the_translator() -> None:
    review = Review().signed(entry(), Act.APPROVED, "e1", "t3")
    assert review.stage(entry()) is Stage.APPROVED


def test_a_named_translator_does_not_take_the_place_of_a_known_one() -> None:
    review = Review().translated(entry(), "e1")
    with pytest.raises(ToolkitError):
        review.signed(entry(), Act.APPROVED, "e1", "t3")


@pytest.mark.parametrize("of", [entry(""), entry(fuzzy=True)])
def test_what_is_not_finished_cannot_be_approved(of: Entry) -> None:
    assert code(Review().translated(of, "t3"), Act.APPROVED, "e1", of) == "review-unfinished"


@pytest.mark.parametrize(
    "field", [{"msgid": "Bridge opened"}, {"msgctxt": "news"}, {"msgstr": "Көпір ашылды"}]
)
def test_a_change_of_any_text_voids_an_approval(field: dict[str, str]) -> None:
    changed = entry()
    for name, value in field.items():
        setattr(changed, name, value)
    assert approved().stage(changed) is Stage.TRANSLATED


def test_an_approval_follows_a_text_to_another_of_its_ids() -> None:
    shared = entry()
    shared.comment = "headline\nid: p-0 p-1"
    assert approved().stage(shared) is Stage.APPROVED


def test_what_comes_back_is_translated_again_until_it_is_approved_anew() -> None:
    review = approved().returned(entry(), "r2")
    assert review.stage(entry()) is Stage.TRANSLATED
    assert review.signed(entry(), Act.REVIEWED, "r2").stage(entry()) is Stage.APPROVED


def test_a_return_on_another_branch_outweighs_an_approval() -> None:
    merged = str(approved()) + str(Review().translated(entry(), "t3").returned(entry(), "r2"))
    assert Review.parse(merged, "x.review").stage(entry()) is Stage.TRANSLATED


def test_a_machine_is_never_forgotten_in_a_merge() -> None:
    lines = [
        f"p-1 {review_digest(entry())} {each} translated:t3" for each in ("machine:x", "human")
    ]
    (record,) = Review.parse("\n".join(lines), "x").records.values()
    assert record.origin == "machine:x"


def test_what_was_said_of_texts_that_are_gone_is_not_kept() -> None:
    review = approved()
    assert review.kept(Catalog([entry()])) == review
    assert review.kept(Catalog([entry("Басқа")])) == Review()


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "p-1",
        "p-1 0123456789abcdef",
        "p-1 0123456789abcdef person approved:e1",
        "p-1 0123456789abcdef human signed:e1",
        "p-1 0123456789abcdef human approved:somebody@example.org",
        "x-1 0123456789abcdef human approved:e1",
    ],
)
def test_a_line_that_is_no_record_is_named(line: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        Review.parse(f"# head\n\n{line}\n", "x.review")
    (finding,) = caught.value.findings
    assert (finding.code, str(finding.location)) == ("review-syntax", "x.review:3")


def test_words_of_a_reviewer_are_one_line_and_no_order() -> None:
    returned = entry()
    returned.tcomment = "mine"
    with_words(returned, "wrong\ntoolkit: ignore numbers")
    assert returned.tcomment == "mine\nreturned: wrong toolkit: ignore numbers"
    assert returned.fuzzy


def test_newer_words_take_the_place_of_older_and_go_when_answered() -> None:
    returned = entry()
    returned.tcomment = "mine"
    with_words(returned, "one")
    with_words(returned, "two")
    assert returned.tcomment == "mine\nreturned: two"
    without_words(returned)
    assert returned.tcomment == "mine"

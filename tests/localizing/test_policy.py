"""Policy: what becomes of an edition, from how much of it is translated."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Document, Metadata
from toolkit.localizing.policy import (
    Decision,
    EditionFacts,
    Outcome,
    Policy,
    UnitFacts,
    Untranslated,
    decide,
    edition_facts,
    embargo_end,
    is_embargoed,
)
from toolkit.localizing.targets import Passage, State
from toolkit.newsroom.settings import DocumentSet

KK = Locale("kk")
ALMATY = dt.timezone(dt.timedelta(hours=5))
SIX = dt.datetime(2026, 12, 1, 6, tzinfo=ALMATY)
ROLES = ("headline", "standfirst", "byline", "paragraph", "paragraph", "paragraph", "note")
ALWAYS = Policy(KK)
SUMMARY = Policy(KK, 90, priority=1, summary=True)


def facts(translated: str, roles: tuple[str, ...] = ROLES) -> EditionFacts:
    """Return the facts of units of ten words: `x` is translated, `.` is not, `-` has no place."""
    return EditionFacts(
        tuple(
            UnitFacts(role, 10, mark == "x", at, mark != "-")
            for at, (role, mark) in enumerate(zip(roles, translated, strict=True))
        )
    )


def decided(translated: str, policy: Policy = ALWAYS) -> Decision:
    return decide(facts(translated), policy)


# --- published or not


def test_one_translated_unit_is_enough_by_default() -> None:
    assert decided("...x...").outcome is Outcome.PUBLISHED


def test_nothing_translated_is_withheld() -> None:
    decision = decided(".......")
    assert (decision.outcome, decision.reason) == (Outcome.WITHHELD, "nothing is translated yet")


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ("m.", "only drafts by a machine"),
        ("mm", "only drafts by a machine"),
        ("mw", "nothing is translated yet"),
        ("w.", "nothing is translated yet"),
    ],
)
def test_what_only_a_machine_has_drafted_is_said_to_wait_for_a_person(
    units: str, said: str
) -> None:
    made = tuple(
        UnitFacts("paragraph", 10, False, at, waits=mark in "mw", by_machine=mark == "m")
        for at, mark in enumerate(units)
    )
    decision = decide(EditionFacts(made), ALWAYS)
    assert decision.outcome is Outcome.WITHHELD
    assert said in decision.reason


@pytest.mark.parametrize(
    ("threshold", "reason"),
    [(42, ""), (43, "42 % of the words are translated, but 43 % are required")],
)
def test_the_threshold_is_a_share_of_words(threshold: int, reason: str) -> None:
    assert decided("xxx....", Policy(KK, threshold)).reason == reason


def test_what_has_no_place_does_not_count() -> None:
    decision = decided("xxxx--.", Policy(KK, 80))
    assert (decision.published, decision.words, decision.translated_words) == (True, 50, 40)


def test_withhold_wants_every_passage() -> None:
    policy = Policy(KK, untranslated=Untranslated.WITHHOLD)
    assert decided("xxxxxx.", policy).reason == "some passages have no finished translation"


def test_withhold_does_not_want_what_has_no_place() -> None:
    policy = Policy(KK, untranslated=Untranslated.WITHHOLD)
    assert decided("xxxxxx-", policy).published


# --- what is wanted first


def test_the_priority_passages_are_wanted_first() -> None:
    decision = decided("xxxx.xx", Policy(KK, priority=2))
    assert (decision.outcome, decision.reason) == (
        Outcome.WITHHELD,
        (
            "the headline, the standfirst and the first 2 paragraphs must be translated first: "
            "3 of 4 passages are translated"
        ),
    )


@pytest.mark.parametrize(
    ("priority", "named"),
    [
        (0, "the headline and the standfirst must be translated first: "),
        (1, "the headline, the standfirst and the first paragraph must be translated first: "),
    ],
)
def test_the_reason_names_what_is_wanted(priority: int, named: str) -> None:
    assert decided(".xx.xxx", Policy(KK, priority=priority)).reason.startswith(named)


def test_no_other_passage_is_wanted_first() -> None:
    assert decided("xx.x...", Policy(KK, priority=1)).published


def test_a_paragraph_that_is_omitted_makes_room_for_the_next() -> None:
    assert not decided("xx.-.xx", Policy(KK, priority=1)).published


def test_all_sentences_of_a_paragraph_are_wanted() -> None:
    units = (
        UnitFacts("headline", 3, translated=True, block=0),
        UnitFacts("paragraph", 9, translated=True, block=1),
        UnitFacts("paragraph", 9, translated=False, block=1),
    )
    decision = decide(EditionFacts(units), Policy(KK, priority=1))
    assert (decision.published, decision.priority_translated, decision.priority_units) == (
        False,
        2,
        3,
    )


def test_a_page_without_a_headline_wants_its_title_and_its_first_heading() -> None:
    page = facts("x.x.", ("title", "heading", "paragraph", "heading"))
    decision = decide(page, Policy(KK, priority=1))
    assert (decision.priority_translated, decision.priority_units) == (2, 3)


# --- summaries


def test_below_the_threshold_the_first_passages_make_a_summary() -> None:
    decision = decided("xx.x...", SUMMARY)
    assert (decision.outcome, decision.reason) == (
        Outcome.SUMMARY,
        "42 % of the words are translated, but 90 % are required",
    )


def test_a_summary_holds_what_is_translated_only() -> None:
    assert decided("xx.x.x.", SUMMARY).left_out == {2, 4, 6}


def test_without_its_first_passages_there_is_no_summary() -> None:
    assert decided("x..xxx.", SUMMARY).outcome is Outcome.WITHHELD


def test_above_the_threshold_the_summary_is_the_whole() -> None:
    decision = decided("xxxxxxx", SUMMARY)
    assert (decision.outcome, decision.left_out) == (Outcome.PUBLISHED, frozenset())


def test_a_summary_may_stand_for_what_withhold_holds_back() -> None:
    policy = replace(SUMMARY, threshold=0, untranslated=Untranslated.WITHHOLD)
    assert decided("xxxx.xx", policy).outcome is Outcome.SUMMARY


def test_what_cannot_say_that_it_is_a_summary_is_none() -> None:
    page = replace(facts("xx.x..."), can_be_cut=False)
    assert decide(page, SUMMARY).outcome is Outcome.WITHHELD


# --- what is left out


def test_omit_leaves_out_what_is_not_translated_but_a_headline() -> None:
    policy = Policy(KK, untranslated=Untranslated.OMIT)
    assert decided(".x.x--x", policy).left_out == {2}


def test_source_leaves_nothing_out() -> None:
    assert decided("xx.x..x").left_out == frozenset()


# --- search engines


@pytest.mark.parametrize(
    ("noindex", "indexed"), [(None, True), (0, True), (42, True), (43, False), (100, False)]
)
def test_below_noindex_an_edition_is_not_indexed(noindex: int | None, *, indexed: bool) -> None:
    assert decided("xxx....", Policy(KK, noindex=noindex)).indexed is indexed


def test_the_share_for_noindex_is_not_rounded() -> None:
    units = tuple(UnitFacts("paragraph", 1, at > 0, at) for at in range(1000))
    assert not decide(EditionFacts(units), Policy(KK, noindex=100)).indexed


def test_a_summary_is_not_indexed_unless_the_desk_says_so() -> None:
    found = [decided("xx.x...", replace(SUMMARY, noindex=each)).indexed for each in (None, 0, 43)]
    assert found == [False, True, False]


def test_what_is_withheld_is_not_indexed() -> None:
    assert not decided(".......").indexed


# --- embargo


def test_an_embargo_comes_before_all() -> None:
    decision = decide(replace(facts("xxxxxxx"), embargo=SIX), ALWAYS)
    assert (decision.outcome, decision.reason) == (
        Outcome.WITHHELD,
        "it is embargoed until 2026-12-01 06:00+05:00",
    )


@pytest.mark.parametrize(
    ("now", "embargoed"),
    [
        (dt.datetime(2026, 12, 1, 0, 59, 59, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 12, 1, 1, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 12, 1, 6, tzinfo=ALMATY), False),
    ],
)
def test_an_embargo_ends_at_one_moment_everywhere(now: dt.datetime, *, embargoed: bool) -> None:
    assert is_embargoed(Metadata(embargo=SIX), now) is embargoed


def test_the_later_of_two_embargoes_counts() -> None:
    options = DocumentSet("a/*.txt", embargo=SIX + dt.timedelta(hours=1))
    assert embargo_end(Metadata(embargo=SIX), options.embargo) == options.embargo


def test_without_an_embargo_nothing_is_embargoed() -> None:
    assert not is_embargoed(Metadata(), SIX)


# --- facts


DOCUMENT = read("A headline\n\nThe first paragraph.\n\nThe second one.\n", "a.txt")
STATES = (State.TRANSLATED, State.FUZZY, State.EXCLUDED)


def passages(document: Document, *states: State) -> list[Passage]:
    return [
        Passage(unit, unit, state, ("Мәтін",) if state is State.TRANSLATED else None)
        for unit, state in zip(document.units, states, strict=True)
    ]


def test_facts_are_those_of_the_units() -> None:
    found = edition_facts(DOCUMENT, passages(DOCUMENT, *STATES))
    assert found == EditionFacts(
        (
            UnitFacts("headline", 2, translated=True, block=0),
            UnitFacts("paragraph", 3, translated=False, block=1, waits=True),
            UnitFacts("paragraph", 3, translated=False, block=2, counted=False),
        )
    )


def test_a_page_in_its_own_format_cannot_be_cut() -> None:
    page = read("<!doctype html><p>Text")
    assert not edition_facts(page, passages(page, State.FUZZY)).can_be_cut


@given(
    st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from("x.-")), max_size=12),
    st.builds(
        Policy,
        st.just(KK),
        st.integers(0, 100),
        st.sampled_from(Untranslated),
        priority=st.none() | st.integers(0, 3),
        summary=st.booleans(),
    ),
)
def test_translating_more_never_withholds_an_edition(
    units: list[tuple[str, str]], policy: Policy
) -> None:
    roles = tuple(role for role, _ in units)
    before = decide(facts("".join(mark for _, mark in units), roles), policy)
    for at in range(len(units)):
        marks = [mark for _, mark in units]
        marks[at] = "x" if marks[at] == "." else marks[at]
        after = decide(facts("".join(marks), roles), policy)
        assert after.published or not before.published

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.notes import CREDITS, Line, Notes, Says

COMMENT = """\
changed: number 12 → 17
paragraph · Why › How
<a1> = https://example.org/
note: Mind it.
heading
quotation: said
term: camp → лагерь
id: p-7f3c p-intro.2"""

ROLES = st.text(st.sampled_from("abhlp2-:"), min_size=1, max_size=9)
WORDS = st.text(max_size=20) | st.sampled_from(["id: p-1a2b", "note: x", "a\nid: p-1a2b"])
SEVERAL = st.lists(WORDS, max_size=3)
IDS = st.lists(st.from_regex(r"p-[a-f0-9]{4}", fullmatch=True), min_size=1, max_size=3)


@st.composite
def written(draw: st.DrawFn) -> Notes:
    """Return notes as the toolkit writes them."""
    legend = st.lists(WORDS.map(lambda words: f"<a1> = {words}"), max_size=2)
    units = [
        Notes.of_unit(draw(ROLES), draw(SEVERAL), draw(legend), draw(SEVERAL))
        for _ in range(draw(st.integers(1, 3)))
    ]
    notes = units[0]
    for each in units[1:]:
        notes = notes.joined(each)
    notes = notes.with_ids(draw(IDS))
    if draw(st.booleans()):
        notes = notes.with_terms(draw(SEVERAL))
    if draw(st.booleans()):
        notes = notes.with_quotations(draw(SEVERAL))
    if draw(st.booleans()):
        notes = notes.with_change(draw(WORDS))
    return notes.with_alignment(draw(st.floats(0, 1))) if draw(st.booleans()) else notes


@pytest.mark.slow
@given(written())
def test_notes_are_read_as_they_were_written(notes: Notes) -> None:
    assert Notes.parse(str(notes)) == notes


@given(st.text() | st.lists(st.sampled_from(COMMENT.split("\n"))).map("\n".join))
def test_any_comment_is_written_as_it_was_read(comment: str) -> None:
    assert str(Notes.parse(comment)) == comment


def test_each_line_says_one_thing() -> None:
    assert [line.says for line in Notes.parse(COMMENT).lines] == [
        Says.CHANGE, Says.ROLE, Says.CODE, Says.NOTE, Says.ROLE, Says.QUOTATION, Says.TERM,
        Says.IDS,
    ]  # fmt: skip


def test_a_line_is_told_without_its_mark() -> None:
    notes = Notes.parse(COMMENT)
    assert notes.of(Says.CHANGE) == ("number 12 → 17",)
    assert notes.of(Says.NOTE) == ("Mind it.",)
    assert notes.ids == ("p-7f3c", "p-intro.2")


@pytest.mark.parametrize(
    ("comment", "role"),
    [
        (COMMENT, "paragraph"),
        ("aligned: 97 %\nheadline\nid: p-7f3c", "headline"),
        ("hl2\nid: p-7f3c", ""),
        ("credits\nnote: A line for each translator.", "credits"),
        ("credits", ""),
        ("button\nThe label of a button.", ""),
        ("", ""),
    ],
)
def test_the_role_stands_behind_what_became_of_the_entry(comment: str, role: str) -> None:
    assert Notes.parse(comment).role == role


@pytest.mark.parametrize("line", ["id: 17", "id: p-1a2b,", "id: p-1a2b  p-3c4d", "id:p-1a2b"])
def test_other_programs_may_write_of_ids_of_their_own(line: str) -> None:
    assert Notes.parse(line) == Notes((Line(Says.OTHER, line),))


def test_what_two_units_share_is_said_once() -> None:
    one = Notes.of_unit("paragraph", ["Why"], ["<a1> = u"], ["Mind it."])
    other = Notes.of_unit("paragraph", ["Why"], ["<a1> = v"], ["Mind it."])
    assert str(one.joined(other)) == "paragraph · Why\n<a1> = u\nnote: Mind it.\n<a1> = v"


def test_terms_take_the_place_of_others_above_the_ids() -> None:
    notes = Notes.parse("paragraph\nterm: old\nid: p-1a2b\nmore")
    assert str(notes.with_terms(["b", "a", "b"])) == "paragraph\nterm: b\nterm: a\nid: p-1a2b\nmore"


def test_a_change_takes_the_place_of_an_earlier_one_at_the_top() -> None:
    notes = Notes.parse("changed: typo a → b\nparagraph").with_change("number 1 → 2")
    assert str(notes) == "changed: number 1 → 2\nparagraph"


def test_an_alignment_is_told_in_percent() -> None:
    assert str(Notes().with_alignment(0.974)) == "aligned: 97 %"


def test_ids_come_last_and_no_ids_are_no_line() -> None:
    notes = Notes.parse("paragraph\nid: p-1a2b\nmore")
    assert str(notes.with_ids(["p-3c4d", "p-1a2b"])) == "paragraph\nmore\nid: p-3c4d p-1a2b"
    assert str(notes.with_ids([])) == "paragraph\nmore"


def test_what_a_source_says_never_looks_like_a_line_of_another_kind() -> None:
    notes = Notes.of_unit("id:", ["p-1a2b"], ["<pi1> = <?x a\nid: p-1a2b?>"], ["b\nid: p-1a2b"])
    assert str(notes) == "id · p-1a2b\n<pi1> = <?x a id: p-1a2b?>\nnote: b id: p-1a2b"


def test_the_credits_ask_for_the_translators_names() -> None:
    assert str(CREDITS).startswith("credits\nnote: A line for each translator")

"""Merging an entry: plain examples of plural forms, and of the notes in a translator's comment."""

import pytest

from tests.catalog.merge_notes import other_translations
from toolkit.catalog.merge_entry import (
    edited,
    merge_entry,
    with_conflict,
)
from toolkit.catalog.po import Entry


def plural(*forms: str, fuzzy: bool = False, of: str = "%d days", comment: str = "") -> Entry:
    entry = Entry(msgid="a day", msgid_plural=of, msgstr_plural=dict(enumerate(forms)))
    entry.flags, entry.tcomment = ["fuzzy"] if fuzzy else [], comment
    return entry


def single(text: str, *, fuzzy: bool = False, comment: str = "") -> Entry:
    return Entry(msgid="a", msgstr=text, flags=["fuzzy"] if fuzzy else [], tcomment=comment)


def forms(entry: Entry) -> list[str]:
    return [text for _, text in sorted(entry.msgstr_plural.items())]


def merged(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[list[str], bool, str]:
    """Return a merged plural's forms, whether it is fuzzy, and its comment."""
    entry, conflict = merge_entry(base, ours, theirs)
    assert conflict == ("conflict" in entry.tcomment)
    return forms(entry), entry.fuzzy, entry.tcomment


# --- forms that each side translated


def test_forms_that_each_side_translated_join_whichever_is_ours() -> None:
    base, one, other = plural("", "", ""), plural("a", "", ""), plural("", "b", "c")
    assert merged(base, one, other) == (["a", "b", "c"], False, "")
    assert merged(base, other, one) == (["a", "b", "c"], False, "")


def test_forms_that_each_side_changed_join() -> None:
    base, one, other = plural("a", "b", "c"), plural("A", "b", "c"), plural("a", "b", "C")
    assert merged(base, one, other) == (["A", "b", "C"], False, "")


def test_forms_without_a_version_before_join_where_they_are_not_two() -> None:
    assert merged(None, plural("a", ""), plural("", "b")) == (["a", "b"], False, "")
    assert merged(None, plural("a", "b"), plural("a", "")) == (["a", "b"], False, "")


def test_a_form_that_one_side_has_emptied_keeps_the_other_sides_new_text() -> None:
    assert merged(plural("a", "b"), plural("", "B"), plural("A", "b")) == (["A", "B"], False, "")


def test_a_form_that_both_sides_changed_is_in_conflict_and_each_other_form_noted() -> None:
    base, ours, theirs = plural("a", "b", "c"), plural("A", "b", "C"), plural("1", "2", "C")
    assert merged(base, ours, theirs) == (
        ["A", "b", "C"],
        True,
        "conflict, other translation [0]: 1\nconflict, other translation [1]: 2",
    )


def test_forms_in_other_numbers_do_not_join() -> None:
    found = merged(plural("", ""), plural("a", "b"), plural("a", "c", "d"))
    assert found == (
        ["a", "b"],
        True,
        "conflict, other translation [1]: c\nconflict, other translation [2]: d",
    )


def test_forms_join_though_there_were_fewer_before() -> None:
    assert merged(plural("x"), plural("a", ""), plural("", "b")) == (["a", "b"], False, "")


def test_a_text_that_was_no_plural_before_counts_for_no_form() -> None:
    base = Entry(msgid="a day", msgstr="a")
    assert merged(base, plural("a", ""), plural("", "b")) == (["a", "b"], False, "")


def test_an_empty_form_is_not_noted() -> None:
    found = merged(plural("a", "b"), plural("A", "b"), plural("1", ""))
    assert found[2] == "conflict, other translation [0]: 1"


# --- notes: what stands in the comment


def test_a_draft_of_a_plural_is_set_aside_form_by_form() -> None:
    found = merged(plural("", ""), plural("a", "b"), plural("x", "b", fuzzy=True))
    assert found == (["a", "b"], False, "draft, set aside [0]: x")


def test_a_note_that_is_there_already_is_not_written_again() -> None:
    comment = "mine\nconflict, other translation [1]: z"
    entry = with_conflict(plural("x", "y", comment=comment), plural("x", "z"))
    assert entry.tcomment == comment


def test_a_note_stands_below_what_is_there() -> None:
    entry = with_conflict(single("x", comment="mine\nand more"), single("z"))
    assert entry.tcomment == "mine\nand more\nconflict, other translation: z"
    assert (entry.msgstr, entry.flags) == ("x", ["fuzzy"])


def test_a_note_tells_the_number_of_the_form_that_differs_and_no_other() -> None:
    entry = with_conflict(plural("x", "y", "z"), plural("x", "y", "w"))
    assert entry.tcomment == "conflict, other translation [2]: w"


def test_a_text_that_is_another_forms_is_noted_all_the_same() -> None:
    assert with_conflict(plural("x", "y"), plural("y", "y")).tcomment == (
        "conflict, other translation [0]: y"
    )


def test_the_notes_of_a_plural_are_read_again() -> None:
    comment = (
        "a word\nconflict, other translation [0]: one\ndraft, set aside [12]: two\n"
        "conflict, other translation: three\nconflict, other translation [x]: no"
    )
    assert other_translations(single("", comment=comment)) == ("one", "two", "three")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_conflict_that_one_side_has_settled_leaves_no_note(side: str) -> None:
    note = "conflict, other translation [1]: z"
    base = plural("x", "y", fuzzy=True, comment=note)
    settled = plural("x", "z", comment=note)
    commented = plural("x", "y", fuzzy=True, comment=f"{note}\nmine")
    sides = (settled, commented) if side == "ours" else (commented, settled)
    assert merged(base, *sides) == (["x", "z"], False, "mine")


# --- an edited text


def test_an_edited_plural_gets_all_forms_and_what_they_were_made_from() -> None:
    entry = edited(plural("", "", of="%d whole days"), plural("x", "y"))
    assert (forms(entry), entry.fuzzy, entry.tcomment) == (["x", "y"], True, "")
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("a day", "%d days")


def test_a_plural_with_more_forms_gets_the_last_one_again() -> None:
    assert forms(edited(plural("", "", ""), plural("x", "y"))) == ["x", "y", "y"]


def test_a_plural_with_fewer_forms_sets_the_rest_aside() -> None:
    entry = edited(plural(""), plural("x", "y", "z"))
    assert forms(entry) == ["x"]
    assert entry.tcomment == "draft, set aside [1]: y\ndraft, set aside [2]: z"


def test_a_plural_without_forms_gets_one() -> None:
    assert forms(edited(plural(), plural("x", "y"))) == ["x"]


def test_a_plural_made_of_a_text_has_it_in_each_form() -> None:
    assert forms(edited(plural("", ""), single("x"))) == ["x", "x"]


def test_a_text_made_of_a_plural_has_its_first_form_with_words() -> None:
    entry = edited(single(""), plural("", "y", "z"))
    assert (entry.msgstr, entry.tcomment) == ("y", "draft, set aside [2]: z")
    assert entry.previous_msgid_plural == "%d days"


def test_a_translation_of_an_older_text_still_says_so() -> None:
    source = single("x", fuzzy=True)
    source.previous_msgid, source.previous_msgctxt = "older", "menu"
    entry = edited(Entry(msgid="new"), source)
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("menu", "older")


def test_a_finished_translation_was_made_from_its_own_text() -> None:
    source = Entry(msgid="a", msgctxt="menu", msgstr="x")
    source.previous_msgid = "older"
    entry = edited(Entry(msgid="new"), source)
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("menu", "a")
    assert entry.previous_msgid_plural is None


# --- a plural that a side has changed


def test_of_two_changed_plurals_one_is_taken_whichever_is_ours() -> None:
    base = plural("x", "y")
    one, other = plural("a", "b", of="%d days or more"), plural("c", "d", of="%d whole days")
    for entry, conflict in (merge_entry(base, one, other), merge_entry(base, other, one)):
        assert entry.msgid_plural == "%d whole days"
        assert (forms(entry), conflict) == (["c", "d"], False)


def test_a_changed_plural_without_a_translation_makes_the_other_sides_fuzzy() -> None:
    entry, _ = merge_entry(plural("", ""), plural("", "", of="%d nights"), plural("x", "y"))
    assert (entry.msgid_plural, forms(entry), entry.fuzzy) == ("%d nights", ["x", "y"], True)


# --- whether the unit is there


def unit(translation: str, *, gone: bool, key: str = "a") -> Entry:
    """Return a unit as update leaves it: one that is gone stands nowhere."""
    entry = Entry(msgid=key, msgstr=translation, tcomment=translation, obsolete=gone)
    if not gone:
        entry.comment, entry.occurrences = "paragraph", [("a.txt", "")]
    return entry


def is_gone(base: Entry, one: Entry, other: Entry) -> bool:
    """Tell whether a merged unit is gone, whichever side is ours."""
    entry, _ = merge_entry(base, one, other)
    assert merge_entry(base, other, one)[0].obsolete == entry.obsolete
    return entry.obsolete


def test_a_unit_that_one_side_has_seen_go_is_gone() -> None:
    base, one, other = unit("a", gone=False), unit("b", gone=True), unit("c", gone=False)
    assert is_gone(base, one, other)
    entry, _ = merge_entry(base, one, other)
    assert (entry.comment, entry.occurrences) == ("", [])


def test_a_unit_that_one_side_has_brought_back_is_there() -> None:
    assert not is_gone(unit("a", gone=True), unit("b", gone=True), unit("c", gone=False))


def test_a_unit_that_was_another_one_before_is_there_where_one_side_has_it() -> None:
    before = unit("a", gone=False, key="an older text")
    assert not is_gone(before, unit("b", gone=True), unit("c", gone=False))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", "", "a", ""),
        ("", "b", "c", "b\nc"),
        ("a", "a\nb", "a\nc", "a\nb\nc"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
    ],
)
def test_comments_of_both_sides_join_line_by_line(
    base: str, ours: str, theirs: str, merged: str
) -> None:
    sides = (single("x", comment=base), single("y", comment=ours), single("y", comment=theirs))
    assert merge_entry(*sides)[0].tcomment == merged

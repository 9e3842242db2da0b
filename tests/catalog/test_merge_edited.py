"""Merging edited units: plain examples of what becomes of a translation whose text was edited."""

import pytest

from tests.catalog.merge_notes import other_translations
from tests.catalog.test_merge import EDITED, NEW, OLD, PARTS, catalog, gone, said, unit, updated
from toolkit.catalog.merge import merge_catalogs
from toolkit.catalog.po import Catalog, Entry

WHOLE = " ".join(PARTS)
UNALIKE = "Nobody knows why."


def merged(base: Catalog, ours: Catalog, theirs: Catalog) -> list[tuple[str, str, bool]]:
    """Return the units that are there after a merge without conflict, whichever side is ours."""
    one, other = merge_catalogs(base, ours, theirs), merge_catalogs(base, theirs, ours)
    assert one.conflicts == other.conflicts == ()
    assert list(one.catalog) == list(other.catalog)
    return [(entry.msgid, *said(entry)) for entry in one.catalog if not entry.obsolete]


def finished(entry: Entry, text: str) -> None:
    entry.msgstr, entry.flags, entry.previous_msgid = text, [], None


# --- a unit that comes from one old text only


@pytest.mark.parametrize("language", ["", "no language!"])
def test_a_header_that_names_no_language_hides_no_translation(language: str) -> None:
    base, ours = catalog(unit("old"), Language=language), catalog(unit("new"), Language=language)
    theirs = updated(base, EDITED)
    theirs.metadata["Language"] = language
    assert merged(base, ours, theirs) == [(EDITED, "new", True)]


def test_a_translation_reaches_an_edited_unit_whose_text_the_side_has_deleted() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    theirs[0].msgstr = ""
    assert merged(base, catalog(unit("new")), theirs) == [(EDITED, "new", True)]


def test_a_deleted_text_is_no_finished_one_though_no_language_is_named() -> None:
    base = catalog(unit("old"), Language="")
    theirs = updated(base, EDITED)
    finished(theirs[0], "")
    theirs.metadata["Language"] = ""
    ours = catalog(unit("new"), Language="")
    assert merged(base, ours, theirs) == [(EDITED, "new", True)]


def test_a_translation_that_was_taken_back_reaches_no_edited_unit() -> None:
    base = catalog(unit("old"))
    assert merged(base, catalog(unit("")), updated(base, EDITED)) == [(EDITED, "old", True)]


def test_what_the_other_side_left_as_it_was_leaves_the_edited_unit_as_it_is() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    finished(theirs[0], "mine")
    assert merged(base, base, theirs) == [(EDITED, "mine", False)]


def test_an_edited_unit_that_the_other_side_has_too_keeps_its_own_entry() -> None:
    base = catalog(unit("old"))
    ours = catalog(unit("new"), unit("by hand", msgid=EDITED))
    entries = merge_catalogs(base, ours, updated(base, EDITED)).catalog
    assert [entry.msgid for entry in entries if not entry.obsolete] == [EDITED]
    assert said(entries[0]) == ("by hand", False)


def test_the_old_text_is_set_aside_where_its_translation_stands_nowhere_else() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    finished(theirs[0], "finished")
    assert list(merge_catalogs(base, catalog(unit("new")), theirs).catalog)[1:] == [gone("new")]


def test_an_old_text_is_gone_where_the_edited_unit_has_its_translation() -> None:
    base = catalog(unit("old"))
    ours = catalog(unit("new"))
    assert len(merge_catalogs(base, ours, updated(base, EDITED)).catalog) == 1


def test_a_comment_reaches_an_edited_unit_with_the_ones_that_it_has() -> None:
    base = catalog(unit("old", tcomment="both"))
    ours = catalog(unit("old", tcomment="both\nours"))
    theirs = updated(base, EDITED)
    theirs[0].tcomment = "theirs\nboth"
    (entry,) = merge_catalogs(base, ours, theirs).catalog
    assert entry.tcomment == "theirs\nboth\nours"


def test_a_conflict_keeps_the_comments_of_both_sides() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    theirs[0].msgstr = "draft"
    result = merge_catalogs(base, catalog(unit("new", tcomment="ours")), theirs)
    assert result.conflicts
    assert result.catalog[0].tcomment == "ours\nconflict, other translation: draft"
    assert other_translations(result.catalog[0]) == ("draft",)


# --- what a unit comes from


def test_a_rewritten_unit_is_known_by_the_text_that_its_translation_was_made_from() -> None:
    base = catalog(unit("old"), unit("y", msgid="Prices rose."))
    theirs = catalog(
        unit("x", msgid=UNALIKE, fuzzy=True, previous_msgid=unit().msgid),
        unit("y", msgid="Prices rose."),
    )
    ours = catalog(unit("new"), unit("y", msgid="Prices rose."))
    result = merge_catalogs(base, ours, theirs)
    assert [said(entry) for entry in result.catalog if entry.msgid == UNALIKE] == [("new", True)]


def test_a_rewritten_unit_is_known_by_an_older_text_that_both_were_made_from() -> None:
    base = catalog(unit("old", fuzzy=True, previous_msgid="The oldest text."))
    theirs = catalog(unit("old", msgid=UNALIKE, fuzzy=True, previous_msgid="The oldest text."))
    assert merged(base, catalog(unit("new")), theirs) == [(UNALIKE, "new", True)]


def test_a_rewritten_unit_of_which_nothing_tells_is_a_new_one() -> None:
    base = catalog(unit("old"))
    entries = merge_catalogs(base, catalog(unit("new")), catalog(unit("", msgid=UNALIKE))).catalog
    assert {entry.msgid: said(entry) for entry in entries} == {
        UNALIKE: ("", False),
        unit().msgid: ("new", False),
    }


def test_the_text_that_a_translation_was_made_from_counts_more_than_an_id() -> None:
    base = catalog(unit("a", msgid="One.", comment="id: p-0"), unit("b", comment="id: p-1"))
    ours = catalog(unit("A", msgid="One.", comment="id: p-0"), unit("B", comment="id: p-1"))
    new = unit("b", msgid=UNALIKE, fuzzy=True, previous_msgid=unit().msgid, comment="id: p-0")
    result = merge_catalogs(base, ours, catalog(new))
    assert [said(entry) for entry in result.catalog if not entry.obsolete] == [("B", True)]


# --- a text that was split


def split() -> tuple[Catalog, Catalog, Catalog]:
    base = catalog(unit(" ".join(OLD), msgid=WHOLE))
    return base, catalog(unit(" ".join(NEW), msgid=WHOLE)), updated(base, *PARTS)


def test_a_half_that_was_translated_anew_keeps_its_text() -> None:
    base, ours, theirs = split()
    finished(theirs[0], "own")
    assert merged(base, ours, theirs) == [(PARTS[0], "own", False), (PARTS[1], NEW[1], True)]


def test_a_half_with_a_draft_of_its_own_keeps_its_text() -> None:
    base, ours, theirs = split()
    theirs[1].msgstr, theirs[1].flags = "draft", ["fuzzy"]
    assert merged(base, ours, theirs) == [(PARTS[0], NEW[0], True), (PARTS[1], "draft", True)]


def test_a_half_without_a_text_gets_its_part() -> None:
    base, ours, theirs = split()
    theirs[0].msgstr = ""
    assert merged(base, ours, theirs) == [(PARTS[0], NEW[0], True), (PARTS[1], NEW[1], True)]


def test_a_half_whose_sentence_stayed_as_it_was_stays_as_it_is() -> None:
    base, _, theirs = split()
    ours = catalog(unit(f"{OLD[0]} {NEW[1]}", msgid=WHOLE))
    assert merged(base, ours, theirs) == [(PARTS[0], OLD[0], False), (PARTS[1], NEW[1], True)]


def test_halves_of_a_text_stay_as_they_are_where_no_language_is_named() -> None:
    base = catalog(unit(" ".join(OLD), msgid=WHOLE), Language="")
    theirs = updated(base, *PARTS)
    theirs.metadata["Language"] = ""
    before = [(entry.msgid, *said(entry)) for entry in theirs]
    ours = catalog(unit(" ".join(NEW), msgid=WHOLE), Language="")
    assert merged(base, ours, theirs) == before
    assert list(merge_catalogs(base, ours, theirs).catalog)[2] == gone(" ".join(NEW), WHOLE)


# --- texts that were joined


def test_a_joined_unit_gets_the_sentence_that_was_translated_anew() -> None:
    base = catalog(*(unit(text, msgid=part) for part, text in zip(PARTS, OLD, strict=True)))
    ours = catalog(unit(NEW[0], msgid=PARTS[0]), unit(OLD[1], msgid=PARTS[1]))
    assert merged(base, ours, updated(base, WHOLE)) == [(WHOLE, f"{NEW[0]} {OLD[1]}", True)]


def test_a_joined_unit_gets_both_sentences() -> None:
    base = catalog(*(unit(text, msgid=part) for part, text in zip(PARTS, OLD, strict=True)))
    ours = catalog(*(unit(text, msgid=part) for part, text in zip(PARTS, NEW, strict=True)))
    assert merged(base, ours, updated(base, WHOLE)) == [(WHOLE, " ".join(NEW), True)]


def test_a_joined_unit_that_was_translated_anew_keeps_its_text() -> None:
    base = catalog(*(unit(text, msgid=part) for part, text in zip(PARTS, OLD, strict=True)))
    ours = catalog(*(unit(text, msgid=part) for part, text in zip(PARTS, NEW, strict=True)))
    theirs = updated(base, WHOLE)
    finished(theirs[0], "own")
    assert merged(base, ours, theirs) == [(WHOLE, "own", False)]
    left = [entry for entry in merge_catalogs(base, ours, theirs).catalog if entry.obsolete]
    assert left == [gone(text, part) for part, text in zip(PARTS, NEW, strict=True)]


def test_a_part_that_is_short_tells_nothing() -> None:
    base = catalog(unit("old", msgid="Yes."))
    theirs = catalog(unit("", msgid="Yes. They said that it was so, and left."))
    entries = merge_catalogs(base, catalog(unit("new", msgid="Yes.")), theirs).catalog
    assert [(entry.msgid, entry.msgstr, entry.obsolete) for entry in entries] == [
        ("Yes. They said that it was so, and left.", "", False),
        ("Yes.", "new", True),
    ]


def test_a_short_part_of_a_split_text_is_no_part_of_it() -> None:
    base = catalog(unit("old", msgid=f"Yes. {PARTS[0]}"))
    ours = catalog(unit("new", msgid=f"Yes. {PARTS[0]}"))
    theirs = updated(base, PARTS[0], "Yes.")
    finished(theirs[1], "")
    entries = merge_catalogs(base, ours, theirs).catalog
    assert {each.msgid: each.msgstr for each in entries if not each.obsolete}["Yes."] == ""

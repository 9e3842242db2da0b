"""Merging two versions of a catalog: what becomes of a unit, the header, the order; the laws."""

import itertools
import random
import subprocess
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.merge_notes import other_translations
from tests.laws import examples
from tests.oracles import gettext
from toolkit.base.bcp47 import Locale
from toolkit.catalog.merge import (
    Conflict,
    Merged,
    merge_catalogs,
)
from toolkit.catalog.merge_order import merge_rows
from toolkit.catalog.po import Catalog, Entry, new_catalog, read, write
from toolkit.catalog.update import update_catalog

METADATA = {
    "Project-Id-Version": "x",
    "POT-Creation-Date": "2026-01-01 10:00+0000",
    "PO-Revision-Date": "2026-01-01 10:00+0000",
    "Last-Translator": "Base",
    "Language": "kk",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "X-Generator": "x",
}
TEXT = "The bridge opened on Tuesday."
EDITED = "The bridge opened on Wednesday."


def catalog(*entries: Entry, **header: str) -> Catalog:
    """Return a catalog as read from a file."""
    made = new_catalog({**METADATA, **{name.replace("_", "-"): header[name] for name in header}})
    made.extend(entry.copy() for entry in entries)
    return read(write(made), "kk.po")


def unit(msgstr: str = "", msgid: str = TEXT, *, fuzzy: bool = False, **fields: str) -> Entry:
    entry = Entry(msgid=msgid, msgstr=msgstr, flags=["fuzzy"] if fuzzy else [])
    for name, value in fields.items():
        setattr(entry, name, value)
    return entry


def gone(msgstr: str, msgid: str = TEXT) -> Entry:
    return Entry(msgid=msgid, msgstr=msgstr, obsolete=True)


def merge(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Merged:
    """Merge catalogs of an entry each."""
    sides = (base, ours, theirs)
    return merge_catalogs(*(catalog(*([each] if each is not None else [])) for each in sides))


def one(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry:
    """Return the one entry that a merge without conflict leaves."""
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    (entry,) = merged.catalog
    return entry


def said(entry: Entry) -> tuple[str, bool]:
    return entry.msgstr, entry.fuzzy


# --- one unit -------------------------------------------------------------------------------


def test_a_translation_of_one_side_is_taken() -> None:
    assert said(one(unit(), unit(), unit("x"))) == ("x", False)


def test_one_translation_of_both_is_no_conflict() -> None:
    assert said(one(unit(), unit("x"), unit("x"))) == ("x", False)


def test_a_translation_beats_none() -> None:
    assert said(one(unit("x"), unit(""), unit("y"))) == ("y", False)


def test_a_translation_taken_back_stays_so() -> None:
    assert said(one(unit("x"), unit("x"), unit(""))) == ("", False)


def test_an_approved_translation_beats_a_fuzzy_one() -> None:
    merged = one(unit("x", fuzzy=True), unit("x", fuzzy=True), unit("y"))
    assert said(merged) == ("y", False)


def test_an_approved_translation_leaves_a_draft_in_the_comment() -> None:
    merged = one(unit(), unit("draft", fuzzy=True), unit("y"))
    assert said(merged) == ("y", False)
    assert merged.tcomment == "draft, set aside: draft"


def test_an_approved_translation_replaces_what_update_carried_over() -> None:
    merged = one(unit("x"), unit("x", fuzzy=True), unit("y"))
    assert (said(merged), merged.tcomment) == (("y", False), "")


def test_the_same_text_approved_by_one_side_is_approved() -> None:
    assert said(one(unit(), unit("x", fuzzy=True), unit("x"))) == ("x", False)


def test_a_translation_in_doubt_stays_in_doubt() -> None:
    assert said(one(unit("x"), unit("x", fuzzy=True), unit("x"))) == ("x", True)


def test_two_translations_are_both_kept_and_need_work() -> None:
    merged = merge(unit("x"), unit("ours"), unit("theirs"))
    (entry,) = merged.catalog
    assert said(entry) == ("ours", True)
    assert entry.tcomment == "conflict, other translation: theirs"
    assert merged.conflicts == (Conflict((None, TEXT), ("ours",), ("theirs",)),)


def test_approving_an_old_text_and_replacing_it_is_a_conflict() -> None:
    assert merge(unit("x", fuzzy=True), unit("x"), unit("y")).conflicts


def test_a_draft_that_one_side_alone_has_changed_is_taken() -> None:
    assert said(one(unit("x"), unit("x", fuzzy=True), unit("y", fuzzy=True))) == ("y", True)


@pytest.mark.parametrize("text", ["a\nb", 'say "no"', "back\\", "\\n", "\\134", " x ", "a\\\\"])
def test_any_translation_comes_back_out_of_a_comment(text: str) -> None:
    merged = merge(unit(), unit("ours", fuzzy=True), unit(text, fuzzy=True)).catalog
    again = read(write(merged), "kk.po")
    assert other_translations(again[0]) == (text,)
    assert again == merged


def test_quotation_marks_stand_plainly_in_a_comment() -> None:
    merged = merge(unit(), unit("x"), unit('say "no"')).catalog
    assert merged[0].tcomment.endswith(': say "no"')


def test_a_settled_conflict_leaves_no_comment() -> None:
    conflicted = merge(unit("x"), unit("ours"), unit("theirs")).catalog[0]
    settled, commented = conflicted.copy(), conflicted.copy()
    settled.flags = []
    commented.tcomment += "\nmine"
    assert one(conflicted, settled, commented).tcomment == "mine"


def test_a_new_conflict_is_noted_beside_an_old_one() -> None:
    conflicted = merge(unit("x"), unit("a"), unit("b")).catalog[0]
    other = conflicted.copy()
    other.msgstr = "c"
    another = conflicted.copy()
    another.msgstr = "d"
    assert other_translations(merge(conflicted, other, another).catalog[0]) == ("b", "d")


def plural(*forms: str, fuzzy: bool = False) -> Entry:
    entry = Entry(msgid="a day", msgid_plural="%d days", msgstr_plural=dict(enumerate(forms)))
    entry.flags = ["fuzzy"] if fuzzy else []
    return entry


def test_plural_forms_of_both_sides_join() -> None:
    merged = one(plural("", ""), plural("x", ""), plural("", "y"))
    assert merged.msgstr_plural == {0: "x", 1: "y"}


def test_a_plural_form_in_conflict_is_told() -> None:
    merged = merge(plural("", ""), plural("x", "y"), plural("x", "z"))
    assert merged.catalog[0].tcomment == "conflict, other translation [1]: z"
    assert merged.catalog[0].fuzzy


def test_a_changed_plural_makes_the_other_sides_translation_fuzzy() -> None:
    edited = plural("x", "y", fuzzy=True)
    edited.msgid_plural = "%d whole days"
    merged = one(plural("x", "y"), edited, plural("X", "Y"))
    assert merged.msgid_plural == "%d whole days"
    assert (merged.msgstr_plural, merged.fuzzy) == ({0: "X", 1: "Y"}, True)
    assert merged.previous_msgid_plural == "%d days"


def test_comments_and_flags_of_both_sides_join() -> None:
    base = unit("x", tcomment="a\nb", comment="paragraph")
    ours = unit("x", tcomment="a\nb\nours", comment="paragraph\nnote: n")
    theirs = unit("x", tcomment="b\ntheirs", comment="paragraph")
    theirs.flags = ["no-wrap"]
    merged = one(base, ours, theirs)
    assert merged.tcomment == "b\nours\ntheirs"
    assert (merged.comment, merged.flags) == ("paragraph\nnote: n", ["no-wrap"])


def test_ids_of_both_sides_join_in_one_line() -> None:
    base = unit(comment="paragraph\nid: p-1")
    merged = one(base, unit(comment="p\nid: p-1 p-2"), unit(comment="q\nid: p-1 p-3"))
    assert merged.comment == "p\nq\nid: p-1 p-2 p-3"


def test_references_of_both_sides_join() -> None:
    sides = [unit() for _ in range(3)]
    for entry, names in zip(sides, (["a"], ["a", "b"], ["c"]), strict=True):
        entry.occurrences = [(name, "") for name in names]
    assert one(*sides).occurrences == [("b", ""), ("c", "")]


# --- units that come and go -----------------------------------------------------------------


def test_what_one_side_deleted_goes() -> None:
    assert list(merge(unit("x"), None, unit("x")).catalog) == []


def test_an_obsolete_unit_keeps_the_other_sides_translation() -> None:
    assert one(unit("x"), gone("x"), unit("y")) == gone("y")


def test_a_unit_that_vanished_keeps_the_other_sides_translation() -> None:
    assert one(unit(), None, unit("y", comment="paragraph")) == gone("y")


def test_a_vanished_unit_without_a_translation_is_gone() -> None:
    assert list(merge(unit(), None, unit(comment="paragraph")).catalog) == []


def test_what_comes_back_on_one_side_is_back() -> None:
    assert said(one(gone("x"), unit("x"), gone("x"))) == ("x", False)
    assert not one(gone("x"), unit("x"), gone("y")).obsolete


def test_what_is_new_on_one_side_and_obsolete_on_the_other_is_there() -> None:
    assert not one(None, unit("x"), gone("x")).obsolete


def test_what_both_sides_added_is_one_entry() -> None:
    assert said(one(None, unit("x", comment="a"), unit("x", comment="b"))) == ("x", False)
    assert merge(None, unit("x"), unit("y")).conflicts


def test_a_template_has_no_conflicts() -> None:
    merged = one(unit(comment="a\nid: p-1"), unit(comment="b\nid: p-1"), unit(comment="c\nid: p-1"))
    assert merged.comment == "b\nc\nid: p-1"


# --- units that one side has edited ---------------------------------------------------------


def updated(base: Catalog, *messages: str, ids: bool = False) -> Catalog:
    """Return what `toolkit update` makes of a catalog for other texts."""
    template = new_catalog({"X-Source-Language": "en"})
    for number, message in enumerate(messages):
        template.append(Entry(msgid=message, comment=f"id: p-{number}" if ids else ""))
    return read(write(update_catalog(template, base, Locale("kk"))[0]), "kk.po")


def test_a_translation_reaches_the_edited_unit() -> None:
    base = catalog(unit("old"))
    merged = merge_catalogs(base, catalog(unit("new")), updated(base, EDITED))
    assert [entry.msgid for entry in merged.catalog] == [EDITED]
    assert said(merged.catalog[0]) == ("new", True)
    assert merged.catalog[0].previous_msgid == TEXT


def test_a_first_translation_reaches_the_edited_unit() -> None:
    base = catalog(unit())
    merged = merge_catalogs(base, catalog(unit("new")), updated(base, EDITED)).catalog
    assert [(entry.msgid, *said(entry), entry.previous_msgid) for entry in merged] == [
        (EDITED, "new", True, TEXT)
    ]


def test_a_first_translation_reaches_a_rewritten_unit_by_its_id() -> None:
    base = catalog(unit(comment="id: p-0"))
    theirs = updated(base, "Nothing is alike.", ids=True)
    merged = merge_catalogs(base, catalog(unit("new", comment="id: p-0")), theirs).catalog
    assert [(entry.msgid, *said(entry)) for entry in merged] == [("Nothing is alike.", "new", True)]


def test_a_finished_translation_of_the_edited_text_stays() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    theirs[0].msgstr, theirs[0].flags, theirs[0].previous_msgid = "finished", [], None
    merged = merge_catalogs(base, catalog(unit("new")), theirs)
    assert merged.conflicts == ()
    assert said(merged.catalog[0]) == ("finished", False)
    assert merged.catalog[1] == gone("new")


def test_a_draft_of_the_edited_text_is_in_conflict_with_a_translation_of_the_old() -> None:
    base = catalog(unit("old"))
    theirs = updated(base, EDITED)
    theirs[0].msgstr = "draft"
    merged = merge_catalogs(base, catalog(unit("new")), theirs)
    (entry,) = merged.catalog
    assert (said(entry), other_translations(entry)) == (("new", True), ("draft",))
    assert merged.conflicts == (Conflict((None, EDITED), ("new",), ("draft",)),)


def test_a_unit_that_both_sides_edited_has_the_one_new_translation() -> None:
    base = catalog(unit("old"))
    ours, theirs = updated(base, EDITED), updated(catalog(unit("new")), EDITED)
    merged = merge_catalogs(base, ours, theirs)
    assert merged.conflicts == ()
    assert [said(entry) for entry in merged.catalog] == [("new", True)]


def test_a_translators_comment_reaches_the_edited_unit() -> None:
    base = catalog(unit("old"))
    merged = merge_catalogs(base, catalog(unit("old", tcomment="mine")), updated(base, EDITED))
    assert [(entry.msgid, entry.tcomment) for entry in merged.catalog] == [(EDITED, "mine")]


def test_a_translation_in_doubt_is_in_doubt_under_the_edited_text() -> None:
    base = catalog(unit("x", msgid="He said “no”."))
    theirs = updated(base, 'He said "no".')
    assert not theirs[0].fuzzy
    ours = catalog(unit("x", msgid="He said “no”.", fuzzy=True))
    assert [said(entry) for entry in merge_catalogs(base, ours, theirs).catalog] == [("x", True)]


PARTS = ("The bridge opened on Tuesday morning.", "Nobody had thought of the river below it.")
OLD = ("Көпір сейсенбіде таңертең ашылды.", "Астындағы өзен ешкімнің ойына келмеді.")
NEW = ("Көпір сейсенбі күні таңмен ашылған.", "Астында өзен бары ешкімнің есінде болмаған.")


def test_each_half_of_a_split_unit_gets_its_part() -> None:
    base = catalog(unit(" ".join(OLD), msgid=" ".join(PARTS)))
    ours = catalog(unit(" ".join(NEW), msgid=" ".join(PARTS)))
    merged = merge_catalogs(base, ours, updated(base, *PARTS)).catalog
    assert [(entry.msgid, *said(entry)) for entry in merged if not entry.obsolete] == [
        (part, text, True) for part, text in zip(PARTS, NEW, strict=True)
    ]
    assert merged[2] == gone(" ".join(NEW), " ".join(PARTS))


def test_an_edited_sentence_takes_along_the_new_translation_of_its_neighbour() -> None:
    base = catalog(unit(" ".join(OLD), msgid=" ".join(PARTS)))
    ours = catalog(unit(" ".join(NEW), msgid=" ".join(PARTS)))
    merged = merge_catalogs(base, ours, updated(base, f"{PARTS[0]} Everyone knew the river."))
    assert merged.conflicts == ()
    assert merged.catalog[0].fuzzy
    assert NEW[0] in merged.catalog[0].msgstr


def test_no_translation_is_paired_with_another_text() -> None:
    """What a merge by lines does: the new msgid above, the old one's msgstr below."""
    base = catalog(unit("old"), unit("x", msgid="Nobody came."))
    ours = catalog(unit("new"), unit("x", msgid="Nobody came."))
    theirs = catalog(unit("old", msgid=EDITED, fuzzy=True), unit("x", msgid="Nobody came."))
    for merged in (merge_catalogs(base, ours, theirs), merge_catalogs(base, theirs, ours)):
        entries = {entry.msgid: entry for entry in merged.catalog}
        assert said(entries[EDITED]) == ("new", True)
        assert entries[EDITED].previous_msgid == TEXT


# --- the order ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "cab", "cab"),
        ("abc", "cab", "abxc", "cabx"),
        ("abc", "abxc", "cab", "cabx"),
        ("abc", "axbc", "aybc", "axybc"),
        ("abc", "bc", "ab", "b"),
        ("abc", "xabc", "yabc", "xyabc"),
        ("abcd", "badc", "dcba", "badc"),
        ("ab", "axb", "yb", "xyb"),
        ("", "ab", "cb", "acb"),
    ],
)
def test_order_and_sets(base: str, ours: str, theirs: str, merged: str) -> None:
    assert "".join(merge_rows(base, ours, theirs)) == merged


def test_a_moved_unit_stands_where_it_was_moved() -> None:
    first, second, third = (unit("x", msgid=text) for text in ("a", "b", "c"))
    ours = catalog(third, first, second)
    theirs = catalog(first, second, unit("y", msgid="c"), unit("", msgid="d"))
    merged = merge_catalogs(catalog(first, second, third), ours, theirs).catalog
    assert [entry.msgid + entry.msgstr for entry in merged] == ["cy", "d", "ax", "bx"]


def test_obsolete_entries_come_last() -> None:
    base = catalog(unit("x", msgid="a"), unit("", msgid="b"))
    ours = catalog(unit("", msgid="b"), gone("x", "a"))
    theirs = catalog(unit("y", msgid="a"), unit("", msgid="b"), unit("", msgid="c"))
    merged = merge_catalogs(base, ours, theirs).catalog
    assert [entry.msgid for entry in merged] == ["b", "c", "a"]


# --- the header -----------------------------------------------------------------------------


def header(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    return merge_catalogs(*(catalog(**each) for each in (base, ours, theirs))).catalog.metadata


def test_of_two_dates_the_later_is_taken() -> None:
    ours = {"PO_Revision_Date": "2026-03-01 10:00+0500", "Last_Translator": "A"}
    theirs = {"PO_Revision_Date": "2026-03-01 09:00+0000", "Last_Translator": "B"}
    merged = header({}, ours, theirs)
    assert merged["PO-Revision-Date"] == "2026-03-01 09:00+0000"
    assert merged["Last-Translator"] == "B"
    assert merged == header({}, theirs, ours)


def test_a_date_beats_what_is_none() -> None:
    ours = {"PO_Revision_Date": "YEAR-MO-DA HO:MI+ZONE"}
    theirs = {"PO_Revision_Date": "2026-02-01 09:00+0000"}
    assert header({}, ours, theirs)["PO-Revision-Date"] == "2026-02-01 09:00+0000"


def test_other_fields_never_conflict() -> None:
    merged = header({}, {"X_Generator": "Poedit 3.5"}, {"X_Generator": "Lokalize"})
    assert merged["X-Generator"] == "Poedit 3.5"


def test_fields_of_both_sides_join() -> None:
    merged = header({}, {"X_Ours": "1", "Language_Team": "kk"}, {"X_Theirs": "2"})
    assert (merged["X-Ours"], merged["X-Theirs"], merged["Language-Team"]) == ("1", "2", "kk")


def test_a_field_that_one_side_deleted_goes() -> None:
    base, ours = catalog(X_A="1", X_B="1"), catalog(X_B="1")
    theirs = catalog(X_A="1", X_B="2")
    merged = merge_catalogs(base, ours, theirs).catalog
    assert merged.metadata.get("X-A") is None
    assert merged.metadata["X-B"] == "2"


def test_forms_of_another_number_than_the_header_says_need_work() -> None:
    three = {"Plural_Forms": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"}
    merged = merge_catalogs(catalog(), catalog(**three), catalog(plural("x", "y"))).catalog
    assert merged[0].fuzzy
    assert read(write(merged), "kk.po") == merged


def test_header_comments_of_both_sides_join() -> None:
    sides = [catalog() for _ in range(3)]
    for each, comment in zip(sides, ("Kazakh", "Kazakh\nAisha", "Kazakh\nBolat"), strict=True):
        each.header = comment
    assert merge_catalogs(*sides).catalog.header == "Kazakh\nAisha\nBolat"


# --- bytes ----------------------------------------------------------------------------------

LONG = "A sentence that is long enough to be wrapped in one way by one tool and in another by two."


def rewrapped(made: Catalog, width: int) -> Catalog:
    """Return a catalog as another editor saves it, its content the same."""
    fresh = new_catalog(made.metadata, made.header)
    for entry in made:
        copy = entry.copy()
        copy.remember("", 0, None)
        copy.flags = [*copy.flags, "x"]
        fresh.append(copy)
    text = write(fresh, width=width).decode().replace("#, x\n", "").replace(", x\n", "\n")
    again = read(text.encode(), "kk.po")
    assert again == made
    return again


def test_wrapping_of_one_side_is_kept() -> None:
    base = catalog(unit(LONG, msgid=LONG), unit("", msgid="b"))
    theirs = catalog(unit(LONG, msgid=LONG), unit("y", msgid="b"))
    merged = merge_catalogs(base, rewrapped(base, 40), theirs).catalog
    assert write(merged) == write(rewrapped(theirs, 40))


def test_an_entry_as_one_side_has_it_has_its_bytes() -> None:
    odd = b'msgid   "a"\nmsgstr "b" "c"\n'
    base = catalog(unit("", msgid="a"), unit("", msgid="b"))
    ours = catalog(unit("", msgid="a"), unit("y", msgid="b"))
    theirs = read(write(base).replace(b'msgid "a"\nmsgstr ""\n', odd), "kk.po")
    assert odd in write(merge_catalogs(base, ours, theirs).catalog)


# --- laws -----------------------------------------------------------------------------------

WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
MESSAGES = [" ".join(WORDS[n:] + WORDS[:n]) + f" {n}." for n in range(len(WORDS))]


class Writer:
    """Makes catalogs, and changes them as translators and tools do; no text twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._numbers = itertools.count()

    def text(self) -> str:
        return f'"{next(self._numbers)}" translated\\'

    def entry(self, msgid: str) -> Entry:
        entry = Entry(msgid=msgid, comment="paragraph")
        if self._rng.random() < 0.2:
            entry.msgid_plural = f"{msgid} plural"
            entry.msgstr_plural = {0: "", 1: ""}
        self.translate(entry)
        return entry

    def base(self) -> Catalog:
        rng = self._rng
        made = new_catalog(METADATA)
        made.extend(self.entry(each) for each in rng.sample(MESSAGES, rng.randint(0, 6)))
        for entry in made:
            entry.obsolete = rng.random() < 0.2 and bool(entry.msgstr)
        made.sort(key=lambda entry: bool(entry.obsolete))
        return read(write(made, width=rng.choice([0, 30, 79])), "kk.po")

    def side(self, base: Catalog) -> Catalog:
        rng = self._rng
        made = Catalog()
        made.keep_header(base)
        made.extend(entry.copy() for entry in base)
        for entry in list(made):
            rng.choice(self._changes())(made, entry)
        there = {entry.msgid for entry in made}
        new = [each for each in MESSAGES if each not in there]
        for each in rng.sample(new, min(len(new), rng.randint(0, 2))):
            made.insert(rng.randint(0, len(made)), self.entry(each))
        if rng.random() < 0.3:
            rng.shuffle(made)
        if rng.random() < 0.5:
            made.metadata["PO-Revision-Date"] = f"2026-02-{rng.randint(10, 28)} 10:00+0000"
            made.metadata[rng.choice(["X-One", "X-Two"])] = self.text()
        made.sort(key=lambda entry: bool(entry.obsolete))
        data = write(made)
        return rewrapped(read(data, "kk.po"), 30) if rng.random() < 0.2 else read(data, "kk.po")

    def _changes(self) -> list[Callable[[Catalog, Entry], None]]:
        return [
            *[lambda _, __: None] * 4,
            lambda _, entry: self.translate(entry),
            lambda _, entry: self.translate(entry),
            lambda _, entry: self._flag(entry),
            lambda _, entry: self._comment(entry),
            lambda made, entry: made.remove(entry),
            self._retire,
            self._edit,
            self._edit,
        ]

    def translate(self, entry: Entry) -> None:
        kind = self._rng.choice(["", "fuzzy", "finished", "finished"])
        entry.flags = ["fuzzy"] if kind == "fuzzy" else []
        entry.previous_msgid = None
        if entry.msgstr_plural:
            entry.msgstr_plural = {form: self.text() if kind else "" for form in (0, 1)}
            if kind == "fuzzy":
                entry.msgstr_plural[self._rng.randint(0, 1)] = ""
        elif not entry.obsolete or kind:
            entry.msgstr = self.text() if kind else ""

    def _flag(self, entry: Entry) -> None:
        if entry.msgstr:
            entry.flags = [] if entry.fuzzy else ["fuzzy"]

    def _comment(self, entry: Entry) -> None:
        lines = [line for line in entry.tcomment.split("\n") if line]
        entry.tcomment = "\n".join(self._rng.sample([*lines, self._rng.choice("abc")], 1))

    def _retire(self, made: Catalog, entry: Entry) -> None:
        entry.obsolete = not entry.obsolete
        if entry.obsolete and not entry.msgstr:
            made.remove(entry)

    def _edit(self, made: Catalog, entry: Entry) -> None:
        """Edit a unit's text as `update` does: what it has is fuzzy and says what it was."""
        edited = entry.msgid.replace(".", self._rng.choice([" edited.", " corrected."]))
        if entry.obsolete or any(each.msgid == edited for each in made):
            return
        if entry.msgstr or any(entry.msgstr_plural.values()):
            entry.previous_msgid = entry.msgid
            entry.previous_msgid_plural = entry.msgid_plural or None
            entry.flags = ["fuzzy"]
        entry.msgid = edited


CASES = st.integers(0, 2**32).map(random.Random)


def three(rng: random.Random) -> tuple[Catalog, Catalog, Catalog]:
    writer = Writer(rng)
    base = writer.base()
    return base, writer.side(base), writer.side(base)


def forms(entry: Entry) -> dict[int, str]:
    return dict(entry.msgstr_plural) if entry.msgstr_plural else {0: entry.msgstr}


def all_texts(made: Catalog) -> set[str]:
    return {text for entry in made for text in forms(entry).values() if text}


@given(CASES)
@settings(deadline=None)
def test_what_one_side_left_alone_is_the_other_side(rng: random.Random) -> None:
    base, side, _ = three(rng)
    for merged in (
        merge_catalogs(base, side, base),
        merge_catalogs(base, base, side),
        merge_catalogs(base, side, side),
    ):
        assert merged.catalog == side
        assert write(merged.catalog) == write(side)
        assert merged.conflicts == ()


@pytest.mark.slow
@given(CASES)
@examples(300)
def test_no_translation_is_lost(rng: random.Random) -> None:
    base, ours, theirs = three(rng)
    merged = merge_catalogs(base, ours, theirs).catalog
    noted = {text for entry in merged for text in other_translations(entry)}
    new = (all_texts(ours) | all_texts(theirs)) - all_texts(base)
    assert new <= all_texts(merged) | noted


@pytest.mark.slow
@given(CASES)
@examples(300)
def test_nothing_is_finished_under_a_text_that_it_was_not_made_for(rng: random.Random) -> None:
    base, ours, theirs = three(rng)
    finished = {
        (entry.key, form, text)
        for side in (ours, theirs)
        for entry in side
        if not entry.fuzzy
        for form, text in forms(entry).items()
    }
    for entry in merge_catalogs(base, ours, theirs).catalog:
        if not entry.fuzzy:
            there = {(entry.key, form, text) for form, text in forms(entry).items() if text}
            assert there <= finished


@pytest.mark.slow
@given(CASES)
@examples(300)
def test_who_is_ours_matters_in_conflicts_only(rng: random.Random) -> None:
    base, ours, theirs = three(rng)
    one_way, other_way = merge_catalogs(base, ours, theirs), merge_catalogs(base, theirs, ours)
    assert {each.key for each in one_way.conflicts} == {each.key for each in other_way.conflicts}
    torn = {each.key for each in one_way.conflicts}
    assert {said_of(entry) for entry in one_way.catalog if entry.key not in torn} == {
        said_of(entry) for entry in other_way.catalog if entry.key not in torn
    }


def said_of(entry: Entry) -> tuple[object, ...]:
    return entry.key, tuple(forms(entry).items()), entry.fuzzy, entry.obsolete, entry.previous_msgid


@pytest.mark.slow
@given(CASES)
@settings(deadline=None)
def test_what_update_does_meanwhile_loses_nothing_and_finishes_nothing(rng: random.Random) -> None:
    sentences = [f"{each[:-1].capitalize()} said {rng.randint(1, 9)}." for each in MESSAGES]
    paragraphs = [" ".join(rng.sample(sentences, rng.randint(1, 3))) for _ in range(4)]
    paragraphs = list(dict.fromkeys(paragraphs))
    numbers = itertools.count()
    base = catalog(*(unit(rng.choice(["", each.upper()]), msgid=each) for each in paragraphs))
    ours = catalog(*base)
    for entry in rng.sample(list(ours), min(2, len(ours))):
        entry.msgstr = f"{next(numbers)} {entry.msgid.swapcase()}"
    words = [word for each in paragraphs for word in each.split(" ")]
    for _ in range(rng.randint(1, 4)):
        words[rng.randrange(len(words))] = rng.choice(["new", "other"])
    texts = list(dict.fromkeys(" ".join(words).replace(". ", ".|", rng.randint(2, 9)).split("|")))
    theirs = updated(base, *texts)
    merged = merge_catalogs(base, ours, theirs).catalog
    noted = {text for entry in merged for text in other_translations(entry)}
    assert all_texts(ours) - all_texts(base) <= all_texts(merged) | noted
    finished = {(entry.key, entry.msgstr) for each in (ours, theirs) for entry in each}
    assert {(entry.key, entry.msgstr) for entry in merged if not entry.fuzzy} <= finished


@pytest.mark.slow
@given(CASES)
@settings(deadline=None)
def test_a_merged_catalog_reads_back_the_same(rng: random.Random) -> None:
    merged = merge_catalogs(*three(rng)).catalog
    assert read(write(merged), "kk.po") == merged


@given(CASES)
@settings(deadline=None)
def test_merging_changes_none_of_the_three(rng: random.Random) -> None:
    sides = three(rng)
    before = [write(each) for each in sides]
    merge_catalogs(*sides)
    assert [write(each) for each in sides] == before


@given(CASES)
@examples(20)
def test_gettext_accepts_what_is_merged(rng: random.Random) -> None:
    data = write(merge_catalogs(*three(rng)).catalog)
    command = [gettext("msgfmt"), "-c", "-o", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry, new_catalog, read, write
from toolkit.catalog.po.entries import GENERATOR
from toolkit.catalog.po.plain_entries import is_plain
from toolkit.catalog.update import update_catalog

KK = Locale("kk")
RU = Locale("ru")
LONG = ["The first of them left early.", "Nobody saw the second go.", "A third one stayed behind."]


def template(*messages: str) -> Catalog:
    made = new_catalog({"Content-Type": "text/plain; charset=UTF-8", "X-Source-Language": "en"})
    made.extend(Entry(msgid=message) for message in messages)
    return made


def translated(*messages: str) -> Catalog:
    """Return a catalog, as read from a file, in which every message is translated."""
    catalog, _ = update_catalog(template(*messages), None, KK)
    for entry in catalog:
        entry.msgstr = entry.msgid.upper()
    return read(write(catalog), "kk.po")


def strings(catalog: Catalog) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalog if not entry.obsolete}


def test_a_new_catalog_has_a_complete_header() -> None:
    catalog, _ = update_catalog(template("a"), None, RU)
    assert catalog.metadata["Language"] == "ru"
    assert catalog.metadata["Plural-Forms"].startswith("nplurals=3;")


def test_unchanged_entries_keep_their_bytes() -> None:
    old = read(b'msgid ""\nmsgstr "X-A: b\\n"\n\nmsgid   "a"\nmsgstr "b" "c"\n', "kk.po")
    catalog, _ = update_catalog(template("a", "x"), old, KK)
    assert b'msgid   "a"\nmsgstr "b" "c"\n' in write(catalog)


def test_updating_twice_is_updating_once() -> None:
    once, _ = update_catalog(template(LONG[2], LONG[0], "New text."), translated(*LONG), KK)
    twice, _ = update_catalog(template(LONG[2], LONG[0], "New text."), once, KK)
    assert write(twice) == write(once)


def test_moved_entries_keep_their_translation() -> None:
    catalog, summary = update_catalog(template(*reversed(LONG)), translated(*LONG), KK)
    assert strings(catalog) == {message: message.upper() for message in LONG}
    assert (summary.kept, summary.moved) == (1, 2)


def from_document(*messages: str) -> Catalog:
    made = template(*messages)
    made.metadata["X-Generator"] = GENERATOR
    return made


def test_a_document_s_numbers_are_no_work() -> None:
    wanted = from_document("2019", "1,234", "<em>***</em>", "2021-02-22", "5 km")
    catalog, summary = update_catalog(wanted, None, KK)
    assert strings(catalog) == {"5 km": ""}
    assert summary.new == 1


def test_a_number_that_is_translated_keeps_its_entry() -> None:
    catalog, _ = update_catalog(from_document("2019", "2020"), translated("2019"), KK)
    assert list(strings(catalog)) == ["2019"]


def test_a_program_s_template_is_taken_as_it_is() -> None:
    catalog, _ = update_catalog(template("%", "→"), None, KK)
    assert list(strings(catalog)) == ["%", "→"]


def test_a_change_of_shape_keeps_the_translation() -> None:
    before = ["Over 1000 people came.", "About 9 villages burned.", "The court freed him."]
    after = ["Over 1,000 people came.", "About nine villages burned.", "The Court freed him."]
    catalog, summary = update_catalog(template(*after), translated(*before), KK)
    assert strings(catalog) == dict(zip(after, map(str.upper, before), strict=True))
    assert summary.mechanical == 3


def test_a_change_of_sign_is_none_of_shape() -> None:
    _, summary = update_catalog(template("It was -15."), translated("It was 15."), KK)
    assert summary.fuzzy == 1


def test_a_reordered_sentence_keeps_the_old_translation_to_start_from() -> None:
    before = "On Monday, after a long talk, the court freed three men and two women."
    after = "The court freed two women and three men after a long talk on Monday."
    old = translated(LONG[0], before, LONG[1])
    catalog, summary = update_catalog(template(LONG[0], after, LONG[1]), old, KK)
    assert (catalog[1].msgstr, catalog[1].previous_msgid) == (before.upper(), before)
    assert summary.fuzzy == 1


def test_an_edited_text_is_fuzzy_and_says_what_it_was_made_from() -> None:
    edited = "Nobody saw the second one go."
    catalog, summary = update_catalog(template(LONG[0], edited, LONG[2]), translated(*LONG), KK)
    entry = catalog[1]
    assert (entry.fuzzy, entry.previous_msgid) == (True, LONG[1])
    assert (entry.msgstr, summary.fuzzy) == (LONG[1].upper(), 1)


def test_a_text_edited_twice_says_what_it_was_first_made_from() -> None:
    first, _ = update_catalog(template("Nobody saw the second one go."), translated(LONG[1]), KK)
    second, _ = update_catalog(template("Nobody saw the second one go off."), first, KK)
    assert second[0].previous_msgid == LONG[1]


def test_a_text_that_left_becomes_obsolete() -> None:
    catalog, summary = update_catalog(template(LONG[0]), translated(LONG[0], LONG[1]), KK)
    assert [entry.msgid for entry in catalog if entry.obsolete] == [LONG[1]]
    assert summary.obsolete == 1


def test_a_text_that_comes_back_has_its_translation_again() -> None:
    gone, _ = update_catalog(template(LONG[0]), translated(LONG[0], LONG[1]), KK)
    back, summary = update_catalog(template(LONG[0], LONG[1]), gone, KK)
    assert strings(back)[LONG[1]] == LONG[1].upper()
    assert (summary.returned, summary.obsolete) == (1, 0)
    assert not back[1].fuzzy


def test_an_untranslated_text_that_left_is_gone() -> None:
    old, _ = update_catalog(template("a", "b"), None, KK)
    catalog, _ = update_catalog(template("a"), old, KK)
    assert [entry.msgid for entry in catalog] == ["a"]


def test_what_a_translator_added_stays() -> None:
    old = read(
        b'# mine\nmsgid ""\nmsgstr "X-Mine: 1\\n"\n\n# note\n#. old\n#, no-wrap\nmsgid "a"\n'
        b'msgstr "b"\n',
        "kk.po",
    )
    catalog, _ = update_catalog(template("a"), old, KK)
    assert (catalog.header, catalog.metadata) == ("mine", {"X-Mine": "1"})
    assert (catalog[0].tcomment, catalog[0].flags) == ("note", ["no-wrap"])


def test_extracted_comments_are_the_templates() -> None:
    pot = template("a")
    pot[0].comment = "headline\nid: p-1234"
    old = translated("a")
    assert update_catalog(pot, old, KK)[0][0].comment == "headline\nid: p-1234"


def test_references_are_the_templates() -> None:
    old = translated("a")
    old[0].occurrences = [("old.txt", "3")]
    new = template("a")
    new[0].occurrences = [("new.txt", "7")]
    catalog, _ = update_catalog(new, read(write(old), "kk.po"), KK)
    assert (catalog[0].occurrences, catalog[0].msgstr) == ([("new.txt", "7")], "A")
    assert read(write(catalog), "kk.po")[0].occurrences == [("new.txt", "7")]


def test_flags_of_the_template_are_added_and_the_entrys_own_stay() -> None:
    old = translated("%d a")
    old[0].flags = ["no-wrap"]
    new = template("%d a")
    new[0].flags = ["c-format"]
    catalog, _ = update_catalog(new, read(write(old), "kk.po"), KK)
    assert catalog[0].flags == ["no-wrap", "c-format"]


def test_a_context_that_appears_makes_the_translation_fuzzy() -> None:
    pot = template()
    pot.append(Entry(msgid="May", msgctxt="month"))
    catalog, _ = update_catalog(pot, translated("May"), KK)
    assert (catalog[0].msgstr, catalog[0].fuzzy) == ("MAY", True)


def test_new_plurals_have_as_many_forms_as_the_language() -> None:
    pot = template()
    pot.append(Entry(msgid="a day", msgid_plural="%d days"))
    assert update_catalog(pot, None, RU)[0][0].msgstr_plural == {0: "", 1: "", 2: ""}


def test_the_old_catalog_is_not_changed() -> None:
    old = translated(*LONG)
    before = write(old)
    update_catalog(template("Nobody saw the second one go."), old, KK)
    assert write(old) == before


WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
MESSAGES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(" ".join), max_size=10, unique=True
)


@pytest.mark.slow
@given(MESSAGES, MESSAGES, st.integers(0, 2**16))
def test_no_translation_is_ever_lost(first: list[str], second: list[str], seed: int) -> None:
    kept = [message for message in first if random.Random(seed).random() < 0.5]
    new = list(dict.fromkeys([*second, *kept]))
    random.Random(seed).shuffle(new)
    catalog, _ = update_catalog(template(*new), translated(*first), KK)
    assert {message.upper() for message in first} <= {entry.msgstr for entry in catalog}
    assert [entry.msgid for entry in catalog if not entry.obsolete] == new


@pytest.mark.slow
@given(MESSAGES, MESSAGES)
def test_only_equal_texts_are_published(first: list[str], second: list[str]) -> None:
    catalog, _ = update_catalog(template(*second), translated(*first), KK)
    for entry in catalog:
        if entry.msgstr and not entry.fuzzy:
            assert entry.msgstr == entry.msgid.upper()


@pytest.mark.slow
@given(MESSAGES, MESSAGES)
def test_the_summary_counts_every_entry(first: list[str], second: list[str]) -> None:
    catalog, summary = update_catalog(template(*second), translated(*first), KK)
    current = summary.kept + summary.moved + summary.returned + summary.fuzzy + summary.new
    assert current == len(second)
    assert summary.obsolete == len(catalog) - len(second)


def test_an_empty_language_is_filled_in() -> None:
    old = read(
        b'msgid ""\nmsgstr ""\n"Language: \\n"\n"X-A: b\\n"\n\nmsgid "a"\nmsgstr "b"\n', "kk.po"
    )
    catalog, _ = update_catalog(template("a"), old, KK)
    assert b'"Language: kk\\n"\n"X-A: b\\n"\n' in write(catalog)


def test_a_copy_of_the_template_becomes_a_catalog_of_its_language() -> None:
    pot = b'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: en\\n"\n'
    copied = pot + b'\nmsgid "a"\nmsgstr ""\n'
    catalog, _ = update_catalog(read(copied, "a.pot"), read(copied, "kk.po"), KK)
    assert catalog.metadata["Language"] == "kk"
    assert catalog.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_a_header_with_the_sources_language_holds_once_something_is_translated() -> None:
    header = b'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
    assert read(header + b'\nmsgid "a"\nmsgstr ""\n', "a.po").translated_into == ""
    assert read(header + b'\nmsgid "a"\nmsgstr "b"\n', "a.po").translated_into == "en"


def test_a_language_that_stands_there_stays() -> None:
    old = read(b'msgid ""\nmsgstr ""\n"Language: kk_KZ\\n"\n\nmsgid "a"\nmsgstr "b"\n', "kk.po")
    catalog, _ = update_catalog(template("a"), old, KK)
    assert catalog.metadata["Language"] == "kk_KZ"


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
comments = st.sampled_from(
    ("", "#. paragraph\n#. id: p-1\n", "#. correction\n#. id: p-2\n", "#: a.py:1\n", "# ours\n")
)
flags = st.sampled_from(("", "#, fuzzy\n", '#, fuzzy\n#| msgid "Hat"\n', "#, c-format\n"))
keys = st.sampled_from(
    ('msgid "Hot day"\n', 'msgid "Hot days"\n', 'msgctxt "x"\nmsgid "Hot day"\n', 'msgid "2019"\n')
)
entries = st.dictionaries(
    keys, st.tuples(comments, flags, st.sampled_from(("", "ыстық", "fuzzy"))), max_size=4
).map(
    lambda each: "".join(
        f'\n{about}{flag}{key}msgstr "{msgstr}"\n' for key, (about, flag, msgstr) in each.items()
    )
)


@given(entries, entries)
def test_it_is_all_one_whether_entries_were_looked_at(wanted: str, known: str) -> None:
    pot, po, pot_seen, po_seen = (
        read((HEADER + each).encode(), "a.po") for each in (wanted, known, wanted, known)
    )
    for entry in [*pot_seen, *po_seen]:
        assert entry.flags is not None
    seen, summary = update_catalog(pot_seen, po_seen, KK)
    unseen, same = update_catalog(pot, po, KK)
    assert (write(unseen), same) == (write(seen), summary)


def test_what_is_found_again_is_not_looked_at() -> None:
    text = (HEADER + '\n#. paragraph\n#. id: p-1\nmsgid "a"\nmsgstr "{}"\n').format
    catalog, _ = update_catalog(
        read(text("").encode(), "a.pot"), read(text("b").encode(), "a.po"), KK
    )
    assert list(map(is_plain, catalog)) == [True]

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import page, read
from toolkit.base.errors import ToolkitError
from toolkit.base.text import Inline
from toolkit.catalog.po import Catalog, write
from toolkit.catalog.po import read as read_po
from toolkit.catalog.template import TemplateOptions, identified, make_template
from toolkit.document.formats import read_document
from toolkit.document.model import Document, Metadata


def text(*paragraphs: str) -> Document:
    return read("---\ndetect: false\n---\n" + "\n\n".join(paragraphs) + "\n", "a.txt")


def ids(template: Catalog) -> dict[str, tuple[str, ...]]:
    return {entry.msgid: entry.notes.ids for entry in template}


def test_entries_stand_in_the_documents_order() -> None:
    assert [entry.msgid for entry in make_template([text("b", "a", "c")])] == ["b", "a", "c"]


def test_a_text_that_occurs_twice_is_one_entry_with_both_ids() -> None:
    template = make_template([text("same", "other", "same")])
    assert [len(each) for each in ids(template).values()] == [2, 1]


def test_comments_tell_role_headings_legend_notes_and_id() -> None:
    document = page('<h2>Why</h2><p its-loc-note="Mind it">See <a href="https://a.b/">it</a></p>')
    lines = make_template([document])[1].comment.split("\n")
    assert lines[:3] == ["paragraph · Why", "<a1> = https://a.b/", "note: Mind it"]
    assert lines[3].startswith("id: p-")


def test_references_have_no_line_by_default() -> None:
    assert make_template([text("a")])[0].occurrences == [("a.txt", "")]


def test_references_have_a_line_when_asked() -> None:
    template = make_template([text("a")], options=TemplateOptions(references="line"))
    assert template[0].occurrences == [("a.txt", "4")]


def test_raw_messages_show_the_tags_of_the_source() -> None:
    document = page('<p>R&amp;D <a href="u">x</a></p>')
    template = make_template([document], options=TemplateOptions(inline=Inline.RAW))
    assert template[0].msgid == 'R&amp;D <a href="u">x</a>'


def test_several_sources_share_a_template() -> None:
    template = make_template([text("a", "b"), read("b\n", "b.txt")])
    assert [entry.msgid for entry in template] == ["a", "b"]
    assert template[1].occurrences == [("a.txt", ""), ("b.txt", "")]


def test_the_date_is_the_articles_own() -> None:
    document = replace(text("a"), metadata=Metadata(date=dt.date(2021, 2, 22)))
    assert make_template([document]).metadata["POT-Creation-Date"] == "2021-02-22 00:00+0000"


def test_the_date_is_source_date_epochs_when_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert make_template([text("a")]).metadata["POT-Creation-Date"] == "1970-01-02 00:00+0000"


def test_a_bad_source_date_epoch_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ToolkitError, match="SOURCE_DATE_EPOCH is “soon”"):
        make_template([text("a")])


LONG = ["The first of them left early.", "Nobody saw the second go.", "A third one stayed behind."]


def test_an_inserted_paragraph_changes_no_other_id() -> None:
    before = make_template([text(*LONG)])
    after = make_template([text(LONG[0], "New here.", *LONG[1:])], before)
    assert {key: ids(after)[key] for key in LONG} == ids(before)


def test_moved_paragraphs_keep_their_ids() -> None:
    before = make_template([text(*LONG)])
    assert ids(make_template([text(*reversed(LONG))], before)) == ids(before)


def test_an_edited_paragraph_keeps_its_id() -> None:
    before = make_template([text(*LONG)])
    edited = "Nobody saw the second one go away."
    after = make_template([text(LONG[0], edited, LONG[2])], before)
    assert ids(after)[edited] == ids(before)[LONG[1]]


def test_a_new_paragraph_never_takes_an_id_that_was_used() -> None:
    before = make_template([text(*LONG)])
    after = make_template([text("Something else entirely, 42.")], before)
    assert not set(ids(after).popitem()[1]) & {each for v in ids(before).values() for each in v}


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij", "kl"]), min_size=1, max_size=5).map(
        " ".join
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_unit_has_an_id_of_its_own(first: list[str], second: list[str]) -> None:
    before = make_template([text(*first)])
    document = text(*second)
    ids = {unit.id for unit in identified(document, before).units}
    assert len(ids) == len(document.units)


@pytest.mark.slow
@given(PARAGRAPHS)
def test_a_template_of_the_same_source_is_the_same_bytes(paragraphs: list[str]) -> None:
    once = write(make_template([text(*paragraphs)]))
    assert write(make_template([text(*paragraphs)], read_po(once, "a.pot"))) == once


def test_an_id_that_two_texts_have_is_given_to_one_of_them() -> None:
    before = make_template([text(*LONG)])
    for entry in before:
        entry.comment = "paragraph\nid: p-1234"
    after = make_template([text(*LONG)], before)
    assert len({each for listed in ids(after).values() for each in listed}) == len(LONG)


def test_a_text_split_into_many_keeps_its_id_in_the_part_that_has_most_of_it() -> None:
    parts = ["He came.", "They did not see him for a very long time.", "She left.", "All slept."]
    before = make_template([text(" ".join(parts))])
    after = make_template([text(*parts)], before)
    assert ids(after)[parts[1]] == ids(before)[" ".join(parts)]


def test_a_text_joined_of_many_keeps_the_id_of_the_one_with_most_of_it() -> None:
    parts = ["He came.", "They did not see him for a very long time.", "She left.", "All slept."]
    before = make_template([text(*parts)])
    after = make_template([text(" ".join(parts))], before)
    assert ids(after)[" ".join(parts)] == ids(before)[parts[1]]


def named(*paragraphs: tuple[str, str]) -> Document:
    body = "".join(f'<p id="{name}">{told}</p>' for name, told in paragraphs)
    return page(body)


def test_a_unit_that_its_document_names_has_that_name() -> None:
    assert ids(make_template([named(("intro", "a"))])) == {"a": ("p-intro",)}


def test_a_named_unit_is_known_however_it_is_edited() -> None:
    before = make_template([named(("intro", "Rain fell."), ("end", "Nobody was hurt."))])
    after = make_template([named(("end", "All are well."), ("intro", "The sun shone."))], before)
    assert ids(after) == {"All are well.": ("p-end",), "The sun shone.": ("p-intro",)}


@pytest.mark.parametrize("name", ["two words", "1", "a:b", "x" * 65, "ёлка&#x202E;"])
def test_what_is_no_name_is_none(name: str) -> None:
    (own,) = ids(make_template([named((name, "a"))])).values()
    assert own[0].startswith("p-")
    assert own[0] != f"p-{name}"


def test_of_two_of_one_name_the_first_has_it() -> None:
    found = ids(make_template([named(("a", "one"), ("a", "two"))]))
    assert found["one"] == ("p-a",)
    assert found["two"] != ("p-a",)


def test_no_other_unit_is_given_a_name() -> None:
    (minted,) = ids(make_template([page("<p>Rain</p>")]))["Rain"]
    taken = minted.removeprefix("p-")
    found = ids(make_template([page(f"<p>Rain</p><p id={taken}>two</p>")]))
    assert found["two"] == (minted,)
    assert found["Rain"] != (minted,)


def test_names_are_read_back_from_comments() -> None:
    template = make_template([named(("intro", "same"), ("end.2", "same"))])
    assert read_po(write(template), "a.pot")[0].notes.ids == ("p-intro", "p-end.2")


SENTENCES = re.split(
    r"(?<=\.) ",
    "They came back on Monday. Nobody was hurt. The rain began in the night. A bus stood across the"
    " road. Two men tried to push it. It would not move an inch. The mayor arrived at seven. She"
    " had not slept. Her office was under water. The phones had stopped. A boat took her there.",
)


def told(*numbers: int) -> str:
    return " ".join(SENTENCES[each] for each in numbers)


def test_a_text_made_of_two_keeps_the_id_of_the_one_of_which_it_has_most() -> None:
    most, less = told(0, 1, 2, 3), told(4, 5)
    both = told(0, 4, 6, 7, 8, 9, 10, 1, 2, 5, 3)
    before = make_template([text(most, less)])
    assert ids(make_template([text(both)], before))[both] == ids(before)[most]


def test_of_the_parts_of_a_text_the_one_with_most_of_it_keeps_its_id_though_it_comes_later() -> (
    None
):
    whole, first, most, last = told(*range(11)), told(0, 1), told(2, 3, 4, 5), told(6, 7)
    before = make_template([text(whole)])
    after = ids(make_template([text(first, "Nothing.", most, last)], before))
    assert after[most] == ids(before)[whole]
    assert len({*after.values()}) == len(after)


@pytest.mark.slow
def test_ten_thousand_equal_texts_have_an_id_each() -> None:
    """It ends soon: looking for each id from the start takes minutes."""
    found = identified(read_document(b"|a|\n|-|\n" + b"|0|\n" * 10_000, "a.md", "a")).units
    assert len({unit.id for unit in found}) == len(found) == 10_001

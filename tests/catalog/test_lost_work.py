import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.lost_work import lost_work
from toolkit.catalog.po import Catalog, Entry, new_catalog

texts = st.text("ab ", max_size=3)
catalogs = st.lists(
    st.builds(Entry, msgid=st.text("xyz", min_size=1, max_size=2), msgstr=texts, tcomment=texts),
    unique_by=lambda each: each.msgid,
)


def catalog(*entries: Entry) -> Catalog:
    made = new_catalog({})
    made.extend(entries)
    return made


@given(catalogs)
def test_a_catalog_loses_nothing_to_itself(entries: list[Entry]) -> None:
    assert list(lost_work(catalog(*entries), catalog(*entries))) == []


@given(catalogs)
def test_all_work_is_lost_to_an_empty_catalog(entries: list[Entry]) -> None:
    lost = list(lost_work(catalog(*entries), catalog()))
    assert lost == [each for each in entries if each.msgstr or each.tcomment]


@pytest.mark.parametrize(
    "new",
    [
        Entry(msgid="a", msgstr="B", tcomment="note\nmore"),
        Entry(msgid="a", msgstr="B", tcomment="note", flags=("fuzzy",)),
        Entry(msgid="a", msgstr="B", tcomment="note", obsolete=True),
        Entry(msgid="a", msgstr="C", tcomment="note\nconflict, other translation: B"),
    ],
)
def test_what_is_still_there_is_not_lost(new: Entry) -> None:
    assert not list(lost_work(catalog(Entry(msgid="a", msgstr="B", tcomment="note")), catalog(new)))


@pytest.mark.parametrize(
    "new", [Entry(msgid="a", msgstr="C", tcomment="note"), Entry(msgid="a", msgstr="B")]
)
def test_a_translation_or_a_comment_that_is_gone_is_lost(new: Entry) -> None:
    old = Entry(msgid="a", msgstr="B", tcomment="note")
    assert list(lost_work(catalog(old), catalog(new))) == [old]


def test_forms_of_plurals_are_work_too() -> None:
    old = Entry(msgid="a", msgid_plural="b", msgstr_plural={0: "x", 1: "y"})
    new = Entry(msgid="a", msgid_plural="b", msgstr_plural={0: "x", 1: ""})
    assert list(lost_work(catalog(old), catalog(new))) == [old]

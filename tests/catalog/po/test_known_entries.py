"""Reading a PO file again: the same as reading it for the first time, and only what differs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Catalog, load, read

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
PIECES = (
    "\n",
    "\n\n",
    "# remark\n",
    "#. paragraph\n#. id: p-1\n",
    "#, fuzzy\n",
    '#| msgid "Hat"\n',
    'msgid "a"\nmsgstr "а"\n',
    'msgid "b"\nmsgstr ""\n"бір "\n"екі"\n',
    'msgid   "c" "d"\nmsgstr\t"г"\n',
    'msgid "e"\nmsgid_plural "es"\nmsgstr[0] "е"\nmsgstr[1] "ё"\n',
    '#~ msgid "gone"\n#~ msgstr "жоқ"\n',
    '#~ "tail"\n',
    'msgctxt "menu"\nmsgid "a"\nmsgstr "а2"\n',
    '"more"\n',
    "<<<<<<< ours\n",
    "=======\n",
    ">>>>>>> theirs\n",
    "# ends in \\\n",
    "\x01",
    'msgstr "twice"\n',
    "\r\n",
)
files = st.lists(st.sampled_from(PIECES), max_size=12).map(lambda each: HEADER + "".join(each))


def told(read_it: Callable[[], Catalog]) -> object:
    """Return all that a catalog says, or all that is wrong with its file."""
    try:
        catalog = read_it()
    except ToolkitError as error:
        return error.findings
    entries = [catalog.header_entry, *catalog]
    places = [(each.raw, each.gap, each.linenum) for each in entries if each is not None]
    return entries, places, catalog.trailer, catalog.metadata, catalog.obsolete_in_place


def check_same(old: str, new: str) -> None:
    try:
        before = read(old.encode(), "old.po")
    except ToolkitError:
        return
    again = told(lambda: read(new.encode(), "new.po", before))
    assert again == told(lambda: read(new.encode(), "new.po"))


@given(files, files)
@example(HEADER + "\n" + PIECES[6], HEADER + "\n" + PIECES[6] + PIECES[13])
@example(HEADER + "\n" + PIECES[10], HEADER + "\n" + PIECES[10] + PIECES[11])
@example(PIECES[6], HEADER + "\n" + PIECES[6])
@example(HEADER, "")
def test_a_file_read_again_is_as_one_read_for_the_first_time(old: str, new: str) -> None:
    check_same(old, new)


@given(st.lists(st.sampled_from(PIECES[:13]), max_size=9, unique=True), st.data())
def test_a_sound_file_with_one_piece_edited_is_read_again_rightly(
    pieces: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(pieces)))
    piece, count = data.draw(st.sampled_from(PIECES)), data.draw(st.integers(0, 1))
    edited = [*pieces[:place], piece, *pieces[place + count :]]
    old, new = (HEADER + "".join(each) for each in (pieces, edited))
    check_same(old, new)


def long_file(size: int, **other: str) -> bytes:
    """Return a file of numbered entries, some with another translation than “t”."""
    entries = (f'\nmsgid "{at}"\nmsgstr "{other.get(f"at{at}", "t")}"\n' for at in range(size))
    return (HEADER + "".join(entries)).encode()


@pytest.mark.parametrize("size", [50, 500])
def test_only_what_changed_is_parsed_again_whatever_else_there_is(size: int) -> None:
    before = read(long_file(size), "a.po")
    now = read(long_file(size, at25="other"), "a.po", before)
    old = set(map(id, before))
    parsed = [entry for entry in now if id(entry) not in old]
    assert [(each.msgid, each.msgstr) for each in parsed] == [("24", "t"), ("25", "other")]


def test_a_file_of_the_same_bytes_is_the_same_catalog(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(long_file(3))
    catalog = load(path)
    assert load(path, before=catalog) is catalog

"""Entries that are filled when they are looked at: the same as those that the grammar fills."""

import copy
import gc
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.catalog.po.test_known_entries import HEADER, PIECES
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Entry, read, write
from toolkit.catalog.po.plain_entries import is_plain

MORE = (
    'msgid "\\"quoted\\"\\t"\nmsgstr "<<\\\\>>"\n',
    'msgid ""\n"in two "\n"lines"\nmsgstr ""\n"in "\n"two"\n',
    'msgid "line\\n"\nmsgstr "line\\n"\n',
    'msgid "line"\nmsgstr "line\\n"\n',
    'msgid "octal \\101"\nmsgstr "\\x42"\n',
    'msgid "unknown \\q"\nmsgstr "y"\n',
    'msgid "joined"\nmsgstr "#-#-#-#-#  one.po  #-#-#-#-#"\n',
    'msgid "tab\tinside"\nmsgstr "\x7f"\n',
    '#: \u2068b c.py\u2069:2\n#, fuzzy\n#| msgid "old"\nmsgctxt "y"\nmsgid "new"\nmsgstr "n"\n',
    '#, fuzzy\n#| msgctxt ""\n#| msgid "was"\nmsgid "is"\nmsgstr "n"\n',
    '# "a\\n"\n msgid "indented"\nmsgstr "behind a remark"\n',
    '#, fuzzy\n#~| msgid "older"\n#~ msgctxt "y"\n#~ msgid "left"\n#~ msgstr ""\n#~ "long"\n',
)
files = st.lists(st.sampled_from(PIECES + MORE), max_size=12).map(
    lambda each: HEADER + "\n" + "\n".join(each)
)


@given(files)
@example(HEADER + "\n" + "\n".join(PIECES + MORE))
@example(HEADER + "\n" + "\n".join(MORE[:3]) + "\n<<<<<<< ours\n")
@example(PIECES[6] + "\n" + PIECES[6])
@example(HEADER + '\nmsgid "a"\nmsgstr "b"\n# remark\nmsgstr "twice"\n')
@example(HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n# remark\nmsgstr[1] "d"\n')
@example(
    HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n' + 2 * '\nmsgid "x"\nmsgstr "y"\n'
)
def test_they_say_what_the_grammar_says_and_so_do_their_errors(text: str) -> None:
    # The pattern does not know a tab behind msgid, and all places stay as they are.
    assert _told(text) == _told(_told_otherwise(text))


def _told(text: str) -> object:
    """Return all that a file says, or all that is wrong with it, but not how it is spaced."""
    try:
        catalog = read(text.encode(), "a.po")
    except ToolkitError as error:
        return error.findings
    entries = [each for each in (catalog.header_entry, *catalog) if each is not None]
    return entries, [each.linenum for each in entries], catalog.trailer, catalog.metadata


@given(files.map(lambda text: text.replace("\r", "")))
def test_they_are_written_as_they_were_read(text: str) -> None:
    try:
        catalog = read(text.encode(), "a.po")
    except ToolkitError:
        return
    assert write(catalog) == text.encode()


@given(files)
def test_what_is_read_of_them_alone_is_what_the_grammar_says(text: str) -> None:
    try:
        alone, whole = (read(each.encode(), "a.po") for each in (text, _told_otherwise(text)))
    except ToolkitError:
        return
    assert [_of_editions(each) for each in alone] == [_of_editions(each) for each in whole]


def _told_otherwise(text: str) -> str:
    """Return a file that says the same in a way that the pattern does not know."""
    return text.replace('msgid "', 'msgid\t"')


def _of_editions(each: Entry) -> tuple[object, ...]:
    return each.fuzzy, each.msgstr, each.comment


def entry() -> Entry:
    (found,) = read((HEADER + '\n#. note\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n').encode(), "a.po")
    assert is_plain(found)
    return found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("msgid", "c"),
        ("msgctxt", "c"),
        ("msgstr", "c"),
        ("flags", []),
        ("fuzzy", False),
        ("obsolete", True),
    ],
)
def test_a_field_that_is_set_before_any_is_read_changes_the_entry(
    field: str, value: object
) -> None:
    found = entry()
    assert found.changed is False
    was = getattr(entry(), field)
    setattr(found, field, value)
    assert (found.changed, found.comment) == (True, "note")
    setattr(found, field, was)
    assert (found.changed, found.comment) == (False, "note")


def test_a_list_that_is_changed_in_place_changes_the_entry() -> None:
    found = entry()
    found.flags.remove("fuzzy")
    assert found.changed


def pickled(found: Entry) -> Entry:
    again: Entry = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    return again


@pytest.mark.parametrize("made", [Entry.copy, copy.copy, copy.deepcopy, pickled])
def test_a_copy_is_changed_apart(made: Callable[[Entry], Entry]) -> None:
    found = entry()
    twin = made(found)
    twin.msgstr = "c"
    assert (found.msgstr, found.changed) == ("b", False)
    assert (twin.msgstr, twin.changed, twin.comment) == ("c", True, "note")


def test_the_key_of_an_entry_is_known_without_the_rest() -> None:
    found = entry()
    assert (found.key, found.obsolete, found.linenum) == ((None, "a"), False, 4)
    assert is_plain(found)


def test_texts_that_only_their_contexts_tell_apart_are_not_read_any_further() -> None:
    entries = "".join(f'\nmsgctxt "{each}"\nmsgid "a"\nmsgstr "b"\n' for each in "xy")
    assert list(map(is_plain, read((HEADER + entries).encode(), "a.po"))) == [True, True]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_garbage_goes_on_as_it_was(*, enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(ToolkitError):
            read(b"msgid", "a.po")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_what_editions_need_of_an_entry_is_known_without_the_rest() -> None:
    text = '\n#. a note\n#. of two lines\nmsgid "a"\nmsgstr ""\n"b "\n"\\"c\\""\n'
    (found,) = read((HEADER + text).encode(), "a.po")
    assert _of_editions(found) == (False, 'b "c"', "a note\nof two lines")
    assert is_plain(found)


@pytest.mark.parametrize(
    "odd",
    [
        '# say "\n"stray"\nmsgid "a"\nmsgstr "b"\n',
        '# say "\n"stray\nmsgid "a"\nmsgstr "b"\n',
        '#| msgid "was"\n"stray"\nmsgid "a"\nmsgstr "b"\n',
        '#~ msgid "a"\n"stray"\n#~ msgstr "b"\n',
        'msgid "a"b"\nmsgstr "c"\n',
        'msgid "a"\nmsgstr "b"c"\n',
        'msgctxt "a"b"\nmsgid "c"\nmsgstr "d"\n',
        'msgid "a\nmsgstr "\nmsgstr "b"\n',
        'msgid "a\\"\n"b"\nmsgstr "c"\n',
        'msgid "a"\nmsgstr "b\x01\x01\x01c"\n',
        'msgid "one"\nmsgstr ""\n\nmsgid ""\n"o"\n"ne"\nmsgstr ""\n',
    ],
)
def test_what_only_looks_plain_is_refused_as_the_grammar_refuses_it(odd: str) -> None:
    text = HEADER + "\n" + odd + '\nmsgid "last"\nmsgstr "l"\n'
    told = _told(text)
    assert isinstance(told, tuple)
    assert all(each.location for each in told)
    assert told == _told(_told_otherwise(text))


def test_there_is_no_field_that_no_entry_has() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        getattr(entry(), "nothing")  # noqa: B009 - mypy knows it


def test_several_threads_may_ask_at_once() -> None:
    text = HEADER + "".join(f'\nmsgid "{at}"\nmsgstr "{at}."\n' for at in range(500))
    catalog = read(text.encode(), "a.po")

    def said(_: int) -> list[tuple[str, str]]:
        return [(each.msgid, each.msgstr) for each in catalog]

    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(said, range(8)))
    assert heard == 8 * [[(str(at), f"{at}.") for at in range(500)]]

"""The record of what is published: written as it is read, and read no further than is asked."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.editions.articles import EN, KK
from toolkit.document.model import Metadata
from toolkit.editions.article import ListedArticle, Phrase
from toolkit.newsroom.publishing.published import (
    RECORD,
    ListedLines,
    Record,
    listed_lines,
    read_record,
    record_lines,
)

DAY = Metadata(date=dt.date(2026, 3, 1))
LISTED = {
    KK: ListedArticle("a", Phrase("Көпір", KK), None, DAY, editions=(EN, KK)),
    EN: ListedArticle("a", Phrase("The\u2028bridge", EN), None, DAY, editions=(EN, KK)),
}


def written(record: Record) -> bytes:
    return b"".join(record_lines(record))


def recorded(tmp_path: Path, data: bytes) -> Record:
    (tmp_path / RECORD).write_bytes(data)
    return read_record(tmp_path)


def test_what_lists_say_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = recorded(tmp_path, written(Record(listed={"a": LISTED})))
    assert record.listed["a"] == LISTED


def test_lines_are_written_as_they_are() -> None:
    lines = ListedLines("a", (EN, KK), listed_lines("a", LISTED))
    assert written(Record(listed={"a": lines})) == written(Record(listed={"a": LISTED}))
    assert dict(lines) == LISTED


def test_no_line_is_read_to_know_the_languages() -> None:
    lines = ListedLines("a", (EN, KK), b"torn")
    assert KK in lines
    assert list(lines) == [EN, KK]


def test_lines_that_others_have_spaced_are_read(tmp_path: Path) -> None:
    ours = written(Record(listed={"a": LISTED}))
    theirs = ours.replace(b'"document": ', b' "document":')
    assert theirs != ours
    assert recorded(tmp_path, theirs).listed["a"] == LISTED


def test_files_of_one_document_share_their_owner(tmp_path: Path) -> None:
    owner = frozenset(["a"])
    files = {"kk/a.html": owner, "en/a.html": owner, "index.html": frozenset[str](), "old": None}
    record = recorded(tmp_path, written(Record(files)))
    assert record.files == files
    assert record.files["kk/a.html"] is record.files["en/a.html"]


@pytest.mark.parametrize(
    "path", ['kk/a"b.html', "kk/a\\b.html", "kk/a\tb.html", "kk/көпір\u2028.html", "kk/a].html"]
)
def test_any_name_is_read_as_it_was_written(tmp_path: Path, path: str) -> None:
    files = {path: frozenset([path])}
    assert recorded(tmp_path, written(Record(files))).files == files


def test_what_leads_out_of_the_output_is_left_out(tmp_path: Path) -> None:
    files = {"kk/../../a.html": frozenset(["a"]), "/etc/a.html": frozenset(["a"])}
    assert recorded(tmp_path, written(Record(files))).files == {}


def test_what_lists_say_is_set_aside_a_document_at_a_time(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(written(Record(listed={"a": LISTED})))
    aside: list[bytes] = []

    def put(data: bytes) -> bytes:
        aside.append(data)
        return data

    assert read_record(tmp_path, put).listed["a"] == LISTED
    assert aside == [listed_lines("a", LISTED)]


def test_a_torn_line_is_left_out(tmp_path: Path) -> None:
    lines = listed_lines("a", LISTED).splitlines(keepends=True)
    record = recorded(tmp_path, lines[0] + lines[1][:80])
    assert list(record.listed["a"]) == [EN]


def test_what_an_older_toolkit_withdrew_is_still_withdrawn(tmp_path: Path) -> None:
    said = ["bridge", "2026-11-30T10:41:00+00:00", ["en/bridge.html"], [["en"]], [], []]
    (tmp_path / RECORD).write_text(json.dumps({"withdrawn": said}) + "\n")
    assert read_record(tmp_path).withdrawals["bridge"].files == ("en/bridge.html",)


def test_a_withdrawal_of_no_certain_moment_is_left_out(tmp_path: Path) -> None:
    line = b'{"withdrawn": ["a", "2026-11-30T10:41:00", ["en/a.html"], [], [], []]}\n'
    assert recorded(tmp_path, line).withdrawals == {}

"""Merged tables: what two clones have recorded is one file, table by table."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.toml import toml_string
from toolkit.newsroom.merged_tables import merge_tables

WITHDRAWN, MOVED = "locales/withdrawn.toml", "locales/moved.toml"
CORRECTIONS = "locales/bridge.corrections.toml"
HEAD = "# What was corrected in this document: “toolkit correct” adds to it.\n"


def correction(note: str, day: str = "2026-03-09") -> str:
    passages = 'passages = [\n  { id = "p-1", source = "f" },\n]\n'
    said = f'day = {day}\nseverity = "fact"\nnote = {toml_string(note)}\n'
    return f"\n[[correction]]\n{said}{passages}"


def withdrawal(name: str, when: str, *files: str, more: str = "") -> str:
    listed = "".join(f'  "{each}",\n' for each in files)
    return f'\n["{name}"]\nwhen = {when}\nfiles = [\n{listed}]\n{more}'


def merged(base: str, ours: str, theirs: str, path: str) -> tuple[str, int]:
    data, findings = merge_tables(base.encode(), ours.encode(), theirs.encode(), path)
    return data.decode(), len(findings)


def test_corrections_of_both_sides_are_told() -> None:
    base = HEAD + correction("Old.")
    text, conflicts = merged(
        base, base + correction("Ours."), base + correction("Theirs."), CORRECTIONS
    )
    notes = [each["note"] for each in tomllib.loads(text)["correction"]]
    assert (notes, conflicts) == (["Old.", "Ours.", "Theirs."], 0)
    assert text.startswith(HEAD)


def test_a_correction_that_both_recorded_is_told_once() -> None:
    both = HEAD + correction("One.")
    assert merged("", both, both, CORRECTIONS) == (both, 0)


def test_a_correction_that_one_side_took_back_is_gone() -> None:
    base = HEAD + correction("Old.") + correction("Wrong.")
    text, _ = merged(base, HEAD + correction("Old."), base + correction("New."), CORRECTIONS)
    assert [each["note"] for each in tomllib.loads(text)["correction"]] == ["Old.", "New."]


def test_an_article_that_both_withdrew_is_withdrawn_once_with_all_its_files() -> None:
    ours = withdrawal("bridge", "2026-03-09T08:00:00Z", "en/bridge.html", more='feeds = ["en"]\n')
    reason = 'reason.kk = "Сот."\n'
    theirs = withdrawal("bridge", "2026-03-09T09:00:00Z", "kk/bridge.html", more=reason)
    text, conflicts = merged("", ours, theirs, WITHDRAWN)
    (said,) = tomllib.loads(text).values()
    assert said["files"] == ["en/bridge.html", "kk/bridge.html"]
    assert (said["when"].hour, said["feeds"], said["reason"]) == (9, ["en"], {"kk": "Сот."})
    assert conflicts == 0


def test_two_reasons_in_one_language_are_named() -> None:
    ours, theirs = (
        withdrawal("a", "2026-03-09T08:00:00Z", "en/a.html", more=f'reason.en = "{each}"\n')
        for each in ("A court.", "An error.")
    )
    text, conflicts = merged("", ours, theirs, WITHDRAWN)
    assert (tomllib.loads(text)["a"]["reason"], conflicts) == ({"en": "A court."}, 1)


def test_an_article_that_came_back_on_one_side_is_out() -> None:
    base = withdrawal("a", "2026-03-09T08:00:00Z", "en/a.html")
    text, _ = merged(
        base, "", base + withdrawal("b", "2026-03-10T08:00:00Z", "en/b.html"), WITHDRAWN
    )
    assert list(tomllib.loads(text)) == ["b"]


def test_an_article_that_came_back_in_both_clones_did_so_at_the_later_moment() -> None:
    hours = ("08", "09")
    ours, theirs = (
        f'["a"]\nwhen = 2026-03-09\nback.en = 2026-03-10T{each}:00:00Z\n' for each in hours
    )
    text, conflicts = merged("", ours, theirs + "back.kk = 2026-03-11\n", WITHDRAWN)
    back = tomllib.loads(text)["a"]["back"]
    assert ({tag: back[tag].hour for tag in back}, conflicts) == ({"en": 9, "kk": 0}, 0)


def test_documents_that_were_moved_apart_lead_on() -> None:
    text, conflicts = merged("", '"a" = "b"\n', '"c" = "d"\n', MOVED)
    assert (tomllib.loads(text), conflicts) == ({"a": "b", "c": "d"}, 0)


def test_a_document_that_was_moved_twice_is_named() -> None:
    text, conflicts = merged("", '"a" = "b"\n', '"a" = "c"\n', MOVED)
    assert (tomllib.loads(text), conflicts) == ({"a": "b"}, 1)


@pytest.mark.parametrize("character", ["\u2028", "\x85"])
def test_a_character_that_separates_lines_stays_in_its_text(character: str) -> None:
    base = f'[[correction]]\nnote = "One.{character}Two."\n'
    text, _ = merged(base, base + correction("Ours."), base + correction("Theirs."), CORRECTIONS)
    assert text == base + correction("Ours.") + correction("Theirs.")


@pytest.mark.parametrize("version", range(3))
def test_what_is_no_toml_is_not_merged(version: int) -> None:
    base, ours, theirs = ("<<<<<<< HEAD\n" if at == version else "" for at in range(3))
    with pytest.raises(ToolkitError):
        merged(base, ours, theirs, MOVED)


notes = st.lists(
    st.sampled_from(["One.", "Two.", "[[x]]", 'a = "b"', "#"]), unique=True, max_size=4
)


@given(notes, notes, notes)
def test_nothing_that_a_side_added_is_lost_and_nothing_stands_twice(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    before, here, there = (HEAD + "".join(map(correction, each)) for each in (base, ours, theirs))
    text, _ = merged(before, here, there, CORRECTIONS)
    found = [each["note"] for each in tomllib.loads(text).get("correction", [])]
    wanted = (set(ours) & set(theirs)) | ((set(ours) ^ set(theirs)) - set(base))
    assert (set(found), len(found)) == (wanted, len(wanted))

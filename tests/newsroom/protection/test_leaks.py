"""Leaks: where a name or a key stands, and how often."""

from pathlib import Path

import pytest

from tests.newsroom.protection.identities import protect
from toolkit.base.errors import Location
from toolkit.newsroom.protection.leaks import names_in, secrets_in


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Well.\nTestova spoke.\n", ""),
        ("Well.\nTestova spoke.\nTestova left.\n", ", and on another line"),
        ("Well.\nTestova spoke.\nTestova left.\n\nTestova!\n", ", and on 2 more lines"),
    ],
)
def test_the_first_place_is_named_and_the_others_are_counted(
    text: str, also: str, tmp_path: Path
) -> None:
    (found,) = names_in(text.encode(), "notes.txt", protect(tmp_path))
    assert found.message == f"the protected name of “witness” stands here{also}"
    assert found.location == Location("notes.txt", 2, 1)


def test_a_key_is_found_on_its_line() -> None:
    text = "name = deepl\n\n-----BEGIN PRIVATE KEY-----\n"
    assert [each.location for each in secrets_in(text, "notes.txt")] == [Location("notes.txt", 3)]

"""Names of sources that not every system can hold."""

from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.newsroom.file_names import alike, odd_names
from toolkit.newsroom.settings import DocumentSet, Source

SET = DocumentSet("articles/*.txt")


def told(path: str) -> list[str]:
    return [str(each) for each in odd_names([Source("x", path, SET)])]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("articles/con.txt", "“con” is a device there"),
        ("articles/Aux.2026.txt", "“Aux” is a device there"),
        ("lpt1/flood.txt", "“lpt1” is a device there"),
        ("articles/com\u00b2.txt", "“com\u00b2” is a device there"),
        ("articles/a:b.txt", "a name there must not contain “:”"),
        ("articles/why?.txt", "a name there must not contain “?”"),
        ("articles/a\\b.txt", "a name there must not contain “\\”"),
        ("2026./flood.txt", "a name there must not end in a space or a full stop"),
        ("news /flood.txt", "a name there must not end in a space or a full stop"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_a_warning(path: str, why: str) -> None:
    (line,) = told(path)
    assert line.startswith(f"{path}: warning: Windows cannot hold this file, nor its editions")
    assert why in line


@pytest.mark.parametrize(
    "path",
    ["articles/flood.txt", "articles/console.txt", "a/com10.txt", "a/com0.txt", "a/.b/\u0411.txt"],
)
def test_any_other_name_is_not(path: str) -> None:
    assert told(path) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flood.txt", "flood.txt"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("CAF\u00c9.txt", "cafe\u0301.txt"),
    ],
)
def test_names_in_other_capitals_or_accents_are_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), [("cafe", "caf\u00e9"), ("a1", "a\u00b9")])
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_a_build_warns_of_an_odd_name_and_publishes_it(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles/con.txt").write_text("Title\n\nText.\n", encoding="utf-8")
    (found,) = (each for each in project.build().findings if each.code == "file-name")
    assert str(found).startswith("articles/con.txt: warning: ")
    assert (tmp_path / "output/en/con.html").is_file()

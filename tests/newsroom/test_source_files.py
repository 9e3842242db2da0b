import os
from pathlib import Path

import pytest

from tests.newsroom.test_settings import ids, newsroom
from toolkit.base.errors import Severity, ToolkitError
from toolkit.newsroom.source_files import chosen_sources, find_sources

LEFT_OVER = [
    "~$heat.docx", ".#heat.txt", "heat.txt~", "heat.txt.bak", "Thumbs.db", "#heat.txt#",
    ".DS_Store", "heat.orig", "heat.md.swp", "desktop.ini", "._heat.txt", "~WRL0003.tmp",
    "heat.txt.~1~",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OVER)
def test_what_programs_leave_behind_is_no_article(name: str, tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*", files=("a/heat.txt", f"a/{name}"))
    assert ids(project) == ["heat"]
    assert find_sources(project).findings == ()


def test_a_word_file_s_owner_file_is_no_article_where_its_suffix_is_named(tmp_path: Path) -> None:
    assert ids(newsroom(tmp_path, "a/*.docx", files=("a/heat.docx", "a/~$heat.docx"))) == ["heat"]


def test_a_table_of_data_beside_articles_is_none(tmp_path: Path) -> None:
    files = ("a/heat.txt", "a/heat.csv", "a/days.xlsx")
    assert ids(newsroom(tmp_path, "a/*.*", files=files)) == ["heat"]


@pytest.mark.parametrize("name", ["heat.docx", "notice.md", "deep/down.txt", "old.odt"])
def test_an_article_that_no_set_matches_is_named(name: str, tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*.txt", files=("a/x.txt", f"a/{name}"))
    (finding,) = find_sources(project).findings
    assert (finding.code, finding.severity) == ("unmatched-source", Severity.WARNING)
    assert str(finding.location) == f"a/{name}"


@pytest.mark.parametrize(
    "name", ["a/readme.md", "a/map.svg", "other/y.md", "a/.hidden/y.md", "locales/y.md"]
)
def test_what_is_no_article_of_the_folder_is_not_named(name: str, tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*.txt", files=("a/x.txt", name))
    assert find_sources(project).findings == ()


def test_many_unmatched_articles_are_a_few_lines(tmp_path: Path) -> None:
    files = ("a/x.txt", *(f"a/{number}.md" for number in range(40)))
    findings = find_sources(newsroom(tmp_path, "a/*.txt", files=files)).findings
    assert len(findings) == 6
    assert "35 more files" in findings[-1].message


def test_a_link_that_leads_nowhere_is_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*.txt", files=("a/x.txt",))
    (tmp_path / "a" / "y.txt").symlink_to("gone.txt")
    found = find_sources(project)
    assert [each.code for each in found.findings] == ["unreadable"]
    assert (found.refused, ids(project)) == (frozenset({"y"}), ["x"])


def test_two_sources_of_one_id_leave_the_others(tmp_path: Path) -> None:
    found = find_sources(newsroom(tmp_path, "a/*", files=("a/x.txt", "a/x.md", "a/y.md")))
    assert [each.document_id for each in found.sources] == ["y"]
    assert found.ids == {"x", "y"}


def test_an_empty_set_beside_another_is_a_warning(tmp_path: Path) -> None:
    found = find_sources(newsroom(tmp_path, "a/*.txt", "b/*.md", files=("a/x.txt",)))
    assert [each.severity for each in found.findings] == [Severity.WARNING]
    assert found.complete


def test_a_folder_that_is_gone_leaves_the_documents_unknown(tmp_path: Path) -> None:
    assert not find_sources(newsroom(tmp_path, "a/*.txt")).complete


@pytest.mark.parametrize(
    ("pattern", "closed"),
    [
        *(("a/*.txt", "a"), ("a/**/*.txt", "a"), ("**/*.txt", "a"), ("a/*/*.txt", "a/b")),
        *(("a/**/*.txt", "a/b"), ("**/*.txt", "a/b")),
    ],
)
def test_what_stands_in_a_folder_that_is_closed_to_us_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, closed: str
) -> None:
    project = newsroom(tmp_path, pattern, "c/*.txt", files=("a/b/x.txt", "a/y.txt", "c/z.txt"))
    scandir, shut = os.scandir, str(tmp_path / closed)

    def refuse(path: str) -> object:
        if str(path).startswith(shut):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # whoever runs the tests may read everything
    found = find_sources(project)
    assert not found.complete
    assert ("unreadable", closed) in {(each.code, str(each.location)) for each in found.findings}


def test_a_closed_folder_that_no_pattern_leads_into_is_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = newsroom(tmp_path, "a/*.txt", files=("a/b/x.txt", "a/y.txt"))
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "/b" not in path and access(path, mode))
    assert find_sources(project).complete


@pytest.mark.parametrize("pattern", ["2021/x", "2021/*", "a/2021/x.txt", "*/x"])
def test_documents_are_chosen_by_id_or_path(pattern: str, tmp_path: Path) -> None:
    files = find_sources(newsroom(tmp_path, "a/**/*.txt", files=("a/2021/x.txt", "a/y.txt")))
    assert [each.document_id for each in chosen_sources(files, [pattern])] == ["2021/x"]
    assert len(chosen_sources(files, [])) == 2


def test_a_pattern_that_matches_no_document_names_the_nearest(tmp_path: Path) -> None:
    files = find_sources(newsroom(tmp_path, "a/*.txt", files=("a/bridge.txt",)))
    with pytest.raises(
        ToolkitError, match=r"no document is called “brigde”.*did you mean “bridge”"
    ):
        chosen_sources(files, ["brigde"])

"""Comments of sources in HTML and XML: told, kept or left out, as their set says."""

from pathlib import Path

import pytest

from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.leaving import check_leaving

PAGE = """<!doctype html><html lang="en"><head><title>T</title><!-- HEADNOTE --></head>
<body><p>One <!-- NOTE ж -->two</p><script>"<!-- no -->"</script></body></html>"""
ARTICLE = '<?xml version="1.0" encoding="{}"?><!-- NOTE --><d><p>One <!-- ж -->two</p></d>'
MARKDOWN = "# One\n\n<!-- NOTE -->\n\nTwo <!-- NOTE --> three.\n"


def newsroom(folder: Path, comments: str = "") -> Project:
    (folder / "a").mkdir()
    (folder / "a/page.html").write_text(PAGE, encoding="utf-8")
    for charset in ("utf-8", "utf-16"):
        data = ARTICLE.format(charset).encode(charset)
        (folder / f"a/{charset}.xml").write_bytes(data)
    (folder / "a/text.md").write_text(MARKDOWN, encoding="utf-8")
    said = f'comments = "{comments}"\n' if comments else ""
    sets = "".join(f'[[documents]]\nfiles = "a/*.{each}"\n{said}' for each in ("html", "xml", "md"))
    (folder / "toolkit.toml").write_text(f'source = "en"\n{sets}[locales.kk]\n', encoding="utf-8")
    project = Project.load(folder)
    project.build()
    return project


def published(project: Project) -> str:
    files = (project.settings.root / "output/en").rglob("*.*")
    return "".join(
        path.read_bytes().decode("utf-16" if path.name == "utf-16.xml" else "utf-8")
        for path in files
    )


def told(project: Project) -> list[tuple[str, int | None]]:
    return [
        (each.location.path, each.location.line)
        for each in check_leaving(project.settings)
        if each.code == "source-comment" and each.location
    ]


def test_comments_that_are_published_are_told(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    assert published(project).count("NOTE") == 4
    assert told(project) == [("a/page.html", 1), ("a/utf-16.xml", 1), ("a/utf-8.xml", 1)]


def test_what_is_not_in_its_charset_is_looked_through_too(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    (tmp_path / "a/page.html").write_bytes(b"<p>Caf\xe9\n<!-- NOTE --></p>")
    assert told(project)[0] == ("a/page.html", 2)


@pytest.mark.parametrize(("comments", "count"), [("keep", 4), ("drop", 0)])
def test_a_set_says_what_becomes_of_them(tmp_path: Path, comments: str, count: int) -> None:
    project = newsroom(tmp_path, comments)
    assert published(project).count("NOTE") == count
    assert told(project) == []


def test_what_is_no_comment_stays(tmp_path: Path) -> None:
    page = published(newsroom(tmp_path, "drop"))
    assert '<p>One two</p><script>"<!-- no -->"</script>' in page
    assert page.count("<d><p>One two</p></d>") == 2

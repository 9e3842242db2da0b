"""Links between articles lead from page to page, as the sources' links lead from file to file."""

import re
from pathlib import Path

import pytest

from tests.newsrooms import make_markdown, translate
from toolkit.newsroom.project import Project

SETTINGS = """source = "en"
title = "Test"

[[documents]]
files = "articles/**/*.md"

[locales.kk]
"""


def newsroom(folder: Path, address: str, target: str = "articles/2026/old well.md") -> Project:
    project = make_markdown(folder, SETTINGS, f"# Bridge\n\nSee [the well]({address}).\n")
    path = folder / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Well\n\n## Its depth\n\nIt is deep.\n")
    project.update()
    translate(project, "kk")
    project.build()
    return project


def link(folder: Path, page: str = "kk/bridge.html") -> str:
    text = (folder / "output" / page).read_text("utf-8")
    found = re.search(r'<a href="([^"]*)"[^>]*>the ', text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    "address",
    ["2026/old%20well.md", "./2026/old%20well.md#its-depth", "../articles/2026/old%20well.md"],
)
@pytest.mark.parametrize("tag", ["en", "kk"])
def test_a_link_to_a_source_leads_to_its_page(tmp_path: Path, address: str, tag: str) -> None:
    newsroom(tmp_path, address)
    assert link(tmp_path, f"{tag}/bridge.html") == "2026/old%20well.html"


@pytest.mark.slow
def test_a_link_leads_up_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    path = tmp_path / "articles/2026/old well.md"
    path.write_text("# Well\n\nSee [the bridge](../bridge.md).\n")
    project.build()
    assert link(tmp_path, "en/2026/old well.html") == "../bridge.html"


@pytest.mark.parametrize("address", ["nosuch.md", "https://example.org/well.md", "/well.md"])
def test_any_other_address_stays(tmp_path: Path, address: str) -> None:
    newsroom(tmp_path, address)
    assert link(tmp_path) == address


@pytest.mark.slow
def test_a_page_follows_when_the_article_comes_and_goes(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "later.md")
    assert link(tmp_path) == "later.md"
    (tmp_path / "articles/later.md").write_text("# Later\n\nIt came.\n")
    project.build()
    assert link(tmp_path) == "later.html"
    (tmp_path / "articles/later.md").unlink()
    project.build()
    assert link(tmp_path) == "later.md"

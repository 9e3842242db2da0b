"""Tables and lists of a right-to-left page, where a browser puts them."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Browser
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

CONFIGURATION = """source = "en"
title = "Test"
[[documents]]
files = "articles/*.md"
editions = ["html"]
[locales.ug]
"""
TABLE = """# Deaths by year

| Year | Cases |
|---|---:|
| 2019 | 1,234 |
| Nobody counted | 2 |

- first
- second
"""
# For each cell of a table the edges of its text, and of the cell's inside.
EDGES = """
const edges = (range) => [range.left, range.right].map(Math.round);
return [...document.querySelectorAll('th, td')].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const style = getComputedStyle(cell), box = cell.getBoundingClientRect();
  const [left, right] = [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
  const inner = { left: box.left + left, right: box.right - right };
  return [edges(range.getBoundingClientRect()), edges(inner)];
});
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    (folder / "articles" / "years.md").write_text(TABLE, encoding="utf-8")
    (folder / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    project = Project.load(folder)
    project.update()
    path = project.settings.catalog_path("years", Locale("ug"))
    catalog = load(path)
    for entry in catalog:
        if entry.msgid in {"Deaths by year", "Year", "Cases", "first"}:
            entry.msgstr = "سۆز سۆز"
    save(catalog, path)
    project.build()
    return folder / "output" / "ug" / "years.html"


@pytest.mark.parametrize("width", [390, 1280])
def test_cells_are_aligned_by_the_direction_of_their_table(
    browser: Browser, built: Path, width: int
) -> None:
    browser.open(built, width=width)
    cells = browser.run(EDGES)
    starts = [(text[1], inner[1]) for text, inner in cells[::2]]
    ends = [(text[0], inner[0]) for text, inner in cells[1::2]]
    assert all(abs(text - inner) <= 1 for text, inner in [*starts, *ends])


def test_an_untranslated_item_has_its_bullet_where_the_others_have_theirs(
    browser: Browser, built: Path
) -> None:
    browser.open(built)
    items = "[...document.querySelectorAll('.body li')]"
    directions = browser.run(f"return {items}.map((each) => getComputedStyle(each).direction)")
    assert directions == ["rtl", "rtl"]

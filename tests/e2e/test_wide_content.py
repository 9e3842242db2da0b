"""What is wider or higher than a screen or a sheet is seen whole, wherever it is shown."""

from pathlib import Path

import pytest

from tests.documents import KK
from tests.e2e.conftest import Browser
from tests.editions.pictures import PNG
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

CONFIGURATION = """source = "en"
[[documents]]
files = "articles/*.md"
editions = ["html", "parallel", "single"]
[locales.kk]
"""
COLUMNS = 8
ARTICLE = f"""# Deaths by year

|{" Column |" * COLUMNS}
|{"---|" * COLUMNS}
|{" an_unbroken_word |" * COLUMNS}
|{" 2017 |" * COLUMNS}

```
call(with_a_long_argument_that_no_telephone_can_show, and_with_another_one_behind_it)
```

![A dot](dot.png)
"""
PAGES = ["kk/years.html", "kk/years.parallel.html", "kk/years.single.html"]
A4 = 642
"""How wide an A4 sheet is between its margins, in CSS pixels."""
# Of elements, those that reach out of the page's main part, and out of what scrolls.
OUTSIDE = """
const inside = document.querySelector('main').getBoundingClientRect();
return [...document.querySelectorAll(arguments[0])].filter((each) => {
  const box = each.getBoundingClientRect(), scrolls = each.closest('.scroll');
  const cut = box.right > inside.right + 1 || box.left < inside.left - 1;
  return cut && (!scrolls || getComputedStyle(scrolls).overflowX === 'visible');
}).map((each) => each.outerHTML);
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    (folder / "articles" / "years.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles" / "dot.png").write_bytes(PNG)
    (folder / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    project = Project.load(folder)
    project.update()
    path = project.settings.catalog_path("years", KK)
    catalog = load(path)
    for entry in catalog:
        entry.msgstr = entry.msgid
    save(catalog, path)
    project.build()
    return folder / "output"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_on_a_telephone(browser: Browser, output: Path, page: str) -> None:
    browser.open(output / page, width=390)
    assert browser.run(OUTSIDE, "td, pre, img") == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_on_paper(browser: Browser, output: Path, page: str) -> None:
    browser.open(output / page, width=A4)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.run(OUTSIDE, "td, pre, img") == []
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("page", PAGES)
def test_what_scrolls_takes_the_keyboard(browser: Browser, output: Path, page: str) -> None:
    browser.open(output / page, width=390)
    script = """return [...document.querySelectorAll('main *')].filter((each) =>
      each.scrollWidth > each.clientWidth && getComputedStyle(each).overflowX === 'auto')
      .map((each) => each.tabIndex)"""
    assert set(browser.run(script)) == {0}


@pytest.mark.parametrize("page", PAGES)
def test_no_picture_is_blown_up(browser: Browser, output: Path, page: str) -> None:
    browser.open(output / page)
    script = """const image = document.querySelector('img');
      image.loading = 'eager';
      return image.decode().then(() => image.width <= image.naturalWidth)"""
    assert browser.run(script)

"""Editions in old charsets, in a browser: what it shows is the translation."""

from pathlib import Path

import pytest

from tests.base.markup.test_charsets import NAMES
from tests.documents import read
from tests.e2e.conftest import Browser
from toolkit.base.bcp47 import Locale
from toolkit.localizing.writers.own_format import render_own_format

pytestmark = pytest.mark.slow

TEXT = "Жаңалық әңгіме: “é” ～ ① 漢字 カナ 한국 ئۇيغۇر Ґў € ¥ ‾ 〜 😀"
PAGES = (
    "<html><head><meta charset='{}'></head><p title='a'>b</p></html>",
    "<meta http-equiv=content-type content=text/html;charset={}><table>x<tr><td title=a>b</table>",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", PAGES)
def test_a_browser_shows_the_translation(
    browser: Browser, tmp_path: Path, name: str, page: str
) -> None:
    document = read(page.format(name))
    path = tmp_path / "page.html"
    path.write_bytes(render_own_format(document, [(TEXT,)] * len(document.units), Locale("kk")))
    browser.open(path)
    shown = browser.run(
        "const e = document.querySelector('[title]');"
        "return [document.characterSet.toLowerCase(), e.title, e.textContent]"
    )
    assert shown == [name, TEXT, TEXT]

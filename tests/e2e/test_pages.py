"""The sample newsroom's pages, in a browser."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.e2e.conftest import Browser
from toolkit.editions import page_style as page_style_module
from toolkit.editions.page_style import page_style

pytestmark = pytest.mark.slow
OUTPUT = Path(__file__).parents[2] / "output"
STYLE_SHEET = Path(page_style_module.__file__).parent / "static" / "style.css"
ARTICLE = "kazakhstan-xinjiang-activism.html"
LANGUAGES = ("en", "kk", "ru", "ug")
NAMES = (
    "index.html",
    *(f"{each}/index.html" for each in LANGUAGES),
    *(f"{each}/{ARTICLE}" for each in LANGUAGES),
)

# The least contrast (WCAG 2.2, 1.4.3) of the texts of a page, as a share of what each needs.
CONTRAST = """
const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const numbers = (colour) => colour.match(/[0-9.]+/g).map(Number);
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const ground = (element) => {
  for (; element; element = element.parentElement) {
    const colour = numbers(getComputedStyle(element).backgroundColor);
    if (colour[3] !== 0) return light(colour);
  }
  return 1;
};
const shares = [];
for (const element of document.body.querySelectorAll("*")) {
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  const style = getComputedStyle(element);
  const [high, low] = [light(numbers(style.color)), ground(element)].sort((a, b) => b - a);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  shares.push((high + 0.05) / (low + 0.05) / (large ? 3 : 4.5));
}
return Math.min(...shares);
"""


def built(name: str) -> Path:
    path = OUTPUT / name
    if not path.is_file():
        pytest.skip(f"NOT TESTED: {path.name} is not built; run `toolkit build`")
    return path


def opened(browser: Browser) -> str:
    path = Path(unquote(urlsplit(browser.driver.current_url).path))
    return path.relative_to(OUTPUT).as_posix()


@pytest.mark.parametrize("width", [320, 390, 1280, 1600])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_the_screen(browser: Browser, name: str, width: int) -> None:
    browser.open(built(name), width=width)
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_text_has_contrast(browser: Browser, name: str, scheme: str) -> None:
    browser.open(built(name), scheme=scheme)
    assert browser.run(CONTRAST) >= 1


def test_a_dark_page_is_dark(browser: Browser) -> None:
    browser.open(built(f"ug/{ARTICLE}"), scheme="dark")
    colour = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in colour[4:-1].split(",")) < 64


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_else(browser: Browser, name: str) -> None:
    browser.open(built(name))
    asked = [url for url in browser.requests() if not url.startswith("data:")]
    assert asked == [built(name).as_uri()]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_errors(browser: Browser, name: str) -> None:
    browser.open(built(name))
    assert browser.complaints() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_direction_is_the_scripts(browser: Browser, language: str) -> None:
    browser.open(built(f"{language}/{ARTICLE}"))
    direction = browser.run("return getComputedStyle(document.querySelector('main p')).direction")
    assert direction == ("rtl" if language == "ug" else "ltr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_begins_where_its_script_does(browser: Browser, language: str) -> None:
    browser.open(built(f"{language}/{ARTICLE}"))
    start, end = browser.run(
        """const paragraph = document.querySelector(".body p");
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const [line, box] = [range.getClientRects()[0], paragraph.getBoundingClientRect()];
        return [line.left - box.left, box.right - line.right];"""
    )
    assert abs(end if language == "ug" else start) < 2


def test_uyghur_has_room_and_no_latin_manners(browser: Browser) -> None:
    browser.open(built(f"ug/{ARTICLE}"))
    size, leading, spacing, slant = browser.run(
        """const style = getComputedStyle(document.querySelector(".body p"));
        return [style.fontSize, style.lineHeight, style.letterSpacing, style.fontStyle];"""
    )
    assert float(leading.removesuffix("px")) >= 1.8 * float(size.removesuffix("px"))
    assert (spacing, slant) == ("normal", "normal")


CODES = """
<p><code>en</code></p><pre><code>en</code></pre><p><bdi><code>en</code></bdi></p>
<p lang="en" dir="ltr"><kbd>en</kbd></p><p lang="ug" dir="rtl"><samp>en</samp></p>
<table><tr><td><code>en</code></td></tr></table>
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_has_one_size_whatever_script_is_round_it(
    browser: Browser, language: str, tmp_path: Path
) -> None:
    page = built(f"{language}/{ARTICLE}").read_text(encoding="utf-8")
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    page = page.replace("</style>", f"{sheet}</style>", 1)
    page = page.replace("</article>", f"{CODES}</article>")
    (tmp_path / "codes.html").write_text(page, encoding="utf-8")
    browser.open(tmp_path / "codes.html")
    sizes = browser.run(
        """return [...document.querySelectorAll("pre, code, kbd, samp")]
            .map((each) => getComputedStyle(each).fontSize);"""
    )
    assert len(sizes) >= CODES.count("en<")
    assert len(set(sizes)) == 1


def test_a_link_without_an_address_looks_like_its_text(browser: Browser, tmp_path: Path) -> None:
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    page = f"<style>{sheet}</style><p>See <a>this</a> and <a href='b.html'>that</a>."
    (tmp_path / "link.html").write_text(page, encoding="utf-8")
    browser.open(tmp_path / "link.html")
    text, without, link = browser.run(
        """return [...document.querySelectorAll("p, a")]
            .map((each) => getComputedStyle(each).color);"""
    )
    assert without == text != link


def test_a_name_is_isolated_in_uyghur(browser: Browser) -> None:
    browser.open(built(f"ug/{ARTICLE}"))
    assert browser.run("return getComputedStyle(document.querySelector('bdi')).direction") == "ltr"


@pytest.mark.parametrize("name", [ARTICLE, "index.html"])
def test_the_switcher_leads_round_all_languages(browser: Browser, name: str) -> None:
    browser.open(built(f"en/{name}"))
    visited = []
    for language in (*LANGUAGES[1:], "en"):
        # Many languages are folded behind one control.
        browser.run("document.querySelectorAll('nav details').forEach(each => each.open = true)")
        link = browser.driver.find_element(By.CSS_SELECTOR, f"nav a[hreflang={language}]")
        link.click()
        current = browser.driver.find_element(By.CSS_SELECTOR, "nav a[aria-current=page]")
        assert current.get_attribute("hreflang") == language
        visited.append(opened(browser))
    assert visited == [f"{each}/{name}" for each in ("kk", "ru", "ug", "en")]


def test_a_passage_is_the_same_in_every_language(browser: Browser) -> None:
    browser.open(built(f"en/{ARTICLE}"))
    passage = browser.run("return document.querySelectorAll('.body p')[5].id")
    browser.driver.get(f"{built(f'en/{ARTICLE}').as_uri()}#{passage}")
    visited = []
    for language in ("kk", "kk-Arab", "ug", "ug-Cyrl", "ru", "en"):
        offered = f":target [lang={language}][href]"
        browser.driver.find_element(By.CSS_SELECTOR, offered).click()
        visited.append(opened(browser))
        assert browser.run("return document.querySelector(':target').id") == passage
    assert visited == [
        f"{each}/{ARTICLE}" for each in ("kk", "kk-Arab", "ug", "ug-Cyrl", "ru", "en")
    ]


def test_only_the_passage_of_the_address_offers_its_languages(browser: Browser) -> None:
    browser.open(built(f"ru/{ARTICLE}"))
    shown = """return [...document.querySelectorAll(".body [hidden] a")]
        .filter((each) => each.checkVisibility()).map((each) => each.lang);"""
    assert browser.run(shown) == []
    link = browser.driver.find_element(By.CSS_SELECTOR, ".body p .anchor")
    browser.run("arguments[0].click()", link)
    assert browser.run(shown) == ["en", "kk", "ug"]


def test_keyboards_and_screen_readers_reach_what_a_passage_offers(browser: Browser) -> None:
    browser.open(built(f"en/{ARTICLE}"))
    link = browser.driver.find_element(By.CSS_SELECTOR, ".body p .anchor")
    browser.run("arguments[0].click()", link)
    link.send_keys(Keys.TAB)
    offered = browser.driver.switch_to.active_element
    assert (offered.accessible_name, offered.aria_role) == ("Қазақ тілі", "link")


def test_high_contrast_outlines_the_passage_of_the_address(browser: Browser) -> None:
    browser.open(built(f"ug/{ARTICLE}"))
    feature = {"name": "forced-colors", "value": "active"}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.run("location.hash = document.querySelector('.body p').id")
    colours = """const [at, around] = [":target", "body"].map((each) =>
        getComputedStyle(document.querySelector(each)));
        return [at.outlineColor, around.backgroundColor];"""
    outline, ground = browser.run(colours)
    assert outline not in {ground, "rgba(0, 0, 0, 0)"}


def test_an_address_on_right_to_left_paper_reads_from_left_to_right(browser: Browser) -> None:
    browser.open(built("ug/how-a-multilingual-newsroom-works.html"))
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    direction = browser.run(
        """const link = document.querySelector(".body a[href^=http]");
        const address = getComputedStyle(link, "::after");
        return [address.content.slice(1, 3), address.direction];"""
    )
    assert direction == [" <", "ltr"]


def test_the_choice_of_language_leads_to_an_article(browser: Browser) -> None:
    browser.open(built("index.html"))
    browser.driver.find_element(By.CSS_SELECTOR, "main a[hreflang=ug]").click()
    assert opened(browser) == "ug/index.html"
    browser.driver.find_element(By.CSS_SELECTOR, f"h2 a[href='{ARTICLE}']").click()
    assert opened(browser) == f"ug/{ARTICLE}"


def test_the_first_key_finds_the_skip_link(browser: Browser) -> None:
    browser.open(built(f"ug/{ARTICLE}"))
    browser.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.size["width"] > 40
    skip.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "main"


# What every element, and what is put before and behind it, looks like.
LOOKS = """
const names = [...getComputedStyle(document.body)];
const looks = (element, part) => {
  const style = getComputedStyle(element, part);
  if (!style.length) return "";
  return names.map((name) => style.getPropertyValue(name)).join(";")
    .replace(/,\\s+/g, ",").replaceAll('"', "");
};
return [...document.querySelectorAll("*")]
  .filter((each) => each.localName !== "style")
  .map((each) => [null, "::before", "::after"].map((part) => looks(each, part)).join("|"));
"""


@pytest.mark.parametrize(
    "name",
    [
        f"ug/{ARTICLE}",
        f"kk-Arab/{ARTICLE.replace('.html', '.parallel.html')}",
        "ru/how-a-multilingual-newsroom-works.html",
        f"mul/{ARTICLE.replace('.html', '.single.html')}",
        "kk/index.html",
        "index.html",
    ],
)
@pytest.mark.parametrize(("medium", "width"), [("screen", 390), ("print", 1280)])
def test_rules_left_out_of_a_page_say_nothing_of_it(
    browser: Browser, name: str, medium: str, width: int, tmp_path: Path
) -> None:
    page = built(name).read_text(encoding="utf-8")
    sheet = STYLE_SHEET.read_text(encoding="utf-8")
    whole = tmp_path / "whole.html"
    start, end = page.index(":root{"), page.index("</style>")
    if "mul/" in name:  # its own rules come behind
        end = start + len(page_style(sheet, page))
    assert len(page[start:end]) < len(sheet)
    whole.write_text(f"{page[:start]}{sheet}{page[end:]}", encoding="utf-8")
    looks = []
    for each in (built(name), whole):
        browser.open(each, width=width, scheme="dark")
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium})
        looks.append(browser.run(LOOKS))
    assert looks[0] == looks[1]

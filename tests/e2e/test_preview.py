"""The preview as editors and translators meet it: in a browser, while they work."""

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests import commands
from tests.desk.newsrooms import edit, every_state, page_newsroom
from tests.e2e.conftest import Browser
from toolkit.newsroom.project import Project

SECONDS = 20
pytestmark = pytest.mark.slow
FIND = "const own = document.querySelector('toolkit-preview').shadowRoot;"

# The least contrast (WCAG 2.2, 1.4.3) of the texts of the preview's own parts, as a share of 4.5.
CONTRAST = (
    FIND
    + """
const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const seen = (colours) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const shares = [];
for (const element of own.querySelectorAll("*")) {
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  if (element.getClientRects().length === 0) continue;
  const grounds = [];
  for (let each = element; each; each = each.parentElement) {
    grounds.unshift(getComputedStyle(each).backgroundColor);
  }
  const [high, low] = [light(seen([...grounds, getComputedStyle(element).color])),
    light(seen(grounds))].sort((a, b) => b - a);
  shares.push((high + 0.05) / (low + 0.05) / 4.5);
}
return Math.min(...shares);
"""
)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run a preview until the block ends; give its address."""
    with commands.running(folder, "preview", "-p", "0") as said:
        for line in said:
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if found:
                yield found[0]
                break
        else:
            pytest.fail("the preview told no address")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return every_state(tmp_path)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a preview of a newsroom that no test changes."""
    with serving(every_state(tmp_path_factory.mktemp("seen")).settings.root) as found:
        yield found


@pytest.fixture
def own_address(project: Project) -> Iterator[str]:
    with serving(project.settings.root) as found:
        yield found


def until(browser: Browser, condition: Callable[[], object]) -> None:
    WebDriverWait(browser.driver, SECONDS, 0.05).until(lambda _: condition())


def visit(browser: Browser, url: str, *, width: int = 1280, scheme: str = "light") -> None:
    """Open a page as if for the first time in its tab, and wait for the preview's part of it."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.complaints()
    first = {"source": "sessionStorage.clear()"}
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", first)
    browser.driver.get(url)
    browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    ready = "return !!document.querySelector('toolkit-preview')?.hasAttribute('data-ready')"
    until(browser, lambda: browser.run(ready))


def keys(browser: Browser, *pressed: str) -> None:
    ActionChains(browser.driver).send_keys(*pressed).perform()


def panel(browser: Browser) -> str:
    """Return what the open panel says; nothing when it is closed."""
    return str(browser.run(FIND + "return own.querySelector('dialog[open]')?.innerText ?? ''"))


def click_on(browser: Browser, text: str) -> None:
    for each in browser.driver.find_elements(By.CSS_SELECTOR, "[data-toolkit-state]"):
        if text in each.text:
            each.click()
            return
    pytest.fail(f"no passage says “{text}”")


def test_each_problem_is_marked_in_words(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    marks = browser.run(FIND + "return [...own.querySelectorAll('.marker')].map(m => m.innerText)")
    assert marks == ["Fuzzy", "Missing", "Broken", "Stale"]


def test_the_legend_counts_the_units(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    legend = browser.run(FIND + "return own.querySelector('.legend').innerText.split('\\n')")
    assert legend == ["1 Fuzzy", "1 Stale", "1 Missing", "1 Broken", "3 Translated"]


def test_marks_stand_at_their_passages(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    distances = browser.run(
        FIND
        + """const boxes = [...own.querySelectorAll(".marker")].map((mark) =>
          mark.getBoundingClientRect());
        return [...document.querySelectorAll(".body .untranslated")].map((passage, at) =>
          Math.abs(passage.getBoundingClientRect().top - boxes[at].bottom));"""
    )
    assert len(distances) == 4
    assert max(distances) < 10


def test_a_click_shows_the_entry_and_its_places(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    click_on(browser, "The bridge opened")
    shown = panel(browser)
    for part in (
        "Fuzzy",
        "The bridge opened on Tuesday.",
        "ug: The bridge opened on Tuesday.",
        "Monday",
        "locales/ug/LC_MESSAGES/bridge.po:",
        "articles/bridge.txt:7",
    ):
        assert part in shown


def test_the_difference_is_told_by_elements(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    click_on(browser, "The bridge opened")
    words = browser.run(FIND + "return [...own.querySelectorAll('del, ins')].map(e => e.innerText)")
    assert [each.strip() for each in words] == ["Monday", "Tuesday"]


def test_a_translated_passage_has_its_entry_too(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    click_on(browser, "ug: Children walk")
    assert "Translated" in panel(browser)


def test_what_a_catalog_says_stays_text(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    click_on(browser, "The bridge opened")
    assert "<img src=x onerror=alert(1)>" in panel(browser)
    assert browser.run(FIND + "return own.querySelectorAll('img, b.x').length") == 0
    assert browser.complaints() == []


def test_a_link_in_a_passage_is_still_a_link(browser: Browser, tmp_path: Path) -> None:
    page_newsroom(tmp_path)
    with serving(tmp_path) as address:
        visit(browser, f"{address}kk/bridge.html")
        browser.run(
            "document.querySelector('p a').addEventListener('click', e => e.preventDefault())"
        )
        browser.driver.find_element(By.CSS_SELECTOR, "p a").click()
        assert panel(browser) == ""


def test_keys_lead_from_problem_to_problem_and_round(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    visited = []
    for key in "nnnnnp":
        keys(browser, key)
        visited.append(browser.run(FIND + "return own.activeElement.innerText"))
    assert visited == ["Fuzzy", "Missing", "Broken", "Stale", "Fuzzy", "Stale"]


def test_the_panel_takes_the_focus_and_gives_it_back(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    keys(browser, "n", Keys.ENTER)
    assert browser.run(FIND + "return own.activeElement.id") == "title"
    keys(browser, Keys.ESCAPE)
    assert panel(browser) == ""
    assert browser.run(FIND + "return own.activeElement.className") == "marker"


def test_marks_can_be_turned_off_and_stay_off(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    browser.run(FIND + "own.querySelector('[aria-pressed]').click()")
    browser.driver.refresh()
    ready = "return !!document.querySelector('toolkit-preview')?.hasAttribute('data-ready')"
    until(browser, lambda: browser.run(ready))
    style = "return getComputedStyle(document.querySelector('.body .untranslated')).outlineStyle"
    assert browser.run(style) == "none"
    browser.run(FIND + "own.querySelector('[aria-pressed]').click()")
    assert browser.run(style) == "dashed"


def test_all_units_are_listed(browser: Browser, address: str) -> None:
    visit(browser, f"{address}ug/bridge.html")
    browser.run(FIND + "[...own.querySelectorAll('.tools button')][2].click()")
    assert browser.run(FIND + "return own.querySelectorAll('.list li').length") == 7


def test_a_change_reloads_the_page_and_keeps_its_place(
    browser: Browser, project: Project, own_address: str
) -> None:
    visit(browser, f"{own_address}ug/bridge.html", width=390)
    click_on(browser, "The bridge opened")
    browser.run("window.stale = true; scrollTo(0, 300)")
    place = browser.run("return scrollY")
    edit(project, "ug", "It was", msgstr="ug: New words")
    until(browser, lambda: "New words" in browser.driver.page_source)
    ready = "return !!document.querySelector('toolkit-preview')?.hasAttribute('data-ready')"
    until(browser, lambda: browser.run(ready))
    assert browser.run("return window.stale ?? false") is False
    assert abs(browser.run("return scrollY") - place) < 120
    assert "Fuzzy" in panel(browser)


def test_a_build_that_fails_is_told_on_the_page_and_taken_back(
    browser: Browser, project: Project, own_address: str
) -> None:
    visit(browser, f"{own_address}ug/bridge.html")
    path = project.settings.root / "locales" / "ug" / "LC_MESSAGES" / "bridge.po"
    good = path.read_text()
    path.write_text('msgid "x\n')
    failure = FIND + "return own.querySelector('.failure')?.innerText ?? ''"
    until(browser, lambda: "bridge.po:1:7" in browser.run(failure))
    path.write_text(good)
    until(browser, lambda: browser.run(failure) == "")


def test_a_page_of_its_own_format_is_marked(browser: Browser, tmp_path: Path) -> None:
    page_newsroom(tmp_path)
    with serving(tmp_path) as address:
        visit(browser, f"{address}kk/bridge.html")
        keys(browser, "n", Keys.ENTER)
        assert "Children walk to school." in panel(browser)
        assert "pages/bridge.html:4" in panel(browser)
        click_on(browser, "It was")
        assert "2 units" in panel(browser)


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("tag", ["kk", "ug"])
def test_the_preview_fits_the_screen(browser: Browser, address: str, tag: str, width: int) -> None:
    visit(browser, f"{address}{tag}/bridge.html", width=width)
    click_on(browser, "The bridge opened")
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_preview_has_contrast(
    browser: Browser, address: str, scheme: str
) -> None:
    visit(browser, f"{address}ug/bridge.html", scheme=scheme)
    click_on(browser, "The bridge opened")
    assert browser.run(CONTRAST) >= 1


@pytest.mark.parametrize(("tag", "side"), [("ug", "left"), ("kk", "right")])
def test_the_panel_stands_where_lines_end(
    browser: Browser, address: str, tag: str, side: str
) -> None:
    visit(browser, f"{address}{tag}/bridge.html")
    click_on(browser, "The bridge opened")
    middle = browser.run(
        FIND
        + """const box = own.querySelector("dialog").getBoundingClientRect();
        return (box.left + box.right) / 2;"""
    )
    assert (middle < 640) == (side == "left")


@pytest.mark.parametrize(
    ("method", "host", "status"),
    [
        ("GET", "localhost", 200),
        ("GET", "127.0.0.1:80", 200),
        ("GET", "evil.example", 403),
        ("GET", "127.0.0.1.evil.example", 403),
        ("GET", "", 403),
        ("POST", "localhost", 501),
        ("HEAD", "localhost", 501),
        ("OPTIONS", "localhost", 501),
    ],
)
def test_only_this_machine_may_only_read(address: str, method: str, host: str, status: int) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    connection.request(method, "/ug/bridge.html", headers={"Host": host})
    answer = connection.getresponse()
    connection.close()
    assert answer.status == status
    assert answer.getheader("Access-Control-Allow-Origin") is None


READS = """<script>fetch("/en/index.html").then(() => { document.title = "read" });</script>
<svg onload="document.title = 'read'"></svg>
<a id="run" href="javascript:document.title='read'">a</a>
"""


def test_no_script_of_a_page_runs_and_the_preview_does(browser: Browser, tmp_path: Path) -> None:
    project = page_newsroom(tmp_path)
    page = project.settings.root / "pages/bridge.html"
    page.write_text(page.read_text("utf-8").replace("</body>", f"{READS}</body>"), "utf-8")
    with serving(tmp_path) as address:
        visit(browser, f"{address}en/bridge.html")
        browser.run("document.getElementById('run').click()")
        assert browser.run("return document.title") == "The bridge"
        assert browser.run(FIND + "return own.querySelector('.bar').innerText")


def headers(address: str, path: str, **sent: str) -> tuple[int, str]:
    """Return the status of an answer, and its policy."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in sent.items()})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.getheader("Content-Security-Policy") or ""


def test_only_the_previews_script_runs_and_nobody_else_frames_a_page(address: str) -> None:
    _, policy = headers(address, "/ug/bridge.html")
    assert policy.startswith(f"script-src {address}_toolkit/preview.js;")
    assert policy.endswith("frame-ancestors 'self'")


def test_a_page_that_somebody_sent_is_sandboxed(tmp_path: Path) -> None:
    page_newsroom(tmp_path)
    with serving(tmp_path) as address:
        assert headers(address, "/kk/bridge.html")[1].startswith("sandbox ")


def test_what_is_no_page_runs_nothing(address: str) -> None:
    assert headers(address, "/ug/bridge.xml") == (200, "sandbox; frame-ancestors 'self'")


def test_another_site_gets_none_of_the_previews_own_answers(address: str) -> None:
    path = "/_toolkit/units?locale=ug&document=bridge"
    assert headers(address, path, Sec_Fetch_Site="same-origin")[0] == 200
    assert headers(address, path, Sec_Fetch_Site="cross-site")[0] == 403

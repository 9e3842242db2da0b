"""The article at the desk as its readers will see it: beside the editor, or under it on a phone."""

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.e2e.conftest import Browser
from tests.e2e.test_desk import desk, enter, keys, until
from tests.newsrooms import CONFIGURATION, make, make_markdown, translate
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow
HOSTILE = """<!doctype html>
<html lang="en"><head><title>The bridge</title>
<script>parent.document.title = "taken"</script>
<meta http-equiv="refresh" content="1;url=http://127.0.0.1:9/gone">
<link rel="stylesheet" href="http://127.0.0.1:9/style.css"></head>
<body onload="parent.document.title = 'taken'">
<h1 onclick="parent.document.title = 'taken'">The bridge is open</h1>
<p>It was <a href="http://127.0.0.1:9/x">washed away</a>.
<img src="http://127.0.0.1:9/picture.png" onerror="parent.document.title = 'taken'" alt="A map"></p>
<iframe src="http://127.0.0.1:9/frame"></iframe>
<form action="http://127.0.0.1:9/form"><button autofocus>Send</button></form></body></html>
"""
LAID = "document.querySelectorAll('.onpage').length > 2"
FRAME = "document.querySelector('.readers iframe').contentDocument"
LINK = f"{FRAME}.querySelector('.body p a')"


def article(locale: str) -> str:
    return f"/article?document=bridge&locale={locale}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_markdown(tmp_path, CONFIGURATION.replace("*.txt", "*.md"))
    for tag in ("kk", "ug"):
        translate(project, tag, but="Read")
    return project


def box(browser: Browser, selector: str) -> dict[str, float]:
    found: dict[str, float] = browser.run(
        "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "typed"), [("kk", "Оқыңыз "), ("ug", "ئوقۇڭ ")])
def test_what_one_types_stands_in_the_page_beside_the_editor(  # noqa: PLR0913, PLR0917
    browser: Browser, project: Project, tmp_path: Path, locale: str, typed: str, scheme: str
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, article(locale), 1280, scheme)
        until(browser, LAID)
        keys(browser, "n")
        keys(browser, typed, Keys.ALT, "1")
        keys(browser, "17")
        until(browser, f"{LINK}.textContent === '17'")
        words = browser.run(f"return {FRAME}.querySelectorAll('.body p')[0].textContent")
        assert words == f"{typed}17"
        assert browser.run(f"return {LINK}.getAttribute('href')") == "https://example.org/"
        page, pane = box(browser, ".page"), box(browser, ".pane")
    beside = pane["left"] >= page["right"] if locale == "kk" else pane["right"] <= page["left"]
    assert beside
    assert pane["top"] < 900


def test_each_passage_is_opened_where_its_text_stands(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, article("kk"))
        until(browser, LAID)
        for at, block in enumerate(("h1", ".body p:nth-of-type(1)", ".body p:nth-of-type(2)")):
            there = browser.run(
                f"const frame = document.querySelector('iframe').getBoundingClientRect();"
                f"const text = {FRAME}.querySelector(arguments[0]).getBoundingClientRect();"
                f"return [frame.left + text.left + 9, frame.top + text.top + text.height / 2]",
                block,
            )
            hit = "document.elementFromPoint(...arguments[0])"
            browser.run(f"{hit}.click()", there)
            assert browser.run("return document.activeElement.tagName") == "TEXTAREA"
            opened = browser.run(
                "return [...document.querySelectorAll('.passage button')]"
                ".findIndex((each) => each.getAttribute('aria-expanded') === 'true')"
            )
            assert opened == at
            browser.run("window.scrollTo(0, 0)")


def test_the_passages_are_walked_through_with_tab_and_enter(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, article("kk"))
        until(browser, LAID)
        browser.run("document.querySelector('.views button:last-child').focus()")
        for _ in range(12):
            keys(browser, Keys.TAB)
            if browser.run("return document.activeElement.closest('.passage') !== null"):
                break
        assert browser.run("return document.activeElement.textContent").startswith("Дайын")
        keys(browser, Keys.ENTER)
        assert browser.run("return document.activeElement.tagName") == "TEXTAREA"
        keys(browser, Keys.ESCAPE)
        assert browser.run("return document.activeElement.closest('.passage') !== null")


def test_on_a_phone_the_editor_is_a_sheet_that_no_keyboard_covers(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, article("ug"), 390)
        until(browser, LAID)
        keys(browser, "n")
        sheet = box(browser, ".pane")
        assert round(sheet["bottom"]) == 900
        assert sheet["top"] > 200
        # What a browser says when a keyboard of 400 pixels comes up.
        browser.run(
            "Object.defineProperty(visualViewport, 'height', { get: () => innerHeight - 400 });"
            "visualViewport.dispatchEvent(new Event('resize'))"
        )
        sheet = box(browser, ".pane")
        assert round(sheet["bottom"]) == 500
        assert sheet["top"] >= 0
        source, field = box(browser, ".source"), box(browser, "textarea")
        assert sheet["top"] <= source["top"] < field["top"] < sheet["bottom"]
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")


def test_the_list_is_there_for_who_wants_it(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        for _ in range(2):
            enter(browser, address, tmp_path, article("kk"))
            until(browser, "document.querySelector('.views') !== null")
            browser.run("document.querySelector('.views button:last-child').click()")
            until(browser, "!document.querySelector('.onpage')")
            assert browser.run("return document.querySelector('.readers').hidden")
        browser.run("document.querySelector('.views button').click()")
        until(browser, LAID)


def test_a_page_that_others_wrote_does_nothing_at_the_desk(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.html").write_text(HOSTILE, encoding="utf-8")
    project = make(tmp_path, CONFIGURATION.replace("*.txt", "*.html"))
    translate(project, "kk")
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, article("kk"))
        until(browser, "document.querySelectorAll('.onpage').length > 1")
        browser.run("const now = Date.now(); while (Date.now() - now < 1500);")
        assert browser.run("return document.title") == "Test · Қазақ тілі"
        assert (
            browser.run(f"return {FRAME}.querySelector('h1').textContent")
            == "kk: The bridge is open"
        )
        asked = [each for each in browser.requests() if ":9/" in each]
        left = [each for each in browser.complaints() if "net::ERR_CONNECTION" in each]
    assert left == []
    assert all("frame" not in each for each in asked)

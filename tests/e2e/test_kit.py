"""The kit in a real browser: translated by keyboard, without a network, and taken back."""

import json
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.e2e.conftest import Browser
from tests.e2e.kits import OPENS, keys, kit, newsroom, saved, taken_back
from toolkit.exchange.forms import read_reply
from toolkit.exchange.kit import KitOptions
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom(tmp_path)


@pytest.fixture(autouse=True)
def _kept_by_no_other_test(browser: Browser) -> None:
    browser.forget()


def press(browser: Browser, label: str) -> None:
    browser.run(
        "[...document.querySelectorAll('button')]"
        ".find(each => each.textContent === arguments[0]).click()",
        label,
    )


def test_a_passage_translated_by_keyboard_arrives_in_the_catalog(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    browser.open(kit(project, tmp_path), width=390)
    keys(browser, "n")
    keys(browser, "17-مارتتىكى ")
    keys(browser, Keys.ALT, "1")
    keys(browser, "دو")
    keys(browser, Keys.ALT, "2")
    keys(browser, "كلات")
    keys(browser, Keys.CONTROL, Keys.ENTER)
    file = saved(browser, tmp_path, lambda: keys(browser, Keys.CONTROL, "s"))
    entry = taken_back(project, file)
    assert entry.msgstr == "17-مارتتىكى <a1>دو<em>كلات</em></a1>"
    assert not entry.fuzzy


def test_what_is_typed_and_not_called_done_is_a_draft(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    browser.open(kit(project, tmp_path))
    keys(browser, "n")
    keys(browser, "ئوقۇڭ")
    file = saved(browser, tmp_path, lambda: keys(browser, Keys.CONTROL, "s"))
    (row,) = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert (row["target"], row["draft"]) == ("ئوقۇڭ", True)


def test_nothing_is_asked_of_a_network_and_nothing_is_forbidden(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path)
    browser.open(page)
    keys(browser, "n")
    press(browser, "تەييار، كېيىنكىسى")
    assert {each for each in browser.requests() if not each.startswith("data:")} == {page.as_uri()}
    assert browser.complaints() == []


def test_work_is_still_there_when_the_page_is_opened_again(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path)
    browser.open(page)
    keys(browser, "n")
    keys(browser, "ئوقۇڭ")
    browser.open(page)
    assert "ئوقۇڭ" in browser.run("return document.querySelector('main').textContent")


def test_a_browser_told_to_forget_keeps_nothing(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path, KitOptions(forget=True))
    browser.open(page)
    keys(browser, "n")
    keys(browser, "سىر")
    assert browser.run("return JSON.stringify(localStorage).includes('سىر')") is False


def test_the_page_saved_with_the_work_inside_goes_on_elsewhere(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    browser.open(kit(project, tmp_path, KitOptions(forget=True)))
    keys(browser, "n")
    keys(browser, "</script><b>ئوقۇڭ")
    file = saved(browser, tmp_path, lambda: press(browser, "ئىش بىلەن بىللە ساقلاش"))
    browser.open(file)
    assert browser.complaints() == []
    assert "</script><b>ئوقۇڭ" in browser.run("return document.querySelector('main').textContent")
    (row,) = read_reply(file.read_bytes(), file.name).rows
    assert row.target == "</script><b>ئوقۇڭ"


def test_a_kit_under_a_passphrase_shows_nothing_without_it(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path, KitOptions(passphrase=OPENS))
    assert b"bridge" not in page.read_bytes()
    browser.open(page)
    keys(browser, "wrong", Keys.ENTER)
    wait(browser, "return document.querySelector('[role=alert]').textContent !== ''")
    browser.driver.execute_script("document.querySelector('input').value = ''")
    keys(browser, OPENS, Keys.ENTER)
    wait(browser, "return document.querySelector('article') !== null")
    keys(browser, "n")
    keys(browser, "ئوقۇڭ")
    file = saved(browser, tmp_path, lambda: keys(browser, Keys.CONTROL, "s"))
    assert "ئوقۇڭ" not in file.read_text(encoding="utf-8")
    (row,) = read_reply(file.read_bytes(), file.name, lambda: OPENS).rows
    assert row.target == "ئوقۇڭ"


def wait(browser: Browser, condition: str) -> None:
    for _ in range(200):
        if browser.run(condition):
            return
        time.sleep(0.05)
    pytest.fail(condition)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("17 <a1><em>دوكلات</em></a1>", []),
        ("١٧ <a1><em>دوكلات</em></a1>", []),
        ("<a1><em>دوكلات</em></a1>", ["17"]),
        ("17 <a1>دوكلات</a1>", ["<em>", "</em>"]),
        ("17 <a1><em>دوكلات</em></a1> <b>", ["<b>"]),
        ("17 <a1><em>Read the report now</em></a1>", [""]),
    ],
)
def test_what_is_wrong_is_said_while_one_types(
    browser: Browser, project: Project, tmp_path: Path, typed: str, wrong: list[str]
) -> None:
    browser.open(kit(project, tmp_path, KitOptions(forget=True)))
    keys(browser, "n")
    keys(browser, typed)
    found = browser.run(
        "return [...document.querySelectorAll('.problems li')]"
        ".map(li => li.querySelector('bdi')?.textContent ?? '')"
    )
    assert found == wrong


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_screen(
    browser: Browser, project: Project, tmp_path: Path, width: int
) -> None:
    browser.open(kit(project, tmp_path), width=width)
    keys(browser, "n")
    script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert browser.run(script)


def test_every_control_has_a_name_and_the_passage_its_state(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    browser.open(kit(project, tmp_path))
    keys(browser, "n")
    nameless = browser.run(
        "return [...document.querySelectorAll('button, input, textarea, progress')].filter(e =>"
        " !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length"
    )
    assert nameless == 0
    expanded = browser.run("return document.querySelectorAll('[aria-expanded=true]').length")
    assert expanded == 1


def test_the_header_reads_from_the_source_to_the_translation(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    browser.open(kit(project, tmp_path))
    names = "document.querySelectorAll('h1 small bdi')"
    title, source, target = browser.run(
        "return [document.querySelector('h1 bdi'), ..." + names + "]"
        ".map(each => each.getBoundingClientRect().left)"
    )
    assert browser.run("return document.querySelector('h1 small').textContent.includes('←')")
    assert title > source > target

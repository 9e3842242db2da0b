"""The desk in a real browser: an article to its approval, by keyboard, with others at work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests import commands
from tests.e2e.conftest import Browser
from tests.newsrooms import change, make, make_markdown, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry, load
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow
SECONDS = 20
UG = Locale("ug")
CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.md"

[locales.kk]
publish = { require = "approved", untranslated = "withhold" }

[locales.ug]
publish = { require = "approved", untranslated = "withhold" }
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_markdown(tmp_path, CONFIGURATION)
    translate(project, "ug", but="Read")
    return project


@contextmanager
def desk(project: Project, hand: str) -> Iterator[str]:
    """Run a desk until the block ends; give its address."""
    with commands.running(project.settings.root, "desk", "-p", "0", "--hand", hand) as said:
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", said.readline())
        assert found
        yield found[0]


def enter(  # noqa: PLR0913, PLR0917 - a window and what is in it
    browser: Browser,
    address: str,
    folder: Path,
    page: str = "",
    width: int = 1280,
    scheme: str = "light",
) -> None:
    """Open a page of a desk with its token, in a window of a width."""
    blank = folder / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    browser.open(blank, width=width, scheme=scheme)
    browser.requests()
    browser.driver.get(address)
    if page:
        browser.driver.get(address.partition("/?")[0] + page)


def keys(browser: Browser, *typed: str) -> None:
    browser.driver.switch_to.active_element.send_keys(*typed)


def until(browser: Browser, script: str) -> None:
    WebDriverWait(browser.driver, SECONDS, 0.05).until(lambda _: browser.run(f"return {script}"))


def entry_of(project: Project, begins: str, locale: Locale = UG) -> Entry:
    catalog = load(project.settings.catalog_path("bridge", locale))
    return next(each for each in catalog if each.msgid.startswith(begins))


def wait_for(
    browser: Browser, project: Project, begins: str, target: str, locale: Locale = UG
) -> None:
    WebDriverWait(browser.driver, SECONDS, 0.05).until(
        lambda _: entry_of(project, begins, locale).msgstr == target
    )


ARTICLE_PAGE = "/article?document=bridge&locale=ug"
LOADED = "document.querySelectorAll('.passage').length > 2"


def open_article(
    browser: Browser, address: str, folder: Path, *, review: bool = False, width: int = 1280
) -> None:
    enter(browser, address, folder, f"{ARTICLE_PAGE}{'&review=1' if review else ''}", width)
    until(browser, LOADED)


def open_first_waiting(
    browser: Browser, address: str, folder: Path, *, review: bool = False, width: int = 1280
) -> None:
    """Open the article, and in it the first passage that waits."""
    open_article(browser, address, folder, review=review, width=width)
    keys(browser, "n")


def test_translated_and_approved_by_keyboard_and_then_published(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path, width=390)
        keys(browser, "17-مارتتىكى ")
        keys(browser, Keys.ALT, "1")
        keys(browser, "دو")
        keys(browser, Keys.ALT, "2")
        keys(browser, "كلات")
        keys(browser, Keys.CONTROL, Keys.ENTER)
        until(browser, "document.querySelector('.count').textContent === '3 / 3'")
        wait_for(browser, project, "Read", "17-مارتتىكى <a1>دو<em>كلات</em></a1>")
        until(browser, "document.querySelector('.status').textContent.length > 3")
        assert not entry_of(project, "Read").fuzzy
    for begins in ("Village", "It was"):
        _sign_by_command(project, begins)
    with desk(project, "e1") as address:
        open_first_waiting(browser, address, tmp_path, review=True)
        keys(browser, "a")
        until(browser, "document.querySelector('.count').textContent === '3 / 3'")
    published = {each.locale for each in project.build(["ug"]).editions if each.published}
    assert UG in published


def _sign_by_command(project: Project, begins: str) -> None:
    ids = entry_of(project, begins).notes.ids
    command = ["review", "approve", "-l", "ug", "--hand", "e1", "--translator", "t3", ids[0]]
    commands.run(project.settings.root, *command).check_returncode()


NOT_AS_SAID = "document.body.textContent.includes('was said in this language')"
SAYS_IT_IS_SAVED = "document.querySelector('.editor').textContent.includes('correct it in the')"
# The first answer of the checks comes after the second.
HOLDS_BACK_THE_FIRST_ANSWER = """
const ask = window.fetch;
const second = new Promise((resolve) => { window.release = resolve; });
window.asked = 0;
window.answered = 0;
window.fetch = async (where, ...rest) => {
  if (!where.endsWith("/check")) return ask(where, ...rest);
  window.asked += 1;
  const mine = window.asked;
  const answer = await ask(where, ...rest);
  if (mine === 1) await second;
  setTimeout(() => { window.answered += 1; if (mine > 1) window.release(); }, 100);
  return answer;
};
"""


def quote(project: Project) -> None:
    """Note what somebody said in the language of the translation."""
    quotes = (
        '[[quote]]\nid = "p-1"\nwords = "of 17 March"\nlanguage = "ug"\n'
        'original = "17-مارتتىكى"\nspeaker = "an editor"\nstatus = "translated"\n'
    )
    project.settings.quotes_path("bridge").write_text(quotes, encoding="utf-8")
    project.update()


def test_what_was_said_is_shown_and_put_in_with_one_key(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    quote(project)
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path)
        until(browser, "document.querySelector('.editor .said').textContent === '17-مارتتىكى'")
        keys(browser, "باشقا ")
        until(browser, NOT_AS_SAID)
        keys(browser, Keys.ALT, "q")
        until(browser, "document.querySelector('textarea').value === 'باشقا «17-مارتتىكى»'")
        until(browser, f"!{NOT_AS_SAID}")


def test_what_the_checks_find_stays_when_the_text_is_saved(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    quote(project)
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path)
        keys(browser, "باشقا")
        until(browser, SAYS_IT_IS_SAVED)
        until(browser, NOT_AS_SAID)


def test_an_answer_of_the_checks_that_comes_late_is_not_shown(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    quote(project)
    with desk(project, "t3") as address:
        open_article(browser, address, tmp_path)
        browser.run(HOLDS_BACK_THE_FIRST_ANSWER)
        keys(browser, "n")
        until(browser, "window.asked === 1")
        keys(browser, "باشقا")
        until(browser, "window.answered === 2")
        assert browser.run(f"return {NOT_AS_SAID}")


EMPTY = "document.querySelector('textarea').value === ''"


def test_a_text_that_is_emptied_stays_empty(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path)
        keys(browser, "ئوقۇڭ")
        wait_for(browser, project, "Read", "ئوقۇڭ")
        keys(browser, Keys.CONTROL, "a")
        keys(browser, Keys.BACKSPACE)
        wait_for(browser, project, "Read", "")
        until(browser, "document.querySelector('.count').textContent === '2 / 3'")
        assert browser.run(f"return {EMPTY}")
        assert not entry_of(project, "Read").fuzzy
        keys(browser, "17 ")
        wait_for(browser, project, "Read", "17")
        assert "Somebody else" not in browser.run("return document.body.textContent")


def test_a_finished_translation_that_is_emptied_is_remembered(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    project.update()
    with desk(project, "t3") as address:
        open_article(browser, address, tmp_path)
        browser.run("document.querySelector('.passage button').click()")
        until(browser, "document.querySelector('textarea')?.value.startsWith('ug: Village')")
        keys(browser, Keys.CONTROL, "a")
        keys(browser, Keys.BACKSPACE)
        wait_for(browser, project, "Village", "")
        assert browser.run(f"return {EMPTY}")
        keys(browser, Keys.ESCAPE)
        browser.run("document.querySelector('.passage button').click()")
        until(browser, "document.querySelector('.take')?.textContent.startsWith('ug: Village')")


def test_who_translated_is_told_that_another_must_approve(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path)
        keys(browser, "<a1><em>ئوقۇڭ</em></a1> 17", Keys.CONTROL, Keys.ENTER)
        wait_for(browser, project, "Read", "<a1><em>ئوقۇڭ</em></a1> 17")
        open_first_waiting(browser, address, tmp_path, review=True)
        keys(browser, "n")
        keys(browser, "a")
        until(browser, "document.body.textContent.includes('was translated by “t3”')")


def test_the_frame_of_a_passage_follows_what_is_typed(browser: Browser, tmp_path: Path) -> None:
    project = make(tmp_path, article="Headline\n\nBy Ann Lee, 2026-03-05\n\nIt rained.\n")
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, ARTICLE_PAGE.replace("ug", "kk"))
        until(browser, "document.querySelectorAll('.passage.onpage').length === 3")
        for key in ("j", Keys.ESCAPE, "j"):
            keys(browser, key)
        until(browser, "document.querySelector('.editor').textContent.includes('Ann Lee')")
        width = "document.querySelector('.onpage:has([aria-expanded=true])').offsetWidth"
        before = browser.run(f"return {width}")
        keys(browser, "Әли Мұхаммед Исмаил")
        until(browser, f"{width} > {before + 20}")


def test_words_of_the_reviewer_reach_the_translator(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "r2") as address:
        open_first_waiting(browser, address, tmp_path, review=True)
        keys(browser, "r")
        keys(browser, "Not this bridge.")
        keys(browser, Keys.ENTER)
        WebDriverWait(browser.driver, SECONDS, 0.05).until(
            lambda _: entry_of(project, "Village").fuzzy
        )
        open_first_waiting(browser, address, tmp_path)
        until(browser, "document.querySelector('.editor').textContent.includes('Not this bridge.')")


def test_what_another_program_saves_is_seen_and_not_overwritten(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_article(browser, address, tmp_path)
        change(project, "ug", "It was", "باشقىچە 2017")
        until(browser, "document.querySelector('main').textContent.includes('باشقىچە 2017')")
        keys(browser, "n")
        keys(browser, "<a1><em>ئوقۇڭ</em></a1> 17", Keys.CONTROL, Keys.ENTER)
        wait_for(browser, project, "Read", "<a1><em>ئوقۇڭ</em></a1> 17")
    assert entry_of(project, "It was").msgstr == "باشقىچە 2017"


def test_what_others_have_saved_is_seen_with_the_answer_to_ones_own_save(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_article(browser, address, tmp_path)
        browser.run(
            "const ask = window.fetch; window.fetch = (name, told) =>"
            " name === '/api/changes' ? new Promise(() => {}) : ask(name, told)"
        )
        change(project, "ug", "It was", "باشقىچە 2017")
        keys(browser, "n")
        keys(browser, "<a1><em>ئوقۇڭ</em></a1> 17", Keys.CONTROL, Keys.ENTER)
        until(browser, "document.querySelector('main').textContent.includes('باشقىچە 2017')")


def test_of_two_new_translations_of_one_passage_both_are_kept(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    path = project.settings.catalog_path("bridge", UG)
    with desk(project, "t3") as address:
        open_article(browser, address, tmp_path)
        browser.run("window.fetch = () => new Promise(() => {})")  # it learns nothing meanwhile
        keys(browser, "n")
        open_first_waiting(browser, address, tmp_path)
        keys(browser, "<a1><em>ئوقۇڭ</em></a1> 17")
        change(project, "ug", "Read", "<a1><em>باشقا</em></a1> 17")
        keys(browser, Keys.CONTROL, Keys.ENTER)
        until(browser, "document.querySelector('.status').textContent.includes('differ')")
    po = path.read_text(encoding="utf-8")
    assert "باشقا" in po
    assert "ئوقۇڭ" in po


def test_what_is_typed_while_the_desk_is_gone_is_said_not_to_be_saved(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        open_first_waiting(browser, address, tmp_path)
    keys(browser, "ئوقۇڭ")
    until(browser, "document.querySelector('.status.wrong') !== null")
    assert browser.run("return document.querySelector('textarea').value") == "ئوقۇڭ"
    browser.run("window.onbeforeunload = null")


@pytest.mark.parametrize("page", ["", ARTICLE_PAGE, f"{ARTICLE_PAGE}&review=1"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_its_window_and_breaks_no_rule_of_its_policy(
    browser: Browser, project: Project, tmp_path: Path, page: str, width: int
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, page, width)
        until(browser, LOADED if page else "document.querySelector('.board') !== null")
        if page:
            keys(browser, "n")
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        assert not [each for each in browser.complaints() if "favicon" not in each]
        port = address.partition("/?")[0]
        assert {
            each for each in browser.requests() if not each.startswith((port, "data:"))
        } == set()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_option_of_a_command_on_the_board_is_broken_at_its_hyphens(
    browser: Browser, project: Project, tmp_path: Path, width: int
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, width=width)
        until(browser, "document.querySelector('.board .next span') !== null")
        heights = browser.run(
            "return [...document.querySelectorAll('.board .next span')].map((each) =>"
            " each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))"
        )
        assert max(heights) < 1.5


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_is_filtered_by_keyboard_and_is_as_it_was_when_one_comes_back(
    browser: Browser, project: Project, tmp_path: Path, width: int, scheme: str
) -> None:
    with desk(project, "t3") as address:
        enter(browser, address, tmp_path, width=width, scheme=scheme)
        until(browser, "document.querySelector('.board') !== null")
        keys(browser, Keys.TAB)
        keys(browser, "bridge", Keys.TAB, "Уй", Keys.TAB, Keys.TAB, Keys.ENTER)
        until(browser, "document.querySelector('[role=status]') !== null")
        filtered = browser.run("return location.search")
        assert "text=bridge" in filtered
        browser.run("document.querySelector('.board td a').click()")
        until(browser, LOADED)
        browser.run("document.querySelector('nav a[href^=\"/?\"]').click()")
        until(browser, "document.querySelector('.board') !== null")
        assert browser.run("return document.querySelector('[name=text]').value") == "bridge"
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        assert not [each for each in browser.complaints() if "favicon" not in each]


WATCH = """
globalThis.seen = 0;
// What stands beneath a text that grows moves with it, and is not changed.
const changed = (records) => records.filter((each) => each.attributeName !== "style");
const count = (records) => { globalThis.seen += changed(records).length; };
new MutationObserver(count).observe(document, {
  subtree: true, childList: true, attributes: true, characterData: true });
"""


def test_a_key_changes_its_own_passage_on_the_page_and_not_every_one(
    browser: Browser, tmp_path: Path
) -> None:
    size = 200
    text = "\n\n".join(f"Sentence {at} of many stands here." for at in range(size))
    found = {}
    with desk(make(tmp_path, article=text), "t3") as address:
        enter(browser, address, tmp_path, ARTICLE_PAGE)
        until(browser, f"document.querySelectorAll('.passage.onpage').length === {size}")
        browser.run(WATCH)
        for name, typed, after in (
            ("open", "j", "document.querySelector('textarea') !== null"),
            ("letter", "ئ", "document.querySelector('textarea').value === 'ئ'"),
            ("another", "ب", "document.querySelector('textarea').value === 'ئب'"),
            ("save", Keys.CONTROL + Keys.ENTER, "document.querySelector('textarea').value === ''"),
        ):
            browser.run("globalThis.seen = 0")
            keys(browser, typed)
            until(browser, after)
            pause = "const done = arguments[0]; setTimeout(() => done(), 1000)"
            browser.driver.execute_async_script(pause)  # saved and checked meanwhile, and told
            found[name] = browser.run("return globalThis.seen")
    assert all(0 < each < size / 2 for each in found.values()), found

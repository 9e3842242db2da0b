"""Drafts at the desk, in a real browser: asked of a machine that works, and of ones that do not."""

import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.e2e.conftest import Browser
from tests.e2e.test_desk import LOADED, desk, enter, entry_of, keys, until, wait_for
from tests.newsroom.drafting.stub_server import Answer, send, serving, translating
from tests.newsrooms import CONFIGURATION, make
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviews import load_review

pytestmark = pytest.mark.slow
KK = Locale("kk")
ARTICLE = (
    "Village gets its bridge back\n\nChildren walk to school again.\n\n"
    "The bridge opened on Tuesday.\n\nIt was washed away in 2017.\n"
)
DRAFTS = {
    "Village gets its bridge back": "Ауыл көпірін қайтарып алды",
    "Children walk to school again.": "Балалар мектепке қайтадан жаяу барады.",
    "The bridge opened on Tuesday.": "Көпір сейсенбіде ашылды.",
    "It was washed away in 2017.": "Оны 2017 жылы су шайып кетті.",
}
PAGE = "/article?document=bridge&locale=kk"
ALL = "document.querySelector('nav button + button')"
STOP = "document.querySelector('.drafting button')"
STATUS = "document.querySelector('.drafting [role=status]').textContent"
REFUSED = "document.querySelector('.drafting .problems').textContent"


def newsroom(folder: Path, url: str, more: str = "") -> Project:
    text = f'{CONFIGURATION}\n[draft]\nname = "stub"\nurl = "{url}"\ntimeout = 2\n{more}'
    return make(folder, text, ARTICLE)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with serving(translating(lambda words: DRAFTS[words])) as stub:
        yield newsroom(tmp_path, stub.url)


def catalog_of(project: Project) -> Catalog:
    return load(project.settings.catalog_path("bridge", KK))


def opened(browser: Browser, address: str, folder: Path, page: str = PAGE) -> None:
    enter(browser, address, folder, page)
    until(browser, LOADED)


def test_the_open_passage_is_drafted_by_a_key_and_says_by_whom(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with desk(project, "t3") as address:
        opened(browser, address, tmp_path)
        keys(browser, "n")
        keys(browser, Keys.ALT, "m")
        until(browser, "document.querySelector('textarea').value === 'Ауыл көпірін қайтарып алды'")
        until(browser, "document.querySelector('#origin').textContent.includes('stub')")
        assert browser.run("return document.activeElement.tagName") == "TEXTAREA"
    (drafted,) = [each for each in catalog_of(project) if each.msgstr]
    record = load_review(project.settings, "bridge", KK).record(drafted)
    assert drafted.fuzzy
    assert record is not None
    assert record.origin == "machine:stub"


def test_all_that_is_empty_is_drafted_and_a_persons_text_stays(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    catalog = catalog_of(project)
    for each in catalog:
        if each.msgid.startswith("Children"):
            each.msgstr, each.flags = "Менің жобам", ["fuzzy"]
    save(catalog, project.settings.catalog_path("bridge", KK))
    with desk(project, "t3") as address:
        opened(browser, address, tmp_path)
        browser.run(f"{ALL}.click()")
        until(browser, f"{STATUS}.includes('3 / 3')")
        assert browser.run("return document.querySelectorAll('.state bdi').length") == 3
    found = {each.msgid: each.msgstr for each in catalog_of(project)}
    assert found == {**DRAFTS, "Children walk to school again.": "Менің жобам"}


def test_what_a_person_writes_while_the_machine_drafts_is_what_counts(
    browser: Browser, tmp_path: Path
) -> None:
    def slow(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        handler.server.stopped.wait(1.5)  # type: ignore[attr-defined]
        translating(lambda words: DRAFTS[words])(handler, asked)

    with serving(slow) as stub:
        project = newsroom(tmp_path, stub.url)
        with desk(project, "t3") as address:
            opened(browser, address, tmp_path)
            keys(browser, "n")
            keys(browser, Keys.ALT, "m")
            keys(browser, "Өз сөзім", Keys.CONTROL, Keys.ENTER)
            until(browser, f"{STATUS}.includes('/ 1') && {STOP}.hidden")
            wait_for(browser, project, "Village", "Өз сөзім", KK)
    entry = entry_of(project, "Village", KK)
    assert (entry.msgstr, entry.fuzzy, entry.tcomment) == ("Өз сөзім", False, "")


def _shouts(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    send(handler, b'{"translatedText": "' + b"a" * 100_000_000 + b'"}')


def _hangs(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    handler.server.stopped.wait(30)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (translating(lambda _: "<script>alert(1)</script>"), "markup that the text has not"),
        (translating(lambda _: "The bridge opened on a Tuesday."), "has no draft"),
        (lambda handler, _: send(handler, b"\xff\x00 nonsense"), "its answer is not UTF-8"),
        (lambda handler, _: send(handler, b"no", 503), "it answered 503"),
        (_shouts, "it sent more than"),
        (_hangs, "it took more than 2 seconds"),
    ],
)
def test_what_a_machine_does_wrong_is_said_in_the_page(
    browser: Browser, tmp_path: Path, answer: Answer, said: str
) -> None:
    with serving(answer) as stub:
        project = newsroom(tmp_path, stub.url)
        with desk(project, "t3") as address:
            opened(browser, address, tmp_path)
            keys(browser, "n")
            keys(browser, Keys.ALT, "m")
            until(browser, f"document.querySelector('.editor').textContent.includes('{said}')")
            until(browser, f"{REFUSED}.includes('Village gets')")
            # One works on as if it had not been asked.
            keys(browser, "Ауыл көпірін алды", Keys.CONTROL, Keys.ENTER)
            until(browser, "document.querySelector('.count').textContent === '1 / 4'")
    assert not any(each.msgstr for each in catalog_of(project) if "Village" not in each.msgid)


def test_a_lost_number_and_another_script_are_refused_in_words(
    browser: Browser, tmp_path: Path
) -> None:
    wrong = {
        "It was washed away in 2017.": "Оны су шайып кетті.",
        "The bridge opened on Tuesday.": "Kopir seisenbide ashyldy degen habar.",
    }
    with serving(translating(lambda words: {**DRAFTS, **wrong}[words])) as stub:
        project = newsroom(tmp_path, stub.url)
        with desk(project, "t3") as address:
            opened(browser, address, tmp_path)
            browser.run(f"{ALL}.click()")
            until(browser, f"{STATUS}.includes('2 / 4') && {STOP}.hidden")
            told = browser.run(f"return {REFUSED}")
    assert "(numbers)" in told
    assert "(wrong-script)" in told
    assert not entry_of(project, "The bridge", KK).msgstr


def test_the_desk_answers_while_a_machine_hangs(browser: Browser, tmp_path: Path) -> None:
    with serving(_hangs) as stub:
        project = newsroom(tmp_path, stub.url)
        with desk(project, "t3") as address:
            opened(browser, address, tmp_path)
            browser.run(f"{ALL}.click()")
            keys(browser, "n")
            keys(browser, "Ауыл көпірін алды", Keys.CONTROL, Keys.ENTER)
            wait_for(browser, project, "Village", "Ауыл көпірін алды", KK)
            assert browser.run(f"return !{STOP}.hidden")
            browser.run(f"{STOP}.click()")
            until(browser, f"{STOP}.hidden")


@pytest.mark.parametrize(
    ("page", "more"),
    [
        (f"{PAGE}&review=1", ""),
        (PAGE, 'locales = ["ug"]\n'),
    ],
)
def test_no_machine_is_offered_where_none_is_to_be_asked(
    browser: Browser, tmp_path: Path, page: str, more: str
) -> None:
    project = newsroom(tmp_path, "http://127.0.0.1:9/translate", more)
    with desk(project, "t3") as address:
        opened(browser, address, tmp_path, page)
        keys(browser, "j")
        assert browser.run("return document.querySelector('.drafting, .machine')") is None


def test_apertium_drafts_at_the_desk(browser: Browser, tmp_path: Path) -> None:
    apertium = shutil.which("apertium")
    modes = subprocess.run([apertium, "-l"], capture_output=True, check=False) if apertium else None
    if modes is None or b"eng-spa" not in modes.stdout:
        pytest.skip("NOT TESTED: Apertium is missing; apt-get install apertium apertium-eng-spa")
    text = CONFIGURATION.replace("[locales.kk]", "[locales.es]") + (
        '\n[draft]\nname = "apertium-eng-spa"\nlanguages = { es = "spa" }\n'
        'command = ["apertium", "-u", "-f", "html", "eng-{target}"]\n'
    )
    project = make(tmp_path, text, ARTICLE)
    with desk(project, "t3") as address:
        opened(browser, address, tmp_path, PAGE.replace("kk", "es"))
        browser.run("document.querySelectorAll('nav button')[1].click()")
        until(browser, f"{STATUS}.includes('/ 4')")
        until(browser, "document.querySelector('main').textContent.includes('puente')")
    catalog = load(project.settings.catalog_path("bridge", Locale("es")))
    assert any("puente" in each.msgstr and each.fuzzy for each in catalog)

"""Desk screen: how long after a key the desk has painted what follows from it, in Chromium.

From the moment that the browser gives an event to the first frame after which all is there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

from bench.desk_runs import DOCUMENT, KK, RUNS, Times, running_desk
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

__all__ = ["at_the_screen"]

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
# What is painted after a frame has been: a task behind the next one's callbacks.
SCRIPT = """
globalThis.painted = (there) => new Promise((done) => {
  const look = () => requestAnimationFrame(() => {
    if (there()) setTimeout(() => done(performance.now()));
    else look();
  });
  look();
});
globalThis.measure = (event, there) => {
  globalThis.measured = new Promise((done) => addEventListener(event, (given) => {
    painted(there).then((end) => done(end - given.timeStamp));
  }, { capture: true, once: true }));
};
globalThis.loaded = (what) => painted(() => document.querySelector(what));
"""
# An editor that was not there before.
NEXT = """
((was) => () => {
  const now = document.querySelector(".editor");
  return now && now !== was;
})(document.querySelector(".editor"))
"""
# What the page asks again and again, and when it has shown the answer.
ASKED = """
const text = arguments[0];
const before = globalThis.fetch;
let asked = performance.now();
globalThis.fetch = (...told) => {
  if (String(told[0]).endsWith("/changes")) asked = performance.now();
  return before(...told);
};
const last = [...document.querySelectorAll(".passage")].at(-1);
globalThis.measured = painted(() => last.textContent.includes(text)).then((end) => {
  globalThis.fetch = before;
  return end - asked;
});
"""
PAGE = f"/article?document={DOCUMENT}&locale=kk"


@contextmanager
def _browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    with TemporaryDirectory() as profile:
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        driver.set_script_timeout(120)
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SCRIPT})
        driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        try:
            yield driver
        finally:
            driver.quit()


class _Screen:
    """A window with the desk in it."""

    def __init__(self, driver: webdriver.Chrome, size: int, runs: int) -> None:
        self.driver = driver
        self.size = size
        self.runs = runs

    def times(self, action: str) -> Times:
        """Return the times of an action, none of them known yet."""
        return Times(f"screen: {action}", self.size, self._cpu)

    def loads(self, action: str, address: str, what: str) -> Times:
        """Return how long after an address was opened something of its page is painted."""
        times = self.times(action)
        for _ in range(self.runs // 3 or 1):
            self.driver.get("about:blank")
            self.driver.get(address)
            times.of(lambda: self.told(f"loaded({what!r})"))
        return times

    def presses(
        self, action: str, there: str, *keys: str, before: Callable[[], None] = lambda: None
    ) -> Times:
        """Return how long after the first of some keys something is painted."""
        times = self.times(action)

        def press() -> float:
            self.driver.switch_to.active_element.send_keys(*keys)
            return self.told("measured")

        for _ in range(self.runs):
            before()
            self.driver.execute_script(f"measure('keydown', {there});")
            times.of(press)
        return times

    def told(self, promise: str) -> float:
        """Return what a promise in the page comes to."""
        script = f"{promise}.then(arguments[arguments.length - 1])"
        found: Any = self.driver.execute_async_script(script)
        return float(found)

    def _cpu(self) -> float:
        found = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return 1000 * float(next(each["value"] for each in found if each["name"] == "TaskDuration"))


def at_the_screen(project: Project, size: int, runs: int = RUNS) -> Iterator[Times]:
    """Yield what the desk takes from a key to the screen.

    Args:
        project: a newsroom of `bench.desk`.
        size: how many passages its article has; an action needs one that waits for its translator.
        runs: how often each action is done; what takes long, a third as often.

    """
    with _browser() as driver:
        screen = _Screen(driver, size, runs)
        with running_desk(project, "t4") as desk:
            driver.get(desk.address)
            yield screen.loads("open the board", desk.host, ".board tbody td")
            yield screen.loads("open the article", desk.host + PAGE, ".passage")
            yield from _translated(screen)
            yield _others(screen, project)
        with running_desk(project, "e2") as desk:
            driver.get(desk.address)
            screen.loads("", f"{desk.host}{PAGE}&review=1", ".passage")
            driver.find_element("tag name", "body").send_keys("n")
            yield screen.presses("approve, next", NEXT, "a")


def _translated(screen: _Screen) -> Iterator[Times]:
    def press(*keys: str) -> None:
        screen.driver.switch_to.active_element.send_keys(*keys)

    yield screen.presses("open a passage", NEXT, "j", before=lambda: press(Keys.ESCAPE))
    field = "document.querySelector('textarea')"
    other = f"((was) => () => {field}.value !== was)({field}.value)"
    yield screen.presses("a letter", other, "q")
    yield screen.presses("undo", other, Keys.CONTROL + "z", before=lambda: press("w"))
    done = Keys.CONTROL + Keys.ENTER
    screen.driver.find_element("tag name", "body").send_keys("n")
    yield screen.presses("save, next", NEXT, done, before=lambda: press("w"))
    status = "document.querySelector('.status')"

    def begin() -> None:
        press(Keys.ESCAPE)
        press("n")
        press("w")
        screen.driver.execute_script(f"{status}.textContent = ''")

    yield screen.presses("saved is said", f"() => {status}.textContent", done, before=begin)


def _others(screen: _Screen, project: Project) -> Times:
    """Return how long after the page has asked another's change is painted."""
    times = screen.times("another's change")
    path = project.settings.catalog_path(DOCUMENT, KK)
    for at in range(screen.runs // 3 or 1):
        text = f"Changed {at} by somebody else."
        screen.driver.execute_script(ASKED, text)
        _change(path, text)
        times.of(lambda: screen.told("measured"))
    return times


def _change(path: Path, text: str) -> None:
    """Translate the last passage as another program does, once the page has saved its own."""
    while True:
        catalog = load(path)
        catalog[-1].msgstr = text
        with suppress(ToolkitError):
            save(catalog, path)
            return

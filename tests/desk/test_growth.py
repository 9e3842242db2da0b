"""Growth: an action at the desk does what is dear for its own passage, however many there are."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.newsrooms import make
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry, load, save
from toolkit.catalog.review import Record, review_digest
from toolkit.desk.desk_requests import ACTIONS, Request
from toolkit.exchange.kit import passage_data
from toolkit.exchange.package import reference_of
from toolkit.newsroom.open_articles import OpenArticles
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviews import save_translated

pytestmark = pytest.mark.slow

KK = Locale("kk")
FEW, MANY = 40, 160
DEAR = {
    (each.__code__.co_filename, each.__qualname__): each.__qualname__
    for each in (
        Entry.__init__,
        getattr(Record.parse, "__func__"),  # noqa: B009 - a bound method's, which no stub has
        review_digest,
        reference_of,
        passage_data,
    )
}
"""What took the time when every action did it for every passage."""


@dataclass
class Desk:
    """A desk with an article open in it."""

    project: Project
    articles: OpenArticles = field(default_factory=OpenArticles)
    since: str = ""
    done: Counter[str] = field(default_factory=Counter)
    """How often the last action did what is dear, and how many passages it answered with."""

    def do(self, action: str, hand: str = "t3", **told: object) -> dict[str, Any]:
        where = {"document": "bridge", "locale": "kk", "since": self.since}
        with counted() as self.done:
            request = Request.of(self.project.settings, hand, self.articles, {**where, **told})
            made = ACTIONS[action](request)
        self.since = str(made.get("since", self.since))
        self.done["passages"] = len(made.get("passages", ()))  # type: ignore[arg-type]
        return made

    @property
    def catalog(self) -> Path:
        return self.project.settings.catalog_path("bridge", KK)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count what is dear while the block runs."""
    found: Counter[str] = Counter()

    def see(frame: FrameType, event: str, _: object) -> None:
        # Whoever counts lines puts other code into a function now and then.
        code = frame.f_code.co_filename, frame.f_code.co_qualname
        if event == "call" and code in DEAR:
            found[DEAR[code]] += 1

    sys.setprofile(see)
    try:
        yield found
    finally:
        sys.setprofile(None)


def opened(folder: Path, size: int) -> Desk:
    """Open an article; of its passages every fifth waits, and the others are on record."""
    text = "\n\n".join(f"Sentence {at} of many stands here." for at in range(size))
    project = make(folder, article=f"{text}\n")
    desk = Desk(project)
    catalog = load(desk.catalog)
    finished = [entry for at, entry in enumerate(catalog) if at % 5]
    for entry in finished:
        entry.msgstr = f"kk: {entry.msgid}"
    save_translated(project.settings, ("bridge", KK), catalog, finished, "t1")
    return desk


def acts(desk: Desk) -> dict[str, Counter[str]]:
    """Return what each action did, after the article was opened."""
    package = desk.do("load")
    rows = package["documents"][0]["passages"]
    waiting = [each for each in rows if not each["target"]]
    finished = [each for each in rows if each["target"]]
    found = {}

    def act(action: str, row: dict[str, Any], hand: str = "t3", **told: object) -> None:
        desk.do(action, hand, ref=row["ref"], source=row["source"], **told)
        found[action] = desk.done

    act("suggest", waiting[3])
    act("check", waiting[3], target="Сөйлем 3")
    act("save", waiting[3], target="Сөйлем 15 осында.")
    act("save", waiting[4], target="Сөйлем 20 осында.")
    act("sign", finished[9], "e1", target=finished[9]["target"])
    act("return", finished[14], "e1", target=finished[14]["target"], words="No.")
    desk.do("changes")
    found["nothing changed"] = desk.done
    catalog = load(desk.catalog)
    catalog[20].msgstr = "Басқа біреу 20"
    save(catalog, desk.catalog)
    desk.do("changes")
    found["another's change"] = desk.done
    return found


@pytest.fixture(scope="module")
def few_and_many(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Counter[str]]]:
    return [acts(opened(tmp_path_factory.mktemp(f"of{size}"), size)) for size in (FEW, MANY)]


@pytest.mark.parametrize(
    "action",
    ["suggest", "check", "save", "sign", "return", "nothing changed", "another's change"],
)
def test_an_action_does_no_more_in_a_longer_article(
    few_and_many: list[dict[str, Counter[str]]], action: str
) -> None:
    few, many = (each[action] for each in few_and_many)
    assert many == few


def test_what_is_dear_is_counted(tmp_path: Path) -> None:
    desk = opened(tmp_path, FEW)
    desk.do("load")
    assert all(desk.done[name] >= FEW * 0.8 for name in DEAR.values())


def test_an_article_that_is_open_is_shown_again_without_any_of_it(tmp_path: Path) -> None:
    desk = opened(tmp_path, FEW)
    desk.do("load")
    desk.do("load")
    assert desk.done == Counter(passages=0)


def test_who_knows_no_version_of_this_desk_is_told_of_all(tmp_path: Path) -> None:
    desk = opened(tmp_path, FEW)
    desk.do("load")
    desk.since = "another desk's"
    assert len(desk.do("changes")["passages"]) == FEW


def test_a_file_of_the_same_size_and_time_is_read_again(tmp_path: Path) -> None:
    desk = opened(tmp_path, FEW)
    desk.do("load")
    times = desk.catalog.stat()
    data = desk.catalog.read_bytes()
    with desk.catalog.open("r+b") as file:  # the same file, too
        file.write(data.replace(b"kk: Sentence 7 ", b"kk: Sentence 9 "))
    os.utime(desk.catalog, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert [each["target"] for each in desk.do("changes")["passages"]] == [
        "kk: Sentence 6 of many stands here.",
        "kk: Sentence 9 of many stands here.",
    ]


def test_a_version_that_comes_back_is_told_to_who_knows_another(tmp_path: Path) -> None:
    desk = opened(tmp_path, FEW)
    first = desk.do("load")["since"]
    data = desk.catalog.read_bytes()
    desk.catalog.write_bytes(data.replace(b"kk: Sentence 7 ", b"kk: Sentence 9 "))
    second = desk.do("changes")["since"]
    desk.catalog.write_bytes(data)
    assert desk.do("changes", since=first)["passages"] == []
    desk.since = second
    told = {each["target"] for each in desk.do("changes", since=second)["passages"]}
    assert "kk: Sentence 7 of many stands here." in told

"""Whenever a verb fails or its process dies, each file is the old one or the new, and no more."""

import ctypes
import errno
import os
import random
import resource
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from inspect import unwrap
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from tests.base.disks import SECONDS, die, in_child, needs_fork, on_nth_call
from tests.laws import examples
from tests.newsroom.protection.identities import protect
from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.leftovers import sweep
from toolkit.base.locks import lock
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import load
from toolkit.cli import command
from toolkit.desk.desk_requests import ACTIONS, Request
from toolkit.exchange.package import reference_of
from toolkit.newsroom.open_articles import OpenArticles
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

NOW, BEFORE = "1772625600", "1741089600"
"""Editions say since when they have changed: what is compared was made at one moment."""
EVERY = bool(os.environ.get("EVERY_FAILURE"))
"""Whether every call fails once, which takes minutes; else some do, always the same."""
FEW = max(2, examples(5).max_examples)
"""How many calls fail if not every one does; a quick run's are among those of `make test`."""
NAMED = ARTICLE.replace("It was", "Aigerim Testova saw it. It was")
TMX = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1"
segtype="block" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv
xml:lang="en"><seg>A road</seg></tuv><tuv xml:lang="kk"><seg>Jol</seg></tuv></tu></body></tmx>"""


def run(room: Path, *arguments: str) -> None:
    """Run the command as `toolkit` does; what it refuses is raised."""
    with suppress(SystemExit):
        command.main(["-q", "-C", str(room), *arguments], "toolkit", standalone_mode=False)


def says(*arguments: str) -> Callable[[Path], None]:
    return lambda room: run(room, *arguments)


def both(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def prepare(room: Path) -> None:
        for step in steps:
            step(room)

    return prepare


def changed(room: Path) -> None:
    """Change the article in every passage."""
    text = ARTICLE.replace("bridge", "ferry").replace("Children", "Pupils")
    (room / "articles/bridge.txt").write_text(text, encoding="utf-8")


def returned(room: Path) -> None:
    """Have a translator send a table back."""
    run(room, "export", "-l", "ug", "--to", "csv", "-o", "back.csv", "--force")
    path = room / "back.csv"
    path.write_text(path.read_text("utf-8").replace(",,", ",Köwrük,"), encoding="utf-8")


def branched(room: Path) -> None:
    """Have two hands change a catalog."""
    catalog = room / "locales/kk/LC_MESSAGES/bridge.po"
    text = catalog.read_text("utf-8")
    (room / "base.po").write_text(text, encoding="utf-8")
    (room / "theirs.po").write_text(text.replace("kk: It", "KK: It"), encoding="utf-8")
    catalog.write_text(text.replace("kk: Children", "KK: Children"), encoding="utf-8")


def named(room: Path) -> None:
    """Have an article out in which somebody is named, who is to be protected then."""
    (room / "articles/bridge.txt").write_text(NAMED, encoding="utf-8")
    run(room, "update")
    translate(Project.load(room), "kk")
    run(room, "build")
    protect(room)


def sent(room: Path) -> None:
    """Have another program's memory sent."""
    (room / "in.tmx").write_text(TMX, encoding="utf-8")


def unfinished(room: Path) -> None:
    """Have a translator leave what can be mended unseen."""
    path = room / "locales/ug/LC_MESSAGES/bridge.po"
    path.write_text(
        path.read_text("utf-8").replace(
            'walk to school again."\nmsgstr ""',
            'walk to school again."\nmsgstr "Balilar  mektepke"',
        ),
        encoding="utf-8",
    )


def unfounded(room: Path) -> None:
    (room / "toolkit.toml").unlink()


def at_the_desk(action: str, hand: str = "e1", **told: object) -> Callable[[Path], None]:
    def act(room: Path) -> None:
        settings, articles = Project.load(room).settings, OpenArticles()
        asked = {"document": "bridge", "locale": "kk", **told}
        catalog = load(settings.catalog_path("bridge", Locale("kk")))
        entry = next(each for each in catalog if each.msgid.startswith("It was"))
        asked |= {"ref": str(reference_of("bridge", entry)), "source": entry.msgid}
        asked.setdefault("target", entry.msgstr)
        ACTIONS[action](Request.of(settings, hand, articles, asked))

    return act


@dataclass(frozen=True)
class Verb:
    """A verb that writes."""

    act: Callable[[Path], None]
    prepare: Callable[[Path], None] = lambda _: None
    again: Callable[[Path], None] | None = None
    """What is done after it was killed; None for the same again."""
    lacks: str = "\0"
    """Where files may be missing when it has failed, as `build` makes them anew."""


MOVE = ("move", "articles/bridge.txt", "articles/ferry.txt")
VERBS: Mapping[str, Verb] = {
    "update": Verb(says("update"), changed),
    "build": Verb(says("build"), changed),
    "extract": Verb(says("extract"), changed),
    "check": Verb(says("check", "--fix"), unfinished),
    "import": Verb(says("import", "back.csv", "--hand", "t1"), returned),
    "export": Verb(says("export", "-l", "kk", "--to", "docx", "-o", "kk.docx", "--force")),
    "memory": Verb(says("memory", "add")),
    "memory import": Verb(says("memory", "import", "in.tmx"), sent),
    "memory export": Verb(
        says("memory", "export", "-o", "out.tmx", "--force"), says("memory", "add")
    ),
    "merge-po": Verb(
        says("merge-po", "base.po", "locales/kk/LC_MESSAGES/bridge.po", "theirs.po"), branched
    ),
    "correct": Verb(
        says("correct", "bridge", "--severity", "fact", "-m", "It was the ferry."),
        changed,
        both(lambda room: tried(VERBS["correct"].act, room), says("update")),
    ),
    "withdraw": Verb(says("correct", "bridge", "--severity", "legal"), changed),
    "move": Verb(says(*MOVE)),
    "approve": Verb(
        says("review", "approve", "-l", "kk", "--all", "--hand", "e1", "--translator", "t1")
    ),
    "protect": Verb(says("protect", "apply"), named),
    "forget": Verb(
        says("protect", "apply", "witness", "--after-the-fact"),
        named,
        both(says("protect", "apply", "witness", "--after-the-fact"), says("build")),
        lacks="output/",
    ),
    "desk save": Verb(at_the_desk("save", target="Balalar")),
    "desk sign": Verb(at_the_desk("sign"), at_the_desk("save", "t1", target="Balalar")),
    "desk return": Verb(at_the_desk("return", words="It says less.")),
    "terms": Verb(says("terms", "add", "bridge", "kk=köpir")),
    "init": Verb(says("init", "articles", "-l", "kk"), unfounded),
}
UNSURE = (".toolkit-cache", "memory.sqlite-", ".memory.sqlite.unasked")
"""SQLite writes them, by its own promise; they are caches and journals, and a note to the next run
that the memory was not asked."""
SAMPLE = ("import", "move", "protect", "update")
"""Those that a quick run tries."""
SLOW = pytest.mark.slow
each_verb = pytest.mark.parametrize(
    "name",
    [pytest.param(each, marks=() if each in SAMPLE else SLOW) for each in sorted(VERBS)],
)


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a newsroom that is translated, and was built."""
    room = tmp_path_factory.mktemp("newsroom") / "room"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        translate(make(room), "kk")
        run(room, "build")
    return room


@cache
def prepared(built: Path, name: str) -> Path:
    """Return a newsroom that is prepared for a verb; tests copy it."""
    return done(built, built.parent / name / "prepared", VERBS[name].prepare)


@cache
def finished(built: Path, name: str) -> Path:
    """Return a newsroom in which a verb is done; tests read it."""
    return done(prepared(built, name), built.parent / name / "finished", VERBS[name].act)


def start(built: Path, folder: Path, name: str) -> Path:
    """Return a copy of the newsroom, prepared for a verb."""
    return done(prepared(built, name), folder / "prepared")


def done(room: Path, folder: Path, *acts: Callable[[Path], None]) -> Path:
    """Return a copy of a newsroom, of the same name, in which something was done."""
    copy = folder / room.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(room, copy)
    for act in acts:
        act(copy)
    return copy


def files(folder: Path, *, memory: bool = True) -> dict[str, object]:
    """Return what a newsroom holds; of its memory, what it says, or nothing."""
    found: dict[str, object] = {
        path: data
        for path, data in contents(folder).items()
        if not Path(path).name.startswith(UNSURE)
    }
    for path in [each for each in found if Path(each).name == "memory.sqlite"]:
        with Memory.open(folder / path) as opened:
            found[path] = sorted(map(repr, opened.entries()))
            if not memory:
                del found[path]
    return {path: held for path, held in found.items() if held != []}


def seen(held: Mapping[str, object]) -> dict[str, object]:
    """Return the files that are not hidden."""
    return {path: data for path, data in held.items() if not Path(path).name.startswith(".")}


def torn(now: Mapping[str, object], *wholes: Mapping[str, object], lacks: str = "\0") -> list[str]:
    """Return the files that are none of those that they may be."""
    paths = {*now, *(path for each in wholes for path in each)}
    return sorted(
        path
        for path in paths
        if not any(now.get(path) == each.get(path) for each in wholes)
        and (path in now or not path.startswith(lacks))
    )


def fail() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def tried(act: Callable[[Path], None], room: Path) -> None:
    with suppress(ToolkitError, OSError):
        act(room)


def calls(verb: Verb, room: Path) -> range:
    """Return the numbers of a verb's calls that change the disk."""
    with pytest.MonkeyPatch.context() as patch:
        sweep.cache_clear()
        made = on_nth_call(patch, 0, fail)
        verb.act(room)
    assert made
    return range(1, len(made) + 1)


def numbers(verb: Verb, room: Path) -> Sequence[int]:
    """Return the numbers of calls that change the disk: all, or a few that are always the same."""
    wanted = calls(verb, room)
    return wanted if EVERY else sorted(random.Random(0).sample(wanted, min(FEW, len(wanted))))


def swept(room: Path) -> None:
    """Have all folders swept, as whoever writes into them does."""
    sweep.cache_clear()
    for folder in {each.parent for each in room.rglob("*")}:
        sweep(folder)


def wrong_after(
    verb: Verb, room: Path, wanted: Mapping[str, object], *, memory: bool = True
) -> list[str]:
    """Return what the next run does not make right, or no writer sweeps."""
    sweep.cache_clear()
    tried(verb.again or verb.act, room)
    for _ in range(20):  # another test may be at work in a folder above: nothing is swept then
        swept(room)
        wrong = torn(files(room, memory=memory), wanted)
        if not wrong:
            break
    return wrong


@each_verb
def test_whichever_call_fails_no_file_is_torn_and_nothing_is_left(
    built: Path, tmp_path: Path, name: str
) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    # A memory that cannot be written is told, and made anew from the catalogs; it stops no update.
    own = name.startswith("memory")
    old = files(room, memory=own)
    new = files(finished(built, name), memory=own)
    for number in numbers(verb, done(room, tmp_path / "count")):
        copy = done(room, tmp_path / "copy")
        sweep.cache_clear()
        with pytest.MonkeyPatch.context() as patch:
            made = on_nth_call(patch, number, fail)
            tried(verb.act, copy)
        if number > len(made):  # a file that another run left to be swept, say, was swept already
            continue
        call = f"call {number}, {made[number - 1]}"
        now = files(copy, memory=own)
        if made[number - 1] == "unlink":  # what could not be removed, the next run removes
            now = {**seen(now), **{each: now[each] for each in now.keys() & {*old, *new}}}
        assert torn(now, old, new, lacks=verb.lacks) == [], call
        assert wrong_after(verb, copy, new, memory=own) == [], call


@needs_fork
@each_verb
def test_whenever_the_process_dies_the_next_run_is_right_and_leaves_nothing(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    old, new = files(room), files(finished(built, name))
    for number in numbers(verb, done(room, tmp_path / "count")):
        copy = done(room, tmp_path / "copy")
        sweep.cache_clear()

        def work() -> None:
            on_nth_call(monkeypatch, number, die)  # noqa: B023 - called at once
            verb.act(copy)  # noqa: B023

        assert in_child(work) in {0, -signal.SIGKILL}
        assert torn(seen(files(copy)), seen(old), seen(new), lacks=verb.lacks) == [], number
        assert wrong_after(verb, copy, new) == [], number


@needs_fork
@each_verb
def test_whenever_it_is_killed_the_next_run_is_right_and_leaves_nothing(
    built: Path, tmp_path: Path, name: str
) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    new = files(finished(built, name))
    moments = random.Random(name)
    for _ in range(2):
        copy = done(room, tmp_path / "copy")

        def work() -> None:
            # The system ends it, wherever it is: in SQLite or libxml2 too.
            signal.setitimer(signal.ITIMER_REAL, moments.uniform(0.001, 0.25))
            verb.act(copy)  # noqa: B023 - called at once

        in_child(work)
        moments.random()
        assert wrong_after(verb, copy, new) == []


@needs_fork
@each_verb
def test_a_full_disk_leaves_what_was_there(built: Path, tmp_path: Path, name: str) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    old, new = files(room), files(finished(built, name))
    copy = done(room, tmp_path / "copy")

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL, _FULL))
        tried(verb.act, copy)

    assert in_child(work) == 0
    assert torn(files(copy), old, new, lacks=verb.lacks) == []
    assert wrong_after(verb, copy, new) == []


_FULL = 700
"""The bytes that a file can have on it: the first ones are written."""


def powerless() -> None:
    """Give up what a superuser may do, to whom no folder is read-only."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # capset(2), version 3: of this process
        assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0


@needs_fork
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="NOT TESTED: not on Linux")
@each_verb
def test_a_read_only_newsroom_stays_as_it_is_and_is_told(
    built: Path, tmp_path: Path, name: str
) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    old = files(room)
    folders = [room, *(each for each in room.rglob("*") if each.is_dir())]

    def work() -> None:
        powerless()
        tried(verb.act, room)

    for each in folders:
        each.chmod(0o555)
    code = in_child(work)
    for each in folders:
        each.chmod(0o755)
    assert code == 0
    assert torn(files(room), old) == []


@each_verb
def test_a_clock_that_was_put_back_changes_no_more_than_dates(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    verb, room = VERBS[name], start(built, tmp_path, name)
    new = files(finished(built, name))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    copy = done(room, tmp_path / "copy", verb.act)
    assert files(copy).keys() == new.keys()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


TOGETHER = ("build", "desk save", "import", "memory", "update")
"""Verbs that people may well start in one newsroom at one moment."""


@needs_fork
@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(*pair, marks=() if at % 9 == 1 else SLOW)
        for at, pair in enumerate(combinations_with_replacement(TOGETHER, 2))
    ],
)
def test_two_programs_at_once_leave_what_one_after_the_other_does(
    built: Path, tmp_path: Path, one: str, two: str
) -> None:
    room = tmp_path / "prepared" / built.name
    shutil.copytree(built, room)
    for name in dict.fromkeys((one, two)):
        VERBS[name].prepare(room)
    first, second = VERBS[one].act, VERBS[two].act
    orders = ((), (first,), (second,), (first, second), (second, first))
    wholes = []
    for order in orders:
        copy = done(room, tmp_path / "one-by-one")
        for act in order:
            tried(act, copy)
        wholes.append(files(copy))
    copy = done(room, tmp_path / "copy")
    codes = at_once(lambda: tried(first, copy), lambda: tried(second, copy))
    assert codes == [0, 0]
    swept(copy)
    assert torn(files(copy), *wholes) == []


def elsewhere(act: Callable[[Path], None], room: Path) -> Callable[[], None]:
    """Return what does something in a process of its own."""

    def work() -> None:
        in_child(lambda: tried(act, room))

    return work


@needs_fork
@pytest.mark.parametrize(
    "name",
    [
        "update",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("approve", "import", "protect")),
    ],
)
def test_whoever_writes_while_a_document_moves_finds_it_whole(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The move stands still at each of some calls, until the other one has come to its end."""
    room, other, move = start(built, tmp_path, name), VERBS[name].act, VERBS["move"].act
    monkeypatch.setattr(unwrap(lock), "__defaults__", (0.1,))  # nobody waits long for locks
    orders = ((move,), (move, other), (other, move))
    wholes = [
        files(done(room, tmp_path / "one-by-one", *order), memory=False)
        for each in orders
        for order in (each, (*each, says("update")))
    ]
    made = calls(VERBS["move"], done(room, tmp_path / "counted"))
    for number in made[:: 1 if EVERY else 5]:
        copy = done(room, tmp_path / "copy")
        with pytest.MonkeyPatch.context() as patch:
            sweep.cache_clear()
            on_nth_call(patch, number, elsewhere(other, copy))
            move(copy)
        swept(copy)
        assert torn(files(copy, memory=False), *wholes) == [], number
        says("update")(copy)
        assert torn(files(copy, memory=False), *wholes) == [], number


def at_once(*works: Callable[[], object]) -> list[int]:
    """Do several things at one moment, each in a process of its own; return their exit codes."""
    ready, go = os.pipe()
    children = []
    for work in works:
        child = os.fork()
        if not child:
            code = 1
            try:
                signal.alarm(SECONDS)
                os.close(go)
                os.read(ready, 1)
                work()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    os.close(go)
    os.close(ready)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

"""A newsroom's week, as the installed command meets it: thirty-five events in two clones.

Four articles, in Kazakh (in both its alphabets), Russian and Uyghur. The editors' clone publishes;
the translators have another. After each event: nothing translated is lost, nothing right is
unpublished, nothing wrong is published, and what was said names the next step.

Each day begins with the newsroom as it was on Sunday night.
"""

import datetime as dt
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree, html
from selenium.webdriver.common.keys import Keys

from tests import commands
from tests.e2e.conftest import Browser
from tests.e2e.kits import keys, saved
from toolkit.catalog.po import Entry, load, save

TRANSLATED = ("kk", "ru", "ug")
EVERYWHERE = frozenset(["en", "kk", "kk-Latn", "ru", "ug"])
WHO = ("-c", "user.email=a@example.org", "-c", "user.name=A", "-c", "commit.gpgsign=false")
MONDAY = dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC)
CONFIGURATION = """source = "en"
title = "Steppe News"
base_url = "https://news.example/"

[[documents]]
files = "articles/*.txt"

[[documents]]
files = "articles/*.md"

[locales.kk]

[locales.kk-Latn]
from = "kk"

[locales.ru]
publish = { threshold = 100, decay = "withhold" }

[locales.ug]
publish = { decay = "previous" }
"""
HEAT = """The heat

What the heat did to us.

On the steppe 12 people fell ill before the rain came.
"""
RIVER = """The river

What the river did to us.

Its water is drunk by all the villages below the dam.
"""
CLAIM = "# The claim\n\nSomebody is said to have taken the money of the school.\n"
LATE = "A late story\n\nIt is told at night.\n\nNobody sleeps then.\n"
BRIDGE = "# The bridge\n\nThe bridge opened on Tuesday.\n\nIt was washed away by the flood.\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is missing"),
]


class Clone:
    """A clone of the newsroom's repository, and all that was ever translated in it."""

    def __init__(self, folder: Path, clock: dt.datetime = MONDAY) -> None:
        self.folder = folder
        self.clock = clock
        self.known: set[tuple[str, str, str]] = set()

    def write(self, name: str, text: str | bytes) -> None:
        """Write an article, or another file by its path below the newsroom."""
        path = self.folder / (name if "/" in name or name.endswith(".toml") else f"articles/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / (name if name.endswith(".toml") else f"articles/{name}")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def catalog(self, name: str, tag: str = "kk") -> Path:
        return self.folder / "locales" / tag / "LC_MESSAGES" / f"{name}.po"

    def run(self, *words: str, status: int | None = 0) -> str:
        """Run the command; return all that it says. It may find something if the status is None."""
        now = {"SOURCE_DATE_EPOCH": str(int(self.clock.timestamp())), "NO_COLOR": "1"}
        done = commands.run(self.folder, *words, environment={**os.environ, **now})
        assert "Traceback" not in done.stderr
        expected = {0, 1} if status is None else {status}
        assert done.returncode in expected, done.stdout + done.stderr
        return done.stdout + done.stderr

    def git(self, *words: str) -> None:
        subprocess.run(["git", *WHO, *words], cwd=self.folder, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "work")

    def pull(self, other: "Clone") -> None:
        """Take in what the other clone has committed."""
        self.commit()
        self.git("pull", "--quiet", "--no-rebase", "--no-edit", str(other.folder), "main")

    def translate(self, name: str, *tags: str) -> None:
        """Finish catalogs: what waits gets a translation; one of an older text gives way to it."""
        for tag in tags or TRANSLATED:
            path = self.catalog(name, tag)
            catalog = load(path)
            for entry in catalog:
                if not entry.obsolete and (entry.fuzzy or not entry.msgstr):
                    self.known.discard((tag, entry.previous_msgid or "", entry.msgstr))
                    entry.msgstr = f"{tag}: {entry.msgid}"
                    entry.tcomment = entry.tcomment or "a remark"
                    entry.flags = [each for each in entry.flags if each != "fuzzy"]
                    entry.previous_msgid = None
            save(catalog, path)

    def page(self, name: str, tag: str = "kk") -> str:
        path = self.folder / "output" / tag / f"{name}.html"
        return path.read_text("utf-8") if path.is_file() else ""

    def text(self, name: str, tag: str = "kk") -> str:
        """Return what readers read on a page."""
        page = self.page(name, tag)
        return " ".join(html.fromstring(page).text_content().split()) if page else ""

    def translations(self) -> Iterator[tuple[str, Entry]]:
        for path in self.folder.glob("locales/**/LC_MESSAGES/**/*.po"):
            tag = path.parts[path.parts.index("LC_MESSAGES") - 1]
            yield from ((tag, entry) for entry in load(path) if entry.msgstr)


class Newsroom:
    """The editors' clone, the translators', and what is to be published where."""

    def __init__(self, folder: Path) -> None:
        self.editors = Clone(folder / "editors")
        self.translators = Clone(folder / "translators")
        self.out = dict.fromkeys(["heat", "river", "claim", "bridge"], EVERYWHERE)
        self.never: set[str] = set()
        """What no page may say."""
        self.gone: set[str] = set()
        """What was published and is withdrawn: its pages say that, and nothing else."""

    def begin(self) -> None:
        """Have all four articles translated, published and under git."""
        mine = self.editors
        for name, text in (("heat.txt", HEAT), ("river.txt", RIVER)):
            mine.write(name, text)
        mine.write("claim.md", CLAIM)
        mine.write("bridge.md", BRIDGE)
        mine.write("toolkit.toml", CONFIGURATION)
        mine.git("init", "--quiet", "--initial-branch", "main")
        mine.run("init", "--git")
        mine.run("update")
        for name in self.out:
            mine.translate(name)
        mine.run("update")
        mine.run("build")
        mine.commit()
        mine.git("clone", "--quiet", ".", str(self.translators.folder))
        self.translators.run("init", "--git")

    def after(self, *, unread: str = "", settled: bool = True) -> None:
        """Check the newsroom after an event.

        Args:
            unread: a catalog that nobody can read just now.
            settled: whether all that there is could be built, so that nothing is left to do.

        """
        for clone in (self.editors, self.translators):
            if not unread:
                nothing_translated_is_lost(clone)
        nothing_right_is_unpublished(self)
        nothing_wrong_is_published(self)
        if settled:
            assert "0 files changed" in self.editors.run("build")


def nothing_translated_is_lost(clone: Clone) -> None:
    """Check that each translation is in a catalog, a draft or the archive; and know new ones."""
    now, finished = set(), set()
    for tag, entry in clone.translations():
        pairs = {(tag, entry.msgid, entry.msgstr), (tag, entry.previous_msgid or "", entry.msgstr)}
        now |= pairs
        if not entry.fuzzy:
            finished.add((tag, entry.msgid, entry.msgstr))
    assert clone.known <= now
    clone.known |= finished


def nothing_right_is_unpublished(room: Newsroom) -> None:
    """Check that each edition that should be out is, and is listed in its language."""
    for name, tags in room.out.items():
        for tag in tags:
            page = room.editors.page(name, tag)
            assert page, f"{tag}/{name} is not published"
            assert 'http-equiv="refresh"' not in page, f"{tag}/{name} only leads elsewhere"
            listed = (room.editors.folder / f"output/{tag}/index.html").read_text("utf-8")
            assert f'"{name}.html"' in listed, f"{tag}/{name} is not listed"


def nothing_wrong_is_published(room: Newsroom) -> None:
    """Check that nothing else is out, that no page says what it may not, or names what is not."""
    output = room.editors.folder / "output"
    for path in output.rglob("*.html"):
        page = path.read_text("utf-8")
        tag, name = path.parent.name, path.stem.removesuffix(".parallel")
        never = room.never
        if path.parent.parent == output and name in room.gone:
            assert '<meta name="robots" content="noindex">' in page
            assert not [each for each in TRANSLATED if f">{each}: " in page]
            never = room.never - {f"{name}.html"}
        elif path.parent.parent == output and name != "index" and "http-equiv" not in page:
            assert tag in room.out.get(name, frozenset()), f"{tag}/{name} is published"
            others = {each for each in TRANSLATED if each != tag.partition("-")[0]}
            wrong = [each for each in others if f">{each}: " in page]
            assert not wrong, f"{tag}/{name} has texts in {wrong}"
        for words in never:
            assert words not in page, f"{path} says “{words}”"
    said = room.editors.run("check", "--editions", status=None)
    assert "[edition-" not in said, said


@pytest.fixture(scope="module")
def sunday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sunday")
    (folder / "editors").mkdir()
    begun = Newsroom(folder)
    begun.begin()
    begun.after(settled=False)
    return folder


@pytest.fixture
def room(sunday: Path, tmp_path: Path) -> Newsroom:
    shutil.copytree(sunday, tmp_path / "week", symlinks=True)
    found = Newsroom(tmp_path / "week")
    for clone in (found.editors, found.translators):
        nothing_translated_is_lost(clone)
    return found


def test_monday_files_that_nobody_can_read_stop_no_others(room: Newsroom) -> None:
    mine = room.editors

    # 1. A volunteer's mail programme cut the Kazakh catalog off. An English article changes too.
    sound, before = mine.catalog("heat").read_bytes(), mine.page("heat")
    mine.catalog("heat").write_bytes(sound[:-9])
    mine.edit("river.txt", "The river\n", "The river\n\nIts banks are dry.\n")
    said = mine.run("update", status=1)
    assert "locales/kk/LC_MESSAGES/heat.po:" in said
    assert "Its banks are dry" in mine.catalog("river", "ru").read_text("utf-8")
    room.out["river"] = EVERYWHERE - {"ru"}  # its decay is “withhold”: a passage is missing
    assert "kk: heat: held back" in mine.run("build", status=1)
    assert mine.page("heat") == before
    assert "kk/LC_MESSAGES/heat.po" not in mine.run("check", "-l", "ru")
    assert "kk/LC_MESSAGES/heat.po" not in mine.run("update", "-d", "river")
    room.after(unread="heat", settled=False)
    mine.catalog("heat").write_bytes(sound)
    mine.translate("river")
    mine.run("build")
    room.out["river"] = EVERYWHERE
    room.after()

    # 2. Somebody has the article open in Word; Windows and editors leave their own files.
    for name in ("~$heat.docx", "Thumbs.db", "heat.txt.bak", ".#river.txt", "heat.txt~"):
        mine.write(name, b"\xff\x00")
    assert "Thumbs" not in mine.run("build")
    room.after()

    # 3. A Word file arrives that toolkit.toml does not know of.
    mine.write("late.docx", "is no Word file, but looks like an article")
    said = mine.run("build")
    assert said.count("late.docx") == 1
    assert "add [[documents]] with a pattern that matches it" in said
    (mine.folder / "articles/late.docx").unlink()
    room.after()

    # 4. An article is saved in an encoding that is none.
    sound = (mine.folder / "articles/river.txt").read_bytes()
    mine.write("river.txt", sound.replace(b"villages", b"vill\x00\xff\xfeages"))
    for verb in ("update", "build"):
        assert "articles/river.txt:" in mine.run(verb, status=1)
    room.after(settled=False)
    mine.write("river.txt", sound)
    mine.run("build")
    room.after()

    # 5. A template of the house's own is broken, and so is an overlay.
    mine.write("templates/index.html", "{% broken")
    mine.write("locales/ru/LC_MESSAGES/bridge.overlay.toml", "[[omit]\n")
    said = mine.run("build", status=1)
    assert "templates/index.html:1" in said
    assert "bridge.overlay.toml:1" in said
    room.after(settled=False)
    (mine.folder / "templates/index.html").unlink()
    (mine.folder / "locales/ru/LC_MESSAGES/bridge.overlay.toml").unlink()
    mine.run("build")
    room.after()


def test_tuesday_articles_get_other_names_and_other_lives(room: Newsroom) -> None:
    mine = room.editors
    articles = mine.folder / "articles"

    # 6. An article is renamed in the file manager; somebody builds before updating.
    (articles / "heat.txt").rename(articles / "heatwave.txt")
    assert "run toolkit update" in mine.run("build")
    assert "kk: What the heat" in mine.page("heat")
    assert "heat: is heatwave now" in mine.run("update")
    assert "a remark" in mine.catalog("heatwave").read_text("utf-8")
    mine.run("build")
    room.out["heatwave"] = room.out.pop("heat")
    for tag in EVERYWHERE:
        assert 'url=heatwave.html"' in mine.page("heat", tag)
    room.after()

    # 7. It is moved onto an article that is there: refused; then to a better name.
    said = mine.run("move", "articles/heatwave.txt", "articles/river.txt", status=1)
    assert "already" in said
    room.after()
    mine.run("move", "heatwave", "summer")
    mine.run("update")
    mine.run("build")
    room.out["summer"] = room.out.pop("heatwave")
    for old in ("heat", "heatwave"):
        assert 'url=summer.html"' in mine.page(old, "ug")
    room.after()

    # 8. The claim was wrong: its file is deleted.
    text = (articles / "claim.md").read_text()
    (articles / "claim.md").unlink()
    del room.out["claim"]
    room.gone.add("claim")
    room.never = {"taken the money", "claim.html"}
    mine.run("build")
    room.after(settled=False)
    assert "archived in locales/.archive" in mine.run("update")
    mine.run("build")
    room.after()

    # 9. It was right after all, and returns under another name.
    room.never, room.gone = set(), set()
    mine.write("the-claim.md", text)
    assert "from the archive" in mine.run("update")
    mine.run("build")
    room.out["the-claim"] = EVERYWHERE
    room.after()


def test_tuesday_night_articles_are_joined_and_divided(room: Newsroom) -> None:
    mine = room.editors

    # 10. Two articles become one: the river's text goes into the heat's. The memory is gone.
    (mine.folder / "locales/memory.sqlite").unlink()
    mine.write("heat.txt", HEAT + "\n" + RIVER.partition("\n\n")[2])
    (mine.folder / "articles/river.txt").unlink()
    mine.run("update")
    mine.write("locales/moved.toml", '"river" = "heat"\n')
    mine.run("build")
    del room.out["river"]
    for tag in EVERYWHERE:
        assert 'url=heat.html"' in mine.page("river", tag)
    assert "ru: Its water is drunk" in mine.page("heat", "ru")
    room.after()

    # 11. One becomes two: a series begins, and its first part keeps the name.
    mine.write("bridge.md", BRIDGE.rpartition("\n\n")[0] + "\n")
    mine.write("flood.md", "# The flood\n\nIt was washed away by the flood.\n")
    mine.run("update")
    assert "ug: It was washed away" in mine.catalog("flood", "ug").read_text("utf-8")
    mine.translate("flood")
    mine.run("build")
    room.out["flood"] = EVERYWHERE
    assert "ug: It was washed away" in mine.page("flood", "ug")
    room.after()


def test_wednesday_what_is_out_is_corrected(room: Newsroom) -> None:
    mine = room.editors

    # 12. A typo: nobody has to translate anything again.
    mine.edit("bridge.md", "washed away", "washed a way")
    assert "run toolkit build" in mine.run("correct", "bridge", "--severity", "typo")
    mine.known = {each for each in mine.known if "washed away" not in each[1]}
    mine.run("build")
    assert "ru: It was washed" in mine.page("bridge", "ru")
    room.after()

    # 13. The style of a sentence: each locale does what its decay says.
    mine.edit("heat.txt", "What the heat did to us", "What the long heat did to all of us")
    said = mine.run("correct", "heat", "--severity", "style")
    assert "translators look at them again; run toolkit build" in said
    room.out["heat"] = EVERYWHERE - {"ru"}
    assert "ru: heat: not published" in mine.run("build")
    assert "What the long heat did to all of us" in mine.text("heat", "kk")
    assert "kk: What the heat" not in mine.text("heat", "kk")
    assert "ug: What the heat did to us" in mine.text("heat", "ug")
    room.after()

    # 14. A number was wrong: what states the old one is shown in no language.
    mine.edit("heat.txt", "12 people", "14 people")
    mine.run("correct", "heat", "--severity", "fact", "-m", "We had the wrong number.")
    mine.run("build")
    room.never = {"12 people"}
    for tag in room.out["heat"]:
        assert "We had the wrong number." in mine.text("heat", tag)
    room.after()

    # 15. The desks translate what is new: Russian readers have the article again.
    mine.translate("heat")
    mine.run("build")
    room.out["heat"] = EVERYWHERE
    assert "ru: On the steppe 14 people" in mine.page("heat", "ru")
    room.after()

    # 16. A court forbids the claim.
    mine.edit("claim.md", "taken", "borrowed")
    said = mine.run("correct", "claim", "--severity", "legal")
    assert "every edition is withdrawn by the next toolkit build" in said
    mine.run("build")
    del room.out["claim"]
    room.gone.add("claim")
    room.never |= {"the money of the school", "claim.html"}
    room.after()

    # 17. A correction of an article that nobody has edited says so, and changes nothing.
    said = mine.run("correct", "river", "--severity", "fact", "-m", "The dam.", status=1)
    assert "correct the source first, or name what you have corrected with --passage ID" in said
    room.after()


def test_thursday_the_clock_and_what_waits(room: Newsroom) -> None:
    mine = room.editors
    friday = MONDAY + dt.timedelta(days=4)

    # 18. A report comes under embargo until Friday. Its translations are ready before.
    mine.write("report.md", f"---\nembargo: {friday.isoformat()}\n---\n# A report\n\nIt is said.\n")
    mine.run("update")
    mine.translate("report")
    room.never = {"It is said", "report.html"}
    assert "report: not published: it is embargoed until" in mine.run("build")
    room.after()

    # 19. Two articles are to appear together in two languages, after the embargo of the one.
    mine.write("essay.md", "# An essay\n\nIt explains the report.\n")
    mine.edit(
        "toolkit.toml",
        "[locales.kk]\n",
        '[[launch]]\ndocuments = ["report", "essay"]\nlocales = ["en", "kk", "ru"]\n\n'
        "[locales.kk]\n",
    )
    mine.run("update")
    mine.translate("essay", "kk", "ug")
    room.never |= {"It explains", "essay.html"}
    said = mine.run("build")
    assert "kk: essay: not published: it waits for" in said
    assert "ug: essay: not published: it waits for" in said  # as its original does
    room.after()

    # 20. Friday comes; Russian readers would be the last, so that all others wait.
    mine.clock = friday
    assert "it waits for essay (ru: 6 words)" in mine.run("build")
    assert "next: toolkit export -l ru --to xliff --waiting essay" in mine.run("status", "report")
    room.after()

    # 21. The last of them is finished.
    mine.translate("essay", "ru")
    mine.run("build")
    room.never.clear()
    room.out["report"] = room.out["essay"] = EVERYWHERE
    room.after()

    # 22. The clock of the machine jumps back: what has appeared stays, and the build says why.
    mine.clock = MONDAY
    before = mine.page("report", "kk")
    said = mine.run("build")
    assert "set the clock, or change the embargo" in said
    assert mine.page("report", "kk") == before
    room.after()
    mine.clock = friday
    assert "set the clock" not in mine.run("build")
    assert mine.page("report", "kk") == before
    room.after()

    # 23. Somebody sets it to no moment at all: nothing is done.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "tomorrow"}
    done = commands.run(mine.folder, "build", environment=environment)
    assert done.returncode == 2
    assert "set it to what date +%s prints" in done.stderr
    room.after()


def test_friday_a_withdrawal_reaches_readers_whatever_else_is_broken(room: Newsroom) -> None:
    mine = room.editors

    # 24. In the middle of a broken build the claim has to go.
    mine.write("templates/index.html", "{% broken")
    sound = (mine.folder / "articles/river.txt").read_bytes()
    mine.write("river.txt", b"The river \x01\n\nIs broken.\n")
    (mine.folder / "articles/claim.md").unlink()
    said = mine.run("build", status=1)
    assert "templates/index.html:1" in said
    assert "articles/river.txt:1" in said
    assert "claim: withdrawn; its addresses say so now" in said
    assert "Эта статья снята с публикации" in mine.page("claim", "ru")
    assert "This article has been withdrawn" in mine.page("claim", "en")
    assert mine.page("river", "ru")
    (mine.folder / "templates/index.html").unlink()
    mine.write("river.txt", sound)
    mine.run("update")
    mine.run("build")
    del room.out["claim"]
    room.gone.add("claim")
    room.never = {"the money of the school", "claim.html"}
    room.after()

    # 25. The house changes a term: the check says where; what is out stays out.
    mine.write("locales/terms.toml", '[[term]]\nen = "river"\nru = "река"\n')
    assert "река" in mine.run("check", "-l", "ru", "-d", "river", status=None)
    mine.run("build")
    room.after()

    # 26. Its file is broken by hand: named with its line, and nothing is withdrawn.
    mine.write("locales/terms.toml", '[[term]]\nen = "river\n')
    assert "locales/terms.toml:2" in mine.run("check", status=1)
    mine.run("build", status=1)
    room.after(settled=False)
    (mine.folder / "locales/terms.toml").unlink()
    mine.run("build")
    room.after()

    # 27. A reviewer returns a passage that the Uyghur desk publishes only when reviewed.
    mine.edit("toolkit.toml", '{ decay = "previous" }', '{ require = "reviewed" }')
    mine.run(
        "review", "approve", "-l", "ug", "--all", "--reviewed", "--hand", "e1", "--translator", "t1"
    )
    mine.run("build")
    room.after()
    listed = mine.run("review", "list", "-l", "ug", "-d", "bridge", "--all")
    (which,) = [line.split()[2] for line in listed.splitlines() if "opened on Tuesday" in line]
    mine.run(
        *("review", "return", "-l", "ug", "-d", "bridge", which),
        *("--hand", "e1", "-m", "Say who opened it."),
    )
    mine.run("build")
    assert "ug: The bridge opened" not in mine.page("bridge", "ug")
    assert "Say who opened it." in mine.catalog("bridge", "ug").read_text("utf-8")
    room.after()


def test_saturday_texts_are_sent_out_and_come_back(room: Newsroom, browser: Browser) -> None:
    mine = room.editors

    # 28. A late story goes out to three people, each in the form that they have: Word, a telephone,
    # an agency's program. It is changed before anything comes back.
    mine.write("late.txt", LATE)
    mine.run("update")
    for tag, form, name in (("ru", "docx", "docx"), ("kk", "html", "html"), ("ug", "xliff", "xlf")):
        mine.run("export", "-l", tag, "--to", form, "late", "-o", f"late.{name}")
    mine.edit("late.txt", "Nobody sleeps then.", "Nobody sleeps at all then.")
    mine.run("update")
    mine.run("build")
    room.out["late"] = frozenset(["en"])
    room.after()

    # 29. The Word file comes back: what was edited meanwhile is a draft, and said.
    _fill_in_word(mine.folder / "late.docx")
    said = mine.run("import", "late.docx", "--hand", "t1", status=None)
    assert "1 source changed" in said
    assert "compare the two; the translation is fuzzy" in said
    mine.run("build")
    assert "ru: It is told at night" in mine.catalog("late", "ru").read_text("utf-8")
    room.after()  # nobody has read the last passage again, and Russian readers get no parts

    # 30. The kit is worked on in a browser that is offline, and its reply is taken in.
    reply = _fill_in_kit(browser, mine.folder / "late.html")
    assert "1 source changed" in mine.run("import", str(reply), "--hand", "t2", status=None)
    mine.run("build")
    room.out["late"] = frozenset(["en", "kk", "kk-Latn"])
    assert "kk: It is told at night." in mine.text("late", "kk")
    assert "Nobody sleeps at all then." in mine.text("late", "kk")
    room.after()

    # 31. The agency's XLIFF comes back with codes of its own, and then once more.
    _fill_in_xliff(mine.folder / "late.xlf")
    for taken in ("2 taken", "0 taken"):
        said = mine.run("import", "late.xlf", "--hand", "t3", status=None)
        assert taken in said or taken == "0 taken"
    mine.run("build")
    room.out["late"] |= {"ug"}
    room.after()

    # 32. The desks finish the last passage. The files come back late: nothing is overwritten.
    mine.translate("late")
    mine.run("build")
    room.out["late"] = EVERYWHERE
    room.after()
    for each in ("late.docx", str(reply), "late.xlf"):
        mine.run("import", each, "--hand", "t1", status=None)
    mine.run("build")
    room.after()


def test_the_weekend_two_clones_work_at_once(room: Newsroom) -> None:
    mine, theirs = room.editors, room.translators

    # 33. The editors rename an article while the translators better it.
    _better(theirs, "heat", "kk", "What the heat did to us.")
    theirs.commit()
    mine.git("mv", "articles/heat.txt", "articles/heatwave.txt")
    mine.run("update")
    mine.run("build")
    room.out["heatwave"] = room.out.pop("heat")
    mine.known = {each for each in mine.known if each[:2] != ("kk", "What the heat did to us.")}
    mine.pull(theirs)
    mine.run("update")
    mine.run("build")
    assert "kk: better words" in mine.page("heatwave")
    room.after()

    # 34. Two translators have put the same sentence into other words: both stay, as a draft.
    theirs.pull(mine)
    _better(theirs, "river", "ru", "What the river did to us.", "ru: their words")
    _better(mine, "river", "ru", "What the river did to us.", "ru: my words")
    theirs.commit()
    mine.known = {each for each in mine.known if each[:2] != ("ru", "What the river did to us.")}
    mine.commit()
    merged = subprocess.run(
        ["git", *WHO, "pull", "--no-rebase", "--no-edit", str(theirs.folder), "main"],
        cwd=mine.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    text = mine.catalog("river", "ru").read_text("utf-8")
    assert not re.search("^(<<<<<<<|>>>>>>>)", text, re.MULTILINE), merged.stdout
    assert "my words" in text
    assert "their words" in text
    mine.commit()
    mine.run("update")
    mine.run("build")
    room.out["river"] = EVERYWHERE - {"ru"}
    room.after()
    mine.translate("river")
    mine.run("build")
    room.out["river"] = EVERYWHERE
    room.after()

    # 35. The editors withdraw an article that the translators are still working on.
    theirs.pull(mine)
    theirs.known = {each for each in theirs.known if each[2] != "ru: their words"}  # decided above
    _better(theirs, "claim", "ug", "The claim")
    theirs.commit()
    (mine.folder / "articles/claim.md").unlink()
    mine.run("update")
    mine.run("build")
    del room.out["claim"]
    room.gone.add("claim")
    room.never = {"the money of the school", "claim.html"}
    mine.known = {each for each in mine.known if each[:2] != ("ug", "The claim")}
    mine.pull(theirs)
    mine.run("update")
    mine.run("build")
    assert ("ug", "The claim", "ug: better words") in {
        (tag, entry.msgid, entry.msgstr) for tag, entry in mine.translations()
    }
    room.after()


def _better(clone: Clone, name: str, tag: str, message: str, words: str = "") -> None:
    """Put a finished translation into other words, as its translator may."""
    catalog = load(clone.catalog(name, tag))
    (entry,) = [each for each in catalog if each.msgid == message]
    clone.known.discard((tag, message, entry.msgstr))
    entry.msgstr = words or f"{tag}: better words"
    save(catalog, clone.catalog(name, tag))


def _fill_in_word(path: Path) -> None:
    """Translate the rows of a Word table, as whoever opens it in Word does."""
    word = docx.Document(str(path))
    for row in word.tables[-1].rows[1:]:
        row.cells[2].text = f"ru: {row.cells[1].text}"
    word.save(str(path))


def _fill_in_kit(browser: Browser, page: Path) -> Path:
    """Translate the passages of a kit by keyboard, and save; return the file."""
    browser.open(page, width=390)
    for source in ("A late story", "It is told at night.", "Nobody sleeps then."):
        keys(browser, *(["n"] if source == "A late story" else []))
        keys(browser, f"kk: {source}")
        keys(browser, Keys.CONTROL, Keys.ENTER)
    return saved(browser, page.parent, lambda: keys(browser, Keys.CONTROL, "s"))


def _fill_in_xliff(path: Path) -> None:
    """Translate the segments of an XLIFF file, as an agency's program does."""
    tree = etree.parse(path)
    for source in tree.iter("{*}source"):
        unit = source.getparent()
        assert unit is not None
        for target in unit.findall("{*}target"):
            unit.remove(target)
        namespace = etree.QName(source).namespace
        target = etree.Element(f"{{{namespace}}}target")
        target.text = f"ug: {source.text}"
        source.addnext(target)
        if "state" in unit.attrib:
            unit.set("state", "translated")
    tree.write(path, encoding="utf-8", xml_declaration=True)

"""A newsroom's week, as the installed command meets it: after each event nothing is lost.

After every event: no translation is lost, no page of an article that is there has gone, no page of
a withdrawn article is left, and no verb has ended with a traceback.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.catalog.po import load, save

TOOLKIT = str(Path(sys.executable).with_name("toolkit"))
LOCALES = ("kk", "ru", "ug")
CONFIGURATION = """source = "en"
title = "Steppe News"
base_url = "https://news.example/"

[[documents]]
files = "articles/*.txt"

[[documents]]
files = "articles/*.md"

""" + "".join(f"[locales.{tag}]\n" for tag in LOCALES)

pytestmark = pytest.mark.slow


class Newsroom:
    """A newsroom of three articles, translated, published, and under git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: set[tuple[str, str]] = set()
        (folder / "articles").mkdir(parents=True)
        for name in ("heat", "river"):
            self.write(f"{name}.txt", f"The {name}\n\nWhat the {name} did to us.\n")
        self.write("claim.md", "# The claim\n\nSomebody is said to have taken money.\n")
        (folder / "toolkit.toml").write_text(CONFIGURATION)
        self.run("update")
        for path in folder.glob("locales/*/LC_MESSAGES/*.po"):
            catalog = load(path)
            for entry in catalog:
                entry.msgstr = f"{path.parts[-3]}: {entry.msgid}"
                entry.tcomment = "a remark"
            save(catalog, path)
        self.run("update")
        self.run("build")
        self.check_nothing_lost()

    def write(self, name: str, text: str) -> None:
        (self.folder / "articles" / name).write_text(text)

    def catalog(self, name: str, tag: str = "kk") -> Path:
        return self.folder / "locales" / tag / "LC_MESSAGES" / f"{name}.po"

    def run(self, *words: str, status: int = 0) -> str:
        """Run the command; return all that it says."""
        done = subprocess.run(
            [TOOLKIT, *words], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def page(self, name: str, tag: str = "kk") -> str:
        path = self.folder / "output" / tag / f"{name}.html"
        return path.read_text() if path.is_file() else ""

    def published(self, name: str) -> list[str]:
        return [tag for tag in ("en", *LOCALES) if self.page(name, tag)]

    def check_nothing_lost(self, *but: str) -> None:
        """Check that what was ever translated is in a catalog, or in one that waits.

        Args:
            but: catalogs that cannot be read just now.

        """
        now = set()
        for path in self.folder.glob("locales/**/LC_MESSAGES/*.po"):
            if path.name not in but:
                now |= {(entry.msgid, entry.msgstr) for entry in load(path)}
        if not but:
            assert self.known <= now
            self.known |= now


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "room")


def test_monday_a_broken_catalog_holds_back_its_edition_alone(room: Newsroom) -> None:
    sound, before = room.catalog("heat").read_bytes(), room.page("heat")
    room.catalog("heat").write_bytes(sound[:-9])
    room.write("river.txt", "The river\n\nWhat the river did to us.\n\nA correction: it is long.\n")
    said = room.run("update", status=1)
    assert "kk/LC_MESSAGES/heat.po:" in said
    assert "correction" in room.catalog("river", "ru").read_text()
    said = room.run("build", status=1)
    assert "kk: heat: held back" in said
    assert "A correction" in room.page("river", "en")
    assert room.page("heat") == before
    assert "heat.html" in (room.folder / "output/kk/index.html").read_text()
    assert 'href="../kk/heat.html"' in room.page("heat", "ru")
    for verb in ("check", "status"):
        assert "heat.po:" in room.run(verb, status=1)
    for verb in ("update", "check", "build", "status"):
        assert "kk/LC_MESSAGES/heat.po" not in room.run(verb, "-l", "ru")
    for words in (["update", "-d"], ["check", "-d"], ["build", "-d"], ["status"]):
        assert "kk/LC_MESSAGES/heat.po" not in room.run(*words, "river")
    room.catalog("heat").write_bytes(sound)
    room.run("update")
    room.check_nothing_lost()


def test_tuesday_what_programs_leave_behind_is_passed_over(room: Newsroom) -> None:
    for name in ("~$heat.docx", "Thumbs.db", "heat.txt.bak", ".#river.txt", "heat.txt~"):
        (room.folder / "articles" / name).write_bytes(b"\xff\x00")
    assert "0 files changed" in room.run("build")
    room.write("late.docx", "is no Word file, but looks like an article")
    said = room.run("build")
    assert said.count("late.docx") == 1
    assert "no [[documents]] set matches" in said


def test_wednesday_a_renamed_article_takes_everything_along(room: Newsroom) -> None:
    articles = room.folder / "articles"
    (articles / "heat.txt").rename(articles / "heatwave.txt")
    assert "run toolkit update" in room.run("build")
    assert "kk: What the heat" in room.page("heat")
    assert "heat: is heatwave now" in room.run("update")
    room.check_nothing_lost()
    assert "a remark" in room.catalog("heatwave").read_text()
    room.run("check")
    room.run("build")
    assert room.published("heatwave") == ["en", *LOCALES]
    for tag in ("en", *LOCALES):
        assert 'url=heatwave.html"' in room.page("heat", tag)
    room.run("check", "--editions")
    said = room.run("move", "articles/heatwave.txt", "articles/river.txt", status=1)
    assert "already" in said
    room.run("move", "heatwave", "summer")
    room.run("update")
    room.run("build")
    for old in ("heat", "heatwave"):
        assert 'url=summer.html"' in room.page(old, "ug")
    room.check_nothing_lost()


def test_thursday_a_libel_is_withdrawn_everywhere_and_its_catalogs_wait(room: Newsroom) -> None:
    text = (room.folder / "articles" / "claim.md").read_text()
    (room.folder / "articles" / "claim.md").unlink()
    room.run("build")
    assert room.published("claim") == []
    for page in (room.folder / "output").rglob("*.html"):
        assert "claim" not in page.read_text()
    assert "archived" in room.run("update")
    room.check_nothing_lost()
    room.run("build")
    assert room.published("heat") == ["en", *LOCALES]
    room.write("the-claim.md", text)
    assert "from the archive" in room.run("update")
    room.run("build")
    assert room.published("the-claim") == ["en", *LOCALES]
    room.check_nothing_lost()


def test_friday_a_withdrawal_reaches_readers_though_other_files_are_broken(
    room: Newsroom,
) -> None:
    (room.folder / "templates").mkdir()
    (room.folder / "templates" / "index.html").write_text("{% broken")
    room.write("river.txt", "The river \x01\n\nIs broken.\n")
    (room.folder / "articles" / "claim.md").unlink()
    said = room.run("build", status=1)
    assert "templates/index.html:1" in said
    assert "articles/river.txt:1" in said
    assert room.published("claim") == []
    assert room.published("river") == room.published("heat") == ["en", *LOCALES]


@pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is missing")
def test_the_weekend_two_clones_rename_and_translate_at_once(room: Newsroom) -> None:
    def git(folder: Path, *words: str) -> None:
        who = ["-c", "user.email=a@example.org", "-c", "user.name=A"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    git(room.folder, "init", "--quiet", "--initial-branch", "main")
    room.run("init", "--git")
    git(room.folder, "add", "--all")
    git(room.folder, "commit", "--quiet", "--message", "start")
    other = room.folder.with_name("other")
    git(room.folder, "clone", "--quiet", str(room.folder), str(other))
    subprocess.run([TOOLKIT, "init", "--git"], cwd=other, check=True, capture_output=True)
    catalog = load(other / "locales/kk/LC_MESSAGES/heat.po")
    catalog[1].msgstr = "kk: better words"
    save(catalog, other / "locales/kk/LC_MESSAGES/heat.po")
    git(other, "commit", "--quiet", "--all", "--message", "better")
    git(room.folder, "mv", "articles/heat.txt", "articles/heatwave.txt")
    room.run("update")
    room.run("build")
    git(room.folder, "add", "--all")
    git(room.folder, "commit", "--quiet", "--message", "renamed")
    git(room.folder, "pull", "--quiet", "--no-rebase", str(other), "main")
    room.run("update")
    room.run("build")
    assert "kk: better words" in room.page("heatwave")
    assert 'url=heatwave.html"' in room.page("heat")

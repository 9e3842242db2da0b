"""The merge driver as git runs it: real repositories, branches, merges."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import commands
from tests.catalog.merge_notes import other_translations
from tests.newsrooms import contents, make
from toolkit.catalog.po import Catalog, Entry, load, save

TOOLKIT = str(Path(sys.executable).with_name("toolkit"))
CATALOG = Path("locales/kk/LC_MESSAGES/bridge.po")
OPENED = "The bridge opened on Tuesday."
WASHED = "It was washed away in 2017."
HEADLINE = "Village gets its bridge back"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is missing"),
]


class Clone:
    """A newsroom under git, and what its people do there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / CATALOG

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Run git and return all it says."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, said
        return said

    def toolkit(self, *arguments: str, fails: bool = False) -> str:
        done = commands.run(self.folder, *arguments)
        assert (done.returncode != 0) == fails, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def on_branch(self, name: str, work: Callable[[], None]) -> None:
        """Do some work on a branch of its own, from where main is, and come back."""
        self.git("switch", "--quiet", "--create", name, "main")
        work()
        self.commit(name)
        self.git("switch", "--quiet", "main")

    def translate(self, width: int = 79, **translations: str) -> None:
        """Translate the units whose text begins with a word, as a translator's first save."""
        catalog = load(self.path)
        for entry in catalog:
            for word, text in translations.items():
                if entry.msgid.startswith(word):
                    entry.msgstr = text
        save(catalog, self.path, width=width)

    def resave(self, translator: str, date: str, width: int) -> None:
        """Save the catalog as another editor does: other wrapping, its own header fields."""
        catalog = load(self.path)
        catalog.metadata |= {
            "PO-Revision-Date": date,
            "Last-Translator": translator,
            "X-Generator": f"Editor of {translator}",
        }
        save(catalog, self.path)
        msgcat = shutil.which("msgcat")
        if msgcat is None:
            pytest.skip("NOT TESTED: msgcat is missing; apt-get install gettext")
        subprocess.run([msgcat, f"--width={width}", "-o", self.path, self.path], check=True)

    def edit_article(self, old: str, new: str) -> None:
        article = self.folder / "articles" / "bridge.txt"
        article.write_text(article.read_text("utf-8").replace(old, new), "utf-8")

    def catalog(self) -> Catalog:
        return load(self.path)

    def entry(self, msgid: str) -> Entry:
        return self.catalog().by_key()[None, msgid]

    def states(self) -> str:
        return self.git("status", "--porcelain")


def empty_clone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return an empty clone, apart from all that git is told on this machine."""
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A Translator")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    monkeypatch.setenv("GIT_EDITOR", "true")
    clone = Clone(folder / "news room")
    clone.folder.mkdir()
    clone.git("init", "--quiet", "--initial-branch=main")
    return clone


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    return empty_clone(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a clone with a newsroom whose git is set up; tests copy it.

    Its git starts the toolkit that is loaded already; that of test_week.py, the installed one.
    """
    with pytest.MonkeyPatch.context() as monkeypatch:
        clone = empty_clone(tmp_path_factory.mktemp("committed"), monkeypatch)
        make(clone.folder)
        clone.toolkit("init", "--git")
        program = tmp_path_factory.mktemp("bin") / "toolkit"
        commands.write_program(program)
        for name in ("config", "hooks/pre-commit"):
            path = clone.folder / ".git" / name
            text = path.read_text("utf-8")
            assert text.count(TOOLKIT) == 1
            path.write_text(text.replace(TOOLKIT, str(program)), "utf-8")
        clone.commit("newsroom")
    return clone.folder


@pytest.fixture
def clone(bare: Clone, committed: Path) -> Clone:
    shutil.rmtree(bare.folder)
    shutil.copytree(committed, bare.folder)
    return bare


# --- setting git up -------------------------------------------------------------------------


def test_git_is_set_up_in_a_newsroom_that_is_there(bare: Clone) -> None:
    make(bare.folder)
    said = bare.toolkit("init", "--git")
    assert ".gitattributes: written; commit it" in said
    text = (bare.folder / ".gitattributes").read_text()
    assert text.startswith("*.po merge=toolkit-po\n*.pot merge=toolkit-po\n*.review merge=union\n")
    assert "merge-po" in bare.git("config", "merge.toolkit-po.driver")
    assert "merge: toolkit-po" in bare.git("check-attr", "merge", str(CATALOG))


def test_a_newsroom_is_started_and_git_set_up_at_once(bare: Clone) -> None:
    (bare.folder / "articles").mkdir()
    (bare.folder / "articles" / "a.txt").write_text("Title\n\nText.\n")
    bare.toolkit("init", "--git", "-l", "kk", "articles")
    assert {"toolkit.toml", ".gitattributes"} <= contents(bare.folder).keys()


def test_setting_git_up_twice_changes_nothing(clone: Clone) -> None:
    clone.toolkit("init", "--git")  # the installed one again
    before = contents(clone.folder)
    assert ".gitattributes: unchanged" in clone.toolkit("init", "--git")
    assert contents(clone.folder) == before


def test_attributes_that_are_there_stay(bare: Clone) -> None:
    make(bare.folder)
    (bare.folder / ".gitattributes").write_bytes(b"*.jpg binary")
    bare.toolkit("init", "--git")
    lines = (bare.folder / ".gitattributes").read_text().splitlines()
    assert lines[:2] == ["*.jpg binary", "*.po merge=toolkit-po"]


def test_a_folder_in_no_clone_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nText.\n")
    folder = Clone(tmp_path)
    assert "not a git repository" in folder.toolkit("init", "--git", fails=True)
    assert list(contents(tmp_path)) == ["a.txt"]


def test_attributes_that_are_a_link_are_not_followed(bare: Clone) -> None:
    make(bare.folder)
    outside = bare.folder.parent / "outside"
    outside.write_text("x\n")
    (bare.folder / ".gitattributes").symlink_to(outside)
    assert "symbolic link" in bare.toolkit("init", "--git", fails=True)
    assert outside.read_text() == "x\n"


# --- merging --------------------------------------------------------------------------------


def two_translators(clone: Clone) -> None:
    """Have two translators work on one catalog, in different editors."""

    def aisha() -> None:
        clone.translate(The="Көпір сейсенбіде ашылды.")
        clone.resave("Aisha", "2026-03-02 09:00+0500", 50)

    def bolat() -> None:
        clone.translate(Village="Ауыл көпіріне қайта қауышты", It="Оны 2017 жылы су шайып кетті.")
        clone.resave("Bolat", "2026-03-02 10:00+0500", 0)

    clone.on_branch("aisha", aisha)
    clone.on_branch("bolat", bolat)


def test_without_the_driver_two_translators_are_in_conflict(clone: Clone) -> None:
    clone.git("config", "--unset", "merge.toolkit-po.driver")
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("merge", "bolat", fails=True)


def test_the_work_of_two_translators_joins(clone: Clone) -> None:
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")
    assert clone.states() == ""
    assert clone.entry(OPENED).msgstr == "Көпір сейсенбіде ашылды."
    assert clone.entry(HEADLINE).msgstr == "Ауыл көпіріне қайта қауышты"
    assert clone.entry(WASHED).msgstr == "Оны 2017 жылы су шайып кетті."
    assert clone.catalog().fuzzy_entries() == []
    assert clone.catalog().metadata["PO-Revision-Date"] == "2026-03-02 10:00+0500"
    assert clone.catalog().metadata["Last-Translator"] == "Bolat"


def test_a_joined_catalog_is_checked_and_built(clone: Clone) -> None:
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")
    clone.toolkit("check", str(CATALOG))
    assert "kk: 5 kept" in clone.toolkit("update", "-n")


def test_a_translation_reaches_the_text_that_was_edited_meanwhile(clone: Clone) -> None:
    def edit() -> None:
        clone.edit_article("on Tuesday", "on Wednesday")
        clone.toolkit("update")

    clone.on_branch("edited", edit)
    clone.on_branch("aisha", lambda: clone.translate(The="Көпір сейсенбіде ашылды."))
    clone.git("merge", "edited")
    clone.git("merge", "aisha")
    entry = clone.entry("The bridge opened on Wednesday.")
    assert (entry.msgstr, entry.fuzzy) == ("Көпір сейсенбіде ашылды.", True)
    assert entry.previous_msgid == OPENED
    assert (None, OPENED) not in clone.catalog().by_key()


def test_an_update_after_the_merge_finds_nothing_to_do(clone: Clone) -> None:
    def edit() -> None:
        clone.edit_article("on Tuesday", "on Wednesday")
        clone.edit_article("Children walk", "A paragraph that is new.\n\nChildren walk")
        clone.toolkit("update")

    clone.on_branch("edited", edit)
    two_translators(clone)
    clone.git("merge", "edited")
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")
    clone.toolkit("update")
    assert [entry.msgid for entry in clone.catalog() if entry.obsolete] == []
    assert len(clone.catalog()) == 6


def test_two_translations_of_one_unit_are_both_kept_and_named(clone: Clone) -> None:
    clone.on_branch("aisha", lambda: clone.translate(The="Көпір ашылды.", It="Шайып кетті."))
    clone.on_branch("bolat", lambda: clone.translate(The="Көпір іске қосылды."))
    clone.git("merge", "aisha")
    said = clone.git("merge", "bolat", fails=True)
    line = clone.entry(OPENED).msgstr_location("x").line
    assert f"{CATALOG}:{line}:9: error: unit p-" in said
    assert "“Көпір ашылды.” (ours, kept), “Көпір іске қосылды.” (theirs, in the comment)" in said
    assert clone.states().startswith("UU ")
    entry = clone.entry(OPENED)
    assert (entry.msgstr, entry.fuzzy) == ("Көпір ашылды.", True)
    assert other_translations(entry) == ("Көпір іске қосылды.",)
    assert clone.entry(WASHED).msgstr == "Шайып кетті."


def test_a_settled_conflict_is_committed_as_any(clone: Clone) -> None:
    clone.on_branch("aisha", lambda: clone.translate(The="a"))
    clone.on_branch("bolat", lambda: clone.translate(The="b"))
    clone.git("merge", "aisha")
    clone.git("merge", "bolat", fails=True)
    catalog = clone.catalog()
    entry = catalog.by_key()[None, OPENED]
    entry.msgstr, entry.flags, entry.tcomment = "b", [], ""
    save(catalog, clone.path)
    clone.commit("settled")
    assert clone.states() == ""
    clone.toolkit("check", str(CATALOG))


def test_a_rebase_joins_too(clone: Clone) -> None:
    two_translators(clone)
    clone.git("switch", "--quiet", "bolat")
    clone.git("rebase", "aisha")
    assert clone.entry(OPENED).msgstr == "Көпір сейсенбіде ашылды."
    assert clone.entry(HEADLINE).msgstr == "Ауыл көпіріне қайта қауышты"


def test_a_rebase_over_an_update_joins_too(clone: Clone) -> None:
    def edit() -> None:
        clone.edit_article("on Tuesday", "on Wednesday")
        clone.toolkit("update")

    clone.on_branch("aisha", lambda: clone.translate(The="Көпір сейсенбіде ашылды."))
    clone.on_branch("edited", edit)
    clone.git("switch", "--quiet", "aisha")
    clone.git("rebase", "edited")
    assert clone.entry("The bridge opened on Wednesday.").msgstr == "Көпір сейсенбіде ашылды."


def test_a_cherry_pick_joins_too(clone: Clone) -> None:
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("cherry-pick", "bolat")
    assert clone.entry(OPENED).msgstr == "Көпір сейсенбіде ашылды."
    assert clone.entry(HEADLINE).msgstr == "Ауыл көпіріне қайта қауышты"


def test_a_stash_joins_too(clone: Clone) -> None:
    two_translators(clone)
    clone.translate(Children="Балалар мектепке қайтадан жаяу барады.")
    clone.git("stash")
    clone.git("merge", "aisha")
    clone.git("stash", "pop")
    assert clone.entry(OPENED).msgstr == "Көпір сейсенбіде ашылды."


def test_criss_cross_merges_join_too(clone: Clone) -> None:
    two_translators(clone)
    clone.git("switch", "--quiet", "--create", "one", "aisha")
    clone.git("merge", "bolat")
    clone.git("switch", "--quiet", "--create", "other", "bolat")
    clone.git("merge", "aisha")
    clone.translate(Children="Балалар жаяу барады.")
    clone.commit("children")
    clone.git("switch", "--quiet", "one")
    clone.git("merge", "other")
    assert len(clone.catalog().translated_entries()) == 4


def test_templates_are_merged_by_entry(clone: Clone) -> None:
    def edit(old: str, new: str) -> Callable[[], None]:
        def work() -> None:
            clone.edit_article(old, new)
            clone.toolkit("update")

        return work

    clone.on_branch("first", edit("back\n\nChildren", "back\n\nOn Monday children"))
    clone.on_branch("last", edit("2017.\n", "2017.\n\nNobody was hurt then.\n"))
    clone.git("merge", "first")
    clone.git("merge", "last")
    template = load(clone.folder / "locales" / "bridge.pot")
    before = [entry.msgid for entry in template]
    clone.toolkit("update")
    assert [entry.msgid for entry in load(clone.folder / "locales" / "bridge.pot")] == before
    assert clone.states() == ""


def test_a_catalog_that_both_sides_added_is_merged(clone: Clone) -> None:
    clone.git("rm", "--quiet", str(CATALOG))
    clone.commit("no catalog")

    def add(**translations: str) -> Callable[[], None]:
        def work() -> None:
            clone.toolkit("update")
            clone.translate(79, **translations)

        return work

    clone.on_branch("aisha", add(The="Көпір ашылды."))
    clone.on_branch("bolat", add(It="Шайып кетті."))
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")
    assert clone.entry(OPENED).msgstr == "Көпір ашылды."
    assert clone.entry(WASHED).msgstr == "Шайып кетті."


def test_a_version_that_cannot_be_read_leaves_ours_and_a_conflict(clone: Clone) -> None:
    def break_it() -> None:
        clone.path.write_bytes(clone.path.read_bytes() + b'\nmsgid "x\n')

    clone.on_branch("broken", break_it)
    clone.on_branch("aisha", lambda: clone.translate(The="Көпір ашылды."))
    clone.git("merge", "aisha")
    before = clone.path.read_bytes()
    said = clone.git("merge", "broken", fails=True)
    assert f"{CATALOG} (theirs):" in said
    assert "the file stays as it is in ours" in said
    assert clone.path.read_bytes() == before
    assert clone.states().startswith("UU ")


def test_names_with_spaces_and_quotes_are_merged(clone: Clone) -> None:
    odd = clone.folder / "locales" / "it's “odd” $(touch x).po"
    odd.write_bytes(clone.path.read_bytes())
    clone.path = odd
    clone.commit("odd")
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")
    assert clone.entry(OPENED).msgstr == "Көпір сейсенбіде ашылды."
    assert not (clone.folder / "x").exists()


def test_a_package_in_the_work_tree_is_not_taken_for_the_toolkit(clone: Clone) -> None:
    clone.toolkit("init", "--git")  # the installed one again
    (clone.folder / "toolkit").mkdir()
    (clone.folder / "toolkit" / "__init__.py").write_text("raise SystemExit(9)\n")
    clone.commit("a package")
    two_translators(clone)
    clone.git("merge", "aisha")
    clone.git("merge", "bolat")


def test_the_newsrooms_own_wrapping_is_kept(clone: Clone) -> None:
    configuration = clone.folder / "toolkit.toml"
    configuration.write_text("wrap = 0\n" + configuration.read_text())
    clone.commit("one line each")
    clone.on_branch("aisha", lambda: clone.translate(The="a", It="Шайып кетті."))
    clone.on_branch("bolat", lambda: clone.translate(0, The="сөз " * 40))
    clone.git("merge", "bolat")
    clone.git("merge", "aisha", fails=True)
    assert 'msgstr "сөз сөз' in clone.path.read_text("utf-8")


def test_two_translators_and_one_update_each_do_not_conflict_over_the_memory(
    tmp_path: Path,
) -> None:
    one = Clone(tmp_path / "one")
    (one.folder / "articles").mkdir(parents=True)
    (one.folder / "articles" / "x.txt").write_text("Title here\n\nOne para.\n")
    (one.folder / "articles" / "y.txt").write_text("Other\n\nThree para.\n")
    one.git("init", "--quiet", "--initial-branch", "main")
    one.git("config", "user.email", "a@example.org")
    one.git("config", "user.name", "A")
    one.toolkit("init", "-l", "kk", "articles")
    one.toolkit("init", "--git")
    one.toolkit("update")
    one.commit("start")
    one.git("clone", "--quiet", str(one.folder), str(tmp_path / "two"))
    two = Clone(tmp_path / "two")
    two.git("config", "user.email", "b@example.org")
    two.git("config", "user.name", "B")
    two.toolkit("init", "--git")
    for clone, name, text in ((one, "x", "One para."), (two, "y", "Three para.")):
        path = clone.folder / "locales" / "kk" / "LC_MESSAGES" / f"{name}.po"
        catalog = load(path)
        next(each for each in catalog if each.msgid == text).msgstr = f"kk: {text}"
        save(catalog, path)
        clone.toolkit("update")
        clone.commit(name)
    one.git("pull", "--quiet", "--no-rebase", str(two.folder), "main")
    assert one.git("status", "--short") == ""
    assert "sqlite" not in one.git("ls-files")
    assert (two.folder / "locales" / "memory.sqlite").is_file()  # made by whoever clones


def test_a_rename_in_git_carries_a_rewritten_article_along(clone: Clone) -> None:
    clone.translate(It="Оны шайып кетті.")
    clone.commit("translated")
    clone.git("mv", "articles/bridge.txt", "articles/crossing.txt")
    clone.commit("renamed")
    path = clone.folder / "articles" / "crossing.txt"
    path.write_text("All\n\nOf it is new, and every word.\n")
    clone.commit("rewritten")
    assert "bridge: is crossing now" in clone.toolkit("update")
    catalog = load(clone.path.with_name("crossing.po"))
    assert any(each.msgstr == "Оны шайып кетті." for each in catalog)


# --- recorded tables ------------------------------------------------------------------------


@pytest.fixture
def published(clone: Clone) -> Clone:
    """Return a clone whose article, and two others, are translated and published."""
    for name in ("river", "well"):
        (clone.folder / f"articles/{name}.txt").write_text(f"The {name}\n\nIt rose.\n")
    clone.toolkit("update")
    clone.translate(Village="kk", The="kk", It="kk")
    clone.toolkit("build")
    ignored = clone.folder / ".gitignore"
    ignored.write_text(ignored.read_text() + "output/\n")
    clone.commit("published")
    return clone


def test_an_article_that_two_clones_withdraw_is_withdrawn_once(published: Clone) -> None:
    def withdraw(*names: str) -> None:
        for name in names:
            (published.folder / f"articles/{name}.txt").unlink()
        published.toolkit("build")

    published.on_branch("theirs", lambda: withdraw("bridge", "river"))
    published.toolkit("build")  # both are out again
    withdraw("bridge")
    published.commit("ours")
    published.git("merge", "--no-edit", "theirs")
    assert published.states() == ""
    published.toolkit("build")
    text = (published.folder / "locales/withdrawn.toml").read_text("utf-8")
    assert [text.count(f'["{name}"]') for name in ("bridge", "river")] == [1, 1]
    assert "withdrawn" in (published.folder / "output/en/bridge.html").read_text("utf-8")


def test_corrections_and_moves_of_two_clones_are_all_there(published: Clone) -> None:
    def correct(note: str, name: str) -> None:
        published.edit_article("2017", "2018")
        published.toolkit("correct", "bridge", "--severity", "fact", "-m", note)
        published.toolkit("move", "river", name)

    published.on_branch("theirs", lambda: correct("Theirs.", "stream"))
    published.edit_article("2017", "2018")
    published.toolkit("correct", "bridge", "--severity", "fact", "-m", "Ours.")
    published.commit("ours")
    published.git("merge", "--no-edit", "theirs")
    said = (published.folder / "locales/bridge.corrections.toml").read_text("utf-8")
    assert [said.count(note) for note in ("Ours.", "Theirs.")] == [1, 1]
    published.toolkit("update")
    published.toolkit("build")
    page = (published.folder / "output/en/bridge.html").read_text("utf-8")
    assert "Ours." in page
    assert "Theirs." in page


def test_documents_that_two_clones_move_lead_to_their_new_names(published: Clone) -> None:
    def move() -> None:
        published.toolkit("move", "river", "stream")

    published.on_branch("theirs", move)
    published.toolkit("move", "bridge", "crossing")
    published.commit("ours")
    published.git("merge", "--no-edit", "theirs")
    text = (published.folder / "locales/moved.toml").read_text("utf-8")
    assert '"river" = "stream"' in text
    assert '"bridge" = "crossing"' in text

"""The next step: what the board says to run is run as it is printed, and takes the article on."""

import io
import json
import os
import pty
import shlex
import subprocess
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import commands
from tests.newsrooms import ARTICLE, CONFIGURATION, make, translate
from toolkit.catalog.po import load, save
from toolkit.cli import main
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviewing import Chosen, Signature, sign_texts

KAZAKH = CONFIGURATION.replace("\n[locales.ug]\n", '\n[locales.kk-Latn]\nfrom = "kk"\n')
REQUIRED = KAZAKH.replace("[locales.kk]\n", '[locales.kk]\npublish = { require = "approved" }\n')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make(tmp_path, KAZAKH)


@pytest.fixture
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program that a shell finds by this name."""
    program = tmp_path_factory.mktemp("bin") / "toolkit"
    commands.write_program(program)
    return program


@dataclass(frozen=True)
class Run:
    """What one call of the command did."""

    status: int
    out: str
    err: str


def run(project: Project, *arguments: str) -> Run:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["-C", str(project.settings.root), *arguments])
    return Run(status, out.getvalue(), err.getvalue())


def facts(project: Project, tag: str = "kk") -> dict[str, object]:
    rows = json.loads(run(project, "status", "--json", "-l", tag).out)
    return next(row for row in rows if row["locale"] == tag)


def take(project: Project, tag: str = "kk") -> Run:
    """Run what the board says is next."""
    name, *arguments = shlex.split(str(facts(project, tag)["next"]))
    assert name == "toolkit"
    return run(project, *arguments)


def edit(project: Project) -> None:
    path = project.settings.root / "articles/bridge.txt"
    path.write_text(path.read_text("utf-8").replace("2017", "2018"), "utf-8")


def finish(project: Project) -> None:
    translate(project, "kk")
    project.build()


def break_codes(project: Project) -> None:
    finish(project)
    path = project.settings.catalog_path("bridge", project.locales(["kk"])[0])
    catalog = load(path)
    catalog[-1].msgstr += " <b>"
    save(catalog, path)
    project.build()


def break_file(project: Project) -> None:
    project.settings.catalog_path("bridge", project.locales(["kk"])[0]).write_text("junk\n")


def edit_source(project: Project) -> None:
    finish(project)
    edit(project)


def withdraw(project: Project) -> None:
    finish(project)
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(f"---\nembargo: 9999-12-31T00:00:00Z\n---\n{ARTICLE}", "utf-8")
    project.update()


STEPS: dict[Callable[[Project], None], tuple[str, int]] = {
    lambda _: None: ("toolkit export -l kk --to xliff --waiting bridge", 0),
    lambda project: translate(project, "kk"): ("toolkit build -l kk", 0),
    finish: ("", 0),
    edit_source: ("toolkit update -l kk -d bridge", 0),
    break_codes: ("toolkit check -l kk -d bridge", 1),
    break_file: ("toolkit check locales/kk/LC_MESSAGES/bridge.po", 1),
    withdraw: ("toolkit build -l kk", 0),
}


@pytest.mark.slow
@pytest.mark.parametrize("state", STEPS)
def test_the_next_step_is_a_command_that_runs(
    project: Project, state: Callable[[Project], None]
) -> None:
    state(project)
    command, status = STEPS[state]
    assert (facts(project)["next"] or "") == command
    if command:
        assert take(project).status == status


@pytest.mark.slow
def test_review_is_next_where_it_is_required(tmp_path: Path) -> None:
    project = make(tmp_path, REQUIRED)
    translate(project, "kk")
    assert facts(project)["next"] == "toolkit review list -l kk -d bridge"
    assert "It was washed away" in take(project).out
    sign_texts(
        project.settings, Chosen(project.locales(["kk"])[0]), Signature("e1", translator="t")
    )
    assert facts(project)["next"] == "toolkit build -l kk"


@pytest.mark.slow
def test_step_by_step_an_article_is_published_and_published_again(project: Project) -> None:
    take(project)
    translate(project, "kk")
    take(project)
    assert facts(project)["next"] is None
    assert facts(project)["published_since"] == "2026-03-03"
    edit(project)
    take(project)
    translate(project, "kk")
    for path in project.settings.root.glob("locales/kk/LC_MESSAGES/*.po"):
        path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    take(project)
    assert facts(project)["next"] is None
    assert "kk: It was washed away in 2018." in (
        project.settings.root / "output/kk/bridge.html"
    ).read_text("utf-8")


def test_a_derived_locale_is_taken_on_by_its_base(project: Project) -> None:
    assert facts(project, "kk-Latn")["next"] == "toolkit export -l kk --to xliff --waiting bridge"
    assert take(project, "kk-Latn").status == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a b", "it's", "x[1]", "-dash", "$(touch gone)"])
def test_a_name_is_quoted_for_the_shell(tmp_path: Path, name: str, toolkit: Path) -> None:
    project = make(tmp_path, KAZAKH)
    (tmp_path / "articles/bridge.txt").rename(tmp_path / f"articles/{name}.txt")
    project.update()
    command = str(facts(project)["next"])
    path = {**os.environ, "PATH": f"{toolkit.parent}:/usr/bin:/bin"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "gone").exists()


def in_terminal(project: Project, toolkit: Path, *arguments: str) -> str:
    """Return what the command prints to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [toolkit, *arguments],
        cwd=project.settings.root,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while data := os.read(ours, 4096):
                said += data
        except OSError:  # how a terminal ends
            pass
        process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.slow
def test_the_board_fits_a_terminal(project: Project, toolkit: Path) -> None:
    (project.settings.root / "articles/bridge.txt").rename(
        project.settings.root / f"articles/{'a-long-name-' * 5}.txt"
    )
    project.update()
    said = in_terminal(project, toolkit, "status", "--by", "document")
    assert max(map(len, said.splitlines())) <= 80 or "next: toolkit" in said
    assert "a-long-name-" in said.splitlines()[1]
    assert [len(line) for line in said.splitlines() if len(line) > 80 and "next" not in line] == []


@pytest.mark.slow
def test_terminal_pipe_and_json_say_the_same(project: Project, toolkit: Path) -> None:
    finish(project)
    edit(project)
    project.update()
    known = facts(project)
    piped = run(project, "status", "--by", "document", "-l", "kk").out
    shown = in_terminal(project, toolkit, "status", "--by", "document", "-l", "kk")
    for said in (piped, shown):
        assert f"next: {known['next']}" in said
        assert str(known["published_since"]) in said
    assert f"{known['translated_words']} of {known['words']}" in shown
    (line,) = [each for each in piped.splitlines() if each.startswith("bridge")]
    assert f"  {known['for_review']}  " in line


def test_an_embargo_is_what_holds_it_back(project: Project) -> None:
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(f"---\nembargo: 2999-01-01T00:00:00Z\n---\n{ARTICLE}", "utf-8")
    project.update()
    translate(project, "kk")
    assert facts(project)["held_back"] == "it is embargoed until 2999-01-01 00:00+00:00"
    assert facts(project)["next"] is None


def test_build_counts_what_it_did_not_publish(project: Project) -> None:
    assert "1 edition, 5 files changed, 2 not published" in run(project, "build").err

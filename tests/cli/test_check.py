import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.cli import main
from toolkit.newsroom.project import Project

HEADER = 'msgid ""\nmsgstr "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
SPACED = HEADER + 'msgid "a b"\nmsgstr "ә  б"\n'
BROKEN = HEADER + 'msgid "a"\nmsgstr "ә<br/>"\n'
KK = Locale("kk")


class Run:
    """What one call of the command did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


Check = Callable[..., Run]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Check:
    """Return the verb, working in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Run:
        status = main(["check", *arguments])
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Run(status, captured.out.decode(), captured.err.decode())

    return run


def newsroom(settings: str = "") -> Path:
    """Make a newsroom whose Kazakh catalog has a double space; return that catalog's path."""
    project = make(Path(), CONFIGURATION + settings)
    translate(project, "kk")
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    catalog[-1].msgstr = catalog[-1].msgstr.replace("washed away", "washed  away")
    save(catalog, path)
    return path


def test_a_problem_is_shown_with_its_place_underlined(check: Check) -> None:
    Path("kk.po").write_text(SPACED)
    lines = check("kk.po", "--select", "double-spaces").out.splitlines()
    assert lines[0].startswith("kk.po:5:10: ")
    assert lines[0].endswith(" [double-spaces]")
    assert "    target | ә  б" in lines
    assert any(line.endswith("|  ^^") for line in lines)


def test_errors_exit_with_1_and_all_else_with_0(check: Check) -> None:
    Path("a.po").write_text(SPACED)
    Path("b.po").write_text(BROKEN)
    assert check("a.po").status == 0
    assert check("b.po").status == 1
    assert "1 error," in check("b.po", "--select", "codes").err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_check_is_wrong_usage(check: Check, option: str) -> None:
    Path("kk.po").write_text(SPACED)
    run = check(option, "codes,duoble-spaces", "kk.po")
    assert run.status == 2
    assert "Did you mean “double-spaces”?" in run.err


def test_checks_can_be_left_out(check: Check) -> None:
    Path("kk.po").write_text(BROKEN)
    assert check("kk.po", "--select", "codes,length", "--ignore", "codes").out == ""


def test_a_folder_stands_for_the_catalogs_below_it(check: Check) -> None:
    Path("locales/kk").mkdir(parents=True)
    Path("locales/kk/a.po").write_text(BROKEN)
    Path("locales/kk/a.pot").write_text(BROKEN)
    run = check("locales", "--select", "codes", "--format", "json")
    assert [row["file"] for row in json.loads(run.out)] == ["locales/kk/a.po"]


@pytest.mark.parametrize("form", ["json", "sarif", "github", "html"])
def test_every_format_goes_to_standard_output_alone(check: Check, form: str) -> None:
    Path("kk.po").write_text(BROKEN)
    run = check("kk.po", "--format", form)
    assert run.status == 1
    assert "codes" in run.out
    assert run.err.count("\n") == 1


def test_json_has_an_option_of_its_own(check: Check) -> None:
    Path("kk.po").write_text(BROKEN)
    assert check("kk.po", "--json").out == check("kk.po", "--format", "json").out


def test_a_fix_is_told_and_written_and_not_found_again(check: Check) -> None:
    Path("kk.po").write_text(SPACED)
    run = check("kk.po", "--fix", "--select", "double-spaces")
    assert (run.status, run.out) == (0, "")
    assert "kk.po:5:9: fixed: " in run.err
    assert Path("kk.po").read_text() == SPACED.replace("  ", " ")


def test_a_fix_that_has_nothing_to_do_writes_nothing(check: Check) -> None:
    Path("kk.po").write_text(SPACED.replace("  ", " "))
    before = Path("kk.po").stat().st_mtime_ns
    check("kk.po", "--fix")
    assert Path("kk.po").stat().st_mtime_ns == before


def test_standard_input_cannot_be_fixed(check: Check) -> None:
    assert check("-", "--fix").status == 2


def test_a_catalog_that_cannot_be_read_is_a_finding_and_stays(check: Check) -> None:
    Path("bad.po").write_text('msgid "x\n')
    Path("kk.po").write_text(SPACED)
    run = check("bad.po", "kk.po", "--fix")
    assert run.status == 1
    assert "bad.po:1:7: error: " in run.out
    assert Path("bad.po").read_text() == 'msgid "x\n'


def test_a_newsroom_is_fixed_as_a_whole(check: Check) -> None:
    path = newsroom()
    before = path.read_bytes()
    run = check("--fix", "--select", "double-spaces")
    assert "locales/kk/LC_MESSAGES/bridge.po:" in run.err
    assert path.read_bytes() == before.replace(b"washed  away", b"washed away")


def test_a_newsroom_says_how_bad_a_finding_is(check: Check) -> None:
    newsroom('\n[checks]\ndouble-spaces = "error"\n')
    run = check("--select", "double-spaces")
    assert run.status == 1
    assert ": error: " in run.out


def test_a_newsroom_turns_checks_off(check: Check) -> None:
    newsroom('\n[checks]\ndouble-spaces = "off"\n')
    assert "double-spaces" not in check().out


def test_plain_files_in_a_newsroom_have_its_settings(check: Check) -> None:
    path = newsroom('\n[checks]\ndouble-spaces = "error"\n')
    assert check(str(path), "--select", "double-spaces").status == 1


def test_an_unknown_check_in_toolkit_toml_is_told_with_its_line(check: Check) -> None:
    newsroom('\n[checks]\ndouble-space = "off"\n')
    run = check()
    assert run.status == 1
    assert "toolkit.toml:12:1: error: no check is called “double-space”" in run.err
    assert "did you mean “double-spaces”" in run.err


def test_a_newsroom_and_its_files_are_checked_by_its_termbase(check: Check) -> None:
    path = newsroom()
    Path("locales/terms.toml").write_text(
        '[[term]]\nen = "bridge"\nkk = { preferred = "көпір", forbidden = ["bridge"] }\n'
    )
    for arguments in ([], [str(path)]):
        assert "[forbidden-terms]" in check(*arguments, "--select", "forbidden-terms").out


def test_a_termbase_that_cannot_be_read_is_told_and_the_rest_is_checked(check: Check) -> None:
    newsroom()
    Path("locales/terms.toml").write_text("[[term\n")
    run = check("--select", "double-spaces")
    assert run.status == 1
    assert "locales/terms.toml:1:" in run.out
    assert "[double-spaces]" in run.out


def built() -> Path:
    """Make a newsroom, build it, and return the folder of its editions."""
    newsroom()
    Project.load().build()
    return Path("output")


@pytest.mark.slow
def test_editions_that_were_built_are_right(check: Check) -> None:
    built()
    run = check("--editions")
    assert [line for line in run.out.splitlines() if ": error: " in line] == []
    assert run.status == 0


@pytest.mark.slow
def test_a_damaged_edition_is_an_error_with_its_place(check: Check) -> None:
    page = built() / "kk" / "bridge.html"
    page.write_text(page.read_text().replace('dir="ltr"', 'dir="rtl"', 1))
    run = check("--editions")
    assert run.status == 1
    assert "output/kk/bridge.html:" in run.out


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "sarif", "github", "html"])
def test_findings_of_editions_have_every_format(check: Check, form: str) -> None:
    page = built() / "kk" / "bridge.html"
    page.write_text(page.read_text().replace('dir="ltr"', 'dir="rtl"', 1))
    assert "bridge.html" in check("--editions", "--format", form).out


def test_without_editions_there_is_nothing_to_check(check: Check) -> None:
    newsroom()
    run = check("--editions")
    assert run.status == 1
    assert "there are no editions to check" in run.err


@pytest.mark.parametrize("other", [["kk.po"], ["--fix"], ["--select", "numbers"], ["-l", "kk"]])
def test_editions_are_checked_as_a_whole(check: Check, other: list[str]) -> None:
    newsroom()
    assert check("--editions", *other).status == 2

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load
from toolkit.cli import main

PAGE = (
    '<!doctype html><html lang="en"><head><title>Page</title></head>'
    '<body><p>See <a href="https://a.b/">the report</a>.</p></body></html>'
)


VERBS = (
    "init",
    "extract",
    "update",
    "status",
    "check",
    "build",
    "segment",
    "align",
    "memory",
    "merge-po",
    "preview",
    "formats",
    "its",
)


class Run:
    """What one call of the command did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


Command = Callable[..., Run]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Return the command, working in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Run:
        status = main(arguments)
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Run(status, captured.out.decode(), captured.err.decode())

    return run


def test_help_names_every_verb(command: Command) -> None:
    run = command("--help")
    assert run.status == 0
    for verb in VERBS:
        assert f"\n  {verb} " in run.out


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "memory"])
def test_every_verb_has_an_example(command: Command, verb: str) -> None:
    run = command(verb, "--help")
    assert run.status == 0
    assert f"Example:\n    toolkit {verb}" in run.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build", "--nonsense"),
        ("update", "page.pot"),
        ("its", "nonsense", "page.xml"),
        ("extract", "--inline", "nonsense"),
        ("-C", "no/such/place", "status"),
        ("preview", "-p", "99999999"),
        ("build", "page.html", "--po", "kk.po", "-l", "k!"),
        ("build", "page.html", "--po", "kk.po", "-l", "x" * 40),
        ("update", "-l", "k!"),
        ("check", "--select", "foo"),
    ],
)
def test_wrong_usage_exits_with_2(command: Command, arguments: tuple[str, ...]) -> None:
    run = command(*arguments)
    assert run.status == 2
    assert "Error" in run.err
    assert run.out == ""


def test_a_copy_of_the_template_can_be_updated_and_checked(command: Command) -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: en\\n"\n'
    Path("t.pot").write_text(f'{header}\nmsgid "a"\nmsgstr ""\n')
    Path("new.po").write_text(Path("t.pot").read_text())
    assert command("check", "new.po", "-l", "kk").status == 0
    assert command("update", "t.pot", "new.po", "-l", "kk").status == 0
    assert '"Language: kk\\n"' in Path("new.po").read_text()
    assert "and -l says de" in command("update", "t.pot", "new.po", "-l", "de").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build",), "no toolkit.toml"),
        (("extract", "no.html"), "no.html: error: the file cannot be read: No such file"),
        (("extract", "page.pdf"), "the toolkit has no format for the suffix “.pdf”"),
        (("build", "page.html", "--po", "no.po", "-l", "kk"), "no.po: error: the file cannot"),
        (("check", "bad.po"), "bad.po:1:7: error: "),
        (("update", "bad.po", "kk.po"), "bad.po:1:7: error: "),
        (("update", "t.pot", "kk.po", "-l", "de"), "its language is “kk”, and -l says de"),
        (("build", "page.html", "--po", "kk.po", "-l", "kk-Latn"), "and -l says kk-Latn"),
        (("check", "kk.po", "-l", "de"), "kk.po: error: the catalog says that its language"),
        (("memory", "add", "kk.po", "-l", "de", "-m", "m.sqlite"), "and -l says de"),
        (("extract", "--format", "pdf", "page.pdf"), "no format “pdf”"),
        (("init", "no/such/folder"), "no such folder"),
    ],
)
def test_problems_in_files_exit_with_1_and_one_line(
    command: Command, arguments: tuple[str, ...], message: str
) -> None:
    Path("page.html").write_text(PAGE)
    Path("page.pdf").write_text("x")
    Path("kk.po").write_text('msgid ""\nmsgstr "Language: kk\\n"\n')
    Path("bad.po").write_text('msgid "x\n')
    Path("t.pot").write_text('msgid ""\nmsgstr "Language: \\n"\n')
    before = contents(Path())
    run = command(*arguments)
    assert run.status == 1
    assert message in run.err + run.out
    assert "Traceback" not in run.err
    assert contents(Path()) == before


@pytest.mark.parametrize("said", ["", "de_AT", "German", "de@formal"])
def test_a_header_that_names_no_other_language_is_updated(command: Command, said: str) -> None:
    Path("t.pot").write_text('msgid ""\nmsgstr "Language: \\n"\n')
    Path("a.po").write_text(f'msgid ""\nmsgstr "Language: {said}\\n"\n')
    assert command("update", "t.pot", "a.po", "-l", "de").status == 0


def test_plain_files_go_the_whole_way(command: Command) -> None:
    Path("page.html").write_text(PAGE)
    assert command("extract", "page.html", "-o", "page.pot").status == 0
    assert command("update", "page.pot", "kk.po").out == "kk: kk.po: 2 new\n"
    catalog = Path("kk.po").read_text()
    catalog = catalog.replace('msgid "Page"\nmsgstr ""', 'msgid "Page"\nmsgstr "Бет"')
    catalog = catalog.replace('report</a1>."\nmsgstr ""', 'report</a1>."\nmsgstr "<a1>X</a1> y"')
    Path("kk.po").write_text(catalog)
    assert command("check", "kk.po").status == 0
    run = command("build", "page.html", "--po", "kk.po", "-l", "kk", "-o", "page.kk.html")
    assert run.status == 0
    page = Path("page.kk.html").read_text()
    assert '<html lang="kk">' in page
    assert "<title>Бет</title>" in page
    assert '<p><a href="https://a.b/">X</a> y</p>' in page


def test_raw_messages_go_the_whole_way(command: Command) -> None:
    Path("page.html").write_text(PAGE)
    command("extract", "--inline", "raw", "page.html", "-o", "page.pot")
    command("update", "page.pot", "kk.po")
    catalog = Path("kk.po").read_text()
    link = '<a href=\\"https://a.b/\\">'
    assert f'msgid "See {link}the report</a>."\nmsgstr ""' in catalog
    Path("kk.po").write_text(catalog.replace('</a>."\nmsgstr ""', f'</a>."\nmsgstr "{link}X</a>"'))
    assert command("check", "--inline", "raw", "kk.po").status == 0
    run = command("build", "--inline", "raw", "page.html", "--po", "kk.po")
    assert '<p><a href="https://a.b/">X</a></p>' in run.out


def test_a_catalog_of_itstools_is_used_with_a_large_picture(
    command: Command, tmp_path: Path
) -> None:
    page = (
        '<page xmlns="http://projectmallard.org/1.0/"><p>See <media type="image" src="a.png"/> '
        "<note><p>Soon.</p></note> and <em>go</em>.</p></page>"
    )
    (tmp_path / "a.page").write_text(page)
    (tmp_path / "a.png").write_bytes(b"x" * 2_000_000)
    assert command("extract", "--inline", "raw", "a.page", "-o", "a.pot").status == 0
    template = (tmp_path / "a.pot").read_text()
    assert "md5='__failed__'" not in template
    message = (
        'See <media type=\\"image\\" src=\\"a.png\\"/> <note><p>Soon.</p></note> and <em>go</em>.'
    )
    assert f'msgid "{message}"' in template.replace('"\n"', "")
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    said = message.replace("See", "Қараңыз").replace("Soon", "Жақында")
    (tmp_path / "kk.po").write_text(f'{head}\nmsgid "{message}"\nmsgstr "{said}"\n')
    run = command("build", "--inline", "raw", "a.page", "--po", "kk.po", "-l", "kk")
    assert "<p>Қараңыз <media" in run.out
    assert "<note><p>Жақында.</p></note>" in run.out


def test_a_broken_translation_is_shown_in_the_source_and_exits_with_1(command: Command) -> None:
    Path("page.html").write_text("<p><em>a</em></p>")
    Path("kk.po").write_text('msgid ""\nmsgstr "X: y\\n"\n\nmsgid "<em>a</em>"\nmsgstr "x"\n')
    run = command("build", "page.html", "--po", "kk.po", "-o", "out.html")
    assert run.status == 1
    assert "kk.po:5:9: error: the source's code <em>…</em> is missing. Hint: " in run.err
    assert "<em>a</em>" in Path("out.html").read_text()


def test_strict_writes_nothing(command: Command) -> None:
    Path("page.html").write_text("<p><em>a</em></p>")
    Path("kk.po").write_text('msgid ""\nmsgstr "X: y\\n"\n\nmsgid "<em>a</em>"\nmsgstr "x"\n')
    run = command("build", "--strict", "page.html", "--po", "kk.po", "-o", "out.html")
    assert run.status == 1
    assert not Path("out.html").exists()


def test_a_dash_is_standard_input_and_output(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Title\n\nText.\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    run = command("extract", "--format", "text", "-")
    assert 'msgid "Title"' in run.out


def test_an_error_tells_files_as_they_were_named(command: Command) -> None:
    Path("a").mkdir()
    Path("a/page.xml").write_text("<a><b></a>")
    assert command("-C", "a", "extract", "page.xml").err.startswith("page.xml:1:")


def test_control_characters_in_names_are_escaped(command: Command) -> None:
    Path("\x1b[2J.xml").write_text("<a>")
    run = command("extract", "\x1b[2J.xml")
    assert "\x1b" not in run.err
    assert "\\x1b[2J.xml" in run.err


def test_a_dry_run_writes_nothing(command: Command) -> None:
    make(Path())
    Path("articles/bridge.txt").write_text("Another headline\n\nText.\n")
    before = contents(Path())
    run = command("update", "--dry-run")
    assert run.status == 0
    assert "new" in run.out
    assert contents(Path()) == before


def test_status_is_a_table(command: Command) -> None:
    translate(make(Path()), "kk", but="It was")
    lines = command("status").out.splitlines()
    assert lines[0].split()[:3] == ["locale", "units", "words"]
    assert lines[1].split() == ["kk", "5", "23", "17", "73", "%", "0", "1", "0", "0"]


@pytest.mark.slow
def test_status_counts_what_changed_since_as_stale(command: Command) -> None:
    project = make(Path())
    translate(project, "kk")
    article = Path("articles/bridge.txt")
    article.write_text(article.read_text().replace("2017", "2016"))
    assert command("status", "-l", "kk").out.splitlines()[1].split()[-1] == "1"
    command("update", "-q")
    assert command("status", "-l", "kk").out.splitlines()[1].split()[-4:] == ["1", "0", "0", "1"]


def test_status_speaks_json(command: Command) -> None:
    translate(make(Path()), "kk")
    (row,) = json.loads(command("status", "-l", "kk", "--json").out)
    assert (row["document"], row["locale"], row["translated_units"]) == ("bridge", "kk", 5)


@pytest.fixture
def of_two(command: Command) -> Command:
    """Return the command in a newsroom of two documents, one of them translated into Kazakh."""
    project = make(Path())
    Path("articles/flood.txt").write_text("Flood\n\nThe river rose.\n")
    project.update()
    translate(project, "kk")
    return command


BRIDGE = ["bridge", "kk", "5", "23", "23", "100", "%", "0", "0", "0", "0"]
FACTS = ["5", "no", "next:", "toolkit", "build", "-l", "kk"]


def test_status_of_one_document_is_a_line_for_each_locale(of_two: Command) -> None:
    head, *lines = of_two("status", "bridge").out.splitlines()
    assert head.split()[:3] == ["document", "locale", "units"]
    assert lines[0].split() == [*BRIDGE, *FACTS]
    assert [line.split()[:2] for line in lines] == [["bridge", "kk"], ["bridge", "ug"]]


def test_a_document_may_be_named_by_its_path(of_two: Command) -> None:
    lines = of_two("status", "-l", "kk", "articles/bridge.txt").out.splitlines()[1:]
    assert [line.split() for line in lines] == [[*BRIDGE, *FACTS]]


def test_status_by_document_has_all_of_them(of_two: Command) -> None:
    lines = of_two("status", "--by", "document", "-l", "kk").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["bridge", "flood"]


@pytest.mark.slow
def test_verbose_status_has_both_tables(of_two: Command) -> None:
    by_locale, by_document = of_two("status", "-v").out.split("\n\n")
    assert by_locale == of_two("status").out.rstrip("\n")
    assert by_document == of_two("status", "--by", "document").out


@pytest.mark.slow
def test_the_table_of_locales_can_be_of_one_document(of_two: Command) -> None:
    lines = of_two("status", "--by", "locale", "-l", "kk", "bridge").out.splitlines()
    assert lines[1].split() == BRIDGE[1:]


def test_json_of_one_document_is_of_this_one(of_two: Command) -> None:
    rows = json.loads(of_two("status", "--json", "flood").out)
    assert [(row["document"], row["locale"]) for row in rows] == [("flood", "kk"), ("flood", "ug")]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bridgge", "did you mean “bridge”"),
        ("articles/flod.txt", "did you mean “articles/flood.txt”"),
        ("zzz", "toolkit status --by document lists them all"),
    ],
)
def test_a_document_that_is_not_there_is_told_the_nearest(
    name: str, hint: str, of_two: Command
) -> None:
    run = of_two("status", name)
    assert (run.status, run.out) == (1, "")
    assert run.err == f"error: no document is called “{name}”. Hint: {hint}.\n"


def test_check_speaks_json(command: Command) -> None:
    Path("kk.po").write_text('msgid ""\nmsgstr "X: y\\n"\n\nmsgid "a"\nmsgstr "x<br/>"\n')
    run = command("check", "--json", "kk.po")
    assert run.status == 1
    (row,) = json.loads(run.out)
    assert (row["code"], row["file"], row["line"], row["column"]) == ("codes", "kk.po", 5, 9)


def test_check_tells_every_broken_catalog_of_a_newsroom(command: Command) -> None:
    project = make(Path())
    for locale in project.settings.locales:
        project.settings.catalog_path("bridge", locale).write_text("junk\n")
    run = command("check")
    assert run.status == 1
    assert {"kk", "ug"} == {line.split("/")[1] for line in run.out.splitlines()}


def test_build_is_quiet_when_asked(command: Command) -> None:
    translate(make(Path()), "kk")
    assert command("build", "-q").err == ""


def test_build_tells_every_file_when_asked(command: Command) -> None:
    translate(make(Path()), "kk")
    assert "output/kk/bridge.html: written" in command("build", "-v").err


def _withdrawn() -> None:
    """Have an article published, and take its source away."""
    make(Path()).build()
    Path("articles/bridge.txt").unlink()


@pytest.mark.slow
def test_build_says_what_is_withdrawn_and_what_to_commit(command: Command) -> None:
    _withdrawn()
    run = command("build", "--explain")
    assert run.out == "bridge: it is withdrawn, and its addresses say so\n"
    assert "bridge: withdrawn; its addresses say so now" in run.err
    assert "recorded in locales/withdrawn.toml: commit it" in run.err
    again = command("build", "--explain")
    assert (again.out, "withdrawn" in again.err) == ("", False)


@pytest.mark.slow
def test_build_leaves_no_page_when_asked(command: Command) -> None:
    _withdrawn()
    run = command("build", "--no-tombstones")
    assert "output/en/bridge.html: removed" in run.err
    assert not Path("locales/withdrawn.toml").exists()
    assert "output/en/bridge.html" not in command("build").err


def test_an_unknown_locale_changes_nothing(command: Command) -> None:
    translate(make(Path()), "kk")
    run = command("build", "-l", "fr")
    assert run.status == 1
    assert "the newsroom has no locale fr" in run.err
    assert not Path("output").exists()


def test_init_starts_a_newsroom(command: Command) -> None:
    Path("articles").mkdir()
    Path("articles/a.txt").write_text("Title\n\nText.\n")
    assert command("init", "-l", "kk", "articles").status == 0
    assert command("update").out == "kk: 2 new\n"
    assert command("build").status == 0
    assert Path("output/en/a.html").is_file()


def test_init_never_overwrites(command: Command) -> None:
    make(Path())
    before = contents(Path())
    assert command("init", "articles").status == 1
    assert contents(Path()) == before


def test_its_prints_what_the_suite_compares(command: Command) -> None:
    Path("a.xml").write_text(
        '<a xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" its:translate="no"/>'
    )
    assert command("its", "translate", "a.xml").out.splitlines()[0] == '/a\ttranslate="no"'


def test_align_makes_a_catalog_and_a_memory(command: Command) -> None:
    Path("a.txt").write_text("The bridge opened\n\nIt was built in 2017. It cost 3 million.\n")
    Path("b.txt").write_text("Көпір ашылды\n\nОл 2017 жылы салынған. Құны 3 миллион.\n")
    run = command("align", "a.txt", "b.txt", "-l", "kk", "-o", "kk.po", "-m", "tm.sqlite")
    assert run.status == 0
    assert "2 aligned, 0 doubtful" in run.err
    assert 'msgstr "Көпір ашылды"' in Path("kk.po").read_text()
    found = command("memory", "lookup", "It cost 3 million.", "-l", "kk", "-m", "tm.sqlite")
    assert "Құны 3 миллион." in found.out


def test_align_writes_a_memory_alone(command: Command) -> None:
    Path("a.txt").write_text("Title\n\nThe bridge cost 3 million.\n")
    Path("b.txt").write_text("Тақырып\n\nКөпірдің құны 3 миллион.\n")
    run = command("align", "a.txt", "b.txt", "-l", "kk", "-m", "tm.sqlite")
    assert (run.status, run.out) == (0, "")
    assert sorted(contents(Path())) == ["a.txt", "b.txt", "tm.sqlite"]


def test_align_wants_one_language(command: Command) -> None:
    Path("a.txt").write_text("Title\n")
    assert command("align", "a.txt", "a.txt").status == 2


def test_sentences_may_be_the_messages(command: Command) -> None:
    Path("a.txt").write_text("Title here\n\nOne is here. Two is there.\n")
    run = command("extract", "--segmentation", "sentence", "a.txt")
    assert 'msgid "One is here."' in run.out


def test_a_bad_tag_is_named(command: Command) -> None:
    assert "Invalid value for '-l' / '--locale': “k!” is not a language tag" in (
        command("update", "-l", "k!").err
    )


def test_of_an_unknown_check_the_nearest_is_named(command: Command) -> None:
    error = command("check", "--select", "numbrs").err.splitlines()[-1]
    assert error == "Error: No check is called “numbrs”. Did you mean “numbers”?"
    error = command("check", "--select", "foo").err.splitlines()[-1]
    assert error == ("Error: No check is called “foo”. docs/reference/checks.md lists them all.")


def test_update_says_which_id_it_does_not_know(command: Command, tmp_path: Path) -> None:
    make(tmp_path)
    run = command("update", "--keep", "p-zzzz")
    assert run.status == 0
    assert "hint: no unit has the id “p-zzzz”, so --keep had no effect." in run.err


def test_update_says_so_of_a_plain_catalog_too(command: Command) -> None:
    Path("page.html").write_text(PAGE, encoding="utf-8")
    command("extract", "page.html", "-o", "page.pot")
    run = command("update", "page.pot", "kk.po", "--keep", "p-zzzz")
    assert (run.status, "no unit has the id “p-zzzz”" in run.err) == (0, True)


def test_update_is_quiet_of_an_id_that_it_knows(command: Command, tmp_path: Path) -> None:
    project = make(tmp_path)
    entry = load(project.settings.catalog_path("bridge", Locale("kk")))[0]
    assert command("update", "--keep", entry.notes.ids[0]).err == ""


def test_update_says_that_a_derived_locale_has_no_catalog(command: Command, tmp_path: Path) -> None:
    make(tmp_path, CONFIGURATION + '[locales.kk-Latn]\nfrom = "kk"\n')
    run = command("update", "-l", "kk-Latn")
    assert run.status == 0
    assert run.err == (
        "hint: kk-Latn is made from kk and has no catalogs of its own."
        " Hint: run toolkit update -l kk.\n"
    )
    assert command("update").err == ""


def test_update_says_that_nothing_is_translated_into_the_source_language(
    command: Command, tmp_path: Path
) -> None:
    make(tmp_path, CONFIGURATION + "[locales.en]\n")
    assert command("update").err == (
        "hint: nothing is translated into en: all documents are written in it."
        " Hint: delete [locales.en].\n"
    )


def test_update_ends_with_a_summary_for_each_locale(command: Command) -> None:
    make(Path())
    Path("articles/other.txt").write_text("Other news\n\nText.\n")
    run = command("update", "-v")
    assert run.out == "kk: 5 kept, 2 new\nug: 5 kept, 2 new\n"
    assert "locales/kk/LC_MESSAGES/other.po: 2 new" in run.err


def test_a_mistyped_verb_is_told_the_nearest(command: Command) -> None:
    assert "Did you mean “build”?" in command("buidl").err


@pytest.mark.parametrize("epoch", ["abc", "99999999999999999", "253402300800"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("update",),
        ("build",),
        ("status",),
        ("check", "--editions"),
        ("memory", "stats"),
        ("formats",),
        ("bundle",),
    ],
    ids=" ".join,
)
def test_a_moment_that_is_none_is_the_same_error_for_every_verb(
    arguments: tuple[str, ...], epoch: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(Path.cwd())
    before = contents(Path.cwd())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run = command(*arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"error: SOURCE_DATE_EPOCH is “{epoch}”, which is ")
    assert " Hint: " in run.err
    assert contents(Path.cwd()) == before


@pytest.mark.parametrize("arguments", [("build",), ("bundle", "keygen")], ids=" ".join)
def test_help_needs_no_moment(
    arguments: tuple[str, ...], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    assert command(*arguments, "--help").status == 0


@pytest.mark.slow
def test_a_newsroom_builds_in_the_last_second_there_is(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(Path.cwd())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert (command("update").status, command("build").status) == (0, 0)
    assert "9999-12-31 23:59" in Path("locales/bridge.pot").read_text()

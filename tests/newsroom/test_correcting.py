"""Correcting: what each severity does to a source, its catalogs and its editions."""

import datetime as dt
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.document.formats.docx_files import paragraph, run, word_file
from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import load
from toolkit.catalog.review import Stage
from toolkit.document.recorded_corrections import RecordedCorrection, RecordedPassage
from toolkit.localizing.adapting.fitting import source_mark
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.corrections import read_corrections, record_correction
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviewing import Chosen, Signature, reviewed_texts, sign_texts

pytestmark = pytest.mark.slow

KK = Locale("kk")
DAY = dt.date(2026, 3, 9)
TYPO, STYLE, FACT, LEGAL = CorrectionSeverity
CORRECTED = "Түпнұсқаға түзету енгізілді. Түзету әлі аударылған жоқ."
ARTICLE = """---
headline: Village gets its bridge back
date: 2026-03-03
---
The bridge opened on Tuesday for everyone.

It was washed away in 2017.
"""
STRICT = CONFIGURATION.replace("[locales.kk]\n", "[locales.kk]\npublish = { threshold = 100 }\n")


def newsroom(folder: Path, article: str = ARTICLE) -> Project:
    project = make(folder, STRICT, article)
    translate(project, "kk")
    project.build()
    return project


def source(project: Project) -> Path:
    return project.settings.root / "articles/bridge.txt"


def edit(project: Project, before: str = "for everyone", after: str = "for all") -> None:
    data = source(project).read_bytes()
    source(project).write_bytes(data.replace(before.encode(), after.encode()))


def fuzzy(project: Project) -> list[str]:
    return [each.msgid for each in load(project.settings.catalog_path("bridge", KK)) if each.fuzzy]


def page(project: Project) -> str:
    project.build()
    return (project.settings.root / "output/kk/bridge.html").read_text("utf-8")


def test_a_typo_keeps_translations(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "everyone", "everybody")
    done, _ = project.correct("bridge", TYPO)
    assert [each.id for each in done.passages] == list(done.kept)
    assert fuzzy(project) == []
    assert "kk: The bridge opened" in page(project)


@pytest.mark.parametrize(("severity", "stage"), [(TYPO, Stage.APPROVED), (STYLE, Stage.DRAFT)])
def test_a_typo_keeps_approvals(tmp_path: Path, severity: CorrectionSeverity, stage: Stage) -> None:
    project = newsroom(tmp_path)
    sign_texts(project.settings, Chosen(KK), Signature("e1", translator="t3"))
    edit(project, "everyone", "everybody")
    project.correct("bridge", severity)
    texts = reviewed_texts(project.settings, [KK])
    assert [each.stage for each in texts if "everybody" in each.entry.msgid] == [stage]


def test_style_has_translations_looked_at_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project)
    before = source(project).read_bytes()
    project.correct("bridge", STYLE)
    assert fuzzy(project) == ["The bridge opened on Tuesday for all."]
    assert source(project).read_bytes() == before


def test_a_fact_is_told_on_every_page_at_once(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "2017", "2018")
    project.correct("articles/bridge.txt", FACT, "The year\nwas wrong.", day=DAY)
    assert fuzzy(project) == ["It was washed away in 2018."]
    shown = page(project)
    assert CORRECTED in shown
    assert "The year was wrong." in shown
    assert 'datetime="2026-03-09"' in shown


def test_what_is_told_is_said_no_more_when_it_is_translated(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "2017", "2018")
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    translate(project, "kk")
    assert CORRECTED not in page(project)
    assert "kk: The year was wrong." in page(project)


def test_a_legal_correction_withdraws_all_editions(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", LEGAL)
    project.build()
    assert not any(b"washed away" in data for data in contents(tmp_path / "output").values())


def test_a_new_correction_comes_first(tmp_path: Path) -> None:
    old = "corrections:\n- 2026-03-04 The town was wrong.\ndate"
    project = newsroom(tmp_path, ARTICLE.replace("date", old, 1))
    edit(project)
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    edit(project, "all", "us")
    project.correct("bridge", FACT, "Not for all.", day=DAY)
    shown = page(project).partition('id="corrections"')[2]
    notes = ("Not for all.", "The year was wrong.", "The town was wrong.")
    assert sorted(notes, key=shown.index) == list(notes)


def test_it_is_recorded_with_its_passages(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project)
    done, _ = project.correct("bridge", FACT, 'The “year”\n was "wrong".', day=DAY)
    (passage,) = done.passages
    assert read_corrections(project.settings, "bridge") == (
        RecordedCorrection(
            DAY,
            'The “year” was "wrong".',
            passages=(RecordedPassage(passage.id, source_mark(passage)),),
        ),
    )


def test_a_note_that_quotes_what_was_wrong_takes_nothing_from_the_passage(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    (before,) = (each.id for each in project.units() if "everyone" in each.message)
    edit(project, "on Tuesday for everyone", "yesterday")
    note = "The bridge opened on Tuesday, but not for everyone."
    done, _ = project.correct("bridge", FACT, note, day=DAY)
    assert [each.id for each in done.passages] == [before]
    assert [each.id for each in project.units() if "yesterday" in each.message] == [before]
    assert "The bridge opened yesterday." in fuzzy(project)


def test_what_people_wrote_into_the_record_stays(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    path = project.settings.corrections_path("bridge")
    path.write_text('# ours\n[[correction]]\nday = 2026-03-04 # a day\nnote = "No."', "utf-8")
    edit(project)
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    assert path.read_text("utf-8").startswith("# ours\n[[correction]]\nday = 2026-03-04 # a day\n")
    assert len(read_corrections(project.settings, "bridge")) == len(["No.", "The year was wrong."])


SOURCES = {
    "txt": ARTICLE,
    "md": "# Bridge\n\nOpen for everyone.\n",
    "html": "<!doctype html><title>Bridge</title><body><p>Open for everyone.</p></body>",
    "htm": "<p>Open for everyone.</p>",
    "xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>B</title></head>'
    "<body><p>Open for everyone.</p></body></html>",
    "dbk": '<article xmlns="http://docbook.org/ns/docbook" version="5.0"><title>Bridge</title>'
    "<para>Open for everyone.</para></article>",
    "tei": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    "<p>Open for everyone.</p></body></text></TEI>",
    "dita": '<topic id="t"><title>Bridge</title><body><p>Open for everyone.</p></body></topic>',
    "xml": "<notes><note>Open for everyone.</note></notes>",
}


def in_format(folder: Path, suffix: str) -> tuple[Project, Path]:
    """Make a newsroom of one source in a format, translated and published."""
    (folder / "articles").mkdir(parents=True)
    file = folder / f"articles/bridge.{suffix}"
    if suffix == "docx":
        file.write_bytes(word_file(paragraph(run("Open for everyone."))))
    else:
        file.write_text(SOURCES[suffix], "utf-8")
    configuration = STRICT.replace("*.txt", f"*.{suffix}")
    project = make(folder, configuration, ARTICLE)
    translate(project, "kk")
    project.build()
    return project, file


def published(project: Project, tag: str) -> str:
    """Return the page of an edition, or what stands for it in its format."""
    folder = project.settings.root / "output" / tag
    pages = sorted(folder.glob("bridge*"), key=lambda each: each.suffix not in {".html", ".htm"})
    return unescape(pages[0].read_text("utf-8"))


@pytest.mark.parametrize("suffix", [*SOURCES, "docx"])
def test_every_format_tells_a_fact_in_every_edition(tmp_path: Path, suffix: str) -> None:
    project, file = in_format(tmp_path, suffix)
    if suffix == "docx":
        file.write_bytes(word_file(paragraph(run("Open for all."))))
    else:
        file.write_text(file.read_text("utf-8").replace("everyone", "all"), "utf-8")
    after = file.read_bytes()
    done, _ = project.correct("bridge", FACT, "It was wrong.", day=DAY)
    assert [each.message for each in done.passages if "all" in each.message]
    translate(project, "kk", but="It was wr")
    project.build()
    assert "It was wrong." in published(project, "en")
    assert "It was wrong." in published(project, "kk")
    translate(project, "kk")
    project.build()
    assert "kk: It was wrong." in published(project, "kk")
    assert file.read_bytes() == after


@pytest.mark.parametrize("suffix", [*SOURCES, "docx"])
def test_every_format_is_withdrawn(tmp_path: Path, suffix: str) -> None:
    project, _ = in_format(tmp_path, suffix)
    project.correct("bridge", LEGAL)
    project.build()
    found = {path: data for path, data in contents(tmp_path / "output").items() if "bridge" in path}
    assert not any(b"everyone" in data for data in found.values())
    assert all(b"noindex" in each or b'status="canceled"' in each for each in found.values())


@pytest.mark.parametrize("suffix", [*SOURCES, "docx"])
def test_every_format_tells_what_was_wrong_in_a_translation(tmp_path: Path, suffix: str) -> None:
    project, _ = in_format(tmp_path, suffix)
    project.correct("bridge", FACT, "Қате болды.", tag="kk", day=DAY)
    project.build()
    assert "Қате болды." in published(project, "kk")
    assert "Қате болды." not in published(project, "en")


def test_it_goes_along_when_its_document_moves(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project)
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    project.move("bridge", "river")
    assert read_corrections(project.settings, "river")
    assert not project.settings.corrections_path("bridge").exists()


def test_to_delete_what_is_recorded_publishes_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", LEGAL)
    project.build()
    project.settings.corrections_path("bridge").unlink()
    assert "kk: The bridge opened" in page(project)


@pytest.mark.parametrize(
    ("severity", "given", "message"),
    [
        (FACT, {"note": " "}, "has no text for readers"),
        (FACT, {"note": "\x07"}, "cannot be printed"),
        (FACT, {"note": "a\u202eb"}, "cannot be printed"),
        (FACT, {"note": "x", "passages": ["p-none"]}, "has no passage “p-none”: it may be gone"),
        (FACT, {"note": "x", "tag": "de"}, "the newsroom has no locale de"),
        (FACT, {"note": "x", "tag": "en"}, "is written in en"),
        (FACT, {"note": "x", "tag": "ug"}, "is not translated into ug"),
        (FACT, {"note": "", "tag": "kk"}, "has no text for readers"),
        (TYPO, {"note": "x", "tag": "kk"}, "is told to nobody"),
        (STYLE, {"note": "x", "tag": "kk"}, "is told to nobody"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    tmp_path: Path, severity: CorrectionSeverity, given: dict[str, Any], message: str
) -> None:
    project = newsroom(tmp_path)
    project.settings.catalog_path("bridge", Locale("ug")).unlink(missing_ok=True)
    edit(project)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match=message):
        project.correct("bridge", severity, **given)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("tag", ["", "kk"])
def test_a_protected_name_is_never_recorded(tmp_path: Path, tag: str) -> None:
    project = newsroom(tmp_path)
    edit(project)
    protect(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match="the message has the protected name of “witness”"):
        project.correct("bridge", FACT, "Aigerim Testova said so.", tag=tag)
    assert contents(tmp_path) == before


def test_a_record_from_before_the_protection_is_refused(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", FACT, "Aigerim Testova said so.", tag="kk")
    protect(tmp_path)
    assert "corrections.toml" in " ".join(str(each) for each in project.build().findings)


def test_an_unknown_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="bridg"):
        newsroom(tmp_path).correct("bridg", FACT, "x")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("[[correction]]\n", "“day” must be a date"),
        ("[[correction]]\nday = 2026-03-09\n", "the key “note” is missing"),
        ('[[correction]]\nday = 2026-03-09T06:00:00Z\nnote = "x"\n', "“day” must be a date"),
        ('[[correction]]\nday = 2026-03-09\nnote = "x"\nseverity = "typo"\n', "cannot be “typo”"),
        ('[[correction]]\nday = 2026-03-09\nnote = "x"\nlocale = "?"\n', "language tag"),
        ('[[correction]]\nday = 2026-03-09\nnote = "\\u0007"\n', "cannot be printed"),
        (
            '[[correction]]\nday = 2026-03-09\nnote = "x"\npassages = [{}]\n',
            "the key “id” is missing",
        ),
        ("[correction]\nday = 2026-03-09\n", "must be an array of tables"),
        ("[[corection]]\n", "unknown key “corection”"),
    ],
)
def test_a_record_that_is_wrong_holds_back_its_document_only(
    tmp_path: Path, record: str, message: str
) -> None:
    project = newsroom(tmp_path)
    (tmp_path / "articles/river.txt").write_text("River\n\nIt is long.\n", "utf-8")
    project.settings.corrections_path("bridge").write_text(record, "utf-8")
    report = project.build()
    assert message in " ".join(str(each) for each in report.findings)
    assert (tmp_path / "output/en/river.html").exists()
    assert (tmp_path / "output/en/bridge.html").exists()


def test_a_correction_of_nothing_is_refused(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match="no passage of “bridge” has changed"):
        project.correct("bridge", TYPO)
    assert contents(tmp_path) == before


def test_a_record_in_the_lines_of_windows_stays_byte_by_byte(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    path = project.settings.corrections_path("bridge")
    written = b'\xef\xbb\xbf# ours\r\n[[correction]]\r\nday = 2026-03-04\r\nnote = "No."\r\n'
    path.write_bytes(written)
    edit(project)
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    after = path.read_bytes()
    assert after.startswith(written)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_correction_that_a_dead_run_recorded_is_told_once(tmp_path: Path) -> None:
    project = make(tmp_path)
    correction = RecordedCorrection(dt.date(2026, 3, 9), "It was the ferry.", None, False, ())
    for _ in range(2):
        record_correction(project.settings, "bridge", correction)
    assert read_corrections(project.settings, "bridge") == (correction,)

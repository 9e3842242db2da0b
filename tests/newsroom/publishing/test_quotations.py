"""What people said, in the parallel view: if asked, in their own language, and nothing else."""

from pathlib import Path

import pytest
from lxml import html

from tests.newsrooms import make, translate
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

CONFIGURATION = """source = "en"
title = "Test"
quotations = true

[[documents]]
files = "articles/*.txt"
editions = ["html", "parallel", "single", "tei", "ninjs"]

[locales.kk]

[locales.kk-Latn]
from = "kk"

[locales.ug]

[locales.ru]
quotations = false
"""
ARTICLE = """A village waits

Dana Omarova Mar 3, 2026

“We were never told why,” said Aigul Bek. “Nobody came to us.”

The judge said “the case is closed for now” on Tuesday.
"""
SAID = "Бізге себебін ешқашан <b>айтқан</b> жоқ"
QUOTES = f"""
[[quote]]
id = "p-1"
words = "We were never told why"
speaker = "a woman of whom nobody knows"
language = "kk"
original = "{SAID}"
recording = "call-of-2-March"
time = "00:12:07"
status = "translated"

[[quote]]
id = "p-1"
words = "the case is closed for now"
original = "дело пока закрыто"
language = "ru"
status = "paraphrase"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path, CONFIGURATION, ARTICLE)
    for tag in ("kk", "ug", "ru"):
        translate(project, tag)
    write(project, QUOTES)
    return project


def write(project: Project, text: str) -> None:
    project.settings.quotes_path("bridge").write_text(text, encoding="utf-8")


def said(project: Project, tag: str) -> list[tuple[str, str | None, str | None, str]]:
    path = project.settings.root / "output" / tag / "bridge.parallel.html"
    figures = html.document_fromstring(path.read_bytes()).cssselect(".pair .source figure.said")
    found = []
    for each in figures:
        caption, words = each
        label = caption.text_content()
        found.append((label, words.get("lang"), words.get("dir"), words.text_content()))
    return found


def test_the_original_stands_below_its_passage_in_its_own_language(project: Project) -> None:
    project.build()
    assert said(project, "ug") == [
        ("ئېيتىلغان پېتى (قازاقچە)", "kk", "ltr", f"«{SAID}»"),
    ]


def test_another_alphabet_shows_the_letters_in_which_it_was_written_down(project: Project) -> None:
    project.build()
    assert [words for *_, words in said(project, "kk-Latn")] == [f"«{SAID}»"]


def test_in_the_language_that_was_spoken_the_translation_has_it(project: Project) -> None:
    project.build()
    assert said(project, "kk") == []


def test_a_locale_can_do_without(project: Project) -> None:
    project.build()
    assert said(project, "ru") == []


def test_speakers_recordings_and_times_are_in_no_edition(project: Project) -> None:
    project.update()
    project.build()
    output = project.settings.root / "output"
    published = b"".join(each.read_bytes() for each in output.rglob("*") if each.is_file())
    for secret in ("a woman of whom nobody knows", "call-of-2-March", "00:12:07"):
        assert secret.encode() not in published


def test_what_is_changed_in_the_file_is_published_by_the_next_build(project: Project) -> None:
    project.build()
    write(project, QUOTES.replace(SAID, "Басқа сөздер айтылды"))
    project.build()
    assert [words for *_, words in said(project, "ug")] == ["«Басқа сөздер айтылды»"]
    write(project, "")
    project.build()
    assert said(project, "ug") == []


def test_a_wrong_file_leaves_what_is_published(project: Project) -> None:
    project.build()
    write(project, "[[quote]]\nid = 3\n")
    assert "quotes" in {each.code for each in project.build().findings}
    assert said(project, "ug")


def test_nothing_is_shown_that_was_not_asked_for(tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION.replace("quotations = true\n", ""), ARTICLE)
    translate(project, "ug")
    write(project, QUOTES)
    project.build()
    assert said(project, "ug") == []

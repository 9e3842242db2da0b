"""Corrections: what editions say of them is so, whatever is translated."""

from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

LEFT_OUT = "Кейбір үзінділер әлі аударылған жоқ, сондықтан берілмеді."
SHOWN = "Кейбір үзінділер әлі аударылған жоқ. Олардың тілі: ағылшын тілі."
CORRECTED = "Түпнұсқаға түзету енгізілді. Түзету әлі аударылған жоқ."
NOTICES = (SHOWN, LEFT_OUT, CORRECTED)
ARTICLE = """---
headline: Village gets its bridge back
date: 2026-03-03
corrections:
  - 2026-03-05 The town was wrong.
---
The bridge opened on Tuesday.

It is long.
"""
EVERY = '["html", "nitf", "newsml", "docbook", "tei", "ninjs"]'
SUFFIXES = ("html", "xml", "newsml.xml", "docbook.xml", "tei.xml", "ninjs.json")


def built(folder: Path, missing: str, publish: str = "") -> Project:
    configuration = CONFIGURATION.replace("[locales.kk]\n", f"[locales.kk]\n{publish}\n")
    configuration = configuration.replace('.txt"\n', f'.txt"\neditions = {EVERY}\n')
    project = make(folder, configuration, ARTICLE)
    translate(project, "kk", but=missing)
    project.build(["kk"])
    return project


def edition(project: Project, suffix: str) -> str:
    return (project.settings.root / "output/kk" / f"bridge.{suffix}").read_text("utf-8")


@pytest.mark.parametrize(
    ("missing", "publish", "told"),
    [
        ("nothing", "", ()),
        ("It is", "", (SHOWN,)),
        ("The town", "", (SHOWN, CORRECTED)),
        ("T", "", (SHOWN, CORRECTED)),
        ("It is", 'publish = { untranslated = "omit" }', (LEFT_OUT,)),
        ("The town", 'publish = { untranslated = "omit" }', (SHOWN, CORRECTED)),
        ("T", 'publish = { untranslated = "omit" }', (SHOWN, LEFT_OUT, CORRECTED)),
        ("It is", "publish = { threshold = 90, priority = 1, summary = true }", (LEFT_OUT,)),
        ("The", "publish = { threshold = 90, priority = 0, summary = true }",
         (SHOWN, LEFT_OUT, CORRECTED)),
    ],
)  # fmt: skip
def test_a_page_says_what_is_so(
    tmp_path: Path, missing: str, publish: str, told: tuple[str, ...]
) -> None:
    page = edition(built(tmp_path, missing, publish), "html")
    assert [each for each in NOTICES if each in page] == list(told)


@pytest.mark.parametrize("publish", ["", 'publish = { untranslated = "omit" }'])
def test_a_correction_is_never_left_out(tmp_path: Path, publish: str) -> None:
    page = edition(built(tmp_path, "The town", publish), "html")
    assert '<span class="untranslated" lang="en" dir="ltr">The town was wrong.</span>' in page


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_says_that_the_original_was_corrected(tmp_path: Path, suffix: str) -> None:
    assert CORRECTED in edition(built(tmp_path, "The town"), suffix)

"""Edition days: a translation says when it was first published and changed, the original apart."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

KK = Locale("kk")
TODAY = dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)
FORMS = '["html", "newsml", "ninjs", "epub"]'
ARTICLE = """---
headline: The river rose
date: 2024-01-05
---
Body text is here.
"""


def newsroom(folder: Path, revised: str = "2026-11-20 10:00+0000", more: str = "") -> Project:
    configuration = f'base_url = "https://news.example/"\n{CONFIGURATION}{more}'
    configuration = configuration.replace('.txt"\n', f'.txt"\neditions = {FORMS}\n')
    project = make(folder, configuration, ARTICLE)
    translate(project, "kk")
    revise(project, revised=revised)
    project.build(now=TODAY)
    return project


def revise(project: Project, body: str = "", revised: str = "") -> None:
    """Mend the translation of the body, or say when the catalog was revised."""
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    for entry in catalog:
        if body and entry.msgid.startswith("Body"):
            entry.msgstr = body
    save(catalog, path)
    if revised:
        said = re.sub(r"PO-Revision-Date: [^\\]*", f"PO-Revision-Date: {revised}", path.read_text())
        path.write_text(said)


def said(project: Project, tag: str = "kk") -> dict[str, str]:
    """Return the days that each form says."""
    output = project.settings.root / "output"
    found = {
        name: re.findall(pattern, (output / path).read_text("utf-8"))[-1:]
        for name, path, pattern in (
            ("page", f"{tag}/bridge.html", 'class="dates">\n.*<time datetime="([^"]*)'),
            ("published", f"{tag}/bridge.html", '"datePublished": "([^"]*)'),
            ("modified", f"{tag}/bridge.html", '"dateModified": "([^"]*)'),
            ("version", f"{tag}/bridge.newsml.xml", ' version="([0-9]*)" xml:lang'),
            ("created", f"{tag}/bridge.newsml.xml", "<versionCreated>([0-9-]*)"),
            ("first", f"{tag}/bridge.newsml.xml", "<firstCreated>([0-9-]*)"),
            ("entry", f"{tag}/feed.atom", "<published>([0-9-]*)"),
            ("feed", f"{tag}/feed.atom", "<updated>([0-9-]*)"),
            ("sitemap", "sitemap.xml", f"{tag}/bridge.html</loc>\n    <lastmod>([0-9-]*)"),
        )
    }
    ninjs = json.loads((output / tag / "bridge.ninjs.json").read_text("utf-8"))
    return {name: each[0] if each else "" for name, each in found.items()} | {
        "ninjs": {key.lower(): each for key, each in ninjs.items()}["versioncreated"][:10]
    }


def test_an_article_of_an_earlier_year_is_new_in_its_language(tmp_path: Path) -> None:
    days = said(newsroom(tmp_path))
    assert days["page"] == ""
    assert (days["published"], days["entry"], days["first"]) == (
        "2026-11-20",
        "2026-11-20",
        "2024-01-05",
    )
    assert (days["modified"], days["version"]) == ("", "202611201000")


def test_a_mended_translation_reaches_partners_and_readers(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    revise(project, "Mended.", "2026-11-28 09:00+0000")
    project.build(now=TODAY)
    days = said(project)
    assert (days["published"], days["entry"], days["first"]) == (
        "2026-11-20",
        "2026-11-20",
        "2024-01-05",
    )
    assert days["version"] == "202611280900"
    changed = ("page", "modified", "created", "feed", "sitemap", "ninjs")
    assert {days[each] for each in changed} == {"2026-11-28"}


def test_who_mends_without_a_date_changes_it_today(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    revise(project, "Mended.")
    project.build(now=TODAY)
    assert said(project)["created"] == "2026-12-24"


def test_a_change_keeps_its_day(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    revise(project, "Mended.")
    project.build(now=TODAY)
    before = contents(tmp_path / "output")
    project.build(now=TODAY + dt.timedelta(days=9), everything=True)
    assert contents(tmp_path / "output") == before


def test_a_clock_that_goes_back_makes_no_change_earlier(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    revise(project, "Mended.")
    project.build(now=TODAY)
    revise(project, "Mended again.")
    project.build(now=TODAY - dt.timedelta(days=99))
    assert said(project)["version"] == "202612241201"


def test_two_changes_of_one_minute_are_two_versions(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    versions = []
    for text in ("Mended.", "Mended again.", "Once more."):
        revise(project, text)
        project.build(now=TODAY)
        versions.append(int(said(project)["version"]))
    assert versions == sorted(set(versions))


def test_a_catalog_of_the_last_minute_is_published_and_mended(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "9999-12-31 23:59+0000")
    revise(project, "Mended.")
    assert project.build(now=TODAY).unread == ()
    assert said(project)["version"] == "999912312359"


def test_a_new_date_over_the_same_texts_is_no_change(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = contents(tmp_path / "output")
    revise(project, revised="2026-11-29 09:00+0000")
    project.build(now=TODAY)
    assert contents(tmp_path / "output") == before


def test_the_original_has_its_own_days(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = said(project, "en")
    revise(project, "Mended.")
    project.build(now=TODAY)
    assert said(project, "en") == before
    assert before["version"] == "20240105"


@pytest.mark.parametrize("revised", ["YEAR-MO-DA HO:MI+ZONE", "", "2023-01-01 00:00+0000", "x"])
def test_a_catalog_that_names_no_day_leaves_the_article_s(tmp_path: Path, revised: str) -> None:
    days = said(newsroom(tmp_path, revised))
    assert (days["entry"], days["version"]) == ("2024-01-05", "20240105")


def test_a_derived_locale_changes_with_its_base(tmp_path: Path) -> None:
    project = newsroom(tmp_path, more='[locales.kk-Latn]\nfrom = "kk"\n')
    revise(project, "Mended.")
    project.build(now=TODAY)
    assert said(project, "kk-Latn") == said(project)

"""Restored names: what editions have in the source's own words, by policy and locale."""

import re
from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.carried_texts import carried_texts
from toolkit.newsroom.protection.replacing import replacer
from toolkit.newsroom.protection.searching import searcher

pytestmark = pytest.mark.slow

ARTICLE = """---
title: Aigerim Testova speaks
date: 2026-03-03
description: Testova was in prison.
tags: [Aigerim Testova, prison]
---

Aigerim said so on Monday.

A wall has **Testova** on it.

![Aigerim in court](wall.png)
"""
PAGE = """<!doctype html><html lang="en"><head><title>Aigerim Testova speaks</title>
<meta name="description" content="Testova was in prison."></head>
<body><h1>Aigerim Testova speaks</h1><p title="Aigerim">Aigerim said so on Monday.</p></body></html>
"""
CONFIGURATION = """source = "en"
title = "Test"
base_url = "https://news.example/"
feeds = "full"

[[documents]]
files = "articles/*.*"
editions = ["html", "parallel", "nitf", "ninjs", "text", "telegram", "markdown", "epub", "single"]

[locales.kk]
[locales.kk-Arab]
from = "kk"
[locales.ug]
"""
NAMES = ("aigerim", "testova", "айгер", "тестов", "ايگەر")
PSEUDONYMS = ("dana", "ospanova", "гүлнәр", "оспанова", "گۇلنار")


def newsroom(folder: Path, restore: str, configuration: str = CONFIGURATION) -> Project:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text(ARTICLE)
    (folder / "articles" / "b.html").write_text(PAGE)
    (folder / "toolkit.toml").write_text(configuration)
    protect(folder, WITNESS.replace("[persons.witness]", f"[persons.witness]\nrestore = {restore}"))
    project = Project.load(folder)
    project.update()
    for document in ("a", "b"):
        translate_one(project, "kk", document, "Гүлнәр дүйсенбіде айтты.")
        translate_one(project, "ug", document, "دىلنۇر دۈشەنبە دېدى.")
    return project


def translate_all(project: Project, document: str, target: str) -> None:
    """Translate all that a catalog has into one word."""
    path = project.settings.root / f"locales/kk/LC_MESSAGES/{document}.po"
    catalog = load(path)
    for entry in catalog:
        entry.msgstr = re.sub(r"[^<>]+(?![^<]*>)", f" {target} ", entry.msgid)
    save(catalog, path)


def translate_one(project: Project, tag: str, document: str, target: str) -> None:
    """Put one translation into a catalog; all else stays in the source's language."""
    path = project.settings.root / f"locales/{tag}/LC_MESSAGES/{document}.po"
    catalog = load(path)
    for entry in catalog:
        if entry.msgid == "Dana said so on Monday.":
            entry.msgstr = target
    save(catalog, path)


def published(project: Project) -> dict[str, str]:
    """Build, and return what was published, as text, by its path."""
    report = project.build()
    # The article shows a picture that is not there; nothing else is wrong, and nothing held back.
    assert [each for each in report.findings if each.code != "missing-file"] == []
    return {
        path: "\n".join(text for _, text in carried_texts(data, path)).lower()
        for path, data in contents(project.settings.root / "output").items()
    }


def having(files: dict[str, str], words: tuple[str, ...]) -> set[str]:
    """Return the folders in which a file has any of some words."""
    return {
        path.partition("/")[0]
        for path, text in files.items()
        if any(each in text for each in words)
    }


@pytest.mark.parametrize(
    ("restore", "named"),
    [
        ("[]", set()),
        ('["kk"]', {"kk", "kk-Arab", ".published"}),
        ('["en"]', {"en", ".published"}),
        ('["en", "ug"]', {"en", "ug", ".published"}),
    ],
)
def test_only_the_locales_that_restore_have_the_name(
    restore: str, named: set[str], tmp_path: Path
) -> None:
    files = published(newsroom(tmp_path, restore))
    assert having(files, NAMES) == named
    assert {path for path in files if path.startswith("mul")} == {"mul/a.single.html"}


def test_a_locale_that_restores_has_no_pseudonym_but_in_addresses(tmp_path: Path) -> None:
    files = published(newsroom(tmp_path, '["kk"]'))
    said = {
        path: re.sub("dana-ospanova|dana%20ospanova", "", text)
        for path, text in files.items()
        if path.startswith("kk") and "dana-ospanova" not in path
    }
    assert having(said, PSEUDONYMS) == set()
    assert "айгерім дүйсенбіде айтты" in said["kk/a.html"]
    without = {path for path, text in said.items() if "testova speaks" not in text}
    assert without == set()


def test_beside_its_original_a_translation_has_the_same_names(tmp_path: Path) -> None:
    for restore, there, missing in (("kk", NAMES, PSEUDONYMS), ("en", PSEUDONYMS, NAMES)):
        folder = tmp_path / restore
        folder.mkdir()
        page = published(newsroom(folder, f'["{restore}"]'))["kk/a.parallel.html"]
        assert f"{there[0]} said so on monday" in page
        assert not any(each in re.sub("dana-ospanova", "", page) for each in missing)


@pytest.mark.parametrize("decay", ["keep", "previous", "source", "withhold"])
def test_what_changed_since_has_the_name_too(decay: str, tmp_path: Path) -> None:
    policy = f'[locales.kk]\npublish = {{ threshold = 30, decay = "{decay}" }}\n'
    project = newsroom(
        tmp_path, '["kk"]', CONFIGURATION.replace("[locales.kk]\n", policy).replace(', "epub"', "")
    )
    translate_all(project, "a", "Гүлнәр")
    assert "kk/a.html" in published(project)
    path = tmp_path / "articles" / "a.md"
    path.write_text(path.read_text().replace("said so on Monday", "said all that on Monday"))
    project.update()
    files = published(project)
    assert having(files, NAMES) == {"kk", "kk-Arab", ".published"}
    shown = [text for path, text in files.items() if path.startswith("kk/a.")]
    assert not any("гүлнәр" in text for text in shown)
    if decay in {"keep", "source"}:
        assert "aigerim said all that on monday" in files["kk/a.html"]


QUOTE = """[[quote]]
id = "{id}"
words = "Dana said so"
language = "kk"
original = "солай деді"
status = "translated"
"""


def test_a_quotation_is_placed_by_the_words_that_everyone_works_with(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace('title = "Test"', 'title = "Test"\nquotations = true')
    project = newsroom(tmp_path, '["ug"]', configuration.replace(', "epub"', ""))
    entries = load(tmp_path / "locales" / "a.pot")
    (said,) = (each for each in entries if each.msgid == "Dana said so on Monday.")
    (tmp_path / "locales" / "a.quotes.toml").write_text(QUOTE.format(id=said.notes.ids[0]))
    page = published(project)["ug/a.parallel.html"]
    assert "aigerim said so on monday" in page
    assert "солай деді" in page


MOTHER = """
[persons.mother]
restore = ["en"]
[persons.mother.forms.en]
name = "Aigerim Sadykova"
pseudonym = "Raushan Omarova"
[persons.mother.forms.ru]
name = "Айгерим Садыкова"
pseudonym = "Раушан Омарова"
"""


def test_a_longer_name_that_is_restored_is_left_whole(tmp_path: Path) -> None:
    protection = protect(tmp_path, WITNESS + MOTHER).unrestored(frozenset({Locale("en")}))
    text = "Aigerim Sadykova met Aigerim."
    assert replacer(protection, Locale("en")).replace(text).text == "Aigerim Sadykova met Dana."
    find = searcher(protection).find
    assert not find("С Айгерим Садыковой говорили.")
    assert find("С Айгерим говорили.")


def test_where_a_name_would_part_an_article_otherwise_the_pseudonym_stays(tmp_path: Path) -> None:
    """“Mr.” ends no sentence, and its pseudonym does."""
    configuration = CONFIGURATION.replace('html", "par', 'text", "par').replace(
        "[[documents]]", '[[documents]]\nsegmentation = "sentence"'
    )
    toml = '[persons.a]\nrestore = ["en"]\n[persons.a.forms.en]\nname = "Mr"\npseudonym = "Dana"\n'
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Bridge\n\nMr. Smith said that he came.\n")
    (tmp_path / "toolkit.toml").write_text(configuration)
    protect(tmp_path, toml)
    project = Project.load(tmp_path)
    project.update()
    assert project.build().unread == ()
    assert "Dana. Smith said" in (tmp_path / "output" / "en" / "a.mail.txt").read_text()

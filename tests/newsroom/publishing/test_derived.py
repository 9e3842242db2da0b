"""Derived locales: one catalog, several alphabets."""

from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Catalog, load, save
from toolkit.newsroom.project import Project

CONFIGURATION = """source = "en"

[[documents]]
files = "articles/*.txt"

[locales.kk-Latn]
from = "kk"

[locales.kk]

[locales.kk-Arab]
from = "kk"
"""
TRANSLATION = {
    "Village gets its bridge back": "Ауыл көпірін қайтарды",
    "Children walk to school again.": "Балалар мектепке қайта барады.",
    "Dana Omarova": "Дана Омарова",
    "The bridge opened on Tuesday.": "Көпір сейсенбіде ашылды.",
    "It was washed away in 2017.": "Оны 2017 жылы су шайып кеткен.",
}


def fill(catalog: Catalog, translation: dict[str, str]) -> None:
    for entry in catalog:
        entry.msgstr = translation.get(entry.msgid, "")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path, CONFIGURATION)
    path = project.settings.catalog_path("bridge", Locale("kk"))
    catalog = load(path)
    fill(catalog, TRANSLATION)
    save(catalog, path)
    return project


def page(project: Project, tag: str) -> str:
    project.build()
    return (project.settings.root / "output" / tag / "bridge.html").read_text("utf-8")


def test_a_derived_locale_has_no_catalogs(project: Project) -> None:
    catalogs = project.settings.root / "locales"
    assert sorted(path.parent.parent.name for path in catalogs.rglob("*.po")) == ["kk"]


@pytest.mark.slow
def test_a_derived_locale_has_editions_in_its_alphabet(project: Project) -> None:
    latin, arabic = page(project, "kk-Latn"), page(project, "kk-Arab")
    assert "Köpır seisenbıde aşyldy." in latin
    assert '<html lang="kk-Arab" dir="rtl"' in arabic
    assert "كوپىر سەيسەنبىدە اشىلدى." in arabic


def test_a_derived_locale_is_as_far_as_the_one_it_is_derived_from(project: Project) -> None:
    kk, latin = (
        {each.locale.tag: each for each in project.status()}[tag] for tag in ("kk", "kk-Latn")
    )
    assert latin.units == kk.units


@pytest.mark.slow
def test_its_own_catalog_overrides_what_the_rules_give(project: Project) -> None:
    template = load(project.settings.template_path("bridge"))
    fill(template, {"Dana Omarova": "Dana Omarova"})
    path = project.settings.catalog_path("bridge", Locale("kk-Latn"))
    path.parent.mkdir(parents=True)
    template.metadata["Language"] = "kk-Latn"
    save(template, path)
    shown = page(project, "kk-Latn")
    assert "Dana Omarova" in shown
    assert "Köpır seisenbıde aşyldy." in shown


@pytest.mark.slow
def test_an_override_that_is_fuzzy_is_not_published(project: Project) -> None:
    template = load(project.settings.template_path("bridge"))
    fill(template, {"The bridge opened on Tuesday.": "Wrong."})
    for entry in template:
        entry.flags.append("fuzzy")
    path = project.settings.catalog_path("bridge", Locale("kk-Latn"))
    path.parent.mkdir(parents=True)
    save(template, path)
    assert "Köpır seisenbıde aşyldy." in page(project, "kk-Latn")


def test_an_override_catalog_is_checked_in_its_own_alphabet(project: Project) -> None:
    template = load(project.settings.template_path("bridge"))
    fill(template, {"The bridge opened on Tuesday.": "Köpır 3 seisenbіde aşyldy."})
    path = project.settings.catalog_path("bridge", Locale("kk-Latn"))
    path.parent.mkdir(parents=True)
    save(template, path)
    found = project.check(["kk-Latn"])
    assert {each.location.path for each in found if each.location} == {project.settings.shown(path)}
    assert {"numbers", "mixed-alphabets"} <= {each.code for each in found}


@pytest.mark.slow
def test_names_of_the_termbase_take_capitals(tmp_path: Path) -> None:
    configuration = CONFIGURATION.partition("[locales")[0] + (
        '[locales.ug]\n[locales.ug-Latn]\nfrom = "ug"\n[locales.ug-Cyrl]\nfrom = "ug"\n'
    )
    project = make(tmp_path, configuration)
    path = project.settings.catalog_path("bridge", Locale("ug"))
    catalog = load(path)
    fill(catalog, {"The bridge opened on Tuesday.": "كۆۋرۈكنى دانا ئومارىيېۋا ئاچتى."})
    save(catalog, path)
    terms = project.settings.root / "locales" / "terms.toml"
    term = '[[term]]\nen = "Dana Omarova"\nug = "دانا ئومارىيېۋا"\n'
    terms.write_text(f'{term}ug-Cyrl = "Дана Омарова"\nname = true\n', encoding="utf-8")
    assert "Köwrükni Dana Omariyëwa achti." in page(project, "ug-Latn")


@pytest.mark.slow
def test_a_newsroom_has_exceptions_of_its_own(project: Project) -> None:
    path = project.settings.exceptions_path(Locale("kk-Latn"))
    path.parent.mkdir(parents=True)
    path.write_text('[words]\n"көпір" = "köpir"\n', encoding="utf-8")
    assert "Köpir seisenbıde aşyldy." in page(project, "kk-Latn")


@pytest.mark.parametrize(
    ("locales", "message"),
    [
        ('[locales.kk-Latn]\nfrom = "kk"', "kk-Latn is derived from a locale that has no catalogs"),
        (
            '[locales.kk]\n[locales.kk-Latn]\nfrom = "kk"\n[locales.kk-Arab]\nfrom = "kk-Latn"',
            "kk-Arab is derived from a locale that has no catalogs",
        ),
        ('[locales.kk]\n[locales.ru]\nfrom = "kk"', "the toolkit cannot convert from kk to ru"),
    ],
)
def test_what_cannot_be_derived_is_told(tmp_path: Path, locales: str, message: str) -> None:
    head = CONFIGURATION.partition("[locales")[0]
    with pytest.raises(ToolkitError, match=message):
        make(tmp_path, head + locales)

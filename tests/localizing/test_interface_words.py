import datetime as dt
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, read, write
from toolkit.catalog.po.plural_rules import plural_header
from toolkit.localizing.interface_words import date_in, words

LOCALE = Path(str(files("toolkit").joinpath("locale")))
TEMPLATE = LOCALE / "toolkit.pot"
KEYWORDS = ("--keyword=speak", "--keyword=said:2")
CATALOGS = sorted(LOCALE.glob("*/LC_MESSAGES/toolkit.po"))


def catalog(path: Path) -> Catalog:
    return read(path.read_bytes(), path.name)


def name(path: Path) -> str:
    return path.parts[-3]


@pytest.mark.slow
def test_the_template_has_exactly_the_messages_of_the_sources(tmp_path: Path) -> None:
    found = tmp_path / "found.pot"
    pybabel = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = [f"--mapping-file={LOCALE / 'babel.cfg'}", f"--output-file={found}", *KEYWORDS]
    subprocess.run([*pybabel, *options, str(LOCALE.parent)], check=True)
    assert {entry.msgid for entry in catalog(found)} == {entry.msgid for entry in catalog(TEMPLATE)}


def test_there_is_a_catalog_for_each_language() -> None:
    languages = "ar de en es fa fr kk ky ru tg tr ug uz zh-Hans zh-Hant"
    assert [name(path) for path in CATALOGS] == languages.split()


def test_a_catalog_that_nobody_has_reviewed_says_so() -> None:
    unread = [path for path in CATALOGS if catalog(path).metadata.get("X-Reviewed") == "no"]
    assert set(map(name, CATALOGS)) - set(map(name, unread)) == {"en", "kk", "ru", "ug"}
    assert all(b"No native speaker has reviewed them yet" in path.read_bytes() for path in unread)


@pytest.mark.parametrize("path", CATALOGS, ids=name)
def test_a_catalog_is_complete(path: Path) -> None:
    entries = catalog(path)
    assert [entry.msgid for entry in entries] == [entry.msgid for entry in catalog(TEMPLATE)]
    assert all(entry.msgstr and not entry.fuzzy for entry in entries)


@pytest.mark.parametrize("path", CATALOGS, ids=name)
def test_a_translation_has_its_messages_placeholders(path: Path) -> None:
    names = ("language", "count", "total", "date", "names", "number", "text")
    values = {name: f"·{number}·" for number, name in enumerate(names)}
    for entry in catalog(path):
        expected = [value for key, value in values.items() if f"{{{key}}}" in entry.msgid]
        filled = entry.msgstr.format(**values)
        assert [value for value in values.values() if value in filled] == expected


@pytest.mark.parametrize("path", [TEMPLATE, *CATALOGS], ids=lambda path: path.parts[-3])
def test_a_catalog_is_canonical(path: Path) -> None:
    canonical = subprocess.run(["msgcat", str(path)], check=True, capture_output=True).stdout
    assert path.read_bytes() == canonical == write(catalog(path))


@pytest.mark.parametrize("path", CATALOGS, ids=name)
def test_gettext_finds_nothing_wrong(path: Path) -> None:
    command = ["msgfmt", "--check", "--output-file=-", str(path)]
    assert not subprocess.run(command, check=True, capture_output=True).stderr


@pytest.mark.parametrize("path", CATALOGS, ids=name)
def test_the_header_has_the_languages_plural_forms(path: Path) -> None:
    assert catalog(path).metadata["Plural-Forms"] == plural_header(Locale(name(path)))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("kk", "kk"),
        ("kk-KZ", "kk"),
        ("kk-Cyrl", "kk"),
        ("kk-Arab", "kk-Arab"),
        ("kk-Latn", "kk-Latn"),
        ("ug-Latn", "ug-Latn"),
        ("ru-Latn", "en"),
        ("en-GB", "en"),
        ("de-AT", "de"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("fa-AF", "fa"),
        ("uz-Latn", "uz"),
        ("uz-Cyrl", "en"),
        ("uz-AF", "en"),
        ("tg-Latn", "en"),
        ("sw", "en"),
    ],
)
def test_words_never_change_the_script(asked: str, given: str) -> None:
    assert words(Locale(asked)).locale == Locale(given)


def test_words_are_made_from_those_of_another_alphabet() -> None:
    assert words(Locale("ug-Latn")).gettext("Languages") == "Tillar"
    assert words(Locale("kk-Latn")).language_name(Locale("en")) == "ağylşyn tılı"


def test_a_day_is_said_in_the_alphabet_of_its_page() -> None:
    assert date_in(Locale("ug-Cyrl"), dt.date(2021, 2, 22)) == "22-феврал, 2021"
    assert date_in(Locale("ru"), dt.date(2021, 2, 22)) == "22 февраля 2021\u202fг."


def test_words_are_translated() -> None:
    assert words(Locale("ug")).gettext("Languages") == "تىللار"


def test_unknown_messages_are_said_as_they_are() -> None:
    spoken = words(Locale("ru"))
    assert spoken.gettext("No such message") == "No such message"
    assert [spoken.ngettext("one", "many", count) for count in (1, 2)] == ["one", "many"]


def test_a_languages_name_stands_inside_a_sentence() -> None:
    names = [words(Locale(tag)).language_name(Locale("en")) for tag in ("en", "kk", "ru", "ug")]
    assert names == ["English", "ағылшын тілі", "английский", "ئىنگلىزچە"]


@pytest.mark.slow
def test_only_the_catalog_that_is_asked_for_is_read() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event == "open" else None)
from toolkit.base.bcp47 import Locale
from toolkit.localizing.interface_words import words
words(Locale("de-AT")).gettext("Languages")
print(*(path for path in opened if path.endswith("toolkit.po")))
"""
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert [Path(path).parts[-3] for path in told.stdout.decode().split()] == ["de"]


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("fa", "۲۲ فوریه ۲۰۲۱"),
        ("ar", "22 فبراير 2021"),
        ("ar-EG", "22 فبراير 2021"),
        ("dz", "སྤྱི་ལོ་༢༠༢༡ ཟླ་གཉིས་པ་ ཚེས་ ༢༢"),
        ("zh-TW", "2021年2月22日"),
        ("de-AT", "22. Februar 2021"),
        ("uz-Latn", "22-fevral, 2021"),
    ],
)
def test_a_day_has_the_digits_of_its_language(tag: str, day: str) -> None:
    assert date_in(Locale(tag), dt.date(2021, 2, 22)) == day

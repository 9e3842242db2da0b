"""toolkit.toml: what it may say, and the message for everything else (tests/data/project)."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.review import Stage
from toolkit.editions.forms import BY_DEFAULT
from toolkit.localizing.policy import Decay, Policy, Untranslated
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.settings import (
    DocumentSet,
    ProjectSettings,
)

SIX = dt.datetime(2026, 12, 1, 6, tzinfo=dt.timezone(dt.timedelta(hours=5)))
LAW = settings(deadline=None)
CASES = sorted((Path(__file__).parents[1] / "data" / "project").glob("*.toml"))
MINIMAL = '[[documents]]\nfiles = "seeds/*.txt"\n'
WHOLE = """
source = "kk"
title = "Жаңалық"
base_url = "https://news.example/site"
output = "public/site"
references = "line"
wrap = 0

[[documents]]
files = "seeds/**/*.txt"
rules = "its/house.xml"
editions = ["nitf", "nitf"]
embargo = 2026-12-01T06:00:00+05:00

[[documents]]
files = "./pages/*.html"

[locales.ug]
notice = "…"
publish = { threshold = 90, untranslated = "omit", priority = 3, summary = true, noindex = 50 }

[locales.KK-arab]
[locales.KK-arab.publish]
untranslated = "withhold"
"""


def load(folder: Path, text: str | bytes) -> ProjectSettings:
    data = text.encode() if isinstance(text, str) else text
    (folder / "toolkit.toml").write_bytes(data)
    return load_settings(folder)


def error(folder: Path, text: str | bytes) -> str:
    """Return the message for a toolkit.toml that is wrong, without its folder."""
    with pytest.raises(ToolkitError) as caught:
        load(folder, text)
    return str(caught.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_case_has_the_message_beside_it(path: Path, tmp_path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
    assert error(tmp_path, path.read_bytes()) == expected


# --- what is read


def test_a_minimal_newsroom_has_the_documented_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, MINIMAL) == ProjectSettings(
        tmp_path,
        Locale("en"),
        (DocumentSet("seeds/*.txt", None, BY_DEFAULT),),
        {},
        title="Newsroom",
        base_url="",
        output="output",
        references="file",
        wrap=79,
    )


def test_every_key_is_read(tmp_path: Path) -> None:
    ug, arab = Locale("ug"), Locale("kk-Arab")
    assert load(tmp_path, WHOLE) == ProjectSettings(
        tmp_path,
        Locale("kk"),
        (
            DocumentSet("seeds/**/*.txt", "its/house.xml", ("nitf",), embargo=SIX),
            DocumentSet("pages/*.html", None, BY_DEFAULT),
        ),
        {
            ug: Policy(
                ug,
                90,
                Untranslated.OMIT,
                "…",
                priority=3,
                noindex=50,
                summary=True,
                says_enough=True,
            ),
            arab: Policy(arab, 0, Untranslated.WITHHOLD, ""),
        },
        title="Жаңалық",
        base_url="https://news.example/site/",
        output="public/site",
        references="line",
        wrap=0,
    )


def test_locales_keep_the_files_order(tmp_path: Path) -> None:
    settings_ = load(tmp_path, f"{MINIMAL}\n[locales.ug]\n[locales.kk]\n[locales.ru]\n")
    assert [locale.tag for locale in settings_.locales] == ["ug", "kk", "ru"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.replace("\n", "\r\n").encode(),
    ],
    ids=["byte order mark", "CRLF"],
)
def test_a_file_as_windows_writes_it_is_read(data: bytes, tmp_path: Path) -> None:
    assert load(tmp_path, data).title == "Жаңалық"


def test_an_address_keeps_its_final_slash(tmp_path: Path) -> None:
    assert load(tmp_path, f'base_url = "http://a.example/"\n{MINIMAL}').base_url.endswith("e/")


# --- where it is found


def test_the_nearest_folder_above_counts(tmp_path: Path) -> None:
    load(tmp_path, MINIMAL)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "toolkit.toml").write_text(f'title = "Near"\n{MINIMAL}')
    assert load_settings(tmp_path / "a" / "b").title == "Near"


def test_a_folder_without_one_is_no_newsroom(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"there is no toolkit\.toml in this folder or above it"):
        load_settings(tmp_path)


@pytest.mark.parametrize("name", ["no/such/place", "a\0b", "\u202e"])
def test_a_folder_that_is_none_is_no_newsroom(name: str, tmp_path: Path) -> None:
    load(tmp_path, MINIMAL)
    with pytest.raises(ToolkitError, match="no such folder"):
        load_settings(tmp_path / name)


def test_a_link_that_leads_to_itself_is_no_newsroom(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ToolkitError, match="no such folder"):
        load_settings(tmp_path / "loop")


def test_a_newsroom_is_found_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    load(tmp_path / "real", MINIMAL)
    (tmp_path / "link").symlink_to("real")
    assert load_settings(tmp_path / "link" / ".." / "link").root == tmp_path / "real"


def test_a_folder_whose_name_is_too_long_is_no_newsroom(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="name too long"):
        load_settings(tmp_path / ("a" * 5000))


# --- what cannot be read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("source = en\n", "toolkit.toml:1:10: error: "),
        ('source = "en"\nsource = "kk"\n', "toolkit.toml:2:14: error: "),
        ("[locales.kk", "toolkit.toml:1: error: "),
        ("a = " + "[" * 5000, "toolkit.toml: error: its values are nested too deeply."),
        ("wrap = " + "1" * 5000, "toolkit.toml: error: Exceeds the limit"),
        (b"\xff", "toolkit.toml:1:1: error: byte 0xff is not UTF-8. Hint: save it as UTF-8."),
        (
            'title = "Новости"\n'.encode("windows-1251"),
            "toolkit.toml:1:10: error: byte 0xcd is not",
        ),
        (b"a\0", "toolkit.toml:1:2: error: "),
    ],
)
def test_what_is_no_toml_is_refused(text: str | bytes, place: str, tmp_path: Path) -> None:
    assert error(tmp_path, text).startswith(place)


def test_an_empty_file_has_no_documents(tmp_path: Path) -> None:
    assert error(tmp_path, "").startswith("toolkit.toml: error: no [[documents]].")


def test_a_folder_of_that_name_is_no_newsroom(tmp_path: Path) -> None:
    (tmp_path / "toolkit.toml").mkdir()
    with pytest.raises(ToolkitError, match=r"no toolkit\.toml"):
        load_settings(tmp_path)


def test_a_key_in_a_hostile_name_is_shown_escaped(tmp_path: Path) -> None:
    assert r"unknown key “a\u202eb”" in error(tmp_path, '"a\u202eb" = 1\n' + MINIMAL)


@LAW
@given(st.text('sourcefilwap[]="{}.,#\n 0129-', max_size=60))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with pytest.raises(ToolkitError):
        load(folder, f"{text}\nunknown = 1\n")


def test_a_locale_can_require_an_approval(tmp_path: Path) -> None:
    settings = load(tmp_path, MINIMAL + '[locales.kk]\npublish = { require = "approved" }\n')
    assert settings.locales[Locale("kk")].require is Stage.APPROVED


def test_a_derived_locale_requires_what_its_base_does(tmp_path: Path) -> None:
    text = '[locales.kk]\npublish = { require = "reviewed" }\n[locales.kk-Latn]\nfrom = "kk"\n'
    assert load(tmp_path, MINIMAL + text).locales[Locale.parse("kk-Latn")].require is Stage.REVIEWED


@pytest.mark.parametrize(
    "text",
    [
        '[locales.kk]\npublish = { require = "fuzzy" }\n',
        '[locales.kk]\n[locales.kk-Latn]\nfrom = "kk"\npublish = { require = "reviewed" }\n',
    ],
)
def test_what_cannot_be_required_is_refused(tmp_path: Path, text: str) -> None:
    said = error(tmp_path, MINIMAL + text)
    assert "“require” cannot be “fuzzy”" in said or "a derived locale publishes what" in said


# --- derived locales

DERIVED = (
    MINIMAL
    + """
[locales.kk-Latn]
from = "kk"
{own}
[locales.kk]
credit = true
publish = {{ threshold = 90, priority = 3, summary = true, decay = "previous" }}
"""
)


def test_a_derived_locale_is_published_as_its_base_is(tmp_path: Path) -> None:
    derived = load(tmp_path, DERIVED.format(own="")).locales[Locale("kk-Latn")]
    base = load(tmp_path, DERIVED.format(own="")).locales[Locale("kk")]
    assert derived == replace(base, locale=derived.locale, base=base.locale)


def test_a_derived_locale_says_what_is_otherwise(tmp_path: Path) -> None:
    own = 'credit = false\npublish = { threshold = 0, summary = false, decay = "withhold" }'
    derived = load(tmp_path, DERIVED.format(own=own)).locales[Locale("kk-Latn")]
    said = (derived.credit, derived.threshold, derived.summary, derived.decay)
    assert said == (False, 0, False, Decay.WITHHOLD)
    assert derived.priority == 3


def test_what_becomes_of_an_edition_is_one_of_four(tmp_path: Path) -> None:
    message = error(tmp_path, MINIMAL + '[locales.kk]\npublish = { decay = "never" }\n')
    assert "“decay” cannot be “never”" in message

"""Locales: strict tags, and what derives from them for every language of CLDR."""

import datetime as dt

import babel.localedata
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.oracles import cldr_version
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError

LAW = settings(deadline=None)
DAY = dt.date(2021, 2, 22)
LANGUAGES = sorted({name.partition("_")[0] for name in babel.localedata.locale_identifiers()})
TAG_LIKE = st.text("aAkKuUgGzZ019-_ éقк\n", max_size=200)
TAGS = st.from_regex(
    r"(kk|UG|ru|sr|zh|tlh|ast)(-(arab|LATN|Cyrl|Zzzz|Qaaa))?(-(cn|KZ|419|001))?(-(1996|fonipa))?",
    fullmatch=True,
)


@LAW
@given(TAG_LIKE | st.text(max_size=200))
@example("kk\n")
@example("kk-" + "a" * 33)
@example("ΚΚ")
def test_parse_gives_a_canonical_tag_or_an_error_for_users(text: str) -> None:
    try:
        locale = Locale.parse(text)
    except ToolkitError:
        return
    assert locale.tag.lower() == text.lower()
    assert Locale.parse(locale.tag) == locale


@pytest.mark.slow
@LAW
@given(TAGS)
def test_every_tag_has_all_that_derives_from_it(tag: str) -> None:
    locale = Locale.parse(tag)
    assert locale.direction in {"ltr", "rtl"}
    assert len(locale.script) == 4
    assert locale.endonym
    assert locale.name_in(Locale("en"))
    assert len(locale.quotation_marks) == 2
    assert locale.date(DAY)
    assert set(locale.month_names.values()) >= set(range(1, 13))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_cldr_has_all_that_derives_from_it(language: str) -> None:
    locale = Locale.parse(language)
    assert locale.endonym
    assert locale.date(DAY)
    assert set(locale.month_names.values()) >= set(range(1, 13))


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("KK", "kk"),
        ("kk-arab", "kk-Arab"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-Biske", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
    ],
)
def test_parse_writes_a_tag_in_its_canonical_case(written: str, tag: str) -> None:
    assert Locale.parse(written).tag == tag


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "k",
        "kk_KZ",
        "kk ",
        "kk-",
        "-kk",
        "kazakh",
        "xx",
        "und",
        "mul",
        "zxx",
        "i-klingon",
        "x-private",
        "kk-x-private",
        "kk-u-ca-gregory",
        "sl-rozaj-rozaj",
        "sl-rozaj-ROZAJ",
        "кк",
        "../kk",
        "kk-abcde-abcdf-abcdg-abcdh-abcdi-abc",
    ],
)
def test_parse_refuses(tag: str) -> None:
    with pytest.raises(ToolkitError, match="is not a language tag"):
        Locale.parse(tag)


def test_parse_shows_no_more_than_the_head_of_a_long_tag() -> None:
    with pytest.raises(ToolkitError) as caught:
        Locale.parse("k" * 200)
    assert "k" * 36 not in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("kk", "Cyrl", "ltr"),
        ("kk-Arab", "Arab", "rtl"),
        ("kk-CN", "Arab", "rtl"),
        ("kk-Latn-CN", "Latn", "ltr"),
        ("ug", "Arab", "rtl"),
        ("ug-Latn", "Latn", "ltr"),
        ("ug-Cyrl", "Cyrl", "ltr"),
        ("ug-KZ", "Cyrl", "ltr"),
        ("ru", "Cyrl", "ltr"),
        ("en", "Latn", "ltr"),
        ("ur-Aran", "Aran", "rtl"),
        ("he", "Hebr", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("nqo", "Nkoo", "rtl"),
        ("el", "Grek", "ltr"),
        ("tlh", "Latn", "ltr"),
        ("de-1996", "Latn", "ltr"),
    ],
)
def test_script_and_direction(tag: str, script: str, direction: str) -> None:
    locale = Locale.parse(tag)
    assert (locale.script, locale.direction) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "February 22, 2021"),
        ("ru", "22 февраля 2021 г."),
        ("kk", "2021 ж. 22 ақпан"),
        ("kk-Arab", "22-اقپان، 2021" if cldr_version() < 49 else "2021، 22-اقپان"),
        ("ug", "22-فېۋرال، 2021"),
    ],
)
def test_date_is_in_the_language(tag: str, date: str) -> None:
    # CLDR writes some of its spaces as no-break spaces, not the same ones in every release.
    assert " ".join(Locale(tag).date(DAY).split()) == date


@pytest.mark.parametrize("tag", ["ug-Latn", "ug-Cyrl", "kk-Latn", "tlh"])
def test_date_is_in_no_other_script_or_language(tag: str) -> None:
    assert Locale(tag).date(DAY) == "2021-02-22"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("kk", "Kazakh"),
        ("kk-Arab", "Kazakh (Arabic)"),
        ("kk-Latn-CN", "Kazakh (Latin, China)"),
        ("zh-Hant", "Traditional Chinese"),
        ("de-1996", "German (1996)"),
    ],
)
def test_name_tells_scripts_and_regions_apart(tag: str, name: str) -> None:
    assert Locale(tag).name_in(Locale("en")) == name


def test_endonyms_of_one_language_differ() -> None:
    tags = ("kk", "kk-Arab", "kk-Latn", "ug", "ug-Latn", "ug-Cyrl", "ru", "ru-KZ")
    assert len({Locale(tag).endonym for tag in tags}) == len(tags)


@pytest.mark.parametrize("tag", ["kk", "kk-Latn", "ug-Latn", "ug-Cyrl", "ru"])
def test_endonyms_begin_with_a_capital(tag: str) -> None:
    assert Locale(tag).endonym[0].isupper()


@pytest.mark.parametrize(
    ("tag", "other", "expected"),
    [
        ("en-US", "en", True),
        ("kk-KZ", "kk-Cyrl", True),
        ("kk-Arab", "kk", False),
        ("kk-CN", "kk", False),
        ("ru", "kk", False),
    ],
)
def test_a_variety_is_the_language_in_the_same_script(
    tag: str, other: str, *, expected: bool
) -> None:
    assert Locale(tag).is_variety_of(Locale(other)) is expected


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("pt_BR", "pt-BR"),
        ("zh_CN", "zh-CN"),
        ("uz_Latn", "uz-Latn"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("uz_UZ.UTF-8@cyrillic", "uz-Cyrl-UZ"),
        ("ca_ES@valencia", "ca-ES-valencia"),
        (" kk ", "kk"),
        ("kk-Arab", "kk-Arab"),
    ],
)
def test_a_locale_is_known_by_the_name_that_posix_gives_it(name: str, tag: str) -> None:
    assert Locale.named(name).tag == tag


@pytest.mark.parametrize("name", ["", "@", "_", "C", "POSIX", "xx_YY", "a_b_c@d"])
def test_what_is_no_locales_name_is_refused(name: str) -> None:
    with pytest.raises(ToolkitError):
        Locale.named(name)


def test_a_tag_in_posix_spelling_is_answered_with_the_tag_that_is_meant() -> None:
    with pytest.raises(ToolkitError, match="write “pt-BR”"):
        Locale.parse("pt_BR")

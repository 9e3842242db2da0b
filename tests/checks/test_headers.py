import pytest

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.catalog.po import read
from toolkit.checks.headers import check_language


def told(language: str, tag: str) -> list[Finding]:
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    return list(check_language(read(header.encode(), "a.po"), "a.po", Locale(tag)))


def test_another_language_than_the_places_is_told_with_its_line() -> None:
    (found,) = told("ru", "kk")
    assert str(found.location) == "a.po:4:2"
    assert found.hint == "move the catalog, or write Language: kk"


@pytest.mark.parametrize(
    ("language", "tag"), [("kk_Latn", "kk"), ("Kazakh", "kk"), ("zh_CN", "zh-Hant")]
)
def test_another_script_or_no_tag_is_told(language: str, tag: str) -> None:
    assert len(told(language, tag)) == 1


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("", "kk"),
        ("kk", "kk"),
        ("kk_KZ", "kk"),
        ("kk_KZ.UTF-8", "kk"),
        ("kk_Latn", "kk-Latn"),
        ("ug@latin", "ug-Latn"),
        ("zh_TW", "zh-Hant"),
    ],
)
def test_the_places_own_language_is_not_told(language: str, tag: str) -> None:
    assert told(language, tag) == []

import pytest

from toolkit.base.bcp47 import LocaleFilter


@pytest.mark.parametrize(
    ("language_range", "tag", "matches"),
    [
        ("*", "kk", True),
        ("kk", "kk", True),
        ("KK", "kk-Arab", True),
        ("kk-Arab", "kk", False),
        ("*-CA", "fr-CA", True),
        ("*-CA", "fr-FR", False),
        ("de-DE", "de-Latn-DE", True),
        ("de-DE", "de-Latn-DE-1996", True),
        ("de-*-DE", "de-Latn-DE", True),
        ("de-DE", "de-x-DE", False),
        ("de-DE", "de-Deva", False),
        ("en", "eng", False),
    ],
)
def test_extended_filtering(language_range: str, tag: str, matches: bool) -> None:
    assert LocaleFilter((language_range,)).includes(tag) is matches


def test_excluding_is_the_opposite_of_including() -> None:
    assert not LocaleFilter(("kk", "ru"), "exclude").includes("ru")
    assert LocaleFilter(("kk", "ru"), "exclude").includes("ug")


def test_an_empty_list_includes_no_locale() -> None:
    assert not LocaleFilter(()).includes("kk")


def test_an_empty_list_excludes_no_locale() -> None:
    assert LocaleFilter((), "exclude").includes("kk")


def test_everything_excluded_applies_to_no_locale() -> None:
    assert not LocaleFilter(("*",), "exclude").includes("kk")

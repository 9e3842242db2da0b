import os
from pathlib import Path

import pytest

from tests.catalog.terms.termbases import EN, KK, RU, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.catalog.terms import find_terms
from toolkit.checks.pair import Pair
from toolkit.checks.spelling import CHECKS, dictionary, misspelt_words

HUNSPELL = """#!/bin/sh
# A dictionary of two words.
if [ "$1" = -l ]; then grep -vx -e мост -e река; exit 0; fi
echo "@(#) International Ispell"
sed -n 's/^^маст$/\\& маст 2 1: мост, маст/p'
"""


@pytest.fixture
def hunspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program that speaks as hunspell does in its place, with a Russian dictionary."""
    program = tmp_path / "hunspell"
    program.write_text(HUNSPELL, encoding="utf-8")
    program.chmod(0o755)
    for suffix in ("dic", "aff"):
        (tmp_path / f"ru_RU.{suffix}").touch()
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    monkeypatch.setattr("toolkit.checks.spelling._FOLDERS", ())
    return tmp_path


def pair(source: str, target: str) -> Pair:
    base = termbase(term("hamza", {RU: "хамза"}))
    return Pair((source,), (target,), Location("x"), terms=find_terms(base, source, EN))


def found(*targets: str, locale: Locale = RU) -> list[tuple[int, str, str]]:
    pairs = [pair("a hamza", target) for target in targets]
    return [(at, each.message, each.suggestion) for at, each in misspelt_words(pairs, locale)]


@pytest.mark.usefixtures("hunspell")
def test_a_word_that_the_dictionary_has_not_is_told_once_a_text() -> None:
    assert found("мост", "маст и маст, река") == [(1, "“маст” is not in the dictionary", "мост")]


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize("target", ["Маст", "USB", "mast", "маст7", "ма", "о"])
def test_names_numbers_and_other_alphabets_are_not_looked_up(target: str) -> None:
    assert found(target) == []


@pytest.mark.usefixtures("hunspell")
def test_words_of_the_termbase_are_right_with_their_endings() -> None:
    assert found("хамза, хамзу, хамзой") == []


@pytest.mark.usefixtures("hunspell")
def test_the_place_is_told() -> None:
    ((_, problem),) = misspelt_words([pair("a", "мост: маст")], RU)
    assert problem.target == (6, 10)


@pytest.mark.usefixtures("hunspell")
def test_a_locale_without_a_dictionary_is_told_once() -> None:
    assert found("а", "б", locale=KK) == [
        (0, "spelling is not checked: hunspell has no dictionary of Kazakh (kk)", "")
    ]


def test_a_machine_without_the_program_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert found("а", "б") == [
        (0, "spelling is not checked: the program hunspell is not installed", "")
    ]


def test_no_translations_are_no_problem() -> None:
    assert list(misspelt_words([], RU)) == []


def test_a_program_that_fails_finds_nothing(hunspell: Path) -> None:
    (hunspell / "hunspell").write_text("#!/bin/sh\nexit 1\n")
    assert found("маст") == []


def test_the_dictionary_of_the_tags_region_comes_first(hunspell: Path) -> None:
    for suffix in ("dic", "aff"):
        (hunspell / f"ru_AA.{suffix}").touch()
    (hunspell / "ru_ZZ.dic").touch()
    assert Path(dictionary(Locale("ru-RU"))).name == "ru_RU"
    assert Path(dictionary(Locale("ru"))).name == "ru_AA"
    assert dictionary(Locale("ru-Latn")) == ""


def test_it_runs_only_when_it_is_asked_for() -> None:
    assert [check.by_default for check in CHECKS] == [False]

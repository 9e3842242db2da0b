import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.language import known
from toolkit.language.known import facts, file_of, has, languages, words_of_text
from toolkit.language.sentences import read_srx

DATA = files("toolkit.language") / "data"


def test_what_is_known_of_a_language_is_read_from_its_folder() -> None:
    assert words_of_text(facts("en", "words"), "connectors")[:3] == ("a", "an", "and")


def test_of_an_unknown_language_nothing_is_known() -> None:
    assert facts("xx", "words") == {}
    assert not has("xx", "words")
    assert file_of("xx", "sentences.srx") is None


def test_languages_are_those_with_a_file() -> None:
    assert {"en", "kk", "ru", "ug"} <= set(languages("numbers"))
    assert known.GENERAL not in languages("marks")


def test_every_file_says_what_it_can_say_and_nothing_else() -> None:
    for folder in DATA.iterdir():
        for file in folder.iterdir():
            if file.name.endswith(".toml"):
                assert facts(folder.name, file.name.removesuffix(".toml")), file.name


def test_every_pattern_of_a_word_that_bends_compiles() -> None:
    for language in languages("endings"):
        data = tomllib.loads((DATA / language / "endings.toml").read_text("utf-8"))
        for pattern, *written in data.get("stems", []):
            assert [re.sub(pattern, each, "") for each in written]


@pytest.mark.slow
def test_every_file_of_sentences_has_rules_for_its_own_language() -> None:
    for folder in DATA.iterdir():
        data = file_of(folder.name, "sentences.srx")
        if data is not None:
            rules = read_srx(data, f"{folder.name}/sentences.srx")
            assert rules.for_tag(folder.name), (
                f"in {rules.path}, write {folder.name} into languagepattern"
            )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stops = 'not'", "words.toml:1:1: error: unknown key “stops”. Hint: did you mean “stop”."),
        ("\nstop = 3", "words.toml:2:1: error: “stop” has the wrong kind of value"),
        ("stop = x", "words.toml:1:8: error: Invalid value"),
    ],
)
def test_a_slip_in_a_file_is_an_error(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "qq").mkdir(parents=True)
    (tmp_path / "data" / "qq" / "words.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(known, "get_data", lambda _, path: (tmp_path / path).read_bytes())
    with pytest.raises(ToolkitError, match=said):
        facts.__wrapped__("qq", "words")


def test_a_unit_that_no_language_has_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert facts(known.GENERAL, "units")
    (tmp_path / "data" / "qq").mkdir(parents=True)
    (tmp_path / "data" / "qq" / "units.toml").write_text('huor = ["x"]', encoding="utf-8")
    monkeypatch.setattr(known, "get_data", lambda _, path: (tmp_path / path).read_bytes())
    with pytest.raises(ToolkitError, match="unknown key “huor”"):
        facts.__wrapped__("qq", "units")

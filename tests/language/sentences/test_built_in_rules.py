"""The toolkit's own rules for sentences, and their translations."""

import re
from pathlib import Path

import pytest

from tests.translated_sentences import DATA, translations
from toolkit.language import known
from toolkit.language.sentences import read_srx
from toolkit.language.sentences.built_in_rules import built_in_rules, translation
from toolkit.language.sentences.segmentation_rules import FormatHandling

FILES = sorted(DATA.glob("*/*.srx"))
TAGS = ("en", "EN-gb", "uk", "kk-Arab", "ru-KZ", "zh-Hant-TW", "qaa", "en-x-house")


@pytest.mark.slow
def test_each_file_has_its_translation_beside_it() -> None:
    old = [path.name for path, text in translations() if path.read_text("utf-8") != text]
    assert old == [], "run: make sentences"


@pytest.mark.parametrize("tag", TAGS)
def test_the_translation_has_the_rules_of_the_file(tag: str) -> None:
    for file in FILES:
        rules = read_srx(file.read_bytes(), file.name, only=tag).for_tag(tag)
        assert built_in_rules(file.parent.name, file.stem, tag) == rules


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_what_a_translation_leaves_out_is_the_same_in_every_file(file: Path) -> None:
    rules = read_srx(file.read_bytes(), file.name)
    assert (rules.cascade, rules.handling) == (True, FormatHandling())
    assert all(re.compile(each.pattern) for each in rules.maps)


def test_a_file_that_has_changed_since_is_translated_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "tr"
    folder.mkdir(parents=True)
    data = (DATA / "tr" / "sentences.srx").read_bytes()
    (folder / "sentences.json").write_text(translation(data, "tr"), encoding="utf-8")
    (folder / "sentences.srx").write_bytes(data.replace(b"Dr", b"Xyz"))
    monkeypatch.setattr(known, "get_data", lambda _, path: (tmp_path / path).read_bytes())
    rules = built_in_rules("tr", "sentences", "tr")
    assert any("Xyz" in each.before for each in rules)


def test_a_folder_without_rules_has_none() -> None:
    assert built_in_rules("az", "sentences", "az") == ()

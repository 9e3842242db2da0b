from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError

ENGLISH = '[persons.{}.forms.en]\nname = ["{}"]\npseudonym = ["{}"]\n'


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ToolkitError) as caught:
        protect(folder, text)
    return str(caught.value)


def test_without_the_file_nothing_is_protected(tmp_path: Path) -> None:
    assert not protect(tmp_path, "")


def test_gender_is_known_by_the_endings_of_any_form(tmp_path: Path) -> None:
    (witness,) = protect(tmp_path, WITNESS).identities
    assert witness.woman
    assert list(witness.forms) == [Locale(tag) for tag in ("en", "kk", "ru", "ug")]


def test_two_persons_with_one_name_are_said(tmp_path: Path) -> None:
    text = ENGLISH.format("a", "Asan Testov", "Bolat Ivanov")
    text += ENGLISH.format("b", "asan  testov", "Serik Petrov")
    assert "“a” and “b” have the same name" in refused(tmp_path, text)


def test_a_pseudonym_that_holds_a_protected_name_is_said(tmp_path: Path) -> None:
    text = ENGLISH.format("a", "Asan Testov", "Bolat") + ENGLISH.format("b", "Serik", "Asan K.")
    said = refused(tmp_path, text)
    assert "the pseudonym of “b” in en has a word of the protected name of “a”" in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[persons.a]\nreason = ''\n", "“a” has no forms"),
        (ENGLISH.format("a", "Asan", "<b>"), "a pseudonym cannot have the character U+003C"),
        (ENGLISH.format("a", "!", "Bolat"), "the name has no letters or digits"),
        ("[persons.a.forms.en]\nname = ['A', 'B', 'C']\npseudonym = ['X', 'Y']\n", "3 names have"),
        ("[persons.A.forms.en]\nname = 'A'\npseudonym = 'B'\n", "lowercase Latin letters"),
        ("[persons.a.forms.en]\nname = 'A'\n", "the key “pseudonym” is missing"),
        ("[persons.a.forms.en]\nnames = 'A'\n", "unknown key “names”"),
        ("[people.a]\n", "unknown key “people”"),
        (
            "[persons.a]\nrestore = 'kk'\n" + ENGLISH.format("a", "Asan", "Bolat"),
            "“a” is to be restored in kk, but has no forms there",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, message: str, tmp_path: Path) -> None:
    assert message in refused(tmp_path, text)


def test_an_identity_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"there is no “nobody”.*the ids are: witness"):
        protect(tmp_path).only("nobody")

"""The Uyghur names of CLDR and the words of the sample newsroom, there and back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest
from babel import localedata

from toolkit.language.alphabets.uyghur import (
    from_cyrillic,
    from_latin,
    normalise,
    to_cyrillic,
    to_latin,
)

ROOT = Path(__file__).parents[3]
WORD = re.compile(r"[^\W\d_]+")
BOTH_WAYS = pytest.mark.parametrize(
    ("there", "back"), [(to_latin, from_latin), (to_cyrillic, from_cyrillic)]
)

Convert = Callable[[str], str]


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from strings(value)
    else:
        yield from strings(getattr(data, "pattern", ()))


def arabic(texts: Iterator[str]) -> set[str]:
    words = {word for text in texts for word in WORD.findall(text)}
    return {word for word in words if re.search("[\u0600-\u06ff]", word)}


def translations() -> Iterator[str]:
    for folder in (ROOT / "locales", ROOT / "toolkit" / "locale"):
        for path in sorted(folder.glob("ug/**/*.po")):
            for entry in polib.pofile(str(path)):
                yield from (entry.msgstr, *entry.msgstr_plural.values())


def cldr() -> dict[str, object]:
    """Return CLDR's own data of Uyghur; what Babel once loaded so it would keep for everyone."""
    data = localedata.load("ug", merge_inherited=False)
    localedata._cache.pop("ug", None)  # noqa: SLF001 - Babel has no other way to forget
    return dict(data)


CLDR = arabic(strings(cldr()))
OURS = arabic(translations())


def test_there_are_names_and_words_to_try() -> None:
    assert len(CLDR) > 1300
    assert len(OURS) > 300


@BOTH_WAYS
@pytest.mark.parametrize("words", [CLDR, OURS], ids=["CLDR", "catalogs"])
def test_every_word_comes_back(words: set[str], there: Convert, back: Convert) -> None:
    assert {word for word in words if back(there(word)) != normalise(word)} == set()


@BOTH_WAYS
@pytest.mark.parametrize("words", [CLDR, OURS], ids=["CLDR", "catalogs"])
def test_no_arabic_letter_and_no_sign_is_left(
    words: set[str], there: Convert, back: Convert
) -> None:
    assert back is not there
    assert {word for word in words if re.search("[\u0600-\u06ffʹ]", there(word))} == set()


@pytest.mark.parametrize("words", [CLDR, OURS], ids=["CLDR", "catalogs"])
def test_every_word_is_in_the_standard_letters(words: set[str]) -> None:
    assert {word for word in words if normalise(word) != word} == set()

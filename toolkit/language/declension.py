"""Declension: the forms that a person's name takes in a sentence, by what each of them says.

What is written here for a name can be written for another one too: the forms of both have the same
keys. `endings` only recognises forms; this makes them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.language.endings import inflection
from toolkit.language.known import Facts, facts, words_of_text
from toolkit.language.words import fold, words_of

__all__ = ["NOMINATIVE", "Forms", "declined", "is_woman"]

NOMINATIVE = "nominative"
_PLURAL = "plural"
_WOMAN = re.compile(r"(?:[ое]ва|ина|ына|[сц]кая|[вчш]на|кызы|қызы)\Z")
_MAN = re.compile(r"(?:[ое]в|ин|ын|[сц]кий|ич|улы|ұлы)\Z")

_SURE_SURNAME = re.compile(r"(?:[ое]ва?|[сц]к(?:ий|ая))\Z")

Forms = Mapping[str, tuple[str, ...]]
"""The forms of a name by case, the one to be written first."""


def is_woman(name: str) -> bool | None:
    """Whether the endings of a name in Russian or Kazakh letters say that it is a woman's.

    >>> is_woman("Айгерим Тестова"), is_woman("Данияр Тестов"), is_woman("Данияр")
    (True, False, None)
    """
    words = [fold(word) for word in words_of(name)]
    if any(map(_WOMAN.search, words[1:])):
        return True
    if any(map(_MAN.search, words)):
        return False
    if words and (_WOMAN.search(words[0]) or words[0][-1:] in "ая"):
        return True
    return None


@lru_cache(4096)
def declined(name: str, locale: Locale, *, woman: bool | None = None) -> Forms:
    """Return the forms of a name of one word or several in a language.

    Of a language whose names the toolkit cannot decline, the name alone.

    Args:
        name: in its own letters and capitals.
        locale: its language.
        woman: whether it is a woman's, where declension asks; None to go by its endings.

    >>> declined("Айгерім Тестова", Locale("kk"))["dative"]
    ('Айгерім Тестоваға', 'Айгерім Тестоваге')
    >>> declined("Данияр Тестов", Locale("ru"))["instrumental"]
    ('Данияром Тестовым',)
    """
    words = name.split()
    if not words:
        return {}
    if locale.language == "en":
        return {NOMINATIVE: (name,), _PLURAL: (f"{name}s",)}
    known = facts(locale.language, "declension")
    if not known or not locale.has_usual_script:
        return {NOMINATIVE: (name,)}
    if "endings" in known:
        before = "".join(f"{word} " for word in words[:-1])
        return {
            case: tuple(f"{before}{form}" for form in forms)
            for case, forms in _suffixed(words[-1], locale.language).items()
        }
    return _declined_each(words, name, woman=is_woman(name) if woman is None else woman)


def _suffixed(word: str, language: str) -> Forms:
    """Return a word with every suffix of a case, and with that of the plural before it."""
    known = facts(language, "declension")
    found: dict[str, tuple[str, ...]] = {NOMINATIVE: (word,), **_with_cases(word, known)}
    for plural in found.get(_PLURAL, ())[:1]:
        for case, forms in _with_cases(plural, known).items():
            if case != _PLURAL:
                found[f"{_PLURAL} {case}"] = forms
    return found


def _with_cases(word: str, known: Facts) -> Forms:
    folded = word.lower().rstrip("ьъ")
    endings = cast("Mapping[str, str]", known["endings"])
    suffixes = next((row for last, row in endings.items() if folded[-1:] in last), "")
    front = _is_front(word.lower(), known)
    letters = cast("Mapping[str, str]", known["letters"])
    # The other harmony is recognised too: names from abroad are not heard alike by all.
    harmonies = [
        str.maketrans({letter: pair[each] for letter, pair in letters.items()})
        for each in (front, not front)
    ]
    stems = (word, *_raised(word, known))
    cases = words_of_text(known, "cases")
    return {
        case: tuple(
            dict.fromkeys(stem + suffix.translate(each) for each in harmonies for stem in stems)
        )
        for case, suffix in zip(cases, suffixes.split(), strict=False)
    }


def _raised(word: str, known: Facts) -> Iterator[str]:
    raised = str(known.get("raised", ""))
    if raised and word[-1] in raised[:-1]:
        yield word[:-1] + raised[-1]


def _is_front(word: str, known: Facts) -> bool:
    """Whether the suffixes of a word have front vowels: its last vowel that is one decides."""
    front, back = str(known["front"]), str(known["back"])
    if word.endswith("ь"):
        return True
    for kinds in ((front, back), (str(known["weak_front"]), str(known["weak_back"]))):
        last = next((char for char in reversed(word) if char in kinds[0] + kinds[1]), "")
        if last:
            return last in kinds[0]
    return False


def _declined_each(words: Sequence[str], name: str, *, woman: bool | None) -> Forms:
    """Return a name of which every word is declined, as in Russian."""
    rows = [_word_forms(word, at, len(words), woman=bool(woman)) for at, word in enumerate(words)]
    found: dict[str, tuple[str, ...]] = {NOMINATIVE: (name,)}
    cases = dict.fromkeys(case for row in rows for case in row)
    for case in cases:
        if all(case in row for row in rows):
            choices = product(*(row[case] for row in rows))
            found[case] = tuple(" ".join(choice) for choice in choices)
    return found


def _word_forms(word: str, at: int, words: int, *, woman: bool) -> Forms:
    known = facts("ru", "declension")
    cases = words_of_text(known, "cases")
    folded = fold(word)
    if inflection(Locale("ru")).is_fixed(folded, woman=woman):
        return dict.fromkeys(cases, (word,))
    table = cast("Mapping[str, list[list[str]]]", known["woman" if woman else "man"])
    surname = _by_row(word, folded, table["surname"], cases)
    name = _by_row(word, folded, table["name"], cases)
    if words > 1:
        found = (name or surname) if at == 0 else (surname or name)
    elif _SURE_SURNAME.search(folded):
        found = surname
    else:  # it may be either: Марина, Мартин
        found = _joined(name, surname, cases)
    if words == 1:
        family = cast("Mapping[str, list[list[str]]]", known["family"])["surname"]
        plural = [f"{_PLURAL} {case}" for case in words_of_text(known, "plural")]
        found = {**found, **_by_row(word, folded, family, plural)}
    return found or dict.fromkeys(cases, (word,))


def _joined(one: Forms, other: Forms, cases: Sequence[str]) -> Forms:
    both = {case: (*one.get(case, ()), *other.get(case, ())) for case in cases}
    return {case: tuple(dict.fromkeys(forms)) for case, forms in both.items() if forms}


def _by_row(word: str, folded: str, rows: Sequence[Sequence[str]], cases: Sequence[str]) -> Forms:
    for ending, cut, forms in rows:
        if re.search(rf"(?:{ending})\Z", folded):
            stem = re.sub(rf"(?:{cut})\Z", "", word, flags=re.IGNORECASE)
            return {
                case: tuple(stem + each for each in form.split("/"))
                for case, form in zip(cases, forms.split(), strict=True)
            }
    return {}

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
from toolkit.base.frozen import frozen
from toolkit.language.known import Facts, facts, words_of_text
from toolkit.language.words import fold, words_of

__all__ = [
    "NOMINATIVE",
    "Forms",
    "declined",
    "hangs_suffixes",
    "is_woman",
    "makes_forms",
    "name_prefixes",
    "suffixes_of",
]

NOMINATIVE = "nominative"
_PLURAL = "plural"
_WITH_S = frozenset({"da", "de", "en", "nb", "nl", "nn", "no", "sv"})
"""Languages of which nothing stands behind a name but an s, of its plural or its possessive."""
_NO_FORM, _INSTEAD = "-", "<"
"""What the data write for a case that has no ending, and before what replaces a last letter."""
_LIKE_WOMEN = "микола микита никита илья ілля лука кузьма фома хома савва сава данила"
_MEN = frozenset(_LIKE_WOMEN.split())
"""Men whose names end as women's do."""
_WOMAN = re.compile(r"(?:[оеєї]ва|[иыії]на|[сц]кая|[сзц]ька|[вчш]на|к[ыи]зы|қ[ыи]зы|қизи|кизи)\Z")
_MAN = re.compile(r"(?:[оеєї]в|[иыії]н|[сц]кий|[сзц]ький|ич|улы|ұлы|уулу|оглу|ўғли|огли)\Z")

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
    if words and words[0] in _MEN:
        return False
    if words and (_WOMAN.search(words[0]) or words[0][-1:] in "ая"):
        return True
    return None


def hangs_suffixes(locale: Locale) -> bool:
    """Whether a name stays as it is in a language, with all that is hung on it behind or before."""
    return "man" not in _facts(locale)


def makes_forms(locale: Locale) -> bool:
    """Whether forms of names are made in a language; of any other, those that are listed stand."""
    if locale.language in _WITH_S:
        return locale.has_usual_script
    return locale.script in facts(locale.language, "declension")


def _facts(locale: Locale) -> Facts:
    """Return what is known of the names of a language in a script; often nothing."""
    return cast("Facts", facts(locale.language, "declension").get(locale.script, {}))


def name_prefixes(locale: Locale) -> tuple[str, ...]:
    """Return what a locale writes together with a name, before it: Arabic “and”, “to”."""
    return words_of_text(_facts(locale), "prefixes")


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
    if locale.language in _WITH_S and locale.has_usual_script:
        return {NOMINATIVE: (name,), _PLURAL: (f"{name}s",)}
    known = _facts(locale)
    if not hangs_suffixes(locale):
        declension = _Declension(locale.language, known)
        return declension.forms(words, name, woman=is_woman(name) if woman is None else woman)
    found: Forms = {NOMINATIVE: (name,)}
    if len(words) > 1 or len(name) >= cast("int", known.get("shortest", 0)):
        hung = _suffixed(words, known)
        own = (name, *hung.get(NOMINATIVE, ()))
        found = {**hung, **_prefixed(words, known), NOMINATIVE: own}
    return _with_alike(found, words_of_text(known, "alike"))


def suffixes_of(locale: Locale) -> frozenset[str]:
    """Return what can stand behind a name in a language that hangs suffixes on it; often nothing.

    >>> "ро" in suffixes_of(Locale("tg")), suffixes_of(Locale("ru"))
    (True, frozenset())
    """
    known = _facts(locale)
    rows = cast("Mapping[str, str]", known.get("endings", {})).values()
    parts = (part for row in rows for part in row.replace("/", " ").split())
    shapes = {shape for part in parts for shape in _shapes("", part, known)}
    return frozenset(each for each in shapes if each.isalpha())


def _suffixed(words: Sequence[str], known: Facts) -> Forms:
    """Return a name with every suffix of a case, and with that of the plural before it."""
    before = "".join(f"{word} " for word in words[:-1])
    found = dict(_with_cases(words[-1], known))
    for plural in found.get(_PLURAL, ())[:1]:
        behind = _with_cases(plural, known, behind_plural=True)
        found |= {f"{_PLURAL} {case}": forms for case, forms in behind.items() if case != _PLURAL}
    return {case: tuple(f"{before}{form}" for form in forms) for case, forms in found.items()}


def _with_cases(word: str, known: Facts, *, behind_plural: bool = False) -> Forms:
    """Return a word with the suffixes of its row; the form to be written first, then all others."""
    folded = word.lower().rstrip("ьъ")
    endings = cast("Mapping[str, str]", known.get("endings", {}))
    row = next((row for last, row in endings.items() if folded[-1:] in last), "")
    found: dict[str, tuple[str, ...]] = {}
    for case, suffixes in zip(words_of_text(known, "cases"), row.split(), strict=False):
        shapes = dict.fromkeys(
            shape for each in suffixes.split("/") for shape in _shapes(word, each, known)
        )
        if behind_plural:  # where an apostrophe may stand, but is not written
            shapes = dict.fromkeys(sorted(shapes, key=lambda each: each.startswith("'")))
        stems = _stems(word, known)
        forms = (_hung(stem, shape) for shape in shapes for stem in stems)
        found[case] = tuple(dict.fromkeys(forms)) or (word,)
    return found


def _shapes(word: str, suffix: str, known: Facts) -> Iterator[str]:
    """Yield a suffix in the harmony of a word, and in the others: not all hear names alike."""
    if suffix == _NO_FORM:
        return
    letters = cast("Mapping[str, str]", known.get("letters", {}))
    classes = min(map(len, letters.values()), default=1)
    own = _harmony(word.lower(), known)
    for number in (own, *(each for each in range(classes) if each != own)):
        table: dict[str, str | int | None] = {key: each[number] for key, each in letters.items()}
        shape = suffix.translate(str.maketrans(table))
        yield shape
        if shape.startswith("'"):
            yield shape[1:]


def _hung(stem: str, suffix: str) -> str:
    return stem[:-1] + suffix[1:] if suffix.startswith(_INSTEAD) else stem + suffix


def _stems(word: str, known: Facts) -> tuple[str, ...]:
    """Return what a word may have become before a suffix."""
    bent = tuple(_bent(word, words_of_text(known, "bends")))
    return (*bent, word, *_bent(word, words_of_text(known, "may_bend")))


def _bent(word: str, pairs: Sequence[str]) -> Iterator[str]:
    return (word[:-1] + each[1:] for each in pairs if word.endswith(each[0]))


def _harmony(word: str, known: Facts) -> int:
    """Return which vowels the suffixes of a word have: its last vowel that is one decides."""
    if word.endswith("ь"):
        return 1
    for key in ("harmony", "weak"):
        classes = cast("Sequence[str]", known.get(key, ()))
        for char in reversed(word):
            if (
                found := next((at for at, each in enumerate(classes) if char in each), None)
            ) is not None:
                return found
    return 0


def _prefixed(words: Sequence[str], known: Facts) -> Forms:
    """Return a name with what is written together with its first word, before it."""
    behind = "".join(f" {word}" for word in words[1:])
    return {
        f"behind {prefix}": (f"{_behind(prefix, words[0])}{behind}",)
        for prefix in words_of_text(known, "prefixes")
    }


def _behind(prefix: str, word: str) -> str:
    """Return a word behind a prefix; in Arabic, li- and the article are written as one."""
    return prefix + (word[1:] if prefix.endswith("ل") and word.startswith("ال") else word)


def _with_alike(forms: Forms, pairs: Sequence[str]) -> Forms:
    """Return forms, and behind each what it is where letters are left out or written alike."""
    if not pairs:
        return forms
    letters = str.maketrans({each[0]: each[1:] for each in pairs})
    return {
        case: tuple(dict.fromkeys((*each, *(form.translate(letters) for form in each))))
        for case, each in forms.items()
    }


@frozen
class _Declension:
    """A language that declines every word of a name, as Russian does."""

    language: str
    known: Facts

    def forms(self, words: Sequence[str], name: str, *, woman: bool | None) -> Forms:
        """Return a name of which every word is declined."""
        rows = [
            self._word(word, at, len(words), woman=bool(woman)) for at, word in enumerate(words)
        ]
        found: dict[str, tuple[str, ...]] = {NOMINATIVE: (name,)}
        cases = dict.fromkeys(case for row in rows for case in row)
        for case in cases:
            if all(case in row for row in rows):
                choices = product(*(row[case] for row in rows))
                found[case] = tuple(" ".join(choice) for choice in choices)
        return found

    def _word(self, word: str, at: int, words: int, *, woman: bool) -> Forms:
        cases = words_of_text(self.known, "cases")
        folded = fold(word)
        if self._is_fixed(folded, woman=woman):
            return dict.fromkeys(cases, (word,))
        table = cast("Mapping[str, list[list[str]]]", self.known["woman" if woman else "man"])
        surname = _by_row(word, folded, table["surname"], cases)
        name = _by_row(word, folded, table["name"], cases)
        if words > 1:
            found = (name or surname) if at == 0 else (surname or name)
        elif re.search(str(self.known["surnames"]), folded):
            found = surname
        else:  # it may be either: Марина, Мартин
            found = _joined(name, surname, cases)
        if words == 1:
            family = cast("Mapping[str, list[list[str]]]", self.known["family"])["surname"]
            plural = [f"{_PLURAL} {case}" for case in words_of_text(self.known, "plural")]
            found = {**found, **_by_row(word, folded, family, plural)}
        return found or dict.fromkeys(cases, (word,))

    def _is_fixed(self, folded: str, *, woman: bool) -> bool:
        """Whether a name takes no ending; what endings of words say of it holds here too."""
        known = {**facts(self.language, "endings"), **self.known}
        patterns = (known.get("undeclined"), known.get("undeclined_women") if woman else None)
        return any(re.search(str(each), folded) for each in patterns if each)


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
                if form != _NO_FORM
            }
    return {}

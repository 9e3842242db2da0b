"""Alphabets: the letters of each locale, and what of a text is not certainly in them."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.language.alphabets import kazakh, uyghur
from toolkit.language.alphabets.casing import is_dotted, upper
from toolkit.language.alphabets.tables import section
from toolkit.language.scripts import is_word, pattern, script_of

__all__ = ["alphabet", "problems"]

_RESOLVE: Mapping[str, Callable[[str], str]] = {
    "kk-Cyrl": kazakh.resolve,
    "ug-Arab": uyghur.normalise,
}
_MOST_SHOWN = 40


@lru_cache
def alphabet(locale: Locale) -> frozenset[str] | None:
    """Return the letters of a locale, small and capital; None where the toolkit has no table.

    >>> "Ұ" in (alphabet(Locale("kk")) or ()), alphabet(Locale("de"))
    (True, None)
    """
    letters = section(f"{locale.language}/alphabet", "letters").get(locale.script)
    if letters is None:
        return None
    return frozenset(letters + upper(letters, dotted=is_dotted(locale)))


def problems(text: str, locale: Locale) -> list[Finding]:
    """Return the words of a text that cannot be read, or converted, with certainty.

    - `mixed-alphabets`: letters of two scripts in one word; where all of them are look-alikes, the
      hint says as what it is read.
    - `look-alikes`: another language's code points for letters that look the same, and
      presentation forms.
    - `unknown-letter`: a letter of the script that is not in the locale's alphabet.

    A word wholly in another script is a foreign name, and none of these; a hyphen parts words.
    Each word is named once, in the order of the text. It is a warning each time.
    """
    letters = alphabet(locale)
    if letters is None:
        return []
    tokens = pattern(locale.script, locale.script).findall(text)
    return [
        finding
        for word in dict.fromkeys(token for token in tokens if is_word(token))
        if not letters.issuperset(word)
        for finding in _word_problems(word, locale, letters)
    ]


def _word_problems(word: str, locale: Locale, letters: frozenset[str]) -> Iterator[Finding]:
    composed = kazakh.normalise(word)
    scripts = {script for char in composed if (script := script_of(char))}
    if locale.script not in scripts:
        return
    meant = _RESOLVE.get(f"{locale.language}-{locale.script}", str)(composed)
    shown = f"{word[:_MOST_SHOWN]}…" if len(word) > _MOST_SHOWN else word
    hint = f"it is read as “{meant}”; write it so" if meant != composed else ""
    if len(scripts) > 1:
        hint = hint or "write it in one, or part a foreign name from its ending by a hyphen"
        yield _warning("mixed-alphabets", f"“{shown}” mixes alphabets", hint)
    elif hint:
        yield _warning("look-alikes", f"“{shown}” is in another language's code points", hint)
    strange = sorted(
        {char for char in meant if script_of(char) == locale.script and char not in letters}
    )
    if strange:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in strange)
        message = f"“{shown}” has letters that are not in the alphabet of {locale}: {named}"
        yield _warning("unknown-letter", message, "mend it, or keep the word in the exceptions")


def _warning(code: str, message: str, hint: str) -> Finding:
    return Finding(code, message, hint=hint, severity=Severity.WARNING)

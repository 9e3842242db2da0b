"""Check of spelling, by the hunspell program and its dictionaries where they are installed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.catalog.terms import TermForms, forms_in
from toolkit.catalog.terms.finding import Finder
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.language.words import is_capital, words_of

__all__ = ["CHECKS", "dictionary", "misspelt_words"]

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
)
# A capital, and nobody knows whether it is a name: names are the matter of another check.
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’ʼ\-‐][^\W\d_]+)*(?!\w|['’ʼ\-‐][^\W\d_])")
_LETTERS = {
    "Arab": re.compile(r"[\u0620-\u06ff]+"),
    "Cyrl": re.compile(r"[\u0430-\u052f'’ʼ\-‐]+"),
    "Latn": re.compile(r"[a-z\u00df-\u024f'’ʼ\-‐]+"),
}
_SHORTEST = 3
_LONGEST = 60
_SECONDS = 60
# To find suggestions takes hunspell a hundred times as long as to find mistakes.
_MOST_SUGGESTIONS = 40
_SUGGESTIONS = re.compile(r"& (\S+) \d+ \d+: ([^,]+)")


def dictionary(locale: Locale) -> str:
    """Return the path of a locale's dictionary, as hunspell wants it; empty where there is none.

    It is that of the tag's region if it has one, else the first of the language.
    """
    if not locale.has_usual_script:
        return ""
    own = os.environ.get("DICPATH", "")
    folders = [*filter(None, own.split(os.pathsep)), *_FOLDERS]
    wanted = locale.tag.replace("-", "_")
    for folder in folders:
        found = sorted(Path(folder).glob(f"{locale.language}*.dic"))
        stems = [
            path.with_suffix("")
            for path in found
            if re.split("[_-]", path.stem)[0] == locale.language
            and path.with_suffix(".aff").is_file()
        ]
        best = [stem for stem in stems if stem.name == wanted] or stems
        if best:
            return str(best[0])
    return ""


def _unavailable(locale: Locale) -> str:
    """Return why spelling cannot be checked; empty where it can be."""
    if shutil.which("hunspell") is None:
        return "the program hunspell is not installed"
    if not dictionary(locale):
        return f"hunspell has no dictionary of {locale.name_in(Locale('en'))} ({locale})"
    return ""


def misspelt_words(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield the words that the dictionary does not have, each where it first stands in a text."""
    if not pairs:
        return
    reason = _unavailable(locale)
    if reason:
        yield 0, Problem(f"spelling is not checked: {reason}")
        return
    letters = _LETTERS.get(locale.script)
    words = [_words(pair.target_words, letters) for pair in pairs]
    wrong = _unknown(sorted({word for each in words for word in each}), locale)
    personal = _personal(pairs, locale)
    wrong = {word for word in wrong if not personal.find(word)}
    suggestions = _suggestions(tuple(islice(sorted(wrong), _MOST_SUGGESTIONS)), locale)
    for number, each in enumerate(words):
        for word in (word for word in each if word in wrong):
            message = f"“{word}” is not in the dictionary"
            suggestion = suggestions.get(word, "")
            yield number, Problem(message, target=each[word], suggestion=suggestion)


def _words(text: str, letters: re.Pattern[str] | None) -> dict[str, Place]:
    """Return the small words of a text in the letters of its locale, and where each stands."""
    found: dict[str, Place] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        fits = _SHORTEST <= len(word) <= _LONGEST and not is_capital(word)
        if fits and (letters is None or letters.fullmatch(word)):
            found.setdefault(word, match.span())
    return found


def _personal(pairs: Sequence[Pair], locale: Locale) -> Finder:
    """Return what finds the words of the termbase, inflected too."""
    words = {
        word
        for pair in pairs
        for term in pair.terms
        for form in (forms_in(term, locale) or TermForms()).allowed
        for word in words_of(form)
    }
    return Finder([(word, 0) for word in sorted(words)], locale)


def _unknown(words: Sequence[str], locale: Locale) -> set[str]:
    return set(_hunspell("-l", "\n".join(words), locale).split("\n")) & set(words)


@lru_cache(8)
def _suggestions(words: tuple[str, ...], locale: Locale) -> dict[str, str]:
    """Return the best suggestion for each word that has any."""
    # A caret keeps a word from being read as a command (hunspell(4), pipe mode).
    lines = _hunspell("-a", "\n".join(f"^{word}" for word in words), locale).split("\n")
    found = (_SUGGESTIONS.match(line) for line in lines)
    return {match[1]: match[2].strip() for match in found if match}


def _hunspell(mode: str, text: str, locale: Locale) -> str:
    """Return what hunspell writes of a text; nothing where it fails."""
    if not text:
        return ""
    try:
        done = subprocess.run(
            ["hunspell", mode, "-i", "utf-8", "-d", dictionary(locale)],
            input=f"{text}\n",
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


CHECKS: tuple[Check, ...] = (
    Check(
        "spelling",
        Severity.HINT,
        "Every word is in the dictionary, or in the termbase.",
        None,
        "correct the word, or add it to locales/terms.toml",
        survey=misspelt_words,
        # Right words that a dictionary has not are many: one in four of Kazakh's.
        by_default=False,
    ),
)

"""Casing: capitals by the alphabet's own map, for Kazakh in Latin letters keeps two i's apart."""

import re
from collections.abc import Iterable, Iterator

from toolkit.base.bcp47 import Locale

__all__ = ["capitalise", "in_case_of", "is_dotted", "lower", "sentence_starts", "upper"]

# The 2021 draft pairs I with ı and İ with i; Python and ICU (whose locale kk has no such rule)
# know the first pair's small letter and the second's capital for Turkish at most.
_DOTTED_UPPER = str.maketrans({"ı": "I", "i": "İ"})
_DOTTED_LOWER = str.maketrans({"I": "ı", "İ": "i"})
# A colon ends one only where what follows is said.
_SENTENCE_END = frozenset(".!?؟…‼⁇:")
_CLOSING = frozenset("»”’›")
_OPENING = frozenset("«“„‹")
# What may stand between the end of a sentence and the next one's first letter.
_TRANSPARENT = re.compile(r"""[\s"'«»‹›“”„‘’()\[\]\-–—\ufffc]*""")


# Unicode, SpecialCasing.txt; Kazakh in Latin letters by its draft of 2021.
_DOTTED_LANGUAGES = frozenset({"az", "crh", "tr"})


def is_dotted(locale: Locale) -> bool:
    """Whether a locale keeps two i's apart: I ı and İ i.

    >>> is_dotted(Locale("tr")), is_dotted(Locale("kk-Latn")), is_dotted(Locale("kk"))
    (True, True, False)
    """
    return locale.script == "Latn" and locale.language in {*_DOTTED_LANGUAGES, "kk"}


def upper(text: str, *, dotted: bool = False) -> str:
    """Return a text in capitals; `dotted` is the Kazakh Latin alphabet, with I ı and İ i.

    >>> upper("kıtabi", dotted=True), upper("kitabi")
    ('KITABİ', 'KITABI')
    """
    return (text.translate(_DOTTED_UPPER) if dotted else text).upper()


def lower(text: str, *, dotted: bool = False) -> str:
    """Return a text in small letters.

    >>> lower("KITABİ", dotted=True), lower("KITAB")
    ('kıtabi', 'kitab')
    """
    return (text.translate(_DOTTED_LOWER) if dotted else text).lower()


def capitalise(text: str, *, dotted: bool = False) -> str:
    """Return a text with a capital first; the rest stays.

    >>> capitalise("ilim", dotted=True), capitalise("shinjang")
    ('İlim', 'Shinjang')
    """
    return upper(text[:1], dotted=dotted) + text[1:]


def in_case_of(word: str, form: str, *, dotted: bool = False) -> str:
    """Return a form, in small letters, in the case of the word that it stands for.

    A capital letter alone is a capital at the start, not a word in capitals.

    >>> in_case_of("ЯК", "iak"), in_case_of("Яков", "iakov"), in_case_of("Я", "ia")
    ('IAK', 'Iakov', 'Ia')
    """
    if word.isupper() and len(word) > 1:
        return upper(form, dotted=dotted)
    return capitalise(form, dotted=dotted) if word[:1].isupper() else form


def sentence_starts(tokens: Iterable[str]) -> Iterator[bool]:
    """Yield for each token whether it is a word that a sentence, or the text, begins with.

    What is asked or exclaimed in quotation marks ends no sentence: “Go!” he said. Speech that a
    colon announces begins one: he said: “Go!”

    A number or an address begins a sentence as well as a word does: what follows it needs no
    capital.
    """
    start, ended = True, ""
    for token in tokens:
        if not token:
            yield False
        elif token[0].isalnum() or not (len(token) == 1 or token.isspace()):
            yield start and token[0].isalpha()
            start, ended = False, ""
        elif token[0] in _SENTENCE_END:
            ended = token[0]
            yield False
        else:
            if "\n" in token or _begins(token[0], ended):
                start = True
            elif not _TRANSPARENT.fullmatch(token) or (ended != "." and token in _CLOSING):
                ended = ""
            yield False


def _begins(sign: str, ended: str) -> bool:
    """Whether a sign, after what has just ended, is followed by a sentence."""
    return sign in _OPENING if ended == ":" else bool(ended) and sign.isspace()

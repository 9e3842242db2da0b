"""Words: a text cut into words and what lies between; addresses, codes and numbers are no words."""

import re
from functools import cache, lru_cache

__all__ = ["is_space", "is_word", "letters_of", "pattern", "runs_of", "script_of", "tokens_of"]

# The letters of the scripts that the conversions know; what is in none of them is foreign to all.
_SCRIPTS = {
    "Arab": "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufdfb\ufe70-\ufefc",
    "Cyrl": "\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69d",
    "Latn": "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u02af\u1e00-\u1eff\ufb00-\ufb06"
    "\uff21-\uff3a\uff41-\uff5a",
}
# Which script a letter is in: the name of the group that it matches.
_LETTER_OF = re.compile("|".join(f"(?P<{each}>[{letters}])" for each, letters in _SCRIPTS.items()))
_LETTER = r"[^\W\d_]"
# Accents, vowel signs, the soft hyphen and the joiners; an apostrophe between letters.
_INNER = r"[\u00ad\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200d\u2060]|['’ʼ](?=[^\W\d_])"
_ADDRESS = r"(?:(?:https?|ftp|mailto|tel):|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?…)\]؟،؛]"
_WORD = rf"{_LETTER}(?:{_LETTER}|{_INNER})*"
_PROTECTED = (
    _ADDRESS,
    # Lengths have the limits of RFC 5321 and RFC 1035, so that no text takes squared time.
    r"\w[\w.+\-]{0,63}@\w[\w\-]{0,62}(?:\.\w[\w\-]{0,62})+",  # e-mail
    # Hosts, with paths; names of files; versions.
    r"(?a:\w[\w\-]{0,62}(?:\.(?!https?:|www\.)\w[\w\-]{0,62})+(?:/[^\s<>«»“”\".,;:!?…)\]؟،؛]*)*)",
    r"@\w[\w.]*\w",
    r"\{\{[^{}]*\}\}|\{[^{}\s]*\}",  # placeholders of templates, of str.format
    r"%\(\w+\)[a-z]|%(?:\d\$)?[sdifcu](?![a-zA-Z0-9_])",  # those of printf
    # Markup that a text talks of, or that is not parsed yet.
    r"</?[A-Za-z][^<>]*>|&(?:\#\w+|[A-Za-z]\w*);",
    r"\d+(?:[.,:/\-]\d+)+",
)
_WORD_PATTERN = re.compile(_WORD)
_ADDRESS_PATTERN = re.compile(_ADDRESS)
# Not of telephone numbers after a letter: hotels and motels end as these begin.
_GLUED_ADDRESS = re.compile(rf"(?<=[\w./\-'’ʼ])(?!(?<={_LETTER})tel:){_ADDRESS}")


@cache
def letters_of(script: str) -> str:
    """Return the letters of a script as the inside of a regular expression's set."""
    return _SCRIPTS[script]


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """Return the script of a letter: `Arab`, `Cyrl`, `Latn`, `other`; None for what is no letter.

    >>> script_of("ғ"), script_of("ع"), script_of("ı"), script_of("中"), script_of("7")
    ('Cyrl', 'Arab', 'Latn', 'other', None)
    """
    if not char.isalpha() or char in "ʹʼـ":
        return None
    found = _LETTER_OF.match(char)
    return found.lastgroup if found else "other"


def runs_of(word: str) -> list[tuple[str, str]]:
    """Return a word's stretches of one script; marks and apostrophes go with what is before them.

    >>> runs_of("Eurasianetтің")
    [('Latn', 'Eurasianet'), ('Cyrl', 'тің')]
    """
    runs: list[tuple[str, str]] = []
    own, start = "", 0
    for at, char in enumerate(word):
        script = script_of(char) or own or "other"
        if script != own and at > 0:
            runs.append((own, word[start:at]))
            start = at
        own = script
    if word:
        runs.append((own, word[start:]))
    return runs


def is_word(token: str) -> bool:
    """Whether a token of `pattern` is a single word (it may still be protected)."""
    return _WORD_PATTERN.fullmatch(token) is not None


def is_space(token: str) -> bool:
    """Whether a token has no letter, digit or protected thing: white space or punctuation."""
    return len(token) == 1 or token.isspace()


@lru_cache(maxsize=64)
def pattern(
    source: str, target: str, keep: frozenset[str] = frozenset(), *, endings: bool = False
) -> re.Pattern[str]:
    """Return the expression whose matches are a text's tokens; joined they are the text.

    A token is a word of letters of any script, a passage (words of a script that is neither the
    source's nor the target's, with the punctuation between them), something protected (an
    address, a placeholder, a number with its signs, one of the terms to `keep`), white space, or
    one other character. With `endings`, what a hyphen hangs on a number or on a word of another
    script (17-ге, gettext-тің) is a token with its hyphen.
    """
    known = letters_of(source) + letters_of(target)
    foreign = rf"[^\W\d_{known}]+"
    inside = r"(?:\s|[,;:?!.'’\-–—]|&(?!\#?\w+;))+"
    more = rf"{inside}(?!{'|'.join(_PROTECTED)}){foreign}"
    passage = rf"{foreign}(?:{more})*(?![^\W_])(?:[,;?!](?=[»”\"]))?"
    word = rf"[{letters_of(source)}](?:{_LETTER}|{_INNER})*(?!{_LETTER}|{_INNER}|@\w)"
    terms = "|".join(re.escape(term) for term in sorted(keep, key=lambda term: (-len(term), term)))
    choices = [rf"(?<!\w)(?:{terms})(?!\w)"] if terms else []
    # Most of a text is words of its own script, which begin no address save in Latin letters.
    choices += [*_PROTECTED, word] if source == "Latn" else [word, r"\s+", *_PROTECTED]
    choices += [passage, _WORD, r"\s+", r"\d+"]
    if endings and source != "Latn":  # where a foreign word cannot be told
        own = letters_of(source)
        choices.append(rf"(?<=[^\W_{own}])-[{own}]+(?![{own}\w])")
    choices.append(r".")
    return re.compile("|".join(choices), re.DOTALL)


def tokens_of(text: str, tokens: re.Pattern[str]) -> list[str]:
    """Return a text's tokens; an address is one of its own wherever it begins.

    Where no space parts it from a word, that word's letters may, in the other alphabet, be such as
    an address has: were they seen as its beginning, a second conversion would find other words.

    >>> tokens_of("жазыңыз:www.a.kz", pattern("Cyrl", "Latn"))
    ['жазыңыз', ':', 'www.a.kz']
    """
    if _ADDRESS_PATTERN.search(text) is None:
        return tokens.findall(text)
    found: list[str] = []
    done = 0
    for address in _GLUED_ADDRESS.finditer(text):
        found += tokens.findall(text[done : address.start()])
        found.append(address[0])
        done = address.end()
    return found + tokens.findall(text[done:])

"""Checks of language: the wrong one, the wrong script, the source’s words left over."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import Code, CodeKind
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.language.profiles import connectors, function_words, suspect_language
from toolkit.language.scripts import letters_of, pattern

__all__ = ["CHECKS"]

_SCRIPTS = {"Arab": "Arabic", "Cyrl": "Cyrillic", "Latn": "Latin"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ\-](?=[^\W\d_]))*")
_SEVERAL = re.compile(r"[^\W\d_]\W+[^\W\d_]")
# What is quoted, or glossed in brackets, may be in the source's language.
_ASIDE = re.compile(
    r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‹[^‹›]*›|《[^《》]*》|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]"
    r"|\b(?:https?|ftp)://\S+|\bwww\.\S+|\S{1,64}@\S{1,253}"
    r"|(?<!\w)'[^'\n]{1,200}'(?!\w)|‘[^‘’\n]{1,200}’(?!\w)"
)
# What programs read has such signs in its words: a/b, x=1, --all, ${path}, # a comment.
_SIGNED = re.compile(r"(?<!\S)(?:\S*(?:[/\\_={}$#<>|;@*~^]|\w[:.]\w)\S*|--?\w\S*)(?!\S)")
_MOST_SIGNED = 0.2
"""The share of words with such signs from which on a text is a program's."""
# Codes whose content is no language, or one that the document names.
_VERBATIM = re.compile(
    r"(?:code|kbd|samp|var|tt|pre|cite|literal|command|filename|option|foreignphrase|keyword|cmd"
    r"|app|gui\w*?|sys|file|input|output|key|keyseq|keycap|keycombo|userinput|computeroutput|screen"
    r"|programlisting|envar|parameter|replaceable)[\d.]*\Z"
)
# The two scripts of Chinese: their names, their character sets, and the other's.
_CHARACTERS = {
    "Hans": ("simplified", "gb2312", "big5", "traditional"),
    "Hant": ("traditional", "big5", "gb2312", "simplified"),
}
_FEW_CHARACTERS = 2
_WITH_CAPITALS = frozenset({"Cyrl", "Latn"})
_LONG = 4
_RUN = 3
_UNTRANSLATED_ROLES = frozenset({"byline", "author", "code", "term", "name"})
_MOST_READ = 5_000
_MOST_SINGLE = 3
# English words of eight letters or more that are no names of programs, by their endings.
_ORDINARY = re.compile(
    r"(?<![\w.@/\\=\-–'\"“«<])(?<![A-Za-z] )[a-z]{3,20}"
    r"(?:tions?|ments?|ness|ances?|ences?|ities|fully|ously|ship|isms?)"
    r"(?![\w@/\\=\-–'\"”»>(]|[ ,][ ]?[A-Za-z]|\.\w)"
)


def wrong_script(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation is in letters of another script than its locale’s.

    Latin words that the source has are names; several others are a text.
    """
    own = _letters(locale.script)
    words = pair.target_words
    if locale.script in _CHARACTERS:
        yield from _other_characters(pair, locale.script)
    if own is None or own.search(words, 0, _MOST_READ) is not None:
        return
    source = _tokens(pair.source_words)
    strange = [word for word in _tokens(_without_asides(pair)) if word not in source]
    for script, letters in ((each, _letters(each)) for each in _SCRIPTS if each != locale.script):
        found = [word for word in strange if letters is not None and letters.match(word)]
        long = [word for word in found if len(word) >= _LONG]
        if len(long) >= (2 if script == "Latn" else 1):
            wanted = _SCRIPTS[locale.script]
            message = f"the translation is in {_SCRIPTS[script]} letters, not in {wanted} ones"
            yield Problem(message, target=(0, len(words)))
            return


def _other_characters(pair: Pair, script: str) -> Iterator[Problem]:
    """Yield that Chinese is in the characters of the other script, and in none of its own alone.

    The national character sets tell them apart: what GB 2312 has and Big5 has not is simplified.
    """
    name, own, other, others = _CHARACTERS[script]
    han = {char for char in pair.target_words[:_MOST_READ] if "\u4e00" <= char <= "\u9fff"}
    strange = [char for char in han if _is_only(char, other, own)]
    if len(strange) >= _FEW_CHARACTERS and not any(_is_only(char, own, other) for char in han):
        message = f"the translation is in {others} characters, not in {name} ones"
        yield Problem(message, target=(0, len(pair.target_words)))


@lru_cache(maxsize=8192)
def _is_only(char: str, charset: str, other: str) -> bool:
    """Whether a character is in one character set, and not in another."""
    return bool(char.encode(charset, "ignore")) and not char.encode(other, "ignore")


def wrong_language(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation is in another language of its script, as its letters tell."""
    words = pair.target_words
    if _SEVERAL.search(words) is None or pair.source_words == words:
        return
    suspicion = suspect_language(words, locale)
    if suspicion is None:
        return
    source = set(_tokens(pair.source_words))
    kept = [word for word in _tokens(words) if word not in source and not word.isupper()]
    # Names tell nothing of the language that they stand in.
    small = [word for word in kept if not word[0].isupper()]
    if not small and locale.script in _WITH_CAPITALS:
        return
    enough = len(small) >= _RUN
    suspicion = suspect_language(" ".join(small if enough else kept), locale)
    if suspicion is not None:
        other = suspicion.language.name_in(Locale("en"))
        severity = None if suspicion.sure and enough else Severity.HINT
        message = f"the translation seems to be in {other}"
        yield Problem(message, target=(0, len(words)), severity=severity)


def leftover_words(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words of the source, three or more in a row, that stand in a translation.

    Left out are quotations, brackets, codes for what is no language, and names and titles: what
    has fewer than two small words, or one among five. Without a word such as “was”, or a sentence’s
    length, it is a hint.
    """
    if locale.language == pair.language.language or pair.source_words == pair.target_words:
        return
    run = _run_of(pair.language.script) if pair.language.script != locale.script else _ANY_RUN
    if run is None:
        return
    yield from _single_words(pair, locale)
    if run.search(pair.target_words) is None:
        return
    foreign = pair.language.script != locale.script
    rows = _rows(pair.source_words)
    for match in run.finditer(_without_asides(pair)):
        if _is_command(match):
            continue
        for place, words in _shared(match, rows, foreign=foreign):
            yield from _left(place, words, pair.language.language, foreign=foreign)


def _is_command(run: re.Match[str]) -> bool:
    """Whether a run of words has an option among them, as `git am --show` has."""
    return run[0].startswith("-") or " -" in run[0]


def _left(place: Place, words: Sequence[str], language: str, *, foreign: bool) -> Iterator[Problem]:
    small = [word for word in words if word[0].islower() and len(word) > 1]
    own = [word for word in small if word not in connectors(language)]
    known = function_words(language)
    tells = any(word.lower() in known for word in words if not word.isupper())
    # Commands and their options have no “and” and no “a” among them.
    is_sentence = len(own) > _LONG and len(small) > len(own)
    # “Statement and apology” is no name: those have capitals.
    is_phrase = foreign and len(small) == len(words) and len(own) < len(small)
    least = (1 if len(words) > _LONG else 2) if foreign else 3
    if len(own) >= least and (foreign or tells or len(own) > least):
        shown = " ".join(words[:6]) + (" …" if len(words) > 6 else "")  # noqa: PLR2004 - a glance
        severity = None if tells or (foreign and is_sentence) or is_phrase else Severity.HINT
        yield Problem(f"“{shown}” is left in the source’s language", place, severity=severity)


def _are_all_there(words: Sequence[str], rows: frozenset[tuple[str, ...]]) -> bool:
    """Whether the source has each of some words, if not beside each other."""
    return {*words} <= {word for row in rows for word in row}


def _single_words(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield long small words of the source that stand alone among words of another script.

    Commands and formats are shorter, or have no ending of a noun or a verb.
    """
    if pair.language.language != "en" or pair.language.script == locale.script:
        return
    if _ORDINARY.search(pair.target_words) is None:
        return
    own = _letters(locale.script)
    text = _without_asides(pair)
    source = set(_WORD.findall(pair.source_words))
    if own is None or own.search(text) is None:
        return
    for match in islice(_ORDINARY.finditer(text), _MOST_SINGLE):
        if match[0] in source:
            message = f"“{match[0]}” is left in the source’s language"
            yield Problem(message, match.span(), severity=Severity.HINT)


def _rows(source: str) -> frozenset[tuple[str, ...]]:
    """Return each three words that follow one another."""
    words = [match[0].casefold() for match in _WORD.finditer(source)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _shared(
    run: re.Match[str], rows: frozenset[tuple[str, ...]], *, foreign: bool
) -> Iterator[tuple[Place, list[str]]]:
    """Yield the stretches of a run of words that the source has, or all of it if it is foreign.

    In another script than the locale's, a long run is the source's language whether or not the
    source still has it.
    """
    found = list(_WORD.finditer(run[0]))
    words = [match[0] for match in found]
    folded = [word.casefold() for word in words]
    alike = [tuple(folded[at : at + _RUN]) in rows for at in range(len(words) - _RUN + 1)]
    if foreign and (any(alike) or len(words) > _RUN or _are_all_there(folded, rows)):
        yield run.span(), words
        return
    at = 0
    while at < len(alike):
        end = at
        while end < len(alike) and alike[end]:
            end += 1
        if end > at:
            last = end + _RUN - 2
            start = run.start()
            yield (start + found[at].start(), start + found[last].end()), words[at : last + 1]
        at = end + 1


def untranslated(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield translations that are their sources copied.

    Names, figures and addresses stay; a name is what has no word that the catalog’s sources write
    small elsewhere. A single word, which may be a brand or a command, is a hint.
    """
    copies = [at for at, each in enumerate(pairs) if _is_copy(each, locale)]
    if not copies:
        return
    common = _common_words(pairs, set(copies))
    for at in copies:
        pair = pairs[at]
        text = _without_asides(pair)
        signed = len(_SIGNED.findall(text))
        words = [word for word in _tokens(_SIGNED.sub(" ", text)) if len(word) > 1]
        severity = _how_untranslated(words, pair, common, locale)
        if severity is not None and signed > _MOST_SIGNED * len(text.split()):
            severity = Severity.HINT
        if severity is not None:
            message = "the translation is a copy of its source"
            weight = None if severity is Severity.WARNING else severity
            yield at, Problem(message, target=(0, len(pair.target_words)), severity=weight)


def _is_copy(pair: Pair, locale: Locale) -> bool:
    source, target = pair.source_words, pair.target_words
    return (
        locale.language != pair.language.language
        and pair.role not in _UNTRANSLATED_ROLES
        and len(source) - len(target) in {-2, -1, 0, 1, 2}
        and source.split() == target.split()
    )


def _common_words(pairs: Sequence[Pair], copies: set[int]) -> frozenset[str]:
    """Return the words that the sources of other translations write small."""
    return frozenset(
        word
        for at, pair in enumerate(pairs)
        if at not in copies
        for word in _WORD.findall(pair.source_words)
        if word[0].islower()
    )


def _how_untranslated(
    words: Sequence[str], pair: Pair, common: frozenset[str], locale: Locale
) -> Severity | None:
    language = pair.language.language
    small = [each for each in words if each.islower() and each not in connectors(language)]
    known = [each for each in words if each.lower() in common and each.lower() not in _ASCII_NAMES]
    grammar = function_words(language)
    tells = any(each.lower() in grammar for each in words if not each.isupper())
    foreign = pair.language.script != locale.script
    if len(words) > 1 and (tells or (foreign and small and known)):
        return Severity.WARNING if foreign or len(words) > _RUN else Severity.HINT
    if foreign and any(each in small or _is_capitalised(each) for each in known):
        return Severity.HINT
    return Severity.HINT if foreign and len(small) > 1 else None


_ASCII_NAMES = frozenset({"e-mail", "email", "html", "xml", "web", "online"})


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _tokens(words: str) -> list[str]:
    """Return the words of a text, those of addresses left out."""
    if "://" in words or "@" in words or "www." in words:
        words = "".join(
            " " if any(sign in token for sign in ("://", "@", "www.")) else token
            for token in pattern("Latn", "Latn").findall(words[:_MOST_READ])
        )
    return _WORD.findall(words[:_MOST_READ])


def _without_asides(pair: Pair) -> str:
    """Return the translation with quotations, brackets and verbatim codes blanked in place."""
    parts: list[str] = []
    inside = 0
    for part in pair.target:
        if isinstance(part, Code):
            if part.kind is not CodeKind.EMPTY and _VERBATIM.match(part.tag):
                inside += 1 if part.kind is CodeKind.OPEN else -1
        else:
            parts.append("\n" * len(part) if inside > 0 else part)
    return _ASIDE.sub(lambda match: "\n" * len(match[0]), "".join(parts))


@lru_cache
def _letters(script: str) -> re.Pattern[str] | None:
    return re.compile(f"[{letters_of(script)}]") if script in _SCRIPTS else None


# Three words or more with spaces and commas between them. A run begins where a word does: tried
# at each of its letters, a word of a million would take the square of that.
_ANY_RUN = re.compile(r"(?<![^\W\d_])[^\W\d_][^\W\d_'’\-]*(?:,?[ \u00a0][^\W\d_][^\W\d_'’\-]*){2,}")


@lru_cache
def _run_of(script: str) -> re.Pattern[str] | None:
    if script not in _SCRIPTS:
        return None
    letter = f"[{letters_of(script)}'’\\-]"
    return re.compile(f"(?<!{letter}){letter}+(?:[,;]?[ \u00a0\\n]{letter}+){{{_RUN - 1},}}")


CHECKS = (
    Check(
        "wrong-script",
        Severity.ERROR,
        "The translation is in the locale’s script.",
        wrong_script,
        "translate it, or move it to the locale that it is for",
    ),
    Check(
        "wrong-language",
        Severity.WARNING,
        "The translation is in the locale’s language, not in another of the same script.",
        wrong_language,
        "translate it, or move it to the locale that it is for",
    ),
    Check(
        "leftover-words",
        Severity.WARNING,
        "No sentence of the source is left in the translation.",
        leftover_words,
        "translate the words, or quote them if they are meant to stay",
    ),
    Check(
        "untranslated",
        Severity.WARNING,
        "The translation is not a copy of its source.",
        None,
        "translate it, or waive the check if it stays as it is",
        survey=untranslated,
    ),
)

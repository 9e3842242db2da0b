"""Checks of spaces: doubled, before marks, missing after them, at the ends, and no-break ones."""

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import Code, CodeKind, Text
from toolkit.checks.check import Check, Problem
from toolkit.checks.mending import Flaw, code_places, mend, reported, touches
from toolkit.checks.pair import Pair
from toolkit.language.marks import marks_of

__all__ = ["CHECKS", "unspaced_marks"]

_DOUBLE = re.compile("[ \u00a0\u202f][ \u00a0\u202f]+")
# Not before what starts with a full stop (.po, .NET), or is a smiley or an operator (:), !=).
_BEFORE_MARK = re.compile(
    r"(?<=[^\s(\[{«“„‹/=|*<>,.;:!?،؛؟-])[ \u00a0]+"
    r"(?=[,،؛;:!?؟.](?![\w)(=<>.,:;!?/\\«»„“”%$-])|[)\]}](?!\w))|(?<=[(\[])[ \u00a0]+(?=\w)"
)
# A pattern that begins with a look behind is tried at every character; this, at spaces alone.
_NEAR_MARK = re.compile(r"[ \u00a0](?:[,،؛;:!?؟.)\]}»›]|(?<=[(\[«‹].))")
# Some languages turn these the other way round, so only where it is known which opens.
_INSIDE_QUOTES = re.compile(r"(?<=[«‹])[ \u00a0]+(?=\w)|(?<=[\w.,!?…])[ \u00a0]+(?=[»›](?!\w))")
# Languages that set marks off by a space.
_SPACED = frozenset({"br", "fr"})
_SCRIPTS = {"Cyrl": "\u0400-\u052f", "Arab": "\u0620-\u064a\u066e-\u06d3\u06d5"}
_NO_BREAK = "\u00a0"
_NO_BREAK_PLACES = {
    # A figure and what it counts, a sign and its figure, initials, abbreviations, a dash.
    "ru": r"(?<=\d.)(?=(?:г|гг|в|вв|тыс|млн|млрд|трлн|руб|км|см|мм|кг|кв|мин|сек|час)\b|[%‰€$₽₸°])"
    r"|(?<=[№§].)(?=\d)|(?<=[А-ЯЁ]\..)(?<![А-ЯЁа-яё][А-ЯЁ]\..)(?=[А-ЯЁ](?:\.|[а-яё]))"
    r"|(?<=т\..)(?=[екнпд]\.)|(?<=[\w»\").,!?…].)(?=—)",
    "fr": r"(?<=\S.)(?=[;:!?»](?:\s|$))|(?<=«.)",
}
# Full-width marks hold the space behind them.
_WIDE = frozenset("，。、；：？！）】］」』》〉")
_HEAD = re.compile(r"\s*")
_UNSPACED = re.compile(r"[,;:](?<=[^\W\d_].)(?:(?=[^\W\d_])|(?<=;)\s*\Z)")


def double_spaces(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield spaces beside spaces that the source does not have; a code between two parts them."""
    words = pair.target_words
    if _DOUBLE.search(words) is None or _is_in(_DOUBLE, pair.source):
        return iter(())
    codes = code_places(pair.target)
    flaws = (
        Flaw(match.span(), "there are two spaces in a row", mended=_one_space(match[0]))
        for match in _DOUBLE.finditer(words)
        if not touches((match.start() + 1, match.end() - 1), codes)
        and match.start() > 0
        and match.end() < len(words)
    )
    return reported(pair, flaws)


def _is_in(pattern: re.Pattern[str], text: Text) -> bool:
    """Whether a text has something between its codes: without them, what they part would be one."""
    return any(pattern.search(part) for part in text if isinstance(part, str))


def _one_space(spaces: str) -> str:
    return next((space for space in spaces if space != " "), " ")


def spaces_before_marks(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield spaces before a mark or a closing bracket, and after an opening one."""
    words = pair.target_words
    if _NEAR_MARK.search(words) is None or locale.language in _SPACED:
        return iter(())
    found = list(_BEFORE_MARK.finditer(words))
    if any("«" in quotes for quotes in marks_of(locale).outer):
        found += _INSIDE_QUOTES.finditer(words)
    if not found or _BEFORE_MARK.search(_with_empty_codes(pair.source)):
        return iter(())
    codes = code_places(pair.target, CodeKind.EMPTY)
    every = code_places(pair.target)
    found.sort(key=re.Match.start)
    flaws = (
        Flaw(match.span(), "no space belongs here", mended="")
        for match in found
        if not touches(match.span(), codes) and not every.issuperset(_mark_place(match))
    )
    return reported(pair, flaws)


def _with_empty_codes(text: Text) -> str:
    """Return a text's words with a character for each code without words."""
    return "".join(
        part if isinstance(part, str) else "\ufffc" if part.kind is CodeKind.EMPTY else ""
        for part in text
    )


def _mark_place(space: re.Match[str]) -> frozenset[int]:
    """Return where the mark behind a space begins and ends: codes may hold it alone, as a key."""
    return frozenset({space.end(), space.end() + 1})


def missing_spaces(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield marks with letters of the locale's script on both sides and no space after them.

    A mark after which the source has no space either parts the items of a list, not words.
    """
    pattern = _unspaced(locale.script)
    words = pair.target_words
    if pattern is None or pattern.search(words) is None:
        return iter(())
    codes = code_places(pair.target)
    kept = unspaced_marks(pair.source_words)
    flaws = (
        Flaw((match.end(), match.end()), f"a space is missing after “{match[0]}”", " ", " ")
        if match[0] not in "«(“"
        else Flaw((match.start(), match.start()), f"a space is missing before “{match[0]}”", " ")
        for match in pattern.finditer(words)
        if match[0] not in kept and not touches(match.span(), codes)
    )
    return reported(pair, flaws)


def unspaced_marks(source: str) -> frozenset[str]:
    """Return the marks that stand between letters of a source without a space.

    >>> sorted(unspaced_marks("text;editor; D:M:S"))
    [':', ';']
    """
    return frozenset(match[0] for match in _UNSPACED.finditer(source))


@lru_cache
def _unspaced(script: str) -> re.Pattern[str] | None:
    letters = _SCRIPTS.get(script)
    if letters is None:
        return None
    # Each choice begins with its mark: marks are found far faster than what stands before them.
    sentence = r"\.(?<=[а-яёәғқңөұүһі]{2}.)(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі])"
    mark = f"[,;:!?،؛؟](?<=[{letters}].)(?=[{letters}])"
    quoted = f"[!?؟»”](?<=[{letters}].)(?:(?<=[!?؟])[»”])?(?<=[»”])[,،](?=[{letters}])"
    opening = f"«(?<=[{letters}].)(?=[{letters}])"
    return re.compile(f"(?=[,;:!?،؛؟»”«.])(?:{mark}|{quoted}|{opening}|{sentence})")


def outer_spaces(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield white space at the ends that is not the source's: it shows where texts are joined."""
    source, target = _ends(pair.source), _ends(pair.target)
    words = pair.target_words
    if source == target or not words.strip():
        return
    edits = []
    start, end = len(_HEAD.match(words)[0]), len(words.rstrip())  # type: ignore[index] # * matches
    if source[0] != target[0] and None not in {source[0], target[0]}:
        edits.append(((0, start), source[0] or ""))
    is_wide = source[1] == " " and not target[1] and words[-1:] in _WIDE
    if source[1] != target[1] and None not in {source[1], target[1]} and not is_wide:
        edits.append(((end, len(words)), source[1] or ""))
    if edits:
        fix = mend(pair.target, edits)
        for place, meant in edits:
            where = "begins" if place[0] == 0 else "ends"
            message = (
                f"the translation {where} with {_counted(words[slice(*place)])}, "
                f"its source with {_counted(meant)}"
            )
            yield Problem(message, target=place, suggestion=meant, fix=fix)


def _ends(text: Text) -> tuple[str | None, str | None]:
    """Return the white space at the ends of a text; None where a code stands there."""
    if not text:
        return "", ""
    first, last = text[0], text[-1]
    return (
        None if isinstance(first, Code) else first[: len(first) - len(first.lstrip())],
        None if isinstance(last, Code) else last[len(last.rstrip()) :],
    )


def _counted(space: str) -> str:
    if not space:
        return "no white space"
    names = {" ": "space", "\n": "line end", "\t": "tab"}
    name = names.get(space[0], "white space character")
    return f"{len(space)} {name}{'' if len(space) == 1 else 's'}"


def line_breaks(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that the texts have different numbers of lines."""
    source, target = pair.source_words.strip(), pair.target_words.strip()
    if source.count("\n") != target.count("\n"):
        lines = source.count("\n") + 1
        yield Problem(
            f"the source has {_lines(lines)}, the translation {target.count(chr(10)) + 1}"
        )


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"


def breaking_spaces(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield, once for a text, the spaces at which no line should break."""
    pattern = _kept_together(locale.language)
    found = list(pattern.finditer(pair.target_words)) if pattern else ()
    if found:
        fix = mend(pair.target, [(match.span(), _NO_BREAK) for match in found])
        places = "place" if len(found) == 1 else "places"
        message = f"a line could break in {len(found)} {places} where it should not"
        yield Problem(message, target=found[0].span(), suggestion=_NO_BREAK, fix=fix)


@lru_cache
def _kept_together(language: str) -> re.Pattern[str] | None:
    places = _NO_BREAK_PLACES.get(language)
    return re.compile(f" (?:{places})") if places else None


CHECKS = (
    Check(
        "double-spaces",
        Severity.WARNING,
        "There is one space between words, not two.",
        double_spaces,
        "delete one of them",
    ),
    Check(
        "spaces-before-marks",
        Severity.WARNING,
        "There is no space before a mark or a closing bracket, nor after an opening one.",
        spaces_before_marks,
        "delete the space",
    ),
    Check(
        "missing-spaces",
        Severity.WARNING,
        "There is a space after a mark that is followed by a word.",
        missing_spaces,
        "write the space",
    ),
    Check(
        "outer-spaces",
        Severity.WARNING,
        "The translation begins and ends with the same white space as its source.",
        outer_spaces,
        "begin and end as the source does",
    ),
    Check(
        "line-breaks",
        Severity.HINT,
        "The translation has as many lines as its source.",
        line_breaks,
        "break lines where the source does",
    ),
    Check(
        "no-break-spaces",
        Severity.HINT,
        "A line cannot break between a figure and its noun, between initials, or before a dash.",
        breaking_spaces,
        "write a no-break space (U+00A0)",
    ),
)

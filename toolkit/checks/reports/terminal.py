"""Text report: findings as good compilers print them, with the texts and the place in them."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from toolkit.base.errors import Finding, Quote, Severity, printable

__all__ = ["counts", "shown", "text_report"]

Paint = Callable[[str, str], str]
"""Returns a text in a colour."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_WIDEST = 88
"""Columns of a text that is quoted whole."""
_BEFORE = 32
"""Columns shown before the place, where the text is longer."""


def _plainly(text: str, _colour: str) -> str:
    return text


def text_report(findings: Sequence[Finding], paint: Paint = _plainly) -> str:
    """Return findings as text: a line that editors can follow, then the texts, indented.

    The place is underlined; in a right-to-left text, whose order on a terminal nobody can know,
    it stands between ⟦ and ⟧ instead. A check's hint stands with the first of its findings.

    Args:
        findings: what was found.
        paint: colours a piece of text.

    """
    told: set[str] = set()
    return "".join(f"{line}\n" for each in findings for line in _lines(each, paint, told))


def counts(findings: Sequence[Finding]) -> str:
    """Return a line that counts findings by severity and by check.

    >>> counts([])
    'no errors, no warnings'
    """
    by_severity = Counter(each.severity for each in findings)
    said = [_counted(by_severity[Severity.ERROR], "error")]
    said.append(_counted(by_severity[Severity.WARNING], "warning"))
    if by_severity[Severity.HINT]:
        said.append(_counted(by_severity[Severity.HINT], "hint"))
    by_check = Counter(each.code for each in findings)
    named = ", ".join(f"{code} {number}" for code, number in sorted(by_check.items()))
    return ", ".join(said) + (f" ({named})" if named else "")


def shown(text: str) -> str:
    r"""Return a suggestion as it can be seen: white space by its code points.

    >>> shown("\u00a0"), shown("12")
    ('U+00A0', '12')
    """
    if text.strip():
        return printable(text)
    return " ".join(f"U+{ord(char):04X}" for char in text)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _lines(finding: Finding, paint: Paint, told: set[str]) -> Iterator[str]:
    if finding.source is None and finding.target is None:
        word = f"{finding.severity}:"
        line = str(finding).replace(word, paint(word, _COLOURS[finding.severity]), 1)
        yield f"{line} [{finding.code}]"
        return
    place = f"{finding.location}: " if finding.location else ""
    severity = paint(f"{finding.severity}:", _COLOURS[finding.severity])
    yield f"{place}{severity} {printable(finding.message)} [{finding.code}]"
    colour = _COLOURS[finding.severity]
    for name, quote in (("source", finding.source), ("target", finding.target)):
        if quote is not None:
            yield from _quoted(name, quote, lambda text: paint(text, colour))
    if finding.suggestion:
        yield f"    try: {shown(finding.suggestion)}"
    if finding.hint and finding.hint not in told:
        told.add(finding.hint)
        yield f"    hint: {printable(finding.hint)}"


def _quoted(name: str, quote: Quote, paint: Callable[[str], str]) -> Iterator[str]:
    before, inside, after = _excerpt(quote)
    if quote.span is None:
        yield f"    {name} | {before}{inside}{after}"
    elif quote.direction == "rtl":
        yield f"    {name} | {before}{paint(f'⟦{inside}⟧')}{after}"
    else:
        yield f"    {name} | {before}{inside}{after}"
        underline = paint("^" * max(_columns(inside), 1))
        yield f"    {' ' * len(name)} | {' ' * _columns(before)}{underline}"


def _excerpt(quote: Quote) -> tuple[str, str, str]:
    """Return what is shown of a text before, in and after the place, at most a line's width."""
    start, end = quote.span or (0, 0)
    # A text may be megabytes: no more of it is looked at than can be shown.
    before, cut_before = _last(quote.text[max(0, start - _WIDEST) : start], _WIDEST)
    cut_before = cut_before or start > _WIDEST
    room = _WIDEST - _columns(before)
    rest = _columns(printable(quote.text[start : start + _WIDEST + 1]))
    if rest > room or len(quote.text) - start > _WIDEST:
        before, cut = _last(before, _BEFORE)
        cut_before = cut_before or cut
        room = _WIDEST - _columns(before)
    inside, cut_inside = _first(printable(quote.text[start : min(end, start + _WIDEST)]), room)
    cut_inside = cut_inside or end - start > _WIDEST
    after, cut_after = "", False
    if not cut_inside:
        after, cut_after = _first(
            printable(quote.text[end : end + _WIDEST]), room - _columns(inside)
        )
        cut_after = cut_after or len(quote.text) > end + _WIDEST
    return (
        ("…" if cut_before else "") + before,
        inside,
        after + ("…" if cut_inside or cut_after else ""),
    )


def _first(text: str, room: int) -> tuple[str, bool]:
    """Return as much of a text's beginning as has room, and whether something is left out."""
    for at, char in enumerate(text):
        room -= _width(char)
        if room < 0:
            return text[:at], True
    return text, False


def _last(text: str, room: int) -> tuple[str, bool]:
    """Return as much of a text's end as has room, made printable."""
    shown, cut = _first(printable(text)[::-1], room)
    return shown[::-1], cut


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

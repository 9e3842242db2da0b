"""Writing locales/terms.toml: sorted, a key a line; a term that did not change keeps its lines."""

import re
from collections.abc import Iterable, Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.terms.termbase import KINDS, Term, Termbase, TermForms
from toolkit.catalog.terms.toml_reader import HEADER, read_terms
from toolkit.language.words import fold

__all__ = ["term_lines", "write_terms"]

_WIDTH = 99
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# TOML 1.0, "String": control characters do not stand in one; nor should what turns a line round.
_UNFIT = re.compile('[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"\\\\]')
_HEAD = """# The newsroom's names and terms: docs/reference/terms.md.
"""


def write_terms(termbase: Termbase, previous: bytes = b"") -> bytes:
    """Return a termbase as TOML.

    Args:
        termbase: its terms are written in the order of their source forms, case aside.
        previous: the file as it was. A term that it says in the same way keeps its lines, with
            the comments among and above them; so does what stands above the first term.

    """
    head, blocks = _blocks(previous, termbase.source)
    parts = [head or _HEAD]
    for term in sorted(termbase.terms, key=_order):
        kept = blocks.get(_content(term))
        parts.append("\n".join(term_lines(term, termbase.source)) if kept is None else kept)
    return "\n\n".join(part.strip("\n") for part in parts if part.strip("\n")).encode() + b"\n"


def _order(term: Term) -> tuple[str, str, str]:
    return fold(term.said), term.said, term.note


def _content(term: Term) -> tuple[object, ...]:
    """Return all that a term says; its number is no part of it."""
    forms = tuple(sorted(term.forms.items()))
    return term.source, forms, term.note, term.name, term.alone, term.gender


def _blocks(previous: bytes, source: Locale) -> tuple[str, dict[tuple[object, ...], str]]:
    """Return what stands above a file's first term, and the lines of each, by what it says."""
    try:
        terms = read_terms(previous, "", source).terms
    except ToolkitError:
        return "", {}
    lines = previous.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    starts = [at for at, line in enumerate(lines) if HEADER.fullmatch(line)]
    if not starts:
        return "\n".join(lines), {}
    if len(starts) != len(terms):
        return "", {}
    tops = [_top(lines, start) for start in starts]
    # The comment above the first term is the file's, unless a blank line sets it apart.
    head = "\n".join(lines[: tops[0]])
    if not head.strip():
        head, tops[0] = "\n".join(lines[: starts[0]]), starts[0]
    ends = [*tops[1:], len(lines)]
    texts = ("\n".join(lines[top:end]) for top, end in zip(tops, ends, strict=True))
    return head, dict(zip(map(_content, terms), texts, strict=True))


def _top(lines: list[str], start: int) -> int:
    """Return the line on which the comment right above a term begins."""
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def term_lines(term: Term, source: Locale, comments: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines of one term's table.

    Args:
        term: the term.
        source: the language of its source forms.
        comments: lines that stand above it.

    """
    yield from (f"# {_UNFIT.sub(' ', comment)}" for comment in comments)
    yield "[[term]]"
    yield from _form_lines(source, term.source)
    for locale, forms in sorted(term.forms.items()):
        yield from _form_lines(locale, forms)
    if term.name:
        yield "name = true"
    if term.alone:
        yield f"alone = {_string(term.alone)}"
    if term.gender:
        yield f"gender = {_string(term.gender)}"
    if term.note:
        yield f"note = {_string(term.note)}"


def _form_lines(locale: Locale, forms: TermForms) -> Iterator[str]:
    """Yield a locale's forms: a string, or a table of kinds."""
    said = [f"{kind} = {_strings(getattr(forms, kind))}" for kind in KINDS if getattr(forms, kind)]
    if forms.note:
        said.append(f"note = {_string(forms.note)}")
    if not forms.declined:
        said.append("declined = false")
    if forms == TermForms(forms.preferred):
        yield f"{locale} = {_strings(forms.preferred)}"
        return
    line = f"{locale} = {{ {', '.join(said)} }}"
    if len(line) <= _WIDTH:
        yield line
    else:
        # Dotted keys are the same table, on lines of their own.
        yield from (f"{locale}.{each}" for each in said)


def _strings(forms: tuple[str, ...]) -> str:
    return _string(forms[0]) if len(forms) == 1 else f"[{', '.join(map(_string, forms))}]"


def _string(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"

    return f'"{_UNFIT.sub(escape, text)}"'

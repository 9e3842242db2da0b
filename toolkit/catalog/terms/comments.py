"""Comments: the terms of a text as a translator sees them above its entry in a catalog."""

from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms.finding import find_terms
from toolkit.catalog.terms.term_forms import forms_in
from toolkit.catalog.terms.termbase import Term, Termbase

__all__ = ["with_terms"]

_MARK = "term: "
_ID = "id: "


def with_terms(
    comment: str, words: str, termbase: Termbase, language: Locale, locale: Locale | None = None
) -> str:
    """Return an extracted comment with a line for each term of its text.

    Lines that were there for terms are replaced, so that doing it twice is doing it once; they
    stand above the line of ids.

    Args:
        comment: the comment of an entry.
        words: the entry's source text, its codes aside.
        termbase: the newsroom's.
        language: of the source.
        locale: of a catalog, to show what is written in it; None for a template, which has every
            locale before it and shows the terms and their notes only.

    """
    lines = [line for line in comment.split("\n") if comment and not line.startswith(_MARK)]
    found = [_line(term, locale) for term in find_terms(termbase, words, language)]
    at = next((at for at, line in enumerate(lines) if line.startswith(_ID)), len(lines))
    return "\n".join([*lines[:at], *dict.fromkeys(found), *lines[at:]])


def _line(term: Term, locale: Locale | None) -> str:
    said = "".join(_said(term, locale)) if locale is not None else ""
    note = f" ({' '.join(term.note.split())})" if term.note else ""
    return f"{_MARK}{term.said}{said}{note}"


def _said(term: Term, locale: Locale) -> Iterator[str]:
    """Yield how a term is said: “ → Қытай or …, not …”."""
    forms = forms_in(term, locale)
    if forms is not None and forms.allowed:
        yield f" → {' or '.join(forms.allowed)}"
    if forms is not None and forms.forbidden:
        yield f", not {' or '.join(forms.forbidden)}"

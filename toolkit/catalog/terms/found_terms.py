"""Terms: a template's entries with the terms that stand in them, as translators are to say them."""

from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog
from toolkit.catalog.terms.finding import find_terms
from toolkit.catalog.terms.termbase import Term, Termbase, TermForms, forms_in

__all__ = ["with_terms_found"]


def with_terms_found(
    template: Catalog, termbase: Termbase, language: Locale, locale: Locale | None = None
) -> Catalog:
    """Return a template whose extracted comments name the terms of each entry.

    Terms that were named there before are replaced, so that doing it twice is doing it once.

    Args:
        template: it is not changed.
        termbase: the newsroom's.
        language: of the template's texts.
        locale: the one whose catalog is to be made from it, to show how the terms are said there;
            None for the template itself, which shows the terms and their notes only.

    """
    found = Catalog()
    found.keep_header(template)
    for entry in template:
        terms = (_shown(term, locale) for term in find_terms(termbase, entry.words, language))
        comment = str(entry.notes.with_terms(terms))
        if comment != entry.comment:
            entry = entry.copy()  # noqa: PLW2901 - the template's own stays as it is
            entry.comment = comment
        found.append(entry)
    return found


def _shown(term: Term, locale: Locale | None) -> str:
    forms = None if locale is None else forms_in(term, locale)
    said = "" if forms is None else "".join(_said(forms))
    notes = (term.note, "" if forms is None else forms.note)
    shown = "".join(f" ({' '.join(note.split())})" for note in notes if note)
    return f"{term.said}{said}{shown}"


def _said(forms: TermForms) -> Iterator[str]:
    """Yield how a term is said: “ → Қытай or …, not …”."""
    if forms.allowed:
        yield f" → {' or '.join(forms.allowed)}"
    if forms.forbidden:
        yield f", not {' or '.join(forms.forbidden)}"

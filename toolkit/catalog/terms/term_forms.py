"""Forms: how a term is said in a locale, also in one that the termbase does not name."""

from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.terms.termbase import Term, TermForms
from toolkit.language.alphabets import conversion, convert

__all__ = ["forms_in"]


def forms_in(term: Term, locale: Locale) -> TermForms | None:
    """Return how a term is said in a locale; None where that is not decided.

    A locale that the term does not name has the forms of its language: those of another region as
    they are (`kk` for `kk-KZ`), those of another script converted (`kk` for `kk-Latn`).
    """
    forms = term.forms.get(locale)
    if forms is not None:
        return forms
    for other, these in term.forms.items():
        if other.is_variety_of(locale):
            return these
    for other, these in term.forms.items():
        if other.language == locale.language:
            return _converted(these, other, locale)
    return None


@lru_cache(1 << 14)
def _converted(forms: TermForms, source: Locale, target: Locale) -> TermForms | None:
    try:
        rules = conversion(source, target)
    except ToolkitError:
        return None
    return TermForms(
        *(
            tuple(dict.fromkeys(convert(form, rules) for form in each))
            for each in (forms.preferred, forms.admitted, forms.forbidden)
        )
    )

"""Names: what a termbase says of the names in texts that are brought into another alphabet."""

from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms.finding import Finder
from toolkit.catalog.terms.termbase import Term, Termbase, forms_in
from toolkit.language.alphabets import Exceptions
from toolkit.language.scripts import script_of
from toolkit.language.words import fold, words_of

__all__ = ["name_exceptions"]


def name_exceptions(termbase: Termbase, base: Locale, derived: Locale) -> Exceptions:
    """Return how the names of a termbase are treated in a derived locale.

    Every word of a name takes a capital, with whatever suffix; so does the word that may stand
    alone for it. A name that the base locale has in Latin letters stays as it is. A name of one
    word that has a form for the derived locale itself is written so.

    Args:
        termbase: the newsroom's.
        base: the locale of the texts.
        derived: the locale that they are brought into.

    """
    names = [term for term in termbase.terms if term.name]
    forms = tuple(dict.fromkeys(form for term in names for form in _forms(term, base)))
    finder = Finder([(form, number) for number, form in enumerate(forms)], base)
    return Exceptions(
        stems=dict(pair for term in names for pair in _own_forms(term, base, derived)),
        keep=frozenset(form for form in forms if _is_latin(form)),
        find_names=lambda text: _found(text, finder, forms),
    )


def _forms(term: Term, locale: Locale) -> Iterator[str]:
    """Yield what may be written of a name, and the word that stands alone for it."""
    forms = forms_in(term, locale)
    for form in forms.allowed if forms is not None else ():
        yield form
        if alone := term.alone.of(form):
            yield alone


def _found(text: str, finder: Finder, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand, unbent but for their last letter.

    The vowels inside a name do not change before a suffix as those of other words do: بىلىش is
    knowing, and not Bilash.
    """
    for found in finder.find(text):
        name = fold(words_of(forms[found.number])[-1])
        if fold(words_of(text[found.start : found.end])[-1]).startswith(name[:-1]):
            yield found.start, found.end


def _own_forms(term: Term, base: Locale, derived: Locale) -> Iterator[tuple[str, str]]:
    own, said = term.forms.get(derived), forms_in(term, base)
    if own is None or said is None or not own.preferred or len(own.preferred[0].split()) != 1:
        return
    for form in said.allowed:
        if len(form.split()) == 1:
            yield form.lower(), own.preferred[0]


def _is_latin(form: str) -> bool:
    scripts = {script for char in form if (script := script_of(char))}
    return scripts == {"Latn"}

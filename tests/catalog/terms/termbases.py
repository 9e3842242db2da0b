"""Small termbases for tests."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies

from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms import Alone, Term, Termbase, TermForms
from toolkit.catalog.terms.termbase import Gender, numbered

EN, KK, RU, UG = Locale("en"), Locale("kk"), Locale("ru"), Locale("ug")

_LETTERS = "abcABCxyzбвгБВқұۇئىل"
_WORDS = strategies.builds(
    str.__add__,
    strategies.sampled_from(_LETTERS),
    strategies.text(f"{_LETTERS}'=|\\,\"-@+<&>;#]", max_size=6),
) | strategies.sampled_from(["=SUM(a)", "'=a", "-b", "@c", "'d"])
_FORMS = strategies.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


def term(
    source: str, forms: Mapping[Locale, TermForms | str] | None = None, **more: object
) -> Term:
    """Make a term; a plain string is a preferred form."""
    said = {
        locale: TermForms((each,)) if isinstance(each, str) else each
        for locale, each in (forms or {}).items()
    }
    return Term(source, TermForms((source,)), said, **more)  # type: ignore[arg-type]


def termbase(*terms: Term) -> Termbase:
    """Make a termbase of English terms."""
    return Termbase(tuple(numbered(terms)), EN)


@strategies.composite
def _term_forms(draw: strategies.DrawFn, *, needed: bool) -> TermForms:
    forms = draw(strategies.lists(_FORMS, min_size=1, max_size=4, unique=True))
    first = draw(strategies.integers(1 if needed else 0, len(forms)))
    second = draw(strategies.integers(first, len(forms)))
    return TermForms(
        tuple(forms[:first]),
        tuple(forms[first:second]),
        tuple(forms[second:]),
        note=draw(strategies.just("") | _FORMS),
        declined=draw(strategies.booleans()),
    )


@strategies.composite
def _terms(draw: strategies.DrawFn) -> Term:
    source = draw(_term_forms(needed=True))
    locales = draw(strategies.lists(strategies.sampled_from([KK, RU, UG]), unique=True))
    forms = {locale: draw(_term_forms(needed=False)) for locale in sorted(locales)}
    note = draw(strategies.lists(_FORMS, max_size=2).map(" ".join))
    name = draw(strategies.booleans())
    gender = draw(strategies.sampled_from(Gender)) if name else Gender.NONE
    alone = draw(strategies.sampled_from(Alone))
    made = Term(source.preferred[0], source, forms, note, name, alone, gender)
    ends = [{each.split()[0], each.split()[-1]} for each in source.preferred]
    # Of a name such as Boutros Boutros nobody can tell which word stands alone.
    if made.alone and (not made.has_lone_word or min(map(len, ends)) == 1):
        return replace(made, alone=Alone.NONE)
    return made


TERMBASES = strategies.lists(
    _terms(), max_size=5, unique_by=lambda each: each.source.preferred[0]
).map(lambda terms: termbase(*terms))

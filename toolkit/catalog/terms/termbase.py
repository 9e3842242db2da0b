"""The model of a termbase: terms, their forms, and what makes a set of them consistent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.language.alphabets import conversion, convert
from toolkit.language.words import fold, words_of

__all__ = [
    "GENDERED",
    "KINDS",
    "LONE",
    "MOST_WORDS",
    "Alone",
    "Gender",
    "Term",
    "TermForms",
    "Termbase",
    "form_problems",
    "forms_in",
    "numbered",
]

MOST_WORDS = 20
"""A form of more words is a sentence, and belongs into the translation memory."""

LONE = "only a name of several words can have a word that is used alone"
"""What is wrong with `alone` where a term has no `has_lone_word`."""

KINDS = ("preferred", "admitted", "forbidden")
"""The kinds of form, as files call them."""
GENDERED = "only a name has a gender"
"""What is wrong with `gender` where a term is no name."""


class Alone(StrEnum):
    """Which word of a name of several may stand for all of it."""

    NONE = ""
    FIRST = "first"
    """As in Chinese, Korean and Hungarian names: Gu of Gu Ming."""
    LAST = "last"
    """As in most others: Bilash of Serikzhan Bilash."""

    def of(self, form: str) -> str:
        """Return the word of a form that stands alone; empty where none does.

        >>> Alone.LAST.of("Serikzhan Bilash"), Alone.LAST.of("Bilash"), Alone.NONE.of("A B")
        ('Bilash', '', '')
        """
        parts = form.split()
        if self is Alone.NONE or len(parts) == 1:
            return ""
        return parts[0 if self is Alone.FIRST else -1]


class Gender(StrEnum):
    """Whether a name is a woman's or a man's: in Russian only a man's may take endings."""

    NONE = ""
    FEMALE = "female"
    MALE = "male"


@frozen
class TermForms:
    """How a term is said in one locale."""

    preferred: tuple[str, ...] = ()
    """What is written; the first is what is suggested."""
    admitted: tuple[str, ...] = ()
    """What may be written."""
    forbidden: tuple[str, ...] = ()
    """What must not be."""
    note: str = field(default="", kw_only=True)
    """The reason, for translators into this locale only."""
    declined: bool = field(default=True, kw_only=True)
    """Whether its words take endings in this locale."""

    @classmethod
    def of_kind(cls, kind: str, forms: Iterable[str]) -> "TermForms":
        """Return forms of one kind, which is named as files name it."""
        return cls(*(tuple(forms) if each == kind else () for each in KINDS))

    @property
    def every(self) -> tuple[str, ...]:
        """All that is said of the term, allowed and not."""
        return self.allowed + self.forbidden

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be written, the preferred forms first."""
        return self.preferred + self.admitted

    def __add__(self, other: "TermForms") -> "TermForms":
        """Return the forms of both, each once; what the first says of a form holds."""
        taken: set[str] = set()
        joined = []
        for mine, others in (
            (self.preferred, other.preferred),
            (self.admitted, other.admitted),
            (self.forbidden, other.forbidden),
        ):
            own = {*self.preferred, *self.admitted, *self.forbidden} - {*mine}
            new = dict.fromkeys(each for each in mine + others if each not in own | taken)
            taken.update(new)
            joined.append(tuple(new))
        note = self.note or other.note
        return TermForms(*joined, note=note, declined=self.declined and other.declined)


@frozen
class Term:
    """An entry of the termbase."""

    id: str
    """Stable: the source's preferred form, made unique."""
    source: TermForms
    """In the newsroom's source language."""
    forms: Mapping[Locale, TermForms]
    """In each locale for which it is decided."""
    note: str = ""
    name: bool = False
    """Whether it is the name of someone or something: it keeps its capitals."""
    alone: Alone = Alone.NONE
    """Which word of it stands for it at later mentions, in every language."""
    gender: Gender = Gender.NONE
    """Whose name it is, if it is a person's."""

    @property
    def is_person(self) -> bool:
        """Whether it is known to be somebody's name, of which no other words are derived."""
        return self.name and bool(self.alone or self.gender)

    @property
    def has_lone_word(self) -> bool:
        """Whether `alone` is right of it: it is a name, and has a form of several words."""
        return self.name and any(self.alone.of(form) for form in self.source.preferred)

    @property
    def said(self) -> str:
        """The source's preferred form."""
        return self.source.preferred[0] if self.source.preferred else self.id


@dataclass(frozen=True, slots=True, eq=False)
class Termbase:
    """All the terms of a newsroom. It is equal to itself only: what is made of it is kept by it."""

    terms: tuple[Term, ...] = ()
    source: Locale = field(default_factory=lambda: Locale("en"))
    """The language of the terms' source forms."""

    def locales(self) -> tuple[Locale, ...]:
        """Return the locales that any term has forms in, sorted."""
        return tuple(sorted({locale for term in self.terms for locale in term.forms}))


def forms_in(term: Term, locale: Locale) -> TermForms | None:
    """Return how a term is said in a locale; None where that is not decided.

    A locale that the term does not name has the forms of its language: those of another region as
    they are (`kk` for `kk-KZ`), those of another script converted (`kk` for `kk-Latn`).
    """
    own = term.forms.get(locale)
    if own is not None and own.every:
        return own
    found = _borrowed(term, locale)
    # A locale may say no more than a note.
    return found if own is None else replace(found or own, note=own.note)


def _borrowed(term: Term, locale: Locale) -> TermForms | None:
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
    kinds = (
        tuple(dict.fromkeys(convert(form, rules) for form in each))
        for each in (forms.preferred, forms.admitted, forms.forbidden)
    )
    return TermForms(*kinds, note=forms.note, declined=forms.declined)


def numbered(terms: Iterable[Term]) -> Iterator[Term]:
    """Yield terms with ids: the source's preferred form; of several with one, those after it `#2`.

    Terms that are spelled alike are told apart by their order, which is the file's.
    """
    seen: dict[str, int] = {}
    for term in terms:
        said = term.said
        count = seen[said] = seen.get(said, 0) + 1
        new = said if count == 1 else f"{said} #{count}"
        yield replace(term, id=new)


def form_problems(forms: TermForms) -> Iterator[tuple[str, str]]:
    """Yield each form that cannot stand so, and why.

    Args:
        forms: of one locale.

    """
    seen: dict[str, str] = {}
    for kind in KINDS:
        for form in getattr(forms, kind):
            count = sum(1 for word in words_of(form) if fold(word))
            if count == 0:
                yield form, f"“{form}” contains no word that could be found in a text"
            elif count > MOST_WORDS:
                yield form, f"a form of {count} words is no term; {MOST_WORDS} are the most"
            elif form in seen:
                yield form, f"“{form}” is {seen[form]} and {kind}"
            seen[form] = kind

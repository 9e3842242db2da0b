"""Replacing: protected names in a text, each form by the same form of its pseudonym."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.declension import NOMINATIVE, declined, hangs_suffixes
from toolkit.language.disguises import APOSTROPHE, with_apostrophes
from toolkit.language.words import WORD, fold, joins
from toolkit.newsroom.protection.identities import Identity, Pair, Protection

__all__ = ["Doubt", "Replaced", "Replacer", "everywhere", "replacer", "spellings"]

_CACHED = 8


@frozen
class Doubt:
    """A protected name that stands in a text and cannot be replaced with certainty."""

    start: int
    identity: str
    message: str
    hint: str


@frozen
class Replaced:
    """A text without the names that could be replaced."""

    text: str
    count: int = 0
    """How many were."""
    doubts: tuple[Doubt, ...] = ()
    lower: tuple[Doubt, ...] = ()
    """Names that stood there in small letters, and may have been words."""


@frozen
class _Form:
    """A form of a name, and what may stand in its place."""

    identity: Identity
    capital: bool
    """Whether the name has a capital."""
    pseudonyms: tuple[str, ...]
    """More than one where the form is that of several cases; none where the text stays."""

    @property
    def written(self) -> str:
        """The pseudonym's form, or its first one where it has none like this."""
        pairs = (pair.pseudonym for _, pair in self.identity.pairs())
        return next(filter(None, self.pseudonyms), "") or next(pairs)


def spellings(pair: Pair, locale: Locale, *, woman: bool | None) -> Iterator[tuple[str, str]]:
    """Yield every form of a name with that of its pseudonym, in every alphabet of the language.

    A form that the pseudonym does not have stands beside an empty string.
    """
    from toolkit.language.alphabets import CONVERSIONS, convert  # noqa: PLC0415 - alphabets take a while

    names = declined(pair.name, locale, woman=woman)
    others = declined(pair.pseudonym, locale, woman=woman)
    scripts = [each for each in CONVERSIONS if each.source == locale]
    for case, forms in names.items():
        other = next(iter(others.get(case, ())), "")
        if case != NOMINATIVE and forms == (pair.name,) and hangs_suffixes(locale):
            continue  # it cannot be told from the plain name, which is commoner
        for form in forms:
            yield form, other
            for each in scripts:
                yield convert(form, each), convert(other, each)


class Replacer:
    """Replaces names in texts.

    Args:
        protection: what is protected.
        language: whose forms come first where two languages write them alike.
        restoring: whether pseudonyms are replaced by the names of those who have it so in the
            language, instead.

    """

    def __init__(
        self, protection: Protection, language: Locale, *, restoring: bool = False
    ) -> None:
        self._forms: dict[tuple[str, ...], _Form] = {}
        for identity in protection.identities:
            if restoring and language not in identity.restore:
                continue
            for text in () if restoring else identity.other:
                for form in everywhere(text, identity):
                    self._add(form, _Form(identity, True, ()))
            locales = sorted(identity.forms, key=lambda each: (each != language, each))
            for locale in locales if not restoring else locales[:1]:
                self._add_pairs(identity, locale, restoring=restoring)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for words in self._forms:
            known = {*self._lengths.get(words[0], ()), len(words)}
            self._lengths[words[0]] = tuple(sorted(known, reverse=True))

    def _add_pairs(self, identity: Identity, locale: Locale, *, restoring: bool) -> None:
        """Add the forms of a locale; those that the file itself has come first."""
        found: dict[str, list[str]] = {}
        pairs = [
            Pair(each.pseudonym, each.name) if restoring else each
            for each in identity.forms[locale]
        ]
        for pair in pairs:
            own = {each.name for each in pairs} - {pair.name}
            for form, other in spellings(pair, locale, woman=identity.woman):
                if form not in own:
                    found.setdefault(form, []).append(other)
        for form, others in found.items():
            known = tuple(dict.fromkeys(others))
            self._add(form, _Form(identity, form[:1].isupper(), known))

    def _add(self, form: str, what: _Form) -> None:
        for spelled in with_apostrophes(form):
            words = tuple(fold(word) for word in WORD.findall(spelled) if fold(word))
            if words:
                self._forms.setdefault(words, what)

    def replace(self, text: str, *, forced: bool = False) -> Replaced:
        """Return a text with pseudonyms in the place of names.

        Args:
            text: the text.
            forced: whether what is doubtful is replaced too, by a form that may be wrong: in
                texts that nobody publishes.

        """
        places = [match.span() for match in WORD.finditer(text)]
        folded = [fold(text[start:end]) for start, end in places]
        pieces: list[str] = []
        doubts: list[Doubt] = []
        lower: list[Doubt] = []
        done = count = at = 0
        while at < len(places):
            found = self._at(text, places, folded, at)
            if found is None:
                at += 1
                continue
            form, length = found
            start, end = places[at][0], places[at + length - 1][1]
            there = text[start:end]
            at += length
            if not form.pseudonyms or (form.identity.common and _is_lower(there, form)):
                continue
            problem = _problem(text, start, end, form)
            if problem is not None and not forced:
                doubts.append(problem)
                continue
            if length == 1 and _is_lower(there, form):
                lower.append(_maybe_word(start, form.identity))
            pieces += [text[done:start], _as_written(form.written, there, length)]
            done = end
            count += 1
        pieces.append(text[done:])
        return Replaced("".join(pieces), count, tuple(doubts), tuple(lower))

    def _at(
        self, text: str, places: Sequence[tuple[int, int]], folded: Sequence[str], at: int
    ) -> tuple[_Form, int] | None:
        """Return the longest form that stands at a word, and how many words it has."""
        for length in self._lengths.get(folded[at], ()):
            form = self._forms.get(tuple(folded[at : at + length]))
            if form is None or at + length > len(places):
                continue
            between = zip(places[at:], places[at + 1 : at + length], strict=False)
            if all(joins(text[a[1] : b[0]], text[a[0] : a[1]]) for a, b in between):
                return form, length
        return None


def everywhere(text: str, identity: Identity) -> Iterator[str]:
    """Yield a text in all forms of the languages that an identity has names in."""
    for locale in identity.forms:
        for form, _ in spellings(Pair(text, text), locale, woman=identity.woman):
            yield form


def _is_lower(there: str, form: _Form) -> bool:
    return form.capital and there == there.lower() != there.upper()


def _problem(text: str, start: int, end: int, form: _Form) -> Doubt | None:
    """Return why a form cannot be replaced where it stands."""
    identity = form.identity.id
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before in ("/", "@", "\\") or after[:1] in ("/", "@") or _is_file(after):
        message = f"the protected name of “{identity}” stands in an address or a file's name"
        return Doubt(start, identity, message, "rename the file, or take the address out")
    known = set(form.pseudonyms)
    if "" in known:
        message = f"the pseudonym of “{identity}” has no such form as its name has here"
        return Doubt(start, identity, message, _WRITE_FORM)
    if len(known) > 1:
        message = f"the form of “{identity}” here may be several cases, which its pseudonym parts"
        return Doubt(start, identity, message, _WRITE_FORM)
    return None


_WRITE_FORM = (
    "write this form and that of the pseudonym into protect.toml, or choose a pseudonym that is"
    " declined as the name is"
)


def _is_file(after: str) -> bool:
    return after[:1] == "." and after[1:].isalnum() and after[1:].islower() and after.isascii()


def _maybe_word(start: int, identity: Identity) -> Doubt:
    message = f"the name of “{identity.id}” stood here in small letters and was replaced"
    return Doubt(start, identity.id, message, "if it is a word here, write common = true")


def _as_written(pseudonym: str, there: str, length: int) -> str:
    """Return a pseudonym in the capitals, and with the gaps, of the name that stood there."""
    if len(there) > 1 and there == there.upper() != there.lower():
        pseudonym = pseudonym.upper()
    elif there == there.lower() != there.upper() and pseudonym[:1].isupper():
        pseudonym = pseudonym.lower()
    apostrophe = APOSTROPHE.search(there)
    if apostrophe is not None:
        pseudonym = APOSTROPHE.sub(apostrophe[0], pseudonym)
    words = pseudonym.split(" ")
    gaps = WORD.split(there)[1:-1]
    if len(words) != length or len(gaps) != length - 1:
        return pseudonym
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


@lru_cache(_CACHED)
def replacer(protection: Protection, language: Locale, *, restoring: bool = False) -> Replacer:
    """Return the replacer of a protection; it is made once."""
    return Replacer(protection, language, restoring=restoring)

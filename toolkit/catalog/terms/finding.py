"""Finding: where forms of terms stand in a text, in time linear in the text."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.po import Catalog
from toolkit.catalog.terms.termbase import Term, Termbase, TermForms, forms_in
from toolkit.language.endings import Inflection, inflection
from toolkit.language.words import WORD, fold, is_capital, joins, words_of

__all__ = ["Finder", "Found", "find_terms", "places_of", "with_terms_found"]


_NOT_BOUND: Mapping[str, Collection[str]] = MappingProxyType({})
_CACHED = 1 << 16
# With so many stems, to look for each in a text takes longer than to look at its words.
_FEW_STEMS = 32


@frozen
class Found:
    """A form of a term, found in a text."""

    start: int
    """Its first character."""
    end: int
    """The character after it."""
    number: int
    """Which of the forms it is, as they were given."""
    bare: bool
    """Whether it stands there without any suffix."""


@dataclass(slots=True, eq=False)
class _Node:
    """The forms that begin with the same words, as a tree of their next words."""

    numbers: list[int] = field(default_factory=list)
    """Of the forms that end here."""
    words: dict[str, "_Branch"] = field(default_factory=dict)
    """By the next word, as the form writes it."""
    stems: dict[str, list["_Branch"]] = field(default_factory=dict)
    """The same by everything that the word may begin with when inflected."""
    lengths: tuple[int, ...] = ()
    """Of the stems, longest first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Branch:
    """A word of a form, and what follows it."""

    folded: str
    capital: bool
    """Whether the word must have a capital."""
    stems: tuple[str, ...]
    node: _Node


class _Known(dict[str, bool]):
    """Whether words begin a form, asked once for each: most words of a text begin none."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], bool]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> bool:
        begins = self._ask(word)
        if len(self) < _CACHED:
            self[word] = begins
        return begins


class Finder:
    """Finds forms in texts of a language, with the suffixes that its words take.

    Args:
        forms: each is a string with its number; several may have one number.
        language: of forms and texts.
        capitals: whether a form's word that has a capital is found with a capital only.
        loosely: whether words derived from a form's words are found for it.
        bound: words of the forms, folded, that have no other forms than these.

    """

    def __init__(
        self,
        forms: Iterable[tuple[str, int]],
        language: Locale,
        *,
        capitals: bool = False,
        loosely: bool = False,
        bound: Mapping[str, Collection[str]] = _NOT_BOUND,
    ) -> None:
        self._inflection: Inflection = inflection(language)
        self._capitals = capitals
        self._loosely = loosely
        self._bound = bound
        self._root = _Node()
        self._gaps: set[str] = set()
        nodes = [self._root]
        for form, number in forms:
            node = self._root
            self._gaps.update(WORD.split(form)[1:-1])
            for word in words_of(form):
                if fold(word):  # of a lone hamza nothing is left
                    node = self._grow(node, word, nodes)
            if node is not self._root:
                node.numbers.append(number)
        for node in nodes:
            node.lengths = tuple(sorted({len(stem) for stem in node.stems}, reverse=True))
        self._branches = lru_cache(_CACHED)(lambda node, word: tuple(self._follow(node, word)))
        self._begins = _Known(lambda word: bool(self._branches(self._root, word)))
        stems = self._root.stems
        self._beginnings = [f" {stem}" for stem in stems] if len(stems) <= _FEW_STEMS else None

    def _grow(self, node: _Node, word: str, nodes: list[_Node]) -> _Node:
        key = word if self._capitals else fold(word)
        branch = node.words.get(key)
        if branch is None:
            folded = fold(word)
            stems = self._stems(folded)
            capital = self._capitals and is_capital(word)
            branch = node.words[key] = _Branch(folded, capital, stems, _Node())
            nodes.append(branch.node)
            for stem in stems:
                node.stems.setdefault(stem, []).append(branch)
        return branch.node

    def _stems(self, folded: str) -> tuple[str, ...]:
        if folded in self._bound:
            return tuple(self._bound[folded])
        derived = self._inflection.derived(folded) if self._loosely else ()
        return (*self._inflection.stems(folded), *derived)

    def _follow(self, node: _Node, word: str) -> Iterator[tuple[_Branch, bool]]:
        """Yield the branches that a word takes, and whether it stands there without a suffix."""
        folded = fold(word)
        capital = is_capital(word)
        seen: set[int] = set()
        for length in node.lengths:
            for branch in node.stems.get(folded[:length], ()) if length <= len(folded) else ():
                if id(branch) in seen or (branch.capital and not capital):
                    continue
                seen.add(id(branch))
                bare = folded == branch.folded
                if bare or self._is_form(branch, folded):
                    yield branch, bare

    def _is_form(self, branch: _Branch, folded: str) -> bool:
        if branch.folded in self._bound:
            return folded in branch.stems
        return self._inflection.matches(folded, branch.stems, loosely=self._loosely)

    def find(self, text: str) -> list[Found]:
        """Return the forms in a text, in its order; of those that overlap the first and longest.

        Forms that are spelled alike are found in the same place, each with its number.
        """
        if self._beginnings is not None:
            folded = _folded(text)
            if not any(stem in folded for stem in self._beginnings):
                return []
        words = _words(text)
        begins = self._begins
        starts = [at for at, word in enumerate(words) if begins[word]]
        if not starts:
            return []
        spans = _spans(text)
        found: list[Found] = []
        reached = 0
        for at in starts:
            if at >= reached:
                reached, hits = self._longest(text, words, spans, at)
                found.extend(
                    Found(spans[at][0], spans[reached - 1][1], number, bare)
                    for number, bare in hits
                )
        return found

    def _longest(
        self, text: str, words: list[str], spans: list[tuple[int, int]], at: int
    ) -> tuple[int, list[tuple[int, bool]]]:
        """Return the word after the longest forms that begin at a word, and those forms."""
        end, hits = at, dict[int, bool]()
        reached = [(branch.node, bare) for branch, bare in self._branches(self._root, words[at])]
        here = at + 1
        while reached:
            ending = [(number, bare) for node, bare in reached for number in node.numbers]
            if ending:
                end = here
                hits = {number: False for number, _ in ending} | {n: b for n, b in ending if b}
            if here == len(words):
                break
            between = text[spans[here - 1][1] : spans[here][0]]
            if between not in self._gaps and not joins(between, words[here - 1]):
                break
            reached = [
                (branch.node, bare and whole)
                for node, bare in reached
                if node.words
                for branch, whole in self._branches(node, words[here])
            ]
            here += 1
        return end, list(hits.items())


# One text is searched for the forms of every term that its source has.
@lru_cache(8)
def _words(text: str) -> list[str]:
    return words_of(text)


@lru_cache(8)
def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text)]


@lru_cache(8)
def _folded(text: str) -> str:
    """Return a text's words without their case, a space before each."""
    return "".join([f" {fold(word)}" for word in _words(text)])


def source_forms(term: Term) -> tuple[str, ...]:
    """Return the forms by which a term is known in the source, the one that stands alone too."""
    alone = (term.alone.of(form) for form in term.source.preferred)
    return tuple(dict.fromkeys((*term.source.allowed, *(each for each in alone if each))))


@lru_cache(8)
def _finder(termbase: Termbase, language: Locale) -> Finder:
    forms = (
        (form, number) for number, term in enumerate(termbase.terms) for form in source_forms(term)
    )
    return Finder(forms, language, capitals=True)


@lru_cache(1024)  # the locales of a document have the same sources
def find_terms(termbase: Termbase, words: str, language: Locale) -> tuple[Term, ...]:
    """Return the terms that stand in a source text, in its order, each once.

    Args:
        termbase: the newsroom's.
        words: the text, its codes aside.
        language: of the text; a text in another language than the termbase's has no terms of it.

    """
    if not termbase.terms or language.language != termbase.source.language:
        return ()
    found = _finder(termbase, language).find(words)
    return tuple(termbase.terms[each] for each in dict.fromkeys(hit.number for hit in found))


def places_of(term: Term, words: str, language: Locale) -> tuple[tuple[int, int], ...]:
    """Return where a term stands in a source text."""
    finder = _term_finder(source_forms(term), language)
    return tuple((hit.start, hit.end) for hit in finder.find(words))


@lru_cache(1024)
def _term_finder(forms: tuple[str, ...], language: Locale) -> Finder:
    return Finder(((form, 0) for form in forms), language, capitals=True)


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

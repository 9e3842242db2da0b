"""Leverage: translations of texts that left a document, carried over sentence by sentence.

A paragraph that was split, joined or edited shares sentences with paragraphs that are gone. Each of
its sentences takes along what stood for it in their translations.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from rapidfuzz import fuzz

from toolkit.base.frozen import frozen
from toolkit.catalog.change import mechanical_form
from toolkit.catalog.matching import match_messages
from toolkit.catalog.po import Entry

__all__ = ["Carried", "CarriedHow", "Splitter", "carry_over"]

Splitter = Callable[[str], Sequence[str]]
"""Cuts a message into sentences that joined give it back."""

_SURE = 0.5
_LEAST_COVERED = 0.3
_REWRITTEN = 45.0
"""Similarity in per cent, below which a sentence is another one: chance alone makes some 35."""


class CarriedHow(StrEnum):
    """How a text came by the translation that it starts from."""

    SPLIT = "split"
    """Its sentences are some of one text's, whose others stand elsewhere."""
    JOINED = "joined"
    """Its sentences are those of several texts."""
    EDITED = "edited"
    """Some sentence of it is new or changed."""


@frozen
class Carried:
    """A translation put together for a new text."""

    how: CarriedHow
    msgstr: str
    sources: tuple[Entry, ...]
    """The entries that it is made from, the one with most of it first."""
    sure: bool
    """Whether every sentence is there unchanged with a translation that is surely its own."""


@frozen
class _Place:
    """A sentence of an old text."""

    owner: int
    number: int


@frozen
class _Bead:
    """Sentences of an old text with their translation."""

    numbers: range
    translation: str
    sure: bool


@frozen
class _NewText:
    """A new text, cut into sentences, and the old sentences that stand in it unchanged."""

    forms: tuple[str, ...]
    words: tuple[int, ...]
    exact: Mapping[int, _Place]


def carry_over(
    new: Mapping[int, str],
    left: Sequence[Entry],
    likely: Mapping[int, int],
    split_source: Splitter,
    split_target: Splitter,
) -> tuple[dict[int, Carried], list[Entry]]:
    """Carry translations of texts that left over to texts that are new.

    Args:
        new: the new texts, by their place in the document.
        left: translated entries whose text left the document, in its order.
        likely: for a new text the entry of `left` that it is most like as a whole.
        split_source: cuts a source text into sentences.
        split_target: cuts a translation into sentences.

    Returns:
        What each new text starts from, by its place; and the entries of `left` of which some
        sentence found no place: they must not be lost.

    """
    leverage = _Leverage(left, split_source, split_target)
    texts = {at: leverage.new_text(text, likely.get(at)) for at, text in new.items()}
    carried = {}
    for at, text in texts.items():
        found = leverage.carry(text, likely.get(at), _near(at, texts))
        if found is not None:
            carried[at] = found
    leverage.settle(carried)
    return carried, leverage.not_used_up()


class _Leverage:
    """The sentences of the texts that left, and which of them have found a place."""

    def __init__(
        self, left: Sequence[Entry], split_source: Splitter, split_target: Splitter
    ) -> None:
        self._left = left
        self._split_source = split_source
        self._split_target = split_target
        self._sentences = [split_source(entry.msgid) for entry in left]
        self._forms = [tuple(map(mechanical_form, each)) for each in self._sentences]
        self._by_form: defaultdict[str, list[_Place]] = defaultdict(list)
        for owner, forms in enumerate(self._forms):
            for number, form in enumerate(forms):
                self._by_form[form].append(_Place(owner, number))
        self._aligned: dict[int, list[_Bead]] = {}
        self._claims: Counter[int] = Counter()
        self._claimed: set[_Place] = set()
        self._taken: set[_Place] = set()

    def new_text(self, text: str, likely: int | None) -> _NewText:
        """Cut a new text, and claim the old sentences that stand in it unchanged."""
        forms = tuple(map(mechanical_form, self._split_source(text)))
        exact: dict[int, _Place] = {}
        for at, form in enumerate(forms):
            candidates = self._by_form.get(form)
            if candidates:
                exact[at] = self._nearest(candidates, exact.get(at - 1), likely)
                self._claimed.add(exact[at])
        self._claims.update({place.owner for place in exact.values()})
        return _NewText(forms, tuple(len(form.split()) for form in forms), exact)

    def _nearest(
        self, candidates: Sequence[_Place], last: _Place | None, likely: int | None
    ) -> _Place:
        """Choose among equal sentences: free ones, then the next of the same text, the likely."""
        if len(candidates) == 1:
            return candidates[0]
        return min(
            candidates,
            key=lambda place: (
                place in self._claimed,
                last is None or place != _Place(last.owner, last.number + 1),
                place.owner != likely,
                place.owner,
                place.number,
            ),
        )

    def carry(self, text: _NewText, likely: int | None, near: Collection[int]) -> Carried | None:
        """Put together what a new text starts from; None when too little of it is known."""
        if likely is not None and self._is_edit_of(text, likely):
            self._taken.update(_Place(likely, at) for at in range(len(self._forms[likely])))
            entry = self._left[likely]
            return Carried(CarriedHow.EDITED, entry.msgstr, (entry,), sure=False)
        owners = {place.owner for place in text.exact.values()} | set(near)
        found = self._similar(text, owners if likely is None else owners | {likely})
        places = [found[at] for at in sorted(found)]
        known = sum(text.words[at] for at in found)
        if not known or known < _LEAST_COVERED * sum(text.words):
            return None
        self._taken.update(places)
        share: Counter[int] = Counter()
        for at, place in found.items():
            share[place.owner] += text.words[at]
        most = sorted(share, key=lambda owner: (-share[owner], owner))
        msgstr, sure = self._translation(places)
        how = CarriedHow.EDITED
        if len(text.exact) == len(text.forms):
            how = CarriedHow.JOINED if len(most) > 1 else CarriedHow.SPLIT
        sources = tuple(self._left[owner] for owner in most)
        return Carried(how, msgstr, sources, sure and how is not CarriedHow.EDITED)

    def _is_edit_of(self, text: _NewText, likely: int) -> bool:
        """Whether a text is one old text with sentences reworded or added, and nothing else."""
        places = list(text.exact.values())
        numbers = [place.number for place in places]
        return (
            all(place.owner == likely for place in places)
            and self._claims[likely] <= bool(places)
            and len(text.forms) >= len(self._forms[likely])
            and len(text.forms) > len(numbers)
            and numbers == sorted(numbers)
            and not self._taken_of(likely)
            and not self._is_rewritten(text, likely)
        )

    def _is_rewritten(self, text: _NewText, likely: int) -> bool:
        """Whether some sentence has nothing of the one that stood in its place."""
        old = self._forms[likely]
        if len(old) != len(text.forms) or len(old) == 1:
            return False
        pairs = zip(text.forms, old, strict=True)
        return any(fuzz.ratio(form, other) < _REWRITTEN for form, other in pairs)

    def _taken_of(self, owner: int) -> list[_Place]:
        places = (_Place(owner, at) for at in range(len(self._forms[owner])))
        return [place for place in places if place in self._taken]

    def _similar(self, text: _NewText, owners: Collection[int]) -> dict[int, _Place]:
        """Return an old sentence for each of a text's: the same, else the most similar free one."""
        found = dict(text.exact)
        free = [
            place
            for owner in sorted(owners)
            for number in range(len(self._forms[owner]))
            if (place := _Place(owner, number)) not in self._claimed and place not in self._taken
        ]
        unknown = [at for at in range(len(text.forms)) if at not in found]
        matches = match_messages(
            [text.forms[at] for at in unknown],
            [self._forms[place.owner][place.number] for place in free],
        )
        found.update({unknown[at]: free[match.old] for at, match in matches.items()})
        return found

    def _translation(self, places: Sequence[_Place]) -> tuple[str, bool]:
        """Return what stands for old sentences, in their order here, and whether that is sure."""
        there = set(places)
        parts: list[str] = []
        sure = True
        last: tuple[int, range] | None = None
        for place in places:
            bead = next(each for each in self._beads(place.owner) if place.number in each.numbers)
            if (place.owner, bead.numbers) != last:
                parts.append(bead.translation)
            last = (place.owner, bead.numbers)
            whole = all(_Place(place.owner, number) in there for number in bead.numbers)
            sure = sure and bead.sure and whole
        return _joined(parts), sure

    def _beads(self, owner: int) -> list[_Bead]:
        """Return an old text's sentences beside their translation."""
        if owner not in self._aligned:
            entry = self._left[owner]
            target = self._split_target(entry.msgstr)
            self._aligned[owner] = _beads(self._sentences[owner], target, finished=not entry.fuzzy)
        return self._aligned[owner]

    def settle(self, carried: dict[int, Carried]) -> None:
        """Call a part of a text an edit where the rest of that text has gone."""
        gone = {id(entry) for entry in self.not_used_up()}
        for at, each in carried.items():
            if each.how is CarriedHow.SPLIT and id(each.sources[0]) in gone:
                carried[at] = replace(each, how=CarriedHow.EDITED, sure=False)

    def not_used_up(self) -> list[Entry]:
        """Return the entries of which some sentence has found no place."""
        return [
            entry
            for owner, entry in enumerate(self._left)
            if len(self._taken_of(owner)) < len(self._forms[owner])
        ]


def _near(at: int, texts: Mapping[int, _NewText]) -> set[int]:
    """Return the old texts whose sentences stand in a new text's neighbours."""
    neighbours = (texts[place] for place in (at - 1, at + 1) if place in texts)
    return {place.owner for text in neighbours for place in text.exact.values()}


def _beads(source: Sequence[str], target: Sequence[str], *, finished: bool) -> list[_Bead]:
    """Align a text with its translation; what was added goes with what stands before it."""
    if len(source) == 1:
        return [_Bead(range(1), _joined(target), finished)]
    # Most texts that are edited are edited in place, and to align takes much to load.
    from toolkit.catalog.memory.align import align_passages  # noqa: PLC0415

    beads: list[_Bead] = []
    added = ""
    for bead in align_passages(source, target):
        translation = _joined([target[at] for at in bead.target])
        if bead.source:
            sure = finished and bead.confidence >= _SURE
            beads.append(_Bead(bead.source, _joined([added, translation]), sure))
            added = ""
        elif beads:
            last = beads[-1]
            beads[-1] = replace(last, translation=_joined([last.translation, translation]))
        else:
            added = _joined([added, translation])
    return beads


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part.strip() for part in parts if part.strip())

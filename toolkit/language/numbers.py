"""Numbers: those of a text by value, in digits or words, with their units."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.at_least import bounded
from toolkit.language.character_numbers import character_numbers
from toolkit.language.figures import SPACES, Certainty, Number, figures
from toolkit.language.fractions import joined_fractions
from toolkit.language.lexicon import Lexicon, lexicon
from toolkit.language.measures import NO_UNIT, Unit, read_units
from toolkit.language.number_words import NumberWord, fraction
from toolkit.language.roman import roman_value
from toolkit.language.times import in_day, parts_of_day, spoken_times
from toolkit.language.words import fold

__all__ = ["Number", "Scan", "names_kind", "numbers", "read_numbers", "scan"]

Place = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")
# Kazakh and Russian texts often have Cyrillic look-alikes in Roman numerals.
_ROMAN = re.compile(r"(?<!\w)[IVXІХ]{2,8}(?=(?:st|nd|rd|th|e|è|ème|ᵉ)?(?!\w))")
# Vowel signs are no letters to Python: whatever is no mark and no digit may be a scale.
_SCALE_AFTER = re.compile(rf"[{SPACES}‑-]?([^\s\d.,;:!?()«»“”\"'’،؛؟。、，]+)")
_UNIT_AFTER = re.compile(rf"[{SPACES}‑-]?([^\W\d_]+|[%٪﹪％‰]|[$€£₽₸](?!\d))")
# English only, and “m” may be metres as well.
_SHORT_SCALE = re.compile(r"[mk]\b")
_SHORT_SCALES = {"k": Decimal(1000), "m": Decimal(1_000_000)}
# A scale word may touch its figure (5млн) or follow it as a compound's part (5-million).
_BEFORE_SCALE = frozenset({"", "-", "‑"})
# English: half a million, a quarter of a million.
_AFTER_FRACTION = frozenset({" a ", " of a "})
_LONGEST_GAP = 8
# Scripts that put no space between words, or hang the next one on a figure.
_GLUED = frozenset({"Hani", "Hans", "Hant", "Jpan", "Khmr", "Kore", "Laoo", "Mymr", "Thai"})
_SURE_STEM = 4
_FOUR, _TWENTY = Decimal(4), Decimal(20)
_TWENTIES = frozenset({Decimal(60), Decimal(80)})
_HALF, _TEN, _HUNDRED, _THOUSAND = (Decimal(each) for each in ("0.5", "10", "100", "1000"))


def numbers(text: str, locale: Locale) -> tuple[Number, ...]:
    """Return the numbers of a text in its order.

    Args:
        text: a text without its codes.
        locale: its language; only figures are read where its number words are not known.

    >>> [str(each.value) for each in numbers("Twelve men got 1.5 million dollars.", Locale("en"))]
    ['12', '1500000.0']
    """
    return tuple(read_numbers(scan(text, locale)))


@frozen
class Scan:
    """A text looked through for numbers, before the work of reading them."""

    text: str
    folded: str
    """The text in lower case, character by character, so that places stay."""
    locale: Locale
    figures: tuple[Number, ...]
    words: Mapping[str, NumberWord]
    """Those of the folded text that are numbers or dates."""
    known: Lexicon
    must_be_read: bool
    """Whether there is a figure, a sure number word, or a date: more than an article or “one”."""


def scan(text: str, locale: Locale) -> Scan:
    """Look a text through.

    Args:
        text: a text without its codes.
        locale: its language; only figures, scales and dates are read where its number words are
            not known.

    """
    known = lexicon(locale)
    found = tuple(figures(text, locale.language))
    folded = _folded(text)
    words = {
        word: worth
        for word in frozenset(_WORD.findall(folded))
        if (worth := known.read(word)) is not None
    }
    found = _with_characters(found, text, known)
    must_be_read = bool(found) or any(_tells(*each, known) for each in words.items())
    return Scan(text, folded, locale, found, words, known, must_be_read)


def _with_characters(found: tuple[Number, ...], text: str, known: Lexicon) -> tuple[Number, ...]:
    """Return the figures of a text with those in characters, which may have others in them."""
    written = tuple(character_numbers(text, known.characters))
    if not written:
        return found
    taken = {at for number in written for at in range(*number.place)}
    return (*written, *(number for number in found if number.start not in taken))


def _tells(word: str, worth: NumberWord, known: Lexicon) -> bool:
    """Whether a word is worth comparing: more than an article or “one”."""
    value = worth.values[0]
    if not worth.weak or isinstance(value, str):
        return not worth.short
    return (
        (value > 1 and not worth.alone)
        or word in known.fractions.whole
        or word in known.fractions.parts
    )


def read_numbers(scanned: Scan) -> list[Number]:
    """Return the numbers of a text in its order."""
    known, text, folded = scanned.known, scanned.text, scanned.folded
    found = [*scanned.figures, *_words(scanned)]
    found.extend(_romans(text))
    if not known.knows_words:
        found.extend(_scales(scanned))
    if not found:
        return found
    found.sort(key=_place)
    found = list(joined_fractions(found, folded, known))
    numbers = list(_summed(_put_together(found, text, known), text))
    numbers = list(spoken_times(numbers, folded, known))
    below = any(phrase in folded for phrase in known.minus)
    parts = parts_of_day(folded, known)
    bounds = any(word in folded for word in known.bounds.near)
    return [
        _in_surroundings(each, scanned, below=below, bounds=bounds, parts=parts) for each in numbers
    ]


def _place(number: Number) -> Place:
    return number.place


def _folded(text: str) -> str:
    lower = text.replace("İ", "i").lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    # The underscore of an access key (h_eight) parts no words: here it is a letter that none has.
    return lower.replace("ё", "е").replace("_", "ª")


def _romans(text: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        value = roman_value(match[0])
        if value:
            yield Number(match.span(), (Decimal(value),), Certainty.WEAK, alone=True)


def _words(scanned: Scan) -> Iterator[Number]:
    """Yield the words that are numbers or dates."""
    if not scanned.words:
        return
    for match in _WORD.finditer(scanned.folded):
        word = scanned.words.get(match[0])
        if word is not None and _is_meant(word, match.span(), scanned):
            certainty = Certainty.WEAK if word.weak else Certainty.WORD
            scale = word.values[0] if word.scale else Decimal(0)
            scale = scale if isinstance(scale, Decimal) else Decimal(0)
            yield Number(
                match.span(),
                word.values,
                certainty,
                unit=word.unit,
                scale=scale,
                alone=word.alone,
            )


def _is_meant(word: NumberWord, place: Place, scanned: Scan) -> bool:
    """Whether a word is a number here: “may” is no month, and “Sept.” one beside a figure."""
    if word.capital and not scanned.text[place[0]].isupper():
        return False
    if not word.short:
        return True
    is_month = str(word.values[0]).startswith("month")
    return is_month and _beside_figure(scanned.text, *place)


def _scales(scanned: Scan) -> Iterator[Number]:
    """Yield the scale words behind figures: 万, milyar, लाख."""
    glued = scanned.locale.script in _GLUED
    for figure in scanned.figures:
        end = figure.end
        if figure.scale or figure.certainty is not Certainty.FIGURE:
            continue  # in characters, with its scales
        if scanned.text[figure.start - 1 : figure.start] in scanned.known.ordinal_before:
            continue
        while match := _SCALE_AFTER.match(scanned.folded, end, end + 32):
            begins = scanned.known.scales.beginning(match[1])
            apart = scanned.known.scales_touch and match.start(1) > end
            if begins is None or apart or not (glued or begins[0] == fold(match[1])):
                break
            end = match.start(1) + len(begins[0]) if glued else match.end()
            place = (match.start(1), end)
            yield Number(place, (begins[1],), Certainty.WORD, scale=begins[1])


def _beside_figure(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(f"{SPACES}.-–,")
    after = text[end : end + 3].lstrip(f"{SPACES}.-–,")
    return before[-1:].isdecimal() or after[:1].isdecimal()


def _put_together(found: list[Number], text: str, known: Lexicon) -> Iterator[Number]:
    """Yield numbers whose words stand together as one: two hundred and five, 1.2 million."""
    sequence = _Sequence(found[0], known)
    for number in found[1:]:
        gap = text[sequence.end : number.place[0]]
        if len(gap) > _LONGEST_GAP or not sequence.takes(number, gap):
            yield sequence.number()
            sequence = _Sequence(number, known)
    yield sequence.number()


def _summed(numbers: Iterable[Number], text: str) -> Iterator[Number]:
    """Yield numbers with those joined that are one in two scales: 1 million 500 thousand."""
    last: Number | None = None
    for number in numbers:
        if last is not None and last.scale > number.scale > 0:
            start, end = last.place[0], number.place[1]
            value = _total(last, number)
            if value is not None and not text[last.place[1] : number.place[0]].strip():
                last = replace(last, place=(start, end), values=(value,), scale=number.scale)
                continue
        if last is not None:
            yield last
        last = number
    if last is not None:
        yield last


def _total(first: Number, second: Number) -> Decimal | None:
    """Return the sum of two figures; words are summed as they are read."""
    one, other = first.values[0], second.values[0]
    if first.certainty is not Certainty.FIGURE or second.certainty is not Certainty.FIGURE:
        return None
    return one + other if isinstance(one, Decimal) and isinstance(other, Decimal) else None


class _Sequence:
    """Adds the words of one number up as they come."""

    def __init__(self, first: Number, known: Lexicon) -> None:
        self._first = first
        self._known = known
        self._words = [first]
        self._scale = first.scale
        own = first.values[0] if isinstance(first.values[0], Decimal) else Decimal(0)
        self._total = own if first.scale else Decimal(0)
        self._part = Decimal(0) if first.scale else own
        self.end = first.place[1]

    def takes(self, number: Number, gap: str) -> bool:
        """Take a number in, if it goes on with this one."""
        value = number.values[0]
        if self._first.alone or number.alone or not isinstance(value, Decimal):
            return False
        if number.certainty is Certainty.FIGURE:
            return False
        spaced = gap.isspace() or gap in self._known.joined
        if number.scale:
            touches = self._part >= 1 or self._words[-1].scale > 0
            joins = gap in _BEFORE_SCALE or gap in self._known.before_scale
            fits = spaced or (joins if touches else gap in _AFTER_FRACTION)
            taken = fits and self._multiplied(number.scale)
        elif self._first.certainty is Certainty.FIGURE:
            taken = False
        elif value == _HALF:
            taken = gap in self._known.before_half and self._added_half()
        else:
            taken = spaced and self._added(value)
        if taken:
            self._words.append(number)
            self.end = number.place[1]
        return taken

    def _multiplied(self, scale: Decimal) -> bool:
        if self._words[-1].scale and self._scale and scale > self._scale:
            # 百万, mil millones: a scale of a scale.
            self._total, self._scale = self._total * scale, self._scale * scale
            return True
        if not self._part or (self._scale and scale >= self._scale):
            return False
        self._total += self._part * scale
        self._part = Decimal(0)
        self._scale = scale
        return True

    def _added_half(self) -> bool:
        """Add half of what was said last: two and a half, dos millones y medio."""
        last = self._words[-1].scale
        if not (self._part or last) or fraction(self._part):
            return False
        self._part += _HALF if self._part else last * _HALF
        return True

    def _added(self, value: Decimal) -> bool:
        if value < 1 or value >= _THOUSAND or fraction(value):
            return False
        if value == _HUNDRED and 1 < self._part < _TEN:
            self._part *= value
            return True
        if self._known.vigesimal and self._added_to_twenties(value):
            return True
        room = _TEN if value < _TEN else _HUNDRED if value < _HUNDRED else _THOUSAND
        if not (self._part or self._total) or self._part % room:
            return False
        self._part += value
        return True

    def _added_to_twenties(self, value: Decimal) -> bool:
        """Add as French does: sixty and ten, four times twenty, and ten to these."""
        last = self._part % _HUNDRED
        if value == _TWENTY and last == _FOUR:
            self._part += _TWENTY * _FOUR - _FOUR
            return True
        if last in _TWENTIES and _TEN <= value < _TWENTY:
            self._part += value
            return True
        return False

    def number(self) -> Number:
        """Return the number so far."""
        if len(self._words) == 1:
            return self._first
        place = (self._first.place[0], self.end)
        if self._first.certainty is Certainty.FIGURE:
            values = tuple(
                each * self._scale for each in self._first.values if isinstance(each, Decimal)
            )
            return replace(self._first, place=place, values=values, parts=(), scale=self._scale)
        return Number(place, (self._total + self._part,), Certainty.WORD, scale=self._scale)


def _in_surroundings(
    number: Number, scanned: Scan, *, below: bool, bounds: bool, parts: frozenset[str]
) -> Number:
    """Return a number with its unit, its bound, and the hour that its part of the day makes."""
    if number.alone:
        return number
    text, folded, known = scanned.text, scanned.folded, scanned.known
    start, end = number.place
    unit = read_units().get(text[start - 1 : start] if start else "", NO_UNIT)
    if short := _SHORT_SCALE.match(folded, end) if scanned.locale.language == "en" else None:
        scale = _SHORT_SCALES[short[0]]
        values = tuple(each * scale for each in number.values if isinstance(each, Decimal))
        kept = () if unit.kind == "currency" else number.values
        return replace(number, values=(*kept, *values), unit=unit)
    if unit is NO_UNIT:
        unit = _unit_after(folded, end, known)
    if unit is not NO_UNIT:
        number = replace(number, unit=unit)
    if bounds:
        number = bounded(number, folded, known)
    if below and number.certainty is Certainty.FIGURE:
        number = _perhaps_below_zero(number)
    if not known.knows_words and number.certainty is Certainty.FIGURE:
        number = _perhaps_scaled(number, folded, known)
    return in_day(number, text, folded, known, parts)


def _perhaps_below_zero(number: Number) -> Number:
    below = (-each for each in number.values if isinstance(each, Decimal))
    return replace(number, values=tuple(dict.fromkeys((*number.values, *below))))


def _perhaps_scaled(number: Number, folded: str, known: Lexicon) -> Number:
    """Return a number that is worth two things, if the next word begins as a scale: milyonluk.

    So it is if the word before is one: bilioni 3.5, in Swahili.
    """
    match = _SCALE_AFTER.match(folded, number.end, number.end + 32)
    begins = known.scales.beginning(match[1]) if match else None
    before = folded[max(0, number.start - 32) : number.start].split()[-1:]
    leading = known.scales.get(before[0]) if before and len(before[0]) >= _SURE_STEM else None
    if begins is None and leading is not None:
        begins = before[0], leading
    if begins is None or (len(begins[0]) < _SURE_STEM and not known.scales_touch):
        return number
    more = (each * begins[1] for each in number.values if isinstance(each, Decimal))
    return replace(number, values=(*number.values, *more))


def _unit_after(folded: str, end: int, known: Lexicon) -> Unit:
    match = _UNIT_AFTER.match(folded, end, end + 32)
    return (known.units.get(match[1]) or NO_UNIT) if match else NO_UNIT


def names_kind(text: str, locale: Locale, kind: str) -> bool:
    """Whether a text names a unit of a kind anywhere, beside a figure or not."""
    known = lexicon(locale)
    if not known.knows_words:
        return True
    symbols = (symbol for symbol, unit in read_units().items() if unit.kind == kind)
    if any(symbol in text for symbol in symbols):
        return True
    words = (known.units.get(word) for word in _WORD.findall(_folded(text)))
    return any(unit is not None and unit.kind == kind for unit in words)

"""Numbers: those of a text by value, in digits or words, with their units."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.base.bcp47 import Locale
from toolkit.language.figures import NO_UNIT, SPACES, Certainty, Number, Value, figures
from toolkit.language.number_words import Lexicon, Unit, lexicon, read_units

__all__ = ["Number", "Scan", "names_kind", "numbers", "read_numbers", "scan"]

Place = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")
# Kazakh and Russian texts often have Cyrillic look-alikes in Roman numerals.
_ROMAN = re.compile(r"(?<!\w)[IVXІХ]{2,8}(?!\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
_LATIN = {ord("І"): "I", ord("Х"): "X"}
_HALF_DAY = re.compile(rf"[{SPACES}]?([ap])\.?[{SPACES}]?m\b", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf"[{SPACES}‑-]?([^\W\d_]+|[%٪﹪％‰]|[$€£₽₸](?!\d))")
# English only, and “m” may be metres as well.
_SHORT_SCALE = re.compile(r"[mk]\b")
_SHORT_SCALES = {"k": Decimal(1000), "m": Decimal(1_000_000)}
# A scale word may touch its figure (5млн) or follow it as a compound's part (5-million).
_BEFORE_SCALE = frozenset({"", "-", "‑", " of "})
# English: half a million, a quarter of a million.
_AFTER_FRACTION = frozenset({" a ", " of a "})
_LONGEST_GAP = 8
_NOON = 12
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


@dataclass(frozen=True, slots=True)
class Scan:
    """A text looked through for numbers, before the work of reading them."""

    text: str
    folded: str
    """The text in lower case, character by character, so that places stay."""
    figures: tuple[Number, ...]
    words: frozenset[str]
    """Those of the folded text; none where they do not count."""
    known: Lexicon | None
    must_be_read: bool
    """Whether there is a figure, a sure number word, or a month: more than an article or “one”."""


def scan(text: str, locale: Locale, *, words: bool = True) -> Scan:
    """Look a text through.

    Args:
        text: a text without its codes.
        locale: its language; only figures are read where its number words are not known.
        words: whether number words count; they do not where the other text's are not known.

    """
    found = tuple(figures(text, locale.language))
    known = lexicon(locale) if words else None
    if known is None:
        return Scan(text, text, found, frozenset(), None, bool(found))
    folded = _folded(text)
    there = frozenset(_WORD.findall(folded))
    must_be_read = bool(found) or not known.sure_words.isdisjoint(there)
    return Scan(text, folded, found, there, known, must_be_read)


def read_numbers(scanned: Scan) -> list[Number]:
    """Return the numbers of a text in its order."""
    known = scanned.known
    found = list(scanned.figures)
    if known is None:
        return found
    found.extend(_words(scanned, known))
    found.extend(_romans(scanned.text))
    if not found:
        return found
    found.sort(key=_place)
    text, folded = scanned.text, scanned.folded
    numbers = _summed(_put_together(found, text, known), text)
    return [_in_surroundings(each, text, folded, known) for each in numbers]


def _place(number: Number) -> Place:
    return number.place


def _folded(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    # The underscore of an access key (h_eight) parts no words: here it is a letter that none has.
    return lower.replace("ё", "е").replace("_", "ª")


def _romans(text: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        value = _roman(match[0])
        if value:
            yield Number(match.span(), (Decimal(value),), Certainty.WEAK, alone=True)


def _roman(numeral: str) -> int:
    """Return a Roman numeral's value; 0 for what is none."""
    digits = [_ROMAN_DIGITS[char] for char in numeral]
    total = 0
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    tens, units = divmod(max(total, 0), 10)
    written = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]
    return total if numeral.translate(_LATIN) == written else 0


def _words(scanned: Scan, known: Lexicon) -> Iterator[Number]:
    """Yield the words that are numbers or months."""
    wanted = scanned.words & known.all_words
    if known.initials:
        wanted |= {word for word in scanned.words if word[:2] in known.initials} - known.never
    if not wanted:
        return
    for match in _WORD.finditer(scanned.folded):
        if match[0] in wanted:
            number = _word(match[0], match.span(), scanned.text, known)
            if number is not None:
                yield number


def _word(word: str, place: Place, text: str, known: Lexicon) -> Number | None:
    month = known.months.get(word)
    if month is None and word in known.abbreviations and _beside_figure(text, *place):
        month = known.abbreviations[word]
    # “march” and “may” are no months, “March” is.
    if month is not None and (not word.isascii() or text[place[0]].isupper()):
        values: tuple[Value, ...] = (f"month {month}", Decimal(month))
        return Number(place, values, Certainty.WEAK, alone=True)
    entry = known.words.get(word)
    if entry is not None:
        certainty = Certainty.WEAK if entry.weak else Certainty.WORD
        scale = entry.values[0] if entry.scale else Decimal(0)
        return Number(place, entry.values, certainty, scale=scale, alone=entry.alone)
    if word[:2] in known.initials:
        for start, value in known.compounds:
            if word.startswith(start):
                return Number(place, (value,), Certainty.WEAK, alone=True)
    return None


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
            if value is not None and text[last.place[1] : number.place[0]].isspace():
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
            fits = spaced or gap in (_BEFORE_SCALE if self._part >= 1 else _AFTER_FRACTION)
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
        if not self._part or (self._scale and scale >= self._scale):
            return False
        self._total += self._part * scale
        self._part = Decimal(0)
        self._scale = scale
        return True

    def _added_half(self) -> bool:
        if not self._part or self._part % 1:
            return False
        self._part += _HALF
        return True

    def _added(self, value: Decimal) -> bool:
        if value < 1 or value >= _THOUSAND or value % 1:
            return False
        if value == _HUNDRED and 1 < self._part < _TEN:
            self._part *= value
            return True
        room = _TEN if value < _TEN else _HUNDRED if value < _HUNDRED else _THOUSAND
        if not (self._part or self._total) or self._part % room:
            return False
        self._part += value
        return True

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


def _in_surroundings(number: Number, text: str, folded: str, known: Lexicon) -> Number:
    """Return a number with its unit, and with the hour that “p.m.” makes of it."""
    if number.alone:
        return number
    start, end = number.place
    unit = read_units().get(text[start - 1 : start] if start else "", NO_UNIT)
    if short := _SHORT_SCALE.match(folded, end):
        scale = _SHORT_SCALES[short[0]]
        values = tuple(each * scale for each in number.values if isinstance(each, Decimal))
        kept = () if unit.kind == "currency" else number.values
        return replace(number, values=(*kept, *values), unit=unit)
    if match := _HALF_DAY.match(text, end):
        return replace(number, values=(*number.values, *_hours(number, match[1].lower())))
    if unit is NO_UNIT:
        unit = _unit_after(folded, end, known)
    return number if unit is NO_UNIT else replace(number, unit=unit)


def _unit_after(folded: str, end: int, known: Lexicon) -> Unit:
    match = _UNIT_AFTER.match(folded, end, end + 32)
    return known.units.get(match[1], NO_UNIT) if match else NO_UNIT


def names_kind(text: str, locale: Locale, kind: str) -> bool:
    """Whether a text names a unit of a kind anywhere, beside a figure or not."""
    known = lexicon(locale)
    if known is None:
        return True
    symbols = (symbol for symbol, unit in read_units().items() if unit.kind == kind)
    if any(symbol in text for symbol in symbols):
        return True
    words = (known.units.get(word, NO_UNIT) for word in _WORD.findall(_folded(text)))
    return any(unit.kind == kind for unit in words)


def _hour(clock: str, half: str) -> tuple[Value, ...]:
    hours, _, minutes = clock.partition(":")
    hour = int(hours) % _NOON + (_NOON if half == "p" else 0)
    full = f"{hour}:{minutes or '00'}"
    return (full,) if minutes.strip("0") else (full, Decimal(hour))


def _hours(number: Number, half: str) -> tuple[Value, ...]:
    """Return the time of day on a clock of 24 hours."""
    first = number.values[0]
    clock = next((each for each in number.values if isinstance(each, str)), str(first))
    hours = clock.partition(":")[0]
    return _hour(clock, half) if hours.isdecimal() and int(hours[:3]) <= _NOON else ()

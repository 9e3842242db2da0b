"""Times of day: what “6 p.m.”, “кешкі 6” or “половина десятого” are on a clock of 24 hours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.base.frozen import frozen
from toolkit.language.figures import HOURS, SPACES, Certainty, Number
from toolkit.language.lexicon import Lexicon
from toolkit.language.measures import NO_UNIT
from toolkit.language.number_phrases import Clock
from toolkit.language.number_words import Value, fraction

__all__ = ["in_day", "parts_of_day", "spoken_times"]

_HALF_DAY = re.compile(rf"[{SPACES}]?([ap])\.?[{SPACES}]?m\b\.?", re.IGNORECASE)
# From 2 to 4 p.m.: what the second hour has may be meant for the first.
_HALF_DAY_LATER = re.compile(
    rf"(?:[{SPACES}]?[-–—‑][{SPACES}]?|[{SPACES}][^\W\d_]{{1,4}}[{SPACES}])\d{{1,2}}(?:[:.]\d\d)?"
    rf"[{SPACES}]?([ap])\.?[{SPACES}]?m\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
# What may stand between the words of a time; what else does ends it.
_GAP = re.compile(rf"[{SPACES}'’\-‑]*")
# Behind an hour in Chinese, Japanese and Korean: a sign, not one of 3時間, three hours; and what
# is half past.
_SIGN = re.compile(rf"[{SPACES}]?[{HOURS}][{SPACES}]?(?![間间간])")
_SIGN_AND_HALF = re.compile(rf"{_SIGN.pattern}(?:半|반(?!\w)|반(?=에|부터|까지|쯤|경|께))")
_MINUTE_SIGN = re.compile(rf"[{SPACES}]?[分분]")
_WINDOW = 48
_MOST_WORDS = 5
_NOON, _DAY, _HOUR = 12, 24, 60
_LATE, _EARLY = 8, 10
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_MINUTES = {_HALF: 30, _QUARTER: 15}


@frozen
class _Part:
    """A part of the day beside a number."""

    kind: str
    end: int
    """Where the time ends in the text."""
    sure: bool
    """Whether the number is an hour for certain: 3 дня may be three days."""


def parts_of_day(folded: str, known: Lexicon) -> frozenset[str]:
    """Return the parts of the day that a text speaks of anywhere."""
    return frozenset(kind for word, kind in known.clock.beginnings if word in folded)


def spoken_times(numbers: Sequence[Number], folded: str, known: Lexicon) -> Iterator[Number]:
    """Yield numbers, those joined that say a time: half past nine, без четверти десять.

    Args:
        numbers: those of a text, in its order.
        folded: the text in lower case.
        known: the words of its language.

    """
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _joined(first, second, folded, known.clock) if second else None
        if joined is not None:
            yield joined
            at += 2
        else:
            yield _half_past(first, folded) or _half_after(first, known)
            at += 1


def _joined(first: Number, second: Number, folded: str, clock: Clock) -> Number | None:
    """Return the time that two numbers say; None where they are two."""
    place, parts = (first.start, second.end), (first.value, second.value)
    if _SIGN.fullmatch(folded, first.end, second.start):
        is_time = _is_whole(first, _DAY) and _is_whole(second, _HOUR - 1)
        if not is_time or not _MINUTE_SIGN.match(folded, second.end):
            return None
        return Number(place, (f"{first.value}:{int(second.value):02}",), Certainty.FIGURE, parts)
    said = _spoken(first, second, folded, clock) or _hour_first(first, second, folded, clock)
    return None if said is None else Number(place, (said,), Certainty.WORD, parts)


def _half_past(number: Number, folded: str) -> Number | None:
    """Return the time that an hour says with a sign for half past it: 三点半, 3時半, 3시 반."""
    half = _SIGN_AND_HALF.match(folded, number.end)
    if half is None or not _is_whole(number, _DAY):
        return None
    place = (number.start, half.end())
    return replace(number, place=place, values=(f"{number.value}:30",), parts=(number.value,))


def _is_whole(number: Number, most: int) -> bool:
    value = number.value
    return isinstance(value, Decimal) and not fraction(value) and 0 <= value <= most


def _half_after(number: Number, known: Lexicon) -> Number:
    """Return a number that may be a time as well: тоғыз жарым is 9.5, or half past nine."""
    value = number.value
    if not known.clock.half_after or not isinstance(value, Decimal) or fraction(value) != _HALF:
        return number
    if value > _NOON + 1 or number.scale:
        return number
    return replace(number, values=(*number.values, f"{int(value)}:30"))


def _spoken(first: Number, second: Number, folded: str, clock: Clock) -> str | None:
    """Return the time that two numbers say; the words between and before decide how."""
    gap = folded[first.end : second.start].strip()
    hour = second.value
    if not isinstance(hour, Decimal) or fraction(hour) or not 1 <= hour <= _NOON or second.scale:
        return None
    minutes = _minutes(first)
    if minutes is None:
        return None
    if gap in clock.past:
        return _clock(int(hour), minutes)
    before = folded[max(0, first.start - _WINDOW) : first.start].split()
    both = {first.certainty, second.certainty}
    ends = gap in clock.to and both != {Certainty.FIGURE}  # not “from 2 to 4”
    if ends or (not gap and before[-1:] and before[-1] in clock.without):
        return _clock(int(hour) - 1, _HOUR - minutes)
    if not gap and clock.of and folded.startswith(clock.of, first.start):
        return _clock(int(hour) - 1, minutes)
    return None


def _hour_first(first: Number, second: Number, folded: str, clock: Clock) -> str | None:
    """Return the time that an hour and the minutes behind it say: dix heures et demie."""
    gap = folded[first.end : second.start].split()
    words = [each for each in gap if each not in clock.hour]
    link, minutes = " ".join(words), _minutes(second)
    if (
        not words
        or minutes is None
        or second.scale
        or not _is_whole(first, _NOON)
        or not first.value
    ):
        return None
    if len(words) == len(gap) and not _is_after(first, folded, clock.at):
        return None
    hour = int(first.value) if isinstance(first.value, Decimal) else 0
    if link in clock.plus:
        return _clock(hour, minutes)
    return _clock(hour - 1, _HOUR - minutes) if link in clock.less else None


def _minutes(number: Number) -> int | None:
    """Return the minutes that a number may be: half and a quarter among them."""
    part = next((_MINUTES[each] for each in _MINUTES if each in number.values), None)
    if part is None and isinstance(number.value, Decimal) and not fraction(number.value):
        part = int(number.value)
    return part if part is not None and 0 < part < _HOUR else None


def _clock(hour: int, minutes: int) -> str:
    return f"{hour or _NOON}:{minutes:02}"


def in_day(number: Number, text: str, folded: str, known: Lexicon, parts: frozenset[str]) -> Number:
    """Return a number as a time on a clock of 24 hours, where it is one.

    Args:
        number: one of a text.
        text: the text.
        folded: the same in lower case.
        known: the words of its language.
        parts: the parts of the day that the text speaks of anywhere.

    """
    half = _half_day(number, text, known.clock)
    if half is None and not parts:
        return number
    hours = list(_hours(number))
    if not hours or number.unit.kind not in {"", "time"}:
        return number
    part = half or (_part(number, folded, known) if parts else None)
    if part is None or not part.sure:
        kinds = [*parts, *([part.kind] if part else [])]
        more = [value for kind in kinds for each in hours for value in _in_part(*each, kind)]
        return replace(number, values=tuple(dict.fromkeys((*number.values, *more))))
    values = tuple(value for each in hours for value in _in_part(*each, part.kind))
    place = (number.start, max(number.end, part.end))
    sure = Certainty.FIGURE if _SIGN.match(folded, number.end) else number.certainty
    return replace(
        number, place=place, values=values, bare=number.values, unit=NO_UNIT, certainty=sure
    )


def _hours(number: Number) -> Iterator[tuple[int, int]]:
    """Yield the hours and minutes that a number may be on a clock of 12 hours."""
    written = [each for each in number.values if isinstance(each, str) and each[:1].isdecimal()]
    clocks = [each.split(":") for each in written if ":" in each]
    if not clocks and isinstance(number.value, Decimal) and not fraction(number.value):
        clocks = [[str(int(number.value)), "00"]] if 0 <= number.value <= _NOON else []
    for hour, minutes in clocks:
        if int(hour) <= _NOON:
            yield int(hour), int(minutes)


def _in_part(hour: int, minutes: int, kind: str) -> tuple[Value, ...]:
    """Return what an hour is in a part of the day."""
    morning, afternoon = hour % _NOON, hour % _NOON + _NOON
    full = {
        "am": morning,
        "pm": afternoon,
        "day": hour if _EARLY <= hour < _NOON else afternoon,
        "evening": 0 if hour == _NOON else afternoon,
        "night": afternoon if _LATE <= hour < _NOON else morning,
    }[kind]
    clock = f"{full}:{minutes:02}"
    return (clock,) if minutes else (clock, Decimal(full))


def _half_day(number: Number, text: str, clock: Clock) -> _Part | None:
    """Return the part of the day that “a.m.” or “p.m.” is; any language may borrow them.

    In German “am” is a word of its own, which may stand behind an hour.
    """
    match = _HALF_DAY.match(text, number.end)
    if match and match[0].strip() in clock.between:
        return None
    later = None if match else _HALF_DAY_LATER.match(text, number.end)
    found = match or later
    if found is None:
        return None
    kind = "am" if found[1].lower() == "a" else "pm"
    return _Part(kind, number.end if later else found.end(), sure=later is None)


def _part(number: Number, folded: str, known: Lexicon) -> _Part | None:
    """Return the part of the day that stands beside a number."""
    is_clock = any(isinstance(each, str) for each in number.values)
    is_clock = is_clock or _is_after(number, folded, known.clock.at)
    is_clock = is_clock or _SIGN.match(folded, number.end) is not None
    return _after(number, folded, known, is_clock=is_clock) or _before(
        number, folded, known, is_clock=is_clock
    )


def _is_after(number: Number, folded: str, words: Iterable[str]) -> bool:
    before = folded[max(0, number.start - _WINDOW) : number.start].split()
    return bool(before) and before[-1] in words


def _after(number: Number, folded: str, known: Lexicon, *, is_clock: bool) -> _Part | None:
    clock = known.clock
    end, passed = number.end, 0
    words: list[str] = []
    for match in list(_WORDS.finditer(folded, end, end + _WINDOW))[: _MOST_WORDS + 1]:
        if not _GAP.fullmatch(folded, end, match.start()):
            break
        is_suffix = passed == 0 and match.start() - number.end <= 1 and folded[number.end] != " "
        end, passed = match.end(), passed + 1
        word = match[0]
        words.append(word)
        kind = clock.parts.get(word) or clock.parts.get(" ".join(words[-2:]))
        if kind:
            near = len(words) <= len(word.split()) + 1
            sure = is_clock or (near and not _is_doubtful(word, kind, known))
            return _Part(kind, end, sure=sure)
        is_clock = is_clock or word in clock.hour
        if not (is_suffix or word in clock.between or _begins(clock, word)):
            break
    return None


def _before(number: Number, folded: str, known: Lexicon, *, is_clock: bool) -> _Part | None:
    clock = known.clock
    start = max(0, number.start - _WINDOW)
    glued = _glued(folded[start : number.start].rstrip(SPACES), clock)
    if glued:
        return _Part(glued, number.end, sure=is_clock)
    words: list[str] = []
    at = number.start
    for match in reversed(list(_WORDS.finditer(folded, start, number.start))):
        if not _GAP.fullmatch(folded, match.end(), at) or len(words) > _MOST_WORDS:
            break
        at, word = match.start(), match[0]
        kind = clock.parts.get(word) or clock.parts.get(" ".join((word, *words[:1])))
        if kind:
            near = not words
            return _Part(kind, number.end, sure=is_clock or near)
        words.insert(0, word)
        is_clock = is_clock or word in clock.hour
        ends_phrase = any(each.endswith(f" {word}") for each in clock.parts)
        if not (ends_phrase or word in clock.between or word in clock.at):
            break
    return None


def _glued(before: str, clock: Clock) -> str:
    """Return the part of the day that a text ends with which has no spaces between its words."""
    ends = [before, *(before.removesuffix(each).rstrip(SPACES) for each in clock.between)]
    return next((kind for word, kind in clock.glued if any(e.endswith(word) for e in ends)), "")


def _begins(clock: Clock, word: str) -> bool:
    """Whether a word begins one of the phrases for a part of the day: после обеда."""
    return any(each.startswith(f"{word} ") for each in clock.parts)


def _is_doubtful(word: str, kind: str, known: Lexicon) -> bool:
    """Whether a number beside a word may be one of days or nights."""
    return kind == "night" or known.units.get(word) is not None

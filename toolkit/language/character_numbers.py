"""Character numbers: figures in characters, as Chinese, Japanese and Korean write them.

三百万, 3千, 1万2300 and 二〇二四 are read by value. What may be no number (一些, 千万) answers to
one of the source, and is never missed or compared itself.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from toolkit.base.frozen import frozen
from toolkit.language.figures import Certainty, Number

__all__ = ["Characters", "character_numbers"]

# No two ways to match a text, and none to begin in the middle of a row of digits.
_FIGURE = r"(?<!\d)\d{1,30}(?:[,，]\d{3}(?!\d)){0,8}(?:[.．]\d{1,30})?"
_TEN, _MYRIAD = Decimal(10), Decimal(10_000)
# From here on a row of digits is a year, a telephone or a page, and no “three or four”.
_LONG = 3
_MOST_CHARACTERS = 24
_NINETY = 90
_CENTURY = 100


@frozen
class Characters:
    """The characters of a language that are numbers."""

    digits: Mapping[str, Decimal]
    """From nothing to nine."""
    units: Mapping[str, Decimal]
    """Ten and what is more: 十, 百, 万."""
    ordinal_before: frozenset[str]
    """What makes an ordinal of the figure behind it, which no unit multiplies."""
    pattern: re.Pattern[str] | None
    """Finds what may be a number, beginning with a figure or a character."""

    @classmethod
    def of(
        cls,
        digits: Mapping[str, Decimal],
        units: Mapping[str, Decimal],
        ordinal_before: frozenset[str],
    ) -> "Characters":
        """Put them together; what more characters write is no number in characters."""
        units = {char: value for char, value in units.items() if len(char) == 1}
        small, large = "".join(digits), "".join(units)
        if not large:
            return cls({}, {}, ordinal_before, None)
        # A figure needs a unit behind it; a space may stand between a unit and the next figure.
        begin = rf"{_FIGURE}[{large}]" + rf"|[{small}{large}]" * bool(small)
        token = rf"(?<=[{large}])[ \u00a0]?{_FIGURE}|[{small}{large}]"
        pattern = re.compile(rf"(?:{begin})(?:{token}){{0,{_MOST_CHARACTERS}}}")
        return cls(digits, units, ordinal_before, pattern)


def character_numbers(text: str, known: Characters) -> Iterator[Number]:
    """Yield the numbers of a text that are written in characters, wholly or in part."""
    if known.pattern is None:
        return
    for match in known.pattern.finditer(text):
        start, end = match.span()
        if match[0][0].isdecimal() and text[start - 1 : start] in known.ordinal_before:
            continue
        tokens = re.findall(rf"{_FIGURE}|[^\s\d]", match[0])
        values, certainty = _read(tokens, known)
        if values and text.startswith("年代", end) and values[0] <= _NINETY:
            values = (*values, values[0] + 19 * _CENTURY)
        if values:
            scale = max(
                (known.units.get(token, Decimal(0)) for token in tokens), default=Decimal(0)
            )
            yield Number((start, end), values, certainty, scale=scale)


_Read = tuple[tuple[Decimal, ...], Certainty]
_NONE: _Read = ((), Certainty.WEAK)


def _read(tokens: list[str], known: Characters) -> _Read:
    """Return what tokens are worth, and how sure it is that they are a number."""
    if all(token in known.digits for token in tokens):
        return _row([known.digits[token] for token in tokens])
    total = section = Decimal(0)
    digits: list[Decimal] = []
    last = greatest = Decimal(0)
    for token in tokens:
        unit = known.units.get(token)
        if unit is None:
            digits.append(known.digits[token] if token in known.digits else _figure(token))
            continue
        if _is_a_choice(digits):
            return _NONE
        number = _joined(digits)
        if unit < _MYRIAD:
            section += (number or Decimal(1)) * unit
        elif unit > greatest:
            total, section = (total + section + number or Decimal(1)) * unit, Decimal(0)
            greatest = unit
        else:
            total, section = total + (section + number or Decimal(1)) * unit, Decimal(0)
        digits, last = [], unit
    if _is_a_choice(digits):
        return _NONE
    rest = _joined(digits)
    values: tuple[Decimal, ...] = (total + section + rest,)
    if len(digits) == 1 and 0 < rest < _TEN < last:
        # 两万五 is 25,000 in Chinese; “and five” would have a nought before it: 两万零五.
        values = (*values, total + section + rest * last / 10)
    return values, _certainty(tokens, known)


def _certainty(tokens: list[str], known: Characters) -> Certainty:
    first = known.units.get(tokens[0], Decimal(0))
    if len(tokens) == 1 or first > _TEN:
        return Certainty.WEAK  # 千万 is also “by all means”, 十 the cross of 十字
    is_long = len(tokens) >= _LONG or known.units.get(tokens[-1], Decimal(0)) > _TEN
    return Certainty.FIGURE if is_long or tokens[0][0].isdecimal() else Certainty.WORD


def _row(digits: list[Decimal]) -> _Read:
    """Return what digits one behind the other are worth: 二〇二四, but 三四 is three or four."""
    if len(digits) >= _LONG:
        return (_joined(digits),), Certainty.FIGURE
    alone = () if len(digits) == 1 or Decimal(0) in digits else tuple(digits)
    return (_joined(digits), *alone), Certainty.WEAK


def _is_a_choice(digits: list[Decimal]) -> bool:
    """Whether digits say one or the other: 三四百, three or four hundred."""
    return len(digits) == 2 and 0 < digits[0] < digits[1] < _TEN  # noqa: PLR2004 - one or other


def _joined(digits: list[Decimal]) -> Decimal:
    number = Decimal(0)
    for digit in digits:
        number = number * 10 + digit
    return number


def _figure(written: str) -> Decimal:
    return Decimal(written.replace(",", "").replace("，", "").replace("．", "."))

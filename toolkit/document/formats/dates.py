"""Dates as bylines write them, by CLDR's month names of the source language."""

import datetime as dt
import re
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen

__all__ = ["FoundDate", "find_date", "read_moment"]

# How Russian and Kazakh end a year: "22 февраля 2021 г.", "2021 жылғы 22 ақпан".
_YEAR_WORD = r"(?:\s?(?:года|г\.?|жыл(?:ғы|ы|дың)?|ж\.?)(?!\w))?"
_YEAR = rf"(?<!\d)(?P<year>\d{{4}})(?!\d){_YEAR_WORD}"
# Every date has one; the names of months are looked up only where it may be one.
_YEAR_ALONE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_DOTTED = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}")
# ISO 8601's date and time of day, extended and basic; a space may stand for the T, as in RFC 3339.
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})(?:[Tt ](?P<time>\d{2}:\d{2}(?::\d{2})?|\d{4}(?:\d{2})?)"
    r"(?:[.,]\d+)?(?: ?(?P<zone>[Zz]|UTC|[+\-\u2212]\d{2}(?::?\d{2})?))?)?"
)
# Names that CLDR does not give but newsrooms write (the Associated Press's abbreviation).
_OTHER_NAMES = {"en": {"sept": 9}}

_LAST_ZONE = "-12:00"
_MIDNIGHT = "00:00"


@frozen
class FoundDate:
    """A date in a text."""

    day: dt.date
    start: int
    end: int


def find_date(text: str, language: Locale) -> FoundDate | None:
    """Find the last date in a line: `2021-02-22`, `22.02.2021`, `Feb 22, 2021`, `22 февраля 2021`.

    >>> find_date("Chris Rickleton Feb 22, 2021", Locale("en"))
    FoundDate(day=datetime.date(2021, 2, 22), start=16, end=28)
    """
    if not _YEAR_ALONE.search(text):
        return None
    months = _months(language.tag)
    best: FoundDate | None = None
    for pattern in (_ISO, _DOTTED, *_named(language.tag)):
        for match in pattern.finditer(text):
            name = match["month"].casefold().rstrip(".")
            month = months[name] if name in months else int(name) if name.isdecimal() else 0
            try:
                day = dt.date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
            if best is None or match.end() > best.end:
                best = FoundDate(day, match.start(), match.end())
    return best


def read_moment(text: str, *, local: bool = False) -> dt.datetime:
    """Read a date with its time of day and its time zone, without which it is no moment.

    >>> read_moment("2026-12-01T06:00+05:00").isoformat()
    '2026-12-01T06:00:00+05:00'
    >>> read_moment("2026-12-01T06:00", local=True).isoformat()
    '2026-12-01T06:00:00-12:00'

    Args:
        text: the moment, in ISO 8601.
        local: whether the time may be one of a place that is not told; it is over everywhere when
            it is in the zone that has it last. A day alone is then the moment in which it begins.

    Raises:
        ValueError: saying what is wrong with it, in a sentence without a full stop.

    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is not a date with a time of day and a time zone")
    found = match.groupdict()
    if local:
        found = {**found, "time": found["time"] or _MIDNIGHT, "zone": found["zone"] or _LAST_ZONE}
    for part, name in (("time", "time of day"), ("zone", "time zone")):
        if found[part] is None:
            raise ValueError(f"“{text}” has no {name}")
    day, time = match["day"].replace("-", ""), str(found["time"]).replace(":", "")
    zone = str(found["zone"]).upper().replace("UTC", "Z").replace("Z", "+00").replace("\u2212", "-")
    try:
        return dt.datetime.fromisoformat(f"{day}T{time}{zone}")
    except ValueError:
        raise ValueError(f"“{text}” is not a date of the calendar, or not a time of day") from None


@lru_cache
def _months(tag: str) -> dict[str, int]:
    language = Locale(tag)
    names = {**_OTHER_NAMES.get(language.language, {}), **language.month_names}
    return {name.casefold().rstrip("."): number for name, number in names.items()}


@lru_cache
def _named(tag: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of dates that name their month: day first, month first, year first."""
    names = "|".join(re.escape(name) for name in sorted(_months(tag), key=len, reverse=True))
    month = rf"(?<!\w)(?P<month>{names})\.?(?!\w)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.|-)?(?!\d)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{month}\s+{day},?\s+{_YEAR}",
            rf"{day}\s*{month},?،?\s+{_YEAR}",
            rf"{_YEAR},?،?\s*{day}\s*{month}",
        )
    )

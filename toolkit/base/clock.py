"""Clock: the present moment, or the one at which a build is to be repeated.

SOURCE_DATE_EPOCH is read as https://reproducible-builds.org/specs/source-date-epoch/ has it.
"""

import datetime as dt
import os
from collections.abc import Iterable

from toolkit.base.errors import ToolkitError

__all__ = ["ENVIRONMENT", "minute_after", "now", "source_date"]

ENVIRONMENT = "environment"
"""The code of findings about an environment variable."""
_VARIABLE = "SOURCE_DATE_EPOCH"
_LAST_SECOND = 253_402_300_799
"""The last one of the year 9999: later years have no ISO 8601 date of ten characters."""
_MINUTE = dt.timedelta(minutes=1)
_LAST_MINUTE = dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC)
_MOST_SHOWN = 40


def source_date() -> dt.datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH names; None if it is not set, or empty.

    Raises:
        ToolkitError: when it is no whole number of seconds since 1970, or lies after 9999.

    """
    value = os.environ.get(_VARIABLE, "")
    if not value:
        return None
    shown = value if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]}…"
    digits = value.lstrip("0") or "0"
    if not (digits.isascii() and digits.isdigit()):
        message = f"{_VARIABLE} is “{shown}”, which is not a whole number of seconds since 1970"
    elif len(digits) > len(str(_LAST_SECOND)) or int(digits) > _LAST_SECOND:
        message = f"{_VARIABLE} is “{shown}”, which is after the year 9999"
    else:
        return dt.datetime.fromtimestamp(int(digits), dt.UTC)
    hint = "set it to what date +%s prints, or unset it"
    raise ToolkitError.because(ENVIRONMENT, message, hint=hint)


def now() -> dt.datetime:
    """Return the present moment: that of SOURCE_DATE_EPOCH if it is set, else the clock's.

    Raises:
        ToolkitError: when SOURCE_DATE_EPOCH names no moment.

    """
    return source_date() or dt.datetime.now(dt.UTC)


def minute_after(earlier: Iterable[dt.datetime | None], moment: dt.datetime) -> dt.datetime:
    """Return the minute of a moment, or the first one after all earlier ones if that is later.

    Versions are written to the minute, and partners take higher ones only: what is told anew must
    be newer, even in the same minute or by a clock that was put back.

    >>> moment = dt.datetime(2026, 12, 1, 9, 30, 59, tzinfo=dt.UTC)
    >>> minute_after([], moment).minute, minute_after([moment], moment).minute
    (30, 31)

    Args:
        earlier: moments, with time zones; each None counts for nothing.
        moment: with a time zone.

    Returns:
        a whole minute, in UTC; no later one than the last of the year 9999.

    """
    ends = (min(each, _LAST_MINUTE - _MINUTE) + _MINUTE for each in earlier if each is not None)
    return max([moment, *ends]).astimezone(dt.UTC).replace(second=0, microsecond=0)

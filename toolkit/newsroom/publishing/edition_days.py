"""Edition days: when a translation was first published, and when its texts last changed.

Both follow from its catalog and from what the last build recorded, so that an edition which nobody
changed keeps its days.
"""

import datetime as dt
import hashlib
from contextlib import suppress

from toolkit.base.clock import minute_after
from toolkit.editions.article import EditionDays, ListedArticle
from toolkit.localizing.localize import Localized

__all__ = ["edition_days"]

_NEVER = dt.date(1970, 1, 1)
"""What a template says of an article without a day: nobody has revised its catalog since."""


def edition_days(
    localized: Localized, published: ListedArticle | None, now: dt.datetime
) -> EditionDays:
    """Return the days of a translation.

    It changed at the moment of its catalog's PO-Revision-Date. Where the texts are others than
    those that were published, and that moment is not a later one, they changed now, and at least a
    minute after they last did.

    Args:
        localized: what its locale makes of the document.
        published: what is recorded of the edition that is published; None where none is.
        now: the present moment, with a time zone.

    """
    texts, named = _digest(localized), _revised(localized)
    known = published.days if published is not None else EditionDays()
    if not known.texts:
        return EditionDays(named.date() if named else None, named, texts)
    if known.texts == texts:
        return known
    later = named is not None and (known.last is None or named > known.last)
    changed = named if later else minute_after([known.last], now)
    return EditionDays(known.first, changed, texts)


def _revised(localized: Localized) -> dt.datetime | None:
    """Return when a catalog says that it was revised, if that is after the article's day."""
    said = localized.catalog.metadata.get("PO-Revision-Date", "").strip()
    with suppress(ValueError, OverflowError):  # gettext's YEAR-MO-DA, or none
        moment = dt.datetime.strptime(said, "%Y-%m-%d %H:%M%z").astimezone(dt.UTC)
        written = localized.document.metadata.date or _NEVER
        return moment if moment.date() > written else None
    return None


def _digest(localized: Localized) -> str:
    """Return what tells the translations in an edition from others, whatever its alphabet."""
    shown = (each.entry if each.target is not None else None for each in localized.passages)
    texts = ("" if entry is None else entry.msgstr for entry in shown)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]

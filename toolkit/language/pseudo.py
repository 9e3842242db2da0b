"""Pseudo: a text as no language has it, to see what no translator will ever reach.

It can still be read, is longer than the text, and is set in brackets, so that what is cut off,
put together of parts or not translatable shows on the page.
"""

import re

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Code, Text, TextBuilder

__all__ = ["pseudo_text"]

_LATIN = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀçđéƒğħîĵķļɱñöƥɋŕšţûṽŵẋýžÀƁÇĐÉƑĞĦÎĴĶĻṀÑÖƤɊŔŠŢÛṼŴẊÝŽ",
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصدعفگهيجكلمنوپقرستۇڤۋخىز")
"""Letters that are read much alike; every one joins as Arabic ones do, so that shaping shows."""
_VOWEL = re.compile("[aeiouàéîöû]", re.IGNORECASE)


def pseudo_text(text: Text, locale: Locale) -> Text:
    """Return a text in a pseudo-language, its codes where they were.

    Args:
        text: the text.
        locale: the pseudo-language; its script says in which letters.

    >>> pseudo_text(("Two bridges",), Locale("qps"))
    ('⟦Ţŵöö ƀŕîîđğééš⟧',)

    """
    pieces = [each if isinstance(each, Code) else _spelled(each, locale) for each in text]
    if not any(isinstance(each, str) and each.strip() for each in text):
        return text
    builder = TextBuilder()
    for piece in ("⟦", *pieces, "⟧"):
        builder.add(piece)
    return builder.text()


def _spelled(text: str, locale: Locale) -> str:
    longer = _VOWEL.sub(lambda match: match[0] + match[0].lower(), text)
    return (
        longer.lower().translate(_ARABIC) if locale.direction == "rtl" else longer.translate(_LATIN)
    )

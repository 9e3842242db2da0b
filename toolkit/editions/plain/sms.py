"""SMS: an article's headline and link, with the number of segments that they take."""

import json

from toolkit.editions.article import Article
from toolkit.editions.plain.flow import page_address
from toolkit.editions.plain.messages import sentences
from toolkit.editions.summary import summarize

__all__ = ["count_segments", "render_sms"]

# GSM 03.38 (3GPP TS 23.038, section 6.2.1): one septet each, and two for those after an escape.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_MOST_SEGMENTS = 3
"""A standfirst is added as far as it keeps within so many."""


def render_sms(article: Article) -> bytes:
    """Return the text of an SMS as JSON in UTF-8, with its alphabet and what it costs.

    It is the headline, as many sentences of the standfirst as there is room for, and the address.
    """
    summary = summarize(article)
    link = page_address(article)
    text = _bare(summary.title.text)
    if summary.standfirst:
        more = ""
        for sentence in sentences(_bare(summary.standfirst.text), summary.standfirst.locale):
            if count_segments(_joined(text, more + sentence, link))[1] > _MOST_SEGMENTS:
                break
            more += sentence
        text = _joined(text, more.strip())
    whole = _joined(text, link)
    alphabet, segments = count_segments(whole)
    units = sum(_septets(each) if alphabet == "GSM-7" else _octet_pairs(each) for each in whole)
    data = {"text": whole, "alphabet": alphabet, "units": units, "segments": segments}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def count_segments(text: str) -> tuple[str, int]:
    """Return the alphabet that a text needs, and how many segments it takes.

    A character is never cut in two (3GPP TS 23.040, section 9.2.3.24.1).

    >>> count_segments("x" * 161), count_segments("қ" * 71)
    (('GSM-7', 2), ('UCS-2', 2))
    """
    if all(each in _BASIC or each in _EXTENDED for each in text):
        return "GSM-7", _segments([_septets(each) for each in text], 160, 153)
    return "UCS-2", _segments([_octet_pairs(each) for each in text], 70, 67)


def _segments(units: list[int], one: int, of_several: int) -> int:
    if sum(units) <= one:
        return 1
    found, filled = 1, 0
    for each in units:
        if filled + each > of_several:
            found, filled = found + 1, 0
        filled += each
    return found


def _septets(character: str) -> int:
    return 2 if character in _EXTENDED else 1


def _octet_pairs(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - the last that UTF-16 writes in one


def _joined(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _bare(text: str) -> str:
    """Return a text without isolates: each would cost a place, and telephones show a line alone."""
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))

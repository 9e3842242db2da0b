"""SMS: an article's headline and link, with the number of segments that they take.

What was put right comes first: whoever had the SMS before needs nothing else of this one.
"""

import json
from collections.abc import Sequence

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import Addresses
from toolkit.editions.article import Article, Correction, Site
from toolkit.editions.plain.flow import page_address
from toolkit.editions.plain.messages import sentences
from toolkit.editions.site.withdrawal import Withdrawal, withdrawal_title
from toolkit.editions.summary import summarize
from toolkit.editions.told_corrections import correction_remark, untranslated_notice
from toolkit.localizing.interface_words import Words

__all__ = ["SUFFIX", "count_segments", "render_sms", "render_withdrawal_sms"]

SUFFIX = ".sms.json"
"""How the files end."""

# GSM 03.38 (3GPP TS 23.038, section 6.2.1): one septet each, and two for those after an escape.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_MOST_SEGMENTS = 3
"""A standfirst is added as far as it keeps within so many, and so are the words of corrections."""


def render_sms(article: Article) -> bytes:
    """Return the text of an SMS as JSON in UTF-8, with its alphabet and what it costs.

    It is the corrections, the headline, as many sentences of the standfirst as there is room for,
    and the address.
    """
    summary = summarize(article)
    link = page_address(article)
    title = _bare(summary.title.text)
    text = _joined(*_corrected(article, (title, link)), title)
    if summary.standfirst:
        more = ""
        for sentence in sentences(_bare(summary.standfirst.text), summary.standfirst.locale):
            if not _fits(text, more + sentence, link):
                break
            more += sentence
        text = _joined(text, more.strip())
    return _message(_joined(text, link))


def render_withdrawal_sms(site: Site, withdrawal: Withdrawal, locale: Locale) -> bytes:
    """Return the SMS that says that an article is withdrawn, and nothing else of it.

    Args:
        site: the site.
        withdrawal: the article.
        locale: the language of the edition that was withdrawn.

    """
    page = withdrawal.page(locale)
    link = Addresses(site, page).absolute(page) if page else ""
    text = _bare(withdrawal_title(site, withdrawal, locale).text)
    reason = withdrawal.reason(site, locale)
    said = _bare(reason.text) if reason is not None and reason.locale == locale else ""
    return _message(_joined(text, said if _fits(text, said, link) else "", link))


def _corrected(article: Article, rest: Sequence[str]) -> list[str]:
    """Return a line for each correction that there is room for, and always one for the newest.

    A correction is told whole or not at all: half of it may say the contrary.

    Args:
        article: the article.
        rest: what the SMS has besides.

    """
    spoken = article.site.words(article.locale)
    told: list[str] = []
    for each in article.corrections:
        ways = [_bare(way) for way in _ways(spoken, each)]
        fitting = (way for way in (ways[:1] if told else ways) if _fits(*told, way, *rest))
        line = next(fitting, "" if told else ways[-1])
        if line not in told:
            told.append(line)
    return told


def _ways(spoken: Words, correction: Correction) -> Sequence[str]:
    """Return how a correction can be told, the longest way first, each in the reader's language."""
    untranslated = untranslated_notice(spoken, spoken.asked, [correction])
    if untranslated is not None:
        return (untranslated.text,)
    remark = correction_remark(spoken, correction)
    text = correction.text if remark is None else f"{correction.text} {remark}"
    if correction.of_translation:
        short = spoken.speak("This translation has been corrected")
    else:
        short = spoken.speak("This article has been corrected")
    return spoken.speak("Correction: {text}", text=[text]).text, short.text


def _fits(*lines: str) -> bool:
    return count_segments(_joined(*lines))[1] <= _MOST_SEGMENTS


def _message(text: str) -> bytes:
    alphabet, segments = count_segments(text)
    units = sum(_septets(each) if alphabet == "GSM-7" else _octet_pairs(each) for each in text)
    data = {"text": text, "alphabet": alphabet, "units": units, "segments": segments}
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
    """Return a text without isolates: each would cost a place, and telephones show a line alone.

    A space that does not break would cost an alphabet in which a segment has half the room.
    """
    return text.translate({**dict.fromkeys(range(0x2066, 0x206A)), 0xA0: " ", 0x202F: " "})

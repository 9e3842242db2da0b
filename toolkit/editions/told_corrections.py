"""Told corrections: what the pages of an article say of what was put right in it."""

from collections.abc import Mapping, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.article import Article, Correction, Phrase
from toolkit.editions.furniture import Said, said, said_together
from toolkit.localizing.interface_words import Words, date_in

__all__ = [
    "ToldCorrection",
    "correction_line",
    "correction_remark",
    "told_corrections",
    "untranslated_notice",
]


@frozen
class ToldCorrection:
    """A correction as a page shows it."""

    phrase: Phrase
    """What was wrong, in the language that it is told in."""
    day: str
    """As ISO 8601 has it."""
    date: str
    """In the page's language."""
    links: tuple[str, ...] = ()
    """Where the corrected passages stand: fragments of the page's own address."""
    remark: Said | None = None
    """What else readers should know of it."""


def told_corrections(
    article: Article, anchors: Mapping[str, str] | None = None
) -> list[ToldCorrection]:
    """Return the corrections of an article, newest first.

    Args:
        article: the article.
        anchors: where each passage is in the file, by the passage's id; where it is by that id
            when None.

    """
    spoken = article.site.words(article.locale)
    return [
        ToldCorrection(
            Phrase(each.text, each.locale),
            each.date.isoformat(),
            date_in(article.locale, each.date),
            tuple(
                f"#{passage if anchors is None else anchors[passage]}"
                for passage in each.passages
                if anchors is None or passage in anchors
            ),
            correction_remark(spoken, each),
        )
        for each in article.corrections
    ]


def correction_line(spoken: Words, correction: Correction) -> str:
    """Return a correction as one line of text: its day, what it says, what else is to be known.

    Args:
        spoken: the words of the edition's language.
        correction: the correction.

    """
    remark = correction_remark(spoken, correction)
    day, more = date_in(spoken.asked, correction.date), f" {remark}" if remark else ""
    return f"{day}: {correction.text}{more}"


def correction_remark(spoken: Words, correction: Correction) -> Said | None:
    """Return whose mistake it was, if not the article's, and that its passage is gone, if it is."""
    sentences = []
    if correction.of_translation:
        sentences.append(said(spoken, "This corrects the translation."))
    if correction.gone:
        sentences.append(said(spoken, "The corrected passage is no longer in the article."))
    return said_together(sentences) if sentences else None


def untranslated_notice(
    spoken: Words, locale: Locale, corrections: Sequence[Correction]
) -> Said | None:
    """Return that the original has been corrected, where readers cannot read how.

    Args:
        spoken: the words of the edition's language.
        locale: the edition's.
        corrections: those that it tells of.

    """
    if all(each.locale == locale for each in corrections):
        return None
    return said(spoken, "The original has been corrected. The correction is not yet translated.")

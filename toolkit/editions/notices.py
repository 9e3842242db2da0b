"""Notices: what an edition says of its own translation, in its language."""

from toolkit.editions.article import Article, Phrase, spoken_phrase
from toolkit.editions.furniture import Said, said, said_together
from toolkit.editions.summary import Summary
from toolkit.editions.told_corrections import untranslated_notice

__all__ = [
    "based_on_notice",
    "origin_notice",
    "rights_lines",
    "translators_notice",
    "unfinished_notice",
]


def origin_notice(article: Article) -> Said | None:
    """Return from which language an edition is translated; nothing for the original.

    Only the newsroom's own languages have a sentence each, because most languages put a language's
    name into a case there; any other is named as a label's value.
    """
    if article.is_original:
        return None
    spoken = article.site.words(article.locale)
    match article.source.language:
        case "en":
            return said(spoken, "Translated from English")
        case "kk":
            return said(spoken, "Translated from Kazakh")
        case "ru":
            return said(spoken, "Translated from Russian")
        case "ug":
            return said(spoken, "Translated from Uyghur")
    return said(spoken, "Translated from {language}", language=article.source)


def unfinished_notice(article: Article, summary: Summary) -> Said | None:
    """Return how much of an edition is translated; nothing when all of it is.

    Passages in a translation that is older than their source are told, and that the original has
    been corrected where the correction itself cannot be read in the edition's language.
    """
    missing = summary.shown + summary.omitted + summary.outdated
    if not missing and not article.is_summary:
        return None
    spoken, source = article.site.words(article.locale), article.source
    sentences = []
    if article.is_summary:
        sentences.append(said(spoken, "This is a summary of the article."))
    if summary.shown:
        sentences.append(
            said(
                spoken,
                "Some passages are not yet translated and are shown in {language}.",
                language=source,
            )
        )
    if summary.omitted:
        sentences.append(said(spoken, "Some passages are not yet translated and are left out."))
    if summary.outdated:
        sentences.append(
            said(spoken, "Some passages are shown as they were before the original changed.")
        )
    if corrected := untranslated_notice(spoken, article.locale, article.corrections):
        sentences.append(corrected)
    counts = {"count": article.translated, "total": article.total}
    sentences.append(said(spoken, "{count} of {total} passages are translated.", **counts))
    return said_together(sentences)


def based_on_notice(article: Article) -> Said | None:
    """Return which version of the original a translation follows; nothing where it is not known."""
    if article.is_original or article.based_on is None:
        return None
    spoken = article.site.words(article.locale)
    return said(spoken, "Based on the version of {date}", date=article.based_on)


def translators_notice(article: Article) -> Said | None:
    """Return who translated an edition; nothing for the original, or an unknown one."""
    if article.is_original or not article.translators:
        return None
    spoken = article.site.words(article.locale)
    return said(spoken, "Translated by {names}", names=article.translators)


def rights_lines(article: Article) -> list[Phrase]:
    """Return whose an article is, then what others may do with it; nothing where nobody says so.

    The newsroom says both in the language of the original.
    """
    rights = article.metadata.wire.rights
    if not rights.holder:
        return []
    said = (rights.notice or f"© {rights.holder}", rights.usage)
    return [spoken_phrase(each, article.source) for each in said if each]

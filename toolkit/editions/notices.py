"""Notices: what an edition says of its own translation, in its language."""

from markupsafe import Markup, escape

from toolkit.editions.article import Article
from toolkit.editions.summary import Summary
from toolkit.localizing.interface_words import date_in, words

__all__ = ["based_on_notice", "origin_notice", "translators_notice", "unfinished_notice"]


def origin_notice(article: Article) -> str:
    """Return from which language an edition is translated; nothing for the original.

    Only the newsroom's own languages have a sentence each, because most languages put a language's
    name into a case there; any other is named as a label's value.
    """
    if article.is_original:
        return ""
    spoken = words(article.locale)
    known = {
        "en": spoken.gettext("Translated from English"),
        "kk": spoken.gettext("Translated from Kazakh"),
        "ru": spoken.gettext("Translated from Russian"),
        "ug": spoken.gettext("Translated from Uyghur"),
    }
    general = spoken.gettext("Translated from {language}")
    name = spoken.language_name(article.source)
    return known.get(article.source.language) or general.format(language=name)


def unfinished_notice(article: Article, summary: Summary) -> str:
    """Return how much of an edition is translated; nothing when all of it is."""
    if not summary.shown and not summary.omitted and not article.is_summary:
        return ""
    spoken = words(article.locale)
    sentences = []
    if article.is_summary:
        sentences.append(spoken.gettext("This is a summary of the article."))
    if summary.shown:
        shown = spoken.gettext("Some passages are not yet translated and are shown in {language}.")
        sentences.append(shown.format(language=spoken.language_name(article.source)))
    if summary.omitted:
        sentences.append(spoken.gettext("Some passages are not yet translated and are left out."))
    counted = spoken.gettext("{count} of {total} passages are translated.")
    sentences.append(counted.format(count=article.translated, total=article.total))
    return " ".join(sentences)


def based_on_notice(article: Article) -> str:
    """Return which version of the original a translation follows; nothing where it is not known."""
    if article.is_original or article.based_on is None:
        return ""
    said = words(article.locale).gettext("Based on the version of {date}")
    return said.format(date=date_in(article.locale, article.based_on))


def translators_notice(article: Article) -> Markup:
    """Return who translated an edition, as HTML; nothing for the original, or an unknown one."""
    if article.is_original or not article.translators:
        return Markup()
    comma = "، " if article.locale.direction == "rtl" else ", "
    bdi = Markup("<bdi>{}</bdi>")
    names = escape(comma).join(bdi.format(name) for name in article.translators)
    said = words(article.locale).gettext("Translated by {names}")
    return escape(said).format(names=names)

"""Quote findings: what people said that the source has no longer, and what of it is in doubt."""

from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.text import shortened
from toolkit.catalog.po import Catalog, Entry, load
from toolkit.catalog.quoted_passages import Placed, place_in_catalog
from toolkit.catalog.quotes_file import Quote
from toolkit.catalog.told_quotations import QuotationStatus
from toolkit.checks.quotations import read_quotations
from toolkit.language.spoken_words import spoken
from toolkit.newsroom.document_quotes import document_quotes
from toolkit.newsroom.quote_proposals import edited_words
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["gone_quotes", "quote_findings"]

_WARNING = Severity.WARNING
_ENGLISH = Locale("en")


def quote_findings(settings: ProjectSettings, source: Source) -> tuple[Finding, ...]:
    """Return what is wrong with the quotes of a document, as its template has them."""
    path = settings.template_path(source.document_id)
    try:
        quotes = document_quotes(settings, source.document_id)
        if not quotes or not is_there(path):
            return ()
        template = load(path, shown=settings.shown(path))
        return tuple(_findings(settings, quotes, template))
    except ToolkitError as error:
        return error.findings


def gone_quotes(quotes: Sequence[Quote], template: Catalog) -> Iterator[Finding]:
    """Yield the quotes whose words a document no longer has.

    Args:
        quotes: those of the document.
        template: what the document says now.

    """
    entries = _present(template)
    yield from _gone(place_in_catalog(quotes, entries), entries, template.source_language)


def _findings(
    settings: ProjectSettings, quotes: Sequence[Quote], template: Catalog
) -> Iterator[Finding]:
    entries = _present(template)
    placed = place_in_catalog(quotes, entries)
    yield from _gone(placed, entries, template.source_language)
    ours = (settings.source, *settings.locales)
    for at, quote in placed.found:
        yield from _doubts(quote, ours)
        if quote.status is QuotationStatus.PARAPHRASE and _is_quoted(quote, entries[at].words):
            message = f"“{shortened(quote.words)}” is a paraphrase, and the source quotes it"
            hint = "take the quotation marks away: nobody said these words"
            yield Finding("quote-paraphrase", message, quote.location, hint, severity=_WARNING)


def _present(template: Catalog) -> list[Entry]:
    return [each for each in template if not each.obsolete]


def _gone(placed: Placed, entries: Sequence[Entry], language: Locale) -> Iterator[Finding]:
    for quote in placed.gone:
        own = (each.words for each in entries if quote.id in each.notes.ids)
        edited = edited_words(quote, next(own, ""), language)
        hint = "write “words” as the source has them now, or delete the table"
        if edited:
            hint = f"the source has “{edited}” now: write that as “words”"
        message = f"the source no longer says “{shortened(quote.words)}”"
        yield Finding("quote-gone", message, quote.location, hint, severity=_WARNING)


def _doubts(quote: Quote, ours: Sequence[Locale]) -> Iterator[Finding]:
    """Yield why nobody can say for certain what was said."""
    if not quote.is_translated or quote.language is None:
        return
    shown, language = shortened(quote.words), quote.language.name_in(_ENGLISH)
    if quote.status is QuotationStatus.BACK_TRANSLATED:
        message = f"“{shown}” was translated from a translation: it was said in {language}"
        hint = "find what was said, write it as “original”, and translate from that"
        yield Finding("quote-doubt", message, quote.location, hint, severity=_WARNING)
    elif not quote.original and any(each.language == quote.language.language for each in ours):
        message = f"“{shown}” was said in {language}, and the words are not there"
        hint = "write what was said as “original”; a translation back would be other words"
        yield Finding("quote-doubt", message, quote.location, hint, severity=_WARNING)


def _is_quoted(quote: Quote, text: str) -> bool:
    wanted = spoken(quote.words)
    return any(wanted in spoken(text[slice(*each.place)]) for each in read_quotations(text))

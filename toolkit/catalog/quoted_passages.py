"""Quoted passages: where what people said stands in a document, and the notes that tell of it."""

from collections.abc import Callable, Collection, Sequence

from toolkit.base.frozen import frozen
from toolkit.catalog.notes import Says
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.quotes_file import Quote
from toolkit.catalog.told_quotations import Quotation
from toolkit.language.spoken_words import spoken

__all__ = ["Placed", "place_in_catalog", "place_quotes", "with_quotations"]

Told = Callable[[Quote], Quotation | None]


@frozen
class Placed:
    """Where quotes stand in a document."""

    found: tuple[tuple[int, Quote], ...] = ()
    """Each with the number of its passage, in the order of the file."""
    gone: tuple[Quote, ...] = ()
    """Those whose words no passage has."""


def place_quotes(
    quotes: Sequence[Quote], passages: Sequence[tuple[Collection[str], str]]
) -> Placed:
    """Return where quotes stand: in the passage that they name, else in the first that has them.

    Only the words count, not the marks and the spaces between them.

    Args:
        quotes: those of a document.
        passages: of each passage, its units' ids and its words.

    """
    if not quotes:
        return Placed()
    texts = [f" {spoken(words)} " for _, words in passages]
    found: list[tuple[int, Quote]] = []
    gone: list[Quote] = []
    for quote in quotes:
        wanted = f" {spoken(quote.words)} "
        has = [at for at, text in enumerate(texts) if wanted in text]
        named = [at for at in has if quote.id in passages[at][0]]
        if has:
            found.append(((named or has)[0], quote))
        else:
            gone.append(quote)
    return Placed(tuple(found), tuple(gone))


def place_in_catalog(quotes: Sequence[Quote], entries: Sequence[Entry]) -> Placed:
    """Return in which entries of a template or a catalog quotes stand; see `place_quotes`."""
    if not quotes:
        return Placed()
    return place_quotes(quotes, [(each.notes.ids, each.words) for each in entries])


def with_quotations(catalog: Catalog, quotes: Sequence[Quote], told: Told) -> Catalog:
    """Return a catalog whose extracted comments tell of what people said.

    What was told before is replaced, so that doing it twice is doing it once.

    Args:
        catalog: a template or a catalog; it is not changed.
        quotes: those of its document.
        told: what its translators are told of a quote; None for nothing.

    """
    there = [each for each in catalog if not each.obsolete]
    lines: dict[int, list[str]] = {}
    for at, quote in place_in_catalog(quotes, there).found:
        quotation = told(quote)
        if quotation is not None:
            lines.setdefault(id(there[at]), []).append(str(quotation))
    entries = [_telling(each, lines.get(id(each), ())) for each in catalog]
    if all(one is two for one, two in zip(entries, catalog, strict=True)):
        return catalog  # most documents quote nobody
    telling = Catalog(entries)
    telling.keep_header(catalog)
    return telling


def _telling(entry: Entry, lines: Sequence[str]) -> Entry:
    """Return an entry whose comment has these quotations, itself where it has them already."""
    if entry.obsolete or not (lines or f"{Says.QUOTATION}: " in entry.comment):
        return entry
    comment = str(entry.notes.with_quotations(lines))
    if comment == entry.comment:
        return entry
    made = entry.copy()
    made.comment = comment
    return made

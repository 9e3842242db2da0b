"""Quoting: what articles quote, written down for people to fill in, and listed."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.quotes_file import Quote
from toolkit.newsroom.document_quotes import add_quotes, document_quotes
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.quote_proposals import proposed_quotes
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["DocumentQuotes", "known_quotes", "propose_quotes"]

T = TypeVar("T")


@frozen
class DocumentQuotes:
    """What a document quotes."""

    document_id: str
    path: str
    """The file of its quotes, as messages show it."""
    quotes: tuple[Quote, ...]


def propose_quotes(
    settings: ProjectSettings, documents: Collection[str] = (), *, dry_run: bool = False
) -> Reports[DocumentQuotes]:
    """Write down what documents quote and nobody has written down yet; all else stays.

    Args:
        settings: the newsroom.
        documents: patterns of ids or paths; all documents when empty.
        dry_run: write nothing.

    Returns:
        What was written down of each document, and what is wrong with those that cannot be read;
        their files stay as they are.

    Raises:
        ToolkitError: for a pattern that matches no document.

    """

    def propose(source: Source) -> tuple[Quote, ...]:
        known = document_quotes(settings, source.document_id)
        found = proposed_quotes(read_identified(settings, source), known)
        if found and not dry_run:
            add_quotes(settings, source.document_id, found)
        return found

    return _of_each(settings, documents, propose)


def known_quotes(
    settings: ProjectSettings, documents: Collection[str] = ()
) -> Reports[DocumentQuotes]:
    """Return what is written down of the quotes of documents; see `propose_quotes`."""
    return _of_each(settings, documents, lambda each: document_quotes(settings, each.document_id))


def _of_each(
    settings: ProjectSettings,
    documents: Collection[str],
    quotes: Callable[[Source], tuple[Quote, ...]],
) -> Reports[DocumentQuotes]:
    files = find_sources(settings)
    findings: list[Finding] = list(files.findings)

    def found() -> Iterator[DocumentQuotes]:
        for source in chosen_sources(files, documents):
            path = settings.shown(settings.quotes_path(source.document_id))
            try:
                yield DocumentQuotes(source.document_id, path, quotes(source))
            except ToolkitError as error:
                findings.extend(error.findings)

    items = tuple(found())
    return Reports(items, tuple(findings))

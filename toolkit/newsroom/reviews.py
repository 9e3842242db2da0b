"""Reviews: the files in which a newsroom keeps who translated, reviewed and approved what."""

from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import is_there, read_file
from toolkit.base.locks import lock
from toolkit.base.replacement import write_atomically
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.po import Catalog, Entry, save
from toolkit.catalog.review import Review
from toolkit.newsroom.settings import ProjectSettings

__all__ = [
    "change_review",
    "load_review",
    "noted",
    "noted_entries",
    "review_of",
    "save_translated",
]


def load_review(
    settings: ProjectSettings, document_id: str, locale: Locale, before: Review | None = None
) -> Review:
    """Read what was said of a document's translations; nothing was where there is no file.

    Args:
        settings: the newsroom.
        document_id: the document.
        locale: the language it is translated into.
        before: what the file said when it was read before.

    Raises:
        ToolkitError: when the file cannot be read, or a line of it is no record.

    """
    path = settings.review_path(document_id, locale)
    return review_of(path, settings.shown(path), before)


def review_of(path: Path, shown: str, before: Review | None = None) -> Review:
    """Read a review's file; nothing was said where there is none.

    Args:
        path: the file.
        shown: its name in messages.
        before: what it said when it was read before.

    Raises:
        ToolkitError: when it cannot be read, or a line of it is no record.

    """
    try:
        text = read_file(path, shown, missing=b"").decode("utf-8")
    except UnicodeDecodeError:
        raise ToolkitError.because(
            "review-syntax", "the file is not UTF-8", Location(shown), "restore it from git"
        ) from None
    return Review.parse(text, shown, before)


def change_review(  # noqa: PLR0913, PLR0917 - what is changed, and what is known of it
    settings: ProjectSettings,
    document_id: str,
    locale: Locale,
    change: Callable[[Review], Review],
    catalog: Catalog | None = None,
    before: Review | None = None,
) -> None:
    """Change a review's file, whole or not at all; who else changes it waits.

    What it says of translations is never without them: a catalog that changes is written with it.

    Args:
        settings: the newsroom.
        document_id: the document.
        locale: the language it is translated into.
        change: returns the review as it is to be; it is given that of the file.
        catalog: the document's; it is written too if an entry of it has changed.
        before: what the file said when it was read before.

    Raises:
        ToolkitError: when the file cannot be read or written.

    """
    path = settings.review_path(document_id, locale)
    with lock(path):
        data = str(change(load_review(settings, document_id, locale, before))).encode()
        wanted = {path: data} if data or is_there(path) else {}
        if catalog is not None and any(entry.changed for entry in catalog):
            target = settings.catalog_path(document_id, locale)
            save(catalog, target, width=settings.wrap, beside=wanted)
        elif wanted:
            write_atomically(path, data, locked=True)


def save_translated(
    settings: ProjectSettings,
    place: tuple[str, Locale],
    catalog: Catalog,
    entries: Iterable[Entry],
    hand: str,
) -> None:
    """Write a catalog, and who translated entries of it, finished or not.

    Args:
        settings: the newsroom.
        place: the document, and the language that it is translated into.
        catalog: all of its entries, as they are now.
        entries: those that the hand has translated.
        hand: its pseudonym.

    Raises:
        ToolkitError: when the catalog cannot be written, or the review's file cannot be read or
            written; then neither has changed.

    """
    new = noted_entries(entries)
    if new:
        change_review(
            settings, *place, lambda review: noted(review, new, hand).kept(catalog), catalog
        )
    else:
        save(catalog, settings.catalog_path(*place), width=settings.wrap)


def noted_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return those of which it is noted who has translated them: all of their texts are there."""
    return [each for each in entries if each.notes.ids and all(texts_of(each))]


def noted(review: Review, entries: Iterable[Entry], hand: str) -> Review:
    """Return a review after a hand has translated entries."""
    for each in entries:
        review = review.translated(each, hand)
    return review

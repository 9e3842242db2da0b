"""Reviews: the files in which a newsroom keeps who translated, reviewed and approved what."""

from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import is_there, read_file
from toolkit.base.locks import lock
from toolkit.base.replacement import write_atomically
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import Review
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["change_review", "load_review", "note_translator", "review_of"]


def load_review(settings: ProjectSettings, document_id: str, locale: Locale) -> Review:
    """Read what was said of a document's translations; nothing was where there is no file.

    Raises:
        ToolkitError: when the file cannot be read, or a line of it is no record.

    """
    path = settings.review_path(document_id, locale)
    return review_of(path, settings.shown(path))


def review_of(path: Path, shown: str) -> Review:
    """Read a review's file; nothing was said where there is none.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        ToolkitError: when it cannot be read, or a line of it is no record.

    """
    try:
        text = read_file(path, shown, missing=b"").decode("utf-8")
    except UnicodeDecodeError:
        raise ToolkitError.because(
            "review-syntax", "the file is not UTF-8", Location(shown), "restore it from git"
        ) from None
    return Review.parse(text, shown)


def change_review(
    settings: ProjectSettings,
    document_id: str,
    locale: Locale,
    change: Callable[[Review], Review],
) -> None:
    """Change a review's file, whole or not at all; who else changes it waits.

    Args:
        settings: the newsroom.
        document_id: the document.
        locale: the language it is translated into.
        change: returns the review as it is to be; it is given that of the file.

    Raises:
        ToolkitError: when the file cannot be read or written.

    """
    path = settings.review_path(document_id, locale)
    with lock(path):
        data = str(change(load_review(settings, document_id, locale))).encode()
        if data or is_there(path):
            write_atomically(path, data, locked=True)


def note_translator(
    settings: ProjectSettings,
    place: tuple[str, Locale],
    catalog: Catalog,
    entries: Iterable[Entry],
    hand: str,
) -> None:
    """Note who translated entries of a catalog, finished or not.

    Args:
        settings: the newsroom.
        place: the document, and the language that it is translated into.
        catalog: all of its entries, as they are now.
        entries: those that the hand has translated.
        hand: its pseudonym.

    Raises:
        ToolkitError: when the review's file cannot be read or written.

    """
    new = [each for each in entries if each.notes.ids and all(texts_of(each))]

    def noted(review: Review) -> Review:
        for each in new:
            review = review.translated(each, hand)
        return review.kept(catalog)

    if new:
        change_review(settings, *place, noted)

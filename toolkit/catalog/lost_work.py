"""Lost work: what people have written into a catalog, and another that is to replace it lacks."""

from collections.abc import Iterator

from toolkit.catalog.po import Catalog, Entry

__all__ = ["lost_work"]


def lost_work(old: Catalog, new: Catalog) -> Iterator[Entry]:
    """Yield the entries of a catalog whose translation or comment another one does not have.

    A translation that is only in a comment now, as after a conflict, is not lost.

    Args:
        old: what is there.
        new: what is to take its place.

    """
    known = {entry.key: entry for entry in new}
    for entry in old:
        kept = known.get(entry.key)
        if any(not _has(kept, text) for text in _translations(entry)) or (
            entry.tcomment and (kept is None or not _says(kept, entry.tcomment))
        ):
            yield entry


def _translations(entry: Entry) -> Iterator[str]:
    yield from (text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text)


def _has(kept: Entry | None, text: str) -> bool:
    return kept is not None and (text in {*_translations(kept)} or _says(kept, text))


def _says(kept: Entry, comment: str) -> bool:
    return all(line in kept.tcomment for line in comment.splitlines())

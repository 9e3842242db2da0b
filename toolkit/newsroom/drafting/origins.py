"""Origins: what a machine has drafted stays known as that when its source changes."""

from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import Review
from toolkit.newsroom.reviews import change_review, load_review
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["carry_origins"]


def carry_origins(
    settings: ProjectSettings, place: tuple[str, Locale], old: Catalog, new: Catalog
) -> None:
    """Note of the texts of an updated catalog which of them come from a machine's drafts.

    A record holds for the texts that it was made for. So a draft that nobody has reviewed would be
    taken for a person's as soon as its source has another comma.

    Args:
        settings: the newsroom.
        place: the document, and the language that it is translated into.
        old: its catalog as it was.
        new: as it is to be.

    Raises:
        ToolkitError: when the review's file cannot be read or written.

    """
    review = load_review(settings, *place)
    drafts = list(_drafts(review, old))
    if not drafts:
        return
    carried = list(_carried(drafts, old, new))

    def noted(now: Review) -> Review:
        for entry, origin in carried:
            now = now.drafted(entry, origin)
        return now

    if carried:
        change_review(settings, *place, noted)


def _drafts(review: Review, old: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the translations that a machine has made and nobody reviewed, and their origins."""
    for entry in old:
        record = review.record(entry) if entry.msgstr and review.is_machines_alone(entry) else None
        if record is not None:
            yield entry.msgstr, record.origin


def _carried(
    drafts: Sequence[tuple[str, str]], old: Catalog, new: Catalog
) -> Iterator[tuple[Entry, str]]:
    """Yield the changed entries that have a draft, a part of one, or one as a part of theirs."""
    before = {(each.key, each.msgstr) for each in old}
    for entry in new:
        if not entry.msgstr or not entry.notes.ids or (entry.key, entry.msgstr) in before:
            continue
        for draft, origin in drafts:
            if draft in entry.msgstr or entry.msgstr in draft:
                yield entry, origin
                break

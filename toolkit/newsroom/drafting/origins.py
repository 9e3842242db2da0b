"""Origins: what a machine has drafted stays known as that when its source changes."""

from collections.abc import Iterator

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
    drafts = [each for each in old if each.msgstr and review.is_machines_alone(each)]
    if not drafts:
        return
    carried = list(_carried(drafts, old, new, review))

    def noted(now: Review) -> Review:
        for entry, origin in carried:
            now = now.drafted(entry, origin)
        return now

    if carried:
        change_review(settings, *place, noted)


def _carried(
    drafts: list[Entry], old: Catalog, new: Catalog, review: Review
) -> Iterator[tuple[Entry, str]]:
    """Yield the changed entries that have a draft, a part of one, or one as a part of theirs."""
    before = {(each.key, each.msgstr) for each in old}
    for entry in new:
        if not entry.msgstr or not entry.notes.ids or (entry.key, entry.msgstr) in before:
            continue
        for draft in drafts:
            record = review.record(draft)
            if record and (draft.msgstr in entry.msgstr or entry.msgstr in draft.msgstr):
                yield entry, record.origin
                break

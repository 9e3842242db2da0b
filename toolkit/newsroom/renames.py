"""Renames: the documents without a source, and the new sources that have their texts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline
from toolkit.catalog.matching import match_messages
from toolkit.catalog.po import load
from toolkit.newsroom.document_files import Place, known_documents
from toolkit.newsroom.git import renamed_in_git
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import SourceFiles
from toolkit.newsroom.sources import read_source

__all__ = ["Lives", "Rename", "find_lives"]

_LEAST = 0.5
"""The share of words that two documents must have in common to be one."""
_MOST_COMPARED = 5
"""How many documents a new source is compared with by words: those that share most texts."""


@frozen
class Rename:
    """A document whose source has another name, or has come back."""

    old: str
    """Its id so far."""
    new: str
    """Its id now; the same where a withdrawn source has come back."""
    archived: bool = False
    """Whether it was withdrawn before."""


@frozen
class Lives:
    """What has become of documents since the last update."""

    renames: tuple[Rename, ...] = ()
    gone: tuple[str, ...] = ()
    """The ids of documents that have templates or catalogs, and no source any more."""


@frozen
class _Known:
    """A document that has no source, and its texts."""

    document_id: str
    archived: bool
    messages: tuple[str, ...]
    paths: frozenset[str]
    """The source files that its template names."""


def find_lives(settings: ProjectSettings, files: SourceFiles) -> Lives:
    """Return what has become of documents, by comparing sources with templates and catalogs.

    A source without a template is a document that has none any more, if most of their words are
    the same, or git says so. Where some sources cannot be seen, no document is gone.
    """
    if not files.complete:
        return Lives()
    live, archive = Place.live(settings), Place.archive(settings)
    orphans = known_documents(live) - files.ids
    archived = known_documents(archive)
    if not orphans and not archived:
        return Lives()
    new = [each for each in files.sources if not live.has(each.document_id)]
    back = [Rename(each.document_id, each.document_id, archived=True) for each in new]
    back = [each for each in back if each.old in archived]
    taken = {each.new for each in back}
    rest = [each for each in new if each.document_id not in taken]
    renames: list[Rename] = []
    if rest:
        waiting = archived - taken
        candidates = [
            *_known(settings, live, orphans, archived=False),
            *_known(settings, archive, waiting, archived=True),
        ]
        renames = _renames(settings, rest, candidates)
    moved = {each.old for each in renames if not each.archived}
    return Lives((*back, *renames), tuple(sorted(orphans - moved)))


def _known(
    settings: ProjectSettings, place: Place, ids: Iterable[str], *, archived: bool
) -> Iterator[_Known]:
    for document_id in sorted(ids):
        path = next((place.root / each for each in place.files(document_id)), None)
        if path is None:
            continue
        try:
            entries = [each for each in load(path, shown=settings.shown(path)) if not each.obsolete]
        except ToolkitError:
            continue  # whose texts nobody knows
        paths = frozenset(name for each in entries for name, _ in each.occurrences)
        yield _Known(document_id, archived, tuple(each.msgid for each in entries), paths)


def _renames(
    settings: ProjectSettings, sources: Sequence[Source], candidates: Sequence[_Known]
) -> list[Rename]:
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(candidates):
        for message in dict.fromkeys(each.messages):
            by_text[message].append(at)
    in_git = _git_renames(settings, candidates)
    scored = []
    for source in sources:
        messages = _messages(settings, source)
        if messages is None:
            continue
        shared = Counter(at for each in dict.fromkeys(messages) for at in by_text.get(each, ()))
        alike = [at for at, _ in shared.most_common(_MOST_COMPARED)]
        for at in dict.fromkeys([*alike, *in_git.get(source.path, ())]):
            score = _score(messages, candidates[at].messages)
            if score >= _LEAST or at in in_git.get(source.path, ()):
                scored.append((candidates[at].archived, -score, source.document_id, at))
    return _one_to_one(sorted(scored), candidates)


def _one_to_one(
    scored: Sequence[tuple[bool, float, str, int]], candidates: Sequence[_Known]
) -> list[Rename]:
    found: dict[str, Rename] = {}
    taken: set[int] = set()
    for archived, _, document_id, at in scored:
        if document_id not in found and at not in taken:
            found[document_id] = Rename(candidates[at].document_id, document_id, archived)
            taken.add(at)
    return list(found.values())


def _messages(settings: ProjectSettings, source: Source) -> list[str] | None:
    """Return the texts of a source; None where it cannot be read, which others tell."""
    try:
        document = read_source(settings, source)
    except ToolkitError:
        return None
    return [unit.message_in(Inline.NAMED) for unit in document.units]


def _score(new: Sequence[str], old: Sequence[str]) -> float:
    """Return the share of the words of the longer of two documents that the other has too."""
    matches = match_messages(new, old)
    common = sum(len(new[at].split()) * match.score / 100 for at, match in matches.items())
    words = max(sum(len(each.split()) for each in texts) for texts in (new, old))
    return common / words if words else 0.0


def _git_renames(
    settings: ProjectSettings, candidates: Sequence[_Known]
) -> Mapping[str, Collection[int]]:
    """Return which candidates each source was renamed from, as git has it."""
    renamed = renamed_in_git(settings.root)
    return {
        new: [at for at, each in enumerate(candidates) if old in each.paths]
        for new, old in renamed.items()
    }

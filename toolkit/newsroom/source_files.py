"""Source files: which of a newsroom's files are its articles, and what is wrong with the others."""

import os
import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import file_paths, is_there
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.document.formats import article_suffixes
from toolkit.newsroom.settings import (
    CATALOGS,
    CONFIGURATION,
    MEDIA,
    PAGE_WORDS,
    TEMPLATES,
    DocumentSet,
    ProjectSettings,
    Source,
)

__all__ = [
    "SourceFiles",
    "chosen_sources",
    "find_sources",
    "is_left_over",
    "is_matched",
    "page_of_source",
]

# A catalog names its sources on a line, between U+2068 and U+2069 where a name holds a space; what
# breaks or turns round a line cannot stand there, nor what is no UTF-8.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LEFT_OVER = ("~", ".bak", ".crdownload", ".lock", ".orig", ".part", ".rej", ".swp", ".tmp")
_LEFT_OVER_STARTS = ("~$", "~wrl", "#")
_LEFT_OVER_NAMES = frozenset({"desktop.ini", "ehthumbs.db", "thumbs.db"})
_DATA = frozenset(".csv .db .json .ods .sqlite .tsv .xls .xlsx .yaml .yml".split())  # noqa: SIM905 - reads best as text
"""How tables of data end, which stand beside articles and are none."""
_OTHER_WRITING = frozenset({".doc", ".odt", ".pages", ".rtf"})
"""How articles end that no format reads: whoever puts one there expects it to be published."""
_NO_ARTICLES = frozenset({"readme"})
_NO_ARTICLES_AT_HOME = _NO_ARTICLES | {"license", "notice", "changelog", "contributing"}
"""What stands beside toolkit.toml in a repository, and is for those who work on it."""
_FEW = 5


def is_left_over(name: str) -> bool:
    """Whether a file's name says that a program left it there, and nobody wrote it as an article.

    >>> [is_left_over(name) for name in ("~$heat.docx", ".#heat.txt", "heat.txt~", "heat.txt")]
    [True, True, True, False]
    """
    low = name.lower()
    return (
        low.startswith((".", *_LEFT_OVER_STARTS))
        or low.endswith(_LEFT_OVER)
        or low in _LEFT_OVER_NAMES
    )


@frozen
class SourceFiles:
    """A newsroom's articles."""

    sources: tuple[Source, ...]
    """Those that can be worked with, by document id."""
    findings: tuple[Finding, ...] = ()
    refused: frozenset[str] = frozenset()
    """The ids of documents whose file is there and cannot be worked with."""
    complete: bool = True
    """Whether all articles are known: if not, a document without a source may still have one."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all documents that have a file, whether it can be worked with or not."""
        return self.refused.union(each.document_id for each in self.sources)


@dataclass(slots=True)
class _Found:
    """What is gathered, a set at a time."""

    sources: dict[str, Source] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    unseen: list[tuple[DocumentSet, Finding]] = field(default_factory=list)
    """The sets whose folder is not there, and what is said of each."""
    closed: dict[Path, str] = field(default_factory=dict)
    """The folders of articles that nobody here may look into, and why."""
    folders: dict[Path, bool] = field(default_factory=dict)
    """Whether folders of sources lie in the newsroom, links followed."""


def find_sources(settings: ProjectSettings) -> SourceFiles:
    """Return the newsroom's sources, and what is wrong with files that cannot be sources.

    Hidden files, what programs leave behind, catalogs and editions are none, whatever a pattern
    matches; pictures, films, sounds and tables of data are none unless a format reads them or the
    pattern ends in their suffix. A file that two sets match belongs to the first.

    What is wrong with one file holds back its own document and leaves all others.
    """
    found = _Found()
    seen: set[str] = set()
    for each in settings.documents:
        paths = _matched(settings.root, each.files)
        seen.update(paths)
        root = each.root.as_posix()
        inside = {path: path if root == "." else path.removeprefix(f"{root}/") for path in paths}
        of_set = [path for path in paths if _is_source(settings, path, inside[path], each)]
        if not of_set:
            _add_missing(settings, each, paths, found)
        for path in of_set:
            document_id = str(PurePosixPath(inside[path]).with_suffix(""))
            _add(settings, Source(document_id, path, each), found)
    unmatched = tuple(_unmatched(settings, seen, found.closed))
    complete = _is_complete(settings, found)
    found.findings.extend(unmatched)
    ids = sorted(found.sources.keys() - found.refused)
    sources = tuple(found.sources[each] for each in ids)
    return SourceFiles(sources, tuple(found.findings), frozenset(found.refused), complete)


def chosen_sources(files: SourceFiles, patterns: Collection[str]) -> tuple[Source, ...]:
    """Return the sources whose document id, or whose path, one of the patterns matches.

    Args:
        files: the newsroom's.
        patterns: as `fnmatch` has them; none chooses all.

    Raises:
        ToolkitError: for a pattern that matches no document.

    """
    wanted = [(each.document_id, each.path) for each in files.sources]
    for pattern in patterns:
        known = [*(name for names in wanted for name in names), *files.refused]
        if not any(fnmatchcase(name, pattern) for name in known):
            hint = did_you_mean(pattern, known, "toolkit status --by document lists them all")
            message = f"no document is called “{pattern}”"
            raise ToolkitError.because("no-such-document", message, None, hint)
    return tuple(
        each
        for each, names in zip(files.sources, wanted, strict=True)
        if not patterns or any(fnmatchcase(name, one) for one in patterns for name in names)
    )


def page_of_source(settings: ProjectSettings, path: str) -> Source | None:
    """Return the source that has a path, if its document has a page.

    Args:
        settings: the newsroom.
        path: relative to the newsroom's folder, with `/`.

    """
    for each in settings.documents:
        root = each.root.as_posix()
        inside = path if root == "." else path.removeprefix(f"{root}/")
        if (
            (inside != path or root == ".")
            and is_matched(path, each.files)
            and _is_source(settings, path, inside, each)
            and is_there(settings.root / path)
        ):
            document_id = str(PurePosixPath(inside).with_suffix(""))
            return Source(document_id, path, each) if "html" in each.editions else None
    return None


def is_matched(path: str, pattern: str) -> bool:
    """Whether a pattern of `Path.glob` matches a path, of which there need be no file.

    >>> [is_matched(each, "a/*.md") for each in ("a/x.md", "a/b/x.md")]
    [True, False]
    >>> [is_matched(each, "a/**/*.md") for each in ("a/x.md", "a/b/x.md")]
    [True, True]
    """
    return _match_parts(PurePosixPath(path).parts, PurePosixPath(pattern).parts)


def _match_parts(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_match_parts(parts[at:], wanted[1:]) for at in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _match_parts(parts[1:], wanted[1:])


def _matched(root: Path, pattern: str) -> list[str]:
    """Return the files that a pattern matches, links that lead nowhere among them.

    They are relative to the newsroom's folder, with `/`, in the order of their names.
    """
    found = {*root.glob(pattern), *_named(root, pattern)}
    files = (path for path in found if _is_file_or_link(path))
    shown = (path.relative_to(root).as_posix() for path in files)
    return sorted(shown, key=lambda path: path.split("/"))


def _is_file_or_link(path: Path) -> bool:
    try:
        return path.is_file() or (path.is_symlink() and not path.is_dir())
    except OSError:  # in a folder that nobody here may enter
        return False


def _named(root: Path, pattern: str) -> Iterator[Path]:
    """Yield the file that a pattern without wildcards names: a broken link is not globbed."""
    if not any(char in pattern for char in "*?[") and (root / pattern).is_symlink():
        yield root / pattern


def _is_source(settings: ProjectSettings, path: str, inside: str, each: DocumentSet) -> bool:
    """Whether a file of the project is an article that a set is meant to match.

    Args:
        settings: the newsroom.
        path: the file, relative to the newsroom's folder.
        inside: the same, relative to the set's.
        each: the set.

    """
    parts = inside.split("/")
    if any(part.startswith(".") for part in parts) or is_left_over(parts[-1]):
        return False
    if _is_in(path, settings.output) or _is_in(path, CATALOGS):
        return False
    suffix = PurePosixPath(path).suffix.lower()
    named = PurePosixPath(each.files).suffix.lower() == suffix
    return named or suffix not in MEDIA | _DATA or suffix in article_suffixes()


def _is_in(path: str, folder: str) -> bool:
    # Most paths begin otherwise, and a text is compared faster than a path is made.
    start = PurePosixPath(folder).parts[:1]
    return path.startswith(start or "") and PurePosixPath(path).is_relative_to(folder)


def _add(settings: ProjectSettings, source: Source, found: _Found) -> None:
    clash = found.sources.setdefault(source.document_id, source)
    if clash is not source:
        if clash.path != source.path:
            found.findings.append(_clash(source, clash))
            found.refused.add(source.document_id)
        return
    problems = tuple(_problems(settings, source, found.folders))
    found.findings.extend(problems)
    if problems:
        found.refused.add(source.document_id)


def _clash(source: Source, other: Source) -> Finding:
    return Finding(
        "document-clash",
        f"“{source.path}” and “{other.path}” have the same document id, “{source.document_id}”",
        Location(source.path),
        "rename one of them",
    )


def _problems(
    settings: ProjectSettings, source: Source, folders: dict[Path, bool]
) -> Iterator[Finding]:
    """Yield what is wrong with a source itself.

    Args:
        settings: the newsroom.
        source: the source.
        folders: whether folders lie in the newsroom, links followed, as far as that is known.

    """
    location = Location(source.path)
    unfit = _UNFIT.search(source.path)
    if unfit:
        yield Finding(
            "file-name",
            f"the file's name contains U+{ord(unfit[0]):04X}, which catalogs cannot hold",
            location,
            "rename the file",
        )
    if source.document_id == PAGE_WORDS:
        yield Finding(
            "document-clash",
            f"the name “{PAGE_WORDS}” is reserved for the words of the pages",
            location,
            "rename the file",
        )
    if source.document_id.rpartition("/")[2] == "index":
        yield Finding(
            "document-clash",
            "the name “index” is reserved for the list of articles",
            location,
            "rename the file",
        )
    path = settings.root / source.path
    if not _lies_below(path, settings.root, folders):
        yield Finding(
            "outside",
            "the source is a link that leads outside the newsroom",
            location,
            "copy it into the newsroom",
        )
    elif not path.is_file():
        yield Finding(
            "unreadable",
            "the source is a link that leads nowhere",
            location,
            "put the file back, or delete the link",
        )


def _lies_below(path: Path, root: Path, folders: dict[Path, bool]) -> bool:
    """Whether a file lies below a folder, links followed; one that is none lies in its folder."""
    if path.is_symlink():
        return _resolves_below(path, root)
    folder = path.parent
    if folder not in folders:
        folders[folder] = _resolves_below(folder, root)
    return folders[folder]


def _resolves_below(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself leads nowhere
        return True


def _add_missing(
    settings: ProjectSettings, each: DocumentSet, matched: list[str], found: _Found
) -> None:
    """Add that a set has no articles; what its pattern matches is said.

    That may be as it should be: its last article has been withdrawn.
    """
    message, hint = f"no file matches “{each.files}”", "put the article there"
    paths = [PurePosixPath(path) for path in matched]
    others = [path for path in paths if not is_left_over(path.name)] or paths
    if others:
        message = f"“{each.files}” matches no article, only “{others[0]}”"
        hint = f"name its suffix, as in *{others[0].suffix}, to have it read"
        if others[0].suffix.lower() not in MEDIA | _DATA:
            hint = "put the article elsewhere"
    hint += ", or change files under [[documents]]"
    location = Location(CONFIGURATION)
    finding = Finding("missing-source", message, location, hint, severity=Severity.WARNING)
    if (settings.root / each.root).is_dir():
        found.findings.append(finding)
    else:
        found.unseen.append((each, finding))


def _is_complete(settings: ProjectSettings, found: _Found) -> bool:
    """Return whether the articles are all; add what is wrong where a set's folder is not there.

    Where it is gone and no article is left, or it is a link that leads nowhere, a disk that is
    missing is likelier than a newsroom that withdraws what it has. What stands in a folder that
    nobody here may look into is not gone either.
    """
    closed = {PurePosixPath(settings.shown(each)): why for each, why in found.closed.items()}
    closed = {each: why for each, why in closed.items() if _may_have_sources(settings, each)}
    complete = not closed
    for folder, why in closed.items():
        place = Location(str(folder))
        hint = "let the toolkit read it; until then it takes no article for withdrawn"
        found.findings.append(
            Finding("unreadable", f"the folder cannot be read: {why}", place, hint)
        )
    for each, finding in found.unseen:
        if found.sources and not (settings.root / each.root).is_symlink():
            found.findings.append(finding)
            continue
        complete = False
        hint = f"bring back the folder “{each.root}”, or change files under [[documents]]"
        hint += "; an empty folder withdraws its articles"
        found.findings.append(replace(finding, hint=hint, severity=Severity.ERROR))
    return complete


def _may_have_sources(settings: ProjectSettings, folder: PurePosixPath) -> bool:
    """Whether a set's pattern leads into a folder."""
    return any(
        folder.is_relative_to(each.root)
        and ("**" in each.files or len(folder.parts) < len(PurePosixPath(each.files).parts))
        for each in settings.documents
    )


def _unmatched(
    settings: ProjectSettings, seen: Collection[str], closed: dict[Path, str]
) -> Iterator[Finding]:
    """Yield the files in folders of articles that look like articles, and that no set matches.

    Args:
        settings: the newsroom.
        seen: the files that a set matches.
        closed: gets the folders that nobody here may look into, and why.

    """
    by_folder: dict[str, list[str]] = {}
    for folder in sorted({each.root for each in settings.documents}):
        for path in _candidates(settings, folder, seen, closed):
            by_folder.setdefault(path.parent.as_posix(), []).append(path.as_posix())
    for name, paths in sorted(by_folder.items()):
        yield from _named_once(name, sorted(set(paths)))


def _candidates(
    settings: ProjectSettings,
    folder: PurePosixPath,
    seen: Collection[str],
    closed: dict[Path, str],
) -> Iterator[PurePosixPath]:
    """Yield the files below a folder of articles that might be some, by their names."""
    place = settings.root / folder
    if folder.parts:
        names = file_paths(place, closed=closed)
    else:
        # Round toolkit.toml itself stand all sorts of files; deeper ones belong to others there.
        names = (each.name for each in place.glob("*"))
        if any("/" in each.files for each in settings.documents if each.root == folder):
            houses = [str(place / each) for each in (settings.output, CATALOGS)]
            deque(file_paths(place, houses, closed), 0)
    others = _NO_ARTICLES if folder.parts else _NO_ARTICLES_AT_HOME
    suffixes = (article_suffixes() | _OTHER_WRITING) - MEDIA
    above = f"{folder}/" if folder.parts else ""
    for path in (PurePosixPath(above + name) for name in names if above + name not in seen):
        if (
            path.suffix.lower() in suffixes
            and path.stem.lower() not in others
            and not is_left_over(path.name)
            and not _is_the_houses(settings, path)
            and os.path.isfile(settings.root / path)  # noqa: PTH113 - never raises
        ):
            yield path


def _is_the_houses(settings: ProjectSettings, path: PurePosixPath) -> bool:
    """Whether a file has another use in the newsroom, or stands in a hidden folder."""
    folders = (settings.output, CATALOGS, TEMPLATES)
    used = {each.rules for each in settings.documents} | {settings.srx}
    return (
        any(part.startswith(".") for part in path.parts)
        or any(path.is_relative_to(folder) for folder in folders)
        or path.as_posix() in used.union(each.stylesheet for each in settings.own_editions)
    )


def _named_once(folder: str, paths: list[str]) -> Iterator[Finding]:
    hint = "add [[documents]] with a pattern that matches it, or put it elsewhere"
    for path in paths[:_FEW]:
        message, advice = "no [[documents]] set matches this file, so it is not published", hint
        if PurePosixPath(path).suffix.lower() in _OTHER_WRITING:
            advice = "save it as .docx or as text, or put it elsewhere"
        yield Finding(
            "unmatched-source", message, Location(path), advice, severity=Severity.WARNING
        )
    if len(paths) > _FEW:
        more = len(paths) - _FEW
        message = f"no [[documents]] set matches {more:,} more files in this folder"
        yield Finding(
            "unmatched-source", message, Location(folder), hint, severity=Severity.WARNING
        )

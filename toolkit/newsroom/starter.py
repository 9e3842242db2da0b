"""Starter: the first toolkit.toml of a newsroom."""

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.replacement import replace_all
from toolkit.base.toml import toml_string
from toolkit.document.formats import formats
from toolkit.newsroom.ignored import new_ignored
from toolkit.newsroom.settings import CATALOGS, CONFIGURATION

__all__ = ["start_newsroom"]

_NO_ARTICLES = frozenset({"readme", "license", "notice", "changelog", "contributing", "index"})
_NO_SOURCES = frozenset({CATALOGS, "output", "node_modules"})
_DEPTH = 3


def start_newsroom(folder: Path, articles: str, source: str, tags: Sequence[str]) -> Path:
    """Write the toolkit.toml of a new newsroom, and its .gitignore if there is none.

    Args:
        folder: where the newsroom is to be.
        articles: the folder of articles, inside it.
        source: the BCP 47 tag of the language they are written in.
        tags: the locales to translate into; those that `locales/` has already are added.

    Returns:
        The path of toolkit.toml.

    Raises:
        ToolkitError: when there is a toolkit.toml, when there is no article that a format reads,
            or when a folder cannot be read or written.

    """
    try:
        root = folder.resolve()
        return _start(root, root / articles, articles, Locale.parse(source), tags)
    except OSError as error:
        message = error.strerror or str(error)
        place = Location(str(error.filename or folder))
        raise ToolkitError.because("unwritable", message, place, "check its permissions") from None
    except (RuntimeError, ValueError):  # a link that leads to itself, a NUL in the name
        raise _no_folder(articles) from None


def _start(root: Path, place: Path, articles: str, source: Locale, tags: Sequence[str]) -> Path:
    path = root / CONFIGURATION
    if path.exists():
        raise ToolkitError.because(
            "exists",
            "there is already a newsroom here",
            Location(CONFIGURATION),
            "edit it, or delete it first",
        )
    if not place.resolve().is_relative_to(root):
        raise ToolkitError.because(
            "outside",
            "the articles lie outside the newsroom's folder",
            Location(articles),
            f"run toolkit -C {articles} init",
        )
    if place.is_file():
        raise ToolkitError.because(
            "missing-source", "this is a file", Location(articles), "name the folder that it is in"
        )
    if not place.is_dir():
        raise _no_folder(articles)
    patterns = _patterns(root, place.resolve())
    if not patterns:
        known = ", ".join(suffix for each in formats().values() for suffix in each.suffixes)
        raise ToolkitError.because(
            "missing-source",
            "there are no articles in this folder",
            Location(articles),
            f"put a file there whose name ends in {known}",
        )
    wanted = [*(Locale.parse(tag) for tag in tags), *_translated(root)]
    locales = [each for each in dict.fromkeys(wanted) if each != source]
    text = _configuration(root.name, source, patterns, locales)
    # Whoever dies in between has no newsroom yet, and can start it.
    replace_all({**new_ignored(root), path: text.encode()})
    return path


def _no_folder(articles: str) -> ToolkitError:
    hint = "name the folder of articles"
    return ToolkitError.because("missing-source", "no such folder", Location(articles), hint)


def _patterns(root: Path, place: Path) -> list[str]:
    """Return the patterns that match the articles, so that no two folders' ids clash.

    A document's id is its path below the folder before the first wildcard: the place of the
    articles (or, where that is the newsroom's own folder, the first one in it) is named, what lies
    deeper is a wildcard.
    """
    suffixes = {suffix for each in formats().values() for suffix in each.suffixes}
    named = max(1, len(place.relative_to(root).parts))
    found = set()
    for path in _files(place, _DEPTH):
        if path.suffix.lower() in suffixes and path.stem.lower() not in _NO_ARTICLES:
            folders = path.relative_to(root).parent.parts
            parts = [*map(glob.escape, folders[:named]), *("*" for _ in folders[named:])]
            found.add(PurePosixPath(*parts, f"*{path.suffix}").as_posix())
    return sorted(found)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_file():
            yield path
        elif depth and path.is_dir() and path.name not in _NO_SOURCES:
            yield from _files(path, depth - 1)


def _translated(root: Path) -> Iterator[Locale]:
    """Yield the locales that have catalogs already."""
    for path in sorted((root / "locales").glob("*/LC_MESSAGES")):
        try:
            yield Locale.named(path.parent.name)
        except ToolkitError:
            continue


def _configuration(
    title: str, source: Locale, patterns: Iterable[str], locales: Sequence[Locale]
) -> str:
    lines = [
        f"source = {_quoted(source.tag)}",
        f"title = {_quoted(_title(title))}",
        '# base_url = "https://news.example/"   # where output/ is served',
    ]
    for pattern in patterns:
        lines += ["", "[[documents]]", f"files = {_quoted(pattern)}"]
    for locale in locales:
        lines += ["", f"[locales.{locale.tag}]"]
    if not locales:
        lines += ["", "# [locales.kk]   # a language to translate into; then run toolkit update"]
    return "\n".join([*lines, ""])


def _title(name: str) -> str:
    """Return a folder's name as a title: words apart, a capital first, nothing unprintable."""
    words = "".join(char if char.isprintable() and char not in "-_" else " " for char in name)
    title = " ".join(words.split())
    return title[:1].upper() + title[1:] or "Newsroom"


def _quoted(value: str) -> str:
    """Return a TOML basic string; a byte of a name that is no UTF-8 becomes `?`, a wildcard."""
    return toml_string(value.encode("utf-8", "replace").decode("utf-8"))

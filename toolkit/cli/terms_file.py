"""What toolkit terms works on: a termbase's file, and the texts of catalogs and sources."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import sweep
from toolkit.base.replacement import write_atomically
from toolkit.base.text import message_codes, parse_text, plain
from toolkit.catalog.po import Catalog, read
from toolkit.catalog.template import CREDITS_KEY
from toolkit.catalog.terms.joining import join
from toolkit.catalog.terms.term_candidates import Marked, Passage
from toolkit.catalog.terms.termbase import Term, Termbase
from toolkit.catalog.terms.toml_reader import TERMS, read_terms
from toolkit.catalog.terms.toml_writer import write_terms
from toolkit.cli.session import Session, locale_of, newsroom_language, read_input
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.settings import CATALOGS
from toolkit.newsroom.source_files import find_sources
from toolkit.newsroom.sources import read_source

__all__ = [
    "TermsFile",
    "file_options",
    "marked_terms",
    "passages_of",
    "texts_of_files",
    "texts_of_newsroom",
]

F = TypeVar("F", bound=Callable[..., Any])


def file_options(function: F) -> F:
    """Add the options that say which termbase it is."""
    named = click.option(
        "-f", "--file", "name", metavar="TOML", help="The termbase; default: the newsroom's."
    )
    language = click.option(
        "--language",
        metavar="TAG",
        help="The language of the terms; default: the newsroom's, or en.",
    )
    return named(language(function))


@frozen
class TermsFile:
    """A termbase and the file that it stands in."""

    session: Session
    path: Path
    shown: str
    data: bytes
    """The file's bytes; none where there is no file."""
    termbase: Termbase

    @property
    def source(self) -> Locale:
        """The language of the terms."""
        return self.termbase.source

    @classmethod
    def find(
        cls, session: Session, name: str | None, language: str | None, *, must_exist: bool = False
    ) -> "TermsFile":
        """Read the termbase that the user named, or the newsroom's; one not there is empty.

        Args:
            session: how the command was started.
            name: the file, if the user named one.
            language: the tag of the language of its terms, if the user named one.
            must_exist: whether a file that the user named must be there.

        Raises:
            ToolkitError: when it cannot be read.

        """
        source = Locale.parse(language) if language else None
        if name is None:
            settings = load_settings(session.folder)
            path = settings.root / CATALOGS / TERMS
            shown = settings.shown(path)
            source = source or settings.source
        else:
            path, shown = session.path(name), name
            source = source or newsroom_language(session)
        data = read_file(path, shown, missing=None if name is not None and must_exist else b"")
        return cls(session, path, shown, data, read_terms(data, shown, source))

    def add(self, found: Sequence[Term]) -> None:
        """Add terms, and write the file if that changes anything."""
        joined = join(self.termbase, found)
        self.write(joined.termbase, str(joined))

    def write(self, termbase: Termbase, done: str) -> None:
        """Write the file if other terms stand in it now, and say what was done."""
        data = write_terms(termbase, self.data)
        # What was put together of two files, or of options, may be wrong together.
        read_terms(data, self.shown, self.source)
        if termbase.terms != self.termbase.terms:
            write_atomically(self.path, data)
            self.session.say(f"{self.shown}: written")
        else:
            sweep(self.path.parent)
        self.session.say(done)


_Text = tuple[str, Locale, str]
"""A source, a locale, and its translation into it."""


def texts_of_files(session: Session, names: Sequence[str], tags: Sequence[str]) -> Iterator[_Text]:
    """Yield the texts of catalogs that the user named."""
    for name in names:
        catalog = read(read_input(session, name), name)
        yield from _texts(catalog, locale_of(name, catalog, tags))


def texts_of_newsroom(session: Session, tags: Sequence[str]) -> Iterator[_Text]:
    """Yield the texts of the newsroom's catalogs."""
    settings = load_settings(session.folder)
    for source in find_sources(settings).sources:
        for locale in settings.chosen(tags):
            path = settings.catalog_path(source.document_id, locale)
            if path.is_file():
                shown = settings.shown(path)
                yield from _texts(read(read_input(session, str(path.absolute())), shown), locale)


def _texts(catalog: Catalog, locale: Locale) -> Iterator[_Text]:
    for entry in catalog:
        if not entry.obsolete and entry.key != CREDITS_KEY:
            codes = message_codes(entry.msgid)
            target = "" if entry.fuzzy else entry.msgstr
            yield plain(parse_text(entry.msgid, codes)), locale, plain(parse_text(target, codes))


def passages_of(texts: Iterable[_Text]) -> list[Passage]:
    """Return passages, each with its translations into all locales, in the order of the texts."""
    found: dict[str, dict[Locale, str]] = {}
    for source, locale, target in texts:
        targets = found.setdefault(source, {})
        if target:
            targets.setdefault(locale, target)
    return [Passage(source, targets) for source, targets in found.items()]


def marked_terms(session: Session) -> list[Marked]:
    """Return what the newsroom's documents call their terms (ITS 2.0, section 8.4)."""
    settings = load_settings(session.folder)
    return [
        Marked(term.text, term.info)
        for source in find_sources(settings).sources
        for term in read_source(settings, source).terms
    ]

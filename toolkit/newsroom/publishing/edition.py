"""Edition: a document in a locale, with all that its files are made of, before it has a form."""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.frozen import frozen
from toolkit.base.text import Text
from toolkit.catalog.quotes_file import Quote
from toolkit.document.model import Document, Extras
from toolkit.editions.article import EditionDays, Site
from toolkit.editions.forms import EditionForm
from toolkit.editions.resources import localized_resources
from toolkit.localizing.localize import Localized
from toolkit.localizing.policy import Policy
from toolkit.newsroom.publishing.media import Media, media_of

__all__ = ["Edition", "Made", "Surroundings", "edition_of", "make_all"]


@frozen
class Surroundings:
    """What all editions of a document share."""

    site: Site
    document: Document
    path: str
    """The source's file as the user named it."""
    forms: tuple[EditionForm, ...]
    """Those that the document is published in."""
    policies: Mapping[Locale, Policy]
    root: Path
    """The newsroom's folder, for the media that stand in it."""
    media: Media
    """The newsroom's pictures, films and sounds, and those that the source carries in itself."""
    quotes: tuple[Quote, ...] = ()
    """What people said in the document, where an edition shows that."""
    comments: str = ""
    """What becomes of the source's comments, as its set of documents says."""
    pages_of: Callable[[str], Mapping[Locale, str] | None] = lambda _: None
    """Returns where the pages are, below the output folder, of the document whose source has a
    path, in each locale in which it has one; None where no document has it."""
    passage_of: Callable[[str, str], str] = lambda _path, _anchor: ""
    """Returns the id of the passage that a link calls by an anchor in the document whose source has
    a path; nothing where there is none."""
    kept: Document | None = None
    """The document as everyone works with it, where this one has names that an edition restores."""


@frozen
class Edition:
    """A document in a locale."""

    shared: Surroundings
    locale: Locale
    localized: Localized | None
    """What the locale makes of it; None for the document's own language."""
    alternates: tuple[Locale, ...]
    """The locales that it names as those in which the document is published."""
    media: Mapping[str, Path | bytes]
    """The pictures, films and sounds that it refers to, by their paths below the output."""
    extras: Extras
    """Its own pictures, and its translators."""
    days: EditionDays = EditionDays()
    """When it was first published and last changed, where it is a translation."""

    @property
    def document(self) -> Document:
        """The source, without what the locale leaves out on purpose."""
        return self.shared.document if self.localized is None else self.localized.document

    @property
    def texts(self) -> list[Text | None]:
        """The text to publish for each unit; None keeps the source's."""
        if self.localized is None:
            return [None] * len(self.document.units)
        return self.localized.texts

    @property
    def indexed(self) -> bool:
        """Whether search engines may list it."""
        return self.localized is None or self.localized.decision.indexed


@frozen
class Made:
    """Files that were made, and what is to be told of them."""

    files: Mapping[str, Path | bytes] = field(default_factory=dict)
    """By their paths below the output; a file of the newsroom's stands for its content."""
    findings: tuple[Finding, ...] = ()
    failed: frozenset[str] = frozenset()
    """The paths of those that could not be made."""


def edition_of(
    shared: Surroundings,
    locale: Locale,
    localized: Localized | None,
    alternates: tuple[Locale, ...],
) -> tuple[Edition, tuple[Finding, ...]]:
    """Return a document's edition in a locale, and what is wrong with what it refers to.

    Args:
        shared: what all of its editions share.
        locale: the edition's.
        localized: what the locale makes of the document; None for the document's own language.
        alternates: the locales that it names.

    """
    extras = Extras(shared.media.inline())
    if localized is not None:
        own = localized_resources(shared.document, locale, lambda path: _is_file(shared.root, path))
        extras = Extras({**extras.resources, **own}, localized.credits)
    media, missing = media_of(shared.document, locale, extras.resources, shared.media)
    return Edition(shared, locale, localized, alternates, media, extras), missing


def make_all(renders: Mapping[str, Callable[[], bytes]]) -> Made:
    """Make files; a template or stylesheet that is wrong leaves all others whole.

    Args:
        renders: what makes each, by its path below the output.

    """
    files: dict[str, Path | bytes] = {}
    failed: dict[str, tuple[Finding, ...]] = {}
    for path, render in renders.items():
        try:
            files[path] = render()
        except ToolkitError as error:
            failed[path] = error.findings
    told = tuple(finding for findings in failed.values() for finding in findings)
    return Made(files, told, frozenset(failed))


def _is_file(root: Path, path: str) -> bool:
    """Whether a newsroom has a file; a link out of it is none of its own."""
    file = (root / path).resolve()
    return file.is_relative_to(root.resolve()) and is_there(file) and file.is_file()

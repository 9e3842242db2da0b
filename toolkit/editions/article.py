"""Article: what the forms of an edition are made from, and the site that it stands in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.document.model import Metadata
from toolkit.editions.resources import resource_path
from toolkit.localizing.interface_words import Phrase, Words, words
from toolkit.localizing.isolation import isolate_text
from toolkit.localizing.provenance import Provenance
from toolkit.localizing.targets import State

__all__ = [
    "Article",
    "ChangedPassage",
    "Correction",
    "EditionDays",
    "EmbeddedFont",
    "ListedArticle",
    "Listing",
    "Phrase",
    "Picture",
    "ReadFile",
    "ShareDesign",
    "ShareFont",
    "Site",
    "TemplateFile",
    "Topic",
    "no_files",
    "spoken_phrase",
]


ReadFile: TypeAlias = Callable[[str], bytes | None]
"""From a path below the newsroom's folder to the file's bytes; None when there is none."""


def no_files(_path: str) -> None:
    """Return nothing: there are no files where no newsroom is."""


_DONE = frozenset({State.TRANSLATED, State.PREVIOUS, State.EXCLUDED, State.WORDLESS})


@frozen
class TemplateFile:
    """A file of the newsroom's own that stands for one of the toolkit's templates."""

    name: str
    """The file that it stands for: `article.html`, `style.css` ..."""
    text: str
    path: str
    """The file as the user named it, for messages."""
    problem: tuple[Finding, ...] | None = None
    """Why it cannot be read, so that no page can be made that needs it."""


@frozen
class EmbeddedFont:
    """A font file that pages carry in themselves, cut down to the letters of some locales."""

    family: str
    """Its name in the style: it is put before the faces that the style asks for."""
    data: bytes = field(repr=False)
    """WOFF2."""
    scripts: tuple[str, ...]
    """The ISO 15924 codes of the scripts whose pages carry it."""
    weight: int = 400
    """From 1 to 1000: 400 is regular, 700 bold."""
    italic: bool = False
    problem: tuple[Finding, ...] | None = None
    """Why it cannot be read, so that no page can be made that carries it."""


@frozen
class ShareFont:
    """A font file in which share images are lettered."""

    script: str
    """The ISO 15924 code of the script whose texts it is for."""
    path: str
    """As the user named it, for messages."""
    data: bytes = field(repr=False)


@frozen
class ShareDesign:
    """How the pictures look that stand for articles where their links are shared."""

    fonts: tuple[ShareFont, ...]
    paper: str
    """The colour of the ground, as `#rrggbb`."""
    ink: str
    """That of the headline."""
    accent: str
    """That of the newsroom's name."""
    logo_path: str = ""
    """The newsroom's logo as the user named it, for messages; empty for none."""
    logo: bytes = field(default=b"", repr=False)
    problem: tuple[Finding, ...] | None = None
    """Why a file of it cannot be read, so that no picture can be made."""


@frozen
class Site:
    """The newsroom's site, as every page of it needs to know it."""

    title: str
    base_url: str
    """Where `output/` is served, with a final slash; empty when that is not known."""
    source: Locale
    locales: tuple[Locale, ...]
    """All locales that have an index, the source's first."""
    templates: tuple[TemplateFile, ...] = ()
    """The newsroom's own, which stand for the toolkit's of the same name."""
    fonts: tuple[EmbeddedFont, ...] = ()
    share: ShareDesign | None = None
    """How share images look; None where none are made."""
    full_feeds: bool = False
    """Whether feeds carry the whole texts."""
    titles: tuple[Phrase, ...] = ()
    """What the newsroom is called in other languages than the source's."""
    spoken: tuple[Words, ...] = ()
    """The words of pages, for locales in which the newsroom has its own."""

    def named(self, locale: Locale) -> Phrase:
        """Return what the newsroom is called in a locale, else in the source's language."""
        own = (each for each in self.titles if each.locale == locale)
        return next(own, Phrase(self.title, self.source))

    def words(self, locale: Locale) -> Words:
        """Return what the pages of a locale say themselves."""
        own = (each for each in self.spoken if each.asked == locale)
        return next(own, None) or words(locale)


def spoken_phrase(text: str, locale: Locale) -> Phrase:
    """Return a text of an article's as one that titles, lists and feeds can show.

    Where it goes from right to left, what would be shown in a wrong order is isolated.
    """
    return Phrase(isolate_text(text, locale.direction), locale)


@frozen
class Topic:
    """What articles are about: a tag."""

    slug: str
    """The name of its page, the same in all languages."""
    name: Phrase


@frozen
class Picture:
    """A picture that stands below the output folder."""

    path: str
    """Below the output folder, with `/`."""
    width: int = 0
    """In pixels; 0 where it is not known."""
    height: int = 0
    """In pixels; 0 where it is not known."""
    media_type: str = ""
    """Empty where it is not known."""
    size: int = 0
    """In bytes; 0 where it is not known."""


@frozen
class Correction:
    """What was wrong in an article, and is put right."""

    date: dt.date
    text: str
    locale: Locale
    """The language of the text: the source's where it is not translated."""
    passages: tuple[str, ...] = ()
    """The ids of the elements, in the edition, whose text was corrected."""
    gone: int = 0
    """How many of the corrected passages the article no longer has."""
    of_translation: bool = False
    """Whether the translation was wrong, and the article was not."""
    recorded: bool = False
    """Whether it stands beside the source, and not in it."""


@frozen
class ChangedPassage:
    """A passage of the original that was edited after it was translated."""

    id: str
    """The id of its element, in every edition."""
    text: str
    """What the original says now, on one line, in the source language."""


@frozen
class EditionDays:
    """The days of a translation, which are others than those of its original."""

    first: dt.date | None = None
    """When it was first published; None where that is the original's day or is not known."""
    changed: dt.datetime | None = None
    """When its texts last changed, in UTC; None where that is not known."""
    texts: str = ""
    """A digest of its texts, by which a later build knows whether they have changed."""
    returned: dt.datetime | None = None
    """When it came back after it had been withdrawn, in UTC; an original can, too."""

    @property
    def last(self) -> dt.datetime | None:
        """When its texts last changed, or it came back, in UTC; None where neither is known."""
        return max(filter(None, (self.changed, self.returned)), default=None)


@frozen
class ListedArticle:
    """What a list says of an article; without its tree, so that it can go to another process."""

    document_id: str
    title: Phrase
    standfirst: Phrase | None
    metadata: Metadata
    path: str = ""
    """Of what the list leads to, below the output folder; empty for `<locale>/<id>.html`."""
    kind: str = ""
    """What that is, where it is no HTML page, in a word that readers know: `XML`."""
    editions: tuple[Locale, ...] = ()
    """The locales in which it is published in that form, this one among them."""
    source: Locale | None = None
    """The language it was written in; None where it is the site's."""
    topics: tuple[Topic, ...] = ()
    authors: tuple[Phrase, ...] = ()
    translators: tuple[str, ...] = ()
    corrected: dt.date | None = None
    """The day of the last correction."""
    image: str = ""
    """Of its picture: where that stands below the output folder."""
    image_alt: Phrase | None = None
    """What the picture shows."""
    indexed: bool = True
    """Whether search engines may list it."""
    content: bytes = b""
    """Its text as XHTML, where feeds carry it."""
    days: EditionDays = EditionDays()
    """Its own days: a translation has others than its original."""

    @property
    def published(self) -> dt.date | None:
        """The day on which it could first be read in its language."""
        return self.days.first or self.metadata.date

    @property
    def updated(self) -> dt.date | None:
        """The day of the last change that readers should know of."""
        own = (self.days.first, self.days.last.date() if self.days.last else None)
        days = (self.metadata.date, self.metadata.updated, self.corrected, *own)
        return max((day for day in days if day), default=None)


@frozen
class Article:
    """A document localized into one locale."""

    site: Site
    document_id: str
    """Also the edition's path below its locale's folder, without a suffix; may hold `/`."""
    locale: Locale
    root: etree._Element
    """The localized `<article>`, in the vocabulary of toolkit/its/defaults/article.xml, with ids;
    passages left in the source language carry `lang` and `dir`."""
    metadata: Metadata
    source: Locale
    """The language it was written in."""
    original_title: str
    """The headline in the source language."""
    editions: tuple[Locale, ...]
    """The locales in which it is published, its own and the source's among them."""
    forms: tuple[str, ...]
    """The names of the forms it is published in; toolkit/editions/forms.py."""
    translated: int
    """How many passages have a translation."""
    total: int
    """How many passages it has."""
    states: Mapping[str, State] = field(default_factory=dict)
    """What the translation of each passage is fit for, by the passage's id."""
    notice: str = ""
    """What the newsroom says at the foot of this locale's translations, in its language."""
    original: etree._Element | None = None
    """The `<article>` in its source language, with the same ids; None where it is not at hand."""
    path: str = ""
    """The source's file as the user named it, for messages; empty when it is not known."""
    translators: tuple[str, ...] = ()
    """Who translated it, as they want to be named."""
    provenance: Provenance | None = None
    """How it was translated and reviewed; None where the newsroom does not say it."""
    quotations: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """What people said in their own language, which the newsroom publishes, by passages' ids."""
    revised: dt.datetime | None = None
    """When the translation last changed, or the edition came back, in UTC."""
    based_on: dt.date | None = None
    """The day of the version of the original that the translation follows."""
    changed: tuple[ChangedPassage, ...] = ()
    """What the original says otherwise since it was translated."""
    corrections: tuple[Correction, ...] = ()
    """Newest first."""
    read_also: tuple[ListedArticle, ...] = ()
    """Others in the same language that readers may want next."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures that stand below the output folder, by their addresses in the tree."""
    original_pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The same of the original's, which a locale may have others for."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """How many bytes its files in other forms have, by the form's name, as far as it is known."""
    indexed: bool = True
    """Whether search engines may list the page."""
    is_summary: bool = False
    """Whether only its first passages are published, until more is translated."""
    days: EditionDays = EditionDays()
    """Its own days: a translation has others than its original."""
    own: Callable[[], bytes] = field(default=bytes, compare=False, repr=False)
    """Makes the edition in the source's own format."""
    files: ReadFile = field(default=no_files, compare=False, repr=False)
    """Reads the newsroom's files, and the pictures that the source carries in itself."""

    @property
    def is_original(self) -> bool:
        """Whether the edition is in the language the article was written in."""
        return self.locale == self.source

    @property
    def published(self) -> dt.date | None:
        """The day on which it could first be read in its language."""
        return self.days.first or self.metadata.date

    @property
    def last_day(self) -> dt.date | None:
        """The day of its last change: of the original's meaning, or of a translation's texts."""
        changed = self.days.last.date() if self.days.last else None
        days = (self.metadata.updated, self.days.first, changed)
        return max((day for day in days if day), default=None)

    def read(self, path: str) -> bytes | None:
        """Return a picture's bytes; None where there is none below the newsroom's folder.

        Args:
            path: its address in the tree, as an image's `src` says it.

        """
        found = resource_path(self.path, path.strip())
        return self.files(found) if found else None

    @property
    def kept(self) -> frozenset[str]:
        """The ids of the passages that have no translation.

        They are shown in the source language, if they are not left out.
        """
        return frozenset(each for each in self.states if self.is_kept(each))

    @property
    def outdated(self) -> frozenset[str]:
        """The ids of the passages that are shown as they were before their source changed."""
        return frozenset(each for each, state in self.states.items() if state is State.PREVIOUS)

    def is_kept(self, passage: str | None) -> bool:
        """Whether the passage of an id has no translation."""
        state = self.states.get(passage or "", State.TRANSLATED)
        return state not in _DONE and not self.is_original


@frozen
class Listing:
    """The articles that a locale's index lists."""

    site: Site
    locale: Locale
    articles: Sequence[ListedArticle]
    """Newest first."""

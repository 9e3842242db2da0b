"""Article: what the forms of an edition are made from, and the site that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from toolkit.bcp47 import Locale
from toolkit.document import Metadata

__all__ = ["Article", "ListedArticle", "Listing", "Phrase", "Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """The newsroom's site, as every page of it needs to know it."""

    title: str
    base_url: str
    """Where `output/` is served, with a final slash; empty when that is not known."""
    source: Locale
    locales: tuple[Locale, ...]
    """All locales that have an index, the source's first."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document localized into one locale."""

    site: Site
    document_id: str
    """Also the edition's path below its locale's folder, without a suffix; may hold `/`."""
    locale: Locale
    root: etree._Element
    """The localized `<article>`, in the vocabulary of toolkit/its/defaults/article.xml, with ids;
    passages left in the source language carry `lang`, `dir` and the class `untranslated`."""
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
    notice: str = ""
    """What the newsroom says at the foot of this locale's translations, in its language."""
    original: etree._Element | None = None
    """The `<article>` in its source language, with the same ids; None where it is not at hand."""
    path: str = ""
    """The source's file as the user named it, for messages; empty when it is not known."""

    @property
    def is_original(self) -> bool:
        """Whether the edition is in the language the article was written in."""
        return self.locale == self.source


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text on one line, and the language it is in."""

    text: str
    locale: Locale


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """What a list says of an article; without its tree, so that it can go to another process."""

    document_id: str
    title: Phrase
    standfirst: Phrase | None
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles that a locale's index lists."""

    site: Site
    locale: Locale
    articles: Sequence[ListedArticle]
    """Newest first."""

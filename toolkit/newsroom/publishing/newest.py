"""Newest: a language's articles as lists have them, newest first, read when they are asked for."""

from collections.abc import Iterable, Sequence
from typing import overload

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import article_path
from toolkit.editions.article import ListedArticle
from toolkit.editions.site.feeds import FEED_LENGTH
from toolkit.newsroom.publishing.published import ListedIn
from toolkit.newsroom.publishing.report import Mark, Marks

__all__ = ["Newest", "Place"]


@frozen
class Place:
    """An article in a list, before it is read."""

    document_id: str
    listed: ListedIn
    marks: Marks

    def mark(self, locale: Locale) -> Mark:
        """Return what is told of it in a list's language."""
        return self.marks.of(locale)

    def day(self, locale: Locale) -> str:
        """Return the day by which the list sorts it."""
        return self.marks.days.by_locale[locale][1]

    def path(self, locale: Locale) -> str:
        """Return the path of what that list leads to, below the output folder."""
        return self.marks.days.by_locale[locale][2] or article_path(self.document_id, locale)


@frozen
class Newest(Sequence[ListedArticle]):
    """A language's articles."""

    locale: Locale
    places: Sequence[Place]
    """The lists of all languages have the same."""

    @classmethod
    def of(cls, locale: Locale, places: Iterable[Place]) -> "Newest":
        """Return articles as `sort_listed` sorts them.

        Args:
            locale: the language.
            places: the articles, by their ids.

        """
        newest = sorted(places, key=lambda each: each.day(locale), reverse=True)
        return cls(locale, newest)

    @property
    def in_feed(self) -> Sequence[Place]:
        """The articles among which are those that a feed names; no more than these with days."""
        newest = self.places[:FEED_LENGTH]
        is_dated = len(newest) == FEED_LENGTH and newest[-1].day(self.locale)
        return newest if is_dated else self.places

    @overload
    def __getitem__(self, at: int) -> ListedArticle: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[ListedArticle]: ...

    def __getitem__(self, at: int | slice) -> ListedArticle | Sequence[ListedArticle]:
        """Return an article, or some."""
        if isinstance(at, slice):
            return [each.listed[self.locale] for each in self.places[at]]
        return self.places[at].listed[self.locale]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.places)

"""Newest: a language's articles as lists have them, newest first, read when they are asked for."""

import sys
from collections.abc import Mapping, Sequence
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
    path: str
    """Of what the list leads to, below the output folder."""
    mark: Mark
    listed: ListedIn


@frozen
class Newest(Sequence[ListedArticle]):
    """A language's articles."""

    locale: Locale
    places: Sequence[Place]

    @classmethod
    def of(
        cls, locale: Locale, articles: Mapping[str, ListedIn], marks: Mapping[str, Marks]
    ) -> "Newest":
        """Return articles as `sort_listed` sorts them.

        Args:
            locale: the language.
            articles: what lists say of each, by its id.
            marks: what is told of that without reading it, by the same.

        """
        places = []
        for document_id, listed in sorted(articles.items()):
            mark = marks[document_id].by_locale[locale]
            # The record has it, too: one text for both.
            path = sys.intern(mark.path or article_path(document_id, locale))
            places.append(Place(document_id, path, mark, listed))
        places.sort(key=lambda each: each.mark.day, reverse=True)
        return cls(locale, places)

    @property
    def in_feed(self) -> Sequence[Place]:
        """The articles among which are those that a feed names; no more than these with days."""
        newest = self.places[:FEED_LENGTH]
        is_dated = len(newest) == FEED_LENGTH and newest[-1].mark.day
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

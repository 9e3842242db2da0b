"""A language's articles, newest first, of which none is read to be sorted."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.editions.articles import KK
from toolkit.document.model import Metadata
from toolkit.editions.article import EditionDays, ListedArticle, Phrase
from toolkit.editions.site.feeds import FEED_LENGTH
from toolkit.editions.site.lists import sort_listed
from toolkit.newsroom.publishing.newest import Newest, Place
from toolkit.newsroom.publishing.published import ListedLines
from toolkit.newsroom.publishing.report import Days, Marks, marks_of

DAYS = {"b": dt.date(2026, 3, 1), "c": dt.date(2026, 3, 2), "a": dt.date(2026, 3, 1), "d": None}
LISTED = {
    name: ListedArticle(name, Phrase(name, KK), None, Metadata(date=day))
    for name, day in DAYS.items()
}


def test_they_stand_as_lists_sort_them() -> None:
    places = (Place(key, {KK: each}, marks_of({KK: each})) for key, each in sorted(LISTED.items()))
    newest = Newest.of(KK, places)
    assert tuple(newest) == sort_listed(LISTED.values())
    assert list(newest[1:3]) == [LISTED["a"], LISTED["b"]]


def test_another_day_of_change_is_said_by_feeds_and_the_sitemap_alone() -> None:
    before = marks_of({KK: LISTED["a"]})
    changed = EditionDays(dt.date(2026, 3, 1), dt.datetime(2026, 3, 5, tzinfo=dt.UTC), "texts")
    after = marks_of({KK: replace(LISTED["a"], days=changed)})
    assert after.of(KK) == before.of(KK)
    assert after.said != before.said


def test_another_title_is_said_by_lists_too() -> None:
    before = marks_of({KK: LISTED["a"]})
    after = marks_of({KK: replace(LISTED["a"], title=Phrase("Көпір", KK))})
    assert after.of(KK) != before.of(KK)


@pytest.mark.parametrize(("day", "count"), [("2026-03-01", FEED_LENGTH), ("", FEED_LENGTH + 1)])
def test_a_feed_names_the_newest_as_far_as_they_have_days(day: str, count: int) -> None:
    # One without a day of its own may have been translated on one.
    places = [torn(f"{number:03}", day) for number in range(FEED_LENGTH + 1)]
    assert len(Newest.of(KK, places).in_feed) == count


def test_none_is_read_before_it_is_asked_for() -> None:
    newest = Newest.of(KK, [torn(name, name) for name in "ab"])
    assert [each.path(KK) for each in newest.places] == ["kk/b.html", "kk/a.html"]


def torn(name: str, day: str) -> Place:
    """Return an article that cannot be read."""
    return Place(name, ListedLines(name, (KK,), b"torn"), Marks(Days(f"kk\t{day}\t\n"), bytes(48)))

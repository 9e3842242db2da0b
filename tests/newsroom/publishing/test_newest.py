"""A language's articles, newest first, of which none is read to be sorted."""

import datetime as dt

from tests.editions.articles import KK
from toolkit.document.model import Metadata
from toolkit.editions.article import ListedArticle, Phrase
from toolkit.editions.site.lists import sort_listed
from toolkit.newsroom.publishing.newest import Newest
from toolkit.newsroom.publishing.published import ListedLines
from toolkit.newsroom.publishing.report import Mark, Marks, marks_of

DAYS = {"b": dt.date(2026, 3, 1), "c": dt.date(2026, 3, 2), "a": dt.date(2026, 3, 1), "d": None}
LISTED = {
    name: ListedArticle(name, Phrase(name, KK), None, Metadata(date=day))
    for name, day in DAYS.items()
}


def test_they_stand_as_lists_sort_them() -> None:
    marks = {name: marks_of({KK: each}) for name, each in LISTED.items()}
    newest = Newest.of(KK, {name: {KK: each} for name, each in LISTED.items()}, marks)
    assert tuple(newest) == sort_listed(LISTED.values())
    assert list(newest[1:3]) == [LISTED["a"], LISTED["b"]]


def test_none_is_read_before_it_is_asked_for() -> None:
    marks = {name: Marks({KK: Mark("", name, "")}, "", "") for name in "ab"}
    torn = {name: ListedLines(name, (KK,), b"torn") for name in "ab"}
    newest = Newest.of(KK, torn, marks)
    assert [each.path for each in newest.places] == ["kk/b.html", "kk/a.html"]

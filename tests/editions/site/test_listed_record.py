import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.document.model import Metadata
from toolkit.editions.article import ListedArticle, Phrase, Topic
from toolkit.editions.site.listed_record import listed_from_data, listed_to_data

locales = st.sampled_from([Locale(tag) for tag in ("en", "kk", "ug", "kk-Latn")])
phrases = st.builds(Phrase, st.text(), locales)
days = st.none() | st.dates()
listed = st.builds(
    ListedArticle,
    document_id=st.just("a/b"),
    title=phrases,
    standfirst=st.none() | phrases,
    metadata=st.builds(
        Metadata,
        date=days,
        updated=days,
        tags=st.lists(st.text()).map(tuple),
        canonical=st.text(),
        image=st.text(),
        embargo=st.none(),
    ),
    path=st.text(),
    kind=st.text(),
    editions=st.lists(locales).map(tuple),
    source=st.none() | locales,
    topics=st.lists(st.builds(Topic, st.text(), phrases)).map(tuple),
    authors=st.lists(phrases).map(tuple),
    translators=st.lists(st.text()).map(tuple),
    corrected=days,
    image=st.text(),
    image_alt=st.none() | phrases,
    indexed=st.booleans(),
    content=st.text().map(str.encode),
)


@given(listed)
def test_what_is_written_is_read_again(article: ListedArticle) -> None:
    data = json.loads(json.dumps(listed_to_data(article)))
    assert listed_from_data("a/b", data) == article


def test_what_is_empty_is_left_out() -> None:
    article = ListedArticle("a", Phrase("A", Locale("en")), None, Metadata(dt.date(2026, 3, 1)))
    assert listed_to_data(article) == {"title": ["A", "en"], "date": "2026-03-01"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"title": "A"},
        {"title": ["A"]},
        {"title": ["A", "../../etc"]},
        {"title": ["A", "en"], "date": "yesterday"},
        {"title": ["A", "en"], "topics": [["x"]]},
        {"title": ["A", "en"], "tags": "x"},
        {"title": ["A", "en"], "changed": "9999-12-31T23:59:59-05:00"},
    ],
)
def test_what_nobody_wrote_is_no_article(data: dict[str, object]) -> None:
    assert listed_from_data("a", data) is None

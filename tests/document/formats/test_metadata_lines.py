"""The lines `Title: …` and `Date: …` that begin a Markdown file without a fence."""

import datetime as dt

import pytest

from tests.documents import messages, read
from toolkit.document.model import Document


def markdown(source: str) -> Document:
    return read(source, "a.md")


def test_they_are_the_metadata_of_the_article() -> None:
    document = markdown("Title: A: b\nDate: 2020-02-03\nTags: c, d\nSummary: E\n\nF\n")
    assert messages(document) == ["A: b", "c", "d", "E", "F"]
    assert document.metadata.date == dt.date(2020, 2, 3)


@pytest.mark.parametrize(
    "title", ["[Update] Bridge", "'Tis the season", '"Quoted"', "& more", "> x", "Issue # 5", "@me"]
)
def test_all_of_a_line_is_text(title: str) -> None:
    document = markdown(f"Title: {title}\nSlug: a\nSummary: {title}\n\nF\n")
    assert messages(document) == [title, title, "F"]


def test_a_value_goes_on_in_indented_lines() -> None:
    document = markdown("Title: A\n    bridge\nTags: c,\n    d\nSummary: It\n\tgoes on\n\nF\n")
    assert messages(document) == ["A bridge", "c", "d", "It goes on", "F"]


def test_a_key_may_have_no_value() -> None:
    assert messages(markdown("Title: A\nTags:\nDate: 2020-02-03\n\nF\n")) == ["A", "F"]


def test_words_for_search_engines_are_not_the_tags_where_there_are_some() -> None:
    document = markdown("Title: A\nKeywords: b\nTags: c\n\nF\n")
    assert messages(document) == ["A", "c", "F"]


@pytest.mark.parametrize(
    "source",
    [
        "Title: A\n\nB\n",
        "Title: A\nNote: b\n\nC\n",
        "Title: A\nAuthor: B says that\nit goes on\n",
        "Date: 2020-02-03\nTitle: A\n\nB\n",
    ],
)
def test_other_lines_with_a_colon_are_text(source: str) -> None:
    assert "Title: A" in messages(markdown(source))[0]

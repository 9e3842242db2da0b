"""Dates in the ways that bylines write them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.document.formats.dates import find_date

LAW = settings(deadline=None)
EN = Locale("en")
NEWSROOM = ("en", "ru", "kk", "kk-Arab", "ug")


@LAW
@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from(NEWSROOM))
def test_the_date_that_an_edition_writes_is_read_back(day: dt.date, tag: str) -> None:
    written = Locale(tag).date(day)
    found = find_date(f"“Автор”, {written}", Locale(tag))
    assert found is not None
    assert found.day == day


@LAW
@given(st.dates(), st.text("ab ,–", max_size=5))
def test_a_numeric_date_is_found_where_it_stands(day: dt.date, before: str) -> None:
    for written in (day.isoformat(), f"{day:%d.%m.}{day.year:04}"):
        found = find_date(f"{before} {written}", EN)
        assert found is not None
        assert (found.day, found.start) == (day, len(before) + 1)


@LAW
@given(st.text("2013 .-,aFebмж\u0662", max_size=20), st.sampled_from(NEWSROOM))
def test_any_text_has_a_date_or_none(text: str, tag: str) -> None:
    found = find_date(text, Locale(tag))
    assert found is None or text[found.start : found.end].strip()


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "2021-02-22"),
        ("en", "22.02.2021"),
        ("en", "22.2.2021"),
        ("en", "Feb 22, 2021"),
        ("en", "Feb. 22, 2021"),
        ("en", "FEBRUARY 22nd, 2021"),
        ("en", "February 22 2021"),
        ("en", "22 February 2021"),
        ("ru", "22 февраля 2021"),
        ("ru", "22 февраля 2021 г."),
        ("ru", "22 февраля 2021 года"),
        ("ru", "22.02.2021 г."),
        ("kk", "2021 ж. 22 ақпан"),
        ("kk", "2021 жылғы 22 ақпан"),
        ("kk", "2021 жылдың 22 ақпан"),
        ("kk", "22 ақпан 2021 ж."),
        ("kk-Arab", "22-اقپان، 2021"),
        ("ug", "22-فېۋرال، 2021"),
        ("de", "22. Februar 2021"),
    ],
)
def test_a_date_is_read_whole(tag: str, written: str) -> None:
    found = find_date(written, Locale(tag))
    assert found is not None
    assert found.day == dt.date(2021, 2, 22)
    assert written[found.start : found.end] == written


def test_the_news_agencies_short_september_is_read() -> None:
    found = find_date("Sept. 5, 2021", EN)
    assert found is not None
    assert found.day == dt.date(2021, 9, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.2021",
        "2021-02-30",
        "2021-13-01",
        "22.02.21",
        "122.02.2021",
        "22.02.20211",
        "0000-01-01",
        "Feb 2021",
        "Feb 31, 2021",
        "Marchand 22, 2021",
        "22 ақпан 2021",
        "02/22/2021",
    ],
)
def test_what_is_no_date_in_english(text: str) -> None:
    assert find_date(text, EN) is None


def test_the_last_of_several_dates_counts() -> None:
    found = find_date("Feb 22, 2021, updated 1 March 2021", EN)
    assert found is not None
    assert found.day == dt.date(2021, 3, 1)


@pytest.mark.parametrize("text", ["2021" + " " * 200_000 + "x", "22 " * 100_000, "Feb " * 50_000])
def test_a_long_hostile_line_is_read(text: str) -> None:
    assert find_date(text, EN) is None

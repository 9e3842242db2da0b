"""Embargoes: the moment before which nothing is published, in every format."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import read
from toolkit.base.errors import ToolkitError
from toolkit.document.formats.dates import read_moment

SIX = dt.datetime(2026, 12, 1, 6, tzinfo=dt.timezone(dt.timedelta(hours=5)))
HTML = '<!doctype html><head>\n<meta name="embargo" content="{}"></head><p>a'
NITF = '<nitf><head><docdata>\n<date.release norm="{}"/></docdata></head><body/></nitf>'
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>\n'
    "<embargoed>{}</embargoed></itemMeta></newsItem>"
)
YAML = "---\nembargo: {}\n---\nText.\n"
TOML = "+++\nembargo = {}\n+++\nText.\n"


def error(source: str, path: str) -> str:
    with pytest.raises(ToolkitError) as caught:
        read(source, path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (YAML.format("2026-12-01T06:00:00+05:00"), "a.txt"),
        (YAML.format("'2026-12-01 06:00 +0500'"), "a.txt"),
        (YAML.format("2026-12-01T01:00Z  # the launch"), "a.md"),
        ("---\nembargo = 2026-12-01T06:00:00+05:00\n---\nText.\n", "a.txt"),
        (TOML.format("2026-12-01T06:00:00+05:00"), "a.md"),
        (TOML.format('"2026-12-01T06:00:00+05:00"'), "a.md"),
        ("---\nEmbargo:2026-12-01T06:00+05:00\n---\nText.\n", "a.md"),
        ("---\nembargo_until: 2026-12-01T06:00+05:00\n---\nText.\n", "a.md"),
        (HTML.format("2026-12-01T06:00:00+05:00"), "a.html"),
        (NITF.format("20261201T060000+0500"), "a.xml"),
        (NEWSML.format("2026-12-01T06:00:00+05:00"), "a.xml"),
    ],
)
def test_every_format_can_say_it(source: str, path: str) -> None:
    assert read(source, path).metadata.embargo == SIX


@pytest.mark.parametrize(
    ("source", "path"),
    [("Text.\n", "a.txt"), (YAML.format("no"), "a.txt"), ("<p>a", "a.html"), ("<nitf/>", "a.xml")],
)
def test_most_documents_have_none(source: str, path: str) -> None:
    assert read(source, path).metadata.embargo is None


def test_the_last_of_several_moments_counts() -> None:
    metas = [f'<meta name="embargo" content="2026-12-0{day}T06:00+05:00">' for day in (1, 3, 2)]
    embargo = read(f"<head>{''.join(metas)}</head><p>a", "a.html").metadata.embargo
    assert embargo == SIX + dt.timedelta(days=2)


def test_a_local_time_of_nitf_ends_when_it_has_passed_everywhere() -> None:
    last = dt.timezone(-dt.timedelta(hours=12))
    document = read(NITF.format("20261201T060000"), "a.xml")
    assert document.metadata.embargo == SIX.replace(tzinfo=last)


def test_a_day_of_nitf_ends_an_embargo_when_it_has_begun_everywhere() -> None:
    last = dt.timezone(-dt.timedelta(hours=12))
    document = read(NITF.format("20261201"), "a.xml")
    assert document.metadata.embargo == SIX.replace(hour=0, tzinfo=last)


@pytest.mark.parametrize(
    ("source", "path", "message"),
    [
        (YAML.format("2026-12-01T06:00"), "a.txt", "a.txt:2:10: error: “2026-12-01T06:00” has no"),
        (YAML.format("2026-12-01"), "a.md", "a.md:2:10: error: “2026-12-01” has no time of day."),
        (YAML.format("tomorrow"), "a.txt", "a.txt:2:10: error: “tomorrow” is not a date with a"),
        (
            YAML.format(""),
            "a.txt",
            "a.txt:2:10: error: the embargo does not say when it ends. Hint: write it as ",
        ),
        (
            YAML.format("\n  2026-12-01"),
            "a.md",
            "a.md:2:10: error: the embargo does not say when it ends.",
        ),
        (YAML.format("[a]"), "a.md", "a.md:2:10: error: “[a]” is not a date with a time of day"),
        (YAML.format("2026-13-01T06:00Z"), "a.txt", "a.txt:2:10: error: “2026-13-01T06:00Z” is no"),
        (TOML.format("2026-12-01"), "a.md", "a.md:2:11: error: “2026-12-01” has no time of day."),
        (HTML.format("2026-12-01T06:00"), "a.html", "a.html:2:1: error: “2026-12-01T06:00” has"),
        (
            HTML.format(""),
            "a.html",
            "a.html:2:1: error: the embargo does not say when it ends. Hint: write it",
        ),
        (
            NEWSML.format(""),
            "a.xml",
            "a.xml:2:1: error: the embargo does not say when it ends. Hint: write it",
        ),
    ],
)
def test_one_that_cannot_be_read_is_an_error(source: str, path: str, message: str) -> None:
    assert error(source, path).startswith(message)


@given(
    st.datetimes(SIX.replace(year=1, tzinfo=None), SIX.replace(year=9999, tzinfo=None)),
    st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_is_read_as_it_is_written(day: dt.datetime, offset: int) -> None:
    zone = dt.timezone(dt.timedelta(minutes=offset))
    moment = day.replace(microsecond=0, tzinfo=zone)
    assert read_moment(moment.isoformat()) == moment


@given(st.text("0123456789-:TZ+ ", max_size=30))
def test_any_text_is_a_moment_or_told(text: str) -> None:
    try:
        moment = read_moment(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - most texts are none
        return
    assert moment.tzinfo is not None

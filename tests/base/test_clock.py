import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.clock import ENVIRONMENT, minute_after, now, source_date
from toolkit.base.errors import ToolkitError

LAST = 253_402_300_799


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        ("86400", dt.datetime(1970, 1, 2, tzinfo=dt.UTC)),
        ("0" * 5000 + "86400", dt.datetime(1970, 1, 2, tzinfo=dt.UTC)),
        (str(LAST), dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)),
    ],
)
def test_the_moment_is_the_variable_s(
    value: str, moment: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert source_date() == now() == moment


@pytest.mark.parametrize(
    "value",
    ["abc", "-1", "1.5", " 1", "1e9", "١", "0x10", "1_000", str(LAST + 1), "9" * 17, "9" * 5000],
)
def test_what_names_no_moment_is_an_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(ToolkitError, match="SOURCE_DATE_EPOCH is “") as caught:
        now()
    assert [(each.code, bool(each.hint)) for each in caught.value.findings] == [(ENVIRONMENT, True)]


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variable_it_is_the_clock_s(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = dt.datetime.now(dt.UTC)
    assert source_date() is None
    assert before <= now() <= dt.datetime.now(dt.UTC)


@given(st.integers(0, LAST))
def test_every_second_to_the_last_has_its_moment(seconds: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        assert int(now().timestamp()) == seconds


NOON = dt.datetime(2026, 12, 1, 12, 0, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("earlier", "minute"),
    [
        ([], "2026-12-01T12:00+00:00"),
        ([None, NOON - dt.timedelta(days=1)], "2026-12-01T12:00+00:00"),
        ([NOON], "2026-12-01T12:01+00:00"),
        ([NOON - dt.timedelta(seconds=30)], "2026-12-01T12:01+00:00"),
        ([NOON + dt.timedelta(days=1), NOON], "2026-12-02T12:01+00:00"),
        ([dt.datetime.max.replace(tzinfo=dt.UTC)], "9999-12-31T23:59+00:00"),
    ],
)
def test_what_is_told_anew_is_a_minute_newer(
    earlier: list[dt.datetime | None], minute: str
) -> None:
    there = dt.timezone(dt.timedelta(hours=5, minutes=30))
    for moment in (NOON, NOON.astimezone(there)):
        assert minute_after(earlier, moment).isoformat(timespec="minutes") == minute
        assert minute_after(earlier, moment) == dt.datetime.fromisoformat(minute)

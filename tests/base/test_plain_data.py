"""Plain data: what was made plain comes back the same, and nothing else is taken for it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location
from toolkit.base.plain_data import from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    locale: Locale | None
    day: dt.date | None
    moment: dt.datetime
    colours: tuple[Colour, ...]
    numbers: Mapping[Locale, int]
    pair: tuple[int, float]
    paths: frozenset[str]
    data: bytes
    file: Path = Path("a")
    flag: bool = field(default=False, kw_only=True)


THINGS = st.builds(
    Thing,
    st.text(),
    st.sampled_from([Locale("kk"), Locale("ug"), None]),
    st.dates() | st.none(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.lists(st.just(Colour.RED)).map(tuple),
    st.dictionaries(st.sampled_from([Locale("kk"), Locale("ug")]), st.integers()),
    st.tuples(st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    st.frozensets(st.text()),
    st.binary(),
    st.just(Path("b/c")),
    flag=st.booleans(),
)


@given(THINGS)
def test_what_was_made_plain_comes_back_the_same(thing: Thing) -> None:
    assert from_plain(Thing, json.loads(json.dumps(to_plain(thing)))) == thing


def test_a_finding_comes_back_with_what_it_compares_by() -> None:
    finding = Finding("code", "what", Location("a.po", 3, 8), "do", unit="p-1")
    assert from_plain(Finding, json.loads(json.dumps(to_plain(finding)))) == finding


@pytest.mark.parametrize("value", [None, [], ["kk", "ru"], [1], {"tag": "kk"}, "kk"])
def test_what_is_something_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(Locale, value)


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError):
        to_plain(object())

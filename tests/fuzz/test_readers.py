"""Whatever bytes come in, each reader reads them or says what is wrong; `make fuzz` tries more."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.readers import READERS

# Each piece made trouble somewhere: control characters, names that are none, prefixes, ends.
PIECES = [
    *(b"\0", b"\f", b"\x0b", b"\x1b", b"\x7f", b"\r", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf"),
    *(b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(
        b"\\f",
        b"\\u0000",
        b"&#0;",
        b"&#xD800;",
        b"&x;",
        b"<",
        b"</",
        b"/>",
        b"<!--",
        b"-->",
        b"]]>",
    ),
    *(b"]]>", b"<?", b"?>", b"<a:b>", b" a:b='c'", b" :x", b" @x=1", b" 1a=2", b' "', b"'"),
    *(b"xmlns:a=''", b"[", b"]", b"{", b"}"),
    *(b"<svg>", b"<math>", b"<table>", b"<template>", b"<select>", b"<!DOCTYPE", b"<![CDATA["),
    *(b"\n\n", b"\n---\n", b"\n+++\n", b"\n    ", b"\n> ", b"\n|-|\n", b"[^1]", b"](", b"```\n"),
    *(
        b"msgid ",
        b'msgstr "',
        b"#~ ",
        b"#, fuzzy\n",
        b'"\\',
        b"= ",
        b"[[a]]\n",
        b"[",
        b"]",
        b"{",
        b"}",
    ),
    *(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"99999999999999999999"),
]
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0")) or settings().max_examples


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Return a file with some stretches left out, doubled, or put in from elsewhere."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 20)))
        middle = draw(
            st.sampled_from(PIECES)
            | st.binary(max_size=6)
            | st.just(2 * data[start:end])
            | st.sampled_from(seeds).map(lambda other: other[start:end])  # noqa: B023
        )
        data = data[:start] + middle + data[end:]
    return data


@pytest.mark.parametrize("name", sorted(READERS))
def test_each_file_to_start_from_is_read_without_a_fault(name: str) -> None:
    assert [
        READERS[name].fault(seed) for seed in READERS[name].seeds if READERS[name].fault(seed)
    ] == []


@pytest.mark.parametrize("name", sorted(READERS))
def test_whatever_comes_in_is_read_or_named(name: str) -> None:
    reader = READERS[name]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(list(reader.seeds)))
    def law(data: bytes) -> None:
        assert reader.fault(data) == ""

    law()

"""Lines: every ending, every byte's place, and what is no text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import MAX_BYTES
from toolkit.document.formats.lines import read_lines

LAW = settings(deadline=None)
TEXTS = st.text("abә\u00a0\u2028\x85 \t\r\n", max_size=30)


@LAW
@given(TEXTS)
@example("a\r\n\rb\n")
@example("\r\n")
def test_lines_and_their_ends_are_the_file(text: str) -> None:
    data = text.encode()
    lines = read_lines(data, "a.txt")
    starts = [line.offset for line in lines]
    ends = [*starts[1:], len(data)]
    between = [data[start:end] for start, end in zip(starts, ends, strict=False)]
    assert b"".join(between) == data
    for line, piece in zip(lines, between, strict=False):
        assert piece.decode().rstrip("\r\n") == line.text
        assert piece.removeprefix(line.text.encode()) in {b"\r\n", b"\r", b"\n", b""}


@LAW
@given(TEXTS)
def test_a_line_knows_the_place_of_each_character(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    for line in read_lines(data, "a.txt"):
        for at, char in enumerate(line.text):
            start, end = line.byte_offset(at), line.byte_offset(at + 1)
            assert data[start:end].decode() == char


@LAW
@given(TEXTS)
def test_lines_are_numbered_from_1(text: str) -> None:
    lines = read_lines(text.encode(), "a.txt")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_lines(data: bytes) -> None:
    assert read_lines(data, "a.txt") == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_every_ending(end: str) -> None:
    lines = read_lines(f"a{end}{end}b{end}".encode(), "a.txt")
    assert [line.text for line in lines] == ["a", "", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Әлем\r\nә".encode() + b"\xff", "a.txt:2:2: error: byte 0xff is not UTF-8"),
        (b"\xd3", "a.txt:1:1: error: byte 0xd3 is not UTF-8"),
        ("Привет".encode("windows-1251"), "a.txt:1:1: error: byte 0xcf is not UTF-8"),
        ("ә".encode("utf-16"), "a.txt:1:1: error: the file is UTF-16"),
        (b"\xed\xa0\x80", "a.txt:1:1: error: byte 0xed is not UTF-8"),
        (b"a\rb\0", "a.txt:2:2: error: the text contains the control character U+0000"),
        (b"a\x0cb", "a.txt:1:2: error: the text contains the control character U+000C"),
        (
            b"\xef\xbb\xbfab\x1b[2J",
            "a.txt:1:3: error: the text contains the control character U+001B",
        ),
        ("\ufffe".encode(), "a.txt:1:1: error: the text contains the control character U+FFFE"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_lines(data, "a.txt")
    assert str(caught.value).startswith(message)


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(ToolkitError, match="more than"):
        read_lines(bytes(MAX_BYTES + 1), "a.txt")

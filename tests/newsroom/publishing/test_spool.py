from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.replacement import replace_all
from toolkit.newsroom.publishing.spool import (
    Also,
    Contents,
    Held,
    Spool,
    Standing,
    also_line,
    content,
    spool,
)


def test_what_is_set_aside_is_read_again() -> None:
    with spool() as aside:
        with aside.writer() as put:
            pieces = [put(b"one"), put(b""), put(b"three")]
        assert [content(each) for each in pieces] == [b"one", b"", b"three"]


def test_a_second_writer_leaves_the_first_one_s_bytes() -> None:
    with spool() as aside:
        with aside.writer() as put:
            first = put(b"one")
        with aside.writer() as put:
            put(b"two")
        assert content(first) == b"one"


def test_nothing_of_a_spool_is_left() -> None:
    with spool() as aside, aside.writer() as put:
        put(b"one")
    assert not aside.folder.exists()


def test_what_is_long_is_set_aside_a_part_at_a_time() -> None:
    with spool() as aside:
        assert aside.write(iter([b"one", b"two"])).read_bytes() == b"onetwo"


def test_what_stands_says_where_its_pages_name_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"page")
    also = {"a.html": Also(3, 5, "digest")}
    standing = Standing(tmp_path, also_line(also))
    assert standing.also_on("a.html") == also["a.html"]
    assert standing.also_on("a.xml") is None
    assert content(standing, "a.html") == b"page"


def test_content_is_that_of_a_file_or_what_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    assert content(tmp_path / "a") == content(b"one") == b"one"


def test_a_spool_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with (
        pytest.raises(ToolkitError, match="to a temporary file"),
        Spool(tmp_path / "none").writer(),
    ):
        pass


def test_contents_are_published_as_any_others(tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(b"own")
    with spool() as aside:
        with aside.writer() as put:
            held: dict[str, Held] = {"a": put(b"one"), "b": tmp_path / "own"}
        replace_all(Contents(tmp_path, held))
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"one", b"own"]

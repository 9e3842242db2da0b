"""The build cache: believed only where everything fits."""

import importlib
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from toolkit.base.observing import MISSING, THERE, digest_of
from toolkit.newsroom.publishing import build_cache
from toolkit.newsroom.publishing.build_cache import (
    CACHE,
    BuildCache,
    Made,
    Sight,
    cache_key,
    facts_text,
    sights_of,
    stamp_of,
)

LONG_AGO = 1_700_000_000


def write(path: Path, data: bytes, when: int = LONG_AGO) -> Path:
    path.write_bytes(data)
    os.utime(path, (when, when))
    return path


def saved(root: Path, *made: Made) -> BuildCache:
    cache = BuildCache.open(root, "key", root / CACHE)
    for each in made:
        cache.put(each)
    cache.save()
    return BuildCache.open(root, "key", root / CACHE)


@pytest.fixture
def page(tmp_path: Path) -> Made:
    source, page = write(tmp_path / "a.txt", b"in"), write(tmp_path / "a.html", b"out")
    seen = {source: digest_of(b"in"), tmp_path / "kk.po": MISSING}
    return Made(
        "a", sights_of(tmp_path, seen), sights_of(tmp_path, {page: digest_of(b"out")}), "[1]"
    )


def test_what_nobody_touched_is_still_right(tmp_path: Path, page: Made) -> None:
    assert saved(tmp_path, page).current("a") == page


def test_what_is_not_known_must_be_made(tmp_path: Path) -> None:
    assert BuildCache.open(tmp_path, "key", tmp_path / CACHE).current("a") is None


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_other_content_counts_whatever_the_times_say(tmp_path: Path, page: Made, name: str) -> None:
    cache = saved(tmp_path, page)
    write(tmp_path / name, b"else", LONG_AGO - 5)
    assert cache.current("a") is None


def test_the_same_content_with_another_date_is_the_same(tmp_path: Path, page: Made) -> None:
    cache = saved(tmp_path, page)
    write(tmp_path / "a.txt", b"in", LONG_AGO + 5)
    assert cache.current("a") == page


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_that_is_gone_counts(tmp_path: Path, page: Made, name: str) -> None:
    cache = saved(tmp_path, page)
    (tmp_path / name).unlink()
    assert cache.current("a") is None


def test_a_file_that_came_counts(tmp_path: Path, page: Made) -> None:
    cache = saved(tmp_path, page)
    (tmp_path / "kk.po").touch()
    assert cache.current("a") is None


def test_only_the_outputs_that_are_wanted_must_be_there(tmp_path: Path, page: Made) -> None:
    cache = saved(tmp_path, page)
    (tmp_path / "a.html").unlink()
    assert cache.current("a", outputs=[]) == page


def test_a_file_written_just_now_is_known_by_its_content_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    stamp = stamp_of(file)
    assert stamp is not None
    cache = saved(tmp_path, Made("a", sights_of(tmp_path, {file: digest_of(b"one")}), (), ""))
    file.write_bytes(b"two")
    os.utime(file, ns=(stamp[1], stamp[1]))
    assert cache.current("a") is None


def test_a_file_written_since_the_work_began_is_known_by_its_content_alone(tmp_path: Path) -> None:
    seen = {write(tmp_path / "a.txt", b"one"): digest_of(b"one")}
    minute = 60 * 10**9
    now = time.time_ns()
    (before,) = sights_of(tmp_path, seen, since=now - minute)
    (after,) = sights_of(tmp_path, seen, since=now + minute)
    assert before.stamp is None
    assert after.stamp is not None


def test_a_file_that_was_only_looked_for_may_change(tmp_path: Path) -> None:
    file = write(tmp_path / "a.png", b"1")
    cache = saved(tmp_path, Made("a", sights_of(tmp_path, {file: THERE}), (), ""))
    write(file, b"22", LONG_AGO + 9)
    assert cache.current("a") is not None
    file.unlink()
    assert cache.current("a") is None


def test_what_is_no_file_counts(tmp_path: Path) -> None:
    cache = saved(tmp_path, Made("lists", (), (), "", other="x"))
    assert cache.current("lists", other="x") is not None
    assert cache.current("lists", other="y") is None


def test_another_key_knows_nothing_and_begins_anew(tmp_path: Path, page: Made) -> None:
    saved(tmp_path, page)
    other = BuildCache.open(tmp_path, "other", tmp_path / CACHE)
    assert other.known == {}
    other.put(Made("b", (), (), ""))
    other.save()
    assert list(BuildCache.open(tmp_path, "other", tmp_path / CACHE).known) == ["b"]


def test_what_few_builds_need_is_kept_with_the_rest(tmp_path: Path) -> None:
    made = Made("a", (), (), "[1]", aside=b"lines\n")
    assert saved(tmp_path, made).current("a") == made


def test_results_that_are_read_later_are_found_one_at_a_time(tmp_path: Path) -> None:
    first, second = Made("document a", (), (), "[1]"), Made("lists", (), (), "[2]")
    saved(tmp_path, first, second)
    cache = BuildCache.open(tmp_path, "key", tmp_path / CACHE, "document ")
    assert cache.known == {"lists": second}
    assert cache.names("document ") == ["document a"]
    with cache.reading() as find:
        assert find("document a") == first
        assert find("document b") is None


def test_another_toolkits_results_are_not_found(tmp_path: Path, page: Made) -> None:
    saved(tmp_path, page)
    cache = BuildCache.open(tmp_path, "other", tmp_path / CACHE)
    with cache.reading() as find:
        assert find("a") is None


def test_more_results_than_wait_at_a_time_are_all_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_cache, "_AT_A_TIME", 2)
    cache = saved(tmp_path, *(Made(name, (), (), "") for name in "abcde"))
    assert list(cache.known) == list("abcde")


@pytest.mark.parametrize("torn", [b"", b"SQLite format 3\0torn", b"\xff" * 5000])
def test_a_torn_cache_counts_as_none_and_is_made_anew(
    tmp_path: Path, page: Made, torn: bytes
) -> None:
    saved(tmp_path, page)
    (tmp_path / CACHE).write_bytes(torn)
    cache = BuildCache.open(tmp_path, "key", tmp_path / CACHE)
    assert cache.known == {}
    cache.put(page)
    cache.save()
    assert BuildCache.open(tmp_path, "key", tmp_path / CACHE).current("a") == page


@pytest.mark.slow
def test_what_another_process_is_writing_stays(tmp_path: Path, page: Made) -> None:
    saved(tmp_path, page)
    cache = BuildCache.open(tmp_path, "key", tmp_path / CACHE)
    cache.put(Made("b", (), (), ""))
    with closing(sqlite3.connect(tmp_path / CACHE, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        cache.save()
        writer.execute("DELETE FROM made")
        writer.execute("COMMIT")
    assert BuildCache.open(tmp_path, "key", tmp_path / CACHE).known == {}


def test_what_is_forgotten_is_gone(tmp_path: Path, page: Made) -> None:
    cache = saved(tmp_path, page)
    cache.forget(["a"])
    cache.save()
    assert BuildCache.open(tmp_path, "key", tmp_path / CACHE).known == {}


@pytest.mark.slow
def test_the_key_hangs_on_settings_and_place(tmp_path: Path) -> None:
    keys = {
        cache_key(tmp_path, b""),
        cache_key(tmp_path, b"x"),
        cache_key(tmp_path / "other", b"x"),
    }
    assert len(keys) == 3
    assert cache_key(tmp_path, b"") == cache_key(tmp_path, b"")


def test_why_names_the_file(tmp_path: Path, page: Made) -> None:
    cache = saved(tmp_path, page)
    write(tmp_path / "a.txt", b"else")
    assert cache.why(page) == "a.txt has changed"


def test_a_sight_without_a_stamp_is_compared_by_content(tmp_path: Path) -> None:
    write(tmp_path / "a", b"x")
    made = Made("a", (Sight("a", digest_of(b"x")),), (), "")
    assert saved(tmp_path, made).current("a") == made


def test_the_key_is_the_same_whatever_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importlib.import_module("jinja2")
    loaded = cache_key(tmp_path, b"settings")
    monkeypatch.delitem(sys.modules, "jinja2")
    assert cache_key(tmp_path, b"settings") == loaded


def test_another_package_below_the_toolkit_gives_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "jinja2", raising=False)
    before = cache_key(tmp_path, b"settings")
    (tmp_path / "jinja2").mkdir()
    write(tmp_path / "jinja2" / "__init__.py", b"")
    monkeypatch.syspath_prepend(tmp_path)
    assert cache_key(tmp_path, b"settings") != before


def test_what_was_no_utf_8_in_a_file_can_be_remembered() -> None:
    text = facts_text(("byte \udcff",))
    assert text.encode()
    assert Made("a", (), (), text, "").facts_as(tuple[str, ...]) == ("byte \udcff",)

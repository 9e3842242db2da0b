from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.newsroom.stores import open_store

pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    store = open_store(tmp_path.as_uri())
    store.write("kk/bridge.html", b"Bridge")
    assert dict(store.read(["kk/bridge.html"])) == {"kk/bridge.html": b"Bridge"}


def test_a_store_in_memory_is_one(request: pytest.FixtureRequest) -> None:
    store = open_store(f"memory://{request.node.name}")
    store.write("kk/bridge.html", b"Bridge")
    assert list(store.entries()) == ["kk/bridge.html"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert open_store((tmp_path / "none").as_uri()).entries() == {}


def test_what_is_removed_already_is_removed(tmp_path: Path) -> None:
    open_store(tmp_path.as_uri()).remove("kk/bridge.html")
    assert not list(tmp_path.iterdir())


def test_a_link_out_of_the_folder_is_no_file_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("key")
    (tmp_path / "news").mkdir()
    (tmp_path / "news/article.txt").symlink_to(tmp_path / "secret")
    assert open_store((tmp_path / "news").as_uri()).entries() == {}


def test_a_file_that_was_just_written_has_no_mark_to_believe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert open_store(tmp_path.as_uri()).entries()["a.txt"].mark == ""


@pytest.mark.parametrize("url", ["s3://key:secret@bucket/news", "https://news.example/?sig=secret"])
def test_an_address_with_a_key_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(ToolkitError) as error:
        open_store(url)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("url", ["news", "C:/news", "nothing://bucket/news", "//[", "\0"])
def test_what_is_no_address_of_a_store_is_said(url: str) -> None:
    with pytest.raises(ToolkitError) as error:
        open_store(url)
    assert error.value.findings[0].code == "store"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("toolkit.newsroom.stores.import_module", refuse)
    with pytest.raises(ToolkitError, match="pip install distributed fsspec"):
        open_store("s3://bucket/news")


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "kk").write_text("a file where a folder is meant to be")
    with pytest.raises(ToolkitError) as error:
        open_store(tmp_path.as_uri()).write("kk/bridge.html", b"Bridge")
    assert error.value.findings[0].code == "store"


def test_no_bucket_is_made_for_a_name_that_was_mistyped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path.as_uri())
    # A store of buckets is one that does not say that it has folders.
    monkeypatch.setattr(type(store.filesystem), "protocol", "s3")
    with pytest.raises(ToolkitError):
        store.write("mistyped/bridge.html", b"Bridge")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError("s3://key@bucket"), "there is no such folder or bucket"),
        (PermissionError("key"), "this machine has no permission to do that"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (KeyError("key"), "key error"),
    ],
)
def test_why_a_store_fails_is_in_words_and_never_the_stores_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    store = open_store(tmp_path.as_uri())

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(store.filesystem, "open", fail, raising=False)
    with pytest.raises(ToolkitError) as caught:
        store.write("a", b"")
    assert caught.value.findings[0].message == f"the store cannot be written: {said}"


def test_a_scheme_that_nobody_knows_is_named() -> None:
    with pytest.raises(ToolkitError, match="the toolkit knows nothing that opens foo://"):
        open_store("foo://bucket/news")

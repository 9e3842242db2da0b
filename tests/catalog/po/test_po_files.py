"""Catalogs on disk: loading, saving, and two who save at once."""

from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.locks import lock
from toolkit.catalog.po import Catalog, Entry, load, new_catalog, save

METADATA = {"Language": "kk", "Content-Type": "text/plain; charset=UTF-8"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    catalog = new_catalog(METADATA)
    catalog.append(Entry(msgid="a", msgstr="ә"))
    save(catalog, tmp_path / "kk.po")
    return tmp_path / "kk.po"


def test_what_is_saved_is_loaded(path: Path) -> None:
    expected = new_catalog(METADATA)
    expected.append(Entry(msgid="a", msgstr="ә"))
    assert load(path) == expected


def test_saving_makes_folders(tmp_path: Path) -> None:
    assert save(new_catalog(METADATA), tmp_path / "locales" / "kk" / "LC_MESSAGES" / "a.po")


def test_saving_what_did_not_change_touches_nothing(path: Path) -> None:
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not save(load(path), path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_saving_what_did_not_change_needs_no_lock(path: Path) -> None:
    catalog = load(path)
    with lock(path):
        assert not save(catalog, path)


def test_saving_a_change_says_so(path: Path) -> None:
    catalog = load(path)
    catalog[0].msgstr = "б"
    assert save(catalog, path)


def test_saving_twice_is_allowed(path: Path) -> None:
    catalog = load(path)
    for text in ("б", "в"):
        catalog[0].msgstr = text
        save(catalog, path)
    assert load(path)[0].msgstr == "в"


def test_the_width_is_obeyed(path: Path) -> None:
    catalog = load(path)
    catalog[0].msgstr = "сөз " * 40
    save(catalog, path, width=0)
    assert max(map(len, path.read_text("utf-8").splitlines())) > 150


def test_what_another_saved_in_the_meantime_is_not_overwritten(path: Path) -> None:
    mine, theirs = load(path), load(path)
    theirs[0].msgstr = "theirs"
    save(theirs, path)
    mine[0].msgstr = "mine"
    with pytest.raises(ToolkitError, match="changed since it was read"):
        save(mine, path)
    assert load(path)[0].msgstr == "theirs"


def test_a_catalog_that_takes_over_a_header_takes_over_that_care(path: Path) -> None:
    mine, theirs = load(path), load(path)
    theirs[0].msgstr = "theirs"
    save(theirs, path)
    merged = Catalog()
    merged.keep_header(mine)
    with pytest.raises(ToolkitError, match="changed since it was read"):
        save(merged, path)


def test_a_file_that_is_gone_is_written_again(path: Path) -> None:
    catalog = load(path)
    path.unlink()
    assert save(catalog, path)


def test_a_loaded_catalog_may_be_saved_elsewhere(path: Path) -> None:
    other = path.with_name("ru.po")
    save(new_catalog(METADATA), other)
    assert save(load(path), other)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="No such file"):
        load(tmp_path / "no.po")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="this is a folder"):
        load(tmp_path)


def test_messages_show_the_name_that_the_user_gave(path: Path) -> None:
    path.write_bytes(b"junk")
    with pytest.raises(
        ToolkitError,
        match=r"^here/kk\.po:1:1: error: an entry should begin here, instead of “junk”",
    ):
        load(path, shown="here/kk.po")

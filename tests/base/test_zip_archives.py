"""Archives of strangers: what is wrong with one is named, and no limit can be passed."""

import zipfile

import pytest

from tests.archives import zipped
from toolkit.base.zip_archives import Fault, UnreadableArchive, open_archive, read_entry

TEXT = b"The bridge opened on Tuesday. " * 40


def archived(method: int = zipfile.ZIP_DEFLATED, entries: int = 1) -> bytes:
    return zipped({f"{number}.xml": TEXT for number in range(entries)}, method)


def fault_of(data: bytes, most: int = len(TEXT)) -> Fault:
    """Return why the first entry of an archive cannot be read."""
    archive = open_archive(data, 3)
    with pytest.raises(UnreadableArchive) as raised:
        read_entry(archive, archive.infolist()[0], most)
    return raised.value.fault


def test_an_entry_is_read_up_to_its_limit() -> None:
    archive = open_archive(archived(), 3)
    assert read_entry(archive, archive.infolist()[0], len(TEXT)) == TEXT


def test_an_entry_larger_than_its_limit_is_refused() -> None:
    assert fault_of(archived(), len(TEXT) - 1) is Fault.TOO_LARGE


def test_a_method_that_office_files_do_not_have_is_refused() -> None:
    assert fault_of(archived(zipfile.ZIP_LZMA)) is Fault.METHOD


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(archived())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert fault_of(bytes(data)) is Fault.ENCRYPTED


def test_a_damaged_entry_is_refused() -> None:
    data = bytearray(archived())
    start = 30 + len("0.xml")
    data[start : start + 8] = b"\xff" * 8
    assert fault_of(bytes(data)) is Fault.DAMAGED


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        pytest.param(archived(entries=4), Fault.TOO_LARGE, id="more entries"),
        pytest.param(archived()[:-30], Fault.DAMAGED, id="cut"),
        pytest.param(b"no archive", Fault.DAMAGED, id="no archive"),
    ],
)
def test_an_archive_that_is_none_or_has_too_much_is_refused(data: bytes, fault: Fault) -> None:
    with pytest.raises(UnreadableArchive) as raised:
        open_archive(data, 3)
    assert raised.value.fault is fault

import io
import stat
import zipfile
from pathlib import Path

import pytest

from tests.archives import zipped
from tests.newsroom.bundling.bundles import built, bundled, verified
from toolkit.base.errors import ToolkitError
from toolkit.exchange.zipped import zip_files
from toolkit.newsroom.bundling.packing import write_folder
from toolkit.newsroom.bundling.signing import make_keys, read_public
from toolkit.newsroom.bundling.verifying import Verified, verify_bundle
from toolkit.newsroom.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return built(tmp_path_factory.mktemp("house"))


@pytest.fixture
def files(project: Project) -> dict[str, bytes]:
    return dict(bundled(project))


def told(found: Verified) -> list[tuple[str, str]]:
    """Return the codes of what was found, each with the file that it names."""
    return [(each.code, str(each.location).partition("!")[2]) for each in found.findings]


@pytest.mark.slow
def test_a_zip_verifies(project: Project, files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "site.zip").write_bytes(zip_files(bundled(project)))
    assert verified(project, tmp_path / "site.zip") == Verified(len(files) - 2, ())


def test_a_folder_verifies(project: Project, files: dict[str, bytes], tmp_path: Path) -> None:
    write_folder(bundled(project), tmp_path / "site", "site")
    assert verified(project, tmp_path / "site") == Verified(len(files) - 2, ())


def test_a_zip_that_somebody_packed_again_verifies(
    project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "site.zip").write_bytes(zipped({"kk/": b"", **dict(reversed(files.items()))}))
    assert verified(project, tmp_path / "site.zip") == Verified(len(files) - 2, ())


@pytest.mark.parametrize("packed", [True, False])
def test_each_file_that_is_wrong_is_named(
    packed: bool, project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    files["kk/heat.html"] += b" "
    files["kk/heat2.html"] = b"lies"
    del files["en/heat.html"]
    path = tmp_path / "site"
    if packed:
        path.write_bytes(zipped(files))
    else:
        for name, data in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    assert told(verified(project, path)) == [
        ("bundle-missing", "en/heat.html"),
        ("bundle-changed", "kk/heat.html"),
        ("bundle-extra", "kk/heat2.html"),
    ]


def test_a_list_that_somebody_changed_does_not_verify(
    project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    files["SHA256SUMS"] = files["SHA256SUMS"].replace(b"a", b"b", 1)
    (tmp_path / "site.zip").write_bytes(zipped(files))
    assert told(verified(project, tmp_path / "site.zip"))[0] == ("bundle-signature", "SHA256SUMS")


def test_another_newsrooms_key_does_not_verify(project: Project, tmp_path: Path) -> None:
    (tmp_path / "site.zip").write_bytes(zip_files(bundled(project)))
    make_keys(tmp_path / "other.key", "other.key")
    other = read_public(tmp_path / "other.pub", "other.pub")
    found = verify_bundle(tmp_path / "site.zip", "site.zip", other)
    assert told(found) == [("bundle-signature", "SHA256SUMS")]


@pytest.mark.parametrize("name", ["SHA256SUMS", "SHA256SUMS.sig"])
def test_what_has_no_list_or_no_signature_does_not_verify(
    name: str, project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    del files[name]
    (tmp_path / "site.zip").write_bytes(zipped(files))
    assert told(verified(project, tmp_path / "site.zip")) == [("bundle-missing", name)]


@pytest.mark.parametrize(
    "path", ["../a.html", "/a.html", "..\\a.html", "C:a.html", "kk/NUL", "../out/"]
)
def test_a_path_that_leads_out_is_refused(
    path: str, project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "site.zip").write_bytes(zipped({**files, path: b"x"}))
    assert told(verified(project, tmp_path / "site.zip")) == [("bundle-path", path)]


def test_a_link_in_a_zip_is_refused(
    project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    stream = io.BytesIO(zipped(files))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("kk/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "site.zip").write_bytes(stream.getvalue())
    assert told(verified(project, tmp_path / "site.zip")) == [("bundle-path", "kk/link")]


@pytest.mark.parametrize("target", ["/etc", "/etc/hostname", "heat.html"])
def test_a_link_in_a_folder_is_refused(target: str, project: Project, tmp_path: Path) -> None:
    write_folder(bundled(project), tmp_path / "site", "site")
    (tmp_path / "site" / "kk" / "link").symlink_to(target)
    assert told(verified(project, tmp_path / "site")) == [("bundle-path", "kk/link")]


def test_a_name_that_stands_there_twice_is_refused(
    project: Project, files: dict[str, bytes], tmp_path: Path
) -> None:
    stream = io.BytesIO(zipped(files))
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(stream, "a") as archive,
    ):
        archive.writestr("kk/heat.html", "lies")
    (tmp_path / "site.zip").write_bytes(stream.getvalue())
    assert told(verified(project, tmp_path / "site.zip")) == [("bundle-path", "kk/heat.html")]


def test_what_stands_before_a_zips_entries_is_told(project: Project, tmp_path: Path) -> None:
    data = zipped({"kk/hidden.html": b"lies"}) + zip_files(bundled(project))
    (tmp_path / "site.zip").write_bytes(data)
    assert [each.code for each in verified(project, tmp_path / "site.zip").findings] == [
        "bundle-extra"
    ]


@pytest.mark.parametrize("size", [0, 10, 0.5, 0.99])
def test_a_torn_zip_is_said_to_be_torn(size: float, project: Project, tmp_path: Path) -> None:
    data = zip_files(bundled(project))
    end = size if isinstance(size, int) else int(len(data) * size)
    (tmp_path / "site.zip").write_bytes(data[:end])
    with pytest.raises(ToolkitError, match="torn"):
        verified(project, tmp_path / "site.zip")


def test_a_damaged_entry_is_named(project: Project, tmp_path: Path) -> None:
    data = bytearray(zip_files(bundled(project)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("kk/heat.html")
    at = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    data[at] ^= 0xFF
    (tmp_path / "site.zip").write_bytes(bytes(data))
    assert told(verified(project, tmp_path / "site.zip")) == [("bundle-damaged", "kk/heat.html")]

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.newsroom.bundling.bundles import ADDRESS, built, bundled
from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, contents, make
from toolkit.base.errors import ToolkitError
from toolkit.exchange.zipped import zip_files
from toolkit.newsroom.bundling.packing import write_folder

pytestmark = pytest.mark.slow


def test_a_site_is_all_that_is_published_but_the_record_of_it(tmp_path: Path) -> None:
    project = built(tmp_path)
    published = contents(tmp_path / "output")
    del published[".published"]
    files = dict(bundled(project))
    assert list(files)[:2] == ["SHA256SUMS", "SHA256SUMS.sig"]
    del files["SHA256SUMS"], files["SHA256SUMS.sig"]
    assert files == published


def test_what_nobody_has_built_is_left_behind(tmp_path: Path) -> None:
    project = built(tmp_path)
    (tmp_path / "output" / "notes.txt").write_text("mine")
    assert "notes.txt" not in bundled(project)


def test_an_article_comes_in_all_its_forms(tmp_path: Path) -> None:
    files = bundled(built(tmp_path), "heat")
    assert sorted(files) == [
        "SHA256SUMS",
        "SHA256SUMS.sig",
        "en/heat.html",
        "en/heat.xml",
        "kk/heat.html",
        "kk/heat.parallel.html",
        "kk/heat.xml",
    ]


def test_links_of_an_article_lead_inside_or_to_the_site(tmp_path: Path) -> None:
    page = bundled(built(tmp_path), "heat")["kk/heat.html"]
    assert b'href="../en/heat.html"' in page
    assert b'href="https://news.example/kk/index.html"' in page
    assert b'href="index.html"' not in page


def test_without_an_address_links_stay(tmp_path: Path) -> None:
    page = bundled(built(tmp_path, CONFIGURATION), "heat")["kk/heat.html"]
    assert b'href="index.html"' in page


def test_the_same_site_is_the_same_zip(tmp_path: Path) -> None:
    project = built(tmp_path)
    assert zip_files(bundled(project)) == zip_files(bundled(project))


def test_a_server_can_read_what_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_files(bundled(built(tmp_path))))) as archive:
        assert {each.external_attr >> 16 for each in archive.infolist()} == {0o100644}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="NOT TESTED: sha256sum is missing")
def test_sha256sum_reads_the_list(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    write_folder(bundled(built(tmp_path / "house")), folder, "bundle")
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="NOT TESTED: openssl is missing")
def test_openssl_verifies_the_signature(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    write_folder(bundled(built(tmp_path / "house")), folder, "bundle")
    key = tmp_path / "house" / "signing.pub"
    asked = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(key), "-rawin"]
    asked += ["-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"]
    done = subprocess.run(asked, cwd=folder, capture_output=True, check=False)
    assert b"Verified Successfully" in done.stdout


def test_a_folder_follows_the_site(tmp_path: Path) -> None:
    project = built(tmp_path / "house")
    folder = tmp_path / "bundle"
    write_folder(bundled(project), folder, "bundle")
    (tmp_path / "house" / "articles" / "heat.txt").unlink()
    project.update()
    project.build()
    write_folder(bundled(project), folder, "bundle")
    assert contents(folder) == dict(sorted(bundled(project).items()))


def test_a_folder_with_something_else_stays(tmp_path: Path) -> None:
    project = built(tmp_path / "house")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(ToolkitError, match="is no bundle"):
        write_folder(bundled(project), tmp_path / "mine", "mine")
    assert contents(tmp_path / "mine") == {"notes.txt": b"mine"}


def test_a_protected_name_stays_in_the_house(tmp_path: Path) -> None:
    project = built(tmp_path)
    page = tmp_path / "output" / "kk" / "heat.html"
    page.write_text(page.read_text() + "Тестова")
    protect(tmp_path)
    with pytest.raises(ToolkitError) as caught:
        bundled(project)
    assert [str(each.location).split(":")[0] for each in caught.value.findings] == ["kk/heat.html"]


def test_what_cannot_be_looked_through_stays_in_the_house(tmp_path: Path) -> None:
    project = built(tmp_path)
    (tmp_path / "output" / "kk" / "heat.html").write_bytes(b"%PDF-1.7 and then nothing")
    bundled(project)
    protect(tmp_path)
    with pytest.raises(ToolkitError) as caught:
        bundled(project)
    assert [(each.code, str(each.location)) for each in caught.value.findings] == [
        ("unsearched", "output/kk/heat.html")
    ]


def test_a_name_that_windows_cannot_hold_is_named(tmp_path: Path) -> None:
    project = make(tmp_path, ADDRESS + CONFIGURATION)
    (tmp_path / "articles" / "who?.txt").write_text("Who\n\nThey are.\n")
    project.build()
    built(tmp_path / "other")
    (tmp_path / "signing.key").write_bytes((tmp_path / "other" / "signing.key").read_bytes())
    with pytest.raises(ToolkitError, match="output/en/who"):
        bundled(project)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    project = built(tmp_path)
    page = tmp_path / "output" / "kk" / "heat.html"
    page.unlink()
    page.symlink_to("/etc/hostname")
    with pytest.raises(ToolkitError, match="symbolic link"):
        bundled(project)


def test_without_editions_it_says_what_to_do(tmp_path: Path) -> None:
    project = built(tmp_path)
    shutil.rmtree(tmp_path / "output")
    with pytest.raises(ToolkitError, match="toolkit build"):
        bundled(project)

"""Share images among the editions: what they are made of, and what becomes of the others."""

from pathlib import Path

import pytest

from tests.editions.lettering_fonts import noto
from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, make
from toolkit.newsroom.project import Project

pytest.importorskip("PIL", reason="the extra pictures is not installed")
SHARED = (
    'base_url = "https://news.example/"\n'
    + CONFIGURATION.replace('.txt"', '.txt"\neditions = ["html", "share_image"]')
    + '\n[share_image]\nfonts = { Latn = "fonts/a.ttf", Cyrl = "fonts/a.ttf" }\n'
)
PICTURE, PAGE = "output/en/bridge.share.png", "output/en/bridge.html"


@pytest.fixture
def newsroom(tmp_path: Path) -> Project:
    font = noto("Latn", "NotoSans-Bold")
    project = make(tmp_path, SHARED)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.ttf").write_bytes(font.data)
    return project


@pytest.mark.slow
def test_a_page_and_its_picture_are_built(newsroom: Project) -> None:
    assert newsroom.build().findings == ()
    root = newsroom.settings.root
    assert (root / PICTURE).read_bytes().startswith(b"\x89PNG")
    assert "https://news.example/en/bridge.share.png" in (root / PAGE).read_text()


def test_without_the_font_all_else_is_built(newsroom: Project) -> None:
    root = newsroom.settings.root
    (root / "fonts" / "a.ttf").unlink()
    report = newsroom.build()
    assert {each.location.path for each in report.findings if each.location} == {"fonts/a.ttf"}
    assert not (root / PICTURE).exists()
    assert "og:image" not in (root / PAGE).read_text()


def test_without_any_font_there_is_a_hint_and_all_else_is_built(tmp_path: Path) -> None:
    report = make(tmp_path, SHARED.partition("[share_image]")[0]).build()
    assert {each.message for each in report.findings} == {"share images have no font"}
    assert (tmp_path / PAGE).is_file()


@pytest.mark.slow
def test_another_font_makes_another_picture(newsroom: Project) -> None:
    root = newsroom.settings.root
    newsroom.build()
    before = (root / PICTURE).read_bytes()
    (root / "fonts" / "a.ttf").write_bytes(noto("Latn", "NotoSans-Regular").data)
    newsroom.build()
    assert (root / PICTURE).read_bytes() != before


@pytest.mark.slow
def test_a_protected_name_is_looked_for_in_what_is_lettered(newsroom: Project) -> None:
    root = newsroom.settings.root
    text = (root / "toolkit.toml").read_text()
    (root / "toolkit.toml").write_text(f'title = "Testova"\n{text.replace("title =", "#")}')
    protect(root)
    findings = Project.load(root).build().findings
    leaks = {str(each.location).split(":")[0] for each in findings if each.code == "leak"}
    assert "en/bridge.share.png" in leaks

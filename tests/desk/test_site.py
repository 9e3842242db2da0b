import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.newsrooms import every_state, page_newsroom
from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.desk.served import Answer, Site
from toolkit.desk.watching import LiveBuild
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

STRICT = CONFIGURATION.replace("[locales.kk]", "[locales.kk.publish]\nthreshold = 100")


class Preview:
    """A newsroom's site and its status."""

    def __init__(self, project: Project) -> None:
        self._live = LiveBuild(project, say=lambda _: None, show=lambda _: None)
        self._live.refresh()
        self._site = Site()

    def get(self, target: str) -> Answer:
        return self._site.answer(target, self._live.status)

    def units(self, tag: str) -> Any:  # noqa: ANN401 - JSON of any kind
        return json.loads(self.get(f"/_toolkit/units?locale={tag}&document=bridge").body)

    def close(self) -> None:
        self._site.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    made = Preview(every_state(tmp_path))
    yield made
    made.close()


def test_the_output_stays_as_it_was_built(tmp_path: Path, preview: Preview) -> None:
    before = contents(tmp_path)
    preview.get("/ug/bridge.html")
    preview.units("ug")
    assert contents(tmp_path) == before


def test_an_edition_is_told_what_it_is(preview: Preview) -> None:
    body = preview.get("/ug/bridge.html").body
    assert b'data-locale="ug" data-document="bridge"' in body


def test_an_index_has_the_script_too(preview: Preview) -> None:
    body = preview.get("/ug/").body
    assert b"preview.js" in body
    assert b"data-document" not in body


def test_a_folder_is_named_with_a_slash(preview: Preview) -> None:
    assert preview.get("/ug").location == "/ug/"


def test_no_redirection_leads_to_another_host(preview: Preview) -> None:
    assert not preview.get("//ug").location.startswith("//")


def test_an_xml_edition_keeps_its_bytes(tmp_path: Path, preview: Preview) -> None:
    answer = preview.get("/ug/bridge.xml")
    assert answer.body == (tmp_path / "output" / "ug" / "bridge.xml").read_bytes()
    assert answer.kind in {"application/xml", "text/xml"}


@pytest.mark.parametrize(
    "target",
    ["/../toolkit.toml", "/%2e%2e/toolkit.toml", "/ug/..%2f..%2ftoolkit.toml", "/..%5ctoolkit.toml",
     "//etc/passwd", "/%00", "/outside.txt", "/none.html", "/_toolkit/../toolkit.toml",
     "/_toolkit/nothing", "/" + "a" * 5000, "/[", "http://127.0.0.1/toolkit.toml"],
)  # fmt: skip
def test_nothing_outside_the_output_is_served(
    tmp_path: Path, preview: Preview, target: str
) -> None:
    (tmp_path / "output" / "outside.txt").symlink_to(tmp_path / "toolkit.toml")
    answer = preview.get(target)
    assert answer.status == 404
    assert b"[[documents]]" not in answer.body


def test_every_id_of_an_article_is_on_its_page(preview: Preview) -> None:
    body = preview.get("/ug/bridge.html").body.decode()
    for unit in preview.units("ug")["units"]:
        assert f'id="{unit["id"]}"' in body


@pytest.mark.parametrize("query", ["", "?locale=fr&document=bridge", "?locale=../&document=x"])
def test_units_of_no_edition_are_not_found(preview: Preview, query: str) -> None:
    assert preview.get(f"/_toolkit/units{query}").status == 404


def test_a_broken_catalog_is_told_in_place_of_units(tmp_path: Path, preview: Preview) -> None:
    (tmp_path / "locales" / "ug" / "LC_MESSAGES" / "bridge.po").write_text('msgid "x\n')
    assert "bridge.po:1:7" in preview.units("ug")["problems"][0]


def test_a_withheld_edition_can_be_read_here_only(tmp_path: Path) -> None:
    project = make(tmp_path, configuration=STRICT)
    translate(project, "kk", but="It was")
    preview = Preview(project)
    answer = preview.get("/kk/bridge.html")
    preview.close()
    assert b"kk: The bridge opened" in answer.body
    assert b"but 100 % are required" in answer.body
    assert not (tmp_path / "output" / "kk" / "bridge.html").exists()


def test_no_draft_is_made_where_published_pages_would_be_its_sources(tmp_path: Path) -> None:
    wide = f'{STRICT}\n[[documents]]\nfiles = "**/*.html"\n'
    project = make(tmp_path, configuration=wide)
    translate(project, "kk", but="It was")
    preview = Preview(project)
    answer = preview.get("/kk/bridge.html")
    preview.close()
    assert answer.status == 404
    assert b"but 100 % are required" in answer.body


def test_an_edition_without_any_translation_says_why_it_is_not_there(tmp_path: Path) -> None:
    preview = Preview(make(tmp_path))
    answer = preview.get("/kk/bridge.html")
    preview.close()
    assert answer.status == 404
    assert b"nothing is translated yet" in answer.body


@pytest.mark.parametrize("tag", ["en", "kk"])
def test_a_page_of_its_own_format_has_its_units_marked(tmp_path: Path, tag: str) -> None:
    preview = Preview(page_newsroom(tmp_path))
    body = preview.get(f"/{tag}/bridge.html").body.decode()
    units = preview.units(tag)["units"]
    preview.close()
    marks = body.split("data-toolkit-units=")[1:]
    found = [name for mark in marks for name in mark.split('"')[1].split()]
    assert sorted(found) == sorted(each["block"] for each in units)

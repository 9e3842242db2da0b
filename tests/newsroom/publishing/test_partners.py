"""What toolkit.toml and front matter tell partners, as it stands in what is built."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from tests.editions.media_files import TOLD
from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.project import Project

PICTURE = next(name for name in TOLD if name.endswith(".jpg"))
_ALL = '.txt"'
SET = """.md"
editions = ["nitf", "newsml", "ninjs"]
urgency = 5
rights_holder = "We"
usage_terms = "With credit"
"""


def newsroom(folder: Path, more: str = "", front: str = "urgency: 2\n") -> Project:
    """Return a newsroom with an article that shows a picture, translated into Kazakh."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    text = f"---\ndate: 2026-11-20\n{front}---\n# A\n\nText ![b]({PICTURE}).\n"
    (articles / "a.md").write_text(text, encoding="utf-8")
    (articles / PICTURE).write_bytes(TOLD[PICTURE])
    project = make(
        folder, f'base_url = "https://n.example/"\n{CONFIGURATION.replace(_ALL, SET + more)}'
    )
    translate(project, "kk", document_id="a")
    return project


def said(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "output/kk/a.ninjs.json").read_text())
    return found


def test_an_article_says_what_its_set_does_not(tmp_path: Path) -> None:
    newsroom(tmp_path).build()
    data = said(tmp_path)
    assert (data["urgency"], data["copyrightholder"]) == (2, "We")


def test_the_size_of_a_picture_is_that_of_the_published_file(tmp_path: Path) -> None:
    newsroom(tmp_path).build()
    size = (tmp_path / "output/kk" / PICTURE).stat().st_size
    assert size != len(TOLD[PICTURE])
    assert f'"sizeinbytes": {size}' in (tmp_path / "output/kk/a.ninjs.json").read_text()
    assert f'size="{size}"' in (tmp_path / "output/kk/a.newsml.xml").read_text()


@pytest.mark.parametrize(("value", "version"), [("1.4", "1.4"), ("3.0", "3.0")])
def test_a_set_chooses_its_ninjs(tmp_path: Path, value: str, version: str) -> None:
    newsroom(tmp_path, f'ninjs = "{value}"\n').build()
    data = said(tmp_path)
    assert f'"version": "{version}"' in json.dumps(data.get("standard", data.get("$standard")))


def test_rights_without_a_holder_name_the_article(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir(parents=True)
    (tmp_path / "articles/a.md").write_text("---\nusage_terms: Free\n---\n# A\n\nText.\n")
    with pytest.raises(ToolkitError, match=r"articles/a\.md: error: the rights name no holder"):
        make(tmp_path, CONFIGURATION.replace(".txt", ".md"))


@pytest.mark.slow
def test_a_page_says_how_large_its_copies_are(tmp_path: Path) -> None:
    newsroom(tmp_path).build()
    path = tmp_path / "toolkit.toml"
    path.write_text(path.read_text().replace('"nitf"', '"html", "single", "nitf"'))
    Project.load(tmp_path).build()
    size = -(-(tmp_path / "output/kk/a.single.html").stat().st_size // 1000)
    page = (tmp_path / "output/kk/a.html").read_text()
    (shown,) = re.findall(r'<bdi class="size">([^<]+)</bdi>', page)
    assert shown.split() == [str(size), "кБ"]


def test_the_embargo_of_a_set_is_told_too(tmp_path: Path) -> None:
    newsroom(tmp_path, "embargo = 2026-11-21T06:00:00+05:00\n").build(
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    )
    assert said(tmp_path)["embargoed"] == "2026-11-21T01:00:00Z"

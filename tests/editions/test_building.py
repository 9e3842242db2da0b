"""Forms of editions, from toolkit.toml to the files of a build."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.editions.forms import FORMS, form_names
from toolkit.newsroom.project import Project

FILES = 'files = "articles/*.txt"'
EVERY = CONFIGURATION.replace(FILES, f"{FILES}\neditions = {list(form_names())}")
OF_TEXT = [form for form in FORMS if form.of_format in {"", "text"} and form.wanted is None]
HOUSE = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:param name="locale"/><xsl:template match="/"><house lang="{$locale}">
<xsl:value-of select="//h1"/></house></xsl:template></xsl:stylesheet>"""


def built(folder: Path, configuration: str, house: str = HOUSE) -> Project:
    folder.mkdir(exist_ok=True)
    (folder / "house.xsl").write_text(house)
    project = make(folder, configuration)
    translate(project, "kk", but="Children")
    project.build()
    return project


def with_house(options: str, editions: str = '["html", "house"]') -> str:
    sets = CONFIGURATION.replace(FILES, f"{FILES}\neditions = {editions}")
    return f"{sets}\n[editions.house]\n{options}\n"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that was built in every form, which takes seconds: a browser prints."""
    folder = tmp_path_factory.mktemp("every")
    built(folder, EVERY)
    return folder


@pytest.fixture
def copied(every: Path, tmp_path: Path) -> Project:
    """Return a newsroom of one's own, built in every form."""
    shutil.copytree(every, tmp_path, dirs_exist_ok=True)
    return Project.load(tmp_path)


@pytest.mark.slow
def test_a_newsroom_may_publish_in_every_form(every: Path) -> None:
    files = {path.name for path in (every / "output/kk").iterdir()}
    assert files == {"index.html", *(f"bridge{form.suffix}" for form in OF_TEXT)}


@pytest.mark.slow
def test_a_translations_sentences_name_those_of_the_built_original(every: Path) -> None:
    links = etree.parse(every / "output/kk/bridge.tei.xml").xpath("//*[local-name()='s']/@corresp")
    original = (every / "output/en/bridge.tei.xml").read_text()
    assert len(links) == 4
    assert all(f'xml:id="{link.partition("#")[2]}"' in original for link in links)


@pytest.mark.slow
def test_a_locale_that_is_no_longer_published_loses_every_form(copied: Project) -> None:
    translate(copied, "kk", but="")
    removed = copied.build().removed
    names = [*(f"bridge{form.suffix}" for form in OF_TEXT), "index.html"]
    # The file of all languages is gone too: there is one language left.
    assert sorted(path.name for path in removed) == sorted([*names, "bridge.single.html"])


@pytest.mark.slow
def test_a_newsrooms_own_stylesheet_makes_a_form(tmp_path: Path) -> None:
    built(tmp_path, with_house('stylesheet = "house.xsl"'))
    root = etree.parse(tmp_path / "output/kk/bridge.house.xml").getroot()
    assert (root.tag, root.get("lang")) == ("house", "kk")
    assert str(root.text).strip() == "kk: Village gets its bridge back"


def test_its_files_may_have_another_suffix(tmp_path: Path) -> None:
    built(tmp_path, with_house('stylesheet = "house.xsl"\nsuffix = ".txt"'))
    assert (tmp_path / "output/kk/bridge.txt").is_file()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("", r"toolkit\.toml:\d+:\d+: error: \[editions\.house\] has no stylesheet"),
        ('stylesheet = "../house.xsl"', r"toolkit\.toml:13:1: error: .*is not inside"),
        (
            'stylesheet = "house.xsl"\nsuffix = "/x"',
            r"toolkit\.toml:14:1: error: .*cannot be a file's suffix",
        ),
        ('stylesheet = "house.xsl"\nsufix = ".x"', r"toolkit\.toml:14:1: .*did you mean “suffix”"),
    ],
)
def test_what_is_wrong_with_an_own_form_is_told(tmp_path: Path, options: str, message: str) -> None:
    with pytest.raises(ToolkitError, match=message):
        built(tmp_path, with_house(options))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('stylesheet = "house.xsl"\nsuffix = ".html"', "two editions have the suffix “.html”"),
        ('stylesheet = "none.xsl"', "the file cannot be read: No such file"),
    ],
)
def test_an_own_form_that_cannot_be_made_is_told(
    tmp_path: Path, options: str, message: str
) -> None:
    report = built(tmp_path, with_house(options)).build()
    assert message in " ".join(each.message for each in report.findings)


def test_a_form_that_nobody_makes_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"toolkit\.toml:6:1: .*html, .*single, house"):
        built(tmp_path, with_house('stylesheet = "house.xsl"', '["docx"]'))


@pytest.mark.slow
def test_a_broken_stylesheet_leaves_all_other_forms_whole(tmp_path: Path) -> None:
    project = built(tmp_path, with_house('stylesheet = "house.xsl"'))
    before = (tmp_path / "output/kk/bridge.house.xml").read_bytes()
    (tmp_path / "house.xsl").write_text(HOUSE.replace("//h1", "$nope"), encoding="utf-8")
    (finding, *_) = project.build().findings
    assert re.match(r"house\.xsl:3: error: .*'nope'", str(finding))
    assert (tmp_path / "output/kk/bridge.house.xml").read_bytes() == before
    assert (tmp_path / "output/kk/bridge.html").is_file()


@pytest.mark.slow
def test_a_broken_template_leaves_all_other_files_whole(copied: Project, tmp_path: Path) -> None:
    page = tmp_path / "output/kk/bridge.html"
    before = page.read_bytes()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_text("<p>{{ nope }}", encoding="utf-8")
    (finding, *_) = copied.build().findings
    assert str(finding).startswith("templates/article.html:1: error: 'nope' is undefined")
    assert page.read_bytes() == before
    assert "bridge.html" in (tmp_path / "output/kk/index.html").read_text("utf-8")
    with pytest.raises(ToolkitError, match="'nope' is undefined"):
        copied.build(strict=True)

"""Links between articles lead from page to page, as the sources' links lead from file to file."""

import re
from pathlib import Path

import pytest

from tests.newsrooms import make_markdown, translate
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import published

pytestmark = pytest.mark.slow

SETTINGS = """source = "en"
title = "Test"

[[documents]]
files = "articles/**/*.md"

[locales.kk]

[locales.kk-Latn]
from = "kk"
"""
TARGET = "articles/2026/old well.md"


def newsroom(
    folder: Path, address: str, target: str = TARGET, *, is_translated: bool = True
) -> Project:
    project = make_markdown(folder, SETTINGS, f"# Bridge\n\nSee [the well]({address}).\n")
    path = folder / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Well\n\n## Its depth\n\nIt is deep.\n")
    project.update()
    translate(project, "kk")
    if is_translated and target == TARGET:
        translate(project, "kk", document_id="2026/old well")
    project.build()
    return project


def link(folder: Path, page: str = "kk/bridge.html") -> str:
    text = (folder / "output" / page).read_text("utf-8")
    found = re.search(r'<a href="([^"]*)"[^>]*>the ', text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    "address",
    ["2026/old%20well.md", "./2026/old%20well.md#nosuch", "../articles/2026/old%20well.md"],
)
@pytest.mark.parametrize("tag", ["en", "kk"])
def test_a_link_to_a_source_leads_to_its_page(tmp_path: Path, address: str, tag: str) -> None:
    newsroom(tmp_path, address)
    assert link(tmp_path, f"{tag}/bridge.html") == "2026/old%20well.html"


@pytest.mark.parametrize("tag", ["en", "kk"])
def test_a_link_to_a_heading_leads_to_the_passage(tmp_path: Path, tag: str) -> None:
    newsroom(tmp_path, "2026/old%20well.md#its-depth")
    page = (tmp_path / f"output/{tag}/2026/old well.html").read_text("utf-8")
    heading = re.search(r'<h2 id="([^"]*)"', page)
    assert heading is not None
    assert link(tmp_path, f"{tag}/bridge.html") == f"2026/old%20well.html#{heading[1]}"


def test_a_link_to_a_heading_follows_when_the_heading_is_written_later(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md#its-age")
    assert link(tmp_path) == "2026/old%20well.html"
    (tmp_path / TARGET).write_text("# Well\n\n## Its depth\n\nIt is deep.\n\n## Its age\n")
    project.update()
    project.build()
    assert "#" in link(tmp_path)


def test_a_link_inside_of_an_article_leads_to_its_passage(tmp_path: Path) -> None:
    text = "# Bridge\n\nSee [the end](#its-end).\n\n## Its *end*\n\nIt fell.\n"
    project = make_markdown(tmp_path, SETTINGS, text)
    project.update()
    translate(project, "kk")
    project.build()
    page = (tmp_path / "output/kk/bridge.html").read_text("utf-8")
    heading = re.search(r'<h2 id="([^"]*)"', page)
    assert heading is not None
    assert link(tmp_path) == f"#{heading[1]}"


def test_no_link_leads_to_a_passage_that_its_edition_leaves_out(tmp_path: Path) -> None:
    omits = SETTINGS.replace("[locales.kk]", '[locales.kk]\npublish = { untranslated = "omit" }')
    text = "# Bridge\n\nSee [the end](#its-end).\n\n## Its end\n\nIt fell.\n"
    project = make_markdown(tmp_path, omits, text)
    project.update()
    translate(project, "kk", but="Its")
    project.build()
    page = (tmp_path / "output/kk/bridge.html").read_text("utf-8")
    assert "the end" in page
    assert ">the end</a>" not in page


def test_a_link_leads_up_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    path = tmp_path / "articles/2026/old well.md"
    path.write_text("# Well\n\nSee [the bridge](../bridge.md).\n")
    project.build()
    assert link(tmp_path, "en/2026/old well.html") == "../bridge.html"


@pytest.mark.parametrize("address", ["nosuch.md", "https://example.org/well.md", "/well.md"])
def test_any_other_address_stays(tmp_path: Path, address: str) -> None:
    newsroom(tmp_path, address)
    assert link(tmp_path) == address


def test_a_build_with_nothing_to_do_reads_nothing_of_what_is_linked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    monkeypatch.delattr(published, "listed_from_data")
    assert not project.build().reasons


def test_a_page_follows_when_the_article_comes_and_goes(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "later.md")
    assert link(tmp_path) == "later.md"
    (tmp_path / "articles/later.md").write_text("# Later\n\nIt came.\n")
    project.update()
    project.build()
    assert link(tmp_path) == "../en/later.html"
    translate(project, "kk", document_id="later")
    project.build()
    assert link(tmp_path) == "later.html"
    (tmp_path / "articles/later.md").unlink()
    project.build()
    assert link(tmp_path) == "later.md"


@pytest.mark.parametrize("tag", ["kk", "kk-Latn"])
def test_a_link_to_what_is_not_translated_leads_to_the_original(tmp_path: Path, tag: str) -> None:
    newsroom(tmp_path, "2026/old%20well.md", is_translated=False)
    page = (tmp_path / f"output/{tag}/bridge.html").read_text("utf-8")
    assert '<a href="../en/2026/old%20well.html" hreflang="en">' in page


@pytest.mark.parametrize("chosen", [[], ["bridge"]])
def test_a_link_to_what_is_written_in_another_language_leads_there(
    tmp_path: Path, chosen: list[str]
) -> None:
    settings = f"{SETTINGS}\n[locales.ru]\n"
    project = make_markdown(tmp_path, settings, "# Bridge\n\nSee [the well](well.md).\n")
    (tmp_path / "articles/well.md").write_text("---\nlang: ru\n---\n# Колодец\n\nОн глубок.\n")
    project.update()
    translate(project, "kk", document_id="well")
    told = [*project.build().findings, *project.build(documents=chosen, everything=True).findings]
    assert "link-unpublished" not in {each.code for each in told}
    page = (tmp_path / "output/en/bridge.html").read_text("utf-8")
    assert '<a href="../ru/well.html" hreflang="ru">' in page


def test_the_column_of_the_original_leads_where_the_original_does(tmp_path: Path) -> None:
    newsroom(tmp_path, "2026/old%20well.md")
    page = (tmp_path / "output/kk/bridge.parallel.html").read_text("utf-8")
    assert re.findall(r'href="([^"]*old%20well.html)"', page) == [
        "2026/old%20well.html",
        "../en/2026/old%20well.html",
    ]


@pytest.mark.parametrize("everything", [True, False])
def test_what_is_not_published_yet_is_named_without_a_link(
    tmp_path: Path, everything: bool
) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    well = tmp_path / TARGET
    text = well.read_text()
    well.write_text(f"---\nembargo: 2999-01-01T00:00:00Z\n---\n{text}")
    told = [each.code for each in project.build(everything=everything).findings]
    assert "link-unpublished" in told
    for tag in ("en", "kk"):
        page = (tmp_path / f"output/{tag}/bridge.html").read_text("utf-8")
        assert "old%20well" not in page
        assert "the well" in page
    well.write_text(text)
    project.build()
    assert link(tmp_path) == "2026/old%20well.html"


def test_a_strict_build_publishes_what_only_lacks_a_link(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    well = tmp_path / TARGET
    well.write_text(f"---\nembargo: 2999-01-01T00:00:00Z\n---\n{well.read_text()}")
    project.build(strict=True)
    assert "old%20well" not in (tmp_path / "output/kk/bridge.html").read_text("utf-8")


def test_a_link_to_a_document_in_xml_leads_to_its_file(tmp_path: Path) -> None:
    settings = f'{SETTINGS}\n[[documents]]\nfiles = "articles/*.xml"\n'
    project = make_markdown(tmp_path, settings, "# Bridge\n\nSee [the law](law.xml).\n")
    (tmp_path / "articles/law.xml").write_text("<law><p>It is law.</p></law>")
    project.build()
    assert link(tmp_path, "en/bridge.html") == "law.xml"


def test_two_articles_that_come_together_name_each_other(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "2026/old%20well.md")
    path = tmp_path / TARGET
    path.write_text("# Well\n\nSee [the bridge](../bridge.md).\n")
    project.update()
    translate(project, "kk", document_id="2026/old well")
    project.build(everything=True)
    assert link(tmp_path) == "2026/old%20well.html"
    assert link(tmp_path, "kk/2026/old well.html") == "../bridge.html"


WELL = '<!doctype html><title>Map</title><p>See <a href="{}">the well</a>.'


def site(folder: Path, address: str) -> Project:
    """Return a newsroom of articles in Markdown and of a page in HTML that links to one."""
    project = newsroom(folder, "2026/old%20well.md")
    with (folder / "toolkit.toml").open("a") as file:
        file.write('\n[[documents]]\nfiles = "articles/*.html"\n')
    (folder / "articles/map.html").write_text(WELL.format(address))
    (folder / "articles/law.html").write_text("<!doctype html><title>Law</title><p>It is law.")
    project = Project.load(folder)
    project.update()
    translate(project, "kk", document_id="map")
    return project


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("2026/old%20well.md#its-depth", 'href="2026/old%20well.html#p-375a"'),
        ("law.html#depth", 'href="../en/law.html#depth" hreflang="en"'),
        ("map.html#top", 'href="map.html#top"'),
        ("nosuch.md", 'href="nosuch.md"'),
        ("https://example.org/a.md", 'href="https://example.org/a.md"'),
    ],
)
def test_a_page_in_html_links_as_articles_do(tmp_path: Path, address: str, led: str) -> None:
    site(tmp_path, address).build()
    assert f"<a {led}>" in (tmp_path / "output/kk/map.html").read_text("utf-8")


def test_a_page_in_html_has_no_link_to_what_is_not_published(tmp_path: Path) -> None:
    project = site(tmp_path, "2026/old%20well.md")
    well = tmp_path / TARGET
    well.write_text(f"---\nembargo: 2999-01-01T00:00:00Z\n---\n{well.read_text()}")
    assert "link-unpublished" in [each.code for each in project.build().findings]
    assert "<a>the well</a>" in (tmp_path / "output/en/map.html").read_text("utf-8")

"""Policy, embargo, overlays and links, as a build applies them."""

import datetime as dt
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import load
from toolkit.newsroom.project import Project

NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
ARTICLE = """---
headline: Village gets its bridge back
standfirst: Children walk to school again.
date: 2026-03-03
---
The bridge opened on Tuesday, says https://a.example/b.

It was washed away in 2017.

It is long.
"""


def newsroom(folder: Path, policy: str = "", article: str = ARTICLE) -> Project:
    configuration = CONFIGURATION.replace("[locales.kk]\n", f"[locales.kk]\n{policy}\n")
    return make(folder, configuration, article)


def page(project: Project, tag: str = "kk") -> str:
    return (project.settings.root / "output" / tag / "bridge.html").read_text("utf-8")


def id_of(project: Project, begins: str) -> str:
    template = load(project.settings.template_path("bridge"))
    return next(each.notes.ids[0] for each in template if each.msgid.startswith(begins))


@pytest.mark.slow
def test_a_summary_is_published_until_the_rest_is_translated(tmp_path: Path) -> None:
    policy = "publish = { threshold = 90, priority = 1, summary = true }"
    project = newsroom(tmp_path, policy)
    translate(project, "kk", but="It ")
    (report,) = (each for each in project.build(["kk"]).editions if each.locale == Locale("kk"))
    assert (report.published, report.summary) == (True, True)
    shown = page(project)
    assert "Бұл – мақаланың қысқаша нұсқасы." in shown
    assert "washed away" not in shown
    assert '<meta name="robots" content="noindex"' in shown
    translate(project, "kk")
    project.build(["kk"])
    assert "kk: It was washed away" in page(project)


@pytest.mark.slow
def test_nothing_of_an_embargoed_article_is_published_or_named(tmp_path: Path) -> None:
    embargoed = ARTICLE.replace("date:", "embargo: 2026-03-03T13:00:00+00:00\ndate:")
    project = newsroom(tmp_path, article=embargoed)
    translate(project, "kk")
    project.build(now=NOW + dt.timedelta(hours=2))
    assert (tmp_path / "output/kk/bridge.html").is_file()
    later = embargoed.replace("T13:00", "T14:00")
    (tmp_path / "articles/bridge.txt").write_text(later, encoding="utf-8")
    report = project.build(now=NOW)
    assert {each.published for each in report.editions} == {False}
    assert all("bridge" not in path for path in contents(tmp_path / "output"))
    assert all(b"Village" not in data for data in contents(tmp_path / "output").values())


@pytest.mark.slow
@pytest.mark.parametrize("everything", [False, True])
def test_a_clock_that_is_put_back_takes_nothing_off_the_site(
    tmp_path: Path, everything: bool
) -> None:
    embargoed = ARTICLE.replace("date:", "embargo: 2026-03-03T13:00:00+00:00\ndate:")
    project = newsroom(tmp_path, article=embargoed)
    translate(project, "kk")
    project.build(now=NOW + dt.timedelta(hours=2))
    before = contents(tmp_path / "output")
    report = project.build(now=NOW, everything=everything)
    assert contents(tmp_path / "output") == before
    assert [each.code for each in report.findings] == ["clock"]
    report = project.build(now=NOW + dt.timedelta(hours=2))
    assert (report.findings, contents(tmp_path / "output")) == ((), before)


def test_an_overlay_omits_adds_and_moves(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    translate(project, "kk", but="It was")
    overlay = project.settings.overlay_path("bridge", Locale("kk"))
    overlay.write_text(
        f"""[[omit]]
id = "{id_of(project, "It was")}"
reason = "known here"

[[insert]]
after = "{id_of(project, "The bridge")}"
text = "Қосымша."
reason = "for local readers"
""",
        encoding="utf-8",
    )
    report = project.build(["kk"])
    (edition,) = (each for each in report.editions if each.locale == Locale("kk"))
    assert edition.translated_words == edition.words
    assert report.findings == ()
    assert page(project).index("Қосымша.") < page(project).index("kk: It is long")
    assert "washed away" not in page(project)


def test_links_lead_to_local_pages(tmp_path: Path) -> None:
    linked = ARTICLE.replace("https://a.example/b", "[them](https://a.example/b)")
    configuration = CONFIGURATION.replace("articles/*.txt", "articles/*.md")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bridge.md").write_text(linked, encoding="utf-8")
    project = make(tmp_path, configuration)
    translate(project, "kk")
    path = project.settings.links_path(Locale("kk"))
    path.write_text('"https://a.example/b" = "https://a.example/kk/b"\n', encoding="utf-8")
    project.build(["kk"])
    assert 'href="https://a.example/kk/b"' in page(project)


@pytest.mark.parametrize("credit", [True, False])
def test_translators_are_named_only_when_asked(tmp_path: Path, credit: bool) -> None:
    project = newsroom(tmp_path, "credit = true" if credit else "")
    translate(project, "kk")
    path = project.settings.catalog_path("bridge", Locale("kk"))
    text = path.read_text("utf-8").replace("Last-Translator: ", "Last-Translator: Aida S. <a@b.c>")
    path.write_text(text, encoding="utf-8")
    project.build(["kk"])
    assert ("Aida S." in page(project)) is credit
    assert "a@b.c" not in page(project)


@pytest.mark.slow
def test_what_is_published_no_more_is_withdrawn_wherever_it_was_named(tmp_path: Path) -> None:
    tagged = ARTICLE.replace("date:", "tags: [rivers]\nimage: a.svg\ndate:")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    books = '\n[[books]]\nname = "all"\n'
    configuration = CONFIGURATION.replace(
        'txt"\n', 'txt"\neditions = ["html", "parallel", "single"]\n'
    )
    project = make(tmp_path, configuration + books, tagged)
    translate(project, "kk")
    project.build(now=NOW)
    (tmp_path / "output/own.txt").write_text("the newsroom's")
    before = contents(tmp_path / "output")
    assert {"kk/all.epub", "kk/a.svg", "kk/topics/rivers.html", "mul/bridge.single.html"} <= set(
        before
    )
    held = tagged.replace("date:", "embargo: 2026-03-03T13:00:00+00:00\ndate:")
    (tmp_path / "articles/bridge.txt").write_text(held)
    project.build(now=NOW)
    left = contents(tmp_path / "output")
    assert sorted(left) == [".published", "404.html", "en/index.html", "index.html", "own.txt"]


@pytest.mark.slow
def test_a_partial_build_leaves_other_locales_alone(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    translate(project, "kk")
    translate(project, "ug")
    project.build()
    before = contents(tmp_path / "output")
    (tmp_path / "output/kk/bridge.html").unlink()
    assert project.build(["kk"]).removed == ()
    assert contents(tmp_path / "output") == before


def test_an_omission_of_a_text_that_changed_is_told_by_the_checks(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    overlay = project.settings.overlay_path("bridge", Locale("kk"))
    omitted = f'[[omit]]\nid = "{id_of(project, "It was")}"\nreason = "known"\n'
    overlay.write_text(omitted + 'source = "000000000000"\n', encoding="utf-8")
    codes = [finding.code for finding in project.check()]
    assert codes == ["overlay-changed"]


def test_corrections_stand_on_the_page_in_its_language(tmp_path: Path) -> None:
    corrected = ARTICLE.replace(
        "date:",
        "corrections:\n- 2026-03-02 The bridge is longer.\n- '2026-03-05: It’s red.'\ndate:",
    )
    project = newsroom(tmp_path, article=corrected)
    translate(project, "kk", but="The bridge is")
    project.build()
    shown = page(project)
    assert "kk: It’s red." in shown
    assert shown.index("It’s red") < shown.index("The bridge is longer.")
    assert 'lang="en" dir="ltr">The bridge is longer.' in shown


def test_a_correction_without_a_day_is_told_with_its_place(tmp_path: Path) -> None:
    corrected = ARTICLE.replace("date:", "corrections: [a river]\ndate:")
    with pytest.raises(
        ToolkitError, match=r"bridge.txt:4:15: error: “a river” is not a correction"
    ):
        newsroom(tmp_path, article=corrected)

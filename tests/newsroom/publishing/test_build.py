import io
from pathlib import Path

import pytest
from lxml import html

from tests.newsrooms import ARTICLE, CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity, ToolkitError
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

UG = Locale("ug")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make(tmp_path)
    translate(made, "kk")
    translate(made, "ug")
    return made


def output(project: Project) -> Path:
    return project.settings.root / "output"


def page(project: Project, tag: str) -> str:
    return (output(project) / tag / "bridge.html").read_text(encoding="utf-8")


def change(project: Project, msgid: str, msgstr: str, tag: str = "ug") -> None:
    path = project.settings.catalog_path("bridge", Locale(tag))
    catalog = load(path)
    (entry,) = (each for each in catalog if each.msgid == msgid)
    entry.msgstr = msgstr
    save(catalog, path)


def test_a_build_makes_every_edition_and_index(project: Project) -> None:
    project.build()
    assert sorted(contents(output(project))) == sorted(
        [".published", "404.html", "index.html"]
        + [
            f"{tag}/{name}"
            for tag in ("en", "kk", "ug")
            for name in ("bridge.html", "bridge.xml", "index.html")
        ]
        + [f"{tag}/bridge.parallel.html" for tag in ("kk", "ug")]
    )


def test_a_second_build_changes_nothing(project: Project) -> None:
    project.build()
    assert project.build().changed == ()


def test_two_newsrooms_alike_have_the_same_bytes(tmp_path: Path) -> None:
    outputs = []
    for name in ("one", "two"):
        made = make(tmp_path / name)
        translate(made, "kk")
        made.build()
        outputs.append(contents(output(made)))
    assert outputs[0] == outputs[1]


def test_processes_make_the_same_bytes_as_one(tmp_path: Path) -> None:
    outputs = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        (folder / "articles").mkdir(parents=True)
        for number in range(9):
            (folder / "articles" / f"a{number}.txt").write_text(f"{number}\n\n{ARTICLE}")
        made = make(folder)
        for number in range(9):
            translate(made, "ug", document_id=f"a{number}")
        made.build(jobs=jobs)
        outputs.append(contents(output(made)))
    assert outputs[0] == outputs[1]


def test_processes_make_the_articles_of_a_book(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + "\n[[books]]\n")
    for number in range(8):
        (tmp_path / "articles" / f"bridge{number}.txt").write_text(ARTICLE, encoding="utf-8")
    made.update()
    made.build(jobs=2)
    assert (tmp_path / "output" / "en" / "book.epub").is_file()


def test_only_the_chosen_locales_are_written(project: Project) -> None:
    project.build(["kk"])
    assert not (output(project) / "ug").exists()


def test_an_edition_without_a_translated_word_is_not_published(tmp_path: Path) -> None:
    made = make(tmp_path)
    translate(made, "kk")
    report = made.build()
    assert [each.published for each in report.editions] == [True, True, False]
    assert 'hreflang="ug"' not in page(made, "en")


def test_an_edition_below_its_threshold_is_withdrawn(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + "publish = { threshold = 100 }\n")
    translate(made, "ug")
    made.build()
    translate(made, "ug", but="It was")
    report = made.build()
    assert not (output(made) / "ug" / "bridge.html").exists()
    assert [path.name for path in report.removed] == [
        "bridge.html",
        "bridge.parallel.html",
        "bridge.xml",
        "index.html",
    ]


def test_an_edition_may_be_withheld_until_it_is_whole(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + 'publish = { untranslated = "withhold" }\n')
    translate(made, "ug", but="It was")
    assert not made.build().editions[2].published


def test_untranslated_passages_may_be_left_out(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + 'publish = { untranslated = "omit" }\n')
    translate(made, "ug", but="It was")
    made.build()
    assert "washed away" not in page(made, "ug")


def test_a_headline_is_never_left_out(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + 'publish = { untranslated = "omit" }\n')
    translate(made, "ug", but="Village")
    made.build()
    heading = html.document_fromstring(page(made, "ug").encode()).find(".//h1")
    assert heading is not None
    assert (heading.text_content(), heading.get("lang")) == ("Village gets its bridge back", "en")


def test_two_sentences_of_a_passage_that_are_missing_leave_none_out(tmp_path: Path) -> None:
    by_sentence = CONFIGURATION.replace('.txt"', '.txt"\nsegmentation = "sentence"')
    made = make(tmp_path, by_sentence, ARTICLE.replace("in 2017.", "in 2017. It is back."))
    translate(made, "kk", but="It ")
    made.build()
    assert "Олардың тілі: ағылшын тілі" in page(made, "kk")
    assert "сондықтан берілмеді" not in page(made, "kk")


def test_untranslated_passages_are_shown_and_marked(project: Project) -> None:
    translate(project, "ug", but="It was")
    project.build()
    (shown,) = (
        each
        for each in html.document_fromstring(page(project, "ug").encode()).iter("p")
        if each.text_content() == "It was washed away in 2017."
    )
    assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr")


def test_a_broken_translation_is_held_back_and_told(project: Project) -> None:
    change(project, "It was washed away in 2017.", "x <b>y</b>")
    report = project.build()
    assert len(report.findings) == 1
    assert "It was washed away" in page(project, "ug")
    assert "&lt;b&gt;" not in page(project, "ug")


def test_strict_publishes_nothing_when_a_translation_is_broken(project: Project) -> None:
    project.build()
    before = contents(output(project))
    change(project, "It was washed away in 2017.", "x <b>y</b>")
    change(project, "The bridge opened on Tuesday.", "new", "kk")
    with pytest.raises(ToolkitError, match="is not in the source"):
        project.build(strict=True)
    assert contents(output(project)) == before


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (b'msgid "x\n', "bridge.po:"),
        (b"\xff\xfe", "UTF-8"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-7\\n"\n', "utf-7"),
    ],
)
def test_a_catalog_that_cannot_be_read_holds_back_its_edition_alone(
    project: Project, damage: bytes, message: str
) -> None:
    project.build()
    project.settings.catalog_path("bridge", UG).write_bytes(damage)
    change(project, "The bridge opened on Tuesday.", "new", "kk")
    before = contents(output(project))
    report = project.build()
    assert message in " ".join(map(str, report.findings))
    changed = {path for path, data in contents(output(project)).items() if data != before[path]}
    made = {"kk/bridge.html", "kk/bridge.parallel.html", "kk/bridge.xml"}
    assert changed == {*made, ".published"}


def test_what_is_held_back_is_still_listed_and_named_by_its_other_editions(
    project: Project,
) -> None:
    project.build()
    project.settings.catalog_path("bridge", UG).write_bytes(b"junk")
    (output(project) / "kk" / "bridge.html").unlink()
    (output(project) / "ug" / "index.html").unlink()
    report = project.build()
    assert 'href="../ug/bridge.html"' in page(project, "kk")
    assert 'href="bridge.html"' in (output(project) / "ug" / "index.html").read_text()
    assert [each.locale.tag for each in report.editions if each.held] == ["ug"]
    assert report.removed == ()


def test_a_catalog_that_cannot_be_read_does_not_concern_another_locale(project: Project) -> None:
    project.settings.catalog_path("bridge", UG).write_bytes(b"junk")
    assert project.build(["kk"]).findings == ()


def test_a_source_that_cannot_be_read_keeps_all_its_editions(project: Project) -> None:
    (project.settings.root / "articles" / "other.txt").write_text("Other\n\nText.\n")
    project.build()
    before = contents(output(project))
    (project.settings.root / "articles" / "bridge.txt").write_bytes(b"\xff\xfe")
    (project.settings.root / "articles" / "other.txt").write_text("Other\n\nNew text.\n")
    report = project.build()
    assert [each.location.path for each in report.unread if each.location] == [
        "articles/bridge.txt"
    ]
    changed = {path for path, data in contents(output(project)).items() if data != before[path]}
    assert changed == {"en/other.html", "en/other.xml"}


def test_a_build_of_one_document_leaves_the_others_and_their_lists(project: Project) -> None:
    (project.settings.root / "articles" / "other.txt").write_text("Other\n\nText.\n")
    project.build()
    before = contents(output(project))
    (project.settings.root / "articles" / "bridge.txt").write_bytes(b"\xff\xfe")
    report = project.build(documents=["oth*"])
    assert (report.findings, report.removed) == ((), ())
    assert contents(output(project)) == before


def test_the_last_article_of_its_kind_is_withdrawn(project: Project) -> None:
    configuration = project.settings.root / "toolkit.toml"
    more = '[[documents]]\nfiles = "articles/*.md"\n\n[locales.kk]'
    configuration.write_text(configuration.read_text().replace("[locales.kk]", more))
    libel = project.settings.root / "articles" / "libel.md"
    libel.write_text("# A libel\n\nIt is said.\n")
    Project.load(configuration).build()
    assert (output(project) / "en" / "libel.html").is_file()
    libel.unlink()
    (finding,) = Project.load(configuration).build().findings
    assert (finding.code, finding.severity) == ("missing-source", Severity.WARNING)
    assert not any(b"It is said." in data for data in contents(output(project)).values())


def test_a_record_of_an_older_toolkit_keeps_what_is_held_back(project: Project) -> None:
    project.build()
    paths = [path for path in contents(output(project)) if path != ".published"]
    (output(project) / ".published").write_text("".join(f"{path}\n" for path in sorted(paths)))
    (project.settings.root / "articles" / "bridge.txt").write_bytes(b"\xff\xfe")
    assert project.build().removed == ()


def test_every_broken_catalog_is_told(project: Project) -> None:
    for locale in project.settings.locales:
        project.settings.catalog_path("bridge", locale).write_bytes(b"junk\n")
    paths = {each.location.path for each in project.build().findings if each.location}
    assert paths == {f"locales/{tag}/LC_MESSAGES/bridge.po" for tag in ("kk", "ug")}


@pytest.mark.parametrize("place", ["output", "output/ug", "output/ug/bridge.html"])
def test_an_output_that_cannot_be_written_changes_no_file(project: Project, place: str) -> None:
    path = project.settings.root / place
    if path.suffix:
        path.mkdir(parents=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("in the way")
    before = contents(project.settings.root)
    with pytest.raises(ToolkitError):
        project.build()
    assert contents(project.settings.root) == before


def test_a_folder_of_articles_that_is_gone_withdraws_nothing(project: Project) -> None:
    project.build()
    before = contents(output(project) / "kk")
    (project.settings.root / "articles" / "bridge.txt").unlink()
    (project.settings.root / "articles").rmdir()
    (finding,) = project.build().findings
    assert "bring back the folder “articles”" in str(finding)
    assert contents(output(project) / "kk") == before


def test_an_empty_folder_of_articles_withdraws_them(project: Project) -> None:
    project.build()
    (project.settings.root / "articles" / "bridge.txt").unlink()
    (finding,) = project.build().findings
    assert finding.severity is Severity.WARNING
    assert not any(b"washed away" in data for data in contents(output(project)).values())


def test_ids_are_the_same_in_every_language(project: Project) -> None:
    project.build()
    found = [
        [p.get("id") for p in html.document_fromstring(page(project, tag).encode()).iter("p")]
        for tag in ("en", "kk", "ug")
    ]
    assert found[0] == found[1] == found[2] or [each for each in found[0] if each] == [
        each for each in found[1] if each
    ] == [each for each in found[2] if each]


def test_the_notice_stands_at_the_foot_of_translations_only(tmp_path: Path) -> None:
    made = make(tmp_path, CONFIGURATION + 'notice = "قوليازما"\n')
    translate(made, "ug")
    made.build()
    assert "قوليازما" in page(made, "ug")
    assert "قوليازما" not in page(made, "en")


@pytest.mark.parametrize(
    ("name", "source", "translated"),
    [
        ("p.html", "<!doctype html><html lang=en><body><p>a</p></body></html>", "kk: a"),
        ("p.xml", "<d><p>a</p></d>", '<d xml:lang="kk"><p>kk: a</p></d>'),
    ],
)
def test_pages_and_xml_are_published_in_their_own_format(
    tmp_path: Path, name: str, source: str, translated: str
) -> None:
    configuration = CONFIGURATION + f'\n[[documents]]\nfiles = "pages/{name}"\n'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / name).write_text(source)
    made = make(tmp_path, configuration)
    translate(made, "kk", document_id="p")
    made.build()
    assert translated in (output(made) / "kk" / name).read_text(encoding="utf-8")
    assert (output(made) / "en" / name).read_text(encoding="utf-8") == source


def test_an_article_in_another_language_is_its_own_original(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace("[locales.kk]", "[locales.en]\n\n[locales.kk]")
    configuration = f'base_url = "https://news.example/"\n{configuration}'
    made = make(tmp_path, configuration, "---\nlanguage: kk\n---\n" + ARTICLE)
    assert not made.settings.catalog_path("bridge", Locale("kk")).exists()
    translate(made, "en")
    made.build()
    assert "en: The bridge opened" in page(made, "en")
    original = 'hreflang="x-default" href="https://news.example/kk/bridge.html"'
    assert original in page(made, "kk")


def test_a_variety_of_the_source_language_is_the_source_language(tmp_path: Path) -> None:
    made = make(tmp_path, article="---\nlanguage: en-GB\n---\n" + ARTICLE)
    made.build()
    assert '<html lang="en" dir="ltr">' in page(made, "en")


def test_a_page_in_its_own_format_is_listed_by_its_heading(tmp_path: Path) -> None:
    configuration = CONFIGURATION + '\n[[documents]]\nfiles = "pages/*.htm"\n'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.htm").write_text("<title>T</title><h1>Head</h1><p>a</p>")
    made = make(tmp_path, configuration)
    translate(made, "kk", document_id="p")
    made.build()
    index = (output(made) / "kk" / "index.html").read_text(encoding="utf-8")
    assert '<a href="p.html">kk: Head</a>' in index


def test_a_markdown_article_becomes_pages(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace("*.txt", "*.md")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "m.md").write_text(
        "# Head\n\nSee *this* [link](https://a.example/).\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    made = make(tmp_path, configuration)
    translate(made, "kk", document_id="m")
    made.build()
    found = (output(made) / "kk" / "m.html").read_text(encoding="utf-8")
    assert '<em>this</em> <a href="https://a.example/">link</a>' in found
    assert "<td" in found
    assert (output(made) / "kk" / "m.xml").is_file()


PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg'><title>%s</title></svg>"
WITH_PICTURES = """---
title: A
image: pictures/a.svg
---
Text ![b](../b.svg) and ![c](https://a.example/c.svg).
"""


def with_pictures(folder: Path, *names: str, article: str = WITH_PICTURES) -> Project:
    configuration = CONFIGURATION.replace("articles/*.txt", "articles/*.md")
    (folder / "articles" / "pictures").mkdir(parents=True)
    for name in names:
        (folder / "articles" / name).write_bytes(PICTURE % name.encode())
    (folder / "articles" / "a.md").write_text(article, encoding="utf-8")
    project = make(folder, configuration)
    translate(project, "kk", document_id="a")
    return project


def test_pictures_stand_beside_the_editions(tmp_path: Path) -> None:
    project = with_pictures(tmp_path, "pictures/a.svg", "../b.svg", "pictures/a.kk.svg")
    assert project.build().findings == ()
    output = tmp_path / "output"
    assert (output / "en/pictures/a.svg").read_bytes() == PICTURE % b"pictures/a.svg"
    assert (output / "kk/pictures/a.kk.svg").read_bytes() == PICTURE % b"pictures/a.kk.svg"
    assert (output / "b.svg").is_file()
    assert project.build().changed == ()


def test_a_missing_picture_is_told_and_all_else_is_built(tmp_path: Path) -> None:
    project = with_pictures(tmp_path, "../b.svg")
    (finding, *_) = project.build().findings
    assert str(finding).startswith("articles/a.md:")
    assert "there is no picture, film or sound “pictures/a.svg”" in str(finding)
    assert (tmp_path / "output/kk/a.html").is_file()


@pytest.mark.parametrize("name", ["../.secret.svg", "../toolkit.toml", "../../outside.svg"])
def test_what_is_no_picture_of_the_newsrooms_is_not_published(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "newsroom"
    (tmp_path / "outside.svg").write_bytes(PICTURE)
    project = with_pictures(folder, article=f"![x]({name})\n")
    (folder / ".secret.svg").write_bytes(PICTURE)
    project.build()
    names = {path.name for path in (folder / "output").rglob("*")}
    assert names.isdisjoint({".secret.svg", "toolkit.toml", "outside.svg"})


# A picture of one point, as small as PNG can be.
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def test_the_pictures_of_a_word_file_stand_beside_its_editions(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    document = docx.Document()
    document.add_heading("A", 0)
    document.add_paragraph("Text.")
    document.add_picture(io.BytesIO(POINT))
    (tmp_path / "articles").mkdir()
    document.save(str(tmp_path / "articles/school.docx"))
    configuration = CONFIGURATION.replace("articles/*.txt", "articles/*.docx")
    configuration = configuration.replace('docx"\n', 'docx"\neditions = ["html", "single"]\n')
    project = make(tmp_path, configuration)
    translate(project, "kk", document_id="school")
    assert project.build(strict=True).findings == ()
    assert (tmp_path / "output/kk/school-image1.png").read_bytes() == POINT
    assert 'src="school-image1.png"' in (tmp_path / "output/kk/school.html").read_text("utf-8")
    assert "data:image/png" in (tmp_path / "output/mul/school.single.html").read_text("utf-8")


def test_two_documents_never_want_one_file(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bridge.parallel.txt").write_text(ARTICLE, encoding="utf-8")
    project = make(tmp_path)
    translate(project, "kk")
    translate(project, "kk", document_id="bridge.parallel")
    codes = {finding.code for finding in project.build().findings}
    assert codes == {"output-clash"}


# --- renamed sources


def rename(project: Project, old: str, new: str) -> None:
    folder = project.settings.root / "articles"
    (folder / old).rename(folder / new)


def test_old_addresses_of_every_edition_lead_to_the_new_ones(project: Project) -> None:
    project.build()
    rename(project, "bridge.txt", "crossing.txt")
    project.update()
    assert project.build().findings == ()
    for tag in ("en", "kk", "ug"):
        assert 'content="0; url=crossing.html"' in page(project, tag)
    assert "crossing.parallel.html" in (output(project) / "kk/bridge.parallel.html").read_text()
    assert "bridge.html" not in (output(project) / "kk" / "index.html").read_text()
    assert project.check_editions() == ()


def test_a_rename_that_no_update_has_seen_keeps_its_translations_published(
    project: Project,
) -> None:
    project.build()
    before = page(project, "kk")
    rename(project, "bridge.txt", "crossing.txt")
    assert [each.code for each in project.build().findings] == ["renamed-source"]
    assert page(project, "kk") == before


def test_a_new_article_at_an_old_address_comes_first(project: Project) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    project.update()
    (project.settings.root / "articles" / "bridge.txt").write_text("A new bridge\n\nSo it is.\n")
    project.update()
    project.build()
    assert "So it is." in page(project, "en")


def test_a_list_of_moves_that_cannot_be_read_keeps_the_pages_at_old_addresses(
    project: Project,
) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    project.update()
    project.build()
    (project.settings.root / "locales" / "moved.toml").write_text("junk")
    report = project.build()
    assert [each.code for each in report.findings] == ["moved"]
    assert report.removed == ()
    assert "crossing.html" in page(project, "kk")


def test_of_two_names_that_differ_in_capitals_one_is_published_and_listed(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles/Bridge.txt").write_text("Another\n\nText.\n", encoding="utf-8")
    report = project.build()
    (found,) = report.findings
    assert found.code == "output-clash"
    assert "“Bridge” and “bridge” differ only in capitals" in found.message
    assert sorted(path.name for path in (tmp_path / "output/en").glob("*.html")) == [
        "Bridge.html",
        "index.html",
    ]
    assert 'href="bridge.html"' not in (tmp_path / "output/en/index.html").read_text("utf-8")
    lost = next(each for each in report.editions if each.document_id == "bridge")
    assert (lost.published, lost.reason) == (False, "another document has its place")


def test_what_is_published_keeps_its_place_from_a_name_that_is_alike(tmp_path: Path) -> None:
    project = make(tmp_path)
    project.build()
    (tmp_path / "articles/Bridge.txt").write_text("Another\n\nText.\n", encoding="utf-8")
    report = project.build()
    assert report.removed == ()
    lost = next(each for each in report.editions if each.document_id == "Bridge")
    assert (lost.published, lost.reason) == (False, "another document has its place")


def test_what_could_not_be_made_is_not_counted_as_complete(tmp_path: Path) -> None:
    project = make(tmp_path)
    assert project.build().complete
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_text("{{ nosuch }}", encoding="utf-8")
    assert not project.build().complete
    (tmp_path / "templates/article.html").rename(tmp_path / "templates/index.html")
    assert not project.build().complete


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nosuch.png", True),
        ("../nosuch.png", True),
        ("https://example.org/a.png", False),
        ("//example.org/a.png", False),
        ("data:image/png;base64,AAAA", False),
        ("#p-1", False),
    ],
)
def test_only_a_picture_of_the_newsrooms_own_can_be_missing(
    address: str, told: bool, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.html").write_text(
        f'<!doctype html><html lang="en"><title>T</title><p>Text. <img src="{address}" alt="A"></p>'
    )
    (tmp_path / "toolkit.toml").write_text('[[documents]]\nfiles = "articles/*.html"\n')
    codes = [each.code for each in Project.load(tmp_path).build().findings]
    assert ("missing-file" in codes) == told


@pytest.mark.parametrize(
    ("link", "inside"), [("output", ""), ("output/en", ""), ("output/en/a.html", "victim")]
)
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str, inside: str) -> None:
    project = with_pictures(tmp_path / "room", article="# A\n\nText.\n")
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "victim").write_text("kept", encoding="utf-8")
    place = tmp_path / "room" / link
    place.parent.mkdir(exist_ok=True, parents=True)
    place.symlink_to(tmp_path / "away" / inside)
    with pytest.raises(ToolkitError, match=f"{link}: error: editions are not written through"):
        project.build()
    assert [each.name for each in (tmp_path / "away").iterdir()] == ["victim"]
    assert (tmp_path / "away" / "victim").read_text("utf-8") == "kept"


def test_a_newsroom_may_stand_behind_a_link(tmp_path: Path) -> None:
    with_pictures(tmp_path / "room", article="# A\n\nText.\n")
    (tmp_path / "link").symlink_to(tmp_path / "room")
    assert Project.load(tmp_path / "link").build().changed

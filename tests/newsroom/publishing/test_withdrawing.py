"""What stands where articles were that are withdrawn, as builds make it."""

import datetime as dt
import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from tests.newsroom.protection.identities import WITNESS
from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.errors import Severity, ToolkitError
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.identities import PROTECT
from toolkit.newsroom.withdrawn import read_withdrawn

pytestmark = pytest.mark.slow

SETTINGS = CONFIGURATION.replace(
    '[[documents]]\nfiles = "articles/*.txt"\n',
    'base_url = "https://news.example/"\n\n[[documents]]\nfiles = "articles/*.txt"\n'
    'editions = ["html", "parallel", "ninjs", "text"]\n',
)
OTHER = "Well\n\nDana Omarova Mar 4, 2026\n\nThe well is deep.\n"
NOW = dt.datetime(2026, 11, 30, 10, 41, 7, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
LEGAL = CorrectionSeverity.LEGAL
GONE = "This article has been withdrawn"
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")


def newsroom(folder: Path, settings: str = SETTINGS) -> Project:
    """Return a newsroom that has published two articles in three languages."""
    (folder / "articles").mkdir()
    (folder / "articles" / "well.txt").write_text(OTHER)
    project = make(folder, settings)
    for tag in ("kk", "ug"):
        for document_id in ("bridge", "well"):
            translate(project, tag, document_id=document_id)
    project.build()
    return project


def bridge(project: Project) -> Path:
    return project.settings.root / "articles" / "bridge.txt"


def retracted(folder: Path) -> Project:
    """Return the same, where the source of one article is gone."""
    project = newsroom(folder)
    bridge(project).unlink()
    project.build(now=NOW)
    return project


def said(project: Project, path: str) -> str:
    return (project.settings.root / "output" / path).read_text("utf-8")


def title(project: Project, path: str) -> str:
    return html.document_fromstring(said(project, path).encode()).findtext(".//h1", "")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("en/bridge.html", GONE),
        ("kk/bridge.html", "Бұл мақала жарияланымнан алынды"),
        ("kk/bridge.parallel.html", "Бұл мақала жарияланымнан алынды"),
        ("ug/bridge.html", "بۇ ماقالە ئېلىۋېتىلدى"),
    ],
)
def test_each_page_says_in_its_language_that_it_is_gone(
    tmp_path: Path, path: str, words: str
) -> None:
    assert title(retracted(tmp_path), path) == words


def test_no_published_byte_has_a_word_of_the_article(tmp_path: Path) -> None:
    retracted(tmp_path)
    published = b"".join(contents(tmp_path / "output").values())
    assert not [each for each in (b"Village", b"Tuesday", b"washed") if each in published]


def test_search_engines_are_told(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    assert '<meta name="robots" content="noindex">' in said(project, "en/bridge.html")
    assert "bridge" not in said(project, "sitemap.xml")


def test_nothing_leads_to_it_but_its_own_pages_and_the_feed(tmp_path: Path) -> None:
    retracted(tmp_path)
    leading = [
        path
        for path, data in contents(tmp_path / "output").items()
        if b"bridge" in data and not path.startswith(".")
    ]
    assert {Path(path).name for path in leading} <= {
        "bridge.html",
        "bridge.parallel.html",
        "bridge.ninjs.json",
        "feed.atom",
    }


def test_other_files_of_the_article_go(tmp_path: Path) -> None:
    retracted(tmp_path)
    found = {Path(path).name for path in contents(tmp_path / "output/kk") if "bridge" in path}
    assert found == {"bridge.html", "bridge.parallel.html", "bridge.ninjs.json"}


def test_nothing_is_said_of_what_was_never_published(tmp_path: Path) -> None:
    project = make(tmp_path, SETTINGS)
    bridge(project).unlink()
    project.build()
    assert not any("bridge" in path for path in contents(tmp_path / "output"))
    assert not (tmp_path / "locales/withdrawn.toml").exists()


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    before = contents(tmp_path / "output"), contents(tmp_path / "locales")
    report = project.build(now=LATER)
    assert (report.changed, report.removed, report.withdrawn) == ((), (), ())
    assert (contents(tmp_path / "output"), contents(tmp_path / "locales")) == before


def test_a_page_that_was_changed_by_hand_is_made_again(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    (tmp_path / "output/en/bridge.html").write_text("It was washed away.")
    project.build(now=LATER)
    assert title(project, "en/bridge.html") == GONE


def test_a_new_reason_is_on_every_page_that_speaks_its_language(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    written = tmp_path / "locales/withdrawn.toml"
    written.write_text(written.read_text() + 'reason.kk = "Сот шешті."\n')
    changed = {path.name for path in project.build(now=LATER).changed}
    assert changed == {"bridge.html", "bridge.parallel.html", "feed.atom"}
    assert "Сот шешті." in said(project, "kk/bridge.html")
    assert "Сот шешті." in said(project, "kk/feed.atom")
    assert "Сот шешті." not in said(project, "ug/bridge.html")


def test_a_fresh_clone_builds_the_same(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    project = retracted(tmp_path / "ours")
    project.update()
    shutil.copytree(tmp_path / "ours", tmp_path / "clone")
    shutil.rmtree(tmp_path / "clone" / "output")
    shutil.rmtree(tmp_path / "clone" / ".toolkit-cache", ignore_errors=True)
    Project.load(tmp_path / "clone").build(now=LATER)
    assert contents(tmp_path / "clone/output") == contents(tmp_path / "ours/output")


def test_processes_make_the_same(tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        project = newsroom(tmp_path / name)
        bridge(project).unlink()
        project.build(now=NOW, jobs=jobs)
    assert contents(tmp_path / "one/output") == contents(tmp_path / "two/output")


def test_a_build_says_why(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()
    report = project.build()
    assert report.withdrawn == ("bridge",)
    assert report.reasons == {"bridge": "it is withdrawn, and its addresses say so"}


def test_what_is_written_down_is_enough_without_the_record(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    (tmp_path / "output/.published").unlink()
    project.build(now=LATER)
    assert title(project, "en/bridge.html") == GONE


def test_the_record_is_enough_where_nobody_commits(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    written = tmp_path / "locales/withdrawn.toml"
    before = written.read_text()
    written.unlink()
    assert project.build(now=LATER).withdrawn == ("bridge",)
    assert title(project, "en/bridge.html") == GONE
    assert written.read_text() == before


def test_an_article_that_comes_back_has_its_address(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    (tmp_path / "articles" / "bridge.txt").write_text("Bridge again\n\nMar 3, 2026\n\nOpen.\n")
    project.update()
    project.build()
    assert title(project, "en/bridge.html") == "Bridge again"
    assert "deleted-entry" not in said(project, "en/feed.atom")
    assert not read_withdrawn(project.settings)["bridge"].files


def test_an_article_that_goes_again_goes_on_that_day(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    text = bridge(project).read_text()
    for now in (NOW, LATER):
        bridge(project).unlink()
        project.build(now=now)
        assert read_withdrawn(project.settings)["bridge"].when == now.replace(second=0)
        bridge(project).write_text(text)
        project.build(now=now)
        assert not read_withdrawn(project.settings)["bridge"].files


def test_a_legal_correction_leaves_the_same_pages_and_its_note(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", LEGAL, "A court has ordered it.")
    project.build()
    assert title(project, "kk/bridge.html").startswith("Бұл мақала")
    page = html.document_fromstring(said(project, "kk/bridge.html").encode())
    (note,) = page.xpath("//p[contains(., 'court')]")
    assert (note.text, note.get("lang"), note.get("dir")) == (
        "A court has ordered it.",
        "en",
        "ltr",
    )


def test_a_correction_that_is_taken_back_brings_the_article_back(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = title(project, "en/bridge.html")
    project.correct("bridge", LEGAL)
    project.build()
    (tmp_path / "locales/bridge.corrections.toml").unlink()
    project.build()
    assert title(project, "en/bridge.html") == before
    assert not read_withdrawn(project.settings)["bridge"].files


def test_a_withdrawn_translation_leads_to_the_article(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", LEGAL, "Аударма қате.", tag="kk")
    project.build()
    page = html.document_fromstring(said(project, "kk/bridge.html").encode())
    assert page.findtext(".//h1") == "Бұл аударма жарияланымнан алынды"
    assert page.xpath("//main/p[2]/text()") == ["Аударма қате."]
    assert page.xpath("//nav//a/@href") == ["../en/bridge.html", "bridge.html", "../ug/bridge.html"]
    assert "washed away" in said(project, "ug/bridge.html")
    assert "kk/bridge.html" not in said(project, "en/bridge.html")


def test_an_edition_that_only_falls_below_its_policy_is_not_withdrawn(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[locales.kk]\n", "[locales.kk]\npublish = { threshold = 100 }\n")
    project = newsroom(tmp_path, settings)
    project.settings.catalog_path("bridge", next(iter(project.settings.locales))).unlink()
    project.build()
    assert not (tmp_path / "output/kk/bridge.html").exists()
    assert read_withdrawn(project.settings) == {}


def test_what_moved_is_not_withdrawn(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.move("articles/bridge.txt", "articles/crossing.txt")
    project.build()
    assert 'http-equiv="refresh"' in said(project, "en/bridge.html")
    assert read_withdrawn(project.settings) == {}


def test_what_moved_and_is_withdrawn_is_gone_at_both_addresses(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.move("articles/bridge.txt", "articles/crossing.txt")
    project.build()
    (tmp_path / "articles/crossing.txt").unlink()
    project.build()
    assert title(project, "en/bridge.html") == title(project, "en/crossing.html") == GONE
    page = html.document_fromstring(said(project, "kk/bridge.html").encode())
    assert page.xpath("//nav//a/@href") == ["../en/bridge.html", "bridge.html", "../ug/bridge.html"]


def test_what_nobody_can_see_now_is_not_withdrawn(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    shutil.rmtree(tmp_path / "articles")
    project.build()
    assert "washed away" in said(project, "en/bridge.html")
    assert read_withdrawn(project.settings) == {}


def test_a_rename_that_waits_for_an_update_is_no_withdrawal(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).rename(tmp_path / "articles/crossing.txt")
    project.build()
    assert "washed away" in said(project, "en/bridge.html")
    assert read_withdrawn(project.settings) == {}


def test_a_build_of_one_language_leaves_the_others_to_the_next(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()
    project.build(["kk"], now=NOW)
    assert "washed away" in said(project, "ug/bridge.html")
    project.build(now=NOW)
    assert title(project, "ug/bridge.html") == "بۇ ماقالە ئېلىۋېتىلدى"
    assert "ug/bridge.html" in read_withdrawn(project.settings)["bridge"].files
    project.build(["kk"], now=LATER)
    assert title(project, "ug/bridge.html") == "بۇ ماقالە ئېلىۋېتىلدى"


def test_the_last_article_of_a_language_leaves_its_list_and_feed(tmp_path: Path) -> None:
    project = make(tmp_path, SETTINGS)
    translate(project, "kk")
    project.build()
    bridge(project).unlink()
    project.build(now=NOW)
    page = html.document_fromstring(said(project, "kk/bridge.html").encode())
    for href in page.xpath("//a/@href[not(starts-with(., '#'))]"):
        assert (tmp_path / "output/kk" / href).is_file(), href
    assert "deleted-entry" in said(project, "kk/feed.atom")


def test_a_feed_says_it_by_the_id_that_the_entry_had(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    ids = {
        each.text
        for each in etree.fromstring(said(project, "ug/feed.atom").encode()).iterfind(
            "a:entry/a:id", ATOM
        )
    }
    bridge(project).unlink()
    project.build(now=NOW)
    feed = etree.fromstring(said(project, "ug/feed.atom").encode())
    (deleted,) = feed.findall("at:deleted-entry", ATOM)
    assert deleted.get("ref") in ids
    assert deleted.get("when") == "2026-11-30T10:41:00Z"
    entries = {each.findtext("a:id", "", ATOM): each for each in feed.iterfind("a:entry", ATOM)}
    entry = entries[deleted.get("ref", "")]
    assert entry.findtext("a:updated", "", ATOM) == deleted.get("when")


def test_a_feed_that_never_had_it_shows_no_entry(tmp_path: Path) -> None:
    project = make(tmp_path, SETTINGS, "No day\n\nIt has no day.\n")
    project.build()
    bridge(project).unlink()
    project.build()
    feed = etree.fromstring(said(project, "en/feed.atom").encode())
    assert len(feed.findall("at:deleted-entry", ATOM)) == 1
    assert feed.findall("a:entry", ATOM) == []


def test_partners_get_a_cancellation_of_a_higher_version(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = json.loads(said(project, "kk/bridge.ninjs.json"))
    bridge(project).unlink()
    project.build(now=NOW)
    after = json.loads(said(project, "kk/bridge.ninjs.json"))
    assert (after["uri"], after["pubstatus"]) == (before["uri"], "canceled")
    assert int(after["version"]) > int(before["version"])


def test_servers_are_told_where_the_newsroom_asks(tmp_path: Path) -> None:
    project = newsroom(tmp_path, f'gone = ["apache", "nginx"]\n{SETTINGS}')
    assert "bridge" not in said(project, ".htaccess")
    bridge(project).unlink()
    project.build()
    rules = said(project, "gone.nginx")
    assert rules.count("410; }") - 1 == said(project, ".htaccess").count("[G]") == 8
    assert "/ug/bridge.mail.txt" in rules
    assert "ninjs" not in rules  # a partner reads the cancellation there


def test_a_table_takes_no_page_from_anything_else(tmp_path: Path) -> None:
    project = newsroom(tmp_path, f'gone = ["nginx"]\n{SETTINGS}')
    before = contents(tmp_path / "output")
    paths = ["index.html", "kk/index.html", "kk/well.html", "kk/feed.atom", "404.html"]
    (tmp_path / "locales/withdrawn.toml").write_text(f"[old]\nwhen = 2026-11-30\nfiles = {paths}")
    project.build()
    after = contents(tmp_path / "output")
    pages = [path for path in before if path.endswith(".html")]
    assert [path for path in pages if after[path] != before[path]] == []
    assert after["gone.nginx"].count(b"410; }") == 1


def test_no_server_is_told_anything_by_default(tmp_path: Path) -> None:
    retracted(tmp_path)
    assert not {".htaccess", "gone.nginx"} & contents(tmp_path / "output").keys()


def test_a_newsroom_can_leave_nothing(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()
    project.build(tombstones=False)
    project.build()
    assert not any("bridge" in path for path in contents(tmp_path / "output"))
    assert read_withdrawn(project.settings) == {}


def test_a_table_that_is_deleted_takes_its_pages_along(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    (tmp_path / "locales/withdrawn.toml").unlink()
    project.build(tombstones=False)
    project.build()
    assert not any("bridge" in path for path in contents(tmp_path / "output"))


def test_an_address_that_says_a_protected_name_leaves_nothing(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).rename(tmp_path / "articles/aigerim-testova.txt")
    project.move("bridge", "articles/aigerim-testova.txt")
    project.build()
    (tmp_path / PROTECT).write_text(WITNESS)
    (tmp_path / "articles/aigerim-testova.txt").unlink()
    report = project.build()
    (hint,) = [each for each in report.findings if each.code == "no-tombstone"]
    assert hint.severity is Severity.HINT
    assert "testova" not in f"{hint.message}{hint.hint}".lower()
    assert not any("aigerim" in path for path in contents(tmp_path / "output"))
    files = {
        path: data
        for path, data in contents(tmp_path).items()
        if path.startswith("output") or path.endswith("withdrawn.toml")
    }
    assert b"aigerim" not in b"".join(files.values()).lower()


def test_a_file_that_is_wrong_holds_its_pages(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    written = tmp_path / "locales/withdrawn.toml"
    written.write_text("[bridge]\nwhen = yesterday\n")
    report = project.build()
    assert [each.code for each in report.unread] == ["withdrawn"]
    assert title(project, "en/bridge.html") == GONE
    assert written.read_text() == "[bridge]\nwhen = yesterday\n"


def test_a_template_that_is_wrong_keeps_no_article(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/withdrawn.html").write_text("{{ nothing.at.all }}")
    report = project.build()
    assert "template" in {each.code for each in report.findings}
    assert not any(b"washed away" in data for data in contents(tmp_path / "output").values())


def test_strict_writes_nothing_down(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/withdrawn.html").write_text("{{ nothing.at.all }}")
    before = contents(tmp_path)
    with pytest.raises(ToolkitError):
        project.build(strict=True)
    assert contents(tmp_path) == before


def test_what_a_build_that_died_has_not_removed_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = newsroom(tmp_path)
    bridge(project).unlink()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("toolkit.newsroom.publishing.publish.withdraw", die)
        with pytest.raises(KeyboardInterrupt):
            project.build(now=NOW)
    project.build(now=NOW)
    died = contents(tmp_path / "output")
    other = tmp_path / "other"
    other.mkdir()
    assert died == contents(retracted(other).settings.root / "output")


WIRES = SETTINGS.replace('"ninjs", "text"', '"ninjs", "nitf", "newsml", "telegram", "text"')


def versions(project: Project) -> list[int]:
    """Return the versions that partners have of an article, and the minute of its NITF."""
    tags = ("en", "kk")
    found = [json.loads(said(project, f"{each}/bridge.ninjs.json"))["version"] for each in tags]
    for each in tags:
        newsml = etree.fromstring(said(project, f"{each}/bridge.newsml.xml").encode())
        nitf = etree.fromstring(said(project, f"{each}/bridge.xml").encode())
        found += [newsml.get("version"), nitf.xpath("string(//revision-history/@norm)")[:13]]
    return [int(each.replace("T", "").ljust(12, "0")) for each in found]


def test_all_that_partners_get_is_newer_than_what_they_had(tmp_path: Path) -> None:
    project = newsroom(tmp_path, WIRES)
    text, sent = bridge(project).read_text(), [[0] * 6]
    for now in (NOW, NOW, LATER):  # the first two in one minute
        bridge(project).unlink()
        project.build(now=now)
        sent.append(versions(project))
        bridge(project).write_text(text)
        project.build(now=now)
        sent.append(versions(project))
    for earlier, later in pairwise(sent):
        assert all(one < other for one, other in zip(earlier, later, strict=True))


def test_a_feed_shows_what_has_come_back_as_newer_than_its_deletion(tmp_path: Path) -> None:
    project = retracted(tmp_path)
    bridge(project).write_text("Bridge again\n\nMar 3, 2026\n\nOpen.\n")
    project.build(now=NOW)
    feed = etree.fromstring(said(project, "en/feed.atom").encode())
    titles = {
        each.findtext("a:title", "", ATOM): each.findtext("a:updated", "", ATOM)
        for each in feed.iterfind("a:entry", ATOM)
    }
    assert titles["Bridge again"] == "2026-11-30T10:42:00Z"
    assert "2026-11-30" in said(project, "sitemap.xml")


def test_what_has_come_back_stays_as_it_is(tmp_path: Path) -> None:
    project = newsroom(tmp_path, WIRES)
    text = bridge(project).read_text()
    bridge(project).unlink()
    project.build(now=NOW)
    bridge(project).write_text(text)
    assert project.build(now=NOW).returned == ("bridge",)
    before = contents(tmp_path / "output")
    report = project.build(now=LATER)
    assert (report.changed, report.returned) == ((), ())
    shutil.rmtree(tmp_path / "output")
    project.build(now=LATER)
    assert contents(tmp_path / "output") == before


def test_another_clone_builds_what_has_come_back_as_new(tmp_path: Path) -> None:
    project = newsroom(tmp_path, WIRES)
    (tmp_path / "locales/withdrawn.toml").write_text(
        "[bridge]\nwhen = 2026-11-30\nback.en = 2026-12-01\nback.kk = 2026-12-01\n"
    )
    project.build(now=NOW)
    assert set(versions(project)) == {202612010000}


def test_a_translation_that_waits_when_its_article_comes_back_is_newer_too(tmp_path: Path) -> None:
    settings = WIRES.replace("[locales.kk]\n", "[locales.kk]\npublish = { threshold = 100 }\n")
    project = newsroom(tmp_path, settings)
    text, catalog = bridge(project).read_text(), tmp_path / "locales/kk/LC_MESSAGES/bridge.po"
    translated = catalog.read_text()
    bridge(project).unlink()
    project.build(now=NOW)
    cancelled = versions(project)
    bridge(project).write_text(text)
    catalog.unlink()
    project.build(now=NOW)
    assert not (tmp_path / "output/kk/bridge.html").exists()
    catalog.write_text(translated)
    project.build(now=NOW)
    assert all(one < other for one, other in zip(cancelled, versions(project), strict=True))


def test_an_article_withdrawn_in_the_minute_of_a_change_is_cancelled_above_it(
    tmp_path: Path,
) -> None:
    project = newsroom(tmp_path, WIRES)
    catalog = tmp_path / "locales/kk/LC_MESSAGES/bridge.po"
    catalog.write_text(catalog.read_text().replace('msgstr "', 'msgstr "ә', 3))
    project.build(now=NOW)
    before = json.loads(said(project, "kk/bridge.ninjs.json"))["version"]
    bridge(project).unlink()
    project.build(now=NOW)
    assert json.loads(said(project, "kk/bridge.ninjs.json"))["version"] > before


def test_partners_alone_are_told_too(tmp_path: Path) -> None:
    settings = WIRES.replace('"html", "parallel", ', "")
    project = newsroom(tmp_path, settings)
    bridge(project).unlink()
    project.build(now=NOW)
    assert "canceled" in said(project, "kk/bridge.xml")


def test_the_source_of_an_xml_article_has_no_nitf(tmp_path: Path) -> None:
    settings = SETTINGS.replace("articles/*.txt", "articles/*.xml").replace(', "text"', "")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/report.xml").write_text("<report><p>It is dry.</p></report>")
    project = make(tmp_path, settings)
    project.build()
    (tmp_path / "articles/report.xml").unlink()
    project.build(now=NOW)
    assert not (tmp_path / "output/en/report.xml").exists()
    assert not read_withdrawn(project.settings)["report"].nitf


def test_who_sent_messages_is_told_to_delete_them(tmp_path: Path) -> None:
    project = newsroom(tmp_path, WIRES)
    bridge(project).unlink()
    told = [each for each in project.build(now=NOW).findings if each.code == "sent-messages"]
    assert ["kk/bridge.telegram.json" in (each.hint or "") for each in told] == [True]
    assert not any(each.code == "sent-messages" for each in project.build(now=LATER).findings)

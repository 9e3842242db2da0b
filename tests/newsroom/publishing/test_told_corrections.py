"""Told corrections: what each form of each edition says, for every state of a correction."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.catalog.po import load, save
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

TYPO, STYLE, FACT, LEGAL = CorrectionSeverity
DAY = dt.date(2026, 3, 9)
NOTE, OWN_NOTE = "The year was wrong.", "Аудармада жыл қате болды."
CORRECTED = "Түпнұсқаға түзету енгізілді. Түзету әлі аударылған жоқ."
OF_TRANSLATION = "Бұл — аударманың түзетуі."
GONE = "Түзетілген үзінді мақалада енді жоқ."
SUFFIXES = {
    "html": "html",
    "parallel": "parallel.html",
    "nitf": "xml",
    "newsml": "newsml.xml",
    "docbook": "docbook.xml",
    "tei": "tei.xml",
    "ninjs": "ninjs.json",
    "text": "mail.txt",
    "telegram": "telegram.json",
    "sms": "sms.json",
    "script": "script.txt",
    "epub": "epub",
    "single": "single.html",
}
"""The forms with their suffixes."""
READ_BY_PEOPLE = (
    "html",
    "mail.txt",
    "telegram.json",
    "sms.json",
    "script.txt",
    "epub",
    "single.html",
)
IN_ITS_LANGUAGE = "sms.json"
"""An SMS has no room for what its readers cannot read."""
SAY_WHAT_IS_TRANSLATED = {*SUFFIXES.values()} - {"parallel.html"}
LATIN = '\n[locales.kk-Latn]\nfrom = "kk"\n'
EVERY = CONFIGURATION.replace('.txt"\n', f'.txt"\neditions = {[*SUFFIXES]}\n') + LATIN


def newsroom(folder: Path, configuration: str = EVERY) -> Project:
    project = make(folder, configuration)
    for tag in ("kk", "ug"):
        translate(project, tag)
    return project


def edit(project: Project) -> None:
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(source.read_text("utf-8").replace("2017", "2018"), "utf-8")


def year_id(project: Project) -> str:
    return next(each.id for each in project.units() if "washed" in each.message)


def accept(project: Project) -> None:
    """Translate all but the notes of corrections."""
    for tag in ("kk", "ug"):
        translate(project, tag, but=NOTE)


def correct_all(project: Project) -> None:
    edit(project)
    project.correct("bridge", FACT, NOTE, day=DAY)


def correct_own(project: Project) -> None:
    project.correct("bridge", FACT, OWN_NOTE, tag="kk", passages=[year_id(project)], day=DAY)


def lose_passage(project: Project) -> None:
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(source.read_text("utf-8").partition("It was")[0], "utf-8")
    project.update()


def all_untranslated(project: Project) -> None:
    correct_all(project)
    accept(project)


def all_with_stale_passage(project: Project) -> None:
    correct_all(project)


def all_translated(project: Project) -> None:
    correct_all(project)
    translate(project, "kk")


def both(project: Project) -> None:
    correct_all(project)
    correct_own(project)
    translate(project, "kk")


def gone(project: Project) -> None:
    correct_own(project)
    lose_passage(project)


TOLD = {
    all_untranslated: {NOTE, CORRECTED},
    all_with_stale_passage: {NOTE, CORRECTED},
    all_translated: {f"kk: {NOTE}"},
    correct_own: {OWN_NOTE, OF_TRANSLATION},
    both: {f"kk: {NOTE}", OWN_NOTE, OF_TRANSLATION},
    gone: {OWN_NOTE, OF_TRANSLATION, GONE},
}


@pytest.fixture(scope="module", params=TOLD, ids=lambda each: each.__name__)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, set[str]]:
    project = newsroom(tmp_path_factory.mktemp("newsroom"))
    request.param(project)
    project.build()
    return project, TOLD[request.param]


def edition(project: Project, suffix: str, tag: str = "kk") -> str:
    path = project.settings.root / f"output/{tag}/bridge.{suffix}"
    if suffix != "epub":
        return path.read_text("utf-8").replace("\\n", "\n")
    with zipfile.ZipFile(path) as archive:
        return archive.read("EPUB/article-bridge.xhtml").decode("utf-8")


@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_every_form_has_every_correction(told: tuple[Project, set[str]], suffix: str) -> None:
    project, expected = told
    said = edition(project, suffix)
    notes = {NOTE, f"kk: {NOTE}", OWN_NOTE} - ({NOTE} if suffix == IN_ITS_LANGUAGE else set())
    for note in expected & notes:
        assert note in said


@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_no_form_says_what_is_not_so(told: tuple[Project, set[str]], suffix: str) -> None:
    project, expected = told
    said = edition(project, suffix)
    found = {each for each in (CORRECTED, OF_TRANSLATION, GONE, OWN_NOTE) if each in said}
    assert found <= expected


@pytest.mark.parametrize("suffix", READ_BY_PEOPLE)
def test_what_people_read_says_all_that_is_so(told: tuple[Project, set[str]], suffix: str) -> None:
    project, expected = told
    said = edition(project, suffix)
    known = expected - ({NOTE} if suffix == IN_ITS_LANGUAGE else set())
    assert [each for each in known if each not in said] == []


@pytest.mark.parametrize("suffix", sorted(SAY_WHAT_IS_TRANSLATED))
def test_every_form_says_that_the_correction_is_not_translated(
    told: tuple[Project, set[str]], suffix: str
) -> None:
    project, expected = told
    assert (CORRECTED in edition(project, suffix)) == (CORRECTED in expected)


@pytest.mark.parametrize("tag", ["en", "ug"])
def test_other_editions_do_not_have_a_translation_s_correction(
    told: tuple[Project, set[str]], tag: str
) -> None:
    project, _ = told
    assert OWN_NOTE not in edition(project, "html", tag)


def test_another_alphabet_has_its_base_s_correction(told: tuple[Project, set[str]]) -> None:
    project, expected = told
    said = edition(project, "html", "kk-Latn")
    assert ("Audarmada jyl qate boldy." in said) == (OWN_NOTE in expected)


@pytest.mark.parametrize("suffix", ["html", "single.html", "epub", "parallel.html"])
def test_a_page_leads_to_the_corrected_passage(told: tuple[Project, set[str]], suffix: str) -> None:
    project, expected = told
    root = html.fromstring(edition(project, suffix).encode())
    links = root.xpath("//section[@class='corrections']//a/@href")
    assert bool(links) == (GONE not in expected)
    assert all(root.xpath("//*[@id=$id]", id=each.removeprefix("#")) for each in links)


def test_partners_are_told_in_the_places_of_their_formats(
    told: tuple[Project, set[str]],
) -> None:
    project, _ = told
    found = {
        suffix: len(etree.fromstring(edition(project, suffix).encode()).xpath(path))
        for suffix, path in {
            "xml": "//*[local-name()='docdata']/*[local-name()='correction']",
            "newsml.xml": "//*[local-name()='signal' and @qcode='sig:correction']",
            "docbook.xml": "//*[local-name()='revremark']",
            "tei.xml": "//*[local-name()='revisionDesc']/*[local-name()='change']",
        }.items()
    }
    assert all(found.values()), found


def published(project: Project) -> list[str]:
    project.build()
    tags = ("en", "kk", "kk-Latn", "ug")
    pages = {tag: project.settings.root / f"output/{tag}/bridge.html" for tag in tags}
    there = {tag: page.read_text("utf-8") for tag, page in pages.items() if page.exists()}
    return [tag for tag, page in there.items() if "washed away" in page]


def untold_typo(project: Project) -> None:
    edit(project)
    project.correct("bridge", TYPO, NOTE, day=DAY)


def untold_style(project: Project) -> None:
    edit(project)
    project.correct("bridge", STYLE, NOTE, day=DAY)


def untold_style_translated(project: Project) -> None:
    untold_style(project)
    accept(project)


UNTOLD = (untold_typo, untold_style, untold_style_translated)


@pytest.fixture(scope="module", params=UNTOLD, ids=lambda each: each.__name__)
def untold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = newsroom(tmp_path_factory.mktemp("newsroom"))
    request.param(project)
    project.build()
    return project


@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_no_form_tells_readers_of_other_corrections(untold: Project, suffix: str) -> None:
    said = edition(untold, suffix)
    found = [each for each in (NOTE, CORRECTED, OF_TRANSLATION, GONE) if each in said]
    assert found == []


def legal(project: Project) -> None:
    project.correct("bridge", LEGAL, NOTE, day=DAY)


def legal_of_translation(project: Project) -> None:
    project.correct("bridge", LEGAL, OWN_NOTE, tag="kk", day=DAY)


def legal_after_fact(project: Project) -> None:
    both(project)
    project.build()
    legal(project)


def legal_with_stale_passage(project: Project) -> None:
    edit(project)
    legal(project)


LEGAL_ONES = (legal, legal_of_translation, legal_after_fact, legal_with_stale_passage)


@pytest.fixture(scope="module", params=LEGAL_ONES, ids=lambda each: each.__name__)
def withdrawn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, list[str]]:
    project = newsroom(tmp_path_factory.mktemp("newsroom"))
    project.build()
    request.param(project)
    project.build()
    standing = ["en", "ug"] if request.param is legal_of_translation else []
    return project, standing


@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_no_form_has_the_words_of_what_is_withdrawn(
    withdrawn: tuple[Project, list[str]], suffix: str
) -> None:
    project, standing = withdrawn
    for tag in ("en", "kk", "kk-Latn", "ug"):
        path = project.settings.root / f"output/{tag}/bridge.{suffix}"
        if tag not in standing and path.exists():
            said = edition(project, suffix, tag)
            assert not [each for each in ("washed", "bridge opened", "kk: ") if each in said]


def test_what_is_not_withdrawn_stays(withdrawn: tuple[Project, list[str]]) -> None:
    project, standing = withdrawn
    assert published(project) == standing


def test_an_sms_says_that_it_is_withdrawn(withdrawn: tuple[Project, list[str]]) -> None:
    project, standing = withdrawn
    path = project.settings.root / "output/kk/bridge.sms.json"
    said = json.loads(path.read_text("utf-8"))["text"].splitlines()
    what = "Бұл аударма" if standing else "Бұл мақала"
    assert said[0] == f"{what} жарияланымнан алынды"
    assert (OWN_NOTE in said) == bool(standing)


DECAYS = {"keep": True, "source": True, "previous": True, "withhold": False}


@pytest.mark.slow
@pytest.mark.parametrize("decay", DECAYS)
def test_an_edition_that_stays_below_its_policy_tells_the_correction(
    tmp_path: Path, decay: str
) -> None:
    policy = f'publish = {{ threshold = 100, decay = "{decay}" }}'
    project = newsroom(tmp_path, EVERY.replace("[locales.kk]\n", f"[locales.kk]\n{policy}\n"))
    project.build()
    correct_all(project)
    assert ("kk" in published(project)) == DECAYS[decay]
    if DECAYS[decay]:
        assert CORRECTED in edition(project, "html")


@pytest.mark.slow
def test_a_correction_is_found_again_by_its_text_on_a_clone_without_a_template(
    tmp_path: Path,
) -> None:
    project = newsroom(tmp_path)
    correct_own(project)
    file = project.settings.corrections_path("bridge")
    file.write_text(file.read_text("utf-8").replace(year_id(project), "p-other"), "utf-8")
    project.build()
    assert f'href="#{year_id(project)}"' in edition(project, "html").partition('id="corr')[2]


@pytest.mark.slow
def test_a_note_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    note = "<b>x</b> & ]]> ?> {{ 1 }} *a* 100 %"
    project.correct("bridge", FACT, note, tag="kk", day=DAY)
    project.build()
    root = html.fromstring(edition(project, "html").encode())
    assert [each.text for each in root.cssselect(".corrections li span")][:1] == [note]


@pytest.mark.slow
def test_a_full_feed_has_the_corrections(tmp_path: Path) -> None:
    full = 'base_url = "https://example.org/"\nfeeds = "full"\n'
    project = newsroom(tmp_path, full + EVERY)
    correct_own(project)
    project.build()
    assert OWN_NOTE in (tmp_path / "output/kk/feed.atom").read_text("utf-8")


@pytest.mark.slow
def test_the_note_of_a_broken_translation_is_told_in_the_source_language(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    correct_all(project)
    path = project.settings.catalog_path("bridge", project.locales(["kk"])[0])
    catalog = load(path)
    for entry in catalog:
        if entry.msgid == NOTE:
            entry.msgstr = "kk: <b>year</b></b1>"
            entry.flags = ["fuzzy"]
    save(catalog, path)
    project.build()
    assert CORRECTED in edition(project, "html")


@pytest.mark.slow
def test_a_note_with_the_words_of_its_passage_is_no_changed_passage(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project)
    project.correct("bridge", FACT, "It was washed away in 2018.", day=DAY)
    assert not [each for each in project.build().findings if each.code == "passage-id"]
    page = html.parse(tmp_path / "output/kk/bridge.html")
    assert len(page.xpath("//*[contains(@class, 'changes')]//li")) == 1

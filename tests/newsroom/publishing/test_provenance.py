"""Provenance in a newsroom: told if asked, from the records of reviews, without any hand."""

from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.document.formats import ReadOptions, read_document
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviewing import Chosen, Signature, document_texts, sign_texts
from toolkit.newsroom.reviews import change_review

pytestmark = pytest.mark.slow

ITS = "{http://www.w3.org/2005/11/its}"
AGENTS = ("org", "revOrg", "tool")
KK = Locale("kk")
EVERY_FORM = CONFIGURATION.replace(
    '*.txt"',
    '*.txt"\neditions = ["html", "parallel", "single", "epub", "ninjs", "nitf", "tei", "docbook",'
    ' "newsml", "text"]',
)
ON = EVERY_FORM.replace("[locales.kk]", "[locales.kk]\nprovenance = true")
HANDS = (b"hand-of-translator", b"hand-of-editor")
BY_EDITOR = Signature("hand-of-editor", translator="hand-of-translator")
REVIEWED = "Қазақ редакциямыз аударған, екінші редактор тексерген."
TRANSLATED = "Қазақ редакциямыз аударған."
MACHINE = "Кейбір бөліктерінің алғашқы нұсқасын машина аударған."


def newsroom(folder: Path, configuration: str = ON) -> Project:
    project = make(folder, configuration)
    translate(project, "kk")
    return project


def sign(project: Project, *ids: str) -> None:
    sign_texts(project.settings, Chosen(KK, ids=ids), BY_EDITOR)


def page(project: Project, tag: str = "kk") -> str:
    project.build([tag])
    return (project.settings.root / "output" / tag / "bridge.html").read_text(encoding="utf-8")


def note(project: Project, origin: str, *, but: int = 0) -> None:
    """Note the origin of all translations but the first ones."""
    texts = list(document_texts(project.settings, "bridge", KK))
    for at, text in enumerate(texts):
        own = "human" if at < but else origin
        change_review(
            project.settings,
            "bridge",
            KK,
            lambda review, text=text, own=own: review.translated(text.entry, "t3", own),  # type: ignore[misc]
        )


def test_a_page_says_that_its_passages_were_reviewed(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sign(project)
    assert REVIEWED in page(project)


def test_a_page_says_nothing_unless_asked(tmp_path: Path) -> None:
    project = newsroom(tmp_path, EVERY_FORM)
    sign(project)
    assert "редакциямыз" not in page(project)


def test_what_is_not_asked_for_changes_no_byte(tmp_path: Path) -> None:
    asked = newsroom(tmp_path / "asked")
    plain = newsroom(tmp_path / "plain", EVERY_FORM)
    assert page(asked) == page(plain)


def test_the_whole_newsroom_can_ask(tmp_path: Path) -> None:
    project = newsroom(tmp_path, f"provenance = true\n{EVERY_FORM}")
    sign(project)
    assert REVIEWED in page(project)


def test_a_locale_can_ask_otherwise(tmp_path: Path) -> None:
    off = EVERY_FORM.replace("[locales.kk]", "[locales.kk]\nprovenance = false")
    project = newsroom(tmp_path, f"provenance = true\n{off}")
    sign(project)
    assert "редакциямыз" not in page(project)


def test_one_passage_that_nobody_reviewed_takes_the_review_from_all(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    note(project, "human")
    sign(project, next(iter(document_texts(project.settings, "bridge", KK))).id)
    shown = page(project)
    assert TRANSLATED in shown
    assert REVIEWED not in shown


def test_one_passage_of_a_machine_takes_the_translation_from_the_desk(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    note(project, "machine:apertium", but=1)
    sign(project)
    shown = page(project)
    assert MACHINE in shown
    assert TRANSLATED not in shown


def test_a_changed_translation_is_claimed_no_more(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sign(project)
    assert REVIEWED in page(project)
    path = project.settings.catalog_path("bridge", KK)
    path.write_text(path.read_text("utf-8").replace("kk: It was", "kk: That was"), "utf-8")
    assert "редакциямыз" not in page(project)


def test_a_page_is_made_again_when_its_review_changes(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    assert "редакциямыз" not in page(project)
    note(project, "human")
    assert TRANSLATED in page(project)
    sign(project)
    assert REVIEWED in page(project)
    project.settings.review_path("bridge", KK).unlink()
    assert "редакциямыз" not in page(project)


def test_a_derived_locale_says_what_its_base_does_in_its_alphabet(tmp_path: Path) -> None:
    derived = ON + '\n[locales.kk-Latn]\nfrom = "kk"\n'
    project = newsroom(tmp_path, derived)
    sign(project)
    project.build(["kk", "kk-Latn"])
    assert "ekınşı redaktor" in (tmp_path / "output/kk-Latn/bridge.html").read_text("utf-8")


def test_a_derived_locale_may_ask_alone(tmp_path: Path) -> None:
    derived = EVERY_FORM + '\n[locales.kk-Latn]\nfrom = "kk"\nprovenance = true\n'
    project = newsroom(tmp_path, derived)
    sign(project)
    project.build(["kk", "kk-Latn"])
    assert "ekınşı redaktor" in (tmp_path / "output/kk-Latn/bridge.html").read_text("utf-8")


def test_passages_that_only_a_locale_has_are_claimed_to_be_nothing(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sign(project)
    anchor = next(iter(document_texts(project.settings, "bridge", KK))).id
    overlay = project.settings.overlay_path("bridge", KK)
    overlay.parent.mkdir(parents=True, exist_ok=True)
    overlay.write_text(
        f'[[insert]]\nafter = "{anchor}"\ntext = "Қосымша."\nreason = "for readers here"\n', "utf-8"
    )
    shown = page(project)
    assert "Қосымша." in shown
    assert "редакциямыз" not in shown


@pytest.mark.parametrize(
    "suffix",
    [
        ".html",
        ".single.html",
        ".xml",
        ".tei.xml",
        ".docbook.xml",
        ".newsml.xml",
        ".ninjs.json",
        ".mail.txt",
    ],
)
def test_every_form_that_has_a_place_for_it_says_it(tmp_path: Path, suffix: str) -> None:
    project = newsroom(tmp_path)
    sign(project)
    page(project)
    assert REVIEWED in (tmp_path / "output/kk" / f"bridge{suffix}").read_text("utf-8")


def test_no_hand_reaches_the_output(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sign(project)
    page(project)
    made = contents(tmp_path / "output")
    assert made
    assert not [path for path, data in made.items() for hand in HANDS if hand in data]


def test_the_xml_names_the_newsroom_as_its_provenance(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sign(project)
    page(project)
    root = etree.parse(tmp_path / "output/kk/bridge.xml").getroot()
    assert [root.get(f"{ITS}{name}") for name in AGENTS] == ["Test", "Test", None]


def rate(project: Project, *confidences: float | None) -> None:
    """Note of the translations that a machine has made them, and how sure it was."""
    texts = list(document_texts(project.settings, "bridge", KK))
    for text, value in zip(texts, confidences, strict=False):
        change_review(
            project.settings,
            "bridge",
            KK,
            lambda review, text=text, value=value: review.drafted(  # type: ignore[misc]
                text.entry, "machine:stub", value
            ),
        )


def rated(project: Project) -> list[tuple[str, str]]:
    """Return what the XML says of each passage that a machine was sure of, and its words."""
    page(project)
    root = etree.parse(project.settings.root / "output/kk/bridge.xml").getroot()
    marked = root.iterfind(f".//*[@{ITS}mtConfidence]")
    return [(each.get(f"{ITS}mtConfidence", ""), "".join(each.itertext())) for each in marked]


def test_the_xml_says_how_sure_the_machine_was_of_what_was_reviewed(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    rate(project, 0.5, None, 0.25, 0.87)
    sign(project)
    assert [value for value, _ in rated(project)] == ["0.5", "0.25", "0.87"]


def test_a_confidence_names_its_machine_as_the_standard_wants(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    rate(project, None, 0.87)
    sign(project)
    page(project)
    root = etree.parse(tmp_path / "output/kk/bridge.xml").getroot()
    (marked,) = root.iterfind(f".//*[@{ITS}mtConfidence]")
    category, _, reference = marked.get(f"{ITS}annotatorsRef", "").partition("|")
    (machine,) = root.iterfind(f".//*[@id='{reference.removeprefix('#')}']")
    assert category == "mt-confidence"
    assert machine.get("content") == "stub"


def test_the_reader_of_xml_finds_the_confidence_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    rate(project, 0.5, 0.87)
    sign(project)
    page(project)
    path = tmp_path / "output/kk/bridge.xml"
    document = read_document(path.read_bytes(), "bridge.xml", "bridge", ReadOptions(KK))
    said = [each.quality.confidences for each in document.units if each.quality is not None]
    assert [*chain(*said)] == [0.5, 0.87]


@pytest.mark.parametrize("configuration", [ON, EVERY_FORM])
def test_no_confidence_is_written_of_what_nobody_reviewed_or_asked_for(
    tmp_path: Path, configuration: str
) -> None:
    project = newsroom(tmp_path, configuration)
    rate(project, 0.5, 0.87)
    if configuration == EVERY_FORM:
        sign(project)
    assert rated(project) == []


def test_a_confidence_is_gone_once_a_person_has_changed_a_word(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    rate(project, 0.5, 0.87)
    sign(project)
    path = project.settings.catalog_path("bridge", KK)
    path.write_text(path.read_text("utf-8").replace("kk: Village", "kk: Town"), "utf-8")
    assert [value for value, _ in rated(project)] == ["0.87"]


def test_the_xml_names_the_machine_that_drafted_all(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    note(project, "machine:apertium")
    sign(project)
    page(project)
    root = etree.parse(tmp_path / "output/kk/bridge.xml").getroot()
    assert [root.get(f"{ITS}{name}") for name in AGENTS] == [None, "Test", "apertium"]

"""Limits from a source to its edition: what a document declares, its translations keep."""

from tests.checks.sheets import check_catalog
from tests.documents import localized
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry, read, write
from toolkit.catalog.template import make_template
from toolkit.checks import Selection
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.language.unit_splitter import unit_splitter
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.targets import State

KK = Locale("kk")
RULES = """<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">
<its:storageSizeRule selector="//tag" storageSize="6" storageEncoding="UTF-16"/>
<its:allowedCharactersRule selector="//tag" allowedCharacters="[^*]"/>
<its:withinTextRule selector="//b" withinText="yes"/></its:rules>"""


def document(body: str = "<tag>Net</tag>", segmentation: str = "paragraph") -> Document:
    options = ReadOptions(Locale("en"), split=unit_splitter(segmentation))
    data = f"<doc>{RULES}{body}</doc>".encode()
    return read_document(data, "page.xml", "page", options)


def catalog(source: Document, **translations: str) -> Catalog:
    """Return a catalog as it comes out of its file."""
    made = make_template([source])
    for entry in made:
        entry.msgstr = translations.get(entry.msgid.partition(" ")[0].strip("."), "")
    return read(write(made), "kk.po")


def codes(source: Document, **translations: str) -> list[str]:
    only = Selection(["storage-size", "allowed-characters", "codes"])
    found = check_catalog(catalog(source, **translations), "kk.po", KK, selection=only)
    return [finding.code for finding in found]


def test_a_translation_that_fits_is_right() -> None:
    assert codes(document(), Net="Тор") == []


def test_a_catalog_alone_shows_that_a_translation_is_too_large() -> None:
    assert codes(document(), Net="Тордан") == ["storage-size"]


def test_a_catalog_alone_shows_characters_that_are_not_allowed() -> None:
    assert codes(document(), Net="То*") == ["allowed-characters"]


def test_codes_have_no_size_and_are_always_allowed() -> None:
    assert codes(document("<tag>Net<b>w</b></tag>"), **{"Net<b>w</b>": "Т<b>ор</b>"}) == []


def test_what_is_too_large_is_not_published() -> None:
    source = document()
    found = localized(source, *catalog(source, Net="Тордан"))
    assert [each.state for each in found.passages] == [State.BROKEN]
    tree = fill_tree(source, found.texts, KK)
    assert tree.findtext(".//tag") == "Net"


def test_what_fits_is_published() -> None:
    source = document()
    tree = fill_tree(source, localized(source, *catalog(source, Net="Тор")).texts, KK)
    assert tree.findtext(".//tag") == "Тор"


def test_sentences_share_the_place_of_their_paragraph() -> None:
    source = document("<tag>One. Two.</tag>", "sentence")
    made = Catalog([Entry(msgid="One.", msgstr="A."), Entry(msgid="Two.", msgstr="B.")])
    found = localized(source, *made)
    assert [each.state for each in found.passages] == [State.BROKEN, State.BROKEN]
    assert [finding.code for finding in found.findings] == ["storage-size"]


def test_a_text_in_two_places_answers_to_the_smaller() -> None:
    source = document(
        '<tag>Net</tag><p its:storageSize="3" xmlns:its="http://www.w3.org/2005/11/its">Net</p>'
    )
    assert codes(source, Net="Тор") == ["storage-size"]


def test_a_credit_that_names_nobody_is_told() -> None:
    line = "Dana <dana@example.org>, 2026\nAigul"
    made = make_template([document()])
    made.append(Entry(msgid="translator-credits", msgctxt="_", msgstr=line))
    (finding,) = check_catalog(read(write(made), "kk.po"), "kk.po", KK)
    assert (finding.code, finding.severity) == ("credits", "warning")
    assert "“Aigul”" in finding.message

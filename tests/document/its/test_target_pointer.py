"""Target Pointer (ITS 2.0, section 8.13): texts and translations that stand side by side."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents import localized, messages, xml
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry
from toolkit.document.model import AttributeHome, Document, Run
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.targets import State

KK = Locale("kk")


def paired(body: str, pointer: str = "../target", selector: str = "//source") -> Document:
    return xml(
        '<its:rules version="2.0"><its:withinTextRule selector="//b | //br" withinText="yes"/>'
        f'<its:targetPointerRule selector="{selector}" targetPointer="{pointer}"/></its:rules>'
        f"{body}"
    )


def filled(document: Document, *texts: str) -> str:
    units = document.units
    chosen = [each.read_translation(text) for each, text in zip(units, texts, strict=True)]
    tree = fill_tree(document, chosen, KK)
    tree.getroot().remove(tree.getroot()[0])
    return "".join(etree.tostring(each, encoding="unicode") for each in tree.getroot()).replace(
        ' xmlns:its="http://www.w3.org/2005/11/its"', ""
    )


def test_only_the_source_is_a_unit() -> None:
    assert messages(paired("<p><source>Save</source><target>old</target></p>")) == ["Save"]


def test_a_translation_goes_into_the_target() -> None:
    document = paired("<p><source>Save</source><target>old</target></p>")
    assert filled(document, "Сақтау") == "<p><source>Save</source><target>Сақтау</target></p>"


def test_an_empty_target_is_filled() -> None:
    document = paired("<p><source>Save</source><target/></p>")
    assert filled(document, "Сақтау") == "<p><source>Save</source><target>Сақтау</target></p>"


def test_codes_of_the_source_stand_in_the_target_too() -> None:
    document = paired('<p><source>a <b c="d">e</b><br f="g"/></source><target/></p>')
    source = '<source>a <b c="d">e</b><br f="g"/></source>'
    found = filled(document, "<br1/><b1>x</b1>")
    assert found == f'<p>{source}<target><br f="g"/><b c="d">x</b></target></p>'


def test_without_a_translation_the_target_stays() -> None:
    document = paired("<p><source>Save</source><target>old</target></p>")
    tree = fill_tree(document, [None], KK)
    assert etree.tostring(tree) == etree.tostring(document.tree)


def test_a_target_can_be_an_attribute() -> None:
    document = paired('<p><source>Save</source><out v=""/></p>', "../out/@v")
    assert filled(document, "Сақтау") == '<p><source>Save</source><out v="Сақтау"/></p>'


def test_a_source_can_be_an_attribute() -> None:
    rule = '<its:translateRule selector="//@en" translate="yes"/>'
    pointer = '<its:targetPointerRule selector="//@en" targetPointer="../@kk"/>'
    document = xml(f'<its:rules version="2.0">{rule}{pointer}</its:rules><p en="Save" kk=""/>')
    assert isinstance(document.units[0].origin, AttributeHome)
    assert filled(document, "Сақтау") == '<p en="Save" kk="Сақтау"/>'


def test_a_unit_knows_where_its_text_stands() -> None:
    (unit,) = paired("<p><source>Save</source><target/></p>").units
    assert isinstance(unit.home, Run)
    assert isinstance(unit.origin, Run)
    assert (unit.home.parent.tag, unit.origin.parent.tag) == ("target", "source")


def test_a_target_that_is_not_there_is_a_finding() -> None:
    (finding,) = paired("<p><source>Save</source></p>").findings
    assert finding.message == "the target of <source> does not exist"
    assert finding.severity == "warning"


def test_a_target_that_holds_its_source_is_none() -> None:
    document = paired("<p><source>Save</source></p>", "..")
    assert document.findings
    assert "target" not in filled(document, "Сақтау")


def test_a_target_in_its_source_is_none() -> None:
    assert paired("<p><source>Save<b>x</b></source></p>", "b").findings


def test_what_is_for_no_locale_is_not_translated_into_its_target() -> None:
    document = paired('<p><source its:localeFilterList="ru">Save</source><target/></p>')
    found = localized(document, Entry(msgid="Save", msgstr="x"))
    assert [each.state for each in found.passages] == [State.EXCLUDED]


@given(st.lists(st.text(alphabet="ab &<", min_size=1).filter(str.strip), max_size=4))
def test_the_sources_of_any_pairs_stay_as_they_were(texts: list[str]) -> None:
    holder = etree.Element("list")
    for text in texts:
        pair = etree.SubElement(holder, "pair")
        etree.SubElement(pair, "source").text = text
        etree.SubElement(pair, "target")
    document = paired(etree.tostring(holder, encoding="unicode"))
    tree = fill_tree(document, [("x",) for _ in document.units], KK)
    assert [each.text for each in tree.iter("source")] == texts
    assert [each.text for each in tree.iter("target")] == ["x" for _ in texts]

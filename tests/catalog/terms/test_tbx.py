from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from tests.catalog.terms.termbases import EN, KK, RU, TERMBASES, UG, term, termbase
from tests.laws import examples
from toolkit.base.errors import ToolkitError
from toolkit.catalog.terms import Alone, Termbase, TermForms
from toolkit.catalog.terms.tbx import read_tbx, write_tbx
from toolkit.catalog.terms.termbase import Gender

DCA = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1">
 <descrip type="definition">Where a consul works.</descrip>
 <langSec xml:lang="en-US"><termSec><term>consulate</term>
  <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
 <langSec xml:lang="ru"><termSec><term>консулат</term>
  <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
  <termSec><term>консульство</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
MARTIF = """<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="en"><ntig><termGrp><term>Almaty</term>
<termNote type="partOfSpeech">properNoun</termNote></termGrp></ntig></langSet>
<langSet xml:lang="kk"><tig><term>Алматы</term></tig><tig><term>Алма-Ата</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""


@pytest.mark.slow
@examples(40)
@given(TERMBASES)
def test_what_is_written_is_read_again(base: Termbase) -> None:
    again, findings = read_tbx(write_tbx(base), "terms.tbx", EN)
    assert findings == []
    assert again.terms == base.terms


def test_the_words_of_the_standard_are_written() -> None:
    forms = {UG: TermForms(("خىتاي",), (), ("جۇڭگو",))}
    root = etree.fromstring(write_tbx(termbase(term("China", forms, name=True))))
    core, minimal = "{urn:iso:std:iso:30042:ed-2}", "{http://www.tbxinfo.net/ns/min}"
    assert (root.tag, root.get("type"), root.get("style")) == (f"{core}tbx", "TBX-Basic", "dct")
    said = [
        (each.findtext(f"{core}term"), each.findtext(f"{minimal}administrativeStatus"))
        for each in root.iter(f"{core}termSec")
    ]
    assert said == [
        ("China", "preferredTerm-admn-sts"),
        ("خىتاي", "preferredTerm-admn-sts"),
        ("جۇڭگو", "deprecatedTerm-admn-sts"),
    ]


def test_the_word_that_stands_alone_is_a_short_form() -> None:
    ming = term("Gu Ming", {KK: "Гу Мин"}, name=True, alone=Alone.FIRST)
    data = write_tbx(termbase(ming))
    assert b"<basic:termType>shortForm</basic:termType>" in data
    assert read_tbx(data, "", EN)[0].terms == (ming,)


def test_gender_and_endings_are_said_in_the_words_of_the_standard() -> None:
    forms = {RU: TermForms(("Лейла",), declined=False, note="As she signs.")}
    leila = term("Leila", forms, name=True, gender=Gender.FEMALE)
    data = write_tbx(termbase(leila))
    assert b"<basic:grammaticalGender>feminine</basic:grammaticalGender>" in data
    assert b"<note>not declined</note>" in data
    assert b'<note xml:lang="ru">As she signs.</note>' in data
    assert read_tbx(data, "", EN)[0].terms == (leila,)


def test_the_gender_of_a_noun_is_no_names(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(
        DCA.replace("</term>", "</term><termNote type='grammaticalGender'>neuter</termNote>")
    )
    (consulate,) = read_tbx(path.read_bytes(), "", EN)[0].terms
    assert consulate.gender == Gender.NONE


def test_the_other_style_is_read() -> None:
    (consulate,) = read_tbx(DCA.encode(), "", EN)[0].terms
    assert consulate.note == "Where a consul works."
    assert consulate.forms == {RU: TermForms(("консульство",), (), ("консулат",))}


def test_the_drafts_namespace_is_read() -> None:
    data = DCA.replace("ed-2", "ed:3.0").encode()
    assert read_tbx(data, "", EN)[0].terms == read_tbx(DCA.encode(), "", EN)[0].terms


def test_the_edition_of_2008_is_read() -> None:
    (almaty,) = read_tbx(MARTIF.encode(), "", EN)[0].terms
    assert almaty.name
    assert almaty.forms == {KK: TermForms(("Алматы",), (), ("Алма-Ата",))}


def test_what_cannot_be_a_term_is_left_out_and_told() -> None:
    data = MARTIF.replace("Almaty", "—").encode()
    base, findings = read_tbx(data, "old.tbx", EN)
    assert base.terms == ()
    hint = " Hint: correct the file, or add the term by hand."
    assert [str(each).removesuffix(hint) for each in findings] == [
        "old.tbx:2:1: warning: left out: “—” is no term.",
        "old.tbx:2:1: warning: left out: this concept has no term in en that can be written.",
    ]


def test_an_unknown_language_is_left_out_and_told() -> None:
    base, findings = read_tbx(MARTIF.replace('"kk"', '"q!"').encode(), "old.tbx", EN)
    assert len(base.terms) == len(findings) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"<html/>", b"<tbx", DCA.encode()[:-20], b"<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx/>"],
)
def test_what_is_no_tbx_is_refused(data: bytes) -> None:
    with pytest.raises(ToolkitError):
        read_tbx(data, "x.tbx", EN)


def test_what_xml_cannot_hold_is_left_out_of_a_text() -> None:
    data = write_tbx(termbase(term("a", note="x\x01y")))
    assert read_tbx(data, "", EN)[0].terms[0].note == "xy"

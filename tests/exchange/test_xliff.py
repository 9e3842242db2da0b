"""XLIFF: what agencies' programs need, and what they send back."""

from typing import Any

import pytest
from lxml import etree

from tests.exchange.packages import HEAT, catalog, package, translated
from toolkit.base.errors import ToolkitError
from toolkit.exchange.reply import Reply
from toolkit.exchange.returning import Kind, take_back
from toolkit.exchange.xliff import write_xliff1, write_xliff2
from toolkit.exchange.xliff_reader import read_xliff

SENT = translated(package(catalog()), {1: "<a1>x</a1><br/>"})
ONE = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
TWO = {
    "x": "urn:oasis:names:tc:xliff:document:2.0",
    "slr": "urn:oasis:names:tc:xliff:sizerestriction:2.0",
    "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
}


def first(path: str, *, version: int = 2) -> Any:  # noqa: ANN401 - lxml has no public name
    names = TWO if version == 2 else ONE
    data = write_xliff2(SENT) if version == 2 else write_xliff1(SENT)
    found = etree.fromstring(data).xpath(path, namespaces=names)
    assert isinstance(found, list)
    assert found, path
    return found[0]


def two(unit: str, name: str = "3f2a91.p-1.90bc11d2.a1b2c3") -> Reply:
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" '
        f'trgLang="ug"><file id="f"><unit id="u" name="{name}">{unit}</unit></file></xliff>'
    )
    return read_xliff(text.encode(), "heat.xlf")


def one(unit: str, attributes: str = "") -> Reply:
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file '
        f'target-language="ug"><body><trans-unit id="1"{attributes}>{unit}</trans-unit></body>'
        "</file></xliff>"
    )
    return read_xliff(text.encode(), "heat.xlf")


@pytest.mark.parametrize(("version", "pair", "empty"), [(2, "pc", "ph"), (1, "g", "x")])
def test_codes_are_numbered_alike_in_source_and_target(version: int, pair: str, empty: str) -> None:
    unit = "x:unit" if version == 2 else "x:trans-unit"
    for side in ("source", "target"):
        path = f"(//{unit})[2]//x:{side}"
        found = [each.get("id") for each in first(path, version=version).iter() if each.get("id")]
        assert found == ["1", "2"]
        tags = [etree.QName(each).localname for each in first(path, version=version)]
        assert tags == [pair, empty]


def test_headlines_may_not_be_cut_into_sentences() -> None:
    assert first("(//x:unit)[1]").get("canResegment") == "no"
    assert first("(//x:unit)[2]").get("canResegment") == "yes"


def test_a_size_is_a_restriction() -> None:
    assert first("(//x:unit)[4]").get(f"{{{TWO['slr']}}}storageRestriction") == "60"
    assert first("//slr:profiles").get("storageProfile") == "xliff:utf8"
    assert first("(//x:trans-unit)[4]", version=1).get("maxbytes") == "60"


def test_terms_are_a_glossary() -> None:
    assert first("//gls:term").text == "heat"
    assert first("//gls:translation").text == "ئىسسىق"


def test_a_draft_is_not_called_translated() -> None:
    segment = first("(//x:segment)[3]")
    assert (segment.get("state"), segment.get("subState")) == ("initial", "toolkit:draft")
    state = first("(//x:target)[3]", version=1).get("state")
    assert state == "needs-review-translation"


def test_the_text_a_draft_was_made_from_goes_along() -> None:
    assert first("//x:note[@category='previous']").text == "Police held 12 people."
    older = first("//x:alt-trans/x:source", version=1)
    assert older.text == "Police held 12 people."


def test_codes_that_are_not_nested_are_halves() -> None:
    now = catalog('#. id: p-1\nmsgid "<b>a <i>b</b> c</i>"\nmsgstr ""\n')
    sent = translated(package(now), {0: "<i>x <b>y</i> z</b>"})
    for write in (write_xliff1, write_xliff2):
        (row,) = read_xliff(write(sent), "heat.xlf").rows
        assert (row.source, row.target) == ("<b>a <i>b</b> c</i>", "<i>x <b>y</i> z</b>")


def test_segments_are_put_together_in_the_translators_order() -> None:
    reply = two(
        "<segment><source>One. </source><target order='2'> بىر.</target></segment>"
        "<segment><source>Two.</source><target order='1'>ئىككى.</target></segment>"
    )
    assert (reply.rows[0].source, reply.rows[0].target) == ("One. Two.", "ئىككى. بىر.")


def test_what_is_between_segments_stays() -> None:
    reply = two(
        "<segment><source>One.</source><target>بىر.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two.</source><target>ئىككى.</target></segment>"
    )
    assert reply.rows[0].target == "بىر. ئىككى."


def test_a_unit_without_a_target_is_not_translated() -> None:
    reply = two("<segment><source>One.</source></segment><ignorable><source> </source></ignorable>")
    assert reply.rows[0].target == ""


def test_marks_of_other_programs_are_looked_through() -> None:
    reply = one(
        "<source>One</source><seg-source><mrk mtype='seg'>One</mrk></seg-source>"
        "<target><mrk mtype='seg'>بىر<sub>x</sub></mrk></target>"
    )
    assert reply.rows[0].target == "بىرx"


@pytest.mark.parametrize(
    ("attributes", "state", "draft"),
    [
        ("", "", None),
        (' approved="yes"', "", False),
        ("", ' state="translated"', False),
        ("", ' state="needs-translation"', True),
        (' approved="yes"', ' state="needs-review-l10n"', True),
    ],
)
def test_the_state_of_a_target_says_whether_it_is_finished(
    attributes: str, state: str, draft: bool | None
) -> None:
    reply = one(f"<source>One</source><target{state}>بىر</target>", attributes)
    assert reply.rows[0].draft is draft


def test_an_unknown_code_says_nothing_and_a_character_is_read() -> None:
    reply = two(
        '<segment state="final"><source>One</source>'
        '<target>ب<ph id="9"/><cp hex="200f"/><cp hex="zz"/></target></segment>'
    )
    assert reply.rows[0].target == "ب\u200f "
    assert reply.rows[0].draft is False


def test_a_translators_note_is_a_remark_and_ours_are_not() -> None:
    reply = one(
        "<source>One</source><target>بىر</target><note from='role'>headline</note>"
        "<note>Which one?</note>"
    )
    assert reply.rows[0].comment == "Which one?"


def test_no_entity_of_a_file_is_read() -> None:
    with pytest.raises(ToolkitError):
        read_xliff(
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>', "a.xlf"
        )


def test_a_text_is_never_markup() -> None:
    now = catalog(HEAT.replace("ئىسسىق", "</target><x:evil/>&amp;"))
    for write in (write_xliff1, write_xliff2):
        assert read_xliff(write(package(now)), "a.xlf").rows[0].target == "</target><x:evil/>&amp;"


def test_a_text_without_a_translation_has_a_target_that_programs_can_translate() -> None:
    target = first("//x:target[@state='new']", version=1)
    assert target.getprevious().text == target.text


@pytest.mark.parametrize("state", [' state="new"', ""])
def test_a_target_that_is_still_its_source_is_untouched(state: str) -> None:
    (row,) = one(f"<source>Heat it</source><target{state}>Heat it</target>").rows
    assert row.target == ""


@pytest.mark.parametrize("state", ["translated", "final"])
def test_who_says_that_a_name_is_translated_is_believed(state: str) -> None:
    (row,) = one(f'<source>Reuters</source><target state="{state}">Reuters</target>').rows
    assert (row.target, row.draft) == ("Reuters", False)


def test_what_was_sent_and_not_translated_changes_nothing() -> None:
    now = catalog()
    before = [each.msgstr for each in now]
    reply = read_xliff(write_xliff1(package(now)), "heat.xlf")
    outcomes, changed = take_back(reply.rows, {"heat": now})
    assert ({each.kind for each in outcomes}, changed) == ({Kind.UNCHANGED}, set())
    assert [each.msgstr for each in now] == before

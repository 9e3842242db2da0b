from tests.documents import page, xml
from toolkit.base.errors import Location
from toolkit.catalog.template import make_template


def test_terms_are_told_in_order_with_what_explains_them() -> None:
    document = page(
        '<p>A <dfn its-term="yes" its-term-info-ref="#m">mother  board</dfn></p>'
        '<p its-term="yes">Network</p>'
    )
    told = [(term.text, term.info) for term in document.terms]
    assert told == [("mother board", "#m"), ("Network", "")]


def test_a_term_is_told_with_its_place() -> None:
    document = xml('<p>one</p>\n<p its:term="yes">word</p>')
    (term,) = document.terms
    assert term.location == Location("page.xml", 3, 1)


def test_a_rule_finds_terms_and_their_explanations() -> None:
    rule = '<its:termRule selector="//b" term="yes" termInfoPointer="@info"/>'
    within = '<its:withinTextRule selector="//b" withinText="yes"/>'
    document = xml(f'<its:rules version="2.0">{rule}{within}</its:rules><p>A <b info="I">b</b></p>')
    assert [(term.text, term.info) for term in document.terms] == [("b", "I")]


def test_an_attribute_can_be_a_term() -> None:
    rules = """<its:rules version="2.0"><its:translateRule selector="//@title" translate="yes"/>
    <its:termRule selector="//@title" term="yes"/></its:rules>"""
    document = xml(f'{rules}<p title="Network"/>')
    assert [term.text for term in document.terms] == ["Network"]
    assert document.units[-1].notes == ("term: Network",)


def test_terms_stand_in_the_extracted_comments() -> None:
    template = make_template([page('<p>A <b its-term="yes">board</b></p>')])
    assert "note: term: board" in template[0].comment.split("\n")

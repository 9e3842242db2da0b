"""Sentences with elements in them of which no rule says how they stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import messages, read
from toolkit.base.bcp47 import Locale
from toolkit.base.text import Inline
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

RULE = '<its:rules version="2.0"><its:withinTextRule selector="//b" withinText="no"/></its:rules>'


def news(body: str) -> Document:
    return read(f'<news xmlns:its="http://www.w3.org/2005/11/its">{body}</news>', "a.xml")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<t>By <who>A. B.</who> on <day>Monday</day>.</t>",
            ["By <who>A. B.</who> on <day>Monday</day>."],
        ),
        ("<t><who>Aigul</who> spoke.</t>", ["<who>Aigul</who> spoke."]),
        ("<t>See <map file='m'/> here.</t>", ["See <map1/> here."]),
        # Alone among elements, each is a text of its own.
        ("<t><who>A</who><who>B</who></t>", ["A", "B"]),
        ("<cast><who>A</who></cast><t>And <who>A</who> too.</t>", ["A", "And <who>A</who> too."]),
        ("<its:span><p>One.</p></its:span><its:span><p>Two.</p></its:span>", ["One.", "Two."]),
        ("<t>\n <p>One.</p>\n <p>Two.</p>\n</t>", ["One.", "Two."]),
        # In a sentence, and without a text of its own, an element goes with its surroundings.
        ("<t>It is <b><i>now</i></b>.</t>", ["It is <b><i>now</i></b>."]),
        ("<t>By <n><g>A</g> <f>B</f></n>, here.</t>", ["By <n><g>A</g> <f>B</f></n>, here."]),
        # What holds texts of their own is nested in the sentence.
        ("<t>Take <l><i>one</i><i>two</i></l> now.</t>", ["Take <l1/> now.", "one", "two"]),
        ("<p>X.</p><t>Said<n><p>Y.</p></n> so.</t>", ["X.", "Said<n1/> so.", "Y."]),
        (
            "<t>A claim<footnote>Its source.</footnote> is one.</t>",
            ["A claim<footnote1/> is one.", "Its source."],
        ),
        ("<t>Of <index-term>law</index-term>law.</t>", ["Of <index-term1/>law.", "law"]),
        ("<t>See <pic><alt>A map</alt></pic> here.</t>", ["See <pic1/> here.", "A map"]),
        # What the document says itself is the last word.
        ('<t>A <b its:withinText="no">B</b> c.</t>', ["A", "B", "c."]),
        ('<t>A <b its:withinText="nested">B</b> c.</t>', ["A <b1/> c.", "B"]),
        (
            '<t>A <footnote its:withinText="yes">B</footnote> c.</t>',
            ["A <footnote1>B</footnote1> c."],
        ),
        ('<t>A <b its:translate="no">B</b> c.</t>', ["A <b1/> c."]),
        (
            RULE + "<t>A <b>B</b> c.</t>",
            ["A", "B", "c."],
        ),
        ('<t>A <d>B <x its:withinText="no">C</x></d> e.</t>', ["A <d1/> e.", "B", "C"]),
    ],
)
def test_the_text_around_an_element_tells_how_it_stands(body: str, expected: list[str]) -> None:
    assert messages(news(body)) == expected


def test_a_foreign_element_in_a_known_vocabulary_tears_no_sentence() -> None:
    source = (
        '<article xmlns="http://docbook.org/ns/docbook" xmlns:x="urn:x" version="5.0">'
        "<para>The <x:tool>saw</x:tool> cuts: <itemizedlist><listitem><para>wood"
        "</para></listitem></itemizedlist></para></article>"
    )
    assert messages(read(source, "a.xml")) == ["The <tool>saw</tool> cuts:", "wood"]


def test_a_vocabulary_with_rules_of_its_own_is_believed() -> None:
    assert messages(read("<p>a <div>b</div> c", "a.html")) == ["a", "b", "c"]


@pytest.mark.parametrize("inline", Inline)
@pytest.mark.parametrize("tags", [("a",), ("a", "note")], ids=["words", "notes"])
def test_texts_nest_as_deep_as_xml_may(tags: tuple[str, ...], inline: Inline) -> None:
    names = tags * (250 // len(tags))
    source = "".join(f"<{name}>x " for name in names) + "".join(
        f"</{name}>" for name in reversed(names)
    )
    found = read_document(source.encode(), "a.xml", "a", ReadOptions(inline=inline))
    if inline is Inline.RAW:
        assert len(found.units) == len(names)
    else:
        assert len(found.units) == 1 + names.count("note")


SPACE = '<t xmlns:its="http://www.w3.org/2005/11/its">{}</t>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p>a  b <v xml:space='preserve'>c\n  d</v>  e</p>", "a b <v1>c\n  d</v1> e"),
        ("<p>a <v xml:space='preserve'>  c <b>d  e</b>  </v> </p>", "a <v1>  c <b>d  e</b>  </v1>"),
        ("<p><v xml:space='preserve'> c </v>\n e</p>", "<v1> c </v1> e"),
        (
            "<p>a <v xml:space='preserve'>c<w xml:space='default'>d  e</w></v> f</p>",
            "a <v1>c<w1>d e</w1></v1> f",
        ),
    ],
)
def test_an_element_in_a_text_keeps_its_white_space(body: str, message: str) -> None:
    (unit,) = read(SPACE.format(body), "a.xml").units
    assert unit.message == message
    assert not unit.preserved


def test_an_attribute_keeps_its_white_space() -> None:
    rules = (
        '<its:rules version="2.0"><its:translateRule selector="//@text" translate="yes"/>'
        '<its:preserveSpaceRule selector="//v/@text" space="preserve"/></its:rules>'
    )
    body = rules + '<v text="a&#10;  b"/><w text="a&#10;  b"/>'
    kept, collapsed = read(SPACE.format(body), "a.xml").units
    assert (kept.message, kept.preserved) == ("a\n  b", True)
    assert (collapsed.message, collapsed.preserved) == ("a b", False)


_LEAVES = st.sampled_from(["word ", "and. ", "\n ", "<x/>", "<note>Said.</note>", "<!-- c -->"])
_BODIES = st.recursive(
    st.lists(_LEAVES, max_size=4).map("".join),
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from("abpl"), inner)
        | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=8,
)


@given(_BODIES)
def test_every_word_is_in_one_unit(body: str) -> None:
    document = news(body)
    said = " ".join("".join(p for p in u.text if isinstance(p, str)) for u in document.units)
    expected = " ".join(document.tree.getroot().itertext("*")).split()
    assert sorted(said.split()) == sorted(expected)
    untouched = render_own_format(document, [None] * len(document.units), Locale("kk"))
    assert untouched == document.original


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Go <x-go to=a>there</x-go> now.</p>", ["Go <x-go1>there</x-go1> now."]),
        ("<p>The <o:p>old</o:p> mill.</p>", ["The <o_p>old</o_p> mill."]),
        ("<p>Ask <a@b.example> first.</p>", ["Ask <a_b.example>first.</a_b.example>"]),
        ("<x-card><p>One.</p></x-card>", ["One."]),
        ("<div>One <x-card><p>two.</p></x-card></div>", ["One <x-card1/>", "two."]),
    ],
)
def test_what_html_does_not_know_stands_as_the_text_around_it_tells(
    body: str, expected: list[str]
) -> None:
    assert messages(read(body)) == expected


def test_an_unknown_element_without_an_end_tag_gets_none() -> None:
    page = read("<p>Ask <a@b.example>first.</p>")
    assert render_own_format(page, [each.text for each in page.units], Locale("kk")) == page.source

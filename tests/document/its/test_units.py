import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import messages, page, read, unit, xml
from toolkit.base.text import Inline
from toolkit.document.model import AttributeHome, Run


def test_elements_without_attributes_keep_their_name() -> None:
    assert unit("<p>one <em>two</em> three</p>").message == "one <em>two</em> three"


def test_elements_with_attributes_are_numbered() -> None:
    found = unit('<p><a href="u">one</a> and <a href="v">two</a></p>')
    assert found.message == "<a1>one</a1> and <a2>two</a2>"


def test_the_legend_tells_where_a_link_leads() -> None:
    assert unit('<p>See <a href="https://a.b/">this</a>.</p>').legend == ("<a1> = https://a.b/",)


def test_a_code_never_looks_like_text_of_the_unit() -> None:
    found = unit("<p>The tag &lt;em&gt; makes <em>this</em>.</p>")
    assert found.message == "The tag <em> makes <em1>this</em1>."


def test_a_number_never_looks_like_text_of_the_unit() -> None:
    found = unit('<p>&lt;a1&gt; <a href="u">x</a></p>')
    assert found.message == "<a1> <a2>x</a2>"


def test_ampersands_and_angle_brackets_stand_as_written() -> None:
    assert unit("<p>R&amp;D: a &lt; b</p>").message == "R&D: a < b"


def test_soft_line_breaks_are_spaces() -> None:
    assert unit("<p>\n  one\n\ttwo  three\n</p>").message == "one two three"


def test_no_break_spaces_are_text() -> None:
    assert unit("<p>10&nbsp;km</p>").message == "10\N{NO-BREAK SPACE}km"


def test_preformatted_text_keeps_its_white_space() -> None:
    assert unit("<pre>a\n  b</pre>").message == "a\n  b"


def test_an_empty_element_is_an_empty_code() -> None:
    assert unit("<p>one<br>two</p>").message == "one<br/>two"


def test_a_block_cuts_the_text_around_it() -> None:
    assert messages(page("<li>one <p>two</p> three</li>")) == ["one", "two", "three"]


def test_what_is_not_translated_stays_whole_as_a_code() -> None:
    found = unit("<p>Run <code translate=no>make <b>test</b></code> now.</p>")
    assert found.message == "Run <code1/> now."
    assert found.legend == ("<code1> = “make test”",)


def test_what_is_translated_inside_what_is_not_is_a_unit() -> None:
    assert messages(page("<p translate=no>no <b translate=yes>yes</b></p>")) == ["yes"]


def test_attributes_are_units_after_the_text_they_stand_in() -> None:
    found = page('<p>See <img src="i" alt="A map"> here.</p>')
    assert messages(found) == ["See <img1/> here.", "A map"]
    assert isinstance(found.units[1].home, AttributeHome)


def test_an_image_alone_is_only_its_alternative_text() -> None:
    assert messages(page('<p><img src="i" alt="A map"></p>')) == ["A map"]


def test_a_comment_among_words_is_a_code() -> None:
    found = unit("<p>one <!-- two --> three</p>")
    assert found.message == "one <comment1/> three"
    assert found.legend == ("<comment1> = <!-- two -->",)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p><!-- a --> one <!-- b --> <!-- c --></p>", "one"),
        ("<p>one<!-- a --><b>two</b></p>", "one<comment1/><b>two</b>"),
        ("<p><b><!-- a -->one</b> two</p>", "<b><comment1/>one</b> two"),
        ('<p><!--#echo var="NAME" --> seats</p>', "<comment1/> seats"),
        ("<p><?php echo $n; ?> seats</p>", "<pi1/> seats"),
        ("<p>The <?= $a->b > 1 ? 'x' : \"y\" ?> seats</p>", "The <pi1/> seats"),
        ("<p>one <![if !IE]>two<![endif]> three</p>", "one <comment1/>two<comment2/> three"),
        ("<p><![if !IE]>two<![endif]></p>", "two"),
        ("<pre><!-- a --> one</pre>", " one"),
        ("<p><!-- a --></p><p>one</p>", "one"),
    ],
)
def test_what_shows_nothing_at_the_end_of_a_text_has_no_code(body: str, message: str) -> None:
    assert unit(body).message == message


def test_a_comment_is_left_out_of_raw_messages() -> None:
    (only,) = xml("<p>one <!-- two --> <its:span>three</its:span></p>").units
    assert only.message_in(Inline.RAW) == "one <its:span>three</its:span>"
    said = only.read_translation("<its:span>3</its:span> 1", Inline.RAW)
    assert "".join(map(str, said)) == "<comment1/><span>3</span> 1"


def test_a_processing_instruction_is_a_code() -> None:
    (only,) = xml("<p>one <?break here?> two</p>").units
    assert only.message == "one <pi1/> two"


def test_white_space_alone_is_no_unit() -> None:
    assert messages(page("<p> &nbsp; </p>")) == []


def test_headings_above_a_unit_are_told_outermost_first() -> None:
    found = page("<h1>Top</h1><h2>Part</h2><h3>Sub</h3><p>text</p>")
    assert found.units[-1].headings == ("Part", "Sub")


def test_a_later_heading_ends_the_deeper_ones() -> None:
    found = page("<h2>One</h2><h3>Sub</h3><h2>Two</h2><p>text</p>")
    assert found.units[-1].headings == ("Two",)


def test_notes_reach_the_unit() -> None:
    assert unit('<p its-loc-note="A person">Akan</p>').notes == ("A person",)


def test_a_note_on_inline_content_names_its_code() -> None:
    found = unit('<p>See <b its-loc-note="A place">Almaty</b></p>')
    assert found.notes == ("<b1>: A place",)


def test_text_in_another_language_says_so() -> None:
    assert "language: fr" in unit("<p lang=fr>mot</p>").notes


def test_names_of_two_vocabularies_are_told_apart() -> None:
    found = read(
        '<d xmlns:x="urn:x" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">'
        '<its:rules version="2.0"><its:withinTextRule withinText="yes" selector="//b|//x:b"/>'
        "</its:rules><p>q <b>one</b> <x:b>two</x:b></p></d>",
        "d.xml",
    )
    assert found.units[0].message == "q <b>one</b> <b1>two</b1>"


def test_a_unit_knows_the_line_and_column_of_its_element() -> None:
    (only,) = xml("\n  <p>text</p>").units
    assert (only.location.line, only.location.column) == (3, 3)


INLINE = st.recursive(
    st.text("ab <>&", min_size=1).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["em", "b", 'a href="u"', 'span class="c"']), st.lists(inner, max_size=3)
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.lists(INLINE, max_size=4))
def test_every_letter_is_in_exactly_one_unit(parts: list[str]) -> None:
    document = page(f"<p>{''.join(parts)}</p>")
    (body,) = document.tree.getroot().iter("body")
    wanted = "".join("".join(map(str, body.itertext())).split())
    found = "".join(part for u in document.units for part in u.text if isinstance(part, str))
    assert "".join(found.split()) == wanted


@given(st.lists(INLINE, min_size=1, max_size=4))
def test_a_message_read_back_is_the_text(parts: list[str]) -> None:
    for each in page(f"<p>x{''.join(parts)}</p>").units:
        assert each.read_translation(each.message) == each.text
        assert isinstance(each.home, Run)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<iframe title="A" aria-label="B"></iframe>', ["A", "B"]),
        ('<iframe title="A">for <b>old</b> browsers</iframe>', ["A"]),
        ('<p>See <iframe title="A"></iframe> now.</p>', ["See <iframe1/> now.", "A"]),
        ('<div translate="no"><iframe title="A">old</iframe></div>', []),
        ('<math alttext="x is many"><mi>x</mi></math>', ["x is many"]),
    ],
)
def test_frames_and_formulas_have_names(body: str, found: list[str]) -> None:
    assert messages(page(body)) == found

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.localizing.isolation import isolate, isolate_characters, isolate_text

TEXTS = st.text(alphabet="aZ é12٣ +-./:()’'«»،ئۇ\u064e\u200d\u200eц\n", max_size=40)
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2069\u202d\u202c"))


def isolated(xml: str, direction: str = "rtl") -> str:
    return etree.tostring(isolate(etree.fromstring(xml), direction), encoding="unicode")


def inside(xml: str, direction: str = "rtl") -> str:
    return isolated(f"<p>{xml}</p>", direction)[3:-4]


def characters(xml: str) -> str:
    """Return a paragraph isolated by characters, which are shown as brackets."""
    shown = isolate_characters(etree.fromstring(f"<p>{xml}</p>"), "rtl")
    return bracketed(etree.tostring(shown, encoding="unicode")[3:-4])


def bracketed(text: str) -> str:
    return text.replace("\u2066", "[").replace("\u2069", "]")


def test_runs_are_wrapped_in_texts_and_tails() -> None:
    assert (
        isolated("<p>BBC ۋە <em>CNN</em> ۋە AFP دېدى</p>")
        == "<p><bdi>BBC</bdi> ۋە <em><bdi>CNN</bdi></em> ۋە <bdi>AFP</bdi> دېدى</p>"
    )


def test_a_number_says_its_direction() -> None:
    expected = 'ئۇ <bdi dir="ltr">+1 202 555 0100</bdi> گە'
    assert inside("ئۇ +1 202 555 0100 گە") == expected


def test_a_number_in_a_link_is_isolated_in_it() -> None:
    xml = '<a href="tel:+12025550101">ئۇ +1 202 555 0101</a>'
    assert inside(xml) == xml.replace("+1 202 555 0101", '<bdi dir="ltr">+1 202 555 0101</bdi>')


def test_an_arabic_number_of_groups_is_overridden() -> None:
    assert inside("رقم ٠١٢ ٣٤٥ ٦٧٨") == 'رقم <bdo dir="ltr">٠١٢ ٣٤٥ ٦٧٨</bdo>'


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("code", "run(all)()"),
        ("kbd", "Ctrl+["),
        ("samp", "<b>(ok)</b> go!"),
        ("a", "https://example.org/Well_(water)"),
    ],
)
def test_code_and_a_shown_address_keep_the_brackets_at_their_ends(tag: str, text: str) -> None:
    shown = text.replace("<b>", "").replace("</b>", "")
    root = isolate(etree.fromstring(f"<p>ئۇ <{tag}>{text}</{tag}> دا</p>"), "rtl")
    assert ["".join(each.itertext()) for each in root.iter("bdi")] == [shown]


def test_code_with_words_of_the_pages_own_way_is_isolated_word_by_word() -> None:
    assert inside("<code>f(ئۇ, abc)</code>") == "<code><bdi>f</bdi>(ئۇ, <bdi>abc</bdi>)</code>"


def test_a_number_goes_through_emphasis() -> None:
    xml = "ئۇ <b>+1</b> 202 <i>555 0100</i> گە"
    expected = 'ئۇ <bdi dir="ltr"><b>+1</b> 202 <i>555 0100</i></bdi> گە'
    assert inside(xml) == expected


def test_a_power_stays_with_its_number() -> None:
    expected = 'ئۇ <bdi dir="ltr">5 × 10<sup>-6</sup></bdi> دا'
    assert inside("ئۇ 5 × 10<sup>-6</sup> دا") == expected


def test_a_run_that_ends_inside_an_element_is_isolated_there_and_outside() -> None:
    expected = "ئۇ <bdi>New</bdi> <b><bdi>York</bdi> دا</b>"
    assert inside("ئۇ New <b>York دا</b>") == expected


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("ئۇ New <b>York</b> دا", "ئۇ <bdi>New <b>York</b></bdi> دا"),
        ("ئۇ New <b>Yo<i>rk</i></b> دا", "ئۇ <bdi>New <b>Yo<i>rk</i></b></bdi> دا"),
        ("ئۇ New <b>York<br/></b> دا", "ئۇ <bdi>New</bdi> <b><bdi>York</bdi><br/></b> دا"),
        ("ئۇ New <b><i>York</i> دا</b>", "ئۇ <bdi>New</bdi> <b><i><bdi>York</bdi></i> دا</b>"),
    ],
)
def test_a_run_takes_in_an_element_only_if_it_ends_there(xml: str, expected: str) -> None:
    assert inside(xml) == expected


def test_the_mark_of_a_note_is_not_of_the_number() -> None:
    xml = 'ئۇ 10<sup><a href="#n">1</a></sup> دېدى'
    assert inside(xml) == xml


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("بۇ H<sub>2</sub>O، سۇ", "بۇ <bdi>H<sub>2</sub>O</bdi>، سۇ"),
        ("C<sub>2</sub>H<sub>6</sub>O", "<bdi>C<sub>2</sub>H<sub>6</sub>O</bdi>"),
        ("m<sup>2</sup> بار", "<bdi>m<sup>2</sup></bdi> بار"),
        ("<b>ئا</b> km<sup>2</sup>", "<b>ئا</b> <bdi>km<sup>2</sup></bdi>"),
    ],
)
def test_a_formula_of_the_other_direction_is_one(xml: str, expected: str) -> None:
    assert inside(xml) == expected


@pytest.mark.parametrize("xml", ["سۆز<sup>1</sup>", "سۆز <sup>1</sup>", "1<sup>2</sup>"])
def test_an_index_of_the_pages_own_script_stays(xml: str) -> None:
    assert inside(xml) == xml


@pytest.mark.parametrize("xml", ["H<sub>2</sub>O", "+1 202 555 0100", "2019-2021"])
def test_what_goes_the_pages_own_way_stays(xml: str) -> None:
    assert inside(xml, "ltr") == xml


@pytest.mark.parametrize(
    "xml",
    [
        '<p>ئۇ <span dir="ltr">BBC 3-2</span> <bdi>CNN</bdi></p>',
        "<p>ئۇ \u2066+1 202 555\u2069 دېدى</p>",
        "<p>ئۇ \u200e+1 202 555 دېدى</p>",
    ],
)
def test_what_is_isolated_already_is_left_alone(xml: str) -> None:
    assert isolated(xml) == xml


def test_an_attribute_is_isolated_by_characters() -> None:
    assert bracketed(inside('<img alt="ئۇ 3-2"/>')) == '<img alt="ئۇ [3-2]"/>'
    xml = '<img lang="en" dir="ltr" alt="It was 3-2"/>'
    assert inside(xml) == xml


def test_the_tree_is_not_changed() -> None:
    root = etree.fromstring("<p>ئۇ BBC</p>")
    isolate(root, "rtl")
    isolate_characters(root, "rtl")
    assert etree.tostring(root, encoding="unicode") == "<p>ئۇ BBC</p>"


def test_characters_go_through_elements() -> None:
    assert characters("ئۇ <b>+1 202</b> 555 گە") == "ئۇ <b>[+1 202</b> 555] گە"


@pytest.mark.parametrize("text", ["ئۇ BBC دېدى", "دېدى BBC", "ئۇ https://a.org/b دېدى", "a@b.org"])
def test_words_that_are_right_stay_bare(text: str) -> None:
    assert isolate_text(text, "rtl") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BBC دېدى", "[BBC] دېدى"),
        ("ئۇ BBC، CNN دېدى", "ئۇ [BBC]، [CNN] دېدى"),
        ("ئۇ BBC 2021 دە", "ئۇ [BBC] 2021 دە"),
        ("ئۇ C++ دېدى", "ئۇ [C++] دېدى"),
        ("ئۇ 10-15 دېدى", "ئۇ [10-15] دېدى"),
    ],
)
def test_words_beside_others_are_isolated(text: str, expected: str) -> None:
    assert bracketed(isolate_text(text, "rtl")) == expected


@pytest.mark.parametrize("tag", ["code", "pre"])
def test_code_gets_no_characters(tag: str) -> None:
    xml = f"ئۇ <{tag}>a-b 1-2</{tag}> دېدى"
    assert characters(xml) == xml


def test_words_beside_an_element_are_isolated() -> None:
    xml = 'ئۇ BBC <a href="x">CNN</a> دېدى'
    assert characters(xml) == 'ئۇ [BBC] <a href="x">[CNN]</a> دېدى'


@pytest.mark.slow
@given(TEXTS, TEXTS, st.sampled_from(["ltr", "rtl"]))
def test_isolation_keeps_every_character(text: str, tail: str, direction: str) -> None:
    root = etree.Element("p")
    root.text = text
    etree.SubElement(root, "em").text = tail
    root[0].tail = text
    whole = str(root.xpath("string()"))
    assert isolate(root, direction).xpath("string()") == whole
    shown = str(isolate_characters(root, direction).xpath("string()"))
    assert shown.translate(ISOLATES) == whole


@given(TEXTS)
def test_isolation_by_characters_is_done_once(text: str) -> None:
    once = isolate_text(text, "rtl")
    assert isolate_text(once, "rtl") == once

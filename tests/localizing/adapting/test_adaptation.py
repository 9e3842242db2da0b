"""Adaptation: what a locale omits, adds and moves in an article."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents import localized, read
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.language.unit_splitter import unit_splitter
from toolkit.localizing.adapting.adaptation import adapt
from toolkit.localizing.adapting.fitting import fit_overlay, leave_out, source_mark
from toolkit.localizing.adapting.overlay import Overlay, read_overlay
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.targets import State
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
UG = Locale("ug")
SOURCE = """# Headline

First.

Second.

- One.
- Two.

> Said.
>
> Said too.

| A | B |
|---|---|
| C | D |

Last.
"""
IDS = ("p-h", "p-1", "p-2", "p-i1", "p-i2", "p-q1", "p-q2", "p-a", "p-b", "p-c", "p-d", "p-z")
DOCUMENT = read(SOURCE, "a.md").with_ids(IDS)


def overlay(text: str) -> Overlay:
    return read_overlay(text.encode(), "kk.overlay.toml")


def omission(name: str) -> str:
    return f'[[omit]]\nid = "{name}"\nreason = "known here"\n'


def move(name: str, after: str) -> str:
    return f'[[move]]\nid = "{name}"\nafter = "{after}"\nreason = "first what is near"\n'


def insertion(place: str, text: str, kind: str = "paragraph") -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'[[insert]]\n{place}\ntext = "{quoted}"\nkind = "{kind}"\nreason = "context"\n'


def adapted(
    text: str, document: Document = DOCUMENT, locale: Locale = KK, *, omit: str = ""
) -> etree._Element:
    """Return the article with an overlay applied; `omit` is left out before."""
    texts = [(name,) if name not in omit.split() else None for name in IDS]
    root = fill_tree(document, texts, locale, named=True, omit=True).getroot()
    adapt(root, overlay(text), locale, ids=IDS)
    return root


def order(root: etree._Element) -> str:
    """Return what stands in the body, each passage by its text."""
    (body,) = root.iterchildren("div")
    return " ".join(" ".join(map(str, body.itertext())).split())


WHOLE = "p-1 p-2 p-i1 p-i2 p-q1 p-q2 p-a p-b p-c p-d p-z"


def test_the_ids_are_those_of_the_document() -> None:
    assert order(adapted("")) == WHOLE


# --- omitting


def test_an_omitted_unit_is_gone() -> None:
    assert order(adapted(omission("p-1"))) == WHOLE.removeprefix("p-1 ")


def test_a_list_goes_with_its_last_item() -> None:
    root = adapted(omission("p-i1") + omission("p-i2"))
    assert root.find(".//ul") is None


def test_what_is_left_out_already_may_be_omitted() -> None:
    assert order(adapted(omission("p-1"), omit="p-1")) == WHOLE.removeprefix("p-1 ")


# --- adding


def test_a_passage_is_added_after_a_unit() -> None:
    assert "p-1 Жаңа. p-2" in order(adapted(insertion('after = "p-1"', "Жаңа.")))


def test_a_passage_is_added_before_a_unit() -> None:
    assert "p-1 Жаңа. p-2" in order(adapted(insertion('before = "p-2"', "Жаңа.")))


def test_passages_stand_in_the_order_of_the_overlay() -> None:
    root = adapted(insertion('after = "p-1"', "A.\n\nB.") + insertion('after = "p-1"', "C."))
    assert "p-1 A. B. C. p-2" in order(root)


def test_passages_before_a_unit_stand_in_the_order_of_the_overlay() -> None:
    root = adapted(insertion('before = "p-2"', "A.\n\nB.") + insertion('before = "p-2"', "C."))
    assert "p-1 A. B. C. p-2" in order(root)


def test_after_the_header_is_the_head_of_the_body() -> None:
    root = adapted(insertion('after = "p-h"', "A.") + insertion('before = "p-h"', "B."))
    assert order(root).startswith("A. B. p-1 ")


@pytest.mark.parametrize(
    ("anchor", "around"),
    [("p-i1", "p-i2 A. p-q1"), ("p-q1", "p-q2 A. p-a"), ("p-c", "p-d A. p-z")],
)
def test_nothing_is_added_into_a_list_a_quotation_or_a_table(anchor: str, around: str) -> None:
    assert around in order(adapted(insertion(f'after = "{anchor}"', "A.")))


@pytest.mark.parametrize("place", ['after = "p-2"', 'before = "p-2"'])
def test_a_unit_that_is_left_out_still_says_where(place: str) -> None:
    assert "p-1 A. p-i1" in order(adapted(insertion(place, "A."), omit="p-2"))


def test_an_omitted_unit_still_says_where() -> None:
    root = adapted(omission("p-2") + insertion('after = "p-2"', "A."))
    assert "p-1 A. p-i1" in order(root)


def passages(text: str, kind: str = "paragraph", locale: Locale = KK) -> list[etree._Element]:
    root = adapted(insertion('after = "p-1"', text, kind), locale=locale)
    return [each for each in root.iter("p", "h2", "h3") if "added" in each.get("class", "")]


def shown(element: etree._Element) -> str:
    twin = etree.fromstring(etree.tostring(element, with_tail=False))
    for name in ("id", "class"):
        twin.attrib.pop(name, None)
    return etree.tostring(twin, encoding="unicode")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Жай мәтін", "paragraph", "<p>Жай мәтін</p>"),
        ("*A* **b** `c`", "paragraph", '<p><em>A</em> <strong>b</strong> <code translate="no">c'),
        ("[a](https://a.example/)", "paragraph", '<p><a href="https://a.example/">a</a></p>'),
        ("Тақырып", "heading", "<h2>Тақырып</h2>"),
        ("R&D a < b", "paragraph", "<p>R&amp;D a &lt; b</p>"),
        ("a <script>x</script>", "paragraph", "<p>a &lt;script&gt;x&lt;/script&gt;</p>"),
        ('a <img src=x onerror="y"> b', "paragraph", '<p>a &lt;img src=x onerror="y"&gt; b</p>'),
        ("[a](javascript:b)", "paragraph", "<p>[a](javascript:b)</p>"),
        ("[a](data:image/gif;base64,AA)", "paragraph", "<p><a>a</a></p>"),
    ],
)
def test_inline_markdown_is_read_and_all_else_is_text(text: str, kind: str, expected: str) -> None:
    (element,) = passages(text, kind)
    assert shown(element).startswith(expected)


def test_an_added_passage_has_the_class_added() -> None:
    assert [each.get("class") for each in passages("A.")] == ["added"]


def test_an_added_note_is_a_note() -> None:
    assert [each.get("class") for each in passages("A.", "note")] == ["note added"]


def test_an_added_heading_has_the_level_of_the_one_before() -> None:
    document = read("# H\n\n### A\n\nText.\n", "a.md").with_ids(("p-h", "p-1", "p-2"))
    root = fill_tree(document, [None] * 3, KK, named=True).getroot()
    adapt(root, overlay(insertion('after = "p-2"', "B", "heading")), KK)
    assert [each.text for each in root.iter("h3")] == ["A", "B"]


def test_the_id_of_a_passage_is_its_text_s() -> None:
    first, again = (passages("Жаңа.")[0].get("id") for _ in range(2))
    moved = adapted(insertion('after = "p-z"', "Жаңа.")).xpath("string(//p[@class='added']/@id)")
    assert first == again == moved


def test_two_passages_of_one_text_have_two_ids() -> None:
    ids = [each.get("id") for each in passages("A.\n\nA.")]
    assert ids[1] == f"{ids[0]}-2"


def test_a_derived_locale_spells_it_in_its_own_alphabet() -> None:
    text = overlay(insertion('after = "p-1"', "бір *екі* `үш` [төрт](https://a.example/b)"))
    roots = [fill_tree(DOCUMENT, [None] * len(IDS), KK, named=True).getroot() for _ in range(2)]
    adapt(roots[0], text, KK, ids=IDS)
    adapt(roots[1], text, KK, ids=IDS, spell=str.upper)
    plain, spelled = (root.xpath("//p[@class='added']")[0] for root in roots)
    assert shown(spelled) == (
        '<p>БІР <em>ЕКІ</em> <code translate="no">үш</code> '
        '<a href="https://a.example/b">ТӨРТ</a></p>'
    )
    assert plain.get("id") == spelled.get("id")


# --- moving


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (move("p-z", "p-1"), "p-1 p-z p-2 p-i1 p-i2 p-q1 p-q2 p-a p-b p-c p-d"),
        (move("p-1", "p-z"), "p-2 p-i1 p-i2 p-q1 p-q2 p-a p-b p-c p-d p-z p-1"),
        (move("p-z", "p-h"), "p-z p-1 p-2 p-i1 p-i2 p-q1 p-q2 p-a p-b p-c p-d"),
        (move("p-i1", "p-i2"), WHOLE.replace("p-i1 p-i2", "p-i2 p-i1")),
        (move("p-1", "p-c"), "p-2 p-i1 p-i2 p-q1 p-q2 p-a p-b p-c p-d p-1 p-z"),
        (move("p-2", "p-1"), WHOLE),
        (
            move("p-1", "p-2") + insertion('after = "p-1"', "A."),
            WHOLE.replace("p-1 p-2", "p-2 p-1 A."),
        ),
    ],
)
def test_a_unit_moves(text: str, expected: str) -> None:
    assert order(adapted(text)) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (move("p-h", "p-1"), "it is in a header"),
        (move("p-c", "p-1"), "it is in a header, or shares a list, a table"),
        (move("p-q1", "p-1"), "it is in a header, or shares a list, a table"),
        (move("p-i1", "p-1"), "an item of a list can only be moved next to another item"),
    ],
)
def test_what_cannot_move_stays_with_a_warning(text: str, problem: str) -> None:
    root = fill_tree(DOCUMENT, [(name,) for name in IDS], KK, named=True).getroot()
    (finding,) = adapt(root, overlay(text), KK, ids=IDS)
    assert problem in finding.message
    assert finding.severity is Severity.WARNING
    assert order(root) == WHOLE


@given(
    st.lists(st.sampled_from(IDS), unique=True, max_size=6),
    st.lists(st.sampled_from(IDS), min_size=6, max_size=6),
    st.sets(st.sampled_from(IDS[1:])),
)
def test_moving_loses_nothing_and_doubles_nothing(
    moved: list[str], anchors: list[str], left_out: set[str]
) -> None:
    pairs = [(a, b) for a, b in zip(moved, anchors, strict=False) if a != b]
    text = "".join(move(*pair) for pair in pairs) + insertion('after = "p-c"', "A.")
    root = adapted(text, omit=" ".join(left_out))
    there = sorted(str(each.get("id")) for each in root.iter() if str(each.get("id")) in IDS)
    assert there == sorted(set(IDS) - left_out)
    assert order(root).count("A.") == 1


# --- fitting


def fitted(text: str, document: Document = DOCUMENT) -> tuple[Overlay, list[str]]:
    fit, findings = fit_overlay(overlay(text), document.with_ids(IDS))
    return fit, [str(each).removeprefix("kk.overlay.toml:") for each in findings]


MARKED = f'{omission("p-1")}source = "{source_mark(DOCUMENT.units[1])}"\n'


def test_what_fits_is_kept_and_nothing_told() -> None:
    text = MARKED + move("p-z", "p-2") + insertion('after = "p-2"', "A.")
    assert fitted(text) == (overlay(text), [])


def test_a_unit_that_is_no_more_is_told_and_the_rest_is_kept() -> None:
    text = MARKED + omission("p-zz") + move("p-z", "gone") + insertion('after = "gone"', "A.")
    fit, told = fitted(text)
    assert fit == overlay(MARKED)
    gone = "warning: the document no longer has a unit “gone”"
    look = "Hint: look up the passage's id in the template."
    assert told == [
        "6:1: warning: the document no longer has a unit “p-zz”. Hint: did you mean “p-z”.",
        f"10:1: {gone}. {look}",
        f"13:1: {gone}. {look}",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("p-h", "every edition needs a headline"),
        ("p-c", "the columns of the table would no longer match"),
    ],
)
def test_what_cannot_be_omitted_is_told(name: str, problem: str) -> None:
    fit, told = fitted(omission(name))
    assert not fit.omissions
    assert told == [
        f"2:1: warning: “{name}” cannot be omitted: {problem}. Hint: delete this omission."
    ]


def test_a_part_of_a_passage_cannot_be_omitted() -> None:
    _, told = fitted(omission("p-h"), read("<p>a<ul><li>b</ul> c</p>"))
    assert len(told) == 1


def test_the_text_of_an_attribute_cannot_be_omitted() -> None:
    _, told = fitted(omission("p-h"), read('<img src=a alt="b">'))
    assert "it is the text of an attribute" in told[0]


SENTENCES = read_document(
    b"Headline\n\nOne is. Two is.\n", "a.txt", "a", ReadOptions(split=unit_splitter("sentence"))
)


def test_a_sentence_cannot_be_omitted_alone() -> None:
    fit, told = fitted(omission("p-2"), SENTENCES)
    assert not fit.omissions
    assert told[0].endswith("Hint: omit p-1, p-2.")


def test_a_paragraph_is_omitted_by_all_of_its_sentences() -> None:
    fit, _ = fitted(omission("p-1") + omission("p-2"), SENTENCES)
    assert len(fit.omissions) == 2


def test_an_original_that_has_changed_is_told() -> None:
    _, told = fitted(omission("p-1") + 'source = "0123"\n')
    mark = source_mark(DOCUMENT.units[1])
    hint = f'Hint: if it can still be omitted, write source = "{mark}".'
    assert told == [f"4:1: hint: the original of “p-1” has changed since you omitted it. {hint}"]


def test_an_omission_without_its_mark_can_be_mended() -> None:
    _, (finding,) = fit_overlay(overlay(omission("p-1")), DOCUMENT)
    assert finding.severity is Severity.HINT
    assert finding.fix is not None
    assert (finding.fix.start.line, finding.fix.start.column) == (2, 1)
    mended = omission("p-1").replace("id =", f"{finding.fix.text}id =")
    assert fitted(mended) == (overlay(MARKED), [])


def test_a_page_in_its_own_format_can_only_omit() -> None:
    page = read("<!doctype html><p>a<p>b<p>c").with_ids(IDS)
    fit, told = fitted(
        omission("p-1") + move("p-h", "p-2") + insertion('after = "p-1"', "A."), page
    )
    assert (len(fit.omissions), fit.moves, fit.additions) == (1, (), ())
    assert sum("can have passages added or moved" in each for each in told) == 2


def test_a_summary_has_no_additions_beside_what_it_leaves_out() -> None:
    text = insertion('after = "p-1"', "A.") + insertion('after = "p-2"', "B.")
    cut = overlay(text).in_summary(frozenset({"p-1"}))
    assert [each.text for each in cut.additions] == ["A."]


# --- leaving out


def test_what_is_left_out_is_neither_counted_nor_missing() -> None:
    document = leave_out(DOCUMENT, frozenset({"p-1"}), KK)
    states = [each.state for each in localized(document).passages]
    assert states == [State.STALE, State.EXCLUDED, *[State.STALE] * 10]


def test_it_is_left_out_of_that_locale_only() -> None:
    document = leave_out(DOCUMENT, frozenset({"p-1"}), KK)
    assert not document.excluded(UG)


def test_a_page_in_its_own_format_is_without_it() -> None:
    page = read("<!doctype html><p>a</p><p>b</p>").with_ids(IDS)
    document = leave_out(page, frozenset({"p-h"}), KK)
    assert b"<p>a</p>" not in render_own_format(document, [None, None], KK)


def test_a_document_in_xml_is_without_it() -> None:
    page = read("<doc><p>a</p><p>b</p></doc>", "a.xml").with_ids(IDS)
    document = leave_out(page, frozenset({"p-h"}), KK)
    assert b"<p>a</p>" not in render_own_format(document, [None, None], KK)


def test_without_omissions_a_document_stays_what_it_is() -> None:
    assert leave_out(DOCUMENT, frozenset(), KK) is DOCUMENT


def test_a_passage_among_another_language_s_says_its_own() -> None:
    root = etree.fromstring('<article lang="kk"><div lang="en"><p id="p-1">a</p></div></article>')
    text = insertion('after = "p-1"', "ئا")
    adapt(root, overlay(text), UG)
    (_, added) = root.iter("p")
    assert (added.get("lang"), added.get("dir")) == ("ug", "rtl")


def test_the_overlay_of_another_document_changes_nothing() -> None:
    fit, _ = fit_overlay(overlay(omission("p-9")), replace(DOCUMENT, id="b"))
    assert fit == Overlay()

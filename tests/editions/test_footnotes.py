from lxml import etree

from toolkit.editions.footnotes import NoteWords, footnote_numbers, link_footnotes

WORDS = NoteWords("Back to the text", "Footnotes", {})
MARKDOWN = (
    '<article><div class="body"><p id="a">One<sup translate="no">[x]</sup> and two'
    '<sup translate="no">[1]</sup>.</p><p id="n1"><sup translate="no">[1]</sup>: First '
    '<em>note</em>.</p><p id="nx"><sup translate="no">[x]</sup>: Second note.</p></div></article>'
)
WORD = (
    '<article><div class="body"><p id="a">One<sup translate="no">1</sup> x<sup>2</sup></p>'
    '<ol class="footnotes"><li class="footnote" id="n1">A note.</li></ol></div></article>'
)


def linked(xml: str) -> etree._Element:
    root = etree.fromstring(xml)
    link_footnotes(root, footnote_numbers(root), WORDS)
    return root


def hrefs(root: etree._Element, role: str) -> list[str | None]:
    return [each.get("href") for each in root.iterfind(f".//a[@role='{role}']")]


def test_notes_are_numbered_in_the_order_they_are_mentioned() -> None:
    assert footnote_numbers(etree.fromstring(MARKDOWN)) == {"x": 1, "1": 2}


def test_marks_and_notes_lead_to_one_another() -> None:
    root = linked(MARKDOWN)
    assert hrefs(root, "doc-noteref") == ["#nx", "#n1"]
    assert hrefs(root, "doc-backlink") == ["#mark-1", "#mark-2"]
    assert [each.get("id") for each in root.iterfind(".//sup/a")] == ["mark-1", "mark-2"]


def test_notes_stand_in_a_list_at_the_end_of_the_body() -> None:
    section = linked(MARKDOWN)[0][-1]
    assert (section.get("role"), section.get("aria-label")) == ("doc-endnotes", "Footnotes")
    assert [each.get("id") for each in section[0]] == ["nx", "n1"]
    assert "".join(section[0][1].itertext()).startswith("First note.")


def test_words_notes_are_found_by_their_place() -> None:
    root = linked(WORD)
    assert hrefs(root, "doc-noteref") == ["#n1"]
    assert root.findtext(".//p/sup[2]") == "2"
    assert len(root.findall(".//ol")) == 1


def test_a_mark_without_a_note_stays_as_it_is() -> None:
    xml = '<article><p>One<sup translate="no">[9]</sup></p></article>'
    assert etree.tostring(linked(xml)).decode() == xml


def test_a_note_mentioned_twice_leads_back_to_both() -> None:
    xml = MARKDOWN.replace("and two", '<sup translate="no">[x]</sup>and two')
    assert hrefs(linked(xml), "doc-backlink") == ["#mark-1", "#mark-1-2", "#mark-2"]


def test_a_translation_has_the_originals_numbers() -> None:
    numbers = footnote_numbers(etree.fromstring(MARKDOWN))
    turned = MARKDOWN.replace("[x]</sup> and", "[0]</sup> and").replace("[1]</sup>.", "[x]</sup>.")
    root = etree.fromstring(turned.replace("[0]</sup> and", "[1]</sup> and"))
    link_footnotes(root, numbers, WORDS)
    assert [each.text for each in root.iterfind(".//sup/a")] == ["2", "1"]


def test_an_untranslated_note_stays_marked() -> None:
    xml = MARKDOWN.replace('id="n1"', 'id="n1" lang="en" dir="ltr" class="untranslated"')
    (item,) = (each for each in linked(xml).iter("li") if each.get("id") == "n1")
    assert (item.get("lang"), item.get("class")) == ("en", "untranslated")

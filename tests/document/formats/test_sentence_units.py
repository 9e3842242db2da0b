from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents import localized
from tests.newsrooms import ARTICLE, CONFIGURATION, make
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry, load, save
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import JOINED, Document
from toolkit.language.unit_splitter import unit_splitter
from toolkit.localizing.targets import State
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
SENTENCES = ReadOptions(split=unit_splitter("sentence"))


def read(source: str, path: str = "a.txt") -> Document:
    return read_document(source.encode(), path, "a", SENTENCES)


def page(body: str) -> Document:
    return read(f"<html lang=en><body>{body}</body></html>", "a.html")


def edition(document: Document, *msgstrs: str) -> str:
    entries = [
        Entry(msgid=unit.message, msgstr=msgstr)
        for unit, msgstr in zip(document.units, msgstrs, strict=True)
    ]
    return render_own_format(document, localized(document, *entries).texts, KK).decode()


def test_each_sentence_is_a_unit() -> None:
    document = read("Title here\n\nOne is here. Two is there.\n")
    assert [unit.message for unit in document.units] == [
        "Title here",
        "One is here.",
        "Two is there.",
    ]


def test_sentences_are_put_together_with_the_space_between_them() -> None:
    document = read("Title here\n\nOne is here. Two is there.\n")
    assert edition(document, "А", "Бір.", "Екі.") == "А\n\nБір. Екі.\n"


def test_a_sentence_without_a_translation_keeps_its_paragraph_in_the_source() -> None:
    document = read("Title here\n\nOne is here. Two is there.\n")
    assert edition(document, "А", "Бір.", "") == "А\n\nOne is here. Two is there.\n"


def test_a_sentence_may_be_translated_together_with_its_neighbour() -> None:
    document = read("Title here\n\nOne is here. Two is there. Three.\n")
    assert edition(document, "А", JOINED, "Бір мен екі.", "Үш.") == "А\n\nБір мен екі. Үш.\n"
    assert edition(document, "А", "Бір мен екі.", JOINED, "Үш.") == "А\n\nБір мен екі. Үш.\n"


def test_codes_of_joined_sentences_may_stand_in_either() -> None:
    document = page('<p>See <a href="u">one</a> here. Then <em>two</em> come.</p>')
    result = edition(document, JOINED, "<em>Екі</em>, <a1>бір</a1>.")
    assert '<p><em>Екі</em>, <a href="u">бір</a>.</p>' in result


def test_a_code_lost_in_joined_sentences_holds_the_paragraph_back() -> None:
    document = page('<p>See <a href="u">one</a> here. Then two come.</p>')
    entries = [
        Entry(msgid=document.units[0].message, msgstr=JOINED),
        Entry(msgid=document.units[1].message, msgstr="Екі."),
    ]
    chosen = localized(document, *entries)
    assert {each.state for each in chosen.passages} == {State.BROKEN}
    assert chosen.findings


def test_a_paragraph_of_marks_alone_is_broken() -> None:
    document = read("Title here\n\nOne is here. Two is there.\n")
    assert "One is here." in edition(document, "А", JOINED, JOINED)


def test_a_break_never_falls_inside_a_pair_of_codes() -> None:
    document = page("<p>He <em>said. She said.</em> They left.</p>")
    assert [unit.message for unit in document.units] == [
        "He <em>said. She said.</em>",
        "They left.",
    ]


def test_a_legend_stands_with_its_own_sentence() -> None:
    document = page('<p>See <a href="u">one</a>. See <a href="v">two</a>.</p>')
    assert [unit.legend for unit in document.units] == [("<a1> = u",), ("<a2> = v",)]


def test_attributes_are_not_cut() -> None:
    document = page('<p><img src="i" alt="One is here. Two is there."></p>')
    assert [unit.message for unit in document.units] == ["One is here. Two is there."]


def test_a_newsroom_may_translate_by_sentence(tmp_path: Path) -> None:
    configuration = CONFIGURATION.replace('.txt"', '.txt"\nsegmentation = "sentence"')
    article = ARTICLE.replace("on Tuesday.", "on Tuesday. Everybody came.")
    project = make(tmp_path, configuration, article)
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    assert "Everybody came." in [entry.msgid for entry in catalog]
    for entry in catalog:
        entry.msgstr = f"{entry.msgid[:-1]}!"
    save(catalog, path)
    project.build()
    page = (tmp_path / "output" / "kk" / "bridge.html").read_text(encoding="utf-8")
    assert "The bridge opened on Tuesday! Everybody came!" in page


WORDS = st.lists(st.sampled_from(["One", "two", "three."]), min_size=1, max_size=9).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_sentences_put_together_are_the_paragraphs(paragraphs: list[str]) -> None:
    root = etree.Element("d")
    for paragraph in paragraphs:
        etree.SubElement(root, "p").text = paragraph
    document = read(etree.tostring(root, encoding="unicode"), "d.xml")
    texts = [unit.text for unit in document.units]
    assert document.assembled(texts) == [(block, block.text) for block in document.blocks]

import datetime as dt

from toolkit.base.bcp47 import Locale
from toolkit.base.text import plain
from toolkit.document.formats import ReadOptions, read_document
from toolkit.editions.article import ListedArticle, Phrase
from toolkit.editions.site.listing import list_document

EN, KK = Locale("en"), Locale("kk")
PAGE = b"""<!doctype html><html lang=en><head><title>Site: a page</title>
<meta name=description content="What it is about">
<meta property="article:published_time" content="2021-02-03">
<meta name=keywords content="Asylum"></head><body><h1>A page</h1><p>Text</p></body></html>"""


def listed(data: bytes, **translations: str) -> ListedArticle:
    document = read_document(data, "a/b.html", "a/b", ReadOptions(EN))
    given = [translations.get(unit.role) for unit in document.units]
    texts = [None if text is None else (text,) for text in given]
    return list_document(document, texts, KK, (EN, KK))


def test_a_page_is_listed_with_heading_description_and_day() -> None:
    found = listed(PAGE)
    assert found.title == Phrase("A page", EN)
    assert found.standfirst == Phrase("What it is about", EN)
    assert found.metadata.date == dt.date(2021, 2, 3)


def test_what_is_translated_is_listed_so() -> None:
    found = listed(PAGE, heading="Бет", description="Не туралы")
    assert (found.title, found.standfirst) == (Phrase("Бет", KK), Phrase("Не туралы", KK))


def test_tags_are_topics_in_the_source_language() -> None:
    assert [each.slug for each in listed(PAGE).topics] == ["asylum"]


def test_a_document_without_a_title_has_its_name() -> None:
    assert listed(b"<p>Only text.</p>").title == Phrase("b", EN)


KEYS = b"""<nitf><head><title>A</title><docdata><key-list><keyword key="Asylum"/>
<keyword key="courts"/></key-list></docdata></head><body><body.head/><body.content><p>T</p>
</body.content></body></nitf>"""


def names(data: bytes, **translations: str) -> list[Phrase]:
    return [each.name for each in listed(data, **translations).topics]


def test_tags_that_are_translated_name_their_topics() -> None:
    document = read_document(KEYS, "a.xml", "a", ReadOptions(EN))
    words = {"Asylum": "баспана", "courts": None}
    given = [words.get(plain(each.text)) for each in document.units]
    texts = [None if text is None else (text,) for text in given]
    topics = list_document(document, texts, KK).topics
    assert [each.slug for each in topics] == ["asylum", "courts"]
    assert [each.name for each in topics] == [Phrase("баспана", KK), Phrase("courts", EN)]


def test_tags_that_are_one_text_are_named_one_by_one() -> None:
    page = PAGE.replace(b"Asylum", b"Asylum, courts")
    assert names(page, description="баспана، соттар") == [
        Phrase("баспана", KK),
        Phrase("соттар", KK),
    ]


def test_tags_that_do_not_match_their_translation_are_not_named_by_it() -> None:
    page = PAGE.replace(b"Asylum", b"Asylum, courts")
    assert names(page, description="баспана") == [Phrase("Asylum", EN), Phrase("courts", EN)]

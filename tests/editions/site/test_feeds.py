import datetime as dt
from dataclasses import replace

from lxml import etree

from tests.editions.articles import (
    EN,
    KAZAKH,
    KK,
    PUBLIC,
    RIGHT_TO_LEFT,
    SITE,
    TRANSLATION,
    UG,
    article,
)
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Metadata
from toolkit.editions.article import Article, ListedArticle, Phrase, Picture
from toolkit.editions.site.feed_content import listed_article
from toolkit.editions.site.feeds import render_feeds
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.editions.summary import list_article

ATOM = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "h": "http://www.w3.org/1999/xhtml",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LISTED = list_article(TRANSLATION)


def feed(*articles: ListedArticle, locale: Locale = KK) -> etree._Element:
    return etree.fromstring(render_feeds(PUBLIC, {locale: articles})[f"{locale.tag}/feed.atom"])


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(each.text) for each in root.iterfind(path, ATOM)]


def test_a_site_without_an_address_has_no_feeds() -> None:
    assert render_feeds(SITE, {KK: [LISTED]}) == {}


def test_a_feed_has_what_atom_demands() -> None:
    root = feed(LISTED)
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"a:{name}", ATOM)) == 1, name
    (entry,) = root.findall("a:entry", ATOM)
    for name in ("id", "title", "updated"):
        assert len(entry.findall(f"a:{name}", ATOM)) == 1, name
    assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1


def test_a_feed_says_its_language() -> None:
    assert feed(LISTED).get(LANG) == "kk"


def test_days_are_those_of_the_article() -> None:
    changed = replace(LISTED, metadata=Metadata(dt.date(2021, 2, 22), dt.date(2021, 3, 1)))
    root = feed(changed)
    assert texts(root, "a:entry/a:published") == ["2021-02-22T00:00:00Z"]
    assert texts(root, ".//a:updated") == ["2021-03-01T00:00:00Z"] * 2


def test_a_correction_moves_the_day_of_change() -> None:
    root = feed(replace(LISTED, corrected=dt.date(2021, 4, 1)))
    assert texts(root, "a:entry/a:updated") == ["2021-04-01T00:00:00Z"]


def test_an_article_without_a_day_is_left_out() -> None:
    root = feed(replace(LISTED, metadata=Metadata()))
    assert texts(root, "a:entry/a:id") == []
    assert texts(root, "a:updated") == ["1970-01-01T00:00:00Z"]


def test_direction_is_said_where_atom_can_hold_it() -> None:
    root = feed(list_article(RIGHT_TO_LEFT), locale=UG)
    assert texts(root, "a:entry/a:title")[0].startswith("\u200f")
    (holder,) = root.iterfind("a:entry/a:summary/h:div", ATOM)
    assert (holder.get("lang"), holder.get("dir")) == ("ug", "rtl")


def test_a_title_in_another_language_says_so() -> None:
    root = feed(replace(LISTED, title=Phrase("Kazakhstan", EN)))
    assert [each.get(LANG) for each in root.iterfind("a:entry/a:title", ATOM)] == ["en"]


def test_translators_are_contributors() -> None:
    root = feed(replace(LISTED, translators=("Дана",)))
    assert texts(root, "a:entry/a:contributor/a:name") == ["Дана"]
    assert texts(root, "a:entry/a:author/a:name") == ["Крис Риклтон"]


def test_siblings_are_related() -> None:
    links = feed(LISTED).iterfind("a:entry/a:link[@rel='related']", ATOM)
    assert [each.get("hreflang") for each in links] == ["en", "ru", "ug"]


def test_a_feed_has_the_newest_fifty() -> None:
    many = [replace(LISTED, document_id=f"a{number}") for number in range(60)]
    assert len(feed(*many).findall("a:entry", ATOM)) == 50


UNFINISHED = "Кейбір үзінділер әлі аударылған жоқ. Олардың тілі: ағылшын тілі."
FULL = replace(PUBLIC, full_feeds=True)
TEXT = "a:entry/a:content/h:div"


def full(each: Article) -> etree._Element:
    listed = listed_article(replace(each, site=FULL))
    root = etree.fromstring(
        render_feeds(FULL, {each.locale: [listed]})[f"{each.locale.tag}/feed.atom"]
    )
    (div,) = root.iterfind(TEXT, ATOM)
    return div


def test_a_feed_has_no_texts_unless_it_is_asked_to() -> None:
    assert feed(listed_article(TRANSLATION)).find(TEXT, ATOM) is None
    assert not listed_article(replace(TRANSLATION, site=replace(FULL, base_url=""))).content


def test_a_full_feed_says_what_the_page_says() -> None:
    div = full(TRANSLATION)
    said = [" ".join("".join(map(str, each.itertext())).split()) for each in div]
    assert said == [
        "Ағылшын тілінен аударылған",
        f"{UNFINISHED} Аударылған үзінділер: 5, барлығы: 6.",
        "Ақан Eurasianet басылымына айтты.",
        "",
        "They listened.",
        "Ол Алматыда тұрады.",
    ]
    assert (div.get(LANG), div.get("dir")) == ("kk", "ltr")
    assert (div[4].get(LANG), div[4].get("dir")) == ("en", "ltr")


def test_addresses_in_a_full_feed_are_whole() -> None:
    links = "".join(f'<a href="{each}">x</a>' for each in ("http://[", "../b.html", "#p-4"))
    inner = f'{links}<img src="a.png" alt=""/><hr/>'
    pictures = {"a.png": Picture("kk/a.png")}
    div = full(replace(article(KAZAKH.replace("<hr/>", inner), KK), pictures=pictures))
    found = [each.get("href") or each.get("src") for each in div.iter("{*}a", "{*}img")]
    base = "https://news.example/"
    assert found == ["http://[", f"{base}b.html", f"{base}kk/asylum.html#p-4", f"{base}kk/a.png"]


def test_a_full_feed_has_only_xhtml_in_its_texts() -> None:
    div = full(RIGHT_TO_LEFT)
    assert {etree.QName(each).namespace for each in div.iter("*")} == {ATOM["h"]}
    assert not [each for each in div.iter("*") if each.get("class") or each.get("id")]


def withdrawn(document_id: str, minute: int = 0, locale: Locale = KK) -> Withdrawal:
    when = dt.datetime(2026, 11, 30, 10, minute, tzinfo=dt.UTC)
    return Withdrawal(document_id, when, (f"{locale.tag}/{document_id}.html",), (locale,))


def gone(*withdrawals: Withdrawal, locale: Locale = KK) -> etree._Element:
    made = render_feeds(PUBLIC, {locale: [LISTED]}, withdrawals)
    return etree.fromstring(made[f"{locale.tag}/feed.atom"])


def test_what_is_withdrawn_is_a_deleted_entry() -> None:
    (deleted,) = gone(withdrawn("well")).findall("at:deleted-entry", ATOM)
    assert deleted.get("ref") == "https://news.example/kk/well"
    assert deleted.get("when") == "2026-11-30T10:00:00Z"
    assert deleted.findtext("at:comment", "", ATOM) == "Бұл мақала жарияланымнан алынды"


def test_readers_that_know_no_deleted_entry_see_that_it_is_gone() -> None:
    entry = gone(withdrawn("well")).findall("a:entry", ATOM)[-1]
    assert entry.findtext("a:id", "", ATOM) == "https://news.example/kk/well"
    assert entry.findtext("a:title", "", ATOM) == "Бұл мақала жарияланымнан алынды"
    for name in ("id", "title", "updated", "content"):
        assert len(entry.findall(f"a:{name}", ATOM)) == 1, name


def test_an_entry_that_is_gone_is_no_newer_than_its_withdrawal() -> None:
    root = gone(withdrawn("well", 1), withdrawn("mill", 2))
    times = {each.get("ref"): each.get("when") for each in root.iterfind("at:deleted-entry", ATOM)}
    entries = root.findall("a:entry", ATOM)[1:]
    updated = {
        each.findtext("a:id", "", ATOM): each.findtext("a:updated", "", ATOM) for each in entries
    }
    assert updated == times
    assert root.findtext("a:updated", "", ATOM) == max(updated.values())


def test_the_newest_withdrawals_come_first_and_are_not_endless() -> None:
    root = gone(*(withdrawn(f"a{number}", number) for number in range(55)))
    refs = [each.get("ref", "") for each in root.iterfind("at:deleted-entry", ATOM)]
    assert (len(refs), refs[0].rpartition("/")[2]) == (50, "a54")


def test_a_feed_says_nothing_of_what_was_withdrawn_in_other_languages() -> None:
    assert gone(withdrawn("well", locale=UG)).find("at:deleted-entry", ATOM) is None


def test_a_withdrawal_is_told_from_right_to_left() -> None:
    root = gone(withdrawn("well", locale=UG), locale=UG)
    assert root.findtext("at:deleted-entry/at:comment", "", ATOM).startswith("\u200f")

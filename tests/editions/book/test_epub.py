import datetime as dt
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.editions.articles import (
    BARE,
    EN,
    KAZAKH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    SITE,
    TRANSLATION,
    UG,
    UYGHUR,
    article,
)
from tests.editions.pictures import JPEG, LOUD_SVG, PNG
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, UYGHUR_RICH
from tests.laws import examples
from toolkit.base.errors import Finding
from toolkit.document.model import Metadata
from toolkit.editions.article import Article, ChangedPassage, Correction, Phrase
from toolkit.editions.book.epub import Book, render_epub

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
    "x": "http://www.w3.org/1999/xhtml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
FILES = {"lead.jpg": JPEG, "f.png": PNG, "a.jpg": LOUD_SVG}
RICH = [replace(each, path="seeds/rich.md", site=PUBLIC) for each in (ENGLISH_RICH, UYGHUR_RICH)]


def with_files(articles: Sequence[Article]) -> list[Article]:
    return [replace(each, files=read_file) for each in articles]


def read_file(path: str) -> bytes | None:
    return FILES.get(path.rpartition("/")[2])


def book(*articles: Article, name: str = "book") -> dict[str, bytes]:
    """Return the files of a book by their paths below `EPUB/`."""
    first = articles[0]
    data = render_epub(Book(first.site, first.locale, with_files(articles), name))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def find(data: bytes, path: str) -> list[str]:
    """Return what an XPath finds in a file, as texts on one line."""
    found = etree.fromstring(data).xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    texts = (each if isinstance(each, str) else "".join(each.itertext()) for each in found)
    return [" ".join(text.split()) for text in texts]


def package(*articles: Article, path: str) -> list[str]:
    return find(book(*articles)["package.opf"], path)


def chapter(each: Article, *others: Article) -> bytes:
    return book(each, *others)["article-asylum.xhtml"]


def in_body(each: Article, xml: str) -> Article:
    changed = article(KAZAKH.replace("<hr/>", xml), KK)
    return replace(each, root=changed.root, states=changed.states)


def test_the_type_comes_first_and_is_not_packed() -> None:
    data = render_epub(Book(SITE, KK, [TRANSLATION]))
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_a_book_is_the_same_bytes_each_time_and_leaves_the_trees_alone() -> None:
    before = [etree.tostring(each.root) for each in EVERY]
    made = [render_epub(Book(SITE, EN, with_files(EVERY))) for _ in range(2)]
    assert made[0] == made[1]
    assert [etree.tostring(each.root) for each in EVERY] == before


def test_no_file_of_a_book_has_a_day_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(render_epub(Book(SITE, KK, [TRANSLATION])))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_pages_of_uyghur_are_turned_from_right_to_left() -> None:
    files = book(RIGHT_TO_LEFT)
    assert find(files["package.opf"], "//opf:spine/@page-progression-direction") == ["rtl"]
    for name in ("nav.xhtml", "cover.xhtml", "article-asylum.xhtml"):
        assert find(files[name], "/x:html/@*") == ["ug", "ug", "rtl"], name


def test_the_package_says_what_the_book_is() -> None:
    found = book(TRANSLATION)["package.opf"]
    assert find(found, "//dc:title") == ["Қазақстан және Шыңжаң"]
    assert find(found, "//dc:language") == ["kk"]
    assert find(found, "//dc:creator") == ["Крис Риклтон"]
    assert find(found, "//dc:publisher") == ["Newsroom"]
    assert find(found, "//dc:description") == ["Қауіпсіз мекен емес."]
    assert find(found, "//dc:date") == ["2021-02-22"]


def test_a_book_is_known_by_its_address_without_a_suffix() -> None:
    each = replace(TRANSLATION, site=PUBLIC)
    found = book(each, name="2021/week")["package.opf"]
    assert find(found, "//dc:identifier") == ["https://news.example/kk/2021/week"]


def test_a_book_of_one_article_is_known_as_the_article_is() -> None:
    data = render_epub(Book.of(replace(TRANSLATION, site=PUBLIC)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = find(archive.read("EPUB/package.opf"), "//dc:identifier")
    assert found == ["https://news.example/kk/asylum"]


def test_a_book_on_an_unknown_site_has_a_name_that_stays() -> None:
    found, again = (package(TRANSLATION, path="//dc:identifier") for _ in range(2))
    assert found == again
    assert found[0].startswith("urn:uuid:")
    assert found != package(RIGHT_TO_LEFT, path="//dc:identifier")


def test_a_translation_names_its_original() -> None:
    each = replace(TRANSLATION, site=PUBLIC)
    assert package(each, path="//dc:source") == ["https://news.example/en/asylum"]
    assert package(replace(ORIGINAL, site=PUBLIC), path="//dc:source") == []


def test_translators_are_named_by_their_role() -> None:
    found = book(replace(TRANSLATION, translators=("Айгүл",)))["package.opf"]
    assert find(found, "//dc:contributor") == ["Айгүл"]
    assert find(found, "//opf:meta[@refines='#translator-1']") == ["trl"]


MODIFIED = "//opf:meta[@property='dcterms:modified']"


def test_a_book_was_changed_when_its_last_article_was() -> None:
    later = replace(
        ORIGINAL,
        metadata=Metadata(dt.date(2021, 2, 22), dt.date(2021, 3, 1)),
        corrections=(Correction(dt.date(2021, 4, 2), "Almaty, not Astana.", EN),),
    )
    assert package(ORIGINAL, path=MODIFIED) == ["2021-02-22T00:00:00Z"]
    assert package(ORIGINAL, later, path=MODIFIED) == ["2021-04-02T00:00:00Z"]
    assert package(BARE, path=MODIFIED) == ["1970-01-01T00:00:00Z"]


def test_a_build_may_say_when_a_book_was_changed() -> None:
    moment = dt.datetime(2022, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
    data = render_epub(Book(SITE, KK, [TRANSLATION], modified=moment))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = find(archive.read("EPUB/package.opf"), MODIFIED)
    assert found == ["2022-05-06T07:08:09Z"]


def test_a_book_of_several_articles_has_the_sites_title_or_its_own() -> None:
    assert package(TRANSLATION, TRANSLATION, path="//dc:title") == ["Newsroom"]
    own = Book(SITE, KK, [TRANSLATION], title=Phrase("Апта", KK))
    with zipfile.ZipFile(io.BytesIO(render_epub(own))) as archive:
        assert find(archive.read("EPUB/package.opf"), "//dc:title") == ["Апта"]


def test_a_book_says_to_whom_it_is_accessible() -> None:
    found = book(TRANSLATION)["package.opf"]
    path = "//opf:meta[starts-with(@property, 'schema:{}')]"
    assert find(found, path.format("accessMode")) == ["textual", "textual"]
    assert find(found, path.format("accessibilityHazard")) == ["none"]
    assert find(found, path.format("accessibilitySummary")) == [
        "Мәтінді дауыстап оқытуға және үлкейтуге болады. Тақырыпшалары мазмұнда көрсетілген."
    ]


def test_pictures_are_seen_or_read() -> None:
    found = book(RICH[0])["package.opf"]
    features = find(found, "//opf:meta[@property='schema:accessibilityFeature']")
    assert "alternativeText" in features
    assert "visual" in find(found, "//opf:meta[@property='schema:accessMode']")


@pytest.mark.parametrize("each", [*EVERY, *RICH, ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE])
def test_what_the_package_lists_is_there_and_whole(each: Article) -> None:
    files = book(each)
    listed = find(files["package.opf"], "//opf:item/@href")
    kept = {"mimetype", "META-INF/container.xml", "package.opf"}
    assert sorted(listed) == sorted(set(files) - kept)
    for name in listed:
        if name.endswith(("xhtml", "svg", "ncx")):
            etree.fromstring(files[name])


@pytest.mark.parametrize("each", [*EVERY, *RICH, BARE])
def test_every_link_inside_a_book_leads_somewhere(each: Article) -> None:
    files = book(each, TRANSLATION)
    for name in (name for name in files if name.endswith("xhtml")):
        for address in find(files[name], "//@href | //@src"):
            target, fragment = urldefrag(address)
            if "://" not in target:
                there = files[unquote(target) or name]
                assert not fragment or fragment in find(there, "//@id"), address


def test_passages_have_the_ids_of_the_other_forms() -> None:
    found = find(chapter(TRANSLATION), "//@id")
    assert found == [f"p-{number}" for number in range(1, 7)]


def test_a_chapter_is_named_by_its_headline() -> None:
    found = chapter(TRANSLATION)
    assert find(found, "//x:section/@aria-labelledby") == find(found, "//x:h1/@id") == ["p-1"]
    assert find(found, "/x:html/x:head/x:title") == ["Қазақстан және Шыңжаң"]


def test_an_article_without_a_headline_has_one_in_the_book() -> None:
    found = book(BARE)["article-asylum.xhtml"]
    assert find(found, "//x:h1") == ["asylum"]
    assert find(found, "//x:section/@aria-labelledby") == find(found, "//x:h1/@id")


def test_untranslated_passages_are_marked_and_counted() -> None:
    found = chapter(TRANSLATION)
    assert find(found, "//x:p[@id='p-5']/@*[name() != 'class' and name() != 'id']") == [
        "en",
        "ltr",
        "en",
    ]
    (notice,) = find(found, "//x:p[@class='unfinished']")
    assert notice.endswith("Аударылған үзінділер: 5, барлығы: 6.")


def test_names_of_the_other_direction_are_isolated() -> None:
    assert find(chapter(RIGHT_TO_LEFT), "//x:bdi") == ["Eurasianet"]


def test_dates_are_in_the_books_language_and_apart_from_the_names() -> None:
    assert find(chapter(TRANSLATION), "//x:p[@class='byline']") == ["Крис Риклтон 2021 ж. 22 ақпан"]
    glued = article(KAZAKH.replace("</span>\n<time", "</span><time"), KK)
    assert find(chapter(glued), "//x:p[@class='byline']") == ["Крис Риклтон 2021 ж. 22 ақпан"]


def test_a_translation_says_from_what_and_by_whom_it_is() -> None:
    each = replace(TRANSLATION, translators=("Айгүл",), based_on=dt.date(2021, 2, 22))
    found = chapter(each)
    assert find(found, "//x:p[@class='origin']/x:span") == ["Ағылшын тілінен аударылған"]
    assert find(found, "//x:p[@class='origin']/x:cite") == ["Kazakhstan and Xinjiang"]
    assert len(find(found, "//x:p[@class='credits']/x:span")) == 2


def test_the_original_is_linked_where_its_address_is_known() -> None:
    found = chapter(replace(TRANSLATION, site=PUBLIC))
    assert find(found, "//x:p[@class='origin']/x:a/@href") == [
        "https://news.example/en/asylum.html"
    ]


def test_corrections_and_what_the_original_says_now_are_told() -> None:
    each = replace(
        TRANSLATION,
        corrections=(Correction(dt.date(2021, 3, 1), "Алматы.", KK),),
        changed=(ChangedPassage("p-4", "So"),),
        notice="Тексерілмеген.",
    )
    found = chapter(each)
    assert find(found, "//x:section[@class='corrections']//x:li") == ["2021 ж. 1 наурыз Алматы."]
    assert find(found, "//x:section[@class='changes']//x:li[@lang='en']") == ["So"]
    assert find(found, "//x:p[@class='notice']") == ["Тексерілмеген."]


LINKS = """<p><a href="other.html#p-4">1</a> <a href="../en/other.html">2</a>
<a href="other.html#none">3</a> <a href="third.html">4</a> <a href="#p-6">5</a>
<a href="#none">6</a> <a href="https://a.example/ә?q=%&amp;r">7</a> <a href="http://[::1">8</a>
<a href="https://no host/">9</a> <a href="mailto:">10</a> <a href="../ru/other.html">11</a></p>"""


def linked(each: Article) -> list[str]:
    other = replace(each, document_id="other", root=TRANSLATION.root)
    path = "//x:div[@class='body']//x:a/@href"
    return find(chapter(in_body(each, LINKS), other), path)


def test_links_stay_in_the_book_where_they_can() -> None:
    assert linked(TRANSLATION) == [
        "article-other.xhtml#p-4",
        "article-other.xhtml",
        "article-other.xhtml",
        "#p-6",
        "https://a.example/%D3%99?q=%25&r",
    ]


def test_links_lead_to_the_site_where_its_address_is_known() -> None:
    found = linked(replace(TRANSLATION, site=PUBLIC))
    assert "https://news.example/kk/third.html" in found
    assert "https://news.example/ru/other.html" in found


def test_absolute_links_to_articles_of_the_book_stay_in_it() -> None:
    each = in_body(
        replace(TRANSLATION, site=PUBLIC),
        '<p><a href="https://news.example/kk/other.html">1</a></p>',
    )
    found = chapter(each, replace(TRANSLATION, document_id="other"))
    assert find(found, "//x:div[@class='body']//x:a/@href") == ["article-other.xhtml"]


def test_pictures_are_in_the_book_once_and_named_by_their_bytes() -> None:
    files = book(RICH[0], replace(RICH[0], document_id="again"))
    pictures = [name for name in files if name.startswith("picture-")]
    assert sorted(name.rpartition(".")[2] for name in pictures) == ["jpg", "png", "svg"]
    assert find(files["package.opf"], "//opf:item[@media-type='image/jpeg']/@href") == [
        name for name in pictures if name.endswith("jpg")
    ]


def test_a_picture_that_is_not_there_is_told_and_its_text_stands_for_it() -> None:
    told: list[Finding] = []
    each = replace(RICH[0], path="seeds/rich.md")
    data = render_epub(Book(PUBLIC, EN, [each]), report=told.append)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = find(archive.read("EPUB/article-asylum.xhtml"), "//x:span[@class='absent']")
    assert found == ["The lead", "f", "A view"]
    assert [each.code for each in told] == ["missing-picture"] * 3
    assert str(told[0]).startswith("seeds/rich.md: warning: ")


HEADINGS = '<h2 id="h-1">Бір</h2><h3>Екі</h3><h2 class="untranslated" lang="en" dir="ltr">T</h2>'


def test_the_contents_name_articles_and_their_headings_in_order() -> None:
    files = book(in_body(TRANSLATION, HEADINGS), replace(ORIGINAL, document_id="b"))
    nav = files["nav.xhtml"]
    toc = "//x:nav[@epub:type='toc']"
    assert find(nav, f"{toc}/x:ol/x:li/x:a/@href") == ["article-asylum.xhtml", "article-b.xhtml"]
    assert find(nav, f"{toc}/x:ol/x:li/x:ol/x:li/x:a") == ["Бір", "T"]
    assert find(nav, f"{toc}/x:ol/x:li/x:ol/x:li/x:ol/x:li/x:a") == ["Екі"]
    assert find(nav, f"{toc}//x:a[. = 'T']/@lang") == ["en"]
    assert find(files["toc.ncx"], "//ncx:text")[1:5] == [
        "Қазақстан және Шыңжаң",
        "Бір",
        "Екі",
        "T",
    ]


def test_the_contents_are_named_in_the_books_language() -> None:
    assert find(book(RIGHT_TO_LEFT)["nav.xhtml"], "//x:h1") == ["مۇندەرىجە"]


def test_names_of_files_are_ascii_and_apart() -> None:
    names = ["2021/a b", "2021-a b", "ә", "ұ", "A", "a"]
    files = book(*(replace(TRANSLATION, document_id=name) for name in names))
    chapters = [name for name in files if name.startswith("article-")]
    assert chapters == [
        "article-2021-a-b.xhtml",
        "article-2021-a-b-2.xhtml",
        "article--.xhtml",
        "article---2.xhtml",
        "article-a.xhtml",
        "article-a-2.xhtml",
    ]


def test_the_cover_is_words_in_their_own_direction() -> None:
    cover = book(RIGHT_TO_LEFT)["cover.svg"]
    assert set(find(cover, "//svg:text[@font-weight]/@direction")) == {"rtl"}
    assert find(cover, "//svg:text[1]") == ["Newsroom"]
    assert "كرىس رىكلتون" in find(cover, "//svg:text")


def test_a_title_of_any_length_is_whole_in_the_book_and_fits_the_cover() -> None:
    title = "Ұзақ " * 1000 + "тақырып" * 20
    files = book(article(KAZAKH.replace("Қазақстан және Шыңжаң", title), KK))
    assert find(files["package.opf"], "//dc:title") == [" ".join(title.split())]
    lines = find(files["cover.svg"], "//svg:text[@font-weight]")
    assert len(lines) < 12
    assert lines[-1].endswith("…")


FOOTNOTES = """<p>Мәтін<sup translate="no">[1]</sup></p>
<p><sup translate="no">[1]</sup>: Ескерту.</p>"""


def test_footnotes_are_known_to_readers() -> None:
    found = chapter(in_body(TRANSLATION, FOOTNOTES))
    assert len(find(found, "//x:a[@epub:type='noteref'][@role='doc-noteref']")) == 1
    assert len(find(found, "//x:section[@epub:type='endnotes'][@aria-label]")) == 1
    (note,) = find(found, "//x:a[@epub:type='noteref']/@href")
    assert note[1:] in find(found, "//x:section[@epub:type='endnotes']//@id")


HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&\"'/!-]\u2028\x08\ufffe"), st.characters(codec="utf-8")),
    max_size=60,
)


@examples(40)
@given(HOSTILE)
def test_whatever_a_newsroom_or_translator_writes_is_text(text: str) -> None:
    fit = "".join(char for char in text if char.isprintable())
    hostile = f"a]]></h1></title><!--{fit}b"
    root = article(KAZAKH, KK).root
    for element in root.iter("h1", "p", "span"):
        if len(element) == 0:
            element.text = hostile
    site = replace(SITE, title=f"{text}t")
    each = replace(TRANSLATION, root=root, site=site, notice=hostile, original_title=hostile)
    files = book(each)
    clean = " ".join(hostile.split())
    assert find(files["article-asylum.xhtml"], "//x:h1 | //x:title | //x:cite") == [clean] * 3
    assert find(files["package.opf"], "//dc:title") == [clean]
    for name in ("nav.xhtml", "toc.ncx", "cover.svg", "cover.xhtml"):
        etree.fromstring(files[name])


def epubcheck() -> list[str]:
    """Return how epubcheck 5 is run: `EPUBCHECK` names its jar; no package of Debian has it."""
    jar = os.environ.get("EPUBCHECK", "")
    java = shutil.which("java")
    if not jar or java is None:
        pytest.skip("EPUBCHECK does not name the jar of epubcheck 5, or there is no java")
    return [java, "-jar", jar, "--failonwarnings"]


@pytest.mark.parametrize("each", [TRANSLATION, *RICH])
def test_epubcheck_finds_nothing_wrong(each: Article, tmp_path: Path) -> None:
    command = epubcheck()
    odd = replace(each, document_id='../<&"> ә', root=article(UYGHUR, UG).root)
    file = tmp_path / "book.epub"
    file.write_bytes(render_epub(Book(each.site, each.locale, with_files([each, odd]))))
    done = subprocess.run([*command, str(file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_cover_names_every_author_on_its_two_lines() -> None:
    names = [f"Author Number {number}" for number in range(1, 5)]
    spans = "".join(f'<span class="author">{name}</span>' for name in names)
    xml = f'<article><header><h1>T</h1><p class="byline">{spans}</p></header></article>'
    files = book(replace(ORIGINAL, root=etree.fromstring(xml)))
    first, second, _ = find(files["cover.svg"], "//svg:text[@y >= 1200]")
    assert (first, second) == (
        "Author Number 1, Author Number 2,",
        "Author Number 3, and Author Number 4",
    )
    (alternative,) = find(files["cover.xhtml"], "//@alt")
    assert "Author Number 3, and Author Number 4" in alternative

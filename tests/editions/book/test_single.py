import base64
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.editions.articles import (
    BARE,
    EN,
    ENGLISH,
    KAZAKH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    SITE,
    TRANSLATION,
    article,
)
from tests.editions.pictures import JPEG, LOUD_SVG, PNG
from tests.editions.rich_articles import ENGLISH_RICH, UYGHUR_RICH
from tests.laws import examples
from toolkit.base.errors import Finding
from toolkit.document.wire import Rights, Wire
from toolkit.editions.article import Article, ChangedPassage, Correction, EmbeddedFont, TemplateFile
from toolkit.editions.article import Picture as PublishedPicture
from toolkit.editions.book.single import render_single
from toolkit.editions.templating import site_icon

THREE = [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT]
FILES = {"lead.jpg": JPEG, "f.png": PNG, "a.jpg": LOUD_SVG}
RICH = [replace(each, path="seeds/rich.md") for each in (ENGLISH_RICH, UYGHUR_RICH)]
EACH = [[ORIGINAL], [TRANSLATION], [RIGHT_TO_LEFT], [BARE], THREE, RICH]


def with_files(articles: Sequence[Article]) -> list[Article]:
    return [replace(each, files=read_file) for each in articles]


def read_file(path: str) -> bytes | None:
    return FILES.get(path.rpartition("/")[2])


def single(*articles: Article) -> html.HtmlElement:
    return html.document_fromstring(render_single(with_files(articles)).decode())


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.cssselect(selector)]


def values(root: html.HtmlElement, selector: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.cssselect(selector)]


def in_body(each: Article, xml: str) -> Article:
    return replace(each, root=article(KAZAKH.replace("<hr/>", xml), KK).root)


@pytest.mark.parametrize("articles", EACH)
def test_a_file_asks_for_nothing_and_runs_nothing(articles: list[Article]) -> None:
    root = single(*articles)
    assert root.cssselect("script, iframe, object, form, link[rel=stylesheet], [style]") == []
    assert all(str(each).startswith("data:") for each in values(root, "[src]", "src"))
    assert values(root, "link[rel=icon]", "href") == [site_icon("Newsroom")]
    (policy,) = values(root, "meta[http-equiv]", "content")
    assert str(policy).startswith("default-src 'none';")
    assert "'self'" not in str(policy)
    assert values(root, "meta[name=referrer]", "content") == ["no-referrer"]
    (style,) = texts(root, "style")
    assert "@import" not in style
    assert "url(" not in style


def test_a_table_scrolls_by_itself_on_a_narrow_screen() -> None:
    root = single(*RICH)
    tables = root.cssselect("table")
    assert tables
    assert root.cssselect('div.scroll[tabindex="0"] > table') == tables


def test_an_unknown_site_is_named_nowhere() -> None:
    data = render_single(THREE).decode()
    assert "//" not in re.sub(r"/\*.*?\*/", "", data, flags=re.DOTALL)


def test_a_known_site_is_linked() -> None:
    root = single(*(replace(each, site=PUBLIC) for each in THREE))
    assert values(root, "link[rel=canonical]", "href") == ["https://news.example/en/asylum.html"]
    assert values(root, ".site a", "href") == ["https://news.example/"]
    assert values(root, ".origin a", "href") == ["https://news.example/en/asylum.html"] * 2


def test_each_language_is_a_section_in_its_direction() -> None:
    root = single(*THREE)
    sections = root.cssselect("main > section")
    assert [(each.get("id"), each.get("lang"), each.get("dir")) for each in sections] == [
        ("en", "en", "ltr"),
        ("kk", "kk", "ltr"),
        ("ug", "ug", "rtl"),
    ]
    assert texts(root, "section h1")[1:] == ["Қазақстан және Шыңжаң", "قازاقىستان ۋە شىنجاڭ"]


def test_the_first_language_is_the_files() -> None:
    root = single(RIGHT_TO_LEFT, ORIGINAL)
    assert (root.get("lang"), root.get("dir")) == ("ug", "rtl")
    assert texts(root, "title") == ["قازاقىستان ۋە شىنجاڭ — \u2068Newsroom\u2069"]


def test_languages_are_chosen_by_buttons_named_in_themselves() -> None:
    root = single(*THREE)
    assert texts(root, "label") == ["English", "Қазақ тілі", "ئۇيغۇرچە"]
    assert values(root, "label", "for") == values(root, "input", "id")
    assert values(root, "label > span", "lang") == ["en", "kk", "ug"]
    assert set(values(root, "input", "name")) == {"language"}
    assert [each is not None for each in values(root, "input", "checked")] == [True, False, False]


def test_only_a_button_that_is_on_hides_anything() -> None:
    (style,) = texts(single(*THREE), "style")
    hiding = re.findall(r"([^{}]*)\{[^{}]*display: none", style.partition("single .edition")[2])
    assert all(":checked ~" in each or "@media print" in style for each in hiding)
    assert "#show-ug:checked ~ .edition:not(#ug)" in " ".join(hiding)


def test_a_file_of_one_language_has_nothing_to_choose() -> None:
    assert single(TRANSLATION).cssselect("input, label") == []


def test_no_id_stands_twice() -> None:
    found = values(single(*THREE[1:], *RICH[:1]), "[id]", "id")
    assert len(found) == len(set(found))


def test_passages_have_the_ids_of_the_other_forms() -> None:
    own = [f"p-{number}" for number in range(1, 7)]
    assert values(single(TRANSLATION), "article [id]", "id") == own
    assert values(single(*THREE), "#kk article [id]", "id") == [f"kk-{each}" for each in own]


LINKS = """<p><a href="#p-6">1</a> <a href="#none">2</a> <a href="other.html">3</a>
<a href="https://a.example/">4</a> <a href="mailto:a@b.example">5</a></p>"""


def test_links_lead_to_the_same_language_or_out_of_the_file() -> None:
    root = single(ORIGINAL, in_body(TRANSLATION, LINKS))
    assert values(root, "#kk .body a", "href") == [
        "#kk-p-6",
        None,
        None,
        "https://a.example/",
        "mailto:a@b.example",
    ]


def test_links_to_the_site_are_absolute_where_its_address_is_known() -> None:
    root = single(in_body(replace(TRANSLATION, site=PUBLIC), LINKS))
    assert "https://news.example/kk/other.html" in values(root, ".body a", "href")


def test_pictures_are_in_the_file() -> None:
    root = single(RICH[0])
    lead = str(values(root, ".lead img", "src")[0])
    assert base64.b64decode(lead.removeprefix("data:image/jpeg;base64,")) == JPEG
    assert values(root, ".lead img", "alt") == ["The lead"]


def test_pictures_keep_their_place_while_the_text_is_laid_out() -> None:
    known = {"../lead.jpg": PublishedPicture("en/lead.jpg", 640, 480)}
    root = single(replace(RICH[0], pictures=known))
    assert values(root, ".lead img", "width") == ["640"]


def test_a_picture_that_is_not_there_is_told_and_its_text_stands_for_it() -> None:
    told: list[Finding] = []
    data = render_single(RICH[:1], report=told.append)
    assert texts(html.document_fromstring(data.decode()), ".absent") == ["The lead", "f", "A view"]
    assert [each.code for each in told] == ["missing-picture"] * 3


def test_a_translation_says_from_what_and_by_whom_it_is() -> None:
    each = replace(TRANSLATION, translators=("Айгүл",), based_on=dt.date(2021, 2, 22))
    root = single(each)
    assert texts(root, ".origin") == ["Ағылшын тілінен аударылған Kazakhstan and Xinjiang"]
    assert len(texts(root, ".credits > span")) == 2
    assert "Айгүл" in texts(root, ".credits")[0]


def test_untranslated_passages_are_marked_and_counted() -> None:
    root = single(TRANSLATION)
    assert values(root, ".body .untranslated", "lang") == ["en"]
    assert texts(root, ".unfinished")[0].endswith("Аударылған үзінділер: 5, барлығы: 6.")


def test_corrections_and_what_the_original_says_now_are_told() -> None:
    each = replace(
        TRANSLATION,
        corrections=(Correction(dt.date(2021, 3, 1), "Алматы.", KK),),
        changed=(ChangedPassage("p-4", "So"), ChangedPassage("gone", "No")),
        notice="Тексерілмеген.",
    )
    root = single(ORIGINAL, each)
    assert texts(root, ".corrections li") == ["2021 ж. 1 наурыз Алматы."]
    assert texts(root, ".changes li") == ["So", "No"]
    assert values(root, ".changes a", "href") == ["#kk-p-4"]
    assert texts(root, ".notice") == ["Тексерілмеген."]


def test_names_and_dates_are_apart_without_the_style_too() -> None:
    glued = article(ENGLISH.replace("</span>\n<time", "</span><time"), EN)
    assert texts(single(glued), ".byline") == ["Chris Rickleton February 22, 2021"]


def test_an_edition_that_search_engines_may_not_list_says_so() -> None:
    assert values(single(replace(ORIGINAL, indexed=False)), "meta[name=robots]", "content") == [
        "noindex"
    ]


def test_fonts_that_pages_carry_are_in_the_file() -> None:
    site = replace(SITE, fonts=(EmbeddedFont("Own", b"wOF2", ("Cyrl",)),))
    root = single(replace(TRANSLATION, site=site))
    assert "font-src data:;" in str(values(root, "meta[http-equiv]", "content")[0])
    assert 'url("data:font/woff2;base64,' in texts(root, "style")[0]


def test_a_newsroom_may_have_a_template_of_its_own() -> None:
    own = TemplateFile("single.html", "<p>{{ editions[0].summary.title.text }}", "own.html")
    each = replace(TRANSLATION, site=replace(SITE, templates=(own,)))
    assert render_single([each]).decode() == "<p>Қазақстан және Шыңжаң"


@pytest.mark.parametrize("articles", EACH)
def test_a_file_is_the_same_bytes_each_time_and_leaves_the_trees_alone(
    articles: list[Article],
) -> None:
    before = [etree.tostring(each.root) for each in articles]
    made = [render_single(with_files(articles)) for _ in range(2)]
    assert made[0] == made[1]
    assert [etree.tostring(each.root) for each in articles] == before


def test_four_languages_of_a_long_article_are_under_300_kilobytes() -> None:
    long = KAZAKH.replace("<hr/>", "<p>Ақан Eurasianet басылымына айтты.</p>" * 250)
    each = article(long, KK)
    found = render_single([each, RIGHT_TO_LEFT, ORIGINAL, replace(each, locale=SITE.locales[2])])
    assert len(found) < 300_000


HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&\"'/!-\u2028\u2029"), st.characters(codec="utf-8")), max_size=60
).map(lambda text: "".join(char for char in text if char.isprintable()))


@examples(40)
@given(HOSTILE)
def test_whatever_translators_write_is_text(text: str) -> None:
    hostile = f"a</script></style><!--<img src=x onerror=1>{text}b"
    root = etree.fromstring(KAZAKH)
    for element in root.iter("h1", "p", "span"):
        if len(element) == 0:
            element.text = hostile
    site = replace(SITE, title=hostile)
    each = replace(TRANSLATION, root=root, site=site, notice=hostile, original_title=hostile)
    found = single(each, ORIGINAL)
    clean = " ".join(hostile.split())
    assert found.cssselect("img") == []
    selector = "#kk h1, #kk .standfirst, #kk .author, #kk .note, #kk .notice, #kk .origin bdi"
    assert texts(found, selector) == [clean] * 6


def test_a_file_says_whose_the_rights_are() -> None:
    wire = Wire(rights=Rights("We", "© We", "With credit"))
    metadata = replace(TRANSLATION.metadata, wire=wire)
    text = render_single([replace(TRANSLATION, metadata=metadata)]).decode()
    assert '<span lang="en" dir="ltr">© We</span>' in text

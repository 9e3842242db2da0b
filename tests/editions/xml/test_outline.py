from dataclasses import replace

from lxml import etree

from tests.editions.articles import EN, KK, article
from toolkit.editions.xml.outline import arranged, nest_sections


def arranged_text(content: str) -> str:
    root = arranged(article(f"<article><div class='body'>{content}</div></article>", EN))
    (body,) = root.iterfind("div")
    return "".join(etree.tostring(each, encoding="unicode") for each in body)


def nested(content: str) -> str:
    root = arranged(article(f"<article><div>{content}</div><footer/></article>", EN))
    nest_sections(root)
    assert [each.tag for each in root] == ["div", "footer"]
    return "".join(etree.tostring(each, encoding="unicode") for each in root[0])


def test_text_beside_paragraphs_stands_in_paragraphs() -> None:
    assert arranged_text("one <em>two</em><p>three</p> four") == (
        "<p>one <em>two</em></p><p>three</p><p> four</p>"
    )


def test_white_space_between_blocks_is_no_paragraph() -> None:
    assert arranged_text("\n<p>one</p>\n<hr/>\n") == "<p>one</p><hr/>"


def test_an_items_own_text_is_no_paragraph_unless_blocks_stand_beside_it() -> None:
    assert arranged_text("<ul><li>one</li><li>two<p>three</p></li></ul>") == (
        "<ul><li>one</li><li><p>two</p><p>three</p></li></ul>"
    )


def test_a_figure_of_nothing_is_left_out() -> None:
    assert "figure" not in arranged_text("<figure><figcaption> </figcaption></figure><p>one</p>")


def test_only_the_first_of_two_ids_stays() -> None:
    assert arranged_text("<p id='a'/><p id='a'/><p id='1 2'/>") == "<p id='a'/><p/><p/>".replace(
        "'", '"'
    )


def test_tags_without_a_list_are_added_in_the_sources_words() -> None:
    each = article("<article><div><p>Бір.</p></div></article>", KK)
    root = arranged(replace(each, metadata=replace(each.metadata, tags=("One", "Two"))))
    (tags,) = root.iterfind("header/ul[@class='tags']")
    assert [(item.text, item.get("lang")) for item in tags] == [("One", "en"), ("Two", "en")]


def test_sections_nest_by_the_level_of_their_headings() -> None:
    assert nested("<p>a</p><h2>b</h2><p>c</p><h3>d</h3><h2>e</h2>") == (
        "<p>a</p><section><h2>b</h2><p>c</p><section><h3>d</h3></section></section>"
        "<section><h2>e</h2></section>"
    )


def test_a_level_may_be_left_out() -> None:
    assert nested("<h4>a</h4><h2>b</h2><h6>c</h6>") == (
        "<section><h4>a</h4></section><section><h2>b</h2><section><h6>c</h6></section></section>"
    )


def test_what_only_groups_blocks_makes_no_section() -> None:
    assert nested("<section><h2>a</h2><div><p>b</p></div></section><p>c</p>") == (
        "<section><h2>a</h2><p>b</p><p>c</p></section>"
    )

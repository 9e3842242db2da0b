"""Writing HTML: what is read again is what was written, at the head of a `pre` too."""

import pytest
from lxml import etree

from toolkit.base.markup import parse_html
from toolkit.base.markup.html_writer import serialize_page


def element(source: str, name: str) -> etree._Element:
    found = (
        parse_html(f"<!DOCTYPE html><body>{source}".encode(), "a.html").getroot().find(f".//{name}")
    )
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["pre", "textarea", "listing"])
def test_a_line_feed_right_after_the_start_tag_is_none_of_the_text(name: str) -> None:
    assert element(f"<{name}>\na</{name}>", name).text == "a"
    assert element(f"<{name}>\n\na</{name}>", name).text == "\na"
    assert element(f"<{name}>a\n</{name}>", name).text == "a\n"


@pytest.mark.parametrize("name", ["pre", "textarea", "listing"])
@pytest.mark.parametrize("text", ["a", "\na", "\n\na", "\n", " \na"])
def test_a_text_with_line_feeds_at_its_head_is_read_again_as_it_was(name: str, text: str) -> None:
    written = etree.Element(name)
    written.text = text
    assert element(serialize_page(written), name).text == text


@pytest.mark.parametrize("name", ["p", "div", "code"])
def test_elsewhere_a_line_feed_is_text(name: str) -> None:
    assert serialize_page(element(f"<{name}>\na</{name}>", name)) == f"<{name}>\na</{name}>"


def test_a_line_feed_behind_a_child_of_a_pre_is_not_doubled() -> None:
    assert serialize_page(element("<pre><b>x</b>\na</pre>", "pre")) == "<pre><b>x</b>\na</pre>"
    assert serialize_page(element("<pre>x<b>\ny</b></pre>", "pre")) == "<pre>x<b>\ny</b></pre>"

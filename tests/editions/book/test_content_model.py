import random

import pytest
from lxml import etree

from toolkit.editions.book.content_model import conform


def conformed(xml: str) -> str:
    root = etree.fromstring(f"<div>{xml}</div>")
    conform(root)
    return etree.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    "xml",
    [
        '<p id="p" class="c" lang="kk" dir="rtl" title="t" translate="no">a<br/><b>b</b></p>',
        '<ul><li>a</li></ul><ol start="3" reversed="reversed"><li value="4"><p>b</p></li></ol>',
        "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>",
        '<figure><img src="a.png" alt="a" width="1"/><figcaption>b</figcaption></figure>',
        '<table><caption>c</caption><thead><tr><th scope="col">a</th></tr></thead></table>',
        '<table><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
        '<p><time datetime="2021-02-22">a</time><bdo dir="rtl">b</bdo><del>c</del></p>',
    ],
)
def test_what_html_admits_stays(xml: str) -> None:
    assert conformed(xml) == xml


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p>a<p>b</p></p>", "<p>a<span>b</span></p>"),
        ("<em><h2>a</h2></em>", "<em><span>a</span></em>"),
        ("<a>a<b><a>b</a></b></a>", "<a>a<b><span>b</span></b></a>"),
        ("<ul>a<li>b</li></ul>", "<div>a<div>b</div></div>"),
        ("<li>a</li>", "<div>a</div>"),
        ("<dl><dd>a</dd></dl>", "<div><div>a</div></div>"),
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>a<div>b</div>c</figure>"),
        ("<header><footer>a</footer></header>", "<header><div>a</div></header>"),
        ("<table><tbody><p>a</p></tbody></table>", "<div><div><p>a</p></div></div>"),
        ("<p><time>a</time><bdo>b</bdo></p>", "<p><span>a</span><span>b</span></p>"),
        ("<p><br>a</br></p>", "<p><br/></p>"),
        ('<p start="1" lang="x y" dir="up" translate="maybe">a</p>', "<p>a</p>"),
        ('<td colspan="0">a</td>', "<div>a</div>"),
    ],
)
def test_what_html_does_not_admit_becomes_plain(xml: str, expected: str) -> None:
    assert conformed(xml) == expected


def test_the_foot_of_a_table_stands_last() -> None:
    foot, body = "<tfoot><tr><td>f</td></tr></tfoot>", "<tbody><tr><td>b</td></tr></tbody>"
    assert conformed(f"<table>{foot}{body}</table>") == f"<table>{body}{foot}</table>"


TAGS = ["a", "b", "blockquote", "dd", "dl", "dt", "em", "figcaption", "figure", "h2", "li"]
TAGS += ["ol", "p", "section", "span", "table", "td", "tr", "ul"]


def random_element(chance: random.Random, depth: int) -> etree._Element:
    element = etree.Element(chance.choice(TAGS))
    element.text = chance.choice(["", "x", "y "])
    for _ in range(chance.randint(0, 3) if depth else 0):
        child = random_element(chance, depth - 1)
        child.tail = chance.choice(["", "z"])
        element.append(child)
    return element


@pytest.mark.parametrize("seed", range(50))
def test_no_text_is_lost_and_once_is_enough(seed: int) -> None:
    root = etree.Element("div")
    root.append(random_element(random.Random(seed), 5))
    before = "".join(str(text) for text in root.itertext())
    conform(root)
    assert "".join(str(text) for text in root.itertext()) == before
    once = etree.tostring(root)
    conform(root)
    assert etree.tostring(root) == once

"""Pruning: what is left of an article when parts of it go."""

import pytest
from lxml import etree

from toolkit.localizing.adapting.pruning import cut_to_summary, prune, take_out


def cut(body: str) -> str:
    root = etree.fromstring(f'<article><header/><div class="body">{body}</div></article>')
    cut_to_summary(root)
    return etree.tostring(root[1], encoding="unicode")[len('<div class="body">') : -len("</div>")]


def test_the_text_after_what_is_taken_out_stays() -> None:
    root = etree.fromstring("<p>a<b>b</b>c<i>d</i>e</p>")
    take_out(root[1])
    take_out(root[0])
    assert etree.tostring(root) == b"<p>ace</p>"


def test_what_becomes_empty_goes_and_what_holds_it() -> None:
    root = etree.fromstring("<article><div><ul><li> </li></ul><p>a</p></div></article>")
    prune(root.find(".//li"))
    assert etree.tostring(root) == b"<article><div><p>a</p></div></article>"


def test_the_parts_of_an_article_stay() -> None:
    root = etree.fromstring("<article><div><p/></div></article>")
    prune(root.find(".//p"))
    assert etree.tostring(root) == b"<article><div/></article>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<p>a</p><hr/><pre>b</pre><table><tr><td>c</td></tr></table>", "<p>a</p>"),
        ('<figure><img src="a" alt="b"/></figure><p>a</p>', "<p>a</p>"),
        (
            '<figure><img src="a" alt="b"/><figcaption>c</figcaption></figure>',
            '<figure><img src="a" alt="b"/><figcaption>c</figcaption></figure>',
        ),
        ("<ul/><blockquote/><p>a</p>", "<p>a</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<p>a</p><h2>b</h2><h3>c</h3>", "<p>a</p>"),
        ("<h2>a</h2><h3>b</h3><p>c</p>", "<h2>a</h2><h3>b</h3><p>c</p>"),
        ("<h3>a</h3><h2>b</h2><p>c</p>", "<h2>b</h2><p>c</p>"),
        ("<h2>a</h2><table/><h2>b</h2><p>c</p>", "<h2>b</h2><p>c</p>"),
        (
            '<p>a <img src="b"/></p><p><img src="b"/></p>',
            '<p>a <img src="b"/></p><p><img src="b"/></p>',
        ),
    ],
)
def test_a_summary_is_text(body: str, expected: str) -> None:
    assert cut(body) == expected

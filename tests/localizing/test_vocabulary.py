import pytest
from lxml import etree

from toolkit.localizing.vocabulary import purified


def copied(body: str) -> str:
    root = purified(etree.fromstring(f"<article>{body}</article>"))
    return etree.tostring(root, encoding="unicode")[len("<article>") : -len("</article>")]


@pytest.mark.parametrize(
    ("ruby", "expected"),
    [
        ("<ruby>漢<rt>kan</rt></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
        (
            "<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>",
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>",
        ),
        ("<ruby>東<rp>[</rp><rt>tō</rt><rp>]</rp></ruby>",) * 2,
    ],
)
def test_the_reading_above_a_word_stands_in_brackets_elsewhere(ruby: str, expected: str) -> None:
    assert copied(f"<p>A {ruby} b</p>") == f"<p>A {expected} b</p>"

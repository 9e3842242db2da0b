"""Comments are found where their format has them, and nowhere else."""

import pytest

from toolkit.base.markup.comments import comments_in, without_comments

HTML = [
    ("<p>a<!-- x -->b", "<p>ab"),
    ("<!-- x --><!doctype html><!---->\n<p>a", "<!doctype html>\n<p>a"),
    ("<p>a<!--[if IE]> x <![endif]-->b", "<p>ab"),
    ("<p>a<!-- x --!>b", "<p>ab"),
    ("<p>a<!-- x", "<p>a"),
    ("<script>'<!-- x -->'</script>", "<script>'<!-- x -->'</script>"),
    ("<textarea><!-- x --></textarea>", "<textarea><!-- x --></textarea>"),
    ('<p title="<!-- x -->">a', '<p title="<!-- x -->">a'),
    ('<!--#include file="x" --><p>a', '<!--#include file="x" --><p>a'),
]
XML = [
    ("<!-- x --><a><b/><!-- y\n--></a><!--z-->", "<a><b/></a>"),
    ("<a><![CDATA[<!-- x -->]]></a>", "<a><![CDATA[<!-- x -->]]></a>"),
    ("<?p <!-- x -->?><a/>", "<?p <!-- x -->?><a/>"),
    ("<!DOCTYPE a [<!-- x --><!ENTITY b 'c'>]><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
]
MARKDOWN = [
    ("# A\n\n<!-- x\n\ny -->\n\nb <!-- z --> c", "# A\n\n\n\nb  c"),
    ("```html\n<!-- x -->\n```\n<!-- y -->", "```html\n<!-- x -->\n```\n"),
    ("~~~\n<!-- x -->\n~~~", "~~~\n<!-- x -->\n~~~"),
    ("a `<!-- x -->` b ``<!-- ` -->``", "a `<!-- x -->` b ``<!-- ` -->``"),
]


@pytest.mark.parametrize(
    ("format_name", "source", "wanted"),
    [
        *(("html", *each) for each in HTML),
        *(("xml", *each) for each in XML),
        *(("markdown", *each) for each in MARKDOWN),
    ],
)
def test_comments_go_and_all_else_stays(format_name: str, source: str, wanted: str) -> None:
    assert without_comments(source.encode(), format_name).decode() == wanted


def test_a_comment_has_its_place() -> None:
    assert comments_in("<p>ж<!-- x -->".encode(), "html") == ((5, 15),)

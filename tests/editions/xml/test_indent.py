import pytest
from lxml import etree

from toolkit.editions.xml.indent import indent

TEI = "http://www.tei-c.org/ns/1.0"


def indented(xml: str) -> str:
    root = etree.fromstring(f"<text xmlns='{TEI}'>{xml}</text>")
    indent(root)
    return etree.tostring(root, encoding="unicode").replace(f' xmlns="{TEI}"', "")


def test_structure_stands_on_lines_of_its_own() -> None:
    assert indented("<body><p>a</p><p/></body>") == (
        "<text>\n  <body>\n    <p>a</p>\n    <p/>\n  </body>\n</text>"
    )


@pytest.mark.parametrize(
    "content",
    ["<p><hi>a</hi><hi>b</hi></p>", "<p>a <p>b</p></p>", "<p><?pi?><p/></p>", "<p>\n</p>"],
)
def test_running_text_is_left_alone(content: str) -> None:
    assert indented(content) == f"<text>\n  {content}\n</text>"

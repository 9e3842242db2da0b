"""What runs in a page is nobody's to translate, whatever a rule says."""

import pytest

from tests.documents import messages
from toolkit.document.formats import read_document

RULES = """<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its"
 version="2.0"><its:translateRule selector="//* | //@*" translate="yes"/></its:rules></script>"""


@pytest.mark.parametrize(
    "markup",
    [
        "<a onclick='go()'></a>",
        "<a ONLOAD=go()></a>",
        "<p style='color: red'></p>",
        "<iframe srcdoc='&lt;p>'></iframe>",
        "<meta http-equiv=refresh content='9; url=x.html'>",
        "<script>go()</script>",
        "<style>p {}</style>",
        "<svg><script>go()</script><g onload='go()'/></svg>",
        "<o:p onclick='go()'></o:p>",
    ],
)
def test_what_runs_is_no_unit(markup: str) -> None:
    page = f"<html><head>{RULES}</head><body>{markup}</body></html>"
    found = " ".join(messages(read_document(page.encode(), "a.html", "a")))
    assert not any(each in found for each in ("go()", "red", "<p>", "x.html", "p {}"))


@pytest.mark.parametrize(
    "markup", ["<a title='go'></a>", "<meta name=description content='go'>", "<p>go</p>"]
)
def test_what_is_read_is_a_unit(markup: str) -> None:
    page = f"<html><head>{RULES}</head><body>{markup}</body></html>"
    assert "go" in messages(read_document(page.encode(), "a.html", "a"))


def test_attributes_of_other_vocabularies_are_translated() -> None:
    rules = RULES.partition(">")[2].removesuffix("</script>")
    data = f"<doc>{rules}<p online='go' style='how'/></doc>".encode()
    found = messages(read_document(data, "a.xml", "a"))
    assert {"go", "how"} <= set(found)

"""XInclude is a reference like another: it is not followed."""

import pytest

from tests.documents import messages, read
from toolkit.base.bcp47 import Locale
from toolkit.document.formats import ReadOptions, read_document
from toolkit.localizing.writers.own_format import render_own_format

INCLUDE = (
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"><xi:fallback/></xi:include>'
)


@pytest.mark.parametrize("href", ["other.xml", "file:///etc/hostname", "http://example.org/a.xml"])
def test_nothing_is_read_for_an_inclusion(href: str) -> None:
    asked: list[str] = []

    def resolve(reference: str) -> bytes | None:
        asked.append(reference)
        return b"<p>told</p>"

    data = f"<article><para>a</para>{INCLUDE.format(href)}</article>".encode()
    document = read_document(data, "a.xml", "a", ReadOptions(Locale("en"), resolve=resolve))
    assert (messages(document), asked) == (["a"], [])


def test_an_inclusion_stays_as_it_was() -> None:
    include = INCLUDE.format("other.xml")
    document = read(f"<article><para>a</para>{include}</article>", "a.xml")
    edition = render_own_format(document, [("x",)], Locale("kk")).decode()
    assert edition.endswith(f"<para>x</para>{include}</article>")

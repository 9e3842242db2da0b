import zlib
from collections.abc import Callable

import pytest

pytest.importorskip("pypdf", reason="NOT TESTED: pypdf is missing")


from tests.newsroom.protection.pdfs import PLACES, emptied, encrypted, pdf
from toolkit.newsroom.protection.carried_texts import carried_texts, closed_parts
from toolkit.newsroom.protection.pdf_contents import pdf_contents

pytestmark = pytest.mark.slow

NAME = "Айгерім Тестова"


@pytest.mark.parametrize("place", PLACES)
def test_a_text_is_found_wherever_a_pdf_has_it(place: str) -> None:
    data = pdf(place, NAME)
    assert any(NAME in text for _, text in carried_texts(data, "x.pdf"))
    assert pdf_contents(data).closed == ""


def test_a_text_from_right_to_left_is_found_in_either_order() -> None:
    data = pdf("page", "ئايگېرىم"[::-1])
    assert any("ئايگېرىم" in text for _, text in carried_texts(data, "x.pdf"))


def test_what_was_taken_out_by_adding_a_version_is_found() -> None:
    """Many programs save what changed behind what was there."""
    assert any(NAME in text for text in pdf_contents(emptied(pdf("page", NAME))).texts)


def test_a_pdf_that_anyone_can_open_is_read() -> None:
    assert NAME in pdf_contents(encrypted(pdf("page", NAME), "")).texts


def drawn(stream: bytes, filters: bytes) -> bytes:
    return b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj
4 0 obj<</Filter[%b]/Length %d>>stream
%b
endstream endobj
trailer<</Root 1 0 R>>
startxref
0
%%%%EOF""" % (filters, len(stream), stream)


def bomb() -> bytes:
    """Return a PDF of three kilobytes that unpacks to 256 MiB."""
    stream = zlib.compress(zlib.compress(bytes(1 << 28), 1), 9)
    return drawn(stream, b"/FlateDecode/FlateDecode")


LOOP = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
HEAD = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj"
TAIL = b"endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: b"%PDF-1.7\n", "damaged"),
        (lambda: pdf("page", NAME)[:500], "damaged"),
        (lambda: encrypted(pdf("page", NAME), "secret"), "encrypted"),
        (bomb, "damaged"),
        (lambda: HEAD + LOOP + TAIL, "damaged"),
        (lambda: HEAD + b"[" * 100_000 + TAIL, "damaged"),
        (lambda: pdf("page", NAME) + b"%%EOF\n" * 99, "damaged"),
    ],
    ids=["head", "torn", "encrypted", "bomb", "loop", "deep", "versions"],
)
def test_a_hostile_pdf_ends_in_a_word(made: Callable[[], bytes], why: str) -> None:
    data = made()
    assert pdf_contents(data).closed in {why, "too large"}
    assert list(closed_parts(data, "x.pdf"))

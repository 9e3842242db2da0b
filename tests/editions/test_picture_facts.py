import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editions.pictures import GIF, JPEG, PNG, WEBP
from toolkit.editions.picture_facts import PictureFacts, know_facts

PROFILE = b"\xff\xe1\x00\x08Exif\0\0"
FRAME = b"\xff\xc2\x00\x11\x08\x00\x11\x00\x1f\x03"
WIDE = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1f\0\0\0\x11\x08",
    "gif": b"GIF87a\x1f\x00\x11\x00",
    "jpeg": b"\xff\xd8" + PROFILE + b"\xff" + FRAME,
    "webp": b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x1e\0\0\x10\0\0",
}


@pytest.mark.parametrize(
    ("data", "kind"), [(PNG, "png"), (GIF, "gif"), (JPEG, "jpeg"), (WEBP, "webp")]
)
def test_a_picture_says_its_type_and_size_itself(data: bytes, kind: str) -> None:
    assert know_facts(data, "a.bin") == PictureFacts(f"image/{kind}", 1, 1)


@pytest.mark.parametrize("kind", sorted(WIDE))
def test_the_width_is_not_the_height(kind: str) -> None:
    assert know_facts(WIDE[kind], "a.bin") == PictureFacts(f"image/{kind}", 31, 17)


def test_a_lossless_webp_has_its_size_in_bits() -> None:
    bits = (30 | 16 << 14).to_bytes(4, "little")
    data = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + bits
    assert know_facts(data, "a.webp") == PictureFacts("image/webp", 31, 17)


def test_other_files_have_the_type_of_their_suffix() -> None:
    assert know_facts(b"<svg/>", "MAP.SVG") == PictureFacts("image/svg+xml")
    assert know_facts(b"", "a.xyz") == PictureFacts()


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF....WEBPVP8 "]),
    st.binary(),
)
def test_whatever_follows_a_signature_is_read_to_an_end(head: bytes, rest: bytes) -> None:
    facts = know_facts(head + rest, "a.png")
    assert facts.width >= 0
    assert facts.height >= 0

"""AVIF as libavif writes it: what stands beside the picture goes, and the picture stays."""

from contextlib import suppress
from io import BytesIO

import pytest
from PIL import ExifTags, Image, ImageCms, features

from tests.editions.media_files import SAID
from toolkit.base.errors import ToolkitError
from toolkit.editions.media import Cleaned, clean_media

pytestmark = pytest.mark.skipif(
    not features.check("avif"), reason="NOT TESTED: this Pillow has no libavif"
)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>%b</x:xmpmeta>" % SAID


def picture() -> Image.Image:
    return Image.linear_gradient("L").resize((64, 48)).convert("RGB")


def avif(**said: bytes) -> bytes:
    target = BytesIO()
    picture().save(target, "AVIF", **said)
    return target.getvalue()


def artist() -> bytes:
    facts = Image.Exif()
    facts[ExifTags.Base.Artist] = SAID.decode()
    return facts.tobytes()


def profile() -> bytes:
    named = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return named.tobytes()


TELLING = avif(exif=artist(), xmp=XMP, icc_profile=profile())


def cleaned() -> Cleaned:
    found = clean_media(TELLING, "a.avif")
    assert SAID in TELLING
    return found


def test_a_picture_says_nothing_of_people_when_it_is_published() -> None:
    assert SAID not in cleaned().data


def test_what_was_taken_out_is_told() -> None:
    assert {"EXIF", "XMP"} <= set(cleaned().removed)


def test_the_picture_looks_as_it_did() -> None:
    before, after = (Image.open(BytesIO(each)) for each in (TELLING, cleaned().data))
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_a_picture_that_says_nothing_is_published_as_it_is() -> None:
    plain = avif()
    assert clean_media(plain, "a.avif").data == plain


@pytest.mark.parametrize("length", range(40, len(TELLING), 61))
def test_a_part_of_a_picture_is_held_back_or_says_nothing(length: int) -> None:
    with suppress(ToolkitError):
        assert SAID not in clean_media(TELLING[:length], "a.avif").data

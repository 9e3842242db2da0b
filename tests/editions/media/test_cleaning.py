"""Pictures, films and sounds are published clean, and show what they showed."""

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editions.media_files import PLAIN, SAID, TOLD, box, chunk, exif, film
from tests.editions.pictures import GIF, JPEG, PNG, WEBP
from tests.laws import examples
from toolkit.base.errors import ToolkitError
from toolkit.editions.media import clean_media

NAMES = sorted(TOLD)


def clean(data: bytes) -> bytes:
    return clean_media(data, "a").data


def codes(data: bytes) -> set[str]:
    """Return what is said of a file that is held back; nothing of one that is published."""
    try:
        clean_media(data, "a")
    except ToolkitError as error:
        return {each.code for each in error.findings}
    return set()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_nothing_of_people_when_it_is_published(name: str) -> None:
    assert SAID in TOLD[name]
    assert SAID not in clean(TOLD[name])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_removed_is_told(name: str) -> None:
    assert clean_media(TOLD[name], name).removed


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_says_nothing_is_published_as_it_is(name: str) -> None:
    cleaned = clean_media(PLAIN[name], name)
    assert (cleaned.data, cleaned.removed) == (PLAIN[name], ())


@pytest.mark.parametrize("name", NAMES)
def test_a_cleaned_file_is_clean(name: str) -> None:
    once = clean(TOLD[name])
    assert clean_media(once, name).removed == ()
    assert clean(once) == once


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"a.svg"}))
def test_metadata_stays_where_the_newsroom_keeps_it(name: str) -> None:
    assert clean_media(TOLD[name], name, keep=True).data == TOLD[name]


def test_a_drawing_runs_nothing_even_where_metadata_stays() -> None:
    kept = clean_media(TOLD["a.svg"], "a.svg", keep=True).data
    assert b"<metadata>" in kept
    assert b"script" not in kept
    assert b"onload" not in kept


def test_a_drawing_names_no_stylesheet_even_where_metadata_stays() -> None:
    styled = b'<?xml-stylesheet href="a.xsl"?>' + PLAIN["a.svg"]
    assert b"stylesheet" not in clean_media(styled, "a.svg", keep=True).data


@pytest.mark.parametrize(
    "inside",
    [
        "<style>text{fill:image-set('http://a.example/' 1x)}</style>",
        "<style>@font-face{src:src('http://a.example/')}</style>",
        "<rect style=\"mask:-webkit-image-set('http://a.example/' 1x)\"/>",
        "<a ping='http://a.example/'><text>x</text></a>",
        "<image srcset='http://a.example/ 2x'/>",
        "<rect fill='url(&quot;http://a.example/#b&quot;)'/>",
    ],
)
def test_a_drawing_asks_for_nothing(inside: str) -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}<text>kept</text></svg>"
    cleaned = clean_media(drawing.encode(), "a.svg", keep=True).data
    assert b"a.example" not in cleaned
    assert b"kept" in cleaned


def test_a_style_of_a_drawing_that_asks_for_nothing_stays() -> None:
    style = b"<style>.image{fill:url(#a)} .src (x){}</style>"
    drawing = (
        b"<svg xmlns='http://www.w3.org/2000/svg'><linearGradient id='a'/>" + style + b"</svg>"
    )
    assert style in clean_media(drawing, "a.svg").data


def test_a_picture_inside_a_drawing_is_cleaned() -> None:
    carried = re.search(rb"base64,([^\"]+)", clean(TOLD["a.svg"]))
    assert carried is not None
    assert SAID not in base64.b64decode(carried[1])


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_picture_that_lies_on_its_side_still_stands_upright(name: str) -> None:
    assert b"\x01\x12\0\3\0\0\0\1\0\6" in clean(TOLD[name])


def test_an_upright_picture_keeps_no_exif() -> None:
    upright = PNG[:33] + chunk(b"eXIf", exif(1)) + PNG[33:]
    assert clean(upright) == PNG


def test_a_gps_position_is_told_by_name() -> None:
    assert "EXIF with a GPS position" in clean_media(TOLD["a.jpg"], "a.jpg").removed


def test_pixels_with_a_wrong_checksum_are_published_as_browsers_show_them() -> None:
    end = PNG.index(b"IEND") - 8
    damaged = PNG[:end] + bytes(4) + PNG[end + 4 :]
    assert damaged != PNG
    assert clean(damaged) == damaged


@pytest.mark.parametrize(("name", "shown"), [("a.jpg", JPEG[20:]), ("a.png", PNG[33:])])
def test_what_is_drawn_is_the_same_bytes(name: str, shown: bytes) -> None:
    assert clean(TOLD[name]).endswith(shown)


@pytest.mark.parametrize(("name", "shown"), [("a.gif", GIF), ("a.webp", WEBP[20:])])
def test_what_is_drawn_stays(name: str, shown: bytes) -> None:
    assert shown in clean(TOLD[name])


def test_a_film_keeps_its_samples_where_they_stood() -> None:
    assert clean(TOLD["a.mp4"]).index(b"sample") == TOLD["a.mp4"].index(b"sample")


def test_a_track_of_positions_goes_with_what_it_recorded() -> None:
    cleaned = clean(film(said=SAID))
    assert b"vide" in cleaned
    assert b"meta" not in cleaned


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        b"<html><body>page</body></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><",
        b"II*\0\x08\0\0\0",
        JPEG[:20],
        JPEG[:2] + b"\xff\xe1\xff\xff" + JPEG[2:],
        JPEG[:2] + b"junk" + JPEG[2:],
        PNG[:-12],
        PNG[:-1] + b"x",
        PNG[:33] + b"\x7f\xff\xff\xfftEXt" + PNG[33:],
        PNG[:33] + chunk(b"PRIV", SAID) + PNG[33:],
        GIF[:-1] + b"junk",
        WEBP[:16] + b"\xff\xff\xff\x7f" + WEBP[20:],
        film().replace(b"stco\0\0\0\0", b"stcz\0\0\0\0").replace(b"moov", b"moos"),
        box(b"ftyp", b"isom") + b"\x7f\xff\xff\xffmoov",
        b"ID3\4\0\0\x7f\x7f\x7f\x7f" + SAID,
        b"OggS\0\2" + bytes(20) + b"\1\4" + b"what",
        b"\x1aE\xdf\xa3\x01" + b"\xff" * 3,
    ],
)
def test_a_file_that_is_not_what_it_says_is_held_back(data: bytes) -> None:
    with pytest.raises(ToolkitError) as caught:
        clean_media(data, "articles/a.jpg")
    assert {each.code for each in caught.value.findings} == {"media-unclean"}
    assert str(caught.value).startswith("articles/a.jpg: error: ")


@examples(200)
@given(st.sampled_from(NAMES), st.data())
def test_a_damaged_file_is_cleaned_or_held_back(name: str, data: st.DataObject) -> None:
    damaged = bytearray(TOLD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        end = data.draw(st.integers(start, min(start + 8, len(damaged))))
        damaged[start:end] = data.draw(st.binary(max_size=8))
    assert codes(bytes(damaged)) <= {"media-unclean"}


@examples(100)
@given(st.binary(max_size=200), st.sampled_from([b"", PNG[:8], b"\xff\xd8\xff", b"OggS\0", b"ID3"]))
def test_any_bytes_are_cleaned_or_held_back(data: bytes, start: bytes) -> None:
    assert codes(start + data) <= {"media-unclean"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.mp4", "a.mp3", "a.webm"])
def test_exiftool_finds_nobody(name: str, tmp_path: Path) -> None:
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("NOT TESTED: exiftool is missing; apt-get install libimage-exiftool-perl")
    file = tmp_path / name
    file.write_bytes(clean(TOLD[name]))
    command = [program, "-json", "-a", "-u", "-G1", "-ee", str(file)]
    said = subprocess.run(command, check=False, capture_output=True).stdout
    (found,) = json.loads(said)
    personal = {"Artist", "Author", "Comment", "Creator", "GPSLatitude", "Title", "XMPToolkit"}
    assert personal.isdisjoint(each.rpartition(":")[2] for each in found)
    assert SAID not in said

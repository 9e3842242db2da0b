import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions.articles import KK, RIGHT_TO_LEFT, SITE, TRANSLATION, UG
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import EmbeddedFont
from toolkit.editions.fonts import font_faces, subset_font
from toolkit.editions.page import render_article

FACE = EmbeddedFont('Own "face"', b"wOF2", ("Arab",))
NASKH = Path("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf")
HEBREW = NASKH.with_name("NotoSerifHebrew-Regular.ttf")
UYGHUR_LETTERS = "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي"


def test_a_face_is_for_the_pages_of_its_scripts() -> None:
    assert font_faces((FACE,), KK) == ""
    assert 'font-family: "Own face";' in font_faces((FACE,), UG)


def test_a_page_carries_its_face_and_allows_it() -> None:
    site = replace(SITE, fonts=(FACE,))
    page = render_article(replace(RIGHT_TO_LEFT, site=site))
    assert b"data:font/woff2;base64,d09GMg==" in page
    assert b"font-src data:;" in page
    assert b"@font-face" not in render_article(replace(TRANSLATION, site=site))


def test_what_is_no_font_is_told() -> None:
    pytest.importorskip("fontTools", reason="the extra fonts is not installed")
    with pytest.raises(ToolkitError, match="cannot read this file as a font"):
        subset_font(b"no font", "a.ttf", "A", ("Arab",))


@pytest.mark.slow
def test_what_a_subset_leaves_out_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="the extra fonts is not installed")
    if not NASKH.is_file():
        pytest.skip("Noto Naskh Arabic is not installed (fonts-noto-core)")
    font = fonts.TTFont(NASKH)
    font["FFTM"] = fonts.newTable("FFTM")
    font["FFTM"].version, font["FFTM"].FFTimeStamp = 1, 0
    font["FFTM"].sourceCreated = font["FFTM"].sourceModified = 0
    data = io.BytesIO()
    font.save(data)
    subset_font(data.getvalue(), NASKH.name, "Naskh", ("Arab",))
    assert caplog.records == []


@pytest.mark.slow
def test_a_subset_keeps_the_letters_and_their_joining() -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="the extra fonts is not installed")
    if not NASKH.is_file():
        pytest.skip("Noto Naskh Arabic is not installed (fonts-noto-core)")
    made = subset_font(NASKH.read_bytes(), NASKH.name, "Naskh", ("Arab",))
    font = fonts.TTFont(io.BytesIO(made.data))
    assert {ord(letter) for letter in UYGHUR_LETTERS} <= set(font.getBestCmap())
    features = {each.FeatureTag for each in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= features
    assert len(made.data) < len(NASKH.read_bytes()) / 4


@pytest.mark.slow
def test_a_script_without_a_table_keeps_its_letters_only() -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="the extra fonts is not installed")
    if not HEBREW.is_file():
        pytest.skip("Noto Serif Hebrew is not installed (fonts-noto-core)")
    made = subset_font(HEBREW.read_bytes(), HEBREW.name, "Hebrew", ("Hebr",))
    kept = set(fonts.TTFont(io.BytesIO(made.data)).getBestCmap())
    assert {ord(letter) for letter in "אבגדהוזחטיכךלמםנןסעפףצץקרשתְֱֲ"} <= kept
    assert ord("é") not in kept


@pytest.mark.parametrize("script", ["Hans", "Hant", "Jpan", "Kore"])
def test_a_font_of_ideographs_is_not_carried(script: str) -> None:
    pytest.importorskip("fontTools", reason="the extra fonts is not installed")
    with pytest.raises(ToolkitError, match="too many letters"):
        subset_font(b"", "a.ttf", "A", ("Latn", script))


@pytest.mark.slow
def test_a_subset_is_the_same_bytes_each_time() -> None:
    pytest.importorskip("fontTools", reason="the extra fonts is not installed")
    if not NASKH.is_file():
        pytest.skip("Noto Naskh Arabic is not installed (fonts-noto-core)")
    data = NASKH.read_bytes()
    first, second = (subset_font(data, "a", "A", ("Arab",)) for _ in range(2))
    assert first == second

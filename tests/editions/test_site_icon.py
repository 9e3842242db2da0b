from urllib.parse import unquote

import pytest
from lxml import etree

from toolkit.editions.templating import site_icon


@pytest.mark.parametrize(
    ("name", "letter"),
    [("azattyq", "A"), ("«Жаңалық»", "Ж"), ("<b>", "B"), ("ئۇيغۇر", "ئ"), ("新闻", "新")],
)
def test_the_icon_is_the_first_letter_of_a_name(name: str, letter: str) -> None:
    kind, _, drawing = site_icon(name).partition(",")
    assert kind == "data:image/svg+xml"
    assert etree.fromstring(unquote(drawing)).xpath("string()") == letter


def test_a_name_without_letters_has_an_empty_icon() -> None:
    assert site_icon("***") == "data:,"


def test_an_icon_has_no_sign_that_ends_an_attribute() -> None:
    assert not set(site_icon("News")) & set("\"'<># ")

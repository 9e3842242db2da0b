import pytest
from lxml import etree

from toolkit.editions.formulas import join_formulas


def joined(xml: str, direction: str = "rtl") -> str:
    root = etree.fromstring(f"<p>{xml}</p>")
    join_formulas(root, direction)
    return etree.tostring(root, encoding="unicode")[3:-4]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("بۇ H<sub>2</sub>O، سۇ", "بۇ <bdi>H<sub>2</sub>O</bdi>، سۇ"),
        ("C<sub>2</sub>H<sub>6</sub>O", "<bdi>C<sub>2</sub>H<sub>6</sub>O</bdi>"),
        ("m<sup>2</sup> بار", "<bdi>m<sup>2</sup></bdi> بار"),
        ("<b>ئا</b> km<sup>2</sup>", "<b>ئا</b> <bdi>km<sup>2</sup></bdi>"),
    ],
)
def test_a_formula_of_the_other_direction_is_one(xml: str, expected: str) -> None:
    assert joined(xml) == expected


@pytest.mark.parametrize("xml", ["سۆز<sup>1</sup>", "سۆز <sup>1</sup>", "1<sup>2</sup>"])
def test_an_index_of_the_pages_own_script_stays(xml: str) -> None:
    assert joined(xml) == xml


def test_a_formula_in_its_own_direction_stays() -> None:
    assert joined("H<sub>2</sub>O", "ltr") == "H<sub>2</sub>O"

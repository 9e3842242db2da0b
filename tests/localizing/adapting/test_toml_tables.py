"""TOML tables: keys and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.toml import read_toml

TEXT = b"""\xef\xbb\xbf"https://a.example/" = 1  # a = 2
'b' = '''
[[c]]
d = 1
'''
e = \"\"\"x\\\"\"\" y
f = 1\"\"\"

[[ c ]]   # one
d = 1
  g = "#"
[[c]]
d = 2
"""


def test_each_key_has_its_place() -> None:
    file, _ = read_toml(TEXT.replace(b"\n", b"\r\n"), "a.toml", "a")
    assert {key: str(place) for key, place in file.places.items()} == {
        "https://a.example/": "a.toml:1:1",
        "b": "a.toml:2:1",
        "e": "a.toml:6:1",
        "c": "a.toml:9:1",
    }


def test_each_table_has_the_places_of_its_keys() -> None:
    _, arrays = read_toml(TEXT, "a.toml", "a", ["c"])
    assert [str(each.place("d")) for each in arrays["c"]] == ["a.toml:10:1", "a.toml:13:1"]
    assert str(arrays["c"][0].place("g")) == "a.toml:11:3"


def test_a_key_that_is_not_there_has_its_table_s_place() -> None:
    _, arrays = read_toml(TEXT, "a.toml", "a", ["c"])
    assert str(arrays["c"][1].place("g")) == "a.toml:12:1"


def test_tables_on_one_line_have_its_place() -> None:
    _, arrays = read_toml(b"\na = [{b = 1}, {b = 2}]", "a.toml", "a", ["a"])
    assert [str(each.place("b")) for each in arrays["a"]] == ["a.toml:2:1"] * 2


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"a = 1\nb = c\n", "a.toml:2:5"), (b"a = [", "a.toml:1"), (b"\xff", "a.toml")],
)
def test_what_is_no_toml_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_toml(data, "a.toml", "a")
    assert str(caught.value.findings[0].location) == place


@given(st.text("[]a=\"'\n\\#. 1{},", max_size=60))
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        file, _ = read_toml(text.encode(), "a.toml", "a")
    except ToolkitError:
        return
    assert all(place.line for place in file.places.values())

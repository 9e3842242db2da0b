"""TOML: what is read, where every key and value of it stands, and what is refused."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.toml import TomlTable, read_toml

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
[[c.inner]]
[c.inner."x.y" . z]
k = [1, { l = 2, m.n = ["]"] }, # [
  "\\"", 2026-12-01 06:00:00, '}']
o.p = {}
"""


def read(text: bytes | str) -> TomlTable:
    return read_toml(text if isinstance(text, bytes) else text.encode(), "a.toml", "a")


def place(table: TomlTable, key: str | int) -> str:
    return str(table.place(key)).removeprefix("a.toml:")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_key_has_its_place(end: bytes) -> None:
    file = read(TEXT.replace(b"\n", end))
    places = {key: place(file, key) for key in file.data}
    assert places == {"https://a.example/": "1:1", "b": "2:1", "e": "6:1", "c": "9:4"}


def test_each_table_of_an_array_has_the_places_of_its_keys() -> None:
    first, second = read(TEXT).tables("c")
    assert [place(first, key) for key in "dg"] == ["10:1", "11:3"]
    assert place(second, "d") == "13:1"
    assert [str(each.location) for each in (first, second)] == ["a.toml:9:1", "a.toml:12:1"]


def test_tables_in_tables_and_on_one_line_have_places() -> None:
    (inner,) = read(TEXT).tables("c")[1].tables("inner")
    z = inner.table("x.y").table("z")
    assert [str(inner.location), place(inner, "x.y")] == ["a.toml:14:1", "15:10"]
    assert [place(z, "k"), place(z, "o"), place(z.table("o"), "p")] == ["16:1", "18:1", "18:3"]
    (one, two) = read("\na = [{b = 1}, {b = 2}]").tables("a")
    assert [place(one, "b"), place(two, "b"), str(two.location)] == ["2:7", "2:16", "a.toml:2:15"]


def test_each_item_of_a_list_has_its_place() -> None:
    file = read("a = [\n  1,\n  [2], 'x',\n]\n")
    items = file.places.of(("a", 1, 0))
    assert [str(file.places.of(("a", at))) for at in range(3)] == [
        "a.toml:2:3", "a.toml:3:3", "a.toml:3:8",
    ]  # fmt: skip
    assert str(items) == "a.toml:3:4"


def test_a_key_that_is_not_there_has_the_place_of_its_table() -> None:
    file = read(TEXT)
    assert str(file.place("none")) == "a.toml"
    assert place(file.tables("c")[1], "g") == "12:1"
    assert place(read("[a.b]\nc = 1").table("a").table("b"), "none") == "1:4"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 1\nb = c\n", "a.toml:2:5: error: Invalid value. Hint: mend it."),
        (b"a = [", "a.toml:1: error: Invalid value"),
        (b"a = 1\na = 2", "a.toml:2: error: Cannot overwrite a value"),
        (b"# \xd3\x98\n\xd3\x98\xff", "a.toml:2:2: error: byte 0xff is not UTF-8"),
        (b"a = " + b"[" * 5000, "a.toml: error: its values are nested too deeply"),
        (b"a = " + b"1" * 5000, "a.toml: error: Exceeds the limit"),
        (b"# " * 2**23 + b"#", "a.toml: error: the file has 16,777,217 bytes, more than"),
    ],
    ids=["value", "end", "twice", "UTF-8", "nested", "digits", "large"],
)
def test_what_is_no_toml_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_toml(data, "a.toml", "a", "mend it")
    assert str(caught.value).startswith(message)


def test_a_line_of_another_file_knows_its_number() -> None:
    with pytest.raises(ToolkitError, match=r"^b\.md:7:5: error: Invalid value"):
        read_toml(b"a = x", "b.md", "a", line=7)
    assert str(read_toml(b"a = 1", "b.md", "a", line=7).place("a")) == "b.md:7:1"


# --- what tables are asked for


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("titel = 1", "1:1: error: unknown key “titel”. Hint: did you mean “title”."),
        ("x = 1", "1:1: error: unknown key “x”. Hint: the known keys are title, wrap."),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read(text).only(("title", "wrap"))
    assert str(caught.value) == f"a.toml:{hint}"


def test_a_key_of_the_file_below_a_table_is_told_where_it_belongs() -> None:
    with pytest.raises(ToolkitError, match="Hint: write wrap above the first table"):
        read("[a]\nwrap = 1").table("a").only(("b",), above=("wrap",))


def test_every_unknown_key_is_told_at_once() -> None:
    assert len(list(read("a = 1\nb = 2\nc = 3").unknown(("b",)))) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.toml: error: the key “k” is missing."),
        ("k = 1", "a.toml:1:1: error: “k” must be a string."),
        ('k = " "', "a.toml:1:1: error: “k” is empty."),
    ],
)
def test_a_string_that_must_be_there_is_noted_if_it_is_not(text: str, message: str) -> None:
    findings: list[object] = []
    assert read(text).said("k", findings, "x") == ""  # type: ignore[arg-type]
    assert str(findings[0]) == f'{message} Hint: write k = "x".'


def test_values_are_read() -> None:
    file = read('s = "a"\nn = 7\nf = true\nm = 2026-12-01T06:00:00Z\nc = "x"')
    assert (file.string("s"), file.line("s", ""), file.number("n", 1, 9)) == ("a", "a", 7)
    assert (file.flag("f"), file.choice("c", ("w", "x"), "w")) == (True, "x")
    assert file.moment("m") == dt.datetime(2026, 12, 1, 6, tzinfo=dt.UTC)


def test_what_is_not_there_has_its_default() -> None:
    file = read("")
    assert (file.string("s", "d"), file.line("s", "d"), file.number("n", 1, 9)) == ("d", "d", 1)
    assert (file.flag("f"), file.choice("c", ("w", "x"), "w"), file.moment("m")) == (
        False, "w", None,
    )  # fmt: skip
    assert (file.table("t").data, file.tables("t")) == ({}, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("k = 1", '“k” must be a string. Hint: write k = "…"'),
        ('k = "a\\nb"', '“k” must be one line of text. Hint: write k = "x"'),
        ("k = 10", "“k” must be a number from 0 to 9. Hint: write k = 1"),
        ("k = true", "“k” must be a number from 0 to 9"),
        ("k = -1", "“k” must be a number from 0 to 9"),
        ("k = 1.5", "“k” must be a number from 0 to 9"),
        ("k = 0", "“k” must be true or false. Hint: write k = true"),
        ('k = "z"', "“k” cannot be “z”. Hint: choose w or x"),
        ("k = 2026-12-01", "“k” must be a date with a time of day"),
        ("k = 2026-12-01T06:00:00", "“k” has no time zone"),
        ("k = 2", "“k” must be a table. Hint: write [k]"),
        ("k = [1]", "“k” must be an array of tables. Hint: write [[k]]"),
    ],
)
def test_a_value_of_another_kind_is_refused_at_its_key(text: str, message: str) -> None:
    file = read(text)
    said = []
    for ask in (
        lambda: file.string("k"),
        lambda: file.line("k", "x"),
        lambda: file.number("k", 1, 9),
        lambda: file.flag("k"),
        lambda: file.choice("k", ("w", "x"), "w"),
        lambda: file.moment("k"),
        lambda: file.table("k"),
        lambda: file.tables("k"),
    ):
        try:
            ask()
        except ToolkitError as error:
            said.append(str(error))
    assert any(each.startswith(f"a.toml:1:1: error: {message}") for each in said)


# --- laws

KEYS = st.text("ab", min_size=1, max_size=2) | st.sampled_from(['"x.y"', "'#'", '"\\u0041"'])
SCALARS = st.sampled_from(
    ["1", "1.5", "true", "2026-12-01", "2026-12-01 06:00:00", '"#"', "'\"'", '""', '"\\"]}"',
     '"""a\n[b]\n""\\""""', "'''x'\n=\n'''", '""""q"""', '"""q"""""']
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: "[" + " , # ]\n ".join([*each, ""]) + "]")
        | st.dictionaries(KEYS, inner, max_size=2).map(
            lambda each: "{" + ", ".join(f"{k} = {v}" for k, v in each.items()) + "}"
        )
    ),
    max_leaves=8,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.tuples(KEYS, KEYS, VALUES).map(lambda each: f" {each[0]} . {each[1]}= {each[2]} # c"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f" [[ {key} ]] # [x]"),
    st.tuples(KEYS, KEYS).map(lambda pair: f"[{pair[0]}.{pair[1]}]"),
)


def paths(value: object, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to everything that a file holds."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [way for key, each in inner for way in ((*keys, key), *paths(each, (*keys, key)))]


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_everything_in_a_file_has_a_place_of_its_own_where_its_key_stands(text: str) -> None:
    try:
        file = read(text)
    except ToolkitError:
        return
    lines = text.split("\n")
    for way in paths(file.data):
        assert way in file.places.positions
        found = file.places.of(way)
        assert found.line is not None
        assert found.column is not None
        there = lines[found.line - 1][found.column - 1 :]
        if isinstance(way[-1], str):
            name = there.split("=")[0].split("]")[0]
            assert list(tomllib.loads(f"{name} = 0"))[0] == way[-1]  # noqa: RUF015


@given(st.text("[]a=\"'\n\\#. 1{},", max_size=60))
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        file = read(text)
    except ToolkitError:
        return
    assert all(way in file.places.positions for way in paths(file.data))


def test_a_tag_that_is_none_is_refused_where_it_stands() -> None:
    with pytest.raises(ToolkitError, match=r"^a\.toml:2:1: error: “q!” is not"):
        read('a = 1\nb = "q!"\n').locale("b", "q!")

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.catalog.memory.memories import EN, KK, RU, entry
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.entry import Level, MemoryEntry, State
from toolkit.catalog.memory.tmx_reader import TmxReader
from toolkit.catalog.memory.tmx_writer import save_tmx, write_tmx

DATA = Path(__file__).parents[2] / "data" / "memory"
HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="paragraph" o-tmf="t" '
    'adminlang="en" srclang="en" datatype="plaintext"/>'
)
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
)
MESSAGE = st.lists(
    XML_TEXT | st.sampled_from(["<em>", "</em>", "<a1>", "</a1>", "<br/>", "\t\r\n", "&lt;", "<"]),
    min_size=1,
    max_size=8,
).map("".join)


def document(body: str, header: str = HEADER) -> bytes:
    text = f'<tmx version="1.4">\n{header}\n<body>\n{body}\n</body></tmx>'
    return f'<?xml version="1.0"?>\n{text}'.encode()


def unit(source: str, target: str) -> str:
    return (
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="kk"><seg>{target}</seg></tuv></tu>'
    )


def read(data: bytes, **options: object) -> list[MemoryEntry]:
    return list(TmxReader(io.BytesIO(data), "a.tmx", **options))  # type: ignore[arg-type]  # as given


def written(entries: list[MemoryEntry], source: Locale | None = None) -> bytes:
    stream = io.BytesIO()
    assert write_tmx(entries, stream, source) == []
    return stream.getvalue()


def is_valid(data: bytes) -> bool:
    model = etree.RelaxNG(etree.parse(DATA / "tmx14.rng"))
    return bool(model.validate(etree.fromstring(data).getroottree()))


def test_another_programs_file_is_read() -> None:
    with (DATA / "foreign.tmx").open("rb") as stream:
        reader = TmxReader(stream, "foreign.tmx")
        found = [(each.source, each.target, each.target_locale.tag) for each in reader]
    assert found == [
        (
            "See <a1>the report</a1>, <hi2>page</hi2> 3.<br/>",
            "Смотрите <hi2>страницу</hi2> 3 <a1>доклада</a1>.<br/>",
            "ru-RU",
        ),
        ("The report", "Доклад", "ru-RU"),
        (
            "See <a1>the report</a1>, <hi2>page</hi2> 3.<br/>",
            "3-<hi2>бетті</hi2> қараңыз.",
            "kk",
        ),
        (
            "<g1>Bold</g1> and <font5/>open<x2/>",
            "<g1>Жирный</g1> и <font5/>открытый<x2/>",
            "ru-RU",
        ),
    ]
    assert reader.skipped == 1


def test_dates_level_and_origin_are_read() -> None:
    with (DATA / "foreign.tmx").open("rb") as stream:
        first, _, third, fourth = TmxReader(stream, "foreign.tmx")
    assert str(first.date) == "2021-03-01 08:00:00+00:00"
    assert str(third.date) == "2021-02-22 12:00:00+00:00"
    assert fourth.date is None
    assert (first.level, first.origin, first.source_locale.tag) == (
        Level.SENTENCE,
        "foreign.tmx",
        "en-US",
    )


def test_only_the_languages_asked_for_are_read() -> None:
    data = (DATA / "foreign.tmx").read_bytes()
    assert {each.target_locale.tag for each in read(data, targets=[KK])} == {"kk"}
    assert {each.target_locale.tag for each in read(data, targets=[RU])} == {"ru-RU"}


def test_the_source_language_can_be_chosen() -> None:
    found = read(document(unit("The bridge", "Көпір")), source=KK)
    assert [(each.source, each.target) for each in found] == [("Көпір", "The bridge")]


def test_utf_16_is_read() -> None:
    data = document(unit("The bridge", "Көпір")).decode().removeprefix('<?xml version="1.0"?>')
    assert [each.target for each in read(data.encode("utf-16"))] == ["Көпір"]


@pytest.mark.slow
@given(
    st.lists(
        st.builds(
            entry,
            MESSAGE.filter(str.strip),
            MESSAGE.filter(str.strip),
            languages=st.sampled_from([(EN, KK), (Locale("kk-Arab"), RU)]),
            origin=XML_TEXT.filter(str.strip),
            day=st.none() | st.integers(1, 28),
            state=st.sampled_from(State),
            level=st.sampled_from(Level),
        ),
        max_size=4,
    )
)
@settings(deadline=None)
def test_what_is_written_is_valid_and_read_back(entries: list[MemoryEntry]) -> None:
    data = written(entries)
    assert is_valid(data)
    assert read(data) == entries


def test_codes_become_tmx_elements() -> None:
    data = written([entry("<a1>A</a1> <em>b</em><br/> 1 < 2", "<em>Б</em> <a1>а</a1>")])
    source, target = re.findall("<seg>(.*?)</seg>", data.decode())
    assert source == (
        '<bpt i="1" x="1">&lt;a1&gt;</bpt>A<ept i="1">&lt;/a1&gt;</ept> '
        '<bpt i="2" x="3">&lt;em&gt;</bpt>b<ept i="2">&lt;/em&gt;</ept>'
        '<ph x="2">&lt;br/&gt;</ph> 1 &lt; 2'
    )
    assert target == (
        '<bpt i="1" x="3">&lt;em&gt;</bpt>Б<ept i="1">&lt;/em&gt;</ept> '
        '<bpt i="2" x="1">&lt;a1&gt;</bpt>а<ept i="2">&lt;/a1&gt;</ept>'
    )


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [entry(), entry("Other", "Басқа")]
    assert written(entries, EN) == written(entries, EN)
    assert b'srclang="en"' in written(entries, EN)


def test_what_xml_cannot_hold_is_left_out_and_told() -> None:
    stream = io.BytesIO()
    (finding,) = write_tmx([entry("a\x01b", "c"), entry()], stream)
    assert finding.code == "tmx-character"
    assert "U+0001" in finding.message
    assert read(stream.getvalue()) == [entry()]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        pytest.param(b"", 1, "no element", id="empty"),
        pytest.param(b"bridge", 1, "Start tag expected", id="no XML"),
        pytest.param(b"\n<html/>", 2, "not “tmx”", id="another document"),
        pytest.param(document("<tu>")[:-14], 5, "Premature end", id="cut off"),
        pytest.param(document("<tu></tuv>"), 5, "mismatch", id="ill-nested"),
        pytest.param(document("\n<tu/>"), 6, "no “tuv”", id="no tuv"),
        pytest.param(document("<tu>\n<tuv><seg>a</seg></tuv></tu>"), 6, "xml:lang", id="no lang"),
        pytest.param(document('<tu><tuv xml:lang="en"/></tu>'), 5, "0 “seg”", id="no seg"),
        pytest.param(
            document('<tu><tuv xml:lang="klingon"><seg>a</seg></tuv></tu>'), 5, "klingon", id="tag"
        ),
        pytest.param(
            document(unit("a<b>c</b>", "d")), 5, "cannot contain “b”", id="unknown element"
        ),
        pytest.param(document(unit("a&x;", "d")), 5, "Entity 'x' not defined", id="entity"),
        pytest.param(
            document(unit("a", "d"), '<header srclang="*all*"/>'), 5, "language", id="any language"
        ),
        pytest.param(
            b'<!DOCTYPE tmx [<!ENTITY x "y">]>\n<tmx/>', 2, "declares entities", id="own entities"
        ),
        pytest.param(b"<tmx>\n<header>\xff</header></tmx>", 2, "Invalid bytes", id="encoding"),
    ],
)
def test_what_is_malformed_is_told_with_its_line(data: bytes, line: int, said: str) -> None:
    with pytest.raises(ToolkitError) as raised:
        read(data)
    (finding,) = raised.value.findings
    assert finding.location is not None
    assert (finding.location.path, finding.location.line) == ("a.tmx", line)
    assert said in finding.message


def test_an_entity_of_an_unread_document_type_does_not_vanish() -> None:
    data = b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + document(unit("a &x; b", "c")).split(b"?>")[1]
    with pytest.raises(ToolkitError, match="Entity 'x' not defined"):
        read(data)


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    data = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<tmx>&x;</tmx>'
    with pytest.raises(ToolkitError, match="Entity 'x' not defined"):
        read(data.encode())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text("old")

    def broken() -> object:
        yield entry()
        raise ToolkitError.because("memory-damaged", "damaged")

    with pytest.raises(ToolkitError, match="damaged"):
        save_tmx(broken(), path)  # type: ignore[arg-type]  # a generator of entries
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["m.tmx"]


def test_a_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "m.tmx"
    assert save_tmx([entry()], path) == []
    assert read(path.read_bytes()) == [entry()]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ToolkitError, match="cannot be written"):
        save_tmx([entry()], tmp_path / "file" / "m.tmx")


def test_pairs_that_overlap_and_codes_that_are_alone_are_read() -> None:
    source = (
        '<bpt i="1">{b}</bpt>a<bpt i="2">{i}</bpt>b<ept i="1">{/b}</ept>c<ept i="2">{/i}</ept>'
        '<bpt i="3">{u}</bpt>d<!-- no text --><ept i="9">{/s}</ept>'
    )
    (found,) = read(document(unit(source, "x")))
    assert found.source == "<g1>a<g2>b</g1>c</g2><x1/>d<x2/>"


def test_an_attribute_of_tmx_1_1_says_the_language() -> None:
    data = document(unit("a", "b")).replace(b"xml:lang", b"lang")
    assert [each.target for each in read(data)] == ["b"]


def test_a_unit_may_say_its_own_source_language() -> None:
    body = unit("a", "b").replace("<tu>", '<tu srclang="kk" segtype="sentence">')
    (found,) = read(document(body))
    assert (found.source, found.level) == ("b", Level.SENTENCE)


def test_what_is_no_date_says_nothing() -> None:
    body = unit("a", "b").replace("<tu>", '<tu changedate="yesterday">')
    assert replace(read(document(body))[0]).date is None

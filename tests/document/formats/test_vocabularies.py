import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from lxml import etree

from tests.documents import read
from tests.packages import installed
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.text import plain
from toolkit.cli.formats import formats as listing
from toolkit.document import formats as registry
from toolkit.document.formats.vocabularies import VOCABULARIES, vocabulary_of
from toolkit.document.its.annotations import annotate
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "xml"
SAMPLES = sorted(DATA.glob("*.xml"))
KK = Locale("kk")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def sample(name: str) -> Document:
    return read((DATA / f"{name}.xml").read_bytes(), f"{name}.xml")


def units(name: str) -> list[tuple[str, str]]:
    return [(each.role, each.message) for each in sample(name).units]


def canonical(data: bytes) -> bytes:
    tree = etree.fromstring(data)
    for name in (XML_LANG, "lang", "baselang"):
        tree.attrib.pop(name, None)
    return etree.tostring(tree, method="c14n")


@every_sample
def test_without_a_translation_the_bytes_stay(path: Path) -> None:
    document = sample(path.stem)
    assert render_own_format(document, [None] * len(document.units), KK) == path.read_bytes()


@every_sample
def test_translated_by_itself_a_document_stays_the_same_xml(path: Path) -> None:
    document = sample(path.stem)
    edition = render_own_format(document, [unit.text for unit in document.units], KK)
    assert canonical(edition) == canonical(path.read_bytes())
    said = etree.fromstring(edition).attrib
    assert {said[name] for name in (XML_LANG, "lang", "baselang") if name in said} == {"kk"}


@every_sample
def test_every_unit_reaches_the_edition(path: Path) -> None:
    document = sample(path.stem)
    texts = [("⟦", *unit.text, "⟧") for unit in document.units]
    edition = render_own_format(document, texts, KK).decode()
    assert edition.count("⟦") == len(document.units) == edition.count("⟧")


@every_sample
def test_every_sample_is_of_a_vocabulary(path: Path) -> None:
    found = vocabulary_of(etree.parse(path).getroot(), VOCABULARIES)
    assert found is not None
    assert path.stem.startswith(found.name.removesuffix("-dtd"))


def test_every_vocabulary_has_its_name_once() -> None:
    names = [each.name for each in VOCABULARIES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ('<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"/>', "nitf"),
        ("<nitf/>", "nitf-dtd"),
        ('<n:packageItem xmlns:n="http://iptc.org/std/nar/2006-10-01/"/>', "newsml-g2"),
        ('<chapter xmlns="http://docbook.org/ns/docbook"/>', "docbook"),
        ("<chapter/>", "docbook-4"),
        ("<reference/>", "dita"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "tei"),
        ('<page xmlns="http://projectmallard.org/1.0/"/>', "mallard"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "xhtml"),
        ('<chapter xmlns="urn:x"/>', None),
        ("<page/>", None),
    ],
)
def test_a_vocabulary_is_known_by_the_root_and_its_namespace(root: str, name: str | None) -> None:
    found = vocabulary_of(etree.fromstring(root), VOCABULARIES)
    assert (found.name if found else None) == name


def test_another_root_has_the_rules_of_any_xml() -> None:
    document = read("<doc><screen>a</screen><p>b <em>c</em></p></doc>", "a.xml")
    assert [unit.message for unit in document.units] == ["a", "b <em>c</em>"]


@pytest.mark.parametrize(
    "source",
    [
        '<article lang="kk"><para>a</para></article>',
        '<nitf baselang="kk"><body/></nitf>',
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="kk"/>',
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="ru" xml:lang="kk"/>',
    ],
)
def test_a_document_tells_its_language_in_its_vocabulary(source: str) -> None:
    assert read(source, "a.xml").language == KK


def test_nitf() -> None:
    assert units("nitf") == [
        ("title", "The bridge opened"),
        ("keyword", "bridge"),
        ("headline", "The bridge opened"),
        ("standfirst", "After <num>nine</num> years"),
        ("byline", "By <person>Aida Serik</person> <byttl>Staff writer</byttl>"),
        ("dateline", "<location><city>Almaty</city>, <country1>Kazakhstan</country1></location>"),
        (
            "paragraph",
            "It crosses the <location>Ili</location><fn1/> and cost <money1>a lot</money1>.",
        ),
        ("paragraph", "A river."),
        ("alt", "A bridge at dusk"),
        ("paragraph", "The bridge on <em>Monday</em>"),
        ("paragraph", "We waited."),
        ("credit", "A driver"),
        ("item", "One lane"),
        ("tagline", "Edited in Almaty"),
    ]


def test_newsml_g2() -> None:
    assert units("newsml-g2") == [
        ("title", "Bridge, first take"),
        ("headline", "The bridge <span1>opened</span1>"),
        ("byline", "By Aida Serik"),
        ("description", "Cars on the bridge"),
        ("title", "The bridge"),
        ("paragraph", "It is <em>long</em>."),
        ("alt", "A bridge"),
        ("headline", "Toll set"),
        ("paragraph", "It is <money>50 tenge</money>."),
        ("paragraph", "A bridge opened."),
    ]


def test_docbook_5() -> None:
    assert units("docbook-5") == [
        ("title", "Opening files"),
        ("byline", "<firstname>Aida</firstname> <surname>Serik</surname>"),
        ("copyright", "<year>2021</year><holder>The Gazette</holder>"),
        ("xreflabel", "the section on opening"),
        ("title", "Open <application>the editor</application>"),
        ("index entry", "editor"),
        ("index entry", "opening"),
        (
            "paragraph",
            (
                "Run <command>edit <replaceable>file</replaceable></command><footnote1/> and see "
                "<xref1/>.<remark1/>"
            ),
        ),
        ("paragraph", "Or click it."),
        ("paragraph", "Write to <email1/>; press <inlinemediaobject1/>."),
        ("alt", "the red key"),
        ("paragraph", "First line\n   second line"),
        ("paragraph", "One <link1>page</link1>"),
        ("term", "<option>-n</option>"),
        ("paragraph", "A new file"),
        ("paragraph", "Save <quote>often</quote>."),
        ("title", "The window"),
        ("alt", "A window"),
        ("paragraph", "The window at start"),
    ]


def test_tei() -> None:
    assert units("tei") == [
        ("title", "Letters from the river"),
        ("byline", "A. Serik"),
        ("publisher", "The Gazette"),
        ("bibl", "A notebook, 1921"),
        ("term", "rivers"),
        ("heading", "The <placeName>Ili</placeName>"),
        (
            "paragraph",
            (
                "We <choice><sic>crosed</sic><corr>crossed</corr></choice> it<note1/> on"
                " <date1>May Day</date1>,<lb/> as <persName>Aida</persName> said:"
                " <quote>It is <hi1>wide</hi1>.</quote>"
            ),
        ),
        ("note", "In a boat."),
        ("line", "Water, water,"),
        ("line", "go on"),
        ("item", "A boat"),
        ("paragraph", "A block of words."),
        ("heading", "The boat"),
        ("alt", "A small boat"),
        ("paragraph", "The element <gi1/> marks it."),
    ]


def test_mallard() -> None:
    assert units("mallard") == [
        ("byline", "Aida Serik"),
        ("title", "Open"),
        ("description", "How to <em>open</em> a file."),
        ("title", "Open a file"),
        (
            "paragraph",
            (
                "Press <keyseq><key>Ctrl</key><key>O</key></keyseq> or run <cmd>edit "
                "<var>file</var></cmd> and <link1>save</link1> as <code1/>."
            ),
        ),
        ("paragraph", "Click <media1/> or use <code>edit(1)</code>."),
        ("alt", "the red button"),
        ("paragraph", "Choose <guiseq><gui>File</gui><gui>Open</gui></guiseq>."),
        ("title", "Beware"),
        ("paragraph", "It is slow."),
        ("title", "The window"),
        ("description", "At start"),
        ("paragraph", "A window"),
        ("credit", "A reader"),
        ("paragraph", "It works."),
        ("title", "More"),
        ("paragraph", "See <file>/usr/share</file>."),
    ]


def test_dita_task() -> None:
    assert units("dita-task") == [
        ("title", "Opening a file"),
        ("description", "How to <b>open</b> a file."),
        ("byline", "Aida Serik"),
        ("keyword", "files"),
        ("keyword", "opening"),
        ("paragraph", "Open it<fn1/> with <cmdname>edit</cmdname><indexterm1/>.<draft-comment1/>"),
        ("footnote", "Any file."),
        ("index entry", "opening<indexterm1/>"),
        ("index entry", "files"),
        (
            "step",
            (
                "Choose <menucascade><uicontrol>File</uicontrol>"
                "<uicontrol>Open</uicontrol></menucascade> in <ph1/>."
            ),
        ),
        ("paragraph", "It is <term>open</term>."),
        ("screen", "File  a.txt\nready"),
        ("label", "Beware"),
        ("note", "It is slow <image1/>."),
        ("alt", "a snail"),
        ("link", "Saving"),
    ]


def test_dita_reference() -> None:
    assert units("dita-reference") == [
        ("title", "Options"),
        ("title", "All options"),
        ("cell", "<option>-n</option>"),
        ("cell", "New"),
        ("title", "Notes"),
        ("paragraph", "None."),
        ("title", "A book"),
        ("quote", "Words."),
    ]


def test_dita_concept() -> None:
    assert units("dita-concept") == [
        ("title", "Files"),
        ("paragraph", "A <term>file</term> has a <xref1>name<desc1/></xref1>."),
        ("description", "What it is called"),
        ("term", "Name"),
        ("definition", "A word"),
    ]


def test_dita_topic() -> None:
    assert units("dita-topic") == [
        ("title", "Files"),
        ("paragraph", "A <tm1>File</tm1>."),
        ("paragraph", "One\n  two"),
    ]


def test_xhtml() -> None:
    assert units("xhtml") == [
        ("title", "The bridge"),
        ("description", "On the bridge"),
        ("heading", "The bridge <em>opened</em>"),
        ("paragraph", "See <a1>here</a1> <span1/>."),
        ("title", "more"),
        ("item", "One<br/>two"),
        ("pre", "a  b"),
    ]


def test_svg() -> None:
    assert units("svg") == [
        ("title", "A map"),
        ("description", "The river and the bridge"),
        ("label", "legend"),
        ("label", "The <tspan1>Ili</tspan1><title1/>"),
        ("title", "a river"),
        ("title", "more"),
        ("label", "Go on"),
        ("paragraph", "A <b>note</b>"),
    ]


def test_docbook_4_is_read_as_docbook_5_is() -> None:
    four = [message.replace("ulink", "link") for _, message in units("docbook-4")]
    five = [message for _, message in units("docbook-5")]
    assert four[1] == five[1].replace("<personname>", "")
    assert four[2:] == five[2:]


@pytest.mark.parametrize(
    ("name", "text"),
    [("docbook-5", "Run edit"), ("docbook-4", "Run edit"), ("dita-task", "Open it with edit")],
)
def test_a_remark_in_a_paragraph_is_a_note_on_it(name: str, text: str) -> None:
    (unit,) = (each for each in sample(name).units if plain(each.text).startswith(text))
    assert unit.notes == ("Check the name.",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docbook-5", "First line\n   second line"),
        ("dita-topic", "One\n  two"),
        ("dita-task", "File  a.txt\nready"),
        ("xhtml", "a  b"),
    ],
)
def test_lines_are_kept_where_they_are_shown(name: str, text: str) -> None:
    assert [unit.message for unit in sample(name).units if unit.preserved] == [text]


@pytest.mark.parametrize(
    ("rules", "source"),
    [
        ("docbook.xml", '<article><para id="i"/></article>'),
        ("docbook.xml", '<article xmlns="http://docbook.org/ns/docbook" xml:id="i"/>'),
        ("tei.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="i"/>'),
        ("mallard.xml", '<page xmlns="http://projectmallard.org/1.0/" id="i"/>'),
        ("dita.xml", '<topic id="i"/>'),
        ("nitf.xml", '<nitf id="i"/>'),
        ("newsml-g2.xml", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" id="i"/>'),
        ("svg.xml", '<svg xmlns="http://www.w3.org/2000/svg" id="i"/>'),
    ],
)
def test_ids_are_known(rules: str, source: str) -> None:
    tree = etree.ElementTree(etree.fromstring(source))
    annotations = annotate(tree, [registry.default_rules(rules)])
    assert "i" in {annotations.id_value(each) for each in tree.iter(etree.Element)}


@pytest.mark.parametrize(
    "name", sorted({name for each in VOCABULARIES for name in ("xml.xml", *each.rules)})
)
def test_no_rule_searches_a_document_more_than_once(name: str) -> None:
    """More would be refused on a long book (toolkit.document.its.selectors.Budget)."""
    assert {rule.selector.scans for rule in registry.default_rules(name).rules} == {1}


@pytest.mark.parametrize(
    "source",
    [
        '<book xmlns="http://docbook.org/ns/docbook" {its}><para xreflabel="a">b</para></book>',
        '<nitf {its}><body><a title="a">b</a></body></nitf>',
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {its}><by>a</by></newsItem>',
        '<topic translate="no"><image alt="a"/><p>b</p></topic>',
        '<svg xmlns="http://www.w3.org/2000/svg" {its}><text aria-label="a">b</text></svg>',
    ],
)
def test_no_rule_brings_back_what_the_author_keeps(source: str) -> None:
    its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" its:translate="no"'
    assert read(source.format(its=its), "a.xml").units == ()


def test_an_author_may_translate_a_listing() -> None:
    its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
    screen = f'<article {its}><screen its:translate="yes">a  b</screen></article>'
    (unit,) = read(screen, "a.xml").units
    assert (unit.message, unit.preserved) == ("a  b", True)


def test_verse_and_prose_in_a_quotation_are_no_part_of_the_sentence() -> None:
    quote = "<quote><p>b</p></quote>"
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>a {quote} c</p></text></TEI>'
    assert [unit.message for unit in read(source, "a.xml").units] == ["a", "b", "c"]


# What Debian's itstool gives and the toolkit does not, by the text without markup, and the other
# way round. All other units are the same.
#
# - Listings and screens are what readers type or compare: itstool offers them, we do not, but for
#   its:translate="yes". The years of a credit are no words.
# - An address of mail or a name's parts: itstool makes “Aida Serikaida@example.org” one message,
#   we keep the name alone; an address in a sentence is a code.
# - The other text of a picture: itstool leaves it inside the markup of its picture, and of the
#   sentence; we make it a text of its own. The entries of an index, itstool joins; we do not.
# - itstool has no message for xreflabel, which readers see in every reference to the section.
# - itstool offers the files of pictures for exchange (“external ref”); they are no text.
# - Text in an inline element that is a code here, and not there: the address in “Write to”.
_ONLY_ITSTOOL = {
    "mallard": {
        "2021",
        "$ edit a.txt ready",
        'open("a.txt") read()',
        "Click the red button or use edit(1).",
    },
    "docbook-5": {
        "Aida Serikaida@example.org",
        "editoropening",
        "edit --new # wait",
        "Write to help@example.org; press the red key.",
    },
}
_ONLY_TOOLKIT = {
    "mallard": {"Click or use edit(1).", "the red button"},
    "docbook-5": {
        "Aida Serik",
        "editor",
        "opening",
        "the section on opening",
        "Write to ; press .",
        "the red key",
    },
}
_ONLY_ITSTOOL["docbook-4"] = _ONLY_ITSTOOL["docbook-5"]
_ONLY_TOOLKIT["docbook-4"] = _ONLY_TOOLKIT["docbook-5"]


@pytest.mark.parametrize("name", ["mallard", "docbook-5", "docbook-4"])
def test_the_units_are_those_of_itstool_or_better(name: str, tmp_path: Path) -> None:
    program = shutil.which("itstool")
    if program is None:
        pytest.skip("itstool is not installed: its units cannot be compared")
    template = tmp_path / "page.pot"
    subprocess.run([program, "-o", template, DATA / f"{name}.xml"], check=True, cwd=tmp_path)
    theirs = {_bare(entry.msgid) for entry in polib.pofile(str(template)) if entry.msgctxt != "_"}
    ours = {" ".join(plain(unit.text).split()) for unit in sample(name).units}
    assert theirs - ours == _ONLY_ITSTOOL[name]
    assert ours - theirs == _ONLY_TOOLKIT[name]


def _bare(message: str) -> str:
    """Return a message of itstool without its markup: `<_:footnote-1/>` is a place-holder."""
    its = '<x xmlns:_="urn:itstool" xmlns:xlink="http://www.w3.org/1999/xlink">'
    return " ".join("".join(etree.fromstring(f"{its}{message}</x>").itertext()).split())


def test_the_command_lists_every_format_and_vocabulary(capsys: pytest.CaptureFixture[str]) -> None:
    assert listing.main([], standalone_mode=False) is None
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["format", "read", "written", "known", "by"]
    names = [line.split()[0] for line in lines[1:]]
    assert names[:2] == ["text", "markdown"]
    behind_xml = names[names.index("xml") + 1 :]
    assert behind_xml[: len(VOCABULARIES)] == [each.name for each in VOCABULARIES]


@pytest.fixture
def subtitles(tmp_path: Path) -> Iterator[None]:
    """Install the package that docs/how-to/add-a-format.md tells how to write."""
    blocks = (ROOT / "docs/how-to/add-a-format.md").read_text(encoding="utf-8").split("```")[1::2]
    code, rules, project = (block.partition("\n")[2] for block in blocks[:3])
    files = {"newsroom_subtitles/__init__.py": code, "newsroom_subtitles/subtitles.xml": rules}
    ((group, points),) = tomllib.loads(project)["project"]["entry-points"].items()
    named = {f"{group}:{name}": value for name, value in points.items()}
    with installed(tmp_path, files, named, registry.formats, registry.default_rules):
        yield


FILM = "1\r\n00:00:01,000 --> 00:00:03,500\r\nThe bridge\r\nis open.\r\n\r\n"


@pytest.mark.usefixtures("subtitles")
def test_the_format_of_the_how_to_works() -> None:
    document = read(FILM, "film.srt")
    assert document.format == "srt"
    assert [(unit.role, unit.message) for unit in document.units] == [
        ("subtitle", "The bridge is open.")
    ]
    edition = render_own_format(document, [("Көпір ашық.",)], KK).decode()
    assert edition == FILM.replace("The bridge\r\nis open.", "Көпір ашық.")


@pytest.mark.usefixtures("subtitles")
def test_a_reader_of_the_how_to_says_where_a_file_is_wrong() -> None:
    with pytest.raises(ToolkitError, match=r"film\.srt:3: error: this is not UTF-8"):
        read(FILM.encode().replace(b"bridge", b"\xff"), "film.srt")


@pytest.mark.usefixtures("subtitles")
def test_the_command_lists_the_format_of_the_how_to(capsys: pytest.CaptureFixture[str]) -> None:
    listing.main([], standalone_mode=False)
    assert "srt" in [line.split()[0] for line in capsys.readouterr().out.splitlines()]


def test_an_element_of_dita_stands_in_text_as_what_it_specializes() -> None:
    source = (
        '<topic id="t"><title>T</title><body><p>Use the <mytool class="+ topic/ph my-d/mytool ">saw'
        '</mytool> now.</p><myblock class="- topic/p my-d/p ">Then stop.</myblock></body></topic>'
    )
    assert [unit.message for unit in read(source, "a.dita").units] == [
        "T",
        "Use the <mytool1>saw</mytool1> now.",
        "Then stop.",
    ]


def test_an_article_of_jats_is_none_of_docbook() -> None:
    source = "<article><front/><body><p>A <italic>b</italic> c</p></body></article>"
    assert [each.message for each in read(source, "a.xml").units] == ["A <italic>b</italic> c"]

"""Raw messages: XML cut and spelled as itstool does, so that its catalogs can be used."""

import shutil
import subprocess
from hashlib import md5
from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Inline
from toolkit.catalog.po import read as read_catalog
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

Message = tuple[str | None, str]
MALLARD = """<page xmlns="http://projectmallard.org/1.0/" id="a" xmlns:its="http://www.w3.org/2005/11/its">
<info><title type="sort">Z</title><credit><name>A. B.</name><email>a@example.org</email></credit>
<revision date="2026-01-01"/><desc>What it is.</desc></info>
<title>The &lt;map&gt; &amp; "it"</title>
<p>Press <keyseq> <key>A</key><key>B</key> </keyseq> now\N{NO-BREAK SPACE}or <!-- no -->
later<?pi?>.</p>
<comment><cite date="2026-01-01">Me</cite><p>Not told.</p></comment>
<p>See <media type="image" src="map.png"><p>A map.</p></media>,
<app its:translate="no">Maps</app>.</p>
<screen>$ run
  it</screen><code>a  b</code>
<steps><item><p>One.</p></item></steps>
</page>
"""
DOCBOOK = """<book lang="en"><bookinfo><title>Rivers &amp; lakes</title><copyright><year>2026</year>
<holder>A. B.</holder></copyright></bookinfo><chapter id="c"><title>One</title>
<para>A river<footnote><para>Its <emphasis role="bold">source</emphasis>.</para></footnote> and
<indexterm><primary>lake</primary></indexterm>a list: <itemizedlist><listitem><para>x</para>
</listitem></itemizedlist> here. <xref linkend="c"/><remark>Look this up.</remark></para>
<programlisting>one
  two</programlisting>
<para><inlinemediaobject><imageobject><imagedata fileref="map.png"/></imageobject>
<textobject><phrase>A map</phrase></textobject></inlinemediaobject> of it.</para></chapter></book>
"""
DOCBOOK_5 = """<article xmlns="http://docbook.org/ns/docbook" version="5.0">
<info><title>T</title></info>
<para>Of <tag>p</tag>, <link xmlns:x="http://www.w3.org/1999/xlink" x:href="u">this</link>.</para>
<glosslist><glossentry><glossterm>a</glossterm><glossdef><para>b</para></glossdef></glossentry>
</glosslist></article>
"""
XHTML = """<html xmlns="http://www.w3.org/1999/xhtml">
<head><title>T</title><style>p {}</style></head>
<body><p>A <b>b</b><br/>c <img src="map.png" alt="d"/></p><pre>e  f</pre></body></html>
"""
OWN = """<!DOCTYPE d [<!ENTITY tool "<b>saw</b>"><!ENTITY word "cut">]>
<d xmlns:its="http://www.w3.org/2005/11/its" xmlns:itst="http://itstool.org/extensions/">
<its:rules version="2.0"><its:withinTextRule selector="//b" withinText="yes"/>
<its:translateRule selector="//@say" translate="yes"/>
<itst:dropRule selector="//gone" drop="yes"/><itst:contextRule selector="//q" context="two"/>
</its:rules>
<p say="a &amp; b">The &tool; can &word; <who say="me">A. B.</who><gone>x</gone>.</p><q>The</q>
<p><b say="in a tag">It</b>, <i><j>k</j></i></p><p> <b/> </p><p>\N{NO-BREAK SPACE}</p></d>
"""
SOURCES = {
    "a.page": MALLARD,
    "a.docbook": DOCBOOK,
    "b.docbook": DOCBOOK_5,
    "a.xhtml": XHTML,
    "a.xml": OWN,
}
PICTURE = b"a picture"


def document(name: str) -> Document:
    resolve = {"map.png": PICTURE}.get
    options = ReadOptions(inline=Inline.RAW, resolve=resolve)
    return read_document(SOURCES[name].encode(), name, "a", options)


def messages(name: str) -> set[Message]:
    template = make_template([document(name)], None, TemplateOptions(inline=Inline.RAW))
    return {(each.msgctxt, each.msgid) for each in template}


@pytest.mark.parametrize("name", SOURCES)
def test_the_messages_are_itstools(name: str, tmp_path: Path) -> None:
    program = shutil.which("itstool")
    if program is None:
        pytest.skip("NOT TESTED: itstool is not installed, and its messages cannot be compared")
    (tmp_path / name).write_text(SOURCES[name], encoding="utf-8")
    (tmp_path / "map.png").write_bytes(PICTURE)
    subprocess.run([program, "-o", "a.pot", name], cwd=tmp_path, check=True, capture_output=True)
    data = (tmp_path / "a.pot").read_bytes().replace(b"YEAR-MO-DA HO:MI+ZONE", b"")
    theirs = {(each.msgctxt, each.msgid) for each in read_catalog(data, "a.pot")}
    assert messages(name) == theirs


def test_a_code_for_a_whole_element_is_numbered_in_its_message() -> None:
    said = {message for _, message in messages("a.docbook")}
    assert (
        "A river<_:footnote-1/> and <_:indexterm-2/>a list: <_:itemizedlist-3/> here."
        ' <xref linkend="c"/>'
    ) in said
    assert {
        'Its <emphasis role="bold">source</emphasis>.',
        "<primary>lake</primary>",
        "x",
        "one\n  two",
    } <= said


def test_all_that_stands_in_a_text_is_in_its_message() -> None:
    assert messages("a.xml") == {
        (None, "a & b".replace("&", "&amp;")),
        (None, "The <b>saw</b> can cut <_:who-1/>."),
        (None, "me"),
        (None, "A. B."),
        ("two", "The"),
        (None, '<b say="in a tag">It</b>, <_:i-1/>'),
        (None, "k"),
    }


def test_a_file_that_is_shown_is_a_message_and_so_are_the_translators() -> None:
    digest = md5(PICTURE, usedforsecurity=False).hexdigest()
    asked = {message for context, message in messages("a.page") if context == "_"}
    assert asked == {f"external ref='map.png' md5='{digest}'", "translator-credits"}


@pytest.mark.parametrize("name", SOURCES)
def test_a_raw_translation_is_written_with_the_elements_of_the_source(name: str) -> None:
    found = document(name)
    said = [
        each.read_translation(f"{each.message_in(Inline.RAW)} !", Inline.RAW)
        for each in found.units
    ]
    for unit, text in zip(found.units, said, strict=True):
        assert [c for c in text if not isinstance(c, str)] == [
            c for c in unit.text if not isinstance(c, str)
        ]
    again = read_document(render_own_format(found, said, Locale("kk")), name, "a")
    assert again.units


def test_a_placeholder_may_move() -> None:
    found = document("a.docbook")
    unit = next(each for each in found.units if "river" in each.message)
    moved = '<_:itemizedlist-3/> Өзен<_:footnote-1/>, <_:indexterm-2/>тізім <xref linkend="c"/>'
    texts = [
        each.read_translation(moved, Inline.RAW) if each is unit else None for each in found.units
    ]
    made = render_own_format(found, texts, Locale("kk")).decode()
    assert "</itemizedlist> Өзен<footnote>" in made


@pytest.mark.parametrize(
    ("body", "said", "expected"),
    [
        ("one <!--c-->two three", "bir eki üš", "bir <!--c-->eki üš"),
        ("<!--c--><b>one</b> two", "eki <b>bir</b>", "<!--c-->eki <b>bir</b>"),
        ("one <!--c--> <b>two</b>", "<b>eki</b> bir", "<!--c--><b>eki</b> bir"),
        ("<b>one</b><?p?> two", "eki <b>bir</b>.", "eki <b>bir</b><?p?>."),
        ("one<!--c--> two", "biri", "biri<!--c-->"),
    ],
)
def test_what_a_message_leaves_out_keeps_its_place(body: str, said: str, expected: str) -> None:
    rules = (
        '<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">'
        '<its:withinTextRule selector="//b" withinText="yes"/></its:rules>'
    )
    source = f"<d>{rules}<p>{body}</p></d>"
    found = read_document(source.encode(), "a.xml", "a", ReadOptions(inline=Inline.RAW))
    (unit,) = found.units
    made = render_own_format(found, [unit.read_translation(said, Inline.RAW)], Locale("kk"))
    assert f"<p>{expected}</p>" in made.decode()

"""Readers: every way in which bytes of others come into the toolkit, with files to start from."""

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.editions.media_files import PLAIN, TOLD
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.toml import read_toml
from toolkit.catalog.memory.tmx_reader import TmxReader
from toolkit.catalog.po import read as read_po
from toolkit.catalog.po import write as write_po
from toolkit.catalog.template import identified, make_template
from toolkit.catalog.terms.csv_terms import read_csv
from toolkit.catalog.terms.tbx import read_tbx
from toolkit.catalog.terms.toml_reader import read_terms
from toolkit.document.formats import read_document
from toolkit.document.its.rules import read_rules
from toolkit.document.model import Extras
from toolkit.editions.media import clean_media
from toolkit.exchange.forms import read_reply
from toolkit.language.alphabets import read_exceptions
from toolkit.language.sentences import read_srx
from toolkit.localizing.adapting.links import read_links
from toolkit.localizing.adapting.overlay import read_overlay
from toolkit.localizing.writers.own_format import render_own_format

__all__ = ["READERS", "Reader"]

_DATA = Path(__file__).parents[1] / "data"
_EN, _KK = Locale("en"), Locale("kk")
_PAGE = b"""<!doctype html><html lang=en><head><title>T</title></head><body :x='1' a"b=c @d>
<p id=a>One <em>two</b> <a href="x.html">three</a><table><p>four</table><svg><a xlink:href=x />
<!--c--><?php x ?><script type="application/ld+json">{"headline": "H"}</script>&#12;&nbsp;"""
_XML = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "x">]><d xmlns:a="urn:a" a:b="c"><p>One
<em>two</em> &e;</p><![CDATA[three]]><?pi x?><a:q xml:lang="kk">four</a:q></d>"""
_ARTICLE = b"""+++
title = "The \\"bridge\\""
date = 2021-02-22
tags = ["a", "b"]
+++
# Head

*One* **two** [three](x.md "t") `four` <b>five</b> [^1]

| a | b |
|---|--:|
| 1 | 2 |

- x
  > y

[^1]: Note
"""
_TEXT = (
    b"---\ntitle: A\ndate: 2021-02-22\n---\nHeadline\n\nStandfirst\n\nDana Omarova Mar 3, 2026\n"
)
_PO = b"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#. id: p-1a2b
#| msgid "old"
#, fuzzy
msgctxt "c"
msgid "One <em>two</em>"
msgstr "x"

#~ msgid "gone"
#~ msgstr "y"
"""
_TOML = b"""[[terms]]
en = "bridge"
kk = { text = "k", not = ["m"] }

["https://a.example/"]
href = "https://b.example/"
lang = "kk"
"""
_TBX = b"""<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text>
<body><conceptEntry id="c"><langSec xml:lang="en"><termSec><term>one</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
_SRX = b"""<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes"
cascade="yes"/><body><languagerules><languagerule languagerulename="a"><rule break="no">
<beforebreak>x</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule></languagerules><maprules>
<languagemap languagepattern=".*" languagerulename="a"/></maprules></body></srx>"""
_RULES = b"""<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">
<its:translateRule selector="//p[@a='b']" translate="no"/></its:rules>"""
_XLIFF = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"
trgLang="kk"><file id="f"><unit id="u"><segment><source>a<ph id="1"/></source><target>b</target>
</segment></unit></file></xliff>"""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in."""

    run: Callable[[bytes], object]
    """Reads bytes; anything but a `ToolkitError` that leaves it is a fault."""
    seeds: Sequence[bytes]

    def fault(self, data: bytes) -> str:
        """Return what went wrong, other than as it should; "" where nothing did."""
        try:
            self.run(data)
        except ToolkitError as error:
            return "" if error.findings and str(error) else "an error that says nothing"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            return f"{type(error).__name__}: {error}"
        return ""


def _document(name: str) -> Callable[[bytes], object]:
    """Read a document, make its template, and write it again with its own texts."""

    def run(data: bytes) -> None:
        document = identified(read_document(data, name, "a"))
        write_po(make_template([document]))
        if not name.endswith(".docx"):
            texts = [unit.text for unit in document.units]
            render_own_format(document, texts, _KK, Extras())

    return run


def _po(data: bytes) -> None:
    write_po(read_po(data, "a.po"))


READERS: Mapping[str, Reader] = {
    "html": Reader(_document("a.html"), [_PAGE]),
    "xml": Reader(_document("a.xml"), [_XML, _RULES, _TBX]),
    "markdown": Reader(_document("a.md"), [_ARTICLE, _TEXT]),
    "text": Reader(_document("a.txt"), [_TEXT, _ARTICLE]),
    "docx": Reader(_document("a.docx"), [b"PK\3\4", b"PK\5\6" + bytes(18)]),
    "po": Reader(_po, [_PO, *(each.read_bytes() for each in sorted(_DATA.glob("po/*.po")))]),
    "toml": Reader(lambda data: read_toml(data, "a.toml", "configuration"), [_TOML]),
    "terms": Reader(lambda data: read_terms(data, "terms.toml", _EN), [_TOML]),
    "overlay": Reader(lambda data: read_overlay(data, "a.overlay.toml"), [_TOML]),
    "links": Reader(lambda data: read_links(data, "links.toml"), [_TOML]),
    "exceptions": Reader(lambda data: read_exceptions(data, "exceptions.toml"), [_TOML]),
    "tbx": Reader(lambda data: read_tbx(data, "a.tbx", _EN), [_TBX, _XML]),
    "tmx": Reader(
        lambda data: list(TmxReader(io.BytesIO(data), "a.tmx")),
        [(_DATA / "memory/foreign.tmx").read_bytes()],
    ),
    "csv": Reader(lambda data: read_csv(data, "a.csv", _EN), [b'en,kk\n"a","b, c"\nd;e\n']),
    "srx": Reader(lambda data: read_srx(data, "a.srx"), [_SRX, _XML]),
    "rules": Reader(lambda data: read_rules(data, "a.xml"), [_RULES, _XML]),
    "xliff": Reader(lambda data: read_reply(data, "a.xlf"), [_XLIFF]),
    "table": Reader(lambda data: read_reply(data, "a.csv"), [b"id,source,target\np-1,a,b\n", _PO]),
    "kit": Reader(
        lambda data: read_reply(data, "a.json"),
        [b'{"locale": "kk", "rows": [{"ref": "p-1", "target": "b"}]}', _PAGE],
    ),
    "media": Reader(
        lambda data: clean_media(data, "a"), [*sorted(PLAIN.values()), *sorted(TOLD.values())]
    ),
}


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(READERS)) + "\n")

"""Own editions: a source in XML says its corrections where a reader of its format finds them."""

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

SOURCES = {
    "newsml": (
        (
            '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><itemMeta>'
            '<itemClass qcode="ninat:text"/></itemMeta><contentSet><inlineXML>'
            '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>One.</p></body></html>'
            "</inlineXML></contentSet></newsItem>"
        ),
        "/*/*/*[local-name()='edNote']",
    ),
    "newsml without a place": (
        (
            '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><contentMeta>'
            "<headline>One.</headline></contentMeta></newsItem>"
        ),
        "/processing-instruction('correction')",
    ),
    "atom": (
        '<entry xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>One.</title></entry>',
        "/processing-instruction('correction')",
    ),
    "svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en"><text>One.</text></svg>',
        "/processing-instruction('correction')",
    ),
    "xhtml": (
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><body><p>One.</p></body></html>',
        "/*/*/*[@class='corrections']",
    ),
    "xhtml with prefixes": (
        (
            '<h:html xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en"><h:body><h:p>One.</h:p>'
            "</h:body></h:html>"
        ),
        "/processing-instruction('correction')",
    ),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_a_corrected_document_says_it_and_can_be_read(tmp_path: Path, kind: str) -> None:
    text, place = SOURCES[kind]
    source, settings = tmp_path / "bridge.xml", tmp_path / "toolkit.toml"
    source.write_text(text, encoding="utf-8")
    settings.write_text('source = "en"\n[[documents]]\nfiles = "*.xml"\n[locales.kk]\n', "utf-8")
    project = Project.load(tmp_path)
    project.update()
    project.build()
    source.write_text(text.replace("One.", "Two."), encoding="utf-8")
    project.correct("bridge", CorrectionSeverity.FACT, "It is two.", day=dt.date(2026, 3, 9))
    project.build()
    root = etree.parse(tmp_path / "output/en/bridge.xml")
    found = root.xpath(place)
    assert isinstance(found, list)
    assert len(found) == 1

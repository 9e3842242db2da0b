"""Own editions: a source in XML says its corrections where a reader of its format finds them."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from lxml import etree

from tests.newsrooms import translate
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

TYPO, STYLE, FACT, LEGAL = CorrectionSeverity
DAY = dt.date(2026, 3, 9)
NOTE, OWN_NOTE = "It is two.", "Екеу емес."
_INSTRUCTION = "/processing-instruction('correction')"
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
        _INSTRUCTION,
    ),
    "nitf": ('<nitf xml:lang="en"><body><body.content><p>One.</p></body.content></body></nitf>',
             "/nitf/head/docdata/correction/@info"),
    "docbook": (
        (
            '<article xmlns="http://docbook.org/ns/docbook" version="5.0" xml:lang="en">'
            "<title>One.</title><para/></article>"
        ),
        "//*[local-name()='revremark']",
    ),
    "docbook 4": (
        '<article lang="en"><title>One.</title><articleinfo><date/></articleinfo></article>',
        "/article/articleinfo/revhistory/revision/revremark",
    ),
    "tei": (
        (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc/>'
            "</teiHeader><text><body><p>One.</p></body></text></TEI>"
        ),
        "//*[local-name()='revisionDesc']/*",
    ),
    "dita": (
        (
            '<!DOCTYPE topic PUBLIC "-//OASIS//DTD DITA Topic//EN" "topic.dtd">\n'
            '<topic id="a" xml:lang="en"><title>One.</title><body/></topic>'
        ),
        "/topic/prolog/data[@name='correction']",
    ),
    "jats": (
        (
            '<article xml:lang="en"><front><article-meta><title-group><article-title>One.'
            "</article-title></title-group></article-meta></front><body/></article>"
        ),
        "/article/front/notes/p",
    ),
    "mallard": (
        (
            '<page xmlns="http://projectmallard.org/1.0/" id="a" xml:lang="en">'
            "<title>One.</title></page>"
        ),
        "//*[local-name()='revision']/*[local-name()='desc']",
    ),
    "rss": (
        (
            '<rss version="2.0"><channel><title>A</title><language>en</language>'
            "<item><title>One.</title></item></channel></rss>"
        ),
        "/rss/channel/item/guid/../title",
    ),
    "atom feed": (
        (
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><author><name>A</name>'
            "</author><entry><title>One.</title></entry></feed>"
        ),
        "//*[local-name()='entry']/*[local-name()='content']",
    ),
    "atom": (
        '<entry xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>One.</title></entry>',
        _INSTRUCTION,
    ),
    "svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en"><text>One.</text></svg>',
        _INSTRUCTION,
    ),
    "another vocabulary": ('<memo xml:lang="en"><title>One.</title></memo>', _INSTRUCTION),
    "xhtml": (
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><body><p>One.</p></body></html>',
        "/*/*/*[@class='corrections']",
    ),
    "xhtml with prefixes": (
        (
            '<h:html xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en"><h:body><h:p>One.</h:p>'
            "</h:body></h:html>"
        ),
        _INSTRUCTION,
    ),
}  # fmt: skip


Happening: TypeAlias = Callable[[Project, str], None]


def edit(project: Project, name: str) -> None:
    source = project.settings.root / f"{name}.xml"
    source.write_text(source.read_text("utf-8").replace("One.", "Two."), encoding="utf-8")


def typo(project: Project, name: str) -> None:
    edit(project, name)
    project.correct(name, TYPO, NOTE, day=DAY)


def style(project: Project, name: str) -> None:
    edit(project, name)
    project.correct(name, STYLE, NOTE, day=DAY)


def fact(project: Project, name: str) -> None:
    edit(project, name)
    project.correct(name, FACT, NOTE, day=DAY)


def fact_translated(project: Project, name: str) -> None:
    fact(project, name)
    translate(project, "kk", document_id=name)


def fact_of_translation(project: Project, name: str) -> None:
    project.correct(name, FACT, OWN_NOTE, tag="kk", day=DAY)


def legal(project: Project, name: str) -> None:
    fact(project, name)
    project.correct(name, LEGAL, day=DAY)


def legal_of_translation(project: Project, name: str) -> None:
    project.correct(name, LEGAL, tag="kk", day=DAY)


TOLD: Mapping[Happening, tuple[list[str] | None, list[str] | None]] = {
    typo: ([], []),
    style: ([], []),
    fact: ([NOTE], [NOTE]),
    fact_translated: ([NOTE], [f"kk: {NOTE}"]),
    fact_of_translation: ([], [OWN_NOTE]),
    legal: (None, None),
    legal_of_translation: ([], None),
}
"""What the English and the Kazakh edition tell; None for one that is withdrawn."""


@pytest.fixture(scope="module", params=TOLD, ids=lambda each: each.__name__)
def corrected(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Happening]:
    folder = tmp_path_factory.mktemp("newsroom")
    for kind, (text, _) in SOURCES.items():
        (folder / f"{kind}.xml").write_text(text, encoding="utf-8")
    settings = 'source = "en"\n[[documents]]\nfiles = "*.xml"\n[locales.kk]\n'
    (folder / "toolkit.toml").write_text(settings, encoding="utf-8")
    project = Project.load(folder)
    project.update()
    for kind in SOURCES:
        translate(project, "kk", document_id=kind)
    project.build()
    for kind in SOURCES:
        request.param(project, kind)
    project.build()
    return folder, request.param


def told(edition: Path, place: str) -> list[str] | None:
    """Return what an edition tells at a place; None where it is not published."""
    if not edition.exists():
        return None
    found = etree.parse(edition).xpath(place)
    assert isinstance(found, list)
    return [str(each) if isinstance(each, str) else str(each.xpath("string()")) for each in found]


@pytest.mark.parametrize("at", [0, 1], ids=["en", "kk"])
@pytest.mark.parametrize("kind", SOURCES)
def test_an_edition_tells_what_is_so_where_its_format_has_a_place(
    corrected: tuple[Path, Happening], kind: str, at: int
) -> None:
    folder, happening = corrected
    expected = TOLD[happening][at]
    edition = folder / f"output/{('en', 'kk')[at]}/{kind}.xml"
    found = told(edition, SOURCES[kind][1])
    assert (found is None) == (expected is None)
    assert len(found or []) == len(expected or [])
    assert all(note in said for note, said in zip(expected or [], found or [], strict=True))
    others = {NOTE, OWN_NOTE} - {each.removeprefix("kk: ") for each in expected or []}
    assert not edition.exists() or not [
        each for each in others if each in edition.read_text("utf-8")
    ]

"""Formats: what is read, by which suffix, and how it becomes a document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import md5
from pathlib import PurePosixPath
from pkgutil import get_data
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from toolkit.base.bcp47 import Locale, LocaleFilter
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.faces import Later
from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG
from toolkit.base.markup.bounds import MAX_DEPTH
from toolkit.base.registry import registered
from toolkit.base.text import Inline, Text
from toolkit.document.formats.metadata import HTML_METADATA, read_metadata
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.sentence_units import sentence_units
from toolkit.document.formats.vocabularies import VOCABULARIES, Vocabulary, vocabulary_of
from toolkit.document.its.annotations import Annotations, annotate
from toolkit.document.its.categories import LOCALE_FILTER
from toolkit.document.its.category import ITS
from toolkit.document.its.extensions import DROP
from toolkit.document.its.rules import Resolver, Rules, read_rules, referred
from toolkit.document.its.units import Roles, find_units
from toolkit.document.left_out_links import left_out_links
from toolkit.document.model import Document, Extras, Metadata, Span, Unit

if TYPE_CHECKING:
    from toolkit.document.recorded_corrections import RecordedCorrection

__all__ = [
    "FORMATS",
    "Format",
    "ReadOptions",
    "Write",
    "article_suffixes",
    "default_rules",
    "format_of",
    "formats",
    "read_document",
]

Write: TypeAlias = "Callable[[Document, Sequence[Text | None], Locale, Extras], bytes]"
"""Takes a document, for each unit the text to put there (None keeps the source's), the texts'
locale, and what else its edition has; returns the edition."""


@frozen
class Format:
    """A source format: how it is read, a file of ITS rules, and how it is written back."""

    name: str
    summary: str
    suffixes: tuple[str, ...]
    """In lower case, with the dot."""
    rules: str
    """Its file of rules: in toolkit/its/defaults/, or `package:file` for another package's."""
    read: Callable[[bytes, str, Locale], Parsed]
    """Takes the bytes, the path for messages and the project's source language."""
    roles: Roles
    html: bool = False
    """Whether local markup is HTML's (`translate`, `lang`, `dir`, `its-*`)."""
    if_named: tuple[str, ...] = ()
    """More suffixes that it reads: of what stands beside articles and mostly is none, and so must
    be named, on the command line or at the end of a pattern in toolkit.toml."""
    article: bool = False
    """Whether it is read into the article tree of article.xml, and so becomes pages of a site."""
    vocabularies: tuple[Vocabulary, ...] = ()
    """What its documents may be by their root element: more rules, stronger than `rules`."""
    picture: Callable[[bytes, str, str], bytes | None] | None = None
    """Returns a picture that the file itself carries: takes its bytes, its path and the picture's
    address in the tree. None where the format carries none."""
    write: "Write | str" = ""
    """Writes an edition in the format: a function, or the name of one of the toolkit's own writers:
    `text`, `markdown`, `html`, or `xml`, which splices into any XML. Empty where nothing does."""


def _parse_html(data: bytes, path: str, language: Locale) -> Parsed:
    from toolkit.base.markup import parse_page  # noqa: PLC0415

    page = parse_page(data, path)
    for element in page.tree.iter("link"):
        # Rules name their line in messages; the tree has none of its own.
        if "its-rules" in element.get("rel", "").lower() and element in page.spans:
            element.sourceline = page.spans[element].line  # type: ignore[misc] # lxml sets it
    lang = page.tree.getroot().get("lang")
    metadata = read_metadata(page.tree.getroot(), HTML_METADATA, _locator(path, page.spans))
    return Parsed(
        page.tree,
        metadata,
        _language(lang, language),
        page.spans,
        page.source,
        page.charset,
        page.findings,
    )


def _parse_xml(data: bytes, path: str, language: Locale) -> Parsed:
    from toolkit.base.markup import read_xml, read_xml_document  # noqa: PLC0415

    source, charset = read_xml(data, path)
    found = read_xml_document(source, path)
    root = found.tree.getroot()
    vocabulary = vocabulary_of(root, VOCABULARIES)
    lang = root.get(XML_LANG) or (vocabulary.named_language(root) if vocabulary else None)
    metadata = Metadata()
    if vocabulary is not None:
        metadata = read_metadata(root, vocabulary.metadata, _locator(path, found.spans))
    return Parsed(
        found.tree,
        metadata,
        _language(lang, language),
        found.spans,
        source,
        charset,
        found.findings,
        entities=found.entities,
    )


def _read_texts(root: etree._Element, read: Callable[[str], str]) -> None:
    """Put the texts into a tree that a vocabulary's spelling stands for."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.text:
            element.text = read(element.text)
        if element.tail:
            element.tail = read(element.tail)


def _locator(
    path: str, places: Mapping[etree._Element, Span]
) -> Callable[[etree._Element], Location]:
    """Return what gives the place of an element: its line at least."""

    def locate(element: etree._Element) -> Location:
        span = places.get(element)
        return (
            Location(path, span.line, span.column) if span else Location(path, element.sourceline)
        )

    return locate


def _language(tag: str | None, default: Locale) -> Locale:
    """Return the language that a page says it is in; the default for none, or for no tag."""
    try:
        return Locale.named(tag) if tag else default
    except ToolkitError:
        return default


_TEXT_ROLES = Roles(
    {
        "h1": "headline",
        "p.standfirst": "standfirst",
        "span.author": "byline",
        "p": "paragraph",
        "p.note": "note",
        "figcaption": "caption",
        "li": "item",
        "li.tag": "tag",
        "p.correction": "correction",
    }
)
_MARKUP_ROLES = Roles(
    {
        **dict.fromkeys(("p", "para", "simpara"), "paragraph"),
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
        **dict.fromkeys(("li", "item", "listitem"), "item"),
        **dict.fromkeys(("td", "th", "cell", "entry"), "cell"),
        **dict.fromkeys(("figcaption", "caption"), "caption"),
        **dict.fromkeys(("body", "div", "form", "section", "template"), "text"),
        "dt": "term",
        "dd": "definition",
        "legend": "heading",
        "summary": "heading",
        **dict.fromkeys(("blockquote", "quote"), "quote"),
        "@content": "description",
        **dict.fromkeys(("@content.og:title", "@content.twitter:title"), "title"),
        **dict.fromkeys(("@content.og:image:alt", "@content.twitter:image:alt"), "alt"),
        "json-string.articleBody": "text",
        "json-string.headline": "headline",
        "json-string.alternativeHeadline": "headline",
        "json-string.description": "description",
        "json-string.caption": "caption",
    }
)
_FRONT_ROLES = {
    "p.title": "title",
    "@content.alt": "alt",
    "@content.caption": "caption",
    **dict.fromkeys(
        (
            *("@content.linktitle", "@content.menutitle", "@content.nav_title"),
            *("@content.short_title", "@content.shorttitle", "@content.sidebar_label"),
            *("@content.subtitle", "@content.title"),
        ),
        "title",
    ),
}

FORMATS = (
    Format(
        "text",
        "Plain text",
        (".txt", ".text"),
        "article.xml",
        Later("toolkit.document.formats.plaintext", "parse_plaintext"),
        _TEXT_ROLES,
        article=True,
        write="text",
    ),
    Format(
        "markdown",
        "Markdown",
        (".md", ".markdown", ".mdx"),
        "article.xml",
        # Its parser takes longer to load than all the others together.
        Later("toolkit.document.formats.markdown", "parse_markdown"),
        Roles({**_MARKUP_ROLES.names, **_TEXT_ROLES.names, **_FRONT_ROLES}),
        article=True,
        write="markdown",
    ),
    Format(
        "html",
        "HTML page",
        (".html", ".htm"),
        "html.xml",
        _parse_html,
        _MARKUP_ROLES,
        html=True,
        write="html",
    ),
    Format(
        "xml",
        "XML",
        (".xml", ".xhtml", ".dita", ".page", ".docbook", ".dbk", ".tei", ".nitf"),
        "xml.xml",
        _parse_xml,
        _MARKUP_ROLES,
        if_named=(".svg",),
        vocabularies=VOCABULARIES,
        write="xml",
    ),
)


_EMBEDDED = ("http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML")
"""Vocabularies whose elements stand in others, by rules that all of these have."""
_OWN_SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes)


def article_suffixes() -> frozenset[str]:
    """Return the suffixes of what is taken for an article in any folder."""
    return frozenset(suffix for each in formats().values() for suffix in each.suffixes)


@lru_cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name: the built-in ones and those of `toolkit.formats` entry points.

    Raises:
        ToolkitError: when two have the same name.

    """
    return registered("toolkit.formats", FORMATS, "format", lambda each: each.name)


def format_of(path: str, name: str = "") -> Format:
    """Return the format of a given name, or the one that reads a path's suffix.

    Raises:
        ToolkitError: when there is none.

    """
    if name:
        if name not in formats():
            raise ToolkitError.because(
                "unknown-format",
                f"there is no format “{name}”",
                hint=f"choose one of {', '.join(formats())}",
            )
        return formats()[name]
    suffix = PurePosixPath(path).suffix.lower()
    # The toolkit's own come first in any case; to look for other packages' takes a while.
    for each in FORMATS if suffix in _OWN_SUFFIXES else formats().values():
        if suffix in each.suffixes:
            return each
    for each in formats().values():
        if suffix in each.if_named:
            return each
    known = ", ".join(suffix for each in formats().values() for suffix in each.suffixes)
    if not suffix:
        raise ToolkitError.because(
            "unknown-format",
            "the file's name has no suffix that tells its format",
            Location(path),
            f"add --format with one of {', '.join(formats())}",
        )
    raise ToolkitError.because(
        "unknown-format",
        f"the toolkit has no format for the suffix “{suffix}”",
        Location(path),
        f"give the file one of the suffixes {known}",
    )


@frozen
class ReadOptions:
    """How a source is read."""

    language: Locale = Locale("en")
    """The project's source language; the document's own wins."""
    rules: tuple[Rules, ...] = ()
    """The newsroom's own ITS rules, stronger than the format's."""
    format_name: str = ""
    """The format, where the suffix does not say it."""
    split: Callable[[Text, Locale], Sequence[Text]] | None = None
    """Cuts a block's text into sentences, where those are the units; None where blocks are."""
    inline: Inline = Inline.NAMED
    """How messages spell codes; raw, XML is cut as itstool cuts it."""
    resolve: Resolver | None = None
    """Reads the ITS rules that the document links to; None follows no link."""
    corrections: "tuple[RecordedCorrection, ...]" = ()
    """What was put right in it, as stands beside it; the notes are units after all others."""


# A parser refuses it in XML and HTML; markup in Markdown, and what packages read, is made here.
_is_too_deep = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def read_document(
    data: bytes,
    path: str,
    document_id: str,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> Document:
    """Read a source file into a document with its units.

    Args:
        data: the file's bytes.
        path: its name as the user knows it; its suffix says the format.
        document_id: the name of its catalogs and editions.
        options: its language, rules and format.

    Raises:
        ToolkitError: when nothing reads the suffix, or the file cannot be read as its format.

    """
    each = format_of(path, options.format_name)
    try:
        parsed = each.read(data, path, options.language)
    except ValueError as error:  # of lxml, which refuses names and characters that XML has not
        message = f"the file cannot be read as {each.summary}: {error}"
        hint = "look for a character or a name that XML does not allow, and correct it"
        raise ToolkitError.because("unreadable", message, Location(path), hint) from error
    if _is_too_deep(parsed.tree):
        message = f"elements are nested deeper than {MAX_DEPTH}"
        hint = "look for markup that is opened again and again, and close it"
        raise ToolkitError.because("unreadable", message, Location(path), hint)
    if each.article and options.corrections:
        from toolkit.document.recorded_corrections import add_corrections  # noqa: PLC0415

        add_corrections(parsed.tree.getroot(), options.corrections)
    vocabulary = vocabulary_of(parsed.tree.getroot(), each.vocabularies)
    as_itstool = bool(each.vocabularies) and options.inline is Inline.RAW
    if as_itstool:
        defaults = ("itstool.xml", *(vocabulary.as_itstool if vocabulary else ()))
    else:
        defaults = (each.rules, *(vocabulary.rules if vocabulary else ()))
    if vocabulary is not None and vocabulary.read_text is not None and not as_itstool:
        _read_texts(parsed.tree.getroot(), vocabulary.read_text)
    spans, embedded = parsed.spans, {}
    if vocabulary is not None and vocabulary.html_in and not as_itstool:
        from toolkit.document.formats.embedded_html import embed  # noqa: PLC0415

        holders = vocabulary.html_holders(parsed.tree.getroot())
        embedding = embed(holders, parsed.source or data, parsed.spans)
        spans, embedded = {**parsed.spans, **embedding.spans}, embedding.holders
    annotations = annotate(
        parsed.tree,
        (*map(default_rules, defaults), *options.rules),
        html=each.html or (vocabulary is not None and vocabulary.has_html and not as_itstool),
        resolve=options.resolve,
        path=path,
        foreign=_foreign(vocabulary) if each.vocabularies and not as_itstool else None,
        whole=as_itstool,
    )

    names = {**each.roles.names, **(vocabulary.roles if vocabulary else {})}
    blocks = find_units(annotations, Roles(names), _locator(path, spans))
    left_out = left_out_links(parsed.tree.getroot(), _locator(path, spans)) if each.article else ()
    beside = () if each.article else _beside(options.corrections, path)
    blocks = (*blocks, *beside)
    sentences = _sentences(blocks, parsed.language, options)
    return Document(
        document_id,
        path,
        data if parsed.source is None else parsed.source,
        parsed.tree,
        each.name,
        parsed.language,
        blocks,
        parsed.metadata,
        spans,
        dict(_filters(annotations, parsed.language)),
        sentences,
        resources=tuple(dict.fromkeys(annotations.resources())),
        credits=annotations.credits,
        charset=parsed.charset,
        original=data,
        doubts=(*parsed.findings, *annotations.findings, *_mails(parsed.tree, blocks)),
        body=parsed.body,
        entities=parsed.entities,
        embedded=embedded,
        files=tuple(_files(annotations, path, options.resolve)) if as_itstool else (),
        html=parsed.html,
        unshown=(*parsed.unshown, *left_out),
        corrections=options.corrections,
        beside=frozenset(block.element for block in beside),
    )


def _mails(tree: etree._ElementTree, blocks: Sequence[Unit]) -> Iterator[Finding]:
    """Yield where the head of a mail is among the texts, unless they quote it or show it."""
    words = "".join(map(str, tree.getroot().itertext())).lower()
    if any(sign in words for sign in ("@", "received:", "x-originating-ip:")):
        from toolkit.document.formats.mail_heads import mail_heads_among  # noqa: PLC0415 - few have

        yield from mail_heads_among(blocks)


def _beside(corrections: "Sequence[RecordedCorrection]", path: str) -> tuple[Unit, ...]:
    """Return the notes of corrections as units, for a document whose tree has no place for them."""
    if not corrections:
        return ()
    from toolkit.document.recorded_corrections import corrections_alone  # noqa: PLC0415

    tree = corrections_alone(corrections)
    if tree is None:
        return ()
    annotations = annotate(tree, (default_rules("article.xml"),), path=path)
    return find_units(annotations, _TEXT_ROLES, _locator(path, {}))


def _files(annotations: Annotations, path: str, resolve: Resolver | None) -> Iterator[str]:
    """Yield itstool's messages of the files that a document shows."""
    for home in dict.fromkeys(annotations.resources()):
        reference = str(home.element.get(home.name))
        data = resolve(referred(path, reference)) if resolve else None
        digest = "__failed__" if data is None else md5(data, usedforsecurity=False).hexdigest()
        yield f"external ref='{reference}' md5='{digest}'"


def _foreign(vocabulary: Vocabulary | None) -> Callable[[etree._Element], bool]:
    """Return what tells the elements of a document that none of the toolkit's rules knows."""
    known = {ITS, *_EMBEDDED}
    if vocabulary is not None and not vocabulary.mixed:
        known.add(vocabulary.namespace)
    return lambda element: str(element.tag)[1:].rpartition("}")[0] not in known


def _sentences(
    blocks: Sequence[Unit], language: Locale, options: ReadOptions
) -> tuple[tuple[Unit, ...], ...]:
    """Return the units of each block, where sentences are what is translated."""
    split = options.split
    if split is None:
        return ()
    return tuple(sentence_units(block, lambda text: split(text, language)) for block in blocks)


def _filters(
    annotations: Annotations, language: Locale
) -> Iterator[tuple[etree._Element, LocaleFilter]]:
    """Yield the elements that do not apply to every locale; what is dropped is the source's."""
    if not annotations.speaks_of(DROP, LOCALE_FILTER):
        return
    for element in annotations.tree.getroot().iter(etree.Element):
        if annotations.is_dropped(element):
            yield element, LocaleFilter((language.language,))
            continue
        found = annotations.locale_filter(element)
        if found.ranges != ("*",) or found.kind != "include":
            yield element, found


@lru_cache
def default_rules(name: str) -> Rules:
    """Return the rules of a file that a format or a vocabulary names, read once.

    Raises:
        ToolkitError: when it is no file of rules.

    """
    package, _, file = name.rpartition(":")
    where = (package, file) if package else ("toolkit.document.its", f"defaults/{file}")
    return read_rules(get_data(*where) or b"", name)

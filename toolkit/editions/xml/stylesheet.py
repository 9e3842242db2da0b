"""Stylesheet: an article as XML of another vocabulary, by XSLT 1.0."""

import copy
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import parse_xml, qualified
from toolkit.editions.article import Article
from toolkit.editions.notices import origin_notice, provenance_notice, unfinished_notice
from toolkit.editions.summary import Summary, has_class, summarize
from toolkit.editions.xml.confidences import mark_confidences
from toolkit.editions.xml.enclosures import addressed
from toolkit.editions.xml.html_text import html_text
from toolkit.editions.xml.identity import Identity, corrections_said, identify, last_change
from toolkit.editions.xml.indent import indent
from toolkit.editions.xml.outline import arranged, nest_sections
from toolkit.editions.xml.tei_sentences import mark_sentences
from toolkit.editions.xml.wire_element import add_wire, mark_pictures
from toolkit.localizing.interface_words import date_in, list_in
from toolkit.localizing.isolation import isolate_characters, isolate_text
from toolkit.localizing.provenance import Provenance

__all__ = [
    "PARAMETERS",
    "load_stylesheet",
    "render_docbook",
    "render_newsml",
    "render_nitf",
    "render_own",
    "render_tei",
    "transform",
]

# A stylesheet only turns one tree into another: it reads nothing else, writes nothing, and asks
# nothing over the network.
_NOTHING = etree.XSLTAccessControl.DENY_ALL
_XSLT = "http://www.w3.org/1999/XSL/Transform"
# XSLT 1.0, appendix B: libxslt passes over what it does not know.
_INSTRUCTION = re.compile(
    r"apply-(?:imports|templates)|attribute(?:-set)?|call-template|choose|comment|copy(?:-of)?"
    r"|decimal-format|element|fallback|for-each|if|import|include|key|message|namespace-alias"
    r"|number|otherwise|output|param|preserve-space|processing-instruction|sort|strip-space"
    r"|stylesheet|template|text|transform|value-of|variable|when|with-param"
)
# What libxslt says of every error, before or after it says what is wrong.
_GENERAL = re.compile(
    r"(?:runtime error|compilation error)\b.*|(?:unknown )?error|Undefined variable"
    r"|XPath evaluation returned no result\."
)
# What XML 1.0 has no character for (section 2.2); toolkit.toml can hold some of these.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FUNCTION = re.compile(r"^xslt\w+ ?: ")

PARAMETERS = (
    "locale",
    "direction",
    "language-name",
    "source",
    "source-direction",
    "source-name",
    "title",
    "title-locale",
    "publisher",
    "publisher-address",
    "document",
    "identifier",
    "address",
    "original",
    "original-identifier",
    "original-title",
    "canonical",
    "image",
    "version",
    "issued",
    "issued-day",
    "revised",
    "revised-day",
    "byline",
    "corrections",
    "date",
    "origin",
    "origin-locale",
    "provenance",
    "provenance-locale",
    "translated-by",
    "reviewed-by",
    "drafted-by",
    "unfinished",
    "unfinished-locale",
    "notice",
)
"""What every stylesheet is given; docs/reference/editions.md says what each parameter holds."""


def render_nitf(article: Article, receiver: str = "") -> bytes:
    """Return an article as NITF 3.6 in no namespace, as most read it, encoded in UTF-8.

    Units keep their identifiers; the language and direction of each part is said with `xml:lang`
    and ITS 2.0's `dir`.

    Args:
        article: the article.
        receiver: `superdesk` for a text that is HTML and heads that are plain text; empty for the
            standard's own elements.

    """
    article = addressed(article, ".xml")
    root = arranged(article)
    add_wire(root, article, ".xml")
    mark_pictures(root, article)
    mark_confidences(root, article.provenance)
    shown = _in_order(root, article)
    return _rendered(article, "nitf.xsl", shown, ".xml", {"receiver": receiver})


def render_newsml(article: Article) -> bytes:
    """Return an article as a newsItem of NewsML-G2 2.33, encoded in UTF-8.

    Its text is inside twice: as XHTML, and as HTML for those who read the XHTML only in part.

    Raises:
        ToolkitError: for an article without a date: an item must say when its version was made.

    """
    if article.metadata.date is None and article.metadata.updated is None:
        raise ToolkitError.because(
            "undated",
            f"“{article.document_id}” has no date, but a NewsML-G2 item must have one",
            Location(article.path) if article.path else None,
            "give the article a date, or leave newsml out of its editions",
        )
    article = addressed(article, ".newsml.xml")
    root = arranged(article)
    html = html_text(article, root)
    add_wire(root, article, ".newsml.xml")
    mark_pictures(root, article)
    shown = _in_order(root, article)
    return _rendered(article, "newsml.xsl", shown, ".newsml.xml", {"html": html})


def render_docbook(article: Article) -> bytes:
    """Return an article as an `article` of DocBook 5.0, with nested sections, in UTF-8."""
    root = _in_order(arranged(article), article)
    nest_sections(root)
    return _rendered(article, "docbook.xsl", root, ".docbook.xml")


def render_tei(article: Article) -> bytes:
    """Return an article as TEI P5, each sentence an `s` that names its source's, in UTF-8."""
    root = arranged(article)
    mark_sentences(root, article, identify(article, ".tei.xml").original)
    root = _in_order(root, article)
    nest_sections(root)
    return _rendered(article, "tei.xsl", root, ".tei.xml")


def render_own(article: Article, data: bytes, path: str, suffix: str) -> bytes:
    """Return what a newsroom's own stylesheet makes of an article.

    Args:
        article: the article; the stylesheet is given its arranged tree and `PARAMETERS`.
        data: the stylesheet.
        path: its name, for messages.
        suffix: that of the edition's file, with the dot.

    Raises:
        ToolkitError: when it is no XSLT 1.0 stylesheet, wants a parameter that it is not given,
            stops, or gives nothing.

    """
    parameters = _parameters(article, summarize(article), identify(article, suffix))
    root = _in_order(arranged(article), article)
    return transform(_own(data, path), root, parameters, path)


def load_stylesheet(data: bytes, path: str) -> etree.XSLT:
    """Compile a stylesheet that can reach nothing but the tree it is given.

    Args:
        data: the stylesheet.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is no XSLT 1.0 stylesheet, or has a parameter without a value that it
            will not be given.

    """
    tree = parse_xml(data, path)
    for element in tree.getroot().iter(f"{{{_XSLT}}}*"):
        name = etree.QName(element).localname
        if not _INSTRUCTION.fullmatch(name):
            raise _mistake(f"XSLT 1.0 has no “{name}”", path, element.sourceline)
    for element in tree.getroot().iterchildren(qualified(_XSLT, "param")):
        _refuse_unknown(element, path)
    try:
        return etree.XSLT(tree, access_control=_NOTHING)
    except etree.XSLTParseError as error:
        raise _refused(error, path) from None


def transform(
    stylesheet: etree.XSLT, root: etree._Element, parameters: Mapping[str, str], path: str = ""
) -> bytes:
    """Return what a stylesheet makes of a tree, with one line feed at its end.

    Args:
        stylesheet: the compiled stylesheet.
        root: the tree; it is not changed.
        parameters: the stylesheet's parameters; their values are strings, never expressions.
        path: the stylesheet's name, for messages.

    Raises:
        ToolkitError: when the stylesheet stops, tries to reach something outside the tree, or
            gives nothing.

    """
    made = _serialised(_applied(stylesheet, root, parameters, path))
    if made.isspace():
        raise ToolkitError.because(
            "stylesheet",
            "the stylesheet produces no output",
            Location(path) if path else None,
            "write a template that matches /article",
        )
    return made


def _in_order(root: etree._Element, article: Article) -> etree._Element:
    """Return an arranged tree in which characters keep numbers and words in their order.

    Tags stay as they are: partners look them up.
    """
    shown = isolate_characters(root, article.locale.direction)
    for own, other in zip(root.iterfind("header/ul"), shown.iterfind("header/ul"), strict=True):
        if has_class(own, "tags"):
            other[:] = copy.deepcopy(own)[:]
    return shown


def _rendered(
    article: Article,
    name: str,
    root: etree._Element,
    suffix: str,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return what a stylesheet of ours makes of a tree; `more` are its parameters beyond all's."""
    parameters = _parameters(article, summarize(article), identify(article, suffix))
    parameters.update(more or {})
    result = _applied(_built_in(name), root, parameters, name)
    indent(result.getroot())
    return _serialised(result)


def _applied(
    stylesheet: etree.XSLT, root: etree._Element, parameters: Mapping[str, str], path: str
) -> etree._XSLTResultTree:
    values = {
        name: etree.XSLT.strparam(_NO_CHARACTER.sub("", value))
        for name, value in parameters.items()
    }
    try:
        return stylesheet(root, profile_run=False, **values)
    except etree.XSLTApplyError as error:
        raise _refused(error, path) from None


def _serialised(result: etree._XSLTResultTree) -> bytes:
    # A result's buffer is what the stylesheet's own xsl:output makes of it.
    data: bytes = bytes(result)  # type: ignore[call-overload] # lxml's stubs have no buffers
    return data.rstrip(b"\n") + b"\n"


@cache
def _built_in(name: str) -> etree.XSLT:
    file = resources.files("toolkit.editions").joinpath("stylesheets", name)
    return load_stylesheet(file.read_bytes(), file.name)


# A newsroom's stylesheet is compiled once for all of its articles.
_own = cache(load_stylesheet)


def _refuse_unknown(parameter: etree._Element, path: str) -> None:
    """Refuse a parameter that is not given and has no value of its own: it would be empty."""
    name = parameter.get("name", "")
    has_value = parameter.get("select") is not None or len(parameter) or parameter.text
    if name not in PARAMETERS and not has_value:
        raise ToolkitError.because(
            "stylesheet",
            f"the toolkit does not give stylesheets a parameter “{name}”",
            Location(path, parameter.sourceline),
            f"give it a value, or choose among {', '.join(PARAMETERS)}",
        )


def _refused(error: etree.LxmlError, path: str) -> ToolkitError:
    """Return a stylesheet's error, with the line of the instruction that libxslt was at."""
    message, line = str(error), None
    entries = list(error.error_log)
    if isinstance(error, etree.XSLTApplyError):
        said = [each.message for each in entries if not _GENERAL.fullmatch(each.message)]
        message = said[0] if said else message
        line = next((each.line for each in entries if each.line), None)
    elif entries and entries[-1].message == message:  # else the log is an older error's
        line = next((each.line for each in reversed(entries) if each.line), None)
    return _mistake(_FUNCTION.sub("", message.partition("\n")[0]).rstrip("."), path, line)


def _mistake(message: str, path: str, line: int | None) -> ToolkitError:
    return ToolkitError.because(
        "stylesheet",
        f"the stylesheet cannot be applied: {message}",
        Location(path, line) if path else None,
        "correct the stylesheet; it may use XSLT 1.0, but no other documents",
    )


@lru_cache(maxsize=1024)
def _endonym(locale: Locale) -> str:
    """Return a language's name in itself, for which CLDR is slow to ask."""
    return locale.endonym


def _title(article: Article) -> str:
    """Return the headline of the original."""
    return isolate_text(" ".join(article.original_title.split()), article.source.direction)


def _midnight(day: dt.date | None) -> dt.datetime | None:
    """Return the moment that stands for a day whose time nobody knows."""
    return None if day is None else dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _revised(article: Article) -> dt.datetime | None:
    """Return when the article last changed; None where it never did."""
    changed = article.metadata.updated or article.corrections or article.revised
    return last_change(article) if changed else None


def _provenance(article: Article) -> dict[str, str]:
    """Return what is said of an edition's making, and of whom ITS 2.0 can name (section 8.11)."""
    notice, made = provenance_notice(article), article.provenance or Provenance()
    newsroom = article.site.named(article.locale).text
    return {
        "provenance": notice.text if notice else "",
        "provenance-locale": (notice.locale if notice else article.locale).tag,
        "translated-by": newsroom if made.translated else "",
        "reviewed-by": newsroom if made.reviewed else "",
        "drafted-by": made.tool,
    }


def _parameters(article: Article, summary: Summary, identity: Identity) -> dict[str, str]:
    locale, source, metadata = article.locale, article.source, article.metadata
    origin, unfinished = origin_notice(article), unfinished_notice(article, summary)
    moments = {"issued": _midnight(metadata.date), "revised": _revised(article)}
    return {
        "locale": locale.tag,
        "direction": locale.direction,
        "language-name": _endonym(locale),
        "source": source.tag,
        "source-direction": source.direction,
        "source-name": _endonym(source),
        "title": summary.title.text,
        "title-locale": summary.title.locale.tag,
        "publisher": article.site.named(locale).text,
        "publisher-address": article.site.base_url,
        "document": identity.document,
        "identifier": identity.identifier,
        "address": identity.address,
        "original": identity.original,
        "original-identifier": identity.original_identifier,
        "original-title": "" if article.is_original else _title(article),
        "canonical": metadata.canonical,
        "image": metadata.image,
        "version": identity.version,
        **{name: f"{at:%Y%m%dT%H%M%S+0000}" if at else "" for name, at in moments.items()},
        **{f"{name}-day": f"{at:%Y-%m-%d}" if at else "" for name, at in moments.items()},
        "byline": list_in(locale, [each.text for each in summary.authors]),
        "corrections": " ".join(corrections_said(article)),
        "date": date_in(locale, metadata.date) if metadata.date else "",
        "origin": origin.text if origin else "",
        "origin-locale": origin.locale.tag if origin else locale.tag,
        **_provenance(article),
        "unfinished": unfinished.text if unfinished else "",
        "unfinished-locale": unfinished.locale.tag if unfinished else locale.tag,
        "notice": article.notice,
    }

"""Stylesheet: an article as XML of another vocabulary, by XSLT 1.0."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import resources

from lxml import etree

from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article
from toolkit.editions.notices import unfinished_notice
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.vocabulary import purified
from toolkit.editions.words import words
from toolkit.errors import Location, ToolkitError
from toolkit.markup import parse_xml

__all__ = ["load_stylesheet", "render_nitf", "transform"]

# A stylesheet only turns one tree into another: it reads nothing else, writes nothing, and asks
# nothing over the network.
_NOTHING = etree.XSLTAccessControl.DENY_ALL


def render_nitf(article: Article) -> bytes:
    """Return an article as NITF 3.6, encoded in UTF-8.

    Units keep their identifiers; the language and direction of each part is said with `xml:lang`
    and ITS 2.0's `dir`.
    """
    return transform(_nitf(), purified(article.root), _parameters(article, summarize(article)))


def load_stylesheet(data: bytes, path: str) -> etree.XSLT:
    """Compile a stylesheet that can reach nothing but the tree it is given.

    Args:
        data: the stylesheet.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is no XSLT 1.0 stylesheet.

    """
    tree = parse_xml(data, path)
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
        ToolkitError: when the stylesheet stops, or tries to reach something outside the tree.

    """
    values = {name: etree.XSLT.strparam(value) for name, value in parameters.items()}
    try:
        result = stylesheet(root, profile_run=False, **values)
    except etree.XSLTApplyError as error:
        raise _refused(error, path) from None
    # A result's buffer is what the stylesheet's own xsl:output makes of it.
    data: bytes = bytes(result)  # type: ignore[call-overload] # lxml's stubs have no buffers
    return data.rstrip(b"\n") + b"\n"


@cache
def _nitf() -> etree.XSLT:
    file = resources.files("toolkit.editions").joinpath("stylesheets", "nitf.xsl")
    return load_stylesheet(file.read_bytes(), file.name)


def _refused(error: etree.LxmlError, path: str) -> ToolkitError:
    return ToolkitError.because(
        "stylesheet",
        f"the stylesheet cannot be applied: {error}",
        Location(path) if path else None,
        "mend the stylesheet; it may use XSLT 1.0 and no other document",
    )


def _parameters(article: Article, summary: Summary) -> dict[str, str]:
    day = article.metadata.date
    return {
        "locale": article.locale.tag,
        "direction": article.locale.direction,
        "source": article.source.tag,
        "title": summary.title.text,
        "title-locale": summary.title.locale.tag,
        "publisher": article.site.title,
        "document": article_path(article.document_id, article.locale, ""),
        "original": "" if article.is_original else _original(article),
        "issued": _normalised(day),
        "revised": _normalised(article.metadata.updated),
        "date": article.locale.date(day) if day else "",
        "unfinished": unfinished_notice(article, summary),
        "unfinished-locale": words(article.locale).locale.tag,
        "notice": article.notice,
    }


def _original(article: Article) -> str:
    suffix = ".xml" if "nitf" in article.forms else ".html"
    addresses = Addresses(article.site, article_path(article.document_id, article.locale, suffix))
    return addresses.canonical(article_path(article.document_id, article.source, suffix))


def _normalised(day: dt.date | None) -> str:
    """Return a day as NITF's `norm` wants it where no time is known: midnight, UTC."""
    return f"{day:%Y%m%d}T000000+0000" if day else ""

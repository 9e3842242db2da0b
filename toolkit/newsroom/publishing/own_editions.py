"""Own editions: a page or XML document in its own format, and what lists say of it."""

from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from toolkit.base.errors import Finding
from toolkit.base.markup.comments import without_comments
from toolkit.document.formats import formats
from toolkit.document.its.xpath import XHTML
from toolkit.document.model import Document, Extras
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import ListedArticle
from toolkit.editions.media import DRAWING
from toolkit.editions.own_corrections import tell_in_page, tell_in_xml
from toolkit.editions.page_addresses import name_addresses
from toolkit.editions.site.listing import list_document
from toolkit.localizing.adapting.fitting import leave_out
from toolkit.localizing.adapting.links import local_addresses
from toolkit.localizing.writers.own_format import render_own_format
from toolkit.newsroom.publishing.article_links import page_links
from toolkit.newsroom.publishing.edition import Edition, Made
from toolkit.newsroom.publishing.edition_corrections import own_corrections

__all__ = ["own_edition"]


def own_edition(edition: Edition) -> tuple[Made, ListedArticle]:
    """Return an edition in its source's own format, and what lists say of it.

    Raises:
        ToolkitError: when it cannot be written.

    """
    locale, document, extras = edition.locale, edition.document, edition.extras
    is_page = document.format == "html"
    suffix = ".html" if is_page else PurePosixPath(edition.shared.path).suffix
    path = f"{locale.tag}/{document.id}{suffix}"
    addresses = Addresses(edition.shared.site, path)
    if edition.localized is not None:
        document = leave_out(document, edition.localized.left_out, locale)
        local = local_addresses(document, edition.localized.links, locale)
        extras = Extras({**extras.resources, **local}, extras.credit)
        extras = replace(extras, address=addresses.absolute(path))
    findings: tuple[Finding, ...] = ()
    if is_page:
        led, findings = page_links(edition, addresses, extras.resources)
        extras = replace(extras, resources={**extras.resources, **led})
    own = render_own_format(document, edition.texts, locale, extras)
    if edition.shared.comments == "drop":
        own = _without_comments(own, document)
    if document.tree.getroot().tag == DRAWING:
        own = edition.shared.media.drawing(own, edition.shared.path)
    if is_page:
        pages = [(each, article_path(document.id, each)) for each in edition.alternates]
        default = article_path(document.id, document.language)
        own = name_addresses(own, path, document.charset, addresses, pages, default)
    told = own_corrections(edition)
    if is_page or _is_xhtml(document.tree.getroot()):
        own = tell_in_page(own, document.charset, told, edition.shared.site.words(locale))
    else:
        spoken = edition.shared.site.words
        own = tell_in_xml(own, document.charset, told, edition.shared.path, spoken)
    listed = replace(
        list_document(document, edition.texts, locale, edition.alternates),
        corrected=max((each.date for each in told), default=None),
        path="" if is_page else path,
        kind="" if is_page else formats()[document.format].name.upper(),
        indexed=edition.indexed,
        days=edition.days,
    )
    return Made({path: own}, findings), listed


def _is_xhtml(root: etree._Element) -> bool:
    """Whether a document is a page with names as HTML has them; HTML may stand in others, too."""
    return root.tag == f"{{{XHTML}}}html" and root.prefix is None


def _without_comments(own: bytes, document: Document) -> bytes:
    """Return an edition without comments, in the charset that it is in."""
    charset = document.charset
    text = without_comments(charset.decode(own).encode(), document.format)
    return charset.mark + charset.spelled(text.decode())

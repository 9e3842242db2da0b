"""PDF: an article, alone or beside its original, on paper (ISO 32000, tagged)."""

import base64
import datetime as dt
import re
from functools import lru_cache, partial
from html import escape
from importlib import resources
from urllib.parse import quote, urljoin

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import Kind, attributes_of, tokens, with_tags, with_value, without
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article
from toolkit.editions.chromium import print_page
from toolkit.editions.page import render_article
from toolkit.editions.parallel import parallel_path, render_parallel
from toolkit.editions.pictures import know_picture

__all__ = ["paper_page", "paper_parallel", "render_parallel_pdf", "render_pdf"]

_POLICY = (
    b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    b" style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'\">"
)
_CHANGED = frozenset({b"a", b"area", b"head", b"img", b"link"})
_LEADING_OUT = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_FIRST_DAY = dt.date(1970, 1, 1)


def render_pdf(article: Article) -> bytes:
    """Return an article's page as a tagged PDF (PDF/UA-1), A4.

    It is the same bytes for the same article and the same version of Chromium and of the fonts.

    Raises:
        ToolkitError: when there is no Chromium or no pypdf, Chromium fails, or one of the
            newsroom's own templates is wrong.

    """
    return _printed(paper_page(article), article)


def render_parallel_pdf(article: Article) -> bytes:
    """Return an article beside its original, in two columns, as a tagged PDF, A4.

    Raises:
        ToolkitError: as `render_pdf` does.

    """
    return _printed(paper_parallel(article), article)


def paper_page(article: Article) -> bytes:
    """Return the page that is printed: it has its pictures in itself, and links that lead out."""
    page = article_path(article.document_id, article.locale)
    return _for_paper(render_article(article), page, article)


def paper_parallel(article: Article) -> bytes:
    """Return the page with the original that is printed."""
    return _for_paper(render_parallel(article), parallel_path(article), article)


def _for_paper(page: bytes, path: str, article: Article) -> bytes:
    printed = with_tags(page, _CHANGED, partial(_tag, path=path, article=article))
    return printed.replace(b"</head>", b"<style>\n%b</style>\n</head>" % _style(), 1)


@lru_cache(maxsize=1)
def _style() -> bytes:
    return resources.files("toolkit.editions").joinpath("static", "paper.css").read_bytes()


def _tag(name: bytes, tag: bytes, *, path: str, article: Article) -> bytes:
    if name == b"head":
        return tag + _POLICY
    if name == b"img":
        return _picture(tag, article)
    if name == b"link":
        return b""
    address = attributes_of(tag).get("href")
    if address is None or address.value.startswith("#"):
        return tag
    target = address.value
    if article.site.base_url:
        target = urljoin(article.site.base_url + quote(path), target)
    if _LEADING_OUT.match(target):
        return with_value(tag, "href", target)
    # Where the site is not known, a relative link would name a folder of this machine.
    return without(tag, "href")


def _picture(tag: bytes, article: Article) -> bytes:
    """Return an image with its picture in it; one that the newsroom does not have is its text."""
    tag = without(without(tag, "loading"), "srcset")
    found = attributes_of(tag)
    address = found.get("src")
    data = article.read(address.value) if address else None
    picture = know_picture(data, address.value) if address and data else None
    if picture is None:
        shown = found["alt"].value if "alt" in found else ""
        return f'<span class="absent">{escape(shown)}</span>'.encode()
    encoded = base64.b64encode(picture.data).decode("ascii")
    return with_value(tag, "src", f"data:{picture.media_type};base64,{encoded}")


def _printed(page: bytes, article: Article) -> bytes:
    """Return a page as a PDF, with the article's day in place of the clock's."""
    try:
        # Few newsrooms print, and only they need it.
        from toolkit.editions.tagged_pdf import finished  # noqa: PLC0415
    except ImportError:
        raise ToolkitError.because(
            "no-pypdf",
            "PDFs need the package pypdf, which is not installed",
            hint="run pip install pypdf in the toolkit's environment",
        ) from None
    day = article.last_day or article.published or _FIRST_DAY
    return finished(print_page(page), day, claims=_has_words(page))


def _has_words(page: bytes) -> bool:
    """Whether each picture has a text for those who cannot see it."""
    pictures = (
        attributes_of(page[each.start : each.end]).get("alt")
        for each in tokens(page)
        if each.kind is Kind.START and each.name == b"img"
    )
    return all(alternative and alternative.value.strip() for alternative in pictures)

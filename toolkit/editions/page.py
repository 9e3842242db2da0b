"""Page: an article, a list of articles, and the choice of language as HTML pages."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from toolkit.bcp47 import Locale
from toolkit.editions.addresses import LANGUAGES_PAGE, Addresses, article_path, index_path
from toolkit.editions.article import Article, ListedArticle, Listing, Phrase, Site
from toolkit.editions.linked_data import news_article, script_json
from toolkit.editions.notices import origin_notice, unfinished_notice
from toolkit.editions.passages import render_passages
from toolkit.editions.summary import summarize
from toolkit.editions.words import words

__all__ = ["render_article", "render_index", "render_languages"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:;"
# Open Graph wants a territory; where a language has no evident one, none is made up.
_TERRITORIES = {"en": "en_US", "kk": "kk_KZ", "ru": "ru_RU"}


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another page."""

    href: str
    phrase: Phrase
    current: bool = False
    """Whether it is the page itself."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head says to browsers, search engines and social networks."""

    title: Phrase
    """The page's own title, without the site's."""
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    """`hreflang` and address of each language's page, its own included."""
    properties: tuple[tuple[str, str], ...]
    """Open Graph's properties."""
    description: Phrase | None = None
    nitf: str = ""
    """Where the XML edition stands."""
    linked_data: str = ""

    @property
    def policy(self) -> str:
        """What the page allows: its own style, and no script and no request (CSP 3).

        Browsers do not run the linked data, nor ask whether they may; the digest is for checkers.
        """
        digest = base64.b64encode(hashlib.sha256(self.linked_data.encode()).digest()).decode()
        script = f" script-src 'sha256-{digest}';" if self.linked_data else ""
        return f"{_POLICY}{script} base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list."""

    href: str
    title: Phrase
    standfirst: Phrase | None
    day: str
    """As `time` wants it."""
    date: str
    """As readers want it."""


def render_article(article: Article) -> bytes:
    """Return an article's page in its locale, complete in itself, as UTF-8.

    The page asks for nothing else over the network, has no script to run, and works from a file.
    """
    summary = summarize(article)
    passages = render_passages(article)
    addresses = Addresses(article.site, article_path(article.document_id, article.locale))
    pages = [(locale, article_path(article.document_id, locale)) for locale in article.editions]
    original = article_path(article.document_id, article.source)
    nitf = article_path(article.document_id, article.locale, ".xml")
    description = summary.standfirst
    head = Head(
        title=summary.title,
        canonical=addresses.canonical(addresses.page),
        alternates=_alternates(addresses, pages, original),
        properties=_article_properties(article, summary.title, description, addresses),
        description=description,
        nitf=addresses.link(nitf) if "nitf" in article.forms else "",
        linked_data=script_json(news_article(article, summary, addresses)),
    )
    return _render(
        "article.html",
        article.locale,
        site=article.site,
        head=head,
        home=addresses.link(index_path(article.locale)),
        languages=_switcher(addresses, pages),
        article=article,
        summary=summary,
        passages=passages,
        origin=origin_notice(article),
        unfinished=unfinished_notice(article, summary),
        original=Link(addresses.link(original), Phrase(article.original_title, article.source)),
        published=None if passages.has_date else article.metadata.date,
        updated=article.metadata.updated,
    )


def render_index(listing: Listing) -> bytes:
    """Return the page that lists a locale's articles, as UTF-8."""
    site, locale = listing.site, listing.locale
    addresses = Addresses(site, index_path(locale))
    spoken = words(locale)
    pages = [(each, index_path(each)) for each in site.locales]
    title = Phrase(spoken.gettext("All articles"), spoken.locale)
    return _render(
        "index.html",
        locale,
        site=site,
        head=_plain_head(site, title, addresses, pages),
        home=addresses.link(index_path(locale)),
        languages=_switcher(addresses, pages),
        chooser=addresses.link(LANGUAGES_PAGE),
        entries=[_entry(each, locale, addresses) for each in listing.articles],
    )


def render_languages(site: Site) -> bytes:
    """Return the page on which a reader chooses a language, in the source's, as UTF-8."""
    addresses = Addresses(site, LANGUAGES_PAGE)
    spoken = words(site.source)
    pages = [(each, index_path(each)) for each in site.locales]
    title = Phrase(spoken.gettext("Choose a language"), spoken.locale)
    return _render(
        "languages.html",
        site.source,
        site=site,
        head=_plain_head(site, title, addresses, pages),
        languages=_switcher(addresses, pages),
        invitations=[words(each) for each in site.locales],
    )


def _render(template: str, locale: Locale, **context: object) -> bytes:
    spoken = words(locale)
    html = (
        _environment()
        .get_template(template)
        .render(locale=locale, words=spoken, _=spoken.gettext, style=_style(), **context)
    )
    return html.encode()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("toolkit.editions"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _style() -> Markup:
    css = resources.files("toolkit.editions").joinpath("static", "style.css")
    return Markup(css.read_text(encoding="utf-8"))  # noqa: S704 - the toolkit's own file


def _switcher(addresses: Addresses, pages: Iterable[tuple[Locale, str]]) -> list[Link]:
    return [
        Link(addresses.link(path), Phrase(locale.endonym, locale), current=path == addresses.page)
        for locale, path in pages
    ]


def _alternates(
    addresses: Addresses, pages: Sequence[tuple[Locale, str]], default: str
) -> tuple[tuple[str, str], ...]:
    return (
        *((locale.tag, addresses.canonical(path)) for locale, path in pages),
        ("x-default", addresses.canonical(default)),
    )


def _plain_head(
    site: Site, title: Phrase, addresses: Addresses, pages: Sequence[tuple[Locale, str]]
) -> Head:
    return Head(
        title=title,
        canonical=addresses.canonical(addresses.page),
        alternates=_alternates(addresses, pages, LANGUAGES_PAGE),
        properties=_filled(
            ("og:type", "website"),
            ("og:title", title.text),
            ("og:site_name", site.title),
            ("og:url", addresses.absolute(addresses.page)),
        ),
    )


def _article_properties(
    article: Article, title: Phrase, description: Phrase | None, addresses: Addresses
) -> tuple[tuple[str, str], ...]:
    own = _TERRITORIES.get(article.locale.tag, "")
    others = [_TERRITORIES.get(locale.tag, "") for locale in article.editions]
    published, updated = article.metadata.date, article.metadata.updated
    return _filled(
        ("og:type", "article"),
        ("og:title", title.text),
        ("og:description", description.text if description else ""),
        ("og:site_name", article.site.title),
        ("og:url", addresses.absolute(addresses.page)),
        ("og:locale", own),
        *(("og:locale:alternate", other) for other in others if other != own),
        ("article:published_time", published.isoformat() if published else ""),
        ("article:modified_time", updated.isoformat() if updated else ""),
    )


def _filled(*properties: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, content) for name, content in properties if content)


def _entry(listed: ListedArticle, locale: Locale, addresses: Addresses) -> Entry:
    day = listed.metadata.date
    return Entry(
        href=addresses.link(article_path(listed.document_id, locale)),
        title=listed.title,
        standfirst=listed.standfirst,
        day=day.isoformat() if day else "",
        date=locale.date(day) if day else "",
    )

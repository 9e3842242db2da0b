"""Heads: what a page says of itself to browsers, search engines and social networks."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import LANGUAGES_PAGE, Addresses, feed_path
from toolkit.editions.article import Article, Phrase, Picture, Site
from toolkit.editions.languages import language_label
from toolkit.editions.share_image import HEIGHT, WIDTH, share_image_path
from toolkit.editions.summary import Summary

__all__ = [
    "Head",
    "Link",
    "alternates",
    "article_properties",
    "by_language",
    "carries_fonts",
    "described",
    "feed_link",
    "plain_head",
    "switcher",
]

# Not every browser takes a file for the same origin as its neighbour; no page of a server can ask
# for one. No page connects to anything: but Lighthouse asks for robots.txt in the page's name.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: file:; connect-src 'self';"
)
_LONGEST_TITLE = 200


@frozen
class Link:
    """A reference to another page."""

    href: str
    phrase: Phrase
    current: bool = False
    """Whether it is the page itself."""


@frozen
class Head:
    """What a page's head says to browsers, search engines and social networks."""

    title: Phrase
    """The page's own title, without the site's."""
    canonical: str
    """Empty on a page that no search engine should know."""
    alternates: tuple[tuple[str, str], ...]
    """`hreflang` and address of each language's page, its own included."""
    properties: tuple[tuple[str, str], ...]
    """Open Graph's properties."""
    description: Phrase | None = None
    nitf: str = ""
    """Where the XML edition stands."""
    feed: str = ""
    """Where the locale's feed stands; empty where the site's address is not known."""
    linked_data: str = ""
    indexed: bool = True
    fonts: bool = False
    """Whether the page carries fonts."""

    @property
    def short_title(self) -> Phrase:
        """The title as a tab or a list of results can show it."""
        text = self.title.text
        if len(text) <= _LONGEST_TITLE:
            return self.title
        cut = text[:_LONGEST_TITLE].rpartition(" ")[0] or text[:_LONGEST_TITLE]
        if cut.rfind("\u2066") > cut.rfind("\u2069"):  # not in the midst of an isolated number
            cut = cut[: cut.rfind("\u2066")].rstrip()
        return Phrase(f"{cut}…", self.title.locale)

    @property
    def policy(self) -> Markup:
        """What the page allows: its own style, and no script and no request (CSP 3).

        Browsers do not run the linked data, nor ask whether they may; the digest is for checkers.
        """
        digest = base64.b64encode(hashlib.sha256(self.linked_data.encode()).digest()).decode()
        fonts = " font-src data:;" if self.fonts else ""
        script = f" script-src 'sha256-{digest}';" if self.linked_data else ""
        # Nothing in it ends an attribute in double quotes.
        policy = f"{_POLICY}{fonts}{script} base-uri 'none'; form-action 'none'"
        return Markup(policy)  # noqa: S704


def by_language(pages: Iterable[tuple[Locale, str]]) -> list[tuple[Locale, str]]:
    """Return pages in their order, those of one language together in all its alphabets."""
    found: dict[str, list[tuple[Locale, str]]] = {}
    for locale, path in pages:
        found.setdefault(locale.language, []).append((locale, path))
    return [page for family in found.values() for page in family]


def switcher(addresses: Addresses, pages: Iterable[tuple[Locale, str]]) -> list[Link]:
    """Return the links to a page in its languages, each named in itself."""
    found = list(pages)
    labels = _labels(tuple(locale for locale, _ in found))
    return [
        Link(addresses.link(path), Phrase(label, locale), current=path == addresses.page)
        for (locale, path), label in zip(found, labels, strict=True)
    ]


# CLDR is slow to say what languages are called, and every page of a site asks for the same ones.
@lru_cache(maxsize=64)
def _labels(locales: tuple[Locale, ...]) -> tuple[str, ...]:
    """Return what each of a page's languages is called beside the others."""
    return tuple(language_label(locale, locales) for locale in locales)


def alternates(
    addresses: Addresses, pages: Sequence[tuple[Locale, str]], default: str
) -> tuple[tuple[str, str], ...]:
    """Return `hreflang` and address of each language's page, then of that for all others.

    Search engines take whole addresses only: there are none where the site's is not known.
    """
    if not addresses.site.base_url:
        return ()
    return (
        *((locale.tag, addresses.canonical(path)) for locale, path in pages),
        ("x-default", addresses.canonical(default)),
    )


def feed_link(addresses: Addresses, locale: Locale) -> str:
    """Return where a locale's feed stands; empty where there can be none."""
    return addresses.link(feed_path(locale)) if addresses.site.base_url else ""


def carries_fonts(site: Site, locale: Locale) -> bool:
    """Whether a locale's pages carry fonts."""
    return any(locale.script in font.scripts for font in site.fonts)


def plain_head(
    title: Phrase,
    addresses: Addresses,
    pages: Sequence[tuple[Locale, str]],
    locale: Locale,
    default: str = LANGUAGES_PAGE,
) -> Head:
    """Return the head of a page that is no article."""
    site = addresses.site
    return Head(
        title=title,
        canonical=addresses.absolute(addresses.page),
        alternates=alternates(addresses, pages, default),
        properties=_filled(
            ("og:type", "website"),
            ("og:title", title.text),
            ("og:site_name", site.named(locale).text),
            ("og:url", addresses.absolute(addresses.page)),
        ),
        feed=feed_link(addresses, locale),
        fonts=carries_fonts(site, locale),
    )


def described(head: Head, description: Phrase) -> Head:
    """Return a page's head with a description for search engines and social networks."""
    properties = (*head.properties, ("og:description", description.text))
    return replace(head, description=description, properties=properties)


def article_properties(
    article: Article, summary: Summary, addresses: Addresses
) -> tuple[tuple[str, str], ...]:
    """Return Open Graph's properties of an article; what is not known is left out."""
    own = article.locale.open_graph
    others = [locale.open_graph for locale in article.editions]
    published = article.published
    return _filled(
        ("og:type", "article"),
        ("og:title", summary.title.text),
        ("og:description", summary.standfirst.text if summary.standfirst else ""),
        *_image(article, summary, addresses),
        ("og:site_name", article.site.named(article.locale).text),
        ("og:url", addresses.absolute(addresses.page)),
        ("og:locale", own),
        *(("og:locale:alternate", other) for other in others if other != own),
        ("article:published_time", published.isoformat() if published else ""),
        ("article:modified_time", summary.updated.isoformat() if summary.updated else ""),
        *(("article:tag", topic.name.text) for topic in summary.topics),
    )


def _image(article: Article, summary: Summary, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield the properties of the picture that stands for an article: its own, or its headline."""
    address = addresses.absolute(summary.image) or summary.image_elsewhere
    if address:
        known = (each for each in article.pictures.values() if each.path == summary.image)
        picture = next(known, Picture(""))
        words = summary.image_alt if summary.image else None
    else:
        picture = Picture(share_image_path(article), WIDTH, HEIGHT, "image/png")
        address, words = addresses.absolute(picture.path), summary.title
    if address:
        yield "og:image", address
        yield "og:image:type", picture.media_type
        yield "og:image:width", str(picture.width or "")
        yield "og:image:height", str(picture.height or "")
        yield "og:image:alt", words.text if words else ""
        yield "twitter:card", "summary_large_image"


def _filled(*properties: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, content) for name, content in properties if content)

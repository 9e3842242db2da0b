"""Site: the pages round the articles: lists, topics, the choice of language, the missing page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.editions.addresses import (
    LANGUAGES_PAGE,
    MISSING_PAGE,
    ROBOTS,
    SITEMAP,
    Addresses,
    feed_path,
    index_path,
    topic_path,
)
from toolkit.editions.article import (
    ListedArticle,
    Listing,
    Phrase,
    Site,
    Topic,
    spoken_phrase,
)
from toolkit.editions.furniture import Said, said
from toolkit.editions.heads import Head, Link, by_language, described, plain_head, switcher
from toolkit.editions.languages import language_label
from toolkit.editions.site.feeds import render_feeds
from toolkit.editions.site.listed_entries import list_entry, listed_path
from toolkit.editions.site.sitemap import MappedArticle, mapped_article, render_sitemap
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.editions.templating import render_page
from toolkit.language.list_patterns import comma

__all__ = [
    "PAGE_SIZE",
    "SHARED",
    "part_of",
    "render_index",
    "render_languages",
    "render_missing",
    "site_pages",
    "sort_listed",
]


PAGE_SIZE = 50
"""How many articles a page of a list has."""
SHARED = ""
"""The part of the pages that all locales share."""
_DESCRIBED = 3
"""How many headlines describe a list to search engines."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A language's words on a page that speaks all of them."""

    link: Link
    """To the list of articles, named as the language calls itself."""
    spoken: Locale
    """The language that the words are in, where there are none in its own."""
    articles: Said
    """What the link leads to."""
    newsroom: str
    """What the newsroom is called in the language; empty where it has no name of its own there."""
    missing: Said
    """That there is no page."""
    advice: Said
    """What may have become of it."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic's page in a locale."""

    topic: Topic
    articles: Sequence[int]
    """Which of the locale's articles they are."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What pages need of all of a locale's articles, each of which is read once for that."""

    topics: Mapping[str, _Topic]
    """By their slugs."""
    mapped: Sequence[MappedArticle]
    paths: Mapping[str, str]
    """The articles' ids by the paths of what lists lead to."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a list stands, and where it stands in other languages."""

    path: str
    languages: Sequence[tuple[Locale, str]]
    default: str
    """Where those go who read none of the languages."""
    articles: Sequence[int]
    """Which of the locale's articles stand there."""


def site_pages(
    site: Site,
    listed: Mapping[Locale, Sequence[ListedArticle]],
    parts: Collection[str] | None = None,
    withdrawals: Sequence[Withdrawal] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages round the articles, each with its path below the output folder.

    They are, for the source's locale and each that has articles, the list of them and a page for
    each topic; the choice of language; the page for addresses where there is none; and where the
    site's address is known, the feeds, the sitemap and robots.txt, which cannot be without it (RFC
    4287; sitemaps.org; RFC 9309).

    Args:
        site: the site.
        listed: for each locale the articles that are published in it, newest first; no more of
            them are held at a time than a page needs.
        parts: which pages are made, see `part_of`; all when None.
        withdrawals: the articles that were.

    Raises:
        ToolkitError: when a page and an article have one path, or a template is wrong.

    """
    # A language of which nothing is published yet has no list, and no page leads to one.
    # Where something was, its list and its feed stay: they lead to the page that says it is gone.
    known = {locale for each in withdrawals for locale in each.locales(site)} | {site.source}
    having = tuple(each for each in site.locales if each in known or listed.get(each))
    site = replace(site, locales=having)
    articles = {locale: listed.get(locale, ()) for locale in having}
    if parts is None:
        parts = {SHARED, *(part for each in having for part in (each.tag, feed_path(each)))}
    for part, own in {feed_path(locale): locale for locale in having}.items():
        if part in parts:
            yield from render_feeds(site, {own: articles[own]}, withdrawals).items()
    parts = {SHARED, *(each.tag for each in having)}.intersection(parts)
    if not parts:
        return
    looked = {locale: _look(site, each, locale) for locale, each in articles.items()}
    # Feeds are made without a look at all articles; where one comes, lists are made, too.
    for locale in having if site.base_url else ():
        _refuse_article(feed_path(locale), looked.values())
    for path, page in _pages(site, articles, looked, parts):
        _refuse_article(path, looked.values())
        yield path, page


def part_of(path: str) -> str:
    """Return the part of the pages that one belongs to: what is made from the same.

    These are each locale's lists, each feed, and what all locales share. Feeds and the sitemap say
    more of an article than lists do.

    >>> [part_of(each) for each in ("kk/index.2.html", "kk/feed.atom", "sitemap.xml")]
    ['kk', 'kk/feed.atom', '']
    """
    folder, _, name = path.partition("/")
    if not name:
        return SHARED
    return path if path == feed_path(Locale(folder)) else folder


def _pages(
    site: Site,
    articles: Mapping[Locale, Sequence[ListedArticle]],
    looked: Mapping[Locale, _Looked],
    parts: Collection[str],
) -> Iterator[tuple[str, bytes]]:
    for locale, each in articles.items():
        if locale.tag in parts:
            yield from _list_pages(Listing(site, locale, each), looked)
    if SHARED in parts:
        yield LANGUAGES_PAGE, render_languages(site)
        yield MISSING_PAGE, render_missing(site)
        topics = {locale: tuple(each.topics) for locale, each in looked.items()}
        yield from render_sitemap(site, {key: each.mapped for key, each in looked.items()}, topics)
        yield from _robots(site).items()


def _list_pages(listing: Listing, looked: Mapping[Locale, _Looked]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a locale's lists, each with its path."""
    locale = listing.locale
    for number in _numbers(listing.articles):
        yield _numbered(index_path(locale), number), render_index(listing, number)
    for slug, each in looked[locale].topics.items():
        languages = [other for other in listing.site.locales if slug in looked[other].topics]
        yield from _topic_pages(listing, each, languages)


def _robots(site: Site) -> Mapping[str, bytes]:
    """Return what leads search engines to the sitemap, where the site has a host of its own."""
    if urlsplit(site.base_url).path != "/":
        return {}
    sitemap = Addresses(site, ROBOTS).absolute(SITEMAP)
    return {ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()}


def sort_listed(listed: Iterable[ListedArticle]) -> tuple[ListedArticle, ...]:
    """Return articles newest first; those without a day last; those of one day by their ids."""
    by_id = sorted(listed, key=lambda each: each.document_id)
    return tuple(sorted(by_id, key=lambda each: str(each.metadata.date or ""), reverse=True))


def _numbers(articles: Sized) -> range:
    """Return the numbers of the pages that a list takes, from 1."""
    return range(1, max(1, -(-len(articles) // PAGE_SIZE)) + 1)


def _numbered(path: str, number: int) -> str:
    """Return the path of a page of a list; no tag has a name with a full stop in it.

    >>> _numbered("kk/index.html", 1), _numbered("kk/index.html", 2)
    ('kk/index.html', 'kk/index.2.html')
    """
    return path if number == 1 else f"{path.removesuffix('.html')}.{number}.html"


def render_index(listing: Listing, number: int = 1) -> bytes:
    """Return a page of the list of a locale's articles, as UTF-8.

    Args:
        listing: the articles.
        number: which page of the list, from 1.

    """
    site, locale = listing.site, listing.locale
    title = site.words(locale).speak("All articles")
    pages = [(each, index_path(each)) for each in site.locales]
    place = _Place(index_path(locale), pages, LANGUAGES_PAGE, range(len(listing.articles)))
    return _render_list(listing, title, place, number=number)


def _topic_pages(
    listing: Listing, topic: _Topic, languages: Sequence[Locale]
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a topic, each with its path."""
    site, locale, slug = listing.site, listing.locale, topic.topic.slug
    pages = [(each, topic_path(slug, each)) for each in languages]
    default = site.source if site.source in languages else languages[0]
    place = _Place(topic_path(slug, locale), pages, topic_path(slug, default), topic.articles)
    kicker, name = said(site.words(locale), "Topic"), topic.topic.name
    title = spoken_phrase(name.text, name.locale)
    for number in _numbers(topic.articles):
        yield _numbered(place.path, number), _render_list(listing, title, place, kicker, number)


def _render_list(
    listing: Listing, title: Phrase, place: _Place, kicker: Said | None = None, number: int = 1
) -> bytes:
    site, locale = listing.site, listing.locale
    addresses = Addresses(site, _numbered(place.path, number))
    chosen = place.articles[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    shown = [listing.articles[at] for at in chosen]
    head = _list_head(replace(listing, articles=shown), title, place, addresses)
    if number > 1:  # its articles are in the sitemap; no search engine needs a list of them
        head = replace(head, canonical="", alternates=(), properties=(), indexed=False)
    return render_page(
        "index.html",
        site,
        locale,
        head=head,
        kicker=kicker,
        home=addresses.link(index_path(locale)),
        languages=switcher(addresses, by_language(place.languages)),
        chooser=addresses.link(LANGUAGES_PAGE),
        entries=[list_entry(each, locale, addresses) for each in shown],
        newer=addresses.link(_numbered(place.path, number - 1)) if number > 1 else "",
        older=addresses.link(_numbered(place.path, number + 1))
        if number < len(_numbers(place.articles))
        else "",
    )


def _list_head(listing: Listing, title: Phrase, place: _Place, addresses: Addresses) -> Head:
    """Return the head of a list, which its newest headlines in its language describe."""
    head = plain_head(title, addresses, place.languages, listing.locale, place.default)
    titles = [each.title.text for each in listing.articles if each.title.locale == listing.locale]
    if not titles:
        return head
    return described(head, Phrase(" · ".join(titles[:_DESCRIBED]), listing.locale))


def render_languages(site: Site) -> bytes:
    """Return the page on which a reader chooses a language, in the source's, as UTF-8."""
    addresses = Addresses(site, LANGUAGES_PAGE)
    pages = [(each, index_path(each)) for each in site.locales]
    title = site.words(site.source).speak("Choose a language")
    languages = switcher(addresses, pages)
    named = comma(title.locale).join(each.phrase.text for each in languages)
    described_by = Phrase(f"{title.text}: {named}", title.locale)
    return render_page(
        "languages.html",
        site,
        site.source,
        head=described(plain_head(title, addresses, pages, site.source), described_by),
        languages=languages,
        invitations=_invitations(site, addresses),
    )


def render_missing(site: Site) -> bytes:
    """Return the page for addresses where there is none, in all languages, as UTF-8.

    A server shows it at any address, so that its links are whole where the site's address is known.
    """
    addresses = Addresses(site, MISSING_PAGE)
    title = site.words(site.source).speak("Page not found")
    head = plain_head(title, addresses, [], site.source)
    return render_page(
        "missing.html",
        site,
        site.source,
        head=replace(head, canonical="", alternates=(), properties=(), feed="", indexed=False),
        invitations=_invitations(site, addresses),
    )


def _invitations(site: Site, addresses: Addresses) -> list[Invitation]:
    return [_invitation(locale, site, addresses) for locale in site.locales]


def _invitation(locale: Locale, site: Site, addresses: Addresses) -> Invitation:
    spoken, newsroom = site.words(locale), site.named(locale)
    name = Phrase(language_label(locale, site.locales), locale)
    return Invitation(
        Link(addresses.canonical(index_path(locale)), name),
        spoken.spoken_in("Page not found"),
        said(spoken, "All articles"),
        newsroom.text if newsroom in site.titles else "",
        said(spoken, "Page not found"),
        said(spoken, "There is no page at this address, or it has moved."),
    )


def _look(site: Site, listed: Iterable[ListedArticle], locale: Locale) -> _Looked:
    """Return what pages need of a locale's articles, newest first.

    A topic is named as the newest article in it names it that does so in the locale's language.
    """
    names: dict[str, Topic] = {}
    articles: dict[str, list[int]] = defaultdict(list)
    mapped: list[MappedArticle] = []
    paths: dict[str, str] = {}
    for at, each in enumerate(listed):
        for topic in each.topics:
            articles[topic.slug].append(at)
            known = names.setdefault(topic.slug, topic)
            if known.name.locale != locale and topic.name.locale == locale:
                names[topic.slug] = topic
        if site.base_url and (page := mapped_article(site, locale, each)) is not None:
            mapped.append(page)
        paths[listed_path(each, locale)] = each.document_id
    topics = {slug: _Topic(names[slug], articles[slug]) for slug in sorted(articles)}
    return _Looked(topics, mapped, paths)


def _refuse_article(path: str, looked: Iterable[_Looked]) -> None:
    """Raise where an article has the path of a page of the site."""
    for each in looked:
        if path in each.paths:
            raise ToolkitError.because(
                "document-clash",
                f"“{each.paths[path]}” and a page of the site would both be published as “{path}”",
                Location(path),
                "rename the article's file",
            )

"""Page: an article as an HTML page."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import ALL_LANGUAGES, Addresses, article_path, index_path
from toolkit.editions.article import Article, Phrase, spoken_phrase
from toolkit.editions.furniture import Said, said
from toolkit.editions.heads import (
    Head,
    Link,
    alternates,
    article_properties,
    by_language,
    carries_fonts,
    feed_link,
    switcher,
)
from toolkit.editions.linked_data import news_article, script_json
from toolkit.editions.notices import (
    based_on_notice,
    origin_notice,
    provenance_notice,
    rights_lines,
    translators_notice,
    unfinished_notice,
)
from toolkit.editions.parallel import PARALLEL, parallel_path
from toolkit.editions.passages import render_passages
from toolkit.editions.site.listed_entries import list_entry
from toolkit.editions.site.lists import render_index, render_languages
from toolkit.editions.site.related import READ_ALSO
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.templating import render_page
from toolkit.editions.told_corrections import told_corrections
from toolkit.localizing.interface_words import size_in

__all__ = ["render_article", "render_index", "render_languages"]

_EPUB, _PDF, _SINGLE = "application/epub+zip", "application/pdf", ".single.html"
_LONG_TITLE = 140
"""From how many characters on a headline is set smaller."""


@frozen
class Note:
    """What the original says now."""

    phrase: Phrase
    href: str = ""
    """Where the passage stands in the page; empty where it does not."""


@frozen
class Copy:
    """A file of an article to take away."""

    href: str
    name: Said
    type: str = "text/html"
    size: str = ""
    """How large it is, in the page's language; empty where that is not known."""


def render_article(article: Article) -> bytes:
    """Return an article's page in its locale, complete in itself, as UTF-8.

    The page asks for nothing else over the network but its pictures, has no script to run, and
    works from a file.

    Raises:
        ToolkitError: when one of the newsroom's own templates is wrong.

    """
    site, locale, summary = article.site, article.locale, summarize(article)
    passages = render_passages(article, interactive=True)
    addresses = Addresses(site, article_path(article.document_id, locale))
    original = article_path(article.document_id, article.source)
    return render_page(
        "article.html",
        site,
        locale,
        head=_head(article, summary, addresses),
        home=addresses.link(index_path(locale)),
        languages=switcher(addresses, by_language(_pages(article))),
        summary=summary,
        long_title=len(summary.title.text) > _LONG_TITLE,
        passages=passages,
        origin=origin_notice(article),
        original=Link(
            addresses.link(original), spoken_phrase(article.original_title, article.source)
        ),
        based_on=based_on_notice(article),
        credit=translators_notice(article),
        provenance=provenance_notice(article),
        parallel=_parallel(article, addresses),
        unfinished=unfinished_notice(article, summary),
        published=None if passages.has_date else article.metadata.date,
        updated=summary.updated,
        changes=_changes(article),
        corrections=told_corrections(article),
        notice=article.notice,
        rights=rights_lines(article),
        copies=list(_copies(article, addresses)),
        read_also=[list_entry(each, locale, addresses) for each in article.read_also],
        place=READ_ALSO,
    )


def _pages(article: Article) -> Sequence[tuple[Locale, str]]:
    return [(locale, article_path(article.document_id, locale)) for locale in article.editions]


def _head(article: Article, summary: Summary, addresses: Addresses) -> Head:
    nitf = article_path(article.document_id, article.locale, ".xml")
    original = article_path(article.document_id, article.source)
    return Head(
        title=summary.title,
        canonical=addresses.absolute(addresses.page),
        alternates=alternates(addresses, _pages(article), original),
        properties=article_properties(article, summary, addresses),
        description=summary.standfirst,
        nitf=addresses.link(nitf) if "nitf" in article.forms else "",
        feed=feed_link(addresses, article.locale),
        linked_data=script_json(news_article(article, summary, addresses)),
        indexed=article.indexed,
        fonts=carries_fonts(article.site, article.locale),
    )


def _parallel(article: Article, addresses: Addresses) -> str:
    """Return where the original and the translation stand side by side; empty where nowhere."""
    if article.is_original or article.original is None or PARALLEL not in article.forms:
        return ""
    return addresses.link(parallel_path(article))


def _copies(article: Article, addresses: Addresses) -> Iterator[Copy]:
    """Yield the files of an article that readers can keep, carry and send on."""
    spoken, path = article.site.words(article.locale), article.document_id
    if "pdf" in article.sizes:  # where there is no Chromium, there is none
        name = Said((Phrase("PDF", article.locale),), (Markup("PDF"),), article.locale)
        link = addresses.link(article_path(path, article.locale, ".pdf"))
        yield Copy(link, name, _PDF, _size(article, "pdf"))
    if "parallel_pdf" in article.sizes:
        name = said(spoken, "Side by side with the original")
        link = addresses.link(article_path(path, article.locale, ".parallel.pdf"))
        yield Copy(link, name, _PDF, _size(article, "parallel_pdf"))
    if "epub" in article.forms:
        name = said(spoken, "E-book (EPUB)")
        link = addresses.link(article_path(path, article.locale, ".epub"))
        yield Copy(link, name, _EPUB, _size(article, "epub"))
    if "single" in article.forms:
        name = said(spoken, "The article in one file")
        link = addresses.link(article_path(path, article.locale, _SINGLE))
        yield Copy(link, name, size=_size(article, "single"))
        if len(article.editions) > 1:
            name = said(spoken, "All languages in one file")
            yield Copy(addresses.link(f"{ALL_LANGUAGES}/{path}{_SINGLE}"), name)


def _size(article: Article, form: str) -> str:
    size = article.sizes.get(form, 0)
    return size_in(article.locale, size) if size else ""


def _changes(article: Article) -> list[Note]:
    there = {each.get("id") for each in article.root.iter("*")}
    return [
        Note(spoken_phrase(each.text, article.source), f"#{each.id}" if each.id in there else "")
        for each in article.changed
    ]

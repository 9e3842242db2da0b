"""HTML text: an article's body as the HTML that partners put on their own pages."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from toolkit.base.markup import text_of
from toolkit.editions.article import Article
from toolkit.editions.passages import render_passages
from toolkit.editions.summary import has_class

__all__ = ["html_text", "read_words", "tags_of"]


def html_text(article: Article, root: etree._Element) -> str:
    """Return an article's body, and what stands at its foot, as HTML without a wrapper.

    Args:
        article: the article, its addresses whole.
        root: its tree, arranged; it is not changed.

    """
    # A page's pictures are found from the page; a partner's keep the addresses of the tree.
    passages = render_passages(replace(article, root=root, pictures={}))
    footer = f"<footer>{passages.footer}</footer>\n" if passages.footer else ""
    return f"{passages.body}{footer}"


def read_words(article: Article) -> list[str]:
    """Return the words of a body: all but the header, and captions."""
    return " ".join(_read(article)).split()


def tags_of(root: etree._Element) -> Iterator[str]:
    """Yield the tags of an arranged tree."""
    for tags in root.iterfind("header/ul"):
        if has_class(tags, "tags"):
            yield from filter(None, map(text_of, tags.iterfind("li")))


def _read(article: Article) -> Iterator[str]:
    for part in article.root:
        if isinstance(part.tag, str) and part.tag != "header":
            captions = set(part.iter("figcaption"))
            for text in part.xpath(".//text()"):
                holder = text.getparent()
                if not captions.intersection((holder, *holder.iterancestors())):
                    yield text

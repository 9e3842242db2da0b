"""Parallel view: an original and its translation side by side, passage by passage."""

import copy
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from lxml import etree
from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import Addresses, article_path, index_path
from toolkit.editions.article import Article, Phrase, spoken_phrase
from toolkit.editions.furniture import said
from toolkit.editions.heads import Head, Link, carries_fonts
from toolkit.editions.kept_passages import is_kept
from toolkit.editions.languages import language_label
from toolkit.editions.passages import (
    isolated,
    let_tables_scroll,
    prepared,
    serialise,
    write_bylines,
)
from toolkit.editions.summary import has_class, summarize
from toolkit.editions.templating import render_page
from toolkit.editions.told_corrections import told_corrections
from toolkit.localizing.interface_words import Words

__all__ = ["PARALLEL", "Pair", "pair_passages", "parallel_path", "render_parallel"]

PARALLEL = "parallel"
"""The name of the form."""
_SUFFIX = ".parallel.html"
_OPENED = frozenset({"article", "div", "footer", "header", "section"})
"""What holds blocks and says nothing of them."""
_KEPT = frozenset({"blockquote", "ol", "ul"})
"""What holds blocks and is shown round each of them."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@frozen
class AsSaid:
    """What somebody said in another language than the original's."""

    label: Phrase
    """That these are the words, and in which language."""
    words: Phrase
    """The words in the quotation marks of their language."""


@frozen
class Pair:
    """A passage in both languages, and what was said in it in others."""

    id: str
    """The anchor, which is the passage's id in all editions; empty where it has none."""
    original: Markup
    translation: Markup
    state: str
    """`translated`, `untranslated`, `added` for what only the translation has, `alone` where the
    original is not at hand, or `same` for what is no text, such as a line between two parts."""
    said: tuple[AsSaid, ...] = ()
    """What people said, word for word, where the original has that translated."""


@frozen
class _Block:
    """A passage of one of the two trees."""

    key: str
    element: etree._Element
    ids: tuple[str, ...]
    """Those of all that stands in it."""
    untranslated: bool


def parallel_path(article: Article) -> str:
    """Return the path of an article's parallel view below the output folder."""
    return article_path(article.document_id, article.locale, _SUFFIX)


def render_parallel(article: Article) -> bytes:
    """Return an article's original and its translation side by side, as UTF-8.

    Passages are found by their ids. What is not translated is marked; either language may come
    first, without a script; on a narrow page the one stands under the other.

    Args:
        article: a translation, with its original.

    Raises:
        ToolkitError: when one of the newsroom's own templates is wrong.

    """
    site, locale, source = article.site, article.locale, article.source
    summary, spoken = summarize(article), site.words(locale)
    addresses = Addresses(site, parallel_path(article))
    back = article_path(article.document_id, locale)
    pairs = list(pair_passages(article))
    return render_page(
        "parallel.html",
        site,
        locale,
        head=Head(
            title=summary.title,
            canonical=addresses.absolute(back),
            alternates=(),
            properties=(),
            indexed=False,
            fonts=carries_fonts(site, locale) or carries_fonts(site, source),
        ),
        home=addresses.link(index_path(locale)),
        languages=_languages(article, addresses),
        heading=said(spoken, "Side by side with the original"),
        summary=summary,
        back=addresses.link(back),
        source=source,
        source_name=language_label(source, [source, locale]),
        target_name=language_label(locale, [source, locale]),
        pairs=pairs,
        corrections=told_corrections(article, {each.id: each.id for each in pairs}),
    )


def _languages(article: Article, addresses: Addresses) -> list[Link]:
    """Return the links to the same view in other languages; to the original in its own."""
    found = []
    for locale in article.editions:
        suffix = ".html" if locale == article.source else _SUFFIX
        path = article_path(article.document_id, locale, suffix)
        phrase = Phrase(language_label(locale, article.editions), locale)
        found.append(Link(addresses.link(path), phrase, current=path == addresses.page))
    return found


def pair_passages(article: Article) -> Iterator[Pair]:
    """Yield the passages of an article and of its original, in the original's order.

    What only the translation has stands after what it follows there.
    """
    if article.original is None:
        for block in _blocks(article, _dated(article, article.locale), frozenset()):
            shown = _shown(block.element, article.site.words(article.locale), level=True)
            yield Pair(block.key, Markup(), shown, "alone")
        return
    original = replace(
        article,
        root=article.original,
        locale=article.source,
        pictures=article.original_pictures,
    )
    ids = frozenset(str(each.get("id")) for each in article.original.iter("*") if each.get("id"))
    there, here = (
        list(_blocks(each, _dated(each, article.locale), ids)) for each in (original, article)
    )
    by_key = {each.key: each for each in here if each.key}
    nameless = _nameless(there, here)
    known = {each.key for each in there}
    following = _added(here, known)
    for block in following.get("", ()):
        yield _pair(article, None, block)
    for block in there:
        if not block.key and block.element.tag == "hr":
            yield Pair("", Markup(), Markup("<hr>"), "same")
            continue
        yield _pair(article, block, by_key.get(block.key) if block.key else next(nameless, None))
        for added in following.get(block.key, ()) if block.key else ():
            yield _pair(article, None, added)


def _dated(article: Article, folder: Locale) -> etree._Element:
    root = prepared(article, folder)
    write_bylines(root, article)
    return root


def _nameless(there: Sequence[_Block], here: Sequence[_Block]) -> Iterator[_Block]:
    """Return what answers to the original's blocks without an id, such as a bare picture.

    They are told by their order, where both sides have the same ones.
    """
    mine, theirs = (
        [each for each in side if not each.key and each.element.tag != "hr"]
        for side in (here, there)
    )
    same = [each.element.tag for each in mine] == [each.element.tag for each in theirs]
    return iter(mine if same else ())


def _added(here: Sequence[_Block], known: set[str]) -> dict[str, list[_Block]]:
    """Return the blocks that only the translation has, by the key of the one they follow."""
    found: dict[str, list[_Block]] = {}
    last = ""
    for block in here:
        if block.key in known and block.key:
            last = block.key
        elif block.key:
            found.setdefault(last, []).append(block)
    return found


def _blocks(
    article: Article,
    element: etree._Element,
    ids: frozenset[str],
    shells: tuple[etree._Element, ...] = (),
) -> Iterator[_Block]:
    """Yield the passages of a tree, each in what it must stand in.

    Args:
        article: whose tree it is.
        element: what holds them.
        ids: those that the original's passages have.
        shells: what they stand in.

    """
    for child in element:
        if has_class(child, "tags"):
            continue
        if child.tag in _OPENED:
            yield from _blocks(article, child, ids, shells)
        elif child.tag in _KEPT and _holds_blocks(child):
            shell = etree.Element(child.tag, _numbered(child))
            yield from _blocks(article, child, ids, (*shells, shell))
        else:
            yield _block(child, ids, shells, translated=_has_translation(article, child))


def _holds_blocks(element: etree._Element) -> bool:
    return len(element) > 0 and not (element.text or "").strip()


def _numbered(element: etree._Element) -> dict[str, str]:
    return {name: value for name, value in element.items() if name in {"reversed", "start"}}


def _block(
    element: etree._Element,
    known: frozenset[str],
    shells: tuple[etree._Element, ...],
    *,
    translated: bool,
) -> _Block:
    ids = [each.get("id") or "" for each in element.iter("*")]
    # A part of an element has an id in the translation only, while it is not translated.
    key = next((each for each in ids if each in known), next(filter(None, ids), ""))
    whole = copy.deepcopy(element)
    whole.tail = None
    if element.tag == "li" and shells and shells[-1].tag == "ol":
        _number(element, whole, shells[-1])
    for each in whole.iter("*"):
        each.attrib.pop("id", None)
    for shell in reversed(shells):
        holder = etree.Element(shell.tag)
        holder.append(whole)
        whole = holder
    return _Block(key, whole, tuple(filter(None, ids)), not translated)


def _has_translation(article: Article, element: etree._Element) -> bool:
    """Whether any text in an element stands outside the passages that have no translation."""
    if is_kept(article, element):
        return False
    if (element.text or "").strip() or element.tag == "img":
        return True
    return any(_has_translation(article, each) or (each.tail or "").strip() for each in element)


def _number(element: etree._Element, item: etree._Element, shell: etree._Element) -> None:
    """Let an item keep its number in a list of its own."""
    above = element.getparent()
    if item.get("value") is None and above is not None:
        first = shell.get("start", "1")
        before = sum(1 for each in element.itersiblings("li", preceding=True))
        if first.lstrip("-").isdigit():
            item.set("value", str(int(first) + before))


def _pair(article: Article, original: _Block | None, translation: _Block | None) -> Pair:
    key = original.key if original is not None else translation.key if translation else ""
    state = "translated"
    if original is None:
        state = "added"
    elif translation is None or translation.untranslated:
        state = "untranslated"
    there, here, spoken = Markup(), Markup(), article.site.words
    if original is not None:
        _lead_from_here(article, original.element)
        there = _shown(original.element, spoken(article.source), level=False)
    if translation is not None:
        here = _shown(translation.element, spoken(article.locale), level=True)
    return Pair(key, there, here, state, _said(article, original))


def _said(article: Article, original: _Block | None) -> tuple[AsSaid, ...]:
    """Return what was said in a passage of the original, as it was said."""
    if original is None or not article.quotations:
        return ()
    spoken = article.site.words(article.locale)
    return tuple(
        AsSaid(spoken.speak("As it was said ({language})", language=each.locale), _quoted(each))
        for own in original.ids
        for each in article.quotations.get(own, ())
    )


def _quoted(words: Phrase) -> Phrase:
    marks = words.locale.quotation_marks
    return spoken_phrase(f"{marks[0]}{words.text}{marks[1]}", words.locale)


def _shown(element: etree._Element, spoken: Words, *, level: bool) -> Markup:
    """Return a passage as HTML; a heading of the other column is no heading of the page."""
    holder = etree.Element("div")
    holder.append(element)
    for link in list(holder.iter("a")):
        if (link.get("href") or "").startswith("#"):
            _unlink(link)
    if not level:
        for heading in list(holder.iter(*_HEADINGS)):
            heading.set("class", f"like-{heading.tag!s}")
            heading.tag = "p"
    let_tables_scroll(holder, spoken, "group")
    return serialise(isolated(holder, spoken.asked))


def _lead_from_here(article: Article, element: etree._Element) -> None:
    """Have links of the original, whose page stands in another folder, lead where they do there."""
    folder = posixpath.dirname(article_path(article.document_id, article.source))
    addresses = Addresses(article.site, parallel_path(article))
    for link in element.iter("a"):
        try:
            parts = urlsplit(link.get("href") or "")
        except ValueError:  # not an address at all
            continue
        if parts.path and not (parts.scheme or parts.netloc or parts.path.startswith("/")):
            path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            end = "/" if parts.path.endswith("/") else ""
            link.set("href", parts._replace(path=addresses.link(path) + end).geturl())


def _unlink(link: etree._Element) -> None:
    """Make a link to a note plain text: the note is another passage here."""
    if has_class(link, "back"):
        link.tag, link.text = "span", None
    else:
        link.tag = "span"
    for name in list(link.attrib):
        del link.attrib[name]

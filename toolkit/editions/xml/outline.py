"""Outline: an article's tree as stylesheets and feeds want it: no loose text, no id twice."""

import re
from collections.abc import Iterable

from lxml import etree

from toolkit.editions.article import Article
from toolkit.editions.attributes import caption_pictures
from toolkit.editions.kept_passages import UNTRANSLATED, mark_kept
from toolkit.editions.summary import has_class
from toolkit.localizing.vocabulary import purified

__all__ = ["BLOCKS", "arranged", "nest_sections"]

BLOCKS = frozenset(
    {"blockquote", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "ol", "p", "pre", "section", "table", "ul"}
)
"""The elements that stand beside paragraphs, never inside one."""
_HOLDERS = frozenset({"article", "blockquote", "dd", "div", "footer", "li", "section"})
# These hold paragraphs only; an item or a definition may be one line of text instead.
_ALWAYS = frozenset({"article", "blockquote", "div", "section"})
_HEADING = re.compile(r"h([1-6])")
# What every vocabulary takes for an identifier (Namespaces in XML 1.0, NCName, in ASCII).
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")


def arranged(article: Article) -> etree._Element:
    """Return a copy of an article's tree that holds what stylesheets may count on.

    It has the vocabulary of articles and no more; text beside paragraphs stands in paragraphs;
    a figure of nothing, and an id that XML does not take or that stands twice, are left out; and
    the article's tags are in its header, in the source's words where they have no translation.
    """
    root = purified(article.root)
    mark_kept(article, root)
    caption_pictures(article, root)
    _leave_out_empty_figures(root)
    _keep_first_ids(root)
    _wrap_loose_text(root)
    _add_tags(root, article)
    return root


def nest_sections(root: etree._Element) -> None:
    """Put each heading of an arranged article's body, and what belongs to it, into a `section`.

    The body becomes one `div`, first its blocks, then its sections, each with the heading first;
    a heading of a lower level opens a section inside.
    """
    body = etree.Element("div", {"class": "body"})
    nested = [(0, body)]
    for block in list(_flat(each for each in root if each.tag not in {"header", "footer"})):
        block.tail = None
        heading = _HEADING.fullmatch(str(block.tag))
        if heading:
            level = int(heading[1])
            while nested[-1][0] >= level:
                nested.pop()
            nested.append((level, etree.SubElement(nested[-1][1], "section")))
        nested[-1][1].append(block)
    for each in [each for each in root if each.tag not in {"header", "footer"}]:
        root.remove(each)
    footer = root.find("footer")
    root.insert(len(root) if footer is None else root.index(footer), body)


def _flat(blocks: Iterable[etree._Element]) -> Iterable[etree._Element]:
    for block in blocks:
        if block.tag in {"div", "section"}:
            yield from _flat(list(block))
        else:
            yield block


def _leave_out_empty_figures(root: etree._Element) -> None:
    for figure in list(root.iter("figure")):
        above = figure.getparent()
        if above is not None and figure.find(".//img[@src]") is None and not _says(figure):
            figure.tag = "span"  # its tail stays where it is


def _says(element: etree._Element) -> bool:
    return bool("".join(element.itertext()).strip())


def _keep_first_ids(root: etree._Element) -> None:
    seen: set[str] = set()
    for element in root.iter("*"):
        own = element.get("id")
        if own is not None:
            if own in seen or not _IDENTIFIER.fullmatch(own):
                del element.attrib["id"]
            seen.add(own)


def _wrap_loose_text(root: etree._Element) -> None:
    for holder in root.iter(*_HOLDERS):
        if holder.tag in _ALWAYS or any(child.tag in BLOCKS for child in holder):
            _wrap_runs(holder)


def _wrap_runs(holder: etree._Element) -> None:
    """Put what stands between a holder's blocks into paragraphs, unless it is white space."""
    children = list(holder)
    text, holder.text = holder.text, None
    run = etree.Element("p")
    run.text = text
    for child in children:
        if child.tag in BLOCKS:
            tail, child.tail = child.tail, None
            _insert_run(run, child)
            run = etree.Element("p")
            run.text = tail
        else:
            run.append(child)
    if _is_filled(run):
        holder.append(run)


def _insert_run(run: etree._Element, block: etree._Element) -> None:
    if _is_filled(run):
        block.addprevious(run)


def _is_filled(run: etree._Element) -> bool:
    return len(run) > 0 or bool(run.text and run.text.strip())


def _add_tags(root: etree._Element, article: Article) -> None:
    tags = article.metadata.tags
    if not tags or any(has_class(each, "tags") for each in root.iter("ul")):
        return
    header = root.find("header")
    if header is None:
        header = etree.Element("header")
        root.insert(0, header)
    shown = etree.SubElement(header, "ul", {"class": "tags"})
    for tag in tags:
        item = etree.SubElement(shown, "li")
        item.text = tag
        if not article.is_original:
            item.set("lang", article.source.tag)
            item.set("dir", article.source.direction)
            item.set("class", UNTRANSLATED)

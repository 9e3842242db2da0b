"""Sentences: an article's text cut into sentences, each with those of the source it stands for."""

from collections.abc import Iterator, Sequence

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import append_text, text_of
from toolkit.base.text import Code, CodeKind, Text, TextBuilder
from toolkit.catalog.memory.align import align_passages
from toolkit.editions.article import Article
from toolkit.editions.kept_passages import is_kept
from toolkit.editions.summary import has_class
from toolkit.editions.xml.outline import BLOCKS
from toolkit.language.sentences import rules_for, split_text
from toolkit.localizing.vocabulary import purified

__all__ = ["SENTENCE", "mark_sentences"]

SENTENCE = "sentence"
"""The element round a sentence: the vocabulary of articles has none (HTML's `s` strikes out)."""

_HOLDERS = frozenset(
    {"caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th"}
)
_WHITE_SPACE = " \t\r\n"


def mark_sentences(root: etree._Element, article: Article, original: str) -> None:
    """Put each sentence of an arranged article into a `sentence`, in place.

    A break inside an inline element is none, as everywhere in the toolkit: a sentence then is all
    that the element ties together. Each has the id of its passage with its number (`p-7f3c.2`); a
    translated one also has `corresp`, the addresses of those sentences of the original that it
    stands for, as far as the passage is known there.

    Args:
        root: an arranged article.
        article: whose tree it is.
        original: where the original's edition with its sentences stands.

    """
    sources = _source_sentences(article)
    for holder in list(_text_holders(root)):
        locale = _language(holder, article)
        sentences = _split(holder, locale)
        own = holder.get("id")
        if own:
            links = _links(sources.get(own, ()), sentences, f"{original}#{own}")
            for number, (sentence, link) in enumerate(zip(sentences, links, strict=True), 1):
                sentence.set("id", f"{own}.{number}")
                if link and original:
                    sentence.set("corresp", link)


def _source_sentences(article: Article) -> dict[str, list[str]]:
    """Return the sentences of each passage of the original, by the passage's id."""
    if article.is_original or article.original is None:
        return {}
    found = {}
    for holder in list(_text_holders(purified(article.original))):
        own = holder.get("id")
        if own:
            found[own] = [text_of(each) for each in _split(holder, article.source)]
    return found


def _links(source: Sequence[str], sentences: Sequence[etree._Element], passage: str) -> list[str]:
    """Return for each sentence the addresses of those it stands for, separated by spaces."""
    links = [""] * len(sentences)
    for bead in align_passages(source, [text_of(each) for each in sentences]):
        for at in bead.target:
            links[at] = " ".join(f"{passage}.{number + 1}" for number in bead.source)
    return links


def _text_holders(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold a passage of text and nothing but."""
    for element in root.iter(*_HOLDERS):
        blocks = any(
            each.tag in BLOCKS or each.tag in _HOLDERS for each in element.iterdescendants()
        )
        if not blocks and not has_class(element, "byline") and text_of(element):
            yield element


def _language(element: etree._Element, article: Article) -> Locale:
    around = (element, *element.iterancestors())
    return article.source if any(is_kept(article, each) for each in around) else article.locale


def _split(holder: etree._Element, locale: Locale) -> list[etree._Element]:
    """Put the sentences of a passage into elements of their own; white space stays between."""
    children = list(holder)
    segments = split_text(_with_codes(holder), rules_for(locale))
    for child in children:
        holder.remove(child)
        child.tail = None
    holder.text = None
    sentences: list[etree._Element] = []
    for segment in segments:
        sentence = _sentence(segment, children)
        if text_of(sentence) or len(sentence):
            holder.append(sentence)
            sentences.append(sentence)
            _move_end(sentence)
        elif sentences:
            sentences[-1].tail = (sentences[-1].tail or "") + (sentence.text or "")
    return sentences


def _with_codes(holder: etree._Element) -> Text:
    """Return a passage as a text in which each child, with all it holds, is a pair of codes."""
    builder = TextBuilder()
    builder.add(holder.text or "")
    for number, child in enumerate(holder):
        builder.add(Code(str(number), CodeKind.OPEN))
        builder.add("\n" if child.tag == "br" else "".join(child.itertext()))
        builder.add(Code(str(number), CodeKind.CLOSE))
        builder.add(child.tail or "")
    return builder.text()


def _sentence(segment: Text, children: Sequence[etree._Element]) -> etree._Element:
    sentence = etree.Element(SENTENCE)
    inside = False
    for part in segment:
        if isinstance(part, Code):
            inside = part.kind is CodeKind.OPEN
            if inside:
                sentence.append(children[int(part.tag)])
        elif not inside:
            append_text(sentence, part)
    return sentence


def _move_end(sentence: etree._Element) -> None:
    """Move the white space at a sentence's end behind it."""
    text = (sentence[-1].tail if len(sentence) else sentence.text) or ""
    kept = text.rstrip(_WHITE_SPACE)
    if len(sentence):
        sentence[-1].tail = kept
    else:
        sentence.text = kept
    sentence.tail = text[len(kept) :] or None

"""Passages: a localized article's tree as the HTML that a page holds."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import text_of
from toolkit.editions.addresses import Addresses, article_path, topic_path
from toolkit.editions.article import Article
from toolkit.editions.attributes import caption_pictures, mark_attributes
from toolkit.editions.footnotes import NoteWords, footnote_numbers, link_footnotes
from toolkit.editions.kept_passages import mark_kept
from toolkit.editions.languages import language_label
from toolkit.editions.site.topics import tag_items, topic_slug
from toolkit.editions.summary import has_class
from toolkit.language.list_patterns import around
from toolkit.localizing.interface_words import Words, date_in
from toolkit.localizing.isolation import isolate
from toolkit.localizing.vocabulary import purified

__all__ = [
    "RESERVED_IDS",
    "Passages",
    "isolated",
    "let_tables_scroll",
    "prepared",
    "render_passages",
    "serialise",
    "write_bylines",
]

RESERVED_IDS = frozenset(
    {
        "also",
        "changes",
        "corrections",
        "languages",
        "main",
        "order-original",
        "order-translation",
        "topics",
    }
)
"""The ids that the pages themselves have."""
_HOLDERS = frozenset({"blockquote", "div", "dl", "footer", "header", "ol", "section", "ul"})
# Blocks of scripts that are written so (Unicode, DerivedBidiClass); most pages have none of them.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SEVERAL = 2
_SCHEME = re.compile("https?://(?:www\\.)?")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ANCHORED = frozenset({"dd", "dt", "figcaption", "li", "p", *_HEADINGS})


@dataclass(frozen=True, slots=True)
class Passages:
    """The parts of an article's page that its author and translators wrote."""

    header: Markup
    """Headline, standfirst, byline, and the picture that leads; on a page without the tags."""
    body: Markup
    footer: Markup
    """The author's note."""
    has_date: bool
    """Whether the header says the day of publication."""
    tags: Markup = field(default_factory=Markup)
    """The tags, where they are not in the header."""


def render_passages(article: Article, *, interactive: bool = False) -> Passages:
    """Return an article's passages as HTML: dates in its language, foreign directions isolated.

    Args:
        article: the article; its tree is not changed.
        interactive: for a page of the site: a link to each passage, and to it in other languages,
            tables that scroll, tags that lead to their topics.

    """
    spoken = article.site.words(article.locale)
    root = prepared(article)
    tags: list[etree._Element] = []
    if interactive:
        tags = _take_tags(article, root)
        _add_anchors(root, spoken)
        let_tables_scroll(root, spoken)
        _mark_addresses(root)
    root = isolated(root, article.locale)
    if interactive:
        _offer_languages(root, article)
    has_date = write_bylines(root, article)
    _break_lines(root)
    header: list[etree._Element] = []
    body: list[etree._Element] = []
    footer: list[etree._Element] = []
    for child in root:
        if child.tag == "header":
            header.extend(child)
        elif child.tag == "footer":
            footer.extend(child)
        elif has_class(child, "body"):
            body.extend(child)
        else:
            body.append(child)
    return Passages(
        serialise(header), serialise(body), serialise(footer), has_date, serialise(tags)
    )


def prepared(article: Article, folder: Locale | None = None) -> etree._Element:
    """Return a copy of an article's tree as every kind of HTML wants it.

    It has the vocabulary of articles and no id twice; footnotes are linked both ways, attributes
    in the source language are marked, and pictures are where they stand.

    Args:
        article: the article; it is not changed.
        folder: the locale in whose folder the page stands, where that is not the article's.

    """
    original = article.root if article.original is None else article.original
    numbers = footnote_numbers(original)
    root = purified(article.root)
    mark_kept(article, root)
    caption_pictures(article, root)
    mark_attributes(article, root)
    _keep_first_ids(root)
    _level_headings(root)
    link_footnotes(root, numbers, _note_words(article.site.words(article.locale)))
    _place_pictures(article, root, folder or article.locale)
    return root


def isolated(root: etree._Element, locale: Locale) -> etree._Element:
    """Return a tree with the words of the other direction isolated, itself where it has none."""
    if locale.direction == "ltr" and not _RIGHT_TO_LEFT.search("".join(root.itertext())):
        return root
    return isolate(root, locale.direction)


def serialise(elements: Iterable[etree._Element]) -> Markup:
    """Return elements of the articles' vocabulary as HTML."""
    html = "".join(etree.tostring(each, method="html", encoding="unicode") for each in elements)
    # lxml escaped each text and attribute of a tree that holds the articles' vocabulary only.
    return Markup(html)  # noqa: S704


def _note_words(spoken: Words) -> NoteWords:
    back, heading = spoken.speak("Back to the text"), spoken.speak("Footnotes")
    return NoteWords(
        back.text,
        heading.text,
        _language(back.locale, spoken.asked),
        "↪" if spoken.asked.direction == "rtl" else "↩",
    )


def _language(own: Locale, page: Locale) -> dict[str, str]:
    return {} if own == page else {"lang": own.tag, "dir": own.direction}


def _keep_first_ids(root: etree._Element) -> None:
    """Take an id away where it stands twice, or is one of the page's own."""
    seen = set(RESERVED_IDS)
    for element in root.iter("*"):
        own = element.get("id")
        if own is not None:
            if own in seen or not own or any(char.isspace() for char in own):
                del element.attrib["id"]
            seen.add(own)


def _level_headings(root: etree._Element) -> None:
    """Let no heading but the headline be of the first level, and none skip a level (WCAG 1.3.1)."""
    above = 1
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if any(True for _ in element.iterancestors("header")) and element.tag == "h1":
            continue
        above = max(2, min(int(str(element.tag)[1]), above + 1))
        element.tag = f"h{above}"


def _place_pictures(article: Article, root: etree._Element, folder: Locale) -> None:
    addresses = Addresses(article.site, article_path(article.document_id, folder))
    lead = root.find("header//img")
    for image in root.iter("img"):
        if image.get("alt") is None:
            image.set("alt", "")
        picture = article.pictures.get(image.get("src") or "")
        if picture is not None:
            image.set("src", addresses.link(picture.path))
            if picture.width and picture.height:
                image.set("width", str(picture.width))
                image.set("height", str(picture.height))
        if image is not lead:
            image.set("loading", "lazy")


def _take_tags(article: Article, root: etree._Element) -> list[etree._Element]:
    """Take the tags out of the header, each a link to its topic."""
    addresses = Addresses(article.site, article_path(article.document_id, article.locale))
    for tag, item in tag_items(article, root):
        path = topic_path(topic_slug(tag), article.locale)
        link = etree.Element("a", {"href": addresses.link(path)})
        link.text, item.text = item.text, None
        link.extend(list(item))
        item.append(link)
    found = [each for each in root.iterfind("header/ul") if has_class(each, "tags")]
    for each in found:
        above = each.getparent()
        if above is not None:
            above.remove(each)
            each.tail = "\n"
    return found


def _add_anchors(root: etree._Element, spoken: Words) -> None:
    """Give each passage of the body a link to itself, at its end.

    Keyboards and screen readers reach those of headings, each with its heading's name: one on
    every paragraph would be most of a page's stops, and all say the same (WCAG 2.4.4).
    """
    label, locale = spoken.speak("Link to this passage"), spoken.asked
    own_language = {"lang": label.locale.tag, "dir": label.locale.direction}
    unanchored = _unanchored(root)
    speaks_others = any(each.get("lang") for each in root.iter("*"))
    for holder in root:
        if holder.tag in {"footer", "header"}:
            continue
        for element in holder.iter(*_ANCHORED):
            own = element.get("id")
            if own and element not in unanchored:
                anchor = etree.Element("a", {"class": "anchor", "href": f"#{own}"})
                if element.tag not in _HEADINGS:
                    anchor.attrib.update({"tabindex": "-1", "aria-hidden": "true"})
                    _insert_anchor(element, anchor)
                    continue
                named = text_of(element)
                anchor.set("aria-label", f"{label.text}: {named}")
                language = _spoken_in(element, locale) if speaks_others else locale.tag
                if language != label.locale.tag:
                    anchor.attrib.update(own_language)
                _insert_anchor(element, anchor)


def _unanchored(root: etree._Element) -> set[etree._Element]:
    """Return what stands in a link, in a cell or among the footnotes."""
    return {
        inside
        for outer in root.iter("a", "section", "td", "th")
        if outer.tag != "section" or has_class(outer, "footnotes")
        for inside in outer.iterdescendants()
    }


def _spoken_in(element: etree._Element, locale: Locale) -> str:
    """Return the language of what stands in an element."""
    around = (each.get("lang") for each in (element, *element.iterancestors()))
    return next((tag for tag in around if tag), locale.tag)


def _insert_anchor(element: etree._Element, anchor: etree._Element) -> None:
    """Put a link at the end of an element's text, before a list or paragraph in it."""
    for at, child in enumerate(element):
        if child.tag in _HOLDERS or child.tag == "p":
            element.insert(at, anchor)
            return
    element.append(anchor)


def let_tables_scroll(root: etree._Element, spoken: Words, role: str = "region") -> None:
    """Put each table into a region that scrolls and takes the keyboard; it stays a table."""
    locale, seen = spoken.asked, set[str]()
    for at, table in enumerate(list(root.iter("table")), 1):
        caption = table.find("caption")
        named = "" if caption is None else text_of(caption)
        numbered = spoken.speak("Table {number}", number=at)
        label = named or numbered.text
        label = f"{label} ({at})" if label in seen else label
        seen.add(label)
        region = etree.Element(
            "div", {"class": "scroll", "role": role, "tabindex": "0", "aria-label": label}
        )
        if not named and numbered.locale != locale:
            # The label is in another language than the table, which says its own again.
            region.attrib.update(_language(numbered.locale, locale))
            own = {"lang": locale.tag, "dir": locale.direction}
            table.attrib.update({name: table.get(name) or own[name] for name in own})
        above = table.getparent()
        if above is not None:
            region.tail, table.tail = table.tail, None
            above.replace(table, region)
            region.append(table)


def write_bylines(root: etree._Element, article: Article) -> bool:
    """Write names as a list, and dates, in the edition's language; return whether one has a date.

    Names are a text of their own each, see `isolation`. A byline whose text its author wrote stays.
    """
    for byline in root.iter("p"):
        if has_class(byline, "byline") and not any((each.tail or "").strip() for each in byline):
            _list_authors(byline, article.locale)
            for each in byline[:-1]:
                each.tail = " "
    return _write_dates(root, article)


def _list_authors(byline: etree._Element, locale: Locale) -> None:
    """Put the names of a byline into one element, with what a list has around them."""
    authors = [each for each in byline if has_class(each, "author") and text_of(each)]
    if len(authors) < _SEVERAL:
        return
    texts = around(locale, [text_of(each) for each in authors])
    listed = etree.Element("span")
    byline.insert(byline.index(authors[0]), listed)
    listed.text = texts[0] or None
    for author, behind in zip(authors, texts[1:], strict=True):
        listed.append(author)
        author.tail = behind or None


def _write_dates(root: etree._Element, article: Article) -> bool:
    found = False
    for time in [time for header in root.iter("header") for time in header.iter("time")]:
        try:
            day = dt.date.fromisoformat(time.get("datetime", "")[:10])
        except ValueError:
            continue
        found = True
        time[:] = []
        time.text = date_in(article.locale, day)
        for name in ("lang", "dir"):
            time.attrib.pop(name, None)
    return found


def _mark_addresses(root: etree._Element) -> None:
    """Mark the links that say where they lead, behind which paper would say it again."""
    for link in root.iter("a"):
        shown, address = (_SCHEME.sub("", each) for each in (text_of(link), link.get("href", "")))
        if "class" not in link.attrib and shown.rstrip("/") == address.rstrip("/"):
            link.set("class", "address-shown")


def _break_lines(element: etree._Element) -> None:
    """Put each block on a line of its own, so that editions can be compared line by line."""
    texts = [element.text, *(child.tail for child in element)]
    if len(element) and not any(text.strip() for text in texts if text):
        element.text = "\n"
        for child in element:
            child.tail = "\n"
            if child.tag in _HOLDERS or has_class(child, "byline"):
                _break_lines(child)


def _offer_languages(root: etree._Element, article: Article) -> None:
    """Put links to the same passage in other languages behind each passage's link to itself.

    No link can take over which passage the page's address names, unless a script runs. So each
    passage has links of its own, and the style shows those of the passage that the address names.
    Their names are labels, which the style shows too: the text of a passage stays what its author
    and its translators wrote.

    Args:
        root: the article as its page has it, with the links of `a.anchor`; it is changed.
        article: the article.

    """
    page = Addresses(article.site, article_path(article.document_id, article.locale))
    offers = [
        (page.link(article_path(article.document_id, locale)), locale, name)
        for locale, name in _others(article)
    ]
    for anchor in list(root.iter("a")) if offers else ():
        if anchor.get("class") == "anchor":
            around = (each.get("dir") for each in anchor.iterancestors())
            direction = next((each for each in around if each), article.locale.direction)
            row = etree.Element("span", {"hidden": ""})
            for path, locale, name in offers:
                said = {"href": f"{path}{anchor.get('href', '')}", "lang": locale.tag}
                said["aria-label"] = name
                if locale.direction != direction:
                    said["dir"] = locale.direction
                etree.SubElement(row, "a", said)
            anchor.addnext(row)


def _others(article: Article) -> Iterator[tuple[Locale, str]]:
    """Yield the other languages of an article once, and the other alphabets of its own."""
    own, seen = article.locale, set[str]()
    for each in article.editions:
        if each.language == own.language and each != own:
            yield each, language_label(each, article.editions)
        elif each.language != own.language and each.language not in seen:
            yield each, each.endonym
        seen.add(each.language)

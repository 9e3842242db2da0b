"""Page's own: what a page says of its own language and address, made true of an edition."""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import Kind, attributes_of, escape_json, start_tags, tokens, with_value
from toolkit.base.markup.html_attributes import Attribute
from toolkit.document.model import Document
from toolkit.localizing.writers.splicing import Edit, splice

__all__ = ["say_its_own", "unknown_address"]

_LANGUAGE_NAMES = frozenset({"content-language", "language", "dc.language", "inlanguage"})
_ADDRESS_NAMES = frozenset({"og:url", "twitter:url"})
_STRING = r'"((?:[^"\\\x00-\x1f]|\\.)*)"'
_IN_LANGUAGE = re.compile(rf'"inLanguage"\s*:\s*(?:\[\s*)?{_STRING}')
# With the comma before it, or that behind it where it is the first.
_ADDRESS = re.compile(rf'(,\s*)?"(?:url|mainEntityOfPage|@id)"\s*:\s*{_STRING}(?(1)|(?:\s*,)?)')


@frozen
class _Page:
    """A page in which an edition says where it stands and in what language."""

    data: bytes
    source: Locale
    locale: Locale
    address: str
    """Its own; empty where it is not known."""
    addresses: frozenset[str]
    """What the source says its own is."""


def say_its_own(page: bytes, source: Locale, locale: Locale, address: str) -> bytes:
    """Return an edition whose head and linked data name its own language and address.

    Where the address is not known, nothing names one: readers and search engines take the page's
    own then. What names other languages' pages stays.

    Args:
        page: the edition, in UTF-8.
        source: the language that its source says it is in.
        locale: the edition's own.
        address: where it will stand; empty where that is not known, then the page is asked.

    """
    if _is_its_own(source, locale):
        return page
    own, stated = _addresses(page, locale)
    edited = _Page(page, source, locale, address or own, stated)
    return splice(page, list(_edits(edited)))


def unknown_address(document: Document, locale: Locale) -> Finding | None:
    """Return a warning where a page names its address, and an edition's is not known."""
    if document.format != "html" or _is_its_own(document.language, locale):
        return None
    own, stated = _addresses(document.source, locale)
    if own or not stated:
        return None
    message = f"the page names its own address, but that of the {locale} edition is not known"
    hint = "the edition names no address; to give it one, publish it in a newsroom with a base_url"
    return Finding(
        "page-address", message, Location(document.path), hint, severity=Severity.WARNING
    )


def _is_its_own(source: Locale, locale: Locale) -> bool:
    """Whether an edition is in its source's language: a page in en-US is that in en."""
    return source.is_variety_of(locale) and f"{source}-".startswith(f"{locale}-")


def _tags(page: bytes, *names: bytes) -> Iterator[tuple[int, int, Mapping[str, Attribute]]]:
    """Yield the start tags of some elements, and their attributes."""
    for token in start_tags(page, *names):
        yield token.start, token.end, attributes_of(page[token.start : token.end])


def _said(found: Mapping[str, Attribute], *names: str) -> str:
    return next((found[name].value.strip().lower() for name in names if name in found), "")


def _addresses(page: bytes, locale: Locale) -> tuple[str, frozenset[str]]:
    """Return where a page says that its edition in a locale stands, and where itself does."""
    own, stated = "", set()
    for _, _, found in _tags(page, b"link", b"meta"):
        name = "href" if "href" in found else "content"
        value = found[name].value.strip() if name in found else ""
        if _names_the_page(found):
            stated.add(value)
        elif _said(found, "hreflang") == locale.tag.lower() and "href" in found:
            own = value
    return own, frozenset(stated - {""})


def _names_the_page(found: Mapping[str, Attribute]) -> bool:
    return (
        "canonical" in _said(found, "rel").split()
        or _said(found, "property", "name") in _ADDRESS_NAMES
    )


def _edits(page: _Page) -> Iterator[Edit]:
    for start, end, found in _tags(page.data, b"link", b"meta"):
        tag = page.data[start:end]
        if _names_the_page(found):
            name = "href" if "href" in found else "content"
            named = with_value(tag, name, page.address) if page.address and name in found else b""
            yield start, end, named
        elif "content" in found:
            value = _language(page, found)
            if value:
                yield start, end, with_value(tag, "content", value)
    yield from _linked_data(page)


def _language(page: _Page, found: Mapping[str, Attribute]) -> str:
    """Return what a `meta` that names the source's language names now; empty for any other."""
    said = found["content"].value.strip()
    kind = _said(found, "property", "name", "http-equiv", "itemprop")
    if kind == "og:locale" and _is_in(said, page.source):
        return page.locale.open_graph or page.locale.tag.replace("-", "_")
    if kind == "og:locale:alternate" and said == page.locale.open_graph:
        return page.source.open_graph
    return page.locale.tag if kind in _LANGUAGE_NAMES and _is_in(said, page.source) else ""


def _is_in(tag: str, language: Locale) -> bool:
    try:
        return Locale.parse(tag.replace("_", "-")).is_variety_of(language)
    except ToolkitError:
        return False


def _linked_data(page: _Page) -> Iterator[Edit]:
    script = b""
    for token in tokens(page.data) if b"ld+json" in page.data.lower() else ():
        tag = page.data[token.start : token.end]
        if token.kind is Kind.RAW and b"ld+json" in script.lower():
            yield token.start, token.end, _renamed(page, tag.decode()).encode()
        script = tag if token.kind is Kind.START and token.name == b"script" else b""


def _renamed(page: _Page, data: str) -> str:
    """Return linked data that names the edition's language and address."""

    def language(match: re.Match[str]) -> str:
        return _with(match, 1, page.locale.tag) if _is_in(match[1], page.source) else match[0]

    def address(match: re.Match[str]) -> str:
        if json.loads(f'"{match[2]}"') not in page.addresses:
            return match[0]
        if page.address:
            return _with(match, 2, page.address)
        return ""

    for pattern, change in ((_IN_LANGUAGE, language), (_ADDRESS, address)):
        data = pattern.sub(_unless_broken(change), data)
    return data


def _unless_broken(change: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    def changed(match: re.Match[str]) -> str:
        try:
            return change(match)
        except ValueError:  # a string with an escape that JSON does not have
            return match[0]

    return changed


def _with(match: re.Match[str], group: int, value: str) -> str:
    whole, start, end = (
        match[0],
        match.start(group) - match.start(),
        match.end(group) - match.start(),
    )
    return whole[:start] + escape_json(value) + whole[end:]

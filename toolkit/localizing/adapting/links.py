"""Links: a locale's own addresses for what its editions link to; docs/reference/adaptation.md."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.toml import TomlTable, read_toml
from toolkit.document.model import AttributeHome, Document

__all__ = [
    "Link",
    "Links",
    "link_hints",
    "linked_addresses",
    "local_addresses",
    "read_links",
    "retarget",
    "unused_links",
]

_CODE = "links"
_KEYS = ("href", "lang")
_XLINK = "{http://www.w3.org/1999/xlink}href"
# The attributes that lead a reader to another place, by the elements' local names.
_LINKING: Mapping[str, tuple[str, ...]] = {
    "a": ("href",),
    "area": ("href",),
    "link": (_XLINK,),
    "ptr": ("target",),
    "ref": ("target",),
    "ulink": ("url",),
    "xref": ("href", _XLINK),
}
_PAGES = frozenset({"a", "area"})
"""The elements that have `hreflang` (HTML, section 4.6.2)."""
# White space and control characters, which browsers drop from an address; and what breaks a tag.
_UNFIT = re.compile('[\x00-\x20\x7f-\x9f<>"\u2028\u2029\\\\]')


@frozen
class Link:
    """What a locale's editions link to in place of an address."""

    href: str
    """The local address; empty where the source's stays."""
    language: Locale | None = None
    """The language of what it leads to; None where that is the edition's."""
    location: Location = field(default=Location(""), compare=False)


@frozen
class Links:
    """A locale's own addresses."""

    known: Mapping[str, Link] = field(default_factory=lambda: MappingProxyType({}))
    """By the source's address, in the spelling of `_normal`."""
    path: str = ""
    """The file that says them, for messages."""

    def find(self, address: str) -> tuple[str, Locale | None] | None:
        """Return the local address and its language; None where none is known.

        A fragment that the file says nothing of is kept: ids are the same in all editions.
        """
        whole = self.known.get(_normal(address))
        page, fragment = urldefrag(address) if whole is None else (address, "")
        link = self.known.get(_normal(page)) if whole is None else whole
        if link is None:
            return None
        if not link.href:
            return address, link.language
        kept = f"#{fragment}" if fragment and "#" not in link.href else ""
        return link.href + kept, link.language


def read_links(data: bytes, path: str) -> Links:
    """Read a locale's addresses: `"source" = "local"`, or a table with `href` and `lang`.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    file = read_toml(data, path, _CODE)
    findings: list[Finding] = []
    known: dict[str, Link] = {}
    for address in file.data:
        problem = _problem(address) if address else "the address is empty"
        if problem:
            findings.append(file.finding(address, problem, "write https://…"))
            continue
        link = _link(file, address, findings)
        other = known.setdefault(_normal(address), link)
        if other is not link:
            line = f" in line {other.location.line}" if other.location.line else ""
            message = f"“{address}” is already in the file{line}"
            findings.append(file.finding(address, message, "keep one of them"))
    if findings:
        raise ToolkitError(*findings)
    return Links(MappingProxyType(known), path)


def _link(file: TomlTable, address: str, findings: list[Finding]) -> Link:
    value = file.data[address]
    place = file.place(address)
    example = '"https://…", or { href = "https://…", lang = "en" }'
    href, language = "", None
    if isinstance(value, dict) and value:
        table = file.table(address)
        findings.extend(table.unknown(_KEYS))
        href = table.said("href", findings) if "href" in value else ""
        language = _language(table, findings) if "lang" in value else None
    elif isinstance(value, str) and value.strip():
        href = value
    else:
        message = f"the value of “{address}” must be an address"
        findings.append(file.finding(address, message, f"write {example}"))
    if problem := _problem(href):
        findings.append(file.finding(address, problem, f"write {example}"))
    return Link(href, language, place)


def _language(table: TomlTable, findings: list[Finding]) -> Locale | None:
    try:
        return table.locale("lang", table.said("lang", findings, "en") or "en")
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def _problem(address: str) -> str:
    """Return why a link may not lead to an address; empty where it may."""
    unfit = _UNFIT.search(address)
    if unfit:
        return f"an address cannot contain U+{ord(unfit[0]):04X}"
    try:
        parts = urlsplit(address)
        wanted = bool(parts.hostname) if parts.scheme or parts.netloc else True
    except ValueError:
        return f"“{address}” is not an address"
    if parts.scheme not in {"", "http", "https"} or not wanted:
        return f"“{address}” must be an http, https or relative address"
    return ""


def _normal(address: str) -> str:
    """Return an address as it is compared: its scheme and host in lower case (RFC 3986, 6.2.2)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    path = parts.path or ("/" if parts.netloc else "")
    return parts._replace(netloc=parts.netloc.lower(), path=path).geturl()


def _linking(root: etree._Element) -> Iterator[AttributeHome]:
    """Yield the attributes by which a document links to other places."""
    for element in root.iter(etree.Element):
        for name in _LINKING.get(str(element.tag).rpartition("}")[2], ()):
            if element.get(name) is not None:
                yield AttributeHome(element, name)


def local_addresses(
    document: Document, links: Links, locale: Locale
) -> Mapping[AttributeHome, str]:
    """Return the values of attributes that make a document's links a locale's own.

    They go where `toolkit.editions.resources` sends its own. An address that is itself translated
    in the catalog is left to the translators.

    Args:
        document: the source.
        links: the locale's.
        locale: the edition's.

    """
    translated = {block.home for block in document.blocks if isinstance(block.home, AttributeHome)}
    found: dict[AttributeHome, str] = {}
    for home in _linking(document.tree.getroot()) if links.known else ():
        local = links.find(home.element.get(home.name, ""))
        if local is None or home in translated:
            continue
        href, language = local
        if href != home.element.get(home.name):
            found[home] = href
        said = home.element.get("hreflang")
        tag = (language or locale).tag
        if home.element.tag in _PAGES and said != tag and (language is not None or said):
            found[AttributeHome(home.element, "hreflang")] = tag
    return found


def retarget(root: etree._Element, links: Links) -> None:
    """Make the links of an article a locale's own; added passages have theirs retargeted so.

    Args:
        root: the localized `<article>`; it is changed.
        links: the locale's.

    """
    for element in root.iter("a") if links.known else ():
        local = links.find(element.get("href", ""))
        if local is not None:
            href, language = local
            element.set("href", href)
            element.attrib.pop("hreflang", None)
            if language is not None:
                element.set("hreflang", language.tag)


def linked_addresses(document: Document) -> frozenset[str]:
    """Return the addresses of pages that a document links to."""
    return frozenset(home.element.get(home.name, "") for home in _external(document))


def _external(document: Document) -> Iterator[AttributeHome]:
    for home in _linking(document.tree.getroot()):
        try:
            parts = urlsplit(home.element.get(home.name, ""))
            if parts.scheme in {"http", "https"} and parts.hostname:
                yield home
        except ValueError:  # not an address at all
            continue


def link_hints(document: Document, links: Links, path: str) -> Iterator[Finding]:
    """Yield a hint for each address that a document links to and no local one is known of.

    Args:
        document: the source.
        links: the locale's.
        path: the file that the local address would go into, for the hint.

    """
    told: set[str] = set()
    for home in _external(document):
        address = home.element.get(home.name, "")
        page = _normal(urldefrag(address)[0])
        if links.find(address) is None and page not in told:
            told.add(page)
            span = document.spans.get(home.element)
            line = span.line if span else home.element.sourceline
            yield Finding(
                "link-not-local",
                f"this locale has no address of its own for {address}",
                Location(document.path, line, span.column if span else None),
                f'add "{page}" = "https://…" to {path}, or {{ lang = "en" }} if there is none',
                severity=Severity.HINT,
                document=document.id,
            )


def unused_links(links: Links, addresses: frozenset[str]) -> Iterator[Finding]:
    """Yield a hint for each address of a locale's file that no document links to.

    Args:
        links: the locale's.
        addresses: those of all the newsroom's documents, from `linked_addresses`.

    """
    used = {_normal(each) for each in addresses}
    used |= {_normal(urldefrag(each)[0]) for each in addresses}
    for address, link in links.known.items():
        if address not in used and urlsplit(address).scheme:
            yield Finding(
                "link-unused",
                f"no document links to {address}",
                link.location,
                "correct the address, or delete the line",
                severity=Severity.HINT,
            )

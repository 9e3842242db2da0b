"""Rules: the global rules of ITS 2.0 (section 5), read from files and from documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import parse_xml, qualified
from toolkit.document.its.categories import CATEGORIES
from toolkit.document.its.category import ITS, Category, Value, Values
from toolkit.document.its.domains import read_mapping
from toolkit.document.its.extensions import ITST, Extension, extension_named
from toolkit.document.its.html5 import SCRIPTS, its_in_script
from toolkit.document.its.selectors import (
    Pointer,
    Selector,
    read_pointer,
    read_selector,
    string_value,
)
from toolkit.document.its.xpath import XHTML

__all__ = [
    "CreditsRule",
    "Resolver",
    "Rule",
    "Rules",
    "linked",
    "read_rules",
    "referred",
    "rules_inside",
    "unread",
]

Resolver = Callable[[str], bytes | None]
"""Gives the bytes of a file of rules by its path or URL; None to leave it out.

A document may ask for any path: what it must not read, the resolver refuses.
"""

_RULES = qualified(ITS, "rules")
_HREF = qualified("http://www.w3.org/1999/xlink", "href")
_VERSIONS = frozenset({"1.0", "2.0"})
_MAX_LINKS = 32
_BY_RULE = {
    qualified(ITS, category.rule): Extension(category) for category in CATEGORIES if category.rule
}
_PARAM = qualified(ITS, "param")
_MATCH = qualified(ITST, "match")
_CREDITS = qualified(ITST, "credits")


@frozen
class Rule:
    """One rule: what it selects, and what it says of that."""

    category: Category
    selector: Selector
    stated: Values
    pointers: Mapping[str, Pointer]
    """Where the values stand that the rule only points to, by their names."""
    mapping: Mapping[str, str]
    """What the names stand for in a list that the rule points to; empty where all do so as is."""
    location: Location


@frozen
class CreditsRule:
    """Where a document names its translators (`credits` of itstool's rules)."""

    selector: Selector
    template: etree._Element
    """The element whose children are one credit."""


@frozen
class Rules:
    """What an `its:rules` element holds; usable for any number of documents."""

    rules: tuple[Rule, ...]
    """In rising precedence."""
    variables: Mapping[str, str]
    """The values of its `its:param` elements (section 5.3.5)."""
    link: str
    """The reference of a file of weaker rules (section 5.4); empty for none."""
    path: str
    """The file it was read from."""
    location: Location
    matches: tuple[Selector, ...] = ()
    """Of these one must select something (itstool's `match`), where there are any."""
    credits: tuple[CreditsRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What they link to and cannot have."""


def read_rules(data: bytes, path: str) -> Rules:
    """Read a file of ITS rules: an XML document with one `its:rules` element, at any depth.

    Args:
        data: the file's bytes.
        path: its name, for messages and for the links in it.

    Raises:
        ToolkitError: with the line, when a rule is unknown, incomplete or no XPath 1.0, or the
            version is not 1.0 or 2.0.

    """
    elements = list(parse_xml(data, path).iter(_RULES))
    if len(elements) != 1:
        count = "no" if not elements else "more than one"
        raise ToolkitError.because(
            "its-rules",
            f"there is {count} its:rules element",
            Location(path),
            f'give the file one: <its:rules xmlns:its="{ITS}" version="2.0">',
        )
    return _read(elements[0], path)


def rules_inside(tree: etree._ElementTree, path: str, *, html: bool) -> Iterator[Rules]:
    """Yield the rules that a document has in it or links to, in its order.

    Args:
        tree: the document.
        path: its name, for messages.
        html: whether it is HTML: there rules stand in a `script` of the type
            `application/its+xml`, and a `link` refers to files of them (section 6.2).

    Raises:
        ToolkitError: as `read_rules` does.

    """
    names = (*SCRIPTS, "link", f"{{{XHTML}}}link")
    for element in tree.iter(_RULES, *(names if html else ())):
        if element.tag == _RULES:
            yield _read(element, path)
        elif element.tag in SCRIPTS:
            held = its_in_script(element, path)
            if held is not None:
                yield from (_read(rules, path) for rules in held.iter(_RULES))
        elif "its-rules" in element.get("rel", "").lower().split():
            place = Location(path, element.sourceline)
            yield Rules((), {}, element.get("href", "").strip(), path, place)


def linked(rules: Rules, resolve: Resolver | None) -> Rules:
    """Return rules with those they link to before them, as if one file had both (section 5.4).

    Args:
        rules: the rules; a link in them is relative to the path they were read from.
        resolve: gives the linked files; without it no link is followed.

    Raises:
        ToolkitError: when files link to each other in a circle, or one is no file of rules.

    """
    return _linked(rules, resolve, (rules.path,)) if resolve else rules


def _linked(rules: Rules, resolve: Resolver, trail: tuple[str, ...]) -> Rules:
    if not rules.link:
        return rules
    reference = referred(trail[-1], rules.link)
    if reference in trail or len(trail) > _MAX_LINKS:
        raise ToolkitError.because(
            "its-link",
            f"the rules link to “{reference}”, which links back to them",
            rules.location,
            "remove one of the links",
        )
    data = resolve(reference)
    if data is None:
        return replace(rules, link="", findings=(unread(reference, rules.location),))
    inner = _linked(read_rules(data, reference), resolve, (*trail, reference))
    return replace(
        rules,
        rules=(*inner.rules, *rules.rules),
        variables={**inner.variables, **rules.variables},
        link="",
        credits=(*inner.credits, *rules.credits),
        findings=inner.findings,
    )


def unread(reference: str, location: Location) -> Finding:
    """Return what is said of a file of ITS markup that is linked to and cannot be read.

    Args:
        reference: its path, or its URL.
        location: where the link stands.

    """
    if "://" in reference:
        why, hint = (
            "is on a network, and the toolkit does not fetch it",
            "save it beside the document",
        )
    else:
        why, hint = "cannot be read", "put the file there, or remove the link"
    message = f"the file of ITS rules or records “{reference}” {why}"
    return Finding("its-unread", message, location, hint, severity=Severity.WARNING)


def referred(base: str, link: str) -> str:
    """Return what a link refers to: a path, as the file `base` that links has one, or a URL."""
    if "://" in base or "://" in link:
        return urljoin(base, link)
    return normpath(join(dirname(base), unquote(link)))


def _read(element: etree._Element, path: str) -> Rules:
    location = Location(path, element.sourceline)
    _check_head(element, location)
    rules: list[Rule] = []
    variables: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        place = Location(path, child.sourceline)
        if child.tag == _PARAM:
            name = child.get("name")
            if not name:
                raise _wrong("the its:param has no name", place, 'add name="…"')
            variables[name] = string_value(child)
        elif kind := _BY_RULE.get(str(child.tag)) or extension_named(str(child.tag)):
            rules.append(_rule(child, kind, place))
        elif etree.QName(child).namespace == ITS:
            raise _wrong(
                f"ITS 2.0 has no rule “{etree.QName(child).localname}”",
                place,
                "correct its name, or remove it",
            )
    return Rules(
        tuple(rules),
        variables,
        element.get(_HREF, "").strip(),
        path,
        location,
        tuple(_selector(each, "selector", path) for each in element.iterchildren(_MATCH)),
        tuple(
            CreditsRule(_selector(each, "appendTo", path), each)
            for each in element.iterchildren(_CREDITS)
        ),
    )


def _selector(element: etree._Element, name: str, path: str) -> Selector:
    """Return the selector that an extension has in an attribute."""
    location = Location(path, element.sourceline)
    text = element.get(name)
    if text is None:
        local = etree.QName(element).localname
        raise _wrong(f"the {local} has no {name}", location, f'add {name}="…", an XPath')
    return read_selector(text, _namespaces(element), location)


def _namespaces(element: etree._Element) -> dict[str, str]:
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix}


def _check_head(element: etree._Element, location: Location) -> None:
    version = element.get("version", "")
    if version not in _VERSIONS:
        raise ToolkitError.because(
            "its-version",
            f"the rules are of ITS version “{version}”, which the toolkit does not know"
            if version
            else "the rules do not say their version",
            location,
            'write version="2.0"',
        )
    language = element.get("queryLanguage", "xpath")
    if language != "xpath":
        raise ToolkitError.because(
            "its-query-language",
            f"the toolkit cannot read selectors in “{language}”",
            location,
            "write them in XPath 1.0",
        )


def _rule(element: etree._Element, kind: Extension, location: Location) -> Rule:
    category = kind.category
    given = kind.attributes(element)
    namespaces = _namespaces(element)
    stated: dict[str, str] = {}
    pointers: dict[str, Pointer] = {}
    mapping: Mapping[str, str] = {}
    for value in category.values:
        text = given.get(value.pointer) if value.pointer else None
        if text is not None:
            pointers[value.name] = read_pointer(text, namespaces, location)
        said = _stated(element, given, value, location)
        if said is not None:
            stated[value.name] = said
        if value.mapping:
            mapping = _mapping(element, value, location)
    _check_said(category, stated, pointers, location)
    selector = given.get("selector")
    if selector is None:
        raise _wrong(f"the {category.rule} has no selector", location, 'add selector="…", an XPath')
    each = read_selector(selector, namespaces, location)
    return Rule(category, each, stated, pointers, mapping, location)


def _check_said(
    category: Category, stated: Values, pointers: Mapping[str, Pointer], location: Location
) -> None:
    """Refuse a rule that does not say what its category needs, or says a thing twice."""
    if not any(name in stated or name in pointers for name in category.needed):
        sayable = {value.name for value in category.values if value.stated or value.pointer}
        needed = " or ".join(name for name in category.needed if name in sayable)
        raise _wrong(f"the {category.rule} has no {needed}", location, f"add {needed}")
    both = sorted(stated.keys() & pointers.keys())
    if both:
        hint = "keep one of them"
        raise _wrong(
            f"the {category.rule} gives {both[0]} twice, as a value and by a pointer",
            location,
            hint,
        )


def _mapping(element: etree._Element, value: Value, location: Location) -> Mapping[str, str]:
    text = element.get(value.mapping, "")
    mapping = read_mapping(text)
    if mapping is None:
        hint = "write pairs, with commas between them, such as 'Criminal Law' law, automotive auto"
        raise _wrong(f"“{text}” is not a {value.mapping}", location, hint)
    return mapping


def _stated(
    element: etree._Element, given: Mapping[str, str], value: Value, location: Location
) -> str | None:
    """Return what a rule itself says of a value."""
    if not value.stated:
        return None
    if value.child:
        child = element.find(qualified(ITS, value.name))
        text = None if child is None else string_value(child)
    else:
        text = given.get(value.name)
    if text is None:
        return None
    said = value.read(text)
    if said is None:
        known = ", ".join(sorted(value.allowed))
        raise _wrong(f"“{text}” is not a value of {value.name}", location, f"write one of {known}")
    return said


def _wrong(message: str, location: Location, hint: str) -> ToolkitError:
    return ToolkitError.because("its-rule", message, location, hint)

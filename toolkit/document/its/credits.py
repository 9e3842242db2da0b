"""Credits: translators named in an edition, where itstool's rules have a place for them."""

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import append_text, qualified
from toolkit.document.its.extensions import ITST
from toolkit.document.model import Credits

__all__ = ["CREDITS_MESSAGE", "Credit", "credit_elements", "credit_markup", "read_credit"]

CREDITS_MESSAGE = "translator-credits"
"""The message whose translation names the translators."""

_CREDIT = re.compile(r"\s*([^<>]*?) ?<([^<>]*)>\s*,([^<>]*)")
_VALUE_OF = qualified(ITST, "value-of")
_FOR_EACH = qualified(ITST, "for-each")


@frozen
class Credit:
    """One translator."""

    name: str
    email: str
    years: str
    """The years of work, with commas between them."""


def read_credit(line: str) -> Credit | None:
    """Read a translator's line; None when it is none.

    >>> read_credit("Dana Omarova <dana@example.org>, 2025, 2026")
    Credit(name='Dana Omarova', email='dana@example.org', years='2025, 2026')
    """
    match = _CREDIT.fullmatch(line)
    return Credit(match[1].strip(), match[2].strip(), match[3].strip()) if match else None


def credit_elements(credits: Credits, message: str) -> list[etree._Element]:  # noqa: A002 - the field's word
    """Return the elements that name the translators.

    Args:
        credits: where they are named, and how.
        message: a translator a line; a line of another form names nobody.

    """
    found: list[etree._Element] = []
    for line in message.splitlines():
        credit = read_credit(line)
        if credit is not None:
            holder = etree.Element("holder")
            _fill(holder, credits.template, credit, "")
            found.extend(holder)
    return found


def credit_markup(credits: Credits, message: str) -> str:  # noqa: A002 - the field's word
    """Return the same as XML that can stand at the end of the element they are named in."""
    prefixes = {uri: prefix or "" for prefix, uri in reversed(credits.home.nsmap.items())}
    return "".join(_markup(each, prefixes) for each in credit_elements(credits, message))


def _fill(into: etree._Element, template: etree._Element, credit: Credit, year: str) -> None:
    """Append a copy of what a template holds, with the translator's data in its places."""
    values = {"name": credit.name, "email": credit.email, "years": credit.years, "year": year}
    _say(into, template.text)
    for part in template.iterchildren(etree.Element):
        select = part.get("select", "")
        if part.tag == _VALUE_OF:
            _say(into, values.get(select, ""))
        elif part.tag == _FOR_EACH:
            for each in credit.years.split(",") if select == "years" else ():
                _fill(into, part, credit, each.strip())
        else:
            copied = etree.SubElement(into, part.tag, dict(part.attrib))
            _fill(copied, part, credit, year)
        _say(into, part.tail)


def _say(element: etree._Element, text: str | None) -> None:
    """Append a text, unless it is only a template's indentation."""
    if text and text.strip():
        append_text(element, text)


def _markup(element: etree._Element, prefixes: dict[str, str]) -> str:
    name, declared = _spelled(element, prefixes)
    attributes = "".join(
        f' {key}="{escape(str(value))}"'
        for key, value in element.attrib.items()
        if not str(key).startswith("{")
    )
    inside = "".join(_pieces(element, {**prefixes, **declared}))
    new = "".join(f' xmlns="{escape(uri)}"' for uri in declared)
    return f"<{name}{new}{attributes}>{inside}</{name}>{escape(element.tail or '', quote=False)}"


def _pieces(element: etree._Element, prefixes: dict[str, str]) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield _markup(child, prefixes)


def _spelled(element: etree._Element, prefixes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return an element's name as it is written there, and the namespace to declare for it."""
    namespace, _, local = str(element.tag).removeprefix("{").rpartition("}")
    if namespace not in prefixes:
        default = "" in prefixes.values()
        return local, {namespace: ""} if namespace or default else {}
    prefix = prefixes[namespace]
    return (f"{prefix}:{local}" if prefix else local), {}

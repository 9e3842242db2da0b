"""Content model: what HTML admits inside what, for forms whose readers refuse the rest."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError

__all__ = ["conform"]

_PHRASING = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var", "wbr"}
)
_SPEAKING = frozenset({"caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre"})
"""Beside the phrasing elements, what holds phrasing only."""
# What may not stand inside what, however deep.
_NOT_INSIDE: Mapping[str, frozenset[str]] = {
    "a": frozenset({"a"}),
    "dfn": frozenset({"dfn"}),
    "footer": frozenset({"footer", "header"}),
    "header": frozenset({"footer", "header"}),
}
_NOTHING: frozenset[str] = frozenset()
_VOID = frozenset({"br", "hr", "img", "wbr"})
_ROWS = "(?:tr )*"
_ROW_HOLDERS = frozenset({"tbody", "tfoot", "thead", "tr"})
# What an element's children must be, each tag with a space after it, and no text beside them.
_CHILDREN: Mapping[str, re.Pattern[str]] = {
    "dl": re.compile("(?:(?:dt )+(?:dd )+)*"),
    "ol": re.compile("(?:li )*"),
    "table": re.compile(f"(?:caption )?(?:thead )?(?:(?:tbody )*|{_ROWS})(?:tfoot )?"),
    "tbody": re.compile(_ROWS),
    "tfoot": re.compile(_ROWS),
    "thead": re.compile(_ROWS),
    "tr": re.compile("(?:t[dh] )*"),
    "ul": re.compile("(?:li )*"),
}
_HOLDERS: Mapping[str, frozenset[str]] = {
    "caption": frozenset({"table"}),
    "dd": frozenset({"dl"}),
    "dt": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "li": frozenset({"ol", "ul"}),
    "rp": frozenset({"ruby"}),
    "rt": frozenset({"ruby"}),
    "tbody": frozenset({"table"}),
    "td": frozenset({"tr"}),
    "tfoot": frozenset({"table"}),
    "th": frozenset({"tr"}),
    "thead": frozenset({"table"}),
    "tr": frozenset({"table", "tbody", "tfoot", "thead"}),
}


def _matches(expression: str) -> Callable[[str], bool]:
    pattern = re.compile(expression)
    return lambda value: pattern.fullmatch(value) is not None


def _is_tag(value: str) -> bool:
    try:
        return Locale.parse(value).tag.lower() == value.lower()
    except ToolkitError:
        return False


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2021-02-22")


_aligned = _matches("text-align: (?:center|end|start)")
_number = _matches("[1-9][0-9]{0,2}")
_integer = _matches("-?[0-9]{1,9}")
_anything = _matches("(?s).*")
_EVERYWHERE: Mapping[str, Callable[[str], bool]] = {
    # No article has these of its own (toolkit/editions/vocabulary.py); footnotes are given them.
    "aria-label": _anything,
    "role": _anything,
    "class": _matches(r".*\S.*"),
    "dir": _matches("auto|ltr|rtl"),
    "id": _anything,
    "lang": _is_tag,
    "title": _anything,
    "translate": _matches("yes|no"),
}
_OWN: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "a": {"href": _anything, "hreflang": _is_tag},
    "del": {"datetime": _is_day},
    "img": {"alt": _anything, "height": _integer, "src": _anything, "width": _integer},
    "ins": {"datetime": _is_day},
    "li": {"value": _integer},
    "ol": {"reversed": _anything, "start": _integer, "type": _matches("[1aAiI]")},
    "td": {"colspan": _number, "rowspan": _number, "style": _aligned},
    "th": {
        "colspan": _number,
        "rowspan": _number,
        "style": _aligned,
        "scope": _matches("(?:col|row)(?:group)?"),
    },
    "time": {"datetime": _is_day},
}


def conform(root: etree._Element) -> None:
    """Make a tree of the article's vocabulary one that HTML's content models admit.

    No text is lost: an element that may not stand where it does becomes a `span` or a `div`, and
    an attribute that does not belong to its element, or says nothing that it may say, goes
    (HTML, sections 3.2.5 and 4). The root itself is taken as one that holds anything.
    """
    _visit(root, _NOT_INSIDE.get(str(root.tag), _NOTHING), phrasing=False)


def _visit(element: etree._Element, barred: frozenset[str], *, phrasing: bool) -> None:
    for child in element:
        tag = str(child.tag)
        if tag in _VOID:
            child.text = None
            child[:] = []
        child.tag = _admitted(child, element, barred, phrasing=phrasing)
        _drop_attributes(child)
        tag = str(child.tag)
        inside = phrasing or tag in _PHRASING or tag in _SPEAKING
        _visit(child, barred | _NOT_INSIDE.get(tag, _NOTHING), phrasing=inside)


def _admitted(
    child: etree._Element, holder: etree._Element, barred: frozenset[str], *, phrasing: bool
) -> str:
    """Return the tag under which an element may stand where it does."""
    tag = str(child.tag)
    plain = "span" if phrasing or tag in _PHRASING else "div"
    allowed = tag in _PHRASING or not phrasing
    allowed = allowed and tag not in barred
    allowed = allowed and (tag not in _HOLDERS or str(holder.tag) in _HOLDERS[tag])
    if tag == "figcaption":
        allowed = allowed and _is_alone_at_an_end(child, holder)
    elif tag == "bdo":
        allowed = allowed and child.get("dir") in {"ltr", "rtl"}
    elif tag == "time":
        allowed = allowed and _is_day(child.get("datetime", ""))
    elif tag in _CHILDREN and allowed:
        _put_last(child, "tfoot")
        allowed = _is_sound(child)
    return tag if allowed else plain


def _is_sound(element: etree._Element) -> bool:
    """Whether a list or table has the children that it must have, and those theirs."""
    tags = "".join(f"{each.tag!s} " for each in element)
    if _has_text(element) or not _CHILDREN[str(element.tag)].fullmatch(tags):
        return False
    return all(_is_sound(each) for each in element if str(each.tag) in _ROW_HOLDERS)


def _is_alone_at_an_end(caption: etree._Element, figure: etree._Element) -> bool:
    captions = figure.findall("figcaption")
    if len(captions) != 1:
        return False
    at = figure.index(caption)
    before, after = figure[:at], figure[at + 1 :]
    first = not before and not (figure.text or "").strip()
    return first or (not after and not (caption.tail or "").strip())


def _put_last(holder: etree._Element, tag: str) -> None:
    # HTML 4 had the foot of a table before its body, where readers of HTML 5 do not expect it.
    found = holder.findall(tag)
    if len(found) == 1 and not (found[0].tail or "").strip():
        holder.append(found[0])


def _has_text(element: etree._Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(text.strip() for text in texts if text)


def _drop_attributes(element: etree._Element) -> None:
    own = _OWN.get(str(element.tag), {})
    for name, value in element.items():
        says = _EVERYWHERE.get(name) or own.get(name)
        if says is None or not says(value):
            del element.attrib[name]

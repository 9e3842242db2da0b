"""Read SRX 2.0: which rules a language has, and how codes at a break are handled."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import parse_xml, qualified
from toolkit.language.sentences.break_places import last_character, rough_pattern
from toolkit.language.sentences.pattern_expression import read_expression
from toolkit.language.sentences.pattern_translation import emit, translate
from toolkit.language.sentences.pattern_tree import ExpressionError
from toolkit.language.sentences.segmentation_rules import (
    FormatHandling,
    LanguageMap,
    Rule,
    SegmentationRules,
)

__all__ = ["read_srx"]

NAMESPACE = "http://www.lisa.org/srx20"
_HINT_SHAPE = "see the SRX 2.0 specification, or take one of the toolkit's own files as a model"
_HINT_RULE = "change the rule, or leave it out"


def read_srx(data: bytes, path: str, *, only: str | None = None) -> SegmentationRules:
    """Read an SRX 2.0 file.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        only: a language tag; the rules of other languages are then left out, unread.

    Raises:
        ToolkitError: with the line, when it is not well-formed, not SRX 2.0, maps a language to
            rules it does not have, or holds an expression that cannot be translated or bounded.

    """
    root = parse_xml(data, path).getroot()
    if root.tag != _name("srx") or root.get("version") != "2.0":
        raise _error(root, path, "the file is not SRX 2.0", _HINT_SHAPE)
    header = _child(root, "header", path)
    body = _child(root, "body", path)
    groups = _groups(_child(body, "languagerules", path), path)
    patterns = list(_patterns(_child(body, "maprules", path), groups, path))
    rules = {
        name: tuple(_rule(rule, path) for rule in group.iterfind(_name("rule")))
        for name, group in groups.items()
        if only is None
        or any(LanguageMap(each).is_for(only) for each, other in patterns if other == name)
    }
    return SegmentationRules(
        path,
        cascade=_is_yes(header, "cascade", path, default=False),
        segment_subflows=_is_yes(header, "segmentsubflows", path, default=True),
        handling=_handling(header, path),
        maps=tuple(LanguageMap(pattern, rules.get(name, ())) for pattern, name in patterns),
    )


def _name(tag: str) -> str:
    return qualified(NAMESPACE, tag)


def _error(element: etree._Element, path: str, message: str, hint: str) -> ToolkitError:
    code = "srx-rule" if hint == _HINT_RULE else "srx-syntax"
    return ToolkitError.because(code, message, Location(path, element.sourceline), hint)


def _child(element: etree._Element, tag: str, path: str) -> etree._Element:
    found = element.find(_name(tag))
    if found is None:
        parent = etree.QName(element).localname
        raise _error(element, path, f"<{parent}> has no <{tag}>", _HINT_SHAPE)
    return found


def _attribute(element: etree._Element, name: str, path: str) -> str:
    value = element.get(name)
    if value is None:
        tag = etree.QName(element).localname
        raise _error(element, path, f"<{tag}> has no attribute “{name}”", _HINT_SHAPE)
    return value


def _is_yes(element: etree._Element, name: str, path: str, *, default: bool) -> bool:
    value = element.get(name, "yes" if default else "no")
    if value not in {"yes", "no"}:
        raise _error(element, path, f"{name}=“{value}” must be yes or no", _HINT_SHAPE)
    return value == "yes"


def _handling(header: etree._Element, path: str) -> FormatHandling:
    said: dict[str, bool] = {}
    for element in header.iterfind(_name("formathandle")):
        kind = _attribute(element, "type", path)
        if kind not in {"start", "end", "isolated"}:
            message = f"type=“{kind}” must be start, end or isolated"
            raise _error(element, path, message, _HINT_SHAPE)
        said[kind] = _is_yes(element, "include", path, default=kind == "end")
    return FormatHandling(**said)


def _groups(element: etree._Element, path: str) -> dict[str, etree._Element]:
    """Return the groups of rules by their names."""
    groups: dict[str, etree._Element] = {}
    for group in element.iterfind(_name("languagerule")):
        name = _attribute(group, "languagerulename", path)
        if name in groups:
            raise _error(group, path, f"two languagerules are named “{name}”", _HINT_SHAPE)
        groups[name] = group
    return groups


def _rule(element: etree._Element, path: str) -> Rule:
    before, after = (_expression(element, tag) for tag in ("beforebreak", "afterbreak"))
    try:
        condition = translate(before, after)
    except ExpressionError as error:
        raise _error(element, path, f"the rule's expression: {error}", _HINT_RULE) from None
    breaks = _is_yes(element, "break", path, default=True)
    last = last_character(condition.head) if breaks else ""
    return Rule(
        breaks,
        condition.before,
        condition.after,
        last,
        breaks and re.match(last, " ") is not None,
        rough_pattern(condition.tail) if breaks else "",
        element.sourceline or 1,
    )


def _expression(rule: etree._Element, tag: str) -> str:
    """Return an expression without the comments in it; empty where it is left out."""
    element = rule.find(_name(tag))
    if element is None:
        return ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _patterns(
    element: etree._Element, groups: Collection[str], path: str
) -> Iterator[tuple[str, str]]:
    """Yield each language map: its pattern, and the name of its group of rules."""
    for each in element.iterfind(_name("languagemap")):
        name = _attribute(each, "languagerulename", path)
        if name not in groups:
            raise _error(each, path, f"there is no languagerule named “{name}”", _HINT_SHAPE)
        try:
            yield emit(read_expression(_attribute(each, "languagepattern", path))), name
        except ExpressionError as error:
            raise _error(each, path, f"the language pattern: {error}", _HINT_RULE) from None

"""Page style: of a style sheet, the rules that can say something of a page."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from toolkit.base.frozen import frozen

__all__ = ["page_style"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_ZERO = re.compile(r"(?<![\w.])0(?=\.\d)")
_TAG = re.compile(r"<([A-Za-z][\w-]*)")
_VALUE = rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
# A pattern that begins with its letters is searched for ten times as fast as any other. It looks
# behind itself, for `hreflang` is none.
_ATTRIBUTES = {
    name: re.compile(rf"{name}(?<![a-z0-9]{name})".encode() + _VALUE)
    for name in ("class", "dir", "lang")
}
_COMBINATOR = re.compile(r" ([>+~]) ")
_FAMILY = re.compile(r"\"([A-Z][a-zA-Z]*(?: [A-Z][a-zA-Z]*)*)\"")
_QUOTED = re.compile(r"=\"([a-z]+)\"\]")
_ALTERNATIVES = re.compile(r":(?:is|where|has)\(")
_NOT = re.compile(r":not\(")
_NEED = re.compile(r"\.([\w-]+)|:lang\(([\w-]+)\)|\[dir=\"?(\w+)\"?\]|\[[^\]]*\]|#[\w-]+|::?[\w-]+")
_NAME = re.compile(r"[a-z][a-z0-9-]*")

_Needs: TypeAlias = frozenset[str]
"""What must be on a page: `p`, `.note`, `lang:kk`, `dir:rtl`."""


@frozen
class _Rule:
    """A rule, or what stands inside an at-rule without selectors."""

    selectors: tuple[tuple[str, tuple[_Needs, ...]], ...]
    """Each selector, and the ways in which a page can have something that it selects."""
    declarations: str

    def kept(self, there: _Needs) -> str:
        named = [text for text, ways in self.selectors if any(way <= there for way in ways)]
        return f"{','.join(named)}{{{self.declarations}}}" if named else ""


@frozen
class _Group:
    """The rules of an at-rule such as `@media`."""

    prelude: str
    rules: tuple["_Rule | _Group", ...]

    def kept(self, there: _Needs) -> str:
        inside = "".join(rule.kept(there) for rule in self.rules)
        return f"{self.prelude}{{{inside}}}" if inside else ""


def page_style(sheet: str, page: str) -> str:
    """Return what a style sheet says of the elements, classes, languages and directions of a page.

    A page runs no script, so that nothing comes onto it later. What a selector wants besides
    (attributes, ids, states) counts as there.

    Args:
        sheet: CSS whose strings hold no braces, semicolons, commas, comments or asterisks, and no
            words with capitals but names of fonts.
        page: the page, as HTML.

    """
    return _style(sheet, _there(page))


@lru_cache(maxsize=256)
def _style(sheet: str, there: _Needs) -> str:
    return "".join(rule.kept(there) for rule in _rules(sheet)) + "\n"


def _there(page: str) -> _Needs:
    found = {name.lower() for name in set(_TAG.findall(page))}
    values = _values(page.encode())
    found.update(f".{name}" for value in values["class"] for name in value.split())
    found.update(f"dir:{value.lower()}" for value in values["dir"])
    for value in values["lang"]:
        subtags = value.lower().split("-")
        found.update(f"lang:{'-'.join(subtags[:end])}" for end in range(1, 1 + len(subtags)))
    return frozenset(found)


def _values(page: bytes) -> dict[str, set[str]]:
    """Return what a page has as values of some attributes, by their names.

    Classes are as they are written; directions and languages, which may be in any case, are not.
    """
    lower = page.lower()  # of ASCII's letters alone, so that all stand where they stood
    values = {
        name: {b"".join(groups).decode() for groups in set(_ATTRIBUTES[name].findall(lower))}
        for name in ("dir", "lang")
    }
    classes = (each.span(each.lastindex or 0) for each in _ATTRIBUTES["class"].finditer(lower))
    values["class"] = {page[start:end].decode() for start, end in classes}
    return values


@lru_cache(maxsize=8)
def _rules(sheet: str) -> tuple[_Rule | _Group, ...]:
    spaced = _SPACE.sub(" ", _COMMENT.sub("", sheet))
    return tuple(_parsed(_ZERO.sub("", spaced.replace(", ", ","))))


def _parsed(css: str) -> Iterator[_Rule | _Group]:
    position = 0
    while (start := css.find("{", position)) != -1:
        end = _closing(css, start, "{", "}")
        prelude, content = css[position:start].strip(), css[start + 1 : end]
        if "{" in content:
            yield _Group(prelude, tuple(_parsed(content)))
        elif prelude.startswith("@"):
            yield _Rule(((prelude, (frozenset(),)),), _declarations(content))
        else:
            selectors = tuple((_shortest(each), tuple(_ways(each))) for each in _listed(prelude))
            yield _Rule(selectors, _declarations(content))
        position = end + 1


def _shortest(selector: str) -> str:
    """Return a selector without the spaces and quotation marks that it can do without."""
    return _QUOTED.sub(r"=\1]", _COMBINATOR.sub(r"\1", selector))


def _declarations(content: str) -> str:
    pairs = (each.strip().partition(":") for each in content.split(";") if each.strip())
    shown = ";".join(f"{name.strip()}:{value.strip()}" for name, _, value in pairs)
    return _FAMILY.sub(r"\1", shown).replace(" * ", "*")


def _closing(css: str, start: int, opens: str, closes: str) -> int:
    """Return where what is opened at a place is closed."""
    depth = 0
    for match in re.compile(f"[{re.escape(opens + closes)}]").finditer(css, start):
        depth += 1 if match[0] == opens else -1
        if not depth:
            return match.start()
    return len(css)


def _listed(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; a comma between parentheses parts none."""
    depth = start = 0
    for at, sign in enumerate(selectors):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield selectors[start:at].strip()
            start = at + 1
    yield selectors[start:].strip()


def _ways(selector: str) -> Iterator[_Needs]:
    """Yield what each way of reading a selector needs: one for each alternative in `:is()`."""
    if match := _NOT.search(selector):
        end = _closing(selector, match.end() - 1, "(", ")")
        yield from _ways(f"{selector[: match.start()]} {selector[end + 1 :]}")
    elif match := _ALTERNATIVES.search(selector):
        end = _closing(selector, match.end() - 1, "(", ")")
        outside = tuple(_ways(f"{selector[: match.start()]} {selector[end + 1 :]}"))
        for each in _listed(selector[match.end() : end]):
            yield from (one | other for one in _ways(each) for other in outside)
    else:
        yield _needs(selector)


def _needs(selector: str) -> _Needs:
    found = set()
    for match in _NEED.finditer(selector):
        if match[1]:
            found.add(f".{match[1]}")
        elif match[2]:
            found.add(f"lang:{match[2].lower()}")
        elif match[3]:
            found.add(f"dir:{match[3]}")
    found.update(_NAME.findall(_NEED.sub(" ", selector)))
    return frozenset(found)

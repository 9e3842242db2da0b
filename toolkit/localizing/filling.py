"""Filling: a copy of a document's tree with the texts of an edition in it."""

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.markup import XML_LANG, append_text
from toolkit.base.text import Code, CodeKind, Text, plain
from toolkit.document.its.content import inner_children, is_comment
from toolkit.document.its.credits import credit_elements
from toolkit.document.model import AttributeHome, Document, Filled, Run, Unit
from toolkit.localizing.adapting.pruning import prune, take_out
from toolkit.localizing.vocabulary import ALWAYS_SHOWN, CELLS, PLACED

__all__ = ["fill_tree", "turned", "with_comments"]

_LANG = ("lang", XML_LANG, "xml:lang")


def fill_tree(  # noqa: PLR0913 - what an edition is made of
    document: Document,
    texts: Sequence[Text | None],
    locale: Locale,
    *,
    named: bool = False,
    omit: bool = False,
    resources: Mapping[AttributeHome, str | None] = MappingProxyType({}),
    credit: str = "",
) -> etree._ElementTree:
    """Return a copy of a document's tree with its units replaced.

    Args:
        document: the source; its tree is not changed.
        texts: for each unit the text to put there; None keeps the source's.
        locale: the language of the texts.
        named: give the elements of blocks the ids of these, by which editions know them.
        omit: leave out what of the source has no text, instead of showing it, and what says
            nothing without it; a headline or a correction is never left out, and a cell, or a term
            of which something is said, only becomes empty.
        resources: the locale's own values of attributes; None takes one away.
        credit: the translators, a line each, for a document that has a place for them.

    A passage that stays in the source language carries its own `lang` and `dir` on the smallest
    element that holds it: a span where it is a part of one, which has its id in every language. In
    a cell, an item or a caption it is a span as well: the block keeps its place in its table or
    list. What said the source's language and direction says the locale's, see `turned`.
    """
    tree = copy.deepcopy(document.tree)
    twins = dict(zip(document.tree.getroot().iter(), tree.getroot().iter(), strict=True))
    assembled = document.assembled(texts)
    values = {**turned(document, assembled, locale), **resources}
    for home, value in values.items():
        if value is None:
            twins[home.element].attrib.pop(home.name, None)
        else:
            twins[home.element].set(home.name, value)
    filler = _Filler(document, locale, twins, named=named, omit=omit)
    for block, text in reversed(assembled):
        filler.fill(block, text)
    if document.credits is not None and credit:
        twins[document.credits.home].extend(credit_elements(document.credits, credit))
    for element in document.excluded(locale):
        take_out(twins[element])
    return tree


def turned(document: Document, filled: Filled, locale: Locale) -> dict[AttributeHome, str]:
    """Return what attributes say that said the source's language or direction.

    A `lang` of the source's language names the locale's on what is translated, in it and round it;
    a `dir` of its direction turns on what is translated and round it, not on a part of a text.

    Args:
        document: the source.
        filled: its blocks with their texts.
        locale: the language of the texts.

    """
    found: dict[AttributeHome, str] = {}
    if locale == document.language:
        return found
    translated = [unit for unit, text in filled if text is not None and unit.origin is None]
    around = _around(unit.element for unit in translated)
    kept = {
        unit.element
        for unit, text in filled
        if text is None and isinstance(unit.home, Run) and unit.home.whole
    }
    inside = dict.fromkeys(each for unit in translated for each in _opened(unit))
    for element in (*around, *inside):
        for name in _LANG if element not in kept else ():
            if _is_in(element.get(name), document.language):
                found[AttributeHome(element, name)] = locale.tag
    for element in around if locale.direction != document.language.direction else ():
        way = element.get("dir", "").lower()
        if element not in kept and way == document.language.direction:
            found[AttributeHome(element, "dir")] = locale.direction
    return found


def _around(elements: Iterable[etree._Element]) -> dict[etree._Element, None]:
    """Return elements with those round them, each once."""
    found: dict[etree._Element, None] = {}
    for element in elements:
        each: etree._Element | None = element
        while each is not None and each not in found:  # what is round it was found with it
            found[each] = None
            each = each.getparent()
    return found


def _opened(unit: Unit) -> Iterator[etree._Element]:
    """Yield the elements whose content is part of a unit's text."""
    for part in unit.text:
        if isinstance(part, Code) and part.kind is CodeKind.OPEN:
            yield from unit.codes[part.tag]


def _is_in(tag: str | None, language: Locale) -> bool:
    """Whether a tag in a document names its own language."""
    try:
        return tag is not None and Locale.parse(tag.strip()).is_variety_of(language)
    except ToolkitError:
        return False


class _Filler:
    """Puts texts into the copy of a tree, last unit first, so that places stay valid."""

    def __init__(
        self,
        document: Document,
        locale: Locale,
        twins: Mapping[etree._Element, etree._Element],
        *,
        named: bool,
        omit: bool,
    ) -> None:
        self._source = document.language
        self._locale = locale
        self._twins = twins
        self._named = named
        self._omit = omit

    def fill(self, unit: Unit, text: Text | None) -> None:
        if isinstance(unit.home, Run) and unit.home.whole:
            self._name(unit, self._twins[unit.home.parent])
        if isinstance(unit.home, AttributeHome):
            if text is not None:
                self._twins[unit.home.element].set(unit.home.name, plain(text))
        elif text is not None:
            self._name_part(unit, unit.home, self._replace(unit, unit.home, text))
        elif unit.origin is not None:
            pass  # what the target held before is nobody's source
        elif self._omit and unit.role not in ALWAYS_SHOWN:
            self._leave_out(unit.home)
        elif self._source != self._locale:
            self._mark(unit, unit.home)
        else:
            self._name_part(unit, unit.home, unit.home.end)

    def _name_part(self, unit: Unit, home: Run, end: int) -> None:
        """Put a text that shares its element with other blocks into an element that has its id.

        It has that in every language, so that the passage is the same in all of them.
        """
        if self._named and unit.id and not home.whole and unit.origin is None:
            self._name(unit, _wrapped(self._twins[home.parent], home.first, end))

    def _name(self, unit: Unit, element: etree._Element) -> None:
        if self._named and unit.id:
            element.set("id", unit.id)

    def _replace(self, unit: Unit, home: Run, text: Text) -> int:
        """Put a text in the place of a run; return where, among its parent's children, it ends."""
        parent = self._twins[home.parent]
        children = list(parent)[home.first : home.end]
        before = parent[home.first - 1] if home.first else None
        head = (parent.text if before is None else before.tail) or ""
        first, end = inner_children(head, children, preserves=unit.preserved)
        if first:
            before = children[first - 1]
            head = before.tail or ""
        tail = (children[end - 1].tail if end > first else head) or ""
        shells = {tag: [self._shell(unit, each) for each in unit.codes[tag]] for tag in unit.codes}
        for child in children[first:end]:
            parent.remove(child)
        holder = _assemble(with_comments(unit, text), shells)
        lead = head[: len(head) - len(head.lstrip(" \t\r\n"))]
        trail = tail[len(tail.rstrip(" \t\r\n")) :]
        built = list(holder)
        if unit.preserved:
            lead = trail = ""
        said = lead + (holder.text or "") + (trail if not built else "")
        if before is None:
            parent.text = said
        else:
            before.tail = said
        if built:
            built[-1].tail = (built[-1].tail or "") + trail
        for at, child in enumerate(built, home.first + first):
            parent.insert(at, child)
        return home.end + len(built) - (end - first)

    def _leave_out(self, home: Run) -> None:
        """Take a text out, and what says nothing without it.

        A cell keeps its place in the table, and a term that of what is said of it: else that would
        be said of the term before.
        """
        element = self._twins[home.parent]
        following = next(element.itersiblings("*"), None)
        explained = element.tag == "dt" and following is not None and following.tag == "dd"
        if home.whole and element.tag not in CELLS and not explained:
            above = element.getparent()
            take_out(element)
            prune(above)
            return
        if home.whole and self._named:
            element.attrib.pop("id", None)
        take_out(_wrapped(element, home.first, home.end))
        if not explained:
            prune(element)

    def _shell(self, unit: Unit, element: etree._Element) -> etree._Element:
        """Return the element that a code stands for; a copy where the source stays as it is."""
        twin = self._twins[element]
        return twin if unit.origin is None else copy.deepcopy(twin)

    def _mark(self, unit: Unit, home: Run) -> None:
        parent = self._twins[home.parent]
        if home.whole and parent.tag not in PLACED:
            marked = parent
        else:
            marked = _wrapped(parent, home.first, home.end)
            if not home.whole:
                self._name(unit, marked)
        marked.set("lang", self._source.tag)
        marked.set("dir", self._source.direction)


def _wrapped(parent: etree._Element, first: int, end: int) -> etree._Element:
    """Put a part of what is in an element, its children and the text round them, into a span."""
    span = etree.Element("span")
    if first == 0:
        span.text, parent.text = parent.text, None
    else:
        before = parent[first - 1]
        span.text, before.tail = before.tail, None
    for child in list(parent)[first:end]:
        span.append(child)
    parent.insert(first, span)
    return span


def with_comments(unit: Unit, text: Text) -> Text:
    """Return a text with the comments that it has no code for at its end: none must be lost."""
    if not unit.codes:
        return text
    comments = {tag: each for tag, each in unit.codes.items() if any(map(is_comment, each))}
    if not comments:
        return text
    said = Counter(part.tag for part in text if isinstance(part, Code))
    missing = (
        Code(tag, CodeKind.EMPTY)
        for tag, elements in comments.items()
        for element in elements[said[tag] :]
        if is_comment(element)
    )
    return (*text, *missing)


def _assemble(text: Text, shells: Mapping[str, Sequence[etree._Element]]) -> etree._Element:
    """Build a text's nodes under a holder; an empty code brings its whole element along."""
    holder = etree.Element("holder")
    stack = [holder]
    used: dict[str, int] = {}
    for part in text:
        here = stack[-1]
        if isinstance(part, str):
            append_text(here, part)
        elif part.kind is CodeKind.CLOSE:
            stack.pop()
        else:
            at = used.get(part.tag, 0)
            used[part.tag] = at + 1
            node = _node(part, shells[part.tag][at])
            here.append(node)
            if part.kind is CodeKind.OPEN:
                stack.append(node)
    return holder


def _node(code: Code, shell: etree._Element) -> etree._Element:
    if code.kind is CodeKind.OPEN:
        # A copy may have names that HTML allows and a new element may not.
        shell = copy.copy(shell)
        shell.text = None
        for child in list(shell):
            shell.remove(child)
    shell.tail = None
    return shell

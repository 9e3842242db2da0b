"""Own tags: translated runs written by the bytes of a document's own tags."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape, unescape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import Code, CodeKind, Text, plain
from toolkit.document.its.content import inner_children
from toolkit.document.its.credits import credit_markup
from toolkit.document.model import AttributeHome, Document, Extras, Filled, Run, Span, Unit
from toolkit.localizing.filling import turned, with_comments
from toolkit.localizing.isolation import PROGRAM
from toolkit.localizing.vocabulary import PLACED
from toolkit.localizing.writers.isolated_texts import Isolate, isolated_parts
from toolkit.localizing.writers.splicing import Edit, splice

__all__ = ["AMONG", "Syntax", "TagWriter"]

_WHITE_SPACE = b" \t\r\n"
AMONG = etree.Element("among")
"""Stands for the element of a text that does not begin its content."""
_WHITE = (b" ", b"\t", b"\r", b"\n")
Attributes = Mapping[str, str]
"""New values of attributes, by lxml's names."""


@frozen
class Syntax:
    """How a language of markup is written."""

    attribute: re.Pattern[bytes]
    """An attribute in a start tag: its name, then its value in or without quotation marks."""
    text: Callable[[etree._Element, str], str]
    """Escapes a text that is to stand in an element."""
    value: Callable[[str], str]
    """Escapes an attribute's value, but for quotation marks."""
    name: Callable[[etree._Element, str], str]
    """Writes an attribute's name as it stands on an element."""
    foreign: Callable[[Locale], Attributes]
    """The attributes of what stays in a language that is not the edition's."""
    local: Callable[[Locale], Attributes]
    """The attributes of the root of an edition."""
    comment: Callable[[etree._Element], str]
    """Writes a comment or a processing instruction."""
    end: Callable[[etree._Element], bytes]
    """Writes the end tag of an element whose source has none, as it must stand inside a text."""
    embedded: Callable[[etree._Element], bool | None] = lambda _: None
    """Whether an element is HTML that the source has as text: whether that is escaped. None for
    what is markup of the source itself."""
    has_isolates: Callable[[Unit], bool] = lambda _: False
    """Whether numbers and words of another direction can be isolated by markup in a text."""
    has_programs: Callable[[Unit], bool] = lambda _: False
    """Whether `<% … %>` can stand in a text as it is: in XML it is no text, nor anything else."""
    wrapper: Callable[[etree._Element], str] = lambda _: ""
    """The element round what stays in another language and has no element of its own."""


class TagWriter:
    """Makes the edits that turn a source into an edition in its own format."""

    def __init__(
        self,
        document: Document,
        filled: Filled,
        locale: Locale,
        syntax: Syntax,
        extras: Extras,
    ) -> None:
        self._direction = locale.direction
        self._source = document.source
        self._spans = document.spans
        self._may_have_programs = b"<%" in document.source
        self._syntax = syntax
        self._runs: dict[etree._Element, list[tuple[Unit, Text]]] = {}
        self._values: dict[etree._Element, dict[str, str | None]] = {}
        """The new values of attributes; None takes one away."""
        self._wrapped: list[Run] = []
        foreign = {} if locale == document.language else syntax.foreign(document.language)
        self._foreign = foreign
        for unit, text in filled:
            if isinstance(unit.home, AttributeHome):
                if text is not None:
                    self._set(unit.home.element, {unit.home.name: plain(text)})
            elif text is not None:
                self._runs.setdefault(unit.home.parent, []).append((unit, text))
            elif unit.origin is not None:
                pass  # what the target held before is nobody's source
            elif unit.home.whole and self._says_language(unit.home.parent):
                self._set(unit.home.parent, self._unsaid(unit.home.parent, document.language))
            else:
                self._wrapped.append(unit.home)
        for home, value in {**turned(document, filled, locale), **extras.resources}.items():
            if home.element in self._spans:
                self._set(home.element, {home.name: value})
        self._set(document.tree.getroot(), syntax.local(locale))
        self._appended: dict[etree._Element, str] = {}
        if document.credits is not None and extras.credit:
            self._appended[document.credits.home] = credit_markup(document.credits, extras.credit)

    def _unsaid(self, element: etree._Element, language: Locale) -> Attributes:
        """Return the attributes that say an element's language, where it does not say it."""
        said = self._foreign
        if said and self._syntax.embedded(element) is not None:
            said = {"lang": language.tag}
        return {name: value for name, value in said.items() if name not in element.attrib}

    def _has_tag(self, element: etree._Element) -> bool:
        """Whether an element begins by a tag: HTML's `body` need not."""
        span = self._spans.get(element)
        return span is None or span.start < span.content_start

    def _says_language(self, element: etree._Element) -> bool:
        """Whether an element says itself that its text stays in another language."""
        placed = element.tag in PLACED and "lang" not in element.attrib
        return self._has_tag(element) and not (placed and self._syntax.wrapper(element))

    def _set(self, element: etree._Element, values: Mapping[str, str | None]) -> None:
        if values:
            self._values.setdefault(element, {}).update(values)

    def edits(self) -> list[Edit]:
        """Return the edits of all units; those inside a rewritten run go with it.

        Raises:
            ToolkitError: when a unit has no bytes of its own.

        """
        touched = dict.fromkeys([*self._runs, *self._values, *self._appended])
        found = [edit for element in touched for edit in self._edits_of(element)]
        return [*found, *(edit for run in self._wrapped for edit in self._wrap(run))]

    def _span(self, element: etree._Element) -> Span:
        span = self._spans.get(element)
        if span is None:
            raise ToolkitError.because(
                "no-place",
                f"<{element.tag!s}> has no tag in the source and cannot be translated in place",
                hint="write its tags out",
            )
        return span

    def _range(self, run: Run) -> tuple[int, int]:
        """Return the byte range of a run."""
        outer = self._span(run.parent)
        start = self._span(run.parent[run.first - 1]).end if run.first else outer.content_start
        whole = run.end == len(run.parent)
        end = outer.content_end if whole else self._span(run.parent[run.end]).start
        return start, end

    def _trimmed(self, run: Run) -> tuple[int, int]:
        """Return the byte range of a run, without the white space at its ends."""
        return self._stripped(*self._range(run))

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        piece = self._source[start:end]
        start += len(piece) - len(piece.lstrip(_WHITE_SPACE))
        end -= len(piece) - len(piece.rstrip(_WHITE_SPACE))
        return start, max(start, end)

    def _run_edit(self, unit: Unit, text: Text) -> Edit:
        assert isinstance(unit.home, Run)  # noqa: S101 - only runs are kept in _runs
        start, end = self._range(unit.home)
        before, after = _comments(unit, unit.home)
        begins = not unit.home.first and not before
        while before and (at := self._passed(start, before[0])):
            start = at
            del before[0]
        while after and (at := self._passed(end, after[-1], back=True)):
            end = at
            del after[-1]
        if not unit.preserved:
            start, end = self._stripped(start, end)
        own = self._text(unit, text, begins=begins)
        pieces = (*map(self._comment, before), own, *map(self._comment, after))
        return start, max(start, end), b"".join(pieces)

    def _passed(self, at: int, comment: etree._Element, *, back: bool = False) -> int:
        """Return the other side of a comment that stands at a place; 0 where it does not."""
        markup, source = self._comment(comment), self._source
        while source[at - back : at - back + 1] in _WHITE:
            at += -1 if back else 1
        start = at - len(markup) if back else at
        return (start if back else start + len(markup)) if source.startswith(markup, start) else 0

    def _wrap(self, run: Run) -> Iterator[Edit]:
        start, end = self._trimmed(run)
        name = self._syntax.wrapper(run.parent)
        attributes = "".join(f' {key}="{value}"' for key, value in self._foreign.items())
        if name and attributes:
            yield start, start, f"<{name}{attributes}>".encode()
            yield end, end, f"</{name}>".encode()

    def _text(self, unit: Unit, text: Text, *, begins: bool) -> bytes:
        """Return a text as it stands in the source's format.

        Only what follows a start tag is escaped as the content of its element `begins`.
        """
        used: dict[str, int] = {}
        opened: list[etree._Element] = []
        pieces: list[bytes] = []
        programs = self._programs(unit)
        for part in self._parts(unit, with_comments(unit, text)):
            if isinstance(part, Isolate):
                pieces.append(part.tag.encode())
            elif isinstance(part, str):
                inside = opened[-1] if opened else unit.element
                shown = self._syntax.text(inside if begins else AMONG, part)
                for escaped_program, program in programs.items():
                    shown = shown.replace(escaped_program, program)
                pieces.append(self._as_embedded(unit.element, shown.encode()))
            elif part.kind is CodeKind.CLOSE:
                pieces.append(self._end_tag(opened.pop()))
            else:
                at = used.get(part.tag, 0)
                used[part.tag] = at + 1
                pieces.append(self._code(part, unit.codes[part.tag][at], opened))
            begins = isinstance(part, Code) and part.kind is CodeKind.OPEN
        return b"".join(pieces)

    def _programs(self, unit: Unit) -> Mapping[str, str]:
        """Return the server's programs, `<% … %>`, in a unit's own bytes, by how they are escaped.

        To a browser they are text. Only those of the source are written: no translation adds one.
        """
        if not self._may_have_programs or not isinstance(unit.home, Run):
            return {}
        if not self._syntax.has_programs(unit):
            return {}
        found = PROGRAM.findall(self._source[slice(*self._range(unit.home))].decode())
        texts = {each: each if unit.preserved else " ".join(each.split()) for each in found}
        return {self._syntax.text(AMONG, text): each for each, text in texts.items()}

    def _parts(self, unit: Unit, text: Text) -> Iterable[str | Code | Isolate]:
        if self._syntax.has_isolates(unit):
            return isolated_parts(unit, text, self._direction)
        return text

    def _comment(self, comment: etree._Element) -> bytes:
        markup = self._syntax.comment(comment).encode()
        above = comment.getparent()
        return markup if above is None else self._as_embedded(above, markup)

    def _as_embedded(self, element: etree._Element, markup: bytes) -> bytes:
        """Return markup as it stands in the source where that has the element as text."""
        return (
            escape(markup.decode(), quote=False).encode() if self._is_escaped(element) else markup
        )

    def _is_escaped(self, element: etree._Element) -> bool:
        return self._syntax.embedded(element) is True

    def _code(self, code: Code, element: etree._Element, opened: list[etree._Element]) -> bytes:
        if not isinstance(element.tag, str):
            return self._comment(element)
        if code.kind is CodeKind.OPEN:
            opened.append(element)
            return self.start_tag(element)
        return self._whole(element)

    def _end_tag(self, element: etree._Element) -> bytes:
        span = self._span(element)
        return self._source[span.content_end : span.end] or self._syntax.end(element)

    def _whole(self, element: etree._Element) -> bytes:
        """Return an element's own bytes, with the translations inside it."""
        span = self._span(element)
        inside = [edit for each in element.iter(etree.Element) for edit in self._edits_of(each)]
        moved = [(start - span.start, end - span.start, new) for start, end, new in inside]
        whole = splice(self._source[span.start : span.end], moved)
        return whole if span.content_end < span.end else whole + self._syntax.end(element)

    def _edits_of(self, element: etree._Element) -> list[Edit]:
        runs = self._runs.get(element, ())
        if not (runs or element in self._values or element in self._appended):
            return []
        span = self._span(element)
        appended = self._appended.get(element, "").encode()
        if (runs or appended) and self._source[span.start : span.content_start].endswith(b"/>"):
            return [(span.start, span.end, self._opened(element, runs, appended))]
        edits = [self._run_edit(unit, text) for unit, text in runs]
        if appended:
            edits.append((span.content_end, span.content_end, appended))
        if element in self._values:
            edits.append((span.start, span.content_start, self.start_tag(element)))
        return edits

    def _opened(
        self, element: etree._Element, runs: Sequence[tuple[Unit, Text]], appended: bytes
    ) -> bytes:
        """Return an element that had no content, `<target/>`, with some."""
        tag = self.start_tag(element)
        name = tag[1:].split(None, 1)[0].rstrip(b"/>")
        inside = b"".join(self._text(unit, text, begins=True) for unit, text in runs)
        return tag.removesuffix(b"/>").rstrip() + b">" + inside + appended + b"</" + name + b">"

    def start_tag(self, element: etree._Element) -> bytes:
        """Return an element's start tag as it stands, with its new attributes' values."""
        span = self._span(element)
        tag = self._source[span.start : span.content_start]
        tag = tag or f"<{element.tag!s}>".encode()
        values = self._values.get(element, {})
        if values and self._is_escaped(element):
            tag = unescape(tag.decode()).encode()
        for name, value in values.items():
            tag = self._with_attribute(tag, self._syntax.name(element, name), value)
        return self._as_embedded(element, tag) if values else tag

    def _with_attribute(self, tag: bytes, name: str, value: str | None) -> bytes:
        shown = self._syntax.value(value or "")
        shown = shown.replace("\n", "&#10;").replace("\t", "&#9;")
        own = name.encode()
        for match in self._syntax.attribute.finditer(tag):
            if match[1] != own and match[1].lower() != own:
                continue
            if value is None:
                return tag[: match.start()].rstrip() + tag[match.end() :]
            found = next((at for at in (2, 3, 4) if match[at] is not None), 0)
            if found in {2, 3}:
                quote = {2: ('"', "&quot;"), 3: ("'", "&#39;")}[found]
                start, end = match.span(found)
                return tag[:start] + shown.replace(*quote).encode() + tag[end:]
            start, end = match.span()
            return tag[:start] + self._attribute(own, shown) + tag[end:]
        if value is None:
            return tag
        at = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return tag[:at].rstrip() + b" " + self._attribute(own, shown) + tag[at:]

    def _attribute(self, name: bytes, shown: str) -> bytes:
        return name + b'="' + shown.replace('"', "&quot;").encode() + b'"'


def _comments(unit: Unit, run: Run) -> tuple[list[etree._Element], list[etree._Element]]:
    """Return the comments before a unit's text, and those behind it: no code stands for them."""
    if run.first == run.end:
        return [], []
    children = run.parent[run.first : run.end]
    head = run.parent.text if run.first == 0 else run.parent[run.first - 1].tail
    first, end = inner_children(head or "", children, preserves=unit.preserved)
    return children[:first], children[end:]

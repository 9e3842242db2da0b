"""Masking: a text as the HTML that a machine is given, and the translation out of what it returns.

Every code, every decided term and every line break is an element with an id of its own. Each must
come back once: the codes go where the machine has put them, and a term is said as was decided,
whatever the machine has made of it.
"""

import html
from collections.abc import Iterator
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.markup.html_attributes import attributes_of
from toolkit.base.markup.html_tokens import Kind, Token, tokens
from toolkit.base.text import Code, CodeKind, Text, TextBuilder
from toolkit.catalog.terms.finding import find_terms, places_of
from toolkit.catalog.terms.termbase import Termbase, forms_in

__all__ = ["Masked", "Unmaskable", "mask", "unmask"]

_BREAK = "br"
_SPAN = "span"
_PREFIX = "m"


class Unmaskable(Exception):  # noqa: N818 - what was returned is, not the program
    """What a machine has returned is no translation of its text; the message says why."""


@frozen
class _Mask:
    """What an element stands for."""

    opening: str | Code
    """What stands where it begins: a code, or all that it stands for."""
    closing: Code | None = None
    """What stands where it ends; None where its content is left out."""


@frozen
class Masked:
    """A text as a machine is given it."""

    html: str
    """On one line."""
    masks: tuple[_Mask, ...]
    """What its elements stand for, in the order of their ids."""


def mask(text: Text, language: Locale, target: Locale, termbase: Termbase | None) -> Masked:
    """Return a text as HTML on one line, with all that a machine must not touch in elements.

    Args:
        text: the source.
        language: its language.
        target: the language that it is translated into.
        termbase: the newsroom's.

    """
    masks: list[_Mask] = []
    pieces: list[str] = []
    opened: list[int] = []
    for part in text:
        if isinstance(part, str):
            pieces.extend(_words(part, _terms(part, language, target, termbase), masks))
        elif part.kind is CodeKind.OPEN:
            opened.append(len(masks))
            pieces.append(f'<{_SPAN} id="{_PREFIX}{len(masks)}">')
            masks.append(_Mask(part, Code(part.tag, CodeKind.CLOSE)))
        elif part.kind is CodeKind.CLOSE and opened and _closes(part, masks[opened[-1]]):
            opened.pop()
            pieces.append(f"</{_SPAN}>")
        else:
            pieces.append(_empty(part, masks))
    # Where tags are no pairs, each stands for itself.
    for number in opened:
        masks[number] = replace(masks[number], closing=None)
        tag = f'<{_SPAN} id="{_PREFIX}{number}">'
        pieces[pieces.index(tag)] = f'<{_BREAK} id="{_PREFIX}{number}">'
    return Masked("".join(pieces), tuple(masks))


def _closes(code: Code, opened: _Mask) -> bool:
    return opened.closing == code


def _empty(stands_for: str | Code, masks: list[_Mask]) -> str:
    masks.append(_Mask(stands_for))
    return f'<{_BREAK} id="{_PREFIX}{len(masks) - 1}">'


def _words(words: str, terms: list[tuple[int, int, str]], masks: list[_Mask]) -> Iterator[str]:
    position = 0
    for start, end, form in terms:
        yield from _lines(words[position:start], masks)
        masks.append(_Mask(form))
        shown = html.escape(words[start:end], quote=False)
        kept = f'id="{_PREFIX}{len(masks) - 1}" translate="no" class="notranslate"'
        yield f"<{_SPAN} {kept}>{shown}</{_SPAN}>"
        position = end
    yield from _lines(words[position:], masks)


def _lines(words: str, masks: list[_Mask]) -> Iterator[str]:
    """Yield words, each character that would end a line in an element."""
    piece = ""
    for char in words:
        if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            yield html.escape(piece, quote=False)
            yield _empty(char, masks)
            piece = ""
        else:
            piece += char
    yield html.escape(piece, quote=False)


def _terms(
    words: str, language: Locale, target: Locale, termbase: Termbase | None
) -> list[tuple[int, int, str]]:
    """Return where decided terms stand in words, and how they are said; no two overlap."""
    found: list[tuple[int, int, str]] = []
    for term in find_terms(termbase, words, language) if termbase is not None else ():
        forms = forms_in(term, target)
        if forms is not None and forms.preferred:
            places = places_of(term, words, language)
            found.extend((*place, forms.preferred[0]) for place in places)
    kept: list[tuple[int, int, str]] = []
    for each in sorted(found, key=lambda place: (place[0], -place[1])):
        if (not kept or each[0] >= kept[-1][1]) and "\n" not in words[each[0] : each[1]]:
            kept.append(each)
    return kept


def unmask(returned: str, masked: Masked) -> Text:
    """Return the translation that a machine has returned, with the codes of its source.

    Args:
        returned: HTML.
        masked: what the machine was given.

    Raises:
        Unmaskable: when an element did not come back, or came twice, or there is other markup.

    """
    # Lone surrogates can stand in JSON and in nothing that is written.
    data = returned.encode("utf-8", "replace")
    reader = _Reader(masked)
    for token in tokens(data):
        reader.read(token, data[token.start : token.end])
    return reader.text()


class _Reader:
    """Puts a translation together from the tokens of what was returned.

    Some machines end an element behind each of its words, and begin it again before the next one:
    with only white space between, that is one element.
    """

    def __init__(self, masked: Masked) -> None:
        self._masks = masked.masks
        self._ids = {f"{_PREFIX}{number}": number for number in range(len(masked.masks))}
        self._waiting = set(range(len(masked.masks)))
        self._opened: list[int] = []
        self._ended: list[int] = []
        """The elements that have ended just now, innermost first: one of them may go on."""
        self._space = ""
        """The white space since then."""
        self._builder = TextBuilder()

    @property
    def _hidden(self) -> bool:
        """Whether an element is open whose content is left out."""
        return any(self._masks[number].closing is None for number in self._opened)

    def read(self, token: Token, data: bytes) -> None:
        if token.kind is Kind.TEXT:
            self._words(html.unescape(data.decode()))
        elif token.kind is Kind.START:
            self._start(token.name, data)
        elif token.kind is Kind.END and token.name == _SPAN.encode() and self._opened:
            self._ended.append(self._opened.pop())
        elif token.kind is not Kind.END or token.name != _BREAK.encode():
            raise Unmaskable("it has markup that the text has not")

    def _words(self, words: str) -> None:
        if self._ended and words.isspace():
            self._space += words
            return
        self._close()
        if not self._hidden:
            self._builder.add(words)

    def _start(self, name: bytes, data: bytes) -> None:
        attribute = attributes_of(data).get("id")
        number = self._ids.get(attribute.value) if attribute is not None else None
        if number is None:
            raise Unmaskable("it has markup that the text has not")
        if self._ended and self._ended[-1] == number:
            self._opened.append(self._ended.pop())
            return
        opening = self._masks[number].opening
        if number not in self._waiting:
            raise Unmaskable(f"“{opening}” came back twice")
        self._waiting.remove(number)
        self._close()
        if self._hidden:
            raise Unmaskable(f"“{opening}” came back inside a term")
        self._builder.add(opening)
        if name == _SPAN.encode():
            self._opened.append(number)

    def _close(self) -> None:
        """Write what ends the elements that have ended, and the white space behind them."""
        for number in self._ended:
            closing = self._masks[number].closing
            if closing is not None:
                self._builder.add(closing)
        self._ended.clear()
        if not self._hidden:
            self._builder.add(self._space)
        self._space = ""

    def text(self) -> Text:
        self._close()
        if self._waiting or self._opened:
            number = min(self._waiting or self._opened)
            raise Unmaskable(f"“{self._masks[number].opening}” did not come back")
        return self._builder.text()

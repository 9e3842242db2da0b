"""Quote proposals: what a document quotes, found by its marks and elements, for people to fill in.

Who said it is told only where the text says so plainly: “…,” said Dana Omarova.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG, local_name, text_of
from toolkit.base.text import Code, CodeKind, is_printable, plain
from toolkit.catalog.quoted_passages import place_quotes
from toolkit.catalog.quotes_file import Quote
from toolkit.checks.quotations import read_quotations
from toolkit.document.model import Document, Unit
from toolkit.language.known import facts, words_of_text
from toolkit.language.marks import marks_of
from toolkit.language.names import names
from toolkit.language.spoken_words import spoken

__all__ = ["edited_words", "proposed_quotes"]

_INLINE = frozenset({"q", "quote", "said"})
"""Elements of HTML, DocBook and TEI that hold what somebody said."""
_BLOCKS = frozenset({"blockquote", *_INLINE})
_SOURCES = ("footer", "cite", "attribution")
_NO_SPEECH = frozenset({"correction", "credit", "footer", "attribution"})
"""Roles of what stands in a block quotation and is not quoted."""
_FEWEST = 3
"""How many words make speech: a name or a term in quotation marks has fewer."""
_FEWEST_LETTERS = 6
"""The same in scripts that put no space between words."""
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
_OUTSIDE = " \t\n\u00a0“”„«»‹›‘’《》〈〉「」『』\"'"
_DIALOGUE = re.compile(r"[–—]\s(.+?[,.!?…])\s[–—]\s(\w+)")
_LEADING = re.compile(r"[\s,.!?…»”’–—-]*(?:(\w+)\s+)?")
_FOLLOWING = re.compile(r"\s+(\w+)[\s:,.!?–—-]*")
_ALIKE = 0.5


@frozen
class _Span:
    """A stretch of a unit's words that is quoted."""

    start: int
    end: int
    words: str
    language: Locale | None = None
    """In which the words are, where the document says so."""
    speaker: str = ""


def proposed_quotes(document: Document, known: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return what a document quotes and nobody has written down yet, in its order.

    Args:
        document: the source, with ids.
        known: the quotes that are written down.

    """
    units = document.units
    placed = place_quotes(known, [((each.id,), plain(each.text)) for each in units])
    taken: dict[str, list[str]] = {}
    for at, quote in placed.found:
        taken.setdefault(units[at].id, []).append(quote.words)
    found: list[Quote] = []
    for unit in units:
        spans = _spans(unit, document.language)
        written = taken.setdefault(unit.id, [])
        words = [each.words for each in spans]
        # The finding about words that are gone says what they have become.
        written += [_nearest(each, words) for each in placed.gone if each.id == unit.id]
        for span in spans:
            if is_printable(span.words) and not _is_written(span.words, written):
                written.append(span.words)
                speaker = span.speaker if is_printable(span.speaker) else ""
                found.append(Quote(unit.id, span.words, language=span.language, speaker=speaker))
    return tuple(found)


def _is_written(words: str, written: Sequence[str]) -> bool:
    """Whether words are written down already, or a part of them is, or more than them."""
    own = f" {spoken(words)} "
    others = (f" {spoken(each)} " for each in written if each)
    return any(own in each or each in own for each in others)


def edited_words(quote: Quote, text: str, language: Locale) -> str:
    """Return what the words of a quote have become in a text; empty where that cannot be told."""
    return _nearest(quote, [each.words for each in _in_marks(text, language)])


def _nearest(quote: Quote, words: Sequence[str]) -> str:
    def alike(each: str) -> float:
        return SequenceMatcher(None, quote.words, each, autojunk=False).ratio()

    nearest = max(words, key=alike, default="")
    return nearest if alike(nearest) > _ALIKE else ""


def _spans(unit: Unit, language: Locale) -> list[_Span]:
    """Return what a unit quotes, in its order; a quotation inside another is a part of it."""
    if unit.role in _NO_SPEECH:
        return []
    text = plain(unit.text)
    around = _block_around(unit)
    if around is not None:
        words = text.strip(_OUTSIDE)
        speaker = _named_source(around)
        whole = _Span(0, len(text), words, _said_language(unit.element, around), speaker)
        return [whole] if _is_speech(words, language) else []
    marked = [*_in_elements(unit), *_in_dialogue(text, language)]
    spans = [each for each in _in_marks(text, language) if not _meets_any(each, marked)]
    spans = [each for each in (*marked, *spans) if _is_speech(each.words, language)]
    spans.sort(key=lambda each: each.start)
    return _with_speakers(spans, text, language)


def _meets_any(span: _Span, others: Sequence[_Span]) -> bool:
    return any(span.start < each.end and each.start < span.end for each in others)


def _is_speech(words: str, language: Locale) -> bool:
    if language.script in _UNSPACED:
        return len(spoken(words)) >= _FEWEST_LETTERS
    return len(spoken(words).split()) >= _FEWEST


def _block_around(unit: Unit) -> etree._Element | None:
    """Return the block quotation that a unit stands in."""
    around = (unit.element, *unit.element.iterancestors())
    return next((each for each in around if local_name(each) in _BLOCKS), None)


def _named_source(block: etree._Element) -> str:
    """Return whom a block quotation names as its source, where that is a line of its own."""
    named = [text_of(each) for each in block.iter("*") if local_name(each) in _SOURCES]
    return " ".join(named[0].split()).lstrip("—–- ") if len(named) == 1 else ""


def _said_language(element: etree._Element, outermost: etree._Element) -> Locale | None:
    """Return the language that an element, or what it stands in up to another one, says it has."""
    for each in (element, *element.iterancestors()):
        tag = each.get("lang") or each.get(XML_LANG)
        if tag:
            try:
                return Locale.parse(tag)
            except ToolkitError:
                return None
        if each is outermost:
            break
    return None


def _in_elements(unit: Unit) -> Iterator[_Span]:
    """Yield what stands in elements of quotation, the outermost."""
    opened: list[tuple[str, int]] = []
    at = 0
    words = plain(unit.text)
    for part in unit.text:
        if isinstance(part, str):
            at += len(part)
        elif _is_quoting(unit, part):
            if part.kind is CodeKind.OPEN:
                opened.append((part.tag, at))
            elif part.kind is CodeKind.CLOSE and opened:
                tag, start = opened.pop()
                if not opened:
                    element = unit.codes[tag][0]  # others of its tag have no attribute either
                    said = words[start:at].strip(_OUTSIDE)
                    yield _Span(start, at, said, _said_language(element, element))


def _is_quoting(unit: Unit, code: Code) -> bool:
    elements = unit.codes.get(code.tag, ())
    return bool(elements) and local_name(elements[0]) in _INLINE


def _in_marks(text: str, language: Locale) -> Iterator[_Span]:
    """Yield what stands in quotation marks, those of the text's language whatever they are."""
    marks = marks_of(language)
    pairs = [each for each in (*marks.outer, *marks.inner) if each in {"《》", "〈〉"}]
    known = str.maketrans("".join(pairs), "“”" * len(pairs))
    for each in read_quotations(text.translate(known)):
        start, end = each.place
        yield _Span(start, end, text[start:end].strip(_OUTSIDE).rstrip(",،"))


def _in_dialogue(text: str, language: Locale) -> Iterator[_Span]:
    """Yield what a dash begins and another ends, before a verb of saying: – А, – деді ол."""
    match = _DIALOGUE.match(text)
    if match is not None and match[2].lower() in _verbs(language):
        words = match[1].strip(_OUTSIDE).rstrip(",")
        yield _Span(match.start(1), match.end(1), words)


def _verbs(language: Locale) -> frozenset[str]:
    """Return the verbs that say who spoke."""
    return frozenset(words_of_text(facts(language.language, "speech"), "said"))


def _with_speakers(spans: Sequence[_Span], text: str, language: Locale) -> list[_Span]:
    """Return spans with who said them, where that stands plainly beside them.

    “A,” said Dana Omarova. “B.” names her once for both.
    """
    verbs = _verbs(language)
    named = names(text, language) if spans and verbs else ()
    told: list[_Span] = []
    before = ""
    for at, span in enumerate(spans):
        until = spans[at + 1].start if at + 1 < len(spans) else len(text)
        speaker, ends = "", 0
        for name in named:
            if _speaks_after(text, span, (name.start, name.end), verbs) and name.end <= until:
                speaker, ends = name.text, name.end
                break
            if _speaks_before(text, span, name.end, verbs):
                speaker = name.text
        told.append(replace(span, speaker=span.speaker or speaker or before))
        goes_on = speaker and ends and len(text[ends:until].split()) <= _FEWEST
        before = speaker if goes_on else ""
    return told


def _speaks_after(text: str, span: _Span, name: tuple[int, int], verbs: frozenset[str]) -> bool:
    """Whether a name stands behind a quotation, with a verb of saying before or after it."""
    start, end = name
    match = _LEADING.fullmatch(text, span.end, start) if span.end <= start else None
    if match is None:
        return False
    if match[1]:
        return match[1].lower() in verbs
    following = _FOLLOWING.match(text, end)
    return following is not None and following[1].lower() in verbs


def _speaks_before(text: str, span: _Span, end: int, verbs: frozenset[str]) -> bool:
    """Whether a name and a verb of saying stand right before a quotation."""
    match = _FOLLOWING.fullmatch(text, end, span.start) if end <= span.start else None
    return match is not None and match[1].lower() in verbs

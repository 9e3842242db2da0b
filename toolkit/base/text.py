"""Text: a run of strings and codes, and the message form in which a translator sees it."""

import html
import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from toolkit.base.frozen import frozen

__all__ = [
    "Code",
    "CodeKind",
    "Inline",
    "Spelling",
    "Text",
    "TextBuilder",
    "code_problems",
    "collapse_space",
    "is_printable",
    "is_wordless",
    "message_codes",
    "parse_raw",
    "parse_text",
    "plain",
    "raw_codes",
    "read_message",
    "shortened",
    "to_message",
    "to_raw",
    "with_isolates",
    "with_places",
    "without_tags",
    "word_count",
]


class CodeKind(StrEnum):
    """How a code stands in a text."""

    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@frozen
class Code:
    """Inline markup inside a unit: `<em>`, `</a1>`, `<br/>`; attributes stay in the document."""

    tag: str
    """The name a translator sees: the element's own, numbered where it has attributes."""
    kind: CodeKind

    def __str__(self) -> str:
        """Return the code as it stands in a message.

        >>> str(Code("a1", CodeKind.CLOSE))
        '</a1>'
        """
        if self.kind is CodeKind.OPEN:
            return f"<{self.tag}>"
        return f"</{self.tag}>" if self.kind is CodeKind.CLOSE else f"<{self.tag}/>"


Text = tuple[str | Code, ...]

_CODE = re.compile(r"<(/?)([^\W\d][\w.\-]*)(/?)>")
# Anything that looks like markup, whether or not it is a code.
_TAG = re.compile(r"</?[^\W\d][\w.:\-]*(?:\s[^<>]*)?/?>")
# What text in angle brackets is that names a thing to be filled in: <file>, <new branch>.
_PLACEHOLDER = re.compile(r"<[^\W\d][\w.:\- ]*>")
# How translators set a passage apart whose direction is another than that of its surroundings.
_ISOLATION = re.compile(
    r"<span dir=([\"']?)(?P<dir>ltr|rtl|auto)\1>(?P<set>[^<>]*)</span>|<bdi>(?P<own>[^<>]*)</bdi>"
)
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END_OF_ISOLATE = "\u2069"
_EMPTY_END = re.compile(r"\s+/>\Z")
_WORD_AND_SPACE = re.compile(r"\S+\s*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")


def _code(match: re.Match[str]) -> Code | None:
    if match[1] and match[3]:
        return None
    kind = CodeKind.CLOSE if match[1] else CodeKind.EMPTY if match[3] else CodeKind.OPEN
    return Code(match[2], kind)


def to_message(text: Text) -> str:
    """Return a text's message form: codes as readable tags, nothing escaped.

    >>> to_message(("R&D ", Code("em", CodeKind.OPEN), "now", Code("em", CodeKind.CLOSE)))
    'R&D <em>now</em>'
    """
    if len(text) == 1:
        return str(text[0])
    return "".join(map(str, text))


def plain(text: Text) -> str:
    """Return a text without its codes."""
    if len(text) == 1 and isinstance(text[0], str):
        return text[0]
    return "".join([part for part in text if isinstance(part, str)])


def is_wordless(text: Text) -> bool:
    """Whether a text has no letter, so that nobody needs to translate it: 2019, 1,234, ***.

    What an empty code stands for, such as a picture or a command, may be listed with commas that
    another language writes otherwise.

    >>> is_wordless(("2021-02-22",)), is_wordless(("5 km",)), is_wordless(("IV",))
    (True, False, False)
    """
    words = plain(text)
    if words[:1].isalpha() or any(char.isalpha() for char in words):
        return False
    return not any(isinstance(part, Code) and part.kind is CodeKind.EMPTY for part in text)


@lru_cache(maxsize=2048)  # a document's locales count the same texts, one after another
def word_count(text: Text) -> int:
    """Return how many words a text has, codes aside; one that needs no translation has none.

    >>> word_count(("5 km",)), word_count(("2021-02-22",))
    (2, 0)
    """
    return 0 if is_wordless(text) else len(plain(text).split())


def parse_text(message: str, codes: Collection[Code]) -> Text:
    """Read a message: exactly the given codes are recognised, all else is text.

    >>> parse_text("<b>x</b> <br/>", {Code("br", CodeKind.EMPTY)})
    ('<b>x</b> ', Code(tag='br', kind=<CodeKind.EMPTY: 'empty'>))
    """
    if not codes or "<" not in message:
        return (message,) if message else ()
    known = {str(code): code for code in codes}
    builder = TextBuilder()
    position = 0
    for match in _CODE.finditer(message):
        code = known.get(match[0])
        if code is not None:
            builder.add(message[position : match.start()])
            builder.add(code)
            position = match.end()
    builder.add(message[position:])
    return builder.text()


def shortened(text: str, most: int = 40) -> str:
    r"""Return a text on one line, as messages show it: at most so many characters.

    >>> shortened("Two  bridges\nfell.", 11)
    'Two bridge…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def is_printable(text: str) -> bool:
    """Whether a text can be told in every form: it has no controls, and turns no direction."""
    return _CONTROL.search(text) is None


def collapse_space(text: str) -> str:
    r"""Return a string with its white space as one space each, and none at the ends.

    >>> collapse_space(" a\n b ")
    'a b'
    """
    # One space is left at an end, and another space there is text.
    return _single_spaced(text).removeprefix(" ").removesuffix(" ")


def _single_spaced(text: str) -> str:
    """Return a string with its white space as one space each; most have it so already."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return _WHITE_SPACE.sub(" ", text)
    return text


def message_codes(message: str) -> frozenset[Code]:
    """Return the codes of a source message that stands alone, without its document.

    A tag that is closed, or closes itself, is a code; a lone `<b>` is text that talks of a tag.

    >>> sorted(map(str, message_codes("<em>a</em> <b> c<br/>")))
    ['</em>', '<br/>', '<em>']
    """
    found = {code for match in _CODE.finditer(message) if (code := _code(match))}
    opened = {code.tag for code in found if code.kind is CodeKind.OPEN}
    closed = {code.tag for code in found if code.kind is CodeKind.CLOSE}
    paired = opened & closed
    return frozenset(code for code in found if code.kind is CodeKind.EMPTY or code.tag in paired)


def read_message(message: str) -> Text:
    """Read a source message that stands alone: its codes are those of `message_codes`.

    >>> read_message("x<br/> <b>")
    ('x', Code(tag='br', kind=<CodeKind.EMPTY: 'empty'>), ' <b>')
    """
    return parse_text(message, message_codes(message))


def without_tags(words: str) -> str:
    """Return words in which what looks like a tag is blanked in place: it is no prose.

    >>> without_tags('a <b c="d">e')
    'a          e'
    """
    return _TAG.sub(lambda match: " " * len(match[0]), words) if "<" in words else words


def with_isolates(text: Text) -> Text:
    r"""Return a text in which directions that were set by hand are set by Unicode's isolates.

    A translator of a right-to-left text may write `<span dir=ltr>main()</span>` or `<bdi>`. That is
    no code of the source, and becomes no markup: the isolates do the same in plain text (UAX #9).

    >>> with_isolates(("a <bdi>b()</bdi>",))
    ('a \u2068b()\u2069',)
    """
    if "<" not in plain(text):
        return text
    return tuple(
        _ISOLATION.sub(_isolated, part) if isinstance(part, str) else part for part in text
    )


def _isolated(match: re.Match[str]) -> str:
    words = match["own"] if match["set"] is None else match["set"]
    return f"{_ISOLATES[match['dir'] or 'auto']}{words}{_END_OF_ISOLATE}"


def code_problems(source: Text, target: Text) -> Iterator[str]:
    """Yield what is wrong with the codes of a translation: missing, invented or ill-nested ones.

    Order may change. A look-alike of a code that the source does not have counts as invented, so
    that markup typed into a translation never passes for text unseen. Where the source itself is
    ill-nested (it talks of tags), the translation may be; and for each word that the source has in
    angle brackets, as in `git add <file>`, the translation may have one of its own.
    """
    if _has_same_codes(source, target):
        return
    wanted = Counter([str(part) for part in source if isinstance(part, Code)])
    there = Counter([str(part) for part in target if isinstance(part, Code)])
    there.update(_invented(source, target))
    for code in _elements(wanted - there):
        yield f"the source's code {code} is missing"
    for code in _elements(Counter({each: n for each, n in there.items() if not wanted[each]})):
        yield f"the code {code} is not in the source"
    for code, excess in sorted((there - wanted).items()):
        if wanted[code]:
            times = "once" if excess == 1 else f"{excess} times"
            yield f"the code {code} occurs {times} more than in the source"
    if wanted == there and not any(_nesting_problems(source)):
        yield from _nesting_problems(target)


def _elements(codes: Counter[str]) -> Iterator[str]:
    """Yield codes, each opening one with what closes it: both are lost or made by one slip."""
    for code in sorted(codes):
        closing = f"</{code.strip('</>').partition(' ')[0]}>"
        if code == closing:
            if not any(_opens(other, code) for other in codes):
                yield code
        else:
            yield f"{code}…{closing}" if closing in codes and _opens(code, closing) else code


def _opens(code: str, closing: str) -> bool:
    name = closing[2:-1]
    return code == f"<{name}>" or (code.startswith(f"<{name} ") and not code.endswith("/>"))


def _has_same_codes(source: Text, target: Text) -> bool:
    """Whether a translation has the source's codes in their order, and nothing like one besides."""
    if any(isinstance(part, str) and "<" in part for part in target):
        return False
    codes = ([part for part in text if isinstance(part, Code)] for text in (source, target))
    return next(codes) == next(codes)


def _invented(source: Text, target: Text) -> list[str]:
    """Return what looks like a code in a translation, and is neither one nor the source's text."""
    literal = list(_look_alikes(source))
    found = [each for each in _look_alikes(with_isolates(target)) if each not in literal]
    named = sum(_PLACEHOLDER.fullmatch(each) is not None for each in literal)
    if len(found) <= named and all(map(_PLACEHOLDER.fullmatch, found)):
        return []
    return found


def _look_alikes(text: Text) -> Iterator[str]:
    for part in text:
        if isinstance(part, str):
            yield from (_EMPTY_END.sub("/>", match[0]) for match in _TAG.finditer(part))


def _nesting_problems(text: Text) -> Iterator[str]:
    opened: list[str] = []
    for part in text:
        if not isinstance(part, Code) or part.kind is CodeKind.EMPTY:
            continue
        if part.kind is CodeKind.OPEN:
            opened.append(part.tag)
        elif not opened or opened.pop() != part.tag:
            yield f"the code {part} closes a code that is not open, or not the innermost one"
            return


class TextBuilder:
    """Puts a text together from pieces, joining neighbouring strings."""

    def __init__(self) -> None:
        self._parts: list[str | Code] = []
        self._preserved: set[int] = set()
        """The places of the strings whose white space stays."""

    def add(self, part: str | Code, *, preserved: bool = False) -> None:
        """Append a string or a code; `preserved` keeps a string's white space as it is."""
        if isinstance(part, str) and self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += part
        elif part:
            if preserved:
                self._preserved.add(len(self._parts))
            self._parts.append(part)

    def text(self, *, collapse: bool = False) -> Text:
        """Return the text; with `collapse`, white space is one space, and none at the ends.

        No-break spaces are text. A space on both sides of a code counts once: where a code ends,
        the one behind it, for an element that holds elements only shows none of its own.
        """
        if not collapse:
            return tuple(self._parts)
        if len(self._parts) == 1 and isinstance(self._parts[0], str):
            only = collapse_space(self._parts[0])
            return (only,) if only else ()
        return self._collapsed()

    def _collapsed(self) -> Text:
        parts: list[str | Code] = []
        after_space = True
        preserved = self._preserved
        for number, part in enumerate(self._parts):
            if not isinstance(part, str):
                after_space = after_space and part.kind is not CodeKind.EMPTY
                parts.append(part)
                continue
            if preserved and number in preserved:
                after_space = False
                parts.append(part)
                continue
            piece = _single_spaced(part)
            if after_space and piece.startswith(" ") and not self._moves_behind(parts):
                piece = piece.removeprefix(" ")
            if piece:
                after_space = piece[-1] == " "
                parts.append(piece)
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].removesuffix(" ")
            if not parts[-1]:
                parts.pop()
        return tuple(parts)

    @staticmethod
    def _moves_behind(parts: list[str | Code]) -> bool:
        """Take the space away that stands before the codes that end here, if one does."""
        at = len(parts) - 1
        while at >= 0 and isinstance(code := parts[at], Code):
            if code.kind is not CodeKind.CLOSE:
                return False
            at -= 1
        if at in {-1, len(parts) - 1} or parts[at] == " ":
            return False
        parts[at] = str(parts[at]).removesuffix(" ")
        return True


class Inline(StrEnum):
    """How messages spell codes."""

    NAMED = "named"
    """As the toolkit does: `<em>`, `<a1>`; text stands as it is."""
    RAW = "raw"
    """As itstool and po4a do: tags as in the source; text is escaped as in XML."""


Spelling = Callable[[Code], str]


def to_raw(text: Text, spelling: Spelling) -> str:
    """Return a text's raw message: each code as `spelling` gives it, strings escaped."""
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else spelling(part) for part in text
    )


def parse_raw(message: str, codes: Iterable[Code], spelling: Spelling) -> Text:
    """Read a raw message: the inverse of `to_raw`, given the source's codes in their order.

    Start tags that are spelled alike stand for the source's codes in turn; an end tag closes the
    innermost open code that is spelled so. What is no code of the source is text.
    """
    return _RawReader(codes, spelling).read(message)


def with_places(source: Text, said: Text, missing: Collection[Code]) -> Text:
    """Put empty codes that a message leaves out into a translation, where they stood.

    One beside another code stays beside it; one among words stands behind as large a part of them,
    between two words; the others at the start or the end.

    >>> nl = Code("pi1", CodeKind.EMPTY)
    >>> with_places(("one two ", nl, "three four"), ("bir eki üš tört",), {nl})
    ('bir eki ', Code(tag='pi1', kind=<CodeKind.EMPTY: 'empty'>), 'üš tört')
    """
    for at, code in enumerate(source):
        if isinstance(code, Code) and code in missing:
            said = _with_place(source, at, code, said)
    return said


def _with_place(source: Text, at: int, code: Code, said: Text) -> Text:
    before = next((each for each in reversed(source[:at]) if not _is_blank(each)), None)
    after = next((each for each in source[at + 1 :] if not _is_blank(each)), None)
    if isinstance(before, Code) and before in said:
        place = said.index(before) + 1
        return (*said[:place], code, *said[place:])
    if before is None or (isinstance(after, Code) and after in said):
        place = 0 if before is None else said.index(after)
        return (*said[:place], code, *said[place:])
    if after is None:
        return (*said, code)
    words = len(plain(source[:at]).split()) / max(1, len(plain(source).split()))
    return _behind_words(said, code, int(words * len(plain(said).split()) + 0.5))


def _is_blank(part: str | Code) -> bool:
    return isinstance(part, str) and not part.strip()


def _behind_words(said: Text, code: Code, wanted: int) -> Text:
    """Put a code into a text's strings, behind so many words and the space that follows them."""
    passed = 0
    if not wanted:
        return (code, *said)
    for number, part in enumerate(said):
        if isinstance(part, Code):
            continue
        for match in _WORD_AND_SPACE.finditer(part):
            passed += 1
            if passed == wanted:
                pieces = (part[: match.end()], code, part[match.end() :])
                return tuple(filter(None, (*said[:number], *pieces, *said[number + 1 :])))
    return (*said, code)


def raw_codes(message: str) -> tuple[tuple[Code, ...], Spelling]:
    """Return the codes of a raw source message that stands alone, and how each is spelled."""
    codes: list[Code] = []
    spelled: dict[Code, str] = {}
    opened: list[tuple[str, Code]] = []
    for number, match in enumerate(_TAG.finditer(message), 1):
        name = match[0].strip("</>").split()[0].rstrip("/")
        if match[0].startswith("</"):
            if opened and opened[-1][0] == name:
                codes.append(Code(opened.pop()[1].tag, CodeKind.CLOSE))
                spelled[codes[-1]] = match[0]
            continue
        kind = CodeKind.EMPTY if match[0].endswith("/>") else CodeKind.OPEN
        # A placeholder of itstool's has its number already.
        tag = name if name.startswith("_:") else f"{name}{number}"
        codes.append(Code(tag, kind))
        spelled[codes[-1]] = match[0]
        if kind is CodeKind.OPEN:
            opened.append((name, codes[-1]))
    lone = {code for _, code in opened}
    return tuple(code for code in codes if code not in lone), spelled.__getitem__


class _RawReader:
    """Matches a raw message's tags with the codes that are still free."""

    def __init__(self, codes: Iterable[Code], spelling: Spelling) -> None:
        self._free: dict[str, deque[Code]] = {}
        self._ends: dict[Code, str] = {}
        self._opened: list[Code] = []
        for code in codes:
            if code.kind is CodeKind.CLOSE:
                self._ends[code] = spelling(code)
            else:
                self._free.setdefault(spelling(code), deque()).append(code)
        spelled = dict.fromkeys([*self._free, *self._ends.values()])
        # Exactly these: XML names hold letters (vowel signs, say) that no \w matches.
        self._tags = re.compile("|".join(map(re.escape, spelled)) or r"(?!)")

    def read(self, message: str) -> Text:
        builder = TextBuilder()
        position = 0
        for match in self._tags.finditer(message):
            code = self._closing(match[0]) if match[0][1] == "/" else self._opening(match[0])
            if code is not None:
                builder.add(html.unescape(message[position : match.start()]))
                builder.add(code)
                position = match.end()
        builder.add(html.unescape(message[position:]))
        return builder.text()

    def _opening(self, tag: str) -> Code | None:
        waiting = self._free.get(tag)
        if not waiting:
            return None
        code = waiting.popleft()
        if code.kind is CodeKind.OPEN:
            self._opened.append(code)
        return code

    def _closing(self, tag: str) -> Code | None:
        for at in range(len(self._opened) - 1, -1, -1):
            closing = Code(self._opened[at].tag, CodeKind.CLOSE)
            if self._ends.get(closing) == tag:
                del self._opened[at]
                return closing
        return None

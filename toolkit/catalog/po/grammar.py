"""The grammar of PO files, walked token by token: slow, but it knows what is wrong and where."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.base.frozen import frozen
from toolkit.catalog.po.strings import BadEscapeError, unescape

__all__ = ["Blame", "ParsedEntry", "parse_entry"]

Blame = Callable[[str, str, int, str], None]
"""Takes a finding's code, its message, its position in the text, and its hint."""

_TOKEN = re.compile(
    r"""[ \t]*(?:
        (?P<newline>\n)
        | (?P<mark>\#~\|?|\#\|)
        | (?P<comment>\#[^\n]*)
        | (?P<string>"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*")
        | (?P<open>"[^\n]*)
        | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*)
        | (?P<index>\[[ \t]*[0-9]+[ \t]*\])
        | (?P<end>\Z)
        | (?P<junk>[^ \t\n"\#\[]+|[\#\["])
    )""",
    re.VERBOSE,
)
_WHITE_SPACE = re.compile(r"[ \t\n]*")
_REST_OF_LINE = re.compile(r"[ \t]*\n")
_COMMENT_INSIDE = re.compile(r"(?:[ \t\n]*#[^\n]*\n)+[ \t\n]*msg(?:str|id_plural)")
# Where an entry may begin after one that went wrong: a blank line, a comment, a first keyword.
_NEXT_START = re.compile(r"\n(?=[ \t]*(?:\n|#(?!~)|(?:#~[ \t]*)?msg(?:ctxt|id)\b))")
_FIRST_KEYWORDS = ("msgctxt", "msgid")
_HINT = "correct it in a text editor, or go back to the last good version of the file"
_MAX_INDEX_DIGITS = 4


@dataclass(slots=True)
class ParsedEntry:
    """One entry as the grammar has it."""

    start: int
    """The position of its first comment or keyword."""
    keyword: int = 0
    """The position of msgctxt or msgid."""
    end: int = 0
    """The position behind it, its line feed included."""
    obsolete: bool = False
    comments: list[str] = field(default_factory=list)
    """The comment lines, from their `#`."""
    strings: dict[str, str] = field(default_factory=dict)
    """The texts by keyword; those of `#|` lines by `previous msgid` and so on."""
    forms: list[str] = field(default_factory=list)
    """The texts of msgstr[0], msgstr[1] ..."""


@frozen
class _Token:
    kind: str
    text: str
    start: int
    end: int
    obsolete: bool
    previous: bool


class _WrongError(Exception):
    """Something that the entry cannot go on after."""

    def __init__(self, message: str, position: int, hint: str = _HINT) -> None:
        super().__init__(message)
        self.position = position
        self.hint = hint


def parse_entry(text: str, position: int, blame: Blame) -> tuple[ParsedEntry | None, int]:
    """Read one entry.

    Args:
        text: a whole file, its lines ending in line feeds.
        position: where to begin: at an entry, its comments, or white space before it.
        blame: told of everything that is wrong.

    Returns:
        The entry, None where it is wrong or there is none any more; and where to go on, which is
        `position` at the end of the file only.

    """
    walker = _Walker(text, position, blame)
    try:
        return walker.entry()
    except _WrongError as error:
        if walker.sound:
            # What follows a string without end is not worth another finding.
            blame("po-syntax", str(error), error.position, error.hint)
        return None, walker.next_start()


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return where a match ends; where it would begin if there is none."""
    match = pattern.match(text, position)
    return position if match is None else match.end()


class _Walker:
    """Holds the token at hand, and what the walk has found."""

    def __init__(self, text: str, position: int, blame: Blame) -> None:
        self._text = text
        self._begin = position
        self._blame = blame
        self._obsolete = self._previous = False
        self.sound = True
        self._end = position
        self._token = self._scan(position)

    def next_start(self) -> int:
        """Return where the next entry may begin, past the token at hand if it cannot begin one."""
        token = self._token
        starts = token.kind == "comment" or token.text in _FIRST_KEYWORDS
        if starts and token.start > self._begin and not self._inside(token):
            return token.start
        match = _NEXT_START.search(self._text, token.start)
        return match.end() if match else len(self._text)

    def entry(self) -> tuple[ParsedEntry | None, int]:
        parsed = ParsedEntry(_end(_WHITE_SPACE, self._text, self._begin))
        while self._token.kind == "comment" and not self._token.previous:
            parsed.comments.append(self._token.text)
            self._advance()
        if self._token.kind == "end":
            return None, self._begin
        first = self._token
        if first.previous:
            self._strings(parsed, "msgctxt", "msgid", "msgid_plural")
        self._first_keyword()
        parsed.obsolete, parsed.keyword = self._token.obsolete, self._token.start
        self._same_part(first, parsed.obsolete)
        self._strings(parsed, "msgctxt", "msgid")
        self._translation(parsed)
        parsed.end = _end(_REST_OF_LINE, self._text, self._end)
        return (parsed if self.sound else None), parsed.end

    def _first_keyword(self) -> None:
        """Raise unless an entry begins at the token at hand."""
        token = self._token
        if token.text in _FIRST_KEYWORDS and not token.previous:
            return
        reasons = {
            "string": "this string does not belong to a keyword",
            "open": "this string does not belong to a keyword",
            "comment": "there is a comment between the previous msgid and the entry",
            "end": "this previous msgid has no entry",
        }
        reason = reasons.get(
            token.kind, f"an entry should begin here, instead of “{token.text[:40]}”"
        )
        hint = "an entry begins with msgctxt or msgid, after its comments"
        if token.text in ("msgstr", "msgid_plural"):
            reason = f"this {token.text} has no msgid before it"
        elif token.text == "domain":
            reason, hint = (
                "domain directives are not supported",
                "put each domain into a file of its own",
            )
        raise _WrongError(reason, token.start, hint)

    def _strings(self, parsed: ParsedEntry, *keywords: str) -> None:
        """Read those of the keywords that are there, in this order; msgid must be."""
        first = self._token
        kind = "previous " if first.previous else ""
        for keyword in keywords:
            token = self._token
            if token.text == keyword and token.previous == first.previous:
                self._same_part(token, first.obsolete)
                self._advance()
                parsed.strings[kind + keyword] = self._string(token)
            elif keyword == "msgid":
                raise _WrongError(f"this {kind}msgctxt has no {kind}msgid", first.start)

    def _translation(self, parsed: ParsedEntry) -> None:
        token = self._token
        if token.previous:
            raise _WrongError("there is a previous text (#|) inside an entry", token.start)
        if token.text == "msgstr":
            self._same_part(token, parsed.obsolete)
            self._advance()
            if self._token.kind == "index":
                raise _WrongError("there is a msgstr[0], but no msgid_plural", token.start)
            parsed.strings["msgstr"] = self._string(token)
        elif token.text == "msgid_plural":
            self._same_part(token, parsed.obsolete)
            self._advance()
            parsed.strings["msgid_plural"] = self._string(token)
            self._forms(parsed, token)
        elif self._inside(token):
            raise _WrongError(
                "there is a comment inside an entry", token.start, "move it above the entry"
            )
        elif token.kind in ("word", "junk", "index") and token.text not in _FIRST_KEYWORDS:
            raise _WrongError(
                f"there should be a msgstr here, instead of “{token.text[:40]}”", token.start
            )
        else:
            raise _WrongError("this entry has no msgstr", parsed.keyword, 'add msgstr ""')

    def _forms(self, parsed: ParsedEntry, plural: _Token) -> None:
        while self._token.text == "msgstr" and not self._token.previous:
            token = self._token
            self._same_part(token, parsed.obsolete)
            self._advance()
            index = self._token
            if index.kind != "index":
                raise _WrongError(
                    "after a msgid_plural, a msgstr needs a number in brackets", token.start
                )
            number = index.text[1:-1].strip()
            if len(number) > _MAX_INDEX_DIGITS or int(number) != len(parsed.forms):
                raise _WrongError(
                    f"this should be msgstr[{len(parsed.forms)}], not msgstr[{number[:10]}]",
                    token.start,
                    "number the forms 0, 1, 2 … without a gap",
                )
            self._advance()
            parsed.forms.append(self._string(token))
        if self._inside(self._token):
            raise _WrongError(
                "there is a comment inside an entry", self._token.start, "move it above the entry"
            )
        if not parsed.forms:
            raise _WrongError(
                "this msgid_plural has no msgstr[0]", plural.start, 'add msgstr[0] ""'
            )

    def _string(self, keyword: _Token) -> str:
        """Return the text of the strings that follow a keyword, all of its kind of line."""
        pieces: list[str] = []
        while self._token.kind in ("string", "open"):
            token = self._token
            self._same_part(token, keyword.obsolete)
            if token.previous != keyword.previous:
                raise _WrongError("this string does not belong to a keyword", token.start)
            pieces.append(self._piece(token))
            self._advance()
        if not pieces:
            raise _WrongError(f"this {keyword.text} has no string", keyword.start)
        return "".join(pieces)

    def _piece(self, token: _Token) -> str:
        """Return one string's text; what is wrong in it does not stop the walk."""
        if token.kind == "open":
            self.sound = False
            hint = 'end it with " on its line'
            self._blame("po-syntax", "this string has no end", token.start, hint)
            return ""
        try:
            return unescape(token.text[1:-1])
        except BadEscapeError as error:
            self.sound = False
            hint = r"write \\ for a backslash; gettext knows \n, \t, \" and a few more"
            self._blame("po-escape", str(error), token.start + 1 + error.offset, hint)
            return ""

    def _same_part(self, token: _Token, obsolete: bool) -> None:
        if token.obsolete != obsolete:
            raise _WrongError("only a part of this entry is obsolete (#~)", token.start)

    def _inside(self, token: _Token) -> bool:
        """Tell whether a comment is followed by the rest of an entry."""
        if token.kind != "comment":
            return False
        return _COMMENT_INSIDE.match(self._text, token.start) is not None

    def _advance(self) -> None:
        self._end = self._token.end
        self._token = self._scan(self._end)

    def _scan(self, position: int) -> _Token:
        """Return the next token, past line ends and the marks that begin lines."""
        while True:
            match = _TOKEN.match(self._text, position)
            if match is None or match.lastgroup is None:
                raise AssertionError(position)
            kind, start = match.lastgroup, match.start(match.lastgroup)
            position = match.end()
            if kind == "newline":
                self._obsolete = self._previous = False
            elif kind == "mark" and not (self._obsolete or self._previous):
                self._obsolete = "~" in match[kind]
                self._previous = "|" in match[kind]
            else:
                text = match[kind]
                return _Token(kind, text, start, position, self._obsolete, self._previous)

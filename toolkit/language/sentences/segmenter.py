"""Break a text by the rules of SRX files: one pass, one compiled expression a file."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.language.sentences.segmentation_rules import FormatHandling, Rule

if TYPE_CHECKING:
    import regex

__all__ = ["Layer", "Segmenter"]

# A net under the laws of translation.py, for rules from elsewhere: no sensible one comes near.
_SECONDS = 10.0
_SECONDS_A_CHARACTER = 2e-5
_SPACE = re.compile(r"\s*")
_PART = re.compile(r"\\u[0-9a-f]{4}-\\u[0-9a-f]{4}|\w-\w|\\u[0-9a-f]{4}|\\.|.")
_NEVER = "(?!)"
_NO = "(?P<no>)"
_UNLESS_NO = "(?(no)(?!))"


@frozen
class Layer:
    """The rules of a file for a language, in their order."""

    path: str
    """The file, for messages."""
    rules: tuple[Rule, ...]
    trusted: bool = False
    """Whether the rules are the toolkit's own, and need no watch on their time."""


class Segmenter:
    """Breaks texts of one language.

    Where several files have something to say, the first of them that has a rule for a break (the
    place after a stop, or any place in the white space there) decides; inside a file the first
    rule that matches a place does (SRX 2.0).
    """

    def __init__(self, layers: Sequence[Layer], handling: FormatHandling) -> None:
        self.handling = handling
        """Where codes at a break belong."""
        self._files = tuple(_File(layer) for layer in layers if layer.rules)

    def breaks(self, text: str) -> list[int]:
        """Return the offsets at which segments begin, without 0, in rising order.

        White space belongs to the segment before it.

        Raises:
            ToolkitError: when the rules take out of all proportion long.

        """
        deadline = time.monotonic() + _SECONDS + len(text) * _SECONDS_A_CHARACTER
        if len(self._files) == 1:
            return self._files[0].breaks(text, deadline)
        found: set[int] = set()
        for number, file in enumerate(self._files):
            higher = self._files[:number]
            found.update(
                at
                for at in file.breaks(text, deadline)
                if not any(each.forbids(text, at, deadline) for each in higher)
            )
        return sorted(found)

    def split(self, text: str) -> list[str]:
        """Return the segments of a text; joined they give the text back.

        Raises:
            ToolkitError: when the rules take out of all proportion long.

        """
        if not text:
            return []
        return [text[start:end] for start, end in pairwise([0, *self.breaks(text), len(text)])]


class _File:
    """The rules of one file, compiled."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        # The exceptions at the head of the list come last: they are asked only where one breaks.
        self._exceptions = tuple(takewhile(lambda rule: not rule.breaks, layer.rules))
        self._others = layer.rules[len(self._exceptions) :]
        self._candidates = _candidate_patterns([each for each in self._others if each.breaks])

    @cached_property
    def _breaks(self) -> "regex.Pattern[str]":
        unless = f"(?!{_verdict(self._exceptions)})" if self._exceptions else ""
        return _compiled(
            f"(?>{_verdict(self._others) or _NEVER}){_UNLESS_NO}{unless}|{_NEVER}{_NO}"
        )

    @cached_property
    def _rules(self) -> "regex.Pattern[str]":
        return _compiled(f"(?>{_verdict(self._layer.rules)})")

    def breaks(self, text: str, deadline: float) -> list[int]:
        """Return where segments begin."""
        found: list[int] = []
        last = 0
        places = self._places(text)
        if not places:
            return found  # most texts are one sentence, and need no more of the rules
        is_break = self._matcher(self._breaks, deadline)
        for place in places:
            # Up to `last` there is white space that belongs to the segment before.
            if place > last and is_break(text, place):
                match = _SPACE.match(text, place)
                last = match.end() if match else place
                found.append(last)
        if found and last == len(text):
            found.pop()
        if found and text[: found[0]].isspace():
            del found[0]  # white space alone is no segment
        return found

    def _places(self, text: str) -> list[int]:
        """Return places where the rules may break, in rising order."""
        places: list[int] = []
        for pattern in self._candidates:
            more = [match.end() for match in pattern.finditer(text)]
            places = sorted({*places, *more}) if places and more else places or more
        return places

    def forbids(self, text: str, at: int, deadline: float) -> bool:
        """Whether the first rule about a break says that there is none."""
        start = at
        while start > 1 and text[start - 1].isspace():
            start -= 1
        match_at = self._matcher(self._rules, deadline)
        for place in range(start, at + 1):
            match = match_at(text, place)
            if match is not None:
                return match.lastgroup == "no"
        return False

    def _matcher(
        self, pattern: "regex.Pattern[str]", deadline: float
    ) -> "Callable[[str, int], regex.Match[str] | None]":
        """Return what matches a pattern at a place, as long as there is time."""
        if self._layer.trusted:
            return pattern.match

        def match(text: str, place: int) -> "regex.Match[str] | None":
            try:
                left = deadline - time.monotonic()
                if left > 0:
                    return pattern.match(text, place, timeout=left)
            except TimeoutError:
                pass
            raise ToolkitError.because(
                "srx-time",
                "the rules take far too long on this text",
                Location(self._layer.path),
                "look for overlapping repetitions in them, such as .*.*",
            )

        return match


def _candidate_patterns(rules: Sequence[Rule]) -> tuple[re.Pattern[str], ...]:
    """Return expressions for a character after which one of the rules may hold.

    The standard library's expressions search some three times as fast as those of the regex module.
    They find too many places, never too few: one those in white space, which is frequent, one the
    rest. What may follow is tried from the last rule, which in SRX files is the most general.
    """
    kinds: dict[bool, dict[str, dict[str, None]]] = {}
    for rule in reversed(rules):
        kinds.setdefault(rule.spaced, {}).setdefault(rule.last, {})[rule.next] = None
    return tuple(re.compile(_search(ends)) for ends in kinds.values())


def _search(ends: dict[str, dict[str, None]]) -> str:
    choices = []
    for last, afters in ends.items():
        after = f"(?={'|'.join(afters)})" if all(afters) else ""
        choices.append(f"(?<={last}){after}" if len(ends) > 1 else after)
    # One set before all: the re module finds its characters without trying anything.
    members = dict.fromkeys(part for last in ends for part in _PART.findall(last[1:-1]))
    return f"[{''.join(members)}](?:{'|'.join(choices)})"


def _compiled(expression: str) -> "regex.Pattern[str]":
    import regex  # noqa: PLC0415 - most texts are one sentence, which is told without it

    return regex.compile(expression, regex.VERSION1)


def _verdict(rules: Sequence[Rule]) -> str:
    """Return the rules as one choice, in their order, neighbours with one half alike joined."""
    choices = []
    for breaks, alike in groupby(_joined(rules), key=lambda each: each[2]):
        conditions = [_condition(before, after) for before, after, _ in alike]
        choices.append(f"(?:{'|'.join(conditions)})" + ("" if breaks else _NO))
    return "|".join(choices)


def _joined(rules: Sequence[Rule]) -> Iterator[tuple[str, str, bool]]:
    for (breaks, after), alike in groupby(rules, key=lambda rule: (rule.breaks, rule.after)):
        befores = [rule.before for rule in alike]
        yield _choice(befores), after, breaks


def _condition(before: str, after: str) -> str:
    """Return a rule's condition, its shorter half first: it is the quicker to fail."""
    halves = [_assertion("?<=", before), _assertion("?=", after)]
    return "".join(reversed(halves) if 2 * len(after) < len(before) else halves)


def _assertion(mark: str, expression: str) -> str:
    return f"({mark}{expression})" if expression else ""


def _choice(expressions: Iterable[str]) -> str:
    """Return a choice; nothing where one of them is nothing, which is always there."""
    options = list(expressions)
    return "|".join(options) if all(options) else ""

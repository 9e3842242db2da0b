"""Check of placeholders: what a program fills in, where the entry's flags say that it does."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "lost_or_invented"]

# As xgettext(1) calls what is written with a per cent sign, or in braces.
_PERCENT = frozenset({"c", "gcc-internal", "lua", "objc", "perl", "php", "python"})
_BRACE = frozenset({"perl-brace", "python-brace"})
_DIRECTIVE = re.compile(
    r"%(?:(?P<percent>%)|(?:(?P<place>\d{1,3})\$)?(?:\((?P<name>[^)]{1,80})\))?[-#0 +']{0,6}"
    r"(?:\*|\d{1,6})?(?:\.(?:\*|\d{1,6})?)?(?:hh|h|ll|[lqjztL])?(?P<kind>[a-zA-Z@]))"
)
_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}:!]{0,80})(?:![^{}:]{1,8})?(?::[^{}]{0,80})?\}")
_Reader = Callable[[str], Mapping[str, str]]
# What stands for a number may be written in several ways.
_KINDS = {**dict.fromkeys("diouxX", "d"), **dict.fromkeys("aAeEfFgG", "f")}


def lost_or_invented(pair: Pair, _locale: Locale) -> Iterator[Problem | str]:
    """Yield the placeholders that a translation lacks, has of its own, or fills otherwise.

    Each plural form may leave out the number that it is said of; none may invent one.
    """
    for read in _readers(pair.formats):
        meant, found = read(pair.source_words), read(pair.target_words)
        for key, shown in meant.items():
            if key not in found and pair.form is None:
                yield f"the placeholder {shown} of the source is missing"
            elif key in found and _kind(found[key]) != _kind(shown):
                yield f"the placeholder {shown} of the source is {found[key]} here"
        for key, shown in found.items():
            if key not in meant:
                yield f"the placeholder {shown} is not in the source"


def _readers(formats: tuple[str, ...]) -> Iterator[_Reader]:
    if not _PERCENT.isdisjoint(formats):
        yield _directives
    if not _BRACE.isdisjoint(formats):
        yield _fields


def _directives(text: str) -> Mapping[str, str]:
    """Return the placeholders with a per cent sign by what they are filled with."""
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(text):
        if not match["percent"]:
            key = match["name"] or match["place"] or str(len(found) + 1)
            found.setdefault(key, match[0])
    return found


def _fields(text: str) -> Mapping[str, str]:
    """Return the placeholders in braces; those without a name by their number."""
    found: dict[str, str] = {}
    unnamed: Counter[str] = Counter()
    for match in _FIELD.finditer(text):
        if match["name"] is not None:
            unnamed[match["name"]] += not match["name"]
            found.setdefault(match["name"] or f"#{unnamed['']}", match[0])
    return found


def _kind(shown: str) -> str:
    """Return what may fill a placeholder: a number, a text; in braces, anything."""
    return "" if shown.startswith("{") else _KINDS.get(shown[-1], shown[-1])


CHECKS = (
    Check(
        "placeholders",
        Severity.ERROR,
        "A program's placeholders (`%s`, `{name}`) are in the translation, as its flags ask for.",
        lost_or_invented,
        "write each placeholder of the source, exactly as it is there",
    ),
)

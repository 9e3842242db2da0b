"""Exceptions: a newsroom's own table of words that the rules of a conversion get wrong."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.base.toml import TomlTable, read_toml

__all__ = ["NO_EXCEPTIONS", "Exceptions", "merged", "read_exceptions"]

_KEYS = ("title", "source", "words", "stems", "names", "keep")
_CODE = "transliteration-exceptions"
_LINES = 'write lines such as "word" = "form"'
_HINT = "see docs/reference/transliteration.md"
# No stem or name is longer; looking for longer ones would take squared time in a long “word”.
_LONGEST = 64

Place = tuple[int, int]
"""A stretch of a text: its first character, and the one after."""


def _nowhere(_text: str) -> Iterable[Place]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Exceptions:
    """What a newsroom writes otherwise than the rules do, in one target alphabet.

    A word is looked up in small letters: first as a whole among `words`, then by its beginning
    among `stems`, the longest first; what follows the stem is converted by the rules. The form
    found takes the word's capitals.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    """Whole words, small: their forms."""
    stems: Mapping[str, str] = field(default_factory=dict)
    """Beginnings of words, small: their forms."""
    names: frozenset[str] = frozenset()
    """What takes capitals where the source's alphabet has none: beginnings of words; of a name of
    several words the others are whole."""
    keep: frozenset[str] = frozenset()
    """Words and phrases that stay as they are, with their capitals."""
    find_names: Callable[[str], Iterable[Place]] = _nowhere
    """Finds more names in a text in the source's alphabet, such as those of a termbase."""
    _phrases: re.Pattern[str] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        phrases = sorted((name for name in self.names if " " in name), key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})\w*") if phrases else None
        object.__setattr__(self, "_phrases", pattern)

    def form(self, word: str) -> tuple[str, str] | None:
        """Return a small word's form and its rest, still to be converted; None for no exception."""
        if word in self.words:
            return self.words[word], ""
        for end in _ends(word) if self.stems else ():
            if word[:end] in self.stems:
                return self.stems[word[:end]], word[end:]
        return None

    def is_name(self, word: str) -> bool:
        """Whether a word is, or begins with, one of the names."""
        return any(word[:end] in self.names for end in _ends(word))

    def places_of_names(self, text: str) -> Iterator[Place]:
        """Yield where names stand that are not single words of `names`."""
        if self._phrases is not None:
            yield from (match.span() for match in self._phrases.finditer(text))
        yield from self.find_names(text)


def _ends(word: str) -> range:
    return range(min(len(word), _LONGEST), 0, -1)


NO_EXCEPTIONS = Exceptions()


def read_exceptions(data: bytes, path: str) -> Exceptions:
    """Read a newsroom's exceptions for one target: TOML with `words`, `stems`, `names`, `keep`.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is no TOML, or a key or a value is not known.

    """
    file = read_toml(data, path, _CODE, _LINES)
    file.only(_KEYS)
    return Exceptions(
        _forms(file, "words"),
        _forms(file, "stems"),
        frozenset(_list(file, "names")),
        frozenset(_list(file, "keep")),
    )


def merged(first: Exceptions, second: Exceptions) -> Exceptions:
    """Return two tables as one; where both have a word, the first's form stands."""
    return Exceptions(
        {**second.words, **first.words},
        {**second.stems, **first.stems},
        first.names | second.names,
        first.keep | second.keep,
        lambda text: (*first.find_names(text), *second.find_names(text)),
    )


def _forms(file: TomlTable, key: str) -> Mapping[str, str]:
    table = file.table(key)
    found: dict[str, str] = {}
    for word, form in table.data.items():
        if not isinstance(form, str):
            message = f"the form of “{word}” in [{key}] must be a string"
            raise table.error(word, message, _LINES)
        small = unicodedata.normalize("NFC", word).lower()
        if not (small == small.strip() and 0 < len(small) <= _LONGEST and form.isprintable()):
            raise table.error(
                word, f"“{word}” = “{form}” in [{key}] is not a word and its form", _HINT
            )
        if small in found:
            message = f"[{key}] has “{small}” twice, once with capitals and once without"
            raise table.error(word, message, "keep one of them")
        found[small] = unicodedata.normalize("NFC", form)
    return MappingProxyType(found)


def _list(file: TomlTable, key: str) -> list[str]:
    value = file.data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise file.error(key, f"“{key}” must be a list of words", f'write {key} = ["…"]')
    return [unicodedata.normalize("NFC", str(each)) for each in value]

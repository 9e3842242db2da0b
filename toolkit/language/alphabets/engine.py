"""Engine: a text converted token by token, each different word once."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache, partial

from toolkit.base.text import Code, CodeKind, Text, TextBuilder
from toolkit.language.alphabets.casing import capitalise, in_case_of, is_dotted, sentence_starts
from toolkit.language.alphabets.chinese_names import Spelled
from toolkit.language.alphabets.conversions import Casing, Conversion
from toolkit.language.alphabets.exceptions import NO_EXCEPTIONS, Exceptions, merged
from toolkit.language.alphabets.tables import section
from toolkit.language.scripts import is_space, is_word, letters_of, pattern, runs_of, tokens_of

__all__ = ["convert", "convert_text"]

# Met words beyond this number are forgotten: a text may be without end, memory is not.
_MOST_WORDS = 100_000
# Stands for an empty code (a line break, a picture) while words are looked for: no word crosses it.
_PLACE = "\ufffc"
# ئۇ is the word for he, she and it.
_VOWEL = re.compile("ئ[^ۇ]")
_FIRST_LETTER = re.compile(r"\b[^\W\d_]")


def convert(text: str, conversion: Conversion, exceptions: Exceptions = NO_EXCEPTIONS) -> str:
    """Return a text in the target's alphabet; converted again, it stays as it is.

    Words in other alphabets, addresses, placeholders, tags, and what the exceptions keep stay as
    they are, and so does a word with a letter that the conversion does not know (`problems` names
    it). A text without a letter of either alphabet stays whole.
    """
    normal = conversion.normalise(_composed(text))
    return _composed(_engine(conversion, exceptions).convert(normal))


def convert_text(
    text: Text,
    conversion: Conversion,
    exceptions: Exceptions = NO_EXCEPTIONS,
    kept: Collection[str] = (),
) -> Text:
    """Return a text with codes in the target's alphabet: a word across codes is still one word.

    Args:
        text: strings and codes.
        conversion: from which alphabet to which.
        exceptions: the newsroom's.
        kept: the tags of the codes whose content stays as it is: passages in another language.

    """
    plain, codes, held = _flat(text, conversion, frozenset(kept))
    engine = _engine(conversion, exceptions)
    builder = TextBuilder()
    start = 0
    waiting = iter([*codes, (len(plain) + 1, None)])
    at, code = next(waiting)
    for source, new in engine.pieces(plain, held):
        done = 0
        while code is not None and at < start + len(source):
            cut = max(done, engine.cut(source, new, at - start))
            builder.add(new[done:cut])
            builder.add(code)
            done = cut + (code.kind is CodeKind.EMPTY)
            at, code = next(waiting)
        builder.add(new[done:])
        start += len(source)
    while code is not None:
        builder.add(code)
        at, code = next(waiting)
    parts = builder.text()
    return tuple(_composed(part) if isinstance(part, str) else part for part in parts)


def _flat(
    text: Text, conversion: Conversion, kept: frozenset[str]
) -> tuple[str, list[tuple[int, Code]], list[tuple[int, int]]]:
    """Return the string of a text, the places of its codes in it, and the stretches that stay."""
    plain, codes, held = "", [], []
    opened: list[tuple[str, int]] = []
    for part in text:
        if isinstance(part, str):
            plain += conversion.normalise(_composed(part))
            continue
        codes.append((len(plain), part))
        if part.kind is CodeKind.EMPTY:
            plain += _PLACE
        elif part.kind is CodeKind.OPEN and part.tag in kept:
            opened.append((part.tag, len(plain)))
        elif part.kind is CodeKind.CLOSE and opened and opened[-1][0] == part.tag:
            start = opened.pop()[1]
            if not opened:
                held.append((start, len(plain)))
    return plain, codes, held


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _loans(conversion: Conversion) -> Exceptions:
    if not conversion.loans:
        return NO_EXCEPTIONS
    return Exceptions(section(conversion.loans, "words"), section(conversion.loans, "stems"))


def _is_initial(tokens: Sequence[str], at: int) -> bool:
    """Whether a token is a letter that stands for a name: no word has one letter only.

    A vowel, which has a hemze before it, may be a call (ئا!) or “he”; it is an initial before a
    point, or beside another letter (ئا ق ش).
    """
    if len(tokens[at]) == 1:
        return tokens[at].isalpha()
    if _VOWEL.fullmatch(tokens[at]) is None:
        return False
    behind, before = tokens[at + 1 : at + 3], tokens[max(0, at - 2) : at][::-1]
    is_pointed = bool(behind) and behind[0].startswith(".")
    return is_pointed or any(map(_is_letter_beside, (before, behind)))


def _is_letter_beside(tokens: Sequence[str]) -> bool:
    """Whether two tokens are a space and a letter."""
    return len(tokens) > 1 and tokens[0] == " " and len(tokens[1]) == 1 and tokens[1].isalpha()


@lru_cache(maxsize=32)
def _engine(conversion: Conversion, exceptions: Exceptions) -> "_Engine":
    return _Engine(conversion, exceptions)


class _Engine(dict[str, str]):
    """A conversion with its exceptions, and the words that it has met: a word to its form."""

    def __init__(self, conversion: Conversion, exceptions: Exceptions) -> None:
        super().__init__()
        self._conversion = conversion
        self._exceptions = merged(exceptions, _loans(conversion))
        source, target = conversion.source.script, conversion.target.script
        tokens = pattern(source, target, exceptions.keep, endings=True)
        self._tokens = partial(tokens_of, tokens=tokens)
        self._source = re.compile(f"[{letters_of(source)}]")
        self._pure = re.compile(f"[{letters_of(source)}]+").fullmatch
        # What must be there for a text to be in one of the two alphabets, or in none at all.
        known = letters_of(source) + letters_of(target)
        self._ours = re.compile(rf"[{known}]|\A[\W\d_]*\Z")
        self._signs = str.maketrans(dict(conversion.punctuation()))

    def convert(self, text: str) -> str:
        if self._conversion.casing is Casing.SENTENCE:
            return "".join(new for _, new in self.pieces(text, []))
        if not self._ours.search(text):
            return text
        new, done = "", 0
        for start, end, form in self._foreign_names(text, []):
            new += "".join(map(self.__getitem__, self._tokens(text[done:start]))) + form
            done = end
        return new + "".join(map(self.__getitem__, self._tokens(text[done:] if done else text)))

    def _foreign_names(self, text: str, held: list[tuple[int, int]]) -> Iterator[Spelled]:
        """Yield the words that have a form of their own, unless somebody has said another."""
        for start, end, form in self._conversion.foreign_names(text):
            word = text[start:end]
            is_said = word in self._exceptions.keep or self._exceptions.form(word.lower())
            if not is_said and not any(first < end and start < last for first, last in held):
                yield start, end, form

    def pieces(self, text: str, held: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
        """Yield each token and its form; the stretches `held` stay as they are."""
        if not self._ours.search(text):
            yield text, text
            return
        tokens: list[str] = []
        forms: list[str] = []
        done = 0
        fixed = [(start, end, text[start:end]) for start, end in held]
        fixed += self._foreign_names(text, held)
        for start, end, form in (*sorted(fixed), (len(text), len(text), "")):
            found = self._tokens(text[done:start])
            tokens += [*found, text[start:end]]
            forms += [*map(self.__getitem__, found), form]
            done = end
        if self._conversion.casing is not Casing.SENTENCE:
            yield from zip(tokens, forms, strict=True)
            return
        named = self._named(text)
        start = 0
        starts = sentence_starts(tokens)
        for at, (token, form, first) in enumerate(zip(tokens, forms, starts, strict=True)):
            capital = first or start in named or _is_initial(tokens, at)
            yield token, capitalise(form) if capital and form != token else form
            start += len(token)

    def _named(self, text: str) -> frozenset[int]:
        """Return the places in a text at which the words of names begin."""
        return frozenset(
            letter.start()
            for start, end in self._exceptions.places_of_names(text)
            for letter in _FIRST_LETTER.finditer(text, start, end)
        )

    def cut(self, source: str, new: str, at: int) -> int:
        """Return where in a token's form a code belongs that stands before its letter `at`.

        That is after what the letters before it become by themselves; the hamza of the whole word
        is none of them.
        """
        if at == 0 or source == new or (len(source) == len(new) and not is_word(source)):
            return at
        before = self[source[:at]].lstrip("ء")
        mark = len(new) - len(new.lstrip("ء"))
        length = 0
        for theirs, ours in zip(before, new[mark:], strict=False):
            if theirs.lower() != ours.lower():
                break
            length += 1
        return mark + length

    def __missing__(self, token: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        if token in self._exceptions.keep:
            form = token
        elif is_word(token):
            form = self._word(token) if self._source.search(token) else token
        elif token[0] == "-" and self._pure(token[1:]):
            ending = self._conversion.ending(token[1:])
            form = f"-{ending}" if ending and not self._source.search(ending) else token
        else:
            form = token.translate(self._signs) if is_space(token) else token
        self[token] = form
        return form

    def _word(self, word: str) -> str:
        resolved = self._conversion.resolve(word)
        form = self._form(resolved) if self._pure(resolved) else self._mixed(resolved)
        # A letter that the tables do not know: half a word would be worse than none. A word of
        # which nothing would be left is the letter ь, talked of.
        return word if not form or self._source.search(form) else _composed(form)

    def _mixed(self, word: str) -> str:
        """Return a word with its stretches of the source's letters converted, the rest as it is.

        A stretch of which nothing would be left stays, and the word with it: without its ь, what
        follows might be an address.
        """
        ours = self._conversion.source.script
        return "".join(
            run
            if script != ours
            else (self._conversion.ending(run) if at else self._form(run)) or run
            for at, (script, run) in enumerate(runs_of(word))
        )

    def _form(self, word: str) -> str:
        small = word.lower()
        found = self._exceptions.form(small)
        if found is None:
            form = self._conversion.word(word)
        else:
            form = found[0] + (self._conversion.ending(found[1]) if found[1] else "")
        casing = self._conversion.casing
        if casing is Casing.KEEP and found is not None:
            return in_case_of(word, form, dotted=is_dotted(self._conversion.target))
        if casing is Casing.SENTENCE and self._exceptions.is_name(small):
            return capitalise(form)
        return form

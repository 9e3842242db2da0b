"""Uyghur words between Arabic, Latin (ULY) and Cyrillic letters, exact both ways.

The law: `from_latin(to_latin(word)) == normalise(word)`, and the same of Cyrillic, for every word
of Arabic letters. Three things make it hold. Two letters that would read as one are parted by an
apostrophe. A vowel takes a hemze at the start of a word and after a vowel, save in the finals of
Chinese names; where a word departs from that, a sign says so. And a word that holds a letter
foreign to Uyghur, or a hemze before no vowel, stays as it is: it is Arabic, Persian, Kazakh, a
foreign name or a slip, and the check for mixed alphabets shows it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from toolkit.language.alphabets.tables import section

__all__ = [
    "by_letters",
    "cyrillic_ending",
    "from_cyrillic",
    "from_cyrillic_ending",
    "from_latin",
    "from_latin_ending",
    "latin_ending",
    "normalise",
    "to_cyrillic",
    "to_latin",
]

_ARABIC, _LATIN, _CYRILLIC = "ug/arabic", "ug/latin", "ug/cyrillic"
_HEMZE = "ئ"
_BARE = section(_LATIN, "signs")["bare"]
_V = "".join(section(_LATIN, "vowels"))
_C = "".join(section(_LATIN, "consonants"))
# A letter, or what may stand between two: the soft hyphen and the joiners.
_JOINERS = "\u00ad\u200b-\u200d\u2060"
_LETTER = rf"(?:[^\W\d_]|[{_JOINERS}])"
# The letters and marks of the Arabic blocks, without their digits, punctuation and ornaments.
_ARABIC_LETTERS = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u08ff\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)


def _finals(between: str = "") -> str:
    """Return a pattern of the places between the two vowels of a Chinese final."""
    pairs = section(_ARABIC, "finals").items()
    return "|".join(f"(?<={before})(?={between}(?:{after}))" for before, after in pairs)


_HAS_ARABIC = re.compile(f"[{_ARABIC_LETTERS}]")
_FOREIGN = re.compile(f"(?![{_V}{_C}{_HEMZE}])[{_ARABIC_LETTERS}]|{_HEMZE}(?![{_V}])")
# Where a vowel takes a hemze by the rule: at the start and after a vowel, but for Chinese finals.
# One with the sign for a bare vowel after it takes none.
_HEMZE_PLACE = re.compile(
    f"(?=[{_V}])(?:(?<=[{_V}])|(?<=[{_V}]{_BARE})|(?<!{_LETTER}))(?!{_finals()})(.)(?!{_BARE})"
)
_WITH_HEMZE, _WITHOUT_HEMZE = rf"{_HEMZE}\1", rf"\1{_BARE}"
_FIRST_HEMZE = re.compile(f"{_HEMZE}(?<!{_LETTER}.)")
_HEMZE_APOSTROPHE = re.compile(f"(?<={_LETTER})'(?=[{_V}])")
_SEPARATOR = re.compile(f"(?<={_LETTER})'(?={_LETTER})")
_UNREAD = re.compile(rf"(?![{_V}{_C}{_HEMZE}{_BARE}])[^\W\d_]|[\u0300-\u036f]")

_LATIN_OF = {**section(_LATIN, "vowels"), **section(_LATIN, "consonants")}
_TO_LATIN = str.maketrans({**_LATIN_OF, _HEMZE: section(_LATIN, "signs")["apostrophe"]})
_CLASHES = re.compile("|".join(f"{two[0]}(?={two[1]})" for two in section(_LATIN, "separated")))
_HAS_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LATIN_VARIANTS = tuple(section(_LATIN, "variants").items())
_LATIN_PAIRS = tuple((two, one) for one, two in _LATIN_OF.items() if len(two) > 1)
_FROM_LATIN = str.maketrans({latin: one for one, latin in _LATIN_OF.items() if len(latin) == 1})

_CYRILLIC_OF = {**section(_CYRILLIC, "vowels"), **section(_CYRILLIC, "consonants")}
_HEMZE_SIGN = section(_CYRILLIC, "signs")["hemze"]
_HEMZE_BEFORE_E = section(_CYRILLIC, "signs")["hemze_before_e"] + "е"
_TO_CYRILLIC = str.maketrans({**_CYRILLIC_OF, _HEMZE: ""})
# The hemze that the rule does not give: after a consonant, and in a Chinese final.
_SHOWN_HEMZE = re.compile(f"(?:(?<=[{_C}{_JOINERS}])|{_finals(_HEMZE)}){_HEMZE}")
_JOINED = tuple(section(_CYRILLIC, "joined").items())
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")
_CYRILLIC_VARIANTS = tuple(section(_CYRILLIC, "variants").items())
_RUSSIAN_LETTERS = re.compile("[ёцщъыьэ]")
_RUSSIAN = tuple(
    (re.compile(pattern), read) for pattern, read in section(_CYRILLIC, "russian").items()
)
_LOANS = section(_CYRILLIC, "loans")
_LOAN = re.compile("|".join(_LOANS))
_FROM_CYRILLIC = str.maketrans({one: arabic for arabic, one in _CYRILLIC_OF.items()})
_RULED_LOANS = {usual: ruled for ruled, usual in _LOANS.items()}
_RULED_LOAN = re.compile("|".join(_RULED_LOANS))

# What the press of Kazakhstan spells by sound: the first й, and the last letter of -лиқ. Where the
# Arabic word itself has the letter that is written, a sign follows.
_FIRST = section(_CYRILLIC, "first")
_FIRST_OF = {heard: letter for letter, heard in _FIRST.items()}
_NOT_FIRST = "|".join(section(_CYRILLIC, "not first"))
_FIRST_PLACE = re.compile(
    rf"\A([{''.join((*_FIRST, *_FIRST.values()))}])({_BARE}?)(?=и|ү)(?!{_NOT_FIRST})"
)
_VOICED = section(_CYRILLIC, "voiced")
_VOICED_OF = {heard: letter for letter, heard in _VOICED.items()}
_NOT_VOICED = section(_CYRILLIC, "not voiced")
_BEFORE, _AFTER = ("|".join(end for end, at in _NOT_VOICED.items() if at == each) for each in "<>")
_VOICED_PLACE = re.compile(
    rf"(?<=[^\W\d_]{{3}}л[иуү])(?<!{_BEFORE})"
    rf"([{''.join((*_VOICED, *_VOICED.values()))}])({_BARE}?)(?=и)(?!{_AFTER})"
)

_LOOK_ALIKES = str.maketrans(dict(section(_ARABIC, "look_alikes")))
_BY_PLACE = section(_ARABIC, "by_place")
_MISTAKABLE = "".join((*section(_ARABIC, "look_alikes"), *_BY_PLACE))
# Presentation forms of letters (Unicode, chapter 9.2): not the spacing marks, the ornaments and the
# words in one character (U+FDF0-FDFD), whose decompositions are something else.
_FORMS = re.compile("[\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufd3d\ufe80-\ufefc]+")
_LETTERS_OF_FORMS = tuple(section(_ARABIC, "forms").items())
_STRETCH = re.compile(f"(?<=[{_ARABIC_LETTERS}])\u0640+(?=[{_ARABIC_LETTERS}])")
_UNUSUAL = re.compile(f"[{_MISTAKABLE}\u0640\u0654]|{_FORMS.pattern}")
_WORD = re.compile(f"[{_ARABIC_LETTERS}]*[{_MISTAKABLE}][{_ARABIC_LETTERS}]*")
_ALIEN = re.compile(f"[^{_V}{_C}{_HEMZE}{_MISTAKABLE}]")
_EVIDENCE = re.compile(f"[{section(_ARABIC, 'evidence')['letters']}]|^{_HEMZE}|ى(?!$)")


def to_latin(word: str, *, e_letter: str = "ë") -> str:
    """Return a word of Arabic letters in Latin ones, all small.

    A word without Arabic letters, or one that is not spelled as Uyghur is, stays as it is.

    Args:
        word: letters, of any alphabet.
        e_letter: what stands for ې: `ë` (2008) or `é` (before).

    >>> to_latin("ئۇيغۇر"), to_latin("مەسئۇل"), to_latin("ئىنگلىز"), to_latin("عالم")
    ('uyghur', "mes'ul", "in'gliz", 'عالم')

    """
    if not _HAS_ARABIC.search(word):
        return word
    word = normalise(word)
    if _FOREIGN.search(word):
        return word
    spelled = _HEMZE_PLACE.sub(_WITHOUT_HEMZE, word)
    spelled = _CLASHES.sub(r"\g<0>'", _FIRST_HEMZE.sub("", spelled)).translate(_TO_LATIN)
    return spelled if e_letter == "ë" else spelled.replace("ë", e_letter)


def latin_ending(ending: str) -> str:
    """Return an ending, apart from its stem (50ى, NATOى), in Latin letters: no hemze is missed.

    >>> latin_ending("ىنىڭ"), to_latin("ىنىڭ")
    ('ining', 'iʹning')

    """
    return _unmarked(to_latin(ending))


def from_latin(word: str) -> str:
    """Return a word of Latin letters in Arabic ones.

    A word without Latin letters, or with one that the alphabet has not (`c`, `v`), stays as it is.

    >>> from_latin("Uyghur"), from_latin("mes’ul"), from_latin("In'gliz"), from_latin("saet")
    ('ئۇيغۇر', 'مەسئۇل', 'ئىنگلىز', 'سائەت')
    >>> from_latin("Microsoft")
    'Microsoft'

    """
    if not _HAS_LATIN.search(word):
        return word
    letters = unicodedata.normalize("NFC", word).lower()
    for variant, usual in _LATIN_VARIANTS:
        letters = letters.replace(variant, usual)
    for two, one in _LATIN_PAIRS:
        letters = letters.replace(two, one)
    letters = letters.translate(_FROM_LATIN)
    return word if _UNREAD.search(letters) else _with_hemze(letters)


def to_cyrillic(word: str) -> str:
    """Return a word of Arabic letters in Cyrillic ones, all small.

    A word without Arabic letters, or one that is not spelled as Uyghur is, stays as it is.

    >>> to_cyrillic("ئۇيغۇر"), to_cyrillic("سائەت"), to_cyrillic("سەنئەت"), to_cyrillic("قۇياش")
    ('уйғур', 'саәт', 'сәнъәт', 'қуяш')

    """
    if not _HAS_ARABIC.search(word):
        return word
    word = normalise(word)
    if _FOREIGN.search(word):
        return word
    spelled = _SHOWN_HEMZE.sub(_HEMZE_SIGN, _HEMZE_PLACE.sub(_WITHOUT_HEMZE, word)).translate(
        _TO_CYRILLIC
    )
    spelled = spelled.replace(_HEMZE_SIGN + "е", _HEMZE_BEFORE_E)
    for two, one in _JOINED:
        spelled = spelled.replace(two, one)
    spelled = _VOICED_PLACE.sub(_sounded(_VOICED), _FIRST_PLACE.sub(_sounded(_FIRST), spelled))
    loan = _LOAN.match(spelled)
    return _LOANS[loan[0]] + spelled[loan.end() :] if loan else spelled


def from_latin_ending(ending: str) -> str:
    """Return an ending of Latin letters, apart from its stem, in Arabic ones: no hemze."""
    return from_latin(ending).removeprefix(_HEMZE)


def cyrillic_ending(ending: str) -> str:
    """Return an ending, apart from its stem, in Cyrillic letters: no hemze is missed.

    >>> cyrillic_ending("ىنىڭ")
    'иниң'

    """
    return _unmarked(to_cyrillic(ending))


def from_cyrillic(word: str) -> str:
    """Return a word of Cyrillic letters in Arabic ones.

    The letters of Russian words are read by sound. A word without Cyrillic letters, or with one
    that Uyghur has not (`ұ`, `і`), stays as it is.

    >>> from_cyrillic("Уйғур"), from_cyrillic("саәт"), from_cyrillic("Цемент")
    ('ئۇيغۇر', 'سائەت', 'سېمېنت')

    """
    if not _HAS_CYRILLIC.search(word):
        return word
    letters = unicodedata.normalize("NFC", word).lower()
    for variant, usual in _CYRILLIC_VARIANTS:
        letters = letters.replace(variant, usual)
    if _RUSSIAN_LETTERS.search(letters):
        letters = _read_russian(letters)
    letters = by_letters(letters)
    for two, one in _JOINED:
        letters = letters.replace(one, two)
    letters = letters.translate(_FROM_CYRILLIC)
    return word if _UNREAD.search(letters) else _with_hemze(letters)


def from_cyrillic_ending(ending: str) -> str:
    """Return an ending of Cyrillic letters, apart from its stem, in Arabic ones: no hemze."""
    return from_cyrillic(ending).removeprefix(_HEMZE)


def normalise(text: str) -> str:
    """Return a text with its Uyghur words in the standard letters, all else as it is.

    Presentation forms, a hemze of two characters and stretched letters are always replaced.
    Look-alikes (ک ی ه for ك ى or ي, ە or ھ) are replaced in words that hold a letter which neither
    Arabic nor Persian has, and none which Uyghur has not. ى and ي are both Uyghur letters, and
    never exchanged.

    >>> normalise("کىشی"), normalise("کتاب"), normalise("ﺋﯘﻳﻐﯘﺭ")
    ('كىشى', 'کتاب', 'ئۇيغۇر')

    """
    if not _UNUSUAL.search(text):
        return text
    for form, letter in _LETTERS_OF_FORMS:
        text = text.replace(form, letter)
    text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _STRETCH.sub("", text)  # a hemze may be stretched away from its letter
    for form, letter in _LETTERS_OF_FORMS:
        text = text.replace(form, letter)
    return _WORD.sub(lambda match: _resolved(match[0]), text)


def by_letters(word: str) -> str:
    """Return a small Cyrillic word letter by letter, as the press outside Kazakhstan writes it.

    >>> by_letters("жили"), by_letters("яхшилиғи"), by_letters("йоли")
    ('йили', 'яхшилиқи', 'йоли')

    """
    return _VOICED_PLACE.sub(_unsounded(_VOICED_OF), _FIRST_PLACE.sub(_unsounded(_FIRST_OF), word))


def _sounded(letters: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what replaces a letter by the one that is heard, and signs one that is meant."""
    return lambda match: letters.get(match[1]) or match[1] + _BARE


def _unsounded(meant: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what undoes that; a letter of another press stays."""
    return lambda match: match[1] if match[2] else meant.get(match[1], match[1])


def _unmarked(spelled: str) -> str:
    """Return an ending without the sign after the vowel that it begins with."""
    return spelled[:1] + spelled[1:].removeprefix(_BARE)


def _with_hemze(letters: str) -> str:
    """Turn apostrophes and signs between Arabic letters into hemzes, and add those of the rule."""
    if "'" in letters:
        letters = _SEPARATOR.sub("", _HEMZE_APOSTROPHE.sub(_HEMZE, letters))
    return _HEMZE_PLACE.sub(_WITH_HEMZE, letters).replace(_BARE, "")


def _read_russian(letters: str) -> str:
    """Return small Cyrillic letters without those that only Russian words have."""
    loan = _RULED_LOAN.match(letters)
    if loan:
        letters = _RULED_LOANS[loan[0]] + letters[loan.end() :]
    for pattern, read in _RUSSIAN:
        letters = pattern.sub(read, letters)
    return letters


def _resolved(word: str) -> str:
    """Return a word of Arabic letters with its look-alikes replaced, if it is a Uyghur word."""
    if _ALIEN.search(word) or not _EVIDENCE.search(word):
        return word
    letters = word.translate(_LOOK_ALIKES)
    resolved = ""
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        resolved += _by_place(letter, resolved[-1:], following)
    return resolved


def _by_place(letter: str, before: str, following: str) -> str:
    """Return the vowel or the consonant for a look-alike of both; another letter as it is."""
    if letter not in _BY_PLACE:
        return letter
    after_consonant = before != "" and before in _C
    is_vowel = before == _HEMZE or (after_consonant and following not in _V)
    return _BY_PLACE[letter][0 if is_vowel else 1]

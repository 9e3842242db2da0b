"""Kazakh words: from Cyrillic to Latin (2021 draft) and to Arabic letters (töte jazu).

Both ways lose something (и and й, ш and щ, hamza and harmony, capitals): a Latin or an Arabic
edition is derived from the Cyrillic text, never the other way. `search_key` is what remains of
a word in any of the three, to find it.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from toolkit.language.alphabets.casing import lower, upper
from toolkit.language.alphabets.tables import section

__all__ = ["normalise", "resolve", "search_key", "to_arabic", "to_arabic_ending", "to_latin"]

_LATIN = "kk/latin"
_ARABIC = "kk/arabic"
_CYRILLIC = re.compile("[\u0400-\u052f]")
# Roman numerals up to 89 of two letters or more, in Latin, in Cyrillic or in mixed ones.
_ROMAN = re.compile("(?=..)(?:[XХ]L|L?[XХ]{0,3})(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})")
_TO_ROMAN = str.maketrans("ІХ", "IX")
_WORD = re.compile(r"[^\W\d_]+")
# Arabic letters with a high hamza, and that hamza alone (Unicode, section 9.2, “Kazakh”).
_HIGH_HAMZA = str.maketrans({"ٵ": "ءا", "ٶ": "ءو", "ٷ": "ءۇ", "ٸ": "ءى", "ٴ": "ء"})


def normalise(text: str) -> str:
    """Return a text in composed letters (NFC)."""
    return unicodedata.normalize("NFC", text)


def resolve(word: str) -> str:
    """Return a word of mixed alphabets in one, where it is clear in which; else as it is.

    Latin look-alikes between Cyrillic letters are Cyrillic; Roman numerals are Latin.

    >>> resolve("бiздiң") == "біздің", resolve("ХVІІІ") == "XVIII", resolve("Eurasianetтің")
    (True, True, 'Eurasianetтің')
    """
    if not _CYRILLIC.search(word):
        return word
    if _ROMAN.fullmatch(word):
        return word.translate(_TO_ROMAN)
    meant = word.translate(_look_alikes())
    return meant if all(_CYRILLIC.match(char) for char in meant if char.isalpha()) else word


@cache
def _look_alikes() -> dict[int, str]:
    return str.maketrans(dict(section("kk/look-alikes", "letters")))


def to_latin(word: str) -> str:
    """Return a word of Cyrillic letters in the Latin letters of the 2021 draft, case kept.

    >>> to_latin("Қазақстан"), to_latin("ЯКОВ"), to_latin("Түркия"), to_latin("Иісі")
    ('Qazaqstan', 'İAKOV', 'Türkia', 'İısı')
    """
    if len(word) > 1 and word.isupper():
        return upper(_latin(word.lower()), dotted=True)
    return _latin(word)


def _latin(word: str) -> str:
    letters, longer, forms = _latin_tables()
    return longer.sub(lambda match: forms[match[0]], word).translate(letters)


@cache
def _latin_tables() -> tuple[dict[int, str], re.Pattern[str], Mapping[str, str]]:
    letters = {**section(_LATIN, "letters"), **section(_LATIN, "loans")}
    return (
        str.maketrans(_with_capitals(letters)),
        *_longer(_with_capitals(dict(section(_LATIN, "sequences")))),
    )


def _with_capitals(forms: Mapping[str, str]) -> dict[str, str]:
    """Add the forms of capitals: Я is Ia; only a word in capitals has IA."""
    capitals = {
        source[0].upper() + source[1:]: upper(form[:1], dotted=True) + form[1:]
        for source, form in forms.items()
    }
    return {**forms, **capitals}


def _longer(forms: Mapping[str, str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    longest = sorted(forms, key=lambda source: (-len(source), source))
    return re.compile("|".join(map(re.escape, longest))), forms


def to_arabic(word: str) -> str:
    """Return a word of Cyrillic letters in Arabic ones, with its hamza; capitals are lost.

    >>> to_arabic("Тілі"), to_arabic("күн"), to_arabic("өлең"), to_arabic("қазір")
    ('ءتىلى', 'كۇن', 'ولەڭ', 'قازىر')
    """
    small = word.lower()
    mark = section(_ARABIC, "hamza")["mark"] if _takes_hamza(small) else ""
    edges, forms = _arabic_edges()
    return mark + to_arabic_ending(edges.sub(lambda match: forms[match[0]], small))


def to_arabic_ending(ending: str) -> str:
    """Return the rest of a word, after a stem: without a hamza, which is the stem's affair.

    >>> to_arabic_ending("лері")
    'لەرى'
    """
    letters, longer, forms = _arabic_tables()
    return longer.sub(lambda match: forms[match[0]], ending.lower()).translate(letters)


@cache
def _arabic_tables() -> tuple[dict[int, str], re.Pattern[str], Mapping[str, str]]:
    letters = {**section(_ARABIC, "letters"), **dict.fromkeys("'’ʼ", "")}
    return str.maketrans(letters), *_longer(section(_ARABIC, "sequences"))


@cache
def _arabic_edges() -> tuple[re.Pattern[str], Mapping[str, str]]:
    starts, ends = section(_ARABIC, "starts"), section(_ARABIC, "ends")
    choices = [*(rf"\A{re.escape(each)}" for each in starts), *(rf"{each}\Z" for each in ends)]
    return re.compile("|".join(choices)), {**starts, **ends}


def _takes_hamza(word: str) -> bool:
    """Whether a word's vowels are front and nothing else in it shows that.

    ә, ө and ү are always front. і is front in a word without back vowels (not in бірақ, қадір); у
    between two consonants is a vowel too, and before an і a foreign one (импульсі, рублі).
    """
    front, shown, back, disharmonic = _hamza_patterns()
    if shown.search(word):
        return False
    if front.search(word):
        return True
    at = word.find(section(_ARABIC, "hamza")["i"])
    return at >= 0 and not back.search(word) and not disharmonic.search(word, 0, at)


@cache
def _hamza_patterns() -> tuple[re.Pattern[str], ...]:
    rule = section(_ARABIC, "hamza")
    consonant = f"[^уиэеі{rule['back']}{rule['front']}]"
    return (
        re.compile(f"[{rule['front']}]"),
        re.compile(f"[{rule['shown by']}]"),
        re.compile(f"[{rule['back']}]"),
        re.compile(f"{consonant}у{consonant}"),
    )


def search_key(text: str) -> str:
    """Return what a text has in common with itself in Kazakh's other two alphabets.

    Two texts with one key need not be the same text: the key is for finding (search, leaks of an
    embargoed name), never for editing. No exceptions table is asked.

    >>> search_key("Түркияның тілі") == search_key("تۇركيانىڭ ءتىلى")
    True
    >>> search_key("Түркияның тілі") == search_key("Türkianyñ tılı")
    True
    """
    resolved = _WORD.sub(lambda match: resolve(match[0]), unicodedata.normalize("NFKC", text))
    letters, folds = _key_tables()
    key = lower(resolved, dotted=True).translate(_HIGH_HAMZA).translate(letters)
    for alike, fold in folds:
        key = alike.sub(fold, key)
    return key


@cache
def _key_tables() -> tuple[dict[int, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the letters of all three alphabets as small Cyrillic ones, and what is folded after.

    Front vowels go with their back ones, for Arabic has lost the difference; all that Latin
    writes with ı, i or y is и.
    """
    cyrillic = dict(zip("әөүіыйэһ", "аоуиииех", strict=True))
    cyrillic |= {"ұ": "ұ", "ү": "ұ", "ё": "ио", "ю": "иу", "я": "иа", "ц": "тс", "ч": "тш"}
    cyrillic |= {"щ": "шш", "ъ": "", "ь": ""}
    letters = {**cyrillic, **dict.fromkeys("ء'’ʼ\u00ad\u0640\u200c\u200d\u0301", "")}
    for name in (_LATIN, _ARABIC):
        for source, form in section(name, "letters").items():
            if len(form) == 1:
                letters[form] = cyrillic.get(source, source)
    letters |= {"چ": "тш", "ي": "и", "،": ",", "؛": ";", "؟": "?"}
    return str.maketrans(letters), (
        (re.compile("(?:д|тш)+ж"), "ж"),
        (re.compile("тс"), "с"),
        (re.compile("нг"), "ң"),
        (re.compile("ии+"), "и"),
        # Arabic letters write the й that is heard in Тоқаев.
        (re.compile("(?<=[ао])и(?=е)"), ""),
    )

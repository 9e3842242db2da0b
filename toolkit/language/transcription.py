"""Transcription: what a name sounds like, roughly, in whatever letters it is written."""

import re
import unicodedata

__all__ = ["consonants", "transcribed"]

# One letter a sound, so that letters can be compared; what Kazakh, Russian and Uyghur write apart
# and English does not is one. This is for recognising a name, never for writing it.
_CYRILLIC = {
    "a": "аә",
    "b": "б",
    "v": "в",
    "g": "гғґ",
    "d": "д",
    "e": "еёэє",
    "j": "жҗ",
    "z": "з",
    "i": "ийыії",
    "k": "кқ",
    "l": "л",
    "m": "м",
    "n": "нң",
    "o": "оө",
    "p": "п",
    "r": "р",
    "s": "сц",
    "t": "т",
    "u": "уұүўӯ",
    "f": "ф",
    "h": "хһ",
    "ç": "ч",
    "ş": "шщ",
    "": "ъь",
    "iu": "ю",
    "ia": "я",
}
_ARABIC = {
    "a": "اەة",
    "b": "ب",
    "p": "پ",
    "t": "ت",
    "j": "جژ",
    "ç": "چ",
    "h": "خھه",
    "d": "د",
    "r": "ر",
    "z": "ز",
    "s": "س",
    "ş": "ش",
    "g": "غگ",
    "f": "ف",
    "k": "قك",
    "n": "ڭن",
    "l": "ل",
    "m": "م",
    "o": "وۆ",
    "u": "ۇۈ",
    "v": "ۋ",
    "e": "ې",
    "i": "ىي",
    "": "ئ",
}
_LATIN = {"c": "k", "q": "k", "w": "v", "x": "h", "y": "i", "ə": "a", "ı": "i", "ł": "l"}
_SOUNDS = {
    letter: sound
    for table in (_CYRILLIC, _ARABIC)
    for sound, letters in table.items()
    for letter in letters
}
_LETTERS = str.maketrans(_SOUNDS | _LATIN)
_GROUPS = (
    ("tch", "ç"),
    ("sch", "ş"),
    ("sh", "ş"),
    ("ch", "ç"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("ng", "n"),
    ("dj", "j"),
    ("dzh", "j"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("yo", "e"),
)
_ONE_SOUND = str.maketrans("zç", "sk")
# English w is as good as a vowel: Rowan, Роуэн.
_VOWELS = re.compile("[aeiouv]")
_DOUBLE = re.compile(r"(.)\1+")
_MOST = 60


def consonants(sound: str) -> str:
    """Return what is left of a transcription without its vowels, s and z, ch and k being one.

    >>> consonants(transcribed("Bruce")), consonants(transcribed("Брюс"))
    ('brs', 'brs')
    """
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", sound).translate(_ONE_SOUND))


def transcribed(word: str) -> str:
    """Return how a word sounds, roughly, in small Latin letters.

    >>> transcribed("Baizhanov"), transcribed("Байжановқа"), transcribed("بايجانوۋ")
    ('baijanov', 'baijanovka', 'baijanov')
    """
    letters = word[:_MOST].lower()
    if letters.isascii():
        for group, sound in _GROUPS:
            letters = letters.replace(group, sound)
    else:
        letters = unicodedata.normalize("NFC", letters).translate(_LETTERS)
        marked = unicodedata.normalize("NFD", letters.replace("ç", "\0").replace("ş", "\1"))
        letters = "".join(char for char in marked if not unicodedata.combining(char))
        letters = letters.replace("\0", "ç").replace("\1", "ş")
    return _DOUBLE.sub(r"\1", letters.translate(_LETTERS))

"""Locale: a BCP 47 tag and what derives from it (script, direction, its own name, dates)."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen

# Loaded where it is asked: for a source in a usual language, nobody asks, and it takes a while.
if TYPE_CHECKING:
    import babel

__all__ = ["Locale", "LocaleFilter"]

_MAX_TAG = 35
# RFC 5646, section 2.1: language, script, region, variants; extensions are of no use here.
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)
# Languages of ISO 639 that are none: undetermined, multiple, no linguistic content, uncoded.
_NO_LANGUAGES = frozenset({"mis", "mul", "und", "zxx"})
# What GNU libc's locales write behind `@` for a script.
_SCRIPT_MODIFIERS = {
    "arabic": "Arab",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "hebrew": "Hebr",
    "latin": "Latn",
}
_RTL_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
# How a language names itself in scripts that CLDR has no data for.
_ENDONYMS = {"kk-Latn": "Qazaq tılı", "ug-Cyrl": "Уйғурчә", "ug-Latn": "Uyghurche"}
# Open Graph wants a territory; where a language has no evident one, none is made up.
_TERRITORIES = {
    "ar": "ar_AR",
    "de": "de_DE",
    "en": "en_US",
    "es": "es_ES",
    "fa": "fa_IR",
    "fr": "fr_FR",
    "kk": "kk_KZ",
    "ky": "ky_KG",
    "ru": "ru_RU",
    "tg": "tg_TJ",
    "tr": "tr_TR",
    "uz": "uz_UZ",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
}
# Subtags that anyone may give a meaning to (RFC 5646, section 2.2.1), and CLDR's pseudo-locales.
_PRIVATE = re.compile(r"q[a-t][a-z]")
_PSEUDO = frozenset({"en-XA", "ar-XB"})
_QUOTES = {"en": "“”", "kk": "«»", "ru": "«»", "ug": "«»"}


@dataclass(frozen=True, slots=True, order=True)
class Locale:
    """A BCP 47 language tag in its canonical case."""

    tag: str
    """The tag, such as `kk` or `kk-Arab`."""

    @classmethod
    def parse(cls, tag: str) -> "Locale":
        """Read a tag strictly (RFC 5646: language, script, region, variants; 35 characters).

        Raises:
            ToolkitError: when it is no such tag, repeats a variant (section 2.2.5), or names a
                language that CLDR does not know.

        >>> Locale.parse("KK-arab").tag
        'kk-Arab'
        """
        match = _TAG.fullmatch(tag) if len(tag) <= _MAX_TAG else None
        if match is None or _repeats(match["variants"]) or not _known(match["language"].lower()):
            shown = tag if len(tag) <= _MAX_TAG else tag[:_MAX_TAG] + "…"
            meant = _from_posix(tag)
            hint = "write a BCP 47 tag such as kk, ru, ug or kk-Arab"
            if meant != tag and _TAG.fullmatch(meant) and _known(meant.partition("-")[0].lower()):
                hint = f"write “{meant}”"
            raise ToolkitError.because(
                "unknown-locale",
                f"“{shown}” is not a language tag that the toolkit knows",
                hint=hint,
            )
        parts = [match["language"].lower()]
        if match["script"]:
            parts.append(match["script"].title())
        if match["region"]:
            parts.append(match["region"].upper())
        return cls("-".join(parts) + match["variants"].lower())

    @classmethod
    def named(cls, name: str) -> "Locale":
        """Read a locale's name as people write it: a BCP 47 tag, or POSIX's and gettext's.

        Raises:
            ToolkitError: as `parse` does.

        >>> [Locale.named(name).tag for name in ("pt_BR", "sr@latin", "kk_KZ.UTF-8", "ca@valencia")]
        ['pt-BR', 'sr-Latn', 'kk-KZ', 'ca-valencia']
        """
        return cls.parse(_from_posix(name.strip()))

    def __str__(self) -> str:
        return self.tag

    @property
    def language(self) -> str:
        """The language subtag: `kk` of `kk-Arab`."""
        return self.tag.partition("-")[0]

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script: the tag's own, or the usual one (CLDR).

        >>> Locale("kk").script, Locale("kk-CN").script, Locale("kk-Latn").script
        ('Cyrl', 'Arab', 'Latn')
        """
        return _script(self.tag)

    @property
    def has_usual_script(self) -> bool:
        """Whether it is in the script that its language is usually written in (CLDR).

        >>> Locale("kk-Cyrl").has_usual_script, Locale("kk-Latn").has_usual_script
        (True, False)
        """
        return self.script == _script(self.language)

    @property
    def open_graph(self) -> str:
        """The tag as Open Graph writes it, with a territory; empty where none is evident.

        >>> Locale("kk").open_graph, Locale("de-AT").open_graph, Locale("ug").open_graph
        ('kk_KZ', 'de_AT', '')
        """
        own = self.tag.split("-")
        if len(own) == 2 and len(own[1]) < 4:  # noqa: PLR2004 - scripts and variants are longer
            return "_".join(own)
        return _TERRITORIES.get(self.tag, "")

    def is_variety_of(self, other: "Locale") -> bool:
        """Whether the tag is the other's language in the same script: `en-US` of `en`."""
        return self.language == other.language and self.script == other.script

    def may_be(self, name: str) -> bool:
        """Whether a locale's name, as `named` reads it, may be meant for this one.

        Regions do not count, and after a modifier, as in `ug@latin`, no script does.

        >>> [Locale("kk").may_be(name) for name in ("kk_KZ", "kk@cyrillic", "kk_Latn", "Kazakh")]
        [True, True, False, False]
        """
        tag, modifier, _ = name.strip().partition("@")
        try:
            named = Locale.named(tag)
        except ToolkitError:
            return False
        return named.language == self.language and bool(modifier or named.script == self.script)

    @property
    def is_pseudo(self) -> bool:
        """Whether no one speaks it: a private tag such as `qps`, or a pseudo-locale of CLDR.

        >>> Locale("qps-Arab").is_pseudo, Locale("en-XA").is_pseudo, Locale("kk").is_pseudo
        (True, True, False)
        """
        return self.tag in _PSEUDO or _PRIVATE.fullmatch(self.language) is not None

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, by script: Babel calls every Uyghur right-to-left, Latin too.

        >>> Locale("ug").direction, Locale("ug-Latn").direction, Locale("kk-Arab").direction
        ('rtl', 'ltr', 'rtl')
        """
        return "rtl" if self.script in _RTL_SCRIPTS else "ltr"

    @property
    def endonym(self) -> str:
        """The language's name in itself, capitalised where its script has capitals.

        >>> Locale("ru").endonym, Locale("ug-Latn").endonym
        ('Русский', 'Uyghurche')
        """
        return _ENDONYMS.get(self.tag) or self.name_in(self)

    def name_in(self, other: "Locale") -> str:
        """Return this language's name in another language (CLDR), with a capital.

        A script or region that CLDR has no name of its own for stands in brackets, so that two
        locales of one language never look alike.

        >>> Locale("kk").name_in(Locale("en")), Locale("kk-Arab").name_in(Locale("en"))
        ('Kazakh', 'Kazakh (Arabic)')
        """
        return _name_in(self.tag, other.tag)

    @property
    def quotation_marks(self) -> str:
        """The opening and the closing outer quotation mark (Babel has none)."""
        return _QUOTES.get(self.language, "“”")

    def date(self, day: dt.date) -> str:
        """Return a day as CLDR's long date format of the language.

        It is the ISO 8601 date where CLDR has the language in another script only (Babel answers
        for Uyghur in Latin letters with Arabic ones), or not at all.

        >>> Locale("ug").date(dt.date(2021, 2, 22))
        '22-فېۋرال، 2021'
        """
        if self.cldr is None:
            return day.isoformat()
        from babel.dates import format_date  # noqa: PLC0415 - it loads the zones of the world

        return str(format_date(day, format="long", locale=self.cldr))

    @property
    def month_names(self) -> dict[str, int]:
        """Every name and abbreviation of a month in the language (CLDR), with its number."""
        months = _cldr_or_english(self.tag).months
        return {
            str(name): number
            for context in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            for number, name in months[context][width].items()
        }

    @property
    def cldr(self) -> "babel.Locale | None":
        """CLDR's data for the language in the locale's script; None where it has none."""
        found = _cldr(self.tag)
        if found is None or Locale(str(found).replace("_", "-")).script != self.script:
            return None
        return found


def _from_posix(name: str) -> str:
    """Return a locale's name with its parts where BCP 47 has them; what is no name, as it is."""
    place, _, modifier = name.partition("@")
    language, *rest = place.partition(".")[0].replace("_", "-").split("-")
    script = _SCRIPT_MODIFIERS.get(modifier.lower())
    parts = [script, *rest] if script else [*rest, modifier]
    return "-".join(part for part in (language, *parts) if part)


def _repeats(variants: str) -> bool:
    parts = variants.lower().split("-")[1:]
    return len(parts) != len(set(parts))


@lru_cache
def _known(language: str) -> bool:
    if language in _NO_LANGUAGES:
        return False
    if language in _TERRITORIES or language in _QUOTES or _PRIVATE.fullmatch(language):
        return True
    from babel.localedata import exists  # noqa: PLC0415

    return exists(language) or language in _cldr_or_english("en").languages


@lru_cache(1024)
def _script(tag: str) -> str:
    region = ""
    language, *others = tag.split("-")
    for part in others:
        if len(part) == 4 and part.isalpha():  # noqa: PLR2004 - the length of a script code
            return part
        if len(part) < 4:  # noqa: PLR2004 - regions are shorter, variants are not
            region = part
    return _usual_script(language, region)


def _usual_script(language: str, region: str) -> str:
    """Return the script that CLDR's likely subtags give a language; Latin beyond them."""
    from babel.core import get_global  # noqa: PLC0415

    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part for part in found.split("_")[1:] if len(part) == 4), "Latn")  # noqa: PLR2004


@lru_cache
def _cldr(tag: str) -> "babel.Locale | None":
    """Return CLDR's data for a tag, or for its language; None where it has neither."""
    import babel  # noqa: PLC0415

    for candidate in (tag, tag.partition("-")[0]):
        try:
            return babel.Locale.parse(candidate, sep="-")
        except (babel.UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(1024)
def _name_in(tag: str, other: str) -> str:
    """Return a tag's name in the language of another; each page of a site asks for some again."""
    cldr = _cldr_or_english(other)
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        name = str(cldr.languages.get("_".join(parts[:end]), ""))
        if name:
            names = {**cldr.scripts, **cldr.territories} if parts[end:] else {}
            details = ", ".join(str(names.get(part, part)) for part in parts[end:])
            name = name[:1].upper() + name[1:]
            return f"{name} ({details})" if details else name
    return tag


def _cldr_or_english(tag: str) -> "babel.Locale":
    import babel  # noqa: PLC0415

    return _cldr(tag) or babel.Locale("en")


@frozen
class LocaleFilter:
    """To which locales content applies (ITS 2.0, section 8.10)."""

    ranges: tuple[str, ...]
    """Extended language ranges (RFC 4647, section 2.2)."""
    kind: Literal["include", "exclude"] = "include"

    def includes(self, tag: str) -> bool:
        """Whether content applies to a locale, by extended filtering (RFC 4647, section 3.3.2).

        >>> LocaleFilter(("*-CA",)).includes("fr-CA"), LocaleFilter(("de",)).includes("de-Latn-DE")
        (True, True)
        """
        matches = any(_matches(each, tag) for each in self.ranges)
        return matches == (self.kind == "include")


def _matches(language_range: str, tag: str) -> bool:
    wanted = language_range.lower().split("-")
    there = tag.lower().split("-")
    if wanted[0] not in {"*", there[0]}:
        return False
    at = 1
    for subtag in wanted[1:]:
        if subtag == "*":
            continue
        while at < len(there) and there[at] != subtag:
            if len(there[at]) == 1:
                return False
            at += 1
        if at == len(there):
            return False
        at += 1
    return True

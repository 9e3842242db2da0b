"""Plural rules: the Plural-Forms header of a locale, by Unicode CLDR's rules for whole numbers."""

from functools import lru_cache

import babel
from babel.core import get_global
from babel.plural import PluralRule, to_gettext

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po.plural import parse_plural_forms

__all__ = ["plural_header"]

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# What tells any two of CLDR's rules apart. What is decided beyond (a million is “many” in French)
# no program of gettext's knows.
_SAMPLES = (*range(131), *range(191, 222), 1000, 1001, 1002, 1003, 1011)
# How PO files write the rules, as GNU gettext's manual and its msginit do: a header is the same
# whoever wrote it, and whatever version of CLDR's data is installed.
_SPELLED = """
2 (n != 1)
2 (n > 1)
2 (n%10!=1 || n%100==11)
2 (n > 3 && (n%10==4 || n%10==6 || n%10==9))
2 (n > 1 && (n < 11 || n > 99))
3 (n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)
3 (n==1 ? 0 : n>=2 && n<=4 ? 1 : 2)
3 (n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)
3 (n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2)
3 (n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2)
3 (n==1 ? 0 : n==2 ? 1 : 2)
3 (n==0 ? 0 : n==1 ? 1 : 2)
3 (n%10==0 || (n%100>10 && n%100<20) ? 0 : n%10==1 ? 1 : 2)
3 (n<=1 ? 0 : n<=10 ? 1 : 2)
4 (n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)
4 (n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3)
4 (n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3)
5 (n==1 ? 0 : n==2 ? 1 : n>2 && n<7 ? 2 : n>6 && n<11 ? 3 : 4)
5 (n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>2 && n%100<11) ? 2 : n%100>10 && n%100<20 ? 3 : 4)
6 (n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)
6 (n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)
"""
# Where gettext's custom has another order or number of forms than CLDR, catalogs follow gettext.
_CUSTOMARY = {"lv": "3 (n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2)", "vi": "1 0"}
# The languages of one form; of what CLDR does not know Babel says the same.
_WITHOUT_PLURAL = """
bm bo dz hnj id ig ii ja jbo jv kde kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi wo yo
yue zh
"""


@lru_cache
def plural_header(locale: Locale) -> str:
    """Return the value of a locale's Plural-Forms header.

    Its forms are CLDR's categories that whole numbers have, in CLDR's order. A language that CLDR
    has no rules for has two forms, as English.

    >>> plural_header(Locale("ar")).split(";")[0], plural_header(Locale("id"))
    ('nplurals=6', 'nplurals=1; plural=0;')
    """
    if locale.language in _CUSTOMARY:
        return _header(_CUSTOMARY[locale.language])
    rule = _rule(locale)
    found = [rule(number) for number in _SAMPLES] if rule else []
    used = [each for each in _CATEGORIES if each in found]
    if rule is None or len(used) == 1:
        return _header("1 0" if locale.language in _WITHOUT_PLURAL.split() else "2 (n != 1)")
    wanted = [used.index(each) for each in found]
    for line in _SPELLED.strip().splitlines():
        if line.startswith(f"{len(used)} ") and _indexes(line) == wanted:
            return _header(line)
    # A rule that nobody has spelled yet: Babel does, the last of its categories for what is left.
    return str(to_gettext(PluralRule({each: rule.rules[each] for each in used[:-1]})))


def _header(line: str) -> str:
    """Return a header from how many forms there are, and the expression."""
    forms, _, expression = line.partition(" ")
    return f"nplurals={forms}; plural={expression};"


def _rule(locale: Locale) -> PluralRule | None:
    """Return CLDR's rule for a tag, or for its language, which may have another name there."""
    other = get_global("language_aliases").get(locale.language, locale.language)
    for tag in (locale.tag, locale.language, other):
        try:
            return babel.Locale.parse(tag, sep="-").plural_form
        except (babel.UnknownLocaleError, ValueError):
            continue
    return None


def _indexes(line: str) -> list[int]:
    forms = parse_plural_forms(_header(line))
    return [forms.index(number) for number in _SAMPLES]

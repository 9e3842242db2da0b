"""Languages: what a language is called in itself, where one is written in several scripts."""

from collections.abc import Collection

from toolkit.base.bcp47 import Locale

__all__ = ["language_label"]

# Scripts as those who write in them call them; CLDR names no script in these locales.
_SCRIPTS = {
    ("kk", "Arab"): "توتە",
    ("kk", "Cyrl"): "кирилл",
    ("kk", "Latn"): "latyn",
    ("ug", "Arab"): "ئەرەب",
    ("ug", "Cyrl"): "кирил",
    ("ug", "Latn"): "latin",
}


def language_label(locale: Locale, among: Collection[Locale]) -> str:
    """Return a language's own name, with that of its script where others share the language.

    >>> latin = Locale("kk-Latn")
    >>> language_label(latin, [latin]), language_label(latin, [latin, Locale("kk")])
    ('Qazaq tılı', 'Qazaq tılı (latyn)')
    """
    name = locale.endonym
    scripts = {each.script for each in among if each.language == locale.language}
    if len(scripts) == 1 or name.endswith(")"):
        return name
    own = _SCRIPTS.get((locale.language, locale.script))
    cldr = locale.cldr
    if own is None and cldr is not None:
        whole = cldr.languages.get(f"{locale.language}_{locale.script}")
        if whole:  # which says the script: 繁體中文
            return str(whole)
        own = cldr.scripts.get(locale.script)
    return f"{name} ({own or locale.script})"

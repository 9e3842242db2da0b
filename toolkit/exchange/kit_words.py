"""Kit words: what the kit and the desk say to translators, in their language where we have it."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import read

__all__ = ["MESSAGES", "kit_words", "words_in"]

MESSAGES = {
    # What the front end asks for, and the English of it where that is another.
    "untranslated": "Not translated",
    "draft": "Draft",
    "translated": "Done",
    "reviewed": "Reviewed",
    "approved": "Approved",
    "stale": "New in the source",
    "broken": "Held back by a check",
    "all articles": "All articles",
    "approve": "approve; go to the next that waits",
    "send back": "send back with words",
    "code missing": "This code is missing:",
    "code too many": "This code is not in the source, or not so often:",
    "codes crossed": "The codes are crossed: close the inner one first.",
    "number missing": "This number of the source is missing:",
    "quotation marks": "Use the quotation marks of your language:",
    "script": "Most of this is not in your language's letters.",
    "too long": "Too long (bytes, of at most):",
    "next and previous that waits": "next and previous passage that waits",
    "next and previous": "next and previous passage",
    "translate": "translate the passage",
    "done, next": "done; go to the next that waits",
    "unsure, next": "not sure; go to the next that waits",
    "put a code in": "put a code in",
    "leave; nothing is lost": "leave; nothing is lost",
    "put in what was said": "put in what was said",
    "said: original": "as it was said",
    "said: translated": "translated",
    "said: back-translated": "translated from a translation",
    "said: paraphrase": "paraphrase, without quotation marks",
    **{
        each: each
        for each in (
            "Done",
            "Next that waits",
            "Save",
            "Save with the work inside",
            "Forget",
            "How it works",
            "Passage",
            "Translation",
            "Remark for the desk",
            "Notes",
            "Codes",
            "Terms",
            "Quotations",
            "Translated before",
            "Done, next",
            "Unsure, next",
            "Close",
            "Delete all work that this browser has kept?",
            "Passphrase",
            "Open",
            "This is not the passphrase.",
            # The desk's own.
            "Desk",
            "Article",
            "Language",
            "What waits",
            "All",
            "Show",
            "Words done",
            "Next",
            "Ready to be published",
            "Published",
            "Held back",
            "Translate",
            "Review",
            "Waits for review",
            "Approve, next",
            "Send back",
            "What is wrong?",
            "Saved",
            "Not saved:",
            "Somebody else has changed this passage.",
        )
    },
}


def kit_words(locale: Locale) -> tuple[Locale, Mapping[str, str]]:
    """Return what the kit says in a locale, or in English where nobody has translated it.

    Returns:
        The language that it is in; the messages by the names that the front end has.

    """
    spoken, known = words_in(locale)
    return spoken, {name: known.get(english) or english for name, english in MESSAGES.items()}


@lru_cache
def words_in(locale: Locale) -> tuple[Locale, Mapping[str, str]]:
    """Return what is said to translators in a locale, by its English.

    Returns:
        The language that it is in; nothing for English, which all is written in.

    """
    for candidate in (locale, Locale(locale.language)):
        path = resources.files("toolkit").joinpath("locale", candidate.tag, "LC_MESSAGES", "kit.po")
        if candidate.script == locale.script and path.is_file():
            entries = read(path.read_bytes(), "kit.po")
            return candidate, {entry.msgid: entry.msgstr for entry in entries}
    return Locale("en"), {}

"""Next steps: the command that takes an article in a language further, whatever waits for it."""

import glob
import re
import shlex

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen

__all__ = ["Waiting", "next_step"]


@frozen
class Waiting:
    """What of an article in a language waits for somebody."""

    document_id: str
    locale: Locale
    base: Locale | None = None
    """The locale that it is derived from; its catalogs are what can be worked on."""
    catalog: str = ""
    """The catalog, as messages name it, where it cannot be read."""
    unextracted: int = 0
    """How many units no catalog has yet."""
    broken: int = 0
    """How many translations a check holds back."""
    untranslated: int = 0
    """How many units wait for a translator."""
    for_review: int = 0
    """How many finished translations wait for review, where that is wanted."""
    unbuilt: bool = False
    """Whether the next build would change what is published."""


def next_step(waiting: Waiting) -> str:
    """Return the command to run next, as a shell reads it; empty where nothing waits.

    What stops everything comes first, then what readers can have at once, then the work of
    translators and reviewers.

    >>> next_step(Waiting("heat", Locale("ru"), untranslated=3))
    'toolkit export -l ru --to xliff --waiting heat'
    """
    worked_on = waiting.base or waiting.locale
    # An id is no pattern, and may have what the shell reads otherwise.
    pattern = re.sub(r"\A-", "[-]", glob.escape(waiting.document_id))  # nor is it an option
    document = shlex.quote(pattern)
    of_document = f"-l {worked_on.tag} -d {document}"
    steps = (
        (waiting.catalog, f"toolkit check {shlex.quote(waiting.catalog)}"),
        (waiting.unextracted, f"toolkit update {of_document}"),
        (waiting.unbuilt, f"toolkit build -l {waiting.locale.tag}"),
        (waiting.broken, f"toolkit check {of_document}"),
        (
            waiting.untranslated,
            f"toolkit export -l {worked_on.tag} --to xliff --waiting {document}",
        ),
        (waiting.for_review, f"toolkit review list {of_document}"),
    )
    return next((command for waits, command in steps if waits), "")

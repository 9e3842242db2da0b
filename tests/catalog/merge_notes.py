"""What a merge notes in a translator's comment, read back."""

import re

from toolkit.catalog.po import Entry
from toolkit.catalog.po.strings import unescape

_NOTE = re.compile(r"(?:conflict, other translation|draft, set aside)(?: \[[0-9]+\])?: (.*)")


def other_translations(entry: Entry) -> tuple[str, ...]:
    """Return the translations that stand in the comment."""
    lines = map(_NOTE.fullmatch, entry.tcomment.split("\n"))
    return tuple(unescape(line[1]) for line in lines if line)

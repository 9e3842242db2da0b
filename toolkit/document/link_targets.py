"""Link targets: what the links of articles call a place in one, and which passage stands there.

Authors link to a heading by the name that GitHub, Hugo and others give it (`#the-old-well`), and to
any place by an id that they write there. In editions, passages have ids of their own.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from lxml import etree

from toolkit.document.model import Document, Run, Unit

__all__ = ["GIVEN", "passages_by_anchor"]

GIVEN = "anchor"
"""The attribute for the id that Markdown's attribute lists give a block: `{#well}`."""
_GIVEN = ("id", "name", GIVEN)
_HEADING = re.compile("h[1-6]")


def passages_by_anchor(document: Document) -> Mapping[str, str]:
    """Return the ids of an article's passages by what links call the places where they stand.

    An id on something that is no passage leads to the one around it, else to the one behind it.
    What an author wrote goes before the names of headings; the first of several goes first.

    Args:
        document: the article, with ids.

    """
    blocks = {
        each.home.parent: each for each in reversed(document.blocks) if isinstance(each.home, Run)
    }
    found: dict[str, str] = {}
    waiting: list[str] = []
    inside: list[Unit | None] = [None]
    for event, element in etree.iterwalk(document.tree, ("start", "end")):
        if event == "end":
            inside.pop()
            continue
        inside.append(blocks.get(element, inside[-1]))
        waiting.extend(filter(None, map(element.get, _GIVEN)))
        here = inside[-1]
        if here is not None:
            for name in waiting:
                found.setdefault(name, here.id)
            waiting.clear()
    for name, passage in _headings(document):
        found.setdefault(name, passage)
    return found


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the names of the headings in an article's text, and their passages.

    They are GitHub's: small letters, without punctuation, with hyphens for spaces. The second of
    the same name has `-1` behind it, the third `-2`.
    """
    taken: set[str] = set()
    for block in document.blocks:
        element = block.element
        span = document.spans.get(element)
        if not _HEADING.fullmatch(str(element.tag)) or span is None or span.start < document.body:
            continue
        name = given = _heading_name("".join(element.itertext()))
        number = 0
        while name in taken:
            number += 1
            name = f"{given}-{number}"
        taken.add(name)
        yield name, block.id


def _heading_name(text: str) -> str:
    r"""Return what GitHub calls a heading.

    >>> _heading_name("What's new in `5.0`? A\u0301 b")
    'whats-new-in-50-a\u0301-b'
    """
    kept = (each for each in " ".join(text.lower().split()) if _is_kept(each))
    return "".join(kept).replace(" ", "-")


def _is_kept(character: str) -> bool:
    return character in " -_" or unicodedata.category(character)[0] in "LMN"

"""Footnotes: marks in a text and notes at its end, linked both ways."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.localizing.adapting.pruning import take_out

__all__ = ["NoteWords", "footnote_numbers", "link_footnotes"]

_LABEL = re.compile(r"\[([^\[\]\s]+)\]|([0-9]+)")
# After its mark, a note of Markdown begins with a colon.
_COLON = re.compile(r"\s*[:：]\s*")
_KEPT = ("id", "lang", "dir", "class")
_REST = "note-rest"
"""The class of what follows the first paragraph of one of Markdown's notes."""


@frozen
class NoteWords:
    """What the links of footnotes say to those who do not see them."""

    back: str
    """On the way back from a note to its mark."""
    heading: str
    """The name of the list of notes."""
    language: Mapping[str, str]
    """`lang` and `dir` of these words, where they are not the page's."""
    arrow: str = "↩"
    """What the way back looks like; it turns with the direction of writing."""


def footnote_numbers(root: etree._Element) -> Mapping[str, int]:
    """Return the number of each note that an article mentions, by its label, from 1.

    Notes count in the order in which the article first mentions them; those that it never mentions
    follow.
    """
    notes = _notes(root)
    mentioned = [label for label, _ in _marks(root, notes)]
    return {label: at for at, label in enumerate(dict.fromkeys([*mentioned, *notes]), 1)}


def link_footnotes(root: etree._Element, numbers: Mapping[str, int], spoken: NoteWords) -> None:
    """Make the marks of notes links, and gather the notes in a section at the body's end.

    A mark without a note stays as it is. Roles are those of DPUB-ARIA 1.1.

    Args:
        root: an article's tree; it is changed.
        numbers: those of the original, so that a note has one number in all languages.
        spoken: the words of the page.

    """
    notes = _notes(root)
    if not notes:
        return
    known = dict(numbers)
    for label in notes:
        known.setdefault(label, len(known) + 1)
    marks = list(_marks(root, notes))
    taken = {str(each.get("id")) for each in root.iter("*")}
    returns: dict[str, list[str]] = {}
    for label in sorted(notes, key=known.__getitem__):
        notes[label].set("id", notes[label].get("id") or _free(f"note-{known[label]}", taken))
    for label, mark in marks:
        own_id = _free(f"mark-{known[label]}", taken)
        returns.setdefault(label, []).append(own_id)
        _link_mark(mark, own_id, str(notes[label].get("id")), known[label])
    items = [
        _item(notes[label], known[label], returns.get(label, []), spoken)
        for label in sorted(notes, key=known.__getitem__)
    ]
    _gather(root, notes, items, spoken)


def _notes(root: etree._Element) -> dict[str, etree._Element]:
    """Return the notes by their labels: Word's items, Markdown's paragraphs that begin so."""
    found: dict[str, etree._Element] = {}
    for each in root.iter("ol"):
        if "footnotes" in (each.get("class") or "").split():
            found.update((str(at), item) for at, item in enumerate(each.iterfind("li"), 1))
    for each in root.iter("p"):
        first = each[0] if len(each) and not (each.text or "").strip() else None
        label = "" if first is None else _label(first)
        if first is not None and label and _COLON.match(first.tail or ""):
            found.setdefault(label, each)
    return found


def _marks(
    root: etree._Element, notes: Mapping[str, etree._Element]
) -> Iterator[tuple[str, etree._Element]]:
    own = {each[0] for each in notes.values() if each.tag == "p"}
    for each in root.iter("sup"):
        label = _label(each)
        if label in notes and each not in own:
            yield label, each


def _label(element: etree._Element) -> str:
    """Return the label of a mark, as Markdown and Word's documents are read; "" for another."""
    if element.tag != "sup" or element.get("translate") != "no" or len(element):
        return ""
    match = _LABEL.fullmatch(element.text or "")
    return (match[1] or match[2]) if match else ""


def _free(name: str, taken: set[str]) -> str:
    found, at = name, 1
    while found in taken:
        at += 1
        found = f"{name}-{at}"
    taken.add(found)
    return found


def _link_mark(mark: etree._Element, own_id: str, note: str, number: int) -> None:
    mark.text = None
    mark.attrib.pop("translate")
    attributes = {"id": own_id, "href": f"#{note}", "role": "doc-noteref", "class": "noteref"}
    etree.SubElement(mark, "a", attributes).text = str(number)


def _item(
    note: etree._Element, number: int, returns: list[str], spoken: NoteWords
) -> etree._Element:
    item = etree.Element("li", {"value": str(number)})
    for name in _KEPT:
        if note.get(name):
            item.set(name, str(note.get(name)))
    item.text = note.text
    children = list(note)
    if note.tag == "p":
        item.text = _COLON.sub("", children[0].tail or "", count=1)
        children = children[1:]
    item.extend(children)
    rest = note.getnext()
    if note.tag == "p" and rest is not None and rest.get("class") == _REST:
        item.extend(list(rest))
        children = list(item)
        take_out(rest)
    # A note of paragraphs ends inside the last of them.
    last = children[-1] if children and children[-1].tag == "p" else item
    for at, mark in enumerate(returns, 1):
        _append_back(last, mark, at if len(returns) > 1 else 0, spoken)
    return item


def _append_back(item: etree._Element, mark: str, at: int, spoken: NoteWords) -> None:
    if len(item):
        item[-1].tail = f"{item[-1].tail or ''} "
    else:
        item.text = f"{item.text or ''} "
    label = f"{spoken.back} {at}" if at else spoken.back
    attributes = {"href": f"#{mark}", "role": "doc-backlink", "class": "back", "aria-label": label}
    link = etree.SubElement(item, "a", attributes)
    for name, value in spoken.language.items():
        link.set(name, value)
    link.text = f"{spoken.arrow}\ufe0e"


def _gather(
    root: etree._Element,
    notes: Mapping[str, etree._Element],
    items: list[etree._Element],
    spoken: NoteWords,
) -> None:
    """Take the notes out of where they stood, and put their section at the end of the body."""
    for each in notes.values():
        take_out(each)
    for each in list(root.iter("ol")):
        if "footnotes" in (each.get("class") or "").split() and not len(each):
            take_out(each)
    section = etree.Element(
        "section", {"class": "footnotes", "role": "doc-endnotes", "aria-label": spoken.heading}
    )
    etree.SubElement(section, "ol").extend(items)
    body = [each for each in root if "body" in (each.get("class") or "").split()]
    if body:
        body[-1].append(section)
    else:
        footer = root.find("footer")
        root.insert(len(root) if footer is None else root.index(footer), section)

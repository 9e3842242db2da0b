"""Standoff markup: records of a data category that stand elsewhere, and are referred to."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from toolkit.base.errors import Finding, Location
from toolkit.base.markup import XML_ID, parse_xml, qualified
from toolkit.document.its.categories import CATEGORIES
from toolkit.document.its.category import ITS, Category, Values
from toolkit.document.its.html5 import SCRIPTS, its_in_script
from toolkit.document.its.rules import Resolver, referred, unread

__all__ = ["Records"]

_CONTAINERS = tuple(
    qualified(ITS, category.standoff.container) for category in CATEGORIES if category.standoff
)
_HTML = (".html", ".htm")

Lists = dict[tuple[str, str], etree._Element]  # noqa: SLF001 - lxml has no public name for it
"""The lists of records in a file, by their lxml names and their identifiers."""


class Records:
    """The records that a document refers to; a file is read when first it is asked for."""

    def __init__(self, tree: etree._ElementTree, path: str, resolve: Resolver | None) -> None:
        self._tree = tree
        self._path = path
        self._resolve = resolve
        self.findings: list[Finding] = []
        """The files that are referred to and cannot be read."""
        self._lists: dict[str, Lists] = {}
        self._read: dict[tuple[str, str], tuple[Values, ...]] = {}

    def read(self, category: Category, reference: str) -> tuple[Values, ...]:
        """Return the records of a list.

        Args:
            category: a data category that has standoff markup.
            reference: a file and the `xml:id` of a list in it, as `records.xml#r1`; without
                the file, the list is in the document.

        Returns:
            what each record says, in order; none when there is no such file or list.

        Raises:
            ToolkitError: when the file is not well-formed.

        """
        known = self._read.get((category.name, reference))
        if known is None:
            known = tuple(self._records(category, reference))
            self._read[category.name, reference] = known
        return known

    def _records(self, category: Category, reference: str) -> Iterator[Values]:
        if category.standoff is None:
            return
        file, _, identifier = reference.partition("#")
        container = qualified(ITS, category.standoff.container)
        found = self._in_file(file).get((container, unquote(identifier)))
        if found is not None:
            for element in found.iterchildren(qualified(ITS, category.standoff.record)):
                yield category.record(element)

    def _in_file(self, file: str) -> Lists:
        lists = self._lists.get(file)
        if lists is None:
            path = referred(self._path, file) if file else self._path
            tree = self._parse(path) if file else self._tree
            lists = {} if tree is None else dict(_lists(tree, path))
            self._lists[file] = lists
        return lists

    def _parse(self, path: str) -> etree._ElementTree | None:
        data = self._resolve(path) if self._resolve else None
        if data is None:
            if self._resolve:
                self.findings.append(unread(path, Location(self._path)))
            return None
        if not path.lower().endswith(_HTML):
            return parse_xml(data, path)
        from toolkit.base.markup import parse_html  # noqa: PLC0415 - most files are none

        return parse_html(data, path)


def _lists(tree: etree._ElementTree, path: str) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """Yield the lists of records in a file, in its markup or in scripts (section 6.3)."""
    for element in tree.iter(*_CONTAINERS, *SCRIPTS):
        held = its_in_script(element, path) if element.tag in SCRIPTS else None
        found = held.iter(*_CONTAINERS) if held is not None else [element]
        for each in found:
            yield (str(each.tag), each.get(XML_ID, "")), each

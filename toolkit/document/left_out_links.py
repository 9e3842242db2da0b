"""Left-out links: the addresses of an article that editions other than its own format lack.

What could run something, or open what only its author has, is no link to readers.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity
from toolkit.base.published_addresses import is_published

__all__ = ["left_out_links"]

_HOLDERS = {"a": ("href", "link"), "img": ("src", "picture")}
_SHOWN = 60


def left_out_links(
    root: etree._Element, place: Callable[[etree._Element], Location]
) -> Iterator[Finding]:
    """Yield a warning for each link and picture of an article whose address is not published.

    Args:
        root: the article's tree.
        place: returns where an element stands in the source.

    """
    for element in root.iter(*_HOLDERS):
        name, what = _HOLDERS[str(element.tag)]
        address = element.get(name, "")
        if not is_published(address):
            shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
            yield Finding(
                "not-shown",
                f"the pages of the article leave out the {what} to “{shown}”",
                place(element),
                "give it an address that begins with https:, http:, mailto: or tel:",
                severity=Severity.WARNING,
            )

"""Page addresses: a page of the newsroom's own form told where it stands, and in what languages."""

from collections.abc import Sequence
from html import escape

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import head_end, parse_page
from toolkit.editions.addresses import Addresses
from toolkit.editions.heads import alternates

__all__ = ["name_addresses"]


def name_addresses(
    page: bytes, path: str, addresses: Addresses, pages: Sequence[tuple[Locale, str]], default: str
) -> bytes:
    """Return a page whose head names its own address and those of its other languages.

    What a page says of its addresses itself stays; nothing is added to a page without `</head>`, or
    where the site's address is not known.

    Args:
        page: the page, in its own format.
        path: its name, for messages.
        addresses: the site's, as seen from the page.
        pages: where the page stands in each language, its own among them.
        default: where those go who read none of them.

    """
    end = head_end(page) if addresses.site.base_url else None
    if end is None:
        return page
    read = parse_page(page, path)
    links = list(read.tree.iter("link"))
    added = ""
    if not any(each.get("rel", "").lower() == "canonical" for each in links):
        added += f'<link rel="canonical" href="{escape(addresses.canonical(addresses.page))}">\n'
    if not any(each.get("hreflang") for each in links):
        for tag, address in alternates(addresses, pages, default):
            added += f'<link rel="alternate" hreflang="{tag}" href="{escape(address)}">\n'
    return page[:end] + read.charset.spelled(added) + page[end:]

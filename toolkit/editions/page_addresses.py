"""Page addresses: a page of the newsroom's own form told where it stands, and in what languages."""

from collections.abc import Sequence
from html import escape

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import Charset, attributes_of, head_end, parse_page, start_tags
from toolkit.editions.addresses import Addresses
from toolkit.editions.heads import alternates

__all__ = ["name_addresses"]


def name_addresses(  # noqa: PLR0913, PLR0917 - a page, and where it stands
    page: bytes,
    path: str,
    charset: Charset,
    addresses: Addresses,
    pages: Sequence[tuple[Locale, str]],
    default: str,
) -> bytes:
    """Return a page whose head names its own address and those of its other languages.

    What a page says of languages that the site has not stays; nothing is added to a page without
    `</head>`, or where the site's address is not known.

    Args:
        page: the page, in its own format.
        path: its name, for messages.
        charset: that of its source.
        addresses: the site's, as seen from the page.
        pages: where the page stands in each language, its own among them.
        default: where those go who read none of them.

    """
    end = head_end(page) if addresses.site.base_url else None
    if end is None:
        return page
    named = alternates(addresses, pages, default)
    known = {tag.lower() for tag, _ in named}
    pieces, position, canonical = [], 0, False
    for token in start_tags(page, b"link"):
        if token.start > end:
            break
        found = attributes_of(page[token.start : token.end])
        canonical = canonical or ("rel" in found and found["rel"].value.lower() == "canonical")
        if "hreflang" in found and found["hreflang"].value.lower() in known:
            pieces.append(page[position : token.start])
            position = token.end
    own = f'<link rel="canonical" href="{escape(addresses.canonical(addresses.page))}">\n'
    added = "" if canonical else own
    for tag, address in named:
        added += f'<link rel="alternate" hreflang="{tag}" href="{escape(address)}">\n'
    if charset.codec != "utf-8":  # it may have become UTF-8, for letters that the other has not
        charset = parse_page(page, path).charset
    return b"".join([*pieces, page[position:end], charset.spelled(added), page[end:]])

"""Redirect: the small page at an old address of an edition, which leads to the new one."""

from html import escape

from toolkit.editions.addresses import Addresses
from toolkit.editions.article import Phrase, Site

__all__ = ["render_redirect"]


def render_redirect(site: Site, title: Phrase, old: str, new: str) -> bytes:
    """Return a page that leads to another, as UTF-8 (HTML, section 4.2.5.3, “refresh”).

    It says nothing but the title, which is a link for those whose browsers do not follow, so that
    it needs no words in any language. Search engines take the new address for the old one.

    Args:
        site: the site.
        title: the article's.
        old: the page's path below the output folder.
        new: the path of the page that it leads to.

    """
    addresses = Addresses(site, old)
    href, shown = escape(addresses.link(new)), escape(title.text)
    canonical = escape(addresses.canonical(new))
    language = f'lang="{title.locale.tag}" dir="{title.locale.direction}"'
    return (
        f"<!DOCTYPE html>\n<html {language}>\n<head>\n"
        f'<meta charset="utf-8">\n<title>{shown}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={href}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="canonical" href="{canonical}">\n'
        f'</head>\n<body>\n<main>\n<h1><a href="{href}">{shown}</a></h1>\n</main>\n'
        "</body>\n</html>\n"
    ).encode()

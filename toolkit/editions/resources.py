"""Resources: the pictures and films that a locale has of its own (ITS 2.0, section 8.12)."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.document.model import AttributeHome, Document

__all__ = ["localized_resources", "resource_path"]


def localized_resources(
    document: Document, locale: Locale, exists: Callable[[str], bool]
) -> Mapping[AttributeHome, str]:
    """Return the addresses to put into a locale's edition instead of the source's.

    Beside `photo.jpg`, `photo.kk.jpg` is the picture of the locale kk. Nothing but a file below the
    newsroom's folder is asked for: no other scheme or host, no absolute path.

    Args:
        document: the source.
        locale: the edition's.
        exists: whether there is a file of a path, which is relative as the document's own is.

    Returns:
        the new value of each attribute that refers to a file which the locale has of its own.

    """
    found: dict[AttributeHome, str] = {}
    for home in document.resources:
        address = home.element.get(home.name, "").strip()
        for candidate in _candidates(address, locale):
            path = resource_path(document.path, candidate)
            if path is not None and exists(path):
                found[home] = candidate
                break
    return found


def _candidates(address: str, locale: Locale) -> Iterator[str]:
    """Yield the addresses of a locale's own file, the most particular first."""
    try:
        parts = urlsplit(address)
    except ValueError:  # not an address at all
        return
    stem, suffix = posixpath.splitext(parts.path)
    if parts.scheme or parts.netloc or not suffix or parts.path.startswith("/"):
        return
    for tag in _tags(locale):
        yield parts._replace(path=f"{stem}.{quote(tag)}{suffix}").geturl()


def _tags(locale: Locale) -> Iterator[str]:
    """Yield the tags whose files serve a locale: shorter ones where the script is the same."""
    subtags = locale.tag.split("-")
    for end in range(len(subtags), 0, -1):
        tag = "-".join(subtags[:end])
        if Locale(tag).script == locale.script:
            yield tag


def resource_path(document_path: str, address: str) -> str | None:
    """Return the path of what a document refers to, relative as the document's own path is.

    Args:
        document_path: the document's path in the newsroom.
        address: a relative address in it.

    Returns:
        the path; None for an absolute address, and for one that leads out of the newsroom.

    """
    try:
        parts = urlsplit(address)
    except ValueError:  # not an address at all
        return None
    relative = unquote(parts.path)
    if parts.scheme or parts.netloc or not relative or relative.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(document_path), relative))
    outside = path.startswith(("/", "../")) or path == ".." or "\0" in path or "\\" in path
    return None if outside else path

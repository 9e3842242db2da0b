"""Site: what the preview answers to each address, as bytes; no sockets here."""

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError, printable
from toolkit.base.frozen import frozen
from toolkit.desk.drafts import Drafts
from toolkit.desk.injection import HOME, Injected, Page, inject, mark_units
from toolkit.desk.passage_details import page_entries
from toolkit.desk.watching import Status
from toolkit.document.formats import format_of
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import find_sources

__all__ = ["Answer", "Site", "change_event", "is_utf8"]

_UTF8 = "; charset=utf-8"
_STATIC = {"preview.css": "text/css", "preview.js": "text/javascript"}
_TYPES = {".atom": "application/atom+xml", ".epub": "application/epub+zip", ".woff2": "font/woff2"}


@frozen
class Answer:
    """What a browser is sent."""

    body: bytes
    kind: str = "text/html"
    status: int = 200
    location: str = ""
    """Where the page is instead, of a redirection."""
    charset: str = _UTF8
    is_source: bool = False
    """Whether it is a page that somebody wrote, and not the toolkit."""


@frozen
class _Edition:
    """A document in a locale, which an address names."""

    source: Source
    locale: Locale


class Site:
    """A newsroom's editions as the preview shows them."""

    def __init__(self) -> None:
        self._drafts = Drafts()

    def close(self) -> None:
        """Delete what was made for it."""
        self._drafts.close()

    def answer(self, target: str, status: Status) -> Answer:
        """Return what an address gives.

        Args:
            target: the address behind the host, as the browser wrote it.
            status: the newsroom as it is.

        """
        parts = urlsplit("//preview/" + target.lstrip("/"))
        path = unquote(parts.path)
        if path.startswith(HOME):
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            return _own_file(path.removeprefix(HOME), query, status)
        return self._page(path.strip("/"), status, folder=path.endswith("/"))

    def _page(self, name: str, status: Status, *, folder: bool) -> Answer:
        settings = status.project.settings
        output = (settings.root / settings.output).resolve()
        found = _below(output, name)
        if found is not None and found.is_dir():
            if not folder:
                return Answer(b"", status=301, location=quote(f"/{name}/"))
            name = f"{name}/index.html".lstrip("/")
            found = _below(output, name)
        edition = _edition(name, settings)
        if found is not None and found.is_file():
            return _file(found, edition, status)
        key = (edition.locale.tag, edition.source.document_id) if edition is not None else ("", "")
        reason = status.withheld.get(key, "")
        if edition is not None and reason and self._drafts.make(status):
            draft = _below(self._drafts.folder, name)
            if draft is not None and draft.is_file():
                return _file(draft, edition, status, reason)
        return _missing(edition, status, reason)


def change_event(status: Status) -> bytes:
    """Return a message of the stream of changes (HTML, section 9.2: server-sent events)."""
    told = {"version": status.version, "problems": [str(each) for each in status.problems]}
    return f"data: {json.dumps(told)}\n\n".encode()


def _own_file(name: str, query: Mapping[str, str], status: Status) -> Answer:
    if name in _STATIC:
        return Answer(_static(name), _STATIC[name])
    if name == "units":
        return _units(query.get("locale", ""), query.get("document", ""), status)
    return Answer(b"Not found", "text/plain", 404)


@lru_cache
def _static(name: str) -> bytes:
    return resources.files("toolkit.desk").joinpath("static", name).read_bytes()


def _units(tag: str, document_id: str, status: Status) -> Answer:
    """Return what is known of an edition's units, as JSON."""
    settings = status.project.settings
    try:
        edition = _edition(f"{tag}/{document_id}.html", settings)
        if edition is None:
            return _json({"problems": ["there is no such edition"]}, 404)
        entries = page_entries(settings, edition.source, edition.locale)
    except ToolkitError as error:
        return _json({"problems": [str(finding) for finding in error.findings]})
    told = {
        "document": entries.document,
        "catalog": entries.catalog,
        "source": _language(entries.source),
        "locale": _language(entries.locale),
        "languages": {each.tag: _language(each) for each in settings.locales},
        "editions": [
            {
                **_language(locale),
                "address": quote(f"/{locale.tag}/{document_id}.html"),
                "current": locale == edition.locale,
                "reason": status.withheld.get((locale.tag, document_id), ""),
            }
            for locale in dict.fromkeys([entries.source, *settings.locales])
        ],
        "units": [asdict(unit) for unit in entries.units],
    }
    return _json(told)


def _json(value: object, status: int = 200) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), "application/json", status)


def _language(locale: Locale) -> dict[str, str]:
    return {"tag": locale.tag, "direction": locale.direction, "name": locale.endonym}


def _below(folder: Path, name: str) -> Path | None:
    """Return a file below a folder; None where there is none, or a link or `..` leads out."""
    try:
        found = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None  # RuntimeError: links that lead round in a circle
    return found if found.is_relative_to(folder) else None


def _edition(name: str, settings: ProjectSettings) -> _Edition | None:
    """Return the edition that a page is of: `kk/bridge.html`, `kk/bridge.parallel.html`."""
    tag, _, rest = name.partition("/")
    if not rest.endswith(".html"):
        return None
    try:
        locale = settings.chosen([tag])[0]
        sources = {each.document_id: each for each in find_sources(settings).sources}
    except ToolkitError:
        return None
    stem = rest.removesuffix(".html")
    source = sources.get(stem) or sources.get(stem.rpartition(".")[0])
    return None if source is None else _Edition(source, locale)


def _file(path: Path, edition: _Edition | None, status: Status, reason: str = "") -> Answer:
    data = path.read_bytes()
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    if kind != "text/html":
        return Answer(data, kind or "application/octet-stream", charset="")
    injected = Injected(status.version)
    is_source = False
    if edition is not None:
        injected = Injected(status.version, edition.locale.tag, edition.source.document_id, reason)
        is_source = format_of(edition.source.path).name == "html"
        if is_source:
            data = _marked(data, path, edition, status.project.settings)
    # What is injected moves a page's own word on its charset away from its head.
    charset = _UTF8 if is_utf8(data) else ""
    return Answer(inject(data, injected), charset=charset, is_source=is_source)


def is_utf8(data: bytes) -> bool:
    """Whether bytes can be UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _marked(data: bytes, path: Path, edition: _Edition, settings: ProjectSettings) -> bytes:
    try:
        document = read_identified(settings, edition.source)
        page = Page(data, settings.shown(path), edition.locale)
        return mark_units(settings, edition.source, document, page)
    except ToolkitError:
        return data


def _missing(edition: _Edition | None, status: Status, reason: str) -> Answer:
    """Return the page for what is not there; it comes back by itself when it is."""
    injected = Injected(status.version)
    title = "There is no such page"
    if edition is not None:
        injected = Injected(status.version, edition.locale.tag, edition.source.document_id, reason)
        title = f"{edition.source.document_id} is not published in {edition.locale.tag}"
    why = f"<p>{escape(printable(reason))}.</p>" if reason else ""
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(printable(title))}</title></head>"
        '<body style="font-family: system-ui; max-width: 40rem; margin: 2rem auto; padding: 1rem">'
        f'<main><h1>{escape(printable(title))}</h1>{why}<p><a href="/">All languages</a></p></main>'
        "</body></html>"
    )
    return Answer(inject(page.encode(), injected), status=404)

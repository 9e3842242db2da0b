"""Kit: a package as one page that works without a network, and the work that comes back of it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from importlib import resources

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.notes import Says
from toolkit.catalog.told_quotations import Quotation, quotations_of
from toolkit.exchange.guides import guide
from toolkit.exchange.kit_words import kit_words
from toolkit.exchange.package import Nearest, Package, Reference, Row, Sent
from toolkit.exchange.reply import Reply, Returned, reply_locale
from toolkit.exchange.sealing import ITERATIONS, is_sealed, seal, unseal

__all__ = [
    "KitOptions",
    "front_data",
    "front_file",
    "front_words",
    "nearest_data",
    "passage_data",
    "read_kit",
    "write_kit",
]

_SCRIPTS = ("text.js", "checks.js", "store.js", "secret.js", "editor.js", "article.js", "kit.js")
"""The front end's modules, each after those that it imports."""
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |class |const |function )", re.MULTILINE)
_TERM = re.compile(r"(.+?) → (.+?)(?: \(.*\)|, not .*)?")
_WORK = re.compile(rb'<script type="application/json" id="work">([^<]*)</script>')
_MOST_BYTES = 64 * 1024 * 1024


@frozen
class KitOptions:
    """How a kit is made."""

    passphrase: str = ""
    """What it is encrypted with; empty for nothing."""
    forget: bool = False
    """Whether the translator's browser must keep nothing."""


def write_kit(
    package: Package,
    options: KitOptions = KitOptions(),  # noqa: B008 - frozen
) -> bytes:
    """Return a package as one HTML page, which asks for nothing.

    The same package gives the same bytes, unless it is encrypted: salt and nonce are random then.

    Raises:
        ToolkitError: when it is to be encrypted and the extra `encryption` is not installed.

    """
    spoken, words = kit_words(package.locale)
    data = front_data(package, forget=options.forget)
    packed = seal(data, options.passphrase) if options.passphrase else data
    script, style = _script(), front_file("kit.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    blocks = "".join(
        f'<script type="application/json" id="{name}">{_json(value)}</script>\n'
        for name, value in (("package", packed), ("words", words), ("work", {"rows": []}))
    )
    title = "" if options.passphrase else escape(f"{package.title} · {package.locale.tag}")
    page = (
        f'<!doctype html>\n<html lang="{spoken.tag}" dir="{spoken.direction}"><head>'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">\n'
        f"<title>{title or 'Kit'}</title>\n<style>{style}</style></head>\n<body>\n"
        f"{blocks}<script>{script}</script>\n</body></html>\n"
    )
    return page.encode("utf-8")


def front_data(package: Package, *, forget: bool = False) -> dict[str, object]:
    """Return what the front end shows of a package: see `front/article.js`."""
    documents = [_document(each) for each in package.documents]
    name = package.documents[0].id.rpartition("/")[2] if len(documents) == 1 else "texts"
    return {
        **front_words(package.title, package.source, package.locale),
        "name": f"{name}.{package.locale.tag}",
        "digest": hashlib.sha256(_json(documents).encode()).hexdigest()[:16],
        "forget": forget,
        "iterations": ITERATIONS,
        "documents": documents,
    }


def front_words(title: str, source: Locale, locale: Locale) -> dict[str, object]:
    """Return what the front end says and knows, whatever is translated.

    Args:
        title: the newsroom's.
        source: the language translated from.
        locale: the language translated into.

    """
    spoken, words = kit_words(locale)
    marks = locale.quotation_marks
    return {
        "title": title,
        "source": _side(source),
        "locale": {**_side(locale), "script": locale.script, "quotes": list(marks[:2])},
        "interface": {"tag": spoken.tag, "dir": spoken.direction},
        "words": dict(words),
        "guide": list(guide("html", locale)[2]),
    }


def _side(locale: Locale) -> dict[str, str]:
    return {"tag": locale.tag, "dir": locale.direction, "name": locale.endonym}


def _document(document: Sent) -> dict[str, object]:
    return {"id": document.id, "passages": [passage_data(row) for row in document.rows]}


def passage_data(row: Row) -> dict[str, object]:
    """Return what the front end shows of a row."""
    terms = [match for line in row.notes.of(Says.TERM) if (match := _TERM.fullmatch(line))]
    form = [f"plural form {row.form + 1}"] if row.form is not None else []
    sizes = [size.bytes for size in row.limits.storage if size.encoding.lower() == "utf-8"]
    return {
        "ref": str(row.reference),
        "role": row.notes.role or "text",
        "source": row.source,
        "target": row.target,
        "state": str(row.state),
        "previous": row.previous,
        "legend": list(row.notes.of(Says.CODE)),
        "notes": [
            *row.notes.of(Says.ROLE),
            *form,
            *row.notes.of(Says.NOTE),
            *row.comment.splitlines(),
        ],
        "quotations": [_quotation(each) for each in quotations_of(row.notes)],
        "terms": [{"source": match[1], "target": match[2]} for match in terms],
        "nearest": nearest_data(row.nearest),
        "bytes": min(sizes, default=0),
    }


def nearest_data(nearest: Iterable[Nearest]) -> list[dict[str, object]]:
    """Return what the front end shows of translations of similar texts."""
    return [
        {"percent": round(each.percent), "source": each.source, "target": each.target}
        for each in nearest
    ]


def _quotation(said: Quotation) -> dict[str, object]:
    """Return what the front end shows of what somebody said."""
    about = (said.speaker, said.recording, said.time)
    return {
        "words": said.words,
        "status": f"said: {said.status}",
        "language": _side(said.language),
        "original": said.original,
        "own": said.own,
        "about": " · ".join(filter(None, about)),
    }


@lru_cache
def _script() -> str:
    """Return the front end's modules as one script: a file opened by itself can import nothing."""
    texts = (_EXPORT.sub("", _IMPORT.sub("", front_file(name))) for name in _SCRIPTS)
    return "\n".join(f"{text.strip()}\n" for text in texts)


def front_file(name: str) -> str:
    """Return a file of the front end: a module, or the style sheet."""
    return resources.files("toolkit.exchange").joinpath("front", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _json(value: object) -> str:
    """Return a value as JSON that can stand in a page: no tag and no comment can begin in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


# --- what comes back ------------------------------------------------------------------------


def read_kit(data: bytes, path: str, passphrase: Callable[[], str] | None = None) -> Reply:
    """Read a translator's work: the small file, or the page with the work inside.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        passphrase: asks for the passphrase of an encrypted one; None where nobody can be asked.

    Raises:
        ToolkitError: when it is no such file, or the passphrase is wrong.

    """
    match = _WORK.search(data)
    work = _parsed(match[1] if match else data, path)
    if is_sealed(work):
        work = unseal(work, passphrase() if passphrase is not None else "", path)
    rows, tag = work.get("rows"), work.get("locale")
    if not isinstance(rows, list) or (match is None and not isinstance(tag, str)):
        raise _error(path, "the file is not work saved by a kit")
    found = [_returned(row, path, at) for at, row in enumerate(rows, 1)]
    locale = reply_locale(tag if isinstance(tag, str) else None, path)
    return Reply(path, tuple(found), locale)


def _parsed(data: bytes, path: str) -> Mapping[str, object]:
    if len(data) > _MOST_BYTES:
        raise _error(path, "the file is too large")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _error(path, "the file is incomplete, or is not work saved by a kit") from None
    if not isinstance(found, dict):
        raise _error(path, "the file is not work saved by a kit")
    return found


def _returned(row: object, path: str, at: int) -> Returned:
    place = Location(f"{path}, row {at}")
    if not isinstance(row, dict):
        raise _error(path, f"row {at} is not a row of a kit")
    texts = [row.get(name, "") for name in ("target", "ref", "source", "comment")]
    if not all(isinstance(each, str) for each in texts):
        raise _error(path, f"row {at} is not a row of a kit")
    target, reference, source, comment = texts
    return Returned(
        target,
        place,
        Reference.parse(reference),
        source or None,
        draft=bool(row.get("draft")),
        comment=comment,
    )


def _error(path: str, message: str) -> ToolkitError:
    hint = "ask its translator to press “Save” once more, and to send that file"
    return ToolkitError.because("exchange-file", message, Location(path), hint)

"""Machines: what toolkit.toml says of the program or the server that drafts translations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from ipaddress import ip_address
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.base.frozen import frozen
from toolkit.base.toml import TomlTable
from toolkit.catalog.review import is_machine_name

__all__ = ["TEXT", "Machine", "filled", "is_loopback", "read_machine"]

TEXT = "{text}"
KEY = "{key}"
_KEYS = (
    "name",
    "command",
    "url",
    "request",
    "headers",
    "answer",
    "key_from",
    "confidence",
    "languages",
    "locales",
    "allow_remote",
    "timeout",
)
_OF_SERVERS = ("request", "headers", "answer", "key_from")
_LIBRETRANSLATE: Mapping[str, object] = {
    "q": TEXT,
    "source": "{source}",
    "target": "{target}",
    "format": "html",
}
_ANSWER = "translatedText"
_SECRET = re.compile(
    r"authorization|cookie|password|secret|(?:^|[_-])(?:key|token)$", re.IGNORECASE
)
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_LONGEST = 3600
_SECONDS = 60
_DEEPEST = 8


@frozen
class Machine:
    """What drafts translations: a program of this machine, or a server."""

    name: str
    """What its drafts are marked with."""
    location: Location = field(compare=False)
    """Where toolkit.toml names it."""
    command: tuple[str, ...] = ()
    """The program and its arguments; none for a server."""
    url: str = ""
    """Where a server takes requests; empty for a program."""
    request: Mapping[str, object] = field(default_factory=dict)
    """What a server is sent as JSON, with the places of the text, the languages and the key."""
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: tuple[str, ...] = ()
    """The keys and numbers that lead to the translation in the JSON of an answer."""
    confidence: tuple[str, ...] = ()
    """The keys and numbers that lead to its confidence in the JSON of an answer."""
    has_confidence: bool = False
    """Whether it says how confident it is; a program behind a tab, at the end of each line."""
    key_from: str = ""
    """The environment variable with the key for the server; empty where it wants none."""
    languages: Mapping[Locale, str] = field(default_factory=dict)
    """What it calls languages that it does not call by their tags."""
    locales: frozenset[Locale] = frozenset()
    """The languages that it drafts; empty for any."""
    remote: bool = False
    """Whether texts leave this machine."""
    timeout: int = _SECONDS
    """Seconds that it may take for one request, or for one run over a document."""

    def language(self, locale: Locale) -> str:
        """Return what it calls a language."""
        return self.languages.get(locale, locale.tag)

    def drafts(self, locale: Locale) -> bool:
        """Whether it is to draft a language."""
        return not self.locales or locale in self.locales

    @property
    def shown(self) -> str:
        """What it is, as messages name it: nothing secret is in it."""
        return self.url or self.command[0]


def filled(template: object, values: Mapping[str, str]) -> object:
    """Return a request, or any part of one, with values in their places.

    >>> filled({"q": ["{text}"], "n": 1}, {"{text}": "A"})
    {'q': ['A'], 'n': 1}
    """
    if isinstance(template, str):
        # In one pass: a text may have what looks like another place.
        parts = re.split("({[a-z]+})", template)
        return "".join(values.get(part, part) for part in parts)
    if isinstance(template, Mapping):
        return {key: filled(each, values) for key, each in template.items()}
    if isinstance(template, list):
        return [filled(each, values) for each in template]
    return template


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name alone: another name can be anyone's.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("127.0.0.1.example.org")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_machine(table: TomlTable) -> Machine:
    """Read [draft] of toolkit.toml.

    Raises:
        ToolkitError: when it names neither a program nor a server, or one that is not on this
            machine and that nobody has allowed, or something secret stands in it.

    """
    table.only(_KEYS)
    name = table.line("name", "")
    if not is_machine_name(name):
        message = f"“{name}” cannot name a machine" if name else "[draft] has no name"
        raise table.error("name", message, 'write name = "apertium-eng-spa", without spaces')
    if ("command" in table.data) is ("url" in table.data):
        hint = 'write command = ["apertium", "-f", "html", "eng-spa"] or url = "http://127.0.0.1:…"'
        raise table.error("command", "[draft] needs either a command or a url", hint)
    timeout = table.number("timeout", _SECONDS, _LONGEST) or _SECONDS
    languages = dict(_languages(table.table("languages", "[draft.languages]")))
    tags = table.strings("locales", '["kk"]', "tags")
    locales = frozenset(table.locale("locales", each) for each in tags)
    allowed = table.flag("allow_remote")
    if "command" in table.data:
        for key in _OF_SERVERS:
            if key in table.data:
                raise table.error(key, f"a command has no “{key}”", f"delete {key}")
        command = _command(table)
        return Machine(
            name,
            table.location,
            command,
            has_confidence=table.flag("confidence"),
            languages=languages,
            locales=locales,
            remote=allowed,
            timeout=timeout,
        )
    url, remote = _url(table, allowed=allowed)
    confidence = table.line("confidence", "")
    return Machine(
        name,
        table.location,
        url=url,
        request=_request(table),
        headers=dict(_headers(table.table("headers", "[draft.headers]"))),
        answer=tuple(table.line("answer", _ANSWER).split(".")),
        confidence=tuple(confidence.split(".")) if confidence else (),
        has_confidence=bool(confidence),
        key_from=_key_from(table),
        languages=languages,
        locales=locales,
        remote=remote,
        timeout=timeout,
    )


def _command(table: TomlTable) -> tuple[str, ...]:
    value = table.data["command"]
    right = isinstance(value, list) and all(
        isinstance(each, str) and "\0" not in each for each in value
    )
    if not right or not value or not isinstance(value, list) or not value[0]:
        hint = 'write command = ["apertium", "-f", "html", "eng-spa"]; no shell reads it'
        raise table.error("command", "“command” must be a list of a program and arguments", hint)
    return tuple(map(str, value))


def _url(table: TomlTable, *, allowed: bool) -> tuple[str, bool]:
    """Return where a server is, and whether that is another machine."""
    value = table.line("url", "")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
        right = parts.scheme in {"http", "https"} and host and not parts.fragment
    except ValueError:
        host, right = "", False
    if not right or " " in value or not value.isascii():
        hint = 'write url = "http://127.0.0.1:5000/translate"'
        raise table.error("url", "“url” must be an http or https address", hint)
    if parts.username is not None or parts.password is not None:
        hint = f"put it into an environment variable, name that in key_from, and write {KEY}"
        raise table.error("url", "the address has a name or a password in it", hint)
    if is_loopback(host):
        return value, False
    if not allowed:
        message = f"{host} is not this machine, and every request would give it a text"
        hint = "run the server on 127.0.0.1, or write allow_remote = true if texts may leave"
        raise table.error("url", message, hint)
    if parts.scheme != "https":
        message = "texts would go to another machine for everybody on the way to read"
        raise table.error("url", message, "write an address that begins with https://")
    return value, True


def _request(table: TomlTable) -> Mapping[str, object]:
    request = table.table("request", "[draft.request]") if "request" in table.data else None
    data = dict(_LIBRETRANSLATE) if request is None else dict(request.data)
    if request is None and "key_from" in table.data and "headers" not in table.data:
        data["api_key"] = KEY
    strings = list(_strings(data))
    if not any(TEXT in value for _, value in strings):
        raise table.error(
            "request", f"the request has no place for the {TEXT}", 'write q = "{text}"'
        )
    for key, value in strings:
        _refuse_secret(table, "request", key, value)
    return data


def _strings(value: object, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the strings of a request, each with the key that it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        for name, each in value.items():
            yield from _strings(each, str(name), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _strings(each, key, depth + 1)


def _headers(table: TomlTable) -> Iterator[tuple[str, str]]:
    for name in table.data:
        value = table.line(name, "")
        if not _HEADER.fullmatch(name) or not value.isascii():
            hint = 'write Authorization = "Bearer {key}"'
            raise table.error(name, f"“{name}” cannot be a header", hint)
        _refuse_secret(table, name, name, value)
        yield name, value


def _refuse_secret(table: TomlTable, place: str, key: str, value: str) -> None:
    if _SECRET.search(key) and value and KEY not in value:
        message = f"“{key}” has its secret in this file, which others read"
        hint = f"put it into an environment variable, name that in key_from, and write {KEY} here"
        raise table.error(place, message, hint)


def _key_from(table: TomlTable) -> str:
    name = table.line("key_from", "")
    if name and not _VARIABLE.fullmatch(name):
        message = "“key_from” must name an environment variable"
        raise table.error("key_from", message, 'write key_from = "DRAFT_KEY"; the key stays out')
    return name


def _languages(table: TomlTable) -> Iterator[tuple[Locale, str]]:
    for tag in table.data:
        yield table.locale(tag, tag), table.line(tag, "")

"""Checks of links in running text: addresses, e-mail addresses, @names and #tags stay whole."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import plain, without_tags
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.document.its.credits import CREDITS_MESSAGE

__all__ = ["CHECKS", "Link", "LocalVersion", "link_checks", "read_links"]

LocalVersion = Callable[[str, Locale], str | None]
"""Gives what a locale's readers should get in place of an address; None: the address itself."""

_MOST_PROBLEMS = 20
# Without one of these a text has no link. None of the patterns can match a text in two ways.
_SIGN = re.compile(r"[@#]|://|\.[A-Za-z0-9]")
# Full-width marks (Unicode, East Asian Width) stand in no address, and need no space beside them.
_TOKEN = re.compile(
    r"[^\s<>«»“”„‹›\"()\[\]{}،؛؟，。、；：？！（）［］｛｝【】〔〕「」『』《》〈〉…～]+"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\x00-\x20]+|www\.[^\x00-\x20]+", re.IGNORECASE)
_ASCII_RUN = re.compile(r"[\w.+~%/?=&#:@-]+", re.ASCII)
_NAME = re.compile(r"@[A-Za-z0-9_][A-Za-z0-9_.]+")
_TAG = re.compile(r"#[^\W\d]\w+")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?")
# Without these “Node.js” and “e.g” would be addresses.
_TOP_LEVELS = frozenset(
    {"com", "org", "net", "info", "gov", "edu", "int", "media", "news", "eu", "uk", "de", "us"}
    | {"kz", "ru", "uz", "kg", "tj", "tm", "cn", "tr"}
)
# Schemes that lead somewhere, and those that run what follows them.
_LEADING = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "geo"})
_RUNNING = frozenset({"javascript", "vbscript", "data"})
_WORDS = frozenset({"mailto", "tel", "sms", "geo"})
# Addresses within a site, and numbers to call: `page.html#top`, `/kk/`, `tel:+7701`; no words.
_RELATIVE = re.compile(
    r"(?:[./#?]\S+|[\w.~%/-]+\.[a-z]{2,5})(?:[?#]\S*)?|(?:tel|sms):\+?\d[\d().-]*", re.ASCII
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:\S)")
_DROPPED = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_FINAL = ".,;:!?'’‘…*_-–—"


@frozen
class Link:
    """A link that stands in a text as it is read."""

    text: str
    place: Place
    is_tag: bool = False
    """Whether it is a #tag, which a translation may say in its own language."""


def read_links(text: str) -> list[Link]:
    """Return the addresses, e-mail addresses, @names and #tags of a text.

    A suffix that Kazakh or Uyghur joins to one (example.org-тан) is no part of it.
    """
    if _SIGN.search(text) is None:
        return []
    found: list[Link] = []
    for match in _TOKEN.finditer(without_tags(text)):
        link = _link(match[0], match.start())
        if link is not None:
            found.append(link)
    return found


def _link(token: str, start: int) -> Link | None:
    if token[0] == "#":
        tag = _TAG.match(token)
        return Link(tag[0], (start, start + tag.end()), is_tag=True) if tag else None
    if token[0] == "@":
        name = _NAME.match(token)
        return _cut(name[0], start) if name else None
    if "." not in token:
        return None
    address = _ADDRESS.search(token)
    # A script without spaces lets an address follow its letters.
    if address and (address.start() == 0 or not token[address.start() - 1].isascii()):
        return _cut(_without_suffix(address[0]), start + address.start())
    run = _ASCII_RUN.match(token)
    for text in (run[0], run[0].rpartition("-")[0]) if run else ():
        if _is_mail(text.rstrip(_FINAL)) or _is_domain(text.rstrip(_FINAL)):
            return _cut(text, start)
    return None


def _without_suffix(address: str) -> str:
    """Return an address without a suffix of other letters that is joined by a hyphen."""
    head, hyphen, tail = address.rpartition("-")
    return head if hyphen and tail.rstrip(_FINAL).isalpha() and not tail.isascii() else address


def _cut(text: str, start: int) -> Link:
    text = text.rstrip(_FINAL)
    return Link(text, (start, start + len(text)))


def _is_mail(text: str) -> bool:
    name, _, host = text.partition("@")
    return bool(name) and "." in host and _DOMAIN.fullmatch(host) is not None


def _is_domain(text: str) -> bool:
    name, dot, top = text.partition("/")[0].rpartition(".")
    return bool(dot) and top.lower() in _TOP_LEVELS and _DOMAIN.fullmatch(name) is not None


def _no_local_version(_address: str, _locale: Locale) -> str | None:
    return None


def _altered(pair: Pair, locale: Locale, *, local: LocalVersion) -> Iterator[Problem]:
    """Yield the links that are lost, altered or not the source's."""
    missing, extra = _differing(pair, locale, local)
    for at, link in enumerate(islice(missing, _MOST_PROBLEMS)):
        if at < len(extra):
            message = f"the link {link.text} became {extra[at].text}"
            yield Problem(message, extra[at].place, link.place, link.text)
        else:
            yield Problem(f"the link {link.text} is missing", None, link.place, link.text)
    for link in extra[len(missing) : len(missing) + _MOST_PROBLEMS]:
        yield Problem(f"the link {link.text} is not in the source", link.place)


def _differing(pair: Pair, locale: Locale, local: LocalVersion) -> tuple[list[Link], list[Link]]:
    source, target = pair.source_words, pair.target_words
    ours = [link for link in read_links(source) if not link.is_tag]
    theirs = [link for link in read_links(target) if not link.is_tag]
    if not (ours or theirs) or source == CREDITS_MESSAGE:
        return [], []
    theirs = [_as_in_source(link, ours) for link in theirs]
    there = {link.text for link in theirs}
    known = {link.text for link in ours}
    missing = []
    for link in ours:
        other = local(link.text, locale)
        if other is not None:
            known.add(other)
        if link.text not in there and other not in there:
            missing.append(link)
    return missing, [link for link in theirs if link.text not in known]


def _as_in_source(link: Link, ours: list[Link]) -> Link:
    """Return a link of a translation without what its language joins to a link of the source.

    It is an ending or a word behind a hyphen (X.Org-Server), or letters of a script that needs no
    spaces; or the `https://` before what the source names without it.
    """
    bare = link.text.removeprefix("https://").removeprefix("http://")
    for each in ours:
        rest = link.text.removeprefix(each.text)
        if bare == each.text or (rest != link.text and _is_joined(rest)):
            return Link(each.text, link.place, link.is_tag)
    return link


def _is_joined(rest: str) -> bool:
    head, hyphen, _ = rest.partition("-")
    is_compound = hyphen != "" and not head and rest[1:].replace("-", "").isalpha()
    return is_compound or (not rest[:1].isascii() and rest[:1].isalpha())


def _kept_foreign(pair: Pair, locale: Locale, *, local: LocalVersion) -> Iterator[Problem]:
    """Yield the links for which the locale's readers have a version of their own."""
    if local is _no_local_version:
        return
    for link in read_links(pair.target_words):
        other = local(link.text, locale)
        if other is not None and other != link.text:
            message = f"{link.text} has a version in this language: {other}"
            yield Problem(message, link.place, None, other)


def _tags_lost(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield the #tags of the source where the translation has fewer."""
    if "#" not in pair.source_words:
        return
    ours = [link for link in read_links(pair.source_words) if link.is_tag]
    theirs = Counter(link.text for link in read_links(pair.target_words) if link.is_tag)
    if len(ours) > theirs.total():
        for link in ours[:_MOST_PROBLEMS]:
            if not theirs[link.text]:
                yield Problem(f"the tag {link.text} may be missing", None, link.place)


def _unlike_addresses(pair: Pair, _locale: Locale) -> Iterator[str]:
    """Yield that a translation leads where the source's address could not, or runs something."""
    if ":" not in pair.target_words:  # nor is there any in a template's tag that could count
        return
    source = plain(pair.source).strip()
    if len(source.split()) > 1:
        return
    # Browsers leave out white space and control characters (URL, section 4.4).
    ours, theirs = _scheme(source), _scheme(_DROPPED.sub("", plain(pair.target)))
    is_address = ours in _LEADING and (ours not in _WORDS or "@" in source or "://" in source)
    is_address = is_address or _RELATIVE.fullmatch(source) is not None
    if theirs != ours and (
        theirs in _RUNNING or (theirs and is_address and theirs not in _LEADING)
    ):
        yield f"the translation is an address that starts with “{theirs}:”; the source's does not"


def _scheme(text: str) -> str:
    match = _SCHEME.match(text)
    return match[0].lower() if match else ""


def link_checks(local: LocalVersion = _no_local_version) -> tuple[Check, ...]:
    """Return the checks of links; `local` says what a newsroom links to instead, by locale."""
    return (
        Check(
            "addresses",
            Severity.ERROR,
            "A translated address leads to a page, a mail or a telephone, and runs nothing.",
            _unlike_addresses,
            "write an address that starts with https:, or keep the source's",
            holds_back=True,
        ),
        Check(
            "links",
            Severity.WARNING,
            "Addresses, e-mail addresses and @names in the text are the source's, to the letter.",
            partial(_altered, local=local),
            "copy the link from the source",
        ),
        Check(
            "local-links",
            Severity.HINT,
            "A link leads to the version in the reader's language, where there is one.",
            partial(_kept_foreign, local=local),
            "link to the version in this language",
        ),
        Check(
            "tags",
            Severity.HINT,
            "The #tags of the source are in the translation, in whichever language.",
            _tags_lost,
            "write the tag, or its counterpart in this language",
        ),
    )


CHECKS = link_checks()

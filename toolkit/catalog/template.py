"""Template: a document's units as a POT, with ids that stick to their units."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from toolkit.base.bcp47 import Locale
from toolkit.base.clock import source_date
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline
from toolkit.catalog.notes import CREDITS, SHOWN_FILE, Notes
from toolkit.catalog.po import Catalog, Entry, new_catalog
from toolkit.catalog.po.entries import GENERATOR, Key
from toolkit.document.its.credits import CREDITS_MESSAGE
from toolkit.document.model import Document, Unit

__all__ = [
    "CREDITS_KEY",
    "TemplateOptions",
    "identified",
    "make_template",
]

CREDITS_KEY = ("_", CREDITS_MESSAGE)
"""The context and the message of the translators' names, as itstool has them."""
_SHORTEST_ID = 4

_Use: TypeAlias = tuple[Unit, str, str]
"""A unit that has an entry's text, with its id and its document's file."""


@frozen
class TemplateOptions:
    """How a template is written."""

    title: str = "Newsroom"
    """The newsroom's name, for the header."""
    references: str = "file"
    """`file`, or `line` for line numbers in references."""
    inline: Inline = Inline.NAMED
    """How messages spell codes."""


def identified(
    document: Document, previous: Catalog | None = None, inline: Inline = Inline.NAMED
) -> Document:
    """Return a document with an id on each unit: the one it had before, else a new one.

    A unit that its document names is known by that name. Any other is found again by its text,
    never by its position: docs/reference/po.md, “Ids”.

    Args:
        document: the source.
        previous: its template, or any catalog of it, whose entries list ids.
        inline: how that spells codes.

    """
    units = document.units
    messages = [unit.message_in(inline) for unit in units]
    return document.with_ids(_ids(units, messages, previous, document.language))


def _ids(
    units: Sequence[Unit], messages: Sequence[str], previous: Catalog | None, language: Locale
) -> tuple[str, ...]:
    named = _named(units)
    known = _known_ids(previous)
    matches = _passages_first(units, messages, known, language) if known else {}
    used = {*named.values(), *(each for each, _ in known)}
    minted: dict[str, Iterator[str]] = {}
    ids: list[str] = []
    given = set(named.values())
    for at, message in enumerate(messages):
        own = known[matches[at]][0] if at in matches else ""
        # Two branches of a repository may have minted one id for two texts.
        if at in named:
            own = named[at]
        elif not own or own in given:
            # What was taken once stays taken: equal texts go on where the last one stopped.
            candidates = minted.get(message)
            if candidates is None:
                candidates = minted[message] = _candidates(message)
            own = next(candidates)
            while own in used:
                own = next(candidates)
        used.add(own)
        given.add(own)
        ids.append(own)
    return tuple(ids)


def _passages_first(
    units: Sequence[Unit],
    messages: Sequence[str],
    known: Sequence[tuple[str, str]],
    language: Locale,
) -> dict[int, int]:
    """Return which older message each message comes from; corrections take what is left.

    The note of a correction often quotes the text that was wrong, and must not take its place.
    """
    found: dict[int, int] = {}
    for told in (False, True):
        mine = [at for at, unit in enumerate(units) if (unit.role == "correction") is told]
        taken = set(found.values())
        left = [at for at in range(len(known)) if at not in taken]
        if mine and left:
            texts, old = [messages[at] for at in mine], [known[at][1] for at in left]
            for at, before in _matches(texts, old, language).items():
                found[mine[at]] = left[before]
    return found


def _matches(messages: Sequence[str], old: Sequence[str], language: Locale) -> dict[int, int]:
    """Return which older message each message comes from, by their indices."""
    from toolkit.catalog.matching import match_messages  # noqa: PLC0415 - a new one has no older

    matches = {at: match.old for at, match in match_messages(messages, old).items()}
    if len(matches) < min(len(messages), len(old)):
        matches |= _share_sentences(messages, old, matches, language)
    return matches


def _named(units: Sequence[Unit]) -> dict[int, str]:
    """Return the ids of units that their documents name (ITS 2.0, section 8.14).

    Of several with one name, such as the sentences of a paragraph, it is the first's.
    """
    names: dict[str, int] = {}
    for at, unit in enumerate(units):
        if unit.own_id:
            names.setdefault(f"p-{unit.own_id}", at)
    return {at: name for name, at in names.items()}


def _share_sentences(
    messages: Sequence[str], known: Sequence[str], matches: Mapping[int, int], language: Locale
) -> dict[int, int]:
    """Match what is left by the words of the sentences that two texts share, most words first.

    So a text that was split into many, none of which is much like it, is found again in the part
    that has most of it; a text joined of many takes the place of the longest of them.
    """
    # The rules of languages take a third of a start, and are seldom asked.
    from toolkit.catalog.change import mechanical_form  # noqa: PLC0415
    from toolkit.catalog.message_sentences import message_splitter  # noqa: PLC0415

    split = message_splitter(language)
    taken = set(matches.values())
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, message in enumerate(known):
        if place not in taken:
            for sentence in split(message):
                places[mechanical_form(sentence)].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for at, message in enumerate(messages):
        if places and at not in matches:
            for sentence in split(message):
                form = mechanical_form(sentence)
                for place in places.get(form, ()):
                    shared[at, place] += len(form.split())
    found: dict[int, int] = {}
    for at, place in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if at not in found and place not in taken:
            found[at] = place
            taken.add(place)
    return found


def _known_ids(previous: Catalog | None) -> list[tuple[str, str]]:
    entries = [entry for entry in previous or () if not entry.obsolete]
    return [(each, entry.msgid) for entry in entries for each in entry.notes.ids]


def _candidates(message: str) -> Iterator[str]:
    """Yield the ids that a text may have: prefixes of a hash of it, the shortest first."""
    digest = hashlib.sha256(message.encode()).hexdigest()
    for salt in count():
        for length in range(_SHORTEST_ID, len(digest)):
            yield f"p-{digest[:length]}"
        digest = hashlib.sha256(f"{salt} {message}".encode()).hexdigest()


def make_template(
    documents: Sequence[Document],
    previous: Catalog | None = None,
    options: TemplateOptions = TemplateOptions(),  # noqa: B008 - frozen
) -> Catalog:
    """Return the POT of one document, or of several that share one.

    Args:
        documents: in the order in which their entries stand.
        previous: the template as it was, for its ids; remarks that people wrote into it stay.
        options: how it is written.

    Returns:
        A catalog with an entry for each distinct context and text, in the order of the documents,
        every entry with its role, legend, notes and ids as extracted comments.

    """
    template = new_catalog(_header(documents, options), previous.header if previous else "")
    language = documents[0].language if documents else Locale("en")
    units = [unit for document in documents for unit in document.units]
    files = [document.path for document in documents for _ in document.units]
    messages = [unit.message_in(options.inline) for unit in units]
    ids = _ids(units, messages, previous, language)
    shared: defaultdict[Key, list[_Use]] = defaultdict(list)
    for message, unit, each, file in zip(messages, units, ids, files, strict=True):
        shared[unit.context, message].append((unit, each, file))
    remarks = {each.key: each.tcomment for each in previous or ()}
    for key, uses in shared.items():
        template.append(_entry(key, uses, remarks.get(key, ""), options))
    for context, message, notes in _entries_without_units(documents):
        template.append(Entry(msgid=message, msgctxt=context, comment=str(notes)))
    return template


def _entry(key: Key, uses: Sequence[_Use], remark: str, options: TemplateOptions) -> Entry:
    """Return the entry of one context and text, which several units may have."""
    context, message = key
    references = (_reference(file, unit, options) for unit, _, file in uses)
    unit = uses[0][0]
    return Entry(
        msgid=message,
        msgctxt=context,
        tcomment=remark,
        comment=str(_notes(uses)),
        occurrences=dict.fromkeys(references),
        flags=("no-wrap",) if unit.preserved and "\n" in unit.message else (),
    )


def _notes(uses: Sequence[_Use]) -> Notes:
    """Return what is said of the units of one text, with their ids."""
    if len(uses) == 1:
        unit, own, _ = uses[0]
        return Notes.of_unit(unit.role, unit.headings, unit.legend, unit.notes, (own,))
    notes = Notes()
    for unit, _, _ in uses:
        notes = notes.joined(Notes.of_unit(unit.role, unit.headings, unit.legend, unit.notes))
    return notes.with_ids([own for _, own, _ in uses])


def _entries_without_units(documents: Sequence[Document]) -> Iterator[tuple[str, str, Notes]]:
    """Yield what a template asks besides texts: context, message and notes."""
    if any(document.credits is not None for document in documents):
        yield (*CREDITS_KEY, CREDITS)
    for message in dict.fromkeys(each for document in documents for each in document.files):
        yield "_", message, SHOWN_FILE


def _reference(file: str, unit: Unit, options: TemplateOptions) -> tuple[str, str]:
    line = unit.location.line if options.references == "line" else None
    return file, str(line) if line else ""


def _header(documents: Sequence[Document], options: TemplateOptions) -> dict[str, str]:
    language = documents[0].language if documents else Locale("en")
    date = _date(documents)
    return {
        "Project-Id-Version": options.title,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": GENERATOR,
        "X-Source-Language": language.tag,
    }


def _date(documents: Sequence[Document]) -> str:
    """Return the header's date: SOURCE_DATE_EPOCH, else the article's own; never the clock's."""
    moment = source_date()
    if moment is not None:
        return f"{moment:%Y-%m-%d %H:%M}+0000"
    days = [document.metadata.date for document in documents if document.metadata.date]
    return f"{max(days, default=dt.date(1970, 1, 1))} 00:00+0000"

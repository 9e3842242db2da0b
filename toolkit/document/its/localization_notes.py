"""Notes: what ITS 2.0 says of a text, in lines that a translator reads beside it."""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from toolkit.base.errors import Location
from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import (
    ALLOWED_CHARACTERS,
    DOMAIN,
    PROVENANCE,
    STORAGE_SIZE,
    TERMINOLOGY,
    TEXT_ANALYSIS,
)
from toolkit.document.its.category import Values
from toolkit.document.its.selectors import string_value
from toolkit.document.model import Term

__all__ = ["notes_in", "notes_on", "terms_of"]

_MAX_SHOWN = 200
_TRANSLATORS = ("person", "personRef", "org", "orgRef", "tool", "toolRef")
_REVISERS = ("revPerson", "revPersonRef", "revOrg", "revOrgRef", "revTool", "revToolRef")


def notes_on(
    annotations: Annotations, element: etree._Element, attribute: str | None = None
) -> Iterator[str]:
    """Yield what is said of a text as a whole.

    That is its domain (ITS 2.0, section 8.8), its provenance (8.11), how large it may be (8.20),
    and which characters it may have (8.19).

    Args:
        annotations: what ITS says.
        element: the element whose text it is.
        attribute: the lxml name of the attribute that it is instead.

    """
    if not annotations.speaks_of(DOMAIN, PROVENANCE, STORAGE_SIZE, ALLOWED_CHARACTERS):
        return
    domain = annotations.values(DOMAIN, element, attribute).get("domains")
    if domain:
        yield f"domain: {domain}"
    records = annotations.records(PROVENANCE, element, attribute)
    for record in records or (annotations.values(PROVENANCE, element, attribute),):
        yield from _provenance(record)
    from toolkit.document.its.limits import limit_notes  # noqa: PLC0415 - few documents set any

    size = annotations.values(STORAGE_SIZE, element, attribute)
    yield from limit_notes(size, annotations.values(ALLOWED_CHARACTERS, element, attribute))


def notes_in(
    annotations: Annotations, elements: Iterable[etree._Element], attribute: str | None = None
) -> Iterator[str]:
    """Yield what is said of parts of a text: its terms (section 8.4) and entities (8.9).

    Args:
        annotations: what ITS says.
        elements: the text's element, and those in the text.
        attribute: the lxml name of the attribute that is the text instead.

    """
    for element in elements if annotations.speaks_of(TERMINOLOGY, TEXT_ANALYSIS) else ():
        if not isinstance(element.tag, str):
            continue
        shown = element.get(attribute, "") if attribute else string_value(element)
        term = annotations.values(TERMINOLOGY, element, attribute)
        if term["term"] == "yes":
            yield _about("term", shown, _explained(term))
        said = annotations.values(TEXT_ANALYSIS, element, attribute)
        if said:
            yield _about("entity", shown, _entity(said))


def terms_of(
    annotations: Annotations,
    element: etree._Element,
    attribute: str | None,
    locate: Callable[[etree._Element], Location],
) -> Iterator[Term]:
    """Yield the term that an element or an attribute is, if it is one (section 8.4).

    Args:
        annotations: what ITS says.
        element: an element.
        attribute: the lxml name of the attribute that is the text instead.
        locate: gives the place of an element in its file.

    """
    said = annotations.values(TERMINOLOGY, element, attribute)
    if said["term"] == "yes":
        shown = element.get(attribute, "") if attribute else string_value(element)
        yield Term(" ".join(shown.split()), locate(element), " ".join(_explained(said).split()))


def _explained(term: Values) -> str:
    return term.get("termInfo") or term.get("termInfoRef") or ""


def _about(what: str, text: str, said: str) -> str:
    return f"{what}: {_short(text)} = {_short(said)}" if said else f"{what}: {_short(text)}"


def _entity(said: Values) -> str:
    """Return what a text analysis found: the thing itself, and the class of it."""
    source = said.get("taSource")
    identifier = said.get("taIdent", "")
    thing = said.get("taIdentRef") or (f"{source}: {identifier}" if source else identifier)
    return ", ".join(each for each in (thing, said.get("taClassRef")) if each)


def _provenance(record: Values) -> Iterator[str]:
    """Yield who made a translation, who revised it, and what tells more of it."""
    for what, names in (("translated by", _TRANSLATORS), ("revised by", _REVISERS)):
        agents = [record[name] for name in names if name in record]
        if agents:
            yield f"{what}: {_short(', '.join(agents))}"
    if "provRef" in record:
        yield f"provenance: {_short(record['provRef'])}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else line[:_MAX_SHOWN] + "…"

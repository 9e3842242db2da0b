"""Notes: what ITS 2.0 says of a text, in lines that a translator reads beside it."""

from collections.abc import Iterable, Iterator

from lxml import etree

from toolkit.its.annotations import Annotations
from toolkit.its.categories import (
    ALLOWED_CHARACTERS,
    DOMAIN,
    PROVENANCE,
    STORAGE_SIZE,
    TERMINOLOGY,
    TEXT_ANALYSIS,
)
from toolkit.its.category import Values
from toolkit.its.selectors import string_value

__all__ = ["notes_in", "notes_on"]

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
    domain = annotations.values(DOMAIN, element, attribute).get("domains")
    if domain:
        yield f"domain: {domain}"
    records = annotations.records(PROVENANCE, element, attribute)
    for record in records or (annotations.values(PROVENANCE, element, attribute),):
        yield from _provenance(record)
    size = annotations.values(STORAGE_SIZE, element, attribute)
    if size:
        yield f"size: at most {size['storageSize']} bytes in {size['storageEncoding']}"
    allowed = annotations.values(ALLOWED_CHARACTERS, element, attribute).get("allowedCharacters")
    if allowed:
        yield f"allowed characters: {allowed}"


def notes_in(annotations: Annotations, elements: Iterable[etree._Element]) -> Iterator[str]:
    """Yield what is said of parts of a text: its terms (section 8.4) and entities (8.9).

    Args:
        annotations: what ITS says.
        elements: the text's element, and those in the text.

    """
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        term = annotations.values(TERMINOLOGY, element)
        if term["term"] == "yes":
            yield _about("term", element, term.get("termInfo") or term.get("termInfoRef"))
        said = annotations.values(TEXT_ANALYSIS, element)
        if said:
            yield _about("entity", element, _entity(said))


def _about(what: str, element: etree._Element, said: str | None) -> str:
    text = _short(string_value(element))
    return f"{what}: {text} = {_short(said)}" if said else f"{what}: {text}"


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

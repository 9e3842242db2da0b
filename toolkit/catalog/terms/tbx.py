"""TBX: a termbase for other programs, in the dialect TBX-Basic, style DCT (ISO 30042:2019)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError, printable
from toolkit.base.markup import XML_LANG, iterate_xml, local_name, qualified, text_of
from toolkit.catalog.terms.termbase import (
    Alone,
    Gender,
    Term,
    Termbase,
    TermForms,
    form_problems,
    numbered,
)

__all__ = ["read_tbx", "write_tbx"]

_CORE = "urn:iso:std:iso:30042:ed-2"
# The draft of the standard, which much software writes.
_DRAFT = "urn:iso:std:iso:30042:ed:3.0"
_MIN = "http://www.tbxinfo.net/ns/min"
_BASIC = "http://www.tbxinfo.net/ns/basic"
_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
# What other programs write for the same (TBX-Basic of 2008, and plain words).
_KINDS = {
    **{status: kind for kind, status in _STATUS.items()},
    "supersededTerm-admn-sts": "forbidden",
    "preferred": "preferred",
    "preferredTerm": "preferred",
    "admitted": "admitted",
    "admittedTerm": "admitted",
    "deprecated": "forbidden",
    "deprecatedTerm": "forbidden",
    "superseded": "forbidden",
    "supersededTerm": "forbidden",
    "forbidden": "forbidden",
}
# TBX-Basic says of no term that it is a name: the subject field does, which may be any text.
_NAMES = "name"
_PROPER = "properNoun"
_SHORT = "shortForm"
_GENDERS = {Gender.FEMALE: "feminine", Gender.MALE: "masculine"}
# TBX-Basic has no word for it; the note of a form is for people, and says it to them.
_UNDECLINED = "not declined"
_ROOTS = ("tbx", "martif")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(tbx|martif)\b[^>]*>")
_SNIFFED = 1 << 16
# XML 1.0, section 2.2: what no document may hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = 40


def write_tbx(termbase: Termbase, title: str = "Newsroom") -> bytes:
    """Return a termbase as TBX-Basic, in the style DCT.

    The same terms give the same bytes. What XML cannot hold is left out of a text.

    Args:
        termbase: its terms are concepts, in its order.
        title: of the file.

    """
    root = etree.Element(
        qualified(_CORE, "tbx"),
        {"type": "TBX-Basic", "style": "dct", XML_LANG: termbase.source.tag},
        nsmap={None: _CORE, "min": _MIN, "basic": _BASIC},
    )
    description = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "sourceDesc"), "p", "Written by localization-toolkit.")
    body = _add(_add(root, "text"), "body")
    for number, term in enumerate(termbase.terms, 1):
        _add_concept(body, term, number, termbase.source)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent: etree._Element, name: str, text: str = "", space: str = _CORE) -> etree._Element:
    element = etree.SubElement(parent, qualified(space, name))
    if text:
        element.text = _NOT_XML.sub("", text)
    return element


def _add_concept(body: etree._Element, term: Term, number: int, source: Locale) -> None:
    concept = _add(body, "conceptEntry")
    concept.set("id", f"c{number}")
    if term.name:
        _add(concept, "subjectField", _NAMES, _MIN)
    if term.note:
        _add(concept, "note", term.note)
    said = ((source, term.source), *sorted(term.forms.items()))
    for locale, forms in said:
        if forms.note:
            _add(concept, "note", forms.note).set(XML_LANG, locale.tag)
    for locale, forms in said:
        if forms.every:
            section = _add(concept, "langSec")
            section.set(XML_LANG, locale.tag)
            _add_forms(section, term, forms)


def _add_forms(section: etree._Element, term: Term, forms: TermForms) -> None:
    for kind, status in _STATUS.items():
        for form in getattr(forms, kind):
            place = _add_form(section, form, status, "fullForm" if term.alone.of(form) else "")
            if term.gender:
                _add(place, "grammaticalGender", _GENDERS[term.gender], _BASIC)
            if not forms.declined:
                _add(place, "note", _UNDECLINED)
    for form in forms.preferred:
        if term.alone.of(form):
            _add_form(section, term.alone.of(form), _STATUS["admitted"], _SHORT)


def _add_form(section: etree._Element, form: str, status: str, kind: str) -> etree._Element:
    place = _add(section, "termSec")
    _add(place, "term", form)
    _add(place, "administrativeStatus", status, _MIN)
    if kind:
        _add(place, "termType", kind, _BASIC)
    return place


def read_tbx(data: bytes, path: str, source: Locale) -> tuple[Termbase, list[Finding]]:
    """Read a TBX file: of 2019 in the styles DCT and DCA, and of 2008 (`martif`).

    Args:
        data: the file's bytes.
        path: its name, for messages.
        source: the language of the newsroom's articles.

    Returns:
        The terms, and warnings of concepts that were left out.

    Raises:
        ToolkitError: with line and column, when it is not well-formed, or no TBX.

    """
    root = _ROOT.search(data[:_SNIFFED])
    name = root[1].decode() if root else _ROOTS[0]
    spaces = (each for each in (_CORE, _DRAFT) if root and each.encode() in root[0])
    space = next(spaces, "")
    names = [qualified(space, each) if space else each for each in ("conceptEntry", "termEntry")]
    full = qualified(space, name) if space else name
    reader = _Reader(path, source)
    concepts = iterate_xml(BytesIO(data), path, full, names)
    terms = [term for concept in concepts for term in reader.read(concept)]
    return Termbase(tuple(numbered(terms)), source), reader.findings


class _Reader:
    """Reads concepts, and notes what it leaves out."""

    def __init__(self, path: str, source: Locale) -> None:
        self._path = path
        self._source = source
        self.findings: list[Finding] = []

    def read(self, concept: etree._Element) -> Iterator[Term]:
        """Yield the term of a concept, if it has one in the source language."""
        forms: dict[Locale, TermForms] = {}
        shorts: dict[Locale, tuple[str, ...]] = {}
        for section in _children(concept, "langSec", "langSet"):
            locale = self._locale(section)
            if locale is not None:
                own, short = self._forms(section)
                forms[locale] = forms.get(locale, TermForms()) + own
                shorts[locale] = shorts.get(locale, ()) + short
        for locale, note in self._notes(concept):
            forms[locale] = forms.get(locale, TermForms()) + TermForms(note=note)
            shorts.setdefault(locale, ())
        source = self._own_language(forms)
        if source is None:
            self._leave_out(concept, f"this concept has no term in {self._source}")
            return
        name = _is_name(concept)
        alone = _alone(forms, shorts, source) if name else Alone.NONE
        forms = {
            each: own + TermForms((), _others(own, alone, shorts[each]))
            for each, own in forms.items()
        }
        own = forms.pop(source)
        preferred = own.preferred or own.admitted[:1]
        if not preferred:
            self._leave_out(concept, f"this concept has no term in {source} that can be written")
            return
        own = replace(own, preferred=preferred) + TermForms()
        notes = [text_of(each) for each in _children(concept, "note", "descrip") if _is_note(each)]
        note = " ".join(notes)
        gender = _gender(concept) if name else Gender.NONE
        yield Term(preferred[0], own, dict(sorted(forms.items())), note, name, alone, gender)

    def _notes(self, concept: etree._Element) -> Iterator[tuple[Locale, str]]:
        """Yield the notes that are for one locale only."""
        for each in _children(concept, "note"):
            if each.get(XML_LANG) and (locale := self._locale(each)) is not None:
                yield locale, text_of(each)

    def _own_language(self, forms: dict[Locale, TermForms]) -> Locale | None:
        """Return the source's locale among those of a concept: its own, or a variety of it."""
        if self._source in forms:
            return self._source
        return next((each for each in sorted(forms) if each.is_variety_of(self._source)), None)

    def _locale(self, section: etree._Element) -> Locale | None:
        tag = section.get(XML_LANG) or section.get("lang") or ""
        try:
            return Locale.named(tag)
        except ToolkitError as error:
            self._leave_out(section, error.findings[0].message)
            return None

    def _forms(self, section: etree._Element) -> tuple[TermForms, tuple[str, ...]]:
        """Return a language's forms, and apart those that are said to be short for others."""
        kinds: dict[str, list[str]] = {"preferred": [], "admitted": [], "forbidden": []}
        short: list[str] = []
        unsaid: list[str] = []
        declined = True
        for element in section.iter(etree.Element):
            if local_name(element) != "term":
                continue
            form = text_of(element)
            if not form or any(form_problems(TermForms((form,)))):
                self._leave_out(element, f"“{printable(form[:_SHOWN])}” is no term")
                continue
            said = dict(_categories(element.getparent(), section))
            declined = declined and said.get("note") != _UNDECLINED
            kind = _KINDS.get(said.get("administrativeStatus", ""))
            if said.get("termType") == _SHORT and kind in {None, "admitted"}:
                short.append(form)
            elif kind:
                kinds[kind].append(form)
            else:
                unsaid.append(form)
        # Where nobody says which is preferred, the first is.
        at = "admitted" if kinds["preferred"] else "preferred"
        kinds[at].extend(unsaid[:1])
        kinds["admitted"].extend(unsaid[1:])
        forms = TermForms(*map(tuple, kinds.values()), declined=declined) + TermForms()
        return forms, tuple(short)

    def _leave_out(self, element: etree._Element, message: str) -> None:
        self.findings.append(
            Finding(
                "tbx",
                f"left out: {message}",
                Location(self._path, element.sourceline, 1),
                "correct the file, or add the term by hand",
                severity=Severity.WARNING,
            )
        )


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (each for each in element.iterchildren(etree.Element) if local_name(each) in names)


def _category(element: etree._Element) -> str:
    """Return what an element tells: DCA names it in an attribute, DCT is called so."""
    return element.get("type") or local_name(element)


def _is_note(element: etree._Element) -> bool:
    """Whether an element is the concept's note, for everybody."""
    if element.get(XML_LANG):
        return False
    return local_name(element) == "note" or _category(element) == "definition"


def _categories(
    element: etree._Element | None, section: etree._Element
) -> Iterator[tuple[str, str]]:
    """Yield what is said of a term: beside it, and above it up to its language."""
    while element is not None and element is not section:
        for each in element.iterchildren(etree.Element):
            yield _category(each), text_of(each)
        element = element.getparent()


def _is_name(concept: etree._Element) -> bool:
    said = {
        (_category(each), text_of(each))
        for each in concept.iter(etree.Element)
        if _category(each) in {"subjectField", "partOfSpeech"}
    }
    return ("subjectField", _NAMES) in said or ("partOfSpeech", _PROPER) in said


def _gender(concept: etree._Element) -> Gender:
    """Return the gender of a name, if all its forms have one."""
    said = {
        text_of(each)
        for each in concept.iter(etree.Element)
        if _category(each) == "grammaticalGender"
    }
    return next((own for own, word in _GENDERS.items() if said == {word}), Gender.NONE)


def _alone(
    forms: Mapping[Locale, TermForms], shorts: Mapping[Locale, tuple[str, ...]], source: Locale
) -> Alone:
    """Return which word of a name stands alone, by the short forms that the file has."""
    for alone in (Alone.LAST, Alone.FIRST):
        words = {locale: _lone(own, alone) for locale, own in forms.items()}
        if words[source] and all(own <= {*shorts[locale]} for locale, own in words.items()):
            return alone
    return Alone.NONE


def _lone(forms: TermForms, alone: Alone) -> set[str]:
    return {alone.of(form) for form in forms.preferred} - {""}


def _others(forms: TermForms, alone: Alone, short: tuple[str, ...]) -> tuple[str, ...]:
    """Return the short forms that do not follow from `alone`."""
    return tuple(form for form in short if form not in _lone(forms, alone))

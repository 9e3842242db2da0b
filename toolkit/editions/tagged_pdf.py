"""Tagged PDF: what PDF/UA-1 (ISO 14289-1) asks for, and Chromium leaves undone."""

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

__all__ = ["finished"]

_Operation = tuple[list[PdfObject], bytes]

_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
"""The operators that begin or go on with a path, up to one of `_PAINTED` (ISO 32000-1, 8.5)."""
_PAINTED = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"})
_ALONE = frozenset({b"Do", b"sh", b"INLINE IMAGE"})
_BEGIN: _Operation = ([NameObject("/Artifact")], b"BMC")
_END: _Operation = ([], b"EMC")
_NEWER = {"/Em": "/Span", "/Strong": "/Span", "/Title": "/P", "/FENote": "/Note", "/Aside": "/Div"}
"""Types of PDF 2.0, and what they are in PDF 1.7."""
_OF_LIST = frozenset({"/L", "/LI", "/Caption"})
_OF_ITEM = frozenset({"/Lbl", "/LBody"})
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM = "\n<pdfuaid:part>1</pdfuaid:part>"


def finished(data: bytes, day: dt.date, *, claims: bool) -> bytes:
    """Return a tagged PDF of Chromium's as a PDF/UA-1 file of a day.

    What its tags leave out is marked as decoration, links say where they lead, lists and figures
    are put together as the standard wants them.

    Args:
        data: the PDF, with a structure tree, a title and a language.
        day: when it was made and changed; the clock's has no place in it.
        claims: whether it says that it follows the standard.

    Raises:
        pypdf.errors.PyPdfError: when it is no PDF, or has no tags.

    """
    writer = PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        _mark_decoration(page, writer)
        _describe_links(page)
    root = writer.root_object
    tree = _dictionary(root["/StructTreeRoot"])
    tree[NameObject("/RoleMap")] = DictionaryObject(
        {NameObject(newer): NameObject(older) for newer, older in _NEWER.items()}
    )
    for element in list(_elements(tree)):
        _mend(element, writer)
    stamp = f"D:{day:%Y%m%d}000000+00'00'"
    writer.add_metadata({"/CreationDate": stamp, "/ModDate": stamp})
    writer.xmp_metadata = _XMP.format(
        title=escape(_text(writer.metadata and writer.metadata.title)),
        language=escape(_text(root.get("/Lang"))),
        claim=_CLAIM if claims else "",
    ).encode()
    _dictionary(root["/Metadata"]).update(
        {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
    )
    writer.pdf_header = "%PDF-1.7"
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _dictionary(value: PdfObject | None) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


# ----- What is painted


def _mark_decoration(page: PageObject, writer: PdfWriter) -> None:
    """Mark as artifacts what is painted outside of the tags: page numbers, rules, backgrounds."""
    content = page.get_contents()
    if content is None:
        return
    stream = ContentStream(content, writer)
    stream.operations = list(_marked(stream.operations))
    page.replace_contents(stream)
    page.compress_content_streams()


def _marked(operations: list[_Operation]) -> Iterator[_Operation]:
    depth, awaited = 0, frozenset[bytes]()
    for at, (operands, operator) in enumerate(operations):
        if not depth and not awaited:
            awaited = _end_of_decoration(operations, at)
            if awaited:
                yield _BEGIN
        depth += (operator in {b"BDC", b"BMC"}) - (operator == b"EMC")
        yield operands, operator
        if operator in awaited:
            yield _END
            awaited = frozenset()


def _end_of_decoration(operations: list[_Operation], at: int) -> frozenset[bytes]:
    """Return the operators that end what is painted from here on; none where nothing is."""
    operator = operations[at][1]
    if operator in _ALONE:
        return frozenset({operator})
    if operator in _PATH:
        return _PAINTED
    if operator == b"BT" and not _has_tags(operations, at):
        return frozenset({b"ET"})
    return frozenset()


def _has_tags(operations: list[_Operation], at: int) -> bool:
    """Whether a text object has content that the structure tree knows."""
    while operations[at][1] != b"ET":
        operands, operator = operations[at]
        if operator == b"BDC" and "/MCID" in _dictionary(operands[1]):
            return True
        at += 1
    return False


def _describe_links(page: PageObject) -> None:
    """Have each link say where it leads, for programs that do not read the text under it."""
    for each in _kids(page.get("/Annots")):
        link = _dictionary(each)
        if link.get("/Subtype") == "/Link" and "/Contents" not in link:
            target = _dictionary(link.get("/A")).get("/URI")
            place = _text(target if target is not None else link.get("/Dest")).removeprefix("/")
            link[NameObject("/Contents")] = TextStringObject(place or "#")


# ----- The structure tree


def _kids(value: PdfObject | None) -> list[PdfObject]:
    """Return what an entry holds, whether it is one or an array."""
    found = value.get_object() if value is not None else None
    if isinstance(found, ArrayObject):
        return list(found)
    return [] if value is None else [value]


def _role(element: DictionaryObject) -> str:
    return _text(element.get("/S"))


def _elements(tree: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the structure elements, each before what is in it."""
    waiting = _kids(tree.get("/K"))[::-1]
    while waiting:
        element = _dictionary(waiting.pop())
        if "/S" in element:
            yield element
            waiting.extend(_kids(element.get("/K"))[::-1])


def _mend(element: DictionaryObject, writer: PdfWriter) -> None:
    kids = _kids(element.get("/K"))
    role = _role(element)
    if role == "/NonStruct" and any(_dictionary(each).get("/Type") == "/OBJR" for each in kids):
        element[NameObject("/S")] = NameObject("/Link")  # its own name was the page's, not a link's
    elif role == "/L":
        for each in kids:
            child = _dictionary(each)
            if "/S" in child and _role(child) not in _OF_LIST:
                child[NameObject("/S")] = NameObject("/LI")
    elif role == "/LI":
        element[NameObject("/K")] = ArrayObject(_item(element, kids, writer))
    elif role == "/Figure" and "/Alt" not in element:
        _join_figure(element, kids)


def _item(
    item: DictionaryObject, kids: Iterable[PdfObject], writer: PdfWriter
) -> Iterator[PdfObject]:
    """Yield a list item's label and its body, in which all else is."""
    body = ArrayObject()
    for each in kids:
        if _role(_dictionary(each)) in _OF_ITEM:
            yield each
        else:
            body.append(each)
    if not body:
        return
    made = DictionaryObject(
        {
            NameObject("/S"): NameObject("/LBody"),
            NameObject("/P"): item.indirect_reference or item,
            NameObject("/K"): body,
        }
    )
    if "/Pg" in item:
        made[NameObject("/Pg")] = item.raw_get("/Pg")
    reference = writer._add_object(made)  # noqa: SLF001 - pypdf has no other way
    for each in body:
        child = _dictionary(each)
        if "/P" in child:
            child[NameObject("/P")] = reference
    yield reference


def _join_figure(figure: DictionaryObject, kids: Iterable[PdfObject]) -> None:
    """Make one figure of a picture and its caption; without a picture it is a part of the text."""
    inner = [child for child in map(_dictionary, kids) if _role(child) == "/Figure"]
    words = "; ".join(_text(each["/Alt"]) for each in inner if "/Alt" in each)
    if words:
        figure[NameObject("/Alt")] = TextStringObject(words)
        for each in inner:
            each[NameObject("/S")] = NameObject("/NonStruct")
            each.pop("/Alt", None)
    elif inner or any(_role(_dictionary(each)) == "/Caption" for each in kids):
        figure[NameObject("/S")] = NameObject("/Div")

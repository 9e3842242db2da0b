"""DOCX files for tests, written by hand as Word, LibreOffice and Google Docs write them."""

from collections.abc import Mapping

from tests.archives import zipped
from toolkit.base.bcp47 import Locale
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document

__all__ = [
    "NAMESPACES",
    "bullets",
    "paragraph",
    "read",
    "run",
    "styled",
    "word_file",
    "word_parts",
]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = {
    "Title": ("paragraph", "Title", ""),
    "Subtitle": ("paragraph", "Subtitle", ""),
    "Heading1": ("paragraph", "heading 1", "<w:rPr><w:b/></w:rPr>"),
    "Heading2": ("paragraph", "heading 2", "<w:rPr><w:b/></w:rPr>"),
    "berschrift3": ("paragraph", "heading 3", ""),
    "Zwischentitel": ("paragraph", "Zwischentitel", '<w:basedOn w:val="Heading2"/>'),
    "Outlined": ("paragraph", "Kicker", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    "Quote": ("paragraph", "Quote", "<w:rPr><w:i/></w:rPr>"),
    "Caption": ("paragraph", "caption", ""),
    "Byline": ("paragraph", "Byline", ""),
    "ListBullet2": ("paragraph", "List Bullet 2", ""),
    "TOC1": ("paragraph", "toc 1", ""),
    "Strong": ("character", "Strong", "<w:rPr><w:b/></w:rPr>"),
    "Hyperlink": ("character", "Hyperlink", '<w:rPr><w:u w:val="single"/></w:rPr>'),
    "Hidden": ("paragraph", "HTML Top of Form", "<w:rPr><w:vanish/></w:rPr>"),
    "Greek": ("character", "Greek", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
    "Loop": ("paragraph", "Loop", '<w:basedOn w:val="Loop"/>'),
}


def run(text: str, properties: str = "") -> str:
    given = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="00AB12CD">{given}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    given = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{given}{inner}</w:p>"


def styled(style: str, content: str) -> str:
    return paragraph(content, f'<w:pStyle w:val="{style}"/>')


def bullets(*items: tuple[int, str], number: int = 1) -> str:
    return "".join(
        paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        for level, text in items
    )


def _style(name: str) -> str:
    kind, shown, rest = _STYLES[name]
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{rest}</w:style>'


def _levels(formats: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{formats}"/></w:lvl>'
        for level in range(9)
    )


_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{_levels("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="8">{_levels("decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def _relationship(name: str, kind: str, target: str) -> str:
    external = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{external}/>'


def _part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {NAMESPACES}>{content}</w:{root}>'


def word_parts(  # noqa: PLR0913 - one keyword a part of the file
    body: str,
    *,
    links: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    notes: str = "",
    language: str = "en-US",
    core: str = "",
) -> dict[str, str]:
    """Return the parts of a file as Word writes it."""
    related = [
        _relationship("rId1", "styles", "styles.xml"),
        _relationship("rId2", "numbering", "numbering.xml"),
        _relationship("rId3", "footnotes", "footnotes.xml"),
        *(_relationship(name, "hyperlink", target) for name, target in (links or {}).items()),
        *(_relationship(name, "image", target) for name, target in (pictures or {}).items()),
    ]
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    properties = (
        f'<Relationship Id="c" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": (
            relationships
            + _relationship("rId1", "officeDocument", "word/document.xml")
            + (properties if core else "")
            + "</Relationships>"
        ),
        "word/_rels/document.xml.rels": f"{relationships}{''.join(related)}</Relationships>",
        "word/document.xml": _part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": _part("styles", defaults + "".join(map(_style, _STYLES))),
        "word/numbering.xml": _part("numbering", _NUMBERING),
        "word/footnotes.xml": _part("footnotes", separator + notes),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}</cp:coreProperties>'
        ),
    }


def word_file(body: str, **options: object) -> bytes:
    return zipped(word_parts(body, **options))  # type: ignore[arg-type]


def read(data: bytes, language: str = "en") -> Document:
    return read_document(data, "a.docx", "a", ReadOptions(Locale(language), format_name="docx"))

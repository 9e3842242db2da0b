"""Vocabularies: the XML documents known by their root element, and the ITS rules for each."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.document.formats.metadata import HTML_METADATA, MetadataPaths

__all__ = ["DITA_ROOTS", "DOCBOOK_ROOTS", "VOCABULARIES", "Vocabulary", "vocabulary_of"]

DOCBOOK_ROOTS = (
    "set", "book", "part", "preface", "chapter", "appendix", "article", "section", "sect1",
    "refentry", "glossary", "bibliography",
)  # fmt: skip
"""Without `reference`, which without a namespace is DITA's."""
DITA_ROOTS = (
    "dita", "topic", "concept", "task", "reference", "troubleshooting", "glossentry",
)  # fmt: skip

# What a backslash stands before in Android's strings, or an apostrophe without one.
_ESCAPED = re.compile(r"\\(.)|'", re.DOTALL)


def read_apostrophes(text: str) -> str:
    r"""Return a string of Android with its apostrophes as they are read.

    >>> read_apostrophes(r"It\'s \"new\"")
    'It\'s \\"new\\"'
    """
    return _ESCAPED.sub(lambda match: "'" if match[1] == "'" else match[0], text)


def write_apostrophes(text: str) -> str:
    r"""Return a text as Android reads it: an apostrophe without a backslash ends it.

    >>> write_apostrophes("It's")
    "It\\'s"
    """
    return _ESCAPED.sub(lambda match: match[0] if match[1] else "\\'", text)


_EMBEDDED = ("html.xml", "svg.xml")


@frozen
class Vocabulary:
    """An XML vocabulary: how its documents begin, and what is known of its elements."""

    name: str
    summary: str
    namespace: str
    """Of the root element; empty for none."""
    roots: tuple[str, ...]
    """The local names that the root may have; any, where there are none."""
    rules: tuple[str, ...]
    """Its files of rules, the strongest last; named as in `Format.rules`."""
    as_itstool: tuple[str, ...] = ()
    """The files of rules by which itstool would cut its documents, where it has any."""
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What its elements are, as `Roles` has it, beyond what the format says."""
    html: bool = False
    """Whether elements of HTML in its documents have HTML's own markup and defaults."""
    language: str = ""
    """The root's attribute for its language, where it is not only `xml:lang`."""
    language_path: str = ""
    """Where else its documents name their language: an XPath 1.0 expression for an element."""
    silent: bool = False
    """Whether its documents name no language at all."""
    write_text: Callable[[str], str] | None = None
    """Spells a text as its programs read it; None where it stands as it is."""
    read_text: Callable[[str], str] | None = None
    """Reads such a text."""
    html_in: str = ""
    """Which of its elements hold HTML as text: an XPath 1.0 expression."""
    unlike: frozenset[str] = frozenset()
    """What the root of another vocabulary holds that has the same name: JATS has articles too."""
    mixed: bool = False
    """Whether the text around an element says how it stands there, where no rule does."""
    metadata: MetadataPaths = field(default_factory=MetadataPaths, hash=False)
    """Where its documents say their dates, tags and addresses."""

    def language_element(self, root: etree._Element) -> etree._Element | None:
        """Return the element whose text names a document's language; None where it has none."""
        found = root.xpath(self.language_path) if self.language_path else ()
        return next((each for each in found if isinstance(each, etree._Element)), None)  # noqa: SLF001 - lxml's only name

    def named_language(self, root: etree._Element) -> str | None:
        """Return the language that a document names otherwise than by `xml:lang`."""
        said = root.get(self.language) if self.language else None
        element = self.language_element(root)
        return said or (element.text if element is not None else None)

    @property
    def has_html(self) -> bool:
        """Whether elements of HTML stand in its documents."""
        return self.html or bool(self.html_in)

    def html_holders(self, root: etree._Element) -> list[etree._Element]:
        """Return the elements that may hold HTML as text."""
        found = root.xpath(self.html_in) if self.html_in else []
        return [each for each in found if isinstance(each, etree._Element)]  # noqa: SLF001 - lxml's only name

    def has_root(self, root: etree._Element) -> bool:
        """Whether a document with this root element is of the vocabulary."""
        name = etree.QName(root)
        if (name.namespace or "") != self.namespace:
            return False
        if any(child.tag in self.unlike for child in root):
            return False
        return not self.roots or name.localname in self.roots


_NITF_ROLES = {
    "hl1": "headline",
    "hl2": "standfirst",
    "abstract": "standfirst",
    "bq": "quote",
    "block": "paragraph",
    "media-caption": "caption",
    "media-producer": "credit",
    "fn": "footnote",
    "@alternate-text": "alt",
    "@key": "keyword",
    "@series.name": "series",
}
_DOCBOOK_ROLES = {
    **dict.fromkeys(("formalpara", "literallayout"), "paragraph"),
    "member": "item",
    "attribution": "credit",
    "textobject": "alt",
    "phrase": "alt",
    "primary": "index entry",
    "secondary": "index entry",
    "tertiary": "index entry",
    "see": "index entry",
    "seealso": "index entry",
    "titleabbrev": "short title",
    "refpurpose": "description",
    **dict.fromkeys(("author", "personname", "editor", "othercredit"), "byline"),
    **dict.fromkeys(("warning", "caution", "important", "tip"), "note"),
}
_TEI_ROLES = {
    **dict.fromkeys(("p", "ab"), "paragraph"),
    "head": "heading",
    "l": "line",
    "figDesc": "alt",
    "docTitle": "title",
    "titlePart": "title",
    **dict.fromkeys(("author", "docAuthor"), "byline"),
    **dict.fromkeys(("q", "said"), "quote"),
    "stage": "stage direction",
    "sp": "speech",
}
_MALLARD_ROLES = {
    "desc": "description",
    "name": "byline",
    "cite": "credit",
    "media": "alt",
}
_DITA_ROLES = {
    **dict.fromkeys(("shortdesc", "desc"), "description"),
    **dict.fromkeys(("lines", "stepresult", "info"), "paragraph"),
    "indexterm": "index entry",
    "cmd": "step",
    **dict.fromkeys(("li", "sli"), "item"),
    **dict.fromkeys(("stentry", "choptionhd", "chdeschd", "choption", "chdesc"), "cell"),
    "lq": "quote",
    "fn": "footnote",
    "dt": "term",
    "dd": "definition",
    "dlentry": "item",
    "author": "byline",
    "linktext": "link",
    "@navtitle": "title",
    "@spectitle": "title",
    "@searchtitle": "title",
    "@reftitle": "title",
    "@standby": "alt",
    "@othertype": "label",
}
_NEWSML_ROLES = {
    **_NITF_ROLES,
    "by": "byline",
    "creditline": "credit",
    "inlineData": "paragraph",
}
_FEED_ROLES = {
    "title": "headline",
    "subtitle": "standfirst",
    **dict.fromkeys(("description", "summary"), "description"),
    **dict.fromkeys(("encoded", "content"), "text"),
}
_NEWSML_1_ROLES = {
    **_NITF_ROLES,
    "HeadLine": "headline",
    "SubHeadLine": "standfirst",
    "ByLine": "byline",
    "CreditLine": "credit",
    "DateLine": "dateline",
    "KeywordLine": "keyword",
    "SeriesLine": "series",
    "DataContent": "text",
}


def _named(name: str, rest: str = "") -> str:
    return f"//*[local-name()='{name}']{rest}"


_NITF_METADATA = MetadataPaths(
    date=(_named("date.issue", "/@norm"), _named("pubdata", "/@date.publication")),
    updated=(_named("revision-history", "[last()]/@norm"),),
    tags=(_named("keyword", "/@key"), _named("classifier", "[@type='subject']/@value")),
    canonical=(_named("pubdata", "/@ex-ref"),),
    image=(_named("media-reference", "[1]/@source"),),
    embargo=(_named("date.release", "/@norm"),),
    local_times=True,
)
_NEWSML_METADATA = MetadataPaths(
    date=(_named("firstCreated"), _named("contentCreated"), _named("versionCreated")),
    updated=(_named("contentModified"), _named("versionCreated")),
    tags=(_named("keyword"),),
    embargo=(_named("embargoed"),),
)
_DOCBOOK_METADATA = MetadataPaths(
    date=(
        _named("info", "/*[local-name()='pubdate' or local-name()='date']"),
        _named("articleinfo", "/*[local-name()='pubdate' or local-name()='date']"),
        _named("bookinfo", "/*[local-name()='pubdate' or local-name()='date']"),
    ),
    updated=(_named("revision", "[1]/*[local-name()='date']"),),
    tags=(_named("keywordset", "/*[local-name()='keyword']"),),
    image=(_named("cover", "//*[local-name()='imagedata']/@fileref"),),
)
_TEI_METADATA = MetadataPaths(
    date=(
        _named("publicationStmt", "/*[local-name()='date']/@when"),
        _named("publicationStmt", "/*[local-name()='date']"),
    ),
    updated=(_named("revisionDesc", "/*[local-name()='change'][1]/@when"),),
    tags=(_named("keywords", "//*[local-name()='term']"),),
)
_MALLARD_METADATA = MetadataPaths(
    date=("/*/*[local-name()='info']/*[local-name()='revision'][1]/@date",),
    updated=("/*/*[local-name()='info']/*[local-name()='revision'][last()]/@date",),
    tags=("/*/*[local-name()='info']/*[local-name()='keywords']",),
)
_DITA_METADATA = MetadataPaths(
    date=(_named("critdates", "/*[local-name()='created']/@date"),),
    updated=(_named("critdates", "/*[local-name()='revised'][last()]/@modified"),),
    tags=(_named("keywords", "/*[local-name()='keyword']"),),
)
_HTML_IN_RSS = (
    "//*[local-name()='description' or local-name()='encoded' or local-name()='summary'][not(*)]"
)
_HTML_IN_ATOM = "//*[@type='html' or @type='text/html'][not(@src)][not(*)]"
_ATOM_METADATA = MetadataPaths(
    date=(_named("published"),),
    updated=(_named("updated"),),
)
_NEWSML_1_METADATA = MetadataPaths(
    date=(_named("FirstCreated"), _named("DateId")),
    updated=(_named("ThisRevisionCreated"),),
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
VOCABULARIES = (
    Vocabulary(
        "nitf",
        "NITF 3 with its namespace",
        "http://iptc.org/std/NITF/2006-10-18/",
        ("nitf",),
        ("nitf.xml",),
        roles=_NITF_ROLES,
        language="baselang",
        metadata=_NITF_METADATA,
    ),
    Vocabulary(
        "nitf-dtd",
        "NITF 3 by its DTD, without namespace",
        "",
        ("nitf",),
        ("nitf.xml",),
        roles=_NITF_ROLES,
        language="baselang",
        metadata=_NITF_METADATA,
    ),
    Vocabulary(
        "newsml-g2",
        "NewsML-G2, with XHTML or NITF in it",
        "http://iptc.org/std/nar/2006-10-01/",
        (),
        ("html.xml", "nitf.xml", "newsml-g2.xml"),
        roles=_NEWSML_ROLES,
        html=True,
        metadata=_NEWSML_METADATA,
    ),
    Vocabulary(
        "docbook",
        "DocBook 5",
        "http://docbook.org/ns/docbook",
        (),
        (*_EMBEDDED, "docbook.xml"),
        ("itstool-docbook.xml",),
        _DOCBOOK_ROLES,
        metadata=_DOCBOOK_METADATA,
    ),
    Vocabulary(
        "docbook-4",
        "DocBook 4",
        "",
        DOCBOOK_ROOTS,
        (*_EMBEDDED, "docbook.xml"),
        ("itstool-docbook.xml",),
        _DOCBOOK_ROLES,
        unlike=frozenset({"front", "body", "back"}),
        language="lang",
        metadata=_DOCBOOK_METADATA,
    ),
    Vocabulary(
        "tei",
        "TEI P5",
        "http://www.tei-c.org/ns/1.0",
        (),
        (*_EMBEDDED, "tei.xml"),
        roles=_TEI_ROLES,
        metadata=_TEI_METADATA,
    ),
    Vocabulary(
        "mallard",
        "Mallard",
        "http://projectmallard.org/1.0/",
        (),
        (*_EMBEDDED, "mallard.xml"),
        ("itstool-mallard.xml",),
        _MALLARD_ROLES,
        metadata=_MALLARD_METADATA,
    ),
    Vocabulary(
        "dita",
        "DITA",
        "",
        DITA_ROOTS,
        (*_EMBEDDED, "dita.xml"),
        roles=_DITA_ROLES,
        metadata=_DITA_METADATA,
    ),
    Vocabulary(
        "newsml-1",
        "NewsML 1, with NITF or XHTML in it",
        "",
        ("NewsML",),
        ("html.xml", "nitf.xml", "newsml-1.xml"),
        roles=_NEWSML_1_ROLES,
        html=True,
        mixed=True,
        metadata=_NEWSML_1_METADATA,
    ),
    Vocabulary(
        "rss",
        "RSS, and WordPress's export (WXR)",
        "",
        ("rss",),
        ("html.xml", "rss.xml"),
        roles=_FEED_ROLES,
        language_path="channel/language",
        html_in=_HTML_IN_RSS,
        mixed=True,
    ),
    Vocabulary(
        "rss-1",
        "RSS 1.0 and 0.9",
        _RDF,
        ("RDF",),
        ("html.xml", "rss.xml"),
        roles=_FEED_ROLES,
        html_in=_HTML_IN_RSS,
        mixed=True,
    ),
    Vocabulary(
        "atom",
        "Atom",
        "http://www.w3.org/2005/Atom",
        ("feed", "entry"),
        ("html.xml", "atom.xml"),
        roles=_FEED_ROLES,
        html=True,
        html_in=_HTML_IN_ATOM,
        mixed=True,
        metadata=_ATOM_METADATA,
    ),
    Vocabulary(
        "android",
        "Android's string resources",
        "",
        ("resources",),
        ("android.xml",),
        roles={"item": "label", "string": "label"},
        silent=True,
        read_text=read_apostrophes,
        write_text=write_apostrophes,
    ),
    Vocabulary(
        "xhtml",
        "XHTML",
        "http://www.w3.org/1999/xhtml",
        (),
        _EMBEDDED,
        ("itstool-xhtml.xml",),
        html=True,
        language="lang",
        metadata=HTML_METADATA,
    ),
    Vocabulary(
        "svg",
        "SVG",
        "http://www.w3.org/2000/svg",
        (),
        _EMBEDDED,
        roles={"desc": "description", "text": "label", "@aria-label": "label"},
        html=True,
    ),
)


def vocabulary_of(root: etree._Element, among: Sequence[Vocabulary]) -> Vocabulary | None:
    """Return the first vocabulary that a document with this root element is of; None for none."""
    return next((each for each in among if each.has_root(root)), None)

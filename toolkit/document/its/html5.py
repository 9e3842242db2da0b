"""HTML5 as ITS 2.0 sees it: what is within text, what translatable, and ITS in scripts."""

from lxml import etree

from toolkit.base.markup import local_name, parse_xml
from toolkit.document.its.xpath import XHTML

__all__ = [
    "SCRIPTS",
    "is_html",
    "is_translatable",
    "is_unknown",
    "its_in_script",
    "within_text",
]

_XHTML = f"{{{XHTML}}}"
SCRIPTS = ("script", f"{_XHTML}script")
"""The lxml names of the elements that may hold ITS's markup as text (section 6.2)."""

# The phrasing content of HTML5 and of HTML since, without what the others below say.
_PHRASING = frozenset(
    """a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i img
    input ins kbd keygen label map mark math meter object output picture progress q ruby s samp
    select slot small span strong sub sup svg template time u var video wbr""".split()  # noqa: SIM905 - a list of words reads best as text
)
# HTML's other elements, those of old among them (HTML, sections 4 and 16.2).
_OTHERS = frozenset(
    """acronym address applet article aside base basefont bgsound big blink blockquote body caption
    center col colgroup command content dd details dialog dir div dl dt element fencedframe fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    image isindex json-string legend li link listing main marquee menu menuitem meta multicol
    nav nextid nobr noembed noframes ol optgroup option p param plaintext pre rb rp rt rtc search
    section shadow source spacer strike style summary table tbody td tfoot th thead title tr track
    tt ul wbr xmp""".split()  # noqa: SIM905 - a list of words reads best as text
)
_NESTED = frozenset({"iframe", "noscript", "script", "textarea"})
_PHRASING_WITH_ITEMPROP = frozenset({"link", "meta"})

# HTML5, “the translate attribute”: translatable attributes; and those of WAI-ARIA.
_ON_ALL = frozenset(
    """aria-braillelabel aria-brailleroledescription aria-description aria-label aria-placeholder
    aria-roledescription aria-valuetext lang style title""".split()  # noqa: SIM905 - a list of words reads best as text
)
_ON_SOME = {
    "abbr": frozenset({"th"}),
    "alt": frozenset({"amp-anim", "amp-img", "area", "img", "input"}),
    "alttext": frozenset({"math"}),
    "download": frozenset({"a", "area"}),
    "label": frozenset({"command", "menu", "menuitem", "optgroup", "option", "track"}),
    "placeholder": frozenset({"input", "textarea"}),
    "srcdoc": frozenset({"iframe"}),
    "summary": frozenset({"table"}),
}
_BUTTONS = frozenset({"button", "reset", "submit"})
# HTML leaves it open which metadata are prose.
_PROSE_METADATA = frozenset(
    """abstract article:section article:tag dc.description dc.subject dc.title dcterms.abstract
    dcterms.description dcterms.subject dcterms.title description keywords news_keywords
    og:description og:image:alt og:site_name og:title og:video:alt twitter:description
    twitter:image:alt twitter:title""".split()  # noqa: SIM905 - a list of words reads best as text
)
# Of schema.org's properties, those of an article that are.
_PROSE_PROPERTIES = frozenset(
    """abstract alternativeheadline articlebody articlesection caption description headline
    keywords""".split()  # noqa: SIM905 - a list of words reads best as text
)


def is_html(element: etree._Element) -> bool:
    """Whether an element of a tree read as HTML is HTML's: in no namespace, or in XHTML's."""
    tag = str(element.tag)
    return not tag.startswith("{") or tag.startswith(_XHTML)


def is_unknown(element: etree._Element) -> bool:
    """Whether HTML does not know an element of a page: `my-card`, `o:p`, `desk@news.example`.

    SVG's and MathML's are known; a page's tree has them in no namespace.
    """
    name = local_name(element)
    if name in _PHRASING or name in _NESTED or name in _OTHERS:
        return False
    return next(element.iterancestors("svg", "math", "{*}svg", "{*}math"), None) is None


def within_text(element: etree._Element) -> str:
    """Return the default of Elements Within Text for an element of HTML (ITS 2.0, section 8.7.2).

    Returns:
        `yes`, `no` or `nested`.

    """
    name = local_name(element)
    if name in _PHRASING:
        return "yes"
    if name in _NESTED:
        return "nested"
    itemprop = name in _PHRASING_WITH_ITEMPROP and element.get("itemprop") is not None
    return "yes" if itemprop else "no"


def is_translatable(element: etree._Element, attribute: str) -> bool:
    """Whether an attribute of HTML is translated where its element is (ITS 2.0, section 8.2.2)."""
    name = local_name(element)
    if attribute in _ON_ALL or name in _ON_SOME.get(attribute, ()):
        return True
    if name == "meta" and attribute == "content":
        named = element.get("name") or element.get("property") or ""
        properties = element.get("itemprop", "").lower().split()
        return named.strip().lower() in _PROSE_METADATA or not _PROSE_PROPERTIES.isdisjoint(
            properties
        )
    kind = element.get("type", "").strip().lower()
    return name == "input" and attribute == "value" and kind in _BUTTONS


def its_in_script(element: etree._Element, path: str) -> etree._ElementTree | None:
    """Return the ITS markup that a `script` holds, parsed (ITS 2.0, sections 6.2 and 6.3).

    Args:
        element: a `script` of a page.
        path: the page's name, for messages.

    Returns:
        its content; None when it is a script of another type, or empty.

    Raises:
        ToolkitError: with the page's line, when it is not well-formed.

    """
    text = element.text or ""
    held = text.lstrip()
    if element.get("type", "").strip().lower() != "application/its+xml" or not held:
        return None
    # Blank lines before the root keep the lines in messages those of the page.
    before = (element.sourceline or 1) - 1 + text[: len(text) - len(held)].count("\n")
    padding = "" if held.startswith("<?xml") else "\n" * before
    return parse_xml((padding + held).encode(), path)

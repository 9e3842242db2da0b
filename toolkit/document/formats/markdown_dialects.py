"""Markdown dialects as data: what is opaque, what carries text, what a line of its own means."""

import re
from collections.abc import Iterator, Mapping

from toolkit.base.frozen import frozen
from toolkit.base.templates import TEMPLATE

__all__ = [
    "ALERT",
    "ATTRIBUTES",
    "BEGINS_BLOCK",
    "BOX",
    "CAPTION",
    "CODE_DIRECTIVES",
    "DEFINITION",
    "DIRECTIVE",
    "ESM",
    "INLINES",
    "JSX",
    "LINES",
    "LINE_OF_VERSE",
    "LINK_END",
    "OPTION",
    "RAW_TAGS",
    "TASK",
    "TEXT_DIRECTIVES",
    "TITLED_DIRECTIVES",
    "WRAPS",
    "NamedText",
    "Opaque",
    "Wrap",
    "named_texts",
    "with_named_texts",
]

# kramdown's and Python-Markdown's attribute lists, Pandoc's too: a class, an id or a value in it.
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)"""
_ATTRIBUTE = rf"(?:[.#][\w:\-]+|[\w:\-]+={_VALUE})"
ATTRIBUTES = re.compile(
    rf"\{{:[^{{}}\n]*\}}|\{{[ ]*{_ATTRIBUTE}(?:[ ]+(?:{_ATTRIBUTE}|[\w\-]+))*[ ]*\}}"
)

# Formulas: in one line what has the look of one, for a price has a dollar sign too.
_MATHS = (
    r"\$\$(?:[^$\\]|\\.){1,2000}\$\$"
    r"|\$`[^`\n]{1,500}`\$"
    r"|\$(?=[^$\n]{0,500}[\\^_={}][^$\n]{0,500}\$|[A-Za-z]\$|\d{0,3}[A-Za-z]{1,2}\d?\$)"
    r"(?![\s$])(?:[^$\\\n]|\\.){0,500}(?<=[^\s$])\$(?!\d)"
    r"|\\\((?=[^)\n]{0,200}[\\^_=])(?:[^\\\n]|\\[^)\n]){1,500}\\\)"
)


@frozen
class Opaque:
    """Inline markup of a dialect that stays as it is, whatever the language."""

    name: str
    pattern: re.Pattern[str]
    shown: bool = False
    """Whether pages show it as it stands: it is no instruction."""
    apart: bool = False
    """Whether it must not stand right behind a letter."""
    behind: str = ""
    """The characters of which one must stand before it; empty for any."""


INLINES = (
    Opaque("template", TEMPLATE),
    Opaque("formula", re.compile(_MATHS), shown=True),
    Opaque(
        "role",
        re.compile(r"\{[A-Za-z][\w:.+\-]*\}(`+)(?!`)[^`\n]{1,500}(?<!`)\1(?!`)"),
        shown=True,
    ),
    Opaque("comment", re.compile(r"\{::comment\}(?:[^{]|\{(?!:/)){0,2000}\{:/(?:comment)?\}")),
    Opaque("attributes", ATTRIBUTES, behind=")]*_`~>}: "),
    Opaque("comment", re.compile(r"\{/\*(?:[^*]|\*(?!/\})){0,2000}\*/\}")),
    Opaque("link", re.compile(r"!?\[\[[^\[\]|\n]{1,200}\]\]"), shown=True),
    Opaque("icon", re.compile(r":[A-Za-z+\-][\w+\-]{0,60}:(?![\w:/])"), shown=True, apart=True),
    Opaque(
        "component",
        re.compile(r"</?(?![A-Z\d]+[\s/>])[A-Z][\w.]{0,60}(?:\s+[\w:.\-]{1,60}(?:=(?:\"[^\"]{0,500}\"|'[^']{0,500}'"
                   r"|\{(?:[^{}]|\{[^{}]{0,500}\}){0,1000}\}))?)*\s*/?>"),
    ),
)  # fmt: skip
"""What is opaque in a line, in the order in which it is looked for."""


@frozen
class Wrap:
    """Markup of a dialect around a text: the text is translated, the markup stays."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    """What ends it, from the bracket that closes its text on."""


LINK_END = re.compile(
    rf"\]\((?:[^()\s{{}}<>]{{0,500}}(?:{TEMPLATE.pattern})){{1,8}}[^()\s{{}}]{{0,500}}(?:\s+\"[^\"\n]{{0,300}}\")?\s*\)"
)
"""The end of a link or an image whose address a site generator makes."""
WRAPS = (
    Wrap(re.compile(r"!?\[(?![\[^])"), LINK_END),
    Wrap(re.compile(r"\^\["), re.compile(r"\]")),
    Wrap(re.compile(r"\[(?![\[^])"), re.compile(rf"\](?:{ATTRIBUTES.pattern})")),
    Wrap(re.compile(r"!?\[\[[^\[\]|\n]{1,200}\|"), re.compile(r"\]\]")),
)

TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
"""The box of a task (GFM, section 5.3), at the head of a list's item."""
ALERT = re.compile(r"\[![\w\-]+(?:\|[^\]\n]*)?\][+\-]?[ \t]*(.*)")
"""The first line of an alert (GitHub) or a callout (Obsidian), whose title is text."""
DEFINITION = re.compile(r":[ \t]+(?=\S)")
"""What begins a definition, below its term (PHP Markdown Extra, kramdown, Pandoc, Hugo)."""
CAPTION = re.compile(r"(?:Table)?:[ \t]+(?=\S)", re.IGNORECASE)
"""What begins a table's caption, behind the table (Pandoc, “Extension: table_captions”)."""
LINE_OF_VERSE = re.compile(r"\| +(?=\S)|\|$")
"""What begins a line of a line block (Pandoc), whose line ends stay."""
BOX = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[\w\-]+(?:[ \t]+[\w\-]+)*(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
    r"|===[+!]{0,2}[ \t]+\"(?P<tab>.*)\"[ \t]*$"
)
"""The first line of a box or a tab whose content is indented by four (Python-Markdown, PyMdown)."""
DIRECTIVE = re.compile(
    r"(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*\{(?P<name>[A-Za-z][\w:\-]*)\}[ \t]*(?P<title>.*)"
)
"""The first line of a directive of MyST."""
OPTION = re.compile(r":[\w\-]+:(?:[ \t]|$)")
"""An option of a directive, on a line of its own."""
TEXT_DIRECTIVES = frozenset(
    """admonition aside attention card caution danger details dropdown epigraph error exercise
    figure grid grid-item grid-item-card hint important list-table margin note proof pull-quote
    seealso sidebar solution tab-item tab-set table theorem tip todo topic versionadded
    versionchanged deprecated warning""".split()  # noqa: SIM905 - a list of words reads best as text
)
"""The directives whose content is Markdown itself."""
TITLED_DIRECTIVES = frozenset(
    """admonition attention card caution danger dropdown error exercise grid-item-card hint
    important list-table note proof seealso sidebar tab-item table theorem tip topic
    warning""".split()  # noqa: SIM905 - a list of words reads best as text
)
"""Those whose argument is a title."""
CODE_DIRECTIVES = frozenset(
    """code code-block code-cell csv-table eval-rst literalinclude math mermaid parsed-literal raw
    toctree""".split()  # noqa: SIM905 - a list of words reads best as text
)
"""Those whose content is none, even between colons."""
RAW_TAGS = frozenset("code code-toggle comment highlight katex math mermaid raw schema".split())  # noqa: SIM905
"""The shortcodes and tags whose content, up to their end, is code or not for readers."""
ESM = re.compile(
    r"import\s+(?:[\w{*'\"]).*(?:\bfrom\s+['\"]|['\"];?\s*$)|export\s+(?:default|const|let|var|function|\{|\*)"
)
"""The first line of JavaScript in MDX."""
JSX = re.compile(r"</?(?![A-Z\d]+[\s/>])[A-Z][\w.]*(?=[\s/>])|</?>")
"""What begins a component of MDX on lines of its own."""

LINES = (
    # Containers of Docusaurus, VuePress, Pandoc and remark; blocks of PyMdown.
    re.compile(
        r":{3,}[ \t]*(?:[A-Za-z][\w\-]*(?![\w\-:]))?"
        r"(?:[ \t]*\[(?P<label>.*)\]|[ \t]+(?P<title>[^\s{:\[](?:.*[^\s:])?))?"
        r"[ \t]*(?:\{[^{}]*\})?[ \t]*:*$"
    ),
    re.compile(r":{3,}[ \t]*\{[^{}]*\}[ \t]*(?P<title>.*)$"),
    re.compile(r"/{3,}(?:[ \t]+[\w\-]+(?:[ \t]*\|[ \t]*(?P<title>.*))?)?$"),
    # Attribute lists, and marks of a table of contents and of a place.
    re.compile(rf"(?:{ATTRIBUTES.pattern})[ \t]*$"),
    re.compile(r"\[(?:TOC|toc)\]$|\[\[(?:_?TOC_?|toc)\]\]$|\$\{toc\}$|<!--\s*toc\s*-->$"),
    re.compile(r"\([\w.:\-]+\)=$"),
    # An abbreviation (PHP Markdown Extra), whose meaning is text; a template's file (PyMdown).
    re.compile(r"\*\[[^\]\n]+\]:"),
    re.compile(r"-{1,2}8<-{1,2}(?:[ \t].*)?$"),
    # VitePress's files of code, Markua's asides, and comments of MyST.
    re.compile(r"<<<[ \t]+\S+(?:[ \t]*\{[^{}]*\})?$"),
    re.compile(r"\{/?(?:aside|blurb|quiz|exercise|discussion|mainmatter|frontmatter|backmatter)\}$"),
    re.compile(r"%(?:[ \t].*)?$"),
)  # fmt: skip
"""Lines that end a paragraph and are not text, but for their `title` or `label`."""

BEGINS_BLOCK = re.compile(
    r":{3}|/{3}(?:\s|$)|!!! |\?\?\?\+? |===[+!]{0,2} \"|: |\{[:#.%{]"
    r"|\[!|\[[ xX]\] |\[(?:TOC|toc)\]|\[\[|\$\$|\$\{|\*\[|\([\w.:\-]+\)=|-{1,2}8<"
    r"|\| |</?[A-Z]|</?>|(?:import|export)\s|%(?:\s|$)|\{/?[a-z]+\}$"
)
"""What could begin a block of a dialect, where a translation begins with it."""

_NAMES = (
    "alt|aria-label|caption|description|fig-alt|fig-cap|heading|label|link-title|placeholder|subtitle"
    "|summary|text|title"
)
_NAMED = re.compile(
    rf"""(?<![\w\-.$])(?P<name>{_NAMES})\s*[=]\s*(?P<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""",
    re.IGNORECASE,
)
_NAMED_OPTION = re.compile(rf":(?P<name>{_NAMES}):[ \t]+(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_MEANING = re.compile(r"\*\[[^\]\n]+(?P<name>\]):[ \t]*(?P<value>\S.*?)[ \t]*$")
_ESCAPED = re.compile(r"\\(.)")
_UNSAFE = re.compile(r"\{\{|\}\}|\{%|%\}|\n")


@frozen
class NamedText:
    """A text among the parameters of opaque markup, such as a picture's caption."""

    name: str
    text: str
    start: int
    """Of the value in the markup, its quotation marks among it."""
    end: int


def named_texts(markup: str) -> Iterator[NamedText]:
    """Yield the texts among a shortcode's, a component's or a directive's parameters, by name.

    >>> [each.text for each in named_texts('{{< figure src="a.png" caption="A flood" >}}')]
    ['A flood']

    """
    pattern = _NAMED_OPTION if OPTION.match(markup) else _NAMED
    if markup.startswith("*["):
        pattern = _MEANING
    known: set[str] = set()
    for match in pattern.finditer(markup):
        name, value = match["name"].lower().replace("]", "title"), match["value"]
        if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
            text = _ESCAPED.sub(r"\1", value[1:-1]) if value[0] == '"' else value[1:-1]
        else:
            text = value
        if name not in known and text.strip() and "{{" not in text and "{%" not in text:
            known.add(name)
            yield NamedText(name, text, *match.span("value"))


def with_named_texts(markup: str, texts: Mapping[str, str]) -> str | None:
    """Return opaque markup with other texts among its parameters; None where it cannot hold them.

    A text stays between the quotation marks that the source has; one of these in the text is
    written as the dialect reads it.
    """
    pieces, position = [], 0
    for each in named_texts(markup):
        if each.name not in texts:
            continue
        if _UNSAFE.search(texts[each.name]):
            return None
        pieces += [markup[position : each.start], _quoted(texts[each.name], markup, each)]
        position = each.end
    return "".join([*pieces, markup[position:]])


def _quoted(text: str, markup: str, each: NamedText) -> str:
    mark = markup[each.start]
    if mark not in "\"'":
        return text
    if markup.startswith(("{{<", "{{%")):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if markup.startswith("<"):
        shown = text.replace("&", "&amp;") if re.search(r"&#?\w+;", text) else text
        return mark + shown.replace(mark, "&quot;" if mark == '"' else "&#39;") + mark
    if mark in text:
        mark = "'" if mark == '"' else '"'
    return mark + text.replace(mark, "”" if mark == '"' else "’") + mark

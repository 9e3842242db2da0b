"""Front matter of Markdown: the keys of plain text's, and the texts of all others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.document.formats.front_texts import front_texts
from toolkit.document.formats.frontmatter import (
    KNOWN,
    SYNONYMS,
    Field,
    FrontMatter,
    read_front_matter,
)
from toolkit.document.formats.lines import Line
from toolkit.document.formats.metadata_lines import read_metadata_lines
from toolkit.document.wire import LISTS

__all__ = ["read_markdown_front"]

# The keys whose value may stand on several lines.
_TEXTS = frozenset({"author", "headline", "image_alt", "image_caption", "note", "standfirst"})
_FENCES = ("---", "+++")
_KEY = re.compile(r"([\w-]+)\s*[:=](?:\s|$)")
# YAML's lists, maps, block texts and anchors, and TOML's lists: no text of one line.
_LISTS = frozenset({"corrections", "keywords", "tags", *LISTS})
_AUTHOR_LIST = re.compile(r"author\s*[:=]\s*\[[^\[{]*\]\s*(?:#.*)?$", re.IGNORECASE)
_AUTHORS = frozenset({"author", "author.name", "byline"})
_ITEM = re.compile(r"\s*-\s+\S")
_FLOW = re.compile(r"[\w-]+\s*[:=]\s*(?:\[[^\[{]*\]\s*(?:#.*)?$|[^\s\[{|>&!])")
_EMBARGO = re.compile(r"embargo(?:ed|_until)?\s*[:=]", re.IGNORECASE)
_OTHER_VALUE = re.compile(r"[\w-]+\s*[:=]\s*[\[{|>&!]")


def read_markdown_front(lines: Sequence[Line], path: str) -> FrontMatter:
    """Split a Markdown file into front matter (YAML's or TOML's fences) and the rest.

    A file that begins with a thematic break has no front matter: a key must follow the fence.

    Raises:
        ToolkitError: for a value of a known key that cannot be read, or a known key given twice.

    """
    fence = lines[0].text.rstrip() if lines else ""
    if fence not in _FENCES:
        return read_metadata_lines(lines, path) or FrontMatter({}, lines)
    ends = {fence, "..."} if fence == "---" else {fence}  # YAML 1.2, section 9.1.4
    close = next((n for n, line in enumerate(lines[1:], 1) if line.text.rstrip() in ends), None)
    if close is None or not _begins(lines[1]):
        return FrontMatter({}, lines)
    dashes = lines[0]._replace(text="---")
    known = [dashes, *_known(lines[1:close]), dashes]
    fields = dict(read_front_matter(known, path).fields)
    texts = list(front_texts(lines[1:close], fence))
    times = Counter(each.name for each in texts)
    for each in texts:
        key = SYNONYMS.get(each.name.lower(), each.name.lower())
        if key in _TEXTS and key not in fields and times[each.name] == 1:
            fields[key] = Field(each.text, each.span, block=each.block)
    authors = [each for each in texts if each.name.lower() in _AUTHORS]
    if "author" not in fields and authors:
        items = tuple(Field(each.text, each.span, block=each.block) for each in authors)
        fields["author"] = Field("", authors[0].span, items)
    others = tuple(each for each in texts if each.name.lower() not in KNOWN | _AUTHORS)
    return FrontMatter(fields, lines[close + 1 :], others)


def _begins(line: Line) -> bool:
    text = line.text.rstrip()
    return text in _FENCES or text.startswith("#") or bool(_KEY.match(text) or _EMBARGO.match(text))


def _known(lines: Sequence[Line]) -> Iterator[Line]:
    in_list = False
    names = {key[1].lower() for line in lines if (key := _KEY.match(line.text))}
    for at, line in enumerate(lines):
        if line.text.startswith("["):
            return  # a TOML table: its keys are not the article's
        if in_list and _ITEM.match(line.text):
            yield line
            continue
        key = _KEY.match(line.text)
        name = key[1].lower() if key else ""
        if name in _LISTS and SYNONYMS.get(name) in names:
            in_list = False  # Hugo has `keywords` for search engines beside its `tags`
            continue
        if _AUTHOR_LIST.match(line.text):
            yield line
            continue
        in_list = name in _LISTS and line.text.rstrip().endswith(":")
        if in_list or (name in _LISTS and _FLOW.match(line.text)):
            yield line
            continue
        if _EMBARGO.match(line.text):
            yield line  # whatever is wrong with it: it must not be left alone
            continue
        if name not in KNOWN or _OTHER_VALUE.match(line.text):
            continue
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if not following.startswith((" ", "\t", "- ")):
            yield line

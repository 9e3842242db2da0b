"""Added codes: translations of texts whose comments or shortcodes have got codes since."""

import re

from toolkit.catalog.change import mechanical_form

__all__ = [
    "as_shortcodes",
    "form_without_comments",
    "with_comment_codes",
    "with_shortcode_codes",
]

# What stands for comments and instructions: docs/reference/po.md, “Codes”.
_ADDED = re.compile(r"(\s*)(<(?:comment|pi)[0-9]+/>)(\s*)")
_SHORTCODE = re.compile(r"^<(pi[0-9]+)> = (\[.*\])$", re.MULTILINE)
_TAG_BEFORE = re.compile(r"</?[^\W\d][\w.\-]*/?>\Z")
_TAG_AFTER = re.compile(r"</?[^\W\d][\w.\-]*/?>")


def form_without_comments(text: str) -> str:
    """Return the mechanical form that a text had before its comments had codes."""
    return mechanical_form(_bare(text))


def as_shortcodes(text: str, comment: str) -> str:
    """Return a text whose codes for shortcodes stand as in the page, by its comment's legend."""
    for name, shortcode in _SHORTCODE.findall(comment):
        text = text.replace(f"<{name}/>", shortcode)
    return text


def with_shortcode_codes(translation: str, comment: str) -> str | None:
    """Return a translation with codes for its shortcodes; None where one is not there once."""
    for name, shortcode in _SHORTCODE.findall(comment):
        if translation.count(shortcode) != 1:
            return None
        translation = translation.replace(shortcode, f"<{name}/>")
    return translation


def _bare(text: str) -> str:
    return _ADDED.sub(lambda match: match[1] + match[3], text)


def with_comment_codes(text: str, translation: str) -> tuple[str, bool]:
    """Return a translation with its text's codes for comments, and whether each has its place.

    A code at the start or the end of the text, or beside another code that is there once, has its
    place in the translation too. Any other one is put to the end, for a translator to move.

    >>> with_comment_codes("<comment1/> seats, <b>free</b><pi1/>.", "орын, <b>бос</b>.")
    ('<comment1/> орын, <b>бос</b><pi1/>.', True)
    """
    sure = True
    for match in _ADDED.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        at = _place(before, after, translation)
        sure = sure and at is not None
        here = len(translation) if at is None else at
        gap_before, gap_after = (match[1] if before else ""), (match[3] if after else "")
        if at is None:
            gap_before, gap_after = " " if match[1] else "", ""
        # The white space that is there already stands on the side where the text has it.
        left, right = translation[:here], translation[here:]
        if gap_before:
            left = left.rstrip()
        if gap_after:
            right = right.lstrip()
        translation = f"{left}{gap_before}{match[2]}{gap_after}{right}"
    return translation, sure


def _place(before: str, after: str, translation: str) -> int | None:
    """Return where a code belongs in a translation; None where only a reader can say."""
    if not _bare(before).strip():
        return len(before)
    if not _bare(after).strip():
        return len(translation)
    for tag, behind in ((_TAG_BEFORE.search(before), True), (_TAG_AFTER.match(after), False)):
        if tag is not None and translation.count(tag[0]) == 1 == f"{before}{after}".count(tag[0]):
            return translation.index(tag[0]) + (len(tag[0]) if behind else 0)
    return None

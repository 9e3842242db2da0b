"""SRX files for the tests."""

from html import escape

from toolkit.base.bcp47 import Locale
from toolkit.language.sentences import SegmentationRules, Segmenter, read_srx, rules_for

MAP = '<languagemap languagepattern=".*" languagerulename="All"/>'


def rule(before: str | None, after: str | None, *, breaks: bool = True) -> str:
    halves = "".join(
        f"<{tag}>{escape(expression)}</{tag}>"
        for tag, expression in (("beforebreak", before), ("afterbreak", after))
        if expression is not None
    )
    return f'<rule break="{"yes" if breaks else "no"}">{halves}</rule>'


def group(*rules: str, name: str = "All") -> str:
    return f'<languagerule languagerulename="{name}">{"".join(rules)}</languagerule>'


def srx(groups: str, maps: str = MAP, *, cascade: str = "no", header: str = "") -> bytes:
    return (
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n'
        f'<header segmentsubflows="yes" cascade="{cascade}">{header}</header>\n'
        f"<body><languagerules>\n{groups}\n</languagerules>"
        f"<maprules>\n{maps}\n</maprules></body></srx>"
    ).encode()


def read(*rules: str, cascade: str = "no") -> SegmentationRules:
    return read_srx(srx(group(*rules), cascade=cascade), "own.srx")


def segmenter(*rules: str) -> Segmenter:
    """Return a segmenter of these rules alone."""
    return rules_for(Locale("en"), [read(*rules)])

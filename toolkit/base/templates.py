"""Templates: the tags of site generators in a text, which are no language's."""

import re

__all__ = ["TEMPLATE", "masked"]

# Hugo's shortcodes (whose strings may hold anything), then Liquid's, Jinja's and Handlebars' tags.
# Their lengths are bounded, so that a text full of `{{` takes no unbounded time.
_GO_STRING = r'"(?:[^"\\\n]|\\.)*"|`[^`]*`'
_HUGO = (
    r"\{\{[<%]\s{0,9}comment\s{0,9}[%>]\}\}(?:[^{]|\{(?!\{[<%]\s{0,9}/)){0,4000}"
    r"\{\{[<%]\s{0,9}/\s{0,9}comment\s{0,9}[%>]\}\}|"
    rf'\{{\{{<(?:{_GO_STRING}|[^"`>]|>(?!\}}\}})){{0,2000}}>\}}\}}'
    rf'|\{{\{{%(?:{_GO_STRING}|[^"`%]|%(?!\}}\}})){{0,2000}}%\}}\}}'
    r"|\{\{<[^<>]{0,2000}>\}\}"
)
_LIQUID = (
    r"\{%-?\s{0,9}comment\s{0,9}-?%\}(?:[^{]|\{(?!%-?\s{0,9}endcomment)){0,4000}\{%-?\s{0,9}endcomment\s{0,9}-?%\}|"
    r"\{#(?:[^#{}]|#(?!\})){1,2000}#\}|"
    r"\{%-?\s{0,9}raw\s{0,9}-?%\}(?:[^{]|\{(?!%-?\s{0,9}endraw)){0,4000}\{%-?\s{0,9}endraw\s{0,9}-?%\}"
    r"|\{%(?:[^%]|%(?!\})){0,4000}%\}"
    r"|\{\{\{[^{}]{0,2000}\}\}\}"
    r"|\{\{(?:[^{}]|\}(?!\})|\{(?![{%])){0,2000}\}\}"
)
TEMPLATE = re.compile(rf"{_HUGO}|{_LIQUID}")
"""What a site generator replaces before or after it reads the Markdown."""


def masked(text: str) -> str:
    """Return a text of the same length with a letter for each character of a template's tags.

    So that the quotation marks and brackets in them are none to who looks for HTML around them.

    >>> masked('<a href="{{< ref "b" >}}">')
    '<a href="xxxxxxxxxxxxxxx">'
    """
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return text
    return TEMPLATE.sub(lambda match: "x" * len(match[0]), text)

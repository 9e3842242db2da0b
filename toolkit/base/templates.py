"""Templates: the tags of site generators in a text, which are no language's."""

import re

__all__ = ["TEMPLATE"]

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

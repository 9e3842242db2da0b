"""Page programs: `<?php … ?>` and the like, which no `>` or quotation mark within ends."""

import re

__all__ = ["PROGRAM", "blank_programs", "hide_programs", "show_programs"]

_START, _END = r"<\?(?:php(?=[\t\n\r ])|=|(?=[\t\n\r ]))", r"\?>"
PROGRAM = re.compile(f"({_START})(.*?)({_END})", re.DOTALL)
"""What a server runs before a browser sees the page."""
_IN_BYTES = re.compile(PROGRAM.pattern.encode(), re.DOTALL)
# Each character of ASCII as a private one: a parser takes none of them for markup.
_HIDDEN = {at: 0xF700 + at for at in range(0x09, 0x7F)}
_SHOWN = {hidden: at for at, hidden in _HIDDEN.items()}


def blank_programs(data: bytes) -> bytes:
    """Return a page in whose programs nothing looks like markup, each byte at its place."""
    if b"<?" not in data:
        return data
    return _IN_BYTES.sub(lambda match: match[1] + b"x" * len(match[2]) + match[3], data)


def hide_programs(text: str) -> str:
    """Return a page as `blank_programs` does, so that `show_programs` can undo it."""
    if "<?" not in text:
        return text
    return PROGRAM.sub(lambda match: match[1] + match[2].translate(_HIDDEN) + match[3], text)


def show_programs(text: str) -> str:
    """Return a part of a page with what was hidden in it."""
    return text if text.isascii() else text.translate(_SHOWN)

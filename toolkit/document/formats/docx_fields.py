"""The fields of a DOCX: what their instructions say (ECMA-376-1, section 17.16)."""

import re
from dataclasses import dataclass

from lxml import etree

from toolkit.document.formats.docx_styles import is_on, value, whole_number, word
from toolkit.document.formats.docx_symbols import UNKNOWN, symbol

__all__ = ["Field", "address", "chosen"]

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<switch>\w)|(?P<bare>[^\s"]+)')
# The switches that have a value, of the fields that are read here: the others stand alone.
_VALUED = frozenset("flost")
_LISTINGS = frozenset({"TOC", "INDEX", "TOA"})
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\x00-\x20]+", re.IGNORECASE)
_CODE = re.compile(r"0x[0-9a-f]{1,6}|[0-9]{1,7}", re.IGNORECASE)
_MOST_OF_ANSI = 0xFF


@dataclass(slots=True)
class Field:
    """A field: its instruction first, then what Word shows for it."""

    instruction: str = ""
    shown: bool = False
    choice: str = ""
    """What a form's field shows that keeps no text of its own: a choice, a box."""
    has_text: bool = False
    """Whether text is shown for it."""

    @property
    def is_listing(self) -> bool:
        """Whether it lists what stands elsewhere in the text."""
        return self._read()[0] in _LISTINGS

    @property
    def link(self) -> str:
        """The address that it leads to; empty for none (section 17.16.5.25)."""
        name, argument, switches = self._read()
        return address(argument, switches.get("l", "")) if name == "HYPERLINK" else ""

    @property
    def sign(self) -> str:
        """The character that it stands for where nothing is shown (section 17.16.5.60)."""
        name, argument, switches = self._read()
        if name != "SYMBOL" or not _CODE.fullmatch(argument):
            return ""
        code = int(argument, 16 if argument[1:2] in {"x", "X"} else 10)
        digits = f"{code:X}"
        found = symbol(switches.get("f", ""), digits)
        if code <= _MOST_OF_ANSI and found in {UNKNOWN, chr(code)}:
            return bytes([code]).decode("cp1252", "replace")
        return found

    def _read(self) -> tuple[str, str, dict[str, str]]:
        """Return the instruction's name, its first argument, and its switches."""
        words: list[str] = []
        switches: dict[str, str] = {}
        switch = ""
        for match in _TOKEN.finditer(self.instruction):
            if match["switch"]:
                switch = match["switch"].lower()
                switches[switch] = ""
            elif switch in _VALUED:
                switches[switch] = match["quoted"] or match["bare"] or ""
                switch = ""
            else:
                words.append(match["quoted"] or match["bare"] or "")
        name, argument = [*words, "", ""][:2]
        return name.upper(), argument, switches


def chosen(mark: etree._Element) -> str:
    """Return what the field of a form shows by its data (ECMA-376-1, sections 17.16.7 and .9).

    Args:
        mark: the `fldChar` that begins it.

    """
    data = mark.find(word("ffData"))
    choices = None if data is None else data.find(word("ddList"))
    if choices is not None:
        entries = [each.get(word("val"), "") for each in choices.iterchildren(word("listEntry"))]
        number = whole_number(value(choices, "result") or value(choices, "default"), 0)
        return entries[number] if 0 <= number < len(entries) else ""
    box = None if data is None else data.find(word("checkBox"))
    if box is None:
        return ""
    name = "default" if box.find(word("checked")) is None else "checked"
    return "☒" if is_on(box, name) else "☐"


def address(target: str, place: str) -> str:
    """Return a link's address; empty for one that leads into the file itself, or runs something."""
    target = target.strip()
    if not _ADDRESS.fullmatch(target):
        return ""
    return f"{target}#{place}" if place and "#" not in target else target

"""Rules for segmentation, as SRX 2.0 files have them, in the syntax of Python's expressions."""

from dataclasses import dataclass, field

from toolkit.base.frozen import frozen

__all__ = ["FormatHandling", "LanguageMap", "Rule", "SegmentationRules"]


@frozen
class Rule:
    """Where a text breaks, or does not break."""

    breaks: bool
    before: str
    """What must end at the place, in the syntax of the regex module (version 1); may be empty."""
    after: str
    """What must begin there; may be empty."""
    last: str = ""
    """Of one that breaks, a set of the re module with at least the characters before the place."""
    spaced: bool = False
    """Whether a space is among them."""
    next: str = ""
    """An expression of the re module that begins wherever `after` does."""
    line: int = field(default=0, compare=False)
    """The line of its file, from 1."""


@frozen
class LanguageMap:
    """Which languages a group of rules is for."""

    pattern: str
    """A regular expression for the whole language tag, in the syntax of the regex module."""
    rules: tuple[Rule, ...] = ()

    def is_for(self, tag: str) -> bool:
        """Whether it maps a language tag; case does not count in one (RFC 5646, section 2.1.1)."""
        import regex  # noqa: PLC0415 - the toolkit's own rules do without it

        return regex.fullmatch(self.pattern, tag, regex.VERSION1 | regex.IGNORECASE) is not None


@frozen
class FormatHandling:
    """Whether codes at a break belong to the segment before it (SRX 2.0, `formathandle`)."""

    start: bool = False
    end: bool = True
    isolated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SegmentationRules:
    """An SRX file; each reading is equal to itself only."""

    path: str
    """The file as the user named it."""
    cascade: bool
    """Whether all matching language maps count, or the first only."""
    segment_subflows: bool
    """Whether texts inside a text, such as a footnote, are segmented too."""
    handling: FormatHandling
    maps: tuple[LanguageMap, ...]

    def for_tag(self, tag: str) -> tuple[Rule, ...]:
        """Return the rules for a language tag, in the order in which they count."""
        found: tuple[Rule, ...] = ()
        for each in self.maps:
            if each.is_for(tag):
                found += each.rules
                if not self.cascade:
                    break
        return found

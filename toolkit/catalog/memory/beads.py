"""Beads: stretches of a text beside what stands for them, and how sure that is."""

import math

from toolkit.base.frozen import frozen

__all__ = ["IMPOSSIBLE", "MOST_MARGIN", "Bead", "confidence"]

IMPOSSIBLE = -1e18
"""Odds (in logarithms) of what cannot be."""
MOST_MARGIN = 20.0
"""Margins beyond this say nothing more."""


@frozen
class Bead:
    """Neighbouring passages of a source and what stands for them in its translation."""

    source: range
    """Which passages of the source; empty for an addition."""
    target: range
    """Which passages of the translation; empty for an omission."""
    confidence: float
    """From 0 to 1; from a half on it is sure."""

    @property
    def is_pair(self) -> bool:
        """Whether one passage stands for one."""
        return len(self.source) == len(self.target) == 1


def confidence(margin: float) -> float:
    """Return odds (in logarithms) as a share; a half where there is just enough of a margin."""
    return 1 / (1 + math.exp(-max(min(margin, MOST_MARGIN), -MOST_MARGIN)))

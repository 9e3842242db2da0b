"""Measure: CPU seconds of a whole command, start-up included."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

__all__ = ["TOOLKIT", "Row", "available", "cpu_seconds"]

TOOLKIT = str(Path(sys.executable).with_name("toolkit"))


@dataclass(frozen=True, slots=True)
class Row:
    """Ours beside a peer's."""

    what: str
    size: int
    ours: float
    """CPU seconds."""
    peer: str
    theirs: float | None
    """CPU seconds; None where the peer is not installed."""
    note: str = ""

    def growing_from(self, smaller: "Row | None") -> "Row":
        """Return the row with how much longer each took than with a smaller size."""
        if smaller is None:
            return self
        grown = (
            f"{self.size / smaller.size:.0f} times the size: ours ×{self.ours / smaller.ours:.1f}"
        )
        if smaller.theirs is not None and self.theirs is not None:
            grown += f", its ×{self.theirs / smaller.theirs:.1f}"
        return replace(self, note=f"{self.note}; {grown}" if self.note else grown)

    def cells(self) -> tuple[str, ...]:
        """Return the row as text."""
        if self.theirs is None:
            times = ("-", "-")
        else:
            times = (f"{self.theirs:.2f}", f"{self.theirs / self.ours:.1f}×")
        note = self.note if self.theirs is not None else self.note or "not installed"
        return (self.what, f"{self.size:,}", f"{self.ours:.2f}", self.peer, *times, note)


def available(program: str) -> bool:
    """Whether a peer is installed."""
    return shutil.which(program) is not None


def cpu_seconds(command: Sequence[str], runs: int = 3, *, may_fail: bool = False) -> float:
    """Return the median of the CPU seconds, user and system, that a command takes."""
    times = []
    for _ in range(runs):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(
            command, check=not may_fail, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        after = getrusage(RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(times)[runs // 2]

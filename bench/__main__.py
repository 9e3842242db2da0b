"""Run the benchmarks; each line is ours beside a peer's, in CPU seconds, and their ratio."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import (
    alignment,
    catalogs,
    checks,
    desk,
    editions,
    extraction,
    memory,
    retention,
    segmentation,
    transliteration,
)
from bench.measure import Row

HEAD = ("what", "size", "ours", "peer", "its time", "ratio", "note")


def main() -> None:
    """Print a table of ratios; peers that are not installed are named and left out."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes", default="1000,10000", help="numbers of entries, by commas (default 1000,10000)"
    )
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    # Whoever measures without compiled modules measures Python's compiler, and in ours alone.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print_row(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        print_rows(catalogs.rows(Path(folder), sizes))
        print_rows(checks.rows(Path(folder), sizes))
        print_rows(extraction.rows(Path(folder), sizes))
        print_rows(editions.rows(Path(folder), sizes))
        print_rows(memory.rows(Path(folder), sizes))
        print_rows(segmentation.rows(Path(folder), sizes[:1]))
        print_table(
            "Words of edited paragraphs that keep their own translation",
            retention.lines(Path(folder)),
        )
        print_table("Mistakes in translations that are found", checks.lines(Path(folder)))
        print_table("Actions at the desk", desk.lines(Path(folder)))
    print_table("Archives aligned with their translations", alignment.lines())
    print_table("Sentences of texts that no rule was made by", segmentation.lines())
    print_table("Words of the tests' tables in another alphabet", transliteration.lines())


def print_rows(rows: Iterable[Row]) -> None:
    """Print rows of the table; one of more entries than the last of its kind tells its growth."""
    last: dict[tuple[str, str], Row] = {}
    for row in rows:
        kind = row.what, row.peer
        smaller = last.get(kind)
        is_larger = smaller is not None and 1 < smaller.size < row.size
        print_row((row.growing_from(smaller) if is_larger else row).cells())
        last[kind] = row


def print_table(title: str, lines: Iterable[tuple[str, ...]]) -> None:
    """Print another table."""
    sys.stdout.write(f"\n{title}\n")
    for line in lines:
        print_cells(line)


def print_cells(cells: tuple[str, ...]) -> None:
    """Print a line of another table."""
    sys.stdout.write("  ".join(cell.ljust(24) for cell in cells).rstrip() + "\n")
    sys.stdout.flush()


def print_row(cells: tuple[str, ...]) -> None:
    """Print a line of the table as soon as it is known."""
    widths = (22, 8, 8, 10, 9, 7, 0)
    line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


__all__ = ["Row", "main"]

if __name__ == "__main__":
    main()

"""Print results: one JSON document, or tables for people."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from core.services.queries.read_catalogue import Finding


def print_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def print_line(text: str = "") -> None:
    """Print one line on standard output."""
    _write(text + "\n")


def print_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows in columns; Chinese characters take two places."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (
            cell + " " * (width - display_width(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        print_line("  ".join(padded).rstrip())


def display_width(text: str) -> int:
    """Return how many terminal places a text takes.

    Examples:
        >>> display_width("a一")
        3
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def finding_document(finding: Finding, locale: str) -> dict[str, Any]:
    """Return a finding as it stands in JSON."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "at": finding.at,
        "file": finding.file,
        "line": finding.line,
        "message": finding.message(locale),
    }


def _write(text: str) -> None:
    """Write UTF-8 whatever the terminal says, so that pipes get what was meant."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()

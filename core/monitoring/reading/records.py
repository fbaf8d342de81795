"""The records of a table of text: in the encoding of most lines, one broken line at a time."""

import csv
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

from core.monitoring.models import LogReason

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKS = ",;\t"


def records_of(raw: bytes) -> Iterator[tuple[int, list[str] | LogReason]]:
    """Yield the cells of each record that is not blank, or why it cannot be read.

    Blank records count, as a spreadsheet shows them.
    """
    text = _text_of(raw)
    head = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=head.count)
    lines, number = _Lines(StringIO(text, newline="")), 0
    while True:
        number += 1
        lines.begin()
        try:
            cells = next(csv.reader(lines, delimiter=mark, skipinitialspace=True, strict=True))
        except StopIteration:
            return
        except csv.Error:
            yield number, LogReason("not_csv", {"line": lines.leave_first()})
            continue
        cells = [cell.strip() for cell in cells]
        if len(cells) > 1 or any(cells):
            yield number, _checked(cells)


@dataclass(slots=True)
class _Lines:
    """The lines of a text; a mark that never closes costs its own line and not those after it."""

    _source: Iterator[str]
    _ahead: deque[str] = field(default_factory=deque)
    _read: list[str] = field(default_factory=list)
    _passed: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._source)
        self._read.append(line)
        return line

    def begin(self) -> None:
        """Begin the next record."""
        self._passed += len(self._read)
        self._read.clear()

    def leave_first(self) -> int:
        """Give the lines of this record back but for its first, and return the number of that."""
        self._ahead.extendleft(reversed(self._read[1:]))
        del self._read[1:]
        return self._passed + 1


def _text_of(raw: bytes) -> str:
    """Return the text of a file; what is not in its encoding is marked: such a row is left out."""
    if raw.startswith(UTF_16):
        return raw.decode("utf-16", "replace").replace("\ufffd", "\0")
    while raw.startswith(BOM_UTF8):
        raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(_encoding_of(raw), "surrogateescape")


def _encoding_of(raw: bytes) -> str:
    """Return the encoding of most lines: with one broken line the others stay what they are."""
    lines = [line for line in raw.splitlines() if not line.isascii()]
    return "utf-8" if sum(map(_is_utf_8, lines)) * 2 >= len(lines) else "gb18030"


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checked(cells: list[str]) -> list[str] | LogReason:
    """Return the cells of a record unless one holds what is no text."""
    if any("\0" in cell for cell in cells):
        return LogReason("no_text")
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return LogReason("no_text")
    return cells

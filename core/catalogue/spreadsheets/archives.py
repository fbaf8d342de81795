"""Look over the archive that a workbook is, before anything in it is opened.

Nothing in a file is trusted, neither its name nor the sizes it states: a spreadsheet is a zip
archive, and a small one can unfold to fill a machine.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.catalogue.spreadsheets.refusing import SpreadsheetRefusedError, damage_reported

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 10_000
MAX_CELLS = 300_000
MAX_MERGED = 20_000
MAX_EMPTY = 2_500_000
"""Rows and cells without content: nothing to read, but each takes time to pass by."""
MAX_DEPTH = 100
"""Deeper than any part of a workbook; some readers call themselves once a level."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OLD_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".vml")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""Namespaces of ISO 29500 Strict; each has a counterpart of the usual (Transitional) kind."""
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_COMMENTS = ("xl/comments", "xl/threadedComments")
_WORDS = re.compile(rb"<a:t>\s*[^<\s]")
_HOLDS_SOMETHING = frozenset({"v", "is", "f"})


def checked_archive(raw: bytes) -> bytes:
    """Return a workbook that may be opened, of the usual kind.

    Raises:
        SpreadsheetRefusedError: If it is no plain workbook of reasonable size.
    """
    if len(raw) > MAX_BYTES:
        raise SpreadsheetRefusedError("too_large", limit=MAX_BYTES // 1024 // 1024)
    _refuse_other_formats(raw)
    try:
        archive = ZipFile(BytesIO(raw))
    except (BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise SpreadsheetRefusedError("damaged", kind=type(error).__name__) from error
    with damage_reported(), archive:
        _refuse_by_parts(archive)
        counts = _Counts()
        for part in archive.infolist():
            _Scan(archive, part, counts).run()
        is_strict = _STRICT.search(archive.read("xl/workbook.xml")) is not None
        return _of_usual_kind(archive) if is_strict else raw


def has_words_outside_cells(checked: bytes) -> bool:
    """Say whether a workbook that was checked has comments, or text boxes with words in them."""
    with damage_reported(), ZipFile(BytesIO(checked)) as archive:
        drawings = [name for name in archive.namelist() if name.startswith("xl/drawings/")]
        return any(name.startswith(_COMMENTS) for name in archive.namelist()) or any(
            _WORDS.search(archive.read(name)) for name in drawings
        )


def _refuse_other_formats(raw: bytes) -> None:
    """Say what it is, if it is a table of another kind; all of them can be saved as .xlsx."""
    if raw.startswith(_COMPOUND):
        is_old = any(name in raw for name in _OLD_WORKBOOKS) and _ENCRYPTED not in raw
        raise SpreadsheetRefusedError("xls" if is_old else "protected")
    if not raw.startswith(_ZIP):
        raise SpreadsheetRefusedError("csv" if _is_separated_text(raw) else "not_xlsx")


def _is_separated_text(raw: bytes) -> bool:
    """Say whether the first two lines have the same separators, as tables in plain text do."""
    lines = [line for line in raw[:4000].splitlines() if line.strip()][:2]
    if b"\0" in raw[:4000] or raw.lstrip()[:1] == b"<" or len(lines) < 2:
        return False
    return any(0 < lines[0].count(mark) == lines[1].count(mark) for mark in (b",", b";", b"\t"))


def _refuse_by_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SpreadsheetRefusedError("bomb", limit=MAX_UNPACKED // 1024 // 1024)
    if any(part.flag_bits & 1 for part in parts):
        raise SpreadsheetRefusedError("protected")
    _refuse_other_archives(archive, names)
    if any(name.lower().endswith("vbaproject.bin") for name in names) or (
        b"macroEnabled" in archive.read("[Content_Types].xml")
    ):
        raise SpreadsheetRefusedError("macros")
    folders = ("xl/externallinks/", "xl/embeddings/", "xl/activex/", "xl/macrosheets/")
    if any(name.lower().startswith(folders) for name in names) or "xl/connections.xml" in names:
        raise SpreadsheetRefusedError("external")


def _refuse_other_archives(archive: ZipFile, names: set[str]) -> None:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        raise SpreadsheetRefusedError("ods")
    if "xl/workbook.bin" in names:
        raise SpreadsheetRefusedError("xlsb")
    if not any(name.startswith("xl/") for name in names):
        raise SpreadsheetRefusedError("not_xlsx")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise SpreadsheetRefusedError("damaged", kind="xl/workbook.xml")


class _Counts:
    """What all parts together hold: rows and cells with something in them, merged areas."""

    def __init__(self) -> None:
        self.rows = self.cells = self.merged = self.empty = 0

    def refuse_long(self) -> None:
        is_long = self.rows > MAX_ROWS or self.cells > MAX_CELLS or self.merged > MAX_MERGED
        if is_long or self.empty > MAX_EMPTY:
            raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)


class _Scan:
    """Goes through one part without building anything of it.

    Formatted cells without content do not count: whoever formats whole columns has not written
    anything in them.
    """

    def __init__(self, archive: ZipFile, part: ZipInfo, counts: _Counts) -> None:
        self._archive, self._part, self._counts = archive, part, counts
        self._depth = 0
        self._row_counted = self._cell_counted = True

    def run(self) -> None:
        """Read the part to its end, so that its checksum is compared too."""
        is_picture = self._part.filename.lower().endswith(_PICTURES)
        parser: expat.XMLParserType | None = None if is_picture else self._parser()
        with self._archive.open(self._part) as stream:
            while chunk := stream.read(1 << 20):
                try:
                    if parser is not None:
                        parser.Parse(chunk)
                except expat.ExpatError:
                    # Whoever needs the part fails at the same place; most parts nobody needs.
                    parser = None
                self._counts.refuse_long()

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._declaration
        return parser

    def _declaration(self, *_: object) -> None:
        # No workbook has declarations of its own; entities in them unfold without limit.
        raise SpreadsheetRefusedError("bomb", limit=MAX_UNPACKED // 1024 // 1024)

    def _begin(self, name: str, _: Sequence[str] | dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise SpreadsheetRefusedError("damaged", kind=self._part.filename)
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._cell_counted = False
            self._counts.empty += 1
        elif tag == "row":
            self._row_counted = False
            self._counts.empty += 1
        elif tag == "mergeCell":
            self._counts.merged += 1
        elif tag in _HOLDS_SOMETHING:
            self._count()

    def _count(self) -> None:
        self._counts.rows += not self._row_counted
        self._counts.cells += not self._cell_counted
        self._row_counted = self._cell_counted = True

    def _end(self, _: str) -> None:
        self._depth -= 1


def _of_usual_kind(archive: ZipFile) -> bytes:
    """Return a workbook of the Strict kind with the namespaces of the usual one."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as usual:
        for part in archive.infolist():
            content = archive.read(part)
            is_text = part.filename.endswith((".xml", ".rels"))
            changed = _STRICT.sub(_TRANSITIONAL, content) if is_text else content
            usual.writestr(part.filename, changed)
    return out.getvalue()

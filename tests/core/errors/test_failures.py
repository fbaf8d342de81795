"""Whatever a library fails with is told, in one place, with where it happened."""

import json
import re
import zlib
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from pydantic import TypeAdapter
from pypdf import PdfReader

from core.errors import UploadRefusedError, failures_reported

CORE = Path(__file__).parents[3] / "core"


class ToldError(UploadRefusedError):
    def __init__(self, failure):
        super().__init__("broken")
        self.failure = failure


LIBRARIES = {
    "zlib": lambda: zlib.decompress(b"none"),
    "zipfile": lambda: ZipFile(BytesIO(b"PK\x03\x04")),
    "expat": lambda: fromstring(b"<a>\n<b></a>"),
    "json": lambda: json.loads("[1,\n ?]"),
    "nested json": lambda: json.loads("[" * 100_000),
    "text": lambda: b"\xff".decode("utf-8"),
    "decimal": lambda: Decimal("a"),
    "pydantic": lambda: TypeAdapter(int).validate_python("a"),
    "openpyxl": lambda: load_workbook(BytesIO(b"PK")),
    "Pillow": lambda: Image.open(BytesIO(b"\x89PNG\r\n\x1a\n")),
    "pypdf": lambda: PdfReader(BytesIO(b"%PDF-1.7"), strict=True),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_whatever_a_library_fails_with_is_reported(library):
    with pytest.raises(ToldError) as refused, failures_reported(ToldError):
        LIBRARIES[library]()

    assert refused.value.failure.kind
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("library", "place"),
    [("expat", "2:5"), ("json", "2:2"), ("text", "byte 1"), ("zlib", "")],
)
def test_a_failure_says_where_it_happened_if_the_library_does(library, place):
    with pytest.raises(ToldError) as refused, failures_reported(ToldError):
        LIBRARIES[library]()

    assert refused.value.failure.place == place


def test_an_error_that_is_reported_already_stays_as_it_is():
    with pytest.raises(UploadRefusedError) as refused, failures_reported(ToldError):
        raise UploadRefusedError("empty")

    assert type(refused.value) is UploadRefusedError


def test_nobody_else_in_the_core_catches_everything():
    """What catches everything hides faults of our own, so there is one place for it."""
    catching = {
        file.relative_to(CORE).as_posix()
        for file in CORE.rglob("*.py")
        if re.search(r"except\s*(\(.*)?\b(Base)?Exception\b|except\s*:", file.read_text("utf-8"))
    }

    assert catching == {"errors/failures.py"}

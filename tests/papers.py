"""Papers as people give them: real files, made once."""

import unicodedata
from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def pdf(pages: int = 1, *, password: str = "", script: str = "") -> bytes:
    """Return a PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(script),
            }
        )
    if password:
        writer.encrypt(password)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def text_of(printed: bytes) -> str:
    """Return the text of a PDF without its blanks: lines are broken where they fit."""
    pages = PdfReader(BytesIO(printed)).pages
    text = "".join(page.extract_text() for page in pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


def picture(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **options: object) -> bytes:
    """Return a picture of one colour."""
    kept = BytesIO()
    Image.new("RGB", size, "white").save(kept, kind, **options)
    return kept.getvalue()


PDF = pdf()
JPEG = picture((180, 220))

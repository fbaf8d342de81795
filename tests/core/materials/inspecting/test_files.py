"""What is taken of a file and what is not: by content, never by name."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from pypdf import PdfWriter

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect, pictures
from core.materials.inspecting.portable_documents import MOST_PAGES
from core.materials.inspecting.sheets import MOST_KEPT_PIXELS
from core.services.trainers.sample_papers import SAMPLE_PAPER
from tests.core.materials.inspecting.given import written
from tests.papers import PDF, pdf, picture

PLACE = 34853
"""The number under which EXIF keeps where a picture was taken."""


def reason(content):
    with pytest.raises(UploadRefusedError) as refusal:
        inspect(content)
    return refusal.value.message_key.removeprefix("error.applicant.upload_")


def with_exif(**tags):
    exif = Image.Exif()
    exif[274] = tags.get("orientation", 1)
    exif[271] = "a camera with a name"
    exif.get_ifd(PLACE)[1] = "N"
    return picture((60, 40), exif=exif)


def opened(content):
    return Image.open(BytesIO(content))


def bomb():
    """A PNG of 30,000 by 30,000 pixels in some hundred bytes."""

    def chunk(kind, data):
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (30_000).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_paper_is_kept_as_it_came():
    kept = inspect(PDF)

    assert (kept.content, kept.media_type, kept.pages) == (PDF, "application/pdf", 1)
    assert inspect(pdf(MOST_PAGES)).pages == MOST_PAGES
    assert inspect(SAMPLE_PAPER).pages == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"x" * 1_100 + PDF, "unknown_type"),
        (b"MZ\x90\x00 a program called paper.pdf", "unknown_type"),
        (b"<script>alert(1)</script>", "unknown_type"),
        (b"%PDF-1.7 and nothing else", "broken"),
        (pdf(password="secret"), "locked"),
        (pdf(MOST_PAGES + 1), "too_many_pages"),
        (pdf(script="app.alert('1')"), "active"),
        (picture()[:200], "broken"),
        (b"\xff\xd8\xff" + b"0" * 99, "broken"),
        (bomb(), "too_many_pixels"),
        (b"%PDF-" + bytes(11_000_000), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_paper_is_refused_with_its_reason(content, expected):
    assert reason(content) == expected


def test_a_pdf_with_a_file_in_it_is_refused():
    writer, kept = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.add_attachment("hidden.exe", b"MZ")
    writer.write(kept)

    assert reason(kept.getvalue()) == "active"


def test_nobody_learns_from_a_picture_where_it_was_taken():
    taken = with_exif()
    assert opened(taken).getexif().get_ifd(PLACE)

    kept = inspect(taken)

    assert kept.media_type == "image/jpeg"
    assert dict(opened(kept.content).getexif()) == {}
    assert b"a camera with a name" not in kept.content


def test_a_picture_taken_sideways_is_turned_upright():
    assert opened(inspect(with_exif(orientation=6)).content).size == (40, 60)
    assert opened(inspect(with_exif()).content).size == (60, 40)


def test_a_large_picture_is_shrunk_and_a_drawing_stays_one():
    large = opened(inspect(picture((6_000, 3_000))).content)
    assert large.size == (4_243, 2_121)
    assert large.width * large.height <= MOST_KEPT_PIXELS

    drawing = inspect(picture((80, 80), "PNG"))
    assert drawing.media_type == "image/png"
    assert opened(drawing.content).getpixel((0, 0))[:3] == (255, 255, 255)


def test_what_was_kept_is_taken_again():
    once = inspect(with_exif(orientation=6))

    assert inspect(once.content).media_type == once.media_type


_BEGINNINGS = some.sampled_from(
    [
        *(b"", b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\x00"),
        *(
            b"RIFF\x00\x01\x00\x00WEBPVP8 ",
            b"\x00\x00\x00\x18ftypheic",
            b"\x00\x00\x00\x18ftypavif",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(beginning=_BEGINNINGS, rest=some.binary(max_size=300))
def test_whatever_comes_is_taken_or_refused_and_nothing_else(beginning, rest):
    try:
        kept = inspect(beginning + rest)
    except UploadRefusedError:
        return
    assert kept.pages >= 1


@settings(max_examples=100, deadline=None)
@given(place=some.integers(0, len(PDF) - 1), byte=some.integers(0, 255))
def test_a_paper_with_a_byte_changed_is_taken_or_refused(place, byte):
    changed = bytearray(PDF)
    changed[place] = byte
    with suppress(UploadRefusedError):
        inspect(bytes(changed))


def test_a_photograph_in_layers_that_takes_too_much_memory_is_refused_before_it_is_unfolded(
    monkeypatch,
):
    """All layers of all its colours are held at once: two bytes for each of their numbers."""
    photo = Image.new("CMYK", (800, 700))
    monkeypatch.setattr(pictures, "_MOST_BYTES_OF_LAYERS", 800 * 700 * 4 * 2 - 1)

    assert reason(written(photo, "JPEG", progressive=True, subsampling=0)) == "too_many_pixels"
    assert inspect(written(photo, "JPEG", progressive=True, subsampling=2)).pages == 1
    assert inspect(written(photo, "JPEG", subsampling=0)).pages == 1

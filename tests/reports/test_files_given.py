"""Files of the reports, with what is right for each."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from core.materials.inspecting import inspect

FOLDER = Path(__file__).parent


def given(place):
    return inspect((FOLDER / place).read_bytes())


def test_a_scan_of_16_bits_keeps_its_greys():
    kept = Image.open(BytesIO(given("01-scan-16-bit/scan16.png").content))

    assert kept.size == (400, 300)
    assert sum(map(bool, kept.histogram())) > 100


def test_a_long_screenshot_becomes_pages_as_wide_as_it_was():
    kept = given("10-long-screenshot/long.png")

    sheets = [page.images[0].image for page in PdfReader(BytesIO(kept.content)).pages]
    assert (kept.media_type, kept.pages) == ("application/pdf", len(sheets))
    assert {sheet.width for sheet in sheets} == {1080}
    assert sum(sheet.height for sheet in sheets) > 12_000


def test_a_pdf_that_only_its_owner_may_change_is_taken():
    kept = given("11-pdf-refused-wrongly/owner_password.pdf")

    assert (kept.media_type, kept.pages) == ("application/pdf", 1)


def test_broken_notes_of_a_camera_do_not_cost_the_picture():
    kept = Image.open(BytesIO(given("12-picture-refused-for-its-exif/exif.jpg").content))

    assert kept.size == (150, 200)
    assert not kept.getexif()

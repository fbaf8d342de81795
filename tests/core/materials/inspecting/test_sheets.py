"""What is kept can be read: no smaller than an A4 paper at 300 dots, cut up if it is long."""

from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect
from core.materials.inspecting.portable_documents import MOST_PAGES
from core.materials.inspecting.sheets import boxes_of
from tests.core.materials.inspecting.given import colours, greys, seen, written


def sheets_of(content):
    kept = inspect(content)
    assert kept.media_type == "application/pdf"
    sheets = [page.images[0].image for page in PdfReader(BytesIO(kept.content)).pages]
    assert len(sheets) == kept.pages
    return sheets


@pytest.mark.parametrize("size", [(720, 16_000), (16_000, 720), (1_242, 9_000), (2_000, 6_001)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_long_picture_is_cut_up_and_not_shrunk(size, kind):
    sheets = sheets_of(written(Image.new("L", size, 200), kind))

    assert {min(sheet.size) for sheet in sheets[:-1]} == {min(size)}


def test_a_long_picture_that_is_small_stays_one():
    assert seen(written(Image.new("L", (300, 4_000), 200), "PNG")).size == (300, 4_000)


@pytest.mark.parametrize("size", [(1080, 12_000), (12_000, 1080), (700, 13_001)])
def test_no_row_is_lost_between_two_sheets(size):
    boxes = boxes_of(*size)

    across = 1 if size[1] > size[0] else 0
    assert boxes[0][across] == 0
    assert boxes[-1][across + 2] == max(size)
    for box, other in pairwise(boxes):
        assert box[across] < other[across] < box[across + 2] - min(size) // 20


def test_a_picture_longer_than_a_book_is_refused():
    with pytest.raises(UploadRefusedError) as refusal:
        inspect(written(Image.new("1", (200, 90_000)), "PNG"))
    assert refusal.value.params == {"limit": MOST_PAGES}


def test_a_shrunk_picture_looks_as_if_shrunk_at_once():
    large = greys().transpose(Image.Transpose.ROTATE_90).resize((3_000, 4_000))
    large.paste(0, (1_000, 1_000, 2_000, 1_003))

    kept = seen(written(large, "PNG"))

    at_once = np.asarray(large.resize(kept.size, Image.Resampling.LANCZOS)).astype(int)
    assert np.abs(np.asarray(kept) - at_once).max() <= 2


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_frame_is_a_page(kind):
    frames = [colours(), colours().rotate(180), colours().convert("L").convert("RGB")]

    sheets = sheets_of(written(frames[0], kind, save_all=True, append_images=frames[1:]))

    assert [sheet.size for sheet in sheets] == [(400, 300)] * 3


def test_faxed_pages_stay_small():
    page = greys().resize((1_600, 2_200)).convert("1", dither=0)
    fax = written(page, "TIFF", save_all=True, append_images=[page] * 3, compression="group4")

    kept = inspect(fax)

    assert kept.pages == 4
    assert len(kept.content) < 50_000


def test_a_long_picture_taken_upside_down_begins_at_its_top():
    long = Image.new("L", (720, 14_000), 255)
    long.paste(0, (0, 0, 720, 1_000))
    exif = Image.Exif()
    exif[0x0112] = 3

    first, *_, last = sheets_of(written(long, "JPEG", exif=exif))

    assert first.convert("L").getpixel((5, 5)) > 250
    assert last.convert("L").getpixel((5, last.height - 5)) < 5

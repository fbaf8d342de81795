"""Notes beside a picture never cost it; one that is cut off is told from one that is whole."""

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect
from tests.core.materials.inspecting.given import colours, paper, seen, written

JPEG = written(paper(), "JPEG")
PNG = written(paper(), "PNG")
WAYS = {
    "plain": {},
    "in layers": {"progressive": True},
    "in rows": {"restart_marker_rows": 1},
    "in blocks": {"restart_marker_blocks": 4},
    "without halved colours": {"subsampling": 0},
}


def with_segment(marker, body):
    return JPEG[:2] + bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body + JPEG[2:]


def is_refused(content):
    with pytest.raises(UploadRefusedError) as refusal:
        inspect(content)
    return refusal.value.message_key == "error.applicant.upload_broken"


@pytest.mark.parametrize(
    "content",
    [
        with_segment(0xE1, b"Exif\x00\x00II*\x00\xff\xff\xff\xff"),
        with_segment(0xE1, b"Exif\x00\x00"),
        with_segment(0xE1, b"Exif\x00\x00" + b"\xff" * 500),
        with_segment(0xE2, b"MPF\x00II*\x00\x08\x00\x00\x00" + b"\x99" * 60),
        with_segment(0xE2, b"ICC_PROFILE\x00\x05\x02broken"),
        with_segment(0xED, b"Photoshop 3.0\x00" + b"8BIM" * 5),
        with_segment(0xE0, b"JFIF\x00"),
        JPEG[:2] + b"\xff\xe1\xff\xf0Exif\x00\x00" + JPEG[2:],
        JPEG + b"a film behind the picture" * 100,
    ],
)
def test_whatever_is_wrong_beside_the_picture_it_is_kept_without_a_warning(content, recwarn):
    assert seen(content).size == (400, 300)
    assert [str(warning.message) for warning in recwarn] == []


def test_notes_of_png_files_stay_behind_broken_or_not():
    notes = PngImagePlugin.PngInfo()
    notes.add(b"eXIf", b"no notes at all")
    notes.add(b"iCCP", b"name\x00\x00no profile")
    notes.add(b"zTXt", b"where\x00\x00no text")

    kept = inspect(written(paper(), "PNG", pnginfo=notes))

    assert b"where" not in kept.content
    assert seen(kept.content).size == (400, 300)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("lost", [1, 2, 5])
def test_a_missing_end_mark_does_not_cost_the_picture(way, lost):
    whole = written(paper(), "JPEG", **way)

    assert seen(whole[:-lost]).size == (400, 300)


@pytest.mark.parametrize("lost", [1, 8, 12, 16])
def test_a_missing_end_mark_of_png_does_not_cost_the_picture(lost):
    assert seen(PNG[:-lost]).tobytes() == paper().tobytes()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_picture_cut_off_in_the_middle_is_refused(way):
    whole = written(paper(), "JPEG", **way)
    half = whole[: len(whole) // 2]

    assert is_refused(half)
    assert is_refused(half + b"\xff\xd9")
    assert is_refused(half + bytes(len(half)))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "HEIF"])
def test_half_a_file_of_any_kind_is_refused(kind):
    whole = written(paper(), kind)

    assert is_refused(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "BMP", "HEIF"])
def test_half_a_file_is_refused_in_a_process_that_prints_as_well(kind, monkeypatch):
    """WeasyPrint has Pillow fill up what is cut off, for the whole process."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    whole = written(paper(), kind)

    assert is_refused(whole[: len(whole) // 2])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF", "HEIF"])
def test_a_file_laid_out_of_which_half_came_is_refused(kind):
    whole = written(paper(), kind)

    assert is_refused(whole[: len(whole) // 2] + bytes(len(whole) // 2))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_picture_that_is_grey_itself_is_whole(way):
    grey = paper()
    grey.paste((128, 128, 128), (0, 150, 400, 300))

    for whole in (written(grey, "JPEG", **way), written(grey, "JPEG", **way)[:-2]):
        assert seen(whole).getpixel((200, 250)) == pytest.approx((128, 128, 128), abs=2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_of_any_kind_is_turned_upright(kind, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    turns = {1: 0, 3: 180, 6: 270, 8: 90}

    kept = seen(written(colours(), kind, exif=exif.tobytes())).convert("RGB")

    right = colours().rotate(turns[orientation], expand=True)
    assert kept.size == right.size
    assert kept.getpixel((20, 20)) == pytest.approx(right.getpixel((20, 20)), abs=12)


def test_pictures_from_phones_are_kept_so_that_every_office_can_open_them():
    kept = inspect(written(paper(), "HEIF"))

    assert (kept.media_type, kept.pages) == ("image/jpeg", 1)
    assert len(set(seen(kept.content).convert("L").tobytes())) > 100


def test_the_second_picture_in_a_file_of_a_phone_is_no_page():
    kept = inspect(written(paper(), "MPO", save_all=True, append_images=[colours()]))

    assert (kept.media_type, kept.pages) == ("image/jpeg", 1)

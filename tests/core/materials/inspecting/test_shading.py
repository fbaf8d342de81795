"""Whatever shades a picture comes in, those who look at it see them."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect
from tests.core.materials.inspecting.given import SLOPE, colours, greys, paper, seen, written

DEEP = {
    "16 bits": (SLOPE * 65_535).astype("uint16"),
    "12 of 16 bits": (SLOPE * 4_095).astype("uint16"),
    "10 of 16 bits": (SLOPE * 1_023).astype("uint16"),
    "32 bits": (SLOPE * (2**31 - 1)).astype("int32"),
    "16 of 32 bits": (SLOPE * 65_535).astype("int32"),
    "parts of one": SLOPE.astype("float32"),
    "numbers to 255": (SLOPE * 255).astype("float32"),
    "any numbers": (SLOPE * 70 - 20).astype("float32"),
}


def is_slope(picture, tolerance=3):
    shades = np.asarray(picture.convert("L")).astype(int)
    return np.abs(shades - (SLOPE * 255)).max() <= tolerance


@pytest.mark.parametrize("numbers", DEEP.values(), ids=DEEP.keys())
def test_shades_of_more_than_8_bits_are_scaled(numbers):
    assert is_slope(seen(written(Image.fromarray(numbers), "TIFF")))


def test_a_scan_of_16_bits_is_scaled_from_png_too():
    assert is_slope(seen(written(Image.fromarray(DEEP["16 bits"]), "PNG")))


def test_numbers_that_are_none_are_painted_as_something():
    numbers = SLOPE.astype("float32").copy()
    numbers[:10] = np.nan
    numbers[10:20] = np.inf

    kept = seen(written(Image.fromarray(numbers), "TIFF"))

    assert is_slope(kept.crop((0, 20, 400, 300)).resize((400, 300)))


def test_white_that_is_zero_stays_white():
    scan = Image.fromarray(65_535 - DEEP["16 bits"])

    assert is_slope(seen(written(scan, "TIFF", tiffinfo={262: 0})))


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_become_colours(kind):
    kept = seen(written(colours().convert("CMYK"), kind))

    assert kept.mode == "RGB"
    assert np.abs(np.asarray(kept).astype(int) - np.asarray(colours())).max() < 40


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "YCbCr"])
def test_every_kind_of_picture_keeps_its_shades(mode):
    kind = "TIFF" if mode == "YCbCr" else "PNG" if mode != "PA" else "GIF"
    picture = greys().convert("P" if mode == "PA" else mode)

    assert np.asarray(seen(written(picture, kind)).convert("L")).mean() == pytest.approx(127, abs=4)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_what_is_transparent_lies_on_white(kind):
    drawn = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).rectangle((50, 20, 150, 80), fill=(0, 0, 0, 255))

    kept = seen(written(drawn, kind)).convert("L")

    assert kept.getpixel((5, 5)) > 250
    assert kept.getpixel((100, 50)) < 5


def test_white_on_nothing_can_still_be_read():
    drawn = Image.new("RGBA", (200, 100), (255, 255, 255, 0))
    ImageDraw.Draw(drawn).text((50, 40), "Name", fill=(255, 255, 255, 255))

    darkest, brightest = seen(written(drawn, "PNG")).convert("L").getextrema()
    assert brightest - darkest > 200


def test_a_transparent_colour_of_a_palette_lies_on_white():
    drawn = colours().quantize(32)

    kept = seen(written(drawn, "PNG", transparency=drawn.getpixel((0, 0))))

    assert kept.getpixel((0, 0)) == (255, 255, 255)


def swapped_profile():
    """A profile in which red and green have changed places, to be seen at once."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = usual.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    return other.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "HEIF"])
def test_colours_of_another_kind_become_those_of_a_screen(kind):
    kept = seen(written(colours(), kind, icc_profile=swapped_profile()))

    red, green, _ = colours().getpixel((20, 20))
    assert kept.getpixel((20, 20))[:2] == pytest.approx((green, red), abs=30)
    assert not kept.info.get("icc_profile")


@pytest.mark.parametrize("profile", [b"no profile", b"\x00" * 200])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_broken_profile_does_not_cost_the_picture(kind, profile):
    assert seen(written(colours(), kind, icc_profile=profile)).size == (400, 300)


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_a_scan_with_the_first_byte_first_keeps_its_greys(compression):
    scan = tiff(SLOPE * 65_535, ">u2", compression)

    assert is_slope(seen(scan))


def tiff(numbers, numbers_as, compression):
    """A scan as Macs and many scanners write them."""
    info = TiffImagePlugin.ImageFileDirectory_v2(prefix=b"MM")
    kept = BytesIO()
    picture = Image.frombytes("I;16B", numbers.shape[::-1], numbers.astype(numbers_as).tobytes())
    picture.save(kept, "TIFF", tiffinfo=info, compression=compression)
    return kept.getvalue()


def test_planes_of_8_bits_are_read_and_such_that_would_become_noise_refused():
    with pytest.raises(UploadRefusedError, match="unknown_type"):
        inspect(in_planes(16))

    assert is_slope(seen(in_planes(8)))


def in_planes(bits):
    """A scan whose reds, greens and blues lie one after the other, not packed."""
    plane = (SLOPE * (2**bits - 1)).astype(f"<u{bits // 8}").tobytes()
    tags = {256: 400, 257: 300, 258: (bits,) * 3, 259: 1, 262: 2, 277: 3, 278: 300, 284: 2}
    info = TiffImagePlugin.ImageFileDirectory_v2()
    tags |= {273: tuple(len(plane) * place for place in range(3)), 279: (len(plane),) * 3}
    for tag, value in tags.items():
        info[tag] = value
    return b"II*\x00\x08\x00\x00\x00" + info.tobytes(8) + plane * 3


def test_a_picture_said_to_be_all_transparent_is_shown():
    drawn = paper().convert("RGBA")
    drawn.putalpha(0)

    assert len(set(seen(written(drawn, "PNG")).convert("L").get_flattened_data())) > 20

"""Pictures of papers: upright, in shades and of a size that can be read, without where they were.

Only what is seen is kept: position, camera, thumbnails and comments are left behind.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from threading import Lock
from typing import Any

from core.errors import UploadRefusedError, nothing_if_it_fails
from core.materials.inspecting.binding import bound, written_picture
from core.materials.inspecting.containers import Plain, plain_jpeg, plain_png
from core.materials.inspecting.deep_shades import is_misread
from core.materials.inspecting.kinds import MAX_UPLOAD_BYTES
from core.materials.inspecting.portable_documents import MOST_PAGES
from core.materials.inspecting.shading import shading_of
from core.materials.inspecting.sheets import boxes_of, kept_size, sheet_of
from core.materials.inspecting.whole import is_whole

MOST_PIXELS = 89_000_000
"""An A3 paper at 600 dots an inch; a small file can unfold to far more (a decompression bomb)."""
MOST_BYTES = 140_000_000
"""What a picture may take in memory while it is looked at: an A4 paper in colours at 600 dots."""
_MOST_BYTES_FROM_PHONES = 200_000_000
"""Phones take 48 million pixels, and what is packed like theirs cannot be unfolded smaller."""
_MOST_BYTES_OF_LAYERS = 400_000_000
"""A JPEG that comes in layers is held as a whole, whatever the size it is looked at in."""
_MOST_PIXELS_OF_ALL_FRAMES = 600_000_000
"""Fifty A4 papers at 300 dots an inch, and some."""
_BYTES_OF_PIXEL: Mapping[str, int] = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I": 16, "F": 16}
_BYTES_OF_COLOURS = 4
_PLAIN: Mapping[str, Callable[[bytes], Plain]] = {"JPEG": plain_jpeg, "PNG": plain_png}
_PHOTOGRAPHS = frozenset({"JPEG", "HEIF", "AVIF", "WEBP"})
_FROM_PHONES = frozenset({"HEIF", "AVIF"})
_NEVER_ARRIVED = bytes(1024)
"""Packed pixels hold no such run: the file was laid out, and the rest did not come."""
_ORIENTATION = 0x0112
_ONE_AT_A_TIME = Lock()
"""Several large pictures at once would need several times the memory."""


def kept_picture(content: bytes, kind: str) -> tuple[bytes, str, int]:
    """Return a picture as it is kept, its media type, and of how many pages it is.

    Each frame is a page, and so is each part of a picture too long for one.

    Args:
        content: The file.
        kind: What Pillow calls its kind.

    Raises:
        UploadRefusedError: If it would unfold to too many pixels, is not all there, or has too
            many pages.
        Exception: Whatever Pillow raises for what is no picture.
    """
    if kind in _PHOTOGRAPHS and content.endswith(_NEVER_ARRIVED):
        content = content.rstrip(_NEVER_ARRIVED[:1])
    plain = _PLAIN.get(kind, Plain)(content)
    with _ONE_AT_A_TIME, _nothing_made_up(), _opened(plain.content, kind) as opened:
        return _kept(_sheets(opened, plain), kind)


@contextmanager
def _nothing_made_up() -> Iterator[None]:
    """Have Pillow fail at what is cut off; WeasyPrint tells it to fill up with grey instead."""
    from PIL import ImageFile  # noqa: PLC0415 -- only those who are given pictures need it

    fills_up, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = fills_up


def _opened(content: bytes, kind: str) -> Any:
    """Read the head of a picture; nothing is unfolded yet."""
    from PIL import Image  # noqa: PLC0415 -- only those who are given pictures need it

    if kind == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415 -- as above

        register_heif_opener(thumbnails=False)
    try:
        return Image.open(BytesIO(content), formats=(kind,))
    except Image.DecompressionBombError:
        raise UploadRefusedError("too_many_pixels") from None


def _sheets(opened: Any, plain: Plain) -> Iterator[Any]:
    frames, pixels = getattr(opened, "n_frames", 1), 0
    if frames > MOST_PAGES:
        raise UploadRefusedError("too_many_pages", limit=MOST_PAGES)
    for frame in range(frames):
        opened.seek(frame)
        pixels += opened.width * opened.height
        _unfold(opened, plain, pixels)
        yield from _sheets_of_frame(opened, plain)


def _unfold(opened: Any, plain: Plain, pixels_so_far: int) -> None:
    """Decode a frame, after looking how much memory and time it takes."""
    is_photograph = opened.format == "JPEG"
    if opened.format == "TIFF" and is_misread(opened):
        raise UploadRefusedError("unknown_type")
    is_endless = pixels_so_far > _MOST_PIXELS_OF_ALL_FRAMES
    if is_endless or _is_too_large(opened):
        raise UploadRefusedError("too_many_pixels")
    if is_photograph and not is_whole(plain.content):
        raise UploadRefusedError("broken")
    opened.load()


def _is_too_large(opened: Any) -> bool:
    """Say whether a frame takes too much memory, even decoded at a half where that is enough."""
    is_layered = _bytes_of_layers(opened) > _MOST_BYTES_OF_LAYERS
    if opened.width * opened.height > MOST_PIXELS or is_layered:
        return True
    if opened.format == "JPEG" and len(boxes_of(*opened.size)) == 1:
        opened.draft(opened.mode, kept_size(*opened.size))
    needed = _BYTES_OF_PIXEL.get(opened.mode.removesuffix("B"), _BYTES_OF_COLOURS)
    most = _MOST_BYTES_FROM_PHONES if opened.format in _FROM_PHONES else MOST_BYTES
    return bool(opened.width * opened.height * needed > most)


def _bytes_of_layers(opened: Any) -> float:
    """Return what a JPEG in layers takes: two bytes for each number of each of its colours."""
    if "progressive" not in opened.info:
        return 0
    across, down = zip(*((layer[1], layer[2]) for layer in opened.layer), strict=True)
    shares = (x * y / max(across) / max(down) for x, y in zip(across, down, strict=True))
    return float(2 * opened.width * opened.height * sum(shares))


def _sheets_of_frame(frame: Any, plain: Plain) -> Iterator[Any]:
    from PIL import Image  # noqa: PLC0415 -- as above

    turn = _turn_of(frame, plain.exif)
    shading = shading_of(frame, plain.profile or frame.info.get("icc_profile") or b"")
    boxes = boxes_of(*frame.size)
    if turn is not None and len(boxes) > 1:
        frame, turn = frame.transpose(turn), None
        boxes = boxes_of(*frame.size)
    for box in boxes:
        sheet = sheet_of(frame, box, shading)
        yield sheet if turn is None else sheet.transpose(Image.Transpose(turn))


def _turn_of(frame: Any, exif: bytes) -> Any:
    """Return how a picture is turned upright, if it is not; broken notes turn nothing."""
    from PIL import Image  # noqa: PLC0415 -- as above

    turns = Image.Transpose
    by_orientation = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }
    orientation = nothing_if_it_fails(lambda: _orientation_of(frame, exif))
    return by_orientation.get(orientation or 1)


def _orientation_of(frame: Any, exif: bytes) -> Any:
    # Notes that are spoilt are as good as none, and what is in a file belongs in no log (law 14).
    warnings.filterwarnings("ignore", module=r"PIL\.TiffImagePlugin")
    if not exif:
        return frame.getexif().get(_ORIENTATION)
    from PIL import Image  # noqa: PLC0415 -- as above

    noted = Image.Exif()
    noted.load(exif)
    return noted.get(_ORIENTATION)


def _kept(sheets: Iterable[Any], kind: str) -> tuple[bytes, str, int]:
    rest = iter(sheets)
    first, second = next(rest), next(rest, None)
    if second is not None:
        content, pages = bound(chain((first, second), rest))
        return content, "application/pdf", pages
    if kind not in _PHOTOGRAPHS:
        drawing = written_picture(first, "PNG")
        if len(drawing) <= MAX_UPLOAD_BYTES:
            return drawing, "image/png", 1
    return written_picture(first, "JPEG"), "image/jpeg", 1

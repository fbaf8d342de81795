"""Take a file as it came and return what may be kept, or say why not."""

from dataclasses import dataclass, field

from core.errors import UploadRefusedError, failures_told
from core.materials.handing_in import media_type_of
from core.materials.inspecting.pictures import cleaned_picture
from core.materials.inspecting.portable_documents import pages_of


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its bytes, which may be fewer than came, its type, its pages."""

    content: bytes = field(repr=False)
    media_type: str
    pages: int


def inspect(content: bytes) -> Inspected:
    """Return what is kept of a file, whatever it is called.

    Raises:
        UploadRefusedError: Saying whether it is empty, too large, of an unknown type, broken,
            locked, of too many pages or pixels, or holds more than a paper does.
    """
    media_type = media_type_of(content)
    if media_type == "application/pdf":
        return Inspected(content, media_type, pages_of(content))
    with failures_told(lambda _: UploadRefusedError("broken")):
        picture, kept_as = cleaned_picture(content)
    return Inspected(picture, kept_as, 1)

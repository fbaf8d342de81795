"""Take a file as it came and return what may be kept, or say why not."""

from dataclasses import dataclass, field

from core.errors import Failure, UploadRefusedError, failures_reported
from core.materials.inspecting.kinds import PDF, kind_of
from core.materials.inspecting.pictures import kept_picture
from core.materials.inspecting.portable_documents import kept_document

_ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its bytes, which may differ from what came, its type, its pages."""

    content: bytes = field(repr=False)
    media_type: str
    pages: int

    def name_after(self, name: str) -> str:
        """Return the name that came, with an ending by which an office's computer opens it.

        Examples:
            >>> Inspected(b"", "image/jpeg", 1).name_after("IMG_1.HEIC")
            'IMG_1.HEIC.jpg'
            >>> Inspected(b"", "image/jpeg", 1).name_after("IMG_1.JPEG")
            'IMG_1.JPEG'
        """
        endings = _ENDINGS[self.media_type]
        return name if name.lower().endswith(endings) else name + endings[0]


def inspect(content: bytes) -> Inspected:
    """Return what is kept of a file, whatever it is called.

    Raises:
        UploadRefusedError: Saying whether it is empty, too large, of an unknown type, broken,
            locked, of too many pages or pixels, too heavy, or holds more than a paper does.
    """
    kind = kind_of(content)
    with failures_reported(_refused):
        kept = kept_document(content) if kind == PDF else kept_picture(content, kind)
    return Inspected(*kept)


def _refused(failure: Failure) -> UploadRefusedError:
    return UploadRefusedError("too_heavy" if failure.kind == "MemoryError" else "broken")

"""How a paper may be given: uploaded, promised for later, or made from the office's text."""

from core.catalogue.models import ExemptionWay
from core.errors import UploadRefusedError
from core.materials.merging import APPLICANT, MergedMaterial

MAX_UPLOAD_BYTES = 10 * 1024 * 1024
_MEDIA_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def is_handed_in(material: MergedMaterial) -> bool:
    """Say whether the applicant gives this paper; the rest is fetched or passed on."""
    return material.provided_by == APPLICANT


def may_come_later(material: MergedMaterial) -> bool:
    """Say whether every matter takes the paper later (容缺), or a promise for now (告知承诺)."""
    return all(
        use.deferrable or _exempted_by(material, ExemptionWay.COMMITMENT) for use in material.uses
    )


def has_template(material: MergedMaterial) -> bool:
    """Say whether every matter that asks offers its own text for it (范本)."""
    return _exempted_by(material, ExemptionWay.GENERATED_FORM)


def _exempted_by(material: MergedMaterial, way: ExemptionWay) -> bool:
    exemptions = [use.requirement.exemption for use in material.uses]
    return all(exemption is not None and exemption.by is way for exemption in exemptions)


def media_type_of(content: bytes) -> str:
    """Return the media type that the first bytes tell, whatever the file is called.

    Raises:
        UploadRefusedError: If it is empty, too large, or neither PDF, JPEG nor PNG.

    Examples:
        >>> media_type_of(b"%PDF-1.7 ...")
        'application/pdf'
    """
    if not content:
        raise UploadRefusedError("empty")
    if len(content) > MAX_UPLOAD_BYTES:
        raise UploadRefusedError("too_large", limit=MAX_UPLOAD_BYTES // 1024 // 1024)
    for beginning, media_type in _MEDIA_TYPES:
        if content.startswith(beginning):
            return media_type
    raise UploadRefusedError("unknown_type")

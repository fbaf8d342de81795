"""What leads out of a PDF: links, forms that are sent, what is fetched from elsewhere."""

from typing import Any

from core.materials.inspecting.document_parts import Place, dictionaries, is_stream, name_at

_STAYS_WITHIN = frozenset(
    {"/GoTo", "/GoToDp", "/GoTo3DView", "/Named", "/Hide", "/ResetForm", "/SetOCGState", "/Trans"}
)
"""Actions that turn a page or change how it looks. Any other leads out: links, sending a form."""
_NOTHING = "/NoOp"
"""A named action that no reader knows, and so does nothing for (ISO 32000-2, 12.6.4.12)."""
_OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")
"""What in a stream says that it is read from elsewhere."""


def leads_out(pdf: Any) -> bool:
    """Say whether a PDF has links, sends a form, or fetches something from elsewhere.

    Raises:
        UploadRefusedError: If it has more parts than any paper.
    """
    return any(_is_way_out(found, place) or _outside(found) for found, place in dictionaries(pdf))


def close_ways_out(pdf: Any) -> None:
    """Have everything that leads out of a PDF lead nowhere; what is seen stays.

    A seal is seen, but no longer one that can be checked: it was of the file as it came.
    """
    for found, place in list(dictionaries(pdf)):
        for key in (*_outside(found), *_sealed(found)):
            del found[key]
        if _is_way_out(found, place):
            _do_nothing(found)


def _do_nothing(action: Any) -> None:
    from pikepdf import Name  # noqa: PLC0415 -- only those who are given PDF files need it

    for key in list(action):
        del action[key]
    action["/S"], action["/N"] = Name("/Named"), Name(_NOTHING)


def _sealed(found: Any) -> list[str]:
    return ["/V"] if name_at(found, "/FT") == "/Sig" and "/V" in found else []


def _is_way_out(found: Any, place: Place) -> bool:
    kind = name_at(found, "/S") if place is Place.ACTION else ""
    return bool(kind) and kind not in _STAYS_WITHIN


def _outside(found: Any) -> list[str]:
    """Return the keys by which something is read from elsewhere."""
    if is_stream(found):
        return [key for key in _OUTSIDE if key in found]
    is_pinned_on = name_at(found, "/Subtype") == "/FileAttachment" and "/FS" in found
    return ["/FS"] if is_pinned_on else []

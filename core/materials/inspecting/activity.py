"""What in a PDF runs something, or hides files."""

from typing import Any

from core.materials.inspecting.document_parts import (
    ALWAYS_LEADS_TO,
    Place,
    at,
    dictionaries,
    is_dictionary,
    name_at,
)

_DOES = frozenset({"/JavaScript", "/Launch", "/GoToE", "/ImportData"})
_PLAYS = frozenset({"/RichMedia", "/3D", "/Movie", "/Sound"})
_FILES = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_FILLED = ("/Names", "/Kids")


def is_active(pdf: Any) -> bool:
    """Say whether a PDF runs something, or holds files.

    Raises:
        UploadRefusedError: If it has more parts than any paper.
    """
    return any(_does(found, place) for found, place in dictionaries(pdf))


def _does(found: Any, place: Place) -> bool:
    if place in ALWAYS_LEADS_TO:
        return False
    does_itself = _DOES_ITSELF.get(place)
    is_active = bool(does_itself and does_itself(found))
    return is_active or _holds_file(at(found, "/EF")) or _plays(found)


def _acts(action: Any) -> bool:
    return at(action, "/JS") is not None or name_at(action, "/S") in _DOES


def _is_program(form: Any) -> bool:
    return at(form, "/XFA") is not None


def _lists_some(names: Any) -> bool:
    return any(_is_filled(at(names, name)) for name in ("/JavaScript", "/EmbeddedFiles"))


def _is_filled(tree: Any) -> bool:
    """Say whether a list of the whole file has entries; many programs write empty ones."""
    return is_dictionary(tree) and any(len(at(tree, key) or ()) for key in _FILLED)


def _holds_file(held: Any) -> bool:
    return is_dictionary(held) and any(key in held for key in _FILES)


def _plays(found: Any) -> bool:
    return name_at(found, "/Subtype") in _PLAYS and "/Rect" in found


_DOES_ITSELF = {Place.ACTION: _acts, Place.FORM: _is_program, Place.NAMES: _lists_some}

"""What in a PDF does something, or hides files: told by where it stands, not by what it is called.

A name means something only in its place: ``/EF`` in a file specification is a file in the file, in
a list of fonts it is the name of a font. So everything that the file leads to is looked at, and
each dictionary by what led to it.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from core.errors import UploadRefusedError

_MOST_OBJECTS = 100_000
_DOES = frozenset({"/JavaScript", "/Launch", "/GoToE", "/ImportData"})
_PLAYS = frozenset({"/RichMedia", "/3D", "/Movie", "/Sound"})
_FILES = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_FILLED = ("/Names", "/Kids")


class _Place(Enum):
    """What leads to a dictionary, and so what its keys mean."""

    ANYWHERE = auto()
    ACTION = auto()
    """Something to be done (ISO 32000-2, 12.6); what else it holds is looked at as anywhere."""
    OCCASIONS = auto()
    """Actions, by occasion."""
    NAMES = auto()
    """Lists that hold for the whole file: of scripts, of files in the file, of places."""
    FORM = auto()
    APPEARANCES = auto()
    CHOSEN_NAMES = auto()
    """Keys are names that whoever made the file chose, as of fonts."""


_LEADS_TO = {
    **dict.fromkeys(("/OpenAction", "/A", "/PA", "/Next"), _Place.ACTION),
    "/AA": _Place.OCCASIONS,
    "/Names": _Place.NAMES,
    "/AcroForm": _Place.FORM,
    "/AP": _Place.APPEARANCES,
    **dict.fromkeys(
        ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"),
        _Place.CHOSEN_NAMES,
    ),
    **dict.fromkeys(
        ("/CharProcs", "/Dests", "/RoleMap", "/ClassMap", "/Colorants", "/PieceInfo", "/Info"),
        _Place.CHOSEN_NAMES,
    ),
}
_ALWAYS_LEADS_TO = {
    _Place.OCCASIONS: _Place.ACTION,
    _Place.APPEARANCES: _Place.CHOSEN_NAMES,
    _Place.CHOSEN_NAMES: _Place.ANYWHERE,
}


def is_active(trailer: Any) -> bool:
    """Say whether a PDF runs something, or holds files.

    Raises:
        UploadRefusedError: If it has more parts than any paper.
    """
    return any(_does(found, place) for found, place in _dictionaries(trailer))


def _does(found: Any, place: _Place) -> bool:
    if place in _ALWAYS_LEADS_TO:
        return False
    does_itself = _DOES_ITSELF.get(place)
    is_active = bool(does_itself and does_itself(found))
    return is_active or _holds_file(_at(found, "/EF")) or _plays(found)


def _at(found: Any, key: str) -> Any:
    """Return what stands at a key, references followed; nothing is None."""
    value = found.get(key)
    value = None if value is None else value.get_object()
    return None if type(value).__name__ == "NullObject" else value


def _acts(action: Any) -> bool:
    return _at(action, "/JS") is not None or _at(action, "/S") in _DOES


def _is_program(form: Any) -> bool:
    return _at(form, "/XFA") is not None


def _lists_some(names: Any) -> bool:
    return any(_is_filled(_at(names, name)) for name in ("/JavaScript", "/EmbeddedFiles"))


def _is_filled(tree: Any) -> bool:
    """Say whether a list of the whole file has entries; many programs write empty ones."""
    return _is_dictionary(tree) and any(_at(tree, key) for key in _FILLED)


def _holds_file(held: Any) -> bool:
    return _is_dictionary(held) and not _FILES.isdisjoint(held)


def _plays(found: Any) -> bool:
    return _at(found, "/Subtype") in _PLAYS and "/Rect" in found


def _is_dictionary(found: Any) -> bool:
    return hasattr(found, "raw_get")


_DOES_ITSELF = {_Place.ACTION: _acts, _Place.FORM: _is_program, _Place.NAMES: _lists_some}


def _dictionaries(trailer: Any) -> Iterator[tuple[Any, _Place]]:
    """Yield every dictionary with what led to it; each object once for each of that."""
    waiting: list[tuple[Any, _Place]] = [(trailer, _Place.ANYWHERE)]
    seen: set[tuple[int, int, _Place]] = set()
    while waiting:
        one, place = waiting.pop()
        if hasattr(one, "idnum"):
            standing = (one.idnum, one.generation, place)
            if standing in seen:
                continue
            seen.add(standing)
            one = one.get_object()
        if len(seen) > _MOST_OBJECTS:
            raise UploadRefusedError("broken")
        if _is_dictionary(one):
            place = _place_of(one, place)
            yield one, place
        waiting.extend(_parts_of(one, place))


def _place_of(found: Any, place: _Place) -> _Place:
    """Return how a dictionary is looked at: that of a stream describes the stream."""
    is_stream = hasattr(found, "get_data")
    return _Place.ANYWHERE if is_stream and place in _ALWAYS_LEADS_TO else place


def _parts_of(found: Any, place: _Place) -> Iterator[tuple[Any, _Place]]:
    """Yield what an object is made of as it stands, references not followed."""
    if _is_dictionary(found):
        always = _ALWAYS_LEADS_TO.get(place)
        for key in found:
            leads_to = always or _LEADS_TO.get(key, _Place.ANYWHERE)
            yield found.raw_get(key), leads_to
    elif isinstance(found, list):
        for part in list.__iter__(found):
            yield part, place

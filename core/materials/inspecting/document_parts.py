"""The parts of a PDF, each dictionary with what led to it.

A name means something only in its place: ``/EF`` in a file specification is a file in the file, in
a list of fonts it is the name of a font. So everything that the file leads to is looked at, and
each dictionary by what led to it.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from core.errors import UploadRefusedError

_MOST_OBJECTS = 100_000


class Place(Enum):
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
    **dict.fromkeys(("/OpenAction", "/A", "/PA", "/Next"), Place.ACTION),
    "/AA": Place.OCCASIONS,
    "/Names": Place.NAMES,
    "/AcroForm": Place.FORM,
    "/AP": Place.APPEARANCES,
    **dict.fromkeys(
        ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"),
        Place.CHOSEN_NAMES,
    ),
    **dict.fromkeys(
        ("/CharProcs", "/Dests", "/RoleMap", "/ClassMap", "/Colorants", "/PieceInfo", "/Info"),
        Place.CHOSEN_NAMES,
    ),
}
ALWAYS_LEADS_TO = {
    Place.OCCASIONS: Place.ACTION,
    Place.APPEARANCES: Place.CHOSEN_NAMES,
    Place.CHOSEN_NAMES: Place.ANYWHERE,
}


def dictionaries(pdf: Any) -> Iterator[tuple[Any, Place]]:
    """Yield every dictionary with what led to it; each object once for each of that.

    Raises:
        UploadRefusedError: If there are more parts than any paper has.
    """
    waiting: list[tuple[Any, Place]] = [(pdf.trailer, Place.ANYWHERE)]
    seen: set[tuple[tuple[int, int], Place]] = set()
    while waiting:
        dictionary, place = waiting.pop()
        if getattr(dictionary, "is_indirect", False):
            standing = (dictionary.objgen, place)
            if standing in seen:
                continue
            seen.add(standing)
        if len(seen) > _MOST_OBJECTS:
            raise UploadRefusedError("broken")
        if is_dictionary(dictionary):
            place = _place_of(dictionary, place)
            yield dictionary, place
        waiting.extend(_parts_of(dictionary, place))


def _place_of(found: Any, place: Place) -> Place:
    """Return how a dictionary is looked at: that of a stream describes the stream."""
    return Place.ANYWHERE if is_stream(found) and place in ALWAYS_LEADS_TO else place


def _parts_of(found: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    """Yield what an object is made of."""
    from pikepdf import Array  # noqa: PLC0415 -- as above

    if is_dictionary(found):
        always = ALWAYS_LEADS_TO.get(place)
        for key in found:
            leads_to = always or _LEADS_TO.get(key, Place.ANYWHERE)
            yield found[key], leads_to
    elif isinstance(found, Array):
        for part in found:
            yield part, place


def at(found: Any, key: str) -> Any:
    """Return what stands at a key, references followed; nothing is None."""
    return found.get(key)


def name_at(found: Any, key: str) -> str:
    """Return the name that stands at a key, in whatever bytes somebody wrote it."""
    from pikepdf import Name  # noqa: PLC0415 -- only those who are given PDF files need it

    value = found.get(key)
    return bytes(value).decode("latin-1") if isinstance(value, Name) else ""


def is_dictionary(found: Any) -> bool:
    """Say whether something has keys; a stream has."""
    from pikepdf import Dictionary, Stream  # noqa: PLC0415 -- as above

    return isinstance(found, Dictionary | Stream)


def is_stream(found: Any) -> bool:
    """Say whether something is a stream."""
    from pikepdf import Stream  # noqa: PLC0415 -- as above

    return isinstance(found, Stream)

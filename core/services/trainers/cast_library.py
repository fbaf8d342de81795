"""Answer for a licence library and for shared data in a training hall: of demo people alone.

A hall to train in is connected to nothing (:mod:`core.services.trainers.training_halls`). What
its people agree to is answered here, out of the file of the demo people, as the contract says.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import LicenceNotFoundError
from core.forms.prefilling import VALID, LicenceCopy
from core.ports import Clock, LicenceRequest, Sources
from core.training.models import Cast, HeldLicence, as_given

_NAME, _NUMBER = "per.name", "per.id_no"


class CastLibrary:
    """Implements :class:`core.ports.LicenceLibrary` over the licences of demo people."""

    def __init__(self, cast: Cast, *, clock: Clock) -> None:
        self._cast = cast
        self._clock = clock

    def query(self, request: LicenceRequest) -> LicenceCopy:
        """Return the parts of a licence that were asked for, and nothing else of it.

        Raises:
            LicenceNotFoundError: If no demo person with this number has such a licence.
        """
        held = next(self._held(request), None)
        if held is None:
            raise LicenceNotFoundError(licence=request.licence)
        known = self._known_of(held)
        values = {element: known[element] for element in request.elements if element in known}
        return LicenceCopy(held.licence, held.number, VALID, values, self._clock())

    def _held(self, request: LicenceRequest) -> Iterator[HeldLicence]:
        for held in self._cast.licences:
            number = self._cast.people.get(held.holder, {}).get(_NUMBER, held.holder)
            if (held.licence, number) == (request.licence, request.holder_number):
                yield held

    def _known_of(self, held: HeldLicence) -> Mapping[str, Any]:
        """Return what a licence may say: its own words first, then what is known of its holder."""
        data = self._cast.people.get(held.holder)
        person = {} if data is None else {_NAME: held.holder, **data}
        known = {**self._cast.shared, **person, **held.values}
        return {element: as_given(value) for element, value in known.items()}


def cast_sources(cast: Cast, *, clock: Clock) -> Sources:
    """Return the sources of a training hall; its people are identified by nobody."""
    library = CastLibrary(cast, clock=clock)
    return Sources(licences=library, shared_data=library)

"""How a visit lies in the store: sealed by a secret that only its holder has, with a digest."""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter

from core.cases.models import Application
from core.errors import AlteredRecordError, NotKeptError, failures_reported
from core.ports import Sealer

State = TypeVar("State")

_CHECKED = b"sha256:"
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class VisitState:
    """A visit so far: what would be handed in, and where in the pages it stands."""

    application: Application
    place: dict[str, Any] = field(default_factory=dict)


@cache
def _adapter_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)  # takes longer to make than to use


class SealedVisits(Generic[State]):
    """Seals states of a visit, and opens them again.

    Args:
        kind: What is sealed.
        sealer: What seals; without one nothing is kept.
    """

    def __init__(self, kind: type[State], sealer: Sealer | None) -> None:
        self._kind: TypeAdapter[State] = _adapter_of(cast("Hashable", kind))
        self._sealer = sealer

    @property
    def can_seal(self) -> bool:
        """Say whether anything can be sealed: nothing lies in the store unsealed."""
        return self._sealer is not None

    def seal(self, state: State, secret: str) -> bytes:
        """Return what is kept.

        Raises:
            NotKeptError: If nothing can be sealed.
        """
        if self._sealer is None:
            raise NotKeptError
        return checked(self._sealer.seal(self._kind.dump_json(state), secret))

    def open(self, kept: bytes, secret: str) -> State | None:
        """Return the state, or nothing if the secret does not fit.

        Raises:
            AlteredRecordError: If it was altered, or makes no sense.
        """
        opened = None if self._sealer is None else self._sealer.open(unspoilt(kept), secret)
        if opened is None:
            return None
        # What cannot be read is reported without a word of what stands in it.
        with failures_reported(lambda _: AlteredRecordError(what="kept_visit")):
            return self._kind.validate_json(opened)


def checked(sealed: bytes) -> bytes:
    """Return what is kept with its digest, so that spoilt bytes are not taken for a wrong code.

    Examples:
        >>> unspoilt(checked(b"sealed")), unspoilt(b"sealed as before")
        (b'sealed', b'sealed as before')
    """
    return _CHECKED + hashlib.sha256(sealed).digest() + sealed


def unspoilt(kept: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        AlteredRecordError: If it is no longer what was kept.
    """
    if not kept.startswith(_CHECKED):
        return kept
    digest, sealed = kept[len(_CHECKED) :][:_DIGEST_BYTES], kept[len(_CHECKED) :][_DIGEST_BYTES:]
    if hashlib.sha256(sealed).digest() != digest:
        raise AlteredRecordError(what="kept_visit")
    return sealed

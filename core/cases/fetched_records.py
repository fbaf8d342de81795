"""Prove where a fetched value came from, without keeping it anywhere but in the visit.

A visit carries its values and records until they are handed in. So that nothing that was
fetched can be edited on the way, each record bears an HMAC over itself, the field, the
submission and the holder's number: a record of another visit, field or holder is not
genuine. Dropping a record gains nothing: its value then is the applicant's own.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

from core.cases.models import Application, FetchedRecord

_PARTS = tuple(part.name for part in fields(FetchedRecord) if part.name != "seal")


class RecordSeals:
    """Seals records with a key that only this installation has; it is made when needed."""

    def __init__(self, make_key: Callable[[], bytes], *, former: tuple[bytes, ...] = ()) -> None:
        """Seal with a key.

        Args:
            make_key: Makes it.
            former: Keys that sealed before; what they sealed is still genuine.
        """
        self._make_key = make_key
        self._former = former

    def sealed(
        self, record: FetchedRecord, *, place: str, submission: str, number: str
    ) -> FetchedRecord:
        """Return a record that proves itself for a field, a submission and a holder's number."""
        return replace(record, seal=_seal(self._key, record, [place, submission, number]))

    def is_genuine(self, place: str, application: Application) -> bool:
        """Say whether a value was fetched for this application and the holder it names."""
        return self._is_sealed(application.fetched[place], place, application)

    def is_found(self, question: str, application: Application) -> bool:
        """Say whether the answer to a question was found for this application and holder."""
        return self._is_sealed(application.found[question], place_of_answer(question), application)

    def _is_sealed(self, record: FetchedRecord, place: str, application: Application) -> bool:
        number = holder_number(record.holder, application.values)
        about = [place, application.submission_key, number]
        expected = [_seal(key, record, about) for key in (self._key, *self._former)]
        return any(hmac.compare_digest(seal.encode(), record.seal.encode()) for seal in expected)

    @cached_property
    def _key(self) -> bytes:
        return self._make_key()


def _seal(key: bytes, record: FetchedRecord, about: list[str]) -> str:
    content = [*about, *(getattr(record, name) for name in _PARTS)]
    return hmac.new(key, _canonical(content), hashlib.sha256).hexdigest()


def holder_number(holder: str, values: Mapping[str, Any]) -> str:
    """Return the number that tells whose licence it is, as the library is asked for it."""
    return str(values.get(holder) or "").strip().upper()


def is_unchanged(place: str, application: Application) -> bool:
    """Say whether a value is still what was fetched."""
    fetched = application.fetched[place].value
    return _canonical(application.values.get(place)) == _canonical(fetched)


def place_of_answer(question: str) -> str:
    """Return what names the answer to a question among the places that are sealed.

    Examples:
        >>> place_of_answer("married")
        'question:married'
    """
    return f"question:{question}"


def answers_found(
    answers: Mapping[str, Any], found: Mapping[str, FetchedRecord]
) -> dict[str, FetchedRecord]:
    """Return the records of answers that are still what was found."""
    return {
        code: record
        for code, record in found.items()
        if code in answers and _canonical(answers[code]) == _canonical(record.value)
    }


def _canonical(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=repr)
    return text.encode("utf-8", "surrogatepass")

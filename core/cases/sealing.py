"""Seal what hangs on a case into its history, so that no row changes unseen (law 20).

An entry bears, under ``seals`` in its details, a digest of everything that came with it: the
application, what stands in columns of its own, each file, each correction and each answer. As
the chain covers the details, whoever changes a row has to write the history anew, and then the
head of all cases outside the database says otherwise. Digests begin with the submission key,
which nobody can guess: without the case itself they tell nothing about a person.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from core.cases.history import BEGINNING, broken_at, next_event
from core.cases.models import Application, Case, CaseStatus, Event, Upload
from core.cases.records import (
    ANSWERED,
    CLOSING,
    LOOKED_UP,
    SEALED,
    CaseRecord,
    Difference,
    Row,
)
from core.cases.review_actions import CONCLUDED, WITHDRAWN, has_review_begun

SALT = "salt"
"""The name of the salt among the details of an entry."""
SEALS = "seals"
"""The name of the seals among the details of an entry."""
Seals = dict[str, Any]


def document_of(application: Application) -> dict[str, Any]:
    """Return an application as it is kept: without its files, which have rows of their own."""
    document = asdict(application)
    del document["uploads"]
    return document


def receipt_seals(case: Case) -> Seals:
    """Return the seals of a case that is received."""
    columns = {name: getattr(case, name) for name in SEALED}
    document = document_of(case.application)
    key = case.application.submission_key
    return {
        **_head_seals(case.number, columns, document),
        "files": [file_seal(key, at, upload) for at, upload in enumerate(case.application.uploads)],
    }


def file_seal(key: str, position: int, upload: Upload) -> str:
    """Return the seal of a file at its place among the files of a case."""
    return _seal(key, "file", {**asdict(upload), "position": position})


def correction_seal(key: str, row: Row) -> str:
    """Return the seal of a correction as it is asked for."""
    return _seal(key, "correction", {k: v for k, v in row.items() if k not in ANSWERED})


def answer_seal(key: str, position: int, answer: str, answered_at: datetime) -> str:
    """Return the seal of the answer to a correction."""
    return _seal(key, "answer", [position, answer, answered_at])


def next_entry(
    case: Case, *, at: datetime, actor: str, action: str, details: Mapping[str, Any]
) -> Event:
    """Return the entry that follows the history of a case, with a salt beside the words in it.

    The digest of an entry outlives the details that are erased with the case. Without something
    secret in them a name or a number would be guessed from it.
    """
    salt = _seal(case.application.submission_key, "salt", len(case.history) + 1)
    return next_event(
        case.history,
        case_number=case.number,
        at=at,
        actor=actor,
        action=action,
        details={**details, SALT: salt},
    )


def missing_seals(record: CaseRecord) -> Seals:
    """Return seals for everything on a case that bears none yet, if there is such."""
    known = _Known.of(record.history)
    wanted = _wanted(record)
    missing: Seals = {}
    if known.application is None:
        missing = _head_seals(record.number, record.columns, record.application)
    for kind in ("files", "corrections"):
        rest = [seal for _, seal in sorted(wanted[kind].items())][len(getattr(known, kind)) :]
        missing |= {kind: rest} if rest else {}
    answers = {str(at): seal for at, seal in wanted["answers"].items() if at not in known.answers}
    return missing | ({"answers": answers} if answers else {})


def differences(record: CaseRecord) -> Iterator[Difference]:
    """Yield everything on a case that is not as its history says.

    Of a case that was erased the history alone is there to be compared.
    """
    yield from _in_history(record)
    if record.is_closed:
        yield from _in_closed(record)
        return
    if any(event.action in CLOSING for event in record.history):
        yield Difference("data_key", "added")
    known = _Known.of(record.history)
    yield from _in_columns(record, known)
    if not record.application:  # every other seal begins with its submission key
        return
    wanted = _wanted(record)
    for kind, table in _TABLES.items():
        said = getattr(known, kind)
        expected = said if isinstance(said, dict) else dict(enumerate(said))
        yield from _in_rows(table, expected, wanted[kind])
    for place in record.astray:
        yield Difference(place, "altered")


_TABLES = {"files": "case_file", "corrections": "correction", "answers": "correction.answer"}
_Sealed = tuple[str, int]
"""A seal, and the sequence of the entry that bears it."""


@dataclass
class _Known:
    """All seals of a history, together."""

    application: _Sealed | None = None
    columns: dict[str, _Sealed] = field(default_factory=dict)
    files: list[_Sealed] = field(default_factory=list)
    corrections: list[_Sealed] = field(default_factory=list)
    answers: dict[int, _Sealed] = field(default_factory=dict)

    @classmethod
    def of(cls, history: Iterable[Event]) -> "_Known":
        known = cls()
        for event in history:
            seals = event.details.get(SEALS)
            if isinstance(seals, dict):
                known.take(seals, event.sequence)
        return known

    def take(self, seals: Mapping[str, Any], entry: int) -> None:
        """Take the seals of one entry; what is sealed already is never sealed anew."""
        if self.application is None and "application" in seals:
            self.application = (seals["application"], entry)
            self.columns = {name: (seal, entry) for name, seal in seals.get("columns", {}).items()}
        self.files += [(seal, entry) for seal in seals.get("files", ())]
        self.corrections += [(seal, entry) for seal in seals.get("corrections", ())]
        for at, seal in seals.get("answers", {}).items():
            self.answers.setdefault(int(at), (seal, entry))


def _head_seals(number: str, columns: Row, document: Row) -> Seals:
    key = document.get("submission_key", "")
    return {
        "application": _seal(key, "application", [number, document]),
        "columns": {name: _seal(key, name, columns[name]) for name in SEALED},
    }


def _wanted(record: CaseRecord) -> dict[str, dict[int, str]]:
    """Return the seals that the rows ought to bear as they are, by position."""
    key = record.application.get("submission_key", "")
    corrections = record.corrections
    return {
        "files": {at: _seal(key, "file", row) for at, row in record.files.items()},
        "corrections": {at: correction_seal(key, row) for at, row in corrections.items()},
        "answers": {
            at: answer_seal(key, at, row["answer"], row["answered_at"])
            for at, row in corrections.items()
            if row["answer"] or row["answered_at"]
        },
    }


def _in_history(record: CaseRecord) -> Iterator[Difference]:
    history = record.history
    broken = broken_at(history, is_closed=record.is_closed)
    if broken is not None:
        yield Difference("case_event", "altered", broken)
    last = history[-1].digest if history else BEGINNING
    if record.columns["last_digest"] != last:
        yield Difference("service_case.last_digest", "altered", len(history) or None)


def _in_closed(record: CaseRecord) -> Iterator[Difference]:
    if not any(event.action in CLOSING for event in record.history):
        yield Difference("data_key", "missing")
    yield from _in_status(record)


def _in_status(record: CaseRecord) -> Iterator[Difference]:
    if record.columns["status"] != status_of(record.history):
        yield Difference("service_case.status", "altered")


def _in_columns(record: CaseRecord, known: _Known) -> Iterator[Difference]:
    if known.application is None:
        yield Difference("service_case", "unsealed")
        return
    seal, entry = known.application
    if not record.application:
        yield Difference("service_case.application", "altered", entry)
        return
    now = _head_seals(record.number, record.columns, record.application)
    same = {"application": now["application"] == seal}
    same |= {name: known.columns.get(name) == (now["columns"][name], entry) for name in SEALED}
    same |= {name: record.columns[name] == record.application.get(name) for name in LOOKED_UP}
    for name, is_same in same.items():
        if not is_same:
            yield Difference(f"service_case.{name}", "altered", entry)
    yield from _in_status(record)


def status_of(history: Iterable[Event]) -> CaseStatus:
    """Return where a case stands, as its history tells."""
    events = tuple(history)
    actions = {event.action for event in events}
    if WITHDRAWN in actions:
        return CaseStatus.WITHDRAWN
    if CONCLUDED in actions:
        return CaseStatus.CONCLUDED
    return CaseStatus.UNDER_REVIEW if has_review_begun(events) else CaseStatus.RECEIVED


def _in_rows(
    table: str, expected: Mapping[int, _Sealed], found: Mapping[int, str]
) -> Iterator[Difference]:
    for at in sorted(expected.keys() | found.keys()):
        seal, entry = expected.get(at, ("", None))
        if at not in found:
            yield Difference(f"{table} {at}", "missing", entry)
        elif not seal:
            yield Difference(f"{table} {at}", "added")
        elif found[at] != seal:
            yield Difference(f"{table} {at}", "altered", entry)


def _seal(key: Any, kind: str, content: Any) -> str:
    # Through JSON and back, so that what was kept in a database is the same as what was not.
    plain = json.loads(json.dumps([key, kind, content], default=_written))
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"nothing is sealed of a {type(value).__name__}")

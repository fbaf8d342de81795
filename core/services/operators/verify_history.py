"""Compare everything that is stored about cases with what was written (laws 11 and 20)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.cases.records import PURGED, CaseRecord, Difference
from core.cases.sealing import differences
from core.cases.tree_heads import KeptLog, LogEntry, TreeHead, head_differences, log_differences
from core.errors import NoDatabaseError, StorageError
from core.ports import CaseReader, CaseSnapshot, FileStore, HeadStore, Signer
from core.services.operators.verify_tasks import tasks_differing
from core.services.review_steps import ReviewRules

__all__ = ["Difference", "HistoryReport", "PurgedCase", "verify_history"]

_Logged = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class PurgedCase:
    """A case that was erased because its time was over, with the entry that says so."""

    number: str
    entry: int
    at: datetime
    rule: str


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """What was found. ``head`` is the last one kept outside the database, if there is any."""

    cases: int
    problems: tuple[Difference, ...]
    size: int
    head: TreeHead | None
    is_consistent: bool
    purged: tuple[PurgedCase, ...] = ()


def verify_history(
    reader: CaseReader,
    *,
    heads: HeadStore,
    signer: Signer,
    files: FileStore,
    rules: ReviewRules | None = None,
) -> HistoryReport:
    """Return every difference, gap and deletion that there is.

    With ``rules`` the tasks of offices are computed anew from the histories and compared.

    Raises:
        NoDatabaseError: If there is no database, and nothing outside that tells of one.
    """
    kept = heads.read()  # first, so that the database is as new as that or newer
    try:
        with reader.opened() as snapshot:
            return _verified(snapshot, kept, signer, files, rules=rules)
    except (NoDatabaseError, StorageError) as error:
        if not kept.heads:
            raise
        return _gone(kept, error)


def _verified(
    snapshot: CaseSnapshot,
    kept: KeptLog,
    signer: Signer,
    files: FileStore,
    *,
    rules: ReviewRules | None,
) -> HistoryReport:
    entries, faults = snapshot.entries()
    outside = [
        *kept.faults,
        *faults,
        *log_differences(kept.entries, entries),
        *head_differences(kept.heads, entries),
        *_not_ours(kept.heads, signer),
    ]
    logged = _by_case(entries)
    seen: set[str] = set()
    found: list[Difference] = []
    purged: list[PurgedCase] = []
    for number, record, unreadable in snapshot.cases():
        seen.add(number)
        differences = (
            *unreadable,
            *(_in_case(record, logged.get(number, {}), files) if record else ()),
        )
        if record and rules and not any(map(_is_of_history, differences)):
            differences += tuple(tasks_differing(snapshot, record, rules))
        found += (replace(difference, case=number) for difference in differences)
        purged += _purged(record) if record and not differences else ()
    found += (
        Difference("service_case", "missing", case=number)
        for number in logged
        if number not in seen
    )
    head = kept.heads[-1] if kept.heads else None
    problems = tuple(dict.fromkeys([*found, *outside]))
    return HistoryReport(len(seen), problems, len(entries), head, not outside, tuple(purged))


def _is_of_history(difference: Difference) -> bool:
    return difference.place.startswith(("service_case", "case_event", "data_key"))


def _purged(record: CaseRecord) -> Iterator[PurgedCase]:
    for event in record.history if record.is_closed else ():
        if event.action == PURGED:
            rule = str(event.details.get("rule", ""))
            yield PurgedCase(record.number, event.sequence, event.at, rule)


def _gone(kept: KeptLog, error: Exception) -> HistoryReport:
    kind = "missing" if isinstance(error, NoDatabaseError) else "unreadable"
    cases = dict.fromkeys(entry.case_number for entry in kept.entries)
    problems = (
        Difference("database", kind),
        *(Difference("service_case", "missing", case=number) for number in cases),
    )
    return HistoryReport(0, problems, 0, kept.heads[-1], False)


def _not_ours(heads: Iterable[TreeHead], signer: Signer) -> Iterator[Difference]:
    for head in heads:
        if not signer.is_genuine(head.signed, head.signature):
            yield Difference(f"tree head {head.at.isoformat()}", "forged")


def _by_case(entries: Iterable[LogEntry]) -> _Logged:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for entry in entries:
        found[entry.case_number][entry.sequence] = entry.digest
    return found


def _in_case(
    record: CaseRecord, logged: Mapping[int, str], files: FileStore
) -> Iterator[Difference]:
    try:
        yield from differences(record)
    except (ValueError, TypeError, AttributeError):
        yield Difference("case_event.details", "unreadable")
    written = {event.sequence: event.digest for event in record.history}
    for entry in sorted(logged.keys() | written.keys()):
        if entry not in written:
            yield Difference("case_event", "missing", entry)
        elif entry not in logged:
            yield Difference("case_log_entry", "missing", entry)
        elif written[entry] != logged[entry]:
            yield Difference("case_log_entry", "altered", entry)
    yield from _in_files(record, files)


def _in_files(record: CaseRecord, files: FileStore) -> Iterator[Difference]:
    if record.is_closed:  # what it named cannot be read any more
        return
    named = {row["digest"]: f"file of case_file {at}" for at, row in record.files.items()}
    signatures = record.application.get("signatures")
    for signature in signatures if isinstance(signatures, list) else ():
        picture = signature.get("picture") if isinstance(signature, dict) else None
        if isinstance(picture, str) and picture:
            named.setdefault(picture, "picture of a signature")
    for digest, place in named.items():
        try:
            files.get(digest)
        except StorageError as error:
            altered = error.params.get("reason") == "altered"
            yield Difference(place, "altered" if altered else "missing")

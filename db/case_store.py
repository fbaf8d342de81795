"""Cases of one hall in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, delete, func
from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core.cases.files_named import files_named
from core.cases.history import BEGINNING
from core.cases.models import (
    RUNNING,
    Application,
    Case,
    CaseFilter,
    CaseLine,
    CaseStatus,
    Event,
    Upload,
)
from core.cases.numbering import is_training_number
from core.cases.records import CaseRecord
from core.cases.sealing import differences, document_of
from core.errors import (
    AlteredRecordError,
    CaseErasedError,
    CaseNotFoundError,
    DuplicateSubmissionError,
    NumberTakenError,
    TrainingNumberError,
)
from core.services.setting_aside import unless_spoilt
from db.case_lines import LINE, NEWEST_FIRST, line_columns, line_of
from db.case_log import SqlCaseLog
from db.case_records import EVENT_PARTS, UPLOAD_PARTS, files_of, record_of
from db.case_search import conditions_of, has_words
from db.inserting import insert_into
from db.outbox_tables import OutboxMessageRow
from db.paper_form_store import PaperFormRow
from db.person_tables import CasePersonRow
from db.review_tables import ReviewTaskRow
from db.sound_rows import sound_rows, spoilt_reported
from db.tables import CaseEventRow, CaseFileRow, FileUseRow, ServiceCaseRow
from db.training_tables import ScenarioDraftRow
from db.vault import vault_of

_APPLICATION = TypeAdapter(Application)
_GONE_WITH_CASE = (
    *(FileUseRow, CasePersonRow, ReviewTaskRow, OutboxMessageRow, PaperFormRow, ScenarioDraftRow),
)
"""What is about a case and goes when it is erased."""


class SqlCaseStore:
    """Implements :class:`core.ports.CaseStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._log = SqlCaseLog(session, hall=hall)
        self._vault = vault_of(session, hall=hall)

    def get(self, number: str, *, to_change: bool = False) -> Case:
        """Return one case, of which everything is as it was written."""
        with spoilt_reported(f"service_case {number}"):
            return self._case_of(self._row(number, to_change=to_change))

    def submitted_as(self, submission_key: str) -> Case | None:
        """Return the case that a submission became, if it did."""
        key = self._vault.found_by("submission", submission_key)
        found = select(ServiceCaseRow.number).where(
            ServiceCaseRow.hall == self._hall, ServiceCaseRow.submission_key == key
        )
        number = self._session.exec(found).first()
        return None if number is None else self.get(number)

    def exists(self, number: str) -> bool:
        """Say whether a number is taken."""
        found = select(ServiceCaseRow.number).where(
            ServiceCaseRow.hall == self._hall, ServiceCaseRow.number == number
        )
        return self._session.exec(found).first() is not None

    def add(self, case: Case) -> None:
        """Insert a case with its history.

        Raises:
            DuplicateSubmissionError: If the submission already became a case, perhaps a
                moment ago in another process. The transaction can go on.
            NumberTakenError: If another case got its number a moment ago.
        """
        key = case.application.submission_key
        try:
            with self._session.begin_nested():
                self._insert(case)
        except IntegrityError as error:
            self._vault.keys.forget()
            if self.submitted_as(key) is not None:
                raise DuplicateSubmissionError(submission_key=key) from error
            if self.exists(case.number):
                raise NumberTakenError from error
            raise

    def latest(self, limit: int) -> tuple[CaseLine, ...]:
        """Return the cases that came last, newest first."""
        return self.found(CaseFilter(), skip=0, limit=limit)

    def found(self, wanted: CaseFilter, *, skip: int, limit: int) -> tuple[CaseLine, ...]:
        """Return cases among all of the hall, newest first, without the first so many."""
        lines = line_columns().where(*self._conditions(wanted)).order_by(*NEWEST_FIRST)
        if wanted.words:
            return self._having(lines, wanted, skip=skip, limit=limit)
        read = partial(sound_rows, self._session, ServiceCaseRow, lines, self._line)
        return tuple(read(skip=skip, limit=limit))

    def count(self, wanted: CaseFilter) -> int:
        """Return how many cases of the hall are wanted."""
        if wanted.words:
            lines = line_columns().where(*self._conditions(wanted)).order_by(*NEWEST_FIRST)
            return len(self._matching(lines, wanted))
        counted = select_columns(func.count()).select_from(ServiceCaseRow)
        return int(self._session.execute(counted.where(*self._conditions(wanted))).scalar_one())

    def _having(
        self, lines: Any, wanted: CaseFilter, *, skip: int, limit: int
    ) -> tuple[CaseLine, ...]:
        rows = self._matching(lines, wanted)[skip : skip + limit]
        found = (unless_spoilt(partial(self._line, row)) for row in rows)
        return tuple(line for line in found if line is not None)

    def _matching(self, lines: Any, wanted: CaseFilter) -> list[Any]:
        """Return rows whose marks fit and in which every word stands: names are opened for it."""

        def matching(row: Any) -> Any:
            has = partial(has_words, row, wanted.words, lambda: self._line(row).applicant_name)
            return row if has() else None

        found = sound_rows(self._session, ServiceCaseRow, lines, matching)
        return [row for row in found if row is not None]

    def _line(self, row: Any) -> CaseLine:
        return line_of(row, self._vault)

    def _conditions(self, wanted: CaseFilter) -> tuple[ColumnElement[bool], ...]:
        ours = col(ServiceCaseRow.hall) == self._hall
        return (ours, *conditions_of(wanted, self._vault))

    def append(self, event: Event) -> None:
        """Append one entry to the history of its case."""
        case = self._row(event.case_number, to_change=True)
        self._session.add(self._event_row(event))
        case.last_digest = event.digest
        self._session.flush()
        self._log.add([event])

    def add_file(self, number: str, upload: Upload) -> None:
        """Add a file that was handed in after the rest."""
        self._row(number, to_change=True)
        position = len(files_of(self._session, (self._hall, number)))
        self._session.add(self._file_row(number, position, upload))
        self._use_files(number, [upload.digest])
        self._session.flush()

    def erase(self, event: Event) -> frozenset[str]:
        """Erase what a case said by destroying its key; return the digests of its files.

        The entry, of which ``action`` is one of :data:`~core.cases.records.CLOSING`, says who and
        why. The history stays, with everything that proves it. Files that nobody uses any more
        (:meth:`core.ports.FileLeaseStore.used`) are for whoever asked to remove.

        Raises:
            CaseErasedError: If it was erased before.
        """
        number = event.case_number
        record = record_of(self._session, self._row(number, to_change=True))
        if record.is_closed:
            raise CaseErasedError(case_number=number)
        digests = files_named(record.application, (row["digest"] for row in record.files.values()))
        self.append(event)
        self._row(number, to_change=True).name_marks = 0
        self._session.flush()
        for table in _GONE_WITH_CASE:
            ours = (col(table.hall) == self._hall, col(table.case_number) == number)
            self._session.execute(delete(table).where(*ours))
        self._vault.rows.erase_case(number)
        return digests

    def set_status(self, number: str, status: CaseStatus) -> None:
        """Write down where a case stands now."""
        self._row(number, to_change=True).status = status
        self._session.flush()

    def _insert(self, case: Case) -> None:
        application, document = case.application, document_of(case.application)
        values = {
            "hall": self._hall,
            "number": case.number,
            "submission_key": self._vault.found_by("submission", application.submission_key),
            "theme_code": application.theme_code,
            "theme_version": application.theme_version,
            "status": case.status,
            "applicant_name": case.applicant_name,
            "application": document,
            "matters": list(case.matters),
            "received_at": case.received_at,
            "last_digest": case.history[-1].digest if case.history else BEGINNING,
            "name_marks": self._vault.look_ups.marks(case.applicant_name, hall=self._hall),
        }
        self._session.add(ServiceCaseRow(**self._vault.rows.seal(ServiceCaseRow, values)))
        self._session.flush()  # the case first: what follows refers to it
        self._session.add_all(self._event_row(event) for event in case.history)
        self._session.add_all(
            self._file_row(case.number, position, upload)
            for position, upload in enumerate(application.uploads)
        )
        uploads = (file.digest for file in application.uploads)
        self._use_files(case.number, files_named(document, uploads))
        self._session.flush()
        self._log.add(case.history)

    def _file_row(self, number: str, position: int, upload: Upload) -> CaseFileRow:
        key = {"hall": self._hall, "case_number": number, "position": position}
        return CaseFileRow(**self._vault.rows.seal(CaseFileRow, {**key, **asdict(upload)}))

    def _use_files(self, number: str, digests: Iterable[str]) -> None:
        for file in sorted({self._vault.file(digest) for digest in digests}):
            use = insert_into(self._session, FileUseRow).values(
                hall=self._hall, case_number=number, file=file
            )
            self._session.execute(use.on_conflict_do_nothing())

    def received_since(self, at: datetime) -> Mapping[str, int]:
        """Return how many cases of each theme have come in since a moment."""
        theme, received = col(ServiceCaseRow.theme_code), col(ServiceCaseRow.received_at)
        ours = (col(ServiceCaseRow.hall) == self._hall, received >= at)
        counted = select_columns(theme, func.count()).where(*ours).group_by(theme)
        return {code: int(number) for code, number in self._session.execute(counted)}

    def running_by_version(self, matter: str | None = None) -> Mapping[tuple[str, int], int]:
        """Return how many unfinished cases there are, all or with a matter, by version."""
        wanted = (*LINE[:3], col(ServiceCaseRow.matters))
        ours = (col(ServiceCaseRow.hall) == self._hall, col(ServiceCaseRow.status).in_(RUNNING))
        rows = select_columns(*wanted).where(*ours).order_by(LINE[0])
        found: dict[tuple[str, int], int] = {}
        for _, code, version, matters in sound_rows(self._session, ServiceCaseRow, rows, tuple):
            if matter is None or matter in matters:
                found[code, version] = found.get((code, version), 0) + 1
        return found

    def _event_row(self, event: Event) -> CaseEventRow:
        parts = {name: getattr(event, name) for name in EVENT_PARTS}
        return CaseEventRow(hall=self._hall, **self._vault.rows.seal(CaseEventRow, parts))

    def _row(self, number: str, *, to_change: bool) -> ServiceCaseRow:
        row = self._session.get(ServiceCaseRow, (self._hall, number), with_for_update=to_change)
        if row is None:
            missing = TrainingNumberError if is_training_number(number) else CaseNotFoundError
            raise missing(case_number=number)
        return row

    def _case_of(self, row: ServiceCaseRow) -> Case:
        """Return a case as its history says it, or refuse to tell anything of it (law 20).

        Raises:
            AlteredRecordError: Naming the first row or column that is not as it was written.
            CaseErasedError: If what it said was erased.
        """
        record = record_of(self._session, row)
        if next(differences(record), None) is not None:
            # Somebody may have added to it between our statements; so look with nobody else at it.
            self._session.refresh(row, with_for_update=True)
            self._vault.keys.forget()  # it may have been erased meanwhile
            record = record_of(self._session, row)
        for difference in differences(record):
            raise AlteredRecordError(what=f"{difference.place} {row.number}")
        if record.is_closed:
            raise CaseErasedError(case_number=row.number)
        return _case_from(record)


def _case_from(record: CaseRecord) -> Case:
    files = [record.files[at] for at in sorted(record.files)]
    uploads = [{name: file[name] for name in UPLOAD_PARTS} for file in files]
    columns = record.columns
    return Case(
        number=record.number,
        application=_APPLICATION.validate_python({**record.application, "uploads": uploads}),
        received_at=columns["received_at"],
        status=CaseStatus(columns["status"]),
        applicant_name=columns["applicant_name"],
        matters=tuple(columns["matters"]),
        history=tuple(record.history),
    )

"""Give out a case that has ended as one package for the archive (归档)."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from core.archiving.case_packages import (
    ArchivedCase,
    ArchivedPart,
    PartKind,
    check_package,
    history_document,
    pack_case,
)
from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case, Event, Upload
from core.cases.paper_forms import SHEET
from core.cases.representations import AGENT_ACTIONS
from core.cases.review_actions import ReviewAction
from core.cases.sealing import document_of
from core.cases.signatures import RECEIVED
from core.errors import CaseNotEndedError
from core.i18n import DEFAULT_LOCALE, translate
from core.ports import FileStore, Printer
from core.services.access_log import members_by_name, note_look
from core.services.acting import StaffContext
from core.services.form_answers import json_of
from core.services.notices import NoticeSource, notice_of, noticed_events
from core.services.officers.case_notices import source_of
from core.services.officers.open_case import CaseOpener
from core.services.officers.opened_cases import OpenedCase
from core.staff.models import Principal, StaffMember
from core.staff.use_cases import UseCase

__all__ = ["ArchiveCase", "check_package"]


class ArchiveCase:
    """Packs cases. The whole of a case is seen by the window and the operator alone (law 3)."""

    def __init__(
        self, staff: StaffContext, opener: CaseOpener, *, printer: Printer, files: FileStore
    ) -> None:
        self._staff = staff
        self._opener = opener
        self._printer = printer
        self._files = files

    def case_file(self, session: Principal, number: str) -> bytes:
        """Return a case with everything in it as one ZIP file; the same case, the same bytes.

        Raises:
            CaseNotFoundError: If there is no such case.
            CaseNotEndedError: If it has not ended.
            PrintingError: If a notice cannot be printed.
            StorageError: If a file cannot be read.
        """
        with self._staff.as_permitted(session, UseCase.ARCHIVE_CASE) as acted:
            stores, _ = acted
            opened = self._opener.opened(stores, number)
            case = opened.case
            if case.status in RUNNING:
                raise CaseNotEndedError
            note_look(
                acted,
                UseCase.ARCHIVE_CASE,
                at=self._staff.session_time(),
                case_number=case.number,
            )
            members = members_by_name(stores)
        cover = ArchivedCase(
            case.number,
            case.application.theme_code,
            case.application.theme_version,
            opened.plan.theme.name,
            case.received_at,
            case.history[-1].at,
            case.status,
            case.history[-1].digest,
        )
        return pack_case(cover, self._parts(opened, members))

    def _parts(self, opened: OpenedCase, members: dict[str, StaffMember]) -> Iterator[ArchivedPart]:
        case = opened.case
        application = json.dumps(document_of(case.application), ensure_ascii=False, sort_keys=True)
        yield ArchivedPart(
            PartKind.APPLICATION, _title("application"), "json", application.encode()
        )
        for form in opened.forms.values():
            yield ArchivedPart(PartKind.FORM, form.title, "json", json_of(form))
        yield from _authorisations(case)
        for upload in case.application.uploads:
            kind, title = _place_of(upload, opened)
            suffix = "pdf" if upload.media_type == "application/pdf" else "image"
            content = self._files.get(upload.digest)
            yield ArchivedPart(kind, f"{title} {upload.name}", suffix, content)
        source = source_of(opened, self._staff.calendar)
        for event in _noticed(opened):
            yield self._notice(source, event, members)
        for kind, action in ((PartKind.DELIVERY, ReviewAction.DELIVERED), (PartKind.CHARGE, None)):
            events = [event for event in case.history if _is_about(event, action)]
            if events:
                yield ArchivedPart(kind, _title(kind), "json", history_document(events))
        yield ArchivedPart(
            PartKind.HISTORY, _title("history"), "json", history_document(case.history)
        )

    def _notice(
        self, source: NoticeSource, event: Event, members: dict[str, StaffMember]
    ) -> ArchivedPart:
        member = members.get(event.actor)
        notice = notice_of(source, event, officer=member.display_name if member else "")
        title = translate(f"paper.notice.title.{notice.kind}", DEFAULT_LOCALE)
        content = self._printer.print_paper(notice)
        return ArchivedPart(PartKind.NOTICE, f"{title} {notice.matter_name}", "pdf", content)


def _place_of(upload: Upload, opened: OpenedCase) -> tuple[PartKind, str]:
    """Return where a file lies, and what it is called: the window took some of them itself."""
    if upload.document == SHEET:
        return PartKind.APPLICATION, _title("sheet")
    if upload.document == RECEIVED:
        return PartKind.DELIVERY, _title("signature")
    document = opened.catalogue.documents.get(upload.document)
    return PartKind.MATERIAL, document.name if document else upload.document


def _authorisations(case: Case) -> Iterator[ArchivedPart]:
    """Yield who acted for whom: as it was handed in, and every entry that changed it."""
    said = case.application.authorisation
    changed = [event for event in case.history if event.action in AGENT_ACTIONS]
    if said or changed:
        document = {
            "handed_in": asdict(said) if said else None,
            "entries": json.loads(history_document(changed)),
        }
        content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
        yield ArchivedPart(PartKind.AUTHORISATION, _title("authorisation"), "json", content)


def _noticed(opened: OpenedCase) -> list[Event]:
    """Return every entry of which somebody was told in writing, in the order of the history."""
    events = [e for code in opened.case.matters for e in noticed_events(opened.case, code)]
    return sorted(events, key=lambda event: event.sequence)


def _is_about(event: Event, action: ReviewAction | None) -> bool:
    return event.action == action if action else event.action in set(ChargeAction)


def _title(name: str) -> str:
    return translate(f"archive.part.{name}", DEFAULT_LOCALE)

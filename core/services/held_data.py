"""Put together everything that is held of somebody in a case: who got what, and from where."""

from collections.abc import Iterator
from datetime import datetime

from core.cases.models import Case, Event, FetchedRecord
from core.cases.paper_forms import SHEET
from core.cases.receipt_codes import has_code
from core.cases.signatures import RECEIVED
from core.cases.value_changes import current_case
from core.catalogue.models import FieldKey
from core.forms.department_forms import DepartmentForm, FormEntry, FormTable, written
from core.forms.models import MergedField
from core.i18n import messages_of, translate
from core.privacy.holdings import HeldData, HeldEntry, HeldPart, Looks
from core.privacy.requests import (
    corrected_in,
    is_restricted,
    requests_in,
    standing_consents,
)
from core.services.form_answers import department_forms, keyed
from core.services.theme_plans import PlannedVersion
from core.themes.guides import Guide, concluded_guide
from core.themes.who_is_who import stated_persons
from core.working_days import ZONE, WorkingCalendar

_TAKEN_AT_WINDOW = {RECEIVED: "rights.received_signature", SHEET: "rights.paper_sheet"}
"""Files that are no material, with their names."""


class HeldDataReader:
    """Tells what is held. ``looks`` returns who of the staff looked at a case."""

    def __init__(self, *, calendar: WorkingCalendar, looks: Looks) -> None:
        self._calendar = calendar
        self._looks = looks

    def read(self, case: Case, planned: PlannedVersion, locale: str) -> HeldData:
        """Return everything that is held in a case."""
        guide = concluded_guide(planned.plan, case.application.answers)
        words = _Words(case, planned, guide, locale)
        parts = (
            *words.forms(),
            words.part("persons", words.persons()),
            words.part("fetched", words.fetched()),
            words.part("files", words.files()),
            words.part("consents", words.consents()),
            words.part("requests", words.requests(self._calendar)),
            words.part("history", words.history()),
            words.part("looks", words.looks(self._looks)),
        )
        standing = standing_consents(case.application.consents, case.history)
        return HeldData(
            case_number=case.number,
            theme=planned.version.theme.name,
            received_at=case.received_at,
            parts=tuple(part for part in parts if part.lines),
            entries=tuple(words.entries()),
            consents=tuple(consent.about for consent in standing),
            requests=requests_in(case.history, self._calendar),
            has_code=has_code(case),
            is_restricted=is_restricted(case.history),
        )


class _Words:
    """Says each part in words of one language."""

    def __init__(self, case: Case, planned: PlannedVersion, guide: Guide, locale: str) -> None:
        self._case = case
        self._planned = planned
        self._guide = guide
        self._locale = locale
        self._catalogue = planned.version.catalogue

    def part(self, name: str, lines: Iterator[tuple[str, str]]) -> HeldPart:
        return HeldPart(self._say(f"part.{name}"), tuple(lines))

    def forms(self) -> Iterator[HeldPart]:
        """Yield what each office received: its own form, and nothing else (law 3)."""
        values = keyed(self._case.application.values)
        for form in department_forms(self._planned.plan, self._guide, values).values():
            title = self._say("part.form", department=form.department, form=form.title)
            yield HeldPart(title, tuple(self._written(form)))

    def persons(self) -> Iterator[tuple[str, str]]:
        """Yield who holds several roles, as the applicant stated."""
        for person in stated_persons(self._planned.plan, self._case.application.values):
            yield person.name or person.roles[0], "、".join(person.roles)

    def _written(self, form: DepartmentForm) -> Iterator[tuple[str, str]]:
        parts = (part for section in form.sections for part in section.parts)
        for part in parts:
            rows = part.rows if isinstance(part, FormTable) else ((part,),)
            for entry in (entry for row in rows for entry in row):
                if entry.words:
                    yield entry.label, self._entry_text(entry)

    def _entry_text(self, entry: FormEntry) -> str:
        return self._say("picture") if entry.is_picture else entry.words

    def entries(self) -> Iterator[HeldEntry]:
        """Yield the entries of the one form that say something, as corrected since."""
        values = current_case(self._case).application.values
        corrected = {
            correction.place: correction.value for correction in corrected_in(self._case.history)
        }
        for merged in self._guide.form:
            place = str(merged.key)
            if values.get(place) not in (None, "", []):
                value = corrected.get(place) or written(merged.type, values[place])
                yield HeldEntry(place, self._label(merged), value)

    def _label(self, merged: MergedField) -> str:
        return self._say("entry", label=merged.label, about=self._about(merged.key.subject))

    def _about(self, subject: str) -> str:
        return self._catalogue.short_subject_name(subject)

    def fetched(self) -> Iterator[tuple[str, str]]:
        application = self._case.application
        for place, record in application.fetched.items():
            yield self._name_of(place), self._source(record)
        for code, record in application.found.items():
            yield self._catalogue.question(code).text, self._source(record)

    def _source(self, record: FetchedRecord) -> str:
        at = _moment(datetime.fromisoformat(record.checked_at))
        return self._say(
            f"source.{record.source}", licence=record.licence, end=record.number_end, at=at
        )

    def _name_of(self, place: str) -> str:
        key = FieldKey.parse(place)
        merged = self._guide.form_by_key.get(key) if key else None
        return self._label(merged) if merged else place

    def files(self) -> Iterator[tuple[str, str]]:
        for upload in self._case.application.uploads:
            key = _TAKEN_AT_WINDOW.get(upload.document)
            name = self._catalogue.document_name(upload.document)
            yield translate(key, self._locale) if key else name, upload.name

    def consents(self) -> Iterator[tuple[str, str]]:
        standing = {
            consent.about
            for consent in standing_consents(self._case.application.consents, self._case.history)
        }
        for consent in self._case.application.consents:
            kind, _, subject = consent.about.partition(":")
            name = self._say(f"consent.{kind}", about=self._about(subject))
            how = "stands" if consent.about in standing or kind == "notice" else "withdrawn"
            at = _moment(datetime.fromisoformat(consent.given_at))
            yield name, self._say(f"consent.{how}", at=at, wording=consent.wording)

    def requests(self, calendar: WorkingCalendar) -> Iterator[tuple[str, str]]:
        for request in requests_in(self._case.history, calendar):
            kind = self._say(f"kind.{request.wish.kind}")
            wished = self._say("asked", kind=kind, at=_moment(request.asked_at))
            if request.answer is None or request.answered_at is None:
                yield wished, self._say("due", day=request.due_on.isoformat())
                continue
            yield (
                wished,
                self._say(
                    "answered",
                    outcome=self._say(f"outcome.{request.answer.outcome}"),
                    reason=request.answer.reason or "—",
                    at=_moment(request.answered_at),
                ),
            )

    def history(self) -> Iterator[tuple[str, str]]:
        for event in self._case.history:
            yield _moment(event.at), self._event(event)

    def _event(self, event: Event) -> str:
        key = f"rights.event.{event.action}"
        action = event.action
        if key in messages_of(self._locale):
            action = translate(key, self._locale)
        return self._say("event", action=action, actor=self._actor(event.actor))

    def _actor(self, actor: str) -> str:
        key = f"rights.actor.{actor}"
        return translate(key, self._locale) if key in messages_of(self._locale) else actor

    def looks(self, looks: Looks) -> Iterator[tuple[str, str]]:
        for look in looks(self._case.number):
            yield _moment(look.at), self._say("look", who=look.who, department=look.department)

    def _say(self, name: str, **params: object) -> str:
        return translate(f"rights.{name}", self._locale, **params)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"

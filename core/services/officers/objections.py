"""Every department's form with what the applicant contests on it (laws 3 and 5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from core.cases.models import Application
from core.forms.department_forms import DepartmentForm, FormEntry, FormTable, Objection
from core.services.form_answers import department_forms, keyed
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

Place = tuple[str, str | None]
"""A field of a form, and the column if the field is a table."""


def contested_forms(
    plan: ThemePlan, guide: Guide, application: Application
) -> dict[str, DepartmentForm]:
    """Return every department's form, by matter, with the objections to its own entries.

    What was fetched is projected like what was given, so an objection tells a department no
    more than its form does: no day where only the month is asked.
    """
    given = department_forms(plan, guide, keyed(application.values))
    if not application.contested:
        return given
    on_licences = {place: application.fetched[place].value for place in application.contested}
    fetched = department_forms(plan, guide, keyed({**application.values, **on_licences}))
    return {
        code: replace(
            form, objections=tuple(_objections(guide, application, form, fetched=fetched[code]))
        )
        for code, form in given.items()
    }


def _objections(
    guide: Guide, application: Application, given: DepartmentForm, *, fetched: DepartmentForm
) -> Iterator[Objection]:
    ours, theirs = _entries(given), _entries(fetched)
    for use in guide.uses.get(given.matter, ()):
        if str(use.key) not in application.contested:
            continue
        record, place = application.fetched[str(use.key)], (use.field, use.column)
        yield Objection(
            label=use.label,
            given=ours[place].words,
            fetched=theirs[place].words,
            licence=record.licence,
            number_end=record.number_end,
            checked_at=datetime.fromisoformat(record.checked_at),
        )


def _entries(form: DepartmentForm) -> dict[Place, FormEntry]:
    """Return the entries by place; what a licence tells is the same in every row of a table."""
    found: dict[Place, FormEntry] = {}
    for part in (part for section in form.sections for part in section.parts):
        if isinstance(part, FormTable):
            row = part.rows[0] if part.rows else part.columns
            found |= {(part.field, entry.field): entry for entry in row}
        else:
            found[part.field, None] = part
    return found

"""See to it that what was fetched is handed in as it was fetched, or contested (law 5)."""

from collections.abc import Iterator
from dataclasses import replace

from core.cases.fetched_records import RecordSeals, is_unchanged
from core.cases.models import Application
from core.errors import Problem
from core.forms.models import FieldKey, MergedField
from core.themes.guides import Guide


def keep_asked(application: Application, guide: Guide) -> Application:
    """Drop what was fetched for a question that the form no longer asks (law 3)."""
    form = guide.form_by_key
    fetched = {
        place: record
        for place, record in application.fetched.items()
        if FieldKey.parse(place) in form
    }
    dropped = application.fetched.keys() - fetched.keys()
    return replace(
        application,
        values={
            place: value for place, value in application.values.items() if place not in dropped
        },
        fetched=fetched,
        contested=tuple(dict.fromkeys(one for one in application.contested if one in fetched)),
    )


def check_fetched(
    application: Application, guide: Guide, seals: RecordSeals
) -> tuple[Problem, ...]:
    """Return every fetched value that was changed, or that this system never fetched."""
    return tuple(_problems(application, guide, seals))


def _problems(application: Application, guide: Guide, seals: RecordSeals) -> Iterator[Problem]:
    for merged in guide.form:
        place = str(merged.key)
        if place not in application.fetched:
            continue
        if not seals.is_genuine(place, application):
            yield _problem(merged, "fetched-unproven", application)
        elif place not in application.contested and not is_unchanged(place, application):
            yield _problem(merged, "fetched-changed", application)


def _problem(merged: MergedField, rule: str, application: Application) -> Problem:
    place = str(merged.key)
    licence = application.fetched[place].licence
    return Problem(place, rule, (("label", merged.label), ("licence", licence)))

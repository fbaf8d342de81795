"""See to it that what was fetched is handed in as it was fetched, or contested (law 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.cases.fetched_records import RecordSeals, answers_found, is_unchanged
from core.cases.models import Application
from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.models import MergedField
from core.forms.normalising import normalised_value
from core.themes.guides import Guide


def keep_asked(application: Application, guide: Guide) -> Application:
    """Drop answers and values that nobody asks for any more, given or fetched (law 3).

    What was typed is put in order (full-width digits, blanks); what was fetched stays as it is.
    """
    form = guide.form_by_key
    asked = guide.situation.asked
    fetched = {
        place: record
        for place, record in application.fetched.items()
        if FieldKey.parse(place) in form
    }
    return replace(
        application,
        answers={code: answer for code, answer in application.answers.items() if code in asked},
        values={
            place: value if place in fetched else _in_order(form, place, value)
            for place, value in application.values.items()
            if FieldKey.parse(place) in form
        },
        fetched=fetched,
        found={
            code: record
            for code, record in answers_found(application.answers, application.found).items()
            if code in asked
        },
        contested=tuple(
            dict.fromkeys(place for place in application.contested if place in fetched)
        ),
    )


def _in_order(form: Mapping[FieldKey, MergedField], place: str, value: Any) -> Any:
    key = FieldKey.parse(place)
    if key is None:
        return value
    return normalised_value(form[key].type, value, form[key].standard)


def check_fetched(
    application: Application, guide: Guide, seals: RecordSeals
) -> tuple[Problem, ...]:
    """Return every fetched value that was changed, or that this system never fetched."""
    return tuple(_problems(application, guide, seals))


def keep_proven(application: Application, seals: RecordSeals) -> Application:
    """Return the application without the sources of answers that this system never found.

    Such an answer then is the applicant's own. It is looked at before values are dropped: the
    number of the holder proves it.
    """
    proven = {
        code: record
        for code, record in application.found.items()
        if seals.is_found(code, application)
    }
    return replace(application, found=proven)


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

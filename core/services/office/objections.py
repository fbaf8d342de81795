"""What the applicant contests of a department's form: what was fetched, and what they say."""

from collections.abc import Iterable, Iterator

from core.cases.models import Application
from core.forms.department_forms import Objection
from core.forms.models import FieldUse


def objections_to(uses: Iterable[FieldUse], application: Application) -> tuple[Objection, ...]:
    """Return the objections to values that a department asks for, in the order of its form."""
    return tuple(_objections(uses, application))


def _objections(uses: Iterable[FieldUse], application: Application) -> Iterator[Objection]:
    told: set[str] = set()
    for use in uses:
        place = str(use.key)
        record = application.fetched.get(place)
        if place in application.contested and record is not None and place not in told:
            told.add(place)
            yield Objection(
                label=use.label,
                given=_words(application.values.get(place)),
                fetched=_words(record.value),
                licence=record.licence,
                number_end=record.number_end,
                checked_at=record.checked_at,
            )


def _words(value: object) -> str:
    return "" if value is None else str(value)

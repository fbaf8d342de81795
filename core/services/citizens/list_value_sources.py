"""Tell for the receipt where every entry of the form came from (law 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.cases.models import Application, FetchedRecord
from core.catalogue.models import FieldKey
from core.forms.models import MergedField
from core.forms.sources import ValueSource
from core.forms.validating import is_empty
from core.receipts.models import ReceiptValueSource
from core.services.form_answers import complete_values, keyed
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

_CONTESTED = "contested"
_ORDER = (
    ValueSource.E_LICENCE.value,
    ValueSource.DATA_SHARING.value,
    _CONTESTED,
    ValueSource.DERIVED.value,
    ValueSource.ANSWER.value,
    ValueSource.APPLICANT.value,
)


def list_value_sources(
    plan: ThemePlan, guide: Guide, application: Application
) -> tuple[ReceiptValueSource, ...]:
    """Return the sources of what was filled in: first what was fetched, last the applicant."""
    complete = complete_values(plan, guide, keyed(application.values))
    labels: dict[ReceiptValueSource, list[str]] = {}
    for origin, label in _origins(plan, guide, application, complete):
        labels.setdefault(origin, []).append(label)
    origins = (replace(origin, labels=tuple(labels[origin])) for origin in labels)
    return tuple(sorted(origins, key=lambda origin: _ORDER.index(origin.source)))


def _origins(
    plan: ThemePlan, guide: Guide, application: Application, complete: Mapping[FieldKey, Any]
) -> Iterator[tuple[ReceiptValueSource, str]]:
    for merged in guide.form:
        if not is_empty(complete.get(merged.key)):
            yield _origin(plan, guide, application, merged), merged.label


def _origin(
    plan: ThemePlan, guide: Guide, application: Application, merged: MergedField
) -> ReceiptValueSource:
    place = str(merged.key)
    if place in application.contested:
        return ReceiptValueSource(_CONTESTED, ())
    if place in application.fetched:
        return _fetched(plan, application.fetched[place], merged)
    if not is_empty(application.values.get(place)):
        return ReceiptValueSource(ValueSource.APPLICANT.value, ())
    is_answer = guide.sources[merged.key] is ValueSource.ANSWER
    return ReceiptValueSource((ValueSource.ANSWER if is_answer else ValueSource.DERIVED).value, ())


def _fetched(plan: ThemePlan, record: FetchedRecord, merged: MergedField) -> ReceiptValueSource:
    return ReceiptValueSource(
        source=record.source,
        labels=(),
        licence=record.licence,
        about=plan.catalogue.subject_name(merged.key.subject),
        number=record.number_end,
        checked_at=datetime.fromisoformat(record.checked_at),
    )

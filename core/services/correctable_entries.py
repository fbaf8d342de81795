"""Which entries can be put right after a form came in, and what a new value brings with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.cases.models import Application
from core.cases.value_changes import ValueChange
from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.models import FieldUse, MergedField
from core.forms.normalising import normalised_value
from core.forms.pictures import is_picture
from core.services.form_answers import check_values, complete_values, keyed
from core.themes.guides import Guide
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class SpotField:
    """An entry that can be put right: what the own form calls it, and what it says.

    ``asked_by`` are the matters on whose forms it stands; ``options`` what can be chosen, if
    something is. ``row`` counts members and lines from one; nought is an entry that stands alone.
    """

    place: str
    label: str
    value: str = field(repr=False)
    asked_by: tuple[str, ...]
    options: tuple[str, ...] = ()
    row: int = 0

    @property
    def code(self) -> str:
        """Return what tells it from the others: its place, with its row."""
        return f"{self.place}#{self.row}" if self.row else self.place


def spot_fields(
    plan: ThemePlan, guide: Guide, application: Application, matter: str
) -> tuple[SpotField, ...]:
    """Return the entries of a matter's form that can be put right on the spot.

    What follows from an answer, or was fetched, is not the applicant's error: an answer changes
    what applies, and a record is put right where it is kept (law 5).
    """
    form = guide.form_by_key
    found: dict[str, SpotField] = {}
    for use in guide.uses.get(matter, ()):
        merged = form.get(use.key)
        if merged is None:
            continue
        value = application.values.get(str(use.key))
        rows: list[tuple[int, Any]] = []
        if is_correctable(merged, plan, guide, application):
            rows = [(0, value)]
        elif is_correctable_by_row(merged, plan, guide, application):
            rows = list(enumerate(value or (), start=1))
        for row, part in rows:
            entry = _entry(merged, use.label, part, row)
            found.setdefault(entry.code, entry)
    return tuple(found.values())


def _entry(merged: MergedField, label: str, value: Any, row: int) -> SpotField:
    kind = merged.type.kind
    words = "" if value is None else kind.write(value)
    options = merged.options if kind.is_choice else ()
    return SpotField(str(merged.key), label, words, merged.matters, options, row)


def is_correctable(
    merged: MergedField, plan: ThemePlan, guide: Guide, application: Application
) -> bool:
    """Say whether an entry is the applicant's own words, and is written as one value."""
    is_single = not _is_in_rows(merged, plan)
    return is_single and _is_own_words(merged, guide, application)


def is_correctable_by_row(
    merged: MergedField, plan: ThemePlan, guide: Guide, application: Application
) -> bool:
    """Say whether an entry is the applicant's own words, one value in each row of a table."""
    value = application.values.get(str(merged.key))
    is_table = isinstance(value, list) and not any(isinstance(it, list) for it in value)
    in_rows = is_table and _is_in_rows(merged, plan)
    return in_rows and _is_own_words(merged, guide, application)


def _is_in_rows(merged: MergedField, plan: ThemePlan) -> bool:
    repeats = merged.repeats or plan.catalogue.repeats(merged.key.subject)
    return repeats or merged.places > 1


def _is_own_words(merged: MergedField, guide: Guide, application: Application) -> bool:
    kind, place = merged.type.kind, str(merged.key)
    is_written = not (
        kind.is_several or kind.act or kind.is_signed or is_picture(merged.key.element)
    )
    is_fetched = place in application.fetched and place not in application.contested
    is_known = merged.key in guide.known.certain or merged.is_filled_elsewhere
    return is_written and not (is_fetched or is_known)


def changes_of(
    plan: ThemePlan,
    guide: Guide,
    application: Application,
    *,
    place: str,
    written: Any,
    row: int = 0,
) -> tuple[ValueChange, ...]:
    """Return what a new value changes: the entry, what follows from it, and the same elsewhere.

    Roles with one identity number are one person: what was said of them alike stays alike. Of a
    table one ``row`` alone is written, counted from one.

    What the applicant had said otherwise than follows stays as they said it.
    """
    before = keyed(application.values)
    merged = next(it for it in guide.form if str(it.key) == place)
    value = normalised_value(merged.type, written, merged.standard)
    following = _following(plan, guide, before) - {merged.key}
    given = {key: it for key, it in before.items() if key not in following}
    if row:
        said = {merged.key: _with_row(before[merged.key], row, value)}
    else:
        said = dict.fromkeys(_of_same_person(guide, before, merged.key), value)
    after = complete_values(plan, guide, {**given, **said})
    changed = [key for key in guide.form_by_key if before.get(key) != after.get(key)]
    ordered = sorted(changed, key=lambda key: key != merged.key)
    return tuple(ValueChange(str(key), before.get(key), after.get(key)) for key in ordered)


def _with_row(rows: Sequence[Any], row: int, value: Any) -> list[Any]:
    return [value if number == row else it for number, it in enumerate(rows, start=1)]


def new_problems(
    plan: ThemePlan,
    guide: Guide,
    application: Application,
    changes: tuple[ValueChange, ...],
) -> Iterator[Problem]:
    """Yield what would be wrong with the form that was not wrong before: at the entry first."""
    before = keyed(application.values)
    after = {**before, **keyed({it.place: it.after for it in changes})}
    known = {(it.place, it.rule) for it in check_values(plan, guide, before)}
    after = {key: value for key, value in after.items() if value is not None}
    checked = check_values(plan, guide, after)
    found = [it for it in checked if (it.place, it.rule) not in known]
    own = [it for it in found if changes and it.place == changes[0].place]
    for rule, params in dict.fromkeys((it.rule, it.params) for it in own or found):
        yield Problem("value", rule, params)


def changes_by_matter(
    uses: Mapping[str, Sequence[FieldUse]], changes: Iterable[ValueChange]
) -> dict[str, tuple[ValueChange, ...]]:
    """Return for each matter that asks for something that changes what changes for it (law 3)."""
    every = tuple(changes)
    asked = {code: {str(use.key) for use in own} for code, own in uses.items()}
    found = {code: tuple(it for it in every if it.place in own) for code, own in asked.items()}
    return {code: own for code, own in found.items() if own}


def _of_same_person(
    guide: Guide, values: Mapping[FieldKey, Any], key: FieldKey
) -> frozenset[FieldKey]:
    """Return the entry, and those that say the same of the same person in another role."""
    numbers = {it.key.subject: values.get(it.key) for it in guide.form if it.type.kind.identifies}
    own = numbers.get(key.subject)
    same = {subject for subject, number in numbers.items() if own and number == own}
    alike = {FieldKey(key.element, subject) for subject in same}
    return frozenset({key, *(it for it in alike if values.get(it) == values.get(key))})


def _following(
    plan: ThemePlan, guide: Guide, values: Mapping[FieldKey, Any]
) -> frozenset[FieldKey]:
    """Return the entries that say what follows from the others."""

    def computed(key: FieldKey) -> Any:
        others = {other: value for other, value in values.items() if other != key}
        return plan.derivations.values([key], others, guide.situation).get(key)

    return frozenset(key for key, value in values.items() if computed(key) == value)

"""Look over what is paid for a matter: its rule can be computed from the matter's own form."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error
from core.catalogue.models import (
    AmountByOption,
    AmountByRate,
    AmountPerUnit,
    Charge,
    FieldSpec,
    Matter,
)
from core.catalogue.references import Path, References

ByField = AmountByOption | AmountPerUnit | AmountByRate


def check_charge(matter: Matter, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with the charge of a matter, and where in its file."""
    charge = matter.charge
    if charge is None:
        return
    look = References(catalogue)
    for number, waiver in enumerate(charge.waivers):
        yield from look.condition(("charge", "waivers", number, "when"), matter.code, waiver.when)
    if charge.payer is not None:
        yield from look.subject(("charge", "payer"), matter.code, charge.payer)
    yield from _check_field(matter, charge)


def _check_field(matter: Matter, charge: Charge) -> Iterator[tuple[Path, Finding]]:
    rule = charge.amount
    if not isinstance(rule, ByField):
        return
    fields = {field.id: field for field in matter.fields}
    field = fields.get(rule.field)
    path: Path = ("charge", "amount", "field")
    if field is None or not _computes(rule, field):
        found = {"field": rule.field, "charge": charge.name}
        yield path, error("charge-without-field", matter.code, place=matter.code, **found)
    elif isinstance(rule, AmountByOption):
        yield from _check_options(matter, field, rule)


def _computes(rule: ByField, field: FieldSpec) -> bool:
    kind = field.type.kind
    return kind.is_choice if isinstance(rule, AmountByOption) else kind.is_number


def _check_options(
    matter: Matter, field: FieldSpec, rule: AmountByOption
) -> Iterator[tuple[Path, Finding]]:
    path: Path = ("charge", "amount", "options")
    for option in rule.options:
        if field.options and option not in field.options:
            found = {"option": option, "field": rule.field}
            yield path, error("charge-unknown-option", matter.code, place=matter.code, **found)

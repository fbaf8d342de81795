"""Put what rows of a listing say of a charge together, once all that it needs is there."""

from collections.abc import Mapping

from pydantic import ValidationError

from core.catalogue.models import Charge
from core.catalogue.spreadsheets.rows import RowReading, Values, heading_of
from core.catalogue.spreadsheets.words import CHARGE_HEADINGS

_NEEDED = tuple(f"charge_{name}" for name, it in Charge.model_fields.items() if it.is_required())


def put_charge(attributes: Values, readings: Mapping[str, RowReading]) -> None:
    """Make one charge of its parts; tell which are missing where that cannot be."""
    parts = {name: attributes.pop(name) for name in CHARGE_HEADINGS if name in attributes}
    if not parts or "charge" in attributes:
        return
    lacking = [heading_of(name) for name in _NEEDED if name not in parts]
    said = {name.removeprefix("charge_"): value for name, value in parts.items()}
    try:
        attributes["charge"] = Charge.model_validate(said)
    except ValidationError:
        reading = readings[next(iter(parts))]
        if lacking:
            reading.note("charge-left-out", lacking=lacking)
        else:
            reading.note("charge-left-out.amount")

"""Write the rule of a charge into one cell, and read it back to the letter."""

import json

from pydantic import ValidationError

from core.catalogue.models import Charge


def charge_text(charge: Charge | None) -> str:
    """Return a charge as one line of JSON; nothing for none."""
    if charge is None:
        return ""
    plain = charge.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return json.dumps(plain, ensure_ascii=False)


def read_charge(text: str) -> Charge | None:
    """Return the charge that a cell says; nothing for an empty one.

    Raises:
        ValueError: If the cell does not say one.

    Examples:
        >>> said = {"name": "工本费", "amount": {"rule": "fixed", "yuan": "4.00"}, "basis": "公告"}
        >>> charge = Charge.model_validate(said)
        >>> read_charge(charge_text(charge)) == charge
        True
        >>> read_charge("4.00")
        Traceback (most recent call last):
        ValueError: 4.00
    """
    if not text.strip():
        return None
    try:
        return Charge.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError, ValidationError) as unread:
        raise ValueError(text[:60]) from unread

"""Addresses in a visit: kept as one text, entered in parts (region, street, number)."""

from dataclasses import dataclass, replace
from typing import Any

from core.services.citizens import AddressParts, split_address
from pages.kiosk.visit import Visit
from pages.shared.state import kept_under


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """The field of an address, and the member whose it is (-1 where there is one value)."""

    field_place: str
    member: int = -1

    @property
    def name(self) -> str:
        """Return what tells it from others."""
        return self.field_place if self.member < 0 else f"{self.field_place}.{self.member}"

    def value_in(self, visit: Visit) -> Any:
        """Return the address as it is."""
        value = visit.draft.values.get(self.field_place)
        if self.member < 0:
            return value
        entries = value if isinstance(value, list) else []
        return entries[self.member] if self.member < len(entries) else None


def parts_of(at: AddressPlace, value: Any, visit: Visit) -> AddressParts:
    """Return the parts as they were entered, or those of a text that came otherwise.

    A region alone is no value yet; it is remembered as it was chosen.
    """
    entered = visit.addresses.get(at.name)
    return entered if entered and entered.written == value else split_address(value)


def number_key(key: str) -> str:
    """Return the key of the widget beside the street: what is typed into a field bears its own."""
    return f"number_{key}"


def address_taken(at: AddressPlace, key: str, visit: Visit) -> str | None:
    """Return the address that is in the widgets now, and remember its parts."""
    region = parts_of(at, at.value_in(visit), visit).region
    street, number = (kept_under(part) or "" for part in (key, number_key(key)))
    return keep_parts(at, AddressParts(region, str(street), str(number)), visit)


def keep_parts(at: AddressPlace, parts: AddressParts, visit: Visit) -> str | None:
    """Remember the parts and return the address that they are."""
    visit.enter_address(at.name, parts)
    return parts.written


def move_address(at: AddressPlace, region: str, visit: Visit) -> None:
    """Put a region before an address, in the place of the one that was there."""
    value = at.value_in(visit)
    parts = parts_of(at, value, visit)
    if value and not parts.region:  # one may stand in the line of the street
        parts = split_address(value)
    fill_address(at, keep_parts(at, replace(parts, region=region), visit), visit)


def take_address(at: AddressPlace, address: str, visit: Visit) -> None:
    """Take an address that is written elsewhere; its widgets would show what they held before."""
    visit.enter_address(at.name, None)
    fill_address(at, address, visit)
    visit.renew([at.name])


def fill_address(at: AddressPlace, address: str | None, visit: Visit) -> None:
    """Fill in the field, or the entry of one member."""
    if at.member < 0:
        visit.fill(at.field_place, address)
        return
    value = visit.draft.values.get(at.field_place)
    entries = list(value) if isinstance(value, list) else []
    entries += [None] * (at.member + 1 - len(entries))
    entries[at.member] = address
    visit.fill(at.field_place, entries)


def forget_members(field_place: str, visit: Visit) -> None:
    """Forget how the addresses of members were entered: they are counted anew."""
    visit.forget_addresses(f"{field_place}.")

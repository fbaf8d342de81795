"""Ask for an address: its region and what is written already by touch, the rest by keys."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from core.catalogue.models import FieldType
from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import Consultation, FollowingValue, other_addresses
from pages.kiosk.addresses import (
    AddressPlace,
    keep_parts,
    number_key,
    parts_of,
    take_address,
)
from pages.kiosk.dialogs.regions import choose_address_region
from pages.kiosk.visit import Visit
from pages.shared.slots import Slot
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import hint_in, typed_as

_ADDRESS = FieldType("address")


@dataclass(frozen=True, slots=True)
class AddressEntry:
    """An address to ask for: where it is kept, who asks, and where the hall is (a region)."""

    at: AddressPlace
    field: MergedField
    home: str


def is_address(field: MergedField) -> bool:
    """Say whether a field is one address, or one for each member."""
    return field.type is _ADDRESS and (field.repeats or field.places == 1)


def ask_address(
    entry: AddressEntry, others: Mapping[str, str], slot: Slot, visit: Visit
) -> str | None:
    """Ask for an address and return it as one text; ``others`` are written on the form already."""
    parts = parts_of(entry.at, entry.at.value_in(visit), visit)
    with st.container(key=f"address_{slot.key}"):
        st.markdown(f"**{slot.title}**")
        _offer_others(entry.at, others, slot, visit)
        if st.form_submit_button(
            _heard(plain(parts.region or slot.say("kiosk.address.region")), entry.field),
            icon=":material/map:",
            key=f"choose.{entry.at.name}",
            width="stretch",
        ):
            choose_address_region(entry.at, entry.field.label, entry.home, visit)
        with typed_as("pinyin", slot.key):
            street, number = _ask_rest(entry.field, parts.street, parts.number, slot)
    return keep_parts(entry.at, replace(parts, street=street, number=number), visit)


def _ask_rest(field: MergedField, street: str, number: str, slot: Slot) -> tuple[str, str]:
    """Ask for the street and the number, side by side where there is room."""
    with st.container(key=f"street_and_number_{slot.key}"):
        return (
            st.text_input(
                _heard(slot.say("kiosk.address.street"), field),
                street,
                key=slot.key,
                placeholder=hint_in(field, slot),
            ),
            st.text_input(
                _heard(slot.say("kiosk.address.number"), field), number, key=number_key(slot.key)
            ),
        )


def _heard(words: str, field: MergedField) -> str:
    """Return a label that is heard with what address it belongs to, which is seen above it."""
    return f"{words} :small[{plain(said(field.label))}]"


def _offer_others(at: AddressPlace, others: Mapping[str, str], slot: Slot, visit: Visit) -> None:
    """Offer what is written already; one touch takes it as it is."""
    if not others:
        return
    with st.container(key=f"same_as_{slot.key}"):
        for number, (name, address) in enumerate(others.items()):
            words = translate("kiosk.address.same", slot.locale, name=name)
            st.form_submit_button(
                f"{plain(words)} :small[{plain(address)}]",
                icon=":material/content_copy:",
                key=f"same.{number}.{slot.key}",
                on_click=take_address,
                args=(at, address, visit),
            )


def addresses_on(
    consultation: Consultation, certain: Mapping[str, FollowingValue], visit: Visit, *, own: Any
) -> Mapping[str, str]:
    """Return the addresses that stand on the form already, by what they are called there."""
    fields = [field for field in consultation.guide.form if field.type is _ADDRESS]
    often = Counter(field.label for field in fields)
    named = (
        (_name_of(field, consultation, is_alone=often[field.label] == 1), value)
        for field in fields
        for value in _values_of(str(field.key), certain, visit)
    )
    return other_addresses(named, own)


def _values_of(place: str, certain: Mapping[str, FollowingValue], visit: Visit) -> Iterator[Any]:
    value = certain[place].value if place in certain else visit.draft.values.get(place)
    yield from value if isinstance(value, list) else (value,)


def _name_of(field: MergedField, consultation: Consultation, *, is_alone: bool) -> str:
    """Return what an address is called; whose it is, where several are called so."""
    name = said(field.label)
    if is_alone:
        return name
    return f"{name} ({said(consultation.catalogue.short_subject_name(field.key.subject))})"

"""Draw the fields of a page, with what is wrong beneath each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from core.errors import Problem
from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import REGIONS, Consultation, FollowingValue, drafts, is_picture
from pages.kiosk.addresses import AddressPlace, address_taken
from pages.kiosk.dialogs.regions import choose_region
from pages.kiosk.overlays import TakingPhoto
from pages.kiosk.steps.address_fields import (
    AddressEntry,
    addresses_on,
    ask_address,
    is_address,
)
from pages.kiosk.value_sources import draw_contested
from pages.kiosk.visit import Visit
from pages.shared.feedback import sentence
from pages.shared.form_parts import draw_promise
from pages.shared.kinds import ask, ask_several, taken, taken_several
from pages.shared.slots import Slot
from pages.shared.styling import plain, tag

_MISSING = "required"


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a page of the form is drawn with: names, what is wrong, the visit, what follows.

    ``home`` is the code of the region that the hall is in, ``follows`` says from which place
    another one will follow.
    """

    consultation: Consultation
    problems: Sequence[Problem]
    visit: Visit
    certain: Mapping[str, FollowingValue] = field(default_factory=dict)
    home: str = ""
    follows: Mapping[str, str] = field(default_factory=dict)

    def problems_of(self, key: str) -> list[Problem]:
        """Return what is wrong with one field."""
        return [problem for problem in self.problems if problem.place == key]

    def is_known(self, field: MergedField) -> bool:
        """Say whether nobody fills in a field: it is given already, or follows from another."""
        place = str(field.key)
        return not field.repeats and (place in self.certain or self.visit.draft.is_given(place))

    def will_follow(self, field: MergedField) -> bool:
        """Say whether to wait for what a value follows from, before anybody is asked for it."""
        place, values = str(field.key), self.visit.draft.values
        source = self.follows.get(place, "")
        if not source or values.get(place) or values.get(source):
            return False
        return not self.visit.trouble.checking or bool(self.problems_of(source))


def without_followers(
    problems: Iterable[Problem], follows: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return problems without what is missing only because something else is missing as well."""
    problems = tuple(problems)
    missing = {problem.place for problem in problems if problem.rule == _MISSING}
    return tuple(
        problem
        for problem in problems
        if problem.place not in missing or follows.get(problem.place) not in missing
    )


def fill_in_fields(sheet: FormContext, fields: Iterable[MergedField]) -> bool:
    """Ask for every field once and keep what is given.

    Return whether a fetched value is accepted after all.
    """
    changed = [_fill_in(sheet, field) for field in fields]  # every field is drawn
    return any(changed)


def _fill_in(sheet: FormContext, field: MergedField) -> bool:
    visit, place = sheet.visit, str(field.key)
    value, wrong = visit.draft.values.get(place), sheet.problems_of(place)
    visit.fill(place, draw_field(sheet, field, value, key=_widget_of(place, visit), wrong=wrong))
    if place in visit.draft.contested and draw_contested(field, visit):
        visit.change(drafts.accept, place)
        return True
    return False


def keep_fields(
    fields: Iterable[MergedField], visit: Visit, certain: Mapping[str, FollowingValue]
) -> None:
    """Keep what is in the fields of a page that is sent, before anything is drawn."""
    for merged in fields:
        place = str(merged.key)
        if visit.draft.is_given(place) or place in certain or is_chosen_apart(merged):
            continue
        visit.fill(place, value_taken(merged, AddressPlace(place), _widget_of(place, visit), visit))


def value_taken(field: MergedField, at: AddressPlace, key: str, visit: Visit) -> Any:
    """Return what is in the widgets of a field now, before anything is drawn."""
    if is_address(field):
        return address_taken(at, key, visit)
    return taken_several(field, key) if _has_places(field) else taken(field, key)


def _widget_of(place: str, visit: Visit) -> str:
    """Return the key of a widget: another one where it would show what it held before."""
    if place in visit.draft.contested:
        return f"field.{place}.contested"
    return visit.widget_key(place, f"field.{place}")


def draw_field(
    sheet: FormContext,
    field: MergedField,
    value: Any,
    *,
    key: str,
    wrong: Sequence[Problem],
    member: int = -1,
) -> Any:
    """Draw one field and return what is in it; ``key`` is the key of its widget.

    ``member`` counts the members of a group.
    """
    locale = sheet.visit.locale
    slot = Slot(key, field.label, locale)
    with st.container(key=f"{'bad' if wrong else 'ok'}_{key}"):
        if field.type.kind.is_agreed:
            matters = sheet.consultation.catalogue.matters
            draw_promise((matters[code] for code in field.matters), locale)
        if is_picture(field.key.element):
            _offer_photo(sheet, TakingPhoto(str(field.key), field.label, member), value, slot)
            given = value
        else:
            given = _asked(sheet, field, value, slot, member=member)
        for problem in wrong:
            st.html(f'<p class="fielderr">{escape(sentence(problem, locale))}</p>')
        if given is not None and sheet.visit.draft.proposed.get(str(field.key)) == given:
            proposed = tag(translate("prefilling.proposed", locale), "info")
            st.html(f'<p class="src">{proposed}</p>')
    return given


def _asked(sheet: FormContext, field: MergedField, value: Any, slot: Slot, *, member: int) -> Any:
    if _has_places(field):
        return ask_several(field, value, slot)
    if is_address(field):
        entry = AddressEntry(AddressPlace(str(field.key), member), field, sheet.home)
        others = addresses_on(sheet.consultation, sheet.certain, sheet.visit, own=value)
        return ask_address(entry, others, slot, sheet.visit)
    if _is_region(field):
        _offer_regions(sheet, field, value, slot)
        return value
    return ask(field, value, slot)


def _has_places(field: MergedField) -> bool:
    return field.places > 1 and not field.repeats


def is_chosen_apart(field: MergedField) -> bool:
    """Say whether a value is given on a page of its own: a region, or a photograph."""
    return _is_region(field) or is_picture(field.key.element)


def _is_region(field: MergedField) -> bool:
    return field.code_list == REGIONS and not field.options and not field.repeats


def _offer_regions(sheet: FormContext, field: MergedField, value: Any, slot: Slot) -> None:
    """Show the region that is chosen, and lead to the page on which it is."""
    st.markdown(f"**{slot.title}**")
    words = str(value or slot.say("kiosk.region.choose"))
    if st.form_submit_button(
        plain(words), icon=":material/map:", key=f"choose.{field.key}", width="stretch"
    ):
        choose_region(str(field.key), field.label, sheet.home, sheet.visit)


def _offer_photo(sheet: FormContext, asked: TakingPhoto, value: Any, slot: Slot) -> None:
    """Say whether the photograph is there, and lead to the page on which it is taken."""
    st.markdown(f"**{slot.title}**")
    words = slot.say("kiosk.photo.there" if value else "kiosk.photo.take")
    if st.form_submit_button(
        plain(words), icon=":material/add_a_photo:", key=f"photo.{slot.key}", width="stretch"
    ):
        sheet.visit.cursor.lay(asked)

"""Draw what stands on a page of the form: what is to be filled in, what may be left, the known."""

from collections.abc import Collection, Iterable

import streamlit as st

from core.forms.models import MergedField
from core.services.citizens import FormPage, KioskForm, PagePart
from pages.kiosk.overlays import ChoosingRegion, TakingPhoto
from pages.kiosk.steps.fields import FormContext, fill_in_fields
from pages.kiosk.steps.folds import fold_of
from pages.kiosk.steps.known_box import draw_known, draw_known_within_reach
from pages.kiosk.steps.members import fill_in_members, member_buttons, settle_number
from pages.shared.translating import beside


def fill_in_page(sheet: FormContext, form: KioskForm, current: FormPage) -> bool:
    """Draw a page; return whether it has to be drawn anew, as what is on it has changed."""
    known = known_on(sheet, current)
    changed = []
    for part in current.parts:
        changed.append(_fill_in_part(sheet, form, current, part))
    changed.append(_fill_in_left(sheet, current))
    draw = draw_known_within_reach if sheet.visit.low else draw_known
    changed.append(draw(sheet, known))
    return any(changed) or _is_covered(sheet)


def known_on(sheet: FormContext, current: FormPage) -> list[MergedField]:
    """Return what a page knows already."""
    return [field for field in asked_once(current) if sheet.is_known(field)]


def _is_covered(sheet: FormContext) -> bool:
    """Say whether something of a page is given on a page of its own now."""
    return isinstance(sheet.visit.cursor.cover, ChoosingRegion | TakingPhoto)


def asked_once(current: FormPage) -> list[MergedField]:
    """Return what is not asked about each member of a group."""
    parts = (part for part in current.parts if not part.members_of)
    return [field for part in parts for field in part.fields]


def count_entries(
    current: FormPage, known: Collection[str], waiting: Collection[str]
) -> dict[str, int]:
    """Return how many entries are to be filled in, are known, and may be left.

    What waits for another entry is none of them.
    """
    fields = [field for field in current.fields if str(field.key) not in waiting]
    open_fields = [field for field in fields if str(field.key) not in known]
    work = sum(field.required for field in open_fields)
    return {
        "work": work,
        "known": len(fields) - len(open_fields),
        "left": len(open_fields) - work,
    }


def _fill_in_part(sheet: FormContext, form: KioskForm, current: FormPage, part: PagePart) -> bool:
    if part.members_of:
        _head(current, part.title)
        return _fill_in_group(sheet, form, part)
    fields = [
        field
        for field in part.fields
        if field.required and not sheet.is_known(field) and not sheet.will_follow(field)
    ]
    if not fields:
        return False
    _head(current, part.title)
    with st.container(key=f"asked_{current.parts.index(part)}"):
        return fill_in_fields(sheet, fields)


def _head(current: FormPage, title: str) -> None:
    """Name a part, where there are several: two people on one page both have a name."""
    if len(current.parts) > 1:
        st.html(f'<h2 class="part">{beside(title)}</h2>')


def _fill_in_group(sheet: FormContext, form: KioskForm, part: PagePart) -> bool:
    group = part.members_of
    everything = [
        field
        for page in form.pages
        for each in page.parts
        if each.members_of == group
        for field in each.fields
    ]
    settle_number(everything, group, sheet.visit)
    fill_in_members(sheet, part.fields, group)
    if _is_covered(sheet):
        return True
    return not part.continues and member_buttons(sheet, everything, group)


def _fill_in_left(sheet: FormContext, current: FormPage) -> bool:
    """Put what may stay empty behind one touch; it is open where something is in it."""
    left = [
        (part, fields)
        for part in current.parts
        if not part.members_of and (fields := _left(sheet, part.fields))
    ]
    changed = []
    with fold_of(sheet, [field for _, each in left for field in each], key="page"):
        for part, each in left:
            _head(current, part.title)
            with st.container(key=f"asked_left_{current.parts.index(part)}"):
                changed.append(fill_in_fields(sheet, each))
    return any(changed)


def _left(sheet: FormContext, fields: Iterable[MergedField]) -> list[MergedField]:
    return [field for field in fields if not field.required and not sheet.is_known(field)]

"""Pages about the members of a group (股东, 从业人员): one card for each member.

What is given is kept as one list for each field, with one entry for each member.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.errors import Problem
from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import drafts
from pages.kiosk.addresses import AddressPlace, forget_members
from pages.kiosk.steps.fields import FormContext, draw_field, is_chosen_apart, value_taken
from pages.kiosk.steps.folds import fold_of
from pages.kiosk.steps.named_rows import offer_named
from pages.kiosk.visit import Visit
from pages.shared.translating import said


def settle_number(fields: Sequence[MergedField], group: str, visit: Visit) -> None:
    """Begin with as many members as there must be at least, or as are known already."""
    known = (visit.draft.values.get(str(field.key)) for field in fields)
    most = max((len(entries) for entries in known if isinstance(entries, list)), default=0)
    if group not in visit.draft.members:
        visit.change(drafts.count_members, group, max(_fewest(fields), most))


def fill_in_members(sheet: FormContext, fields: Sequence[MergedField], group: str) -> None:
    """Ask every field of every member and keep what is given."""
    visit, name = sheet.visit, said(sheet.consultation.catalogue.short_subject_name(group))
    given: dict[str, list[Any]] = {str(field.key): [] for field in fields}
    for member in range(visit.draft.members[group]):
        with st.container(key=f"card_{group}_{member}"):
            title = translate("kiosk.members.one", visit.locale, name=name, number=member + 1)
            st.html(f"<h3>{escape(title)}</h3>")
            offer_named(sheet, group, member, partial(keep_members, fields, group, visit))
            for field in (field for field in fields if field.required):
                given[str(field.key)].append(_draw(sheet, field, member))
            left = [field for field in fields if not field.required]
            with fold_of(sheet, left, key=f"{group}_{member}"):
                for field in left:
                    given[str(field.key)].append(_draw(sheet, field, member))
    for key, entries in given.items():
        visit.fill(key, entries or None)


def keep_members(fields: Iterable[MergedField], group: str, visit: Visit) -> None:
    """Keep what is in the fields of every member of a page that is sent."""
    for field in fields:
        key = str(field.key)
        entries = [
            _taken(field, key, member, visit) for member in range(visit.draft.members[group])
        ]
        visit.fill(key, entries or None)


def _taken(field: MergedField, key: str, member: int, visit: Visit) -> Any:
    if is_chosen_apart(field):
        return _entry(visit.draft.values.get(key), member)
    return value_taken(field, AddressPlace(key, member), _widget(key, member, visit), visit)


def _widget(key: str, member: int, visit: Visit) -> str:
    """Return the key of a widget: another one once somebody is taken out, or the words stay."""
    return visit.widget_key(f"{key}.{member}", f"field.{key}.{member}.{visit.drawn}")


def _draw(sheet: FormContext, field: MergedField, member: int) -> Any:
    key = str(field.key)
    value = _entry(sheet.visit.draft.values.get(key), member)
    if value is None and key in sheet.certain:
        value = _entry(sheet.certain[key].value, member)  # follows for this one, not for another
    wrong = [problem for problem in sheet.problems_of(key) if _concerns(problem, member)]
    widget = _widget(key, member, sheet.visit)
    return draw_field(sheet, field, value, key=widget, wrong=wrong, member=member)


def member_buttons(sheet: FormContext, fields: Sequence[MergedField], group: str) -> bool:
    """Offer to add a member and to take one out; return whether that was done.

    ``fields`` are all that is asked about a member, on this page and on those that continue it.
    """
    visit, name = sheet.visit, said(sheet.consultation.catalogue.short_subject_name(group))
    number = visit.draft.members[group]
    with st.container(key="members", horizontal=True):
        added = st.form_submit_button(
            translate("kiosk.members.add", visit.locale, name=name),
            icon=":material/add:",
            key="add_member",
        )
        removed = [
            st.form_submit_button(
                translate("kiosk.members.remove", visit.locale, name=name, number=member + 1),
                icon=":material/delete:",
                key=f"remove_member.{member}",
            )
            for member in range(number if number > _fewest(fields) else 0)
        ]
    if added:
        visit.change(drafts.count_members, group, number + 1)
    if any(removed):
        _remove(fields, group, removed.index(True), visit)
    return added or any(removed)


def _remove(fields: Iterable[MergedField], group: str, member: int, visit: Visit) -> None:
    visit.change(drafts.count_members, group, visit.draft.members.get(group, 1) - 1)
    visit.drawn += 1
    for field in fields:
        key = str(field.key)
        forget_members(key, visit)
        entries = list(visit.draft.values.get(key) or ())
        visit.fill(key, entries[:member] + entries[member + 1 :] or None)


def _fewest(fields: Iterable[MergedField]) -> int:
    """Return how many members there must be: one, if some office wants at least one."""
    return int(not all(field.may_be_empty for field in fields))


def _entry(values: Any, member: int) -> Any:
    entries = values if isinstance(values, list) else []
    return entries[member] if member < len(entries) else None


def _concerns(problem: Problem, member: int) -> bool:
    """Say whether a problem is about this member; one that names none is about all of them."""
    number = dict(problem.params).get("member")
    return number is None or number == str(member + 1)

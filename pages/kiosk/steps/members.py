"""Pages about the members of a group (股东, 从业人员): one card for each member.

What is given is kept as one list for each field, with one entry for each member.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import streamlit as st

from core.errors import Problem
from core.forms.models import MergedField
from core.i18n import translate
from pages.kiosk.steps.fields import Sheet, draw_field, is_chosen_apart
from pages.kiosk.visit import Visit
from pages.kiosk.wording import subject_name
from pages.shared.widgets import taken


def settle_number(fields: Sequence[MergedField], group: str, here: Visit) -> None:
    """Begin with as many members as there must be at least, or as are known already."""
    known = (here.values.get(str(field.key)) for field in fields)
    most = max((len(entries) for entries in known if isinstance(entries, list)), default=0)
    here.members.setdefault(group, max(_fewest(fields), most))


def fill_in_members(sheet: Sheet, fields: Sequence[MergedField], group: str) -> None:
    """Ask every field of every member and keep what is given."""
    here, name = sheet.here, subject_name(sheet.told, group)
    given: dict[str, list[Any]] = {str(field.key): [] for field in fields}
    for member in range(here.members[group]):
        with st.container(key=f"card_{group}_{member}"):
            title = translate("kiosk.members.one", here.locale, name=name, number=member + 1)
            st.html(f"<h3>{escape(title)}</h3>")
            for field in fields:
                given[str(field.key)].append(_draw(sheet, field, member))
    for key, entries in given.items():
        here.keep(key, entries or None)


def keep_members(fields: Iterable[MergedField], group: str, here: Visit) -> None:
    """Keep what is in the fields of every member of a page that is sent."""
    for field in fields:
        key = str(field.key)
        entries = [_taken(field, key, member, here) for member in range(here.members[group])]
        here.keep(key, entries or None)


def _taken(field: MergedField, key: str, member: int, here: Visit) -> Any:
    if is_chosen_apart(field):
        return _entry(here.values.get(key), member)
    return taken(field, _widget(key, member, here))


def _widget(key: str, member: int, here: Visit) -> str:
    """Return the key of a widget: another one once somebody is taken out, or the words stay."""
    return f"field.{key}.{member}.{here.drawn}"


def _draw(sheet: Sheet, field: MergedField, member: int) -> Any:
    key = str(field.key)
    value = _entry(sheet.here.values.get(key), member)
    wrong = [problem for problem in sheet.problems_of(key) if _concerns(problem, member)]
    widget = _widget(key, member, sheet.here)
    return draw_field(sheet, field, value, key=widget, wrong=wrong, member=member)


def member_buttons(sheet: Sheet, fields: Sequence[MergedField], group: str) -> bool:
    """Offer to add a member and to take one out; return whether that was done.

    ``fields`` are all that is asked about a member, on this page and on those that continue it.
    """
    here, name = sheet.here, subject_name(sheet.told, group)
    number = here.members[group]
    with st.container(key="members", horizontal=True):
        added = st.form_submit_button(
            translate("kiosk.members.add", here.locale, name=name),
            icon=":material/add:", key="add_member",
        )  # fmt: skip
        removed = [
            st.form_submit_button(
                translate("kiosk.members.remove", here.locale, name=name, number=member + 1),
                icon=":material/delete:", key=f"remove_member.{member}",
            )
            for member in range(number if number > _fewest(fields) else 0)
        ]  # fmt: skip
    if added:
        here.members[group] = number + 1
    if any(removed):
        _remove(fields, group, removed.index(True), here)
    return added or any(removed)


def _remove(fields: Iterable[MergedField], group: str, member: int, here: Visit) -> None:
    here.members[group] = here.members.get(group, 1) - 1
    here.drawn += 1
    for field in fields:
        key = str(field.key)
        entries = list(here.values.get(key) or ())
        here.keep(key, entries[:member] + entries[member + 1 :] or None)


def _fewest(fields: Iterable[MergedField]) -> int:
    """Return how many members there must be: one, if some office wants at least one."""
    return int(not all(field.may_be_empty for field in fields))


def _entry(values: Any, member: int) -> Any:
    entries = values if isinstance(values, list) else []
    return entries[member] if member < len(entries) else None


def _concerns(problem: Problem, member: int) -> bool:
    """Say whether a problem is about this member; one that names none is about all of them."""
    told = dict(problem.params).get("member")
    return told is None or told == str(member + 1)

"""The form as pages to fill in, at the size of the kiosk: nothing stops whoever turns them."""

from html import escape

import streamlit as st

from core.forms.models import MergedField
from core.i18n import listed, translate
from core.services.citizens import FormPage, PagePart, drafts, is_picture
from core.services.designers.rehearse_form import FormRehearsal, PageEntries, fewest_members
from pages.designer.preview.playing import Play
from pages.designer.preview.trial import FormTrial, begin_trial
from pages.designer.wording import shown
from pages.shared.feedback import sentence
from pages.shared.form_parts import draw_entries, draw_promise, fold_label
from pages.shared.kinds import ask, ask_several
from pages.shared.known_values import following_value
from pages.shared.slots import Slot
from pages.shared.styling import plain
from pages.shared.translating import beside, said


def draw_form(play: Play, filling: FormRehearsal, trial: FormTrial) -> None:
    """Draw one page of the form, and keep what is filled in."""
    pages = filling.form.pages
    number = play.page_within(len(pages))
    current = pages[number - 1]
    before = trial.draft
    with st.container(key="stage"):
        _heading(play, filling, number)
        screen = _FormScreen(play, filling, trial)
        screen.draw_page(current)
        _buttons(play, number, len(pages))
    if trial.draft != before:
        st.rerun()  # what follows, and every department's form, is worked out from what is new


def _heading(play: Play, filling: FormRehearsal, number: int) -> None:
    pages, locale = filling.form.pages, play.workspace.locale
    current = pages[number - 1]
    kicker = play.say("form.kicker", name=shown(play.opened.name), n=number, total=len(pages))
    st.html(
        f'<div class="page"><p class="kicker">{escape(kicker)}</p>'
        f"<h1>{beside(current.title)}</h1></div>"
    )
    entries = [_entries(filling, part) for part in current.parts if not part.members_of]
    repeated = [it for part in current.parts if part.members_of for it in part.fields]
    optional = sum(not it.required for it in repeated)
    counts = {
        "work": sum(len(it.work) for it in entries) + len(repeated) - optional,
        "known": sum(len(it.known) for it in entries),
        "left": sum(len(it.left) for it in entries) + optional,
    }
    draw_entries(counts, locale)


def _entries(filling: FormRehearsal, part: PagePart) -> PageEntries:
    return filling.entries(part.fields)


def _buttons(play: Play, number: int, total: int) -> None:
    """Turn the pages: forwards and backwards, whatever is missing."""
    theme = play.opened.draft.code
    with st.container(key="stage_turn", horizontal=True):
        st.button(
            play.say("form.back"),
            key="stage_back",
            icon=":material/arrow_back:",
            on_click=play.turn_to,
            args=(number - 1,),
        )
        st.button(play.say("form.empty"), key="stage_empty", on_click=begin_trial, args=(theme,))
        st.button(
            play.say("form.next" if number < total else "form.done"),
            key="stage_next_page",
            icon=":material/arrow_forward:",
            on_click=play.turn_to,
            args=(number + 1 if number < total else 0,),
        )


class _FormScreen:
    """Draws the fields of a page with the widgets of the kiosk."""

    def __init__(self, play: Play, filling: FormRehearsal, trial: FormTrial) -> None:
        self._play, self._filling, self._trial = play, filling, trial
        self._locale = play.workspace.locale

    def draw_page(self, current: FormPage) -> None:
        """Draw every part: what is to be filled in first, then the rest, then what is known."""
        for part in current.parts:
            if len(current.parts) > 1:
                st.html(f'<h2 class="part">{beside(part.title)}</h2>')
            if part.members_of:
                self._draw_members(part)
            else:
                for merged in _entries(self._filling, part).work:
                    self._draw_field(merged)
        single = [part for part in current.parts if not part.members_of]
        self._draw_left([it for part in single for it in _entries(self._filling, part).left])
        self._draw_known([it for part in single for it in _entries(self._filling, part).known])

    def _draw_left(self, fields: list[MergedField]) -> None:
        if not fields:
            return
        given = self._trial.draft.values
        is_open = any(str(merged.key) in given for merged in fields)
        with st.expander(fold_label(fields, self._locale), expanded=is_open):
            for merged in fields:
                self._draw_field(merged)

    def _draw_known(self, fields: list[MergedField]) -> None:
        if not fields:
            return
        title = escape(translate("kiosk.form.known", self._locale))
        with st.container(key="stage_known"):
            st.html(f"<h2>{title}</h2>")
            for merged in fields:
                certain = self._filling.following.certain[str(merged.key)]
                following_value(certain, self._locale).show()

    def _draw_field(self, merged: MergedField) -> None:
        place = str(merged.key)
        value = self._trial.draft.values.get(place)
        self._trial.change(drafts.fill, place, self._asked(merged, value, place))
        for problem in self._filling.problems_at(place):
            st.html(f'<p class="fielderr">{escape(sentence(problem, self._locale))}</p>')
        self._tell_uses(merged)

    def _asked(self, merged: MergedField, value: object, place: str) -> object:
        slot = Slot(f"trial.{self._trial.drawn}.{place}", merged.label, self._locale)
        if merged.type.kind.is_agreed:
            matters = self._play.rehearsal.preview.catalogue.matters
            draw_promise((matters[code] for code in merged.matters), self._locale)
        if is_picture(merged.key.element):
            words = escape(self._play.say("form.photo", label=said(merged.label)))
            st.html(f'<p class="muted">{words}</p>')
            return value
        if merged.places > 1 and not merged.repeats:
            return ask_several(merged, value, slot)
        return ask(merged, value, slot)

    def _tell_uses(self, merged: MergedField) -> None:
        """Say whose forms a value goes to, where several ask for it."""
        uses = self._filling.uses(merged)
        if len(uses) < 2:
            return
        names = dict.fromkeys(shown(use.department) for use in uses)
        others = dict.fromkeys(shown(use.label) for use in uses if use.label != merged.label)
        words = self._play.say("form.merged", n=len(uses), names=listed(list(names), self._locale))
        if others:
            labels = listed(list(others), self._locale)
            words += self._play.say("form.merged_labels", labels=labels)
        st.html(f'<p class="src">{escape(words)}</p>')

    def _draw_members(self, part: PagePart) -> None:
        trial, group = self._trial, part.members_of
        fewest = fewest_members(self._filling.form, group)
        if group not in trial.draft.members:
            trial.change(drafts.count_members, group, fewest)
        for member in range(trial.draft.members[group]):
            self._draw_member(part, member)
        if not part.continues:
            self._draw_member_buttons(part, fewest)

    def _draw_member(self, part: PagePart, member: int) -> None:
        name = self._play.rehearsal.preview.catalogue.short_subject_name(part.members_of)
        words = translate("kiosk.members.one", self._locale, name=said(name), number=member + 1)
        with st.container(key=f"stage_card_{part.members_of}_{member}"):
            st.html(f"<h3>{escape(words)}</h3>")
            for merged in part.fields:
                self._draw_entry(merged, member)

    def _draw_entry(self, merged: MergedField, member: int) -> None:
        place = str(merged.key)
        value = _entry(self._trial.draft.values.get(place), member)
        if value is None and place in self._filling.following.certain:
            value = _entry(self._filling.following.certain[place].value, member)
        given = self._asked(merged, value, f"{place}.{member}")
        self._trial.change(drafts.fill_row, member, {place: given})
        for problem in self._filling.problems_at(place, member):
            st.html(f'<p class="fielderr">{escape(sentence(problem, self._locale))}</p>')

    def _draw_member_buttons(self, part: PagePart, fewest: int) -> None:
        trial, group = self._trial, part.members_of
        name = self._play.rehearsal.preview.catalogue.short_subject_name(group)
        number = trial.draft.members[group]
        fields = [it for it in self._filling.form.fields if it.repeats]
        places = [str(merged.key) for merged in fields if merged.key.subject == group]
        with st.container(key="stage_members", horizontal=True):
            st.button(
                plain(translate("kiosk.members.add", self._locale, name=said(name))),
                key=f"stage_add_{group}",
                icon=":material/add:",
                on_click=trial.change,
                args=(drafts.count_members, group, number + 1),
            )
            for member in range(number if number > fewest else 0):
                words = translate(
                    "kiosk.members.remove", self._locale, name=said(name), number=member + 1
                )
                st.button(
                    plain(words),
                    key=f"stage_remove_{group}_{member}",
                    icon=":material/delete:",
                    on_click=trial.remove_member,
                    args=(places, group, member),
                )


def _entry(values: object, member: int) -> object:
    entries = values if isinstance(values, list) else []
    return entries[member] if member < len(entries) else None

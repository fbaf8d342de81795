"""The panel of one card: what is true now in words, then the sentences that say so."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from core.catalogue.models import AllOf, Condition, Theme
from core.themes.editing.conditions import (
    earlier_questions,
    inclusions,
    set_ask_when,
    set_matter_when,
)
from core.themes.editing.sentences import read_sentences
from pages.designer.conditions.asked import draw_asked
from pages.designer.conditions.editing import Change, Editing
from pages.designer.conditions.opening import (
    MATTER,
    PANEL,
    OpenCard,
    close_card,
    guide_focus,
)
from pages.designer.conditions.own_conditions import Pages, draw_own_conditions
from pages.designer.conditions.sentences import Edit, EditedCondition, draw_sentences
from pages.designer.conditions.waiting import draw_waiting


def draw_panel(editing: Editing, card: OpenCard, *, workshop: Pages | None = None) -> None:
    """Draw the conditions of a matter or a question, to be edited."""
    with st.container(key=PANEL):
        guide_focus(card, lambda: close_card(editing.workspace))
        if card.kind == MATTER:
            _draw_matter(editing, card.code, workshop)
        else:
            _draw_question(editing, card.code)


def _draw_head(editing: Editing, title: str, below: str) -> None:
    with st.container(key="panel_head", horizontal=True, vertical_alignment="top"):
        st.html(f'<h2>{escape(title)}</h2><p class="muted">{escape(below)}</p>')
        st.button(
            editing.say("close"),
            icon=":material/close:",
            key="panel_close",
            on_click=close_card,
            args=(editing.workspace,),
        )


def _draw_matter(editing: Editing, code: str, workshop: Pages | None) -> None:
    matter = editing.preview.catalogue.matters.get(code)
    department = editing.preview.catalogue.department_name(matter.department) if matter else ""
    _draw_head(editing, editing.matter(code), " · ".join(filter(None, (code, department))))
    whens = tuple(one.when for one in inclusions(editing.theme, code))
    _draw_share(editing, "share_of_matter", whens)
    for place, when in enumerate(whens):
        if place:
            st.html(f'<p class="andalso"><b>{escape(editing.say("or_else"))}</b></p>')
        _draw_condition(editing, "matter", _edited_matter(editing, code, place, when))
    draw_asked(editing, whens)
    draw_waiting(editing, code)
    draw_own_conditions(editing, code, workshop)


def _edited_matter(
    editing: Editing, code: str, place: int, when: Condition | None
) -> EditedCondition:
    def change(edit: Edit) -> Change:
        def changed(theme: Theme) -> Theme:
            now = inclusions(theme, code)[place].when
            condition = edit(read_sentences(now)).condition()
            return set_matter_when(code, place, condition, editing.preview.catalogue)(theme)

        return changed

    asked = tuple(one.question for one in editing.theme.questions)
    questions = _offered(editing, (*asked, *editing.theme.fixed_answers), asked)
    return EditedCondition(f"when_{place}", when, change, questions)


def _draw_question(editing: Editing, code: str) -> None:
    _draw_head(editing, editing.question(code), editing.say("question_below", code=code))
    asked = next(one for one in editing.theme.questions if one.question == code)
    _draw_share(editing, "share_of_question", (asked.ask_when,))

    def change(edit: Edit) -> Change:
        def changed(theme: Theme) -> Theme:
            now = next(one.ask_when for one in theme.questions if one.question == code)
            condition = edit(read_sentences(now)).condition()
            return set_ask_when(code, condition, editing.preview.catalogue)(theme)

        return changed

    every = tuple(one.question for one in editing.theme.questions)
    questions = _offered(editing, earlier_questions(editing.theme, code), every)
    _draw_condition(
        editing, "question", EditedCondition("ask_when", asked.ask_when, change, questions)
    )
    draw_asked(editing, (asked.ask_when,))


def _offered(editing: Editing, own: tuple[str, ...], every: tuple[str, ...]) -> tuple[str, ...]:
    """Return the theme's questions first, then those of the bank that have answers to choose."""
    bank = (
        one.id
        for one in editing.preview.catalogue.questions.values()
        if one.id not in every and not one.deprecated and (one.options or one.kind == "number")
    )
    return tuple(dict.fromkeys((*own, *bank)))


def _draw_share(editing: Editing, word: str, whens: tuple[Condition | None, ...]) -> None:
    share = editing.shares.of_conditions(*whens)
    if not share:
        st.html(f'<p class="muted">{escape(editing.say("uncounted_why"))}</p>')
        return
    width = share.lstrip("<>")
    st.html(
        f'<p class="sharehead" role="status"><b>{escape(share)} %</b> '
        f"<span>{escape(editing.say(word))}</span></p>"
        f'<div class="sharebar" aria-hidden="true"><i style="width:{width}%"></i></div>'
    )


def _draw_condition(editing: Editing, kind: str, edited: EditedCondition) -> None:
    """Say what is true now, why it may never be, and let it be edited."""
    if edited.when is None:
        st.html(f'<p class="truenow">{escape(editing.say(f"always_{kind}"))}</p>')
    else:
        told = editing.say(f"only_{kind}", condition=editing.told(edited.when))
        st.html(f'<p class="truenow">{escape(told)}</p>')
        _tell_contradiction(editing, edited.when)
    draw_sentences(editing, edited)


def _tell_contradiction(editing: Editing, when: Condition) -> None:
    found = editing.shares.contradiction(tuple(_parts(when)))
    if found is None:
        return
    told = editing.say("list_and").join(f"“{editing.told(part)}”" for part in found.parts)
    why = editing.say(f"never.{found.why}", parts=told)
    st.html(f'<p class="err" role="alert">{escape(why)}</p>')


def _parts(when: Condition) -> Iterator[Condition]:
    """Yield what has to hold together, each piece by itself."""
    if isinstance(when, AllOf):
        for part in when.all:
            yield from _parts(part)
    else:
        yield when

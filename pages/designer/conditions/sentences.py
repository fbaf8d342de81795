"""A condition as sentences: groups of lines, each with a question, an operator and a value."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.catalogue.models import Comparison, Condition
from core.themes.editing.comparing_answers import first_comparison
from core.themes.editing.sentences import (
    Joint,
    SentenceGroup,
    Sentences,
    moved_line,
    read_sentences,
    with_joint,
    with_line,
    with_new_group,
    with_new_line,
    without_line,
)
from pages.designer.conditions.comparison import ComparisonLine, draw_comparison
from pages.designer.conditions.drawing import ConditionDrawing
from pages.shared.state import keep_under, kept_under

Edit = Callable[[Sentences], Sentences]


@dataclass(frozen=True)
class EditedCondition:
    """A condition that is edited.

    Args:
        key: What its widgets are called by.
        when: The condition as it stands.
        save: Saves an edit of its sentences.
        questions: What its sentences may look at, in the order they are offered.
    """

    key: str
    when: Condition | None
    save: Callable[[Edit], None]
    questions: tuple[str, ...]


def draw_sentences(editing: ConditionDrawing, edited: EditedCondition) -> None:
    """Draw a condition to be edited; what lies too deep is read, and removed in one piece."""
    sentences = read_sentences(edited.when)
    for at, group in enumerate(sentences.groups):
        if at:
            st.html(f'<p class="andalso"><b>{escape(editing.say("and_also"))}</b></p>')
        with st.container(key=f"{edited.key}_group_{at}"):
            _draw_group(editing, edited, at, group)
    with st.container(key=f"{edited.key}_new", horizontal=True):
        name = "new_group" if sentences.groups else "first"
        _choose_question(editing, edited, (f"{edited.key}_more", name), with_new_group)


def _draw_group(
    editing: ConditionDrawing, edited: EditedCondition, at: int, group: SentenceGroup
) -> None:
    key = f"{edited.key}_joint_{at}"
    with st.container(key=f"{edited.key}_head_{at}", horizontal=True, vertical_alignment="center"):
        st.html(f"<h4>{escape(editing.say('group', n=at + 1))}</h4>", width="content")
        keep_under(key, group.joint)
        st.segmented_control(
            editing.say("joint_of", n=at + 1),
            list(Joint),
            format_func=lambda joint: editing.say(f"joint.{joint}"),
            key=key,
            label_visibility="collapsed",
            on_change=lambda: _join(edited, at, key),
        )
    for place, line in enumerate(group.lines):
        _draw_line(editing, edited, (at, place), line)

    def add(sentences: Sentences, line: Condition) -> Sentences:
        return with_new_line(sentences, at, line)

    _choose_question(editing, edited, (f"{edited.key}_add_{at}", "new_line"), add)


def _join(edited: EditedCondition, at: int, key: str) -> None:
    joint = kept_under(key)
    if joint is not None:
        edited.save(lambda it: with_joint(it, at, Joint(joint)))


def _draw_line(
    editing: ConditionDrawing, edited: EditedCondition, at: tuple[int, int], line: Condition
) -> None:
    key = f"{edited.key}_line_{at[0]}_{at[1]}"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        if isinstance(line, Comparison):

            def save(changed: Comparison) -> None:
                edited.save(lambda it: with_line(it, at, changed))

            draw_comparison(ComparisonLine(editing, key, line, edited.questions, save))
        else:
            st.html(f'<p class="deeper">{escape(editing.sentence(line))}</p>')
        st.html(f'<span class="percent">{escape(editing.percent(line))}</span>', width="content")
        if at[1]:
            _icon(editing, edited, (key, "up"), lambda it: moved_line(it, at, -1))
        _icon(editing, edited, (key, "remove"), lambda it: without_line(it, at))


_ICONS = {"up": ":material/arrow_upward:", "remove": ":material/close:"}


def _icon(
    editing: ConditionDrawing, edited: EditedCondition, name: tuple[str, str], edit: Edit
) -> None:
    key, does = name
    st.button(
        editing.say(f"{does}_line"),
        icon=_ICONS[does],
        key=f"{key}_{does}",
        on_click=lambda: edited.save(edit),
    )


def _choose_question(
    editing: ConditionDrawing,
    edited: EditedCondition,
    name: tuple[str, str],
    add: Callable[[Sentences, Condition], Sentences],
) -> None:
    key, word = name
    keep_under(key, None)
    st.selectbox(
        editing.say(word),
        edited.questions,
        index=None,
        format_func=editing.offered,
        placeholder=editing.say(word),
        key=key,
        label_visibility="collapsed",
        on_change=lambda: _add(editing, edited, key, add),
    )


def _add(
    editing: ConditionDrawing,
    edited: EditedCondition,
    key: str,
    add: Callable[[Sentences, Condition], Sentences],
) -> None:
    code = kept_under(key)
    if code:
        line = first_comparison(editing.catalogue.question(code))
        edited.save(lambda it: add(it, line))

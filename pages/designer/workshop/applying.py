"""For whom a matter is, and when its result is there already: sentences about the bank."""

from html import escape

import streamlit as st

from core.catalogue.models import Condition
from core.services.library import MatterRecord, with_attribute
from core.themes.editing.sentences import read_sentences
from pages.designer.conditions.drawing import BankDrawing
from pages.designer.conditions.outline import draw_outline
from pages.designer.conditions.sentences import Edit, EditedCondition, draw_sentences
from pages.designer.workshop.bench import bench
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under

_WHENS = ("applies_when", "already_when")


def edit_applicability(record: MatterRecord, workspace: Workspace) -> None:
    """Let the conditions of a matter be changed, and what has to be met before it is accepted."""
    drawing = BankDrawing(workspace, record.catalogue)
    for name in _WHENS:
        _draw_when(record, name, drawing)
    key = f"shop_{record.matter.code}_acceptance_{bench().round}"
    name = workspace.say("shop.tab.conditions")
    st.html(f"<h2>{escape(name)}</h2>")
    st.text_area(
        workspace.say("shop.one_a_line", name=name),
        "\n".join(bench().now(record.matter).acceptance_conditions),
        key=key,
        on_change=lambda: _keep(record, "acceptance_conditions", str(kept_under(key) or "")),
    )


def _draw_when(record: MatterRecord, name: str, drawing: BankDrawing) -> None:
    when: Condition | None = getattr(bench().now(record.matter), name)
    say = drawing.workspace.say
    st.html(f"<h2>{escape(say(f'shop.attribute.{name}'))}</h2>")
    words = drawing.sentence(when) if when else say(f"shop.no_{name}")
    st.html(f'<p class="truenow">{escape(words)}</p>')

    def save(edit: Edit) -> None:
        now = getattr(bench().now(record.matter), name)
        _keep(record, name, edit(read_sentences(now)).condition())

    key = f"shop_{record.matter.code}_{name}_{bench().round}"
    edited = EditedCondition(key, when, save, _offered(record))
    with st.container(key=f"applying_{name}"):
        draw_sentences(drawing, edited)
        draw_outline(drawing, edited)


def _offered(record: MatterRecord) -> tuple[str, ...]:
    """Return the questions of the bank that a sentence can be about."""
    return tuple(
        question.id
        for question in record.catalogue.questions.values()
        if not question.deprecated and (question.options or question.kind == "number")
    )


def _keep(record: MatterRecord, name: str, value: object) -> None:
    bench().change(record.matter, lambda now: with_attribute(now, name, value))

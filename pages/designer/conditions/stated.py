"""What a condition comes to: its share of situations, its words, and why it may never hold."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from core.catalogue.models import AllOf, Condition
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.outline import draw_outline
from pages.designer.conditions.sentences import EditedCondition, draw_sentences


def draw_share(editing: Editing, word: str, whens: tuple[Condition | None, ...]) -> None:
    """Say in what share of situations one of some conditions holds."""
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


def draw_condition(editing: Editing, kind: str, edited: EditedCondition) -> None:
    """Say what is true now, why it may never be, and let it be edited."""
    if edited.when is None:
        st.html(f'<p class="truenow">{escape(editing.say(f"always_{kind}"))}</p>')
    else:
        words = editing.say(f"only_{kind}", condition=editing.sentence(edited.when))
        st.html(f'<p class="truenow">{escape(words)}</p>')
        _tell_contradiction(editing, edited.when)
    draw_sentences(editing, edited)
    draw_outline(editing, edited)


def _tell_contradiction(editing: Editing, when: Condition) -> None:
    found = editing.shares.contradiction(tuple(_parts(when)))
    if found is None:
        return
    words = editing.say("list_and").join(f"“{editing.sentence(part)}”" for part in found.parts)
    why = editing.say(f"never.{found.why}", parts=words)
    st.html(f'<p class="err" role="alert">{escape(why)}</p>')


def _parts(when: Condition) -> Iterator[Condition]:
    """Yield what has to hold together, each piece by itself."""
    if isinstance(when, AllOf):
        for part in when.all:
            yield from _parts(part)
    else:
        yield when

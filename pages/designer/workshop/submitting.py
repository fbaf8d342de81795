"""What is changed of a matter and not submitted yet: old and new, one reason, one change."""

from html import escape

import streamlit as st

from core.catalogue.models import Matter
from core.errors import ServiceError
from core.services.library import LibraryUseCases, problems_of
from pages.designer.workshop.bench import MatterBench, bench
from pages.designer.workshop.differences import ConditionWords, difference_words
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell, words_of
from pages.shared.state import kept_under


def draw_pending(
    library: LibraryUseCases, matter: Matter, words: ConditionWords, workspace: Workspace
) -> None:
    """Show what is changed of a matter, and submit it with a reason."""
    table = bench()
    _say_what_came(table, workspace)
    differences = table.differences(matter.code)
    if not differences:
        return
    title = escape(workspace.say("shop.pending", n=len(differences)))
    rows = "".join(f"<li>{difference_words(each, workspace, words)}</li>" for each in differences)
    problems = problems_of(table.now(matter))
    wrong = "".join(
        f'<p class="fielderr" role="alert">{escape(_problem(problem.rule, workspace))}</p>'
        for problem in problems
    )
    with st.container(key="shop_pending"):
        st.html(f'<section><h2>{title}</h2><ul class="changed">{rows}</ul>{wrong}</section>')
        with st.container(horizontal=True, vertical_alignment="bottom", key="shop_submitting"):
            key = f"shop_reason_{table.round}"
            st.text_input(workspace.say("shop.reason"), key=key, width=420)
            st.button(
                workspace.say("shop.submit"),
                type="primary",
                key="shop_submit",
                disabled=bool(problems),
                on_click=_submit,
                args=(library, workspace, matter.code, key),
            )
            st.button(
                workspace.say("shop.drop"),
                key="shop_drop",
                on_click=table.drop,
                args=(matter.code,),
            )


def _problem(rule: str, workspace: Workspace) -> str:
    return workspace.say(f"shop.problem.{rule}")


def _submit(library: LibraryUseCases, workspace: Workspace, code: str, key: str) -> None:
    table = bench()
    reason = str(kept_under(key) or "")
    table.said, table.trouble = "", None
    try:
        library.revising.revise(workspace.session, table.began[code], table.changed[code], reason)
    except ServiceError as trouble:
        table.trouble = trouble
    else:
        table.drop(code)
        table.said = workspace.say("shop.submitted")


def _say_what_came(table: MatterBench, workspace: Workspace) -> None:
    if table.trouble is not None:
        tell(words_of(table.trouble, workspace.locale))
    elif table.said:
        st.html(f'<p class="saved" role="status">{escape(table.said)}</p>')

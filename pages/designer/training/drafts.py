"""Cases that become scenarios, for supervisors: made, looked at by somebody else, approved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.i18n import listed, translate
from core.services.trainers import AnonymiseCases, DraftPage, ScenarioDraft
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.state import remembered

_LOOK_AT = ("answers", "names", "story")


@dataclass
class DraftsView:
    """What came of the last press; each that is done empties the entries."""

    said: str = ""
    trouble: ServiceError | None = None
    done: int = 0


def page(anonymising: AnonymiseCases) -> None:
    """Let supervisors make drafts, and approve or discard those that wait."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(DraftsView)
        with head(workspace.say("nav.drafts"), below=workspace.say("drafts.below")):
            pass
        found = anonymising.drafts(workspace.session)
        if view.trouble is not None:
            tell(_words_of(view.trouble, workspace.locale))
        elif view.said:
            st.html(f'<p role="status">{escape(view.said)}</p>')
        _making(anonymising, view, workspace)
        if not found.drafts:
            st.html(f'<p class="empty">{escape(workspace.say("drafts.none"))}</p>')
            return
        chosen = _choosing(found, view, workspace)
        if chosen:
            maker = found.maker(chosen)
            _deciding(anonymising, (chosen.case_number, maker), view, workspace)


def _words_of(error: ServiceError, locale: str) -> str:
    params = {name: listed(value, locale) for name, value in error.params.items()}
    return translate(error.message_key, locale, **params)


def _making(anonymising: AnonymiseCases, view: DraftsView, workspace: Workspace) -> None:
    with st.form(f"draft_form_{view.done}"):
        label = workspace.say("drafts.number")
        number = st.text_input(label, key=f"draft_number_{view.done}") or ""
        pressed = st.form_submit_button(workspace.say("drafts.make"), key="draft_make")
    if pressed and number.strip():
        _do(partial(_made, anonymising, number, workspace), view)


def _choosing(found: DraftPage, view: DraftsView, workspace: Workspace) -> ScenarioDraft | None:
    st.html(f"<p>{escape(workspace.say('drafts.waiting', n=len(found.drafts)))}</p>")
    drafts = {draft.case_number: draft for draft in found.drafts}
    number = st.selectbox(
        workspace.say("drafts.which"),
        list(drafts),
        key=f"draft_which_{view.done}",
        index=None,
        placeholder=workspace.say("drafts.choose"),
        format_func=lambda number: _line(drafts[number], found, workspace),
    )
    return drafts.get(number) if number else None


def _line(draft: ScenarioDraft, found: DraftPage, workspace: Workspace) -> str:
    at, number = moment(draft.made_at), draft.case_number
    return workspace.say("drafts.line", number=number, who=found.maker(draft), at=at)


def _deciding(
    anonymising: AnonymiseCases, which: tuple[str, str], view: DraftsView, workspace: Workspace
) -> None:
    number, maker = which
    draft = anonymising.draft(workspace.session, number)
    st.html(_what_to_look_at(draft, maker, workspace))
    with st.expander(workspace.say("drafts.text"), expanded=True):
        st.code(draft.text, language="yaml", height=420)
    is_own = workspace.person is not None and workspace.person.username == draft.made_by
    if is_own:
        st.html(f'<p role="note">{escape(workspace.say("drafts.own"))}</p>')
    else:
        looked = st.checkbox(workspace.say("drafts.looked"), key=f"draft_looked_{draft.digest}")
        name = workspace.say("drafts.approve")
        if st.button(name, type="primary", disabled=not looked, key="draft_approve"):
            _do(partial(_approved, anonymising, draft, workspace), view)
    if st.button(workspace.say("drafts.discard"), key="draft_discard"):
        _do(partial(_discarded, anonymising, number, workspace), view)


def _what_to_look_at(draft: ScenarioDraft, maker: str, workspace: Workspace) -> str:
    at = moment(draft.made_at)
    made = escape(workspace.say("drafts.made_by", who=maker, at=at))
    points = "".join(
        f"<li>{escape(workspace.say(f'drafts.look.{name}'))}</li>" for name in _LOOK_AT
    )
    rows = "".join(
        f"<dt>{escape(translate(f'finding.type.{kind}', workspace.locale))} · {len(labels)}</dt>"
        f"<dd>{escape(listed(list(dict.fromkeys(labels)), workspace.locale))}</dd>"
        for kind, labels in draft.by_kind.items()
    )
    missing = workspace.say("drafts.left_out", n=len(draft.left_out)) if draft.left_out else ""
    return (
        f'<div class="deptform"><p>{made}</p><h3>{escape(workspace.say("drafts.look"))}</h3>'
        f"<ul>{points}</ul><p>{escape(missing)}</p>"
        f"<h3>{escape(workspace.say('drafts.replaced'))}</h3><dl>{rows}</dl></div>"
    )


def _made(anonymising: AnonymiseCases, number: str, workspace: Workspace) -> str:
    draft = anonymising.make(workspace.session, number)
    return workspace.say("drafts.made", number=draft.case_number)


def _approved(anonymising: AnonymiseCases, draft: ScenarioDraft, workspace: Workspace) -> str:
    kept = anonymising.approve(workspace.session, draft.case_number, draft.digest)
    return workspace.say("drafts.approved", code=kept.code)


def _discarded(anonymising: AnonymiseCases, number: str, workspace: Workspace) -> str:
    anonymising.discard(workspace.session, number)
    return workspace.say("drafts.discarded")


def _do(act: Callable[[], str], view: DraftsView) -> None:
    """Do it, and say at the top what came of it."""
    view.said, view.trouble = "", None
    try:
        view.said, view.done = act(), view.done + 1
    except ServiceError as error:
        view.trouble = error
    st.rerun()

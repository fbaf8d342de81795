"""Matters that the site has otherwise: old and new, accepted or refused with a reason."""

from functools import partial
from html import escape

import streamlit as st

from core.services.library import LibraryUseCases, PulledChange, PullsView
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.frame import head
from pages.designer.rounds.drawing import RoundsView
from pages.designer.wording import moment, shown
from pages.designer.workshop.differences import difference_words
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import kept_under, remembered
from pages.shared.styling import plain, tag

_MATTER = "matter"
_AT_ONCE = 20


def page(library: LibraryUseCases) -> None:
    """Show what waits for a decision; the address may name one matter."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view, found = remembered(RoundsView), library.pulling.waiting(workspace.session)
        with head(workspace.say("nav.pulls"), below=workspace.say("pulls.below")):
            if found.has_site and may(workspace.person, UseCase.PULL_MATTERS):
                _offer_pull(library, workspace, view)
        view.tell(workspace)
        changes = _chosen(found, workspace)
        st.html(f'<p role="status">{escape(_pulls_sentence(found, workspace))}</p>')
        for place, change in enumerate(changes[:_AT_ONCE]):
            _change(library, change, view, is_first=not place)
        if len(changes) > _AT_ONCE:
            left = workspace.say("pulls.more", n=len(changes) - _AT_ONCE)
            st.html(f'<p class="muted">{escape(left)}</p>')


def _offer_pull(library: LibraryUseCases, workspace: Workspace, view: RoundsView) -> None:
    if st.button(workspace.say("pulls.pull"), icon=":material/sync:", key="pull_now"):
        with st.spinner(workspace.say("pulls.pulling")):
            view.do(partial(library.pulling.pull, workspace.session), workspace.say("pulls.pulled"))


def _pulls_sentence(found: PullsView, workspace: Workspace) -> str:
    if found.pulled_at is None:
        return workspace.say("pulls.never" if found.has_site else "pulls.no_site")
    key = "pulls.waiting" if found.changes else "pulls.nothing"
    return workspace.say(key, n=len(found.changes), at=moment(found.pulled_at))


def _chosen(found: PullsView, workspace: Workspace) -> tuple[PulledChange, ...]:
    """Return the changes of the matter that the address names, or all."""
    code = st.query_params.get(_MATTER, "")
    known = {change.code: change for change in found.changes}
    if not known:
        return ()
    asked = st.selectbox(
        workspace.say("pulls.which"),
        ["", *known],
        index=["", *known].index(code if code in known else ""),
        format_func=lambda each: plain(_name(known[each]) if each else workspace.say("pulls.all")),
        key="pulls_matter",
        width=420,
    )
    if asked:
        st.query_params[_MATTER] = asked
        return (known[asked],)
    st.query_params.pop(_MATTER, None)
    return found.changes


def _name(change: PulledChange) -> str:
    return f"{change.code} {shown(change.after.name)}"


def _change(
    library: LibraryUseCases, change: PulledChange, view: RoundsView, *, is_first: bool
) -> None:
    workspace, code = current_workspace(), change.code
    with st.container(key=f"pulled_{code}", border=True):
        st.html(_sides(change, workspace))
        key = f"pull_reason_{code}_{change.number}_{view.done}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(workspace.say("pulls.reason"), key=key, width=420)
            accepts = st.button(
                workspace.say("pulls.accept"),
                type="primary" if is_first else "secondary",
                key=f"pull_accept_{code}",
                help=plain(_name(change)),
                disabled=bool(change.problem),
            )
            refuses = st.button(
                workspace.say("pulls.refuse"), key=f"pull_refuse_{code}", help=plain(_name(change))
            )
    if accepts or refuses:
        act = library.pulling.accept if accepts else library.pulling.refuse
        said = workspace.say("pulls.accepted" if accepts else "pulls.refused", code=code)
        view.do(partial(act, workspace.session, change, str(kept_under(key) or "")), said)


def _sides(change: PulledChange, workspace: Workspace) -> str:
    """Return what would become of a matter, and whom that touches."""
    rows = "".join(f"<li>{difference_words(each, workspace)}</li>" for each in change.differences)
    new = f"<p>{escape(workspace.say('pulls.new'))}</p>" if change.before is None else ""
    used = workspace.say("pulls.used", themes="、".join(change.themes))
    unused = workspace.say("shop.unused")
    problem = workspace.say(f"pulls.problem.{change.problem}") if change.problem else ""
    wrong = f'<p class="fielderr" role="alert">{escape(problem)}</p>' if problem else ""
    return (
        f"<section><h2>{escape(shown(change.after.name))} {tag(change.code)}</h2>"
        f'<p class="muted">{escape(change.department_name)}</p>{new}'
        f'<ul class="changed">{rows}</ul>'
        f"<p>{escape(used if change.themes else unused)}</p>{wrong}</section>"
    )

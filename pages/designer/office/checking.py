"""Promises after a decision: which day is proposed, what was found, and taking it back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from core.services.officers.open_task import OpenedTask
from core.services.officers.review_models import (
    CheckingCommitment,
    Commitment,
    CommitmentCheck,
    Revoking,
)
from pages.designer.office.taking import Desk
from pages.designer.office.words import day_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.styling import icon, plain

Asked = tuple[Callable[[], None], str]


def ask_for_days(desk: Desk) -> tuple[Commitment, ...]:
    """Ask until when each promise is checked on which the decision rests."""
    promised = desk.task.standing.promised
    if promised:
        words = desk.workspace.say("desk.rests_on", n=len(promised))
        st.html(f'<p class="note">{icon("handshake")} {escape(words)}</p>')
    return tuple(_with_day(place, it, desk) for place, it in enumerate(promised))


def _with_day(place: int, promised: Commitment, desk: Desk) -> Commitment:
    day = ask_day(
        desk.workspace.say("desk.check_by", name=plain(shown(promised.name))),
        promised.check_by,
        key=f"say_check_{place}",
    )
    return Commitment(promised.place, promised.name, day or promised.check_by)


def check(desk: Desk) -> Asked:
    """Ask what was found of one promise; where it was not kept, what to put right and by when."""
    say = desk.workspace.say
    names = {it.commitment.place: it.commitment.name for it in desk.task.review.open_checks}
    place = st.selectbox(
        say("desk.place.commitment"),
        list(names),
        format_func=lambda each: plain(shown(names[each])),
        key="say_commitment",
    )
    kept = st.radio(
        say("desk.place.kept"),
        [True, False],
        format_func=lambda each: say(f"desk.kept.{'yes' if each else 'no'}"),
        key="say_kept",
        horizontal=True,
    )
    words = st.text_area(say("desk.place.words"), key="say_found", max_chars=2_000) or ""
    order, mend_by = ("", None) if kept else _order(desk)
    said = CheckingCommitment(place or "", bool(kept), words, order, mend_by)
    step = partial(desk.office.deciding.check_commitment, *desk.about, said)
    return step, say(f"desk.said.{'kept' if kept else 'ordered'}")


def _order(desk: Desk) -> tuple[str, date | None]:
    order = st.text_area(desk.workspace.say("desk.place.order"), key="say_order", max_chars=2_000)
    return order or "", ask_day(desk.workspace.say("desk.place.mend_by"), key="say_mend_by")


def revoke(desk: Desk) -> Asked:
    """Ask why the decision is taken back, by which article, and what can be done against it."""
    say = desk.workspace.say
    reason = st.text_area(say("desk.place.reason"), key="say_revoked", max_chars=2_000)
    article = st.text_area(say("desk.place.article"), say("desk.revoking"), key="say_article")
    remedies = st.text_area(say("desk.place.remedies"), say("desk.remedies"), key="say_remedies")
    said = Revoking(reason or "", article or "", remedies or "")
    step = partial(desk.office.deciding.revoke_matter, *desk.about, said)
    return step, say("desk.said.revoked")


def checks_html(task: OpenedTask, workspace: Workspace) -> str:
    """Return the promises that the decision rests on, each with where its check stands."""
    if not task.review.checks:
        return ""
    rows = "".join(f"<li>{_row(it, task, workspace)}</li>" for it in task.review.checks)
    title = escape(workspace.say("desk.promises", n=len(task.review.checks)))
    return f'<div class="note visit"><b>{icon("handshake")} {title}</b><ul>{rows}</ul></div>'


def _row(it: CommitmentCheck, task: OpenedTask, workspace: Workspace) -> str:
    day = day_words(it.due, workspace.locale, today=task.standing.today)
    state = "open" if it.kept is None else "kept" if it.kept else "broken"
    words = workspace.say(f"desk.promise.{state}", day=day)
    return f"{escape(shown(it.commitment.name))} <small>{escape(words)}</small>"

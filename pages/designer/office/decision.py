"""Ask for the decision: granted with its results, or refused with reason, article, remedies."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.services.officers.review_models import (
    GrantedResult,
    Granting,
    Refusing,
    Reissuing,
    ReviewAction,
)
from pages.designer.office.actions import hindrance_words
from pages.designer.office.checking import ask_for_days
from pages.designer.office.taking import Desk
from pages.designer.wording import shown
from pages.shared.days import ask_day
from pages.shared.styling import icon, plain

Asked = tuple[Callable[[], None], str]


def decide(desk: Desk) -> Asked:
    """Ask which way; where it cannot be granted, say why and ask for the other."""
    in_the_way = next(
        choice.hindrance for choice in desk.task.choices if choice.action is ReviewAction.GRANTED
    )
    if in_the_way is not None:
        why = hindrance_words(in_the_way, desk)
        words = desk.workspace.say("desk.only_refusing", why=why)
        st.html(f'<p class="note warn">{icon("info")} {escape(words)}</p>')
        return _refuse(desk)
    say = desk.workspace.say
    granted = st.radio(
        say("desk.place.decision"),
        [True, False],
        format_func=lambda each: say(f"desk.decision.{'yes' if each else 'no'}"),
        key="say_decision",
        horizontal=True,
    )
    return _grant(desk) if granted else _refuse(desk)


def reissue(desk: Desk) -> Asked:
    """Say why the window sent it back, and ask for the results as they are now."""
    why = next(
        str(step.details.get("reason", ""))
        for step in reversed(desk.task.steps)
        if step.action == ReviewAction.SENT_BACK
    )
    words = desk.workspace.say("desk.sent_back", why=why)
    st.html(f'<p class="note warn">{icon("info")} {escape(words)}</p>')
    step = partial(desk.office.deciding.reissue_matter, *desk.about, Reissuing(_results(desk)))
    return step, desk.workspace.say("desk.said.reissued")


def _grant(desk: Desk) -> Asked:
    said = Granting(
        _results(desk),
        basis=_basis(desk),
        commitments=ask_for_days(desk),
        late_reason=_late(desk),
    )
    step = partial(desk.office.deciding.grant_matter, *desk.about, said)
    return step, desk.workspace.say("desk.said.granted")


def _results(desk: Desk) -> tuple[GrantedResult, ...]:
    """Ask which results there are, with number and validity."""
    offered = list(desk.task.results) or [desk.task.name]
    chosen = offered
    if len(offered) > 1:
        chosen = st.multiselect(
            desk.workspace.say("desk.place.results"),
            offered,
            default=offered[:1],
            format_func=lambda name: plain(shown(name)),
            key="say_results",
            select_all=False,
        )
    return tuple(_result(place, name, desk) for place, name in enumerate(chosen))


def _result(place: int, name: str, desk: Desk) -> GrantedResult:
    """Ask for the number of a result and until when it is valid."""
    say, named = desk.workspace.say, short_name(name)
    number, until = st.columns([2, 1])
    written = number.text_input(
        say("desk.result_number", name=plain(shown(named))), key=f"say_number_{place}", max_chars=80
    )
    day = ask_day(say("desk.place.valid_until"), key=f"say_valid_{place}", side=until)
    return GrantedResult(named, written or "", day)


def _basis(desk: Desk) -> str:
    value = shown("；".join(desk.task.legal_basis))
    return st.text_area(desk.workspace.say("desk.place.basis"), value, key="say_basis") or ""


def _refuse(desk: Desk) -> Asked:
    say = desk.workspace.say
    reason = st.text_area(say("desk.place.reason"), key="say_refused", max_chars=2_000)
    article = st.text_area(
        say("desk.place.article"), shown("；".join(desk.task.legal_basis)), key="say_article"
    )
    remedies = st.text_area(say("desk.place.remedies"), say("desk.remedies"), key="say_remedies")
    said = Refusing(reason or "", article or "", remedies or "", late_reason=_late(desk))
    step = partial(desk.office.deciding.refuse_matter, *desk.about, said)
    return step, say("desk.said.refused")


def _late(desk: Desk) -> str:
    """Ask why it is late, where it is."""
    if not desk.task.standing.is_late:
        return ""
    words = desk.workspace.say("desk.place.late_reason")
    return st.text_area(words, key="say_late", max_chars=2_000) or ""

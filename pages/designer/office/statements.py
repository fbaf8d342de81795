"""The questions of the steps before a decision, each in its dialog."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from html import escape

import streamlit as st

from core.services.officers.review_models import (
    MOST_EXTRA_DAYS,
    Appointing,
    Extending,
    NotAcceptedKind,
    NotAccepting,
    Opining,
    PauseReason,
    Pausing,
)
from pages.designer.office.taking import Desk
from pages.designer.office.words import matter_words
from pages.shared.days import ask_day
from pages.shared.styling import plain

Asked = tuple[Callable[[], None], str]
_MORNING = time(9, 30)


def accept(desk: Desk) -> Asked:
    """Tell what begins with acceptance, and what was promised for later."""
    task, say = desk.task, desk.workspace.say
    st.html(f"<p>{escape(say('desk.accept_means', n=task.standing.term.committed_days))}</p>")
    if task.standing.owed:
        owed = "、".join(task.standing.owed)
        st.html(f'<p class="note">{escape(say("desk.accept_owed", materials=owed))}</p>')
    step = partial(desk.office.accepting.accept_matter, *desk.about)
    return step, say("desk.said.accepted")


def decline(desk: Desk) -> Asked:
    """Ask why it is not accepted; another authority is asked for where one decides it."""
    kind = _choice(desk, "kind", list(NotAcceptedKind), "desk.kind")
    authority = _line(desk, "authority") if kind == NotAcceptedKind.NOT_COMPETENT else ""
    said = NotAccepting(
        kind=kind,
        reason=_text(desk, "reason"),
        remedy=_text(desk, "remedy", desk.workspace.say("desk.remedies")),
        authority=authority,
    )
    step = partial(desk.office.accepting.decline_matter, *desk.about, said)
    return step, desk.workspace.say("desk.said.not_accepted")


def pause(desk: Desk) -> Asked:
    """Ask for the reason of the law, for how long, and the words of the notice."""
    reason = _choice(desk, "reason", list(PauseReason), "desk.pause", label="pause_reason")
    until = _day(desk, "until")
    said = Pausing(reason, until, _text(desk, "notice"))
    step = partial(desk.office.pausing.pause_matter, *desk.about, said)
    return step, desk.workspace.say("desk.said.paused")


def extend(desk: Desk) -> Asked:
    """Ask for how many days, why, and who approved it."""
    days = st.number_input(
        desk.workspace.say("desk.place.days"), 1, MOST_EXTRA_DAYS, MOST_EXTRA_DAYS, key="say_days"
    )
    said = Extending(int(days), _text(desk, "reason"), _line(desk, "approved_by"))
    step = partial(desk.office.pausing.extend_matter, *desk.about, said)
    return step, desk.workspace.say("desk.said.extended", n=int(days))


def appoint(desk: Desk) -> Asked:
    """Ask when and where, and who comes along: one visit for all who look at the place."""
    task = desk.task
    day = _day(desk, "day")
    at = st.time_input(desk.workspace.say("desk.place.time"), _MORNING, step=900, key="say_time")
    others = [code for code in task.together if code != task.matter]
    chosen = _companions(desk, others) if others else []
    said = Appointing(
        inspection="",
        day=day,
        time=f"{at:%H:%M}" if at else "",
        place=_line(desk, "place"),
        matters=(task.matter, *chosen),
    )
    step = partial(desk.office.inspecting.set_inspection, *desk.about, said)
    return step, desk.workspace.say("desk.said.inspection_set")


def _companions(desk: Desk, others: list[str]) -> list[str]:
    names = {
        code: f"{matter_words(desk.task.others[code].name)}（{desk.task.others[code].department}）"
        for code in others
    }
    return st.multiselect(
        desk.workspace.say("desk.place.matters"),
        others,
        default=others,
        format_func=lambda code: plain(names[code]),
        key="say_matters",
        select_all=False,
    )


def opine(desk: Desk) -> Asked:
    """Ask for the own opinion after the visit."""
    say = desk.workspace.say
    passed = st.radio(
        say("desk.place.passed"),
        [True, False],
        format_func=lambda each: say(f"desk.passed.{'yes' if each else 'no'}"),
        key="say_passed",
        horizontal=True,
    )
    said = Opining(passed=bool(passed), words=_text(desk, "words"))
    step = partial(desk.office.inspecting.record_inspection, *desk.about, said)
    return step, say("desk.said.inspected")


def _choice(desk: Desk, place: str, offered: list[str], words: str, *, label: str = "") -> str:
    chosen = st.selectbox(
        desk.workspace.say(f"desk.place.{label or place}"),
        offered,
        index=None,
        format_func=lambda each: desk.workspace.say(f"{words}.{each}"),
        key=f"say_{place}",
        placeholder=desk.workspace.say("desk.choose"),
    )
    return chosen or ""


def _text(desk: Desk, place: str, value: str = "") -> str:
    words = desk.workspace.say(f"desk.place.{place}")
    return st.text_area(words, value, key=f"say_{place}_text", max_chars=2_000) or ""


def _line(desk: Desk, place: str) -> str:
    words = desk.workspace.say(f"desk.place.{place}")
    return st.text_input(words, key=f"say_{place}_line", max_chars=200) or ""


def _day(desk: Desk, place: str) -> date | None:
    return ask_day(desk.workspace.say(f"desk.place.{place}"), key=f"say_{place}")

"""What a trainee sees: the way into a class, one question after another, how it went.

Nobody has to log in here. Whoever joins has a secret in the address, so that a reload goes on.
"""

from functools import partial
from html import escape

import streamlit as st

from core.errors import NoSuchClassError
from core.i18n import translate
from core.services.trainers import PlayQuizzes, QuizSeat
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.languages import offer_languages
from pages.shared.places import place

CLASS, SEAT, QUESTION = "quiz", "seat", "question"
"""What the address names: the class, the trainee's secret, the question that is shown."""


def is_asked_for() -> bool:
    """Say whether the address leads to a class."""
    return CLASS in st.query_params


def page(seats: PlayQuizzes, workspace: Workspace) -> None:
    """Show the quiz to whoever is in the class, and the way in to all others."""
    with st.container(key="quizroom"):
        st.html(f'<p class="quizwater">{escape(_say(workspace, "water"))}</p>')
        code, secret = st.query_params[CLASS], st.query_params.get(SEAT, "")
        with errors_shown(workspace.locale):
            seat = _seat(seats, code, secret, workspace)
            if seat is None:
                _draw_door(seats, code, workspace)
            else:
                _draw_seat(seats, seat, workspace)
        offer_languages(workspace.locale, workspace.speak, key="quiz_language", look="tertiary")


def _seat(seats: PlayQuizzes, code: str, secret: str, workspace: Workspace) -> QuizSeat | None:
    if not secret:
        return None
    try:
        return seats.seat(code, secret, workspace.locale)
    except NoSuchClassError:
        return None


def _say(workspace: Workspace, key: str, **params: object) -> str:
    return translate(f"quiz.{key}", workspace.locale, **params)


def _draw_door(seats: PlayQuizzes, code: str, workspace: Workspace) -> None:
    say = partial(_say, workspace)
    st.html(_strip(say("title"), ""))
    st.html(f"<h1>{escape(say('join.title'))}</h1><p>{escape(say('join.why'))}</p>")
    with st.form("quiz_join", border=False):
        typed = st.text_input(say("join.code"), value=code, key="quiz_code", max_chars=16)
        name = st.text_input(say("join.name"), key="quiz_name", max_chars=20)
        if st.form_submit_button(say("join.go"), type="primary", key="quiz_go", width="stretch"):
            secret = seats.join(typed or "", name or "", place=place())
            st.query_params.from_dict({CLASS: typed, SEAT: secret})
            st.rerun()


def _draw_seat(seats: PlayQuizzes, seat: QuizSeat, workspace: Workspace) -> None:
    at = _shown_question(seat)
    asked = seat.sheet.questions
    state = "" if at is None else _say(workspace, "at", n=at + 1, of=len(asked), score=seat.score)
    st.html(_strip(f"{_say(workspace, 'title')} · {seat.sheet.title}", state))
    if not seat.is_open and (at is None or at not in seat.given):
        st.html(f'<p class="note" role="status">{escape(_say(workspace, "over"))}</p>')
    if at is None or (at not in seat.given and not seat.is_open):
        _draw_result(seat, workspace)
    elif at in seat.given:
        _draw_verdict(seat, at, workspace)
    else:
        _draw_question(seats, seat, at, workspace)


def _shown_question(seat: QuizSeat) -> int | None:
    """Return which question is looked at: the last one answered until somebody goes on."""
    named = st.query_params.get(QUESTION, "")
    at = int(named) if named.isdecimal() and len(named) < 3 else -1
    return at if at in seat.given else seat.next_question


def _go_on() -> None:
    st.query_params.pop(QUESTION, None)


def _give(seats: PlayQuizzes, at: int, given: int) -> None:
    try:
        seats.answer(st.query_params[CLASS], st.query_params[SEAT], at, given)
    except NoSuchClassError:
        return  # the page says that the class is over
    st.query_params[QUESTION] = str(at)


def _draw_question(seats: PlayQuizzes, seat: QuizSeat, at: int, workspace: Workspace) -> None:
    question = seat.sheet.questions[at]
    _draw_head(seat, at, workspace)
    with st.container(key="quizanswers"):
        for number, words in enumerate(question.answers):
            st.button(
                words.replace("[", r"\[").replace("*", r"\*"),
                key=f"answer_{at}_{number}",
                width="stretch",
                shortcut=str(number + 1),
                on_click=_give,
                args=(seats, at, number),
            )
    st.html(f'<p class="muted">{escape(_say(workspace, "keys"))}</p>')


def _draw_head(seat: QuizSeat, at: int, workspace: Workspace) -> None:
    question, sheet = seat.sheet.questions[at], seat.sheet
    said = "".join(f"<dt>{escape(asked)}</dt><dd>{escape(it)}</dd>" for asked, it in sheet.said)
    st.html(
        f'<p class="kicker">{escape(_say(workspace, f"kind.{question.kind}"))}</p>'
        f"<h1>{escape(question.text)}</h1><p>{escape(sheet.story)}</p>"
        f'<details class="quizsaid"><summary>{escape(_say(workspace, "said"))}</summary>'
        f"<dl>{said}</dl></details>"
    )


def _draw_verdict(seat: QuizSeat, at: int, workspace: Workspace) -> None:
    say = partial(_say, workspace)
    question, given = seat.sheet.questions[at], seat.given[at]
    is_right = question.right == given
    _draw_head(seat, at, workspace)
    st.html(_answers(seat, at, workspace))
    likely = given if not is_right else next(n for n in range(4) if n != question.right)
    why = question.whys[question.right]
    if not is_right:
        why = say("why_right", answer=question.answers[question.right], why=why)
    notes = {
        say("why_not", answer=question.answers[likely]): question.whys[likely],
        say("where_title"): say(f"where.{question.kind}"),
    }
    st.html(
        f'<div class="quizso {"" if is_right else "nearly"}" role="status">'
        f"<b>{escape(say('right' if is_right else 'wrong'))}</b><p>{escape(why)}</p></div>"
        '<div class="quiznotes">'
        + "".join(f"<p><b>{escape(head)}</b>{escape(text)}</p>" for head, text in notes.items())
        + "</div>"
    )
    last = seat.next_question is None
    with st.container(key="quizonward"):
        st.button(
            say("finish" if last else "next"),
            key="quiz_next",
            type="primary",
            width="stretch",
            shortcut="Enter",
            icon=":material/arrow_forward:",
            icon_position="right",
            on_click=_go_on,
        )
    with st.container(key="quizarrow"):
        st.button("→", key="quiz_arrow", shortcut="Right", on_click=_go_on)


def _answers(seat: QuizSeat, at: int, workspace: Workspace) -> str:
    question, given = seat.sheet.questions[at], seat.given[at]
    items = []
    for number, words in enumerate(question.answers):
        marks = []
        if number == question.right:
            marks.append(_say(workspace, "is_right"))
        if number == given:
            marks.append(_say(workspace, "yours"))
        kind = "right" if number == question.right else "given" if number == given else ""
        small = f"<small>{escape(' · '.join(marks))}</small>" if marks else ""
        items.append(f'<li class="{kind}"><span>{number + 1}</span>{escape(words)}{small}</li>')
    return f'<ol class="quizshown">{"".join(items)}</ol>'


def _draw_result(seat: QuizSeat, workspace: Workspace) -> None:
    say = partial(_say, workspace)
    asked = seat.sheet.questions
    title = say("done.title", score=seat.score, of=len(asked))
    words = say("done.all" if seat.score == len(asked) else "done.some")
    heads = "".join(
        f'<th scope="col">{escape(say(f"done.{name}"))}</th>'
        for name in ("question", "answer", "mark")
    )
    rows = "".join(
        f"<tr><td>{escape(question.text)}</td><td>{escape(question.answers[question.right])}</td>"
        f"<td>{escape(_mark(seat, at, workspace))}</td></tr>"
        for at, question in enumerate(asked)
    )
    st.html(
        f"<h1>{escape(title)}</h1><p>{escape(words)}</p>"
        f'<div class="wide" tabindex="0"><table class="training"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _mark(seat: QuizSeat, at: int, workspace: Workspace) -> str:
    if at not in seat.given:
        return "–"
    question, given = seat.sheet.questions[at], seat.given[at]
    is_right = question.right == given
    return _say(workspace, "record.mark_right") if is_right else question.answers[given]


def _strip(name: str, state: str) -> str:
    return f'<div class="quizstrip"><b>{escape(name)}</b><span>{escape(state)}</span></div>'

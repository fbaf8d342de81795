"""What a trainer sees of a quiz: the code for the class, and how it goes, question by question."""

from functools import partial
from html import escape

import segno
import streamlit as st

from core.i18n import translate
from core.services.trainers import ClassResult, HoldQuizzes, TrainWithScenarios
from pages.designer.frame import head
from pages.designer.training.playing import CLASS
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file

_EVERY_SECONDS = 4
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(quizzes: HoldQuizzes, training: TrainWithScenarios) -> None:
    """Offer to open a class, and show the one that is looked at."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        with head(workspace.say("classes.title"), below=workspace.say("classes.below")):
            pass
        _offer_class(quizzes, training, workspace)
        found = quizzes.classes(workspace.session, workspace.locale)
        if not found:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("classes.none"))}</p>')
            return
        code = _chosen(found, workspace)
        st.fragment(run_every=_EVERY_SECONDS)(_draw)(quizzes, code, workspace)


def _offer_class(quizzes: HoldQuizzes, training: TrainWithScenarios, workspace: Workspace) -> None:
    listed = training.scenarios(workspace.session)
    names = {it.scenario.code: f"{it.scenario.code} {it.scenario.title}" for it in listed}
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    scenario = left.selectbox(
        workspace.say("classes.scenario"),
        list(names),
        format_func=lambda code: names[code],
        key="class_scenario",
    )
    number = middle.number_input(workspace.say("classes.number"), 3, 12, 10, key="class_number")
    if right.button(
        workspace.say("classes.open"), key="class_open", type="primary", width="stretch"
    ):
        kept = quizzes.open_class(workspace.session, scenario or "", int(number))
        st.query_params[CLASS_SHOWN] = kept.code


CLASS_SHOWN = "class"
"""What the address names: the class that is looked at."""


def _chosen(found: tuple[ClassResult, ...], workspace: Workspace) -> str:
    names = {it.kept.code: _named(it) for it in found}
    codes, asked = list(names), st.query_params.get(CLASS_SHOWN, "")
    chosen = st.selectbox(
        workspace.say("classes.which"),
        codes,
        index=codes.index(asked) if asked in names else 0,
        format_func=lambda code: names[code],
        key=f"class_shown_{asked}",
    )
    st.query_params[CLASS_SHOWN] = chosen
    return str(chosen)


def _named(result: ClassResult) -> str:
    return f"{spaced(result.kept.code)} · {result.sheet.title}"


def spaced(code: str) -> str:
    """Return a code as it is read aloud.

    Examples:
        >>> spaced("ACDEFGHJ")
        'ACDE-FGHJ'
    """
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def _draw(quizzes: HoldQuizzes, code: str, workspace: Workspace) -> None:
    with errors_shown(workspace.locale):
        result = quizzes.class_standing(workspace.session, code, workspace.locale)
        is_open = result.is_open
        st.html(_invitation(result, is_open=is_open, workspace=workspace))
        if is_open and st.button(
            workspace.say("classes.end"), key="class_end", icon=":material/stop_circle:"
        ):
            quizzes.end_class(workspace.session, code)
            st.rerun()
        st.html(_table(result, workspace))
        offer_file(
            workspace.say("classes.take"),
            partial(
                quizzes.class_file, workspace.session, code, form="xlsx", locale=workspace.locale
            ),
            name=f"{workspace.say('classes.file_name', code=code)}.xlsx",
            media_type=_XLSX,
            key="class_file",
        )
        st.html(f'<p class="muted">{escape(workspace.say("classes.kept"))}</p>')


def _invitation(result: ClassResult, *, is_open: bool, workspace: Workspace) -> str:
    code = result.kept.code
    if not is_open:
        return f'<p class="note" role="status">{escape(workspace.say("classes.ended"))}</p>'
    address = _address(code)
    drawing = segno.make_qr(address, error="m").svg_data_uri(border=1, scale=4)
    return (
        f'<div class="classcode"><img src="{drawing}" alt="{escape(address)}">'
        f"<div><small>{escape(workspace.say('classes.code'))}</small><b>{spaced(code)}</b>"
        f"<small>{escape(workspace.say('classes.address'))}</small>"
        f"<code>{escape(address)}</code></div></div>"
    )


def _address(code: str) -> str:
    base = (st.context.url or "").partition("?")[0].rpartition("/")[0]
    return f"{base}/?{CLASS}={code}"


def _table(result: ClassResult, workspace: Workspace) -> str:
    if not result.trainees:
        return f'<p class="empty">{escape(workspace.say("classes.nobody"))}</p>'
    answered = sum(len(it.marks) for it in result.trainees)
    standing = workspace.say("classes.standing", n=len(result.trainees), answered=answered)
    hardest = ""
    if worst := result.hardest:
        words = workspace.say("classes.hardest", n=worst.number + 1, question=worst.question.text)
        hardest = f'<p class="note">{escape(words)}</p>'
    questions = [
        (
            f"{it.number + 1}　{it.question.text}",
            f"{it.right} / {it.answered}",
            it.mistake or "–",
        )
        for it in result.questions
    ]
    trainees = [
        (it.trainee.name, str(it.score), f"{len(it.marks)} / {len(result.questions)}")
        for it in sorted(result.trainees, key=lambda it: (-it.score, it.trainee.number))
    ]
    return (
        f'<p role="status">{escape(standing)}</p>{hardest}'
        + _rows(("question", "right", "mistake"), questions, workspace)
        + _rows(("name", "score", "answered"), trainees, workspace)
    )


def _rows(names: tuple[str, ...], rows: list[tuple[str, str, str]], workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(translate(f"quiz.record.{name}", workspace.locale))}</th>'
        for name in names
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide" tabindex="0"><table class="training"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )

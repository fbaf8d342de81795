"""One matter of a case in front of its office: all on one line, the own form, what can be done."""

from functools import partial
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.fee_use_cases import FeeUseCases
from core.services.officers import FormFile, OfficeUseCases
from core.services.officers.open_task import OpenedTask
from core.working_days import day_of
from pages.designer.correcting import (
    Correcting,
    ask_for_correction,
    show_corrections,
    show_papers,
)
from pages.designer.form_sheet import form_html
from pages.designer.frame import head
from pages.designer.office import addresses
from pages.designer.office.actions import show_actions
from pages.designer.office.charging import show_charge
from pages.designer.office.dialogs import ask_for_statement
from pages.designer.office.steps import show_steps
from pages.designer.office.supervised import show_supervision
from pages.designer.office.taking import Desk, StepView
from pages.designer.office.timeline import timeline_html
from pages.designer.office.validity import show_validity
from pages.designer.office.words import channel_words, day_words, matter_words
from pages.designer.represented import show_represented
from pages.designer.wording import clock_time, moment, shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag


def show_matter(
    office: OfficeUseCases,
    fees: FeeUseCases,
    about: tuple[str, str],
    workspace: Workspace,
    *,
    late: StreamlitPage | None = None,
) -> None:
    """Show a matter of a case, and ask what a step that was chosen has to say.

    With ``late``, what is said about late matters is read and answered there.

    Raises:
        CaseNotFoundError: If it is none of the officer's.
    """
    task = office.reviewing.task(workspace.session, *about)
    view = remembered(StepView)
    view.turn_to(f"{task.case.number} {task.matter}")
    _head(office, task, workspace)
    _choose_own(task, workspace)
    if view.said:
        st.html(f'<p class="note" role="status">{icon("check")} {escape(view.said)}</p>')
    show_represented(task.agents, workspace)
    show_supervision(task, late, workspace)
    show_validity(task, workspace)
    st.html(timeline_html(task, workspace))
    with st.container(key="case_columns", horizontal=True):
        with st.container(key="case_form"):
            _form(task, workspace)
        with st.container(key="case_papers"):
            _papers(office, task, workspace)
        with st.container(key="case_actions"):
            desk = Desk(office, task, view, workspace)
            show_charge(fees, desk)
            show_actions(desk)
    if remembered(Correcting).matter == task.matter:
        ask_for_correction(office, task.part, workspace)
    show_steps(office, task, workspace)
    looked = workspace.say("desk.looked", at=clock_time(task.opened_at))
    st.html(f'<p class="muted lookedat">{icon("visibility")} {escape(looked)}</p>')
    ask_for_statement(Desk(office, task, view, workspace))


def _head(office: OfficeUseCases, task: OpenedTask, workspace: Workspace) -> None:
    case, locale = task.case, workspace.locale
    today = task.standing.today
    about = workspace.say(
        "desk.about",
        theme=shown(task.theme_name),
        version=case.application.theme_version,
        channel=channel_words(case.application.channel, locale),
        day=day_words(day_of(case.received_at), locale, today=today),
        time=clock_time(case.received_at),
    )
    if task.paper:
        about += " · " + workspace.say("desk.entered", at=moment(task.paper.entered_at))
    tags = f'{tag(case.number)} <span class="muted">{escape(about)}</span>'
    with head(case.applicant_name or case.number, tags=tags):
        st.button(
            workspace.say("desk.to_list"),
            key="desk_to_list",
            icon=":material/arrow_back:",
            on_click=addresses.open_matter,
        )
        made = partial(
            office.opening.form_file,
            workspace.session,
            case.number,
            task.matter,
            FormFile.PDF,
        )
        offer_file(
            workspace.say("desk.copy"),
            made,
            name=f"{case.number}-{task.matter}.pdf",
            media_type="application/pdf",
            key="desk_copy",
        )


def _choose_own(task: OpenedTask, workspace: Workspace) -> None:
    """Lead to the other own matters of the same case."""
    if len(task.own) < 2:
        return
    chosen = st.segmented_control(
        workspace.say("desk.own_matters"),
        list(task.own),
        default=task.matter,
        format_func=lambda code: plain(matter_words(task.others[code].name)),
        key=f"own_{task.case.number}_{task.matter}",
        label_visibility="collapsed",
    )
    if chosen and chosen != task.matter:
        addresses.open_matter(task.case.number, chosen)
        st.rerun()


def _form(task: OpenedTask, workspace: Workspace) -> None:
    entries = sum(len(section.parts) for section in task.part.form.sections)
    title = escape(workspace.say("desk.form"))
    about = escape(workspace.say("desk.form_about", name=shown(task.part.form.title), n=entries))
    st.html(f"<h2>{title} <small>{about}</small></h2>")
    show_corrections(task.part, workspace)
    words = escape(workspace.say("desk.form"))
    st.html(
        f'<div class="formbox" role="region" tabindex="0" aria-label="{words}">'
        f"{form_html(task.part, workspace)}</div>"
    )


def _papers(office: OfficeUseCases, task: OpenedTask, workspace: Workspace) -> None:
    number = len(task.part.papers) + len(task.passed_on)
    about = escape(workspace.say("desk.papers_about", n=number))
    st.html(f"<h2>{escape(workspace.say('cases.papers'))} <small>{about}</small></h2>")
    show_papers(office, task.part, workspace)
    for name in task.passed_on:
        words = escape(workspace.say("desk.passed_on"))
        st.html(
            f'<p class="officepaper">{escape(shown(name))}<small>{words}</small> '
            f"{tag(workspace.say('desk.spared'), 'info')}</p>"
        )
    if not number:
        st.html(f'<p class="muted">{escape(workspace.say("desk.no_papers"))}</p>')
    _sheet(office, task, workspace)


def _sheet(office: OfficeUseCases, task: OpenedTask, workspace: Workspace) -> None:
    """Hand out the scan of a paper form, or say where it is."""
    if task.paper is None:
        return
    sheet, about = task.paper.sheet, (task.case.number, task.matter)
    if sheet is None or task.paper.barred:
        barred = f"cases.barred.{task.paper.barred}" if task.paper.barred else ""
        key = barred or f"desk.sheet.{'elsewhere' if task.paper.has_scan else 'none'}"
        st.html(f'<p class="muted">{escape(workspace.say(key, n=1))}</p>')
        return
    with errors_shown(workspace.locale):
        offer_file(
            workspace.say("desk.sheet"),
            partial(office.opening.paper_file, workspace.session, *about, sheet.digest),
            name=sheet.name,
            media_type=sheet.media_type,
            key=f"sheet_{task.case.number}",
        )

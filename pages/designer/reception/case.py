"""A case at the counter: what it owes is received, and forms are printed for filing."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import OwedMaterial
from core.services.officers import FormFile, OfficeUseCases
from core.services.officers.counter_use_cases import CounterUseCases
from core.services.officers.receive_materials import CounterCase
from pages.designer.reception.agents import show_agents
from pages.designer.reception.helping import show_help
from pages.designer.reception.view import ReceptionView
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import plain

_KINDS = ["pdf", "png", "jpg", "jpeg"]


def show_case(
    counter: CounterUseCases, office: OfficeUseCases, number: str, workspace: Workspace
) -> None:
    """Show a case: what is still to come, what came, and what can be printed.

    Raises:
        CaseNotFoundError: If there is no such case.
    """
    case = counter.receiving.counter_case(workspace.session, number)
    about = workspace.say("reception.received", at=moment(case.received_at))
    if case.entered_at:
        about += " · " + workspace.say("desk.entered", at=moment(case.entered_at))
    st.html(
        f"<h2>{escape(shown(case.applicant_name))}</h2>"
        f'<p class="muted">{escape(shown(case.theme_name))} · {escape(case.number)} · '
        f"{escape(about)}</p>"
    )
    _sheet(office, case, workspace)
    _owed(counter, case, workspace)
    _supplied(case, workspace)
    show_agents(counter, case, workspace)
    show_help(counter, case, workspace)
    _notices(office, case, workspace)
    _copies(office, case, workspace)


def _sheet(office: OfficeUseCases, case: CounterCase, workspace: Workspace) -> None:
    """Hand out the scan of a paper form: the window sees every matter that stands on it."""
    if case.entered_at is None:
        return
    if case.sheet is None:
        st.html(f'<p class="muted">{escape(workspace.say("desk.sheet.none"))}</p>')
        return
    matter, sheet = next(iter(case.matters)), case.sheet
    with errors_shown(workspace.locale):
        offer_file(
            workspace.say("desk.sheet"),
            partial(
                office.opening.paper_file, workspace.session, case.number, matter, sheet.digest
            ),
            name=sheet.name,
            media_type=sheet.media_type,
            key=f"sheet_{case.number}",
        )


def _owed(counter: CounterUseCases, case: CounterCase, workspace: Workspace) -> None:
    st.html(f"<h3>{escape(workspace.say('reception.to_come', n=len(case.owed)))}</h3>")
    if not case.owed:
        words = escape(workspace.say("reception.nothing_owed"))
        st.html(f'<p class="muted" role="status">{words}</p>')
    for owed in case.owed:
        _receive(counter, case, owed, workspace)


def _receive(
    counter: CounterUseCases, case: CounterCase, owed: OwedMaterial, workspace: Workspace
) -> None:
    """Take one material: scanned on this machine, or a file that was brought along."""
    view = remembered(ReceptionView)
    key = f"{case.number}_{owed.code}_{view.received}"
    with st.container(key=f"owed_{owed.code}"):
        until = workspace.say("reception.until", day=owed.until.day.isoformat())
        st.html(
            f"<p><b>{escape(shown(owed.name))}</b> <small>{escape(shown(owed.about))} · "
            f"{escape(until)}</small></p>"
        )
        file = st.file_uploader(
            workspace.say("reception.file", name=plain(shown(owed.name))),
            type=_KINDS,
            key=f"scan_{key}",
        )
        given = st.button(
            workspace.say("reception.receive"),
            key=f"receive_{key}",
            icon=":material/move_to_inbox:",
            disabled=file is None,
        )
    if file is None or not given:
        return
    with errors_shown(workspace.locale):
        counter.receiving.receive_material(
            workspace.session, case.number, owed.code, name=file.name, content=file.getvalue()
        )
        view.received += 1
        view.said = workspace.say("reception.taken", name=shown(owed.name))
        st.rerun()


def _supplied(case: CounterCase, workspace: Workspace) -> None:
    """Show what came after the receipt: when, and who received it."""
    if not case.supplied:
        return
    st.html(f"<h3>{escape(workspace.say('reception.came', n=len(case.supplied)))}</h3>")
    lines = "".join(
        f"<li>{escape(shown(material.name))} · {escape(moment(material.received_at))} · "
        f"{escape(material.received_by or workspace.say('reception.by_themselves'))}</li>"
        for material in case.supplied
    )
    st.html(f"<ul>{lines}</ul>")


def _notices(office: OfficeUseCases, case: CounterCase, workspace: Workspace) -> None:
    """Offer everything that the applicant is told in writing, to whoever stands here."""
    if not case.notices:
        return
    st.html(f"<h3>{escape(workspace.say('reception.notices'))}</h3>")
    with st.container(key="reception_notices"), errors_shown(workspace.locale):
        for notice in case.notices:
            title = translate(f"paper.notice.title.{notice.kind}", workspace.locale)
            matter = shown(case.matters[notice.matter])
            offer_file(
                plain(f"{title} · {matter} · {moment(notice.at)}"),
                partial(
                    office.opening.notice_file,
                    workspace.session,
                    case.number,
                    notice.matter,
                    notice.sequence,
                ),
                name=f"{case.number}-{notice.matter}-{notice.sequence}.pdf",
                media_type="application/pdf",
                key=f"told_{notice.sequence}",
            )


def _copies(office: OfficeUseCases, case: CounterCase, workspace: Workspace) -> None:
    """Offer each matter's form on paper for filing; that it was printed is logged."""
    st.html(f"<h3>{escape(workspace.say('reception.copies'))}</h3>")
    with st.container(horizontal=True, key="reception_copies"), errors_shown(workspace.locale):
        for code, name in case.matters.items():
            offer_file(
                plain(shown(name)),
                partial(
                    office.opening.form_file, workspace.session, case.number, code, FormFile.PDF
                ),
                name=f"{case.number}-{code}.pdf",
                media_type="application/pdf",
                key=f"copy_{code}",
            )

"""Ask the applicant once to put everything right (补正): choose the places, say what and how."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.errors import ServiceError
from core.review.models import Correction, Fault
from core.services.officers import OfficeForm, OfficeMaterial, OfficeUseCases, places_of
from pages.designer.wording import moment
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file, picture
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag


@dataclass
class Correcting:
    """The matter whose notice is being written, and what was refused of it.

    ``notice`` is what was written and is read once more before it goes.
    """

    matter: str = ""
    trouble: ServiceError | None = None
    notice: tuple[Correction, ...] = ()

    def turn_to(self, matter: str = "") -> None:
        """Begin to write the notice of a matter, or leave it."""
        self.matter, self.trouble, self.notice = matter, None, ()

    def write_on(self) -> None:
        """Go back from the finished notice to writing it."""
        self.notice = ()


def show_papers(office: OfficeUseCases, part: OfficeForm, workspace: Workspace) -> None:
    """Show the papers that the matter asks for, and hand out what was handed in for them."""
    own = partial(office.opening.paper_file, workspace.session, part.case_number, part.form.matter)
    for number, paper in enumerate(part.papers):
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"paper_{part.form.matter}_{number}"
        ):
            st.html(_paper(paper, workspace), width="stretch")
            for place, file in enumerate(paper.files):
                if state := paper.barred.get(file.digest):
                    words = workspace.say(f"cases.barred.{state}", n=place + 1)
                    st.html(f'<p class="officepaper">{tag(words, "later")}</p>')
                    continue
                with errors_shown(workspace.locale):
                    offer_file(
                        workspace.say("cases.file", n=place + 1),
                        partial(own, file.digest),
                        name=file.name,
                        media_type=file.media_type,
                        key=f"file_{part.form.matter}_{number}_{place}",
                    )
        if paper.signatures:
            _show_signed(paper, own, workspace)


def _show_signed(paper: OfficeMaterial, file: Callable[[str], bytes], workspace: Workspace) -> None:
    """Show a text that others signed, as they read it, with their signatures."""
    with st.expander(workspace.say("cases.whole_text")):
        st.html("".join(f"<p>{escape(line)}</p>" for line in paper.signatures[0].text.split("\n")))
        for signature in paper.signatures:
            who = " ".join(filter(None, (signature.role, signature.name)))
            at = moment(datetime.fromisoformat(signature.signed_at))
            st.html(f"<p><b>{escape(workspace.say('cases.signed_by', who=who, at=at))}</b></p>")
            if signature.picture:
                st.html(picture(file(signature.picture), who))
            else:
                st.html(tag(workspace.say("cases.typed")))


def _paper(paper: OfficeMaterial, workspace: Workspace) -> str:
    name = f"{escape(paper.name)}<small>{escape(short_name(paper.about))}</small>"
    state = "" if paper.files else tag(workspace.say(f"cases.state.{paper.state}", until=paper.due))
    return f'<p class="officepaper">{name} {state}</p>'


def show_corrections(part: OfficeForm, workspace: Workspace) -> None:
    """Show what was asked for, and what came of it."""
    if not part.corrections:
        return
    rows = "".join(_row(correction, workspace) for correction in part.corrections)
    title = escape(workspace.say("correct.asked"))
    st.html(f'<section class="notice" role="status"><h4>{title}</h4><ul>{rows}</ul></section>')


def _row(correction: Correction, workspace: Workspace) -> str:
    if correction.answered_at is None:
        state = tag(workspace.say("correct.waiting", until=correction.until.isoformat()), "later")
        answer = ""
    else:
        state = tag(workspace.say("correct.answered", at=moment(correction.answered_at)), "ok")
        words = (
            workspace.say("correct.file_came") if correction.fault.material else correction.answer
        )
        answer = f"<p>{icon('reply', 'sq')} {escape(words)}</p>"
    return (
        f"<li><b>{escape(correction.fault.label)}</b> {state}"
        f"<p>{escape(correction.fault.wrong)} → {escape(correction.fault.remedy)}</p>{answer}</li>"
    )


def ask_for_correction(office: OfficeUseCases, part: OfficeForm, workspace: Workspace) -> None:
    """Offer to write the one notice of a matter, unless it is the applicant's turn."""
    writing, matter = remembered(Correcting), part.form.matter
    if part.is_waiting or not part.is_running:
        return
    if writing.matter != matter:
        st.button(
            workspace.say("correct.begin"),
            icon=":material/rate_review:",
            key=f"correct_{matter}",
            on_click=writing.turn_to,
            args=(matter,),
        )
        return
    _write(office, part, workspace)


def _write(office: OfficeUseCases, part: OfficeForm, workspace: Workspace) -> None:
    writing = remembered(Correcting)
    with st.container(key="notice"):
        st.html(f"<h4>{escape(workspace.say('correct.title'))}</h4>")
        st.html(f'<p class="muted">{escape(_means(part, workspace))}</p>')
        if writing.trouble is not None:
            trouble, writing.trouble = writing.trouble, None
            with errors_shown(workspace.locale):
                raise trouble
        chosen = _chosen(part, workspace)
        # Sent together: nothing that is typed is lost, and no button moves while it is pressed.
        with st.form("notice_form", border=False, enter_to_submit=False):
            faults = [_fault(place, label, workspace) for place, label in chosen.items()]
            until = ask_day(workspace.say("correct.until"), part.proposed, key="correct_until")
            given = st.form_submit_button(
                workspace.say("correct.give"),
                type="primary",
                icon=":material/send:",
                key="correct_give",
                disabled=not faults,
            )
        st.button(workspace.say("correct.leave"), key="correct_leave", on_click=writing.turn_to)
    if given:
        try:
            writing.notice = office.correcting.draft_notice(
                workspace.session, part.case_number, part.form.matter, faults=faults, until=until
            )
        except ServiceError as error:
            writing.trouble = error
        st.rerun()
    if writing.notice:
        _confirm(office, part, workspace)


def _confirm(office: OfficeUseCases, part: OfficeForm, workspace: Workspace) -> None:
    """Show the whole notice once more and ask: it is legally given once (行政许可法 32)."""
    writing = remembered(Correcting)

    @st.dialog(workspace.say("correct.confirm_title"), width="large", on_dismiss=writing.write_on)
    def ask() -> None:
        st.html(_whole(part, writing.notice, workspace))
        notice = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(
                workspace.say("correct.back"), key="correct_back", on_click=writing.write_on
            ):
                st.rerun()
            sent = st.button(
                workspace.say("correct.confirm"),
                type="primary",
                key="correct_confirm",
                icon=":material/send:",
            )
        if sent:
            with notice, errors_shown(workspace.locale):
                _send(office, part, writing, workspace)

    ask()


def _send(
    office: OfficeUseCases, part: OfficeForm, writing: Correcting, workspace: Workspace
) -> None:
    notice = writing.notice
    if notice:  # a second press of the same button has nothing to send
        office.correcting.ask_for_correction(
            workspace.session,
            part.case_number,
            part.form.matter,
            faults=[correction.fault for correction in notice],
            until=notice[0].until,
        )
        writing.turn_to()
    st.rerun()


def _whole(part: OfficeForm, notice: tuple[Correction, ...], workspace: Workspace) -> str:
    """Return the notice as it goes, item by item."""
    until = notice[0].until.isoformat() if notice else ""
    about = workspace.say(
        "correct.whole", number=part.case_number, matter=part.form.title, n=len(notice), until=until
    )
    items = "".join(
        f"<li><b>{escape(correction.fault.label)}</b><p>{escape(correction.fault.wrong)} → "
        f"{escape(correction.fault.remedy)}</p></li>"
        for correction in notice
    )
    warning = escape(workspace.say("correct.final"))
    return (
        f'<section class="notice"><h4>{escape(about)}</h4><ul>{items}</ul></section>'
        f'<p role="status"><b>{warning}</b></p>'
    )


def _means(part: OfficeForm, workspace: Workspace) -> str:
    once = workspace.say("correct.again" if part.corrections else "correct.once")
    if part.last_day is None:
        return once
    return f"{once} {workspace.say('correct.last_day', day=part.last_day.isoformat())}"


def _chosen(part: OfficeForm, workspace: Workspace) -> dict[str, str]:
    """Return the places that are chosen, with their names."""
    places = places_of(part)
    if part.corrections:
        asked = {correction.fault.place for correction in part.corrections}
        places = {place: label for place, label in places.items() if place in asked}
    chosen = st.multiselect(
        workspace.say("correct.places"),
        list(places),
        key="correct_places",
        format_func=lambda place: plain(places[place]),
        placeholder=workspace.say("correct.choose"),
        select_all=False,  # Enter takes the one that is marked, never all that match
    )
    return {place: places[place] for place in chosen}


def _fault(place: str, label: str, workspace: Workspace) -> Fault:
    """Ask what is wrong with one thing, and how it is mended."""
    wrong, remedy = st.columns(2)
    wrong_words = wrong.text_input(
        workspace.say("correct.wrong", label=plain(label)), key=f"wrong_{place}", max_chars=400
    )
    mended = remedy.text_input(
        workspace.say("correct.remedy"), key=f"remedy_{place}", max_chars=400
    )
    return Fault(place, label, wrong_words or "", mended or "")

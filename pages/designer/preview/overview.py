"""Play the kiosk with the draft: answer its questions, and see everything that comes of it."""

from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.services.designers import DesigningUseCases
from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.rehearse_form import FormRehearsal, rehearse_form
from core.services.staff.keep_accounts import KeepAccounts
from core.themes.editing.situations import save_situation
from pages.designer.choosing import opened_or_chosen
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.preview.fates import materials_shown
from pages.designer.preview.fetching import fetching_in_words
from pages.designer.preview.form_stage import draw_form
from pages.designer.preview.form_table import form_in_words
from pages.designer.preview.office_forms import draw_office_form
from pages.designer.preview.persons import draw_persons
from pages.designer.preview.playing import Play, play_of
from pages.designer.preview.stage import draw_stage
from pages.designer.preview.trial import FormTrial, trial_of
from pages.designer.preview_pane import counts_in_words
from pages.designer.situations.saving import save_change
from pages.designer.timeline import timeline
from pages.designer.trouble import tell_trouble
from pages.designer.wording import shown
from pages.designer.workspace import current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import kept_under

_SIDE_BY_SIDE = "saved_situations"


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    exporting: ExportHandouts | None = None,
) -> None:
    """Show the draft that the address names in the situation that the address names."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "preview")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        play = play_of(designing, workspace, opened)
        with head(play.say("title", name=opened.name), below=play.say("below")):
            _draw_situations(play)
            if exporting is not None and play.rehearsal.is_ready:
                _offer_side_by_side(play, exporting)
            st.button(
                play.say("again"),
                key="rehearsal_again",
                icon=":material/restart_alt:",
                disabled=not (play.rehearsal.answered or play.rehearsal.left_out),
                on_click=play.begin_with,
                args=({}, {}),
            )
        tell_trouble(designing, accounts, workspace)
        _tell_left_out(play)
        trial = trial_of(opened.draft.code)
        filling = _filling_of(play, trial)
        if filling is None:
            _draw_questions(play)
        else:
            _draw_form(play, filling, trial)


def _filling_of(play: Play, trial: FormTrial) -> FormRehearsal | None:
    """Return the form where a page of it is open; what is proposed is filled in once."""
    filling = rehearse_form(play.rehearsal, trial.draft.values) if play.page else None
    if filling is None or not trial.propose(filling.following.proposed):
        return filling
    return rehearse_form(play.rehearsal, trial.draft.values)


def _draw_questions(play: Play) -> None:
    """Draw the question or the guide, what is certain beside it, and the whole below."""
    stage, explained = _side_by_side()
    with stage:
        draw_stage(play)
    with explained:
        _draw_explanation(play)
    _draw_whole(play)


def _draw_form(play: Play, filling: FormRehearsal, trial: FormTrial) -> None:
    """Draw a page of the form, and a department's own form beside it."""
    stage, explained = _side_by_side()
    with stage:
        draw_form(play, filling, trial)
    with explained:
        draw_office_form(play, filling)


def _side_by_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    stage, explained = st.columns([1.45, 1], gap="medium")
    return stage, explained.container(key="rehearsal_told")


def _draw_situations(play: Play) -> None:
    """Let a saved situation, or the typical one, be shown."""
    theme = play.rehearsal.preview.theme
    with st.popover(play.say("situations"), key="rehearsal_situations"):
        st.button(
            play.say("typical"),
            key="rehearsal_typical",
            on_click=play.begin_with,
            args=(dict(theme.typical_answers), {}),
        )
        for place, situation in enumerate(theme.saved_situations):
            st.button(
                shown(situation.name),
                key=f"rehearsal_saved_{place}",
                on_click=play.begin_with,
                args=(dict(situation.answers), dict(situation.parties)),
            )


def _offer_side_by_side(play: Play, exporting: ExportHandouts) -> None:
    """Offer the typical and the saved situations side by side as a file."""
    workspace, opened = play.workspace, play.opened
    standing = workspace.say("board.draft", revision=opened.draft.revision)
    write = partial(
        exporting.theme_file,
        workspace.session,
        _SIDE_BY_SIDE,
        opened.draft.document,
        None,
        standing=standing,
    )
    title = workspace.say(f"handout.name.{_SIDE_BY_SIDE}")
    offer_files(exporting, write, f"{opened.draft.code} {title}", workspace)


def _tell_left_out(play: Play) -> None:
    left_out = play.rehearsal.left_out
    if left_out:
        question = play.rehearsal.preview.catalogue.question
        names = play.workspace.say("preview.comma").join(question(code).text for code in left_out)
        words = play.say("left_out", names=shown(names))
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')


def _draw_explanation(play: Play) -> None:
    """Draw what is certain by now beside the screen, and let the situation be saved."""
    preview, workspace = play.rehearsal.preview, play.workspace
    key = "so_far" if play.rehearsal.question else "in_the_end"
    st.html(f"<h2>{escape(play.say(key))}</h2>{counts_in_words(preview, workspace)}")
    _draw_saving(play)
    draw_persons(play)
    st.html(f"<h3>{escape(play.say('materials'))}</h3>{materials_shown(play)}")


def _draw_saving(play: Play) -> None:
    st.html(f"<h3>{escape(play.say('save_title'))}</h3>")
    if play.rehearsal.question is not None or not play.rehearsal.is_ready:
        st.html(f'<p class="muted">{escape(play.say("save_later"))}</p>')
        return
    st.html(f'<p class="muted">{escape(play.say("save_why"))}</p>')
    with st.form("rehearsal_save", border=False, clear_on_submit=True):
        st.text_input(play.say("save_name"), key="rehearsal_name", max_chars=200)
        st.form_submit_button(
            play.say("save"),
            type="primary",
            key="rehearsal_save_go",
            icon=":material/bookmark_add:",
            on_click=lambda: _save(play, str(kept_under("rehearsal_name") or "")),
        )


def _save(play: Play, name: str) -> None:
    """Save the situation as it comes down now, as a step that can be taken back."""
    workspace, rehearsal = play.workspace, play.rehearsal
    with workspace.refusing():
        answers, outcome = play.designing.checking.outcome(
            workspace.session, play.opened.draft, rehearsal.answers, rehearsal.parties
        )
        change = partial(save_situation, name, answers, outcome, rehearsal.parties)
        save_change(play.designing, workspace, change)


def _draw_whole(play: Play) -> None:
    """Draw what is looked at together: the time line, and every department's form."""
    guide = play.rehearsal.preview.guide
    if guide is None or not guide.matters:
        return
    for name, content in (
        ("time", timeline(play.rehearsal.preview, play.workspace)),
        ("fetching", fetching_in_words(play) if play.rehearsal.fetching else ""),
        ("forms", form_in_words(play)),
    ):
        if not content:
            continue
        with st.container(key=f"rehearsal_{name}"):
            below = escape(play.say(f"{name}_why"))
            st.html(f'<h2>{escape(play.say(name))}</h2><p class="muted">{below}</p>{content}')

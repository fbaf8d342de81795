"""The board (主题看板): matters on the left, the theme in the middle, the applicant's view."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from core.services.designers import DesigningUseCases, LibraryMatter
from core.services.designers.edit_theme import OpenTheme, arrange_theme
from core.services.designers.export_handouts import ExportHandouts
from core.services.designers.keep_terms import LifeToday
from core.services.designers.list_themes import PublishedVersion, has_changes
from core.services.library import LibraryUseCases
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.before_publishing import ProofPage
from pages.designer.board_component import draw_board, opened_on_board, report_of_board
from pages.designer.board_words import board_words
from pages.designer.choosing import opened_or_chosen
from pages.designer.conditions.bringing import draw_brought
from pages.designer.conditions.editing import Editing, editing_of
from pages.designer.conditions.opening import MATTER, open_card, show_card
from pages.designer.conditions.own_conditions import Pages
from pages.designer.conditions.panel import draw_panel
from pages.designer.exporting import offer_theme_files
from pages.designer.frame import head
from pages.designer.moves import Move, accepted_order, read_move
from pages.designer.preview_pane import draw_preview, summary_of
from pages.designer.publishing import ASKING, ask_to_publish, draw_versions, tell_published
from pages.designer.stepping import ASKING as ASKING_STEPS
from pages.designer.stepping import ask_which_step, draw_step_buttons
from pages.designer.trouble import tell_trouble
from pages.designer.wording import clock_time, life_tag, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import tag


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    proof: ProofPage | None = None,
    workshop: Pages | None = None,
    *,
    exporting: ExportHandouts | None = None,
    library: LibraryUseCases | None = None,
) -> None:
    """Show the board of the theme that the address names, or let one be chosen."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "board")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        preview = designing.previewing.preview(
            workspace.session, opened.draft.document, workspace.replaying
        )
        _head(designing, accounts, opened, exporting)
        if workspace.asking == ASKING:
            names = accounts.names(workspace.session)
            ask_to_publish(designing, workspace, names, proof)
        if workspace.asking == ASKING_STEPS:
            ask_which_step(designing, accounts, workspace, opened)
        tell_trouble(designing, accounts, workspace)
        tell_published(workspace)
        with st.container(key="table"):
            card = open_card(preview.theme)
            editing = editing_of(designing, workspace, preview, library)
            places = st.columns([1, 2.35, 0.8] if card else [1.9, 1], gap="medium")
            with places[0]:
                _board(designing, workspace, opened, editing)
            if card:
                with places[1]:
                    draw_panel(editing, card, workshop=workshop)
            with places[-1]:
                draw_brought(editing)
                with st.container(key="preview"):
                    _tell_replaying(workspace)
                    draw_preview(preview, workspace, is_short=card is not None)


def _tell_replaying(workspace: Workspace) -> None:
    """Say that the preview shows a finding's situation, and lead back to the typical one."""
    if workspace.replaying is None:
        return
    with st.container(key="replaying", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{escape(workspace.say("verify.replaying"))}</p>')
        st.button(workspace.say("verify.replay_end"), key="replay_end", on_click=_end_replaying)


def _end_replaying() -> None:
    current_workspace().replaying = None


def _head(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    opened: OpenTheme,
    exporting: ExportHandouts | None,
) -> None:
    workspace = current_workspace()
    versions = designing.listing.versions(workspace.session, opened.draft.code)
    known = designing.publishing.life(workspace.session, opened.draft.code)
    with head(opened.name, _tags(workspace, opened, versions, known)):
        draw_step_buttons(designing, workspace, opened)
        draw_versions(versions, accounts.names(workspace.session), workspace)
        if exporting is not None:
            offer_theme_files(exporting, opened, workspace)
        st.button(
            workspace.say("board.publish"),
            type="primary",
            icon=":material/publish:",
            key="publish",
            on_click=workspace.ask,
            args=(ASKING,),
        )


def _tags(
    workspace: Workspace,
    opened: OpenTheme,
    versions: tuple[PublishedVersion, ...],
    known: LifeToday,
) -> str:
    draft = opened.draft
    published = versions[0].theme if versions else None
    tags = [tag(draft.code)]
    if versions:
        newest, archived = versions[0].number, known.life.archived
        starts_on = known.life.to_come(newest, known.today)
        tags.append(tag(workspace.say("board.published", number=newest), "ok"))
        tags.append(life_tag(archived.day if archived else None, starts_on, workspace))
    else:
        tags.append(tag(workspace.say("work.unpublished")))
    if has_changes(draft, published):
        saved = escape(workspace.say("board.saved_at", time=clock_time(draft.saved_at)))
        tags.append(tag(workspace.say("board.draft", revision=draft.revision), "later"))
        tags.append(f'<span class="muted">{saved}</span>')
    return "".join(tags)


def _board(
    designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme, editing: Editing
) -> None:
    card = open_card(editing.theme)
    library = {matter.code: matter for matter in designing.reading.library(workspace.session)}
    cards = {code: _card(matter, workspace) for code, matter in library.items()}
    chosen = [
        {**(cards.get(code) or _missing(code, workspace)), "share": editing.shares.of_matter(code)}
        for code in opened.matters
    ]
    at = f"{opened.draft.code}.{workspace.revision}.{workspace.locale}"
    draw_board(
        {
            "revision": f"{at}.{card.kind}.{card.code}" if card else at,
            "base": workspace.revision,
            "seen": workspace.seen,
            "words": board_words(workspace),
            "summary": summary_of(editing.preview, workspace),
            "theme": chosen,
            "catalogue": [own for code, own in cards.items() if code not in opened.matters],
            "opened": card.code if card else "",
            "closed": "" if card else workspace.closed,
        },
        on_moved=lambda: take_move(designing, workspace, {*library, *opened.matters}),
        on_opened=_open,
    )


def _open() -> None:
    matter = opened_on_board()
    if matter:
        show_card(MATTER, matter)


def take_move(designing: DesigningUseCases, workspace: Workspace, known: set[str]) -> None:
    """Save what the board tells, or have it drawn as the theme stands."""
    move = read_move(report_of_board())
    if move is None:
        return
    with workspace.refusing():
        _arrange(designing, workspace, move, known)


def _arrange(
    designing: DesigningUseCases, workspace: Workspace, move: Move, known: set[str]
) -> None:
    if workspace.theme is None or move.sequence < workspace.seen:
        return
    workspace.seen, workspace.closed = move.sequence, ""
    order = accepted_order(move, known=known, changed_at=workspace.changed_at)
    if order is None:
        workspace.refuse()
        return
    new = [code for code in order if code not in workspace.theme.matters]
    workspace.put_in = new[-1] if new else workspace.put_in
    workspace.follow(arrange_theme(designing, workspace.session, workspace.theme, order))


def _card(matter: LibraryMatter, workspace: Workspace) -> Mapping[str, Any]:
    name = shown(matter.name)
    days = workspace.say("board.days", n=matter.committed_days)
    about = [matter.department, days, matter.code]
    find = f"{matter.code} {matter.name} {name} {matter.find}".casefold()
    return {"id": matter.code, "name": name, "about": about, "find": find}


def _missing(code: str, workspace: Workspace) -> Mapping[str, Any]:
    return {
        "id": code,
        "name": code,
        "about": [workspace.say("board.missing")],
        "find": code.casefold(),
    }

"""The board (主题看板): matters on the left, the theme in the middle, the applicant's view."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from core.services.designers import DesigningUseCases, LibraryMatter, ThemePreview
from core.services.designers.edit_theme import OpenTheme, arrange_theme, redo_step, undo_step
from core.services.designers.list_themes import PublishedVersion
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.before_publishing import ProofPage
from pages.designer.board_component import draw_board, told_by_board
from pages.designer.board_words import board_words
from pages.designer.choosing import opened_or_chosen
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.moves import accepted_order, read_move
from pages.designer.preview_pane import draw_preview, summary_of
from pages.designer.publishing import ASKING, ask_to_publish, draw_versions, tell_published
from pages.designer.trouble import tell_trouble
from pages.designer.wording import clock_time, shown
from pages.shared.feedback import errors_told
from pages.shared.styling import tag


def page(
    designing: DesigningUseCases, accounts: KeepAccounts, proof: ProofPage | None = None
) -> None:
    """Show the board of the theme that the address names, or let one be chosen."""
    here = desk()
    opened = opened_or_chosen(designing, here, "board")
    if opened is None:
        return
    with errors_told(here.locale):
        preview = designing.previewing.preview(here.session, opened.draft.document, here.replaying)
        _head(designing, accounts, here, opened)
        if here.asking == ASKING:
            ask_to_publish(designing, here, opened, proof)
        tell_trouble(designing, accounts, here)
        tell_published(here)
        with st.container(key="table"):
            left, right = st.columns([1.9, 1], gap="medium")
            with left:
                _board(designing, here, opened, preview)
            with right, st.container(key="preview"):
                _tell_replaying(here)
                draw_preview(preview, here)


def _tell_replaying(here: Desk) -> None:
    """Say that the preview shows a finding's situation, and lead back to the typical one."""
    if here.replaying is None:
        return
    with st.container(key="replaying", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{escape(here.say("verify.replaying"))}</p>')
        st.button(here.say("verify.replay_end"), key="replay_end", on_click=_end_replaying)


def _end_replaying() -> None:
    desk().replaying = None


def _head(
    designing: DesigningUseCases, accounts: KeepAccounts, here: Desk, opened: OpenTheme
) -> None:
    versions = designing.listing.versions(here.session, opened.draft.code)
    with head(opened.name, _tags(here, opened, versions)):
        _step_button(here, "undo", bool(opened.past), lambda: _step(designing, here, undo_step))
        _step_button(here, "redo", bool(opened.future), lambda: _step(designing, here, redo_step))
        draw_versions(versions, accounts.names(here.session), here)
        st.button(
            here.say("board.publish"), type="primary", icon=":material/publish:", key="publish",
            on_click=here.ask, args=(ASKING,),
        )  # fmt: skip


def _tags(here: Desk, opened: OpenTheme, versions: tuple[PublishedVersion, ...]) -> str:
    draft = opened.draft
    tags = [tag(draft.code)]
    if versions:
        tags.append(tag(here.say("board.published", number=versions[0].number), "ok"))
    else:
        tags.append(tag(here.say("work.unpublished")))
    if draft.revision:
        saved = escape(here.say("board.saved_at", time=clock_time(draft.saved_at)))
        tags.append(tag(here.say("board.draft", revision=draft.revision), "later"))
        tags.append(f'<span class="muted">{saved}</span>')
    return "".join(tags)


def _step_button(here: Desk, name: str, possible: bool, step: Callable[[], None]) -> None:
    st.button(
        here.say(f"board.{name}"), icon=f":material/{name}:", key=name,
        disabled=not possible, on_click=step,
    )  # fmt: skip


def _step(designing: DesigningUseCases, here: Desk, take: Callable[..., OpenTheme]) -> None:
    if here.theme is None:
        return
    with here.refusing():
        here.lay_out(take(designing, here.session, here.theme))


def _board(
    designing: DesigningUseCases, here: Desk, opened: OpenTheme, preview: ThemePreview
) -> None:
    library = {matter.code: matter for matter in designing.reading.library(here.session)}
    cards = {code: _card(matter, here) for code, matter in library.items()}
    chosen = [cards.get(code) or _missing(code, here) for code in opened.matters]
    draw_board(
        {
            "revision": f"{opened.draft.code}.{here.revision}.{here.locale}",
            "base": here.revision,
            "seen": here.seen,
            "words": board_words(here),
            "summary": summary_of(preview, here),
            "theme": chosen,
            "catalogue": [card for code, card in cards.items() if code not in opened.matters],
        },
        on_moved=lambda: take_move(designing, here, {*library, *opened.matters}),
    )


def take_move(designing: DesigningUseCases, here: Desk, known: set[str]) -> None:
    """Save what the board tells, or have it drawn as the theme stands."""
    move = read_move(told_by_board())
    if move is None or here.theme is None:
        return
    here.seen = move.sequence
    order = accepted_order(move, known=known, changed_at=here.changed_at)
    if order is None:
        here.refuse()
        return
    with here.refusing():
        here.follow(arrange_theme(designing, here.session, here.theme, order))


def _card(matter: LibraryMatter, here: Desk) -> Mapping[str, Any]:
    name = shown(matter.name)
    days = here.say("board.days", n=matter.committed_days)
    about = [matter.department, days, matter.code]
    find = f"{matter.code} {matter.name} {name} {matter.department}".casefold()
    return {"id": matter.code, "name": name, "about": about, "find": find}


def _missing(code: str, here: Desk) -> Mapping[str, Any]:
    return {"id": code, "name": code, "about": [here.say("board.missing")], "find": code.casefold()}

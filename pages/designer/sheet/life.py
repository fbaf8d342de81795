"""Where a theme goes on from: a version that was published, or a theme of its own like it."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.services.designers import PublishedVersion
from core.services.designers.edit_theme import discard_changes, open_draft, restore_version
from core.services.designers.list_themes import has_changes
from core.services.theme_documents import document_of
from pages.designer.choosing import PARAMETER
from pages.designer.merging import draw_newer
from pages.designer.sheet.editing import Sheet
from pages.designer.sheet.ending import days_in_words, draw_ending, draw_rescheduling
from pages.designer.wording import moment, who
from pages.shared.feedback import errors_shown


def draw_life(sheet: Sheet, names: Mapping[str, str]) -> None:
    """Let a published version be restored, and a theme be begun as this one stands."""
    session, code = sheet.workspace.session, sheet.theme.code
    versions = sheet.designing.listing.versions(session, code)
    known = sheet.designing.publishing.life(session, code)
    words = "restore_why" if versions else "no_versions"
    st.html(f'<p class="muted">{escape(sheet.say(words))}</p>')
    for version in versions:
        days = days_in_words(sheet, known, version.number, versions[0].number)
        _draw_version(sheet, version, names, days)
        draw_rescheduling(sheet, known, version.number)
    if versions:
        draw_ending(sheet, known)
    published = versions[0].theme if versions else None
    if has_changes(sheet.opened.draft, published):
        _ask_to_discard(sheet, names, is_published=bool(versions))
    _draw_copying(sheet)


def _draw_version(
    sheet: Sheet, version: PublishedVersion, names: Mapping[str, str], days: str
) -> None:
    workspace, number = sheet.workspace, version.number
    with st.container(key=f"restore_row_{number}", horizontal=True, vertical_alignment="center"):
        words = sheet.say(
            "version",
            version=workspace.say("work.version", number=number),
            at=moment(version.published_at),
            by=who(version.published_by, names, workspace),
        )
        st.html(f"<p>{escape(words + days)}</p>")
        is_same = document_of(version.theme) == sheet.opened.draft.document
        st.button(
            sheet.say("as_draft" if is_same else "restore", number=number),
            key=f"restore_{number}",
            disabled=is_same,
            on_click=_restore,
            args=(sheet, number),
        )


def _restore(sheet: Sheet, number: int) -> None:
    workspace = sheet.workspace
    with workspace.refusing():
        if workspace.theme is not None:
            workspace.lay_out(
                restore_version(sheet.designing, workspace.session, workspace.theme, number=number)
            )


def _ask_to_discard(sheet: Sheet, names: Mapping[str, str], *, is_published: bool) -> None:
    """Say what is lost, of others too, and what is not, above the button."""
    kind = "published" if is_published else "new"
    with st.popover(sheet.say("discard_ask"), key="discard_ask", icon=":material/delete:"):
        if draw_newer(sheet.designing, sheet.workspace, names, key="discard"):
            return
        st.html(f"<p>{escape(sheet.say(f'discard_{kind}'))}</p>")
        st.button(sheet.say("discard"), key="discard_go", on_click=_discard, args=(sheet,))


def _discard(sheet: Sheet) -> None:
    workspace = sheet.workspace
    with workspace.refusing():
        if workspace.theme is None:
            return
        left = discard_changes(sheet.designing, workspace.session, workspace.theme)
        if left.draft.revision == workspace.theme.draft.revision:
            workspace.clear()
            st.query_params.pop(PARAMETER, None)
        else:
            workspace.lay_out(left)


def _draw_copying(sheet: Sheet) -> None:
    """Ask for the name of the copy; the copy is opened in place of the theme."""
    workspace, code = sheet.workspace, sheet.theme.code
    with st.form(f"copy_{code}", border=False):
        name = st.text_input(
            sheet.say("copy_name"),
            value=sheet.say("copy_of", name=sheet.theme.name),
            key=f"copy_name_{code}",
            max_chars=max(100, len(sheet.theme.name) + 10),
        )
        pressed = st.form_submit_button(sheet.say("copy"), key="copy_go")
    if not pressed:
        return
    with errors_shown(workspace.locale):
        if not (name or "").strip():
            st.html(f'<p role="alert">{escape(workspace.say("new.name_missing"))}</p>')
            return
        draft = sheet.designing.drafting.copy(workspace.session, code, name=name or "")
        workspace.lay_out(open_draft(sheet.designing, workspace.session, draft.code))
        st.query_params[PARAMETER] = draft.code
        st.rerun()

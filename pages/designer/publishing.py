"""Publish a theme for the kiosk, and look back at what was published."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from core.errors import StaleDraftError
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.list_themes import PublishedVersion
from core.services.designers.look_before_publishing import BeforePublishing
from core.services.queries.compare_versions import VersionComparison
from pages.designer.before_publishing import (
    ProofPage,
    ask_first_day,
    confirm_losses,
    tell_situations,
    tell_warnings,
)
from pages.designer.changes import draw_changes
from pages.designer.merging import draw_newer
from pages.designer.wording import moment, shown, who
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell

ASKING = "publish"
"""The name of the dialog."""


def ask_to_publish(
    designing: DesigningUseCases,
    workspace: Workspace,
    names: Mapping[str, str],
    proof: ProofPage | None = None,
) -> None:
    """Say in a dialog what publishing means, and publish when it is confirmed.

    What the version loses and what warnings are open is confirmed on its own. What others saved
    meanwhile is taken in first, and looked at anew.
    """

    @st.dialog(workspace.say("publish.title"), width="large", on_dismiss=workspace.ask)
    def ask() -> None:
        opened = workspace.theme
        with errors_shown(workspace.locale):
            if opened is None or draw_newer(designing, workspace, names, key="publish"):
                return
            look = designing.publishing.before_publishing(workspace.session, opened.draft)
            _tell_meaning(look, opened, workspace)
            changes = _changes(designing, workspace, opened)
            if changes is not None:
                draw_changes(changes, workspace)
            meant = confirm_losses(look, workspace)
            tell_warnings(look, workspace, proof)
            tell_situations(look, workspace)
            first_day = ask_first_day(look, workspace)
            notice = st.container()
            if _confirmed(workspace, len(look.proof.open_warnings)):
                with notice:
                    _publish(look, designing, workspace, opened, meant=meant, first_day=first_day)

    ask()


def _changes(
    designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme
) -> VersionComparison | None:
    draft = opened.draft
    return designing.publishing.changes(workspace.session, draft.code) if draft.revision else None


def _tell_meaning(look: BeforePublishing, opened: OpenTheme, workspace: Workspace) -> None:
    name, matters = shown(opened.name), len(opened.matters)
    what = workspace.say("publish.what", name=name, number=look.number, matters=matters)
    st.html(f"<p><b>{escape(what)}</b></p>")
    if look.archived is None:
        st.html(f"<p>{escape(workspace.say('publish.means'))}</p>")
    else:
        words = workspace.say("publish.means_archived", day=look.archived.day)
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')


def _confirmed(workspace: Workspace, warnings: int) -> bool:
    """Ask for the word; with open warnings it is given knowingly."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(workspace.say("publish.cancel"), key="publish_cancel", on_click=workspace.ask):
            st.rerun()
        words = "publish.confirm_knowingly" if warnings else "publish.confirm"
        return st.button(workspace.say(words, n=warnings), type="primary", key="publish_confirm")


def _publish(
    look: BeforePublishing,
    designing: DesigningUseCases,
    workspace: Workspace,
    opened: OpenTheme,
    *,
    meant: bool,
    first_day: date,
) -> None:
    if not meant:
        tell(workspace.say("publish.losses_unconfirmed"))
        return
    draft = opened.draft
    with errors_shown(workspace.locale):
        try:
            version = designing.publishing.publish(
                workspace.session, draft.code, revision=draft.revision, effective_on=first_day
            )
        except StaleDraftError:
            if designing.merging.news(workspace.session, draft) is None:
                raise
            st.rerun(scope="fragment")  # the dialog says what somebody saved a moment ago
        later = first_day if first_day > look.today else None
        workspace.published = version.version, later
        workspace.ask()
        st.rerun()


def tell_published(workspace: Workspace) -> None:
    """Say that the theme was published a moment ago, and from which day it is used."""
    if workspace.published is not None:
        number, later = workspace.published
        words = workspace.say(
            "publish.done_later" if later else "publish.done", number=number, day=later
        )
        st.html(f'<p class="note" role="status">{escape(words)}</p>')


def draw_versions(
    versions: Sequence[PublishedVersion], names: Mapping[str, str], workspace: Workspace
) -> None:
    """Show every version with who published it and when."""
    with st.popover(workspace.say("versions.title"), icon=":material/history:", key="versions"):
        if not versions:
            st.html(f'<p class="muted">{escape(workspace.say("versions.none"))}</p>')
            return
        lines = "".join(_version(version, names, workspace) for version in versions)
        st.html(f'<ol class="versions">{lines}</ol>')


def _version(version: PublishedVersion, names: Mapping[str, str], workspace: Workspace) -> str:
    number = escape(workspace.say("work.version", number=version.number))
    by = escape(who(version.published_by, names, workspace))
    count = escape(workspace.say("work.count", n=version.matters))
    return (
        f"<li><b>{number}</b><span>{escape(moment(version.published_at))}</span>"
        f"<small>{by} · {count}</small></li>"
    )

"""Publish a theme for the kiosk, and look back at what was published."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.list_themes import PublishedVersion
from core.services.queries.compare_versions import Comparison
from pages.designer.before_publishing import ProofPage, confirm_losses, tell_warnings
from pages.designer.changes import draw_changes
from pages.designer.desk import Desk
from pages.designer.wording import moment, shown, who
from pages.shared.feedback import errors_told, tell

ASKING = "publish"
"""The name of the dialog."""


def ask_to_publish(
    designing: DesigningUseCases, here: Desk, opened: OpenTheme, proof: ProofPage | None = None
) -> None:
    """Say in a dialog what publishing means, and publish when it is confirmed.

    What the version loses and what warnings are open is confirmed on its own.
    """

    @st.dialog(here.say("publish.title"), width="large", on_dismiss=here.ask)
    def ask() -> None:
        with errors_told(here.locale):
            look = designing.publishing.before_publishing(here.session, opened.draft)
            _tell_meaning(look.number, opened, here)
            changes = _changes(designing, here, opened)
            if changes is not None:
                draw_changes(changes, here)
            meant = confirm_losses(look, here)
            tell_warnings(look, here, proof)
            told = st.container()
            if _confirmed(here, len(look.proof.open_warnings)):
                with told:
                    _publish(designing, here, opened, meant=meant)

    ask()


def _changes(designing: DesigningUseCases, here: Desk, opened: OpenTheme) -> Comparison | None:
    draft = opened.draft
    return designing.publishing.changes(here.session, draft.code) if draft.revision else None


def _tell_meaning(number: int, opened: OpenTheme, here: Desk) -> None:
    name, matters = shown(opened.name), len(opened.matters)
    what = here.say("publish.what", name=name, number=number, matters=matters)
    st.html(f"<p><b>{escape(what)}</b></p><p>{escape(here.say('publish.means'))}</p>")


def _confirmed(here: Desk, warnings: int) -> bool:
    """Ask for the word; with open warnings it is given knowingly."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(here.say("publish.cancel"), key="publish_cancel", on_click=here.ask):
            st.rerun()
        words = "publish.confirm_knowingly" if warnings else "publish.confirm"
        return st.button(here.say(words, n=warnings), type="primary", key="publish_confirm")


def _publish(designing: DesigningUseCases, here: Desk, opened: OpenTheme, *, meant: bool) -> None:
    if not meant:
        tell(here.say("publish.losses_unconfirmed"))
        return
    draft = opened.draft
    with errors_told(here.locale):
        version = designing.publishing.publish(here.session, draft.code, revision=draft.revision)
        here.published = version.version
        here.ask()
        st.rerun()


def tell_published(here: Desk) -> None:
    """Say that the theme was published a moment ago."""
    if here.published is not None:
        told = here.say("publish.done", number=here.published)
        st.html(f'<p class="note" role="status">{escape(told)}</p>')


def draw_versions(
    versions: Sequence[PublishedVersion], names: Mapping[str, str], here: Desk
) -> None:
    """Show every version with who published it and when."""
    with st.popover(here.say("versions.title"), icon=":material/history:", key="versions"):
        if not versions:
            st.html(f'<p class="muted">{escape(here.say("versions.none"))}</p>')
            return
        lines = "".join(_version(version, names, here) for version in versions)
        st.html(f'<ol class="versions">{lines}</ol>')


def _version(version: PublishedVersion, names: Mapping[str, str], here: Desk) -> str:
    number = escape(here.say("work.version", number=version.number))
    by = escape(who(version.published_by, names, here))
    count = escape(here.say("work.count", n=version.matters))
    return (
        f"<li><b>{number}</b><span>{escape(moment(version.published_at))}</span>"
        f"<small>{by} · {count}</small></li>"
    )

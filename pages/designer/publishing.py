"""Publish a theme for the kiosk, and look back at what was published."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core.services.designer import DesignerService
from core.services.designer.edit_theme import OpenTheme
from core.services.designer.lists import PublishedVersion
from pages.designer.changes import draw_changes
from pages.designer.desk import Desk
from pages.designer.wording import moment, shown, who
from pages.shared.feedback import errors_told

ASKING = "publish"
"""The name of the dialog."""


def ask_to_publish(service: DesignerService, here: Desk, opened: OpenTheme) -> None:
    """Say in a dialog what publishing means, and publish when it is confirmed."""

    @st.dialog(here.say("publish.title"), on_dismiss=here.ask)
    def ask() -> None:
        versions = service.versions(opened.draft.code)
        number = versions[0].number + 1 if versions else 1
        what = here.say(
            "publish.what", name=shown(opened.name), number=number, matters=len(opened.matters)
        )
        st.html(f"<p><b>{escape(what)}</b></p><p>{escape(here.say('publish.means'))}</p>")
        changes = service.changes(opened.draft.code)
        if changes is not None:
            draw_changes(changes, here)
        told = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(here.say("publish.cancel"), key="publish_cancel", on_click=here.ask):
                st.rerun()
            pressed = st.button(here.say("publish.confirm"), type="primary", key="publish_confirm")
        if pressed:
            with told, errors_told(here.locale):
                here.published = service.publish(opened.draft.code, by=here.by).version
                here.ask()
                st.rerun()

    ask()


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

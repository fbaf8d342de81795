"""What every page of the designer has: the styles, the sidebar, the head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import translate
from core.staff.models import StaffMember
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.languages import offer_languages
from pages.shared.styling import begin_at_top, dress

_STYLES = ("common.css", "designer.css", "office.css", "window.css", "watch.css", "training.css")
_OVERWRITTEN = ("skip", "browse", "limit")
"""Words of Streamlit that the styles write over, as ``designer.overwritten.*``."""


def style_workspace(workspace: Workspace) -> None:
    """Put on the styles, and tell screen readers the language."""
    words = {name: workspace.say(f"overwritten.{name}") for name in _OVERWRITTEN}
    dress(_STYLES, locale=workspace.locale, words=words)
    begin_at_top(workspace.locale)


def draw_sidebar(
    page_groups: Mapping[str, Sequence[StreamlitPage]],
    current: StreamlitPage,
    workspace: Workspace,
    log_out: Callable[[], None],
) -> None:
    """Draw the way to every page, who is workspace, and the way out."""
    with st.sidebar, st.container(key="side"):
        st.html(brand(workspace))
        with st.container(key="rooms"):
            for group, pages in page_groups.items():
                if not pages:
                    continue
                st.html(f'<p class="navhead">{escape(workspace.say(f"nav.{group}"))}</p>')
                for page in pages:
                    _way_to(page, is_here=page.url_path == current.url_path)
        with st.container(key="me"):
            if workspace.person:
                st.html(_who_is_here(workspace.person, workspace))
            offer_languages(workspace.locale, workspace.speak, width="stretch")
            st.button(
                workspace.say("nav.log_out"),
                icon=":material/logout:",
                key="log_out",
                on_click=log_out,
                width="stretch",
            )


def _way_to(page: StreamlitPage, *, is_here: bool) -> None:
    with st.container(key=f"nav_here_{page.url_path}" if is_here else None):
        st.page_link(page, width="stretch")


def brand(workspace: Workspace) -> str:
    """Return the mark of the house as HTML."""
    name, about = escape(workspace.say("name")), escape(workspace.say("about"))
    return f'<div class="brand"><i></i><div>{name}<small>{about}</small></div></div>'


def _who_is_here(person: StaffMember, workspace: Workspace) -> str:
    roles = "<br>".join(
        escape(translate(f"designer.role.{role.value}", workspace.locale)) for role in person.roles
    )
    return f'<p class="whoami">{escape(person.display_name)}<small>{roles}</small></p>'


@contextmanager
def head(title: str, tags: str = "", below: str = "") -> Iterator[None]:
    """Draw the head of a page; what is drawn inside stands at its right end.

    ``tags`` is HTML; title and the line ``below`` are escaped workspace.
    """
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="deskbar",
    ):
        under = f'<p class="muted">{escape(below)}</p>' if below else ""
        st.html(
            f'<div class="deskhead"><h1>{escape(shown(title))}</h1>{tags}</div>{under}',
            width="content",
        )
        with st.container(horizontal=True, width="content", key="deskact"):
            yield

"""What every page of the designer has: the styles, the sidebar, the head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import translate
from core.staff.models import StaffMember
from pages.designer.desk import Desk
from pages.designer.wording import shown
from pages.shared.languages import offer_languages
from pages.shared.styling import begin_at_top, dress

_STYLES = ("common.css", "designer.css")
_OVERWRITTEN = ("skip", "browse", "limit")
"""Words of Streamlit that the styles write over, as ``designer.overwritten.*``."""


def dress_desk(here: Desk) -> None:
    """Put on the styles, and tell screen readers the language."""
    words = {name: here.say(f"overwritten.{name}") for name in _OVERWRITTEN}
    dress(_STYLES, locale=here.locale, words=words)
    begin_at_top(here.locale)


def draw_sidebar(
    rooms: Mapping[str, Sequence[StreamlitPage]],
    current: StreamlitPage,
    here: Desk,
    log_out: Callable[[], None],
) -> None:
    """Draw the way to every page, who is here, and the way out."""
    with st.sidebar, st.container(key="side"):
        st.html(brand(here))
        with st.container(key="rooms"):
            for group, pages in rooms.items():
                if not pages:
                    continue
                st.html(f'<p class="navhead">{escape(here.say(f"nav.{group}"))}</p>')
                for page in pages:
                    _way_to(page, is_here=page.url_path == current.url_path)
        with st.container(key="me"):
            if here.person:
                st.html(_who_is_here(here.person, here))
            offer_languages(here.locale, here.speak, width="stretch")
            st.button(
                here.say("nav.log_out"), icon=":material/logout:", key="log_out",
                on_click=log_out, width="stretch",
            )  # fmt: skip


def _way_to(page: StreamlitPage, *, is_here: bool) -> None:
    with st.container(key=f"nav_here_{page.url_path}" if is_here else None):
        st.page_link(page, width="stretch")


def brand(here: Desk) -> str:
    """Return the mark of the house as HTML."""
    name, about = escape(here.say("name")), escape(here.say("about"))
    return f'<div class="brand"><i></i><div>{name}<small>{about}</small></div></div>'


def _who_is_here(person: StaffMember, here: Desk) -> str:
    roles = "<br>".join(
        escape(translate(f"designer.role.{role.value}", here.locale)) for role in person.roles
    )
    return f'<p class="whoami">{escape(person.display_name)}<small>{roles}</small></p>'


@contextmanager
def head(title: str, tags: str = "", below: str = "") -> Iterator[None]:
    """Draw the head of a page; what is drawn inside stands at its right end.

    ``tags`` is HTML; title and the line ``below`` are escaped here.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute",
        key="deskbar",
    ):  # fmt: skip
        under = f'<p class="muted">{escape(below)}</p>' if below else ""
        st.html(
            f'<div class="deskhead"><h1>{escape(shown(title))}</h1>{tags}</div>{under}',
            width="content",
        )
        with st.container(horizontal=True, width="content", key="deskact"):
            yield

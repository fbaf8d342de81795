"""My work (我的工作): every theme, what is published of it and what is in the making."""

from collections.abc import Mapping
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designers import DesigningUseCases, ThemeSummary
from core.services.designers.list_themes import find_themes
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import PARAMETER, take_from_list
from pages.designer.creating import ASKING, ask_for_theme
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.wording import moment, shown, who
from pages.shared.feedback import errors_told, tell
from pages.shared.styling import tag

_COLUMNS = ("theme", "matters", "published", "draft", "changed")


def page(designing: DesigningUseCases, accounts: KeepAccounts, board: StreamlitPage) -> None:
    """Show the list of themes; one of them is opened on the board."""
    here = desk()
    with errors_told(here.locale):
        themes = designing.listing.themes(here.session)
        in_making = sum(theme.revision is not None for theme in themes)
        below = here.say("work.below", themes=len(themes), drafts=in_making)
        with head(here.say("nav.work"), below=below):
            st.button(
                here.say("work.new"), type="primary", icon=":material/add:", key="new",
                on_click=here.ask, args=(ASKING,),
            )  # fmt: skip
        spoilt = designing.listing.set_aside(here.session)
        if spoilt:
            tell(here.say("work.set_aside", count=len(spoilt)), spoilt)
        if here.asking == ASKING:
            ask_for_theme(designing, here, board)
        words = st.text_input(
            here.say("work.search"), key="work_search", type="search", live=True,
            placeholder=here.say("work.search"), label_visibility="collapsed", width=420,
        )  # fmt: skip
        found = find_themes(themes, words or "")
        if not found:
            st.html(f'<p class="empty" role="status">{escape(here.say("work.none"))}</p>')
            return
        names = accounts.names(here.session)
        with st.container(key="themes"):
            st.html(_heads(here))
            for theme in found:
                with st.container(key=f"row_{theme.code}", horizontal=True):
                    st.html(_row(theme, here, names))
                    if st.button(here.say("work.open", code=theme.code), key=f"open_{theme.code}"):
                        take_from_list(designing, here, theme.code)
                        st.switch_page(board, query_params={PARAMETER: theme.code})


def _heads(here: Desk) -> str:
    heads = "".join(f"<span>{escape(here.say(f'work.{name}'))}</span>" for name in _COLUMNS)
    return f'<div class="row rowhead" aria-hidden="true">{heads}</div>'


def _row(theme: ThemeSummary, here: Desk, names: Mapping[str, str]) -> str:
    changed = moment(theme.changed_at) if theme.changed_at else ""
    cells = {
        "theme": f"<b>{escape(shown(theme.name))}</b><small>{escape(theme.code)}</small>",
        "matters": escape(here.say("work.count", n=theme.matters)),
        "published": _published(theme, here),
        "draft": _draft(theme, here),
        "changed": f"{escape(changed)}<small>{escape(who(theme.changed_by, names, here))}</small>",
    }
    told = "".join(
        f'<div><span class="heard">{escape(here.say(f"work.{name}"))}</span>{cell}</div>'
        for name, cell in cells.items()
    )
    return f'<div class="row">{told}</div>'


def _published(theme: ThemeSummary, here: Desk) -> str:
    if theme.published is None:
        return tag(here.say("work.unpublished"))
    return tag(here.say("work.version", number=theme.published), "ok")


def _draft(theme: ThemeSummary, here: Desk) -> str:
    if theme.revision is None:
        return f'<span class="muted">{escape(here.say("work.no_draft"))}</span>'
    return tag(here.say("work.revision", number=theme.revision), "later")

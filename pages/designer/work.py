"""My work (我的工作): every theme, what is published of it and what is in the making."""

from collections.abc import Mapping
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import listed
from core.services.designers import DesigningUseCases, ThemeSummary
from core.services.designers.import_package import ImportPackage
from core.services.designers.list_themes import find_themes
from core.services.staff.keep_accounts import KeepAccounts
from core.themes.editing.sheet import namesakes
from pages.designer.choosing import PARAMETER, take_from_list
from pages.designer.creating import ASKING, ask_for_theme
from pages.designer.frame import head
from pages.designer.taking import ASKING as ASKING_PACKAGE
from pages.designer.taking import ask_for_package
from pages.designer.wording import life_tag, moment, shown, who
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.styling import tag

_COLUMNS = ("theme", "matters", "published", "draft", "changed")


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    board: StreamlitPage,
    packages: ImportPackage | None = None,
) -> None:
    """Show the list of themes; one of them is opened on the board."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        themes = designing.listing.themes(workspace.session)
        in_making = sum(theme.revision is not None for theme in themes)
        below = workspace.say("work.below", themes=len(themes), drafts=in_making)
        with head(workspace.say("nav.work"), below=below):
            _offer_package(packages, workspace)
            st.button(
                workspace.say("work.new"),
                type="primary",
                icon=":material/add:",
                key="new",
                on_click=workspace.ask,
                args=(ASKING,),
            )
        spoilt = designing.listing.set_aside(workspace.session)
        if spoilt:
            tell(workspace.say("work.set_aside", count=len(spoilt)), spoilt)
        if workspace.asking == ASKING:
            ask_for_theme(designing, workspace, board)
        ask_for_package(packages, workspace, board)
        words = st.text_input(
            workspace.say("work.search"),
            key="work_search",
            type="search",
            live=True,
            placeholder=workspace.say("work.search"),
            label_visibility="collapsed",
            width=420,
        )
        _offer_discarded(designing, workspace)
        found = find_themes(themes, words or "")
        if not found:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("work.none"))}</p>')
            return
        names = accounts.names(workspace.session)
        called = {theme.code: theme.name for theme in themes}
        with st.container(key="themes"):
            st.html(_heads(workspace))
            for theme in found:
                with st.container(key=f"row_{theme.code}", horizontal=True):
                    st.html(_row(theme, workspace, names, called))
                    if st.button(
                        workspace.say("work.open", code=theme.code), key=f"open_{theme.code}"
                    ):
                        take_from_list(designing, workspace, theme.code)
                        st.switch_page(board, query_params={PARAMETER: theme.code})


def _offer_package(packages: ImportPackage | None, workspace: Workspace) -> None:
    """Offer to take a theme from another installation."""
    if packages is not None:
        st.button(
            workspace.say("package.open"),
            icon=":material/unarchive:",
            key="package",
            on_click=workspace.ask,
            args=(ASKING_PACKAGE,),
        )


def _offer_discarded(designing: DesigningUseCases, workspace: Workspace) -> None:
    """List the drafts that were put away lately, each with a way to get it back."""
    discarded = designing.drafting.discarded(workspace.session)
    if not discarded:
        return
    with st.popover(workspace.say("work.discarded", n=len(discarded)), key="discarded"):
        for draft in discarded:
            words = workspace.say("work.discarded_until", name=draft.name, until=draft.until)
            st.html(f"<p>{escape(shown(words))}</p>")
            st.button(
                workspace.say("work.recover", code=draft.code),
                key=f"recover_{draft.code}",
                on_click=_recover,
                args=(designing, workspace, draft.code),
            )


def _recover(designing: DesigningUseCases, workspace: Workspace, code: str) -> None:
    with workspace.refusing():
        designing.drafting.recover(workspace.session, code)


def _heads(workspace: Workspace) -> str:
    heads = "".join(f"<span>{escape(workspace.say(f'work.{name}'))}</span>" for name in _COLUMNS)
    return f'<div class="row rowhead" aria-hidden="true">{heads}</div>'


def _same_name(theme: ThemeSummary, called: Mapping[str, str], workspace: Workspace) -> str:
    """Return which other themes have the same name, or nothing."""
    same = namesakes(called, theme.name, but=[theme.code])
    names = listed(list(same), workspace.locale)
    return tag(workspace.say("work.same_name", codes=names), "later") if same else ""


def _row(
    theme: ThemeSummary,
    workspace: Workspace,
    names: Mapping[str, str],
    called: Mapping[str, str],
) -> str:
    changed = moment(theme.changed_at) if theme.changed_at else ""
    changed_by = who(theme.changed_by, names, workspace)
    cells = {
        "theme": f"<b>{escape(shown(theme.name))}</b><small>{escape(theme.code)}</small>"
        + _same_name(theme, called, workspace),
        "matters": escape(workspace.say("work.count", n=theme.matters)),
        "published": _published(theme, workspace),
        "draft": _draft(theme, workspace),
        "changed": f"{escape(changed)}<small>{escape(changed_by)}</small>",
    }
    cells_reported = "".join(
        f'<div><span class="heard">{escape(workspace.say(f"work.{name}"))}</span>{cell}</div>'
        for name, cell in cells.items()
    )
    return f'<div class="row">{cells_reported}</div>'


def _published(theme: ThemeSummary, workspace: Workspace) -> str:
    if theme.published is None:
        return tag(workspace.say("work.unpublished"))
    return tag(workspace.say("work.version", number=theme.published), "ok") + life_tag(
        theme.archived_on, theme.starts_on, workspace
    )


def _draft(theme: ThemeSummary, workspace: Workspace) -> str:
    if theme.revision is None:
        return f'<span class="muted">{escape(workspace.say("work.no_draft"))}</span>'
    return tag(workspace.say("work.revision", number=theme.revision), "later")

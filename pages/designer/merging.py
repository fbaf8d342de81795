"""Two people work on one draft: tell what the other changed, and have conflicts settled."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core.errors import ConflictingChangesError
from core.i18n import listed
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import open_draft, settle_conflicts
from core.services.designers.merge_draft import DraftNews, MergeAttempt
from core.services.staff.keep_accounts import KeepAccounts
from core.themes.editing.merge_words import MergeWords
from core.themes.editing.merging import Choice, PlaceConflict, Side
from core.themes.editing.named_parts import PlaceChange
from pages.designer.wording import clock_time, shown, who
from pages.designer.workspace import ASKING_MERGE, Workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain

_EVERY_SECONDS = 8
_MOST_LINES = 5


def tell_news(designing: DesigningUseCases, accounts: KeepAccounts, workspace: Workspace) -> None:
    """Say what came in with the last change, and watch for what is saved from now on."""
    if workspace.news is not None:
        words = MergeWords(designing.reading.catalogue(workspace.session), workspace.locale)
        people = _people(workspace.news, accounts, workspace)
        lines = [
            words.phrase("theirs", who=people, what=line)
            for line in _lines(workspace.news.changes, words)
        ]
        lines += [words.phrase("yours", what=line) for line in _lines(workspace.news.own, words)]
        _note(words.phrase("came_in", who=people, time=clock_time(workspace.news.at)), lines)
    if workspace.trouble is None:
        st.fragment(run_every=_EVERY_SECONDS)(_watch)(designing, accounts, workspace)


def _watch(designing: DesigningUseCases, accounts: KeepAccounts, workspace: Workspace) -> None:
    """Look whether somebody saved the open draft; only this part of the page is drawn again."""
    with errors_shown(workspace.locale):
        opened = workspace.theme
        news = opened and designing.merging.news(workspace.session, opened.draft)
        if not news:
            return
        words = MergeWords(designing.reading.catalogue(workspace.session), workspace.locale)
        people = _people(news, accounts, workspace)
        with st.container(key="news"):
            head = words.phrase("newer", who=people, time=clock_time(news.at))
            _note(head, _lines(news.changes, words))
            st.button(
                words.phrase("take_in"),
                icon=":material/refresh:",
                key="take_in",
                on_click=_take_in,
                args=(designing, workspace),
            )


def draw_newer(
    designing: DesigningUseCases, workspace: Workspace, names: Mapping[str, str], *, key: str
) -> bool:
    """Say what others saved since the theme was opened, and offer to go on from there.

    Return whether they did: what cannot be merged, as publishing, begins from the newest draft.
    """
    opened = workspace.theme
    news = opened and designing.merging.news(workspace.session, opened.draft)
    if not news:
        return False
    words = MergeWords(designing.reading.catalogue(workspace.session), workspace.locale)
    people = listed([who(person, names, workspace) for person in news.people], workspace.locale)
    _note(words.phrase("first", who=people, time=clock_time(news.at)), _lines(news.changes, words))
    st.button(
        words.phrase("go_on"),
        icon=":material/call_merge:",
        key=f"go_on_{key}",
        on_click=_take_in,
        args=(designing, workspace),
    )
    return True


def _take_in(designing: DesigningUseCases, workspace: Workspace) -> None:
    with workspace.refusing():
        workspace.lay_out(open_draft(designing, workspace.session, workspace.code))


def _people(news: DraftNews, accounts: KeepAccounts, workspace: Workspace) -> str:
    names = accounts.names(workspace.session)
    return listed([who(person, names, workspace) for person in news.people], workspace.locale)


def _lines(changes: Sequence[PlaceChange], words: MergeWords) -> list[str]:
    lines = [words.change(change) for change in changes[:_MOST_LINES]]
    more = len(changes) - len(lines)
    return [*lines, words.phrase("more", n=more)] if more else lines


def _note(head: str, lines: Sequence[str]) -> None:
    items = "".join(f"<li>{escape(shown(line))}</li>" for line in lines)
    st.html(f'<div class="note" role="status"><p>{escape(head)}</p><ul>{items}</ul></div>')


# --- Conflicts


def ask_which_to_keep(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    workspace: Workspace,
    trouble: ConflictingChangesError,
) -> None:
    """Show both sentences of every conflict side by side in a dialog, to choose one of each."""
    attempt: MergeAttempt = trouble.attempt
    st.button(
        workspace.say("merge.choose"),
        icon=":material/call_merge:",
        key="choose_merge",
        on_click=workspace.ask,
        args=(ASKING_MERGE,),
    )
    if workspace.asking != ASKING_MERGE:
        return
    words = MergeWords(designing.reading.catalogue(workspace.session), workspace.locale)
    people = _people(attempt.news, accounts, workspace)

    @st.dialog(words.phrase("title"), width="large", on_dismiss=workspace.ask)
    def ask() -> None:
        with errors_shown(workspace.locale):
            when = clock_time(attempt.news.at)
            st.html(f'<p class="muted">{escape(words.phrase("how", who=people, time=when))}</p>')
            chosen = [
                _choose(words, people, f"merge_{at}_{workspace.revision}", conflict)
                for at, conflict in enumerate(attempt.conflicts)
            ]
            choices = [choice for choice in chosen if choice is not None]
            is_ready = len(choices) == len(chosen)
            if st.button(words.phrase("save"), type="primary", key="settle", disabled=not is_ready):
                _settle(designing, workspace, attempt, choices)
                st.rerun()

    ask()


def _choose(words: MergeWords, people: str, key: str, conflict: PlaceConflict) -> Choice | None:
    """Draw one conflict; return what is chosen, if anything is."""
    before = words.value(conflict.place, conflict.base)
    st.html(
        f"<h4>{escape(shown(words.place(conflict.place)))}</h4>"
        f'<p class="muted">{escape(shown(words.phrase("before", what=before)))}</p>'
    )
    names = {Side.MINE: words.phrase("mine"), Side.THEIRS: words.phrase("from", who=people)}
    said = [
        plain(shown(words.value(conflict.place, value)))
        for value in (conflict.mine, conflict.theirs)
    ]
    side = st.radio(
        words.place(conflict.place),
        list(Side),
        index=None,
        format_func=names.__getitem__,
        captions=said,
        horizontal=True,
        width="stretch",
        key=key,
        label_visibility="collapsed",
    )
    return Choice(conflict, side) if side else None


def _settle(
    designing: DesigningUseCases,
    workspace: Workspace,
    attempt: MergeAttempt,
    choices: Sequence[Choice],
) -> None:
    workspace.ask()
    with workspace.refusing():
        workspace.lay_out(settle_conflicts(designing, workspace.session, attempt, choices))

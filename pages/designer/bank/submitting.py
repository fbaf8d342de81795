"""What is changed of an entry and not submitted yet, what that does, and why it is changed."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.library import Breakage, EntryRecord, LibraryUseCases, problems_of_entry
from pages.designer.bank.bench import EntryBench, entry_bench, entry_now
from pages.designer.bank.differences import entry_difference_in_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell, words_of
from pages.shared.state import kept_under

_MOST = 8


def draw_pending_entry(library: LibraryUseCases, record: EntryRecord, workspace: Workspace) -> None:
    """Show what is changed and what it does, and submit it with a reason."""
    table = entry_bench()
    key = table.key(record.entry)
    _say_what_came(table, workspace)
    differences = table.differences(key)
    if not differences:
        return
    after = entry_now(record)
    problems = problems_of_entry(record.kind, after, record.catalogue)
    rows = "".join(
        f"<li>{entry_difference_in_words(difference, record.catalogue, workspace)}</li>"
        for difference in differences
    )
    wrong = "".join(
        f'<p class="fielderr" role="alert">{escape(workspace.say(f"bank.problem.{rule}"))}</p>'
        for rule in problems
    )
    title = escape(workspace.say("shop.pending", n=len(differences)))
    with st.container(key="shop_pending"):
        st.html(f'<section><h2>{title}</h2><ul class="changed">{rows}</ul>{wrong}</section>')
        breakages = library.listing.breakages(workspace.session, record.kind, after)
        st.html(_effect(record, breakages, workspace))
        _draw_submitting(library, record, workspace, may=not problems)


def _draw_submitting(
    library: LibraryUseCases, record: EntryRecord, workspace: Workspace, *, may: bool
) -> None:
    table = entry_bench()
    with st.container(horizontal=True, vertical_alignment="bottom", key="shop_submitting"):
        key = f"bank_reason_{table.round}"
        st.text_input(workspace.say("shop.reason"), key=key, width=420)
        st.button(
            workspace.say("shop.submit"),
            type="primary",
            key="bank_submit",
            disabled=not may,
            on_click=_submit,
            args=(library, record, workspace, key),
        )
        st.button(
            workspace.say("shop.drop"),
            key="bank_drop",
            on_click=table.drop,
            args=(table.key(record.entry),),
        )


def _effect(record: EntryRecord, breakages: tuple[Breakage, ...], workspace: Workspace) -> str:
    """Say whom a change touches, what it breaks there, and what it leaves as it is."""
    themes = [use.code for use in record.uses if use.owner == "themes"]
    published = len(record.published.intersection(themes))
    words = (
        workspace.say("bank.effect", themes=len(themes), published=published)
        if themes
        else workspace.say("bank.no_effect")
    )
    listed = tuple(_breakages(record, breakages, workspace))
    rows = "".join(f"<li>{line}</li>" for line in listed[:_MOST])
    left = len(listed) - _MOST
    more = f"<p>{escape(workspace.say('shop.more', n=left))}</p>" if left > 0 else ""
    breaks = escape(workspace.say("bank.breaks", n=len(listed)))
    broken = f'<p class="err">{breaks}</p><ul class="changed">{rows}</ul>{more}' if listed else ""
    return f'<p role="status">{escape(words)}</p>{broken}'


def _breakages(
    record: EntryRecord, breakages: tuple[Breakage, ...], workspace: Workspace
) -> Iterator[str]:
    for breakage in breakages:
        name = (
            record.themes[breakage.code].name
            if breakage.owner == "themes"
            else record.catalogue.matter_name(breakage.code)
        )
        message = breakage.finding.message(workspace.locale)
        yield f"<b>{escape(shown(name))}</b> {escape(message)}"


def _submit(
    library: LibraryUseCases, record: EntryRecord, workspace: Workspace, reason_key: str
) -> None:
    table = entry_bench()
    key = table.key(record.entry)
    if key not in table.changed:
        return
    table.said, table.trouble = "", None
    try:
        library.keeping.keep_entry(
            workspace.session,
            record.kind,
            before=table.began[key],
            after=table.changed[key],
            reason=str(kept_under(reason_key) or ""),
        )
    except ServiceError as trouble:
        table.trouble = trouble
    else:
        table.drop(key)
        table.said = workspace.say("shop.submitted")


def _say_what_came(table: EntryBench, workspace: Workspace) -> None:
    if table.trouble is not None:
        tell(words_of(table.trouble, workspace.locale))
    elif table.said:
        st.html(f'<p class="saved" role="status">{escape(table.said)}</p>')

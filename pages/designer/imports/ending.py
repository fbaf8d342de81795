"""The end of an import: codes, what is replaced, into the library or away."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import listed
from core.services.library import (
    Imported,
    LibraryUseCases,
    expect_free_codes,
    settled,
    with_codes,
)
from pages.designer.changes import draw_impacts
from pages.designer.imports.addresses import show_in_address
from pages.designer.imports.memory import ImportWorkspace
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import kept_under
from pages.shared.styling import plain


def draw_end(library: LibraryUseCases, imported: Imported, table: ImportWorkspace) -> None:
    """Ask for the codes, tell what is replaced, and offer the ways out."""
    workspace = current_workspace()
    _ask_for_codes(imported, workspace, table)
    is_free = _tell_taken(library, imported, workspace, table)
    matters = with_codes(imported.matters, table.codes)
    replaced = library.saving.replaced(workspace.session, matters)
    if replaced and is_free:
        words = workspace.say("import.replaces", codes=listed(list(replaced), workspace.locale))
        st.html(f'<p class="warn">{escape(words)}</p>')
        draw_impacts(library.saving.impacts(workspace.session, matters), workspace)
    may_be_kept = bool(imported.matters) and is_free and not imported.has_errors
    with st.container(horizontal=True, key="import_end"):
        if may_be_kept and st.button(
            workspace.say("import.save"), type="primary", key="import_save"
        ):
            _save(library, imported, workspace, table)
        if st.button(workspace.say("import.discard"), key="import_discard"):
            table.discarding = True
            if not table.decisions:
                _discard(library, workspace, table)
    if table.discarding:
        _ask_before_discarding(library, workspace, table)


def _save(
    library: LibraryUseCases, imported: Imported, workspace: Workspace, table: ImportWorkspace
) -> None:
    elements = library.matters.catalogue(workspace.session).elements
    matters = [settled(matter, table.decisions, elements) for matter in imported.matters]
    finished = table.kept.id if table.kept else ""
    codes = library.saving.save(workspace.session, matters, codes=table.codes, finished=finished)
    table.close(codes)
    show_in_address(None)
    st.rerun()


def _ask_for_codes(imported: Imported, workspace: Workspace, table: ImportWorkspace) -> None:
    """Ask for the code of a matter; of several, for that of one that is chosen."""
    matters = {matter.code: matter for matter in imported.matters}
    if not matters:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="import_codes"):
        code = next(iter(matters))
        if len(matters) > 1:
            code = st.selectbox(
                workspace.say("import.matter"),
                list(matters),
                key=f"import_matter_{table.read}",
                format_func=lambda known: plain(
                    f"{table.codes.get(known, known)} {matters[known].name}"
                ),
                width=420,
            )
        key = f"import_code_{table.read}_{code}"
        st.text_input(
            workspace.say("import.code"),
            table.codes.get(code, code),
            key=key,
            max_chars=80,
            help=workspace.say("import.code_below"),
            width=300,
            on_change=partial(_give_code, table, code, key),
        )


def _tell_taken(
    library: LibraryUseCases, imported: Imported, workspace: Workspace, table: ImportWorkspace
) -> bool:
    """Say whether every code that was given is free, and tell which is not."""
    known = library.matters.catalogue(workspace.session).matters
    with errors_shown(workspace.locale):
        expect_free_codes(table.codes, imported.matters, known)
        return True
    return False


def _give_code(table: ImportWorkspace, code: str, key: str) -> None:
    table.give_code(code, str(kept_under(key) or "").strip())


def _discard(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    if table.kept is not None:
        library.importing.discard_import(workspace.session, table.kept.id)
    table.close()
    show_in_address(None)
    st.rerun()


def _ask_before_discarding(
    library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace
) -> None:
    """Nothing that somebody has confirmed is lost by one press."""
    with st.container(key="import_sure", horizontal=True, vertical_alignment="center"):
        words = workspace.say("import.sure", count=len(table.decisions))
        st.html(f'<p class="warn" role="alert">{escape(words)}</p>')
        if st.button(workspace.say("import.discard_sure"), key="import_discard_sure"):
            _discard(library, workspace, table)
        if st.button(workspace.say("import.go_on"), key="import_go_on"):
            table.discarding = False
            st.rerun()

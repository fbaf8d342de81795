"""Words for parties: what 店长 or 业户 means on a form, said and taken back by staff."""

import streamlit as st

from core.services.library import LibraryUseCases
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain


def offer_party_words(library: LibraryUseCases, workspace: Workspace) -> None:
    """Show the words, each with a way to remove it, and a place to add one."""
    words = library.parties.party_words(workspace.session)
    with st.expander(workspace.say("import.parties", count=len(words))):
        st.html(f'<p class="muted">{workspace.say("import.parties_below")}</p>')
        with errors_shown(workspace.locale):
            _ask_for_word(library, workspace)
        catalogue = library.matters.catalogue(workspace.session)
        for party in words:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"party_{party.word}"
            ):
                meant = "、".join(map(catalogue.short_subject_name, party.subjects))
                st.markdown(f"**{plain(party.word)}** {plain(meant)}", width=420)
                said = workspace.say("import.party_remove", word=plain(party.word))
                if st.button(said, key=f"party_remove_{party.word}", type="tertiary"):
                    library.parties.remove_party_word(workspace.session, party.word)
                    st.rerun()


def _ask_for_word(library: LibraryUseCases, workspace: Workspace) -> None:
    catalogue = library.matters.catalogue(workspace.session)
    with st.form("party_form", clear_on_submit=True, border=False):
        word = st.text_input(
            workspace.say("import.party_word"), max_chars=12, key="party_word", width=240
        )
        subjects = st.multiselect(
            workspace.say("import.party_subjects"),
            sorted(catalogue.subjects),
            key="party_subjects",
            format_func=catalogue.short_subject_name,
            placeholder=workspace.say("import.party_choose"),
            select_all=False,
            width=420,
        )
        if st.form_submit_button(workspace.say("import.party_add")):
            library.parties.add_party_word(workspace.session, word, tuple(subjects))
            st.rerun()

"""Make a data element for a row that nothing fits, and take it for that row at once."""

from html import escape

import streamlit as st
from pydantic import ValidationError

from core.catalogue.models import PLAIN_TEXT, DataElement, FieldType
from core.services.library import EntryKind, ImportRow, LibraryUseCases, choose_element
from pages.designer.bank.words import value_word
from pages.designer.imports.memory import ImportWorkspace
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell


def offer_new_element(
    library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace, row: ImportRow
) -> None:
    """Ask for name, code and type; the library keeps it with a reason."""
    types = list(FieldType)
    with st.popover(workspace.say("import.new_element"), width="stretch"):
        st.html(f'<p class="muted">{escape(workspace.say("import.new_element_below"))}</p>')
        with st.form(f"import_new_{table.read}_{row.ref}", border=False):
            said = {
                "name": st.text_input(workspace.say("bank.attribute.name"), row.label).strip(),
                "id": st.text_input(workspace.say("bank.attribute.id")).strip(),
                "type": st.selectbox(
                    workspace.say("bank.attribute.type"),
                    types,
                    index=types.index(PLAIN_TEXT),
                    format_func=lambda kind: value_word("type", kind, workspace),
                ),
            }
            pressed = st.form_submit_button(workspace.say("bank.make"), key="import_new_make")
    if not pressed:
        return
    try:
        element = DataElement.model_validate(said)
    except ValidationError as invalid:
        name = str(invalid.errors()[0]["loc"][0])
        tell(workspace.say("bank.missing", name=workspace.say(f"bank.attribute.{name}")))
        return
    with errors_shown(workspace.locale):
        library.keeping.keep_entry(
            workspace.session,
            EntryKind.ELEMENTS,
            before=None,
            after=element,
            reason=workspace.say("import.new_reason", label=row.label),
        )
        table.decide(lambda decisions: choose_element(decisions, row, element.id))
        st.rerun()

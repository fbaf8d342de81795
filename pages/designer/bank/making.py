"""Begin a new entry: what it cannot be without; everything else is written on its record."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st
from pydantic import ValidationError

from core.catalogue.models import FieldType, QuestionKind
from core.errors import InvalidEntryError, ServiceError
from core.services.library import EntryKind, LibraryUseCases, code_of
from pages.designer.bank.addresses import show_entry
from pages.designer.bank.words import value_word
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell, words_of

_SUBJECT_KINDS = ("person", "organisation", "place", "thing", "process")


def begin_entry(library: LibraryUseCases, workspace: Workspace, kind: EntryKind) -> None:
    """Ask in a popover for what a new entry of a list cannot be without."""
    with (
        st.popover(
            workspace.say(f"bank.new.{kind}"), icon=":material/add:", key=f"bank_new_{kind}"
        ),
        st.form(f"bank_making_{kind}", border=False),
    ):
        said = _asked(workspace, kind)
        reason = st.text_input(workspace.say("bank.reason_new"), key=f"new_reason_{kind}")
        pressed = st.form_submit_button(workspace.say("bank.make"), key=f"bank_make_{kind}")
    if pressed:
        _make(library, workspace, kind, said=said, reason=reason or "")


def _make(
    library: LibraryUseCases,
    workspace: Workspace,
    kind: EntryKind,
    *,
    said: dict[str, Any],
    reason: str,
) -> None:
    try:
        entry = kind.entry.model_validate(said)
    except ValidationError as invalid:
        name = str(invalid.errors()[0]["loc"][0])
        words = workspace.say("bank.missing", name=workspace.say(f"bank.attribute.{name}"))
        st.html(f'<p class="fielderr" role="alert">{escape(words)}</p>')
        return
    try:
        library.keeping.keep_entry(workspace.session, kind, before=None, after=entry, reason=reason)
    except InvalidEntryError as invalid:
        words = workspace.say(f"bank.problem.{invalid.params['reason']}")
        st.html(f'<p class="fielderr" role="alert">{escape(words)}</p>')
        return
    except ServiceError as trouble:
        tell(words_of(trouble, workspace.locale))
        return
    show_entry(kind, code_of(kind, entry))
    st.rerun()


def _asked(workspace: Workspace, kind: EntryKind) -> dict[str, Any]:
    """Return what is given for a new entry, by attribute."""
    return _ASKED[kind](workspace)


def _text(workspace: Workspace, name: str) -> str:
    label = workspace.say(f"bank.attribute.{name}")
    return (st.text_input(label, key=f"new_{name}", width=420) or "").strip()


def _chosen(workspace: Workspace, name: str, options: Any) -> str:
    return str(
        st.selectbox(
            workspace.say(f"bank.attribute.{name}"),
            list(options),
            format_func=lambda value: value_word(name, value, workspace),
            key=f"new_{name}",
            width=420,
        )
    )


def _question(workspace: Workspace) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": _text(workspace, "id"),
        "text": _text(workspace, "text"),
        "kind": _chosen(workspace, "kind", QuestionKind),
    }
    label = workspace.say("shop.one_a_line", name=workspace.say("bank.attribute.options"))
    lines = (st.text_area(label, key="new_options", width=420) or "").splitlines()
    unit = _text(workspace, "unit")
    options = tuple(filter(None, map(str.strip, lines)))
    if said["kind"] != QuestionKind.NUMBER:
        said["options"] = options
    return said | ({"unit": unit} if unit else {})


def _element(workspace: Workspace) -> dict[str, Any]:
    named = {"id": _text(workspace, "id"), "name": _text(workspace, "name")}
    return {**named, "type": _chosen(workspace, "type", FieldType)}


def _subject(workspace: Workspace) -> dict[str, Any]:
    named = {"id": _text(workspace, "id"), "name": _text(workspace, "name")}
    return {**named, "kind": _chosen(workspace, "subject_kind", _SUBJECT_KINDS)}


def _document(workspace: Workspace) -> dict[str, Any]:
    return {"id": _text(workspace, "id"), "name": _text(workspace, "name")}


def _licence(workspace: Workspace) -> dict[str, Any]:
    return {"name": _text(workspace, "name"), "issuer": _text(workspace, "issuer")}


def _mapping(workspace: Workspace) -> dict[str, Any]:
    return {"element": _text(workspace, "element"), "written_as": {}}


def _texts(*names: str) -> Callable[[Workspace], dict[str, Any]]:
    """Return what asks for some texts; what may be without is left out where nothing is said."""

    def asked(workspace: Workspace) -> dict[str, Any]:
        said = {name: _text(workspace, name.removesuffix("?")) for name in names}
        filled = {name.removesuffix("?"): words for name, words in said.items() if words}
        return {name: "" for name in names if not name.endswith("?")} | filled

    return asked


def _page_title(workspace: Workspace) -> dict[str, Any]:
    named = {"id": _text(workspace, "id"), "asked_as": _text(workspace, "asked_as")}
    label = workspace.say("shop.one_a_line", name=workspace.say("bank.attribute.elements"))
    lines = (st.text_area(label, key="new_elements", width=420) or "").splitlines()
    return {**named, "elements": tuple(filter(None, map(str.strip, lines)))}


_ASKED: Mapping[EntryKind, Callable[[Workspace], dict[str, Any]]] = {
    EntryKind.QUESTIONS: _question,
    EntryKind.ELEMENTS: _element,
    EntryKind.SUBJECTS: _subject,
    EntryKind.DOCUMENTS: _document,
    EntryKind.LICENCES: _licence,
    EntryKind.MAPPINGS: _mapping,
    EntryKind.DERIVATIONS: _texts("target", "from", "when?", "rule", "basis?"),
    EntryKind.STANDARDS: _texts("code", "name"),
    EntryKind.PAGE_TITLES: _page_title,
    EntryKind.DEPARTMENTS: _texts("code", "name"),
    EntryKind.LAWS: _texts("name", "valid_from?", "valid_to?", "replaced_by?"),
}

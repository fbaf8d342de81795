"""Import matters: what a spreadsheet says, row by row, and what a person confirms of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Matter
from core.i18n import listed
from core.services.library import (
    Binding,
    Imported,
    LibraryService,
    OpenField,
    RowReading,
    Suggestion,
    bound,
)
from core.staff.models import StaffMember
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
from pages.designer.wording import brief, shown
from pages.shared.feedback import errors_told, tell
from pages.shared.state import remembered
from pages.shared.styling import plain

_UNTOLD = frozenset({"as", "suggestions", "required"})
"""What was understood of a row but is told elsewhere, or in no word of its own."""
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class ImportDesk:
    """The spreadsheet that is looked at, and what was confirmed of it so far.

    ``read`` counts the spreadsheets, so that nothing chosen for one is shown for the next.
    """

    imported: Imported | None = None
    bindings: dict[str, Binding] = field(default_factory=dict)
    read: int = 0
    saved: tuple[str, ...] = ()

    def lay_out(self, imported: Imported) -> None:
        """Look at a new spreadsheet."""
        self.imported, self.bindings, self.saved = imported, {}, ()

    def clear(self, saved: tuple[str, ...] = ()) -> None:
        """Put the spreadsheet away."""
        self.imported, self.bindings, self.saved = None, {}, saved
        self.read += 1


def page(library: LibraryService) -> None:
    """Show the way in, or what was read."""
    here, table = desk(), remembered(ImportDesk)
    person = here.person
    if person is None:
        return
    with head(here.say("nav.import"), below=here.say("import.below")):
        pass
    with errors_told(here.locale):
        if table.imported is None:
            _ask_for_file(library, person, here, table)
            _offer_export(library, here)
        else:
            _show(library, table.imported, person, table)


def _ask_for_file(
    library: LibraryService, person: StaffMember, here: Desk, table: ImportDesk
) -> None:
    if table.saved:
        words = here.say("import.saved", codes=listed(list(table.saved), here.locale))
        st.html(f'<p class="saved" role="status">{escape(words)}</p>')
    departments = library.departments(person)
    with st.container(key="import_file"):
        department = st.selectbox(
            here.say("import.department"), list(departments), key="import_department", width=420,
            format_func=lambda code: plain(departments[code]),
        )  # fmt: skip
        file = st.file_uploader(
            here.say("import.file"), type=["xlsx"], key=f"import_upload_{table.read}"
        )
    if file is None or department is None:
        return
    with st.spinner(here.say("import.reading")):
        imported = library.read(
            file.getvalue(), name=file.name.removesuffix(".xlsx"), department=department
        )
    table.lay_out(imported)
    st.rerun()


def _show(
    library: LibraryService, imported: Imported, person: StaffMember, table: ImportDesk
) -> None:
    here = desk()
    _summary(imported, here)
    with st.expander(here.say("import.rows"), expanded=imported.has_errors):
        st.html(_rows(imported.rows, here))
    for matter in imported.matters:
        _confirm(library, matter, here, table)
    _end(library, imported, person, table)


def _summary(imported: Imported, here: Desk) -> None:
    words = here.say(
        "import.summary",
        rows=len(imported.rows),
        matters=len(imported.matters),
        fields=sum(1 for matter in imported.matters for _ in matter.entries()),
        materials=sum(len(matter.materials) for matter in imported.matters),
    )
    st.html(f'<p role="status">{escape(words)}</p>')
    errors = [one for one in imported.all_findings if one.severity == "error"]
    if errors:
        lines = [f"{one.at}: {one.message(here.locale)}" for one in errors[:20]]
        tell(here.say("import.errors", count=len(errors)), lines)


def _rows(rows: Sequence[RowReading], here: Desk) -> str:
    heads = "".join(
        f'<th scope="col">{escape(here.say(f"import.{name}"))}</th>'
        for name in ("row", "understood", "findings")
    )
    body = "".join(
        f"<tr><td>{escape(row.at)}</td><td>{escape(_understood(row.understood))}</td>"
        f"<td>{'<br>'.join(escape(one.message(here.locale)) for one in row.findings)}</td></tr>"
        for row in rows
    )
    return f'<table class="rowstable"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _understood(said: dict[str, Any]) -> str:
    """Return the words of a row that carry its meaning."""
    if "fields" in said:
        return "、".join(str(one.get("label", "")) for one in said["fields"])
    words = [_plainly(value) for name, value in said.items() if name not in _UNTOLD and value]
    return " · ".join(filter(None, words))


def _plainly(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(_plainly, value)))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _confirm(library: LibraryService, matter: Matter, here: Desk, table: ImportDesk) -> None:
    """Let a person say of each open field what it asks; exact ones all at once (law 1)."""
    name = here.say("import.matter", name=shown(matter.name), code=matter.code)
    st.html(f"<h2>{escape(name)}</h2>")
    still_open = library.open_fields(bound(matter, table.bindings))
    if not still_open:
        st.html(f'<p class="muted">{escape(here.say("import.all_bound"))}</p>')
        return
    exact = {one.ref: b for one in still_open if (b := _exact(one.suggestions)) is not None}
    with st.container(horizontal=True, vertical_alignment="center", key=f"exact_{matter.code}"):
        st.html(f"<p>{escape(here.say('import.open', count=len(still_open)))}</p>")
        if exact:
            words = here.say("import.confirm_exact", count=len(exact))
            if st.button(words, key=f"confirm_exact_{matter.code}", icon=":material/done_all:"):
                table.bindings |= exact
                st.rerun()
    names = _Names(library, here)
    for one in still_open:
        chosen = _choose(one, names, here, table)
        if chosen is not None:
            table.bindings[one.ref] = chosen
            st.rerun()


def _exact(suggestions: Sequence[Suggestion]) -> Binding | None:
    first = suggestions[0] if suggestions else None
    if first is None or not first.exact or first.subject is None:
        return None
    return Binding(first.element, first.subject)


class _Names:
    """Says elements and subjects in words."""

    def __init__(self, library: LibraryService, here: Desk) -> None:
        catalogue = library.catalogue()
        self._elements, self._subjects, self._here = catalogue.elements, catalogue.subjects, here
        self.subjects = sorted(catalogue.subjects)

    def subject(self, code: str | None) -> str:
        known = self._subjects.get(code or "")
        return brief(known.name) if known else code or self._here.say("import.no_subject")

    def choice(self, one: Suggestion) -> str:
        element = self._elements.get(one.element)
        return self._here.say(
            "import.choice", name=element.name if element else one.element,
            subject=self.subject(one.subject), score=f"{one.score:.2f}",
        )  # fmt: skip


def _choose(one: OpenField, names: _Names, here: Desk, table: ImportDesk) -> Binding | None:
    """Ask for one field what it is; return what the person chose."""
    key = f"{table.read}.{one.ref}"
    with st.container(key=f"open_{key}"):
        label = f"{one.section} · {one.label}" if one.section else one.label
        st.html(f"<b>{escape(label)}</b>")
        if not one.suggestions:
            st.html(f'<p class="muted">{escape(here.say("import.nothing_fits"))}</p>')
            return None
        with st.container(horizontal=True):
            picked = st.selectbox(
                plain(label), one.suggestions, index=None, key=f"pick_{key}", width=520,
                format_func=names.choice, placeholder=here.say("import.later"),
                label_visibility="collapsed",
            )  # fmt: skip
            subject = picked.subject if picked else None
            if picked is not None and subject is None:
                subject = st.selectbox(
                    here.say("import.no_subject"), names.subjects, index=None, width=300,
                    key=f"subject_{key}", format_func=names.subject,
                    placeholder=here.say("import.no_subject"), label_visibility="collapsed",
                )  # fmt: skip
        st.html(f'<p class="muted">{escape(one.suggestions[0].words(here.locale))}</p>')
    return Binding(picked.element, subject) if picked is not None and subject else None


def _end(
    library: LibraryService, imported: Imported, person: StaffMember, table: ImportDesk
) -> None:
    here = desk()
    replaced = library.replaced(imported.matters)
    if replaced:
        words = here.say("import.replaces", codes=listed(list(replaced), here.locale))
        st.html(f'<p class="warn">{escape(words)}</p>')
    may_be_kept = bool(imported.matters) and not imported.has_errors
    with st.container(horizontal=True, key="import_end"):
        if may_be_kept and st.button(here.say("import.save"), type="primary", key="import_save"):
            matters = [bound(matter, table.bindings) for matter in imported.matters]
            table.clear(library.save(matters, by=person))
            st.rerun()
        if st.button(here.say("import.discard"), key="import_discard"):
            table.clear()
            st.rerun()


def _offer_export(library: LibraryService, here: Desk) -> None:
    matters = library.catalogue().matters
    with st.container(key="export_matter"):
        st.html(f"<h2>{escape(here.say('import.export'))}</h2>")
        code = st.selectbox(
            here.say("import.export_which"), sorted(matters), index=None, key="export_code",
            placeholder=here.say("import.choose"),
            format_func=lambda one: f"{one} {plain(matters[one].name)}", width=420,
        )  # fmt: skip
        if code is not None:
            st.download_button(
                here.say("import.export_take"), library.spreadsheet(code),
                file_name=f"{code}.xlsx", mime=_MEDIA_TYPE, key="export_take",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip

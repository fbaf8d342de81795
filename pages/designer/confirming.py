"""Let a person say of each field what it asks, and about whom (law 1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from core.catalogue.models import Matter
from core.services.library import (
    Binding,
    Certainty,
    Imported,
    LibraryUseCases,
    OpenField,
    Suggestion,
    bound,
    certainty_of,
)
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import plain


@dataclass
class ImportWorkspace:
    """The spreadsheet that is looked at, and what was confirmed of it so far.

    ``read`` counts the spreadsheets, so that nothing chosen for one is shown for the next.
    ``discarding`` says that somebody wants to put it away and is asked first.
    """

    imported: Imported | None = None
    bindings: dict[str, Binding] = field(default_factory=dict)
    read: int = 0
    saved: tuple[str, ...] = ()
    discarding: bool = False

    def lay_out(self, imported: Imported) -> None:
        """Look at a new spreadsheet."""
        self.imported, self.bindings, self.saved = imported, {}, ()

    def discard(self) -> None:
        """Put the spreadsheet away, or ask first if something was confirmed."""
        self.discarding = bool(self.bindings)
        if not self.discarding:
            self.clear()

    def clear(self, saved: tuple[str, ...] = ()) -> None:
        """Put the spreadsheet away."""
        self.imported, self.bindings, self.saved = None, {}, saved
        self.discarding = False
        self.read += 1


def confirm_fields(
    library: LibraryUseCases, matter: Matter, workspace: Workspace, table: ImportWorkspace
) -> None:
    """Ask for each open field what it is; what is exact can be confirmed all at once."""
    name = workspace.say("import.matter", name=shown(matter.name), code=matter.code)
    st.html(f"<h2>{escape(name)}</h2>")
    still_open = library.importing.open_fields(workspace.session, bound(matter, table.bindings))
    if not still_open:
        st.html(f'<p class="muted">{escape(workspace.say("import.all_bound"))}</p>')
        return
    exact = {one.ref: b for one in still_open if (b := _exact(one.suggestions)) is not None}
    with st.container(horizontal=True, vertical_alignment="center", key=f"exact_{matter.code}"):
        st.html(f"<p>{escape(workspace.say('import.open', count=len(still_open)))}</p>")
        if exact:
            words = workspace.say("import.confirm_exact", count=len(exact))
            if st.button(words, key=f"confirm_exact_{matter.code}", icon=":material/done_all:"):
                table.bindings |= exact
                st.rerun()
    names = _Names(library, workspace)
    for one in still_open:
        chosen = _Asked(one, names, workspace, f"{table.read}.{one.ref}").answer()
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

    def __init__(self, library: LibraryUseCases, workspace: Workspace) -> None:
        catalogue = library.matters.catalogue(workspace.session)
        self._catalogue, self._here = catalogue, workspace
        self.elements, self.subjects = sorted(catalogue.elements), sorted(catalogue.subjects)

    def element(self, code: str) -> str:
        known = self._catalogue.elements.get(code)
        return plain(f"{known.name} ({code})") if known else code

    def subject(self, code: str | None) -> str:
        if not code:
            return self._here.say("import.no_subject")
        return self._catalogue.short_subject_name(code)

    def choice(self, suggestion: Suggestion | None) -> str:
        if suggestion is None:
            return self._here.say("import.other")
        return self._here.say(
            "import.choice",
            name=self._catalogue.element_name(suggestion.element),
            subject=self.subject(suggestion.subject),
            score=f"{suggestion.score:.2f}",
        )


class _Asked:
    """One field, and the widgets that ask what it is."""

    def __init__(self, one: OpenField, names: _Names, workspace: Workspace, key: str) -> None:
        self._one, self._names, self._here, self._key = one, names, workspace, key
        self._label = f"{one.section} · {one.label}" if one.section else one.label

    def answer(self) -> Binding | None:
        """Draw the field and return what the person chose, once it is said in full."""
        with st.container(key=f"open_{self._key}"):
            st.html(f"<b>{escape(self._label)}</b>")
            with st.container(horizontal=True):
                element, subject = self._element()
                if element is not None and subject is None:
                    subject = self._subject()
            self._reasons()
        return Binding(element, subject) if element and subject else None

    def _element(self) -> tuple[str | None, str | None]:
        """Ask which suggestion it is, or which other element of the library."""
        choices = (*self._one.suggestions, None)
        if certainty_of(self._one.suggestions) is Certainty.NOTHING:
            st.html(f'<p class="muted">{escape(self._here.say("import.nothing_fits"))}</p>')
        if not self._one.suggestions:
            return self._any_element(), None
        place = st.selectbox(
            plain(self._label),
            range(len(choices)),
            index=None,
            key=f"pick_{self._key}",
            width=520,
            format_func=lambda place: self._names.choice(choices[place]),
            placeholder=self._here.say("import.later"),
            label_visibility="collapsed",
        )
        if place is None:
            return None, None
        picked = choices[place]
        return (self._any_element(), None) if picked is None else (picked.element, picked.subject)

    def _any_element(self) -> str | None:
        words = self._here.say("import.any_element")
        return st.selectbox(
            words,
            self._names.elements,
            index=None,
            key=f"element_{self._key}",
            width=420,
            format_func=self._names.element,
            placeholder=words,
            label_visibility="collapsed",
        )

    def _subject(self) -> str | None:
        words = self._here.say("import.whose")
        return st.selectbox(
            words,
            self._names.subjects,
            index=None,
            key=f"subject_{self._key}",
            width=300,
            format_func=self._names.subject,
            placeholder=words,
            label_visibility="collapsed",
        )

    def _reasons(self) -> None:
        """Say why each suggestion was made, the first one in full view."""
        if certainty_of(self._one.suggestions) is Certainty.NOTHING:
            return
        told = [suggestion.words(self._here.locale) for suggestion in self._one.suggestions]
        if told:
            st.html(f'<p class="muted">{escape(told[0])}</p>')
        if len(told) > 1:
            more = escape(self._here.say("import.why_others", count=len(told) - 1))
            items = "".join(f"<li>{escape(words)}</li>" for words in told[1:])
            st.html(f"<details><summary>{more}</summary><ul>{items}</ul></details>")

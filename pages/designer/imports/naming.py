"""Says elements and subjects in words, for the grid and the panel."""

from core.services.library import UNDECIDED, Decisions, ImportRow, LibraryUseCases, Suggestion
from pages.designer.workspace import Workspace
from pages.shared.styling import plain


class ImportNames:
    """The names of the library, and the words of one language."""

    def __init__(self, library: LibraryUseCases, workspace: Workspace) -> None:
        self.catalogue = catalogue = library.matters.catalogue(workspace.session)
        self._workspace = workspace
        self.elements, self.subjects = sorted(catalogue.elements), sorted(catalogue.subjects)

    def say(self, key: str, **params: object) -> str:
        """Return words of the import page."""
        return self._workspace.say(f"import.{key}", **params)

    def reason(self, suggestion: Suggestion) -> str:
        """Return why something was suggested."""
        return suggestion.words(self._workspace.locale)

    def short_reason(self, suggestion: Suggestion) -> str:
        """Return what speaks for a suggestion most; the rest stands in the panel."""
        return suggestion.short_words(self._workspace.locale)

    def element(self, code: str) -> str:
        """Return an element with its code, as a widget shows it."""
        return plain(self.element_text(code))

    def element_text(self, code: str) -> str:
        """Return an element with its code."""
        known = self.catalogue.elements.get(code)
        return f"{known.name} ({code})" if known else code

    def subject(self, code: str | None) -> str:
        """Return a subject, or that it is open."""
        return self.catalogue.short_subject_name(code) if code else self.say("no_subject")

    def state(self, row: ImportRow, decisions: Decisions) -> str:
        """Return how far a row is, in a word."""
        decision = decisions.get(row.ref, UNDECIDED)
        if decision.office_use:
            return self.say("state.office")
        if decision.is_whole:
            return self.say("state.decided")
        if decision.element is not None:
            return self.say("state.whose")
        return self.say(f"state.{row.certainty.value}")

"""What every part of the sheet is given: the theme as it stands, and how a change is saved."""

from collections.abc import Callable
from dataclasses import dataclass

from core.catalogue.models import Question, Theme
from core.errors import InvalidThemeError
from core.services.designers import Catalogue, DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, change_theme
from core.services.theme_documents import theme_of
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

Change = Callable[[Theme], Theme]


@dataclass(frozen=True)
class Sheet:
    """One drawing of the sheet: no situation is looked at, so no answer can hide it."""

    designing: DesigningUseCases
    workspace: Workspace
    opened: OpenTheme
    theme: Theme
    catalogue: Catalogue

    def say(self, key: str, **params: object) -> str:
        """Return words of the sheet."""
        return self.workspace.say(f"sheet.{key}", **params)

    def save(self, change_of: Callable[[], Change], kind: str = "sheet") -> None:
        """Save one change of the theme, a step that can be taken back."""
        workspace = self.workspace
        with workspace.refusing():
            if workspace.theme is None:
                return
            try:
                changed = change_theme(
                    self.designing, workspace.session, workspace.theme, change_of(), kind=kind
                )
            except InvalidThemeError as invalid:
                part = str(invalid.params["reason"]).partition(".")[0]
                raise InvalidThemeError(reason=workspace.say(f"part.{part}")) from invalid
            workspace.lay_out(changed)

    def question(self, code: str) -> Question:
        """Return a question in the words of the theme."""
        return self.theme.worded(self.catalogue.question(code))

    def asked(self, code: str) -> str:
        """Return the wording of a question."""
        return shown(self.question(code).text)


def sheet_of(designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme) -> Sheet:
    """Return what the parts of the sheet are given for one drawing."""
    theme = theme_of(opened.draft.document)
    catalogue = designing.reading.catalogue(workspace.session)
    return Sheet(designing, workspace, opened, theme, catalogue)

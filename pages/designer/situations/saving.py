"""Save a change of the saved situations, a step that can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from core.catalogue.models import Theme
from core.errors import InvalidThemeError
from core.services.designers import DesigningUseCases
from core.services.designers.check_situations import CheckedSituations, SituationCheck
from core.services.designers.edit_theme import change_theme
from pages.designer.workspace import Workspace

Change = Callable[[Theme], Theme]
KIND = "situation"
"""The kind of the step that changes saved situations."""


def save_change(
    designing: DesigningUseCases, workspace: Workspace, change_of: Callable[[], Change]
) -> None:
    """Save one change of the open theme; what is wrong with it is told by the next run."""
    with workspace.refusing():
        if workspace.theme is None:
            return
        try:
            changed = change_theme(
                designing, workspace.session, workspace.theme, change_of(), kind=KIND
            )
        except InvalidThemeError as invalid:
            part = str(invalid.params["reason"]).rpartition(".")[2]
            raise InvalidThemeError(reason=workspace.say(f"situations.part.{part}")) from invalid
        workspace.lay_out(changed)


@dataclass(frozen=True, slots=True)
class SituationLine:
    """One saved situation as it is drawn, and how a change of it is saved."""

    designing: DesigningUseCases
    workspace: Workspace
    found: CheckedSituations
    check: SituationCheck
    place: int

    def save(self, change_of: Callable[[], Change]) -> None:
        """Save a change of this situation."""
        save_change(self.designing, self.workspace, change_of)

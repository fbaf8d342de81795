"""What every part of the panel is given: the theme as it stands, and how a change is saved."""

from collections.abc import Callable
from dataclasses import dataclass

from core.catalogue.models import Condition, Theme
from core.services.designers import DesigningUseCases, ThemePreview
from core.services.designers.edit_theme import change_theme
from core.services.designers.explain_preview import condition_words
from core.themes.editing.theme_shares import ThemeShares
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import plain

Change = Callable[[Theme], Theme]


@dataclass(frozen=True)
class Editing:
    """One drawing of the panel."""

    designing: DesigningUseCases
    workspace: Workspace
    preview: ThemePreview

    @property
    def shares(self) -> ThemeShares:
        """Return what counts in which share of situations something holds."""
        return self.preview.shares

    @property
    def theme(self) -> Theme:
        """Return the theme as it stands."""
        return self.preview.theme

    def say(self, key: str, **params: object) -> str:
        """Return words of the panel."""
        return self.workspace.say(f"conditions.{key}", **params)

    def save(self, change: Change, *, kind: str = "change") -> None:
        """Save one change of the theme, a step that can be taken back and is called by its kind."""
        workspace = self.workspace
        with workspace.refusing():
            if workspace.theme is not None:
                session, opened = workspace.session, workspace.theme
                workspace.lay_out(change_theme(self.designing, session, opened, change, kind=kind))

    def told(self, condition: Condition) -> str:
        """Return a condition in words."""
        words = condition_words(self.preview.catalogue, condition, self.workspace.locale)
        return shown(words) or self.say("empty_group")

    def matter(self, code: str) -> str:
        """Return the name of a matter."""
        matter = self.preview.catalogue.matters.get(code)
        return shown(matter.name) if matter else code

    def question(self, code: str) -> str:
        """Return the wording of a question."""
        return shown(self.preview.catalogue.question(code).text.rstrip("?？ "))

    def percent(self, *conditions: Condition | None) -> str:
        """Return in what share of situations one of some conditions holds."""
        share = self.shares.of_conditions(*conditions)
        return self.say("percent", share=share) if share else self.say("uncounted")

    def offered(self, code: str) -> str:
        """Return a question as it is offered; one that the theme does not ask says so."""
        known = {one.question for one in self.theme.questions} | set(self.theme.fixed_answers)
        text = self.question(code)
        return plain(text if code in known else self.say("from_bank", question=text))


def editing_of(
    designing: DesigningUseCases, workspace: Workspace, preview: ThemePreview
) -> Editing:
    """Return what the parts beside the board are given for one drawing."""
    return Editing(designing, workspace, preview)

"""What every part of the panel is given: the theme as it stands, and how a change is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.catalogue.models import Condition, Matter, Theme
from core.services.designers import Catalogue, DesigningUseCases, ThemePreview
from core.services.designers.edit_theme import change_theme
from core.services.designers.explain_preview import condition_words
from core.services.library import LibraryUseCases, with_part_value
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from core.themes.editing.decided_parts import own_parts
from core.themes.editing.theme_shares import ThemeShares
from pages.designer.wording import shown
from pages.designer.workshop.bench import MatterBench, bench
from pages.designer.workspace import Workspace
from pages.shared.styling import plain

Change = Callable[[Theme], Theme]


@dataclass(frozen=True)
class Editing:
    """One drawing of the panel.

    Matters stand in it as they are changed and not submitted yet. ``library`` is there for whoever
    may change them.
    """

    designing: DesigningUseCases
    workspace: Workspace
    preview: ThemePreview
    library: LibraryUseCases | None = None
    bench: MatterBench = field(default_factory=bench)

    @property
    def shares(self) -> ThemeShares:
        """Return what counts in which share of situations something holds."""
        return self.preview.shares

    @property
    def catalogue(self) -> Catalogue:
        """Return where questions and their answers are declared."""
        return self.preview.catalogue

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

    def declare(
        self, matter: str, part: str, edit: Callable[[Condition | None], Condition | None]
    ) -> None:
        """Change a condition that the library declares; it is submitted with a reason later."""
        known = self.preview.catalogue.matters[matter]

        def changed(now: Matter) -> Matter:
            when = next(shared.when for shared in own_parts(now) if shared.own == part)
            return with_part_value(now, part, "when", edit(when))

        self.bench.change(known, changed)

    def sentence(self, condition: Condition) -> str:
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
        known = {question.question for question in self.theme.questions} | set(
            self.theme.fixed_answers
        )
        text = self.question(code)
        return plain(text if code in known else self.say("from_bank", question=text))


def editing_of(
    designing: DesigningUseCases,
    workspace: Workspace,
    preview: ThemePreview,
    library: LibraryUseCases | None = None,
) -> Editing:
    """Return what the parts beside the board are given for one drawing."""
    may_change = workspace.person is not None and may(workspace.person, UseCase.REVISE_MATTER)
    return Editing(designing, workspace, _with_pending(preview), library if may_change else None)


def _with_pending(preview: ThemePreview) -> ThemePreview:
    """Return a preview that counts with what is changed of the theme's matters."""
    known = preview.catalogue.matters
    codes = (
        {matter.matter for matter in preview.theme.matters} & known.keys() & bench().changed.keys()
    )
    if not codes:
        return preview
    matters = {**known, **{code: bench().changed[code] for code in codes}}
    catalogue = replace(preview.catalogue, matters=matters)
    shares = ThemeShares(preview.theme, catalogue)
    return replace(preview, catalogue=catalogue, shares=shares)

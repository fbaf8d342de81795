"""What the widgets of a condition are given, beside a theme or in a matter of the library."""

from dataclasses import dataclass
from typing import Protocol

from core.catalogue.models import Condition
from core.services.designers import Catalogue
from core.services.designers.explain_preview import condition_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import plain


class ConditionDrawing(Protocol):
    """Words of the panel, and the bank that a condition looks at."""

    @property
    def catalogue(self) -> Catalogue:
        """Return where questions and their answers are declared."""

    def say(self, key: str, **params: object) -> str:
        """Return words of the panel."""

    def sentence(self, condition: Condition) -> str:
        """Return a condition in words."""

    def question(self, code: str) -> str:
        """Return the wording of a question."""

    def percent(self, *conditions: Condition | None) -> str:
        """Return in what share of situations one of some conditions holds."""

    def offered(self, code: str) -> str:
        """Return a question as it is offered."""


@dataclass(frozen=True)
class BankDrawing:
    """A condition of a matter itself: no theme, so no share of situations."""

    workspace: Workspace
    catalogue: Catalogue

    def say(self, key: str, **params: object) -> str:
        """Return words of the panel."""
        return self.workspace.say(f"conditions.{key}", **params)

    def sentence(self, condition: Condition) -> str:
        """Return a condition in words."""
        words = condition_words(self.catalogue, condition, self.workspace.locale)
        return shown(words) or self.say("empty_group")

    def question(self, code: str) -> str:
        """Return the wording of a question."""
        return shown(self.catalogue.question(code).text.rstrip("?？ "))

    def percent(self, *_: Condition | None) -> str:
        """Return nothing: without a theme nobody can count."""
        return ""

    def offered(self, code: str) -> str:
        """Return a question as it is offered."""
        return plain(self.question(code))

"""What an officer is about to say with a step, and what came of the last one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.services.officers import OfficeUseCases
from core.services.officers.open_task import OpenedTask
from core.services.officers.review_models import ReviewAction
from core.staff.models import SessionToken
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown

_PLACES = (
    *("kind", "reason", "remedy", "authority", "until", "notice", "days", "approved_by"),
    *("day", "time", "place", "words", "results", "name", "number", "valid_until"),
    *("article", "remedies", "late_reason"),
    *("commitment", "kept", "order", "mend_by", "check_by"),
    *("entry", "value", "agreed_by", "number_end"),
)


@dataclass
class StepView:
    """The step whose dialog is open, of which matter, and what is said of the last one."""

    about: str = ""
    asking: ReviewAction | None = None
    said: str = ""

    def turn_to(self, about: str) -> None:
        """Look at a matter; what was said of another one is over."""
        if about != self.about:
            self.about, self.asking, self.said = about, None, ""

    def ask(self, action: ReviewAction | None = None) -> None:
        """Open the dialog of a step, or close the one that is open."""
        self.asking, self.said = action, ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the panel of a matter works with."""

    office: OfficeUseCases
    task: OpenedTask
    view: StepView
    workspace: Workspace

    @property
    def about(self) -> tuple[SessionToken, str, str]:
        """Return what every step is given first: who, which case, which matter."""
        return self.workspace.session, self.task.case.number, self.task.matter


def take_step(step: Callable[[], None], said: str, view: StepView, workspace: Workspace) -> None:
    """Take a step and close its dialog, or say in it everything that is missing."""
    with errors_shown(workspace.locale, labels=labels(workspace)):
        step()
        view.asking, view.said = None, said
        st.rerun()


def labels(workspace: Workspace) -> Mapping[str, str]:
    """Return what the places of a statement are called."""
    return {place: workspace.say(f"desk.place.{place}") for place in _PLACES}

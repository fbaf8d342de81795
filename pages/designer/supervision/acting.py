"""What may be done about a late matter: remind, ask for a report, escalate, and report."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from core.services.officers.review_models import TaskLight
from core.services.officers.supervise_tasks import (
    FEWEST_REPORT_DAYS,
    MOST_REPORT_DAYS,
    NEARLY_LATE,
    USUAL_REPORT_DAYS,
    SupervisedLine,
    SuperviseTasks,
)
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.last_press import LastPress
from pages.designer.workspace import Workspace

Given = dict[str, Any]


class SupervisionView(LastPress):
    """What came of the last press about a late matter."""


@dataclass(frozen=True)
class SupervisionForms:
    """The forms below one matter."""

    supervising: SuperviseTasks
    line: SupervisedLine
    view: SupervisionView
    workspace: Workspace

    def draw(self) -> None:
        """Draw what may be done now by whoever looks at it."""
        person, do = self.workspace.person, self.supervising
        if may(person, UseCase.REPORT_MATTER) and self.line.task.report_by:
            self._form("report", self._report, do.report_matter, is_open=True)
        if not may(person, UseCase.REMIND_OFFICE):
            return
        if self.line.light in NEARLY_LATE:
            self._form("remind", self._reminder, do.remind_office)
        if self.line.light is TaskLight.OVERDUE:
            if self.line.task.report_by is None:
                self._form("ask", self._question, do.ask_for_report)
            self._form("escalate", self._escalation, do.escalate_matter)

    def _form(
        self,
        name: str,
        ask: Callable[[], Given],
        do: Callable[..., None],
        *,
        is_open: bool = False,
    ) -> None:
        """Draw one thing that may be done, and do it when it is pressed."""
        title = self._say(name)
        with (
            st.expander(title, expanded=is_open),
            st.form(f"late_{name}_{self.view.done}", border=False),
        ):
            given = ask()
            pressed = st.form_submit_button(
                self._say(f"{name}_go"),
                key=f"late_{name}_go",
                type="primary" if is_open else "secondary",
            )
        if pressed:
            place = self.line.task.case_number, self.line.task.matter
            act = partial(do, self.workspace.session, *place, **given)
            self.view.do(act, self._say(f"{name}_done"))

    def _report(self) -> Given:
        return {"words": self._text("report_words", lines=True)}

    def _reminder(self) -> Given:
        return {"words": self._text("remind_words")}

    def _question(self) -> Given:
        words = self._text("question", lines=True)
        days = st.number_input(
            self._say("days"),
            FEWEST_REPORT_DAYS,
            MOST_REPORT_DAYS,
            USUAL_REPORT_DAYS,
            key=f"late_days_{self.view.done}",
            width=260,
        )
        return {"words": words, "working_days": int(days)}

    def _escalation(self) -> Given:
        return {"superior": self._text("superior"), "words": self._text("reason", lines=True)}

    def _text(self, name: str, *, lines: bool = False) -> str:
        ask = st.text_area if lines else st.text_input
        return ask(self._say(name), key=f"late_{name}_{self.view.done}") or ""

    def _say(self, name: str) -> str:
        return self.workspace.say(f"supervision.{name}")

"""What every part of the preview is given, and how an answer changes the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.rehearse_theme import Rehearsal
from pages.designer.situations.addresses import ANSWERS, PARTIES, address_of, answers_in
from pages.designer.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Play:
    """One drawing of the preview: the draft, and where the questioning stands."""

    designing: DesigningUseCases
    workspace: Workspace
    opened: OpenTheme
    rehearsal: Rehearsal

    def say(self, key: str, **params: object) -> str:
        """Return words of the preview."""
        return self.workspace.say(f"rehearsal.{key}", **params)

    def answer(self, question: str, answer: Any) -> None:
        """Keep an answer in the address; what was answered after it stays."""
        _keep(ANSWERS, {**self.rehearsal.answers, question: answer})

    def take_back(self, question: str) -> None:
        """Ask a question again; later answers stay and count as far as they are asked."""
        others = {code: said for code, said in self.rehearsal.answers.items() if code != question}
        _keep(ANSWERS, others)

    def be_who(self, role: str, other: str | None) -> None:
        """Say who is the same person as whom, or take it back."""
        others = {code: who for code, who in self.rehearsal.parties.items() if code != role}
        _keep(PARTIES, {**others, role: other} if other else others)

    def begin_with(self, answers: Mapping[str, Any], parties: Mapping[str, str]) -> None:
        """Show another situation."""
        _keep(ANSWERS, answers)
        _keep(PARTIES, parties)


def play_of(designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme) -> Play:
    """Return the preview of a draft in the situation of the address."""
    answers = answers_in(st.query_params.get(ANSWERS, ""))
    stored = answers_in(st.query_params.get(PARTIES, ""))
    parties = {role: who for role, who in stored.items() if isinstance(who, str)}
    rehearse = designing.previewing.rehearse
    rehearsal = rehearse(workspace.session, opened.draft, answers, parties)
    return Play(designing, workspace, opened, rehearsal)


def _keep(name: str, answers: Mapping[str, Any]) -> None:
    if answers:
        st.query_params[name] = address_of(answers)
    else:
        st.query_params.pop(name, None)

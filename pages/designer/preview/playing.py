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

_PAGE, _OFFICE = "page", "office"
_MOST_DIGITS = 4


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

    @property
    def page(self) -> int:
        """Return which page of the form is open; 0 is none, the guide stands there."""
        stored = st.query_params.get(_PAGE, "")
        return int(stored) if stored.isdecimal() and len(stored) < _MOST_DIGITS else 0

    def page_within(self, total: int) -> int:
        """Return which page of so many is open: an old link may name one that is no more."""
        return min(max(self.page, 1), total)

    def turn_to(self, page: int) -> None:
        """Open a page of the form; 0 leads back to the guide."""
        if page:
            st.query_params[_PAGE] = str(page)
        else:
            st.query_params.pop(_PAGE, None)

    @property
    def office(self) -> str:
        """Return the matter whose own form stands beside the page."""
        return st.query_params.get(_OFFICE, "")

    def look_at(self, matter: str) -> None:
        """Show the form of another matter beside the page."""
        st.query_params[_OFFICE] = matter

    def begin_with(self, answers: Mapping[str, Any], parties: Mapping[str, str]) -> None:
        """Show another situation, from its guide on."""
        self.turn_to(0)
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

"""A department's own part of a round: what it is asked, and its answers."""

from collections.abc import Mapping
from dataclasses import replace

from core.i18n import DEFAULT_LOCALE
from core.services.acting import StaffContext
from core.services.confirming_rounds import (
    Answer,
    Phase,
    Round,
    RoundAction,
    RoundSummary,
    RoundView,
    cells_of,
    current_round,
    view_of,
)
from core.services.designers.confirm_rounds import summaries_in
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.confirming import asking
from core.working_days import day_of

_SHOWN = frozenset({Phase.OPEN, Phase.PASSED, Phase.RETURNED})


class AnswerRounds:
    """Lists, shows and answers what an officer's own department is asked, and nothing else."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def list_asked(self, session: Principal) -> tuple[RoundSummary, ...]:
        """Return the rounds that concern the department, the first deadline first."""
        with self._staff.as_permitted(session, UseCase.LIST_ASKED) as (stores, permit):
            found = [
                replace(summary, round=own_part(summary.round, permit.department))
                for summary in summaries_in(stores)
                if summary.round.phase in _SHOWN and permit.department in summary.round.departments
            ]
        return tuple(sorted(found, key=lambda summary: (summary.round.deadline, summary.code)))

    def read_asked(
        self, session: Principal, code: str, locale: str = DEFAULT_LOCALE
    ) -> RoundView | None:
        """Return what the department is asked about a theme, if it is."""
        with self._staff.as_permitted(session, UseCase.READ_ASKED) as (stores, permit):
            found = current_round(stores, code)
            if found is None or permit.department not in found.departments:
                return None
            own = own_part(found, permit.department)
            today, calendar = day_of(self._staff.clock()), self._staff.calendar
            return view_of(stores, code, own, locale=locale, today=today, calendar=calendar)

    def answer_round(
        self, session: Principal, code: str, number: int, answers: Mapping[str, Answer]
    ) -> None:
        """Answer some elements for the department, all of them or none.

        Args:
            session: Of an officer of the department.
            code: The theme.
            number: The round that was looked at: another one asks about something else.
            answers: By the key of the element.

        Raises:
            RoundRefusedError: If the round is over or another, an element is none of theirs, or
                a refusal has no reason.
        """
        with self._staff.as_permitted(session, UseCase.ANSWER_ROUND) as (stores, permit):
            found = current_round(stores, code, to_change=True)
            if found is not None and found.number != number:
                found = None
            at = self._staff.clock()
            for details in asking.answer(found, permit.department, answers):
                stores.rounds.append(code, RoundAction.ANSWERED, details, at=at, by=permit.username)


def own_part(found: Round, department: str) -> Round:
    """Return what of a round is a department's own: its cells, and what was said about them."""
    cells = {cell: state for cell, state in found.cells.items() if cell.department == department}
    keys = {cell.element for cell in cells}
    events = [
        event
        for event in found.events
        if any(cell.department == department for cell in cells_of(event))
    ]
    elements = tuple(element for element in found.elements if element.key in keys)
    return replace(found, cells=cells, elements=elements, events=tuple(events))

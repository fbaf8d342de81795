"""Write down requests and answers about somebody's own data, each once, in the sealed history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.cases.models import Case
from core.cases.sealing import next_entry
from core.errors import NotConsentedError, RequestAnsweredError
from core.ports import Clock, Stores
from core.privacy.requests import (
    ANSWERED,
    ASKED,
    CONSENT_WITHDRAWN,
    Outcome,
    RequestAnswer,
    RightRequest,
    Wish,
    answer_details,
    requests_in,
    standing_consents,
    wish_details,
)
from core.working_days import WorkingCalendar

_LEFT_OVER = (Outcome.ERASED, Outcome.RESTRICTED)


@dataclass(frozen=True, slots=True)
class RequestBook:
    """Keeps requests."""

    clock: Clock
    calendar: WorkingCalendar

    def ask(self, stores: Stores, number: str, wish: Wish, *, by: str) -> RightRequest:
        """Write a request down.

        Raises:
            RequestEmptyError: If it does not say what is wished.
        """
        case = stores.cases.get(number, to_change=True)
        self._write(stores, case, ASKED, wish_details(wish), by=by)
        return requests_in(stores.cases.get(number).history, self.calendar)[-1]

    def answer(
        self, stores: Stores, number: str, request: int, answer: RequestAnswer, *, by: str
    ) -> RightRequest:
        """Answer a request, once.

        Raises:
            RequestAnsweredError: If it was, or there is none.
            AnswerUnfitError, CaseRunningError: If it cannot be answered so.
        """
        case = stores.cases.get(number, to_change=True)
        known = {request.number: request for request in requests_in(case.history, self.calendar)}
        asked = known.get(request)
        if asked is None or asked.answer is not None:
            raise RequestAnsweredError
        self._write(stores, case, ANSWERED, answer_details(asked, answer, case.status), by=by)
        if answer.outcome in _LEFT_OVER:
            self.erase_left_over(stores, case)
        answered = requests_in(stores.cases.get(number).history, self.calendar)
        return next(known for known in answered if known.number == request)

    def withdraw_consent(self, stores: Stores, number: str, about: str, *, by: str) -> None:
        """Write down that a consent stands no more; what was done before stays lawful (15).

        Raises:
            NotConsentedError: If it does not stand.
        """
        case = stores.cases.get(number, to_change=True)
        standing = standing_consents(case.application.consents, case.history)
        if about not in {consent.about for consent in standing}:
            raise NotConsentedError
        self._write(stores, case, CONSENT_WITHDRAWN, {"about": about}, by=by)

    def erase_left_over(self, stores: Stores, case: Case) -> None:
        """Erase what no archive holds: links to phones, and files that were not handed in.

        The files themselves are swept away from now on, as those of a visit that is over.
        """
        for holder in holders_of(case):
            stores.visits.end_links(holder)
            stores.leases.extend(holder, self.clock())

    def _write(
        self, stores: Stores, case: Case, action: str, details: Mapping[str, Any], *, by: str
    ) -> None:
        stores.cases.append(
            next_entry(case, at=self.clock(), actor=by, action=action, details=details)
        )


def holders_of(case: Case) -> tuple[str, str]:
    """Return who may hold files for a case that it does not have: itself, and its visit."""
    return case.number, case.application.submission_key

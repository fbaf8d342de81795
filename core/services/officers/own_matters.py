"""Where an officer's own matter stands, and the one way in which officers take a step with it.

Of two who act at once the first holds the row of the case; the second is told what the first did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case, Event
from core.cases.numbering import normalised
from core.cases.review_actions import ReviewAction
from core.fees.charges import ENDED_WITHOUT, MatterCharge
from core.ports import Stores
from core.review.clocks import decision_clock, is_accepted_by_silence
from core.review.commitments import Commitment
from core.review.deciding import Granting, Statement, expect_complete
from core.review.joint_visits import places_inspected, visited_together
from core.review.matter_reviews import (
    MatterReview,
    MatterTerms,
    has_result,
    matter_reviews,
    waits_in_vain,
)
from core.review.possible_steps import MatterStanding
from core.review.states import STEPS, WITHOUT_RESULT
from core.services.access_log import members_by_name
from core.services.acting import Acted, StaffContext
from core.services.case_charges import charge_hindrance
from core.services.officers.open_case import CaseOpener, corrections_of
from core.services.officers.opened_cases import OpenedCase
from core.services.officers.promised_materials import owed_to, promises_to
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class ReviewedCase:
    """An opened case with where each of its matters stands."""

    opened: OpenedCase
    terms: Mapping[str, MatterTerms]
    reviews: Mapping[str, MatterReview]
    rules: ReviewRules
    today: date
    charges: Mapping[str, MatterCharge]

    def together(self, matter: str) -> tuple[str, ...]:
        """Return the matters that one visit for this one serves."""
        return visited_together(matter, self.places(), self.reviews)

    def places(self) -> dict[str, str]:
        """Return the place that each matter of the case inspects."""
        own = {code: self.opened.catalogue.matters[code] for code in self.terms}
        return places_inspected(own, self.opened.plan.bound)

    def can_charge(self, matter: str) -> bool:
        """Say whether the office of a matter can still say how much is paid for it."""
        charge = self.charges.get(matter)
        is_running = self.opened.case.status in RUNNING
        is_wanted = self.reviews[matter].state not in ENDED_WITHOUT
        return charge is not None and charge.may(ChargeAction.ASSESSED) and is_running and is_wanted

    def names(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the names of matters."""
        return tuple(self.opened.catalogue.matters[code].name for code in codes)

    def standing(self, matter: str, stores: Stores) -> MatterStanding:
        """Return where a matter stands for its office."""
        review, term, calendar = self.reviews[matter], self.terms[matter], self.rules.calendar
        ended = [code for code, other in self.reviews.items() if other.state in WITHOUT_RESULT]
        corrections = corrections_of(matter, self.opened.corrections)
        until = [correction.until for correction in corrections if correction.is_open]
        is_in_vain = waits_in_vain(review, term, ended)
        return MatterStanding(
            review,
            term,
            self.today,
            clock=decision_clock(review, term, calendar, self.today),
            owed=owed_to(matter, self.opened),
            promised=self._promised(matter),
            waits_for=self.names(self._awaited(term, ended if is_in_vain else None)),
            is_in_vain=is_in_vain,
            was_asked=bool(corrections),
            answer_until=max(until, default=None),
            is_silent=is_accepted_by_silence(review, term, calendar, self.today),
            last_by=_last_by(matter, self.opened.case.history, stores),
            unpaid=charge_hindrance(self.charges.get(matter), ReviewAction.GRANTED),
        )

    def _promised(self, matter: str) -> tuple[Commitment, ...]:
        """Return the promises that a decision of today would rest on."""
        check_by = self.rules.calendar.after(self.today, self.rules.check_days)
        promised = promises_to(matter, self.opened)
        return tuple(Commitment(place, name, check_by) for place, name in promised)

    def _awaited(self, term: MatterTerms, only: Iterable[str] | None) -> list[str]:
        """Return the matters whose results are missing, or those of them that are named."""
        awaited = {code for wait in term.waits for code in wait.after}
        missing = awaited if only is None else awaited & set(only)
        return [c for c in self.terms if c in missing and not has_result(self.reviews[c])]


def _last_by(matter: str, history: Iterable[Event], stores: Stores) -> str:
    """Return who took the last step with a matter, by the name that colleagues know."""
    taken = (event for event in history if event.action in STEPS)
    actors = [event.actor for event in taken if event.details.get("matter") == matter]
    member = members_by_name(stores).get(actors[-1]) if actors else None
    return member.display_name if member else ""


class OwnMatters:
    """Opens an officer's own matters inside a transaction that was permitted, and acts on them."""

    def __init__(self, staff: StaffContext, opener: CaseOpener) -> None:
        self._staff = staff
        self._opener = opener

    def first(self, acted: Acted, number: str) -> str:
        """Return the first own matter of a case.

        Raises:
            CaseNotFoundError: If none of it is theirs.
        """
        stores, permit = acted
        return self._opener.opened(stores, number).own(permit)[0]

    def reviewed(self, acted: Acted, number: str, matter: str) -> ReviewedCase:
        """Return a case of which a matter is somebody's own.

        Raises:
            CaseNotFoundError: If it is not theirs.
        """
        stores, permit = acted
        opened = self._opener.own_part(stores, permit, number, matter)
        rules, outline = self._staff.review_rules, opened.case.outline
        terms = rules.terms(stores, outline)
        return ReviewedCase(
            opened,
            {term.matter: term for term in terms},
            matter_reviews(outline, terms),
            rules,
            day_of(self._staff.clock()),
            rules.charges.of(stores, opened.case),
        )

    def hold(self, acted: Acted, number: str) -> None:
        """Hold the row of a case, so that whoever acts on it at the same time comes second."""
        stores, _ = acted
        stores.cases.get(normalised(number), to_change=True)

    def take(self, acted: Acted, number: str, matter: str, statement: Statement) -> Case:
        """Take a step with a matter, and return the case after it.

        Raises:
            CaseNotFoundError: If it is not theirs.
            StepHinderedError: If something is in the way: a colleague was faster, for example.
            StatementIncompleteError: Listing everything that is missing.
        """
        self.hold(acted, number)
        stores, _ = acted
        reviewed = self.reviewed(acted, number, matter)
        expect_complete(statement, reviewed.standing(matter, stores))
        return self.write(acted, reviewed, matter, statement)

    def grant(self, acted: Acted, number: str, matter: str, statement: Granting) -> Case:
        """Decide for the applicant, resting on every promise of the case.

        Raises:
            CaseNotFoundError: If it is not theirs.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        stores, _ = acted
        stores.cases.get(normalised(number), to_change=True)
        reviewed = self.reviewed(acted, number, matter)
        standing = reviewed.standing(matter, stores)
        resting = statement.resting_on(standing.promised)
        expect_complete(resting, standing)
        return self.write(acted, reviewed, matter, resting)

    def write(
        self, acted: Acted, reviewed: ReviewedCase, matter: str, statement: Statement
    ) -> Case:
        """Write a step that was found complete."""
        stores, permit = acted
        return write_review_step(
            stores,
            reviewed.opened.case.number,
            ReviewStep(statement.action, matter, statement.details()),
            actor=permit.username,
            at=self._staff.clock(),
            rules=reviewed.rules,
        )

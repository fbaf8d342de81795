"""Prove that a theme works in every situation (law 8), and stand by what is only a warning."""

from datetime import date, datetime

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Severity
from core.catalogue.models import Theme
from core.errors import ReasonTooShortError, UnknownFindingError
from core.ports import Draft, Stores
from core.services.acting import StaffContext
from core.services.designers.proofs import Proof, Prover, RuleFinding
from core.services.theme_documents import theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.verifying.acceptances import Acceptance
from core.working_days import day_of

__all__ = ["Proof", "ProveTheme", "RuleFinding"]

SHORTEST_REASON = 4
LONGEST_REASON = 400


class ProveTheme:
    """Proves drafts. What proves works outside the transactions: nobody waits meanwhile."""

    def __init__(self, staff: StaffContext, prover: Prover) -> None:
        self._staff = staff
        self._prover = prover

    def known_proof(self, session: Principal, draft: Draft) -> Proof | None:
        """Return the proof of a draft if it has been proved as it stands."""
        with self._staff.as_permitted(session, UseCase.FIND_PROOF) as (stores, _):
            theme, catalogue, acceptances = to_be_proved(stores, draft)
        if not self._prover.is_known(theme, catalogue):
            return None
        return self._prover.prove(theme, catalogue, acceptances, on=self._today())

    def prove(self, session: Principal, draft: Draft) -> Proof:
        """Verify a draft over all its situations (law 8); this may take some seconds."""
        with self._staff.as_permitted(session, UseCase.PROVE_THEME) as (stores, _):
            wanted = to_be_proved(stores, draft)
        return self._prover.prove(*wanted, on=self._today())

    def accept_warning(
        self, session: Principal, draft: Draft, *, rule: str, at: str, reason: str
    ) -> None:
        """Stand by a warning with a reason and a name.

        Raises:
            ReasonTooShortError, UnknownFindingError: If it cannot be accepted.
        """
        with self._staff.as_permitted(session, UseCase.ACCEPT_WARNING) as (stores, _):
            wanted = to_be_proved(stores, draft)
        proof = self._prover.prove(*wanted, on=self._today())
        with self._staff.as_permitted(session, UseCase.ACCEPT_WARNING) as (stores, permit):
            acceptance = _acceptance(
                proof,
                rule=rule,
                at=at,
                reason=reason,
                by=permit.username,
                now=self._staff.clock(),
            )
            stores.acceptances.add(draft.code, acceptance)

    def withdraw_acceptance(self, session: Principal, draft: Draft, *, rule: str, at: str) -> None:
        """Stand by a warning no longer; who did and who does not any more stays on record."""
        with self._staff.as_permitted(session, UseCase.WITHDRAW_ACCEPTANCE) as (stores, permit):
            now = self._staff.clock()
            stores.acceptances.withdraw(draft.code, rule, at, by=permit.username, at=now)

    def _today(self) -> date:
        return day_of(self._staff.clock())


def to_be_proved(stores: Stores, draft: Draft) -> tuple[Theme, Catalogue, tuple[Acceptance, ...]]:
    """Return a draft with the library, and which of its warnings somebody stands by."""
    catalogue = stores.catalogue.read().catalogue
    return theme_of(draft.document), catalogue, stores.acceptances.of(draft.code)


def _acceptance(
    proof: Proof, *, rule: str, at: str, reason: str, by: str, now: datetime
) -> Acceptance:
    """Return somebody's word for a warning.

    Raises:
        ReasonTooShortError: If there is hardly a reason, or a whole essay.
        UnknownFindingError: If there is no such warning (any more); errors have to be mended.
    """
    words = " ".join(reason.split())
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise ReasonTooShortError(least=SHORTEST_REASON, most=LONGEST_REASON)
    warnings = {
        (finding.finding.rule, finding.finding.at)
        for finding in proof.findings
        if finding.finding.severity is Severity.WARNING
    }
    if (rule, at) not in warnings:
        raise UnknownFindingError(rule=rule, at=at)
    return Acceptance(rule, at, words, by, now)

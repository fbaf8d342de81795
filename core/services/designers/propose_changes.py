"""Improve the catalogue: what is found, adopted or declined, and changed once all agree (四免)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Lock

from core.catalogue.catalogue import Catalogue
from core.errors import ProposalDoubtedError
from core.monitoring.finding import observed_in
from core.ports import Stores
from core.services.acting import StaffContext
from core.services.case_logs import OwnLog
from core.services.confirming_rounds import observed_in_rounds
from core.services.designers.proofs import Prover
from core.services.designers.write_edits import write_edits
from core.services.proposal_decisions import expect_allowed, reason_in
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.proposing.deciding import DecidedProposal, Decision, Verdict
from core.themes.proposing.observed import LEAST_CASES, ObservedMatter
from core.themes.proposing.proposal import Candidate, Proposal, Proposals
from core.themes.proposing.proving import KnownProposals, find_proposals
from core.working_days import day_of

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ImprovementList:
    """What can be improved, and what was decided about it.

    ``cases`` are the cases of each theme in the last 365 days. ``decided`` are the proposals that
    somebody adopted or declined, by name, whether they are found again or not. ``departments`` and
    ``themes`` are names by code.
    """

    found: Proposals
    decided: Mapping[str, DecidedProposal]
    cases: Mapping[str, int]
    departments: Mapping[str, str]
    themes: Mapping[str, str]

    def theme_name(self, code: str) -> str:
        """Return what a theme is called, with its code."""
        return f"{self.themes[code]} {code}" if code in self.themes else code

    @property
    def open(self) -> tuple[Proposal, ...]:
        """Return what nobody has decided on yet."""
        return tuple(proposal for proposal in self.found.proved if proposal.id not in self.decided)


class ProposeChanges:
    """Finds, adopts and declines proposals, and makes the change that everybody agreed to."""

    def __init__(self, staff: StaffContext, prover: Prover, log: OwnLog | None = None) -> None:
        self._log = log
        self._staff = staff
        self._prover = prover
        self._finding = Lock()
        self._known: tuple[_Basis, Proposals] | None = None
        self._worked_out = KnownProposals()
        self._observed: tuple[date, tuple[ObservedMatter, ...]] = date.min, ()

    def found(self, session: Principal) -> ImprovementList:
        """Return every proposal, proved over all situations; this may take some seconds.

        What was found is kept until the library or a theme changes.
        """
        self._staff.expect(session, UseCase.FIND_PROPOSALS)
        self._look_at_cases()
        with self._staff.as_permitted(session, UseCase.FIND_PROPOSALS) as (stores, _):
            catalogue, observed = self._basis(stores)
            decided = {known.candidate.id: known for known in stores.proposals.all()}
            cases = stores.cases.received_since(self._staff.clock() - _A_YEAR)
        names = {code: known.name for code, known in catalogue.departments.items()}
        themes = {code: known.name for code, known in catalogue.themes.items()}
        found = self._found_in((catalogue, observed))
        return ImprovementList(found, decided, cases, names, themes)

    def adopt(self, session: Principal, proposal: str) -> None:
        """Send a proposal to the departments that it concerns; nothing changes yet.

        Raises:
            ProposalDoubtedError: If it is no longer one, or not proved any more.
            ProposalDecidedError: If it was decided on meanwhile.
        """
        self._staff.expect(session, UseCase.ADOPT_PROPOSAL)
        self._look_at_cases()
        with self._staff.as_permitted(session, UseCase.ADOPT_PROPOSAL) as (stores, _):
            basis = self._basis(stores)
        candidate = self._candidate(basis, proposal)
        with self._staff.as_permitted(session, UseCase.ADOPT_PROPOSAL) as (stores, permit):
            expect_allowed(stores, proposal, Verdict.ADOPTED)
            self._say(stores, candidate, Verdict.ADOPTED, by=permit.username)

    def decline(self, session: Principal, proposal: str, *, reason: str) -> None:
        """Put a proposal away with a reason; it comes back only where the catalogue changes.

        Raises:
            ReasonTooShortError: If there is hardly a reason.
            ProposalDoubtedError, ProposalDecidedError: As for :meth:`adopt`.
        """
        self._staff.expect(session, UseCase.DECLINE_PROPOSAL)
        self._look_at_cases()
        with self._staff.as_permitted(session, UseCase.DECLINE_PROPOSAL) as (stores, _):
            known, basis = stores.proposals.of(proposal), self._basis(stores)
        words = reason_in(reason)
        candidate = known.candidate if known else self._candidate(basis, proposal)
        with self._staff.as_permitted(session, UseCase.DECLINE_PROPOSAL) as (stores, permit):
            expect_allowed(stores, proposal, Verdict.DECLINED)
            self._say(stores, candidate, Verdict.DECLINED, by=permit.username, reason=words)

    def make_change(self, session: Principal, proposal: str) -> None:
        """Change the library as every department agreed to, proved once more.

        What changes a theme itself changes its draft, which has to be published.

        Raises:
            ProposalDecidedError: If not every department has agreed.
            ProposalDoubtedError: If the catalogue has changed so that it is not proved any more.
        """
        self._staff.expect(session, UseCase.MAKE_CHANGE)
        self._look_at_cases()
        with self._staff.as_permitted(session, UseCase.MAKE_CHANGE) as (stores, _):
            expect_allowed(stores, proposal, Verdict.APPLIED)
            basis = self._basis(stores)
        candidate, catalogue = self._candidate(basis, proposal), basis[0]
        with self._staff.as_permitted(session, UseCase.MAKE_CHANGE) as (stores, permit):
            expect_allowed(stores, proposal, Verdict.APPLIED)
            if _with_themes(stores) != catalogue:
                raise ProposalDoubtedError(proposal=proposal)
            write_edits(stores, catalogue, candidate, at=self._staff.clock(), by=permit.username)
            self._say(stores, candidate, Verdict.APPLIED, by=permit.username)

    def _say(
        self,
        stores: Stores,
        candidate: Candidate,
        verdict: Verdict,
        *,
        by: str,
        reason: str = "",
    ) -> None:
        decision = Decision(candidate.id, verdict, "", reason, by, self._staff.clock())
        stores.proposals.add(candidate, decision)

    def _candidate(self, basis: "_Basis", proposal: str) -> Candidate:
        """Return the change of a proposal that is found and proved in a catalogue.

        Raises:
            ProposalDoubtedError: If there is none of that name.
        """
        for known in self._found_in(basis).proved:
            if known.id == proposal:
                return known.candidate
        raise ProposalDoubtedError(proposal=proposal)

    def _found_in(self, basis: "_Basis") -> Proposals:
        """Return what is found in a catalogue; whoever asks at once waits for the first."""
        with self._finding:
            if self._known is None or self._known[0] != basis:
                catalogue, observed = basis
                found = find_proposals(catalogue, self._prover.verify, observed, self._worked_out)
                self._known = basis, found
            return self._known[1]

    def _basis(self, stores: Stores) -> "_Basis":
        """Return what proposals are found in; what happened to cases was read before.

        Where our own cases are too few to say anything, what a round found elsewhere counts.
        """
        enough = {
            found.matter: found for found in self._observed[1] if found.decided >= LEAST_CASES
        }
        from_rounds = {found.matter: found for found in observed_in_rounds(stores)}
        return _with_themes(stores), tuple({**from_rounds, **enough}.values())

    def _look_at_cases(self) -> None:
        """Look once a day at what happened to cases, in transactions of its own."""
        today = day_of(self._staff.clock())
        if self._log is not None and self._observed[0] != today:
            events, calendar = self._log.read().events, self._staff.calendar
            self._observed = today, observed_in(events, calendar, today - _A_YEAR)


_Basis = tuple[Catalogue, tuple[ObservedMatter, ...]]
"""A catalogue, and what happened to the cases of its matters."""


def _with_themes(stores: Stores) -> Catalogue:
    """Return the library with the themes as policy staff have them now, drafts before versions."""
    published = {code: version.theme for code, version in newest_versions(stores).items()}
    drafts = {code: theme for code, (_, theme) in sound_drafts(stores).items()}
    return replace(stores.catalogue.read().catalogue, themes={**published, **drafts})

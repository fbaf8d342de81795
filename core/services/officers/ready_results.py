"""The results of a case as the one window sees them: what is there, what is still to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.cases.models import Case
from core.handouts.delivery_list import DeliveryBrief, DeliveryRow
from core.review.clocks import day_to_deliver
from core.review.handing_over import HandingOver, delivery_in
from core.review.matter_reviews import MatterReview, MatterTerms, matter_reviews
from core.review.states import FINAL, MatterState
from core.services.case_agents import CaseAgent
from core.themes.publishing import ThemeVersion
from core.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class ReadyCase:
    """A case of which a result waits to be handed over.

    ``ready`` of ``total`` matters have a result that waits; ``open`` are those that no office has
    decided yet. ``due`` is the earliest day by which something has to be handed over.
    ``unassessed`` of the ready ones cannot be handed over before an office says their fee.
    """

    number: str
    theme_name: str
    applicant_name: str
    ready: int
    total: int
    open: int
    due: date | None
    unassessed: int = 0

    @property
    def is_complete(self) -> bool:
        """Say whether nothing more is to come."""
        return self.open == 0


@dataclass(frozen=True, slots=True)
class MatterResult:
    """One matter of a case as the window sees it.

    ``papers`` name each result with its number, ``due`` is the day by which it has to be handed
    over. What is not ready is shown with where it stands;
    ``delivery`` is what was said when it was handed over.
    """

    matter: str
    name: str
    department: str
    state: MatterState
    papers: tuple[str, ...]
    decided_on: date | None
    due: date | None
    delivered_on: date | None = None
    delivery: HandingOver | None = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """Return what it is: its papers, else the matter."""
        return "、".join(self.papers) or self.name

    @property
    def is_ready(self) -> bool:
        """Say whether it can be handed over now."""
        return self.state is MatterState.GRANTED


@dataclass(frozen=True, slots=True)
class ReadyResults:
    """A case with its results; ``theme_name`` is what the applicant came for.

    ``agents`` act or acted for another, the latest first.
    """

    number: str
    theme_name: str
    applicant_name: str
    results: tuple[MatterResult, ...]
    unassessed: tuple[str, ...] = ()
    """Names of granted matters whose fee is still to be said."""
    agents: tuple[CaseAgent, ...] = ()

    def of(self, matters: Iterable[str]) -> tuple[MatterResult, ...]:
        """Return the results of some matters."""
        wanted = frozenset(matters)
        return tuple(result for result in self.results if result.matter in wanted)

    @property
    def has_ended(self) -> bool:
        """Say whether nothing more is to be done in the case."""
        return all(result.state in FINAL for result in self.results)

    @property
    def ready(self) -> tuple[MatterResult, ...]:
        """Return what can be handed over now."""
        return tuple(result for result in self.results if result.is_ready)


def results_of(
    case: Case,
    version: ThemeVersion,
    terms: Sequence[MatterTerms],
    *,
    calendar: WorkingCalendar,
) -> ReadyResults:
    """Return where the result of every matter of a case is."""
    reviews, catalogue = matter_reviews(case, terms), version.catalogue
    return ReadyResults(
        case.number,
        version.theme.name,
        case.applicant_name,
        tuple(
            MatterResult(
                term.matter,
                catalogue.matter_name(term.matter),
                catalogue.office_name(term.matter),
                review.state,
                tuple(_papers(review, catalogue.matters[term.matter].results)),
                review.decided_on,
                day_to_deliver(review, calendar),
                review.delivered_on,
                delivery_in(case.history, term.matter),
            )
            for term in terms
            for review in [reviews[term.matter]]
        ),
    )


def _papers(review: MatterReview, declared: Iterable[str]) -> Iterable[str]:
    """Yield the results as they were given, else as the matter declares them."""
    given = [f"{result['name']} {result['number']}" for result in review.results]
    return given or declared


def list_of(
    found: ReadyResults, matters: Sequence[str], *, written_on: date, locale: str
) -> DeliveryBrief:
    """Return what a list of results is written from: the named ones, and those handed over."""
    wanted = {*matters, *(result.matter for result in found.results if result.delivered_on)}
    return DeliveryBrief(
        found.number,
        found.theme_name,
        found.applicant_name,
        tuple(
            DeliveryRow(
                result.papers,
                result.name,
                result.department,
                result.decided_on,
                result.delivered_on,
                result.delivery,
            )
            for result in found.of(wanted)
        ),
        written_on,
        locale,
    )

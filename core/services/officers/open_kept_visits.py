"""See at the window how far a visit is that somebody left, and what it still lacks.

Whoever brings number and code is shown it; a wrong code waits as long as at the kiosk. The visit
stays as it was: the kiosk goes on with it by the same number and code.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.cases.fetched_records import RecordSeals
from core.services.access_log import note_look
from core.services.acting import StaffContext
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.prepare_application import PreparedApplication, prepare_application
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of

COUNTER = "counter"
"""From where the window tries codes."""


@dataclass(frozen=True, slots=True)
class KeptVisitSeen:
    """A visit that was left, as the window sees it: how far it is, and nothing that was said.

    ``missing`` are the materials that are neither given nor promised, ``problems`` how many entries
    of the form are still to be put right. ``is_finished`` says that every question is answered;
    before, nothing is certain about form and materials.
    """

    theme_name: str
    is_finished: bool
    answers: int
    entries: int
    files: int
    problems: int
    missing: tuple[str, ...] = field(repr=False)


class OpenKeptVisits:
    """What the window does with a number and a code that somebody brings."""

    def __init__(
        self, staff: StaffContext, keeper: VisitKeeper, *, sealing_key: Callable[[], bytes]
    ) -> None:
        self._staff = staff
        self._keeper = keeper
        self._seals = RecordSeals(sealing_key)
        self._plans = PlanShelf()

    def open_kept(self, session: Principal, number: str, code: str) -> KeptVisitSeen:
        """Return how far a visit is that was left for another day; who saw it is written down.

        Raises:
            ResumeCodeUnknownError: If nothing is kept under the number.
            WrongCodeError: If the code does not fit.
            ResumeCodeLockedError: If it is too early to try again.
            NotKeptError: If visits are not kept here.
        """
        self._staff.expect(session, UseCase.OPEN_KEPT)
        application = self._keeper.look(number, code, place=COUNTER).application
        with self._staff.as_permitted(session, UseCase.OPEN_KEPT) as acted:
            stores, _ = acted
            planned = self._plans.of_application(stores, application)
            name = planned.version.theme.name
            note_look(acted, UseCase.OPEN_KEPT, at=self._staff.session_time(), part=name)
        today = day_of(self._staff.clock())
        return _seen(
            name, prepare_application(application, planned, today=today, seals=self._seals)
        )


def _seen(name: str, prepared: PreparedApplication) -> KeptVisitSeen:
    given, is_finished = prepared.given, prepared.is_finished
    return KeptVisitSeen(
        name,
        is_finished,
        len(given.answers),
        len(given.values),
        len(given.uploads),
        len(prepared.problems) if is_finished else 0,
        prepared.missing if is_finished else (),
    )

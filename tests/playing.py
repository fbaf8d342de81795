"""Play a case to its issuance: each office does what its work list says, until nothing is left.

Who plays is a *desk*: an officer without a page (:class:`OfficerDesk`), or one at a screen
(``tests/browser/officer_screen.py``). The story is the same for both.
"""

from datetime import timedelta

from core.catalogue.models import short_name
from core.fees.charges import ChargeState
from core.fees.statements import Assessing
from core.fees.taking import CashierTicket
from core.review.deciding import GrantedResult, Granting
from core.review.next_moves import NextMove
from core.review.statements import Appointing, Opining
from core.services.citizens import Credentials
from core.services.officers.list_tasks import TaskSearch
from core.staff.models import Role, StaffMember
from core.working_days import day_of
from tests.papers import PDF
from tests.seating import WINDOW

MOVES = (NextMove.SPEAK, NextMove.INSPECT, NextMove.DECIDE)
"""What an officer can do at once; all else waits for somebody."""
_MOST_ROUNDS = 12
_A_STEP = timedelta(minutes=7)


def officer_of(department):
    """Return somebody of an office who can log in under its code."""
    return StaffMember(department.lower(), f"{department} 人员", (Role.DEPARTMENT,), department)


def play(number, desks):
    """Let every office do what it can, round by round; return the steps, first to last.

    A round in which nobody can do anything ends it: all is decided, or waits for the citizen.
    """
    steps = []
    for _ in range(_MOST_ROUNDS):
        before = len(steps)
        for desk in desks:
            for matter, move in sorted(desk.moves(number).items()):
                if move in MOVES and desk.take(number, matter, move):
                    steps.append((matter, move))
        if len(steps) == before:
            return steps
    raise AssertionError(f"still not at rest after {_MOST_ROUNDS} rounds: {steps[-5:]}")


class OfficerDesk:
    """An officer without a page, to whom every step takes some minutes."""

    def __init__(self, hall, department):
        self._hall, self._clock = hall, hall.clock
        self._seat = hall.as_(officer_of(department))
        self._office = self._seat.office

    def moves(self, number):
        """Return what the work list says is next, by matter of the case."""
        page = self._office.listing.tasks(TaskSearch(number))
        return {task.line.matter: task.move for task in page.tasks}

    def take(self, number, matter, move):
        """Take a step; return whether there was one to take."""
        about = (number, matter)
        task = self._office.reviewing.task(*about)
        if move is NextMove.SPEAK:
            self._office.accepting.accept_matter(*about)
        elif move is NextMove.INSPECT and task.review.inspection is None:
            together = tuple(task.together)
            day = day_of(self._clock())
            visit = Appointing("", day, "09:30", "演示路 1 号首层", together)
            self._office.inspecting.set_inspection(*about, visit)
        elif move is NextMove.INSPECT and task.review.inspection.passed is None:
            self._office.inspecting.record_inspection(*about, Opining(True, "与申请一致"))
        elif task.standing.owed:
            return False
        else:
            self._settle_charge(task)
            self._office.deciding.grant_matter(*about, Granting(results_of(task)))
        self._clock.now += _A_STEP
        return True

    def _settle_charge(self, task):
        """Say how much it is where the office has to, and let the window take it."""
        if task.charge is None or task.charge.is_settled:
            return
        number, matter = task.case.number, task.matter
        if task.charge.state is ChargeState.OPEN:
            self._seat.fees.charging.assess(number, matter, Assessing("100.00", "核定书"))
        till = self._hall.as_(WINDOW).fees.paying
        till.take(number, [matter], CashierTicket(f"票据 {matter}"))


def results_of(task):
    """Return every result of a matter, each with a number of its own."""
    names = task.results or (task.name,)
    return tuple(
        GrantedResult(short_name(name), f"{task.matter}-{place}")
        for place, name in enumerate(names, 1)
    )


def supply_everything(hall, case):
    """Let the citizen hand in whatever was promised for later."""
    supply, asked = hall.kiosk.tracking.supply, credentials_of(case)
    for material in supply.owed(asked):
        supply(asked, material, name="later.pdf", content=PDF)


def credentials_of(case, role="principal"):
    """Return what somebody types to look after their case."""
    return Credentials(case.number, case.application.values[f"per.id_no@{role}"][-4:])

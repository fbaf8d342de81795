"""Show the board of the hall: counted in one short transaction, for all its screens."""

from datetime import datetime, time, timedelta

from core.ports import Stores
from core.review.hall_board import BoardFigures, BoardRow, HallBoard, added_up
from core.review.tasks import TaskDay
from core.services.acting import StaffContext
from core.services.confirming_rounds import department_names
from core.services.officers.find_cases import VersionShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import ZONE, day_of

__all__ = ["BoardFigures", "BoardRow", "HallBoard", "ShowHallBoard"]

COUNTED_FOR = timedelta(seconds=20)
"""How long a count serves every screen of this process; as often a screen asks anew."""


class ShowHallBoard:
    """Numbers for everybody in the hall to see.

    A hall counts each of its open matters, so a wall of screens does not count them once a screen.
    ``is_demo`` says that nothing of what they show is real.
    """

    def __init__(self, staff: StaffContext, *, is_demo: bool = False) -> None:
        self._staff = staff
        self.is_demo = is_demo
        self._versions = VersionShelf()
        self._counted: HallBoard | None = None

    def board(self, session: Principal) -> HallBoard:
        """Return the numbers of a moment ago, by department and by theme; it says which moment."""
        with self._staff.as_permitted(session, UseCase.SHOW_BOARD) as (stores, _):
            now, found = self._staff.clock(), self._counted
            if found is None or not timedelta() <= now - found.read_at < COUNTED_FOR:
                found = self._counted = self._count(stores, now)
            return found

    def _count(self, stores: Stores, now: datetime) -> HallBoard:
        day = TaskDay.on(day_of(now), self._staff.calendar)
        begun = datetime.combine(day.today, time.min, ZONE)
        rows = stores.tasks.board(day.today, begun)
        departments, facts = department_names(stores), self._versions.facts(stores)
        themes = {code: known.name for (code, _), known in facts.items()}
        whole = added_up(rows, lambda _: "")
        return HallBoard(
            read_at=now,
            day=day,
            cases=sum(stores.cases.received_since(begun).values()),
            whole=whole[0] if whole else BoardFigures("", 0, 0, 0, 0),
            departments=added_up(rows, lambda row: departments.get(row.department, row.department)),
            themes=added_up(rows, lambda row: themes.get(row.theme, row.theme)),
        )

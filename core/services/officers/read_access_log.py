"""What supervisors see of the access log: by case, by member, by day; to take along as well."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO

from core.cases.numbering import is_case_number, normalised
from core.ports import Stores
from core.services.access_log import members_by_name, note_look
from core.services.acting import Acted, StaffContext
from core.staff.access import LOOKS_AT_ONCE, Look, LookSearch
from core.staff.models import Principal, StaffMember
from core.staff.use_cases import UseCase

ALL_LOOKS = LookSearch()
_COLUMNS = ("at", "username", "name", "department", "use_case", "case", "matter", "part")
_READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class LookPage:
    """One page of the log, how many looks there are on all, and whoever may stand in it."""

    looks: tuple[Look, ...]
    number: int
    members: Mapping[str, StaffMember]


class ReadAccessLog:
    """Shows the log to supervisors. Each look at it is written into it."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def looks(self, session: Principal, asked: LookSearch = ALL_LOOKS) -> LookPage:
        """Return one page of the looks that are asked for, the newest first."""
        with self._staff.as_permitted(session, UseCase.LIST_LOOKS) as (stores, permit):
            wanted, members = _cleaned(asked), members_by_name(stores)
            skip = max(asked.page, 0) * LOOKS_AT_ONCE
            found = stores.access.found(wanted, skip=skip, limit=LOOKS_AT_ONCE)
            page = LookPage(found, stores.access.count(wanted), members)
            self._note((stores, permit), UseCase.LIST_LOOKS, wanted, members)
        return page

    def members(self, session: Principal) -> Mapping[str, StaffMember]:
        """Return whoever may stand in the log, by the name they have in it."""
        with self._staff.as_permitted(session, UseCase.LIST_MEMBERS) as (stores, _):
            return members_by_name(stores)

    def looks_file(self, session: Principal, asked: LookSearch = ALL_LOOKS) -> bytes:
        """Return all looks that are asked for as CSV that spreadsheets open as it is."""
        with self._staff.as_permitted(session, UseCase.EXPORT_LOOKS) as (stores, permit):
            wanted, members = _cleaned(asked), members_by_name(stores)
            written = StringIO()
            rows = csv.writer(written)
            rows.writerow(_COLUMNS)
            rows.writerows(map(_cells, _rows(stores, wanted, members)))
            self._note((stores, permit), UseCase.EXPORT_LOOKS, wanted, members)
        return written.getvalue().encode("utf-8-sig")

    def _note(
        self,
        acted: Acted,
        use_case: UseCase,
        asked: LookSearch,
        members: Mapping[str, StaffMember],
    ) -> None:
        """Write the look down; of what was typed only what can be nobody's name or number."""
        details = {
            "who": asked.who if asked.who in members else "",
            "day": asked.day.isoformat() if asked.day else "",
        }
        note_look(
            acted,
            use_case,
            at=self._staff.session_time(),
            case_number=asked.case_number if is_case_number(asked.case_number) else "",
            part=" ".join(f"{name}={value}" for name, value in details.items() if value),
        )


def _cleaned(asked: LookSearch) -> LookSearch:
    number = asked.case_number.strip()
    return replace(asked, case_number=number and normalised(number), who=asked.who.strip())


def _rows(
    stores: Stores, asked: LookSearch, members: Mapping[str, StaffMember]
) -> Iterator[tuple[str, ...]]:
    for first in range(0, stores.access.count(asked), _READ_AT_ONCE):
        for look in stores.access.found(asked, skip=first, limit=_READ_AT_ONCE):
            member = members.get(look.who)
            name, department = (member.display_name, member.department) if member else ("", "")
            yield (
                look.at.isoformat(),
                look.who,
                name,
                department,
                look.use_case,
                look.case_number,
                look.matter,
                look.part,
            )


def _cells(row: tuple[str, ...]) -> list[str]:
    """Return a row in which no spreadsheet finds something to calculate."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in row]

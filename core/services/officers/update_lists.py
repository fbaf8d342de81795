"""Update lists: what a department changes in the provincial matter system, ticked off by it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from io import BytesIO

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter
from core.catalogue.spreadsheets import write_text
from core.errors import RoundRefusedError
from core.i18n import DEFAULT_LOCALE, translate
from core.ports import Stores
from core.services.access_log import members_by_name
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions, unless_spoilt
from core.staff.models import Principal
from core.staff.permissions import CATALOGUE_NAME, Permit
from core.staff.use_cases import UseCase
from core.themes.confirming.models import RoundAction
from core.themes.plans import ThemePlan
from core.themes.publishing import ThemeVersion
from core.themes.updating import DAYS_TO_UPDATE, MatterUpdate, is_carried_out, matter_updates
from core.working_days import day_of

Pulled = Callable[[Stores], Mapping[str, Matter] | None]
"""Returns the matters as the matter system published them last; nothing if nobody asked it."""

_COLUMNS = (
    "theme",
    "version",
    "matter",
    "matter_name",
    "kind",
    "place",
    "label",
    "before",
    "after",
    "named",
    "due_on",
    "ticked_by",
    "ticked_at",
)


@dataclass(frozen=True, slots=True)
class ListedUpdate:
    """One line of a list; ``is_pulled`` says what the matter system itself shows, if known."""

    theme: str
    theme_name: str
    version: int
    update: MatterUpdate
    due_on: date
    is_late: bool = False
    ticked_by: str = ""
    ticked_at: datetime | None = None
    is_pulled: bool | None = None
    matter_name: str = ""


class UpdateLists:
    """Lists what is to be changed, hands it out as files, and ticks it off."""

    def __init__(self, staff: StaffContext, pulled: Pulled | None = None) -> None:
        self._staff = staff
        self._pulled = pulled

    def list_updates(self, session: Principal) -> tuple[ListedUpdate, ...]:
        """Return what the newest versions ask to be changed, the first deadline first."""
        with self._staff.as_permitted(session, UseCase.LIST_UPDATES) as (stores, permit):
            return self._listed(stores, permit)

    def tick_updates(
        self, session: Principal, code: str, version: int, keys: Sequence[str]
    ) -> None:
        """Write down that a department has changed something; whoever says so first stays.

        Raises:
            RoundRefusedError: If the version is another by now, or a line is none of theirs.
        """
        with self._staff.as_permitted(session, UseCase.TICK_UPDATES) as (stores, permit):
            stores.rounds.events(code, to_change=True)
            listed = [update for update in self._listed(stores, permit) if update.theme == code]
            own = {update.update.key: update for update in listed if update.version == version}
            if not own.keys() >= set(keys):
                raise RoundRefusedError("closed")
            new = [key for key in keys if not own[key].ticked_by]
            if new:
                details = {"version": version, "ticked": new}
                at, by = self._staff.clock(), permit.username
                stores.rounds.append(code, RoundAction.TICKED, details, at=at, by=by)

    def updates_file(self, session: Principal, kind: str, locale: str = DEFAULT_LOCALE) -> bytes:
        """Return the list as ``xlsx`` for people or as ``json`` for a system."""
        with self._staff.as_permitted(session, UseCase.EXPORT_UPDATES) as (stores, permit):
            listed = self._listed(stores, permit)
        return _workbook(listed, locale) if kind == "xlsx" else _json(listed)

    def _listed(self, stores: Stores, permit: Permit) -> tuple[ListedUpdate, ...]:
        versions = [
            version for version in newest_versions(stores).values() if _is_by_staff(version)
        ]
        found = [
            update
            for version in versions
            for update in self._of_version(stores, version)
            if permit.covers(update.update.department)
        ]
        listed = self._compared(stores, found)
        return tuple(
            sorted(listed, key=lambda update: (update.due_on, update.theme, update.update.key))
        )

    def _of_version(self, stores: Stores, version: ThemeVersion) -> Iterator[ListedUpdate]:
        plan, ticked = ThemePlan(version.theme, version.catalogue), _ticked(stores, version)
        due_on = self._staff.calendar.after(day_of(version.published_at), DAYS_TO_UPDATE)
        is_late = day_of(self._staff.clock()) > due_on
        about = (version.code, version.theme.name, version.version)
        for update in matter_updates(plan, _earlier(stores, version)):
            by, at = ticked.get(update.key, ("", None))
            late = is_late and not by
            yield ListedUpdate(
                *(*about, update, due_on),
                is_late=late,
                ticked_by=by,
                ticked_at=at,
                matter_name=version.catalogue.matter_name(update.matter),
            )

    def _compared(self, stores: Stores, found: Iterable[ListedUpdate]) -> list[ListedUpdate]:
        """Return lines with what the matter system itself shows, as far as it was asked."""
        pulled = self._pulled(stores) if self._pulled else None
        if pulled is None:
            return list(found)
        return [
            replace(line, is_pulled=is_carried_out(line.update, pulled.get(line.update.matter)))
            for line in found
        ]


def _earlier(stores: Stores, version: ThemeVersion) -> Catalogue | None:
    """Return what the version before was frozen with, unless there is none or it is spoilt."""
    if version.version == 1:
        return None
    number = version.version - 1
    earlier = unless_spoilt(partial(stores.themes.version, version.code, number))
    return earlier.catalogue if earlier else None


def _is_by_staff(version: ThemeVersion) -> bool:
    """Say whether a version was published here, and did not come with the program."""
    return version.published_by != CATALOGUE_NAME


def _ticked(stores: Stores, version: ThemeVersion) -> dict[str, tuple[str, datetime | None]]:
    found: dict[str, tuple[str, datetime | None]] = {}
    members = members_by_name(stores)
    for event in stores.rounds.events(version.code):
        details = event.details
        if event.action is RoundAction.TICKED and details["version"] == version.version:
            for key in details["ticked"]:
                member = members.get(event.by)
                found.setdefault(key, (member.display_name if member else event.by, event.at))
    return found


def _row(update: ListedUpdate) -> dict[str, str]:
    row = {**asdict(update.update), "theme": update.theme, "version": str(update.version)}
    row["due_on"] = update.due_on.isoformat()
    row["ticked_by"], row["matter_name"] = update.ticked_by, update.matter_name
    row["ticked_at"] = update.ticked_at.isoformat() if update.ticked_at else ""
    return {name: str(row[name]) for name in _COLUMNS}


def _json(listed: Iterable[ListedUpdate]) -> bytes:
    return json.dumps([_row(update) for update in listed], ensure_ascii=False, indent=1).encode()


def _workbook(listed: Iterable[ListedUpdate], locale: str) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    rows = [[translate(f"updates.column.{name}", locale) for name in _COLUMNS]]
    rows += [list(_in_words(update, locale).values()) for update in listed]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            write_text(sheet.cell(number, place), text)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _in_words(update: ListedUpdate, locale: str) -> dict[str, str]:
    row = _row(update)
    for side in ("before", "after"):
        row[side] = update_in_words(update.update, side, locale)
    row["kind"] = translate(f"updates.kind.{update.update.kind}", locale)
    return row


def update_in_words(update: MatterUpdate, side: str, locale: str) -> str:
    """Return one side of a change in words."""
    value = getattr(update, side)
    return translate(
        f"updates.{update.kind}.{side if update.kind != 'material' else value or 'asked'}",
        locale,
        value=value or "—",
        named=update.named,
    )

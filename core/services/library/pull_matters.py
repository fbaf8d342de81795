"""Pull matters from the publishing site: every difference is decided on, none comes by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import PartDifference, differences_between, problems_of, revised_file
from core.catalogue.matter_files import matter_file
from core.catalogue.models import Matter
from core.catalogue.published_matters import PublishedMatter, taken_over
from core.catalogue.validity import themes_by_matter
from core.errors import (
    ForeignMatterError,
    InvalidMatterError,
    MatterSiteError,
    PullDecidedError,
)
from core.ports import MatterSite, PullAction, PullEvent, Stores
from core.ports.matter_sites import PULL
from core.services.acting import StaffContext
from core.services.proposal_decisions import reason_in
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull brought: how many matters, and the codes of those that are other than ours.

    ``known`` of these said the same at the pull before.
    """

    snapshot: str
    matters: int
    different: tuple[str, ...]
    known: int


@dataclass(frozen=True, slots=True)
class PulledChange:
    """A matter that the site has otherwise than the library: what becomes of it if accepted.

    ``number`` names what was looked at. ``problem`` is the rule that forbids to accept it.
    """

    code: str
    number: int
    department: str
    department_name: str
    before: Matter | None
    after: Matter
    differences: tuple[PartDifference, ...]
    themes: tuple[str, ...]
    pulled_at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class PullsView:
    """When the site was pulled last, and what of it waits for a decision."""

    pulled_at: datetime | None
    has_site: bool
    changes: tuple[PulledChange, ...]


class PullMatters:
    """Pulls, shows what differs, and takes it over or not, matter by matter."""

    def __init__(self, staff: StaffContext, site: MatterSite | None = None) -> None:
        self._staff = staff
        self._site = site

    def pull(self, session: Principal) -> PullReport:
        """Ask the site for all of its matters, and keep what it says; the library stays.

        Raises:
            MatterSiteError: If it does not answer as agreed; nothing is kept then.
            StoreBusyError: If somebody else pulled at the same moment.
        """
        self._staff.expect(session, UseCase.PULL_MATTERS)
        if self._site is None:
            raise MatterSiteError(reason="none")
        pulled = self._site.pull()  # nobody waits for it inside a transaction
        with self._staff.as_permitted(session, UseCase.PULL_MATTERS) as (stores, permit):
            at, known = self._staff.clock(), 0
            newest = stores.pulls.newest()
            stores.pulls.add(_event(newest, PULL, pulled.snapshot, at=at, by=permit.username))
            for matter in pulled.matters:
                content = matter.model_dump_json()
                if _said_last(newest, matter.code) == content:
                    known += 1
                else:
                    stores.pulls.add(
                        _event(newest, matter.code, content, at=at, by=permit.username)
                    )
            ours = stores.catalogue.read().catalogue.matters
        different = tuple(m.code for m in pulled.matters if _differs(ours.get(m.code), m))
        return PullReport(pulled.snapshot, len(pulled.matters), different, known)

    def waiting(self, session: Principal) -> PullsView:
        """Return what of the newest pull is other than the library and not decided on."""
        with self._staff.as_permitted(session, UseCase.LIST_PULLED) as (stores, permit):
            newest, catalogue = stores.pulls.newest(), stores.catalogue.read().catalogue
            themes = {code: theme for code, (_, theme) in sound_drafts(stores).items()}
            for code, version in newest_versions(stores).items():
                themes.setdefault(code, version.theme)
        used = themes_by_matter(themes.values())
        changes = tuple(
            change
            for change in _changes(newest, catalogue, used)
            if permit.covers(change.department)
        )
        times = newest.get(PULL, ())
        return PullsView(times[0].at if times else None, self._site is not None, changes)

    def accept(self, session: Principal, change: PulledChange, reason: str) -> None:
        """Take a matter over as the site has it; that is a change of the library as any other.

        Raises:
            PullDecidedError: If somebody decided, pulled or changed the matter since.
            InvalidMatterError, ForeignMatterError, ReasonTooShortError: If it may not be.
        """
        with self._staff.as_permitted(session, UseCase.ACCEPT_PULLED) as (stores, permit):
            words = reason_in(reason)
            self._decide(stores, permit, change, (PullAction.ACCEPTED, words))
            if change.problem:
                raise InvalidMatterError(reason=change.problem)
            name, content = _file_of(stores, change)
            at, by = self._staff.clock(), permit.username
            stores.catalogue.put({name: content}, at=at, by=by, reason=words)

    def refuse(self, session: Principal, change: PulledChange, reason: str) -> None:
        """Leave ours as it is; the same is not shown again until the site says something else.

        Raises:
            PullDecidedError, ForeignMatterError, ReasonTooShortError: If it may not be.
        """
        with self._staff.as_permitted(session, UseCase.REFUSE_PULLED) as (stores, permit):
            self._decide(stores, permit, change, (PullAction.REFUSED, reason_in(reason)))

    def _decide(
        self, stores: Stores, permit: Permit, change: PulledChange, said: tuple[PullAction, str]
    ) -> None:
        """Write a decision down, if it is about what the site said last and ours is as it was."""
        source = stores.catalogue.read().sources.get(("matters", change.code))
        if source:
            stores.catalogue.file(source.file)  # nobody else changes it until this is over
        catalogue, events = stores.catalogue.read().catalogue, stores.pulls.of(change.code)
        current = next(_changes({change.code: events}, catalogue, {}), None)
        if current is None or (current.number, current.before) != (change.number, change.before):
            raise PullDecidedError(code=change.code)
        owners = {current.department, current.after.department}
        if not all(map(permit.covers, owners)):
            raise ForeignMatterError(code=change.code)
        (action, reason), at, by = said, self._staff.clock(), permit.username
        stores.pulls.add(PullEvent(change.code, change.number + 1, action, "", at, by, reason))


def published_in(stores: Stores) -> Mapping[str, Matter] | None:
    """Return the matters as the site said last, by code; nothing where it was never pulled."""
    newest = stores.pulls.newest()
    if PULL not in newest:
        return None
    said = {code: _said(events) for code, events in newest.items() if code != PULL}
    return {code: taken_over(None, published) for code, published in said.items()}


def _event(
    newest: Mapping[str, tuple[PullEvent, ...]],
    code: str,
    content: str,
    *,
    at: datetime,
    by: str,
) -> PullEvent:
    before = newest.get(code, ())
    number = before[-1].number + 1 if before else 1
    return PullEvent(code, number, PullAction.PULLED, content, at, by)


def _said_last(newest: Mapping[str, tuple[PullEvent, ...]], code: str) -> str:
    events = newest.get(code, ())
    return events[0].content if events else ""


def _said(events: tuple[PullEvent, ...]) -> PublishedMatter:
    return PublishedMatter.model_validate_json(events[0].content)


def _differs(ours: Matter | None, published: PublishedMatter) -> bool:
    return ours is None or taken_over(ours, published) != ours


def _changes(
    newest: Mapping[str, tuple[PullEvent, ...]],
    catalogue: Catalogue,
    used: Mapping[str, list[str]],
) -> Iterator[PulledChange]:
    for code, events in sorted(newest.items()):
        if code == PULL or len(events) != 1:  # what follows a pull is the decision about it
            continue
        published, ours = _said(events), catalogue.matters.get(code)
        if _differs(ours, published):
            after = taken_over(ours, published)
            department = (ours or after).department
            yield PulledChange(
                code=code,
                number=events[0].number,
                department=department,
                department_name=catalogue.department_name(department),
                before=ours,
                after=after,
                differences=differences_between(ours, after) if ours else (),
                themes=tuple(used.get(code, ())),
                pulled_at=events[0].at,
                problem=_problem(after, catalogue),
            )


def _problem(matter: Matter, catalogue: Catalogue) -> str:
    if matter.department not in catalogue.departments:
        return "unknown_department"
    return next((problem.rule for problem in problems_of(matter)), "")


def _file_of(stores: Stores, change: PulledChange) -> tuple[str, bytes]:
    source = stores.catalogue.read().sources.get(("matters", change.code))
    file = stores.catalogue.file(source.file) if source else None
    if source is None or file is None:
        return f"matters/{change.code}.yaml", matter_file(change.after)
    return source.file, revised_file(file.content, change.after)

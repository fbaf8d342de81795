"""Read one matter with all that the workshop shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.catalogue.bases import missing_bases
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Law, Matter, Theme
from core.catalogue.stops import DatedLibrary, DatedMatter, MatterStop
from core.catalogue.validity import LawIndex, is_over, is_to_come, is_valid
from core.errors import UnknownMatterError
from core.services.acting import StaffContext
from core.services.queries.compare_versions import Impact, impact_of
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.condition_words import condition_in_words
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class MatterValidity:
    """Whether a matter is valid on a day, and the laws it rests on that are not in force then.

    ``known_laws`` is how many of the laws it cites have dates at all. ``stop`` says why the kiosk
    takes no application with it, if it takes none.
    """

    on: date
    is_over: bool
    is_to_come: bool
    known_laws: int
    laws_not_in_force: tuple[Law, ...]
    stop: MatterStop | None = None


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """A matter, where it stands in the library, and whether the person may change it.

    ``before`` and ``after`` are its neighbours by code. ``without_basis`` are the codes of what
    says no law or form. ``applies`` is its own condition in words, empty for everybody.
    """

    matter: Matter
    catalogue: Catalogue
    department_name: str
    before: str | None
    after: str | None
    without_basis: frozenset[str]
    applies: str
    may_change: bool
    validity: MatterValidity


@dataclass(frozen=True, slots=True)
class ThemeInUse:
    """A theme with the matter: what is published of it, whether it is in the making."""

    code: str
    published: int | None
    is_draft: bool


@dataclass(frozen=True, slots=True)
class MatterUse:
    """Who uses a matter: themes and running cases."""

    impact: Impact
    themes: dict[str, ThemeInUse]


class ReadMatter:
    """Reads matters for the workshop."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def record(self, session: Principal, code: str, locale: str) -> MatterRecord:
        """Return a matter with what stands around it.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        with self._staff.as_permitted(session, UseCase.READ_MATTER) as (stores, permit):
            catalogue = stores.catalogue.read().catalogue
        matter = catalogue.matters.get(code)
        if matter is None:
            raise UnknownMatterError(code=code)
        codes = sorted(catalogue.matters)
        place = codes.index(code)
        own = matter.applies_when
        return MatterRecord(
            matter=matter,
            catalogue=catalogue,
            department_name=catalogue.department_name(matter.department),
            before=codes[place - 1] if place else None,
            after=codes[place + 1] if place + 1 < len(codes) else None,
            without_basis=frozenset(missing_bases(matter)),
            applies=condition_in_words(own, catalogue, locale) if own else "",
            may_change=permit.covers(matter.department),
            validity=_validity(matter, catalogue, day_of(self._staff.clock())),
        )

    def use(self, session: Principal, code: str) -> MatterUse:
        """Return who uses a matter; themes in the making count as well as published ones.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        with self._staff.as_permitted(session, UseCase.LIST_USE) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            drafts = {theme: draft for theme, (_, draft) in sound_drafts(stores).items()}
            versions = newest_versions(stores)
            running = stores.cases.running_by_version(code)
        if code not in catalogue.matters:
            raise UnknownMatterError(code=code)
        published = {name: version.theme for name, version in versions.items()}
        served, made = _with_matter(code, published), _with_matter(code, drafts)
        impact = impact_of(code, replace(catalogue, themes=served | made), running)
        in_use = {
            name: ThemeInUse(name, versions[name].version if name in served else None, name in made)
            for name in (reach.theme for reach in impact.reaches)
        }
        return MatterUse(impact, in_use)


def _with_matter(code: str, themes: Mapping[str, Theme]) -> dict[str, Theme]:
    """Return the themes that have a matter: a draft may have it no more, a version still has."""
    return {
        name: theme
        for name, theme in themes.items()
        if code in {included.matter for included in theme.matters}
    }


def _validity(matter: Matter, catalogue: Catalogue, on: date) -> MatterValidity:
    under = LawIndex(catalogue.laws.values()).under(matter)
    laws = {law.name: law for law, _, _ in under}
    gone = tuple(law for law in laws.values() if not is_valid(law, on))
    dated = DatedLibrary({matter.code: DatedMatter.of(matter)}, LawIndex(catalogue.laws.values()))
    stop = next(iter(dated.stops([matter.code], on)), None)
    return MatterValidity(on, is_over(matter, on), is_to_come(matter, on), len(laws), gone, stop)

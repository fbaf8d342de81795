"""Find an officer's cases among all of the hall by what is remembered of them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from core.cases.models import CaseFilter, CaseLine, CaseStatus, CaseWord, Version
from core.cases.numbering import is_case_number, normalised
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import FixedAmount, Matter
from core.ports import Stores
from core.services.access_log import note_listed
from core.services.acting import StaffContext
from core.services.setting_aside import unless_spoilt
from core.staff.models import Principal
from core.staff.permissions import Permit, Reach
from core.staff.use_cases import UseCase

CASES_AT_ONCE = 50
"""How many cases one page of a list has."""
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """What somebody looks for; ``page`` counts from 0."""

    words: str = ""
    status: CaseStatus | None = None
    page: int = 0


ALL_CASES = CaseSearch()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What lists need of a version, which never changes (law 9)."""

    name: str
    department_of: Mapping[str, str]
    matter_names: Mapping[str, str] = field(default_factory=dict)
    inspected: frozenset[str] = frozenset()
    assessed: frozenset[str] = frozenset()
    """Matters that may be granted before anybody has said how much their fee is."""


def own_matters(
    matters: Iterable[str], permit: Permit, department_of: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the matters an officer may see: all at the one window, else the department's."""
    return tuple(code for code in matters if permit.covers(department_of.get(code)))


def own_line(line: CaseLine, permit: Permit, facts: Mapping[Version, VersionFacts]) -> CaseLine:
    """Return a case as it stands in an officer's list: with their own matters alone."""
    version = facts.get((line.theme_code, line.theme_version))
    if version is None:  # set aside: whose each matter is cannot be told
        return replace(line, theme_name=line.theme_code)
    matters = own_matters(line.matters, permit, version.department_of)
    names = tuple(version.matter_names.get(code, code) for code in matters)
    return replace(line, theme_name=version.name, matters=matters, matter_names=names)


class FindCases:
    """Lists the cases that concern an officer."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._versions = VersionShelf()

    def cases(self, session: Principal, search: CaseSearch = ALL_CASES) -> tuple[CaseLine, ...]:
        """Return one page of the cases that concern an officer, newest first, with their matters.

        Looked for among all cases of the hall, however many came since.
        """
        with self._staff.as_permitted(session, UseCase.LIST_CASES) as (stores, permit):
            facts = self._versions.facts(stores)
            skip, wanted = search.page * CASES_AT_ONCE, filter_for(permit, search, facts)
            lines = stores.cases.found(wanted, skip=skip, limit=CASES_AT_ONCE)
            numbers, now = [line.number for line in lines], self._staff.session_time()
            note_listed((stores, permit), UseCase.LIST_CASES, at=now, numbers=numbers)
        return tuple(own_line(line, permit, facts) for line in lines)

    def count_cases(self, session: Principal, search: CaseSearch = ALL_CASES) -> int:
        """Return how many cases there are on all pages."""
        with self._staff.as_permitted(session, UseCase.COUNT_CASES) as (stores, permit):
            facts = self._versions.facts(stores)
            return stores.cases.count(filter_for(permit, search, facts))


class VersionShelf:
    """Keeps the facts of every version that was ever published."""

    def __init__(self) -> None:
        self._facts: dict[Version, VersionFacts] = {}

    def facts(self, stores: Stores) -> Mapping[Version, VersionFacts]:
        """Return the facts of all versions, reading those that are new."""
        for code, newest in stores.themes.latest_numbers().items():
            for number in range(newest, 0, -1):
                if (code, number) in self._facts:
                    break
                facts = unless_spoilt(partial(_read, stores, code, number))
                if facts is not None:
                    self._facts[code, number] = facts
        return self._facts


def _read(stores: Stores, code: str, number: int) -> VersionFacts:
    version = stores.themes.version(code, number)
    included = {member.matter for member in version.theme.matters}
    matters = {
        code: matter for code, matter in version.catalogue.matters.items() if code in included
    }
    return VersionFacts(
        version.theme.name,
        departments_of(version.catalogue),
        {code: matter.name for code, matter in matters.items()},
        frozenset(
            code for code, matter in matters.items() if matter.inspects and matter.onsite_visits
        ),
        frozenset(code for code, matter in matters.items() if _is_assessed(matter)),
    )


def _is_assessed(matter: Matter) -> bool:
    charge = matter.charge
    if charge is None or charge.before == "decision":
        return False
    return not isinstance(charge.amount, FixedAmount)


def departments_of(catalogue: Catalogue) -> dict[str, str]:
    """Return whose each matter is."""
    return {code: matter.department for code, matter in catalogue.matters.items()}


def words_in(typed: str, facts: Mapping[Version, VersionFacts]) -> tuple[str, tuple[CaseWord, ...]]:
    """Return the case number that was typed, or else the words that are looked for."""
    printable = "".join(c for c in typed if c.isprintable() or c.isspace())
    number = unicodedata.normalize("NFKC", printable)
    if is_case_number(number):
        return normalised(number), ()
    words = printable.split()[:_MOST_WORDS]
    return "", tuple(CaseWord(word, tuple(_named(word, facts))) for word in words)


def filter_for(
    permit: Permit, search: CaseSearch, facts: Mapping[Version, VersionFacts]
) -> CaseFilter:
    """Return which cases are wanted of all that concern an officer."""
    own = None if permit.reach is Reach.EVERYTHING else _own(permit, facts)
    number, words = words_in(search.words, facts)
    return CaseFilter(number=number, words=words, status=search.status, own=own)


def _named(word: str, facts: Mapping[Version, VersionFacts]) -> Iterator[Version]:
    for version, fact in facts.items():
        if word.casefold() in fact.name.casefold():
            yield version


def _own(
    permit: Permit, facts: Mapping[Version, VersionFacts]
) -> tuple[tuple[tuple[Version, ...], tuple[str, ...]], ...]:
    """Return the officer's matters, for all versions that agree about them."""
    versions: dict[tuple[str, ...], list[Version]] = {}
    for version, fact in facts.items():
        matters = own_matters(sorted(fact.department_of), permit, fact.department_of)
        if matters:
            versions.setdefault(matters, []).append(version)
    return tuple((tuple(group), matters) for matters, group in versions.items())

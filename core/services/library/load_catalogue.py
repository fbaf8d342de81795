"""Take a newer catalogue into a running installation: what would change first, then the library.

Published versions and drafts stay (law 9): a theme in use changes only when somebody publishes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, Severity
from core.catalogue.models import Theme
from core.catalogue.packages import Package, read_files
from core.catalogue.revising import Changes, changes_between, declared_changes
from core.catalogue.validity import DATED_RULES
from core.errors import CatalogueRefusedError
from core.ports import LibraryFile, Stores
from core.services.acting import StaffContext
from core.services.queries.compare_versions import VersionDifference, compare_versions
from core.services.queries.read_catalogue import check_package
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.permissions import CATALOGUE_NAME
from core.staff.use_cases import UseCase
from core.themes.plans import ThemePlan
from core.themes.publishing import snapshot_of
from core.working_days import day_of

_USED = ("matters", "questions", "elements", "documents", "subjects")
_LISTS = ("derivations", "mappings")


@dataclass(frozen=True, slots=True)
class TouchedTheme:
    """A theme that uses something which changes.

    ``published`` is its version in use and ``is_draft`` says that somebody works on it: both
    stay. ``running`` cases keep their version. ``parts`` are what changes of what it uses;
    ``difference`` what that means once it is published anew, where that can be worked out.
    """

    code: str
    name: str
    published: int | None
    is_draft: bool
    running: int
    parts: Mapping[str, Changes]
    difference: VersionDifference | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a newer catalogue would change.

    ``made_here`` are files that somebody of this installation wrote last and that would be
    replaced or removed, with who that was. ``new_themes`` nobody has published or worked on,
    ``kept_themes`` stay as published or drafted though the catalogue has them otherwise.
    ``new_findings`` are those that the library does not have already.
    """

    files: Changes
    made_here: Mapping[str, LibraryFile]
    declared: Mapping[str, Changes]
    touched: tuple[TouchedTheme, ...]
    new_themes: tuple[str, ...]
    kept_themes: tuple[str, ...]
    findings: tuple[Finding, ...]
    new_findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what forbids to take it. What a day brings forbids publishing, not keeping."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.rule not in DATED_RULES
        )


class CatalogueLoading:
    """Takes newer catalogues into the library."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def compare(self, session: Principal, files: Mapping[str, bytes]) -> Revision:
        """Return what taking these files would change; nothing is kept."""
        with self._staff.as_permitted(session, UseCase.COMPARE_CATALOGUE) as (stores, _):
            library, held = stores.catalogue.read(), stores.catalogue.files()
            themes = _themes_in_use(stores)
            running = stores.cases.running_by_version()
        package = read_files(files)
        changes = changes_between({n: file.content for n, file in held.items()}, files)
        today = day_of(self._staff.clock())
        findings = check_package(package, today).findings
        known = {_finding_identity(finding) for finding in check_package(library, today).findings}
        return Revision(
            files=changes,
            made_here=_made_here(held, changes),
            declared=declared_changes(library.catalogue, package.catalogue),
            touched=tuple(_touched(themes, library.catalogue, package.catalogue, running)),
            new_themes=tuple(sorted(package.catalogue.themes.keys() - themes.keys())),
            kept_themes=tuple(_kept(themes, package.catalogue)),
            findings=findings,
            new_findings=tuple(
                finding for finding in findings if _finding_identity(finding) not in known
            ),
        )

    def take(self, session: Principal, files: Mapping[str, bytes]) -> None:
        """Replace the library.

        Raises:
            CatalogueRefusedError: If there is an error in it; nothing is changed then.
        """
        self._staff.expect(session, UseCase.TAKE_CATALOGUE)
        errors = [finding for finding in _findings(files) if finding.severity is Severity.ERROR]
        if errors:
            raise CatalogueRefusedError(count=len(errors))
        with self._staff.as_permitted(session, UseCase.TAKE_CATALOGUE) as (stores, _):
            stores.catalogue.replace(files, at=self._staff.clock(), by=CATALOGUE_NAME)


@dataclass(frozen=True, slots=True)
class _InUse:
    """A theme as people use it or work on it."""

    theme: Theme
    published: int | None
    is_draft: bool


def _finding_identity(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding says, wherever in its file it stands."""
    return finding.rule, finding.at, finding.message()


def _findings(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    package: Package = read_files(files)
    return check_package(package).findings


def _themes_in_use(stores: Stores) -> dict[str, _InUse]:
    """Return drafts, and for themes without one the versions in use."""
    newest = stores.themes.latest_numbers()
    found = {
        code: _InUse(theme, newest.get(code), is_draft=True)
        for code, (_, theme) in sound_drafts(stores).items()
    }
    for code, version in newest_versions(stores).items():
        if code not in found:
            found[code] = _InUse(version.theme, version.version, is_draft=False)
    return dict(sorted(found.items()))


def _made_here(held: Mapping[str, LibraryFile], changes: Changes) -> dict[str, LibraryFile]:
    names = (*changes.changed, *changes.removed)
    return {name: held[name] for name in names if held[name].changed_by != CATALOGUE_NAME}


def _kept(themes: Mapping[str, _InUse], catalogue: Catalogue) -> Iterator[str]:
    for code, stored in themes.items():
        if code in catalogue.themes and catalogue.themes[code] != stored.theme:
            yield code


def _touched(
    themes: Mapping[str, _InUse],
    before: Catalogue,
    after: Catalogue,
    running: Mapping[tuple[str, int], int],
) -> Iterator[TouchedTheme]:
    for code, stored in themes.items():
        parts = _changed_parts(stored.theme, before, after)
        if parts:
            yield TouchedTheme(
                code,
                stored.theme.name,
                stored.published,
                stored.is_draft,
                sum(number for (theme, _), number in running.items() if theme == code),
                parts,
                _difference(stored.theme, before, after),
            )


def _changed_parts(theme: Theme, before: Catalogue, after: Catalogue) -> dict[str, Changes]:
    was, becomes = snapshot_of(theme, before), snapshot_of(theme, after)
    found = {kind: changes_between(_by_name(was[kind]), _by_name(becomes[kind])) for kind in _USED}
    elements = {element["id"] for element in (*was["elements"], *becomes["elements"])}
    for kind in _LISTS:
        rules = [_rules_about(elements, side.get(kind, ())) for side in (was, becomes)]
        found[kind] = changes_between(*rules)
    return {kind: changes for kind, changes in found.items() if changes}


def _by_name(parts: list[dict[str, object]]) -> dict[str, object]:
    return {str(part.get("code") or part.get("id")): part for part in parts}


def _rules_about(
    elements: set[object], rules: list[dict[str, object]]
) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for rule in rules:
        name = str(rule.get("target") or rule.get("element"))
        if name.partition("@")[0] in elements:
            found.setdefault(name, []).append(rule)
    return found


def _difference(theme: Theme, before: Catalogue, after: Catalogue) -> VersionDifference | None:
    """Return what it means for whom, unless a matter is missing or still being catalogued."""
    plans = ThemePlan(theme, before), ThemePlan(theme, after)
    if not all(plan.ready for plan in plans):
        return None
    return compare_versions(*plans).difference

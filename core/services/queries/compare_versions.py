"""What changes between two versions of a theme, and whom a change of a matter touches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Question
from core.errors import UnknownThemeError
from core.ports import Stores
from core.services.theme_documents import theme_of
from core.themes.comparing.differences import Share, VersionDifference, compare_plans
from core.themes.comparing.edits import Edit
from core.themes.comparing.reach import MatterReach, reach_of
from core.themes.plans import ThemePlan

__all__ = [
    "Edit",
    "Impact",
    "MatterReach",
    "Share",
    "VersionComparison",
    "VersionDifference",
    "compare_versions",
]

DRAFT, LIBRARY = "draft", "library"


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """A difference with the questions that its witnesses answer.

    ``running`` is how many unfinished cases keep an earlier version (law 9).
    """

    difference: VersionDifference
    questions: Mapping[str, Question]
    running: int = 0


@dataclass(frozen=True, slots=True)
class Impact:
    """Whom a change of a matter touches.

    ``running`` counts the unfinished cases with it, by theme and version; they keep the
    version that they started with (law 9).
    """

    matter: str
    name: str
    department: str
    reaches: tuple[MatterReach, ...]
    departments: tuple[str, ...]
    running: Mapping[tuple[str, int], int]


def plan_of_version(stores: Stores, code: str, which: str) -> ThemePlan:
    """Return a version of a theme: a published number, ``draft``, or ``library``.

    The library has the theme as its newest version or draft says, over the matters as they
    stand now.

    Raises:
        UnknownThemeError: If there is no such theme or version.
    """
    if which.isdecimal():
        return _published(stores, code, int(which))
    catalogue = stores.catalogue.read().catalogue
    draft = stores.themes.draft(code)
    if which == DRAFT and draft is not None:
        return ThemePlan(theme_of(draft.document), catalogue)
    if which == LIBRARY:
        return ThemePlan(stores.themes.latest(code).theme, catalogue)
    raise UnknownThemeError(code=f"{code} {which}")


def _published(stores: Stores, code: str, number: int) -> ThemePlan:
    try:
        version = stores.themes.version(code, number)
    except UnknownThemeError:
        raise UnknownThemeError(code=f"{code} {number}") from None
    return ThemePlan(version.theme, version.catalogue)


def compare_versions(before: ThemePlan, after: ThemePlan) -> VersionComparison:
    """Return what changes from one version to another, and the questions it speaks of."""
    questions = {**before.catalogue.questions, **after.catalogue.questions}
    return VersionComparison(compare_plans(before, after), questions)


def changes_of_draft(stores: Stores, code: str) -> VersionComparison | None:
    """Return what publishing a draft would change; nothing where it is the first version."""
    try:
        latest = stores.themes.latest(code)
    except UnknownThemeError:
        return None
    before = ThemePlan(latest.theme, latest.catalogue)
    compared = compare_versions(before, plan_of_version(stores, code, DRAFT))
    running = stores.cases.running_by_version()
    own = sum(number for (theme, _), number in running.items() if theme == code)
    return replace(compared, running=own)


def impact_of(matter: str, catalogue: Catalogue, running: Mapping[tuple[str, int], int]) -> Impact:
    """Return whom a change of a matter touches, over the themes of a catalogue."""
    known = catalogue.matters[matter]
    themes = [
        theme
        for _, theme in sorted(catalogue.themes.items())
        if matter in {included.matter for included in theme.matters}
    ]
    codes = {included.matter for theme in themes for included in theme.matters}
    departments = {catalogue.matters[c].department for c in codes if c in catalogue.matters}
    return Impact(
        matter,
        known.name,
        known.department,
        tuple(reach_of(ThemePlan(theme, catalogue), matter) for theme in themes),
        tuple(sorted(departments)),
        running,
    )

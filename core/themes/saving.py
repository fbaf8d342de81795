"""What the themes save and by what: entries, materials, trips, days, each cause counted once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Figures, MaterialKind, Matter
from core.errors import InvalidAnswersError
from core.forms.sources import LEFT_TO_APPLICANT, ValueSource
from core.themes.guides import Guide, guide_situation, guide_theme
from core.themes.measuring import Trips, has_online_channel
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho


class Cause(StrEnum):
    """Why something is not asked of the applicant."""

    MERGED = "merged"
    """Asked once instead of several times."""
    ONE_PERSON = "one_person"
    """Several roles are one person."""
    ANSWERED = "answered"
    """An answer or the theme itself says it."""
    DERIVED = "derived"
    """It is computed, or an office fills it in."""
    FETCHED = "fetched"
    """A licence or shared data tell it."""
    PASSED_ON = "passed_on"
    """Another matter of the theme issues it."""
    MADE = "made"
    """The system fills in the form, or the text of a promise."""
    OPTIONAL = "optional"
    """No office requires it."""


@dataclass(frozen=True, slots=True)
class Fall:
    """From the separate forms down to what is left, cause by cause.

    ``before`` less everything of ``causes`` is ``left``, exactly.
    """

    before: int
    causes: Mapping[Cause, int]
    left: int


@dataclass(frozen=True, slots=True)
class ThemeSaving:
    """What one theme saves with its typical answers, everybody one person who may be.

    ``days_after`` is none where matters wait for each other. ``departments`` are entries by
    department: on its own forms, and left to the applicant; what several ask for is left to the
    first of them. ``target`` is what somebody intends.
    """

    theme: str
    name: str
    entries: Fall
    materials: Fall
    trips: Trips
    days_before: int
    days_after: int | None
    departments: Mapping[str, tuple[int, int]]
    target: Figures | None


@dataclass(frozen=True, slots=True)
class SavingReport:
    """All themes that can be guided; ``left_out`` are the others.

    ``zero_trip`` are the matters for which nobody has to come: no visit, an online channel, and
    nothing signed or sealed on paper.
    """

    themes: tuple[ThemeSaving, ...]
    left_out: tuple[str, ...]
    zero_trip: tuple[str, ...]

    def mean(self, part: str, name: str) -> float:
        """Return the mean of ``before`` or ``left`` of entries or materials."""
        return _mean(getattr(getattr(saving, part), name) for saving in self.themes)

    def mean_cause(self, part: str, cause: Cause) -> float:
        """Return how much of entries or materials a cause spares on average."""
        return _mean(getattr(saving, part).causes.get(cause, 0) for saving in self.themes)

    def share_saved(self, part: str) -> float:
        """Return which share of entries or materials is spared, of the means."""
        before = self.mean(part, "before")
        return 1 - self.mean(part, "left") / before if before else 0.0

    def by_department(self) -> dict[str, tuple[int, int]]:
        """Return entries of each department over all themes, the most spared first."""
        before, left = Counter[str](), Counter[str]()
        for saving in self.themes:
            for code, (own, kept) in saving.departments.items():
                before[code] += own
                left[code] += kept
        order = sorted(before, key=lambda code: (left[code] - before[code], code))
        return {code: (before[code], left[code]) for code in order}


def _mean(values: Iterable[int]) -> float:
    known = list(values)
    return fmean(known) if known else 0.0


def measure_savings(catalogue: Catalogue, codes: Iterable[str]) -> SavingReport:
    """Return what some themes of a catalogue save, by code, with their typical answers."""
    plans = (ThemePlan(catalogue.themes[code], catalogue) for code in sorted(codes))
    return saving_report({plan.theme.code: saving_of(plan) for plan in plans}, catalogue)


def saving_report(savings: Mapping[str, ThemeSaving | None], library: Catalogue) -> SavingReport:
    """Put the savings of themes together, by code; nothing stands for what cannot be guided."""
    return SavingReport(
        tuple(saving for saving in savings.values() if saving is not None),
        tuple(code for code, saving in savings.items() if saving is None),
        tuple(sorted(code for code, known in library.matters.items() if is_zero_trip(known))),
    )


def is_zero_trip(matter: Matter) -> bool:
    """Say whether nobody has to come for a matter, from application to result."""
    on_paper = any(
        material.signing != "none" and material.form == "original" for material in matter.materials
    )
    return not matter.onsite_visits and has_online_channel(matter) and not on_paper


def saving_of(plan: ThemePlan) -> ThemeSaving | None:
    """Return what a theme saves, or nothing where it cannot be guided."""
    if plan.findings:
        return None
    try:
        guide = guide_theme(plan, plan.theme.typical_answers)
    except InvalidAnswersError:
        return None
    joined = guide_situation(WhoIsWho(plan, guide).plan_of_fewest(), guide.situation)
    schedule = guide.schedule
    return ThemeSaving(
        theme=plan.theme.code,
        name=plan.theme.name,
        entries=entries_fall(guide, joined),
        materials=materials_fall(guide),
        trips=guide.trips,
        days_before=schedule.serial_working_days,
        days_after=None if schedule.stuck else schedule.working_days,
        departments=dict(_departments(plan, guide, joined)),
        target=plan.theme.target,
    )


_CAUSE_OF = {
    ValueSource.ANSWER: Cause.ANSWERED,
    ValueSource.DERIVED: Cause.DERIVED,
    ValueSource.E_LICENCE: Cause.FETCHED,
    ValueSource.DATA_SHARING: Cause.FETCHED,
}


def entries_fall(guide: Guide, joined: Guide) -> Fall:
    """Return how entries fall from the separate forms; in ``joined`` one person has roles."""
    counts, together = guide.fields_count, joined.fields_count
    known = Counter(_CAUSE_OF[source] for source in guide.sources.values() if source in _CAUSE_OF)
    causes = {
        Cause.MERGED: counts.before - counts.after,
        Cause.ONE_PERSON: counts.asked - together.asked,
        **known,
        Cause.OPTIONAL: together.asked - together.required,
    }
    return Fall(counts.before, causes, together.required)


def materials_fall(guide: Guide) -> Fall:
    """Return how materials fall from what all matters ask for to what is left to bring."""
    counts = guide.materials_count
    made = sum(use.requirement.kind is not MaterialKind.EVIDENCE for use in guide.requirements)
    passed_on = sum(material.is_produced for material in guide.materials)
    causes = {
        Cause.MADE: made,
        Cause.PASSED_ON: passed_on,
        Cause.MERGED: counts.before - made - passed_on - counts.after,
        Cause.FETCHED: counts.after - counts.asked,
    }
    return Fall(counts.before, causes, counts.asked)


def _departments(
    plan: ThemePlan, guide: Guide, joined: Guide
) -> Iterator[tuple[str, tuple[int, int]]]:
    department_of = {code: plan.matters[code].matter.department for code in guide.matters}
    before = Counter[str]()
    for code, uses in guide.uses.items():
        before[department_of[code]] += len(uses)
    asked = (
        merged
        for merged in joined.form
        if merged.required and joined.sources[merged.key] in LEFT_TO_APPLICANT
    )
    left = Counter(department_of[merged.uses[0].matter] for merged in asked)
    yield from ((code, (before[code], left[code])) for code in before)

"""Check whether a scenario fits its theme: each line that does not, why, and what is nearest."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from core.cases.models import CaseStatus
from core.catalogue.answer_values import is_answer_to
from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, Severity
from core.catalogue.refusals import shown
from core.errors import InvalidPartiesError, Problem
from core.i18n import DEFAULT_LOCALE, translate
from core.review.states import MatterState
from core.services.citizens.plan_form import FormChoices, KioskForm, plan_form
from core.services.form_answers import check_values, keyed
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import join_plan
from core.training.filling import filled_values
from core.training.models import Scenario
from core.training.scenarios import ScenarioFile


def check_scenario(
    file: ScenarioFile, catalogue: Catalogue, locale: str = DEFAULT_LOCALE
) -> tuple[Finding, ...]:
    """Return what of a scenario does not fit its theme as the catalogue has it.

    Later things are looked at only where earlier ones fit: without its theme there are no
    questions, and without right answers no form. ``locale`` is the language of reasons.
    """
    scenario = file.scenario
    theme = catalogue.themes.get(scenario.theme)
    if theme is None:
        return (theme_finding(file, catalogue.themes),)
    return misfits(file, ThemePlan(theme, catalogue), locale)


def theme_finding(file: ScenarioFile, known: Collection[str]) -> Finding:
    """Return that a scenario's theme is none of those known, and which is nearest."""
    return _unknown(file, ("theme",), "theme", given=file.scenario.theme, known=known)


def misfits(file: ScenarioFile, plan: ThemePlan, locale: str) -> tuple[Finding, ...]:
    """Return what of a scenario does not fit the theme of a plan."""
    scenario = file.scenario
    found = tuple(_answer_findings(file, plan))
    if found:
        return found
    answers = dict(scenario.answers)
    try:
        plan = join_plan(plan, answers, dict(scenario.parties))
    except InvalidPartiesError as refused:
        return tuple(
            _statement_finding(file, "parties", problem, locale) for problem in refused.problems
        )
    guide = concluded_guide(plan, answers)
    form = plan_form(plan, guide, choices=FormChoices(scenario.on_paper, dict(scenario.instead)))
    return tuple(_Fitting(file, plan, guide, form, locale).findings())


@dataclass(frozen=True)
class _Fitting:
    """A scenario beside the one form and the materials of its situation."""

    file: ScenarioFile
    plan: ThemePlan
    guide: Guide
    form: KioskForm
    locale: str

    @property
    def scenario(self) -> Scenario:
        return self.file.scenario

    def findings(self) -> Iterator[Finding]:
        """Yield what does not fit, part by part of the file."""
        yield from self._people()
        yield from self._values()
        yield from self._wrong_values()
        yield from self._matters()
        yield from self._states()
        yield from self._days()
        codes = {material.code for material in self.form.materials}
        for code in self.scenario.papers:
            yield from self._known(("papers", code), "material", code, codes)

    def _people(self) -> Iterator[Finding]:
        subjects, people = self.plan.catalogue.subjects, self.scenario.cast.people
        for role, names in self.scenario.who.items():
            yield from self._known(("who", role), "role", role, subjects)
            for name in (names,) if isinstance(names, str) else names:
                yield from self._known(("who", role), "person", name, people)

    def _values(self) -> Iterator[Finding]:
        elements = self.plan.catalogue.elements
        asked = {str(key) for key in self.guide.form_by_key}
        for place in self.scenario.values:
            element = place.partition("@")[0]
            if element not in elements:
                yield _unknown(self.file, ("values", place), "place", given=place, known=asked)
            elif place not in asked:
                params = (("given", place), ("hint", _nearest(place, asked)))
                yield _finding(self.file, ("values", place), "scenario-unasked", params)

    def _wrong_values(self) -> Iterator[Finding]:
        values = filled_values(self.scenario, filter(self.form.is_work, self.form.fields))
        problems = check_values(self.plan, self.guide, keyed(values))
        if len(problems) != self.scenario.expected.problems:
            for problem in problems:
                yield self._wrong_value(problem, values)

    def _wrong_value(self, problem: Problem, values: dict[str, Any]) -> Finding:
        place = problem.place
        field = {str(key): known for key, known in self.guide.form_by_key.items()}.get(place)
        label = field.label if field else place
        why = _sentence(problem, label, self.locale)
        hint = _nearest(str(values.get(place, "")), field.options) if field else ""
        params = (("given", place), ("why", why), ("hint", hint))
        return _finding(self.file, ("values", place), "scenario-value", params)

    def _matters(self) -> Iterator[Finding]:
        in_force, expected = self.guide.matters, self.scenario.expected
        for at, step in enumerate(self.scenario.steps):
            for code in getattr(step, "matters", ()):
                yield from self._known(("steps", at, "matters"), "matter", code, in_force)
        for key, codes in (("due", expected.due), ("states", expected.states)):
            for code in codes or ():
                yield from self._known(("expected", key, code), "matter", code, in_force)

    def _states(self) -> Iterator[Finding]:
        expected = self.scenario.expected
        for code, state in (expected.states or {}).items():
            yield from self._known(("expected", "states", code), "state", state, list(MatterState))
        if expected.status is not None:
            known = list(CaseStatus)
            yield from self._known(("expected", "status"), "state", expected.status, known)

    def _days(self) -> Iterator[Finding]:
        """Yield the steps on a day before that of the step above: no clock goes back."""
        latest = 0
        for at, step in enumerate(self.scenario.steps):
            day = latest if step.day is None else step.day
            if day < latest:
                params = (("given", day), ("hint", latest))
                yield _finding(self.file, ("steps", at, "day"), "scenario-order", params)
            latest = max(latest, day)

    def _known(
        self, path: tuple[Any, ...], what: str, given: str, known: Collection[str]
    ) -> Iterator[Finding]:
        if given not in known:
            yield _unknown(self.file, path, what, given=given, known=known)


def _answer_findings(file: ScenarioFile, plan: ThemePlan) -> Iterator[Finding]:
    asked = {asked.question for asked in plan.theme.questions}
    questions = plan.catalogue.questions
    for code, answer in file.scenario.answers.items():
        path = ("answers", code)
        if code not in asked:
            yield _unknown(file, path, "question", given=code, known=asked)
        elif not is_answer_to(answer, questions[code]):
            yield _unknown(
                file, path, "option", given=_written(answer), known=questions[code].options
            )


def _nearest(given: str, known: Iterable[str]) -> str:
    """Return the most similar name, or nothing; of two characters of Chinese one is enough.

    Examples:
        >>> _nearest("租借", ["自有", "租赁"]), _nearest("zzz", ["自有"])
        ('租赁', '')
        >>> _nearest("商业<script>", ["住宅", "商业"])
        '商业'
    """
    near = get_close_matches(given[:80], list(known), n=1, cutoff=0.45)
    inside = sorted((name for name in known if name and name in given), key=len, reverse=True)
    return next(iter([*near, *inside]), "")


def _written(answer: Any) -> str:
    return "、".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)


def _statement_finding(file: ScenarioFile, part: str, problem: Problem, locale: str) -> Finding:
    why = _sentence(problem, problem.place, locale)
    params = (("given", problem.place), ("why", why), ("hint", ""))
    return _finding(file, (part, problem.place), "scenario-value", params)


def _sentence(problem: Problem, label: str, locale: str) -> str:
    return translate(problem.message_key, locale, **{"label": label, **dict(problem.params)})


def _unknown(
    file: ScenarioFile, path: tuple[Any, ...], what: str, *, given: str, known: Collection[str]
) -> Finding:
    params = (
        ("what", what),
        ("given", shown(given)),
        ("theme", file.scenario.theme),
        ("hint", _nearest(given, known)),
    )
    return _finding(file, path, "scenario-unknown", params)


def _finding(
    file: ScenarioFile, path: tuple[Any, ...], rule: str, params: tuple[tuple[str, Any], ...]
) -> Finding:
    severity = Severity.WARNING if rule == "scenario-unasked" else Severity.ERROR
    at = ".".join(map(str, path))
    return Finding(rule, severity, at, file.name, file.lines.at(path), params)

"""What a quiz is made from: a scenario, its plan and guide, and the days that come of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from core.catalogue.models import Matter
from core.i18n import translate
from core.materials.merging import MergedMaterial
from core.themes.condition_words import condition_in_words
from core.themes.dating import DatedSchedule, dated
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.training.models import Scenario
from core.working_days import WorkingCalendar


@dataclass(frozen=True)
class QuizFacts:
    """What is true in a scenario: every right answer and every reason is read here."""

    scenario: Scenario
    plan: ThemePlan
    guide: Guide
    calendar: WorkingCalendar
    locale: str

    @cached_property
    def dates(self) -> DatedSchedule:
        """Return when each matter is due, if all is accepted on the day it begins."""
        return dated(self.guide.schedule, self.calendar, self.begins_on)

    @property
    def begins_on(self) -> date:
        """Return the day on which the scenario is handed in."""
        return date.fromisoformat(self.scenario.begins_on)

    @cached_property
    def materials(self) -> Mapping[str, MergedMaterial]:
        """Return the materials of the situation by document and subject."""
        return {str(material.key): material for material in self.guide.materials}

    def matter(self, code: str) -> Matter:
        """Return a matter of the catalogue."""
        return self.plan.catalogue.matters[code]

    def material_name(self, material: MergedMaterial) -> str:
        """Return what a material is called."""
        document = self.plan.catalogue.documents.get(material.key.document)
        return document.name if document else material.uses[0].requirement.name

    def say(self, key: str, **params: object) -> str:
        """Return words of the quiz."""
        return translate(f"quiz.{key}", self.locale, **params)

    def condition_of(self, code: str) -> str:
        """Return in which answers a matter of the theme applies, in words; nothing if always."""
        conditions = [it.when for it in self.plan.theme.matters if it.matter == code]
        known = [when for when in conditions if when is not None]
        if not known or len(known) < len(conditions):
            return ""
        words = (condition_in_words(when, self.plan.catalogue, self.locale) for when in known)
        return translate("condition.any", self.locale).join(words)


def facts_of(
    scenario: Scenario, plan: ThemePlan, calendar: WorkingCalendar, locale: str
) -> QuizFacts:
    """Return what is true in a scenario.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    answers: Mapping[str, Any] = dict(scenario.answers)
    return QuizFacts(scenario, plan, concluded_guide(plan, answers), calendar, locale)


@dataclass(frozen=True, slots=True)
class QuizChoice:
    """Something to choose: ``key`` is what it stands for, ``why`` why it is right or not."""

    key: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question with more choices than are shown, the likeliest mistakes first.

    ``about`` is what ``is_right`` of its kind is asked about.
    """

    about: str
    text: str
    choices: tuple[QuizChoice, ...]


@dataclass(frozen=True, slots=True)
class QuizKind:
    """One kind of question.

    ``drafts`` yields what can be asked of a scenario. ``is_right`` says by the guide alone
    whether a choice is right, so that a draft cannot make a wrong answer right.
    """

    drafts: Callable[[QuizFacts], Iterator[QuestionDraft]]
    is_right: Callable[[QuizFacts, str, str], bool]


def distinct(choices: Iterable[QuizChoice]) -> tuple[QuizChoice, ...]:
    """Return choices that differ in what they stand for and in words, the first of each."""
    kept: list[QuizChoice] = []
    for choice in choices:
        if all(choice.key != other.key and choice.words != other.words for other in kept):
            kept.append(choice)
    return tuple(kept)

"""Hold a quiz: open a class on a scenario, see how it goes, end it, take its record along."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from core.errors import NoSuchClassError, NothingToAskError, UnknownScenarioError
from core.handouts.class_record import class_record
from core.i18n import DEFAULT_LOCALE, LOCALES, listed
from core.ports import HandoutWriter, Randomness, Stores
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.services.theme_plans import PlanShelf
from core.services.trainers.known_scenarios import known_scenarios
from core.services.trainers.train_with_scenarios import ReadScenarios
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.training.class_results import ClassResult, QuizSheet, class_result
from core.training.quiz_facts import QuizFacts, facts_of
from core.training.quiz_records import KeptClass
from core.training.quizzes import MOST_QUESTIONS, make_quiz

LASTS = timedelta(hours=12)
"""A class that nobody ends is over after this long."""
CODE_LENGTH = 8
CODE_SYMBOLS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Nothing that is read as something else from the last row."""
_SEED = "0123456789"
_FEWEST = 3


class HoldQuizzes:
    """What trainers do with classes; none of it is near a case."""

    def __init__(
        self,
        staff: StaffContext,
        *,
        read: ReadScenarios,
        randomness: Randomness,
        writer: HandoutWriter,
    ) -> None:
        self._staff = staff
        self._read = read
        self._randomness = randomness
        self._writer = writer
        self._plans = PlanShelf()

    def open_class(self, session: Principal, scenario: str, number: int = 10) -> KeptClass:
        """Open a class on a scenario with so many questions; its code is for the trainees.

        Raises:
            UnknownScenarioError: If there is none, or its theme is not published here.
            NothingToAskError: If hardly anything can be asked of it.
        """
        with self._staff.as_permitted(session, UseCase.OPEN_CLASS) as (stores, permit):
            known = known_scenarios(stores, self._read()).get(scenario)
            version = newest_versions(stores).get(known.file.scenario.theme) if known else None
            if known is None or version is None:
                raise UnknownScenarioError(scenario=scenario)
            plan = self._plans.plan(version).plan
            seed = int(self._randomness(9, _SEED))
            asked = max(_FEWEST, min(number, MOST_QUESTIONS))
            sheets = {
                locale: quiz_sheet(
                    facts_of(known.file.scenario, plan, self._staff.calendar, locale), seed, asked
                )
                for locale in LOCALES
            }
            if len(sheets[DEFAULT_LOCALE].questions) < _FEWEST:
                raise NothingToAskError(scenario=scenario)
            content = {locale: sheet.plain() for locale, sheet in sheets.items()}
            return self._opened(stores, content, permit.username)

    def classes(self, session: Principal, locale: str) -> tuple[ClassResult, ...]:
        """Return every class that is kept, the newest first, with what came of it."""
        with self._staff.as_permitted(session, UseCase.LIST_CLASSES) as (stores, _):
            return tuple(self._result(stores, kept, locale) for kept in stores.quizzes.all())

    def class_standing(self, session: Principal, code: str, locale: str) -> ClassResult:
        """Return how a class goes now.

        Raises:
            NoSuchClassError: If there is none.
        """
        with self._staff.as_permitted(session, UseCase.READ_CLASS) as (stores, _):
            return self._result(stores, _class(stores, code), locale)

    def end_class(self, session: Principal, code: str) -> None:
        """End a class: nobody joins or answers any more. What came of it is kept."""
        with self._staff.as_permitted(session, UseCase.END_CLASS) as (stores, _):
            stores.quizzes.end(code, self._staff.clock())

    def class_file(
        self, session: Principal, code: str, *, form: str, locale: str = DEFAULT_LOCALE
    ) -> bytes:
        """Return the record of a class as a file.

        Raises:
            NoSuchClassError: If there is none.
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_CLASS) as (stores, _):
            result = self._result(stores, _class(stores, code), locale)
        return self._writer.write(class_record(result, locale), form)

    def _result(self, stores: Stores, kept: KeptClass, locale: str) -> ClassResult:
        trainees = stores.quizzes.trainees(kept.code)
        answers = stores.quizzes.answers(kept.code)
        return class_result(kept, trainees, answers, locale=locale, at=self._staff.clock())

    def _opened(self, stores: Stores, content: Mapping[str, Any], username: str) -> KeptClass:
        now = self._staff.clock()
        while True:
            code = self._randomness(CODE_LENGTH, CODE_SYMBOLS)
            kept = KeptClass(code, content, username, now, now + LASTS)
            if stores.quizzes.open(kept):
                return kept


def quiz_sheet(facts: QuizFacts, seed: int, number: int) -> QuizSheet:
    """Return what is asked about a scenario, with what its people answered at the kiosk."""
    scenario = facts.scenario
    said = tuple(
        (facts.plan.catalogue.question(code).text, _words(answer, facts.locale))
        for code, answer in facts.guide.situation.known.answers.items()
    )
    return QuizSheet(scenario.title, scenario.story, said, make_quiz(facts, seed, number))


def _words(answer: object, locale: str) -> str:
    return listed(tuple(map(str, answer)), locale) if isinstance(answer, tuple) else str(answer)


def _class(stores: Stores, code: str) -> KeptClass:
    kept = stores.quizzes.get(code)
    if kept is None:
        raise NoSuchClassError
    return kept

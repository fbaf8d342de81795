"""What the saved situations of a theme come down to now, and where that differs from what holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, SavedSituation, SituationOutcome
from core.errors import ProblemsError
from core.i18n import DEFAULT_LOCALE, listed, translate
from core.themes.guides import Guide, concluded_guide
from core.themes.material_lists import list_materials
from core.themes.plans import ThemePlan
from core.themes.who_is_who import join_plan

LISTED_PARTS = ("matters", "materials", "questions")
"""Parts of an outcome that are codes, in whatever order."""
COUNTED_PARTS = ("entries", "days")
OUTCOME_PARTS = (*LISTED_PARTS, *COUNTED_PARTS)


@dataclass(frozen=True, slots=True)
class OutcomeDifference:
    """One part of a situation that is not as it was accepted.

    ``part`` is a part of the outcome, or says why there is none: ``unanswered``, ``refused``
    or ``unready``. ``added`` and ``removed`` are codes.
    """

    part: str
    was: int = 0
    now: int = 0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def words(self, catalogue: Catalogue, locale: str = DEFAULT_LOCALE) -> str:
        """Return the difference as a sentence."""
        name = _NAMES.get(self.part, Catalogue.matter_name)
        names = listed([name(catalogue, code) for code in self.added], locale)
        words = translate(
            f"situation.differs.{self.part}", locale, was=self.was, now=self.now, names=names
        )
        if self.part not in LISTED_PARTS:
            return words
        return words + _came_and_went(self, catalogue, locale)


@dataclass(frozen=True, slots=True)
class SituationCheck:
    """A saved situation with what differs in it; ``outcome`` is absent where there is none."""

    situation: SavedSituation
    outcome: SituationOutcome | None
    differences: tuple[OutcomeDifference, ...]

    @property
    def holds(self) -> bool:
        """Say whether everything is as it was accepted."""
        return not self.differences

    def differences_said(
        self, catalogue: Catalogue, locale: str = DEFAULT_LOCALE
    ) -> tuple[str, ...]:
        """Return every difference as a sentence."""
        return tuple(difference.words(catalogue, locale) for difference in self.differences)


def check_situations(plan: ThemePlan) -> tuple[SituationCheck, ...]:
    """Return for every saved situation of a theme whether what was accepted still holds."""
    return tuple(check_situation(plan, situation) for situation in plan.theme.saved_situations)


def asked_in(plan: ThemePlan, answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], str]:
    """Return what an applicant is asked and answers, and the question that has no answer.

    Questions come as the kiosk asks them of everybody alike. No code means that nothing that is
    left open can change the outcome.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    given: dict[str, Answer] = {}
    while True:
        question = plan.forecast.ahead(plan.situate(given)).question
        if question is None or question not in answers:
            return given, question or ""
        given[question] = answers[question]


def outcome_of(plan: ThemePlan, situation: SavedSituation) -> SituationOutcome:
    """Return what a situation comes down to, with what is left open taken as the kiosk does.

    Raises:
        InvalidAnswersError, InvalidPartiesError: If an answer or a statement cannot be taken.
    """
    given, _ = asked_in(plan, situation.answers)
    joined = join_plan(plan, given, situation.parties)
    guide = concluded_guide(joined, given)
    return SituationOutcome(
        matters=guide.matters,
        materials=_materials_asked(joined, guide),
        questions=tuple(given),
        entries=guide.fields_count.asked,
        days=guide.schedule.working_days,
    )


def _materials_asked(plan: ThemePlan, guide: Guide) -> tuple[str, ...]:
    return tuple(material.code for material in list_materials(plan, guide) if material.is_asked)


def check_situation(plan: ThemePlan, situation: SavedSituation) -> SituationCheck:
    """Return what a situation comes down to now, and what of it is not as it was accepted."""
    if not plan.ready:
        return SituationCheck(situation, None, (OutcomeDifference("unready"),))
    try:
        _, unanswered = asked_in(plan, situation.answers)
        if unanswered:
            missing = OutcomeDifference("unanswered", added=(unanswered,))
            return SituationCheck(situation, None, (missing,))
        outcome = outcome_of(plan, situation)
    except ProblemsError as refused:
        places = tuple(dict.fromkeys(problem.place for problem in refused.problems))
        return SituationCheck(situation, None, (OutcomeDifference("refused", added=places),))
    return SituationCheck(situation, outcome, outcome_differences(situation.expected, outcome))


def outcome_differences(
    expected: SituationOutcome, outcome: SituationOutcome
) -> tuple[OutcomeDifference, ...]:
    """Return every part that is expected and is otherwise.

    Examples:
        >>> was = SituationOutcome(matters=("A", "B"), days=5)
        >>> outcome_differences(was, SituationOutcome(matters=("B", "C"), days=5))
        (OutcomeDifference(part='matters', was=2, now=2, added=('C',), removed=('A',)),)
    """
    parts = (*_listed_differences(expected, outcome), *_counted_differences(expected, outcome))
    return tuple(parts)


def _listed_differences(
    expected: SituationOutcome, outcome: SituationOutcome
) -> Iterator[OutcomeDifference]:
    for part in LISTED_PARTS:
        was: Sequence[str] | None = getattr(expected, part)
        now: Sequence[str] = getattr(outcome, part) or ()
        if was is not None and set(was) != set(now):
            added, removed = _but(now, was), _but(was, now)
            yield OutcomeDifference(part, len(set(was)), len(set(now)), added, removed)


def _counted_differences(
    expected: SituationOutcome, outcome: SituationOutcome
) -> Iterator[OutcomeDifference]:
    for part in COUNTED_PARTS:
        was, now = getattr(expected, part), getattr(outcome, part)
        if was is not None and was != now:
            yield OutcomeDifference(part, was, now)


def _but(codes: Iterable[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(codes) if code not in others)


def possible_codes(plan: ThemePlan, part: str) -> tuple[str, ...]:
    """Return the codes that a part of an outcome can have in a theme, in its order."""
    if part == "matters":
        return tuple(plan.matters)
    if part == "questions":
        return tuple(code for code in plan.questions.order if code not in plan.theme.fixed_answers)
    return tuple(dict.fromkeys(_documents_of(plan)))


def _documents_of(plan: ThemePlan) -> Iterator[str]:
    for code, planned in plan.matters.items():
        for material in planned.matter.materials:
            for document in material.documents():
                subject = plan.bound.get((code, str(document.subject)), document.subject)
                yield f"{document.document}@{subject}"


def code_in_words(catalogue: Catalogue, part: str, code: str) -> str:
    """Return what a code of a part of an outcome is called."""
    return _NAMES[part](catalogue, code)


def _came_and_went(difference: OutcomeDifference, catalogue: Catalogue, locale: str) -> str:
    name = _NAMES[difference.part]
    parts = (("more", difference.added), ("less", difference.removed))
    sentences = [
        translate(
            f"situation.{key}", locale, names=listed([name(catalogue, c) for c in codes], locale)
        )
        for key, codes in parts
        if codes
    ]
    lead = translate("situation.because", locale)
    return lead + translate("situation.and", locale).join(sentences)


def material_in_words(catalogue: Catalogue, code: str) -> str:
    """Return what a material (``document@subject``) is called, and whom it is about."""
    document, _, subject = code.partition("@")
    return f"{catalogue.document_name(document)}（{catalogue.short_subject_name(subject)}）"


def _question_text(catalogue: Catalogue, code: str) -> str:
    return catalogue.question(code).text


_NAMES: Mapping[str, Callable[[Catalogue, str], str]] = {
    "matters": Catalogue.matter_name,
    "materials": material_in_words,
    "questions": _question_text,
    "unanswered": _question_text,
    "refused": _question_text,
}

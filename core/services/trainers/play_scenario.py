"""Walk a scenario through the kiosk's own use cases, and through the offices, and compare."""

from collections.abc import Generator, Iterator
from datetime import date, datetime
from typing import Any

from core.cases.models import Case
from core.errors import ServiceError
from core.receipts.models import Receipt
from core.services.citizens import CitizenUseCases, Consultation, KioskForm
from core.services.trainers.play_reviews import PlayedCase, play_reviews
from core.services.trainers.scenario_applications import application_from, form_of, values_of
from core.services.trainers.training_halls import TrainingHall
from core.themes.guides import Guide
from core.training.models import PlayedStep, Scenario
from core.working_days import ZONE

CODE = "ACDE-FGHJ"
"""The code on receipts of practice halls; it opens nothing anywhere else."""
_MOST_NAMED = 10
_Received = tuple[Case, Consultation]


def play_scenario(
    scenario: Scenario, kiosk: CitizenUseCases, *, submission_key: str, channel: str = "training"
) -> tuple[PlayedStep, ...]:
    """Return what was expected of the visit at the kiosk and what came of it, step by step.

    The last step tells the case; a step that cannot be taken ends the play and says why.
    """
    return tuple(_visit(scenario, kiosk, submission_key, channel))


def play_in_hall(scenario: Scenario, hall: TrainingHall) -> tuple[PlayedStep, ...]:
    """Return what was expected and what came of it, from the first question to the last result.

    The clock of the hall is set to the days of the scenario.
    """
    return play_to_case(scenario, hall)[0]


def play_to_case(scenario: Scenario, hall: TrainingHall) -> tuple[tuple[PlayedStep, ...], str]:
    """Return the steps of a play, and the number of its case; none if nothing was received."""
    steps: list[PlayedStep] = []
    play = _whole_way(scenario, hall)
    while True:
        try:
            steps.append(next(play))
        except StopIteration as ended:
            return tuple(steps), str(ended.value)


def _whole_way(scenario: Scenario, hall: TrainingHall) -> Generator[PlayedStep, None, str]:
    day = date.fromisoformat(scenario.begins_on)
    hall.clock.jump_to(datetime(day.year, day.month, day.day, 9, tzinfo=ZONE))
    received = yield from _visit(scenario, hall.kiosk, scenario.code, "training")
    if received is None:
        return ""
    case, consultation = received
    catalogue = consultation.catalogue
    departments = {code: catalogue.matters[code].department for code in case.matters}
    played = PlayedCase(hall, scenario, case, consultation.guide, departments, CODE)
    yield from play_reviews(played)
    return case.number


def _visit(
    scenario: Scenario, kiosk: CitizenUseCases, submission_key: str, channel: str
) -> Generator[PlayedStep, None, _Received | None]:
    version = next((t.version for t in kiosk.consulting.themes() if t.code == scenario.theme), None)
    yield PlayedStep(say="scenario.theme_published", expected=True, actual=version is not None)
    if version is None:
        return None
    try:
        answers, parties = dict(scenario.answers), dict(scenario.parties)
        consultation = kiosk.consulting.consult(scenario.theme, version, answers, parties=parties)
        yield from _guide_steps(scenario, consultation.guide)
        form = form_of(scenario, kiosk, version)
        yield from _form_steps(scenario, kiosk, version, form)
        application = application_from(
            scenario, kiosk, version, submission_key=submission_key, channel=channel
        )
        case = kiosk.handing_in.submit(application, code=CODE if channel == "training" else "")
        if scenario.expected.fetched is not None:
            wanted, actual = scenario.expected.fetched, len(application.fetched)
            yield PlayedStep(say="scenario.fetched", expected=wanted, actual=actual)
        yield from _receipt_steps(scenario, kiosk.handing_in.receipt(case.number))
    except ServiceError as error:
        yield PlayedStep(say="scenario.received", expected=True, actual=str(error))
        return None
    return case, consultation


def _guide_steps(scenario: Scenario, guide: Guide) -> Iterator[PlayedStep]:
    expected = scenario.expected
    yield PlayedStep(say="scenario.complete", expected=True, actual=guide.situation.complete)
    compared: list[tuple[str, Any, Any]] = [
        ("matters", _listed(expected.matters), list(guide.matters)),
        ("fields", _counts(expected.fields), _counts(guide.fields_count)),
        ("materials", _counts(expected.materials), _counts(guide.materials_count)),
        ("trips", _counts(expected.trips), _counts(guide.trips)),
        ("working_days", expected.working_days, guide.schedule.working_days),
        ("serial_days", expected.serial_days, guide.schedule.serial_working_days),
    ]
    for name, wanted, actual in compared:
        if wanted is not None:
            yield PlayedStep(say=f"scenario.{name}", expected=wanted, actual=actual)


def _form_steps(
    scenario: Scenario, kiosk: CitizenUseCases, version: int, form: KioskForm
) -> Iterator[PlayedStep]:
    expected = scenario.expected
    if expected.papers_to_give is not None:
        papers = len(form.materials)
        yield PlayedStep(
            say="scenario.papers_to_give", expected=expected.papers_to_give, actual=papers
        )
    answers, values = dict(scenario.answers), values_of(scenario, kiosk, version, form)
    problems = kiosk.filling.problems(
        scenario.theme, version, answers, values, parties=dict(scenario.parties)
    )
    places = "、".join(problem.place for problem in problems[:_MOST_NAMED])
    yield PlayedStep(
        say="scenario.problems", expected=expected.problems, actual=len(problems), about=places
    )


def _receipt_steps(scenario: Scenario, receipt: Receipt) -> Iterator[PlayedStep]:
    yield PlayedStep(say="scenario.received", expected=True, actual=bool(receipt.case_number))
    said = [matter.name for matter in receipt.matters] + [paper.name for paper in receipt.materials]
    said += [receipt.applicant, receipt.theme_name]
    for words in scenario.expected.receipt_says:
        yield PlayedStep(
            say="scenario.receipt_says", expected=words, actual=words if words in said else ""
        )


def _listed(codes: tuple[str, ...] | None) -> list[str] | None:
    return None if codes is None else list(codes)


def _counts(counts: Any) -> dict[str, int] | None:
    return None if counts is None else {"before": counts.before, "after": counts.after}

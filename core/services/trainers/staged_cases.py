"""Do in a room what a stop of a presentation leads to: hand in, and take the steps of offices."""

from datetime import date, datetime

from core.cases.models import Case
from core.errors import ServiceError
from core.services.trainers.play_reviews import PlayedCase, acts_of, morning_of
from core.services.trainers.play_scenario import CODE
from core.services.trainers.presented_stops import PresentedStop
from core.services.trainers.scenario_applications import keep_papers
from core.services.trainers.training_halls import TrainingHall
from core.training.models import LetClocksRun, Scenario
from core.training.presenting import Stop
from core.working_days import ZONE, day_of

Script = tuple[PresentedStop, ...]
_OPENS_AT = 9


class StagedCase:
    """A scenario on the stage of a hall: its days, its case, and what offices do with it."""

    def __init__(self, hall: TrainingHall, scenario: Scenario) -> None:
        self._hall = hall
        self._scenario = scenario

    def open(self) -> date:
        """Set the clock to the first day of the scenario and return it; today if that is over.

        Clocks of rooms go on only.
        """
        clock, calendar = self._hall.clock, self._hall.calendar
        today, first = day_of(clock()), date.fromisoformat(self._scenario.begins_on)
        if first < today:
            first = today if calendar.is_worked(today) else calendar.next_worked(today)
        if first > today:
            clock.jump_to(datetime(first.year, first.month, first.day, _OPENS_AT, tzinfo=ZONE))
        return first

    def turn_to_day_of(self, stop: Stop) -> None:
        """Set the clock on to the day of a stop; on the day itself time goes on as it is."""
        day = date.fromisoformat(stop.on)
        if day > day_of(self._hall.clock()):
            self._hall.clock.jump_to(morning_of(day))

    def perform(self, script: Script, number: int) -> None:
        """Do what a stop leads to.

        Raises:
            ServiceError: If it is refused, and the scenario does not say that it is.
        """
        stop = script[number].stop
        if stop.hands_in:
            self.hand_in(script)
        elif stop.is_of_case:
            self.turn_to_day_of(stop)
            self._take_step(stop, self.hand_in(script))

    def hand_in(self, script: Script) -> Case:
        """Hand in what the people of the scenario have filled in; again, it is the same case."""
        draft, kiosk = script[-1].draft, self._hall.kiosk
        keep_papers(draft.uploads, kiosk, holder=draft.submission_key)
        return kiosk.handing_in.submit(draft.application(), code=CODE)

    def played(self, case: Case) -> PlayedCase:
        """Return the case as those see it who act in it."""
        given = case.application
        consultation = self._hall.kiosk.consulting.consult(
            given.theme_code, given.theme_version, given.answers, parties=given.parties
        )
        matters = consultation.catalogue.matters
        departments = {code: matters[code].department for code in case.matters}
        return PlayedCase(self._hall, self._scenario, case, consultation.guide, departments, CODE)

    def _take_step(self, stop: Stop, case: Case) -> None:
        step = self._scenario.steps[stop.step]
        if isinstance(step, LetClocksRun):
            self._hall.let_clocks_run()
            return
        _, act = list(acts_of(step, self.played(case)))[stop.act]
        try:
            act()
        except ServiceError:
            if not step.refused:
                raise

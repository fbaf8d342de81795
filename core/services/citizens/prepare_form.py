"""Prepare the one form of a visit, with the days and values that are known here."""

from collections.abc import Collection, Mapping
from typing import Any

from core.forms.sources import ValueSource
from core.ports import Clock
from core.services.citizens.plan_form import (
    NOTHING_CHOSEN,
    FormChoices,
    KioskForm,
    plan_form,
    with_days,
)
from core.services.citizens.play_demo_person import with_demo_person
from core.services.citizens.read_plans import ReadPlan
from core.services.form_answers import keyed
from core.themes.guides import Guide, concluded_guide
from core.working_days import WorkingCalendar, day_of


class PrepareForm:
    """Prepares forms.

    ``connected`` are the sources that values can be fetched from, ``demo`` the values of
    made-up people by theme.
    """

    def __init__(
        self,
        *,
        planned: ReadPlan,
        clock: Clock,
        calendar: WorkingCalendar,
        connected: Collection[ValueSource],
        demo: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self._planned = planned
        self._clock = clock
        self._calendar = calendar
        self._connected = connected
        self._demo = demo

    def __call__(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any] | None = None,
        *,
        guide: Guide | None = None,
        parties: Mapping[str, str] | None = None,
        choices: FormChoices = NOTHING_CHOSEN,
    ) -> KioskForm:
        """Return the one form and the materials to give, given what has been filled in so far.

        ``guide`` is what applies to these answers, if it is at hand.
        """
        plan = self._planned.joined(theme, version, answers, parties or {}).plan
        form = plan_form(
            plan,
            guide or concluded_guide(plan, answers),
            values=keyed(values or {}),
            connected=self._connected,
            choices=choices,
        )
        dated_form = with_days(form, self._calendar, day_of(self._clock()))
        return with_demo_person(dated_form, self._demo.get(theme, {}))

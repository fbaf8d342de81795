"""Check what has been filled in so far."""

from collections.abc import Mapping
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.normalising import values_in_order
from core.ports import Clock
from core.services.citizens.date_application import days_of_handing_in
from core.services.citizens.read_plans import ReadPlan
from core.services.form_answers import check_values, keyed
from core.themes.guides import Guide, concluded_guide
from core.working_days import day_of


class CheckForm:
    """Checks forms as if they were handed in today."""

    def __init__(self, *, planned: ReadPlan, clock: Clock) -> None:
        self._planned = planned
        self._clock = clock

    def __call__(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        only: frozenset[FieldKey] | None = None,
        guide: Guide | None = None,
        parties: Mapping[str, str] | None = None,
    ) -> tuple[Problem, ...]:
        """Return every problem of the whole form, or of the fields named."""
        plan = self._planned.joined(theme, version, answers, parties or {}).plan
        guide = guide or concluded_guide(plan, answers)
        today = day_of(self._clock())
        given = keyed({**values, **days_of_handing_in(guide, today)})
        return check_values(plan, guide, values_in_order(guide.form, given), only, today=today)

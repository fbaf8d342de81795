"""Fill the forms of a theme with answers and values: department by department, every problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.department_forms import DepartmentForm
from core.forms.form_workbooks import write_form
from core.forms.projecting import Form
from core.services.form_answers import check_values, department_forms, json_of, project_values
from core.themes.guides import Guide, guide_situation, guide_theme
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho
from core.working_days import day_of

__all__ = [
    "DepartmentForm",
    "FilledForms",
    "Form",
    "ThemePlan",
    "fill_forms",
    "json_of",
    "write_form",
]


@dataclass(frozen=True, slots=True)
class FilledForms:
    """A theme, the guide of some answers, and the values given for it.

    ``not_asked`` are the values that nobody asks for in this situation.
    """

    plan: ThemePlan
    guide: Guide
    values: dict[FieldKey, Any]
    not_asked: tuple[FieldKey, ...]

    def projected(self) -> dict[str, Form]:
        """Return the values as each department asks for them, by matter."""
        return project_values(self.plan, self.guide, self.values)

    def departments(self) -> dict[str, DepartmentForm]:
        """Return each department's own form, by matter."""
        return department_forms(self.plan, self.guide, self.values)

    def problems(self, now: datetime) -> tuple[Problem, ...]:
        """Return every problem of the values at once."""
        return tuple(check_values(self.plan, self.guide, self.values, today=day_of(now)))


def fill_forms(
    plan: ThemePlan,
    answers: Mapping[str, Any],
    *,
    parties: Mapping[str, Any],
    values: dict[FieldKey, Any],
) -> FilledForms:
    """Return the forms of a situation, filled; roles that one person holds are asked once.

    Raises:
        InvalidAnswersError: If the answers, or who is who, cannot be used.
    """
    separate = guide_theme(plan, answers)
    joined = WhoIsWho(plan, separate).plan_with(parties)
    form = separate.form_by_key
    return FilledForms(
        joined,
        guide_situation(joined, separate.situation),
        joined.parties.joined_values(values),
        tuple(key for key in values if key not in form),
    )

"""Date an application the day it is handed in (申请日期): the clock says it, nobody else."""

from dataclasses import replace
from datetime import date

from core.cases.models import Application
from core.forms.possible_dates import APPLIED_ON
from core.themes.guides import Guide


def days_of_handing_in(guide: Guide, today: date) -> dict[str, str]:
    """Return the day for every field of a form that asks when it is handed in."""
    keys = (key for key in guide.form_by_key if key.element == APPLIED_ON)
    return {str(key): today.isoformat() for key in keys}


def dated_application(application: Application, guide: Guide, today: date) -> Application:
    """Return an application that bears the day it is handed in, whatever was written before.

    A visit that was left for later bears the day on which it is finished.
    """
    days = days_of_handing_in(guide, today)
    return replace(application, values={**application.values, **days})

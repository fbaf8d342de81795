"""Write the script of a presentation: a scenario led through the kiosk, then through the offices.

Nothing is pressed. Each stop is shown with the draft as it would be then, so that any stop can be
shown at any time, in any order.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from core.errors import ScenarioUnfitError
from core.i18n import DEFAULT_LOCALE
from core.services.citizens import (
    CitizenUseCases,
)
from core.services.citizens.drafts import ApplicationDraft
from core.services.trainers.kiosk_walks import KioskWalk
from core.services.trainers.presented_stops import OfficeOfMatter, PresentedStop
from core.training.models import Scenario
from core.training.presenting import (
    Stop,
    StopDesk,
    StopPlace,
    Touch,
    TouchKind,
    desk_of,
    matters_of_acts,
)
from core.working_days import WorkingCalendar


def write_script(
    scenario: Scenario,
    kiosk: CitizenUseCases,
    calendar: WorkingCalendar,
    *,
    submission_key: str,
    begins_on: date | None = None,
    locale: str = DEFAULT_LOCALE,
) -> tuple[PresentedStop, ...]:
    """Return the stops of a scenario, from the first page of the kiosk to where all ends.

    Where it begins on another day than its file says, dates of steps move with it.

    Files are kept as the kiosk keeps them; nothing is handed in.

    Raises:
        ScenarioUnfitError: If its theme is not published, or asks what the scenario does not say.
    """
    version = next((t.version for t in kiosk.consulting.themes() if t.code == scenario.theme), None)
    if version is None:
        raise ScenarioUnfitError(scenario=scenario.code, place=scenario.theme)
    first = begins_on or date.fromisoformat(scenario.begins_on)
    walk = KioskWalk(scenario, kiosk, version, ApplicationDraft(submission_key), str(first), locale)
    at_kiosk = tuple(walk.stops())
    later = _stops_of_case(scenario, walk.offices, calendar, first)
    return (*at_kiosk, *(PresentedStop(stop, walk.draft) for stop in later))


def _stops_of_case(
    scenario: Scenario,
    offices: Mapping[str, OfficeOfMatter],
    calendar: WorkingCalendar,
    received: date,
) -> Iterator[Stop]:
    """Yield what happens to the case, day by day, and where all ends."""
    later = received - date.fromisoformat(scenario.begins_on)
    on, day = received, 0
    for number, step in enumerate(scenario.steps):
        if step.on is not None:
            on = date.fromisoformat(step.on) + later
            day = calendar.between(received, on)
        elif step.day is not None:
            on, day = calendar.after(received, step.day), step.day
        for act, matters in enumerate(matters_of_acts(step)):
            office = offices.get(matters[0]) if matters else None
            yield Stop(
                desk_of(step),
                step.do,
                tuple(Touch(TouchKind.STEP, matter, step.do) for matter in matters or ("",)),
                str(on),
                step.note if not act else "",
                day,
                matters=matters,
                names=tuple(offices[it].matter for it in matters if it in offices),
                department=office.department if office else "",
                office=office.office if office else "",
                step=number,
                act=act,
            )
    yield Stop(StopDesk.KIOSK, "end", (), str(on), "", day, place=StopPlace("case"))

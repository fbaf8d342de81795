"""How long it will still take, and how long it did take."""

from time import monotonic

from core.i18n import translate
from core.services.citizens import ElapsedTotal, KioskForm, KioskService, StepKind
from pages.kiosk.cursor import Began, Step
from pages.kiosk.visit import Visit


def begin_work(here: Visit, work: StepKind | None = None, number: int = 0) -> None:
    """Note that a page with some work on it is shown now; the same page again changes nothing."""
    if here.began is None or here.began.page != here.sheet:
        end_work(here)
        here.began = Began(here.sheet, work, number, monotonic())


def end_work(here: Visit) -> None:
    """Note that the page that was shown is done with."""
    began, here.began = here.began, None
    if began is not None and began.work is not None and began.number:
        took = ElapsedTotal(began.number, monotonic() - began.at)
        here.taken[began.work] = here.taken.get(began.work, ElapsedTotal()) + took


def begin_page(form: KioskForm, here: Visit) -> None:
    """Note that a page of the form is shown now."""
    empty, filled = _fields(form, here, here.page, here.page + 1)
    begin_work(here, *((StepKind.FIELD, empty) if empty else (StepKind.LOOK, filled)))


def time_left(
    service: KioskService, form: KioskForm, here: Visit, *, page: int | None = None
) -> str:
    """Say in about how many minutes everything is done, from a page of the form on."""
    minutes = service.pace.minutes(_work_left(form, here, here.page if page is None else page))
    return translate("kiosk.time_left", here.locale, minutes=minutes)


def _work_left(form: KioskForm, here: Visit, first: int) -> dict[StepKind, int]:
    at_papers = here.step > Step.FORM
    empty, filled = (0, 0) if at_papers else _fields(form, here, first, len(form.pages))
    papers = len(form.papers) - (here.paper if at_papers else 0)
    return {
        StepKind.FIELD: empty,
        StepKind.LOOK: filled,
        StepKind.PAPER: papers,
        StepKind.SIGNATURE: 1,
    }


def _fields(form: KioskForm, here: Visit, first: int, end: int) -> tuple[int, int]:
    """Return how many fields of some pages are empty, and how many are filled in."""
    places = [str(field.key) for page in form.pages[first:end] for field in page.fields]
    filled = sum(place in here.values or place in form.known for place in places)
    return len(places) - filled, filled

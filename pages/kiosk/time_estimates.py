"""How long it will still take, and how long it did take."""

from time import monotonic

from core.i18n import translate
from core.services.citizens import CitizenUseCases, ElapsedTotal, KioskForm, StepKind, VisitStep
from pages.kiosk.memories import TimedPage
from pages.kiosk.visit import Visit


def begin_work(visit: Visit, work: StepKind | None = None, number: int = 0) -> None:
    """Note that a page with some work on it is shown now; the same page again changes nothing."""
    if visit.timing.began is None or visit.timing.began.page != visit.sheet:
        end_work(visit)
        visit.timing.began = TimedPage(visit.sheet, work, number, monotonic())


def end_work(visit: Visit) -> None:
    """Note that the page that was shown is done with."""
    began, visit.timing.began = visit.timing.began, None
    if began is not None and began.kind is not None and began.number:
        took = ElapsedTotal(began.number, monotonic() - began.at)
        visit.timing.totals[began.kind] = visit.timing.totals.get(began.kind, ElapsedTotal()) + took


def begin_page(form: KioskForm, visit: Visit) -> None:
    """Note that a page of the form is shown now."""
    empty, filled = _fields(form, visit, visit.cursor.page, visit.cursor.page + 1)
    begin_work(visit, *((StepKind.FIELD, empty) if empty else (StepKind.LOOK, filled)))


def time_left(
    service: CitizenUseCases, form: KioskForm, visit: Visit, *, page: int | None = None
) -> str:
    """Say in about how many minutes everything is done, from a page of the form on."""
    minutes = service.visits.time_estimates.minutes(
        _work_left(form, visit, visit.cursor.page if page is None else page)
    )
    return translate("kiosk.time_left", visit.locale, minutes=minutes)


def _work_left(form: KioskForm, visit: Visit, first: int) -> dict[StepKind, int]:
    at_papers = VisitStep.FORM.is_before(visit.cursor.step)
    empty, filled = (0, 0) if at_papers else _fields(form, visit, first, len(form.pages))
    papers = len(form.materials) - (visit.cursor.material if at_papers else 0)
    return {
        StepKind.FIELD: empty,
        StepKind.LOOK: filled,
        StepKind.PAPER: papers,
        StepKind.SIGNATURE: 1,
    }


def _fields(form: KioskForm, visit: Visit, first: int, end: int) -> tuple[int, int]:
    """Return how many fields of some pages are empty, and how many are filled in.

    What may be left counts only once somebody has filled it in.
    """
    fields = [field for page in form.pages[first:end] for field in page.fields]
    filled = [str(it.key) in visit.draft.values or str(it.key) in form.known for it in fields]
    empty = sum(form.is_work(it) and not done for it, done in zip(fields, filled, strict=True))
    return empty, sum(filled)

"""A work list as a file, in the words of the page: a spreadsheet, or cells for paper."""

from collections.abc import Iterable
from io import BytesIO

from core.catalogue.spreadsheets import write_text
from core.handouts.task_list import LISTED
from core.i18n import messages_of, translate
from core.review.supervising import SupervisionMark
from core.services.officers.office_tasks import OfficeTask
from core.working_days import day_of


def tasks_workbook(tasks: Iterable[OfficeTask], locale: str) -> bytes:
    """Return tasks as a spreadsheet, one a row."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    rows = [[translate(f"tasks.column.{name}", locale) for name in LISTED]]
    rows += [list(task_cells(task, locale)) for task in tasks]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            write_text(sheet.cell(number, place), text)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def task_cells(task: OfficeTask, locale: str) -> tuple[str, ...]:
    """Return what a line says, in the order of the columns."""
    line = task.line
    return (
        line.due.isoformat() if line.due else "",
        translate(f"tasks.light.{task.light}", locale) if task.light else "",
        line.case_number,
        line.matter_name,
        line.applicant_name,
        translate(f"tasks.state.{line.state}", locale),
        translate(f"tasks.move.{task.move}", locale),
        day_of(line.received_at).isoformat(),
        channel_name(line.channel, locale),
        _urged(task.mark, locale),
    )


def _urged(mark: SupervisionMark | None, locale: str) -> str:
    if mark is None:
        return ""
    step = translate(f"supervision.step.{mark.urged}", locale) if mark.urged else ""
    return " · ".join(filter(None, (step, report_words(mark, locale))))


def report_words(mark: SupervisionMark, locale: str) -> str:
    """Return by when a report is owed, or was."""
    if mark.report_by is None:
        return ""
    key = "report_late" if mark.is_report_late else "report_owed"
    return translate(f"designer.supervision.{key}", locale, day=mark.report_by.isoformat())


def channel_name(channel: str, locale: str) -> str:
    """Return how an application came in, in words; what a later version brings is shown as is."""
    key = f"tasks.channel.{channel}"
    return translate(key, locale) if key in messages_of(locale) else channel

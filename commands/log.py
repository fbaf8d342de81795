"""``log compare|report|export``: what event logs say of deadlines, days and steps."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.handing_out import expect_suffix, write_handout
from commands.inputs import (
    CatalogueOption,
    JsonOption,
    bad_input_reported,
    locale,
    log_bytes,
    package_from,
    refuse,
    say,
)
from commands.monitoring_documents import monitoring_document
from commands.outputs import print_json, print_line, print_table
from commands.writing import write_files
from core.handouts.models import Handout, HandoutTable
from core.i18n import translate
from core.monitoring.models import EventLog, LeftOutRow
from core.services.queries.compare_log import ComparedLog, compare_log
from core.services.queries.report_log import (
    CHOICES,
    MonitoringTold,
    RunFilter,
    monitoring_report,
    read_log,
    read_steps,
    report_log,
    write_log,
)
from core.working_days import day_of

MOST_SHOWN = 20

app = typer.Typer(help="Event logs of cases, from here and from elsewhere.")
LogArgument = Annotated[Path, typer.Argument(help="An event log, CSV or XES.")]


@app.callback()
def about() -> None:
    """Event logs of cases, from here and from elsewhere."""


@app.command()
def compare(log: LogArgument, *, as_json: JsonOption = False) -> None:
    """Count late cases by channel, and the hours from step to step."""
    from runtime import event_analysis  # noqa: PLC0415 -- the database is heavy, load it late

    with bad_input_reported():
        compared = compare_log(log_bytes(log), event_analysis())
    if as_json:
        print_json(_document(compared))
    else:
        _print(compared)


@app.command()
def report(
    log: Annotated[
        Path | None, typer.Argument(help="An event log, CSV or XES; without it, our own cases.")
    ] = None,
    *,
    steps: Annotated[
        Path | None, typer.Option("--steps", help="YAML file {step: [activity, …]}.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="theme=T01, department=, channel= or month=2026-11."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write it to a .xlsx, .pdf or .docx as well.")
    ] = None,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what happened beside what guides declare, matter by matter, and where time goes."""
    from runtime import working_calendar  # noqa: PLC0415 -- as above

    chosen, suffix = _chosen(only or []), expect_suffix(to, "log") if to else ""
    package = package_from(catalogue)
    with bad_input_reported():
        names = read_steps(log_bytes(steps)) if steps else None
        found = read_log(log_bytes(log)) if log else _own_log()
    measured = report_log(found, package.catalogue, working_calendar(), names=names, chosen=chosen)
    today = day_of(datetime.now(UTC))
    brief = MonitoringTold(measured, today, locale(), len(found.left_out))
    if as_json:
        print_json({**monitoring_document(measured), "rows_left_out": _left_out(found.left_out)})
    else:
        _print_handout(monitoring_report(brief))
    if to is not None:
        write_handout(monitoring_report(brief), to, suffix)


@app.command()
def export(*, to: Annotated[Path, typer.Option("--to", help="File to write: .csv.")]) -> None:
    """Write what happened to our own cases as an event log, without anything a person said."""
    with bad_input_reported():
        events = _own_log().events
    write_files({to: write_log(events)})
    cases = len({event.case for event in events})
    say(translate("log.written", locale(), events=len(events), cases=cases, path=to))


def _chosen(only: list[str]) -> RunFilter:
    """Return which runs are looked at, or exit with 2 where no such thing can be chosen."""
    named = dict(choice.partition("=")[::2] for choice in only)
    for name in named:
        if name not in CHOICES:
            refuse("log.no_choice", name=name[:40], known=", ".join(CHOICES))
    return RunFilter(**named)


def _own_log() -> EventLog:
    from runtime import own_event_log  # noqa: PLC0415 -- as above

    log = own_event_log()
    if log.unread:
        say(translate("log.unread", locale(), cases=", ".join(log.unread)))
    return log


def _print_handout(handout: Handout) -> None:
    """Print a report as it stands on paper."""
    for part in handout.parts:
        if isinstance(part, HandoutTable):
            print_table([column.name for column in part.columns], part.rows)
        else:
            print_line("\n".join(part.texts()))
        print_line()


def _document(compared: ComparedLog) -> dict[str, Any]:
    figures = compared.figures
    return {
        "cases": figures.cases,
        "events": figures.events,
        "undated": figures.undated,
        "late": figures.late,
        "by_channel": {
            channel: {"cases": of_channel.cases, "late": of_channel.late}
            for channel, of_channel in figures.by_channel.items()
        },
        "steps": [
            {
                "from": step.before,
                "to": step.after,
                "number": step.number,
                "median_hours": step.median_hours,
            }
            for step in figures.steps
        ],
        "rows_left_out": _left_out(compared.left_out),
    }


def _left_out(rows: Iterable[LeftOutRow]) -> list[dict[str, Any]]:
    return [{"row": row.row, "why": _why(row)} for row in rows]


def _why(left_out: LeftOutRow) -> str:
    reasons = (translate(why.message_key, locale(), **why.params) for why in left_out.why)
    return " ".join(reasons)


def _print(compared: ComparedLog) -> None:
    figures = compared.figures
    counts = {name: getattr(figures, name) for name in ("cases", "events", "undated", "late")}
    print_line(translate("log.summary", locale(), **counts))
    print_line()
    channels = [
        (channel or translate("log.no_channel", locale()), of_channel.cases, of_channel.late)
        for channel, of_channel in figures.by_channel.items()
    ]
    print_table(_head("channel", "cases", "late"), channels)
    print_line()
    steps = [
        (step.before, step.after, step.number, f"{step.median_hours:.2f}")
        for step in figures.steps[:MOST_SHOWN]
    ]
    print_table(_head("from", "to", "number", "median_hours"), steps)
    if len(figures.steps) > MOST_SHOWN:
        print_line(translate("log.more_steps", locale(), n=len(figures.steps) - MOST_SHOWN))
    for row in compared.left_out:
        say(translate("log.left_out", locale(), row=row.row, why=_why(row)))


def _head(*names: str) -> list[str]:
    return [translate(f"log.head.{name}", locale()) for name in names]

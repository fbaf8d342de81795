"""``log compare``: what an event log says of deadlines and of the time from step to step."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_told, locale, refuse, say
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.monitoring.models import LeftOutRow
from core.services.queries.compare_log import ComparedLog, compare_log

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

    with bad_input_told():
        compared = compare_log(_bytes_of(log), event_analysis())
    if as_json:
        print_json(_document(compared))
    else:
        _print(compared)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse("command.input.unreadable", source=path, reason=reason)


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
        "rows_left_out": [{"row": row.row, "why": _why(row)} for row in compared.left_out],
    }


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

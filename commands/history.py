"""``history verify``: compare everything about cases with what was written."""

from typing import Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.operators.verify_history import Difference, HistoryReport

app = typer.Typer(help="The history of all cases.")


@app.callback()
def _history() -> None:
    """Keep ``verify`` a command of its own name."""


@app.command()
def verify(*, as_json: JsonOption = False) -> None:
    """Find every change, gap and deletion in what is stored about cases."""
    with bad_input_reported():
        from runtime import verified_history  # noqa: PLC0415 -- the database is heavy

        report = verified_history()
    if as_json:
        print_json(problems_document(report))
    else:
        print_problems(report)
    raise typer.Exit(int(bool(report.problems)))


def problems_document(report: HistoryReport) -> dict[str, Any]:
    """Return a report as it stands in JSON."""
    head = report.head
    return {
        "cases": report.cases,
        "problems": [
            {
                "case": problem.case or None,
                "entry": problem.entry,
                "what": _difference_line(problem),
            }
            for problem in report.problems
        ],
        "purged": [
            {
                "case": purged.number,
                "entry": purged.entry,
                "at": purged.at.isoformat(),
                "rule": purged.rule,
            }
            for purged in report.purged
        ],
        "tree": {
            "size": report.size,
            "head": {"size": head.size, "root": head.root, "at": head.at.isoformat()}
            if head
            else None,
            "consistent": report.is_consistent,
        },
    }


def print_problems(report: HistoryReport) -> None:
    """Print a report for people."""
    if report.problems:
        head = [translate(f"history.head.{name}", locale()) for name in ("case", "entry", "what")]
        rows = [
            (problem.case, problem.entry or "", _difference_line(problem))
            for problem in report.problems
        ]
        print_table(head, rows)
        print_line()
    counts = {"cases": report.cases, "problems": len(report.problems), "size": report.size}
    print_line(translate("history.summary", locale(), **counts))
    if report.purged:
        print_line(translate("history.purged", locale(), number=len(report.purged)))
    print_line(translate(f"history.tree.{_standing(report)}", locale()))


def _standing(report: HistoryReport) -> str:
    if not report.is_consistent:
        return "inconsistent"
    return "consistent" if report.head else "none"


def _difference_line(difference: Difference) -> str:
    return translate(f"history.kind.{difference.kind}", locale(), place=difference.place)

"""``report reduction``: what the themes save, computed, beside what was published."""

from enum import StrEnum
from typing import Annotated

import typer

from commands.documents import report_document
from commands.handing_out import minutes
from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    expect_theme,
    locale,
    package_from,
    refusals_reported,
    say,
)
from commands.ledgers import ledger
from commands.outputs import print_json, print_line, print_table
from commands.proposing import proposals
from commands.saving import savings
from core.i18n import translate
from core.services.queries.measure_themes import ReductionReport, circle_finding, measure_themes


class Joined(StrEnum):
    """Who is who where figures are compared."""

    ALL = "all"


app = typer.Typer(help="Figures for policy staff.")


app.command()(proposals)
app.command()(savings)
app.command()(ledger)
app.command("round")(minutes)


@app.command()
def reduction(
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only this theme.")] = None,
    parties: Annotated[
        Joined | None,
        typer.Option("--parties", help="'all': everybody is one person who may be."),
    ] = None,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Count fields, materials, trips and days of every theme with its typical answers."""
    package = package_from(catalogue, draft=draft)
    known = package.catalogue
    if theme is not None:
        expect_theme(package, theme)
    codes = [theme] if theme is not None else known.themes
    report = measure_themes(known, codes, fewest_persons=parties is Joined.ALL)
    document = report_document(report)
    if as_json:
        print_json(document)
    else:
        names = ("theme", "fields", "materials", "trips", "days")
        head = [translate(f"command.report.head.{name}", locale()) for name in names]
        rows = [(row["theme"], *_cells(row)) for row in document["themes"]]
        mean = translate("command.report.mean", locale())
        print_table(head, [*rows, (mean, *_cells(document["mean"]))])
        print_line(translate("command.report.legend", locale()))
    faults = _faults(report)
    for message in (*refusals_reported(package), *faults):
        say(message)
    raise typer.Exit(int(bool(faults)))


def _faults(report: ReductionReport) -> list[str]:
    """Tell which themes cannot be guided, and which wait for themselves."""
    faults = [
        translate("command.report.left_out", locale(), theme=code) for code in report.left_out
    ]
    stuck = [theme for theme in report.themes if theme.stuck]
    cycles = [circle_finding(circle) for circle in stuck]
    return faults + [cycle.message(locale()) for cycle in cycles]


def _cells(row: dict[str, dict[str, object]]) -> list[str]:
    parts = ("fields", "materials", "trips", "working_days")
    return [" → ".join(map(_figure, row[part].values())) for part in parts]


def _figure(number: object) -> str:
    if number is None:
        return "–"
    return f"{number:.1f}" if isinstance(number, float) else str(number)

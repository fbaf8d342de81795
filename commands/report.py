"""``report reduction``: what the themes save, computed, beside what was published."""

from typing import Annotated

import typer

from commands.documents import report_document
from commands.inputs import CatalogueOption, JsonOption, catalogue_from, expect_theme, locale, say
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.measure_themes import measure_themes

app = typer.Typer(help="Figures for policy staff.")


@app.callback()
def _report() -> None:
    """Keep ``reduction`` a subcommand while it is the only one."""


@app.command()
def reduction(
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only this theme.")] = None,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count fields, materials, trips and days of every theme with its typical answers."""
    known = catalogue_from(catalogue)
    if theme is not None:
        expect_theme(known, theme)
    report = measure_themes(known, [theme] if theme is not None else known.themes)
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
    for code in report.left_out:
        say(translate("command.report.left_out", locale(), theme=code))
    raise typer.Exit(int(bool(report.left_out)))


def _cells(row: dict[str, dict[str, object]]) -> list[str]:
    parts = ("fields", "materials", "trips", "working_days")
    return [" → ".join(str(number) for number in row[part].values()) for part in parts]

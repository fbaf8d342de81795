"""``catalogue check``: what a catalogue holds, and what is wrong with it.

``suggest``, ``import``, ``export``, ``load`` and ``pull`` are in modules of their own.
"""

from pathlib import Path
from typing import Annotated

import typer

from commands.inputs import JsonOption, OnOption, day_or_today, locale, package_from
from commands.loading import load
from commands.outputs import finding_document, print_json, print_line
from commands.pulling import pull
from commands.spreadsheets import export_spreadsheet, import_spreadsheet
from commands.suggesting import suggest
from core.i18n import translate
from core.services.queries.read_catalogue import check_package

app = typer.Typer(help="The departments' matters and everything they refer to.")
app.command()(suggest)
app.command()(load)
app.command()(pull)
app.command("import")(import_spreadsheet)
app.command("export")(export_spreadsheet)


@app.command()
def check(
    directory: Annotated[Path | None, typer.Argument(help="Catalogue directory.")] = None,
    *,
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="The same.")] = None,
    on: OnOption = "",
    as_json: JsonOption = False,
) -> None:
    """Check a catalogue. Exits with 1 if there is an error, refused files among them."""
    day = day_or_today(on)
    report = check_package(package_from(directory or catalogue), day)
    if as_json:
        print_json(
            {
                "matters": report.matters,
                "themes": report.themes,
                "fields": report.fields,
                "materials": report.materials,
                "findings": [finding_document(finding, locale()) for finding in report.findings],
            }
        )
    else:
        for found in report.findings:
            print_line(
                f"{found.file}:{found.line}: {found.severity.value} {found.rule} ({found.at})"
            )
            print_line(f"  {found.message(locale())}")
        errors = sum(finding.severity == "error" for finding in report.findings)
        summary = {"errors": errors, "warnings": len(report.findings) - errors}
        counts = {name: getattr(report, name) for name in ("matters", "themes", "fields")}
        counts["materials"] = report.materials
        print_line(translate("command.catalogue.summary", locale(), **counts, **summary))
    raise typer.Exit(int(any(finding.severity == "error" for finding in report.findings)))

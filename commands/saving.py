"""``report savings``: what the themes save, and by what."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.handing_out import PNG, expect_suffix, write_handout
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
from commands.outputs import print_json, print_line, print_table
from core.handouts.models import Handout
from core.i18n import translate
from core.services.queries.measure_savings import (
    Catalogue,
    Cause,
    Fall,
    SavingReport,
    SavingsTold,
    ThemeSaving,
    measure_savings,
    saving_report_of,
)
from core.working_days import day_of

PARTS = ("entries", "materials")


def savings(
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only this theme.")] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Write a report (.pdf, .docx, .xlsx), or charts (.png)."),
    ] = None,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell by what entries and materials are spared, with typical answers, as one person."""
    suffix = expect_suffix(to, "savings", PNG) if to else ""
    package = package_from(catalogue, draft=draft)
    if theme is not None:
        expect_theme(package, theme)
    codes = [theme] if theme is not None else package.catalogue.themes
    report = measure_savings(package.catalogue, codes)
    if as_json:
        print_json(_document(report))
    else:
        _print(report)
    if to is not None:
        write_handout(_handout(report, package.catalogue), to, suffix)
    for code in report.left_out:
        say(translate("command.report.left_out", locale(), theme=code))
    for message in refusals_reported(package):
        say(message)
    raise typer.Exit(int(bool(report.left_out)))


def _handout(report: SavingReport, catalogue: Catalogue) -> Handout:
    names = {code: department.name for code, department in catalogue.departments.items()}
    return saving_report_of(SavingsTold(report, names, day_of(datetime.now(UTC)), locale()))


def _document(report: SavingReport) -> dict[str, Any]:
    return {
        "themes": [_theme_document(saving) for saving in report.themes],
        "mean": {part: _mean_document(report, part) for part in PARTS},
        "departments": {
            code: {"before": before, "left": left}
            for code, (before, left) in report.by_department().items()
        },
        "zero_trip": {
            "matters": list(report.zero_trip),
            "themes": [saving.theme for saving in report.themes if not saving.trips.after],
        },
        "left_out": list(report.left_out),
    }


def _theme_document(saving: ThemeSaving) -> dict[str, Any]:
    return {
        "theme": saving.theme,
        "entries": _fall_document(saving.entries),
        "materials": _fall_document(saving.materials),
        "trips": {"before": saving.trips.before, "after": saving.trips.after},
        "working_days": {"before": saving.days_before, "after": saving.days_after},
    }


def _fall_document(fall: Fall) -> dict[str, Any]:
    causes = {cause.value: fall.causes.get(cause, 0) for cause in Cause if cause in fall.causes}
    return {"before": fall.before, "causes": causes, "left": fall.left}


def _mean_document(report: SavingReport, part: str) -> dict[str, Any]:
    return {
        "before": report.mean(part, "before"),
        "causes": {cause.value: report.mean_cause(part, cause) for cause in Cause},
        "left": report.mean(part, "left"),
        "share_saved": report.share_saved(part),
    }


def _print(report: SavingReport) -> None:
    for part in PARTS:
        print_line(translate(f"savings.{part}", locale()))
        rows = [(translate("savings.before", locale()), f"{report.mean(part, 'before'):.1f}")]
        for cause in Cause:
            if spared := report.mean_cause(part, cause):
                rows.append((translate(f"savings.cause.{cause}", locale()), f"−{spared:.1f}"))
        rows.append((translate("savings.left", locale()), f"{report.mean(part, 'left'):.1f}"))
        print_table(("", translate("command.report.mean", locale())), rows)
        print_line()
    zero = translate("savings.zero_trip", locale(), matters=len(report.zero_trip))
    print_line(zero)

"""``theme test``: whether the saved situations of a theme come down to what was accepted."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_reported,
    locale,
    package_from,
    plan_from,
    refusals_reported,
    refuse,
    say,
)
from commands.outputs import print_json, print_line
from core.i18n import translate
from core.services.queries.check_saved_situations import (
    SituationCheck,
    ThemePlan,
    check_situations,
    plan_with_situations,
)

FileOption = Annotated[
    Path | None,
    typer.Option("--from", help="YAML file of situations, in the place of those of the theme."),
]


def tell_situations(
    code: str,
    *,
    file: FileOption = None,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell of every saved situation whether it still comes down to what was accepted."""
    package = package_from(catalogue, draft=draft)
    plan = plan_from(package, code)
    if file is not None:
        with bad_input_reported():
            plan = plan_with_situations(plan, _read(file))
    checks = check_situations(plan)
    if as_json:
        print_json(_document(plan, checks))
    else:
        _print_checks(plan, checks)
    for message in refusals_reported(package):
        say(message)
    raise typer.Exit(int(not all(check.holds for check in checks)))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        refuse("command.input.unreadable", source=file, reason=error.strerror or "")


def _document(plan: ThemePlan, checks: tuple[SituationCheck, ...]) -> dict[str, Any]:
    return {
        "theme": plan.theme.code,
        "situations": [_situation(plan, check) for check in checks],
        "differing": sum(not check.holds for check in checks),
    }


def _situation(plan: ThemePlan, check: SituationCheck) -> dict[str, Any]:
    differences = check.differences_said(plan.catalogue, locale())
    return {
        "name": check.situation.name,
        "holds": check.holds,
        "differences": [
            {
                "part": difference.part,
                "was": difference.was,
                "now": difference.now,
                "added": list(difference.added),
                "removed": list(difference.removed),
                "message": message,
            }
            for difference, message in zip(check.differences, differences, strict=True)
        ],
        "outcome": check.outcome.model_dump(mode="json") if check.outcome else None,
    }


def _print_checks(plan: ThemePlan, checks: tuple[SituationCheck, ...]) -> None:
    if not checks:
        print_line(translate("command.test.none", locale(), theme=plan.theme.code))
        return
    words = {"theme": plan.theme.code, "name": plan.theme.name, "count": len(checks)}
    differing = sum(not check.holds for check in checks)
    print_line(translate("command.test.summary", locale(), differing=differing, **words))
    for check in checks:
        state = translate(f"command.test.{'holds' if check.holds else 'differs'}", locale())
        print_line(f"\n[{state}] {check.situation.name}")
        for difference in check.differences_said(plan.catalogue, locale()):
            print_line(f"  {difference}")

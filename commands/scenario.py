"""``scenario``: play made-up people through kiosk and offices, and check what files say."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from commands.inputs import (
    CatalogueOption,
    JsonOption,
    bad_input_reported,
    locale,
    package_from,
    refuse,
)
from commands.outputs import finding_document, print_json, print_line
from commands.writing import write_files
from core.errors import ScenarioRefusedError
from core.i18n import translate
from core.services.queries.read_catalogue import Catalogue, Finding
from core.services.trainers import (
    Fall,
    ScenarioComparison,
    ScenarioFile,
    check_scenario,
    compare_with_theme,
    play_in_hall,
    play_to_case,
    read_scenario_file,
    scenario_paths,
)
from core.services.trainers.record_case import Title, record_case, scenario_text, with_words_of
from core.training.models import PlayedStep, Scenario

app = typer.Typer(help="Made-up people for training and demonstration.")


@app.command()
def play(
    file: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Play a scenario in a database of its own. Exits with 1 if something differs."""
    scenario = _read(file).scenario
    with bad_input_reported():
        from runtime import practice_hall  # noqa: PLC0415 -- the database is heavy, load it late

        with practice_hall() as hall:
            steps = play_in_hall(scenario, hall)
    _print(scenario, steps, as_json=as_json)
    raise typer.Exit(int(not all(step.same for step in steps)))


@app.command()
def record(
    file: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    *,
    output: Annotated[Path | None, typer.Option(help="Where it is written, if not shown.")] = None,
) -> None:
    """Play a scenario and write down what came of it, as a scenario that expects just that."""
    scenario = _read(file).scenario
    with bad_input_reported():
        from runtime import practice_hall  # noqa: PLC0415 -- as above

        with practice_hall() as hall:
            steps, number = play_to_case(scenario, hall)
            if not number:
                _print(scenario, steps[-1:], as_json=False)
                raise typer.Exit(1)
            title = Title(scenario.code, scenario.title, scenario.story)
            recorded = record_case(hall.walked(number), hall.calendar, title, scenario.cast)
    notes = [translate("scenario.left_out", locale(), action=it) for it in recorded.left_out]
    text = "".join(f"# {note}\n" for note in notes)
    text += scenario_text(with_words_of(recorded, scenario).scenario)
    if output is None:
        print_line(text.rstrip())
    else:
        write_files({output: text.encode()})


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Scenario files, or all.")] = None,
    *,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check whether scenarios fit their themes. Exits with 1 if one does not."""
    from runtime import SCENARIOS  # noqa: PLC0415 -- as above

    paths = files or list(scenario_paths(SCENARIOS))
    package = package_from(catalogue)
    findings = [found for path in paths for found in _findings_in(path, package.catalogue)]
    errors = sum(found.severity == "error" for found in findings)
    if as_json:
        documents = [finding_document(found, locale()) for found in findings]
        print_json({"scenarios": len(paths), "findings": documents})
    else:
        for found in findings:
            print_line(f"{found.file}:{found.line}: {found.message(locale())}")
        print_line(translate("scenario.checked", locale(), count=len(paths), errors=errors))
    raise typer.Exit(int(errors > 0))


@app.command()
def compare(
    file: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    *,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare a scenario as separate matters with its theme: entries, papers, trips, days."""
    scenario = _read(file).scenario
    package = package_from(catalogue)
    with bad_input_reported():
        compared = compare_with_theme(scenario, package.catalogue)
    document = _comparison_document(compared)
    if as_json:
        print_json({"scenario": scenario.code, **document})
        return
    print_line(f"{scenario.code} {scenario.title}")
    for name in ("entries", "materials", "trips", "working_days"):
        before, after = document[name]["before"], document[name]["after"]
        print_line(f"  {translate(f'training.{name}', locale())}: {before} → {after}")
    for figure in scenario.published:
        span = " → ".join(str(n) for n in (figure.before, figure.after) if n is not None)
        print_line(f"  {figure.what} {span} {figure.unit}: {figure.why}")


def _comparison_document(compared: ScenarioComparison) -> dict[str, Any]:
    return {
        "matters": [asdict(matter) for matter in compared.matters],
        "entries": _fall_document(compared.entries),
        "materials": _fall_document(compared.materials),
        "trips": asdict(compared.trips),
        "working_days": {"before": compared.days_before, "after": compared.days_after},
        "published": [figure.model_dump() for figure in compared.published],
    }


def _fall_document(fall: Fall) -> dict[str, Any]:
    causes = {str(cause): number for cause, number in fall.causes.items()}
    return {"before": fall.before, "after": fall.left, "causes": causes}


def _read(path: Path) -> ScenarioFile:
    """Return what stands in a scenario file, or exit with 2."""
    try:
        return read_scenario_file(path)
    except ScenarioRefusedError as refused:
        _refuse(refused)


def _findings_in(path: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    try:
        return check_scenario(read_scenario_file(path), catalogue, locale())
    except ScenarioRefusedError as refused:
        if refused.findings:
            return tuple(refused.findings)
        _refuse(refused)


def _refuse(refused: ScenarioRefusedError) -> NoReturn:
    reasons = [finding.message(locale()) for finding in refused.findings[:1]]
    params = {**refused.params, "reason": next(iter(reasons), refused.params["reason"])}
    refuse(refused.message_key, **params)


def _print(scenario: Scenario, steps: tuple[PlayedStep, ...], *, as_json: bool) -> None:
    rows = [
        {
            "say": translate(step.say, locale()),
            "about": step.about,
            "expected": step.expected,
            "actual": step.actual,
            "same": step.same,
        }
        for step in steps
    ]
    if as_json:
        print_json({"scenario": scenario.code, "steps": rows})
        return
    print_line(f"{scenario.code} {scenario.title}")
    for step in rows:
        mark = "✓" if step["same"] else "✗"
        shown = step["actual"] if step["same"] else f"{step['actual']} ≠ {step['expected']}"
        about = f" ({step['about']})" if step["about"] else ""
        print_line(f"  {mark} {step['say']}{about}: {shown}")

"""``scenario play``: walk a made-up person through the kiosk and compare."""

from pathlib import Path
from typing import Annotated

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line
from core.i18n import translate
from core.services.trainers import play_scenario, read_scenario
from core.training.models import PlayedStep, Scenario

app = typer.Typer(help="Made-up people for training and demonstration.")


@app.callback()
def _scenario() -> None:
    """Keep ``play`` a subcommand while it is the only one."""


@app.command()
def play(
    file: Annotated[Path, typer.Argument(help="Scenario file (YAML).")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Play a scenario in a database of its own. Exits with 1 if something differs."""
    with bad_input_reported():
        scenario = read_scenario(file)
        from runtime import practice_kiosk  # noqa: PLC0415 -- the database is heavy, load it late

        with practice_kiosk() as kiosk:
            steps = play_scenario(scenario, kiosk, submission_key=scenario.code)
    _print(scenario, steps, as_json=as_json)
    raise typer.Exit(int(not all(step.same for step in steps)))


def _print(scenario: Scenario, steps: tuple[PlayedStep, ...], *, as_json: bool) -> None:
    rows = [
        {
            "say": translate(step.say, locale()),
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
        print_line(f"  {mark} {step['say']}: {shown}")

"""``theme simulate``: what a theme comes down to over very many situations, and what if."""

import json
import time
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_reported,
    json_object,
    locale,
    package_from,
    plan_from,
    refusals_reported,
    refuse,
    say,
)
from commands.outputs import print_json, print_line, print_table
from commands.readiness import expect_ready
from core.i18n import translate
from core.services.queries.simulate_plan import (
    Simulation,
    ThemePlan,
    Weights,
    WhatIf,
    simulate_plan,
)

MOST_SITUATIONS = 2_000_000

NumberOption = Annotated[
    int, typer.Option("--number", min=1, max=MOST_SITUATIONS, help="How many situations.")
]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="The same seed draws the same situations.")
]
WeightsOption = Annotated[
    str, typer.Option("--weights", help="JSON file {question: {answer: weight}}.")
]
WhatIfOption = Annotated[
    str,
    typer.Option("--what-if", help="JSON file {thresholds, without, exemptions}, tried beside."),
]


def simulate(
    code: str,
    *,
    number: NumberOption = 10_000,
    seed: SeedOption = 1,
    weights: WeightsOption = "",
    what_if: WhatIfOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell how often, how much and how long over many situations, and what a change would do."""
    likely = _read(TypeAdapter[Weights](Weights), weights) if weights else None
    change = _read(TypeAdapter(WhatIf), what_if) if what_if else None
    package = package_from(catalogue, draft=draft)
    plan = plan_from(package, code)
    notes = refusals_reported(package)
    expect_ready(plan, notes=notes, as_json=as_json)
    with bad_input_reported():
        start = time.perf_counter()
        results = simulate_plan(plan, change, number=number, seed=seed, weights=likely)
        seconds = time.perf_counter() - start
    for message in notes:
        say(message)
    if as_json:
        print_json(_document(code, results, seconds))
    else:
        _print(plan, results, seconds)


def _read(adapter: TypeAdapter[Any], source: str) -> Any:
    given = json_object(source)
    try:
        return adapter.validate_json(json.dumps(given))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        refuse("command.simulate.not_understood", source=source, place=place, reason=first["msg"])


def _document(code: str, results: tuple[Simulation, ...], seconds: float) -> dict[str, Any]:
    first, *changed = (_figures(result) for result in results)
    report = {"theme": code, "situations": results[0].situations, "seconds": round(seconds, 4)}
    return report | first | ({"what_if": changed[0]} if changed else {})


def _figures(result: Simulation) -> dict[str, Any]:
    means = {name: spread.mean for name, spread in result.figures.items()}

    def counts(what: str) -> dict[str, float]:
        return {when: means[f"{what}.{when}"] for when in ("before", "after", "asked")}

    return {
        "matters": dict(result.matters),
        "fields": counts("fields"),
        "materials": counts("materials"),
        "working_days": means["working_days"],
        "distributions": {
            name: {
                "min": spread.smallest,
                **spread.quantiles(),
                "max": spread.largest,
                "histogram": spread.histogram(),
            }
            for name, spread in result.figures.items()
        },
    }


def _print(plan: ThemePlan, results: tuple[Simulation, ...], seconds: float) -> None:
    words = {"situations": f"{results[0].situations:,}", "seconds": f"{seconds:.2f}"}
    print_line(f"{plan.theme.code} {plan.theme.name}")
    print_line(translate("command.simulate.summary", locale(), **words))
    columns = ["now", "what_if"][: len(results)]
    print_line()
    print_table(
        _head("matter", "name", *columns),
        [
            (
                code,
                planned.matter.name,
                *(f"{result.matters.get(code, 0):.1%}" for result in results),
            )
            for code, planned in plan.matters.items()
        ],
    )
    print_line()
    print_table(
        _head("figure", *columns, *(f"{name}_spread" for name in columns)),
        [
            (
                translate(f"command.simulate.{name}", locale()),
                *(f"{result.figures[name].mean:.1f}" for result in results),
                *(_spread_text(result, name) for result in results),
            )
            for name in results[0].figures
        ],
    )


def _spread_text(result: Simulation, name: str) -> str:
    spread = result.figures[name]
    middle = spread.quantiles()
    shown = (spread.smallest, middle["p10"], middle["p50"], middle["p90"], spread.largest)
    return " – ".join(map(str, shown))


def _head(*names: str) -> list[str]:
    return [translate(f"command.simulate.head.{name}", locale()) for name in names]

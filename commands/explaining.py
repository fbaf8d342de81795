"""``theme explain``: why a matter, field or paper is in force, out or undecided."""

from typing import Annotated, Any

import typer

from commands.inputs import (
    AnswersOption,
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_reported,
    json_object,
    locale,
    package_from,
    plan_from,
    refuse,
)
from commands.outputs import print_json, print_line
from core.services.queries import explain_theme
from core.services.queries.explain_theme import ItemExplanation, ThemePlan, explanation_text

ItemOption = Annotated[
    str, typer.Option("--item", help="A matter, or MATTER.FIELD; without it, every matter.")
]


def explain_items(
    code: str,
    *,
    answers: AnswersOption = "",
    item: ItemOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell which answers decide it, the fewest that do, and on what legal basis."""
    given = json_object(answers) if answers else {}
    package = package_from(catalogue, draft=draft)
    plan = plan_from(package, code)
    with bad_input_reported():
        wanted = explain_theme.explain_items(plan, given, item)
    if not wanted:
        refuse("command.explain.unknown", item=item[:80], theme=code)
    if as_json:
        print_json({"theme": code, "items": [_document(item, plan) for item in wanted]})
        return
    for explained in wanted:
        print_line(f"{explained.item.ref}: {explanation_text(explained, plan, locale())}")


def _document(explanation: ItemExplanation, plan: ThemePlan) -> dict[str, Any]:
    return {
        "item": explanation.item.ref,
        "kind": explanation.item.kind,
        "name": explanation.name,
        "in_force": explanation.truth,
        "because": dict(explanation.because),
        "waits_for": list(explanation.waits_for),
        "legal_basis": list(explanation.legal_basis),
        "message": explanation_text(explanation, plan, locale()),
    }

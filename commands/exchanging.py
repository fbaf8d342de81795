"""``theme export`` and ``theme import``: conditions for others, and theirs for us."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_told,
    expect_theme,
    json_object,
    locale,
    package_from,
    plan_from,
    problems_told,
    refuse,
    say,
)
from commands.outputs import print_json, print_line
from commands.writing import write_files
from core.catalogue.models import Theme
from core.errors import ProblemsError
from core.i18n import translate
from core.services.queries.exchange_theme import (
    ExportFormat,
    Notation,
    export_plan,
    read_conditions,
)

NotationOption = Annotated[Notation, typer.Option("--as", help="dmn or jsonlogic.")]


def export(
    code: str,
    *,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    form: Annotated[
        ExportFormat,
        typer.Option("--as", help="dmn, jsonlogic, xlsform, jsonschema or bpmn."),
    ] = ExportFormat.DMN,
    answers: Annotated[
        str, typer.Option("--answers", help="For jsonschema and bpmn; else the typical ones.")
    ] = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
) -> None:
    """Write a theme for others: its conditions, its form, or the review of a situation."""
    package = package_from(catalogue, draft=draft)
    theme = expect_theme(package, code)
    given = json_object(answers) if answers else dict(theme.typical_answers)
    plan = plan_from(package, code)
    with bad_input_told():
        plan.situate(given)
    try:
        content = export_plan(plan, form, given)
    except ProblemsError as error:
        _tell_problems(error, as_json=False)
        raise typer.Exit(1) from error
    write_files({to: content})
    print_line(translate("command.exchange.written", locale(), path=to, size=f"{len(content):,}"))


def take(
    source: Path,
    *,
    code: Annotated[str, typer.Option("--theme", help="The theme that takes the conditions.")],
    notation: NotationOption = Notation.DMN,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read conditions from DMN or JsonLogic into a theme, and show the theme; nothing is saved."""
    package = package_from(catalogue)
    theme = expect_theme(package, code)
    try:
        content = source.read_bytes()
    except OSError as error:
        refuse("command.exchange.unreadable", path=source, reason=error.strerror or "")
    try:
        tables = read_conditions(content, notation, package.catalogue)
    except ProblemsError as error:
        _tell_problems(error, as_json=as_json)
        raise typer.Exit(1) from error
    taken = tables.put_into(theme)
    _tell_left_out(theme, taken, tables.left_out)
    document = taken.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if as_json:
        print_json({"theme": document, "problems": []})
        return
    numbers = {"matters": len(taken.matters), "questions": len(taken.questions)}
    print_line(translate("command.exchange.read", locale(), **numbers))
    for matter in document["matters"]:
        print_line(f"  {matter['matter']}: {matter.get('when') or '-'}")


def _tell_left_out(before: Theme, taken: Theme, left_out: Sequence[str]) -> None:
    """Tell what of the document, and what of the theme, is not in the result."""
    if left_out:
        say(translate("command.exchange.left_out", locale(), parts=", ".join(left_out)))
    kept = {matter.matter for matter in taken.matters}
    gone = [matter.matter for matter in before.matters if matter.matter not in kept]
    if gone:
        say(translate("command.exchange.gone", locale(), matters=", ".join(gone)))


def _tell_problems(error: ProblemsError, *, as_json: bool) -> None:
    problems = [
        {"place": problem.place, "rule": problem.rule, "message": message}
        for problem, message in zip(error.problems, problems_told(error), strict=True)
    ]
    if as_json:
        print_json({"theme": None, "problems": problems})
    say(translate(error.message_key, locale(), **error.params))
    for listed in problems:
        say(listed["message"])

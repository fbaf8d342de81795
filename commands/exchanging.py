"""``theme export`` and ``theme import``: conditions for others, and theirs for us."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.handing_out import expect_suffix, written_handout
from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_reported,
    expect_theme,
    json_object,
    locale,
    package_from,
    plan_from,
    refuse,
    say,
)
from commands.outputs import print_json, print_line
from commands.packages import take_package, tell_problems
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
from core.services.queries.guide_answers import ThemePlan
from core.services.queries.write_handouts import HANDOUT_NAMES

_NAMES = (*(form.value for form in ExportFormat), *HANDOUT_NAMES)


class ImportFormat(StrEnum):
    """What can be taken: conditions in one of the notations, or a package."""

    DMN = "dmn"
    JSONLOGIC = "jsonlogic"
    PACKAGE = "package"


NotationOption = Annotated[ImportFormat, typer.Option("--as", help="dmn, jsonlogic or package.")]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Take a package as a draft; without this, only look.")
]


def export(
    code: str,
    *,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")],
    form: Annotated[str, typer.Option("--as", help=f"{', '.join(_NAMES)}.")] = _NAMES[0],
    answers: Annotated[
        str, typer.Option("--answers", help="The situation; else the typical answers.")
    ] = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
) -> None:
    """Write a theme for others: for programs, or as .pdf, .docx or .xlsx for people."""
    if form not in _NAMES:
        refuse("command.exchange.unknown_format", name=form[:40], known=", ".join(_NAMES))
    suffix = expect_suffix(to, form) if form in HANDOUT_NAMES else ""
    package = package_from(catalogue, draft=draft)
    theme = expect_theme(package, code)
    given = json_object(answers) if answers else dict(theme.typical_answers)
    plan = plan_from(package, code)
    with bad_input_reported():
        plan.situate(given)
    if suffix:
        content = written_handout(plan, form, given, suffix=suffix)
    else:
        content = _exported(plan, ExportFormat(form), given)
    write_files({to: content})
    print_line(translate("command.exchange.written", locale(), path=to, size=f"{len(content):,}"))


def _exported(plan: ThemePlan, form: ExportFormat, answers: dict[str, Any]) -> bytes:
    try:
        return export_plan(plan, form, answers)
    except ProblemsError as error:
        tell_problems(error, as_json=False)
        raise typer.Exit(1) from error


def take(
    source: Path,
    *,
    code: Annotated[str, typer.Option("--theme", help="The theme that takes the conditions.")] = "",
    notation: NotationOption = ImportFormat.DMN,
    yes: YesOption = False,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read conditions (dmn, jsonlogic), which saves nothing, or a package with its theme."""
    if notation is ImportFormat.PACKAGE:
        take_package(_content_of(source), catalogue, yes=yes, as_json=as_json)
        return
    if not code or yes:
        refuse("command.exchange.which_theme")
    _take_conditions(source, code, Notation(notation.value), catalogue, as_json=as_json)


def _take_conditions(
    source: Path, code: str, notation: Notation, catalogue: Path | None, *, as_json: bool
) -> None:
    package = package_from(catalogue)
    theme = expect_theme(package, code)
    content = _content_of(source)
    try:
        tables = read_conditions(content, notation, package.catalogue)
    except ProblemsError as error:
        tell_problems(error, as_json=as_json)
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


def _content_of(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        refuse("command.exchange.unreadable", path=source, reason=error.strerror or "")


def _tell_left_out(before: Theme, taken: Theme, left_out: Sequence[str]) -> None:
    """Tell what of the document, and what of the theme, is not in the result."""
    if left_out:
        say(translate("command.exchange.left_out", locale(), parts=", ".join(left_out)))
    kept = {matter.matter for matter in taken.matters}
    gone = [matter.matter for matter in before.matters if matter.matter not in kept]
    if gone:
        say(translate("command.exchange.gone", locale(), matters=", ".join(gone)))

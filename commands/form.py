"""``form project`` and ``form validate``: every department's own form, and every problem."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import (
    CaseOption,
    CatalogueOption,
    DraftOption,
    JsonOption,
    PartiesOption,
    bad_input_reported,
    json_object,
    locale,
    package_from,
    plan_from,
    refusals_reported,
    refuse,
    say,
)
from commands.outputs import print_json, print_line
from commands.readiness import expect_ready
from commands.writing import write_files
from core.catalogue.models import FieldKey
from core.i18n import translate
from core.receipts.models import PaperForm
from core.services.queries.fill_forms import (
    DepartmentForm,
    FilledForms,
    Form,
    ThemePlan,
    fill_forms,
    json_of,
    write_form,
)
from core.services.queries.read_catalogue import Package

MatterOption = Annotated[str, typer.Option("--matter", help="Code of the matter.")]
ToOption = Annotated[Path, typer.Option("--to", help="File to write: .xlsx, .json or .pdf.")]

_MOST_TOLD = 50
_Written = tuple[bytes, bool]
"""A form as a file, and whether every character stands in it as it was given."""

app = typer.Typer(help="The merged form and the forms it came from.")


@app.command()
def project(
    code: str,
    *,
    case: CaseOption,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Give every department its own form back from the merged values."""
    filled = _filled(code, case, package_from(catalogue, draft=draft), as_json=as_json)
    forms = filled.projected()
    if as_json:
        print_json(forms)
    else:
        _print_forms(filled.plan, forms)
    raise typer.Exit(_exit_code(filled))


def _print_forms(plan: ThemePlan, forms: dict[str, Form]) -> None:
    matters = plan.catalogue.matters
    for matter, form in forms.items():
        print_line(f"{matter} {matters[matter].name}")
        labels = {field.id: field.label for field in matters[matter].fields}
        for field, value in form.items():
            print_line(f"  {field} {labels[field]}: {value}")


@app.command()
def export(
    code: str,
    *,
    case: CaseOption,
    matter: MatterOption,
    to: ToOption,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
) -> None:
    """Write one department's own form: .xlsx in its layout, .json as data, .pdf as paper."""
    if to.suffix not in _FORMATS:
        refuse("command.form.unknown_format", suffix=to.suffix or to.name)
    filled = _filled(code, case, package_from(catalogue, draft=draft), as_json=False)
    if matter not in filled.guide.matters:
        known = ", ".join(filled.guide.matters)
        refuse("command.form.no_such_matter", theme=code, matter=matter[:80], known=known)
    form = filled.departments()[matter]
    with bad_input_reported():
        content, is_whole = _FORMATS[to.suffix](form)
        write_files({to: content})
    print_line(translate("command.form.exported", locale(), matter=matter, file=to))
    raise typer.Exit(_exit_code(filled) or int(not is_whole))


def _printed(form: DepartmentForm) -> _Written:
    """Print a form; what no font has is told before, and printed by its code."""
    from runtime import runtime  # noqa: PLC0415 -- only paper needs a printer

    installed = runtime()
    paper = PaperForm(form, "", installed.clock())
    missing = installed.printer.missing_on(paper)
    for glyph in missing[:_MOST_TOLD]:
        say(
            translate(
                "command.form.missing_glyph",
                locale(),
                place=glyph.place,
                character=glyph.character,
                code=glyph.code,
            )
        )
    return installed.printer.print_paper(paper), not missing


_FORMATS: dict[str, Callable[[DepartmentForm], _Written]] = {
    ".xlsx": lambda form: (write_form(form), True),
    ".json": lambda form: (json_of(form), True),
    ".pdf": _printed,
}


@app.command()
def validate(
    code: str,
    *,
    case: CaseOption,
    parties: PartiesOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell every problem of the values at once. Exits with 1 if there is one."""
    filled = _filled(
        code, case, package_from(catalogue, draft=draft), as_json=as_json, parties=parties
    )
    found = [
        {
            **_place(problem.place),
            "rule": problem.rule,
            "message": translate(problem.message_key, locale(), **dict(problem.params)),
        }
        for problem in filled.problems(datetime.now(UTC))
    ]
    if as_json:
        print_json({"problems": found})
    else:
        for problem in found:
            print_line(f"{problem['element']}@{problem['subject']}: {problem['message']}")
        print_line(translate("command.form.problems", locale(), count=len(found)))
    raise typer.Exit(int(bool(found)) or _exit_code(filled))


def _place(place: str) -> dict[str, str]:
    key = FieldKey.parse(place) or FieldKey(place, "")
    return key._asdict()


def _filled(
    code: str, case: str, package: Package, *, as_json: bool, parties: str = ""
) -> FilledForms:
    document = json_object(case)
    answers = _object_in(document, "answers", case)
    statements = json_object(parties) if parties else _object_in(document, "parties", case)
    values = _object_in(document, "values", case)
    keyed = _keyed(values, case)
    plan = plan_from(package, code)
    notes = refusals_reported(package)
    expect_ready(plan, notes=notes, as_json=as_json)
    with bad_input_reported():
        filled = fill_forms(plan, answers, parties=statements, values=keyed)
    faults = (finding.message(locale()) for finding in plan.findings)
    for message in (*notes, *faults, *_strangers(filled)):
        say(message)
    return filled


def _exit_code(filled: FilledForms) -> int:
    """1 if the theme uses what does not exist, so that something is left out."""
    return int(bool(filled.plan.findings))


def _object_in(document: dict[str, Any], name: str, case: str) -> dict[str, Any]:
    part = document.get(name)
    if part is None:
        return {}
    if not isinstance(part, dict):
        refuse("command.input.not_an_object", source=f"{case}: {name}")
    return part


def _keyed(values: dict[str, Any], case: str) -> dict[FieldKey, Any]:
    keyed: dict[FieldKey, Any] = {}
    for name, value in values.items():
        key = FieldKey.parse(name)
        if key is None:
            refuse("command.form.not_a_key", source=case, key=name[:80])
        keyed[key] = value
    return keyed


def _strangers(filled: FilledForms) -> Iterator[str]:
    """Tell which values nobody asks for in this situation."""
    strange = [str(key) for key in filled.not_asked]
    if strange:
        names = ", ".join(strange[:10])
        yield translate("command.form.not_asked", locale(), names=names, count=len(strange))

"""``form project`` and ``form validate``: every department's own form, and every problem."""

from dataclasses import dataclass
from typing import Any

import typer

from commands.inputs import (
    CaseOption,
    CatalogueOption,
    JsonOption,
    bad_input_told,
    catalogue_from,
    expect_theme,
    json_object,
    locale,
    refuse,
    say,
)
from commands.outputs import finding_document, print_json, print_line
from core.forms.models import FieldKey
from core.i18n import translate
from core.services.form_answers import check_values, project_values
from core.themes.guides import Guide, guide_theme
from core.themes.plans import ThemePlan

app = typer.Typer(help="The merged form and the forms it came from.")


@dataclass(frozen=True)
class _Filled:
    """A theme, the guide of some answers, and the values given for it."""

    plan: ThemePlan
    guide: Guide
    values: dict[FieldKey, Any]


@app.command()
def project(
    code: str, *, case: CaseOption, catalogue: CatalogueOption = None, as_json: JsonOption = False
) -> None:
    """Give every department its own form back from the merged values."""
    filled = _filled(code, case, catalogue, as_json=as_json)
    forms = project_values(filled.plan, filled.guide, filled.values)
    if as_json:
        print_json(forms)
        return
    matters = filled.plan.catalogue.matters
    for matter, form in forms.items():
        print_line(f"{matter} {matters[matter].name}")
        labels = {field.id: field.label for field in matters[matter].fields}
        for field, value in form.items():
            print_line(f"  {field} {labels[field]}: {value}")


@app.command()
def validate(
    code: str, *, case: CaseOption, catalogue: CatalogueOption = None, as_json: JsonOption = False
) -> None:
    """Tell every problem of the values at once. Exits with 1 if there is one."""
    filled = _filled(code, case, catalogue, as_json=as_json)
    found = [
        {**_place(problem.place), "rule": problem.rule,
         "message": translate(problem.message_key, locale(), **dict(problem.params))}
        for problem in check_values(filled.plan, filled.guide, filled.values)
    ]  # fmt: skip
    if as_json:
        print_json({"problems": found})
    else:
        for problem in found:
            print_line(f"{problem['element']}@{problem['subject']}: {problem['message']}")
        print_line(translate("command.form.problems", locale(), count=len(found)))
    raise typer.Exit(int(bool(found)))


def _place(place: str) -> dict[str, str]:
    element, _, subject = place.partition("@")
    return {"element": element, "subject": subject}


def _filled(code: str, case: str, catalogue: Any, *, as_json: bool) -> _Filled:
    document = json_object(case)
    answers = _object_in(document, "answers", case)
    values = _object_in(document, "values", case)
    known = catalogue_from(catalogue)
    expect_theme(known, code)
    plan = ThemePlan(known.themes[code], known)
    if plan.findings:
        for one in plan.findings:
            say(one.message(locale()))
    if not plan.ready:
        if as_json:
            print_json({"findings": [finding_document(one, locale()) for one in plan.findings]})
        raise typer.Exit(1)
    with bad_input_told():
        guide = guide_theme(plan, answers)
    return _Filled(plan, guide, _keyed(values, guide, case))


def _object_in(document: dict[str, Any], name: str, case: str) -> dict[str, Any]:
    part = document.get(name) or {}
    if not isinstance(part, dict):
        refuse("command.input.not_an_object", source=f"{case}: {name}")
    return part


def _keyed(values: dict[str, Any], guide: Guide, case: str) -> dict[FieldKey, Any]:
    keyed: dict[FieldKey, Any] = {}
    for name, value in values.items():
        key = FieldKey.parse(name)
        if key is None:
            refuse("command.form.not_a_key", source=case, key=name[:80])
        keyed[key] = value
    strange = [str(key) for key in keyed if key not in guide.form_by_key]
    if strange:
        names = ", ".join(strange[:10])
        say(translate("command.form.not_asked", locale(), names=names, count=len(strange)))
    return keyed

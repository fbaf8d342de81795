"""Complete, check and project the values of a merged form, for any caller."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from itertools import zip_longest
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.answered import contradictions, field_answers
from core.forms.cross_checks import cross_check
from core.forms.department_forms import DepartmentForm, lay_out
from core.forms.groups import check_groups, count_members
from core.forms.known_values import written_by
from core.forms.models import MergedField
from core.forms.normalising import cleaned_values, written_alike
from core.forms.parties import NOBODY_JOINED
from core.forms.person_checks import check_persons
from core.forms.projecting import Form, project_form
from core.forms.sources import ValueSource
from core.forms.validating import entries_of, is_empty, validate_values
from core.themes.guides import Guide, guide_situation
from core.themes.plans import ThemePlan


def complete_values(
    plan: ThemePlan, guide: Guide, given: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return what was given, with absent keys filled from answers and derivations.

    A given value is never computed again, overridden or dropped; it is cleaned (law 19),
    and what can be written in several ways (a telephone number) is written in one.
    """
    values = written_alike(guide.form_by_key, cleaned_values(guide.form_by_key, given))
    values = {**_known(plan, guide, values), **values}
    wanted = [merged.key for merged in guide.form]
    derived = plan.derivations.values(wanted, values, guide.situation)
    form = guide.form_by_key
    offered = {key: _offered(form[key], value) for key, value in derived.items()}
    return {**{key: value for key, value in offered.items() if value is not None}, **values}


def _offered(merged: MergedField, value: Any) -> Any:
    """Return what follows, if the offices that ask let one choose it; else it is asked."""
    if not (merged.type.kind.is_choice and merged.options):
        return value
    if isinstance(value, list):
        offered = [item if item in merged.options else None for item in value]
        return offered if any(item is not None for item in offered) else None
    return value if value in merged.options else None


def _known(plan: ThemePlan, guide: Guide, values: Mapping[FieldKey, Any]) -> dict[FieldKey, Any]:
    """Return what is known; what holds for every member of a group, once for each of them."""
    known = guide.known.values()
    repeats = plan.catalogue.repeats
    for key in [key for key in known if guide.form_by_key[key].repeats]:
        number = count_members(guide.form_by_key[key], guide.form, values, repeats)
        known[key] = [known[key]] * number
    return {key: value for key, value in known.items() if value != []}


def check_values(
    plan: ThemePlan,
    guide: Guide,
    given: Mapping[FieldKey, Any],
    only: frozenset[FieldKey] | None = None,
    *,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of the values, of the whole form or of some fields.

    Without ``today`` nothing is known to be still to come.
    """
    form = [merged for merged in guide.form if only is None or merged.key in only]
    in_own_words = {key for key, known in guide.known.certain.items() if known.own_words}
    cleaned = cleaned_values(guide.form_by_key, given)
    filled = {key: value for key, value in cleaned.items() if not is_empty(value)}

    def standard_of(element: str) -> str:
        known = plan.catalogue.elements.get(element)
        return known.standard if known else ""

    complete = complete_values(plan, guide, filled)
    derived = frozenset(k for k, s in guide.sources.items() if s is ValueSource.DERIVED)
    computed = derived - asked_after_all(plan, guide, filled)
    single = validate_values(
        [m for m in form if m.key in filled or m.key not in in_own_words],
        complete,
        known=guide.expected_from_matters | computed | guide.known.certain.keys(),
        standard_of=standard_of,
        id_type=plan.derivations.id_type,
        today=today,
    )
    refused = {problem.place for problem in single}
    in_doubt = {p.place for p in single if "member" not in dict(p.params)}
    sure = {key: value for key, value in filled.items() if str(key) not in in_doubt}
    by_key = {merged.key: merged for merged in form}
    between = [
        *cross_check(by_key, complete),
        *check_persons(by_key, sure),
        *_not_computable(plan, guide, complete, form, computed=computed),
        *contradictions(form, filled, field_answers(plan.catalogue.questions, guide.situation)),
    ]
    return (
        *single,
        *check_groups(form, filled, plan.catalogue.repeats),
        *(problem for problem in between if problem.place not in refused),
    )


def asked_after_all(
    plan: ThemePlan, guide: Guide, values: Mapping[FieldKey, Any]
) -> frozenset[FieldKey]:
    """Return what would follow from a right value, but does not from the one that was given.

    An industry that its table does not tell about, the number of a passport: then the applicant
    is asked (law 5), and can change the answer as long as it is not what follows.
    """
    form, known = guide.form_by_key, guide.known_now
    derived = {key for key, source in guide.sources.items() if source is ValueSource.DERIVED}
    given = {key: value for key, value in values.items() if key not in derived}
    papers = {k: v for k, v in values.items() if k in derived and k.element == _id_type(plan)}
    by_number = complete_values(plan, guide, given)
    by_paper = complete_values(plan, guide, {**given, **papers}) if papers else by_number
    asked = set()
    for key in derived:
        origin = plan.derivations.origin_of(key, known, guide.situation)
        if origin is None or not origin.or_asked:
            continue
        complete = by_number if key in papers else by_paper
        differs = not is_empty(values.get(key)) and values[key] != complete.get(key)
        if differs or _leads_nowhere(
            _usable(plan, form[origin.source], complete, of_any=origin.or_asked_of_any),
            complete.get(key),
        ):
            asked.add(key)
    return frozenset(asked)


def _id_type(plan: ThemePlan) -> str:
    return plan.derivations.id_type


def _usable(
    plan: ThemePlan, source: MergedField, values: Mapping[FieldKey, Any], *, of_any: bool
) -> list[bool]:
    """Say of each entry whether something should follow: it is there, and right or ``of_any``.

    The number of an identity paper is right by the rule of its own paper.
    """
    papers = values.get(FieldKey(_id_type(plan), source.key.subject))
    entries = entries_of(source, values.get(source.key))
    of_members = papers if isinstance(papers, list | tuple) else [papers] * len(entries)
    return [
        not is_empty(entry) and (of_any or _is_right(source, entry, paper))
        for entry, paper in zip_longest(entries, of_members[: len(entries)])
    ]


def _is_right(source: MergedField, entry: Any, paper: Any) -> bool:
    """Say whether a value is right, as the number of an identity paper by the paper's own rule."""
    on_paper = source.type.kind.problem_on_paper
    problem = on_paper(entry, paper) if on_paper else source.type.kind.problem(entry)
    return problem is None


def _leads_nowhere(right: list[bool], computed: Any) -> bool:
    """Say whether nothing follows although it could, of whichever member."""
    if not isinstance(computed, list | tuple):
        return any(right) and is_empty(computed)
    return any(
        is_right and is_empty(entry)
        for is_right, entry in zip_longest(right, computed, fillvalue=None)
    )


def _not_computable(
    plan: ThemePlan,
    guide: Guide,
    complete: Mapping[FieldKey, Any],
    form: Iterable[MergedField],
    *,
    computed: Collection[FieldKey],
) -> Iterator[Problem]:
    """Yield, at the field it follows from, what is demanded but cannot be computed.

    A computed value is not asked for, so a problem told at its own field could not be
    put right by anybody.
    """
    shown = {merged.key: merged for merged in form}
    for merged in guide.form:
        is_due = merged.key in computed and not merged.may_be_empty
        if not is_due or not is_empty(complete.get(merged.key)):
            continue
        origin = plan.derivations.origin_of(merged.key, guide.known_now, guide.situation)
        source = origin.source if origin else None
        if source in shown:
            rule = "required" if is_empty(complete.get(source)) else "not-computable"
            params = (("label", shown[source].label), ("target", merged.label))
            yield Problem(str(source), rule, params)


def project_values(plan: ThemePlan, guide: Guide, given: Mapping[FieldKey, Any]) -> dict[str, Form]:
    """Return every department's own form, matter by matter (law 3).

    Where one person holds several roles, it is as if they had typed everything in each (law 17).
    """
    values = complete_values(plan, guide, given)
    own_words = written_by(guide.known.certain, given)
    if plan.parties:
        guide = guide_situation(plan.with_parties(NOBODY_JOINED), guide.situation)
        values |= plan.parties.separate_values(values, guide.form_by_key)
    form = guide.form_by_key
    return {
        matter: project_form(
            uses,
            values,
            form=form,
            is_list=plan.catalogue.is_list,
            repeats=plan.catalogue.repeats,
            wordings=plan.catalogue.written_as,
            own_words=own_words,
        )
        for matter, uses in guide.uses.items()
    }


def department_forms(
    plan: ThemePlan, guide: Guide, given: Mapping[FieldKey, Any]
) -> dict[str, DepartmentForm]:
    """Return every department's form as it made it, filled in, by matter (law 3)."""
    projected = project_values(plan, guide, given)
    return {
        code: lay_out(
            plan.catalogue.matters[code],
            projected.get(code, {}),
            department=plan.catalogue.office_name(code),
        )
        for code in guide.matters
    }


def json_of(form: DepartmentForm) -> bytes:
    """Return a form as data: values, and codes where there are any, by its own field codes."""
    document: dict[str, Any] = {"matter": form.matter, "form": form.title, "values": form.values}
    document |= {"codes": form.codes} if form.codes else {}
    if form.objections:
        document["objections"] = [
            {**asdict(objection), "checked_at": objection.checked_at.isoformat()}
            for objection in form.objections
        ]
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8")


def keyed(given: Mapping[str, Any]) -> dict[FieldKey, Any]:
    """Return values by key; names that are no ``element@subject`` are left out."""
    pairs = ((FieldKey.parse(name), value) for name, value in given.items())
    return {key: value for key, value in pairs if key is not None}

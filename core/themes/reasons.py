"""Tell why a matter, field or material is in force, out or undecided, and on what basis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import Answer, Matter
from core.i18n import listed, translate
from core.situations.conditions import Truth
from core.themes.planned_matters import Item
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class ItemExplanation:
    """Why one item is as it is.

    ``because`` are the fewest answers that decide it, by question: with these alone, and
    nothing else answered, it would be the same. ``waits_for`` are the open questions that
    may still decide it.
    """

    item: Item
    name: str
    truth: Truth
    because: Mapping[str, Answer]
    waits_for: tuple[str, ...]
    legal_basis: tuple[str, ...]


def explain(plan: ThemePlan, answers: Mapping[str, Any]) -> tuple[ItemExplanation, ...]:
    """Return the explanation of every item of a theme, in the order of its items.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    return _explained(plan, answers, range(len(plan.items)))


def explain_matters(plan: ThemePlan, answers: Mapping[str, Any]) -> tuple[ItemExplanation, ...]:
    """Return the explanation of every matter of a theme, without its fields and materials.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    lead_first = plan.lead_first(plan.matters)
    return _explained(plan, answers, [plan.matters[code].first_item for code in lead_first])


def _explained(
    plan: ThemePlan, answers: Mapping[str, Any], places: Iterable[int]
) -> tuple[ItemExplanation, ...]:
    given = plan.situate(answers).known.answers
    settled = plan.questions.compiled.settle(answers)
    names = {code: _names_in(planned.matter) for code, planned in plan.matters.items()}
    explained = []
    for place in places:
        item, (truth, questions) = plan.items[place], plan.explainer.reason(settled, place)
        explained.append(
            ItemExplanation(
                item=item,
                name=names[item.matter][item.kind == "material", item.ref],
                truth=truth,
                because={q: given[q] for q in questions if q in given and truth is not None},
                waits_for=questions if truth is None else (),
                legal_basis=plan.matters[item.matter].matter.legal_basis,
            )
        )
    return tuple(explained)


def _names_in(matter: Matter) -> dict[tuple[bool, str], str]:
    """Return the labels on the department's own form, and the names of matter and materials.

    A field and a material may be called the same: whether it is a material stands before it.
    """
    names = {(False, matter.code): matter.name}
    for ref, field, entry in matter.entries():
        names[False, f"{matter.code}.{field.id}"] = field.label
        names[False, ref] = entry.label
    for material in matter.materials:
        names[True, f"{matter.code}.{material.id}"] = material.name
    return names


def explanation_text(explanation: ItemExplanation, plan: ThemePlan, locale: str) -> str:
    """Return an explanation as a sentence, with the legal basis."""
    because = [
        translate("explaining.answer", locale, question=text, answer=_answer_text(answer, locale))
        for text, answer in _with_texts(explanation.because, plan).items()
    ]
    waiting = [
        translate("explaining.question", locale, question=text)
        for text in _with_texts(dict.fromkeys(explanation.waits_for, ""), plan)
    ]
    return translate(
        _key(explanation),
        locale,
        name=explanation.name,
        because=listed(because or waiting, locale),
        basis=listed(explanation.legal_basis, locale) or translate("explaining.no_basis", locale),
    )


def _key(explanation: ItemExplanation) -> str:
    if explanation.truth is None:
        return "explaining.undecided"
    if explanation.because:
        return "explaining.in_force" if explanation.truth else "explaining.out"
    return "explaining.always" if explanation.truth else "explaining.never"


def _with_texts(answers: Mapping[str, Answer], plan: ThemePlan) -> dict[str, Answer]:
    questions = plan.catalogue.questions
    return {questions[q].text if q in questions else q: answer for q, answer in answers.items()}


def _answer_text(answer: Answer, locale: str) -> str:
    if answer == ():
        return translate("explaining.none_chosen", locale)
    return listed(answer, locale)

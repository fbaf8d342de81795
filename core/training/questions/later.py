"""What may come later?"""

from collections.abc import Iterator

from core.materials.merging import MergedMaterial
from core.materials.providers import APPLICANT
from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    certain = {place: it for place, it in facts.materials.items() if not _may_be_promised(it)}
    wrong = [
        _not_later(facts, place, it) for place, it in certain.items() if not _may_come_later(it)
    ]
    for place, material in certain.items():
        if _may_come_later(material):
            name = facts.material_name(material)
            matters = sorted({use.matter for use in material.uses})
            names = "、".join(map(facts.plan.catalogue.matter_name, matters))
            right = QuizChoice(place, name, facts.say("later.why", material=name, matter=names))
            yield QuestionDraft("", facts.say("later.text"), distinct([right, *wrong]))


def _may_come_later(material: MergedMaterial) -> bool:
    return material.deferrable and material.provided_by == APPLICANT


def _may_be_promised(material: MergedMaterial) -> bool:
    """Say whether something else lets it come later, or it is spared where it might."""
    exemptions = (use.requirement.exemption for use in material.uses)
    promised = any(it and it.by.kind.may_come_later for it in exemptions)
    return promised or (material.deferrable and material.provided_by != APPLICANT)


def _not_later(facts: QuizFacts, place: str, material: MergedMaterial) -> QuizChoice:
    name = facts.material_name(material)
    asked = material.provided_by == APPLICANT
    strict = next((use.matter for use in material.uses if not use.deferrable), "")
    matter = facts.plan.catalogue.matter_name(strict)
    key = "later.needed" if asked else "later.spared"
    return QuizChoice(place, name, facts.say(key, material=name, matter=matter))


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    return _may_come_later(facts.materials[key])


KIND = QuizKind(_drafts, _is_right)

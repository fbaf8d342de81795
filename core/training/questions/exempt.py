"""Why need a material not be handed in?"""

from collections.abc import Iterator

from core.materials.merging import MergedMaterial
from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct

_LATER = "later"
_WAYS = ("applicant", _LATER, "e_licence", "data_sharing", "matter")


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    for place, material in facts.materials.items():
        if not material.provided_by.way and not material.is_produced:
            continue
        name = facts.material_name(material)
        kept_apart = {str(use.fetched_by) for use in material.uses if use.fetched_by} | (
            {"matter"} if any(use.producers for use in material.uses) else set()
        )
        ways = [way for way in _WAYS if way == material.provided_by.kind or way not in kept_apart]
        choices = distinct(_choice(facts, material, way) for way in ways)
        yield QuestionDraft(place, facts.say("exempt.text", material=name), choices)


def _choice(facts: QuizFacts, material: MergedMaterial, way: str) -> QuizChoice:
    issuer = facts.plan.catalogue.matter_name(material.provided_by.matter)
    words = facts.say(f"exempt.way.{way}")
    if way != material.provided_by.kind:
        return QuizChoice(way, words, facts.say(f"exempt.not.{way}"))
    basis = next((use.requirement.basis for use in material.uses if use.requirement.basis), "")
    why = facts.say(f"exempt.why.{way}", matter=issuer, source=_source(material))
    return QuizChoice(way, words, why + (facts.say("basis", basis=basis) if basis else ""))


def _source(material: MergedMaterial) -> str:
    names = (use.requirement.exemption for use in material.uses if use.fetched_by)
    return next((exemption.name for exemption in names if exemption and exemption.name), "")


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    return facts.materials[about].provided_by.kind == key


KIND = QuizKind(_drafts, _is_right)

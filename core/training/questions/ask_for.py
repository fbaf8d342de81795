"""What does the window ask the applicant for?"""

from collections.abc import Iterator

from core.materials.merging import MergedMaterial
from core.materials.providers import APPLICANT
from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    others = [
        *(_spared(facts, place, it) for place, it in facts.materials.items() if not _asked(it)),
        *_of_other_situations(facts),
    ]
    for place, material in facts.materials.items():
        if not _asked(material):
            continue
        matters = {use.matter for use in material.uses}
        names = "、".join(map(facts.plan.catalogue.matter_name, sorted(matters)))
        name = facts.material_name(material)
        why = facts.say("ask_for.why", matter=names, material=name)
        basis = next((use.requirement.basis for use in material.uses if use.requirement.basis), "")
        why += facts.say("basis", basis=basis) if basis else ""
        choices = distinct([QuizChoice(place, name, why), *others])
        yield QuestionDraft("", facts.say("ask_for.text"), choices)


def _asked(material: MergedMaterial) -> bool:
    return material.provided_by == APPLICANT


def _spared(facts: QuizFacts, place: str, material: MergedMaterial) -> QuizChoice:
    issuer = facts.plan.catalogue.matter_name(material.provided_by.matter)
    kind = material.provided_by.kind
    name = facts.material_name(material)
    return QuizChoice(
        place, name, facts.say(f"ask_for.spared.{kind}", material=name, matter=issuer)
    )


def _of_other_situations(facts: QuizFacts) -> Iterator[QuizChoice]:
    """Yield what the theme asks for in other answers only."""
    named = {facts.material_name(material) for material in facts.materials.values()}
    catalogue = facts.plan.catalogue
    for planned in facts.plan.matters.values():
        for material in planned.matter.materials:
            for wanted in material.documents():
                document = catalogue.documents.get(wanted.document)
                if document and document.name not in named:
                    why = facts.say("ask_for.elsewhere", matter=planned.matter.name)
                    yield QuizChoice(wanted.document, document.name, why)


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    material = facts.materials.get(key)
    return material is not None and _asked(material)


KIND = QuizKind(_drafts, _is_right)

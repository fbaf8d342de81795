"""Which matter applies?"""

from collections.abc import Iterator

from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct

_FROM_ELSEWHERE = 6


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    wrong = [
        _not_here(facts, code) for code in facts.plan.matters if code not in facts.guide.matters
    ]
    wrong += _of_other_themes(facts)
    for code in facts.guide.matters:
        condition = facts.condition_of(code)
        key = "applies.why" if condition else "applies.always"
        why = facts.say(key, matter=facts.matter(code).name, condition=condition)
        right = QuizChoice(code, facts.matter(code).name, why)
        yield QuestionDraft("", facts.say("applies.text"), distinct([right, *wrong]))


def _not_here(facts: QuizFacts, code: str) -> QuizChoice:
    condition, name = facts.condition_of(code), facts.matter(code).name
    return QuizChoice(code, name, facts.say("applies.not", matter=name, condition=condition))


def _of_other_themes(facts: QuizFacts) -> Iterator[QuizChoice]:
    """Yield matters of the same departments that the theme has not."""
    departments = {facts.matter(code).department for code in facts.plan.matters}
    theme = facts.plan.theme.name
    others = (
        matter
        for code, matter in sorted(facts.plan.catalogue.matters.items())
        if code not in facts.plan.matters and matter.department in departments
    )
    for matter, _ in zip(others, range(_FROM_ELSEWHERE), strict=False):
        why = facts.say("applies.elsewhere", matter=matter.name, theme=theme)
        yield QuizChoice(matter.code, matter.name, why)


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    return key in facts.guide.matters


KIND = QuizKind(_drafts, _is_right)
